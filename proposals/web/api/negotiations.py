"""Negotiations: their documents, topics, questions, clauses, and comparisons of all these."""

from __future__ import annotations

from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router

from proposals.comparisons import Catalogue
from proposals.comparisons.lookups import (
    find_catalogue,
    find_document,
    find_negotiation,
    find_question_of,
    find_topic_among,
    find_topic_used_in,
    unknown_names,
)
from proposals.comparisons.query_string import Notice
from proposals.comparisons.sort_order import CODEBOOK, database_order
from proposals.exports.formats import FORMATS
from proposals.exports.record.comparison import COMPARISON
from proposals.exports.record.movement import MOVEMENT
from proposals.language.addresses import PARAMETER
from proposals.models import Clause, Negotiation, Question
from proposals.web.api import parameters
from proposals.web.api.items import (
    clause_item,
    document_item,
    negotiation_item,
    question_item,
    topic_item,
    topics_in_order,
)
from proposals.web.api.pagination import SiteUrls, json_response, paginate
from proposals.web.api.parameters import DocumentKey, Key
from proposals.web.api.problems import (
    ApiProblem,
    ParameterFault,
    bad_parameters,
    parameter_fault,
    unknown_parameters,
)
from proposals.web.api.schemas import negotiations as shapes
from proposals.web.api.schemas.shapes import shape_of
from proposals.web.api.service import operation
from proposals.web.pages.export_request import bundle_for
from proposals.web.pages.movement_files import movement_json_of
from proposals.web.pages.movement_request import movements_asked_for

router = Router(tags=["Negotiations"])

LONGEST_LINK = 4_000
"""Characters of an address in a header; proxies refuse responses with much longer headers."""


@operation(router, "", parameters.PageQuery, shapes.NEGOTIATION_PAGE)
def negotiations(request: HttpRequest, query: parameters.PageQuery) -> HttpResponse:
    """List negotiations.

    Those of which something is published, the latest first.
    """
    urls = SiteUrls(request)
    rows = Negotiation.objects.public().prefetch_related("parties")
    return paginate(request, query, rows, partial(negotiation_item, urls))


@operation(router, "/{negotiation}", parameters.NoParameters, shapes.NEGOTIATION_ITEM)
def negotiation(
    request: HttpRequest, query: parameters.NoParameters, negotiation: Key
) -> HttpResponse:
    """Read one negotiation.

    With its parties, and links to its documents, clauses, topics, questions and comparison.
    """
    return json_response(negotiation_item(SiteUrls(request), find_negotiation(negotiation)))


@operation(router, "/{negotiation}/documents", parameters.PageQuery, shapes.DOCUMENT_PAGE)
def documents(request: HttpRequest, query: parameters.PageQuery, negotiation: Key) -> HttpResponse:
    """List the documents of a negotiation.

    Versions of proposals in the order in which they were handed over.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    item = partial(document_item, SiteUrls(request), catalogue.negotiation)
    return paginate(request, query, catalogue.documents, item)


@operation(
    router, "/{negotiation}/documents/{document}", parameters.NoParameters, shapes.DOCUMENT_ITEM
)
def document(
    request: HttpRequest, query: parameters.NoParameters, negotiation: Key, document: DocumentKey
) -> HttpResponse:
    """Read one document.

    By the key that stands in addresses: "proposal.version"; "proposal" alone is its newest version.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    row = find_document(catalogue, document)
    return json_response(document_item(SiteUrls(request), catalogue.negotiation, row))


@operation(router, "/{negotiation}/topics", parameters.PageQuery, shapes.TOPIC_PAGE)
def topics(request: HttpRequest, query: parameters.PageQuery, negotiation: Key) -> HttpResponse:
    """List the topics of a negotiation.

    Those on which it asks a question, in the codebook's order.
    """
    home = find_negotiation(negotiation)
    item = partial(topic_item, SiteUrls(request), home)
    return paginate(request, query, topics_in_order(home), item)


@operation(router, "/{negotiation}/topics/{topic}", parameters.NoParameters, shapes.TOPIC_ITEM)
def topic(
    request: HttpRequest, query: parameters.NoParameters, negotiation: Key, topic: Key
) -> HttpResponse:
    """Read one topic.

    With its definition and its fit to the PA-X agreements database.
    """
    home = find_negotiation(negotiation)
    row = find_topic_used_in(home, topic)
    return json_response(topic_item(SiteUrls(request), home, row))


@operation(router, "/{negotiation}/questions", parameters.PageQuery, shapes.QUESTION_PAGE)
def questions(request: HttpRequest, query: parameters.PageQuery, negotiation: Key) -> HttpResponse:
    """List the questions of a negotiation.

    What its documents are compared on, in the codebook's order.
    """
    home = find_negotiation(negotiation)
    rows = Question.objects.for_comparison(home).order_by(*database_order(*CODEBOOK))
    return paginate(request, query, rows, partial(question_item, SiteUrls(request), home))


@operation(
    router, "/{negotiation}/questions/{question}", parameters.NoParameters, shapes.QUESTION_ITEM
)
def question(
    request: HttpRequest, query: parameters.NoParameters, negotiation: Key, question: Key
) -> HttpResponse:
    """Read one question.

    With its kind of answer and the closed list or the unit that answers are made of.
    """
    home = find_negotiation(negotiation)
    row = find_question_of(home, question)
    return json_response(question_item(SiteUrls(request), home, row))


@operation(router, "/{negotiation}/clauses", parameters.ClauseQuery, shapes.CLAUSE_PAGE)
def clauses(request: HttpRequest, query: parameters.ClauseQuery, negotiation: Key) -> HttpResponse:
    """List the clauses of a negotiation.

    Only published ones, document by document in the document's own order.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    topics = tuple(topics_in_order(catalogue.negotiation))
    errors = unknown_names(
        (partial(find_document, catalogue), query.document),
        (lambda key: find_topic_among(topics, key, catalogue.negotiation), query.topic),
    )
    if errors:
        raise unknown_parameters(map(parameter_fault, errors))
    item = partial(clause_item, SiteUrls(request), catalogue, topics)
    return paginate(request, query, _clauses(catalogue, query), item)


@operation(router, "/{negotiation}/comparison", parameters.ComparisonQuery, shape_of(COMPARISON))
def comparison(
    request: HttpRequest, query: parameters.ComparisonQuery, negotiation: Key
) -> HttpResponse:
    """Compare documents.

    Takes the selection of the comparison page, and gives the record of its rows: the same as the
    file comparison.json. The header Parley-Hash has the SHA-256 of its content, without "words".
    """
    bundle, notices = bundle_for(request, negotiation, (PARAMETER,))
    faults = tuple(notice for notice in notices if not notice.only_informs)
    if faults:
        raise _unclear_selection(faults)
    form = FORMATS["comparison.json"]
    response = HttpResponse(form.write(bundle), content_type=form.content_type)
    response["Parley-Hash"] = bundle.hash
    if len(bundle.address) <= LONGEST_LINK:
        response["Link"] = f'<{bundle.address}>; rel="alternate"; type="text/html"'
    return response


@operation(router, "/{negotiation}/movement", parameters.MovementQuery, shape_of(MOVEMENT))
def movement(
    request: HttpRequest, query: parameters.MovementQuery, negotiation: Key
) -> HttpResponse:
    """Read how positions moved.

    Takes the selection of the page on movements, and gives what it shows, question by question
    along the dates: what each text answers, what became of it, and towards whom it moved. The same
    as the file movement.json.
    """
    asked = movements_asked_for(request, negotiation, (PARAMETER,))
    if asked.refusals:
        raise _unclear_selection(asked.refusals)
    return HttpResponse(movement_json_of(asked.record()), content_type="application/json")


_ORDER_OF_CLAUSES = (
    "version__proposal__ordinal",
    "version__proposal__key",
    "version__ordinal",
    "version__key",
    "ordinal",
    "key",
)


def _clauses(catalogue: Catalogue, query: parameters.ClauseQuery) -> QuerySet[Clause]:
    """Return the published clauses of a negotiation, of one document and one topic if asked so."""
    documents = (
        catalogue.documents
        if query.document is None
        else (find_document(catalogue, query.document),)
    )
    rows = Clause.objects.published().filter(version__in=[one.version.pk for one in documents])
    if query.topic is not None:
        rows = rows.filter(topics__key=query.topic)
    return rows.order_by(*_ORDER_OF_CLAUSES).with_topics()


def _unclear_selection(notices: tuple[Notice, ...]) -> ApiProblem:
    """Return the problem of an unclear selection: missing if a name is unknown, else wrong."""
    faults = [ParameterFault("", notice.text, notice.allowed) for notice in notices]
    some_unknown = any(notice.allowed for notice in notices)
    problem = unknown_parameters(faults) if some_unknown else bad_parameters(faults)
    # The notices are those of the page, which goes on without what it cannot follow.
    problem.detail = gettext("Refused, where the page for readers goes on: %(detail)s") % {
        "detail": problem.detail
    }
    return problem
