"""The keys of what became of a question between two texts, each with its slots."""

from __future__ import annotations

from collections.abc import Mapping

from proposals.domain.approaches import Direction
from proposals.domain.changes import Change, NotComputedBecause
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import ScopeDifference
from proposals.domain.vocabulary import LISTED, Kind

AMOUNT, LIMIT, DAY, QUOTED = "amount", "limit", "day", "quoted"
"""The forms of a sentence about two values: single numbers, limits, single days, and all others."""

FORMS = (AMOUNT, LIMIT, DAY, QUOTED)
MEASURED = (*sorted(LISTED), Kind.RANGE, Kind.DATE)
"""The kinds of value of which another answer has a label of its own."""

NAMED_ABSENCES = (AbsenceKind.DEFERRED, AbsenceKind.WITHDRAWN)
"""The absences beside silence for which an answer that is gone has a label of its own."""

APART_FROM_EACH_OTHER = tuple(why for why in ScopeDifference if why is not ScopeDifference.REST)
"""The reasons why two texts speak of no case together."""

MOVEMENT_KEYS: Mapping[str, str] = {
    **{f"change.{change.value}": "" for change in Change},
    **{f"change.{Change.MOVED.value}.{kind.value}": "" for kind in MEASURED},
    **{f"change.{Change.SILENT.value}.{kind.value}": "" for kind in NAMED_ABSENCES},
    "change.brackets.firm": "",
    "change.brackets.open": "",
    **{
        f"movement.{change.value}.{form}": "before after"
        for change in (Change.WIDENED, Change.NARROWED, Change.MOVED)
        for form in FORMS
    },
    "movement.unchanged": "",
    "movement.reworded": "",
    "movement.force": "before after",
    "movement.scope-or-condition": "qualifiers",
    "movement.brackets": "",
    "movement.brackets.firm": "",
    "movement.brackets.open": "",
    **{f"movement.other-cases.{why.value}": "" for why in APART_FROM_EACH_OTHER},
    "movement.new": "statement",
    "movement.unanswered": "before after",
    "movement.unknown": "missing",
    "movement.partly-seen": "",
    **{
        f"movement.not-computed.{cause.value}": ""
        for cause in NotComputedBecause
        if cause is not NotComputedBecause.INCONSISTENT
    },
    "movement.with_approach": "movement approach",
    "movement.before": "statement",
    "movement.other-force": "before after",
    "movement.firm-now": "",
    "movement.in-brackets-now": "",
    **{f"approach.{direction.value}": "name" for direction in Direction},
    "approach.towards.by": "name difference",
    "approach.away.by": "name difference",
    "approach.towards.counted": "name before after",
    "approach.away.counted": "name before after",
    "approach.same-distance.counted": "name after",
    "approach.same-distance.gap": "name after",
    "approach.meets-now.gap": "name before",
    "approach.no-longer-meets.gap": "name after",
    "approach.meets-now.same": "name",
    "approach.still-meets.same": "name",
    "approach.meets-now.differs": "name qualifiers",
    "approach.still-meets.differs": "name qualifiers",
    "approach.gaps": "before after number",
    "approach.points": "n",
    "approach.pairs": "n",
}
"""Every key of movements with the slots that its patterns may use."""
