"""Answers for whatever watches the site: whether the process lives, and whether it can serve.

They are asked by an address of figures, by plain http, each few seconds: so they stand outside
everything that looks at hosts, languages and https, and are kept nowhere.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config.middleware import CONTENT_POLICY, PERMISSIONS_POLICY, UNLISTED

LIVE, READY = "/healthz", "/readyz"
ADDRESSES = (LIVE, READY)
FREE_MEGABYTES = 32
"""So much room has to be left: a save needs some for its journal."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": UNLISTED,
}
NO_DATABASE = "The database does not answer."
NO_DISK = "The disk takes nothing where the site writes."
FULL_DISK = f"Less than {FREE_MEGABYTES} MB are free on the disk where the site writes."

log = logging.getLogger("config.health")


class HealthMiddleware:
    """Middleware that answers the two addresses before anything else looks at the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in ADDRESSES:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return _answer("Allowed: GET and HEAD.", 405, Allow="GET, HEAD")
        if request.path_info == LIVE:
            return _answer("alive", 200)
        reasons = unready()
        return _answer("\n".join(reasons), 503) if reasons else _answer("ready", 200)


def unready() -> list[str]:
    """Return in words why this process cannot serve; nothing if it can. One query.

    The words hold no name, no path and no password; the log has the error itself.
    """
    return [reason for check in (_database_reason, _disk_reason) if (reason := check())]


def _database_reason() -> str:
    try:
        missing = _known_migrations() - _applied_migrations()
    except DatabaseError as error:
        log.warning("The database does not answer: %s", type(error).__name__)
        connection.close()
        return NO_DATABASE
    if not missing:
        return ""
    app, name = min(missing)
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return f"Migrations are not applied: {app}.{name}{more}. Run `manage.py migrate`."


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of the code; read once a process, as its code is."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    return frozenset(set(loader.disk_migrations) - replaced)


def _applied_migrations() -> set[tuple[str, str]]:
    """Return those that the database knows to be applied. Raises DatabaseError."""
    recorder = MigrationRecorder(connection)
    rows = recorder.migration_qs.values_list("app", "name")
    try:
        return set(rows)
    except DatabaseError:
        # No table yet is an empty database, which answers.
        return set(recorder.applied_migrations())


def _disk_reason() -> str:
    folder = data_folder()
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready")
            file.flush()
        free = os.statvfs(folder)
    except OSError as error:
        log.warning("The disk takes nothing: %s", error.strerror)
        return NO_DISK
    return FULL_DISK if free.f_bavail * free.f_frsize < FREE_MEGABYTES * 1_000_000 else ""


def data_folder() -> Path:
    """Return the folder in which the site writes: that of SQLite's file, else that for a while."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and Path(name).is_absolute()
    return Path(name).parent if is_file else Path(tempfile.gettempdir())


def _answer(text: str, status: int, **headers: str) -> HttpResponse:
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(
        f"{text}\n", status=status, content_type=content_type, headers={**HEADERS, **headers}
    )
