"""A capital at the beginning, right in every script."""

from __future__ import annotations

from django.utils.functional import keep_lazy_text


@keep_lazy_text
def capfirst(text: object) -> str:
    """Return a text with a capital first.

    The capital is that of a title: Georgian has capitals for whole words only, and Django's own
    function of this name gives it one of these.
    """
    words = str(text)
    return f"{words[:1].title()}{words[1:]}"
