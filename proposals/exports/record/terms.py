"""The fields of terms: one clause's typed answer to one question."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Cell, TermView
from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    WORDS_DESCRIPTION,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)


class TermRow(NamedTuple):
    """One typed answer of a clause, with the key of its question.

    `document` is the key of the document that gives it.
    """

    view: TermView
    question: str
    document: str = ""

    @property
    def id(self) -> str:
        """The lasting name of the answer; of one that is taken over, with who takes it over."""
        own = answer_id(self.view.clause.uid, self.question, self.view.term.number)
        return f"{own}@{self.document}" if self.view.text_behind else own

    @property
    def taken_over_from(self) -> str | None:
        """The key of the text that the document edits and that the answer stands in."""
        return self.view.text_behind.key if self.view.text_behind else None

    @property
    def awaited_clause(self) -> str | None:
        """The id of the clause that must be carried out first, if readers see that clause."""
        awaited = self.view.term.waits_for
        return awaited.uid if awaited and awaited.is_published else None


def term_rows(cell: Cell, question: str) -> list[TermRow]:
    """Return the answers of a document to a question, which is named by its key."""
    return [TermRow(view, question, cell.document.key) for view in cell.terms]


def answer_id(clause: str, question: str, number: int) -> str:
    """Return the lasting name of an answer: its clause, its question, and which of them it is."""
    return f"{clause}/{question}/{number}"


_END = ColumnOptions(after="force")

ENDS = (
    Field("at_least", Scalar.NUMBER, meaning=_("Range: from this number on."), column=_END),
    Field("more_than", Scalar.NUMBER, meaning=_("Range: above this number."), column=_END),
    Field("at_most", Scalar.NUMBER, meaning=_("Range: up to this number."), column=_END),
    Field("less_than", Scalar.NUMBER, meaning=_("Range: below this number."), column=_END),
    Field("exactly", Scalar.NUMBER, meaning=_("Range: this number."), column=_END),
    Field("unit", Scalar.KEY, meaning=_("Range: key of the unit of these numbers."), column=_END),
    Field(
        "from",
        Scalar.DAY,
        meaning=_("Date: from this day on."),
        column=ColumnOptions(name="from_day", after="force"),
    ),
    Field(
        "to",
        Scalar.DAY,
        meaning=_("Date: until this day."),
        column=ColumnOptions(name="to_day", after="force"),
    ),
    Field(
        "on",
        Scalar.DAY,
        meaning=_("Date: on this day."),
        column=ColumnOptions(name="on_day", after="force"),
    ),
    Field(
        "any",
        Scalar.YES_NO,
        meaning=_("Range or date: every outcome is admitted."),
        column=_END,
    ),
    Field(
        "top",
        Scalar.YES_NO,
        meaning=_("Range: the outcome above every number; the question names it."),
        column=_END,
    ),
)
"""The ends of a range or of a span of days: keys of a stored value that have columns."""

TERM_WORDS = Entity(
    "TermWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "reading",
            Scalar.TEXT,
            "view.reading",
            meaning=_("The answer in plain language."),
            description="In plain language.",
            examples=("at least 30 days",),
            column=COLUMN,
        ),
        Field(
            "scope",
            Scalar.TEXT,
            lambda one: one.view.scope or None,
            meaning=_("The same in words: what the scope is called."),
            description="What the scope is called.",
            nullable=True,
            column=ColumnOptions(name="scope_label", after="scope"),
        ),
    ),
)

TERM = Entity(
    "Term",
    "One clause's typed answer to one question.",
    (
        Field("id", Scalar.TEXT, examples=("lake-2031.wadi-plan.second.1/share-of-limnaia/1",)),
        Field(
            "clause",
            Scalar.CLAUSE_ID,
            "view.clause.uid",
            meaning=_("Id of the clause that the answer stands in."),
            column=ColumnOptions(leads_to="clauses.id"),
        ),
        Field("label", Scalar.TEXT, "view.clause.label"),
        Field(
            "taken_over_from",
            Scalar.KEY,
            meaning=_("Key of the text that the document edits and leaves alone here."),
            description="The text that the document edits and leaves alone here; else null.",
            nullable=True,
            column=ColumnOptions(after="clause"),
        ),
        Field("words", TERM_WORDS, lambda one: one, column=COLUMN),
        Field(
            "value",
            Scalar.JSON,
            "view.term.value",
            meaning=_("The answer as it is stored; answer_entries holds its lists as rows."),
            description="The stored form.",
            examples=({"at_least": 30},),
            column=ColumnOptions(after="note", parts=ENDS),
        ),
        Field(
            "force",
            closed_lists.FORCES,
            "view.term.force",
            meaning=_("What the document does with it."),
            column=COLUMN,
        ),
        Field(
            "bearers",
            ListOf(Scalar.TEXT),
            "view.bearers",
            description="Names of the parties that must act.",
        ),
        Field(
            "scope",
            Scalar.TEXT,
            lambda one: one.view.term.scope or None,
            meaning=_(
                "What the answer is limited to: key of a scope of the negotiation, or words."
            ),
            description="A key of the negotiation's scopes, or words.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "condition",
            Scalar.TEXT,
            lambda one: one.view.condition or None,
            meaning=_("What the answer depends on."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "waits_for",
            Scalar.CLAUSE_ID,
            "awaited_clause",
            meaning=_(
                "Id of the clause that the answer waits for; it may be outside the selection."
            ),
            description="The clause that must be carried out first.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "option",
            Scalar.TEXT,
            lambda one: one.view.option or None,
            meaning=_("What the document calls the alternative that the answer belongs to."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "status",
            closed_lists.STATUSES,
            "view.clause.status",
            meaning=_("How firmly the document puts it."),
            column=COLUMN,
        ),
        Field(
            "confidence",
            closed_lists.CONFIDENCES,
            "view.term.confidence",
            meaning=_("How well the wording behind it is known."),
            column=COLUMN,
        ),
        Field(
            "note",
            Scalar.TEXT,
            lambda one: one.view.term.note or None,
            meaning=_("Note on how it was coded."),
            nullable=True,
            column=COLUMN,
        ),
    ),
)
