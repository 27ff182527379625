"""Days as pages and tables write them: a day, a month only, one of two days, or none."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
YEAR_FIRST = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,].*|/(?:\d{1,2}:.*)?)?\Z", re.DOTALL
)
DIGITS_ALONE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\Z", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,].*)?\Z", re.DOTALL)
MONTH_ONLY = re.compile(r"\d{4}(?:[-/.]\d{1,2})?/*\Z")
IN_WORDS = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})\b"
    ),
    re.compile(
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"
    ),
)
MONTH_IN_WORDS = re.compile(r"(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})\Z")
LONGEST = 80  # signs; what is longer is no day


@dataclass(frozen=True)
class WrittenDay:
    """What a text says of a day: one day, or two that it may mean; `is_partial` without a day.

    Neither: the text cannot be read. `text` is the text itself.
    """

    text: str
    days: tuple[datetime.date, ...] = ()
    is_partial: bool = False

    @property
    def day(self) -> datetime.date | None:
        """The day, if there is no other that the text may mean."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def is_read(self) -> bool:
        """Whether the text can be read at all."""
        return bool(self.days) or self.is_partial


def written_day(text: str) -> WrittenDay:
    """Return what a text says of a day; never a day that it does not name.

    A time of day that follows is left out. Where day and month may both come first, as in
    06/02/2025, both days are returned, the one with the month first before the other.
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST or not plain.isascii():
        return WrittenDay(plain[:LONGEST])
    if match := YEAR_FIRST.match(plain):
        return WrittenDay(plain, _days((match[1], match[3], match[4])))
    if match := DIGITS_ALONE.match(plain):
        return WrittenDay(plain, _days(match.groups()))
    if match := YEAR_LAST.match(plain):
        first, second, year = match[1], match[3], match[4]
        return WrittenDay(plain, _days((year, first, second), (year, second, first)))
    return _in_words(plain)


def _in_words(plain: str) -> WrittenDay:
    """Return what a text with English words, or a month alone, says of a day."""
    if MONTH_ONLY.match(plain):
        return WrittenDay(plain, is_partial=_is_month(plain))
    small = plain.lower()
    named = [match for pattern in IN_WORDS for match in pattern.finditer(small)]
    parts = [(match["year"], str(_month(match["month"]) or ""), match["day"]) for match in named]
    if days := _days(*parts):
        return WrittenDay(plain, days)
    match = MONTH_IN_WORDS.match(small)
    if match and _month(match["month"]):
        return WrittenDay(plain, is_partial=True)
    return WrittenDay(plain)


def _days(*parts: tuple[str, ...]) -> tuple[datetime.date, ...]:
    """Return the different days with these years, months and days; none for what is no day."""
    days = []
    for year, month, day in parts:
        try:
            days.append(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _is_month(plain: str) -> bool:
    """Tell whether digits are a year, or a year with a month."""
    month = re.split(r"[-/.]", plain.rstrip("/"))[1:]
    return not month or 1 <= int(month[0]) <= 12


def _month(word: str) -> int | None:
    """Return the number of an English month, also shortened."""
    starts = [name.startswith(word) for name in ENGLISH_MONTHS]
    if word == "sept":
        return 9
    return starts.index(True) + 1 if len(word) >= 3 and any(starts) else None
