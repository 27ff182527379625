"""Numbers in sentences: thousands apart, as the language of the page writes them."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """Return a count for reading, such as "13,500"; never for addresses, ids or years."""
    return number_format(number, use_l10n=True, force_grouping=True)
