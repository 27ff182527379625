"""Negotiations: their documents, topics, questions, clauses, and comparisons of all these."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router

from proposals.comparisons.query_string import Notice
from proposals.exports.formats import FORMATS
from proposals.models import Negotiation
from proposals.web.api import parameters
from proposals.web.api.items import (
    clause_item,
    document_item,
    negotiation_item,
    question_item,
    topic_item,
)
from proposals.web.api.lookups import (
    found_catalogue,
    found_document,
    found_question,
    found_topic,
    narrowed,
    no_negotiation,
    unknown,
)
from proposals.web.api.pagination import SiteUrls, json_response, paginate
from proposals.web.api.parameters import DocumentKey, Key
from proposals.web.api.problems import Fault, bad_parameters
from proposals.web.api.schemas import comparison as compared
from proposals.web.api.schemas import documents as shapes
from proposals.web.api.service import operation
from proposals.web.pages.export_request import bundle_for
from proposals.web.pages.responses import Missing

router = Router(tags=["Negotiations"])

LONGEST_LINK = 4_000
"""Signs of an address in a header; proxies refuse answers with much more of a head."""


@operation(router, "", parameters.PageOf, shapes.NegotiationPage)
def negotiations(request: HttpRequest, asked: parameters.PageOf) -> HttpResponse:
    """List negotiations.

    Those of which something is published, the latest first.
    """
    at = SiteUrls(request)
    rows = Negotiation.objects.public().prefetch_related("parties")
    return paginate(request, asked, rows, lambda one: negotiation_item(at, one))


@operation(router, "/{negotiation}", parameters.NoParameters, shapes.NegotiationItem)
def negotiation(
    request: HttpRequest, asked: parameters.NoParameters, negotiation: Key
) -> HttpResponse:
    """Read one negotiation.

    With its parties, and links to its documents, clauses, topics, questions and comparison.
    """
    rows = Negotiation.objects.public().prefetch_related("parties")
    found = rows.filter(key=negotiation).first()
    if found is None:
        raise no_negotiation(negotiation)
    return json_response(negotiation_item(SiteUrls(request), found))


@operation(router, "/{negotiation}/documents", parameters.PageOf, shapes.DocumentPage)
def documents(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the documents of a negotiation.

    Versions of proposals in the order in which they were handed over.
    """
    at, found = SiteUrls(request), found_catalogue(negotiation)
    home = found.negotiation
    return paginate(request, asked, found.documents, lambda one: document_item(at, home, one))


@operation(
    router, "/{negotiation}/documents/{document}", parameters.NoParameters, shapes.DocumentItem
)
def document(
    request: HttpRequest, asked: parameters.NoParameters, negotiation: Key, document: DocumentKey
) -> HttpResponse:
    """Read one document.

    By the key that stands in addresses: "proposal" for the latest version, else "proposal@version".
    """
    found = found_catalogue(negotiation)
    one = found_document(found, document)
    return json_response(document_item(SiteUrls(request), found.negotiation, one))


@operation(router, "/{negotiation}/topics", parameters.PageOf, shapes.TopicPage)
def topics(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the topics of a negotiation.

    Those on which it asks a question, in the codebook's order.
    """
    at, found = SiteUrls(request), found_catalogue(negotiation)
    home = found.negotiation
    return paginate(request, asked, found.topics, lambda one: topic_item(at, home, one))


@operation(router, "/{negotiation}/topics/{topic}", parameters.NoParameters, shapes.TopicItem)
def topic(
    request: HttpRequest, asked: parameters.NoParameters, negotiation: Key, topic: Key
) -> HttpResponse:
    """Read one topic.

    With its definition and its fit to the PA-X agreements database.
    """
    found = found_catalogue(negotiation)
    return json_response(
        topic_item(SiteUrls(request), found.negotiation, found_topic(found, topic))
    )


@operation(router, "/{negotiation}/questions", parameters.PageOf, shapes.QuestionPage)
def questions(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the questions of a negotiation.

    What its documents are compared on, in the codebook's order.
    """
    at, found = SiteUrls(request), found_catalogue(negotiation)
    home = found.negotiation
    return paginate(request, asked, found.questions, lambda one: question_item(at, home, one))


@operation(
    router, "/{negotiation}/questions/{question}", parameters.NoParameters, shapes.QuestionItem
)
def question(
    request: HttpRequest, asked: parameters.NoParameters, negotiation: Key, question: Key
) -> HttpResponse:
    """Read one question.

    With its kind of answer and the closed list or the unit that answers are made of.
    """
    found = found_catalogue(negotiation)
    one = found_question(found, question)
    return json_response(question_item(SiteUrls(request), found.negotiation, one))


@operation(router, "/{negotiation}/clauses", parameters.ClauseQuery, shapes.ClausePage)
def clauses(request: HttpRequest, asked: parameters.ClauseQuery, negotiation: Key) -> HttpResponse:
    """List the clauses of a negotiation.

    Only published ones, document by document in the document's own order.
    """
    at, found = SiteUrls(request), found_catalogue(negotiation)
    rows = narrowed(found, asked.document, asked.topic)
    return paginate(request, asked, rows, lambda one: clause_item(at, found, one))


@operation(router, "/{negotiation}/comparison", parameters.ComparisonQuery, compared.Comparison)
def comparison(
    request: HttpRequest, asked: parameters.ComparisonQuery, negotiation: Key
) -> HttpResponse:
    """Compare documents.

    Takes the selection of the comparison page, and gives the record of its rows: the same as the
    file comparison.json. The header Parley-Hash has the SHA-256 of the record in its one spelling.
    """
    try:
        bundle, notices = bundle_for(request, negotiation)
    except Missing:
        raise no_negotiation(negotiation) from None
    if notices:
        _refuse(notices)
    form = FORMATS["comparison.json"]
    answer = HttpResponse(form.write(bundle), content_type=form.content_type)
    answer["Parley-Hash"] = bundle.hash
    if len(bundle.address) <= LONGEST_LINK:
        answer["Link"] = f'<{bundle.address}>; rel="alternate"; type="text/html"'
    return answer


def _refuse(notices: tuple[Notice, ...]) -> None:
    """Tell all that could not be followed: as missing if a name is unknown, else as wrong."""
    faults = [Fault("", notice.text, notice.allowed) for notice in notices]
    problem = (
        unknown(faults) if any(notice.allowed for notice in notices) else bad_parameters(faults)
    )
    # The notices are those of the page, which goes on without what it cannot follow.
    problem.detail = gettext("Refused, where the page for readers goes on: %(detail)s") % {
        "detail": problem.detail
    }
    raise problem
