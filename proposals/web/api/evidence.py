"""Clauses with all that they rest on: evidence, articles, outlets."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router
from pydantic import Field

from proposals.comparisons import clause_view
from proposals.exports.record.items import evidence_place
from proposals.models import Clause, Evidence, Negotiation
from proposals.web.api import parameters
from proposals.web.api.items import (
    answer_items,
    article_item,
    clause_item,
    evidence_item,
    outlet_item,
)
from proposals.web.api.lookups import (
    found_article,
    found_catalogue,
    found_clause,
    found_outlet,
    no_article,
    no_clause,
    no_outlet,
    public_articles,
    public_outlets,
    unknown,
    unknown_negotiation,
)
from proposals.web.api.pagination import SiteUrls, json_response, paginate
from proposals.web.api.parameters import ClauseId, Key
from proposals.web.api.problems import Fault
from proposals.web.api.schemas import documents as shapes
from proposals.web.api.schemas import press
from proposals.web.api.service import operation

router = Router(tags=["Clauses and evidence"])

Number = Annotated[int, Field(ge=1, le=2_147_483_647)]


@operation(router, "/clauses/{clause}", parameters.NoParameters, shapes.WholeClause)
def clause(request: HttpRequest, asked: parameters.NoParameters, clause: ClauseId) -> HttpResponse:
    """Read one clause.

    With its typed answers and all of its evidence, what supports it first.
    """
    one = found_clause(clause)
    found = found_catalogue(one.version.proposal.negotiation.key)
    at, view = SiteUrls(request), clause_view(one, ())
    items = sorted(one.evidence.all(), key=evidence_place)
    terms = {term.pk: term for term in one.terms.all()}
    for item in items:
        item.term = terms.get(item.term_id or 0)
    body = clause_item(at, found, one)
    body["answers"] = answer_items(view.answers)
    body["evidence"] = [evidence_item(at, item, one) for item in items]
    return json_response(body)


@operation(router, "/evidence", parameters.EvidenceOf, press.EvidencePage)
def evidence(request: HttpRequest, asked: parameters.EvidenceOf) -> HttpResponse:
    """List evidence.

    What articles do to published clauses, by clause, article and number.
    """
    at = SiteUrls(request)
    faults = list(_unknown_names(asked))
    if faults:
        raise unknown(faults)
    rows = (
        _evidence().filter(**_conditions(asked)).order_by("clause__uid", "article__key", "number")
    )
    return paginate(request, asked, rows, lambda item: evidence_item(at, item, item.clause))


@operation(
    router, "/evidence/{clause}/{article}/{int:number}", parameters.NoParameters, press.EvidenceItem
)
def one_evidence(
    request: HttpRequest,
    asked: parameters.NoParameters,
    clause: ClauseId,
    article: Key,
    number: Number,
) -> HttpResponse:
    """Read one piece of evidence.

    By its clause, its article, and which of those that the article gives to the clause it is.
    """
    rows = _evidence().filter(clause__uid=clause, article__key=article, number=number)
    item = rows.first()
    if item is None:
        text = gettext("There is no evidence of this number from this article on this clause.")
        raise unknown([Fault("number", text)])
    return json_response(evidence_item(SiteUrls(request), item, item.clause))


@operation(router, "/articles", parameters.Articles, press.ArticlePage)
def articles(request: HttpRequest, asked: parameters.Articles) -> HttpResponse:
    """List articles.

    Those that something published rests on, by key. Their texts belong to their publishers and are
    never given.
    """
    at, rows = SiteUrls(request), public_articles().for_evidence().order_by("key")
    if asked.outlet is not None:
        if not public_outlets().filter(key=asked.outlet).exists():
            raise unknown([no_outlet(asked.outlet)])
        rows = rows.filter(outlet__key=asked.outlet)
    return paginate(request, asked, rows, lambda one: article_item(at, one))


@operation(router, "/articles/{article}", parameters.NoParameters, press.ArticleItem)
def article(request: HttpRequest, asked: parameters.NoParameters, article: Key) -> HttpResponse:
    """Read one article.

    Where it stands and what it was taken from, with links to its outlet and what it gives.
    """
    return json_response(article_item(SiteUrls(request), found_article(article)))


@operation(router, "/outlets", parameters.PageOf, press.OutletPage)
def outlets(request: HttpRequest, asked: parameters.PageOf) -> HttpResponse:
    """List outlets.

    Those of the articles that something published rests on, by key.
    """
    at, rows = SiteUrls(request), public_outlets().order_by("key")
    return paginate(request, asked, rows, lambda one: outlet_item(at, one))


@operation(router, "/outlets/{outlet}", parameters.NoParameters, press.OutletItem)
def outlet(request: HttpRequest, asked: parameters.NoParameters, outlet: Key) -> HttpResponse:
    """Read one outlet.

    Its country, its language and its ownership, with where that was read.
    """
    return json_response(outlet_item(SiteUrls(request), found_outlet(outlet)))


def _evidence() -> QuerySet[Evidence]:
    """Evidence on published clauses, with all that its row names."""
    return Evidence.objects.published().for_citation().select_related("clause", "term__question")


def _conditions(asked: parameters.EvidenceOf) -> dict[str, Any]:
    wanted = {
        "clause__version__proposal__negotiation__key": asked.negotiation,
        "clause__uid": asked.clause,
        "article__key": asked.article,
        "stance": asked.stance,
    }
    return {path: value for path, value in wanted.items() if value is not None}


def _unknown_names(asked: parameters.EvidenceOf) -> list[Fault]:
    """The names that nothing published has; a query for each that was given."""
    faults = []
    if asked.negotiation is not None:
        home = Negotiation.objects.public().filter(key=asked.negotiation)
        faults += [] if home.exists() else [unknown_negotiation(asked.negotiation)]
    if asked.clause is not None:
        clause = Clause.objects.published().filter(uid=asked.clause)
        faults += [] if clause.exists() else [no_clause(asked.clause)]
    if asked.article is not None:
        article = public_articles().filter(key=asked.article)
        faults += [] if article.exists() else [no_article(asked.article)]
    return faults
