"""The fields of documents and their clauses."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.models import Clause


class ClauseRow(NamedTuple):
    """A clause with the key of its document, and the keys of those of its topics that are shown.

    Of a clause of a text that is no column, the document is the first that takes it over, and
    `taken_over_from` the text in which it stands.
    """

    document: str
    clause: Clause
    topics: tuple[str, ...]
    taken_over_from: str | None = None


DOCUMENT = Entity(
    "Document",
    "One version of a proposal, as the head of a column.",
    (
        Field(
            "key",
            Scalar.KEY,
            meaning=_("Key of the document, as in the address."),
            description="As in addresses: “proposal.version”.",
            column=COLUMN,
        ),
        Field(
            "name",
            Scalar.TEXT,
            meaning=_("Name of the document, as in sentences."),
            description="As the subject of a sentence.",
            column=REQUIRED,
        ),
        Field("title", Scalar.TEXT, meaning=_("The document's own title."), column=REQUIRED),
        Field(
            "kind",
            closed_lists.KINDS_OF_DOCUMENT,
            "proposal.kind",
            meaning=_("What sort of text it is."),
            column=REQUIRED,
        ),
        Field(
            "proposal",
            Scalar.KEY,
            "proposal.key",
            meaning=_("Key of the proposal that the document is a version of."),
            column=ColumnOptions(required=True, after="key"),
        ),
        Field(
            "version",
            Scalar.KEY,
            "version.key",
            meaning=_("Key of the version."),
            column=ColumnOptions(required=True, after="key"),
        ),
        Field(
            "version_label",
            Scalar.TEXT,
            "version.label",
            meaning=_("What the version is called."),
            column=COLUMN,
        ),
        Field(
            "date",
            Scalar.DAY,
            "version.date",
            meaning=_("Day of the version."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "handed_over",
            Scalar.DAY,
            meaning=_("Day on which the proposal was handed over."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "language",
            Scalar.LANGUAGE,
            "version.language",
            meaning=_("Language of the original, as a BCP 47 tag."),
            column=COLUMN,
        ),
        Field(
            "tier",
            closed_lists.TIERS,
            "version.tier",
            meaning=_("How the wording became public."),
            column=REQUIRED,
        ),
        Field(
            "completeness",
            Scalar.PROSE,
            "version.completeness",
            meaning=_("What of the text was seen."),
            column=COLUMN,
        ),
        Field(
            "complete",
            Scalar.YES_NO,
            "version.complete",
            meaning=_("Whether its full text is known."),
            column=COLUMN,
        ),
        Field(
            "edits",
            Scalar.KEY,
            "version.edits.document_key",
            meaning=_("Key of the document that it edits."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "copy_of",
            Scalar.KEY,
            "version.copy_of.document_key",
            meaning=_("Key of the document of which it is another copy."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "published_by",
            Scalar.KEY,
            "version.published_by.key",
            meaning=_("Key of the article that published the text."),
            description="The article that printed it first.",
            nullable=True,
            column=ColumnOptions(leads_to="articles.key"),
        ),
        Field("parties", ListOf(Scalar.KEY), lambda one: [party.key for party in one.parties]),
        Field(
            "party_names", ListOf(Scalar.TEXT), lambda one: [party.name for party in one.parties]
        ),
    ),
)

CLAUSE = Entity(
    "Clause",
    "One published provision of a document, in our own words.",
    (
        Field(
            "document",
            Scalar.KEY,
            meaning=_(
                "Key of the document; of a clause taken over, the first that leaves it alone."
            ),
            column=ColumnOptions(required=True, after="id", leads_to="documents.key"),
        ),
        Field(
            "taken_over_from",
            Scalar.KEY,
            meaning=_("Key of the text in which it stands, if that is outside the selection."),
            description=(
                "The text in which it stands, if that is none of the documents: an edit that is "
                "known in full leaves the clause alone."
            ),
            nullable=True,
            column=ColumnOptions(after="document"),
        ),
        Field("topics", ListOf(Scalar.KEY)),
        Field(
            "id",
            Scalar.CLAUSE_ID,
            "clause.uid",
            meaning=_("Lasting name of the clause; it ends its address on the site."),
            column=COLUMN,
        ),
        Field(
            "label",
            Scalar.TEXT,
            "clause.label",
            meaning=_("The document's own number."),
            description="The document's own number.",
            examples=("I.5",),
            column=COLUMN,
        ),
        Field(
            "heading",
            Scalar.TEXT,
            "clause.heading",
            meaning=_("Heading, in our own words."),
            column=REQUIRED,
        ),
        Field(
            "text",
            Scalar.MARKDOWN,
            "clause.text",
            meaning=_("Text in our own words, in Markdown."),
            column=COLUMN,
        ),
        Field(
            "quote",
            Scalar.TEXT,
            "clause.quote",
            meaning=_("A short quotation of the original wording."),
            description="Original wording, at most 15 words; may be empty.",
            column=COLUMN,
        ),
        Field(
            "quote_language",
            Scalar.LANGUAGE,
            "clause.quote_language",
            meaning=_("Language of the quotation, as a BCP 47 tag."),
            column=COLUMN,
        ),
        Field(
            "quote_origin",
            closed_lists.ORIGINS,
            lambda one: one.clause.quote_origin or None,
            meaning=_("Whose words the quotation is; empty if that is not stated."),
            description="Whose words; null without a quotation, or if that is not stated.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "quote_by",
            Scalar.TEXT,
            "clause.quote_by",
            meaning=_("Who translated or paraphrased it."),
            description="Who translated or paraphrased it; empty for the document's own words.",
            column=COLUMN,
        ),
        Field(
            "quote_gloss",
            Scalar.TEXT,
            "clause.quote_gloss",
            meaning=_("What it means, by us, in the language of the negotiation."),
            description="What it means, by us; empty if it is in the negotiation's language.",
            column=COLUMN,
        ),
        Field(
            "option",
            Scalar.TEXT,
            "clause.option",
            meaning=_("Key of the document's alternative that the clause belongs to."),
            description="Which of the document's alternatives; empty without any.",
            column=COLUMN,
        ),
        Field(
            "option_label",
            Scalar.TEXT,
            "clause.option_label",
            meaning=_("What the document calls that alternative."),
            column=COLUMN,
        ),
        Field(
            "status",
            closed_lists.STATUSES,
            "clause.status",
            meaning=_("How firmly the document puts it."),
            column=REQUIRED,
        ),
        Field(
            "confidence",
            closed_lists.CONFIDENCES,
            "clause.confidence",
            meaning=_("How well the wording is known."),
            column=REQUIRED,
        ),
        Field(
            "contested",
            Scalar.PROSE,
            "clause.contested",
            meaning=_("What about the wording is contested."),
            description="What about its wording is contested.",
            column=COLUMN,
        ),
    ),
)
