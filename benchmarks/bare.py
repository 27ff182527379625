"""A bare Django view of the rows of a comparison: what ours is measured against.

It is written as a good Django developer would write it without the engine: the ORM with
`select_related` and `prefetch_related`, a stock template engine, nothing kept from one request to
the next. Nine queries, however many rows there are.

It draws two documents side by side in the order of the codebook. A row has the theme, the topic and
the question; each answer with who acts, scope, condition and the stored value; the clause behind it
with number, heading, text and quote; and the evidence on that answer with stance, headline, outlet,
date, link and quote. Where a document has no answer, the recorded absence is named. It draws no
verdict, no sentence, no filter and no picture. The sources stand in it whole, while the comparison
page fetches those of a cell when a reader unfolds them: `?sources=no` leaves them out.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404
from django.template.backends.django import DjangoTemplates

from proposals.models import Clause, Coverage, Evidence, Negotiation, Question, Term, Version

PROCESSORS = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)


def comparison(request: HttpRequest, negotiation: str, first: str, second: str) -> HttpResponse:
    """Draw two documents, named by the keys of their proposals, in their latest versions."""
    talks = get_object_or_404(Negotiation, key=negotiation)
    versions = [_latest_version(talks, key) for key in (first, second)]
    with_sources = request.GET.get("sources") != "no"
    questions = _questions(talks, versions, with_sources=with_sources)
    rows = [_row(question, versions, with_sources=with_sources) for question in questions]
    context = {
        "negotiation": talks,
        "versions": versions,
        "themes": _by_theme(rows),
        "with_sources": with_sources,
    }
    page = _engine().get_template("bare.html").render(context, request)
    return HttpResponse(page)


@cache
def _engine() -> DjangoTemplates:
    """Return Django's own engine as a new project has it: it keeps templates, and cleans none."""
    folder = Path(__file__).parent / "templates"
    options = {"context_processors": PROCESSORS}
    return DjangoTemplates(
        {"NAME": "bare", "DIRS": [folder], "APP_DIRS": False, "OPTIONS": options}
    )


def _latest_version(negotiation: Negotiation, key: str) -> Version:
    versions = Version.objects.filter(proposal__negotiation=negotiation, proposal__key=key)
    related = versions.select_related("proposal__negotiation").order_by("ordinal", "key")
    return get_list_or_404(related)[-1]


def _questions(
    negotiation: Negotiation, versions: list[Version], *, with_sources: bool
) -> list[Question]:
    """Return the questions with all that their rows need, in the order of the codebook."""
    clauses = Clause.objects.published().filter(version__in=versions)
    if with_sources:
        sources = Evidence.objects.select_related("article__outlet").order_by("stance", "pk")
        clauses = clauses.prefetch_related(Prefetch("evidence", sources))
    terms = (
        Term.objects.published()
        .filter(clause__version__in=versions)
        .order_by("clause__ordinal", "number")
        .prefetch_related("bearers", Prefetch("clause", clauses))
    )
    absences = Coverage.objects.filter(version__in=versions)
    return list(
        Question.objects.filter(negotiation=negotiation)
        .select_related("topic__theme")
        .order_by("topic__theme__ordinal", "topic__ordinal", "ordinal", "key")
        .prefetch_related(
            Prefetch("terms", terms, to_attr="answers"),
            Prefetch("coverage", absences, to_attr="absences"),
        )
    )


def _row(question: Any, versions: list[Version], *, with_sources: bool) -> dict[str, Any]:
    """Return a question, whose answers and absences were fetched, with a cell for each version."""
    for answer in question.answers:
        answer.sources = _sources(answer) if with_sources else []
    cells = [
        {
            "answers": [one for one in question.answers if one.clause.version_id == version.pk],
            "absences": [one for one in question.absences if one.version_id == version.pk],
        }
        for version in versions
    ]
    return {"question": question, "cells": cells}


def _sources(answer: Term) -> list[Evidence]:
    """Return the evidence on an answer, and on its clause as a whole."""
    items = answer.clause.evidence.all()
    return [item for item in items if item.term_id in (None, answer.pk)]


def _by_theme(rows: list[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the rows under their themes, which are in order already."""
    themes = groupby(rows, key=lambda row: row["question"].topic.theme)
    return [(theme, list(group)) for theme, group in themes]
