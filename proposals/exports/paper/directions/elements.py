"""The direction of every element, as HTML says it: WeasyPrint knows no `auto` and no `<bdi>`."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

DIRECTIONS = ("ltr", "rtl")
WITHOUT_OWN_TEXT = frozenset(("bdi", "script", "style", "textarea"))
"""Elements whose text does not count for the direction of what is around them."""


BEGINS_WITH_THE_PAGE = "begins-with-the-page"
"""The attribute of a block that runs against the page, and begins where the page's lines do."""
STYLES = f"[{BEGINS_WITH_THE_PAGE}] {{ text-align: end }}"
"""What `text-align: match-parent` does, which WeasyPrint does not know."""


def resolve_directions(element: Any, around: str = "ltr", *, in_prose: bool = False) -> None:
    """Write into every element that has a direction of its own which one that is.

    `letters.css` has heads, names and cells begin where the page's lines begin, and prose and
    quotations where their own do; so it is here.
    """
    own = (element.get("dir") or "").lower()
    direction = own if own in DIRECTIONS else around
    is_auto = own == "auto" or (element.tag == "bdi" and own not in DIRECTIONS)
    if is_auto:
        direction = _first_direction(element) or "ltr"
        element.set("dir", direction)
    in_prose = in_prose or element.tag == "blockquote"
    if is_auto and direction != around and not in_prose:
        element.set(BEGINS_WITH_THE_PAGE, "")
    in_prose = in_prose or "prose" in (element.get("class") or "").split()
    for child in element:
        if isinstance(child.tag, str):
            resolve_directions(child, direction, in_prose=in_prose)


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
