"""Entries of CSL-JSON, as Zotero and other reference managers write it."""

from __future__ import annotations

from typing import Any

from sources.article_import.columns import manager_cells

NAMES = {
    "headline": ("title",),
    "outlet": ("container-title", "publisher"),
    "published": ("issued",),
    "accessed": ("accessed",),
    "url": ("URL",),
    "language": ("language",),
}


def is_csl(entry: dict[str, Any]) -> bool:
    """Tell whether an entry is CSL: its names, or its dates in parts, say so."""
    dates = [entry.get("issued"), entry.get("accessed")]
    is_named = "container-title" in entry or ("type" in entry and "URL" in entry)
    return is_named or any(isinstance(date, dict) for date in dates)


def names(entry: dict[str, Any]) -> list[str]:
    """Return the names of an entry: ours for what is read, its own for what is not."""
    ours = {source: column for column, sources in NAMES.items() for source in sources}
    filled = [name for name, value in entry.items() if value not in (None, "", [], {})]
    return [ours.get(name, f"CSL: {name}") for name in filled]


def cells(entry: dict[str, Any]) -> dict[str, str]:
    """Return the cells of an entry."""
    return manager_cells({name: _text(value) for name, value in entry.items()}, NAMES)


def _text(value: Any) -> str:
    """Return a text, or a date; empty for anything else."""
    if isinstance(value, dict):
        return _date(value)
    if isinstance(value, list) and value and isinstance(value[0], str):
        return value[0]
    return value if isinstance(value, str) else ""


def _date(value: dict[str, Any]) -> str:
    """Return a date in parts as they are written: 2025-06-02, 2025-06, and a range with a stroke.

    What is no date in parts comes back as it is, so that it can be refused by its words.
    """
    for name in ("raw", "literal"):
        if isinstance(value.get(name), str):
            return str(value[name])
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        return str(value) if value else ""
    return "/".join(_day(day) for day in parts)


def _day(parts: Any) -> str:
    """Return year, month and day with hyphens, as many as there are."""
    if not isinstance(parts, list) or not all(isinstance(part, str | int) for part in parts):
        return str(parts)
    return "-".join(str(part).rjust(2, "0") for part in parts)
