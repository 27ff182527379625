"""The day of publication that a saved page may be given, and what has to be asked about it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.page_facts import PageFacts, StatedDay
from sources.reader_language import reader_language
from sources.written_days import ENGLISH_MONTHS, WrittenDay, written_day

IN_NUMBERS = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{4}(?![\d./-])")

NOTE = "The page says “%(text)s” only."  # for readers, in the language of editors


@dataclass(frozen=True)
class SuggestedDay:
    """A day that an editor has to confirm, a note where only a month is known, and questions."""

    day: datetime.date | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()


def suggested_day(
    facts: PageFacts, printed: datetime.date | None = None, words: str = ""
) -> SuggestedDay:
    """Return the day of publication that a page states; none where it states no whole one.

    A day of the last change never stands for it. `printed` is the day that the extractor found
    somewhere in the page, with its `words`; it counts only where the page states nothing.
    """
    stated = facts.published
    unread = [_unread(one) for one in stated if not one.written.is_read]
    days = {day for one in stated if (day := one.written.day)}
    if len(days) > 1:
        return SuggestedDay(remarks=(_several(stated), *unread))
    if days and not any(_contradicts(one.written, days) for one in stated):
        return SuggestedDay(day=days.pop(), remarks=tuple(unread))
    if days:
        return SuggestedDay(remarks=(_several(stated), *unread))
    remarks = [_doubtful(one) for one in stated if len(one.written.days) > 1]
    partial = [one for one in stated if one.written.is_partial]
    remarks += [_partial(one) for one in partial]
    note = NOTE % {"text": partial[0].written.text} if partial else ""
    remarks += [*unread, *(_modified(one) for one in facts.modified[:1])]
    if stated:
        return SuggestedDay(note=note, remarks=tuple(remarks))
    return _printed_day(facts, printed, words, remarks)


def _printed_day(
    facts: PageFacts, printed: datetime.date | None, words: str, remarks: list[str]
) -> SuggestedDay:
    """Return the day that the words of the page name, if they name it as a day."""
    changed = {day for one in facts.modified for day in one.written.days}
    if printed is None or printed in changed:
        return SuggestedDay(remarks=tuple(remarks))
    doubtful = [
        written
        for match in IN_NUMBERS.finditer(words)
        if len((written := written_day(match[0])).days) > 1 and printed in written.days
    ]
    if not _names(words, printed):
        found = [_doubtful(StatedDay(_("in its words"), doubtful[0]))] if doubtful else []
        return SuggestedDay(remarks=(*remarks, *found))
    message = _(
        "The head of the page states no day of publication; %(day)s was found elsewhere in it. "
        "Look whether it is that day."
    )
    remark = message % {"day": reader_language().day(printed)}
    return SuggestedDay(day=printed, remarks=(*remarks, remark))


def _names(words: str, day: datetime.date) -> bool:
    """Tell whether words name this day, in an order of figures that can mean no other."""
    numbers = rf"(?<!\d){day.year}(?P<sign>[-/.])0?{day.month}(?P=sign)0?{day.day}(?!\d)"
    if re.search(numbers, words):
        return True
    if any(written_day(match[0]).days == (day,) for match in IN_NUMBERS.finditer(words)):
        return True
    month = ENGLISH_MONTHS[day.month - 1][:3]
    orders = (
        rf"(?<!\d)0?{day.day}\w{{0,2}}\W{{1,3}}[^\W\d_]{{3,12}}\W{{1,3}}{day.year}",
        rf"{month}\w{{0,6}}\W{{1,3}}0?{day.day}\w{{0,2}}\W{{1,3}}{day.year}",
        rf"{day.year}\s?年\s?0?{day.month}\s?月\s?0?{day.day}\s?日",
    )
    return any(re.search(order, words, re.IGNORECASE) for order in orders)


def _contradicts(written: WrittenDay, days: set[datetime.date]) -> bool:
    """Tell whether a day that may be two is neither of these."""
    return bool(written.days) and not days.intersection(written.days)


def _several(stated: tuple[StatedDay, ...]) -> str:
    """Return the question which of several days is meant."""
    named = ", ".join(f"{one.name}: “{one.written.text}”" for one in stated if one.written.days)
    message = _("The page states more than one day of publication (%(days)s). Choose one.")
    return message % {"days": named}


def _doubtful(one: StatedDay) -> str:
    """Return the question which of two days is meant by figures."""
    first, second = (reader_language().day(day) for day in one.written.days[:2])
    message = _("“%(text)s” (%(name)s) may be %(first)s or %(second)s. Choose the day below.")
    return message % {
        "text": one.written.text,
        "name": one.name,
        "first": first,
        "second": second,
    }


def _partial(one: StatedDay) -> str:
    """Return that a page names no day."""
    message = _(
        "The page states “%(text)s” (%(name)s), which names no day. The date is left empty; the "
        "note on the date says so."
    )
    return message % {"text": one.written.text, "name": one.name}


def _unread(one: StatedDay) -> str:
    """Return that a day cannot be read."""
    message = _("The page states “%(text)s” (%(name)s), which cannot be read as a date.")
    return message % {"text": one.written.text, "name": one.name}


def _modified(one: StatedDay) -> str:
    """Return that the page names a change, which is no publication."""
    message = _(
        "Its last change is stated as “%(text)s” (%(name)s): that is not the day of publication "
        "and was not filled in."
    )
    return message % {"text": one.written.text, "name": one.name}
