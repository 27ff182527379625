"""Reasons in words: each kind of reason becomes one clause or two, on one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from proposals.domain.cases import Case
from proposals.domain.reasons import (
    AlsoAgree,
    Apart,
    BearerUnsaid,
    BothOnlySpeakers,
    BothSay,
    BothState,
    CircularOrder,
    CodingFault,
    CommonPart,
    Contest,
    ContestedItems,
    Differences,
    FurtherInversions,
    InBrackets,
    InCase,
    InconsistentCoding,
    Missing,
    NoSharedOption,
    NotCompared,
    OnlyExpects,
    OnlySpeaker,
    OppositeOrders,
    OtherCases,
    QualifierDiffers,
    ReadAsSame,
    Reason,
    Rejects,
    SameAnswer,
    SharedConditions,
    States,
    TiedTo,
)
from proposals.domain.relations import Distance, Gap, Relation
from proposals.domain.terms import bare
from proposals.domain.values import Items, Sequence
from proposals.domain.verdicts import Qualifier, Side
from proposals.domain.vocabulary import Measure
from proposals.language import messages, orders
from proposals.language.keys import key_of_absence
from proposals.language.wording import Wording

MARK_OF_A_LIST = ";"
"""A statement that holds one is a list of its own: two of them do not share a sentence."""


@dataclass(frozen=True)
class Clauses:
    """The clauses for reasons, on one question in one language."""

    wording: Wording

    def of(self, reason: Reason) -> list[str]:
        """Return the clauses for a reason, without the case for which it holds."""
        return _CLAUSES[type(reason)](self, reason)

    def in_case(self, clause: str, case: InCase) -> str:
        """Return a clause with the case for which it holds."""
        words = bare(case.case.words)
        if case.without and case.case.is_whole:
            words = self._text("case.without", cases=self._cases(case.without))
        return self._text("aside", statement=clause, notes=words) if words else clause

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
        """Return the answer that both give, without notes: other reasons have them."""
        answer = reason.left.answer
        if answer is None:
            return [""]
        names = self.wording.language.listed(
            map(self._name, (reason.left, reason.right)), "list.and"
        )
        return [self.wording.shared_statement(names, answer)]

    def also_agree(self, reason: AlsoAgree) -> list[str]:
        """Return the other cases in which both give the same answer."""
        return [self._text("also_agree", cases=self._cases(reason.cases))]

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
        return [self._text("same_answer.named", value=self.wording.object_of(reason.common))]

    def only_expects(self, reason: OnlyExpects) -> list[str]:
        """Return the result that one side only expects what the other puts forward."""
        return [self._text("only_expects", reason.side, name=self._name(reason.side))]

    def common_part(self, reason: CommonPart) -> list[str]:
        """Return the part that both answers have in common."""
        if reason.value is None:
            return [self._text("common")]
        kinds = {Items: "common.items", Sequence: "common.sequence"}
        key = kinds.get(type(reason.value), "common.value")
        return [self._text(key, value=self.wording.exact(reason.value))]

    def apart(self, reason: Apart) -> list[str]:
        """Return the result that two answers do not meet, with the gap between them."""
        gap = reason.gap
        words = self.wording.gap(gap)
        if gap.distance is Distance.TO_TOP:
            return [self._text("apart.top", top=words)]
        if gap.distance is Distance.DAYS:
            return [self._text("apart.date", gap=words)]
        if gap.distance is Distance.STEPS:
            return [self._text("apart.steps", gap=words)]
        if not gap.size:
            return [self._text("apart.touching")]
        is_limit = self.wording.frame.measures is Measure.LIMIT
        return [self._text("apart.limit" if is_limit else "apart.range", gap=words)]

    def no_shared_option(self, reason: NoSharedOption) -> list[str]:
        """Return the result that no option is admitted by both."""
        return [self._text("no_shared_option.list" if reason.by_list else "no_shared_option")]

    def only_speaker(self, reason: OnlySpeaker) -> list[str]:
        """Return the cases of which only one side speaks."""
        name = self._name(reason.side)
        if not reason.cases:
            return [self._text("only_speaker.further", reason.side, name=name)]
        if all(case.is_whole for case in reason.cases):
            return [self._text("only_speaker.rest", reason.side, name=name)]
        words = (
            self._text("case.rest_of", case=bare(case.words))
            if case.holds(reason.common) and not case.is_whole
            else self._case(case)
            for case in reason.cases
        )
        cases = self.wording.language.joined(words, "list.apart")
        return [self._text("only_speaker.cases", reason.side, name=name, cases=cases)]

    def both_only_speakers(self, reason: BothOnlySpeakers) -> list[str]:
        """Return the note that each side speaks of further cases."""
        return [self._text("only_speaker.both")]

    def other_cases(self, reason: OtherCases) -> list[str]:
        """Return the result that two answers speak of no case together."""
        return [self._text(f"other_cases.{reason.difference.value}")]

    def read_as_same(self, reason: ReadAsSame) -> list[str]:
        """Return what would follow if two unclear cases were the same."""
        if_same = reason.if_same
        if if_same.relation is Relation.SAME:
            return [self._text("read_as_same.same")]
        if if_same.relation is not Relation.APART:
            return [self._text("read_as_same.meet")]
        if isinstance(if_same.clash, Gap) and if_same.clash.size:
            gap = self.wording.gap(if_same.clash)
            return [self._text("read_as_same.gap", gap=gap)]
        return [self._text("read_as_same.apart")]

    def rejects(self, reason: Rejects) -> list[str]:
        """Return the result that one side rejected the point of the other."""
        names = {"name": self._name(reason.rejecting), "of": self._name(reason.rejected)}
        return [self._text("rejects", reason.rejecting, **names)]

    def bearer_unsaid(self, reason: BearerUnsaid) -> list[str]:
        """Return the note that only one side says who must act."""
        bearers = self._bearers(reason.naming)
        name = self._name(reason.naming)
        return [self._text("bearer_unsaid", reason.naming, name=name, bearers=bearers)]

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

    def contested_items(self, reason: ContestedItems) -> list[str]:
        """Return the items that one side requires and the other excludes."""
        return [self._text("contested_items", items=self.wording.labels(reason.items, "list.and"))]

    def opposite_orders(self, reason: OppositeOrders) -> list[str]:
        """Return the order in which each side puts two steps."""
        return [orders.opposite_orders(reason, self.wording)]

    def further_inversions(self, reason: FurtherInversions) -> list[str]:
        """Return further pairs of steps whose order differs."""
        return [orders.further_inversions(reason, self.wording)]

    def circular_order(self, reason: CircularOrder) -> list[str]:
        """Return the steps that run in a circle, back to the first."""
        return [orders.circular_order(reason, self.wording)]

    def missing(self, reason: Missing) -> list[str]:
        """Return why a side gives no answer."""
        name, absence = self._name(reason.side), reason.side.absence
        where = {"where": absence.where} if absence and absence.where else {}
        return [self._text(key_of_absence(absence), reason.side, name=name, **where)]

    def inconsistent_coding(self, reason: InconsistentCoding) -> list[str]:
        """Return that the answers of a side cannot be taken together."""
        return [self._text("inconsistent", name=self._name(reason.side))]

    def coding_fault(self, reason: CodingFault) -> list[str]:
        """Return why the answers of a side cannot be taken together."""
        problem = reason.side.problem
        return [messages.explain_problem(problem, self.wording.language) if problem else ""]

    def not_compared(self, reason: NotCompared) -> list[str]:
        """Return why nothing is computed."""
        return [self._text(f"not_compared.{reason.because.value}")]

    def qualifier_differs(self, reason: QualifierDiffers) -> list[str]:
        """Return a difference of condition or bearer."""
        left, right = (
            self._qualifier(reason.qualifier, side) for side in (reason.left, reason.right)
        )
        if left and right:
            return [self._text("both_differ", left=left, right=right)]
        side = reason.left if left else reason.right
        conditions = self._conditions(side)
        name = self._name(side)
        return [self._text("condition.only", side, name=name, conditions=conditions)]

    def differences(self, reason: Differences) -> list[str]:
        """Return the respects in which two answers differ, by their names."""
        return [self._text("differences", qualifiers=self.wording.qualifiers(reason.qualifiers))]

    # Parts of clauses

    def _qualifier(self, qualifier: Qualifier, side: Side) -> str:
        """Return the clause on the conditions or bearers of one side; empty if it has none."""
        slot, words_of = {
            Qualifier.CONDITION: ("conditions", self._conditions),
            Qualifier.BEARER: ("bearers", self._bearers),
        }[qualifier]
        words = words_of(side)
        if not words:
            return ""
        return self._text(f"{qualifier.value}.some", side, name=self._name(side), **{slot: words})

    def _conditions(self, side: Side) -> str:
        return self.wording.conditions(term for answer in side.answers for term in answer.terms)

    def _cases(self, cases: Iterable[Case]) -> str:
        """Return the words of cases."""
        return self.wording.language.joined(map(self._case, cases), "list.apart")

    def _case(self, case: Case) -> str:
        """Return the words of a case; of the whole those for its rest."""
        return self._text("case.rest") if case.is_whole else bare(case.words)

    def _bearers(self, side: Side) -> str:
        return self.wording.party_names(side.answer.bearers if side.answer else frozenset())


_CLAUSES: dict[type[Any], Callable[[Clauses, Any], list[str]]] = {
    AlsoAgree: Clauses.also_agree,
    Apart: Clauses.apart,
    BearerUnsaid: Clauses.bearer_unsaid,
    BothOnlySpeakers: Clauses.both_only_speakers,
    BothSay: Clauses.both_say,
    BothState: Clauses.both_state,
    CircularOrder: Clauses.circular_order,
    CodingFault: Clauses.coding_fault,
    CommonPart: Clauses.common_part,
    Contest: Clauses.contest,
    ContestedItems: Clauses.contested_items,
    Differences: Clauses.differences,
    FurtherInversions: Clauses.further_inversions,
    InBrackets: Clauses.in_brackets,
    InconsistentCoding: Clauses.inconsistent_coding,
    Missing: Clauses.missing,
    NoSharedOption: Clauses.no_shared_option,
    NotCompared: Clauses.not_compared,
    OnlyExpects: Clauses.only_expects,
    OnlySpeaker: Clauses.only_speaker,
    OppositeOrders: Clauses.opposite_orders,
    OtherCases: Clauses.other_cases,
    QualifierDiffers: Clauses.qualifier_differs,
    ReadAsSame: Clauses.read_as_same,
    Rejects: Clauses.rejects,
    SameAnswer: Clauses.same_answer,
    SharedConditions: Clauses.shared_conditions,
    States: Clauses.states,
    TiedTo: Clauses.tied_to,
}
