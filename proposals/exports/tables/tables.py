"""The tables of a comparison: the eight that most people want first, then those that they lead to.

A list never stands in one cell: it is a table of its own. Names of columns are those of the record.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables import meanings
from proposals.exports.tables.columns import DataTable, Link, TableColumn, Type
from proposals.exports.tables.lists import LISTS

DOCUMENTS = DataTable(
    "documents",
    _("The documents that are compared, in the order of the columns."),
    (
        TableColumn("key", _("Key of the document, as in the address.")),
        TableColumn(
            "proposal", _("Key of the proposal that the document is a version of."), must=True
        ),
        TableColumn("version", _("Key of the version."), must=True),
        TableColumn("name", _("Name of the document, as in sentences."), must=True),
        TableColumn("title", _("The document's own title."), must=True),
        TableColumn(
            "kind", _("What sort of text it is."), values=meanings.KINDS_OF_DOCUMENT, must=True
        ),
        TableColumn("version_label", _("What the version is called.")),
        TableColumn("date", _("Day of the version."), Type.DAY),
        TableColumn("handed_over", _("Day on which the proposal was handed over."), Type.DAY),
        TableColumn("language", _("Language of the original, as a BCP 47 tag.")),
        TableColumn("tier", _("How the wording became public."), values=meanings.TIERS, must=True),
        TableColumn("completeness", _("What of the text was seen.")),
        TableColumn("published_by", _("Key of the article that published the text.")),
    ),
    ("key",),
    (Link(("published_by",), "articles", ("key",)),),
)

CLAUSES = DataTable(
    "clauses",
    _("The clauses that the selection shows, document by document in the document's own order."),
    (
        TableColumn("id", _("Lasting name of the clause; it ends its address on the site.")),
        TableColumn("document", _("Key of the document."), must=True),
        TableColumn("label", _("The document's own number.")),
        TableColumn("heading", _("Heading, in our own words."), must=True),
        TableColumn("text", _("Text in our own words, in Markdown.")),
        TableColumn("quote", _("A short quotation of the original wording.")),
        TableColumn("quote_language", _("Language of the quotation, as a BCP 47 tag.")),
        TableColumn("option", _("Key of the document's alternative that the clause belongs to.")),
        TableColumn("option_label", _("What the document calls that alternative.")),
        TableColumn(
            "status", _("How firmly the document puts it."), values=meanings.STATUSES, must=True
        ),
        TableColumn(
            "confidence",
            _("How well the wording is known."),
            values=meanings.CONFIDENCES,
            must=True,
        ),
        TableColumn("contested", _("What about the wording is contested.")),
    ),
    ("id",),
    (Link(("document",), "documents", ("key",)),),
)

ANSWERS = DataTable(
    "answers",
    _(
        "One row an answer; where a document gives none, one row that says why. "
        "Silent, deferred, withdrawn and not coded are four things, and none is agreement."
    ),
    (
        TableColumn("id", _("Lasting name of the answer, or of the place where one is missing.")),
        TableColumn("question", _("Key of the question."), must=True),
        TableColumn("document", _("Key of the document."), must=True),
        TableColumn(
            "state",
            _("Whether the document answers the question, or why not."),
            values=meanings.STATES,
            must=True,
        ),
        TableColumn("clause", _("Id of the clause that the answer stands in.")),
        TableColumn("reading", _("The answer in plain language.")),
        TableColumn("force", _("What the document does with it."), values=meanings.FORCES),
        TableColumn("at_least", _("Range: from this number on."), Type.NUMBER),
        TableColumn("more_than", _("Range: above this number."), Type.NUMBER),
        TableColumn("at_most", _("Range: up to this number."), Type.NUMBER),
        TableColumn("less_than", _("Range: below this number."), Type.NUMBER),
        TableColumn("exactly", _("Range: this number."), Type.NUMBER),
        TableColumn("unit", _("Range: key of the unit of these numbers.")),
        TableColumn("from_day", _("Date: from this day on."), Type.DAY),
        TableColumn("to_day", _("Date: until this day."), Type.DAY),
        TableColumn("on_day", _("Date: on this day."), Type.DAY),
        TableColumn("any", _("Range or date: every outcome is admitted."), Type.YES_NO),
        TableColumn("scope", _("What the answer is limited to, in the document's words.")),
        TableColumn("condition", _("What the answer depends on.")),
        TableColumn(
            "waits_for",
            _("Id of the clause that the answer waits for; it may be outside the selection."),
        ),
        TableColumn(
            "option", _("What the document calls the alternative that the answer belongs to.")
        ),
        TableColumn("status", _("How firmly the document puts it."), values=meanings.STATUSES),
        TableColumn(
            "confidence", _("How well the wording behind it is known."), values=meanings.CONFIDENCES
        ),
        TableColumn("note", _("Note on how it was coded.")),
        TableColumn(
            "value",
            _("The answer as it is stored; answer_entries holds its lists as rows."),
            Type.JSON,
        ),
        TableColumn(
            "absence_basis",
            _("What was read to find that there is no answer."),
            values=meanings.READ_FOR_ABSENCE,
        ),
        TableColumn("absence_note", _("How it was found that there is no answer.")),
    ),
    ("id",),
    (
        Link(("question",), "questions", ("key",)),
        Link(("document",), "documents", ("key",)),
        Link(("clause",), "clauses", ("id",)),
    ),
)

VERDICTS = DataTable(
    "verdicts",
    _("What the engine computes: one row for each question, and one for each pair of documents."),
    (
        TableColumn("id", _("Key of the question; for a pair, with the keys of its documents.")),
        TableColumn(
            "scope", _("Whether the row or a pair is meant."), values=meanings.SCOPES, must=True
        ),
        TableColumn("question", _("Key of the question."), must=True),
        TableColumn("first", _("Key of the pair's first document.")),
        TableColumn("second", _("Key of the pair's second document.")),
        TableColumn("verdict", _("The verdict."), values=meanings.MARKS, must=True),
        TableColumn("rule", _("The rule that gives it."), values=meanings.RULES, must=True),
        TableColumn("sentence", _("Why, in a sentence that can be checked.")),
        TableColumn(
            "best_verdict",
            _("What the best alternatives of a pair give, if that is another."),
            values=meanings.MARKS,
        ),
        TableColumn("best_rule", _("The rule that gives that."), values=meanings.RULES),
        TableColumn("common_to_all", _("Row: what three or more documents all admit.")),
        TableColumn(
            "judged_verdict",
            _("Pair: an editor's verdict; it replaces nothing."),
            values=meanings.JUDGED,
        ),
        TableColumn("judged_reason", _("The editor's reason.")),
        TableColumn("judged_by", _("Who signed it.")),
        TableColumn("judged_at", _("When it was signed."), Type.MOMENT),
    ),
    ("id",),
    (
        Link(("question",), "questions", ("key",)),
        Link(("first",), "documents", ("key",)),
        Link(("second",), "documents", ("key",)),
    ),
)

EVIDENCE = DataTable(
    "evidence",
    _("Which article supports, disputes or qualifies which clause or answer."),
    (
        TableColumn("id", _("Lasting name of the piece of evidence.")),
        TableColumn("clause", _("Id of the clause."), must=True),
        TableColumn("answer", _("Id of the answer, if the article bears on one answer only.")),
        TableColumn("article", _("Key of the article."), must=True),
        TableColumn(
            "stance", _("What the article does to it."), values=meanings.STANCES, must=True
        ),
        TableColumn(
            "basis",
            _("How close the article is to the document."),
            values=meanings.BASES,
            must=True,
        ),
        TableColumn("quote", _("At most fifteen words of the article.")),
        TableColumn("before", _("The words before the quote.")),
        TableColumn("after", _("The words after the quote.")),
        TableColumn("quote_language", _("Language of the quote, as a BCP 47 tag.")),
        TableColumn("note", _("Note on the evidence.")),
        TableColumn(
            "source", _("Articles with the same value here count as one source."), must=True
        ),
        TableColumn(
            "disagreement", _("Key of the disagreement between sources that it belongs to.")
        ),
    ),
    ("id",),
    (
        Link(("clause",), "clauses", ("id",)),
        Link(("answer",), "answers", ("id",)),
        Link(("article",), "articles", ("key",)),
    ),
)

ARTICLES = DataTable(
    "articles",
    _("The articles that the evidence and the checked absences rest on."),
    (
        TableColumn("key", _("Key of the article; it ends its address on the site.")),
        TableColumn("outlet", _("Key of the outlet."), must=True),
        TableColumn("headline", _("Headline.")),
        TableColumn("headline_note", _("Note on the headline.")),
        TableColumn("published", _("Day of publication."), Type.DAY),
        TableColumn("published_note", _("Note on that day.")),
        TableColumn("url", _("Address.")),
        TableColumn("archived_url", _("Address of an archived copy.")),
        TableColumn("accessed", _("Day on which it was read."), Type.DAY),
        TableColumn("language", _("Language, as a BCP 47 tag.")),
        TableColumn(
            "syndicated_from",
            _("Key of the article that it repeats; it may be outside the selection."),
        ),
        TableColumn("origin", _("Key of the material that it draws on.")),
        TableColumn("extent", _("How much of it was read."), values=meanings.EXTENTS),
        TableColumn("note", _("Note on the article.")),
    ),
    ("key",),
    (Link(("outlet",), "outlets", ("key",)),),
)

TOPICS = DataTable(
    "topics",
    _("The topics of the rows, with their definitions and the crosswalk to PA-X."),
    (
        TableColumn("key", _("Key of the topic.")),
        TableColumn("theme", _("Key of the theme."), must=True),
        TableColumn("theme_name", _("Name of the theme."), must=True),
        TableColumn("name", _("Name of the topic."), must=True),
        TableColumn("definition", _("What belongs to it.")),
        TableColumn("pax_code", _("Code in the PA-X agreements database.")),
        TableColumn("pax_match", _("How well the code fits."), values=meanings.MATCHES),
        TableColumn("pax_note", _("Note on that.")),
    ),
    ("key",),
)

QUESTIONS = DataTable(
    "questions",
    _("The questions that are compared, in the order of the page: exactly the selected rows."),
    (
        TableColumn("key", _("Key of the question.")),
        TableColumn("topic", _("Key of the topic."), must=True),
        TableColumn("text", _("The question."), must=True),
        TableColumn(
            "kind", _("What an answer is made of."), values=meanings.KINDS_OF_VALUE, must=True
        ),
        TableColumn("unit", _("Key of the unit, where an answer names no other.")),
        TableColumn("note", _("Note on the question.")),
    ),
    ("key",),
    (Link(("topic",), "topics", ("key",)),),
)

TABLES = (DOCUMENTS, CLAUSES, ANSWERS, VERDICTS, EVIDENCE, ARTICLES, TOPICS, QUESTIONS, *LISTS)
"""Every table, in the order of files and sheets."""
