"""The fields of cases: what an answer, or a verdict, holds for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.domain.cases import Case
from proposals.exports.record.fields import (
    COLUMN,
    WORDS_DESCRIPTION,
    ColumnOptions,
    Entity,
    Field,
    Scalar,
)

CASE_WORDS = Entity(
    "CaseWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "label",
            Scalar.TEXT,
            "words",
            meaning=_("The case on which the mark rests, in words; empty for the whole."),
            examples=("after the thaw",),
            column=ColumnOptions(name="case"),
        ),
    ),
)

CASE = Entity(
    "Case",
    "What a verdict holds for: an entry of the negotiation's scopes, or the words of a document.",
    (
        Field(
            "scope",
            Scalar.KEY,
            lambda case: case.key or None,
            meaning=_("Key of the scope that is this case, if it is one of the negotiation's."),
            description="Key of the entry; null for words of a document.",
            nullable=True,
            column=ColumnOptions(name="case_scope", leads_to="scopes.key"),
        ),
        Field(
            "text",
            Scalar.TEXT,
            lambda case: None if case.key else case.words,
            meaning=_("The words of the document that name this case, if it is in no list."),
            description="The words; null for an entry.",
            nullable=True,
            column=ColumnOptions(name="case_text"),
        ),
        Field("words", CASE_WORDS, lambda case: case, column=COLUMN),
    ),
)


def named_case(case: Case) -> Case | None:
    """Return a case that has a name; None for the whole."""
    return None if case.is_whole else case
