"""The fields of answers: what a document says on a question, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Cell
from proposals.comparisons.absences import Ground
from proposals.exports.record import closed_lists
from proposals.exports.record.evidence_counts import STANDING
from proposals.exports.record.fields import (
    COLUMN,
    WORDS_DESCRIPTION,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.exports.record.press import EvidenceRow
from proposals.exports.record.responses import REPLY, RESPONSE_EVIDENCE, ReplyRow
from proposals.exports.record.terms import TERM, TermRow, term_rows
from proposals.language.active import joined
from proposals.models import Coverage


class AnswerRow(NamedTuple):
    """What one document says on a question, with what a checked absence rests on.

    `names` are the lasting names of the answers of the row, by the key of their document and the
    primary keys of their terms.
    """

    cell: Cell
    question: str
    ground: Ground
    names: Mapping[tuple[str, int], str]

    @property
    def coverage(self) -> Coverage | None:
        """The checked absence; None where there is an answer."""
        return self.cell.coverage if self.cell.absence else None

    @property
    def evidence(self) -> list[EvidenceRow]:
        """What articles do to the checked absence, support first."""
        return [
            EvidenceRow(item, f"{item.coverage.uid.replace('#', '/')}/absence", None)
            for item in self.ground.evidence.ordered
        ]

    @property
    def alternatives(self) -> list[str]:
        """The words of each alternative."""
        return [joined((one.option, one.text), " ") for one in self.cell.alternatives]

    @property
    def replies(self) -> list[ReplyRow]:
        """What its party accepts or rejects of other documents on the question."""
        return [ReplyRow(reply, self.names) for reply in self.cell.replies]

    @property
    def terms(self) -> list[TermRow]:
        """The typed answers."""
        return term_rows(self.cell, self.question)

    @property
    def absence_taken_over_from(self) -> str | None:
        """The key of the text that the document edits and whose absence it takes over."""
        behind = self.cell.absence_from if self.cell.takes_over_absence else None
        return behind.key if behind else None


ABSENCE_EVIDENCE = Entity(
    "AbsenceEvidence",
    "What one article does to one checked absence.",
    RESPONSE_EVIDENCE.fields,
)

ANSWER_WORDS = Entity(
    "AnswerWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "alternatives",
            ListOf(Scalar.TEXT),
            description="The answer, one text for each alternative.",
        ),
        Field(
            "problem",
            Scalar.TEXT,
            lambda one: one.cell.problem or None,
            meaning=_("What is inconsistent in the coding."),
            description="Why the coding contradicts itself, if it does.",
            nullable=True,
            column=COLUMN,
        ),
    ),
)

ANSWER = Entity(
    "Answer",
    "What one document says on one question, or why it says nothing.",
    (
        Field("document", Scalar.KEY, "cell.document.key"),
        Field(
            "absence",
            closed_lists.ABSENCES,
            "cell.absence",
            description="Null if there are answers.",
            nullable=True,
        ),
        Field(
            "absence_where",
            Scalar.TEXT,
            lambda one: (one.coverage.where or None) if one.coverage else None,
            meaning=_("The paper to which the point is moved."),
            nullable=True,
            column=ColumnOptions(table="answers"),
        ),
        Field(
            "absence_basis",
            closed_lists.READ_FOR_ABSENCE,
            "coverage.basis",
            meaning=_("What was read to find that there is no answer."),
            description="What was read to establish it.",
            nullable=True,
            column=ColumnOptions(table="answers"),
        ),
        Field(
            "absence_note",
            Scalar.TEXT,
            "coverage.note",
            meaning=_("How it was found that there is no answer."),
            nullable=True,
            column=ColumnOptions(table="answers"),
        ),
        Field(
            "absence_articles",
            ListOf(Scalar.KEY),
            lambda one: [article.key for article in one.ground.articles],
        ),
        Field(
            "absence_evidence",
            ListOf(ABSENCE_EVIDENCE),
            "evidence",
            description="What articles do to the absence: the words on which it rests.",
        ),
        Field(
            "absence_taken_over_from",
            Scalar.KEY,
            meaning=_("Key of the text that the document edits and whose absence it takes over."),
            description="The text that the document edits and in which it was checked; else null.",
            nullable=True,
            column=ColumnOptions(table="answers"),
        ),
        Field(
            "problem",
            closed_lists.PROBLEMS,
            "cell.position.problem.code",
            description="Why the answers contradict each other, if they do.",
            nullable=True,
        ),
        Field("words", ANSWER_WORDS, lambda one: one, column=ColumnOptions(table="positions")),
        Field("terms", ListOf(TERM)),
        Field(
            "replies",
            ListOf(REPLY),
            description="What its party accepts or rejects of other documents here.",
        ),
        Field("evidence", STANDING, "cell.evidence", column=ColumnOptions(table="positions")),
    ),
)
