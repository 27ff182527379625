"""The smaller tables: what would otherwise be lists inside cells, and who is named."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.record.answers import ABSENCE_EVIDENCE, ANSWER
from proposals.exports.record.closed_lists import PARTS, STATES
from proposals.exports.record.codebook import ENTRY
from proposals.exports.record.negotiations import PARTY, SCOPE
from proposals.exports.record.press import OUTLET
from proposals.exports.record.responses import REPLY, RESPONSE, RESPONSE_EVIDENCE
from proposals.exports.record.verdicts import NOTE
from proposals.exports.tables import rows
from proposals.exports.tables.columns import DataTable, Link, TableColumn, Type
from proposals.exports.tables.entity_columns import columns_of, in_order

STATE = TableColumn(
    "state",
    _("Whether the document answers the question, or why not."),
    values=STATES,
    required=True,
)
"""A column of two tables."""

OUTLETS = DataTable(
    name="outlets",
    meaning=_("Who published the articles."),
    columns=in_order(columns_of(OUTLET.fields)),
    key=("key",),
    rows=rows.rows_of_list("outlets", OUTLET),
)

PARTIES = DataTable(
    name="parties",
    meaning=_("The parties of the negotiation."),
    columns=in_order(columns_of(PARTY.fields)),
    key=("key",),
    rows=rows.parties,
)

SCOPES = DataTable(
    name="scopes",
    meaning=_("The cases that answers can be limited to, in the order of the negotiation's list."),
    columns=in_order(columns_of(SCOPE.fields)),
    key=("key",),
    rows=rows.scopes,
)

SCOPE_PARENTS = DataTable(
    name="scope_parents",
    meaning=_("In which other scopes a scope lies."),
    columns=(
        TableColumn("scope", _("Key of the scope."), leads_to="scopes.key"),
        TableColumn("within", _("Key of the scope in which it lies."), leads_to="scopes.key"),
    ),
    key=("scope", "within"),
    rows=rows.scope_parents,
)

DOCUMENT_PARTIES = DataTable(
    name="document_parties",
    meaning=_("Who put a document forward."),
    columns=(
        TableColumn("document", _("Key of the document."), leads_to="documents.key"),
        TableColumn("party", _("Key of the party."), leads_to="parties.key"),
    ),
    key=("document", "party"),
    rows=rows.document_parties,
)

CLAUSE_TOPICS = DataTable(
    name="clause_topics",
    meaning=_("Below which of the shown topics a clause stands."),
    columns=(
        TableColumn("clause", _("Id of the clause."), leads_to="clauses.id"),
        TableColumn("topic", _("Key of the topic."), leads_to="topics.key"),
    ),
    key=("clause", "topic"),
    rows=rows.clause_topics,
)

QUESTION_ENTRIES = DataTable(
    name="question_entries",
    meaning=_("The closed list of a question: what its answers may name."),
    columns=in_order(
        (
            TableColumn("question", _("Key of the question."), leads_to="questions.key"),
            *columns_of(ENTRY.fields),
            TableColumn("place", _("Place in the list."), Type.COUNT, required=True, after="entry"),
        )
    ),
    key=("question", "entry"),
    rows=rows.question_entries,
)

ANSWER_ENTRIES = DataTable(
    name="answer_entries",
    meaning=_("The entries that an answer names."),
    columns=(
        TableColumn("answer", _("Id of the answer."), leads_to="answers.id"),
        TableColumn("number", _("Counts the entries of the answer."), Type.COUNT),
        TableColumn("part", _("What the answer says of the entry."), values=PARTS, required=True),
        TableColumn("question", _("Key of the question."), required=True),
        TableColumn("entry", _("Key of the entry."), required=True),
        TableColumn("chain", _("Order of steps: which chain of the answer."), Type.COUNT),
        TableColumn(
            "step", _("Order of steps: place in the chain; together if the same."), Type.COUNT
        ),
    ),
    key=("answer", "number"),
    rows=rows.answer_entries,
    joint_links=(Link(("question", "entry"), "question_entries", ("question", "entry")),),
)

ANSWER_BEARERS = DataTable(
    name="answer_bearers",
    meaning=_("Who must act."),
    columns=(
        TableColumn("answer", _("Id of the answer."), leads_to="answers.id"),
        TableColumn("number", _("Counts the bearers of the answer."), Type.COUNT),
        TableColumn(
            "party",
            _("Key of the party; empty where two parties have this name."),
            leads_to="parties.key",
        ),
        TableColumn("name", _("Name of the party."), required=True),
    ),
    key=("answer", "number"),
    rows=rows.answer_bearers,
)

POSITIONS = DataTable(
    name="positions",
    meaning=_("One row a document and question: whether it answers, and what that rests on."),
    columns=in_order(
        (
            TableColumn("question", _("Key of the question."), leads_to="questions.key"),
            TableColumn("document", _("Key of the document."), leads_to="documents.key"),
            STATE,
            *columns_of(ANSWER.fields, "positions"),
        )
    ),
    key=("question", "document"),
    rows=rows.positions,
)

ALTERNATIVES = DataTable(
    name="alternatives",
    meaning=_(
        "What a document says on a question in each of its alternatives, as the page words it."
    ),
    columns=(
        TableColumn("question", _("Key of the question.")),
        TableColumn("document", _("Key of the document.")),
        TableColumn("number", _("Counts the alternatives."), Type.COUNT),
        TableColumn("text", _("The words."), required=True),
    ),
    key=("question", "document", "number"),
    rows=rows.alternatives,
    joint_links=(Link(("question", "document"), "positions", ("question", "document")),),
)

ABSENCE_ARTICLES = DataTable(
    name="absence_articles",
    meaning=_("The articles that were read to find that there is no answer."),
    columns=(
        TableColumn("answer", _("Id of the row of answers."), leads_to="answers.id"),
        TableColumn("article", _("Key of the article."), leads_to="articles.key"),
    ),
    key=("answer", "article"),
    rows=rows.absence_articles,
)

ABSENCE_EVIDENCES = DataTable(
    name="absence_evidence",
    meaning=_("Which article supports, disputes or qualifies that there is no answer."),
    columns=in_order(
        (
            TableColumn("answer", _("Id of the row of answers."), leads_to="answers.id"),
            *columns_of(ABSENCE_EVIDENCE.fields),
        )
    ),
    key=("answer", "id"),
    rows=rows.absence_evidence,
)

RESPONSES = DataTable(
    name="responses",
    meaning=_("What a document does with a text of another party, as far as it is shown."),
    columns=in_order(columns_of(RESPONSE.fields)),
    key=("id",),
    rows=rows.rows_of_list("responses", RESPONSE),
)

RESPONSE_POINTS = DataTable(
    name="response_points",
    meaning=_("The points that a response is about; without any, it is about all of the text."),
    columns=(
        TableColumn("response", _("Id of the response."), leads_to="responses.id"),
        TableColumn("number", _("Counts the points of the response."), Type.COUNT),
        TableColumn("clause", _("Id of the clause; it may be outside the selection.")),
        TableColumn("question", _("Key of the question; it may be outside the selection.")),
    ),
    key=("response", "number"),
    rows=rows.response_points,
)

RESPONSE_EVIDENCES = DataTable(
    name="response_evidence",
    meaning=_("Which article supports, disputes or qualifies which response."),
    columns=in_order(
        (
            *columns_of(RESPONSE_EVIDENCE.fields),
            TableColumn(
                "response",
                _("Id of the response."),
                required=True,
                leads_to="responses.id",
                after="id",
            ),
        )
    ),
    key=("id",),
    rows=rows.response_evidence,
)

REPLIES = DataTable(
    name="replies",
    meaning=_("Which answers of other documents a document accepts or rejects."),
    columns=in_order(
        (
            TableColumn("question", _("Key of the question.")),
            TableColumn("document", _("Key of the document that replies.")),
            TableColumn("number", _("Counts the answers that it replies to."), Type.COUNT),
            *columns_of(REPLY.fields),
            TableColumn("answer", _("Id of the answer."), required=True, leads_to="answers.id"),
        )
    ),
    key=("question", "document", "number"),
    rows=rows.replies,
    joint_links=(Link(("question", "document"), "positions", ("question", "document")),),
)

ROW_NOTES = DataTable(
    name="row_notes",
    meaning=_("Notes on a question with several documents: who answers, and what all share."),
    columns=in_order(
        (
            TableColumn("question", _("Key of the question."), leads_to="questions.key"),
            TableColumn("number", _("Counts the notes of the question."), Type.COUNT),
            *columns_of(NOTE.fields),
        )
    ),
    key=("question", "number"),
    rows=rows.row_notes,
)

ONE_PARTY_ONLY = DataTable(
    name="one_party_only",
    meaning=_("Duties that are asked of one party only."),
    columns=(
        TableColumn("question", _("Key of the question."), leads_to="questions.key"),
        TableColumn("number", _("Counts the sentences of the question."), Type.COUNT),
        TableColumn("sentence", _("The sentence."), required=True),
    ),
    key=("question", "number"),
    rows=rows.one_party_only,
)

CONTINUATIONS = DataTable(
    name="continuations",
    meaning=_("The rest of texts that are too long for one cell; empty as a rule."),
    columns=(
        TableColumn("table", _("Name of the table.")),
        TableColumn("line", _("Row of that table; the first below the head is 1."), Type.COUNT),
        TableColumn("column", _("Name of the column.")),
        TableColumn(
            "part", _("Counts the cells of the text; the table's own cell is 1."), Type.COUNT
        ),
        TableColumn("text", _("The next piece of the text."), required=True),
    ),
    key=("table", "line", "column", "part"),
    rows=rows.no_rows,
)

LISTS = (
    OUTLETS,
    PARTIES,
    SCOPES,
    SCOPE_PARENTS,
    DOCUMENT_PARTIES,
    CLAUSE_TOPICS,
    QUESTION_ENTRIES,
    ANSWER_ENTRIES,
    ANSWER_BEARERS,
    POSITIONS,
    ALTERNATIVES,
    ABSENCE_ARTICLES,
    ABSENCE_EVIDENCES,
    RESPONSES,
    RESPONSE_POINTS,
    RESPONSE_EVIDENCES,
    REPLIES,
    ROW_NOTES,
    ONE_PARTY_ONLY,
    CONTINUATIONS,
)
"""They follow the main tables, in this order; continuations are known when all else is written."""
