"""The shapes of the press and of evidence."""

from __future__ import annotations

from proposals.exports.record.press import ARTICLE, EVIDENCE, OUTLET
from proposals.web.api.schemas.basics import Address, Links
from proposals.web.api.schemas.shapes import item_shape, page_shape


class OutletLinks(Links):
    """Where an outlet and its articles stand."""

    articles: Address


class ArticleLinks(Links):
    """Where an article, its outlet and what it gives stand."""

    outlet: Address
    evidence: Address


class EvidenceLinks(Links):
    """Where evidence, its clause and its article stand."""

    clause: Address
    article: Address


OUTLET_ITEM = item_shape(OUTLET, "An outlet with its links.", OutletLinks)
ARTICLE_ITEM = item_shape(ARTICLE, "An article with its links.", ArticleLinks)
EVIDENCE_ITEM = item_shape(EVIDENCE, "Evidence with its links.", EvidenceLinks)

OUTLET_PAGE = page_shape("OutletPage", "Outlets by key.", OUTLET_ITEM)
ARTICLE_PAGE = page_shape("ArticlePage", "Articles by key.", ARTICLE_ITEM)
EVIDENCE_PAGE = page_shape("EvidencePage", "Evidence by clause, article and number.", EVIDENCE_ITEM)
