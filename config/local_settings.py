"""The settings of this machine, which `make run` and `make serve` leave in `var/`.

With them `manage.py` finds the same data without a variable, from any folder. A site that is named
by variables is never touched by them, and a WSGI server never reads them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path
from typing import TypeAlias

VAR = Path(__file__).resolve().parent.parent / "var"
LOCAL_FILE = VAR / "local.env"
"""The variables of the last local start, each on a line."""
SECRET_FILE = VAR / "secret_key"
"""The key with which `make serve` signs; of one machine, and for its owner's eyes only."""
SECRET_BYTES = 60
OWNER_ONLY = 0o600
DEPLOYED = (
    *("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "BEHIND_PROXY"),
    *("SSL_REDIRECT", "HSTS_SECONDS", "HSTS_SUBDOMAINS"),
)
"""Variables that say which site is meant: with any of them nothing is read from `var/`."""
LOCAL_HOSTS = "localhost,127.0.0.1,[::1]"
HEAD = (
    "# Of the last `make run` or `make serve`: manage.py reads it where no variable names a site.\n"
)

Variables: TypeAlias = MutableMapping[str, str]


def use_local_settings(variables: Variables, file: Path = LOCAL_FILE) -> bool:
    """Take the variables of the last local start where none names a site; tell whether it did.

    A database that is no file of this machine names a site, unless the local start used it.
    """
    if any(_said(variables, name) for name in DEPLOYED):
        return False
    kept = _read(file)
    database = _said(variables, "DATABASE_URL")
    if not kept or (
        database and not database.startswith("sqlite:") and database != kept.get("DATABASE_URL")
    ):
        return False
    for name, value in kept.items():
        if not _said(variables, name):
            variables[name] = value
    return True


def keep_local_settings(variables: Variables, file: Path = LOCAL_FILE) -> None:
    """Keep what a later `manage.py` needs to find the data that this start uses."""
    lines = ["DEBUG=1"]
    database = _said(variables, "DATABASE_URL")
    if database:
        lines.append(f"DATABASE_URL={database}")
    _write_private(file, HEAD + "".join(f"{line}\n" for line in lines))


def use_serving_settings(variables: Variables, file: Path = SECRET_FILE) -> None:
    """Set what `manage.py serve` needs and nobody said: production settings for this machine.

    Without hosts it is reached from this machine alone, by plain http.
    """
    variables["DEBUG"] = "0"
    if not _said(variables, "SECRET_KEY"):
        variables["SECRET_KEY"] = own_secret(file)
    if _said(variables, "ALLOWED_HOSTS"):
        return
    port = _said(variables, "PORT") or "8000"
    here = {
        "ALLOWED_HOSTS": LOCAL_HOSTS,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "BEHIND_PROXY": "0",
        "SSL_REDIRECT": "0",
        "HSTS_SECONDS": "0",
    }
    for name, value in here.items():
        if not _said(variables, name):
            variables[name] = value


def own_secret(file: Path = SECRET_FILE) -> str:
    """Return the secret of this machine; made once, and readable by its owner alone."""
    if file.is_file():
        file.chmod(OWNER_ONLY)
        kept = file.read_text(encoding="utf-8").strip()
        if kept:
            return kept
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _write_private(file, f"{secret}\n")
    return secret


def _write_private(file: Path, text: str) -> None:
    """Write a file whole or not at all, so that nobody else could read it at any time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    part.replace(file)


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def _said(variables: Variables, name: str) -> str:
    return variables.get(name, "").strip()
