"""Statements to try: small questions, all or many of their answers, and the outcomes of each."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from tests.domain import outcomes
from tests.domain.outcomes import Stated

KEYS = ("a", "b", "c", "d")
ENTRIES = tuple(Entry(key, f"step {key}") for key in KEYS)
ZERO = Decimal(0)
DAY = Unit("day", "day", "days", minimum=ZERO)
WEEK = Unit("week", "week", "weeks", minimum=ZERO, base="day", factor=7)
TWO_DAYS = Unit("two-days", "two-day turn", "two-day turns", minimum=ZERO, base="day", factor=2)
DEGREE = Unit("degree", "degree", "degrees")
PERCENT = Unit("percent", "percent", "percent", whole=False)
METRE = Unit("metre", "metre", "metres", whole=False, minimum=ZERO)
CHAIN = Unit("chain", "chain", "chains", whole=False, minimum=ZERO, base="metre", factor=7)
YARD = Unit("double", "double", "doubles", whole=False, minimum=ZERO, base="metre", factor=2)

FRAMES = {
    "choice": Frame(Kind.CHOICE, ENTRIES),
    "items": Frame(Kind.ITEMS, ENTRIES),
    "degrees": Frame(Kind.RANGE, unit=DEGREE),
    "days": Frame(Kind.RANGE, unit=DAY, units=(WEEK, TWO_DAYS)),
    "percent": Frame(Kind.RANGE, unit=PERCENT),
    "metres": Frame(Kind.RANGE, unit=METRE, units=(CHAIN, YARD)),
    "date": Frame(Kind.DATE),
    "sequence": Frame(Kind.SEQUENCE, ENTRIES),
}
QUARTER = Fraction(1, 4)
START = date(2025, 6, 1)
DAY_FACTORS = {"": 1, "day": 1, "week": 7, "two-days": 2}
METRE_FACTORS = {"": 1, "metre": 1, "chain": 7, "double": 2}
SPACES = {
    "choice": outcomes.choices(KEYS),
    "items": outcomes.subsets(KEYS),
    "degrees": outcomes.amounts(-5, 10, Fraction(1), None, {"": 1, "degree": 1}),
    "days": outcomes.amounts(-25, 60, Fraction(1), 0, DAY_FACTORS),
    "percent": outcomes.amounts(-5, 10, QUARTER, None, {"": 1, "percent": 1}),
    "metres": outcomes.amounts(-2, 58, QUARTER, 0, METRE_FACTORS),
    "date": outcomes.days(START, 12),
    "sequence": outcomes.orders(KEYS),
}
LOWS, HIGHS = ("at_least", "more_than"), ("at_most", "less_than")
DAYS = [(START + timedelta(days=n)).isoformat() for n in range(1, 11)]


# Statements


def subsets(keys: Iterable[str]) -> list[list[str]]:
    keys = list(keys)
    return [list(some) for size in range(len(keys) + 1) for some in combinations(keys, size)]


def every_choice() -> list[Stated]:
    return [{"admits": some} for some in subsets(KEYS) if some]


def every_items() -> list[Stated]:
    sides = product(("requires", "excludes", ""), repeat=len(KEYS))
    return [
        {name: [k for k, s in zip(KEYS, side, strict=True) if s == name] for name in
         ("requires", "excludes")}
        for side in sides
    ]  # fmt: skip


def every_range(ends: Iterable[object], units: Iterable[str] = ("",)) -> list[Stated]:
    lows = [{}, *({key: str(end)} for key in LOWS for end in ends)]
    highs = [{}, *({key: str(end)} for key in HIGHS for end in ends)]
    named = [{"unit": unit} if unit else {} for unit in units]
    stated = [low | high for low in lows for high in highs]
    stated += [{"exactly": str(end)} for end in ends]
    return [(ends_ or {"any": True}) | unit for ends_ in stated for unit in named]


def every_date() -> list[Stated]:
    firsts = [{}, *({"from": day} for day in DAYS[:6])]
    lasts = [{}, *({"to": day} for day in DAYS[:6])]
    return [first | last or {"any": True} for first in firsts for last in lasts]


link = st.one_of(
    st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)
)
chains = st.lists(st.lists(link, min_size=1, max_size=4), min_size=1, max_size=3)
whole_ends = [*range(-3, 9)]
fine_ends = [Decimal(n) / 2 for n in range(-6, 17)]


def ranges(ends: list[Any], units: Iterable[str] = ("",)) -> st.SearchStrategy[Stated]:
    text = st.sampled_from(ends).map(str)
    low = st.one_of(st.just({}), *(st.fixed_dictionaries({key: text}) for key in LOWS))
    high = st.one_of(st.just({}), *(st.fixed_dictionaries({key: text}) for key in HIGHS))
    exact = st.fixed_dictionaries({"exactly": text})
    both = st.builds(lambda one, other: one | other or {"any": True}, low, high)
    unit = st.sampled_from([{"unit": unit} if unit else {} for unit in units])
    return st.builds(lambda ends, unit: ends | unit, st.one_of(both, both, exact), unit)


STATED: dict[str, st.SearchStrategy[Stated]] = {
    "choice": st.sampled_from(every_choice()),
    "items": st.sampled_from(every_items()),
    "degrees": ranges(whole_ends),
    "days": ranges([*whole_ends, Decimal("1.5"), Decimal("0.3")], ("", "day", "week", "two-days")),
    "percent": ranges(fine_ends),
    "metres": ranges(fine_ends, ("", "chain", "double")),
    "date": st.sampled_from(every_date()),
    "sequence": st.builds(lambda chains: {"chains": chains}, chains),
}
NAMES = sorted(STATED)
RANGES = ("degrees", "days", "percent", "metres")
