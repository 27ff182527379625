"""A comparison as one plain value: what files, snapshots and the interface for programs hold.

The form is documented in `docs/exports.md`, and tested against it. It holds what readers can see of
exactly the selected rows: no draft, no name of an editor but of one who signed a judgement, no
private text, no time of its making. Human texts in the reader's language stand under "words"; the
rest is the content, which is the same anywhere and which alone the hash is of.
"""

from __future__ import annotations

from proposals.comparisons import Matrix
from proposals.comparisons.absences import Grounds, grounds_of_rows
from proposals.exports.record.closed_lists import MARKS
from proposals.exports.record.codebook import QUESTION, THEME, TOPIC
from proposals.exports.record.contents import RecordContents
from proposals.exports.record.documents import CLAUSE, DOCUMENT
from proposals.exports.record.fields import (
    WORDS_DESCRIPTION,
    CountsBy,
    Entity,
    Field,
    Json,
    ListOf,
    Scalar,
)
from proposals.exports.record.negotiations import NEGOTIATION, NegotiationRow
from proposals.exports.record.press import ARTICLE, EVIDENCE, OUTLET
from proposals.exports.record.responses import RESPONSE
from proposals.exports.record.verdicts import ROW, QuestionRow
from proposals.language.active import active_language

FORMAT = "parley-comparison/5"
"""Changes when a key changes its meaning; new keys do not change it."""

RULES = 2
"""The version of the rules: it rises when the same answers may have another mark or sentence.

`docs/exports.md` tells what each version changed.
"""


def selection_pairs(matrix: Matrix) -> list[tuple[str, str]]:
    """Return the selection as pairs of an address, its documents named even where they are usual.

    A part of a longer page, the order of its rows and what is unfolded are no part of it: an export
    is always whole, in the order of the codebook.
    """
    documents = tuple(document.key for document in matrix.documents)
    pairs = matrix.selection.with_documents(documents).parameters()
    return [pair for pair in pairs if pair[0] not in ("part", "all", "order", "open")]


def _negotiation(contents: RecordContents) -> NegotiationRow:
    catalogue = contents.matrix.catalogue
    return NegotiationRow(catalogue.negotiation, catalogue.parties)


COMPARISON_WORDS = Entity(
    "ComparisonWords",
    WORDS_DESCRIPTION,
    (
        Field(
            "language",
            Scalar.LANGUAGE,
            lambda contents: active_language().code,
            description="The language of all words in the record.",
        ),
    ),
)

COMPARISON = Entity(
    "Comparison",
    "Exactly the rows that the page of the same selection shows, and all that they name.",
    (
        Field("format", Scalar.TEXT, lambda contents: FORMAT, examples=(FORMAT,)),
        Field(
            "rules",
            Scalar.COUNT,
            lambda contents: RULES,
            description="The version of the rules that gave the marks.",
            examples=(RULES,),
        ),
        Field("words", COMPARISON_WORDS, lambda contents: contents),
        Field("negotiation", NEGOTIATION, _negotiation),
        Field(
            "selection",
            ListOf(ListOf(Scalar.TEXT, length=2)),
            lambda contents: selection_pairs(contents.matrix),
            description="The selection as pairs of an address.",
            examples=([["d", "wadi-plan"], ["verdict", "conflict"]],),
        ),
        Field("documents", ListOf(DOCUMENT), "matrix.documents"),
        Field(
            "counts",
            CountsBy(MARKS),
            "matrix.roll_up.counts",
            description="How many rows have each mark.",
        ),
        Field("rows_shown", Scalar.COUNT, "matrix.row_count"),
        Field("rows_in_all", Scalar.COUNT, "matrix.total"),
        Field("questions_not_coded", Scalar.COUNT, "matrix.uncoded"),
        Field(
            "rows",
            ListOf(ROW),
            lambda contents: [QuestionRow(row, contents.grounds) for row in contents.matrix.rows],
        ),
        Field(
            "themes",
            ListOf(THEME),
            lambda contents: [group.theme for group in contents.matrix.themes],
        ),
        Field(
            "topics",
            ListOf(TOPIC),
            lambda contents: [
                group.topic for theme in contents.matrix.themes for group in theme.topics
            ],
        ),
        Field(
            "questions",
            ListOf(QUESTION),
            lambda contents: [row.question for row in contents.matrix.rows],
        ),
        Field("clauses", ListOf(CLAUSE)),
        Field("evidence", ListOf(EVIDENCE)),
        Field(
            "responses",
            ListOf(RESPONSE),
            description="What these documents did with others, and others with them.",
        ),
        Field("articles", ListOf(ARTICLE)),
        Field("outlets", ListOf(OUTLET)),
    ),
)


def record(matrix: Matrix, grounds: Grounds | None = None) -> Json:
    """Return the whole comparison as plain JSON values, in the order of the page.

    `grounds` are those of checked absences; two queries if they are not given.
    """
    return COMPARISON.row(
        RecordContents(matrix, grounds_of_rows(matrix.rows) if grounds is None else grounds)
    )
