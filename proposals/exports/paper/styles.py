"""The site's own style sheets as one text: a sheet may be made of parts, which it imports.

An import stands on a line of its own, as CSS has it: `@import "part.css";`, with a medium if the
part is for that medium alone. The parts take its place, so that one file travels, not many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder

IMPORT = re.compile(r'^@import "(?P<part>[\w.-]+)"(?: (?P<medium>\w+))?;\n', re.MULTILINE)


def stylesheet(paths: Iterable[str]) -> str:
    """Return the style sheets at these static paths, one after the other, each with its parts.

    Raise FileNotFoundError if one of them, or a part, does not exist.
    """
    return "\n".join(whole(_source(path)) for path in paths)


def whole(file: Path) -> str:
    """Return a style sheet with its parts in the place of its imports."""

    def part(place: re.Match[str]) -> str:
        text = whole(file.with_name(place["part"]))
        return f"@media {place['medium']} {{\n{text}}}\n" if place["medium"] else text

    return IMPORT.sub(part, file.read_text(encoding="utf-8"))


def _source(path: str) -> Path:
    """Return the file behind a static path, as it is written."""
    file = FileSystemFinder().find(path)
    if not file:
        raise FileNotFoundError(f"There is no style sheet {path!r} among the static files.")
    return Path(file)
