"""Names of files: what is inside and of which day, in letters that every system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

LONGEST = 120
"""Characters of a name without its ending; old file systems take 255 bytes in all."""

_OTHER = re.compile(r"[^a-z0-9.@-]+")


def file_stem(parts: Iterable[str], day: date) -> str:
    """Return a name such as "lake-2031_aria-memorandum_conflict_2031-06-02".

    What the words cannot say within the limit is left out, never the day.
    """
    words = "_".join(filter(None, map(_safe, parts)))
    ending = f"_{day.isoformat()}"
    return words[: LONGEST - len(ending)].rstrip("_.-") + ending


def _safe(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-.")
