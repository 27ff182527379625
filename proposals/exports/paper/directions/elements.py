"""The direction of every element, as HTML says it: WeasyPrint knows no `auto` and no `<bdi>`."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

DIRECTIONS = ("ltr", "rtl")
WITHOUT_OWN_TEXT = frozenset(("bdi", "script", "style", "textarea"))
"""Elements whose text does not count for the direction of what is around them."""


def resolve_directions(element: Any) -> None:
    """Write into every element that has a direction of its own which one that is."""
    for one in element.iter():
        if not isinstance(one.tag, str):
            continue
        own = (one.get("dir") or "").lower()
        if own == "auto" or (one.tag == "bdi" and own not in DIRECTIONS):
            one.set("dir", _first_direction(one) or "ltr")


def _first_direction(element: Any) -> str:
    """Return the direction of the first letter that has one, or nothing."""
    if found := _direction_of(element.text or ""):
        return found
    for child in element:
        apart = child.tag in WITHOUT_OWN_TEXT or "dir" in child.attrib
        if found := ("" if apart else _first_direction(child)) or _direction_of(child.tail or ""):
            return found
    return ""


def _direction_of(text: str) -> str:
    for sign in text:
        match bidirectional(sign):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return ""
