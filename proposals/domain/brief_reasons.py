"""What decides a verdict, in shorter and shorter form, for answers that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.domain.reason_order import reasons_of
from proposals.domain.reasons import (
    AlsoAgree,
    BothOnlySpeakers,
    BothSay,
    CircularOrder,
    CommonPart,
    Contest,
    ContestedItems,
    Differences,
    InBrackets,
    Missing,
    NotCompared,
    NotComparedBecause,
    OnlyExpects,
    OnlySpeaker,
    OtherCases,
    ReadAsSame,
    Reason,
    Rejects,
    Role,
    SameAnswer,
    SharedConditions,
)
from proposals.domain.relations import Relation
from proposals.domain.verdicts import Qualifier, Rule, Verdict
from proposals.domain.vocabulary import Frame


def brief_forms(verdict: Verdict, frame: Frame) -> tuple[tuple[Reason, ...], ...]:
    """Return the reasons that decide, without the answers beside them, in shorter and shorter form.

    Reasons of which none adds anything are all returned: an explanation cannot be empty.
    """
    reasons = [reason for reason in reasons_of(verdict, frame) if reason.role is not Role.ASIDE]
    if verdict.relation is Relation.APART:
        reasons = [reason for reason in reasons if reason.role is not Role.QUALIFIER]
    adding = tuple(reason for reason in reasons if reason.role is not Role.ANSWER)
    longest = adding or tuple(reasons)
    short = _without_lists(longest)
    return longest, short, _by_names_alone(short, verdict)


def _is_of_cases(reason: Reason) -> bool:
    return isinstance(
        reason, OnlySpeaker | BothOnlySpeakers | OtherCases | ReadAsSame | Rejects | OnlyExpects
    )


def _without_lists(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons with what they list summed up."""
    shorter = list(dict.fromkeys(map(_without_list, reasons)))
    contests = [reason for reason in shorter if isinstance(reason, ContestedItems)]
    if len(contests) > 1:
        items = frozenset[str]().union(*(reason.items for reason in contests))
        shorter = [ContestedItems(items, contests[0].case)]
    if sum(isinstance(reason, OnlySpeaker) for reason in shorter) > 1:
        shorter = [reason for reason in shorter if not isinstance(reason, OnlySpeaker)]
        shorter.append(BothOnlySpeakers())
    if sum(isinstance(reason, Missing) for reason in shorter) > 1:
        return (NotCompared(NotComparedBecause.NEITHER_ANSWERS),)
    return tuple(shorter)


def _without_list(reason: Reason) -> Reason:
    match reason:
        case BothSay(case=case) | SameAnswer(case=case):
            return SameAnswer(None, case)
        case CommonPart(case=case):
            return CommonPart(None, case)
        case Contest(items=items, case=case):
            return ContestedItems(items, case)
        case CircularOrder(case=case):
            return CircularOrder((), case)
        case OnlySpeaker(side, cases, common) if len(cases) > 1:
            return OnlySpeaker(side, (), common)
    return reason


def _by_names_alone(reasons: Iterable[Reason], verdict: Verdict) -> tuple[Reason, ...]:
    """Return reasons with the differences of an answer by their names, and no notes on it."""
    notes = SharedConditions | InBrackets | AlsoAgree
    kept = [
        reason
        for reason in reasons
        if reason.role is not Role.QUALIFIER and not isinstance(reason, notes)
    ]
    if verdict.rule is not Rule.QUALIFIER:
        return tuple(kept)
    if verdict.if_same is None:
        kept = [reason for reason in kept if not _is_of_cases(reason)]
        return *kept, Differences(verdict.differences)
    further = verdict.differences - {Qualifier.SCOPE}
    return (*kept, Differences(further)) if further else tuple(kept)
