"""The tables of a comparison: the eight that most people want first, then those that they lead to.

A list never stands in one cell: it is a table of its own. Names of columns are those of the record.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables import meanings
from proposals.exports.tables.columns import Column, Link, Table, Type
from proposals.exports.tables.lists import LISTS

DOCUMENTS = Table(
    "documents",
    _("The documents that are compared, in the order of the columns."),
    (
        Column("key", _("Key of the document, as in the address.")),
        Column("proposal", _("Key of the proposal that the document is a version of."), must=True),
        Column("version", _("Key of the version."), must=True),
        Column("name", _("Name of the document, as in sentences."), must=True),
        Column("title", _("The document's own title."), must=True),
        Column("kind", _("What sort of text it is."), values=meanings.KINDS_OF_DOCUMENT, must=True),
        Column("version_label", _("What the version is called.")),
        Column("date", _("Day of the version."), Type.DAY),
        Column("handed_over", _("Day on which the proposal was handed over."), Type.DAY),
        Column("language", _("Language of the original, as a BCP 47 tag.")),
        Column("tier", _("How the wording became public."), values=meanings.TIERS, must=True),
        Column("completeness", _("What of the text was seen.")),
        Column("published_by", _("Key of the article that published the text.")),
    ),
    ("key",),
    (Link(("published_by",), "articles", ("key",)),),
)

CLAUSES = Table(
    "clauses",
    _("The clauses that the selection shows, document by document in the document's own order."),
    (
        Column("id", _("Lasting name of the clause; it ends its address on the site.")),
        Column("document", _("Key of the document."), must=True),
        Column("label", _("The document's own number.")),
        Column("heading", _("Heading, in our own words."), must=True),
        Column("text", _("Text in our own words, in Markdown.")),
        Column("quote", _("A short quotation of the original wording.")),
        Column("quote_language", _("Language of the quotation, as a BCP 47 tag.")),
        Column("option", _("Key of the document's alternative that the clause belongs to.")),
        Column("option_label", _("What the document calls that alternative.")),
        Column("status", _("How firmly the document puts it."), values=meanings.STATUSES,
               must=True),
        Column("confidence", _("How well the wording is known."), values=meanings.CONFIDENCES,
               must=True),
        Column("contested", _("What about the wording is contested.")),
    ),
    ("id",),
    (Link(("document",), "documents", ("key",)),),
)  # fmt: skip

ANSWERS = Table(
    "answers",
    _(
        "One row an answer; where a document gives none, one row that says why. "
        "Silent, deferred, withdrawn and not coded are four things, and none is agreement."
    ),
    (
        Column("id", _("Lasting name of the answer, or of the place where one is missing.")),
        Column("question", _("Key of the question."), must=True),
        Column("document", _("Key of the document."), must=True),
        Column("state", _("Whether the document answers the question, or why not."),
               values=meanings.STATES, must=True),
        Column("clause", _("Id of the clause that the answer stands in.")),
        Column("reading", _("The answer in plain language.")),
        Column("force", _("What the document does with it."), values=meanings.FORCES),
        Column("at_least", _("Range: from this number on."), Type.NUMBER),
        Column("more_than", _("Range: above this number."), Type.NUMBER),
        Column("at_most", _("Range: up to this number."), Type.NUMBER),
        Column("less_than", _("Range: below this number."), Type.NUMBER),
        Column("exactly", _("Range: this number."), Type.NUMBER),
        Column("unit", _("Range: key of the unit of these numbers.")),
        Column("from_day", _("Date: from this day on."), Type.DAY),
        Column("to_day", _("Date: until this day."), Type.DAY),
        Column("on_day", _("Date: on this day."), Type.DAY),
        Column("any", _("Range or date: every outcome is admitted."), Type.YES_NO),
        Column("scope", _("What the answer is limited to, in the document's words.")),
        Column("condition", _("What the answer depends on.")),
        Column("waits_for", _("Id of the clause that the answer waits for; it may be outside the "
                              "selection.")),
        Column("option", _("What the document calls the alternative that the answer belongs to.")),
        Column("status", _("How firmly the document puts it."), values=meanings.STATUSES),
        Column("confidence", _("How well the wording behind it is known."),
               values=meanings.CONFIDENCES),
        Column("note", _("Note on how it was coded.")),
        Column("value", _("The answer as it is stored; answer_entries holds its lists as rows."),
               Type.JSON),
        Column("absence_basis", _("What was read to find that there is no answer."),
               values=meanings.READ_FOR_ABSENCE),
        Column("absence_note", _("How it was found that there is no answer.")),
    ),
    ("id",),
    (
        Link(("question",), "questions", ("key",)),
        Link(("document",), "documents", ("key",)),
        Link(("clause",), "clauses", ("id",)),
    ),
)  # fmt: skip

VERDICTS = Table(
    "verdicts",
    _("What the engine computes: one row for each question, and one for each pair of documents."),
    (
        Column("id", _("Key of the question; for a pair, with the keys of its documents.")),
        Column("scope", _("Whether the row or a pair is meant."), values=meanings.SCOPES,
               must=True),
        Column("question", _("Key of the question."), must=True),
        Column("first", _("Key of the pair's first document.")),
        Column("second", _("Key of the pair's second document.")),
        Column("verdict", _("The verdict."), values=meanings.MARKS, must=True),
        Column("rule", _("The rule that gives it."), values=meanings.RULES, must=True),
        Column("sentence", _("Why, in a sentence that can be checked.")),
        Column("best_verdict", _("What the best alternatives of a pair give, if that is another."),
               values=meanings.MARKS),
        Column("best_rule", _("The rule that gives that."), values=meanings.RULES),
        Column("common_to_all", _("Row: what three or more documents all admit.")),
        Column("judged_verdict", _("Pair: an editor's verdict; it replaces nothing."),
               values=meanings.JUDGED),
        Column("judged_reason", _("The editor's reason.")),
        Column("judged_by", _("Who signed it.")),
        Column("judged_at", _("When it was signed."), Type.MOMENT),
    ),
    ("id",),
    (
        Link(("question",), "questions", ("key",)),
        Link(("first",), "documents", ("key",)),
        Link(("second",), "documents", ("key",)),
    ),
)  # fmt: skip

EVIDENCE = Table(
    "evidence",
    _("Which article supports, disputes or qualifies which clause or answer."),
    (
        Column("id", _("Lasting name of the piece of evidence.")),
        Column("clause", _("Id of the clause."), must=True),
        Column("answer", _("Id of the answer, if the article bears on one answer only.")),
        Column("article", _("Key of the article."), must=True),
        Column("stance", _("What the article does to it."), values=meanings.STANCES, must=True),
        Column("basis", _("How close the article is to the document."), values=meanings.BASES,
               must=True),
        Column("quote", _("At most fifteen words of the article.")),
        Column("before", _("The words before the quote.")),
        Column("after", _("The words after the quote.")),
        Column("quote_language", _("Language of the quote, as a BCP 47 tag.")),
        Column("note", _("Note on the evidence.")),
        Column("source", _("Articles with the same value here count as one source."), must=True),
        Column("disagreement", _("Key of the disagreement between sources that it belongs to.")),
    ),
    ("id",),
    (
        Link(("clause",), "clauses", ("id",)),
        Link(("answer",), "answers", ("id",)),
        Link(("article",), "articles", ("key",)),
    ),
)  # fmt: skip

ARTICLES = Table(
    "articles",
    _("The articles that the evidence and the checked absences rest on."),
    (
        Column("key", _("Key of the article; it ends its address on the site.")),
        Column("outlet", _("Key of the outlet."), must=True),
        Column("headline", _("Headline.")),
        Column("headline_note", _("Note on the headline.")),
        Column("published", _("Day of publication."), Type.DAY),
        Column("published_note", _("Note on that day.")),
        Column("url", _("Address.")),
        Column("archived_url", _("Address of an archived copy.")),
        Column("accessed", _("Day on which it was read."), Type.DAY),
        Column("language", _("Language, as a BCP 47 tag.")),
        Column("syndicated_from", _("Key of the article that it repeats; it may be outside the "
                                    "selection.")),
        Column("origin", _("Key of the material that it draws on.")),
        Column("extent", _("How much of it was read."), values=meanings.EXTENTS),
        Column("note", _("Note on the article.")),
    ),
    ("key",),
    (Link(("outlet",), "outlets", ("key",)),),
)  # fmt: skip

TOPICS = Table(
    "topics",
    _("The topics of the rows, with their definitions and the crosswalk to PA-X."),
    (
        Column("key", _("Key of the topic.")),
        Column("theme", _("Key of the theme."), must=True),
        Column("theme_name", _("Name of the theme."), must=True),
        Column("name", _("Name of the topic."), must=True),
        Column("definition", _("What belongs to it.")),
        Column("pax_code", _("Code in the PA-X agreements database.")),
        Column("pax_match", _("How well the code fits."), values=meanings.MATCHES),
        Column("pax_note", _("Note on that.")),
    ),
    ("key",),
)

QUESTIONS = Table(
    "questions",
    _("The questions that are compared, in the order of the page: exactly the selected rows."),
    (
        Column("key", _("Key of the question.")),
        Column("topic", _("Key of the topic."), must=True),
        Column("text", _("The question."), must=True),
        Column("kind", _("What an answer is made of."), values=meanings.KINDS_OF_VALUE, must=True),
        Column("unit", _("Key of the unit, where an answer names no other.")),
        Column("note", _("Note on the question.")),
    ),
    ("key",),
    (Link(("topic",), "topics", ("key",)),),
)

TABLES = (DOCUMENTS, CLAUSES, ANSWERS, VERDICTS, EVIDENCE, ARTICLES, TOPICS, QUESTIONS, *LISTS)
"""Every table, in the order of files and sheets."""
