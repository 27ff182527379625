"""Style sheets as they are sent: ours in one piece, the admin's own in a layer below ours.

Two finders of static files do it, so that development, `collectstatic` and hashed names need know
nothing of it. What they make stands in `BUILT_STATIC`; every other file is found where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage

from proposals.exports.paper.styles import whole

HEAD = re.compile(r"(?:\s|/\*.*?\*/|@charset[^;]*;|@import[^;]*;)*", re.DOTALL)
"""What has to stand before every rule of a style sheet."""


class OwnFinder(FileSystemFinder):
    """The project's own static files; a style sheet brings its parts with it."""

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        """Return where a file stands; None if this folder has none of that name."""
        file = super().find_location(root, path, prefix)
        return built(path, whole(Path(file))) if file and path.endswith(".css") else file

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Yield every file with the storage that holds it as it is sent."""
        return _as_sent(self, super().list(ignore_patterns))


class AppFinder(AppDirectoriesFinder):
    """Static files of the installed apps; style sheets of the admin stand in the layer `django`."""

    def find_in_app(self, app: str, path: str) -> str | None:
        """Return where a file stands; None if this app has none of that name."""
        file = super().find_in_app(app, path)
        is_admin = path.startswith("admin/css/") and path.endswith(".css")
        return built(path, layered(Path(file))) if file and is_admin else file

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Yield every file with the storage that holds it as it is sent."""
        return _as_sent(self, super().list(ignore_patterns))


def layered(file: Path) -> str:
    """Return a style sheet with its rules in the layer `django`; every layer of ours outranks it.

    An admin page links the admin's own style sheets before ours, so that this layer is the first.
    """
    text = file.read_text(encoding="utf-8")
    head = HEAD.match(text)
    start = head.end() if head else 0
    return f"{text[:start]}@layer django {{\n{text[start:]}\n}}\n"


def built(path: str, text: str) -> str:
    """Write a static file as it is sent, unless it stands there already; return where."""
    target = Path(settings.BUILT_STATIC, path)
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(target)  # whole at once: other processes may read or write it
    return str(target)


def _as_sent(
    finder: OwnFinder | AppFinder, files: Iterable[tuple[str, Storage]]
) -> Iterator[tuple[str, Storage]]:
    """Yield the files of a finder, those that it builds out of `BUILT_STATIC`."""
    storage = FileSystemStorage(settings.BUILT_STATIC)
    for path, source in files:
        place = finder.find(path)
        yield path, storage if place == storage.path(path) else source
