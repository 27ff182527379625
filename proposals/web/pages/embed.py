"""One row or one topic for a frame on another site: small, whole in itself, without cookies.

These are the only pages that may stand in a frame; `config.middleware` names them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from proposals.comparisons import Catalogue, Matrix, Selection, compare
from proposals.comparisons.query_string import read_selection, shortened
from proposals.history import last_change
from proposals.models import Question, Topic
from proposals.web.pages.responses import Missing, found_catalogue

MOST_ROWS = 30
"""Questions of one topic in a frame; the topic's own page has them all."""
KEPT_FOR = 300
"""Seconds for which browsers and caches may show an embedded page again without asking."""

P = ParamSpec("P")


def framed(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer `Missing` with a page that fits the frame, and the status 404."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Missing as missing:
            return _page("proposals/embed/missing.html", {"missing": missing}, status=404)

    return inner


@require_safe
@framed
@conditional_page
def embed_question(request: HttpRequest, negotiation: str, question: str) -> HttpResponse:
    """One question with every answer and the verdict. 13 queries."""
    found = found_catalogue(negotiation)
    asked = question_in(found, question)
    page = comparison_for(request, found, questions=(asked.key,))
    query = [*_documents(page["matrix"]), ("question", asked.key)]
    live = f"{found.negotiation.get_compare_url()}?{urlencode(query)}#q-{asked.key}"
    return _page("proposals/embed/question.html", {**page, "question": asked, "live": live})


@require_safe
@framed
@conditional_page
def embed_topic(request: HttpRequest, negotiation: str, topic: str) -> HttpResponse:
    """One topic, question by question. 13 queries."""
    found = found_catalogue(negotiation)
    asked = topic_in(found, topic)
    page = comparison_for(request, found, topics=(asked.key,))
    live = f"{asked.get_url_in(found.negotiation)}?{urlencode(_documents(page['matrix']))}"
    return _page("proposals/embed/topic.html", {**page, "topic": asked, "live": live})


def comparison_for(
    request: HttpRequest, found: Catalogue, **chosen: tuple[str, ...]
) -> dict[str, Any]:
    """What both pages show: the rows for the documents that the address names."""
    asked = read_selection(request.GET, found)
    documents = asked.selection.documents or found.default_documents
    matrix = compare(found, Selection(documents, **chosen))  # type: ignore[arg-type]
    rows = list(matrix.rows)
    return {
        "negotiation": found.negotiation,
        "matrix": matrix,
        "rows": rows[:MOST_ROWS],
        "more": len(rows) - MOST_ROWS,
        "notices": asked.notices,
        "changed": last_change(found.negotiation),
    }


def question_in(found: Catalogue, key: str) -> Question:
    """A question by its key; raises Missing."""
    for question in found.questions:
        if question.key == key:
            return question
    text = gettext("There is no question “%(key)s” in this negotiation.")
    raise Missing(text % {"key": shortened(key)}, _ways(found))


def topic_in(found: Catalogue, key: str) -> Topic:
    """A topic by its key; raises Missing."""
    for topic in found.topics:
        if topic.key == key:
            return topic
    text = gettext("There is no topic “%(key)s” in this negotiation.")
    raise Missing(text % {"key": shortened(key)}, _ways(found))


def _ways(found: Catalogue) -> tuple[tuple[str, str], ...]:
    return ((found.negotiation.get_absolute_url(), found.negotiation.name),)


def _documents(matrix: Matrix) -> list[tuple[str, str]]:
    return [("d", document.key) for document in matrix.documents]


def _page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page made without the request: nothing of the visitor can get into it."""
    answer = HttpResponse(render_to_string(template, context), status=status)
    answer["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return answer
