"""The articles and outlets that what readers see rests on or names."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from proposals.models import (
    Account,
    Clause,
    Coverage,
    CoverageEvidence,
    Evidence,
    Negotiation,
    Response,
    ResponseEvidence,
    Version,
)
from sources.models import Article
from sources.models.articles import ArticleQuerySet

# Texts are handed on from one to the next, as often as it takes; a circle ends by itself.
WITH_WHAT_THEY_WERE_TAKEN_FROM = """
WITH RECURSIVE chain(id) AS (
    {named}
    UNION
    SELECT article.syndicated_from_id FROM sources_article article
    JOIN chain ON article.id = chain.id
    WHERE article.syndicated_from_id IS NOT NULL
)
SELECT id FROM chain
"""


def public_articles() -> ArticleQuerySet:
    """Return the articles that something published rests on or names; no query yet.

    They speak to a published clause or response, were read to establish an absence or speak to it,
    printed a document, or give a side of a disagreement; or one of these was taken from them.
    """
    named, values = _named_articles().query.sql_with_params()
    chain = WITH_WHAT_THEY_WERE_TAKEN_FROM.format(named=named)
    return Article.objects.filter(pk__in=RawSQL(chain, values))  # noqa: S611 - no words of anybody


def _named_articles() -> QuerySet[Any, Any]:
    """Return the primary keys of the articles that something published names itself."""
    visible = Clause.objects.published().filter(version=OuterRef("pk"))
    versions = Version.objects.filter(Exists(visible))
    read = Coverage.articles.through.objects.filter(coverage__version__in=versions.values("pk"))
    absent = CoverageEvidence.objects.filter(coverage__version__in=versions.values("pk"))
    shown = Response.objects.for_readers()
    responded = ResponseEvidence.objects.filter(response__in=shown.values("pk"))
    homes = Negotiation.objects.public()
    told = Account.articles.through.objects.filter(
        account__disagreement__negotiation__in=homes.values("pk")
    )
    named = (
        Q(pk__in=Evidence.objects.published().values("article"))
        | Q(pk__in=responded.values("article"))
        | Q(pk__in=read.values("article"))
        | Q(pk__in=absent.values("article"))
        | Q(pk__in=told.values("article"))
        | Q(pk__in=versions.filter(published_by__isnull=False).values("published_by"))
    )
    return Article.objects.filter(named).order_by().values("pk")
