"""Generated values, positions and hostile data for the properties of the engine."""

import os
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.errors import DomainError
from proposals.domain.terms import Absence, AbsenceKind, Column, Condition, Force, Position, Term
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.vocabulary import Entry, Frame, Kind, Measure, Unit

DEPTH = int(os.environ.get("PROPERTY_DEPTH", "1"))
"""How many times the usual number of examples to try; 1 keeps the suite quick."""


def tries(count: int) -> settings:
    """Settings for a property that is tried `count` times, or DEPTH times as often."""
    return settings(
        max_examples=count * DEPTH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


LABELS = (
    "a ceasefire",
    "مراقبة دولية",
    "Überprüfung",
    "e\u0301tape \u0301x",
    "ΣΊΣΥΦΟΣ ς",
    "İstanbul",
    "a very " + "long " * 80 + "label",
    "x-ray",
    "x",
    "talks (second round)",
    "(?!.*)+$",
    "50% of {all}",
    "%(name)s",
    "aid or arms",
)
ENTRIES = tuple(Entry(f"key-{n}", label) for n, label in enumerate(LABELS))
ZERO = Decimal(0)
DAY = Unit("day", "day", "days", minimum=ZERO)
WEEK = Unit("week", "week", "weeks", minimum=ZERO, base="day", factor=7)
WORKDAYS = Unit("turn", "two days", "pairs of days", minimum=ZERO, base="day", factor=2)
PERCENT = Unit("percent", "%", "%", whole=False)
FRAMES = {
    Kind.CHOICE: Frame(Kind.CHOICE, ENTRIES),
    Kind.ITEMS: Frame(Kind.ITEMS, ENTRIES),
    Kind.RANGE: Frame(Kind.RANGE, unit=DAY, units=(WEEK, WORKDAYS)),
    Kind.DATE: Frame(Kind.DATE),
    Kind.SEQUENCE: Frame(Kind.SEQUENCE, ENTRIES),
    Kind.TEXT: Frame(Kind.TEXT),
}
PERCENTAGE = Frame(Kind.RANGE, unit=PERCENT)
SCALE = Frame(Kind.CHOICE, ENTRIES, ordered=True)
LENGTH = Frame(Kind.RANGE, unit=DAY, units=(WEEK, WORKDAYS), top=Entry("top", "for ever"))
LIMIT = Frame(Kind.RANGE, unit=DAY, top=Entry("top", "no limit"), measures=Measure.LIMIT)
FRAME_LIST = [*FRAMES.values(), PERCENTAGE, SCALE, LENGTH, LIMIT]

letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=30)
keys = st.sampled_from([entry.key for entry in ENTRIES])
key_sets = st.frozensets(keys, max_size=6)
amounts = st.one_of(
    st.none(),
    st.integers(-5, 400).map(Decimal),
    st.decimals(-(10**6), 10**6, places=9),
    st.sampled_from([Decimal("1e15"), Decimal("-1e15"), Decimal("-0"), Decimal("1E+3")]),
)
dates = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


def _items(required: frozenset[str], excluded: frozenset[str]) -> Items:
    return Items(required, excluded - required)


def _attempt(make: Any, parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values that can be made; an impossible one is refused with a DomainError and drawn again."""

    def made(arguments: tuple[Any, ...]) -> Value | None:
        try:
            return make(*arguments)
        except DomainError:
            return None

    return parts.map(made).filter(lambda value: value is not None)


def ranges(*units: Unit) -> st.SearchStrategy[Range]:
    unit = st.sampled_from(units)
    flags = st.booleans()
    return _attempt(Range, st.tuples(amounts, amounts, unit, flags, flags))


pairs = st.frozensets(st.tuples(keys, keys), max_size=5)
groups = st.frozensets(st.frozensets(keys, min_size=1, max_size=3), max_size=2)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.CHOICE: st.frozensets(keys, min_size=1).map(Choice),
    Kind.ITEMS: st.builds(_items, key_sets, key_sets),
    Kind.RANGE: ranges(DAY, WEEK, WORKDAYS),
    Kind.DATE: _attempt(DateSpan, st.tuples(dates, dates)),
    Kind.SEQUENCE: _attempt(Sequence, st.tuples(pairs, groups)),
    Kind.TEXT: texts.filter(str.strip).map(Text),
}


def _limits(low: int, width: int) -> Range:
    return Range(Decimal(low), Decimal(low + width), DAY)


top = st.just(Range(None, None, DAY, only_top=True))
scales = st.one_of(
    st.frozensets(keys, min_size=1),
    st.builds(
        lambda one, other: frozenset(SCALE.scale[min(one, other) : max(one, other) + 1]),
        st.integers(0, len(ENTRIES) - 1),
        st.integers(0, len(ENTRIES) - 1),
    ),
).map(lambda options: Choice(options, SCALE.scale))
limits = st.one_of(
    top,
    st.just(Range(None, None, DAY)),
    st.builds(_limits, st.integers(0, 900), st.integers(0, 900)),
    st.builds(_limits, st.integers(0, 900), st.just(0)),
)
any_value = st.one_of(*VALUES.values(), ranges(PERCENT))
framed_value = st.one_of(
    *(st.tuples(st.just(FRAMES[kind]), values) for kind, values in VALUES.items()),
    st.tuples(st.just(PERCENTAGE), ranges(PERCENT)),
    st.tuples(st.just(SCALE), scales),
    st.tuples(st.just(LENGTH), st.one_of(top, ranges(DAY, WEEK, WORKDAYS))),
    st.tuples(st.just(LIMIT), limits),
)

SCOPES = ScopeList(
    (
        ScopeEntry("war", "in war"),
        ScopeEntry("phase-1", "in phase 1", within=("war",), partition="phases", complete=True),
        ScopeEntry("phase-2", "in phase 2", within=("war",), partition="phases", complete=True),
    )
)
qualified = {
    "force": st.sampled_from(Force),
    "bearers": st.frozensets(st.sampled_from(["ukraine", "russia", "turkey"]), max_size=2),
    "case": st.builds(
        SCOPES.case,
        st.sampled_from(["", "in peacetime", "In Peacetime ", "phase-1", "war"]) | texts,
    ),
    "condition": st.none() | st.builds(Condition, texts, st.sampled_from(["", "I.5d"])),
    "option": st.sampled_from(["", "", "option-1", "2"]),
    "bracketed": st.booleans(),
}


def terms(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Term]:
    return st.builds(Term, values, **qualified)


columns = st.builds(
    Column,
    st.just("c"),
    st.sampled_from(["Ukraine's memorandum", "the Russian delegation's statements"]),
    st.frozensets(st.sampled_from(["ukraine", "russia"]), max_size=2),
)
absences = st.builds(Absence, st.sampled_from(AbsenceKind), texts)
any_position = st.builds(
    Position, columns, st.lists(terms(any_value), max_size=3).map(tuple), absences
)
same_kind_positions = st.sampled_from(list(VALUES.values())).flatmap(
    lambda values: st.lists(
        st.builds(Position, columns, st.lists(terms(values), max_size=3).map(tuple), absences),
        min_size=2,
        max_size=2,
    )
)
position_pairs = st.one_of(st.tuples(any_position, any_position), same_kind_positions.map(tuple))

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    texts,
    dates,
    st.sampled_from(["all", "others", "NaN", "1e999999999", "sNaN", "-Infinity", "1_0", "٣"]),
    st.sampled_from([10**400, Decimal("1E+999999999"), Decimal("1E-999999999")]),
    keys,
)
table_keys = st.sampled_from(
    [
        "admits",
        "rules_out",
        "requires",
        "excludes",
        "at_least",
        "more_than",
        "at_most",
        "less_than",
        "exactly",
        "any",
        "unit",
        "top",
        "from",
        "to",
        "on",
        "chains",
        "text",
        "other",
    ]
) | st.sampled_from([3, None, 10**400])
hostile = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(table_keys, inner, max_size=3)
    ),
    max_leaves=12,
)
words = st.sampled_from(
    [
        "at least",
        "at most",
        "no limit",
        "for ever",
        "30",
        "-3",
        "1,000",
        "1,0",
        "2025-06-20",
        "20",
        "June",
        "2025",
        "days",
        "week",
        "%",
        "to",
        "and",
        "or",
        "not",
        "only",
        "then",
        "together with",
        ";",
        ",",
        "any",
        "before",
        "after",
        "1 January 1",
        "31 December 9999",
        "x",
        "x-ray",
        "a ceasefire",
        "nothing",
    ]
)
sentences = st.lists(words | texts, max_size=8).map(" ".join)
