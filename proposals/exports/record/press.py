"""The fields of the press: outlets, their articles, and the evidence that articles give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
    Scalar,
)
from proposals.models.evidence_fields import ArticleEvidence
from sources.iris import valid_iri


class EvidenceRow(NamedTuple):
    """A piece of evidence, the id of its clause, and that of the answer that it bears on alone.

    Of evidence on a response, the id is that of the response.
    """

    item: ArticleEvidence
    clause: str
    answer: str | None

    @property
    def id(self) -> str:
        """The lasting name: the clause, the article, and which of them it is."""
        return f"{self.clause}@{self.item.article.key}/{self.item.number}"


def _iri_in(name: str) -> Callable[[Any], str]:
    """Return how an address is read: as an IRI that programs take, whatever was typed."""
    return lambda row: valid_iri(getattr(row, name))


OUTLET = Entity(
    "Outlet",
    "Who publishes.",
    (
        Field("key", Scalar.KEY, meaning=_("Key of the outlet."), column=COLUMN),
        Field("name", Scalar.TEXT, meaning=_("Name."), column=REQUIRED),
        Field(
            "country",
            Scalar.TEXT,
            meaning=_("Country."),
            description="Empty if unknown.",
            column=COLUMN,
        ),
        Field(
            "country_source",
            Scalar.PROSE,
            meaning=_("Where that was read; empty: general knowledge, not checked."),
            description="Where that was read; empty: general knowledge, not checked.",
            column=COLUMN,
        ),
        Field("language", Scalar.LANGUAGE, meaning=_("Language, as a BCP 47 tag."), column=COLUMN),
        Field(
            "ownership",
            Scalar.PROSE,
            meaning=_("Who owns it, in neutral words."),
            description="In neutral words; empty if unknown.",
            column=COLUMN,
        ),
        Field(
            "ownership_source",
            Scalar.PROSE,
            meaning=_("Where that is taken from."),
            description="Where that was read.",
            column=COLUMN,
        ),
        Field(
            "ownership_unchecked",
            Scalar.YES_NO,
            meaning=_("The ownership is general knowledge, not checked."),
            description="It is general knowledge, not checked; there is no source then.",
            column=COLUMN,
        ),
        Field("url", Scalar.TEXT, _iri_in("url"), meaning=_("Address."), column=COLUMN),
    ),
)

ARTICLE = Entity(
    "Article",
    "One article, without its text, which belongs to its publisher.",
    (
        Field(
            "key",
            Scalar.KEY,
            meaning=_("Key of the article; it ends its address on the site."),
            column=COLUMN,
        ),
        Field(
            "outlet",
            Scalar.KEY,
            "outlet.key",
            meaning=_("Key of the outlet."),
            column=ColumnOptions(required=True, leads_to="outlets.key"),
        ),
        Field(
            "headline",
            Scalar.TEXT,
            meaning=_("Headline."),
            description="As printed; empty if it was not seen.",
            column=COLUMN,
        ),
        Field("headline_note", Scalar.PROSE, meaning=_("Note on the headline."), column=COLUMN),
        Field(
            "description",
            Scalar.TEXT,
            meaning=_("What it is about, in words of this site."),
            description="In words of this site, where the headline was not seen; no headline.",
            column=COLUMN,
        ),
        Field(
            "published",
            Scalar.DAY,
            meaning=_("Day of publication."),
            nullable=True,
            column=COLUMN,
        ),
        Field("published_note", Scalar.PROSE, meaning=_("Note on that day."), column=COLUMN),
        Field("url", Scalar.TEXT, _iri_in("url"), meaning=_("Address."), column=COLUMN),
        Field("url_note", Scalar.PROSE, meaning=_("Note on the address."), column=COLUMN),
        Field(
            "archived_url",
            Scalar.TEXT,
            _iri_in("archived_url"),
            meaning=_("Address of an archived copy."),
            column=COLUMN,
        ),
        Field(
            "accessed",
            Scalar.DAY,
            meaning=_("Day on which it was read."),
            nullable=True,
            column=COLUMN,
        ),
        Field("language", Scalar.LANGUAGE, meaning=_("Language, as a BCP 47 tag."), column=COLUMN),
        Field(
            "syndicated_from",
            Scalar.KEY,
            "syndicated_from.key",
            meaning=_("Key of the article that it repeats; it may be outside the selection."),
            description="The article that it reprints.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "origin",
            Scalar.KEY,
            "origin.key",
            meaning=_("Key of the material that it draws on."),
            description="Material that it shares with other articles.",
            nullable=True,
            column=COLUMN,
        ),
        Field("extent", closed_lists.EXTENTS, meaning=_("How much of it was read."), column=COLUMN),
        Field("note", Scalar.PROSE, meaning=_("Note on the article."), column=COLUMN),
    ),
)

EVIDENCE = Entity(
    "Evidence",
    "What one article does to one clause.",
    (
        Field(
            "id",
            Scalar.TEXT,
            meaning=_("Lasting name of the piece of evidence."),
            examples=("lake-2031.wadi-plan.second.1@L2/1",),
            column=COLUMN,
        ),
        Field(
            "clause",
            Scalar.CLAUSE_ID,
            meaning=_("Id of the clause."),
            column=ColumnOptions(required=True, leads_to="clauses.id"),
        ),
        Field(
            "answer",
            Scalar.TEXT,
            meaning=_("Id of the answer, if the article bears on one answer only."),
            description="The answer it bears on, if it is only one.",
            nullable=True,
            column=ColumnOptions(leads_to="answers.id"),
        ),
        Field(
            "article",
            Scalar.KEY,
            "item.article.key",
            meaning=_("Key of the article."),
            column=ColumnOptions(required=True, leads_to="articles.key"),
        ),
        Field(
            "stance",
            closed_lists.STANCES,
            "item.stance",
            meaning=_("What the article does to it."),
            column=REQUIRED,
        ),
        Field(
            "basis",
            closed_lists.BASES,
            "item.basis",
            meaning=_("How close the article is to the document."),
            column=REQUIRED,
        ),
        Field(
            "quote",
            Scalar.TEXT,
            "item.quote",
            meaning=_("At most fifteen words of the article."),
            description="At most 15 words, as printed; empty if there is none.",
            column=COLUMN,
        ),
        Field(
            "before",
            Scalar.TEXT,
            "item.before",
            meaning=_("The words before the quote."),
            description="The words before the quote.",
            column=COLUMN,
        ),
        Field(
            "after",
            Scalar.TEXT,
            "item.after",
            meaning=_("The words after the quote."),
            description="The words after the quote.",
            column=COLUMN,
        ),
        Field(
            "quote_language",
            Scalar.LANGUAGE,
            "item.effective_language",
            meaning=_("Language of the quote, as a BCP 47 tag."),
            column=COLUMN,
        ),
        Field(
            "quote_gloss",
            Scalar.TEXT,
            "item.quote_gloss",
            meaning=_("What the quote means, by us, in the language of the negotiation."),
            description="What it means, by us; may be empty.",
            column=COLUMN,
        ),
        Field("note", Scalar.PROSE, "item.note", meaning=_("Note on the evidence."), column=COLUMN),
        Field(
            "source",
            Scalar.TEXT,
            "item.independence_key",
            meaning=_("Articles with the same value here count as one source."),
            description="Equal for evidence that comes from the same source.",
            examples=("outlet:sada",),
            column=REQUIRED,
        ),
        Field(
            "disagreement",
            Scalar.KEY,
            "item.disagreement.key",
            meaning=_("Key of the disagreement between sources that it belongs to."),
            description="The disagreement between sources it is part of.",
            nullable=True,
            column=COLUMN,
        ),
    ),
)
