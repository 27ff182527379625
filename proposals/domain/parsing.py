"""Plain language into values: the form that `reading.read` writes, and the usual variants.

Labels are matched whole and case-insensitively, so they may hold spaces and hyphens; a vocabulary
in which a list could be read in two ways is refused beforehand (see `vocabulary.Frame`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from proposals.domain.errors import InvalidValue
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.vocabulary import Frame, Kind, Unit, fold
from proposals.domain.wording import MONTHS, listed

_NUMBER = r"[-−]?\d[\d,]*(?:\.\d+)?"
_LOW = {
    "at least": False,
    "no less than": False,
    "not less than": False,
    "from": False,
    "more than": True,
    "over": True,
}
_HIGH = {
    "at most": False,
    "up to": False,
    "no more than": False,
    "not more than": False,
    "within": False,
    "less than": True,
    "under": True,
    "fewer than": True,
}
_BOTH_ENDS = re.compile(rf"(?:between |from )?({_NUMBER}) ?(?:to|-|–|—|and) ?({_NUMBER})")
_ONE_AMOUNT = re.compile(rf"(?:exactly )?({_NUMBER})")
_WORDED_ENDS = re.compile(
    rf"(?:({'|'.join(_LOW)}) ({_NUMBER}))?(?: and |, )?(?:({'|'.join(_HIGH)}) ({_NUMBER}))?"
)
_UNTIL = {"until ": 0, "by ": 0, "no later than ": 0, "not later than ": 0, "before ": -1}
_SINCE = {"from ": 0, "no earlier than ": 0, "not earlier than ": 0, "after ": 1}


def parse(text: str, frame: Frame) -> Value:
    """The value that a plain-language text states. Raises InvalidValue that shows what would do."""
    if frame.kind is Kind.TEXT:
        return Text(text)
    folded = fold(text)
    if not folded:
        raise InvalidValue("the answer is empty.", key="value", found=text, allowed=examples(frame))
    try:
        return _PARSERS[frame.kind](folded, frame)
    except InvalidValue as error:
        if error.allowed:
            raise
        allowed = examples(frame)
        raise InvalidValue(
            error.message, key=error.key, found=error.found, allowed=allowed
        ) from error


def examples(frame: Frame) -> str:
    """What an answer to this question may look like, in words."""
    labels = list(frame.labels.values())
    match frame.kind:
        case Kind.CHOICE:
            return " | ".join(labels)
        case Kind.ITEMS:
            some = listed(labels[:2], "and")
            return f'"{some}", "not {labels[0]}", out of: ' + " | ".join(labels)
        case Kind.SEQUENCE:
            return f'"{labels[0]}, then {labels[1]}", out of: ' + " | ".join(labels)
        case Kind.RANGE:
            unit = frame.all_units[0].many
            return f'"at least 30 {unit}", "2 to 3 {unit}", "30 {unit}"'
        case Kind.DATE:
            return '"20 June 2025", "until 30 June 2025", "20 June 2025 to 30 June 2025"'
        case Kind.TEXT:
            return "any text"


def _parse_choice(text: str, frame: Frame) -> Choice:
    if text in ("any", "any option"):
        return Choice(frame.keys)
    if text.startswith("not "):
        return Choice(frame.keys - _labels(text[4:], frame, ("or", "and")))
    return Choice(_labels(text, frame, ("or",)))


def _parse_items(text: str, frame: Frame) -> Items:
    whole = {
        "nothing": Items(excluded=frame.keys),
        "none": Items(excluded=frame.keys),
        "anything": Items(),
        "all": Items(required=frame.keys),
    }
    if text in whole:
        return whole[text]
    if text.startswith("only "):
        required = _labels(text[5:], frame, ("and",))
        return Items(required, frame.keys - required)
    wanted, _, refused = f"; {text}".partition("; not ")
    wanted = wanted.removeprefix("; ").removeprefix(";").strip()
    return Items(
        _labels(wanted, frame, ("and",)) if wanted else frozenset(),
        _labels(refused, frame, ("or", "and")) if refused else frozenset(),
    )


def _parse_range(text: str, frame: Frame) -> Range:
    names = {name: unit for unit in frame.all_units for name in unit.names}
    for name in sorted(names, key=len, reverse=True):
        before = text.removesuffix(name)
        if before != text and (not before or before[-1] == " " or before[-1].isdigit()):
            return _range_of(before.strip(), names[name], text, frame)
    units = ", ".join(unit.many for unit in frame.all_units)
    raise InvalidValue(
        "no unit found.", key="value", found=text, allowed=f"{examples(frame)}, in: {units}"
    )


def _range_of(text: str, unit: Unit, whole: str, frame: Frame) -> Range:
    if text in ("any number of", "any"):
        return Range(None, None, unit)
    if found := _BOTH_ENDS.fullmatch(text):
        return Range(_number(found[1]), _number(found[2]), unit)
    if found := _ONE_AMOUNT.fullmatch(text):
        return Range(_number(found[1]), _number(found[1]), unit)
    found = _WORDED_ENDS.fullmatch(text)
    if not found or not (found[1] or found[3]):
        raise InvalidValue("not understood.", key="value", found=whole, allowed=examples(frame))
    low = _number(found[2]) if found[1] else None
    high = _number(found[4]) if found[3] else None
    return Range(low, high, unit, _LOW.get(found[1] or "", False), _HIGH.get(found[3] or "", False))


def _number(text: str) -> Decimal:
    plain = text.replace("−", "-")
    if "," in plain and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        raise InvalidValue(
            "a comma parts thousands only.", key="value", found=text, allowed="6,000"
        )
    return Decimal(plain.replace(",", ""))


def _parse_date(text: str, frame: Frame) -> DateSpan:
    if text in ("any", "any day"):
        return DateSpan(None, None)
    ends = text.removeprefix("from ").removeprefix("between ")
    for joiner in (" to ", " – ", " and "):
        first, found, last = ends.partition(joiner)
        if found:
            return DateSpan(_day(first, last), _day(last))
    for word, shift in _UNTIL.items():
        if text.startswith(word):
            return DateSpan(None, _day(text.removeprefix(word), shift=shift))
    for word, shift in _SINCE.items():
        if text.startswith(word):
            return DateSpan(_day(text.removeprefix(word), shift=shift), None)
    day = _day(text.removeprefix("on "))
    return DateSpan(day, day)


def _day(text: str, completed_by: str = "", *, shift: int = 0) -> date:
    """A day, moved by `shift`; "20" or "20 June" takes the rest from the other end of the span."""
    words = text.strip().split()
    missing = completed_by.split()[len(words) :] if 0 < len(words) < 3 else []
    try:
        if len(words) == 1 and not missing:
            return date.fromisoformat(words[0]) + timedelta(days=shift)
        number, month, year = words + missing
        place = [known.casefold() for known in MONTHS].index(month)
        return date(int(year), place + 1, int(number)) + timedelta(days=shift)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(
            "not a day.", key="value", found=text, allowed="20 June 2025, or 2025-06-20"
        ) from error


def _parse_sequence(text: str, frame: Frame) -> Sequence:
    return Sequence.from_chains(
        [_labels(group, frame, ("together with",)) for group in re.split(r",? then |,? → ", chain)]
        for chain in text.split("; ")
    )


def _labels(text: str, frame: Frame, joiners: tuple[str, ...]) -> frozenset[str]:
    """The keys of a list of labels, joined by commas and by `joiners`."""
    joint = rf",? (?:{'|'.join(joiners)}) |, "
    between = re.compile(joint)
    label = re.compile(rf"(?:{'|'.join(map(re.escape, frame.by_label))})(?=$|{joint})")
    found: set[str] = set()
    rest = text.strip()
    while match := label.match(rest):
        found.add(frame.by_label[match[0]])
        rest = rest[match.end() :]
        if not rest:
            return frozenset(found)
        joined = between.match(rest)
        rest = rest[joined.end() :] if joined else rest
    raise InvalidValue(
        "no entry of the question's list.", key="value", found=rest, allowed=examples(frame)
    )


_PARSERS: dict[Kind, Callable[[str, Frame], Value]] = {
    Kind.CHOICE: _parse_choice,
    Kind.ITEMS: _parse_items,
    Kind.RANGE: _parse_range,
    Kind.DATE: _parse_date,
    Kind.SEQUENCE: _parse_sequence,
}
