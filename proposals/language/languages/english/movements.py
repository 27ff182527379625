"""What became of a question between two texts, in English."""

from __future__ import annotations

from proposals.language.languages.english.numbers import numbers
from proposals.language.patterns import Pattern

MOVEMENTS: dict[str, Pattern] = {
    "change.unchanged": "unchanged",
    "change.reworded": "other words only",
    "change.widened": "wider",
    "change.narrowed": "narrower",
    "change.moved": "another answer",
    "change.moved.range": "another number",
    "change.moved.date": "another date",
    "change.moved.choice": "another option",
    "change.moved.items": "other points",
    "change.moved.sequence": "another order",
    "change.force": "another force",
    "change.scope-or-condition": "another scope, condition or actor",
    "change.brackets": "brackets only",
    "change.brackets.firm": "firm now",
    "change.brackets.open": "in brackets now",
    "change.new": "new",
    "change.struck-out": "struck out",
    "change.elsewhere": "in another paper now",
    "change.silent": "no answer now",
    "change.silent.deferred": "deferred now",
    "change.silent.withdrawn": "withdrawn now",
    "change.unanswered": "in neither text",
    "change.unknown": "change not known",
    "change.partly-seen": "not seen in full",
    "change.not-computed": "not computed",
    "movement.widened.amount": "wider, from {before} to {after}",
    "movement.widened.limit": "wider, the limit from {before} to {after}",
    "movement.widened.day": "wider, from {before} to {after}",
    "movement.widened.quoted": "wider, from “{before}” to “{after}”",
    "movement.narrowed.amount": "narrower, from {before} to {after}",
    "movement.narrowed.limit": "narrower, the limit from {before} to {after}",
    "movement.narrowed.day": "narrower, from {before} to {after}",
    "movement.narrowed.quoted": "narrower, from “{before}” to “{after}”",
    "movement.moved.amount": "the number went from {before} to {after}",
    "movement.moved.limit": "the limit went from {before} to {after}",
    "movement.moved.day": "the date went from {before} to {after}",
    "movement.moved.quoted": "the answer went from “{before}” to “{after}”",
    "movement.unchanged": "the answer is the same in both texts",
    "movement.reworded": "other words, the same answer",
    "movement.force": (
        "the answer is the same, put forward in another way: first “{before}”, then “{after}”"
    ),
    "movement.scope-or-condition": "the answer is the same; the texts differ in {qualifiers}",
    "movement.brackets": (
        "the answer is the same; what was firm is in brackets, and what was in brackets is firm"
    ),
    "movement.brackets.firm": "the answer is the same, no longer in brackets",
    "movement.brackets.open": "the answer is the same, now in brackets, not firm yet",
    "movement.other-cases.apart": (
        "the texts speak of different cases: their answers are not held against each other"
    ),
    "movement.other-cases.total": (
        "the texts speak of different cases, and a total says nothing of its parts: their answers "
        "are not held against each other"
    ),
    "movement.other-cases.unclear": (
        "it is unclear whether the texts speak of the same case: their answers are not held "
        "against each other"
    ),
    "movement.new": "new: {statement}",
    "movement.unanswered": "neither text answers: {before}; {after}",
    "movement.unknown": "{missing}: no change is claimed",
    "movement.partly-seen": (
        "what only one of the two names may stand in a part of the other that was not seen: no "
        "change is claimed"
    ),
    "movement.not-computed.prose": (
        "answers in words are left to the reader: what changed is not computed"
    ),
    "movement.not-computed.unlike": (
        "answers of different kinds or units: what changed is not computed"
    ),
    "movement.not-computed.options": (
        "the texts offer different alternatives: what changed is not computed"
    ),
    "movement.not-computed.rejection": (
        "to reject the point of another text is no answer of its own: what changed is not computed"
    ),
    "movement.with_approach": "{movement}: {approach}",
    "movement.before": "before: {statement}",
    "movement.other-force": "put forward in another way: first “{before}”, then “{after}”",
    "movement.firm-now": "no longer in brackets",
    "movement.in-brackets-now": "now in brackets, not firm yet",
    "approach.towards": "closer to {name}",
    "approach.towards.by": "{difference} closer to {name}",
    "approach.towards.counted": "closer to {name} ({before} before, {after} now)",
    "approach.away": "further from {name}",
    "approach.away.by": "{difference} further from {name}",
    "approach.away.counted": "further from {name} ({before} before, {after} now)",
    "approach.same-distance": "as far from {name} as before",
    "approach.same-distance.gap": "as far from {name} as before ({after} apart)",
    "approach.same-distance.counted": "as far from {name} as before ({after})",
    "approach.meets-now": "meets {name} now",
    "approach.meets-now.gap": "meets {name} now ({before} apart before)",
    "approach.meets-now.same": "the same as {name} now",
    "approach.still-meets.same": "the same as {name} now",
    "approach.meets-now.differs": "no longer apart from {name}, but different in {qualifiers}",
    "approach.no-longer-meets": "no longer meets {name}",
    "approach.no-longer-meets.gap": "no longer meets {name} ({after} apart now)",
    "approach.still-meets": "meets {name}, as before",
    "approach.still-meets.differs": (
        "not apart from {name}, as before, but different in {qualifiers}"
    ),
    "approach.still-apart": "does not meet {name}, as before",
    "approach.gaps": "from {before} apart to {number}",
    "approach.points": numbers("{n} contested point", "{n} contested points"),
    "approach.pairs": numbers(
        "{n} pair of steps in another order", "{n} pairs of steps in another order"
    ),
}
