"""Lines of a page in which words of two directions stand without anything that keeps them apart.

A browser sets a line by the direction of the element around it. So what is written from the right
must not stand bare in a line of ours: it has an element with `dir`, a `bdi`, or an isolate around
it. And a line that takes its direction from its text must be one text, as an editor wrote it: two
of them in a line change places as soon as the first begins in another script.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from lxml import etree

from proposals.models import Clause, Version
from sources.text_directions import without_isolates
from tests.support.pages import as_in_a_browser

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "button",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        "tspan",
    ]
)
NO_TEXT = frozenset(["script", "style", "template"])
ATTRIBUTES = [
    "alt",
    "aria-description",
    "aria-label",
    "content",
    "data-confirm",
    "data-done",
    "data-text",
    "label",
    "placeholder",
    "title",
]
"""Attributes that people read or hear, as a plain text."""
ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
THING = "\ufffc"
"""Stands for what is kept apart."""


def bare(text: str) -> str:
    """Return a text with each isolate as one thing."""
    while True:
        text, count = ISOLATE.subn(THING, text)
        if not count:
            return text


def runs_from_right(text: str) -> bool:
    """Tell whether a letter outside isolates is written from the right."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in bare(text))


class Data:
    """Every text that editors wrote, to tell one of them from a line of several."""

    def __init__(self) -> None:
        self._texts = "\n".join(map(_plain, _texts()))

    def holds(self, line: str) -> bool:
        """Tell whether a line is one text of the data, or a part of one."""
        return _plain(line) in self._texts


def _texts() -> Iterator[str]:
    for app in ("proposals", "sources"):
        for model in apps.get_app_config(app).get_models():
            names = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, (models.CharField, models.TextField, models.JSONField))
            ]
            for row in model._default_manager.values_list(*names):
                for value in row:
                    yield from _texts_in(value)
    for named in (*Version.objects.all(), *Clause.objects.all()):
        yield str(named)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)


def _plain(text: str) -> str:
    """Return a text without the signs of Markdown, spaces made alike, and without case."""
    text = re.sub(r"[*_\\]|^\s*(?:-|\d+\.)\s", "", without_isolates(text), flags=re.MULTILINE)
    return " ".join(text.split()).strip("“”„«»\"'").casefold()


def torn_lines(html: str, data: Data) -> list[str]:
    """Return what of a page could be torn, each line with the element around it."""
    root = as_in_a_browser(html)
    return [*_torn_texts(root, data), *_torn_attributes(root, data)]


def torn_text(text: str, data: Data) -> bool:
    """Tell whether a plain text could be torn, wherever it is read."""
    return runs_from_right(text) and not data.holds(text)


def _torn_texts(root: etree._Element, data: Data) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and (element is root or _keeps_apart(element)):
            for line, owner in _lines(element):
                if owner.get("class") == "around":
                    continue  # a quotation between its words before and after: one text
                fault = _fault(element, line, data)
                if fault:
                    yield f"{fault}: {_named(owner)}: {line}"


def _fault(element: etree._Element, line: str, data: Data) -> str:
    by_text = element.get("dir") == "auto" or element.tag in ("bdi", "blockquote", "q")
    if by_text and bare(line) not in (line, THING) and not _runs_from_left(line):
        return "a line of ours that begins from the right"
    if runs_from_right(line) and not (by_text and data.holds(line)):
        return "several texts in one" if by_text else "bare"
    return ""


def _runs_from_left(line: str) -> bool:
    """Tell what a browser tells of a line: its first letter's direction, in isolates or not."""
    kinds = map(unicodedata.bidirectional, line)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") == "L"


def _keeps_apart(element: etree._Element) -> bool:
    return element.get("dir") is not None or element.tag in ("bdi", "option", "title", "textarea")


def _lines(element: etree._Element) -> Iterable[tuple[str, etree._Element]]:
    """Return the lines of an element's own text, without what is kept apart inside it.

    Each has the element that holds the first of its letters from the right, or else this one.
    """
    lines: list[list[tuple[str, etree._Element]]] = [[]]

    def add(text: str | None, owner: etree._Element) -> None:
        lines[-1].append(((text or "").replace("\n", " "), owner))

    def walk(one: etree._Element) -> None:
        add(one.text, one)
        for child in one:
            if isinstance(child.tag, str) and child.tag not in NO_TEXT:
                is_block = child.tag not in INLINE
                if is_block:
                    lines.append([])
                if _keeps_apart(child):
                    add(THING, child)
                else:
                    walk(child)
                if is_block:
                    lines.append([])
            add(child.tail, one)

    walk(element)
    for line in lines:
        text = " ".join("".join(part for part, _owner in line).split())
        if text:
            owners = (owner for part, owner in line if runs_from_right(part))
            yield text, next(owners, element)


def _torn_attributes(root: etree._Element, data: Data) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in ATTRIBUTES:
                text = element.get(name, "")
                if torn_text(text, data):
                    yield f"{name} of {_named(element)}: {text}"


def _named(element: etree._Element) -> str:
    names = [element.tag, *(f"{key}={element.get(key)!r}" for key in ("class", "dir", "lang"))]
    ancestors = [
        f"{one.tag}.{one.get('class') or ''}" for one in list(element.iterancestors())[:3][::-1]
    ]
    return " > ".join([*ancestors, " ".join(name for name in names if "None" not in name)])
