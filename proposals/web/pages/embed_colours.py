"""The colours of a frame: light or dark as the page around it, or as the visitor prefers."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from proposals.comparisons.query_string import Notice, shortened
from proposals.web.pages.responses import first

PARAMETER = "theme"


class ColourScheme(StrEnum):
    """The colours that an address can ask for."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"

    @property
    def browsers_word(self) -> str:
        """What a browser is told of the page's colours."""
        return "light dark" if self is ColourScheme.AUTO else self.value

    @property
    def label(self) -> str:
        """What it is for, in words."""
        return {
            ColourScheme.LIGHT: gettext("For a light page"),
            ColourScheme.DARK: gettext("For a dark page"),
            ColourScheme.AUTO: gettext("Light or dark as the visitor prefers"),
        }[self]


def read_scheme(query: QueryDict) -> tuple[ColourScheme, tuple[Notice, ...]]:
    """Return the colours that an address asks for, with a notice if there are no such ones.

    Without any they are light: most pages are, and a dark frame would be a hole in them.
    """
    word = first(query.getlist(PARAMETER)) or ColourScheme.LIGHT
    if word in tuple(ColourScheme):
        return ColourScheme(word), ()
    text = gettext("There are no colours “%(word)s” here: light ones are shown.")
    notice = Notice(text % {"word": shortened(word)}, tuple(one.value for one in ColourScheme))
    return ColourScheme.LIGHT, (notice,)


def without_scheme(query: QueryDict) -> QueryDict:
    """Return a query without the colours: a comparison calls a part of the codebook a theme."""
    others = query.copy()
    others.pop(PARAMETER, None)
    return others


def in_colours(address: str, scheme: ColourScheme) -> str:
    """Return the address of a frame with its colours; those that it has anyway are not named."""
    if scheme is ColourScheme.LIGHT:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({PARAMETER: scheme.value})}"
