"""Frozen sheets on other paper: their words and drawings stay as they are."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

from proposals.exports.paper.sheet import SheetOptions, Turn

_FIRST_CLASSES = re.compile(r'(?<=class=")[^"]*(?=")')
_TAG = re.compile(r"<[a-z][^<>]*>")
_INK = re.compile(r'(?P<name>\b(?:color|fill|stroke)=")#(?!ffffff)[0-9a-f]{6}(?=")')


def reprint(sheet: bytes, options: SheetOptions) -> SafeString:
    """Return the sheet for other paper, turned and grey by the options; its size is in the styles.

    What was frozen is our own HTML: made by a template, with all foreign text cleaned before.
    """
    html = _FIRST_CLASSES.sub(lambda match: _classes(match[0], options), sheet.decode(), count=1)
    if options.grey:
        html = _TAG.sub(lambda tag: _INK.sub(r"\g<name>#000000", tag[0]), html)
    return mark_safe(html)  # noqa: S308


def _classes(frozen: str, options: SheetOptions) -> str:
    """Return the classes of the article on other paper; every sheet is frozen in colour."""
    names = [options.turn if name in tuple(Turn) else name for name in frozen.split()]
    return " ".join([*names, *(["grey"] if options.grey else [])])
