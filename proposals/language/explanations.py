"""Explanations of verdicts: each structured reason becomes one sentence or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from proposals.domain.reason_order import reasons_of, without_answers
from proposals.domain.reasons import (
    Apart,
    BothSay,
    BothState,
    CircularOrder,
    CommonPart,
    Contest,
    FurtherInversions,
    InBrackets,
    InconsistentCoding,
    Missing,
    NoSharedOption,
    NotCompared,
    OppositeOrders,
    QualifierDiffers,
    Reason,
    SameAnswer,
    SameAnswerOtherForce,
    SharedConditions,
    States,
    TiedTo,
)
from proposals.domain.relations import Gap
from proposals.domain.rows import Pair
from proposals.domain.terms import AbsenceKind, Alternative
from proposals.domain.values import Items, Sequence
from proposals.domain.verdicts import Qualifier, Side, Verdict
from proposals.language import messages
from proposals.language.wording import Wording, scopes_of

MARK_OF_A_LIST = ";"
"""A statement that holds one is a list of its own: two of them do not share a sentence."""


def explain(verdict: Verdict, wording: Wording) -> str:
    """Return the explanation of a verdict: both inputs in words, and what follows from them."""
    return _Explanation(wording).text_of(reasons_of(verdict, wording.frame))


def explain_briefly(verdict: Verdict, wording: Wording, *, items_drawn: bool = False) -> str:
    """Return what follows from two answers that stand beside the explanation.

    With `items_drawn` the groups of a drawing show that, too, and the text may be empty.
    """
    reasons = without_answers(reasons_of(verdict, wording.frame), items_drawn=items_drawn)
    return _Explanation(wording).text_of(reasons)


def explain_rest(verdict: Verdict, wording: Wording, *, items_drawn: bool = False) -> str:
    """Return the part of the full explanation that the brief one lacks; it may be empty."""
    reasons = reasons_of(verdict, wording.frame)
    brief = without_answers(reasons, items_drawn=items_drawn)
    return _Explanation(wording).text_of(reason for reason in reasons if reason not in brief)


def explain_pair(pair: Pair, wording: Wording) -> str:
    """Return the explanation of the worst verdict of a pair, and of the best if they differ."""
    worst = explain(pair.worst, wording)
    if not pair.varies:
        return worst
    best = wording.language.text("with_other_options", explanation=explain(pair.best, wording))
    return f"{worst} {best}"


def gap_in_words(gap: Gap, wording: Wording) -> str:
    """Return the size of a gap with its unit."""
    if gap.unit is None:
        return wording.language.days(gap.size)
    return wording.language.amount(gap.size, wording.frame.known_unit(gap.unit))


@dataclass(frozen=True)
class _Explanation:
    """The sentences for reasons, on one question in one language."""

    wording: Wording

    def text_of(self, reasons: Iterable[Reason]) -> str:
        """Return the sentences of some reasons, one after the other."""
        clauses = (clause for reason in reasons for clause in _CLAUSES[type(reason)](self, reason))
        return " ".join(self.wording.language.sentence(clause) for clause in clauses if clause)

    def _text(self, key: str, side: Side | None = None, **slots: str) -> str:
        """Return a pattern filled in; with a side in the grammatical number of its name."""
        language = self.wording.language
        if side is None:
            return language.text(key, **slots)
        return language.text(key, language.number_of(side.column), **slots)

    def _name(self, side: Side) -> str:
        return self.wording.name(side)

    # Each kind of reason as clauses

    def both_state(self, reason: BothState) -> list[str]:
        """Return both statements: in one sentence, or in two where one holds a list of its own."""
        left, right = map(self.wording.statement, (reason.left, reason.right))
        if MARK_OF_A_LIST in left + right:
            return [left, right]
        return [self._text("both_state", left=left, right=right)]

    def states(self, reason: States) -> list[str]:
        """Return one statement."""
        return [self.wording.statement(reason.side)]

    def tied_to(self, reason: TiedTo) -> list[str]:
        """Return the conditions of the only answer."""
        return [self._text("tied", conditions=self._conditions(reason.side))]

    def both_say(self, reason: BothSay) -> list[str]:
        """Return the answer that both give, with its scope but no note on brackets."""
        alternative = reason.left.alternative
        if alternative is None:
            return []
        names = self.wording.language.listed(
            map(self._name, (reason.left, reason.right)), "list.and"
        )
        statement = self.wording.shared_statement(names, alternative)
        return [self.wording.with_notes(statement, _without_brackets(alternative))]

    def shared_conditions(self, reason: SharedConditions) -> list[str]:
        """Return the conditions that both share."""
        return [self._text("both_tied", conditions=self._conditions(reason.side))]

    def in_brackets(self, reason: InBrackets) -> list[str]:
        """Return the note that the answer of one side is not firm."""
        return [self._text("in_brackets", reason.side, name=self._name(reason.side))]

    def same_answer(self, reason: SameAnswer) -> list[str]:
        """Return the result that both answer the same, with the answer if it is named."""
        if reason.common is None:
            return [self._text("same_answer")]
        return [self._text("common.value", value=self.wording.exact(reason.common))]

    def same_answer_other_force(self, reason: SameAnswerOtherForce) -> list[str]:
        """Return the result that both answer the same, with the force of each."""
        return [
            self._text(
                "same_answer_other_force",
                left=self._name(reason.left),
                left_force=self._force(reason.left),
                right=self._name(reason.right),
                right_force=self._force(reason.right),
            )
        ]

    def common_part(self, reason: CommonPart) -> list[str]:
        """Return the part that both answers have in common."""
        kinds = {Items: "common.items", Sequence: "common.sequence"}
        key = kinds.get(type(reason.value), "common.value")
        return [self._text(key, value=self.wording.exact(reason.value))]

    def apart(self, reason: Apart) -> list[str]:
        """Return the result that two answers do not meet, with the gap between them."""
        gap = reason.gap
        if gap.unit is not None and not gap.size:
            return [self._text("apart.touching")]
        key = "apart.date" if gap.unit is None else "apart.range"
        return [self._text(key, gap=gap_in_words(gap, self.wording))]

    def no_shared_option(self, reason: NoSharedOption) -> list[str]:
        """Return the result that no option is admitted by both."""
        return [self._text("no_shared_option")]

    def contest(self, reason: Contest) -> list[str]:
        """Return the items that one side requires and the other excludes."""
        return [
            self._text(
                "contest",
                items=self.wording.labels(reason.items, "list.and"),
                requiring=self._name(reason.requiring),
                excluding=self._name(reason.excluding),
            )
        ]

    def opposite_orders(self, reason: OppositeOrders) -> list[str]:
        """Return the order in which each side puts two steps."""
        left = self._puts(reason.left, reason.steps)
        right = self._puts(reason.right, reason.steps)
        return [self._text("both_state", left=left, right=right)]

    def further_inversions(self, reason: FurtherInversions) -> list[str]:
        """Return further pairs of steps whose order differs."""
        label = self.wording.frame.label
        pairs = (
            self._text("pair_of_steps", early=label(early), late=label(late))
            for early, late in reason.pairs
        )
        joined = self.wording.language.joined(pairs, "list.apart")
        return [self._text("further_inversions", pairs=joined)]

    def circular_order(self, reason: CircularOrder) -> list[str]:
        """Return the steps that run in a circle, back to the first."""
        labels = map(self.wording.frame.label, (*reason.steps, *reason.steps[:1]))
        steps = self.wording.language.joined(labels, "order.circle")
        return [self._text("circular_order", steps=steps)]

    def missing(self, reason: Missing) -> list[str]:
        """Return why a side gives no answer."""
        side = reason.side
        kind = side.absence.kind if side.absence else AbsenceKind.NOT_CODED
        return [self._text(f"missing.{kind.value}", side, name=self._name(side))]

    def inconsistent_coding(self, reason: InconsistentCoding) -> list[str]:
        """Return why the answers of a side cannot be taken together."""
        problem = reason.side.problem
        if problem is None:
            return []
        words = messages.explain_problem(problem, self.wording.language)
        return [self._text("inconsistent", name=self._name(reason.side), problem=words)]

    def not_compared(self, reason: NotCompared) -> list[str]:
        """Return why nothing is computed."""
        return [self._text(f"not_compared.{reason.because.value}")]

    def qualifier_differs(self, reason: QualifierDiffers) -> list[str]:
        """Return a difference of condition, scope, bearer or force."""
        left, right = (
            self._qualifier(reason.qualifier, side) for side in (reason.left, reason.right)
        )
        return [self._text("both_differ", left=left, right=right)]

    # Parts of clauses

    def _qualifier(self, qualifier: Qualifier, side: Side) -> str:
        """Return the clause on the conditions, scopes, bearers or force of one side."""
        if side.alternative is None:
            return ""
        slot, words_of = {
            Qualifier.CONDITION: ("conditions", self._conditions),
            Qualifier.SCOPE: ("scopes", self._scopes),
            Qualifier.BEARER: ("bearers", self._bearers),
            Qualifier.FORCE: ("force", self._force),
        }[qualifier]
        words = words_of(side)
        if not words:
            return self._text(f"{qualifier.value}.none", side, name=self._name(side))
        return self._text(f"{qualifier.value}.some", side, name=self._name(side), **{slot: words})

    def _conditions(self, side: Side) -> str:
        return self.wording.conditions(side.alternative.terms if side.alternative else ())

    def _scopes(self, side: Side) -> str:
        terms = side.alternative.terms if side.alternative else ()
        return self.wording.language.joined(scopes_of(terms), "list.apart")

    def _bearers(self, side: Side) -> str:
        bearers = side.alternative.bearers if side.alternative else frozenset()
        return self.wording.party_names(bearers)

    def _force(self, side: Side) -> str:
        return self.wording.force(side.alternative) if side.alternative else ""

    def _puts(self, side: Side, steps: tuple[str, str]) -> str:
        """Return the clause on the order in which one side puts two steps."""
        value = side.alternative.value if side.alternative else None
        before = value.before if isinstance(value, Sequence) else frozenset()
        early, late = steps if steps in before else steps[::-1]
        key = "puts_before" if (early, late) in before else "puts_together"
        label = self.wording.frame.label
        clause = self._text(key, side, name=self._name(side), early=label(early), late=label(late))
        return self.wording.with_notes(clause, side.alternative) if side.alternative else clause


def _without_brackets(alternative: Alternative) -> Alternative:
    """Return the alternative as if it were firm: another reason names each side in brackets."""
    terms = tuple(replace(term, bracketed=False) for term in alternative.terms)
    return replace(alternative, terms=terms)


_CLAUSES: dict[type[Any], Callable[[_Explanation, Any], list[str]]] = {
    Apart: _Explanation.apart,
    BothSay: _Explanation.both_say,
    BothState: _Explanation.both_state,
    CircularOrder: _Explanation.circular_order,
    CommonPart: _Explanation.common_part,
    Contest: _Explanation.contest,
    FurtherInversions: _Explanation.further_inversions,
    InBrackets: _Explanation.in_brackets,
    InconsistentCoding: _Explanation.inconsistent_coding,
    Missing: _Explanation.missing,
    NoSharedOption: _Explanation.no_shared_option,
    NotCompared: _Explanation.not_compared,
    OppositeOrders: _Explanation.opposite_orders,
    QualifierDiffers: _Explanation.qualifier_differs,
    SameAnswer: _Explanation.same_answer,
    SameAnswerOtherForce: _Explanation.same_answer_other_force,
    SharedConditions: _Explanation.shared_conditions,
    States: _Explanation.states,
    TiedTo: _Explanation.tied_to,
}
