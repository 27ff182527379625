"""What was corrected: the history of one clause, and the corrections of a negotiation."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals import history
from proposals.comparisons.query_string import shortened
from proposals.models import Clause
from proposals.web.pages.responses import Missing, first, found_negotiation, helpful

PER_PAGE = 50


@require_safe
@helpful
def clause_history(request: HttpRequest, uid: str) -> HttpResponse:
    """What happened to a clause before readers' eyes, and what each step changed. 14 queries.

    Of a clause that was withdrawn only when and why: what it said, and what it may be made to say
    in a draft, is not for readers.
    """
    clause = _once_public(uid)
    shown = Clause.objects.published().filter(pk=clause.pk).exists()
    page = {
        "clause": clause,
        "negotiation": clause.version.proposal.negotiation,
        "shown": shown,
        "events": history.list_public_events(clause, with_changes=shown),
    }
    return render(request, "proposals/history.html", page)


@require_safe
@helpful
def corrections(request: HttpRequest, negotiation: str) -> HttpResponse:
    """All corrections of a negotiation with their reasons, newest first. 4 queries."""
    found = found_negotiation(negotiation)
    pages = Paginator(history.correction_steps(found), PER_PAGE)
    rows = pages.get_page(first(request.GET.getlist("page")))
    page = {
        "negotiation": found,
        "rows": rows,
        "corrections": history.list_corrections(rows.object_list),
        "number": pages.count,
    }
    return render(request, "proposals/corrections.html", page)


def _once_public(uid: str) -> Clause:
    """A clause that readers see, or saw until it was withdrawn; raises Missing for any other."""
    # PostgreSQL refuses to look for a text with a NUL in it; no address has one.
    known = Clause.objects.filter(uid=uid.replace("\0", ""))
    rows = known.once_public().select_related("version__proposal__negotiation")
    found = rows.first()
    if found is None:
        raise Missing(gettext("There is no published clause “%(uid)s”.") % {"uid": shortened(uid)})
    return found
