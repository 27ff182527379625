"""Values in their stored form: small tables of keys, the same in the database and in text files.

Numbers are written as strings, so that JSON keeps them exact; on reading, whole numbers and
Decimals are taken too (floats are not: they are not exact). `seeds/README.md` lists the forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from proposals.domain.errors import ErrorCode, InvalidValue
from proposals.domain.scalars import day, exact_text, number, readable_key, strings, unit_key
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value, kind_of
from proposals.domain.vocabulary import Frame, Kind, Measure, Unit

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

SCALE_FORMS = ("at_least", "at_most")
"""The keys that the table of an ordered choice may hold, too."""

TOP_FORM = "top"
"""The key that the table of a range may hold, too, if the question has a top outcome."""

ALL = "all"
OTHERS = "others"


def forms_of(frame: Frame) -> tuple[str, ...]:
    """Return the keys that the table of an answer to a question may hold."""
    forms = FORMS[frame.kind]
    if frame.ordered:
        return (*forms, *SCALE_FORMS)
    return (*forms, TOP_FORM) if frame.top else forms


def from_stored(data: object, frame: Frame) -> Value:
    """Return the value that a table states.

    Raise InvalidValue with the key, what stood there, and the keys that the kind allows.
    """
    if not isinstance(data, Mapping):
        raise InvalidValue(ErrorCode.NO_TABLE, found=data, forms=forms_of(frame))
    forms = forms_of(frame)
    unknown = sorted(readable_key(key) for key in data if key not in forms)
    if unknown or not data:
        raise InvalidValue(
            ErrorCode.OTHER_KEYS,
            found=", ".join(unknown) or None,
            kind=frame.kind,
            forms=forms_of(frame),
        )
    try:
        return _READERS[frame.kind](data, frame)
    except InvalidValue as error:
        error.details.setdefault("forms", forms_of(frame))
        raise


def to_stored(value: Value, frame: Frame) -> Stored:
    """Return the table of a value, with keys in the order of the question's list.

    Raise InvalidValue if the value is of another kind or names entries that the list lacks.
    """
    check(value, frame)
    return _WRITERS[frame.kind](value, frame)


def computed_to_stored(value: Value, frame: Frame) -> Stored:
    """Return the table of a value that the engine computed: its unit may be a stand-in."""
    return _WRITERS[kind_of(value)](value, frame)


def check(value: Value, frame: Frame) -> None:
    """Raise InvalidValue for a value that this question does not allow."""
    if kind_of(value) is not frame.kind:
        raise InvalidValue(ErrorCode.OTHER_KIND, found=kind_of(value), kind=frame.kind)
    match value:
        case Choice(options):
            frame.require(options, "admits")
            if value.scale != frame.scale:
                raise InvalidValue(ErrorCode.OTHER_SCALE, key="admits", found=value.scale)
        case Items(required, excluded):
            frame.require(required, "requires")
            frame.require(excluded, "excludes")
        case Sequence():
            frame.require(value.steps, "chains")
        case Range(unit=unit, only_top=only_top):
            if only_top and frame.top is None:
                raise InvalidValue(ErrorCode.NO_TOP, key=TOP_FORM)
            known = frame.unit_named(unit.key)
            if (known.factor, known.whole, known.minimum) != (
                unit.factor,
                unit.whole,
                unit.minimum,
            ):
                raise InvalidValue(ErrorCode.OTHER_UNIT, key="unit", found=unit, known=known)


def _read_choice(data: Mapping[str, object], frame: Frame) -> Choice:
    if not data.keys().isdisjoint(SCALE_FORMS):
        return _read_stretch(data, frame)
    if len(data) > 1:
        raise InvalidValue(ErrorCode.ADMITTED_AND_RULED_OUT, key="admits")
    key = next(iter(data))
    options = _listed_keys(data, key, frame)
    return Choice(options if key == "admits" else frame.keys - options, frame.scale)


def _read_stretch(data: Mapping[str, object], frame: Frame) -> Choice:
    """Return the steps of a scale from the lowest to the highest that a table names."""
    if not data.keys() <= set(SCALE_FORMS):
        raise InvalidValue(ErrorCode.ENDS_OF_SCALE, key="value", found=", ".join(sorted(data)))
    first, last = 0, len(frame.scale) - 1
    for key in data:
        step = _listed_keys({key: [data[key]]}, key, frame)
        place = frame.scale.index(next(iter(step)))
        first, last = (place, last) if key == "at_least" else (first, place)
    if first > last:
        raise InvalidValue(ErrorCode.NO_STEP, key="at_least", found=data["at_least"])
    return Choice(frozenset(frame.scale[first : last + 1]), frame.scale)


def _read_items(data: Mapping[str, object], frame: Frame) -> Items:
    if list(data.values()).count(OTHERS) == len(data):
        raise InvalidValue(ErrorCode.OTHERS_OF_NOTHING, found=OTHERS)
    items = {key: _listed_keys(data, key, frame) for key in data if data[key] != OTHERS}
    for key in data.keys() - items.keys():
        items[key] = frame.keys.difference(*items.values())
    return Items(items.get("requires", frozenset()), items.get("excludes", frozenset()))


def _read_range(data: Mapping[str, object], frame: Frame) -> Range:
    unit = frame.unit_named(unit_key(data["unit"])) if "unit" in data else frame.all_units[0]
    flags = {key: data[key] for key in ("any", TOP_FORM) if key in data}
    ends = {key: number(data[key], key) for key in data if key not in ("unit", *flags)}
    if bool(ends) == bool(flags) or any(flag is not True for flag in flags.values()):
        raise InvalidValue(ErrorCode.ENDS_OF_RANGE, key="value", found=dict(data))
    if len(flags) > 1:
        raise InvalidValue(ErrorCode.STANDS_ALONE, key=TOP_FORM, found=", ".join(flags))
    for pair in (("at_least", "more_than"), ("at_most", "less_than")):
        if len(ends.keys() & set(pair)) > 1:
            raise InvalidValue(ErrorCode.END_GIVEN_TWICE, key=pair[0], found=", ".join(pair))
    if "exactly" in ends and len(ends) > 1:
        raise InvalidValue(ErrorCode.STANDS_ALONE, key="exactly", found=", ".join(ends))
    if TOP_FORM in flags:
        return Range(None, None, unit, only_top=True)
    if frame.measures is Measure.LIMIT:
        return _read_limit(ends, unit)
    if "exactly" in ends:
        return Range(ends["exactly"], ends["exactly"], unit)
    low = ends.get("at_least", ends.get("more_than"))
    high = ends.get("at_most", ends.get("less_than"))
    return Range(low, high, unit, low_open="more_than" in ends, high_open="less_than" in ends)


def _read_limit(ends: Mapping[str, Decimal], unit: Unit) -> Range:
    """Return the ceiling that ends state: "at most 800" is the ceiling 800 and no other."""
    if not ends:
        return Range(None, None, unit)
    exact = ends.get("exactly")
    low = ends.get("at_least", exact)
    high = ends.get("at_most", exact)
    if high is None or not ends.keys() <= {"exactly", "at_least", "at_most"}:
        raise InvalidValue(ErrorCode.NO_CEILING, key="value", found=", ".join(ends))
    return Range(high if low is None else low, high, unit)


def _read_date(data: Mapping[str, object], frame: Frame) -> DateSpan:
    if "any" in data and (len(data) > 1 or data["any"] is not True):
        raise InvalidValue(ErrorCode.STANDS_ALONE, key="any", found=data["any"], keys=("true",))
    if "on" in data:
        if len(data) > 1:
            raise InvalidValue(ErrorCode.STANDS_ALONE, key="on", found=", ".join(data))
        only = day(data["on"], "on")
        return DateSpan(only, only)
    first = day(data["from"], "from") if "from" in data else None
    last = day(data["to"], "to") if "to" in data else None
    return DateSpan(first, last)


def _read_sequence(data: Mapping[str, object], frame: Frame) -> Sequence:
    chains = data["chains"]
    if not isinstance(chains, list | tuple) or not chains:
        raise InvalidValue(ErrorCode.NO_CHAINS, key="chains", found=chains)
    return Sequence.from_chains(_read_chain(chain, frame) for chain in chains)


def _read_chain(chain: object, frame: Frame) -> list[frozenset[str]]:
    if not isinstance(chain, list | tuple):
        raise InvalidValue(ErrorCode.CHAIN_NO_LIST, key="chains", found=chain)
    links = [
        frozenset(strings([link] if isinstance(link, str) else link, "chains")) for link in chain
    ]
    for link in links:
        frame.require(link, "chains")
    return links


def _read_text(data: Mapping[str, object], frame: Frame) -> Text:
    if not isinstance(data["text"], str):
        raise InvalidValue(ErrorCode.NO_TEXT, key="text", found=data["text"])
    return Text(data["text"])


def _listed_keys(data: Mapping[str, object], key: str, frame: Frame) -> frozenset[str]:
    """Return the entries that a table lists under a key; raise InvalidValue for unknown ones."""
    if data[key] == ALL:
        return frame.keys
    entries = frozenset(strings(data[key], key))
    frame.require(entries, key)
    return entries


def _write_choice(value: Choice, frame: Frame) -> Stored:
    low, high = value.ends if frame.ordered else (None, None)
    if len(value.options) > 1 and (low is not None or high is not None):
        return {key: end for key, end in zip(SCALE_FORMS, (low, high), strict=True) if end}
    return {"admits": frame.sort(value.options)}


def _write_items(value: Items, frame: Frame) -> Stored:
    if not value.required and not value.excluded:
        return {"requires": []}
    sides = {"requires": value.required, "excludes": value.excluded}
    return {key: frame.sort(side) for key, side in sides.items() if side}


def stated_low(value: Range, frame: Frame) -> Decimal | None:
    """Return the lower end that has to be written; of limits also the least that there is.

    "0 to 800" admits every limit up to 800, while "at most 800" is that limit alone.
    """
    is_limits = frame.measures is Measure.LIMIT and value.high is not None
    return value.low if is_limits else value.stated_low


def _write_range(value: Range, frame: Frame) -> Stored:
    unit = {} if value.unit == frame.unit else {"unit": value.unit.key}
    if value.only_top:
        return {TOP_FORM: True, **unit}
    if frame.measures is Measure.LIMIT and value.high is not None and value.low == value.high:
        return {"at_most": exact_text(value.high), **unit}
    if value.low is not None and value.low == value.high:
        return {"exactly": exact_text(value.low), **unit}
    ends: Stored = {}
    low = stated_low(value, frame)
    if low is not None:
        ends["more_than" if value.low_open else "at_least"] = exact_text(low)
    if value.high is not None:
        ends["less_than" if value.high_open else "at_most"] = exact_text(value.high)
    return {**(ends or {"any": True}), **unit}


def _write_date(value: DateSpan, frame: Frame) -> Stored:
    if value.first is not None and value.first == value.last:
        return {"on": value.first.isoformat()}
    ends = {"from": value.first, "to": value.last}
    stored = {key: end.isoformat() for key, end in ends.items() if end is not None}
    return stored or {"any": True}


def _write_sequence(value: Sequence, frame: Frame) -> Stored:
    return {
        "chains": [[_stored_group(link) for link in chain] for chain in value.chains(frame.sort)]
    }


def _stored_group(group: tuple[str, ...]) -> str | list[str]:
    return group[0] if len(group) == 1 else list(group)


def _write_text(value: Text, frame: Frame) -> Stored:
    return {"text": value.prose}


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
