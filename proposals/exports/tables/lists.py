"""The smaller tables: what would otherwise be lists inside cells, and who is named."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables import meanings
from proposals.exports.tables.columns import Column, Link, Table, Type

OUTLETS = Table(
    "outlets",
    _("Who published the articles."),
    (
        Column("key", _("Key of the outlet.")),
        Column("name", _("Name."), must=True),
        Column("country", _("Country.")),
        Column("language", _("Language, as a BCP 47 tag.")),
        Column("ownership", _("Who owns it, in neutral words.")),
        Column("ownership_source", _("Where that is taken from.")),
        Column("url", _("Address.")),
    ),
    ("key",),
)

PARTIES = Table(
    "parties",
    _("The parties of the negotiation."),
    (
        Column("key", _("Key of the party.")),
        Column("name", _("Name."), must=True),
        Column("role", _("What it does at the table."), values=meanings.ROLES, must=True),
    ),
    ("key",),
)

DOCUMENT_PARTIES = Table(
    "document_parties",
    _("Who put a document forward."),
    (
        Column("document", _("Key of the document.")),
        Column("party", _("Key of the party.")),
    ),
    ("document", "party"),
    (
        Link(("document",), "documents", ("key",)),
        Link(("party",), "parties", ("key",)),
    ),
)

CLAUSE_TOPICS = Table(
    "clause_topics",
    _("Below which of the shown topics a clause stands."),
    (
        Column("clause", _("Id of the clause.")),
        Column("topic", _("Key of the topic.")),
    ),
    ("clause", "topic"),
    (
        Link(("clause",), "clauses", ("id",)),
        Link(("topic",), "topics", ("key",)),
    ),
)

QUESTION_ENTRIES = Table(
    "question_entries",
    _("The closed list of a question: what its answers may name."),
    (
        Column("question", _("Key of the question.")),
        Column("entry", _("Key of the entry.")),
        Column("place", _("Place in the list."), Type.COUNT, must=True),
        Column("label", _("What the entry is called."), must=True),
    ),
    ("question", "entry"),
    (Link(("question",), "questions", ("key",)),),
)

ANSWER_ENTRIES = Table(
    "answer_entries",
    _("The entries that an answer names."),
    (
        Column("answer", _("Id of the answer.")),
        Column("number", _("Counts the entries of the answer."), Type.COUNT),
        Column("part", _("What the answer says of the entry."), values=meanings.PARTS, must=True),
        Column("question", _("Key of the question."), must=True),
        Column("entry", _("Key of the entry."), must=True),
        Column("chain", _("Order of steps: which chain of the answer."), Type.COUNT),
        Column("step", _("Order of steps: place in the chain; together if the same."), Type.COUNT),
    ),
    ("answer", "number"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("question", "entry"), "question_entries", ("question", "entry")),
    ),
)

ANSWER_BEARERS = Table(
    "answer_bearers",
    _("Who must act."),
    (
        Column("answer", _("Id of the answer.")),
        Column("number", _("Counts the bearers of the answer."), Type.COUNT),
        Column("party", _("Key of the party; empty where two parties have this name.")),
        Column("name", _("Name of the party."), must=True),
    ),
    ("answer", "number"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("party",), "parties", ("key",)),
    ),
)

POSITIONS = Table(
    "positions",
    _("One row a document and question: whether it answers, and what that rests on."),
    (
        Column("question", _("Key of the question.")),
        Column("document", _("Key of the document.")),
        Column("state", _("Whether the document answers the question, or why not."),
               values=meanings.STATES, must=True),
        Column("problem", _("What is inconsistent in the coding.")),
        Column("supports", _("Pieces of evidence that support."), Type.COUNT, must=True),
        Column("disputes", _("Pieces of evidence that dispute."), Type.COUNT, must=True),
        Column("qualifies", _("Pieces of evidence that qualify."), Type.COUNT, must=True),
        Column("independent", _("Independent supporting sources, after folding syndication."),
               Type.COUNT, must=True),
        Column("rule", _("What the standing rests on."), values=meanings.STANDINGS, must=True),
        Column("single", _("It rests on one independent source."), Type.YES_NO, must=True),
        Column("disputed", _("At least one source disputes it."), Type.YES_NO, must=True),
    ),
    ("question", "document"),
    (
        Link(("question",), "questions", ("key",)),
        Link(("document",), "documents", ("key",)),
    ),
)  # fmt: skip

ALTERNATIVES = Table(
    "alternatives",
    _("What a document says on a question in each of its alternatives, as the page words it."),
    (
        Column("question", _("Key of the question.")),
        Column("document", _("Key of the document.")),
        Column("number", _("Counts the alternatives."), Type.COUNT),
        Column("text", _("The words."), must=True),
    ),
    ("question", "document", "number"),
    (Link(("question", "document"), "positions", ("question", "document")),),
)

ABSENCE_ARTICLES = Table(
    "absence_articles",
    _("The articles that were read to find that there is no answer."),
    (
        Column("answer", _("Id of the row of answers.")),
        Column("article", _("Key of the article.")),
    ),
    ("answer", "article"),
    (
        Link(("answer",), "answers", ("id",)),
        Link(("article",), "articles", ("key",)),
    ),
)

ONE_PARTY_ONLY = Table(
    "one_party_only",
    _("Duties that are asked of one party only."),
    (
        Column("question", _("Key of the question.")),
        Column("number", _("Counts the sentences of the question."), Type.COUNT),
        Column("sentence", _("The sentence."), must=True),
    ),
    ("question", "number"),
    (Link(("question",), "questions", ("key",)),),
)

CONTINUATIONS = Table(
    "continuations",
    _("The rest of texts that are too long for one cell; empty as a rule."),
    (
        Column("table", _("Name of the table.")),
        Column("line", _("Row of that table; the first below the head is 1."), Type.COUNT),
        Column("column", _("Name of the column.")),
        Column("part", _("Counts the cells of the text; the table's own cell is 1."), Type.COUNT),
        Column("text", _("The next piece of the text."), must=True),
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
