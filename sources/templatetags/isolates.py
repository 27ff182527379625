"""Isolates around the texts that a plain line names: titles, labels, descriptions."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from sources import text_directions
from sources.text_directions import TextDirection, active_direction

register = template.Library()
register.simple_tag(text_directions.arrow_on)
register.simple_tag(text_directions.arrow_back)


@register.filter
def isolated(text: object) -> str:
    """Return a text to be put into a line of ours, isolated if it runs the other way.

    This is for places that take no elements: titles, attributes, files. On a page an element with
    `dir`, or a `bdi`, does the same.
    """
    plain = text_directions.isolated(str(text), active_direction())
    return SafeString(plain) if isinstance(text, SafeString) else plain


@register.filter
def in_drawing(text: object) -> str:
    """Return a text for a drawing: its numbers, and so its lines, run from the left everywhere."""
    return text_directions.isolated(str(text), TextDirection.LEFT_TO_RIGHT)


@register.filter
def opened(line: object) -> str:
    """Return a line of ours so that readers who guess its direction from its text guess right."""
    return text_directions.opened(str(line), active_direction())


@register.filter
def in_line(texts: Iterable[object], mark: str) -> str:
    """Return texts in one line with a mark between them, each isolated if it needs to be."""
    return text_directions.joined(map(str, texts), mark, active_direction())
