"""Negotiations: their documents, topics, questions, clauses, and comparisons of all these."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router

from proposals.comparisons.query_string import Notice
from proposals.exports.formats import FORMS
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
from proposals.web.api.pagination import Places, given, paged
from proposals.web.api.parameters import DocumentKey, Key
from proposals.web.api.problems import Fault, bad_parameters
from proposals.web.api.schemas import comparison as compared
from proposals.web.api.schemas import documents as shapes
from proposals.web.api.service import operation
from proposals.web.pages.export_request import handed
from proposals.web.pages.responses import Missing

router = Router(tags=["Negotiations"])

LONGEST_LINK = 4_000
"""Signs of an address in a header; proxies refuse answers with much more of a head."""


@operation(router, "", parameters.PageOf, shapes.NegotiationPage)
def negotiations(request: HttpRequest, asked: parameters.PageOf) -> HttpResponse:
    """List negotiations.

    Those of which something is published, the latest first.
    """
    at = Places(request)
    rows = Negotiation.objects.public().prefetch_related("parties")
    return paged(request, asked, rows, lambda one: negotiation_item(at, one))


@operation(router, "/{negotiation}", parameters.Nothing, shapes.NegotiationItem)
def negotiation(request: HttpRequest, asked: parameters.Nothing, negotiation: Key) -> HttpResponse:
    """Read one negotiation.

    With its parties, and links to its documents, clauses, topics, questions and comparison.
    """
    rows = Negotiation.objects.public().prefetch_related("parties")
    found = rows.filter(key=negotiation).first()
    if found is None:
        raise no_negotiation(negotiation)
    return given(negotiation_item(Places(request), found))


@operation(router, "/{negotiation}/documents", parameters.PageOf, shapes.DocumentPage)
def documents(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the documents of a negotiation.

    Versions of proposals in the order in which they were handed over.
    """
    at, found = Places(request), found_catalogue(negotiation)
    home = found.negotiation
    return paged(request, asked, found.documents, lambda one: document_item(at, home, one))


@operation(router, "/{negotiation}/documents/{document}", parameters.Nothing, shapes.DocumentItem)
def document(
    request: HttpRequest, asked: parameters.Nothing, negotiation: Key, document: DocumentKey
) -> HttpResponse:
    """Read one document.

    By the key that stands in addresses: "proposal" for the latest version, else "proposal@version".
    """
    found = found_catalogue(negotiation)
    one = found_document(found, document)
    return given(document_item(Places(request), found.negotiation, one))


@operation(router, "/{negotiation}/topics", parameters.PageOf, shapes.TopicPage)
def topics(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the topics of a negotiation.

    Those on which it asks a question, in the codebook's order.
    """
    at, found = Places(request), found_catalogue(negotiation)
    home = found.negotiation
    return paged(request, asked, found.topics, lambda one: topic_item(at, home, one))


@operation(router, "/{negotiation}/topics/{topic}", parameters.Nothing, shapes.TopicItem)
def topic(
    request: HttpRequest, asked: parameters.Nothing, negotiation: Key, topic: Key
) -> HttpResponse:
    """Read one topic.

    With its definition and its fit to the PA-X agreements database.
    """
    found = found_catalogue(negotiation)
    return given(topic_item(Places(request), found.negotiation, found_topic(found, topic)))


@operation(router, "/{negotiation}/questions", parameters.PageOf, shapes.QuestionPage)
def questions(request: HttpRequest, asked: parameters.PageOf, negotiation: Key) -> HttpResponse:
    """List the questions of a negotiation.

    What its documents are compared on, in the codebook's order.
    """
    at, found = Places(request), found_catalogue(negotiation)
    home = found.negotiation
    return paged(request, asked, found.questions, lambda one: question_item(at, home, one))


@operation(router, "/{negotiation}/questions/{question}", parameters.Nothing, shapes.QuestionItem)
def question(
    request: HttpRequest, asked: parameters.Nothing, negotiation: Key, question: Key
) -> HttpResponse:
    """Read one question.

    With its kind of answer and the closed list or the unit that answers are made of.
    """
    found = found_catalogue(negotiation)
    one = found_question(found, question)
    return given(question_item(Places(request), found.negotiation, one))


@operation(router, "/{negotiation}/clauses", parameters.Clauses, shapes.ClausePage)
def clauses(request: HttpRequest, asked: parameters.Clauses, negotiation: Key) -> HttpResponse:
    """List the clauses of a negotiation.

    Only published ones, document by document in the document's own order.
    """
    at, found = Places(request), found_catalogue(negotiation)
    rows = narrowed(found, asked.document, asked.topic)
    return paged(request, asked, rows, lambda one: clause_item(at, found, one))


@operation(router, "/{negotiation}/comparison", parameters.Comparison, compared.Comparison)
def comparison(
    request: HttpRequest, asked: parameters.Comparison, negotiation: Key
) -> HttpResponse:
    """Compare documents.

    Takes the selection of the comparison page, and gives the record of its rows: the same as the
    file comparison.json. The header Parley-Hash has the SHA-256 of the record in its one spelling.
    """
    try:
        handout, notices = handed(request, negotiation)
    except Missing:
        raise no_negotiation(negotiation) from None
    if notices:
        _refuse(notices)
    form = FORMS["comparison.json"]
    answer = HttpResponse(form.write(handout), content_type=form.content_type)
    answer["Parley-Hash"] = handout.hash
    if len(handout.address) <= LONGEST_LINK:
        answer["Link"] = f'<{handout.address}>; rel="alternate"; type="text/html"'
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
