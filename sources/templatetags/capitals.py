"""The template filter for a capital at the beginning, in the place of Django's own."""

from django import template
from django.template.defaultfilters import stringfilter

from sources import capitals

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def capfirst(value: str) -> str:
    """Return a text with a capital first, right in every script."""
    return str(capitals.capfirst(value))
