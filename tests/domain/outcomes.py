"""Outcomes enumerated one by one: the oracle that the engine is held against.

Nothing here uses the engine. A statement is the stored table of a value; whether an outcome is
admitted is decided from the table's words alone, and sets are compared as sets.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

Stated = Mapping[str, Any]
Outcome = Hashable


@dataclass(frozen=True)
class Space:
    """Every outcome of one small question, and who admits which."""

    outcomes: tuple[Outcome, ...]
    admits: Callable[[Stated, Any], bool]

    def members(self, stated: Stated) -> frozenset[Outcome]:
        return frozenset(o for o in self.outcomes if self.admits(stated, o))


def relation(left: frozenset[Outcome], right: frozenset[Outcome]) -> str:
    """The relation of two sets, from their members."""
    if not left & right:
        return "apart"
    if left == right:
        return "same"
    if left <= right:
        return "inside"
    return "contains" if left >= right else "overlap"


def choices(keys: Iterable[str]) -> Space:
    return Space(tuple(keys), _choice_admits)


def _choice_admits(stated: Stated, outcome: str) -> bool:
    if "admits" in stated:
        return outcome in stated["admits"]
    return outcome not in stated["rules_out"]


def subsets(keys: Iterable[str]) -> Space:
    keys = tuple(keys)
    every = tuple(
        frozenset(key for key, taken in zip(keys, bits, strict=True) if taken)
        for bits in product((False, True), repeat=len(keys))
    )
    return Space(every, _items_admit)


def _items_admit(stated: Stated, outcome: frozenset[str]) -> bool:
    required = all(key in outcome for key in stated.get("requires", ()))
    return required and not any(key in outcome for key in stated.get("excludes", ()))


def amounts(
    first: int, last: int, step: Fraction, minimum: int | None, factors: Mapping[str, int]
) -> Space:
    """Amounts of the base unit from `first` to `last`; none below the least that can exist."""
    count = int(Fraction(last - first) / step)
    every = (first + step * n for n in range(count + 1))
    real = tuple(amount for amount in every if minimum is None or amount >= minimum)

    def admits(stated: Stated, outcome: Fraction) -> bool:
        return _range_admits(stated, outcome, factors[stated.get("unit", "")])

    return Space(real, admits)


def _range_admits(stated: Stated, outcome: Fraction, factor: int) -> bool:
    holds = {
        "at_least": lambda end: outcome >= end,
        "more_than": lambda end: outcome > end,
        "at_most": lambda end: outcome <= end,
        "less_than": lambda end: outcome < end,
        "exactly": lambda end: outcome == end,
    }
    return all(
        holds[key](Fraction(Decimal(end)) * factor) for key, end in stated.items() if key in holds
    )


def days(first: date, count: int) -> Space:
    return Space(tuple(first + timedelta(days=n) for n in range(count)), _date_admits)


def _date_admits(stated: Stated, outcome: date) -> bool:
    day = outcome.isoformat()
    if "on" in stated:
        return day == stated["on"]
    return stated.get("from", day) <= day <= stated.get("to", day)


def orders(keys: Iterable[str]) -> Space:
    """Every weak order of the steps: each step has a place, and several may share one."""
    keys = tuple(keys)
    every = (
        places
        for places in product(range(len(keys)), repeat=len(keys))
        if set(places) == set(range(len(set(places))))
    )
    return Space(tuple(tuple(zip(keys, places, strict=True)) for places in every), _sequence_admits)


def _sequence_admits(stated: Stated, outcome: tuple[tuple[str, int], ...]) -> bool:
    place = dict(outcome)
    for chain in stated["chains"]:
        groups = [[link] if isinstance(link, str) else link for link in chain]
        if any(len({place[step] for step in group}) > 1 for group in groups):
            return False
        for earlier, later in pairwise(groups):
            if not all(place[a] < place[b] for a in earlier for b in later):
                return False
    return True


def always_before(members: frozenset[Outcome], a: str, b: str) -> bool:
    """Whether every one of these orders puts a before b."""
    return all(dict(order)[a] < dict(order)[b] for order in members)  # type: ignore[call-overload]


def always_tied(members: frozenset[Outcome], a: str, b: str) -> bool:
    """Whether every one of these orders puts a and b at once."""
    return all(dict(order)[a] == dict(order)[b] for order in members)  # type: ignore[call-overload]


def distance(left: Iterable[Any], right: Iterable[Any]) -> Any:
    """The least distance between a member of one and a member of the other."""
    return min(abs(a - b) for a in left for b in right)
