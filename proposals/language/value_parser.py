"""Answers as people write them, parsed: the plain form of a language and its variants.

Case does not matter. Labels are matched whole, so they may hold spaces and hyphens; that a list of
labels reads in one way only is checked beforehand (see `vocabulary`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from proposals.domain.errors import ErrorCode, InvalidValue
from proposals.domain.storage import from_stored
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.vocabulary import Frame, Kind, Measure, Unit, fold
from proposals.language.base import Language
from proposals.language.expressions import expression, fold_pattern, slot_names
from proposals.language.patterns import between
from sources.text_directions import without_isolates

RANGE_KEYS = (
    "range.any",
    "range.exactly",
    "range.between",
    "range.at_least",
    "range.more_than",
    "range.at_most",
    "range.less_than",
    "range.at_least_at_most",
    "range.at_least_less_than",
    "range.more_than_at_most",
    "range.more_than_less_than",
)
"""The forms of a range, in the order in which they are tried."""

DATE_KEYS = {
    "date.any": (0, 0),
    "date.between": (0, 0),
    "date.until": (0, 0),
    "date.before": (0, -1),
    "date.from": (0, 0),
    "date.after": (1, 0),
    "date.on": (0, 0),
}
"""The forms of a date in the same order, with the days by which they move first and last day."""


def value_of(data: object, frame: Frame, language: Language) -> Value:
    """Return the value that a table or a text states; raise InvalidValue if it states none."""
    return parse(data, frame, language) if isinstance(data, str) else from_stored(data, frame)


def parse(text: str, frame: Frame, language: Language) -> Value:
    """Return the value that a text states; raise InvalidValue, with the frame for examples."""
    if frame.kind is Kind.TEXT:
        return Text(text)
    folded = fold(without_isolates(text))
    if not folded:
        raise InvalidValue(ErrorCode.EMPTY_ANSWER, key="value", found=text, frame=frame)
    try:
        return _PARSERS[frame.kind](folded, frame, language)
    except InvalidValue as error:
        error.details.setdefault("frame", frame)
        raise


def _parse_choice(text: str, frame: Frame, language: Language) -> Choice:
    for key, slots in _matches(text, _CHOICE_KEYS, language):
        if key == "choice.any":
            return Choice(frame.keys, frame.scale)
        if key in _SCALE_KEYS:
            if frame.ordered:
                return _stretch(key, _entries(slots["option"], frame, (), language), frame)
            continue
        if key == "choice.not":
            joiners = ("list.none_of", "list.or", "list.and")
            options = frame.keys - _entries(slots["options"], frame, joiners, language)
            return Choice(options, frame.scale)
        return Choice(_entries(slots["options"], frame, ("list.or",), language), frame.scale)
    raise _not_understood(text)


_SCALE_KEYS = ("choice.at_least", "choice.at_most")
_CHOICE_KEYS = ("choice.any", "choice.not", *_SCALE_KEYS, "choice.some")


def _stretch(key: str, options: frozenset[str], frame: Frame) -> Choice:
    """Return the steps of a scale from one step upwards or downwards."""
    if len(options) > 1:
        raise InvalidValue(ErrorCode.NO_STEP, key="value", found=sorted(options))
    step = frame.scale.index(next(iter(options)))
    steps = frame.scale[step:] if key == "choice.at_least" else frame.scale[: step + 1]
    return Choice(frozenset(steps), frame.scale)


_ITEM_KEYS = (
    "items.nothing",
    "items.anything",
    "items.all",
    "items.only",
    "items.both",
    "items.excluded",
    "items.required",
)


def _parse_items(text: str, frame: Frame, language: Language) -> Items:
    whole = {
        "items.nothing": Items(excluded=frame.keys),
        "items.anything": Items(),
        "items.all": Items(required=frame.keys),
    }
    for key, slots in _matches(text, _ITEM_KEYS, language):
        if key in whole:
            return whole[key]
        required = _entries(slots.get("required", ""), frame, ("list.and",), language)
        if key == "items.only":
            return Items(required, frame.keys - required)
        joiners = ("list.none_of", "list.or", "list.and")
        return Items(required, _entries(slots.get("excluded", ""), frame, joiners, language))
    raise _not_understood(text)


def _parse_range(text: str, frame: Frame, language: Language) -> Range:
    units = frame.all_units
    if frame.top is not None and text == fold(frame.top.label):
        return Range(None, None, units[0], only_top=True)
    for key, form in _range_forms(units, language):
        match = form.fullmatch(text)
        if match:
            return _range_of(key, match, frame, language)
    names = [name for unit in units for name in language.unit_names(unit)]
    if any(text.endswith(name) or text.startswith(name) for name in names):
        raise _not_understood(text)
    raise InvalidValue(ErrorCode.UNIT_MISSING, key="value", found=text, frame=frame, units=units)


def _range_of(key: str, match: re.Match[str], frame: Frame, language: Language) -> Range:
    """Return the range that a form states; raise InvalidValue unless it names one unit.

    Where a limit is asked for, "at most 800" is the limit 800 itself.
    """
    units = frame.all_units
    groups = match.groupdict()
    names = {name for slot, name in groups.items() if slot.endswith("unit") and name}
    range_units = {unit for unit in units if names & language.unit_names(unit)}
    if not range_units:
        raise InvalidValue(ErrorCode.UNIT_MISSING, key="value", found=match[0], units=units)
    if len(range_units) > 1:
        raise _not_understood(match[0])
    ends = {
        end: language.parsed_number(groups[end]) if groups.get(end) else None
        for end in ("low", "high")
    }
    if key == "range.exactly":
        ends["high"] = ends["low"]
    if frame.measures is Measure.LIMIT and key not in ("range.any", "range.between"):
        if key not in ("range.exactly", "range.at_most"):
            raise InvalidValue(ErrorCode.NO_CEILING, key="value", found=match[0])
        ends["low"] = ends["high"]
    return Range(
        ends["low"],
        ends["high"],
        range_units.pop(),
        low_open="more_than" in key,
        high_open="less_than" in key,
    )


@lru_cache(maxsize=512)
def _range_forms(
    units: tuple[Unit, ...], language: Language
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each key of a range with the expression of each way to write it."""
    names = {name for unit in units for name in language.unit_names(unit)}
    unit_pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    number_first = slot_names(language.texts_of("amount")[0])[0] == "number"

    def amount(end: str) -> str:
        number, unit = rf"(?P<{end}>{language.number_pattern})", rf"(?P<{end}_unit>{unit_pattern})"
        return rf"{number}(?: ?{unit})?" if number_first else rf"(?:{unit} ?)?{number}"

    slots = {
        "low": amount("low"),
        "high": amount("high"),
        "low_number": rf"(?P<low>{language.number_pattern})",
        "unit": rf"(?P<unit>{unit_pattern})",
    }
    return tuple(
        (key, expression(text, slots)) for key in RANGE_KEYS for text in language.texts_of(key)
    )


def _parse_date(text: str, frame: Frame, language: Language) -> DateSpan:
    refusals = []
    for key, slots in _matches(text, DATE_KEYS, language):
        try:
            return _date_of(key, slots, language)
        except InvalidValue as refusal:  # "not later than …" begins like "not later …"
            refusals.append(refusal)
    raise refusals[0] if refusals else _not_understood(text)


def _date_of(key: str, slots: dict[str, str], language: Language) -> DateSpan:
    """Return the days that a form states; raise InvalidValue if one of its texts is no day."""
    if key == "date.on":
        day = _parse_day(slots["day"], language)
        return DateSpan(day, day)
    first, last = slots.get("first", ""), slots.get("last", "")
    first_shift, last_shift = DATE_KEYS[key]
    return DateSpan(
        _parse_day(first, language, other_end=last, shift=first_shift) if first else None,
        _parse_day(last, language, shift=last_shift) if last else None,
    )


def _parse_day(text: str, language: Language, *, other_end: str = "", shift: int = 0) -> date:
    """Return the day of a text, `shift` days later; raise InvalidValue if it states none.

    "20" or "20 June" takes the rest from the other end of its span.
    """
    words = text.strip().split()
    missing = other_end.split()[len(words) :] if 0 < len(words) < 3 else []
    try:
        if len(words) == 1 and not missing:
            return date.fromisoformat(words[0]) + timedelta(days=shift)
        written = " ".join(words + missing)
        match = next(filter(None, (day.fullmatch(written) for day in _day_forms(language))), None)
        months = [fold(month) for month in language.months]
        if match is None:
            raise ValueError(text)
        day = date(int(match["year"]), months.index(match["month"]) + 1, int(match["day"]))
        return day + timedelta(days=shift)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(ErrorCode.NO_CALENDAR_DAY, key="value", found=text) from error


@lru_cache
def _day_forms(language: Language) -> tuple[re.Pattern[str], ...]:
    slots = {"day": r"(?P<day>\d+)", "month": r"(?P<month>\S+)", "year": r"(?P<year>\d+)"}
    return tuple(expression(text, slots) for text in language.texts_of("day"))


def _parse_sequence(text: str, frame: Frame, language: Language) -> Sequence:
    (apart, _reversed), *_more = _joints("order.chains", language)
    return Sequence.from_chains(_chain(chain, frame, language) for chain in text.split(apart))


def _chain(text: str, frame: Frame, language: Language) -> list[frozenset[str]]:
    """Return the groups of steps of one chain, the first step first."""
    joints = _joints("order.then", language)
    texts = re.split("|".join(re.escape(joint) for joint, _reversed in joints), text)
    groups = [_entries(group, frame, ("order.together",), language) for group in texts]
    return groups[::-1] if joints[0][1] else groups


def _entries(
    text: str, frame: Frame, joiners: tuple[str, ...], language: Language
) -> frozenset[str]:
    """Return the keys of a list of labels, which commas and `joiners` join."""
    if not text:
        return frozenset()
    joint, label = _list_form(frame, joiners, language)
    keys: set[str] = set()
    rest = text.strip()
    while match := label.match(rest):
        keys.add(frame.by_label[match[0]])
        rest = rest[match.end() :]
        if not rest:
            return frozenset(keys)
        separator = joint.match(rest)
        rest = rest[separator.end() :] if separator else rest
    raise InvalidValue(ErrorCode.NO_ENTRY, key="value", found=rest, frame=frame)


@lru_cache(maxsize=512)
def _list_form(
    frame: Frame, joiners: tuple[str, ...], language: Language
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions of what stands between two labels, and of a label before that."""
    ((comma, _reversed), *_more) = _joints("list.comma", language)
    words = [joint for joiner in joiners for joint, _ in _joints(joiner, language)]
    joint = (
        rf"(?:{re.escape(comma.strip())})?(?:{'|'.join(map(re.escape, words))})"
        rf"|{re.escape(comma)}"
    )
    labels = "|".join(map(re.escape, frame.by_label))
    return re.compile(joint), re.compile(rf"(?:{labels})(?=$|{joint})")


def _joints(key: str, language: Language) -> list[tuple[str, bool]]:
    """Return the joints of each way to write a key, the longest first; and if `after` is first."""
    joints = [between(fold_pattern(text)) for text in language.texts_of(key)]
    return sorted(joints, key=lambda joint: -len(joint[0]))


def _matches(
    text: str, keys: Iterable[str], language: Language
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the keys whose forms a text has, in their order, with the texts in their slots."""
    for key in keys:
        for pattern in language.texts_of(key):
            match = _text_form(pattern).fullmatch(text)
            if match:
                yield key, match.groupdict()


@lru_cache(maxsize=512)
def _text_form(pattern: str) -> re.Pattern[str]:
    return expression(pattern, {})


def _not_understood(text: str) -> InvalidValue:
    return InvalidValue(ErrorCode.NOT_UNDERSTOOD, key="value", found=text)


_PARSERS: dict[Kind, Callable[[str, Frame, Language], Value]] = {
    Kind.CHOICE: _parse_choice,
    Kind.ITEMS: _parse_items,
    Kind.RANGE: _parse_range,
    Kind.DATE: _parse_date,
    Kind.SEQUENCE: _parse_sequence,
}
