"""Values in their stored form: small tables of keys, the same in the database and in text files.

Numbers are written as strings, so that JSON keeps them exact; on reading, whole numbers and
Decimals are taken too (floats are not: they are not exact). `seeds/README.md` lists the forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proposals.domain import reading
from proposals.domain.errors import InvalidValue
from proposals.domain.scalars import day, number, shown, strings, word
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value, kind_of
from proposals.domain.vocabulary import Frame, Kind

Stored = dict[str, Any]

FORMS: dict[Kind, tuple[str, ...]] = {
    Kind.CHOICE: ("admits", "rules_out"),
    Kind.ITEMS: ("requires", "excludes"),
    Kind.RANGE: ("at_least", "more_than", "at_most", "less_than", "exactly", "any", "unit"),
    Kind.DATE: ("from", "to", "on", "any"),
    Kind.SEQUENCE: ("chains",),
    Kind.TEXT: ("text",),
}
"""The keys that each kind's table may hold."""

ALL = "all"
OTHERS = "others"


def from_stored(data: object, frame: Frame) -> Value:
    """The value that a table (or a plain-language string) states.

    Raises InvalidValue with the key, what was found and what is allowed.
    """
    if isinstance(data, str):
        return reading.parse(data, frame)
    if not isinstance(data, Mapping):
        raise InvalidValue(
            "a value must be a table or a sentence.",
            found=data,
            allowed=_forms_in_words(frame.kind),
        )
    unknown = sorted(shown(key) for key in data if key not in FORMS[frame.kind])
    if unknown or not data:
        raise InvalidValue(
            f"a value of kind {frame.kind} has other keys.",
            found=", ".join(unknown) or "an empty table",
            allowed=_forms_in_words(frame.kind),
        )
    try:
        return _READERS[frame.kind](data, frame)
    except InvalidValue as error:
        if error.allowed:
            raise
        allowed = _forms_in_words(frame.kind)
        raise InvalidValue(
            error.message, key=error.key, found=error.found, allowed=allowed
        ) from error


def to_stored(value: Value, frame: Frame) -> Stored:
    """The table of a value, with keys in the order of the question's list.

    Raises InvalidValue if the value is of another kind or names entries that the list lacks.
    """
    check(value, frame)
    return _WRITERS[frame.kind](value, frame)


def check(value: Value, frame: Frame) -> None:
    """Refuse a value that this question does not allow."""
    if kind_of(value) is not frame.kind:
        raise InvalidValue(
            "the question takes another kind.", found=kind_of(value), allowed=frame.kind
        )
    match value:
        case Choice(options):
            frame.require(options, "admits")
        case Items(required, excluded):
            frame.require(required, "requires")
            frame.require(excluded, "excludes")
        case Sequence():
            frame.require(value.steps, "chains")
        case Range(unit=unit):
            known = frame.unit_named(unit.key)
            if (known.factor, known.whole, known.minimum) != (
                unit.factor,
                unit.whole,
                unit.minimum,
            ):
                raise InvalidValue(
                    "another unit of the same key.", key="unit", found=unit, allowed=repr(known)
                )


def _read_choice(data: Mapping[str, object], frame: Frame) -> Choice:
    if len(data) > 1:
        raise InvalidValue(
            "say either what is admitted or what is ruled out.",
            key="admits",
            allowed=_forms_in_words(Kind.CHOICE),
        )
    key = next(iter(data))
    named = _keys(data, key, frame)
    return Choice(named if key == "admits" else frame.keys - named)


def _read_items(data: Mapping[str, object], frame: Frame) -> Items:
    if list(data.values()).count(OTHERS) == len(data):
        raise InvalidValue('"others" needs the other list.', found=OTHERS, allowed="a list, or all")
    plain = {key: found for key, found in data.items() if found != OTHERS}
    named = {key: _keys(plain, key, frame) for key in plain}
    for key in set(data) - set(plain):
        named[key] = frame.keys - frozenset().union(*named.values())
    return Items(named.get("requires", frozenset()), named.get("excludes", frozenset()))


def _read_range(data: Mapping[str, object], frame: Frame) -> Range:
    unit = frame.unit_named(word(data["unit"])) if "unit" in data else frame.all_units[0]
    given = {key: number(data[key], key) for key in data if key not in ("unit", "any")}
    if bool(given) == ("any" in data) or data.get("any", True) is not True:
        raise InvalidValue(
            "a range has one end, two ends, or is any.",
            key="value",
            found=dict(data),
            allowed=_forms_in_words(Kind.RANGE),
        )
    for pair in (("at_least", "more_than"), ("at_most", "less_than")):
        if len(given.keys() & set(pair)) > 1:
            raise InvalidValue("one end is given twice.", key=pair[0], found=", ".join(pair))
    if "exactly" in given:
        if len(given) > 1:
            raise InvalidValue('"exactly" stands alone.', key="exactly", found=", ".join(given))
        return Range(given["exactly"], given["exactly"], unit)
    low = given.get("at_least", given.get("more_than"))
    high = given.get("at_most", given.get("less_than"))
    return Range(low, high, unit, "more_than" in given, "less_than" in given)


def _read_date(data: Mapping[str, object], frame: Frame) -> DateSpan:
    if "any" in data and (len(data) > 1 or data["any"] is not True):
        raise InvalidValue('"any" stands alone.', key="any", found=data["any"], allowed="true")
    if "on" in data:
        if len(data) > 1:
            raise InvalidValue('"on" stands alone.', key="on", found=", ".join(data))
        only = day(data["on"], "on")
        return DateSpan(only, only)
    first = day(data["from"], "from") if "from" in data else None
    last = day(data["to"], "to") if "to" in data else None
    return DateSpan(first, last)


def _read_sequence(data: Mapping[str, object], frame: Frame) -> Sequence:
    chains = data["chains"]
    if not isinstance(chains, list | tuple) or not chains:
        raise InvalidValue("a list of chains is needed.", key="chains", found=chains)
    return Sequence.from_chains(_read_chain(chain, frame) for chain in chains)


def _read_chain(chain: object, frame: Frame) -> list[frozenset[str]]:
    if not isinstance(chain, list | tuple):
        raise InvalidValue("each chain is a list of steps.", key="chains", found=chain)
    links = [
        frozenset(strings([link] if isinstance(link, str) else link, "chains")) for link in chain
    ]
    for link in links:
        frame.require(link, "chains")
    return links


def _read_text(data: Mapping[str, object], frame: Frame) -> Text:
    if not isinstance(data["text"], str):
        raise InvalidValue("a text is needed.", key="text", found=data["text"])
    return Text(data["text"])


def _keys(data: Mapping[str, object], key: str, frame: Frame) -> frozenset[str]:
    if data[key] == ALL:
        return frame.keys
    found = frozenset(strings(data[key], key))
    frame.require(found, key)
    return found


def _write_choice(value: Choice, frame: Frame) -> Stored:
    return {"admits": frame.sort(value.options)}


def _write_items(value: Items, frame: Frame) -> Stored:
    if not value.required and not value.excluded:
        return {"requires": []}
    sides = {"requires": value.required, "excludes": value.excluded}
    return {key: frame.sort(side) for key, side in sides.items() if side}


def _write_range(value: Range, frame: Frame) -> Stored:
    unit = {} if value.unit == frame.unit else {"unit": value.unit.key}
    if value.low is not None and value.low == value.high:
        return {"exactly": str(value.low), **unit}
    ends: Stored = {}
    if value.stated_low is not None:
        ends["more_than" if value.low_open else "at_least"] = str(value.low)
    if value.high is not None:
        ends["less_than" if value.high_open else "at_most"] = str(value.high)
    return {**(ends or {"any": True}), **unit}


def _write_date(value: DateSpan, frame: Frame) -> Stored:
    if value.first is not None and value.first == value.last:
        return {"on": value.first.isoformat()}
    ends = {"from": value.first, "to": value.last}
    stored = {key: end.isoformat() for key, end in ends.items() if end is not None}
    return stored or {"any": True}


def _write_sequence(value: Sequence, frame: Frame) -> Stored:
    return {"chains": [[_link(link) for link in chain] for chain in value.chains(frame.sort)]}


def _link(group: tuple[str, ...]) -> str | list[str]:
    return group[0] if len(group) == 1 else list(group)


def _write_text(value: Text, frame: Frame) -> Stored:
    return {"text": value.prose}


def _forms_in_words(kind: Kind) -> str:
    return ", ".join(FORMS[kind])


_READERS: dict[Kind, Callable[[Mapping[str, object], Frame], Value]] = {
    Kind.CHOICE: _read_choice,
    Kind.ITEMS: _read_items,
    Kind.RANGE: _read_range,
    Kind.DATE: _read_date,
    Kind.SEQUENCE: _read_sequence,
    Kind.TEXT: _read_text,
}
_WRITERS: dict[Kind, Callable[[Any, Frame], Stored]] = {
    Kind.CHOICE: _write_choice,
    Kind.ITEMS: _write_items,
    Kind.RANGE: _write_range,
    Kind.DATE: _write_date,
    Kind.SEQUENCE: _write_sequence,
    Kind.TEXT: _write_text,
}
