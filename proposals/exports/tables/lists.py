"""The smaller tables: what would otherwise be lists inside cells, and who is named."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables import meanings
from proposals.exports.tables.columns import DataTable, Link, TableColumn, Type

OUTLETS = DataTable(
    "outlets",
    _("Who published the articles."),
    (
        TableColumn("key", _("Key of the outlet.")),
        TableColumn("name", _("Name."), must=True),
        TableColumn("country", _("Country.")),
        TableColumn("language", _("Language, as a BCP 47 tag.")),
        TableColumn("ownership", _("Who owns it, in neutral words.")),
        TableColumn("ownership_source", _("Where that is taken from.")),
        TableColumn("url", _("Address.")),
    ),
    ("key",),
)

PARTIES = DataTable(
    "parties",
    _("The parties of the negotiation."),
    (
        TableColumn("key", _("Key of the party.")),
        TableColumn("name", _("Name."), must=True),
        TableColumn("role", _("What it does at the table."), values=meanings.ROLES, must=True),
    ),
    ("key",),
)

DOCUMENT_PARTIES = DataTable(
    "document_parties",
    _("Who put a document forward."),
    (
        TableColumn("document", _("Key of the document.")),
        TableColumn("party", _("Key of the party.")),
    ),
    ("document", "party"),
    (
        Link(("document",), "documents", ("key",)),
        Link(("party",), "parties", ("key",)),
    ),
)

CLAUSE_TOPICS = DataTable(
    "clause_topics",
    _("Below which of the shown topics a clause stands."),
    (
        TableColumn("clause", _("Id of the clause.")),
        TableColumn("topic", _("Key of the topic.")),
    ),
    ("clause", "topic"),
    (
        Link(("clause",), "clauses", ("id",)),
        Link(("topic",), "topics", ("key",)),
    ),
)

QUESTION_ENTRIES = DataTable(
    "question_entries",
    _("The closed list of a question: what its answers may name."),
    (
        TableColumn("question", _("Key of the question.")),
        TableColumn("entry", _("Key of the entry.")),
        TableColumn("place", _("Place in the list."), Type.COUNT, must=True),
        TableColumn("label", _("What the entry is called."), must=True),
    ),
    ("question", "entry"),
    (Link(("question",), "questions", ("key",)),),
)

ANSWER_ENTRIES = DataTable(
    "answer_entries",
    _("The entries that an answer names."),
    (
        TableColumn("answer", _("Id of the answer.")),
        TableColumn("number", _("Counts the entries of the answer."), Type.COUNT),
        TableColumn(
            "part", _("What the answer says of the entry."), values=meanings.PARTS, must=True
        ),
        TableColumn("question", _("Key of the question."), must=True),
        TableColumn("entry", _("Key of the entry."), must=True),
        TableColumn("chain", _("Order of steps: which chain of the answer."), Type.COUNT),
        TableColumn(
            "step", _("Order of steps: place in the chain; together if the same."), Type.COUNT
        ),
    ),
    ("answer", "number"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("question", "entry"), "question_entries", ("question", "entry")),
    ),
)

ANSWER_BEARERS = DataTable(
    "answer_bearers",
    _("Who must act."),
    (
        TableColumn("answer", _("Id of the answer.")),
        TableColumn("number", _("Counts the bearers of the answer."), Type.COUNT),
        TableColumn("party", _("Key of the party; empty where two parties have this name.")),
        TableColumn("name", _("Name of the party."), must=True),
    ),
    ("answer", "number"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("party",), "parties", ("key",)),
    ),
)

POSITIONS = DataTable(
    "positions",
    _("One row a document and question: whether it answers, and what that rests on."),
    (
        TableColumn("question", _("Key of the question.")),
        TableColumn("document", _("Key of the document.")),
        TableColumn(
            "state",
            _("Whether the document answers the question, or why not."),
            values=meanings.STATES,
            must=True,
        ),
        TableColumn("problem", _("What is inconsistent in the coding.")),
        TableColumn("supports", _("Pieces of evidence that support."), Type.COUNT, must=True),
        TableColumn("disputes", _("Pieces of evidence that dispute."), Type.COUNT, must=True),
        TableColumn("qualifies", _("Pieces of evidence that qualify."), Type.COUNT, must=True),
        TableColumn(
            "independent",
            _("Independent supporting sources, after folding syndication."),
            Type.COUNT,
            must=True,
        ),
        TableColumn("rule", _("What the standing rests on."), values=meanings.STANDINGS, must=True),
        TableColumn("single", _("It rests on one independent source."), Type.YES_NO, must=True),
        TableColumn("disputed", _("At least one source disputes it."), Type.YES_NO, must=True),
    ),
    ("question", "document"),
    (
        Link(("question",), "questions", ("key",)),
        Link(("document",), "documents", ("key",)),
    ),
)

ALTERNATIVES = DataTable(
    "alternatives",
    _("What a document says on a question in each of its alternatives, as the page words it."),
    (
        TableColumn("question", _("Key of the question.")),
        TableColumn("document", _("Key of the document.")),
        TableColumn("number", _("Counts the alternatives."), Type.COUNT),
        TableColumn("text", _("The words."), must=True),
    ),
    ("question", "document", "number"),
    (Link(("question", "document"), "positions", ("question", "document")),),
)

ABSENCE_ARTICLES = DataTable(
    "absence_articles",
    _("The articles that were read to find that there is no answer."),
    (
        TableColumn("answer", _("Id of the row of answers.")),
        TableColumn("article", _("Key of the article.")),
    ),
    ("answer", "article"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("article",), "articles", ("key",)),
    ),
)

ONE_PARTY_ONLY = DataTable(
    "one_party_only",
    _("Duties that are asked of one party only."),
    (
        TableColumn("question", _("Key of the question.")),
        TableColumn("number", _("Counts the sentences of the question."), Type.COUNT),
        TableColumn("sentence", _("The sentence."), must=True),
    ),
    ("question", "number"),
    (Link(("question",), "questions", ("key",)),),
)

CONTINUATIONS = DataTable(
    "continuations",
    _("The rest of texts that are too long for one cell; empty as a rule."),
    (
        TableColumn("table", _("Name of the table.")),
        TableColumn("line", _("Row of that table; the first below the head is 1."), Type.COUNT),
        TableColumn("column", _("Name of the column.")),
        TableColumn(
            "part", _("Counts the cells of the text; the table's own cell is 1."), Type.COUNT
        ),
        TableColumn("text", _("The next piece of the text."), must=True),
    ),
    ("table", "line", "column", "part"),
)

LISTS = (
    OUTLETS,
    PARTIES,
    DOCUMENT_PARTIES,
    CLAUSE_TOPICS,
    QUESTION_ENTRIES,
    ANSWER_ENTRIES,
    ANSWER_BEARERS,
    POSITIONS,
    ALTERNATIVES,
    ABSENCE_ARTICLES,
    ONE_PARTY_ONLY,
    CONTINUATIONS,
)
"""They follow the main tables, in this order; continuations are known when all else is written."""
