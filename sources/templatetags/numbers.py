"""Numbers in sentences: thousands apart, as the language of the page writes them."""

from decimal import Decimal

from django import template

from sources.reader_language import reader_language

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """Return a count for reading, such as "13,500"; never for addresses, ids or years."""
    return reader_language().number(Decimal(number))
