"""Settings read from variables; an error names the variable, its value and what is allowed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator, URLValidator

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
SECRET_LENGTH = 50
SECRET_VARIETY = 5
SQLITE_SCHEMES = frozenset({"sqlite"})
POSTGRESQL_SCHEMES = frozenset({"postgres", "postgresql"})
DATABASE_FORMS = (
    "sqlite:///relative/file.sqlite3, sqlite:////absolute/file.sqlite3 "
    "or postgresql://user:password@host:5432/name"
)
CACHE_FORMS = "process, database, or redis://host:6379/0"
REDIS_SCHEMES = ("redis://", "rediss://", "unix://")
PAGE_TABLE = "kept_pages"
LOG_FORMATS = ("plain", "json")
# A writer waits this long for another writer before it gives up.
SQLITE_BUSY_SECONDS = 20
# Readers go on while one writes; a write asks for its lock at once, so that two never deadlock.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": SQLITE_BUSY_SECONDS,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        # Triggers see what INSERT OR REPLACE deletes.
        "PRAGMA recursive_triggers=ON"
    ),
}
KEEP_SECONDS = 60
_WEB_ADDRESS = URLValidator(schemes=["https", "http"])


class BadVariable(ImproperlyConfigured):
    """A variable is missing or cannot be used; the message names it and says what is allowed."""

    def __init__(self, name: str, problem: str, allowed: str) -> None:
        self.name = name
        super().__init__(f"{name} {problem}. Allowed: {allowed}.")


class Contact(NamedTuple):
    """A way to reach the operator: the target of a link, and its text."""

    href: str
    text: str


class Environment:
    """Variables with typed readers. A blank variable counts as not set."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def _value(self, name: str) -> str:
        return self._variables.get(name, "").strip()

    def text(self, name: str, default: str | None = None) -> str:
        """Return the variable as it stands; it is required when there is no default."""
        value = self._value(name)
        if value:
            return value
        if default is None:
            raise BadVariable(name, "is not set", "any text that is not blank")
        return default

    def secret(self, name: str, default: str | None = None) -> str:
        """Return a long random text. Its value is never repeated in a message."""
        allowed = (
            f"a random text of at least {SECRET_LENGTH} characters, "
            f"at least {SECRET_VARIETY} of them different"
        )
        value = self._value(name)
        if not value and default is not None:
            return default
        if not value:
            raise BadVariable(name, "is not set", allowed)
        if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
            raise BadVariable(name, f"is too easy to guess ({len(value)} characters)", allowed)
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return yes or no, given in any of the usual spellings."""
        value = self._value(name)
        if not value:
            return default
        if value.lower() in TRUE:
            return True
        if value.lower() in FALSE:
            return False
        raise BadVariable(name, f"is {value!r}", "1, true, yes, on, 0, false, no or off")

    def is_set(self, name: str) -> bool:
        """Tell whether the variable says anything."""
        return bool(self._value(name))

    def proxies(self, name: str) -> int:
        """Return how many proxies stand in front: none, one for yes, or their number up to 9."""
        value = self._value(name).lower()
        if not value or value in FALSE:
            return 0
        if value in TRUE:
            return 1
        if len(value) == 1 and value in "23456789":
            return int(value)
        allowed = "0 or no, 1 or yes, or the number of proxies in a row, up to 9"
        raise BadVariable(name, f"is {self._value(name)!r}", allowed)

    def site_url(self, name: str) -> str:
        """Return scheme and host of the site without a slash at the end; empty if not set."""
        value = self._value(name)
        if not value:
            return ""
        allowed = "scheme and host, such as 'https://parley.example.org', with a port if it has one"
        try:
            _WEB_ADDRESS(value)
            parts = urlsplit(value)
            _ = parts.port  # only a look at it tells that it is not a number
        except (ValidationError, ValueError):
            # What is in front of an @ may be a password, which no message repeats.
            raise BadVariable(name, "is no address of a site", allowed) from None
        if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
            raise BadVariable(name, "holds more than scheme and host", allowed)
        return f"{parts.scheme.lower()}://{parts.netloc.lower()}"

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of a few words."""
        value = self._value(name).lower() or default
        if value in choices:
            return value
        raise BadVariable(name, f"is {self._value(name)!r}", " or ".join(choices))

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        value = self._value(name)
        if not value:
            return default
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        raise BadVariable(name, f"is {value!r}", f"a whole number from {low} to {high}")

    def hosts(self, name: str, default: tuple[str, ...] | None = None) -> list[str]:
        """Return host names separated by commas, without scheme, port or path."""
        allowed = "host names separated by commas, such as 'parley.example.org, .example.org'"
        names = [part.strip() for part in self._value(name).split(",") if part.strip()]
        if not names and default is not None:
            return list(default)
        if not names:
            raise BadVariable(name, "is not set", allowed)
        for host in names:
            if not _is_host(host):
                raise BadVariable(name, f"holds {host!r}", allowed)
        return names

    def contact(self, name: str) -> Contact | None:
        """Return a mail address or a web address as a link; None if the variable is not set."""
        value = self._value(name)
        if not value:
            return None
        for validate, prefix in ((EmailValidator(), "mailto:"), (_WEB_ADDRESS, "")):
            try:
                validate(value)
            except ValidationError:
                continue
            return Contact(href=f"{prefix}{value}", text=value)
        raise BadVariable(name, f"is {value!r}", "a mail address, or an address on https or http")

    def database(self, name: str, default: str, root: Path) -> dict[str, Any]:
        """Return Django's description of a database, from an address.

        A relative SQLite file is looked for under `root`. A password in the address is
        never repeated in a message.
        """
        url = self.text(name, default)
        parts = _split_database(name, url)
        if parts.scheme in SQLITE_SCHEMES:
            return _sqlite(name, url, root)
        return _postgresql(name, url, parts)

    def page_cache(self, name: str, default: str) -> dict[str, Any]:
        """Return Django's description of the cache that finished pages are kept in."""
        value = self.text(name, default)
        if value == "process":
            return {"BACKEND": "config.page_memory.PageMemory"}
        if value == "database":
            return {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": PAGE_TABLE,
                "OPTIONS": {"MAX_ENTRIES": 1_000},
            }
        if value.startswith(REDIS_SCHEMES) and _is_redis(value):
            return {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": value,
                "KEY_PREFIX": "parley",
                "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
            }
        # An address may hold a password, which no message repeats.
        raise BadVariable(name, "is none of the caches that are known", CACHE_FORMS)


def _is_redis(address: str) -> bool:
    """Tell whether an address names a port and a number of a database, as far as it names them."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # only a look at it tells that it is not a number
    except ValueError:
        return False
    number = parts.path.strip("/")
    return parts.scheme == "unix" or not number or number.isdecimal()


def _is_host(host: str) -> bool:
    if host == "*":
        return False
    if host.startswith("[") and host.endswith("]"):
        return True
    return all(sign.isalnum() or sign in ".-" for sign in host)


def _split_database(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.scheme in POSTGRESQL_SCHEMES:
            _ = parts.port  # only a look at it tells that it is not a number
    except ValueError:
        # The error's own words may repeat a part of the address, and so a password.
        raise BadVariable(name, "cannot be read as an address", DATABASE_FORMS) from None
    if parts.scheme not in SQLITE_SCHEMES | POSTGRESQL_SCHEMES:
        problem = (
            f"begins with {parts.scheme!r}" if parts.scheme else "does not begin with a scheme"
        )
        raise BadVariable(name, problem, DATABASE_FORMS)
    return parts


def _sqlite(name: str, url: str, root: Path) -> dict[str, Any]:
    path = str(dj_database_url.parse(url)["NAME"])
    in_memory = path == ":memory:"
    # The library takes "no file" for "in memory": data that vanish must be asked for by name.
    if in_memory and ":memory:" not in url:
        raise BadVariable(name, f"is {url!r}, which names no file", DATABASE_FORMS)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path if in_memory else str(root / path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        # Opening a file, and reading what tables it has, takes longer than any kept page.
        "CONN_MAX_AGE": KEEP_SECONDS,
    }


def _postgresql(name: str, url: str, parts: SplitResult) -> dict[str, Any]:
    if not parts.path.strip("/"):
        raise BadVariable(
            name, f"names no database on {parts.hostname or 'the host'!r}", DATABASE_FORMS
        )
    settings: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=KEEP_SECONDS, conn_health_checks=True)
    )
    return settings
