"""What became of a question between two texts, in words: labels, sentences, and towards whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proposals.domain.approaches import Approach
from proposals.domain.changes import SET_CHANGES, Change, NotComputedBecause
from proposals.domain.movement import Movement, Part
from proposals.domain.reasons import (
    BearerUnsaid,
    BothState,
    CodingFault,
    InconsistentCoding,
    Missing,
    OnlySpeaker,
    QualifierDiffers,
    TiedTo,
)
from proposals.domain.storage import stated_low
from proposals.domain.terms import Answer, Force, conditions_of
from proposals.domain.values import DateSpan, Range, Text, Value
from proposals.domain.verdicts import Qualifier, Side
from proposals.domain.vocabulary import Kind, Measure
from proposals.language import plain_form
from proposals.language.approaches import approach_clause, gaps_clause
from proposals.language.base import Language
from proposals.language.clauses import Clauses
from proposals.language.movement_keys import AMOUNT, DAY, LIMIT, MEASURED, NAMED_ABSENCES, QUOTED
from proposals.language.wording import Wording


def change_label(change: Change, language: Language, kind: Kind | None = None) -> str:
    """Return the short name of a change; of another answer by the kind of the question."""
    if change is Change.MOVED and kind in MEASURED:
        return language.text(f"change.{change.value}.{kind.value}")
    return language.text(f"change.{change.value}")


def movement_label(movement: Movement, wording: Wording) -> str:
    """Return the short name of a movement; of an answer that is gone by what stands there now."""
    absence = movement.new.absence.kind
    if movement.change is Change.SILENT and absence in NAMED_ABSENCES:
        return wording.language.text(f"change.{movement.change.value}.{absence.value}")
    if movement.change is Change.BRACKETS:
        key = f"change.{movement.change.value}{_end_of_brackets(movement)}"
        return wording.language.text(key)
    kind = None if _is_to_or_from_top(movement) else wording.frame.kind
    return change_label(movement.change, wording.language, kind)


def movement_sentence(movement: Movement, wording: Wording) -> str:
    """Return the one sentence that says what changed, and towards whom if that is one text."""
    return wording.language.sentence(_Teller(wording).first(movement))


def explain_movement(movement: Movement, wording: Wording) -> str:
    """Return every sentence on a movement: what changed, what beside it, and towards whom."""
    teller = _Teller(wording)
    clauses = [clause for clause in teller.clauses(movement) if clause]
    return " ".join(map(wording.language.sentence, dict.fromkeys(clauses)))


@dataclass(frozen=True)
class _Teller:
    """The clauses on one question in one language."""

    wording: Wording

    @property
    def reasons(self) -> Clauses:
        """The clauses that verdicts have for the same reasons."""
        return Clauses(self.wording)

    def _text(self, key: str, **slots: str) -> str:
        return self.wording.language.text(key, **slots)

    # What changed

    def clauses(self, movement: Movement) -> Iterator[str]:
        """Yield every clause, the one that says what changed first."""
        yield self.first(movement)
        told = movement.deciding[:1]
        for part in movement.parts:
            if part.change in SET_CHANGES and part not in told:
                yield self._part(part)
        for part in movement.parts:
            yield from self._beside(part, movement)
        yield from self._cases(movement)
        yield from self._problems(movement)
        yield from self._statements(movement)
        for place, approach in enumerate(movement.approaches):
            if place or not _is_only(approach, movement):
                yield self.reasons.in_case(
                    approach_clause(approach, self.wording), approach.in_case
                )
            yield gaps_clause(approach, self.wording)

    def first(self, movement: Movement) -> str:
        """Return the clause that says what changed."""
        change = movement.change
        if change in SET_CHANGES:
            clause = self._part(movement.deciding[0])
            approach = movement.approaches[0] if movement.approaches else None
            if approach is None or not _is_only(approach, movement):
                return clause
            told = approach_clause(approach, self.wording)
            return self._text("movement.with_approach", movement=clause, approach=told)
        if change in (Change.STRUCK_OUT, Change.ELSEWHERE, Change.SILENT):
            return self._missing(movement.after)
        if change in (Change.UNANSWERED, Change.UNKNOWN):
            return self._absent(movement)
        if change is Change.NEW:
            return self._text("movement.new", statement=self._statement(movement.after))
        if change is Change.NOT_COMPUTED:
            return self._not_computed(movement)
        if change is Change.FORCE:
            return self._forces("movement.force", movement.deciding[0])
        if change is Change.SCOPE_OR_CONDITION:
            return self._scope_or_condition(movement)
        if change is Change.BRACKETS:
            return self._text(f"movement.{change.value}{_end_of_brackets(movement)}")
        return self._text(f"movement.{change.value}")

    def _part(self, part: Part) -> str:
        """Return the clause on the answer for one case, with the case."""
        left, right = part.left.answer, part.right.answer
        if left is None or right is None:
            return ""
        form = self._form(left.value, right.value)
        before, after = (self._value(answer.value, form) for answer in (left, right))
        clause = self._text(f"movement.{part.change.value}.{form}", before=before, after=after)
        return self._noted(clause, part)

    def _noted(self, clause: str, part: Part) -> str:
        """Return a clause with the case and the alternative of which it is told."""
        clause = self.reasons.in_case(clause, part.in_case)
        if not part.right.option:
            return clause
        option = self.wording.option(part.right)
        return self._text("aside", statement=clause, notes=option)

    def _form(self, *values: Value) -> str:
        """Return the form of a sentence about values: those with two ends are quoted."""
        if all(self._is_single(value) for value in values):
            if isinstance(values[0], DateSpan):
                return DAY
            return LIMIT if self.wording.frame.measures is Measure.LIMIT else AMOUNT
        return QUOTED

    def _is_single(self, value: Value) -> bool:
        """Tell whether a value is one number or one day, or ends at one; a limit may be the top."""
        match value:
            case Range(only_top=True):
                return self.wording.frame.measures is Measure.LIMIT
            case Range():
                low, high = stated_low(value, self.wording.frame), value.high
                exact = high is not None and value.low == high
                return exact or (low is None) != (high is None)
            case DateSpan(first, last):
                return first == last is not None or (first is None) != (last is None)
        return False

    def _value(self, value: Value, form: str) -> str:
        if form == LIMIT and isinstance(value, Range) and not value.only_top:
            return plain_form.amounts(value, self.wording.frame, self.wording.language)
        if form == AMOUNT:
            return self.wording.object_of(value)
        return self.wording.exact(value)

    def _scope_or_condition(self, movement: Movement) -> str:
        if movement.scope_difference is not None and not movement.parts:
            return self._text(f"movement.other-cases.{movement.scope_difference.value}")
        return self._text(
            "movement.scope-or-condition", qualifiers=self.wording.qualifiers(movement.differences)
        )

    # What differs beside the outcomes

    def _beside(self, part: Part, movement: Movement) -> Iterator[str]:
        for clause in self._differences(part, movement):
            yield self._noted(clause, part)

    def _differences(self, part: Part, movement: Movement) -> Iterator[str]:
        told = movement.change is Change.FORCE and part in movement.deciding[:1]
        if Qualifier.FORCE in part.differences and not told:
            yield self._forces("movement.other-force", part)
        if Qualifier.CONDITION in part.differences:
            reason = QualifierDiffers(Qualifier.CONDITION, part.left, part.right)
            yield from self.reasons.qualifier_differs(reason)
        if Qualifier.BEARER in part.differences:
            yield from self._bearers(part)
        before, after = part.bracketed
        if before != after and movement.change is not Change.BRACKETS:
            yield self._text(f"movement.{'in-brackets' if after else 'firm'}-now")

    def _forces(self, key: str, part: Part) -> str:
        answers = (side.answer for side in (part.left, part.right))
        before, after = (self._put_forward(answer) if answer else "" for answer in answers)
        return self._text(key, before=before, after=after)

    def _put_forward(self, answer: Answer) -> str:
        """Return how an answer is put forward: of prose the verbs alone."""
        if not isinstance(answer.value, Text):
            return str(self.wording.answer(answer))
        verbs = (
            self.wording.language.text(f"verb.{force.value}", "one")
            for force in Force
            if force in answer.forces
        )
        return self.wording.language.listed(verbs, "list.and")

    def _bearers(self, part: Part) -> list[str]:
        naming = [s for s in (part.left, part.right) if s.answer and s.answer.bearers]
        if len(naming) == 1:
            silent = part.right if naming[0] is part.left else part.left
            return self.reasons.bearer_unsaid(BearerUnsaid(naming[0], silent))
        reason = QualifierDiffers(Qualifier.BEARER, part.left, part.right)
        return self.reasons.qualifier_differs(reason)

    def _cases(self, movement: Movement) -> Iterator[str]:
        """Yield the cases of which only one of the texts speaks."""
        if not movement.parts:
            return
        common = movement.parts[0].in_case.case
        texts = ((movement.old, movement.dropped), (movement.new, movement.added))
        for position, cases in texts:
            if cases:
                reason = OnlySpeaker(Side(position.column), cases, common=common)
                yield from self.reasons.only_speaker(reason)

    # Where a text does not answer, or nothing is computed

    def _statements(self, movement: Movement) -> Iterator[str]:
        """Yield what the texts say where the first clause does not tell it."""
        before, after = movement.before, movement.after
        if movement.change in (Change.STRUCK_OUT, Change.ELSEWHERE, Change.SILENT):
            yield self._text("movement.before", statement=self._statement(before))
        elif movement.change is Change.NEW:
            for side in after:
                if conditions_of(term for answer in side.answers for term in answer.terms):
                    yield from self.reasons.tied_to(TiedTo(side))
            yield self._missing(before)
        elif movement.change in (Change.UNKNOWN, Change.PARTLY_SEEN):
            yield self._statement(before)
            yield self._statement(after)
        elif movement.cause is not None:
            for position, sides in ((movement.old, before), (movement.new, after)):
                yield self._statement(sides) if position.speaks else self._missing(sides)
        elif movement.scope_difference is not None:
            for left, right in zip(before, after, strict=False):
                yield from self.reasons.both_state(BothState(left, right))

    def _statement(self, sides: Iterable[Side]) -> str:
        statements = filter(None, map(self.wording.statement, sides))
        return self.wording.language.joined(statements, "list.apart")

    def _missing(self, sides: tuple[Side, ...]) -> str:
        (clause,) = self.reasons.missing(Missing(sides[0]))
        return clause

    def _absent(self, movement: Movement) -> str:
        """Return the clause where a text is not coded, or neither answers."""
        if movement.change is Change.UNANSWERED:
            before, after = self._missing(movement.before), self._missing(movement.after)
            return self._text("movement.unanswered", before=before, after=after)
        texts = ((movement.old, movement.before), (movement.new, movement.after))
        missing = [self._missing(sides) for position, sides in texts if not position.speaks]
        told = self._text("both_state", left=missing[0], right=missing[-1])
        return self._text("movement.unknown", missing=told if len(missing) > 1 else missing[0])

    def _not_computed(self, movement: Movement) -> str:
        cause = movement.cause or NotComputedBecause.UNLIKE
        if cause is NotComputedBecause.INCONSISTENT:
            faulty = _faulty(movement)
            (clause,) = self.reasons.inconsistent_coding(InconsistentCoding(faulty[0]))
            return clause
        return self._text(f"movement.not-computed.{cause.value}")

    def _problems(self, movement: Movement) -> Iterator[str]:
        for side in _faulty(movement):
            yield from self.reasons.inconsistent_coding(InconsistentCoding(side))
            yield from self.reasons.coding_fault(CodingFault(side))


def _faulty(movement: Movement) -> list[Side]:
    """Return the sides of which the coding cannot be taken together, each document once."""
    parts = (side for part in movement.parts for side in (part.left, part.right))
    faulty = (side for side in (*movement.before, *movement.after, *parts) if side.problem)
    return list({side.column.key: side for side in faulty}.values())


def _is_to_or_from_top(movement: Movement) -> bool:
    """Tell whether an answer that changed is or was the outcome above every number: no number."""
    answers = (
        side.answer for part in movement.deciding for side in (part.left, part.right) if side.answer
    )
    values = [answer.value for answer in answers]
    return any(isinstance(value, Range) and value.only_top for value in values)


def _end_of_brackets(movement: Movement) -> str:
    """Return the end of the key for brackets: gone everywhere, new everywhere, or either."""
    ends = {part.bracketed for part in movement.deciding}
    if len(ends) > 1:
        return ""
    return ".open" if ends == {(False, True)} else ".firm"


def _is_only(approach: Approach, movement: Movement) -> bool:
    """Tell whether it is the only approach, in the one case in which the answer changed."""
    cases = [part.in_case.case for part in movement.deciding]
    return len(movement.approaches) == 1 and cases == [approach.in_case.case]
