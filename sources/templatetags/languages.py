"""The template filter for names of languages."""

from django import template
from django.utils.translation import get_language_info

register = template.Library()


@register.filter
def language_name(tag: str) -> str:
    """Name the language of a tag such as "uk"; the tag itself where the name is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag
