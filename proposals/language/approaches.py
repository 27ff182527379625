"""Towards whom an answer moved, in words."""

from __future__ import annotations

from proposals.domain.approaches import Approach, Direction, contradictions
from proposals.domain.relations import Clash, Gap, Inverted, Relation
from proposals.language.clauses import Clauses
from proposals.language.wording import Wording

_MEETINGS = (Direction.MEETS_NOW, Direction.STILL_MEETS)


def approach_sentence(approach: Approach, wording: Wording) -> str:
    """Return the sentence that says how the distance to another text changed."""
    clause = approach_clause(approach, wording)
    return wording.language.sentence(Clauses(wording).in_case(clause, approach.in_case))


def gaps_sentence(approach: Approach, wording: Wording) -> str:
    """Return both distances in numbers: "From 27 days apart to 17."; empty if one has none."""
    return wording.language.sentence(gaps_clause(approach, wording))


def approach_clause(approach: Approach, wording: Wording) -> str:
    """Return the clause on the distance to another text, without its case."""
    form, slots = _form(approach, wording)
    key = f"approach.{approach.direction.value}{form}"
    return wording.language.text(key, name=approach.other.name, **slots)


def gaps_clause(approach: Approach, wording: Wording) -> str:
    """Return the clause with both distances as numbers; empty if one is none, or both are equal."""
    one, other = approach.before.clash, approach.after.clash
    if not isinstance(one, Gap) or not isinstance(other, Gap) or one.size == other.size:
        return ""
    if not one.size or not other.size:
        return ""
    before, after = wording.gap(one), wording.gap(other)
    number = wording.language.number(other.size)
    return wording.language.text("approach.gaps", before=before, after=after, number=number)


def _form(approach: Approach, wording: Wording) -> tuple[str, dict[str, str]]:
    """Return the end of the key of an approach, with what it has to say beside the name."""
    direction, difference = approach.direction, approach.difference
    if direction in _MEETINGS and approach.differences:
        return ".differs", {"qualifiers": wording.qualifiers(approach.differences)}
    if direction in _MEETINGS and approach.after.relation is Relation.SAME:
        return ".same", {}
    counts = _count(approach.before.clash, wording), _count(approach.after.clash, wording)
    before, after = _gap(approach.before.clash, wording), _gap(approach.after.clash, wording)
    match direction:
        case Direction.TOWARDS | Direction.AWAY if difference is not None:
            return ".by", {"difference": wording.gap(difference)}
        case Direction.TOWARDS | Direction.AWAY if all(counts):
            return ".counted", {"before": counts[0], "after": counts[1]}
        case Direction.SAME_DISTANCE if counts[1]:
            return ".counted", {"after": counts[1]}
        case Direction.SAME_DISTANCE | Direction.NO_LONGER_MEETS if after:
            return ".gap", {"after": after}
        case Direction.MEETS_NOW if before:
            return ".gap", {"before": before}
    return "", {}


def _gap(clash: Clash, wording: Wording) -> str:
    """Return a gap in words; empty if it is none, or no number."""
    return wording.gap(clash) if isinstance(clash, Gap) and clash.size else ""


def _count(clash: Clash, wording: Wording) -> str:
    """Return how many points or pairs of steps two answers contradict each other on."""
    count = contradictions(clash)
    if not count:
        return ""
    key = "approach.pairs" if isinstance(clash, Inverted) else "approach.points"
    return wording.language.text(key, wording.language.plural(count), n=str(count))
