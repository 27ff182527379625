"""The tables of a comparison: the eight that most people want first, then those that they lead to.

A list never stands in one cell: it is a table of its own. Columns are made of the fields of the
record (`exports/record/`); what stands here besides is what only a table has.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.record.answers import ANSWER
from proposals.exports.record.closed_lists import LEVELS
from proposals.exports.record.codebook import QUESTION, TOPIC
from proposals.exports.record.documents import CLAUSE, DOCUMENT
from proposals.exports.record.pairs import PAIR
from proposals.exports.record.press import ARTICLE, EVIDENCE
from proposals.exports.record.terms import TERM
from proposals.exports.record.verdicts import ROW
from proposals.exports.tables import rows
from proposals.exports.tables.columns import DataTable, TableColumn
from proposals.exports.tables.entity_columns import columns_of, in_order
from proposals.exports.tables.lists import LISTS, STATE

DOCUMENTS = DataTable(
    name="documents",
    meaning=_("The documents that are compared, in the order of the columns."),
    columns=in_order(columns_of(DOCUMENT.fields)),
    key=("key",),
    rows=rows.rows_of_list("documents", DOCUMENT),
)

CLAUSES = DataTable(
    name="clauses",
    meaning=_(
        "The clauses that the selection shows, document by document in the document's own order."
    ),
    columns=in_order(columns_of(CLAUSE.fields)),
    key=("id",),
    rows=rows.rows_of_list("clauses", CLAUSE),
)

ANSWERS = DataTable(
    name="answers",
    meaning=_(
        "One row an answer; where a document gives none, one row that says why. "
        "Silent, deferred, withdrawn, struck out, moved elsewhere and not coded are six things, "
        "and none is agreement."
    ),
    columns=in_order(
        (
            TableColumn(
                "id", _("Lasting name of the answer, or of the place where one is missing.")
            ),
            TableColumn(
                "question", _("Key of the question."), required=True, leads_to="questions.key"
            ),
            TableColumn(
                "document", _("Key of the document."), required=True, leads_to="documents.key"
            ),
            STATE,
            *columns_of(TERM.fields),
            *columns_of(ANSWER.fields, "answers"),
        )
    ),
    key=("id",),
    rows=rows.answers,
)

VERDICTS = DataTable(
    name="verdicts",
    meaning=_(
        "What the engine computes: one row for each question, and one for each pair of documents."
    ),
    columns=in_order(
        (
            TableColumn(
                "id", _("Key of the question; for a pair, with the keys of its documents.")
            ),
            TableColumn(
                "level", _("Whether the row or a pair is meant."), values=LEVELS, required=True
            ),
            *columns_of(ROW.fields),
            TableColumn(
                "first",
                _("Key of the pair's first document."),
                leads_to="documents.key",
                after="question",
            ),
            TableColumn(
                "second",
                _("Key of the pair's second document."),
                leads_to="documents.key",
                after="question",
            ),
            *columns_of(PAIR.fields),
        )
    ),
    key=("id",),
    rows=rows.verdicts,
)

EVIDENCES = DataTable(
    name="evidence",
    meaning=_("Which article supports, disputes or qualifies which clause or answer."),
    columns=in_order(columns_of(EVIDENCE.fields)),
    key=("id",),
    rows=rows.rows_of_list("evidence", EVIDENCE),
)

ARTICLES = DataTable(
    name="articles",
    meaning=_("The articles that the evidence and the checked absences rest on."),
    columns=in_order(columns_of(ARTICLE.fields)),
    key=("key",),
    rows=rows.rows_of_list("articles", ARTICLE),
)

TOPICS = DataTable(
    name="topics",
    meaning=_("The topics of the rows, with their definitions and the crosswalk to PA-X."),
    columns=in_order(
        (
            *columns_of(TOPIC.fields),
            TableColumn("theme_name", _("Name of the theme."), required=True, after="theme"),
        )
    ),
    key=("key",),
    rows=rows.topics,
)

QUESTIONS = DataTable(
    name="questions",
    meaning=_(
        "The questions that are compared, in the order of the page: exactly the selected rows."
    ),
    columns=in_order(columns_of(QUESTION.fields)),
    key=("key",),
    rows=rows.rows_of_list("questions", QUESTION),
)

TABLES = (DOCUMENTS, CLAUSES, ANSWERS, VERDICTS, EVIDENCES, ARTICLES, TOPICS, QUESTIONS, *LISTS)
"""Every table, in the order of files and sheets."""
