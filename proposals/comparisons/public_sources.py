"""The articles and outlets that what readers see rests on or names."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from proposals.models import (
    Clause,
    Coverage,
    CoverageEvidence,
    Evidence,
    Response,
    ResponseEvidence,
    Version,
)
from sources.models import Article, Outlet
from sources.models.articles import ArticleQuerySet


def public_articles() -> ArticleQuerySet:
    """Return the articles that something published rests on or names.

    They speak to a published clause or response, were read to establish an absence or speak to it,
    or printed a document; or one of these was taken from them.
    """
    visible = Clause.objects.published().filter(version=OuterRef("pk"))
    versions = Version.objects.filter(Exists(visible))
    read = Coverage.articles.through.objects.filter(coverage__version__in=versions.values("pk"))
    absent = CoverageEvidence.objects.filter(coverage__version__in=versions.values("pk"))
    shown = Response.objects.for_readers()
    responded = ResponseEvidence.objects.filter(response__in=shown.values("pk"))
    named = (
        Q(pk__in=Evidence.objects.published().values("article"))
        | Q(pk__in=responded.values("article"))
        | Q(pk__in=read.values("article"))
        | Q(pk__in=absent.values("article"))
        | Q(pk__in=versions.filter(published_by__isnull=False).values("published_by"))
    )
    first = _origins_of(Article.objects.filter(named))
    second = _origins_of(Article.objects.filter(pk__in=first))
    return Article.objects.filter(named | Q(pk__in=first) | Q(pk__in=second))


def public_outlets() -> QuerySet[Outlet]:
    """Return the outlets of those articles."""
    return Outlet.objects.filter(pk__in=public_articles().values("outlet"))


def _origins_of(rows: QuerySet[Article]) -> QuerySet[Any, Any]:
    """Return the primary keys of the articles that some articles were taken from."""
    return rows.filter(syndicated_from__isnull=False).values("syndicated_from")
