"""One clause with everything that it rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons import clause_view
from proposals.comparisons.query_string import shortened
from proposals.exports.citations.schema_org import claim
from proposals.history import list_public_events
from proposals.models import Clause, Topic
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import Missing, helpful
from sources.citations import CITATION_FORMS
from sources.schema_org import data_block


@require_safe
@helpful
def clause(request: HttpRequest, uid: str) -> HttpResponse:
    """Text, answers, and the whole ledger of evidence, and its corrections. 9 queries."""
    found = found_clause(uid)
    negotiation = found.version.proposal.negotiation
    topics = Topic.objects.used_in(negotiation).filter(clauses=found)
    view = clause_view(found, topics)
    parties = found.version.proposal.parties.all()
    page = {
        "view": view,
        "claim": data_block(claim(found, parties, view.evidence.items, site_root(request))),
        "citation_forms": CITATION_FORMS.values(),
        "negotiation": negotiation,
        "events": list_public_events(found, with_changes=False),
    }
    return render(request, "proposals/clause.html", page)


def found_clause(uid: str) -> Clause:
    """A published clause with all that its page shows; raises Missing. 4 queries."""
    # PostgreSQL refuses to look for a text with a NUL in it; no address has one.
    known = Clause.objects.published().filter(uid=uid.replace("\0", ""))
    rows = known.with_evidence().with_terms()
    found = rows.select_related("version__proposal__negotiation").first()
    if found is None:
        raise Missing(gettext("There is no published clause “%(uid)s”.") % {"uid": shortened(uid)})
    return found
