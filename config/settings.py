"""All settings, secure by default; every difference between machines is an environment variable."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import global_settings

from config.env import Environment
from proposals.language.languages import DATA_LANGUAGE
from proposals.language.languages import LANGUAGES as KNOWN_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

DEBUG = env.flag("DEBUG", default=False)
# For a machine that serves only itself; outside debug there is no default.
LOCAL_KEY = "local-only-not-a-secret-set-SECRET_KEY-before-others-can-reach-this-site"
SECRET_KEY = env.secret("SECRET_KEY", default=LOCAL_KEY if DEBUG else None)
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=LOCAL_HOSTS if DEBUG else None)
# Where `make run` listens; a WSGI server has its own setting for this.
PORT = env.integer("PORT", 8000, 1, 65_535)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_htmx",
    "reversion",
    "axes",
    "sources",
    "proposals",
    "proposals.web",
    "config",
]

# The language comes first, since all others speak it, and read addresses; then the policy, so that
# redirects, static files and error pages carry it too.
MIDDLEWARE = [
    "config.languages.LanguageMiddleware",
    "config.middleware.ContentPolicyMiddleware",
    "config.middleware.StaffPagesMiddleware",
    "config.middleware.SearchEnginesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A comparison is long and repetitive: a tenth of it travels. Pads its output against guessing.
    "config.encodings.PackingMiddleware",
    # Before anything reads the address.
    "config.link_trackers.TrackingMiddleware",
    "config.old_addresses.OldAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.sessions.EndedSessionMiddleware",
    # It turns a refused login into the page that says so.
    "axes.middleware.AxesMiddleware",
    "config.failures.FailuresMiddleware",
    # Last, next to the views: what stands around it is done for kept pages as well.
    "config.kept_pages.KeptPagesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # What every template may use: days as the language writes them, capitals.
            "builtins": ["sources.templatetags.days", "sources.templatetags.capitals"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "config.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.database("DATABASE_URL", default="sqlite:///var/parley.sqlite3", root=BASE_DIR)
}
# Where finished pages are kept: in each process by itself, or for all of them at once.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": env.page_cache("PAGE_CACHE", default="process"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The first one only counts, and refuses whom it counted too often.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "config.logins.LoginAttempts"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
# So many wrong passwords, then so long a wait from the last of them.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "config.logins.refuse"
AXES_CLIENT_IP_CALLABLE = "config.logins.client_address"
# Failures are kept for as long as they count, successes not at all: both would be personal data.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "written"]

# Those that have a module of their own.
LANGUAGE_CODE = DATA_LANGUAGE
LANGUAGES = [(language.code, language.name) for language in KNOWN_LANGUAGES.values()]
# A language that has no module here is of data, and goes in the direction that Django knows.
LANGUAGES_BIDI = [
    *(code for code in global_settings.LANGUAGES_BIDI if code not in KNOWN_LANGUAGES),
    *(code.partition("-")[0] for code, one in KNOWN_LANGUAGES.items() if one.is_right_to_left),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["config.style_sheets.OwnFinder", "config.style_sheets.AppFinder"]
# What these make of style sheets; written where files are collected or a local site is served.
BUILT_STATIC = BASE_DIR / "var" / "built"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC},
}

# A PDF file is drawn in a process of its own: so long, in so much memory, so many at once.
PDF_SECONDS = env.integer("PDF_SECONDS", 60, 1, 600)
PDF_MEGABYTES = env.integer("PDF_MEGABYTES", 1024, 256, 65_536)
PDF_AT_ONCE = env.integer("PDF_AT_ONCE", 2, 1, 64)
# What fits into that, measured: rows times documents, and the length of the sheet.
PDF_CELLS = env.integer("PDF_CELLS", 600, 1, 1_000_000)
PDF_KILOBYTES = env.integer("PDF_KILOBYTES", 1_200, 1, 1_000_000)

# Where objections go; the page on the method says it, or that none is stated.
CONTACT = env.contact("CONTACT")

# New frozen comparisons that visitors may make within an hour; staff may always. None with 0.
FREEZES_PER_HOUR = env.integer("FREEZES_PER_HOUR", 60, 0, 100_000)

# A working day, and never longer than the browser is open.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "config.sessions.csrf_failure"
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Outside debug these two have the strict value; a deployment that cannot have it says so aloud.
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 0 if DEBUG else 31_536_000, 0, 63_072_000)
# Of all hosts below this one browsers would be told, most of which others may run: only when asked.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
# Both checks want these two on. On the name of a newspaper that would shut off, for a year, each of
# its hosts that has no https; whoever runs all of them sets the variable.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Believed only when asked for: without a proxy in front, any visitor could send this header.
# Gunicorn believes the same header by itself, from 127.0.0.1 alone (its forwarded_allow_ips): with
# this off a proxy on the same machine is believed, too, and one on another machine is not.
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print in debug and send mail outside it; one stream is enough.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Anybody can send a wrong host name; it is refused, and is no fault of ours to log.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
