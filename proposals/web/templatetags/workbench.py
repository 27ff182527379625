"""The text of an article in the workbench, with the quotes that were taken from it."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proposals.web.workbench.quote_marks import TextPiece

register = template.Library()


@register.simple_tag
def marked_text(pieces: Iterable[TextPiece]) -> SafeString:
    """Return the text sign by sign, its quotes marked, with an address where each begins."""
    return format_html_join("", "{}{}", ((_addresses(one), _words(one)) for one in pieces))


def _addresses(piece: TextPiece) -> SafeString:
    spots = ((mark.ident,) for mark in piece.begins)
    return format_html_join("", '<span id="{}" class="spot"></span>', spots)


def _words(piece: TextPiece) -> SafeString:
    if not piece.marks:
        return format_html("{}", piece.text)
    frame = '<mark class="quote-{}" data-names="{}">{}</mark>'
    return format_html(frame, piece.kind, piece.names, piece.text)
