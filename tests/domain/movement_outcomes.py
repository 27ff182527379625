"""What became of a question between two texts, decided by enumeration: nothing uses the engine.

A text that does not speak at a point of a case admits everything there; one that speaks is taken
to leave something out, whatever it says.
"""

from collections.abc import Iterable
from itertools import permutations
from typing import Any

from tests.domain import outcomes
from tests.domain.row_outcomes import TOP, Alternative, Cell, Held, Question, alternatives, by_point


def change_of_sets(old: frozenset[Any], new: frozenset[Any]) -> str:
    """The change between two sets of outcomes, from their members."""
    if old == new:
        return "unchanged"
    if old < new:
        return "widened"
    return "narrowed" if new < old else "moved"


def change_of_cells(old: Cell, new: Cell, question: Question) -> str:
    """The change between two cells that have no answers in brackets and reject nothing."""
    absent = [cell.absence for cell in (old, new) if not cell.said]
    if "not_coded" in absent:
        return "unknown"
    if any(alternatives(cell, question) is None for cell in (old, new) if cell.said):
        return "not-computed"
    if absent:
        if len(absent) == 2:
            return "unanswered"
        if not old.said:
            return "new"
        return new.absence if new.absence in ("struck-out", "elsewhere") else "silent"
    before, after = _by_option(old, question), _by_option(new, question)
    if len(before) == len(after) == 1:
        before = dict(zip(after, before.values(), strict=True))
    if before.keys() != after.keys():
        return "not-computed"
    return _change(_at_points(before, question), _at_points(after, question))


def differences(old: Cell, new: Cell, question: Question) -> set[str]:
    """The respects beside the outcomes in which two cells of the same options differ somewhere."""
    before, after = (_by_option(cell, question) for cell in (old, new))
    if len(before) == len(after) == 1:
        before = dict(zip(after, before.values(), strict=True))
    mine, theirs = _at_points(before, question), _at_points(after, question)
    pairs = [(mine[point], theirs[point]) for point in mine.keys() & theirs.keys()]
    found = {
        "scope": mine.keys() != theirs.keys(),
        "condition": any(o.conditions != n.conditions for o, n in pairs),
        "bearer": any(o.bearers != n.bearers for o, n in pairs),
        "force": any(o.forces != n.forces for o, n in pairs),
    }
    return {name for name, differs in found.items() if differs}


def _at_points(options: dict[str, Alternative], question: Question) -> dict[tuple[str, str], Held]:
    """What a text says at each point in each of its alternatives."""
    return {
        (name, point): held
        for name, alternative in options.items()
        for point, held in by_point(alternative, question).items()
    }


def _by_option(cell: Cell, question: Question) -> dict[str, Alternative]:
    found = alternatives(cell, question) or []
    names = dict.fromkeys(said.option for said in cell.said if said.option) or {"": None}
    return dict(zip(names, found, strict=True))


def _change(old: dict[Any, Held], new: dict[Any, Held]) -> str:
    """The change over all points of all alternatives: the sets of outcomes are products."""
    pairs = [(old[point], new[point]) for point in old.keys() & new.keys()]
    sets = [(o.members, n.members) for o, n in pairs if o.members and n.members]
    unlike = any((o.members is None) != (n.members is None) for o, n in pairs)
    unlike |= any(
        _is_prose_elsewhere(*({p: h for (n, p), h in s.items() if n == name} for s in (old, new)))
        for name in {name for name, _point in old}
    )
    may_widen = all(o <= n for o, n in sets) and old.keys() >= new.keys()
    may_narrow = all(n <= o for o, n in sets) and new.keys() >= old.keys()
    differs = any(o != n for o, n in sets)
    if differs and not may_widen and not may_narrow:
        return "moved"
    if unlike:
        return "not-computed"
    if differs:
        return "widened" if may_widen else "narrowed"
    further = any((o.conditions, o.bearers) != (n.conditions, n.bearers) for o, n in pairs)
    if further or old.keys() != new.keys():
        return "scope-or-condition"
    return "force" if any(o.forces != n.forces for o, n in pairs) else "unchanged"


def _is_prose_elsewhere(old: dict[str, Held], new: dict[str, Held]) -> bool:
    """Whether two alternatives speak at no point together, and one of them in prose alone."""
    prose = any(all(held.members is None for held in side.values()) for side in (old, new))
    return prose and not old.keys() & new.keys()


def direction(old: Iterable[Any], new: Iterable[Any], other: Iterable[Any], kind: str) -> str:
    """The change of the distance to another set; `kind` says what measures it."""
    old, new, other = frozenset(old), frozenset(new), frozenset(other)
    met, meets = bool(old & other), bool(new & other)
    if met or meets:
        if met and meets:
            return "still-meets"
        return "meets-now" if meets else "no-longer-meets"
    measure = {"number": _numbers_apart, "items": _contested, "order": _inverted}.get(kind)
    if measure is None:
        return "still-apart"
    before, after = measure(old, other), measure(new, other)
    if not before or not after:
        return "still-apart"
    if before == after:
        return "same-distance"
    return "towards" if before > after else "away"


def _numbers_apart(one: frozenset[Any], other: frozenset[Any]) -> Any:
    """The least distance; the top is above every number, and nearer to the larger."""
    return min(abs(_placed(a) - _placed(b)) for a in one for b in other)


def _placed(outcome: Any) -> Any:
    return 10**6 if outcome == TOP else outcome


def _contested(one: frozenset[Any], other: frozenset[Any]) -> int:
    """How many items every member of one has and no member of the other, or the other way round."""
    keys = {key for members in (one, other) for outcome in members for key in outcome}
    return sum(
        all(key in o for o in a) and not any(key in o for o in b)
        for key in keys
        for a, b in ((one, other), (other, one))
    )


def _inverted(one: frozenset[Any], other: frozenset[Any]) -> int:
    """How many pairs of steps the orders of one put in a way that those of the other rule out."""
    before, tied = outcomes.always_before, outcomes.always_tied
    keys = [key for key, _place in next(iter(one))]
    return sum(
        (before(one, a, b) and (before(other, b, a) or tied(other, a, b)))
        or (tied(one, a, b) and before(other, b, a))
        for a, b in permutations(keys, 2)
    )  # fmt: skip
