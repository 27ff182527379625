"""Rows decided by enumeration: every outcome, every point of every case, every pair of columns.

An independent reading of the rules, straightforward and slow: nothing here uses the engine. A case
is the set of the points that it holds, so that one lies within another, apart from it, or is made
up of others, as sets do; an answer says for each point what it admits there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from tests.domain.outcomes import Stated

TOP = "top"
WORST_FIRST = ("R9", "R3", "R4", "R2", "R6", "R5", "R1", "R0")
MARKS = {
    "R0": "agree",
    "R1": "compatible",
    **dict.fromkeys(("R2", "R3", "R4", "R9"), "conflict"),
    **dict.fromkeys(("R5", "R6"), "differs"),
    "R7": "one_side",
    "R8": "not_compared",
}
POINTS: Mapping[str, frozenset[str]] = {
    "": frozenset({"spring", "summer", "autumn", "winter", "north", "south", "other"}),
    "year": frozenset({"spring", "summer", "autumn", "winter"}),
    "warm": frozenset({"spring", "summer"}),
    "cold": frozenset({"autumn", "winter"}),
    "spring": frozenset({"spring"}),
    "summer": frozenset({"summer"}),
    "regions": frozenset({"north", "south", "other"}),
    "north": frozenset({"north"}),
    "south": frozenset({"south"}),
}
"""The points of each case: a tree of parts, of which only the regions leave a rest."""
OVERLAPPING: Mapping[str, frozenset[str]] = {
    "": frozenset({"year", "n", "s", "other", "nc", "sc", "rest"}),
    "regions": frozenset({"n", "s", "other", "nc", "sc", "rest"}),
    "north": frozenset({"n", "nc"}),
    "south": frozenset({"s", "sc"}),
    "coast": frozenset({"nc", "sc", "rest"}),
    "north-coast": frozenset({"nc"}),
    "south-coast": frozenset({"sc"}),
}
"""The points of cases of which the coast overlaps others, as far as they are declared."""
READINGS: tuple[Mapping[str, frozenset[str]], ...] = (
    OVERLAPPING,
    OVERLAPPING | {"north": OVERLAPPING["north"] | {"rest"}},
    OVERLAPPING | {"south": OVERLAPPING["south"] | {"rest"}},
    OVERLAPPING | {"coast": OVERLAPPING["coast"] | {"n"}},
    OVERLAPPING | {"coast": OVERLAPPING["coast"] | {"n", "s"}},
)
"""Where the rest of the coast may lie, and what else may be coast; what is declared is in each."""


@dataclass(frozen=True)
class Said:
    """One term in plain words; a statement of None is prose."""

    stated: Stated | None
    case: str = ""
    force: str = "demands"
    bearers: frozenset[str] = frozenset()
    condition: str = ""
    option: str = ""


@dataclass(frozen=True)
class Cell:
    """One column of a row: what it says, or why nothing, and whose points it rejected."""

    key: str
    parties: frozenset[str]
    said: tuple[Said, ...] = ()
    absence: str = "not_coded"
    rejects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """A small question: who admits which of its outcomes, and how far two of them are apart."""

    outcomes: tuple[Any, ...]
    admits: Callable[[Stated, Any], bool]
    apart: str
    in_total: bool = False

    def members(self, stated: Stated) -> frozenset[Any]:
        return frozenset(outcome for outcome in self.outcomes if self.admits(stated, outcome))


@dataclass(frozen=True)
class Held:
    """What an alternative says in one case: outcomes (None for prose), and how it says it."""

    members: frozenset[Any] | None
    forces: frozenset[str]
    bearers: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True)
class Decided:
    """The rule for two alternatives, two columns or a row, with the gap if it is one."""

    rule: str
    gap: float = 0

    @property
    def place(self) -> tuple[int, float]:
        return WORST_FIRST.index(self.rule), -self.gap


Alternative = Mapping[str, Held]
"""What an alternative says, by case."""


def alternatives(cell: Cell, question: Question) -> list[Alternative] | None:
    """Every alternative of a cell; None if the coding of one is inconsistent."""
    options = dict.fromkeys(said.option for said in cell.said if said.option) or {"": None}
    found = []
    for option in options:
        terms = [said for said in cell.said if said.option in ("", option)]
        by_case = {case: [s for s in terms if s.case == case] for case in {s.case for s in terms}}
        held = {case: _together(group, question) for case, group in by_case.items()}
        if None in held.values():
            return None
        found.append({case: one for case, one in held.items() if one is not None})
    return found


def _together(terms: list[Said], question: Question) -> Held | None:
    """What terms for one case say together; None if they admit nothing, or one is in prose."""
    prose = [said for said in terms if said.stated is None]
    if prose and len(prose) < len(terms):
        return None
    members = None
    if not prose:
        members = frozenset(question.outcomes)
        for said in terms:
            members &= question.members(said.stated or {})
        if not members:
            return None
    return Held(
        members,
        forces=frozenset(said.force for said in terms),
        bearers=frozenset().union(*(said.bearers for said in terms)),
        conditions=frozenset(said.condition for said in terms if said.condition),
    )


def by_point(alternative: Alternative, question: Question) -> dict[str, Held]:
    """What an alternative says at each point: where several cases hold it, in the narrowest.

    A total is said of its own case only: every case is a point by itself then.
    """
    if question.in_total:
        return dict(alternative)
    found = {}
    for point in POINTS[""]:
        cases = [case for case in alternative if point in POINTS[case]]
        if cases:
            found[point] = alternative[min(cases, key=lambda case: len(POINTS[case]))]
    return found


def members_at(
    alternative: Alternative, points: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[Any]]:
    """What an alternative admits at each point of overlapping cases, by a reading of them.

    The narrowest cases that hold a point stand together there; it admits nothing if they clash.
    """
    members = {}
    for point in points[""]:
        cases = [case for case in alternative if point in points[case]]
        narrowest = [
            alternative[case].members or frozenset()
            for case in cases
            if not any(OVERLAPPING[other] < OVERLAPPING[case] for other in cases)
        ]
        if narrowest:
            members[point] = frozenset.intersection(*narrowest)
    return members


def decide_alternatives(left: Alternative, right: Alternative, question: Question) -> Decided:
    mine, theirs = by_point(left, question), by_point(right, question)
    both = [(mine[point], theirs[point]) for point in mine.keys() & theirs.keys()]
    computed = [
        _decide_point(one, other, question)
        for one, other in both
        if one.members is not None and other.members is not None
    ]
    conflicts = [decided for decided in computed if MARKS[decided.rule] == "conflict"]
    if conflicts:
        return min(conflicts, key=lambda decided: decided.place)
    if len(computed) < len(both):
        return Decided("R8")
    if not both:
        prose = any(all(h.members is None for h in side.values()) for side in (left, right))
        return Decided("R8" if prose else "R6")
    if mine.keys() != theirs.keys():
        return Decided("R6")
    return min(computed, key=lambda decided: decided.place)


def _decide_point(one: Held, other: Held, question: Question) -> Decided:
    assert one.members is not None
    assert other.members is not None
    if not one.members & other.members:
        return Decided(question.apart, _gap(one.members, other.members, question))
    others_act = one.bearers and other.bearers and one.bearers != other.bearers
    if others_act or one.conditions != other.conditions:
        return Decided("R6")
    if (one.forces == {"expects"}) != (other.forces == {"expects"}):
        return Decided("R5")
    return Decided("R0" if one.members == other.members else "R1")


def _gap(one: frozenset[Any], other: frozenset[Any], question: Question) -> float:
    if question.apart != "R2":
        return 0
    numbers = [side - {TOP} for side in (one, other)]
    if not all(numbers):
        return float("inf")
    return min(abs(a - b) for a, b in product(*numbers))


def decide_pair(left: Cell, right: Cell, question: Question) -> Decided:
    """The worst of the alternatives that can be compared; R7 or R8 if none can."""
    if any(one.said and one.key in other.rejects for one, other in ((left, right), (right, left))):
        rejected = [
            one for one, other in ((left, right), (right, left)) if one.key in other.rejects
        ]
        if any(one.said and alternatives(one, question) is not None for one in rejected):
            return Decided("R9")
    if not left.said or not right.said:
        absent = [cell for cell in (left, right) if not cell.said]
        answering = [cell for cell in (left, right) if cell.said]
        sound = all(alternatives(cell, question) is not None for cell in answering)
        checked = absent[0].absence != "not_coded"
        return Decided("R7" if len(absent) == 1 and checked and sound else "R8")
    mine, theirs = alternatives(left, question), alternatives(right, question)
    if mine is None or theirs is None:
        return Decided("R8")
    decided = [decide_alternatives(a, b, question) for a, b in product(mine, theirs)]
    compared = [one for one in decided if one.rule in WORST_FIRST]
    return min(compared, key=lambda one: one.place) if compared else Decided("R8")


@dataclass(frozen=True)
class Row:
    """Columns with what they say on one question."""

    cells: tuple[Cell, ...]
    question: Question = field(compare=False)

    def answers(self, cell: Cell) -> bool:
        """Whether a column answers: by terms, or by rejecting a point that stands in the row."""
        texts = {other.key for other in self.cells if other.said and other is not cell}
        return bool(cell.said or cell.rejects & texts)

    def decide(self) -> Decided:
        """The worst verdict among pairs of different parties that both answer."""
        pairs = list(combinations(self.cells, 2))
        rivals = [(a, b) for a, b in pairs if not a.parties & b.parties] or pairs
        both = [(a, b) for a, b in rivals if self.answers(a) and self.answers(b)]
        decided = [decide_pair(a, b, self.question) for a, b in both]
        compared = [one for one in decided if one.rule in WORST_FIRST]
        if compared:
            return min(compared, key=lambda one: one.place)
        if both:
            return Decided("R8")
        either = [(a, b) for pair in rivals for a, b in (pair, pair[::-1]) if self.answers(a)]
        absent = [b for _a, b in either if not self.answers(b) and b.absence != "not_coded"]
        return Decided("R7" if absent else "R8")


def admits_choice(stated: Stated, outcome: str) -> bool:
    return outcome in stated["admits"]


def admits_step(stated: Stated, outcome: int) -> bool:
    low, high = stated.get("at_least", "step-0"), stated.get("at_most", "step-3")
    if "admits" in stated:
        return f"step-{outcome}" in stated["admits"]
    return int(low[-1]) <= outcome <= int(high[-1])


def admits_items(stated: Stated, outcome: frozenset[str]) -> bool:
    excluded = any(key in outcome for key in stated.get("excludes", ()))
    return all(key in outcome for key in stated.get("requires", ())) and not excluded


def admits_amount(stated: Stated, outcome: Any) -> bool:
    """Whether an amount, or the outcome above all amounts, is admitted."""
    if "top" in stated:
        return outcome == TOP
    if outcome == TOP:
        return not stated.keys() & {"exactly", "at_most"}
    exact = stated.get("exactly", outcome)
    low, high = stated.get("at_least", outcome), stated.get("at_most", outcome)
    return int(exact) == outcome and int(low) <= outcome <= int(high)


def admits_limit(stated: Stated, outcome: Any) -> bool:
    """Whether a limit is admitted: "at most 5" is the limit 5 and no other."""
    if "at_most" in stated and "at_least" not in stated:
        return outcome == int(stated["at_most"])
    return admits_amount(stated, outcome)


def subsets(keys: Iterable[str]) -> tuple[frozenset[str], ...]:
    keys = tuple(keys)
    return tuple(
        frozenset(some) for size in range(len(keys) + 1) for some in combinations(keys, size)
    )
