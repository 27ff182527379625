"""All settings, secure by default; every difference between machines is an environment variable."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import global_settings

from config.env import LOG_FORMATS, Environment
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
# Scheme and host of every whole address that leaves the site. Without it those of the request.
SITE_URL = env.site_url("SITE_URL")
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

# Of what readers get the language comes first, since all others speak it, and read addresses; then
# the policy, so that redirects, static files and error pages carry it too.
MIDDLEWARE = [
    # Before all that looks at hosts and languages: whatever watches the site has neither.
    "config.health.HealthMiddleware",
    "config.logs.RequestLogMiddleware",
    "config.languages.LanguageMiddleware",
    "config.proxy_warnings.ProxyWarningMiddleware",
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
    "config.session_store.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.staff_searches.StaffSearchMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.sessions.EndedSessionMiddleware",
    # It turns a refused login into the page that says so.
    "axes.middleware.AxesMiddleware",
    "config.failures.FailuresMiddleware",
    # Around everything that editors write, next to the views.
    "config.failures.EditingMiddleware",
    # Next to the views: what stands around it is done for kept pages as well.
    "config.kept_pages.KeptPagesMiddleware",
    # Behind these: whatever has to be made takes a place, and what is kept does not.
    "config.gate.GateMiddleware",
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
AXES_CLIENT_IP_CALLABLE = "sources.visitors.counted_address"
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

# A PDF file is drawn beside the server: given up after so many seconds in which it does not get on,
# in so much memory, so many at once on a machine; so many may be asked for before others are told
# to come again, and so much of what is drawn is kept for a while.
PDF_SECONDS = env.integer("PDF_SECONDS", 60, 1, 600)
PDF_MEGABYTES = env.integer("PDF_MEGABYTES", 1024, 256, 65_536)
PDF_AT_ONCE = env.integer("PDF_AT_ONCE", 2, 1, 64)
PDF_QUEUE = env.integer("PDF_QUEUE", 20, 1, 10_000)
PDF_PER_VISITOR = env.integer("PDF_PER_VISITOR", 5, 1, 10_000)
PDF_KEPT_MEGABYTES = env.integer("PDF_KEPT_MEGABYTES", 64, 1, 65_536)
# What fits into that, measured: rows times documents, and the length of the sheet.
PDF_CELLS = env.integer("PDF_CELLS", 600, 1, 1_000_000)
PDF_KILOBYTES = env.integer("PDF_KILOBYTES", 1_200, 1, 1_000_000)

# Pages that a process makes at once, requests that wait for that, and how long; others are told to
# come again. The server needs more threads than both together, or nobody is left to tell them.
PAGES_AT_ONCE = env.integer("PAGES_AT_ONCE", 2, 1, 1_000)
PAGES_WAITING = env.integer("PAGES_WAITING", 6, 0, 10_000)
PAGES_WAIT_SECONDS = env.integer("PAGES_WAIT_SECONDS", 5, 1, 600)

# Where objections go; the page on the method says it, or that none is stated.
CONTACT = env.contact("CONTACT")

# New frozen comparisons that visitors may make within an hour; staff may always. None with 0.
FREEZES_PER_HOUR = env.integer("FREEZES_PER_HOUR", 60, 0, 100_000)
# Those that one of them may make, counted as for failed logins.
FREEZES_PER_VISITOR = env.integer("FREEZES_PER_VISITOR", 10, 0, 100_000)
# Days after which a visitor's frozen comparison is deleted that nobody opened or cited.
FROZEN_UNUSED_DAYS = env.integer("FROZEN_UNUSED_DAYS", 90, 1, 36_500)

SESSION_ENGINE = "config.session_store"
# A working day, and never longer than the browser is open.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Where a login leads that names no page of this site.
LOGIN_REDIRECT_URL = "admin:index"
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
# How many proxies stand in a row; each vouches for one entry of X-Forwarded-For.
BEHIND_PROXY = env.proxies("BEHIND_PROXY")
# Somebody said that there is none, which is more than nobody having said anything.
PROXY_DENIED = env.is_set("BEHIND_PROXY") and not BEHIND_PROXY
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Plain lines, or lines of JSON with one for each request; none of a reader in either.
LOG_FORMAT = env.choice("LOG_FORMAT", default="plain", choices=LOG_FORMATS)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print in debug and send mail outside it; one stream is enough.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "config.requests": {"level": "INFO"},
        # Anybody can send a wrong host name; it is refused, and is no fault of ours to log.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
if LOG_FORMAT == "json":
    # The development server has a handler of its own, which writes whole addresses.
    LOGGING["loggers"]["django.server"] = {"handlers": ["console"], "propagate": False}
