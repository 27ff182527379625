"""Settings for tests: the site's own, with a fast hasher. DATABASE_URL chooses the database."""

import os

# Debug only while the settings are read: no redirect to https, plain static names.
# The test runner itself switches DEBUG off again before the first test.
os.environ["DEBUG"] = "1"

from config.settings import *  # noqa: F403
from tests.support.clock import start_clock

# Before anything imports the function that it replaces.
start_clock()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Looks files up when asked, so that no test needs a collected folder.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# No test is answered with a page that a new one would not equal.
MIDDLEWARE[MIDDLEWARE.index("config.kept_pages.KeptPagesMiddleware")] = (  # noqa: F405
    "tests.support.kept_pages.ComparingMiddleware"
)

if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # What waits for a lock, or for a plan that never ends, fails by name.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (  # noqa: F405
        "-c lock_timeout=60s -c statement_timeout=120s"
    )
