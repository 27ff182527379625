"""The version of the code that draws pages: no kept page outlives a change of the site itself."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

from proposals.data_stamps.file_hash import hash_of_files

_FOLDERS = ("config", "proposals", "sources", "templates", "static", "locale")
_ENDINGS = frozenset(
    {".py", ".html", ".txt", ".css", ".js", ".svg", ".png", ".ico", ".xml", ".mo", ".po", ".toml"}
)
# What an operator may set and pages show.
_SETTINGS = (
    "ALLOWED_HOSTS",
    "CONTACT",
    "DEBUG",
    "FREEZES_PER_HOUR",
    "LANGUAGES",
    "PDF_CELLS",
    "SITE_URL",
)


@cache
def code_version() -> str:
    """Return a hash of the site's own files, of its packages, and of the settings that pages show.

    Read once a process: a worker that was started with older code keeps its older version.
    """
    files = [settings.BASE_DIR / "requirements" / "runtime.txt"]
    for folder in _FOLDERS:
        files += _files(settings.BASE_DIR / folder)
    parts = [hash_of_files(files, settings.BASE_DIR)]
    parts += [f"{name}={getattr(settings, name)!r}" for name in _SETTINGS]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in _ENDINGS]
