"""All settings, secure by default; every difference between machines is an environment variable."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.env import Environment

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
    "django.contrib.staticfiles",
    "django_htmx",
    "sources",
    "proposals",
    "config",
]

# The policy comes first, so that redirects, static files and error pages carry it too.
MIDDLEWARE = [
    "config.middleware.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A comparison is long and repetitive: a tenth of it travels. Pads its output against guessing.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
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

# Only English is complete; Ukrainian and Russian follow. With a second language, add
# LocaleMiddleware after SessionMiddleware.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC},
}

SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Outside debug these three have the strict value; a deployment that cannot have it says so aloud.
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 0 if DEBUG else 31_536_000, 0, 63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=not DEBUG)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
# Believed only when asked for: without a proxy in front, any visitor could send this header.
if env.flag("BEHIND_PROXY", default=False):
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
