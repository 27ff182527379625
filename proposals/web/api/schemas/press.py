"""The shapes of the press and of evidence."""

from __future__ import annotations

from pydantic import Field

from proposals.models import EvidenceBasis, EvidenceStance
from proposals.web.api.schemas.basics import (
    Address,
    ClauseId,
    Day,
    Key,
    Language,
    Links,
    Page,
    Prose,
    Shape,
)
from sources.models import Extent


class Outlet(Shape):
    """Who publishes."""

    key: Key
    name: str
    country: str
    language: Language
    ownership: Prose = Field(description="In neutral words; empty if unknown.")
    ownership_source: Prose = Field(description="Where that was read.")
    url: str


class Article(Shape):
    """One article, without its text, which belongs to its publisher."""

    key: Key
    outlet: Key
    headline: str = Field(description="As printed; empty if it was not seen.")
    headline_note: Prose
    published: Day | None
    published_note: Prose
    url: str
    archived_url: str
    accessed: Day | None
    language: Language
    syndicated_from: Key | None = Field(description="The article that it reprints.")
    origin: Key | None = Field(description="Material that it shares with other articles.")
    extent: Extent
    note: Prose


class Evidence(Shape):
    """What one article does to one clause."""

    id: str = Field(examples=["lake-2031.wadi-plan.second.1@L2/1"])
    clause: ClauseId
    answer: str | None = Field(description="The answer it bears on, if it is only one.")
    article: Key
    stance: EvidenceStance
    basis: EvidenceBasis
    quote: str = Field(description="At most 15 words, as printed; empty if there is none.")
    before: str = Field(description="The words before the quote.")
    after: str = Field(description="The words after the quote.")
    quote_language: Language
    note: Prose
    source: str = Field(
        description="Equal for evidence that comes from the same source.",
        examples=["outlet:sada"],
    )
    disagreement: Key | None = Field(description="The disagreement between sources it is part of.")


class OutletLinks(Links):
    """Where an outlet and its articles stand."""

    articles: Address


class OutletItem(Outlet):
    """An outlet with its links."""

    links: OutletLinks


class ArticleLinks(Links):
    """Where an article, its outlet and what it gives stand."""

    outlet: Address
    evidence: Address


class ArticleItem(Article):
    """An article with its links."""

    links: ArticleLinks


class EvidenceLinks(Links):
    """Where evidence, its clause and its article stand."""

    clause: Address
    article: Address


class EvidenceItem(Evidence):
    """Evidence with its links."""

    links: EvidenceLinks


class OutletPage(Page):
    """Outlets by key."""

    items: list[OutletItem]


class ArticlePage(Page):
    """Articles by key."""

    items: list[ArticleItem]


class EvidencePage(Page):
    """Evidence by clause, article and number."""

    items: list[EvidenceItem]
