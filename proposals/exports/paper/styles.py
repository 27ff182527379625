"""The site's own style sheets as one text, for files that carry their styles with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.contrib.staticfiles import finders


def stylesheet(paths: Iterable[str]) -> str:
    """Return the style sheets at these static paths, one after the other.

    Raises FileNotFoundError.
    """
    return "\n".join(map(_read, paths))


def _read(path: str) -> str:
    file = finders.find(path)
    if not file:
        raise FileNotFoundError(f"There is no style sheet {path!r} among the static files.")
    return Path(file).read_text(encoding="utf-8")
