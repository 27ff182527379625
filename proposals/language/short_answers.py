"""Answers in a few words, for one line in which two of them stand beside a mark.

What stands there is what decides the verdict: of lists the entries that one side requires and the
other excludes, of orders the steps that are inverted, else the whole answer.
"""

from __future__ import annotations

from dataclasses import replace

from proposals.domain.reason_order import first_inversion
from proposals.domain.relations import Contested, Inverted
from proposals.domain.terms import Answer, conditions_of
from proposals.domain.values import Items, Sequence
from proposals.domain.verdicts import Qualifier, Rule, Side, Verdict
from proposals.language.wording import Wording


def short_side(verdict: Verdict, side: Side, wording: Wording) -> str:
    """Return what one of a verdict's sides answers, as far as it decides; empty if nothing."""
    other = verdict.right if side is verdict.left else verdict.left
    if not side.answers:
        if side in verdict.rejecting:
            return wording.language.text("short.rejects", of=other.column.name)
        return ""
    if isinstance(verdict.clash, Inverted) and verdict.clash.pairs:
        return _inverted(verdict.clash, side, wording)
    answers = (_contested(verdict, side, answer) for answer in side.answers)
    texts = (_qualified(verdict, answer, wording) for answer in answers)
    return wording.language.joined(texts, "list.apart")


def short_answer(answer: Answer, wording: Wording) -> str:
    """Return one answer in a few words, with the case that it holds for."""
    return wording.with_notes(wording.short(answer), answer)


def _qualified(verdict: Verdict, answer: Answer, wording: Wording) -> str:
    """Return an answer with its case, and with who acts or a condition where these decide."""
    text = short_answer(answer, wording)
    decides = verdict.rule is Rule.QUALIFIER and Qualifier.BEARER in verdict.differences
    if decides and answer.bearers:
        bearers = wording.party_names(answer.bearers)
        text = wording.language.text("short.borne", statement=text, bearers=bearers)
    if Qualifier.CONDITION in verdict.differences and conditions_of(answer.terms):
        text = wording.language.text("short.conditional", statement=text)
    return text


def _contested(verdict: Verdict, side: Side, answer: Answer) -> Answer:
    """Return an answer cut down to the entries that keep the two sides apart, if entries do."""
    if not isinstance(verdict.clash, Contested) or not isinstance(answer.value, Items):
        return answer
    required, excluded = verdict.clash.left_requires, verdict.clash.right_requires
    if side is verdict.right:
        required, excluded = excluded, required
    return replace(answer, value=Items(required=required, excluded=excluded))


def _inverted(inverted: Inverted, side: Side, wording: Wording) -> str:
    """Return how a side puts the first two steps that the other side puts otherwise."""
    early, late = first_inversion(inverted.pairs, wording.frame)
    order = side.answer.value if side.answer else None
    before = order.before if isinstance(order, Sequence) else frozenset()
    if (late, early) in before:
        early, late = late, early
    key = "short.puts_before" if (early, late) in before else "short.puts_together"
    label = wording.frame.brief.label
    return wording.language.text(key, early=label(early), late=label(late))
