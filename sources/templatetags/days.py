"""Template filters for days and moments: as the language of the reader writes them."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from sources.reader_language import reader_language

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Return a day, such as "2 June 2025"; empty without one."""
    return reader_language().day(value) if value else ""


@register.filter(expects_localtime=True)
def short_day(value: date | None) -> str:
    """Return a day for where there is little room, such as "2 Jun 2025"; empty without one."""
    return reader_language().short_day(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Return a day and its time, such as "2 June 2025, 14:05"; empty without one."""
    return reader_language().moment(value) if value else ""


@register.filter(expects_localtime=True)
def exact_moment(value: datetime | None) -> str:
    """Return a day and its time with the zone, such as "2 June 2025, 14:05 UTC"."""
    return reader_language().moment(value, with_zone=True) if value else ""
