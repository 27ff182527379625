"""What was corrected: the history of one clause or response, and all of a negotiation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals import history
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.lookups import find_clause, find_negotiation, find_response
from proposals.history.corrections import correction_entries, correction_keys
from proposals.history.public_events import Subject
from proposals.models import Clause, Response
from proposals.web.pages.responses import with_missing_page
from proposals.web.row_words import rows_in_words
from sources.list_pages import list_page
from sources.read_only import read_only

PER_PAGE = 50


@read_only
@with_missing_page
def clause_history(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what happened to a published clause, and what each step changed. 15 queries at most.

    Of a clause that was withdrawn only when and why: what it said, and what it may be made to say
    in a draft, is not for readers.
    """
    clause = find_clause(uid, Clause.objects.once_public())
    is_public = Clause.objects.published().filter(pk=clause.pk).exists()
    return _history(request, clause, is_public)


@read_only
@with_missing_page
def response_history(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what happened to a published response, as of a clause. 15 queries at most."""
    response = find_response(uid, Response.objects.once_public())
    is_public = Response.objects.for_readers().filter(pk=response.pk).exists()
    return _history(request, response, is_public)


def _history(request: HttpRequest, subject: Subject, is_public: bool) -> HttpResponse:
    negotiation = subject.version.proposal.negotiation
    local = local_texts([negotiation])
    local.in_negotiation(negotiation)
    local.in_reviewed(subject)
    page = {
        "subject": subject,
        "negotiation": negotiation,
        "is_public": is_public,
        "events": history.list_public_events(subject, with_changes=is_public),
    }
    return render(request, "proposals/history.html", page)


@read_only
@with_missing_page
def corrections(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show all corrections of a negotiation with their reasons, newest first. 8 queries at most."""
    home = find_negotiation(negotiation)
    rows = list_page(correction_keys(home), PER_PAGE, request.GET.get("page"))
    found = correction_entries(rows.object_list, home)
    local = local_texts([home])
    local.in_negotiation(home)
    for one in found:
        if one.step is not None:
            local.in_reviewed(one.step.subject)
    page = {
        "negotiation": home,
        "rows": rows,
        "corrections": [
            (one, rows_in_words(one.rows) if one.rows is not None else []) for one in found
        ],
        "number": rows.paginator.count,
    }
    return render(request, "proposals/corrections.html", page)
