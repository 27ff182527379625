"""Template tags for languages: their names, and in which one an editor's words are."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from sources.reader_language import EDITORS_LANGUAGE

register = template.Library()


@register.filter
def language_name(tag: str) -> str:
    """Name the language of a tag such as "uk"; the tag itself where the name is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


@register.simple_tag
def original_words(shown: object = None, language: str = EDITORS_LANGUAGE) -> SafeString:
    """Return the attributes of an editor's words: their direction and their language.

    `language` is that of originals; `shown` what is shown, if it may stand in the reader's.
    """
    return format_html('lang="{}" dir="auto"', getattr(shown, "language", language))


@register.simple_tag
def original_name(name: str) -> SafeString:
    """Return an editor's name for something, to be put into a sentence, with its language."""
    return format_html("<bdi {}>{}</bdi>", original_words(), name)
