"""How positions moved as one plain value: what files and the interface for programs hold.

It is made of the same answers, documents and questions as the record of a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons.absences import Grounds, grounds_of_rows
from proposals.comparisons.movement_selection import MovementSelection
from proposals.comparisons.movements import MovedRow, Movements
from proposals.comparisons.row_steps import Step
from proposals.domain.approaches import Approach
from proposals.domain.relations import Clash, Gap
from proposals.exports.record import closed_lists
from proposals.exports.record.answers import ANSWER
from proposals.exports.record.cases import CASE, named_case
from proposals.exports.record.codebook import QUESTION
from proposals.exports.record.documents import DOCUMENT
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    WORDS_DESCRIPTION,
    Entity,
    Field,
    Json,
    ListOf,
    Scalar,
)
from proposals.exports.record.negotiations import NEGOTIATION, NegotiationRow
from proposals.exports.record.relations import GAP
from proposals.exports.record.verdicts import QuestionRow
from proposals.language.active import active_language
from proposals.language.approaches import approach_sentence
from proposals.language.wording import Wording

FORMAT = "parley-movement/1"
"""Changes when a key changes its meaning; new keys do not change it."""


@dataclass(frozen=True)
class MovementContents:
    """The questions that a selection shows, whole, with the articles behind checked absences."""

    movements: Movements
    selection: MovementSelection
    rows: tuple[MovedRow, ...]
    grounds: Grounds

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The selection as pairs of an address, its texts named."""
        keys = tuple(document.key for document in self.movements.documents)
        return replace(self.selection, documents=keys).parameters()


class ApproachRow(NamedTuple):
    """How a changed answer lies to that of another text, in the words of its question."""

    approach: Approach
    wording: Wording

    @property
    def gap_before(self) -> Gap | None:
        """By how much they missed each other before."""
        return _gap(self.approach.before.clash)

    @property
    def gap_after(self) -> Gap | None:
        """By how much they miss each other now."""
        return _gap(self.approach.after.clash)


def _gap(clash: Clash) -> Gap | None:
    return clash if isinstance(clash, Gap) else None


APPROACH_WORDS = Entity(
    "ApproachWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "sentence",
            Scalar.TEXT,
            lambda one: approach_sentence(one.approach, one.wording),
            description="How the distance changed.",
        ),
    ),
)

APPROACH = Entity(
    "Approach",
    "How a changed answer lies to that of a text of another party, before and after.",
    (
        Field("document", Scalar.KEY, "approach.other.key", description="The other text."),
        Field(
            "case",
            CASE,
            lambda one: named_case(one.approach.in_case.case),
            description="The case in which the answer changed; null for the whole.",
            nullable=True,
        ),
        Field("direction", closed_lists.DIRECTIONS, "approach.direction"),
        Field(
            "gap_before",
            GAP,
            description="By how much they missed each other; null if they met, or unmeasured.",
            nullable=True,
        ),
        Field("gap_after", GAP, description="The same now.", nullable=True),
        Field("words", APPROACH_WORDS, lambda one: one),
    ),
)

STEP_WORDS = Entity(
    "StepWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "label",
            Scalar.TEXT,
            meaning=_("The change in a word or two."),
            description="The change in a word or two.",
            column=REQUIRED,
        ),
        Field(
            "sentence",
            Scalar.TEXT,
            meaning=_("What changed, in one sentence."),
            description="What changed, in one sentence.",
            column=REQUIRED,
        ),
        Field(
            "explanation",
            Scalar.TEXT,
            meaning=_("What changed, what beside it, and towards whom."),
            description="What changed, what beside it, and towards whom.",
            column=REQUIRED,
        ),
    ),
)

STEP = Entity(
    "MovementStep",
    "What became of one question from one text to a later one.",
    (
        Field(
            "question",
            Scalar.KEY,
            meaning=_("Key of the question."),
            column=REQUIRED,
        ),
        Field(
            "before",
            Scalar.KEY,
            "step.before.document.key",
            meaning=_("Key of the earlier text."),
            description="Key of the earlier text.",
            column=REQUIRED,
        ),
        Field(
            "before_date",
            Scalar.DAY,
            "step.before.document.version.date",
            meaning=_("Day of the earlier text."),
            description="Day of the earlier text.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "after",
            Scalar.KEY,
            "step.after.document.key",
            meaning=_("Key of the later text."),
            description="Key of the later text.",
            column=REQUIRED,
        ),
        Field(
            "after_date",
            Scalar.DAY,
            "step.after.document.version.date",
            meaning=_("Day of the later text."),
            description="Day of the later text.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "change",
            closed_lists.CHANGES,
            "step.change",
            meaning=_("What became of the answer."),
            column=REQUIRED,
        ),
        Field("words", STEP_WORDS, "step", column=COLUMN),
        Field(
            "approaches",
            ListOf(APPROACH),
            lambda one: [ApproachRow(a, one.step.wording) for a in one.step.movement.approaches],
            description="Towards whom it moved, or away from whom.",
        ),
    ),
)


class StepRow(NamedTuple):
    """A step with the key of its question."""

    question: str
    step: Step


class MovedQuestionRow(NamedTuple):
    """One question along the dates, with what checked absences rest on."""

    row: MovedRow
    grounds: Grounds

    @property
    def answers(self) -> list[object]:
        """What each text says, in the order of the dates."""
        return list(QuestionRow(self.row.row, self.grounds).answers)

    @property
    def steps(self) -> list[StepRow]:
        """What became of it from text to text."""
        return [StepRow(self.row.question.key, step) for step in self.row.steps]


MOVED_ROW = Entity(
    "MovedRow",
    "One question along the dates.",
    (
        Field("question", Scalar.KEY, "row.question.key"),
        Field(
            "answers",
            ListOf(ANSWER),
            description="What each text says, from the oldest to the newest.",
        ),
        Field("steps", ListOf(STEP), description="What became of it from text to text."),
    ),
)

MOVEMENT_WORDS = Entity(
    "MovementWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "language",
            Scalar.LANGUAGE,
            lambda contents: active_language().code,
            description="The language of all words in it.",
        ),
    ),
)

MOVEMENT = Entity(
    "Movement",
    "How positions moved: exactly the questions that the page of the same selection shows.",
    (
        Field("format", Scalar.TEXT, lambda contents: FORMAT, examples=(FORMAT,)),
        Field("words", MOVEMENT_WORDS, lambda contents: contents),
        Field(
            "negotiation",
            NEGOTIATION,
            lambda contents: NegotiationRow(
                contents.movements.catalogue.negotiation, contents.movements.catalogue.parties
            ),
        ),
        Field(
            "selection",
            ListOf(ListOf(Scalar.TEXT, length=2)),
            "pairs",
            description="The selection as pairs of an address.",
            examples=([["d", "wadi-plan.first"], ["d", "wadi-plan.second"]],),
        ),
        Field(
            "documents",
            ListOf(DOCUMENT),
            "movements.documents",
            description="The texts from the oldest to the newest.",
        ),
        Field(
            "rows",
            ListOf(MOVED_ROW),
            lambda contents: [MovedQuestionRow(row, contents.grounds) for row in contents.rows],
        ),
        Field(
            "questions",
            ListOf(QUESTION),
            lambda contents: [row.question for row in contents.rows],
        ),
    ),
)


def movement_record(
    movements: Movements, selection: MovementSelection, rows: tuple[MovedRow, ...]
) -> Json:
    """Return what a selection shows of movements as plain JSON values; two queries."""
    grounds = grounds_of_rows(row.row for row in rows)
    return MOVEMENT.row(MovementContents(movements, selection, rows, grounds))
