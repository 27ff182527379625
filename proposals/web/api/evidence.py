"""Clauses with all that they rest on: evidence, articles, outlets."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router
from pydantic import Field

from proposals.comparisons import clause_view
from proposals.comparisons.lookups import (
    find_article,
    find_catalogue,
    find_clause,
    find_negotiation,
    find_outlet,
    unknown_names,
)
from proposals.exports.record.contents import evidence_sort_key
from proposals.models import Clause, Evidence
from proposals.web.api import parameters
from proposals.web.api.items import (
    answer_items,
    article_item,
    clause_item,
    evidence_item,
    outlet_item,
    topics_in_order,
)
from proposals.web.api.pagination import SiteUrls, json_response, paginate
from proposals.web.api.parameters import ClauseId, Key
from proposals.web.api.problems import ParameterFault, parameter_fault, unknown_parameters
from proposals.web.api.schemas import negotiations as shapes
from proposals.web.api.schemas import press
from proposals.web.api.service import operation
from sources.public import public_articles, public_outlets

router = Router(tags=["Clauses and evidence"])

Number = Annotated[int, Field(ge=1, le=2_147_483_647)]


@operation(router, "/clauses/{clause}", parameters.NoParameters, shapes.WHOLE_CLAUSE)
def clause(request: HttpRequest, query: parameters.NoParameters, clause: ClauseId) -> HttpResponse:
    """Read one clause.

    With its typed answers and all of its evidence, what supports it first.
    """
    rows = Clause.objects.published().with_evidence().with_terms().with_topics()
    row = find_clause(clause, rows)
    catalogue = find_catalogue(row.version.proposal.negotiation.key, with_questions=False)
    urls, view = SiteUrls(request), clause_view(row, ())
    items = sorted(row.evidence.all(), key=evidence_sort_key)
    terms = {term.pk: term for term in row.terms.all()}
    for item in items:
        item.term = terms.get(item.term_id or 0)
    topics = tuple(topics_in_order(catalogue.negotiation))
    body = clause_item(urls, catalogue, topics, row)
    body["answers"] = answer_items(view.answers)
    body["evidence"] = [evidence_item(urls, item, row) for item in items]
    return json_response(body)


@operation(router, "/evidence", parameters.EvidenceQuery, press.EVIDENCE_PAGE)
def evidence(request: HttpRequest, query: parameters.EvidenceQuery) -> HttpResponse:
    """List evidence.

    What articles do to published clauses, by clause, article and number.
    """
    errors = unknown_names(
        (find_negotiation, query.negotiation),
        (find_clause, query.clause),
        (find_article, query.article),
    )
    if errors:
        raise unknown_parameters(map(parameter_fault, errors))
    urls = SiteUrls(request)
    order = ("clause__uid", "article__key", "number")
    keys = Evidence.objects.published().filter(**_conditions(query)).order_by(*order).values("pk")
    return paginate(
        request,
        query,
        keys,
        lambda item: evidence_item(urls, item, item.clause),
        # put in order by their keys alone: whole rows of all evidence take long to sort
        read=lambda page: _evidence().filter(pk__in=page).order_by(*order),
    )


@operation(
    router,
    "/evidence/{clause}/{article}/{int:number}",
    parameters.NoParameters,
    press.EVIDENCE_ITEM,
)
def one_evidence(
    request: HttpRequest,
    query: parameters.NoParameters,
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
        raise unknown_parameters([ParameterFault("number", text)])
    return json_response(evidence_item(SiteUrls(request), item, item.clause))


@operation(router, "/articles", parameters.ArticleQuery, press.ARTICLE_PAGE)
def articles(request: HttpRequest, query: parameters.ArticleQuery) -> HttpResponse:
    """List articles.

    Those that something published rests on, by key. Their texts belong to their publishers and are
    never given.
    """
    urls, rows = SiteUrls(request), public_articles().for_evidence().order_by("key")
    errors = unknown_names((find_outlet, query.outlet))
    if errors:
        raise unknown_parameters(map(parameter_fault, errors))
    if query.outlet is not None:
        rows = rows.filter(outlet__key=query.outlet)
    return paginate(request, query, rows, lambda article: article_item(urls, article))


@operation(router, "/articles/{article}", parameters.NoParameters, press.ARTICLE_ITEM)
def article(request: HttpRequest, query: parameters.NoParameters, article: Key) -> HttpResponse:
    """Read one article.

    Where it stands and what it was taken from, with links to its outlet and what it gives.
    """
    return json_response(article_item(SiteUrls(request), find_article(article)))


@operation(router, "/outlets", parameters.PageQuery, press.OUTLET_PAGE)
def outlets(request: HttpRequest, query: parameters.PageQuery) -> HttpResponse:
    """List outlets.

    Those of the articles that something published rests on, by key.
    """
    urls, rows = SiteUrls(request), public_outlets().order_by("key")
    return paginate(request, query, rows, lambda outlet: outlet_item(urls, outlet))


@operation(router, "/outlets/{outlet}", parameters.NoParameters, press.OUTLET_ITEM)
def outlet(request: HttpRequest, query: parameters.NoParameters, outlet: Key) -> HttpResponse:
    """Read one outlet.

    Its country, its language and its ownership, with where that was read.
    """
    return json_response(outlet_item(SiteUrls(request), find_outlet(outlet)))


def _evidence() -> QuerySet[Evidence]:
    """Return evidence on published clauses, with all that its row names."""
    return Evidence.objects.published().for_citation().select_related("clause", "term__question")


def _conditions(query: parameters.EvidenceQuery) -> dict[str, Any]:
    """Return the filter that the parameters ask for."""
    values = {
        "clause__version__proposal__negotiation__key": query.negotiation,
        "clause__uid": query.clause,
        "article__key": query.article,
        "stance": query.stance,
    }
    return {path: value for path, value in values.items() if value is not None}
