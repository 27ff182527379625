"""A clause to take along: its citation in each form, and its evidence as annotations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext

from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.query_string import shortened
from proposals.exports.citations.annotations import annotations_of_clause
from proposals.exports.citations.references import clause_reference
from proposals.web.pages.clauses import published_clause
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import PageNotFound, with_missing_page
from sources.citations import CITATION_FORMS
from sources.read_only import read_only
from sources.views import citation_response


@read_only
@with_missing_page
def clause_citation(request: HttpRequest, uid: str, form: str) -> HttpResponse:
    """Cite one clause in one of the forms that there are."""
    clause = published_clause(uid)
    if form not in CITATION_FORMS:
        raise _no_such_form(uid, form)
    negotiation = clause.version.proposal.negotiation
    local = local_texts([negotiation])
    local.in_negotiation(negotiation)
    local.in_reviewed(clause)
    reference = clause_reference(clause, site_root(request), localdate())
    return citation_response(reference, CITATION_FORMS[form])


@read_only
@with_missing_page
def clause_annotations(request: HttpRequest, uid: str) -> HttpResponse:
    """Give the evidence of one clause as W3C Web Annotations."""
    clause = published_clause(uid)
    content = annotations_of_clause(clause, site_root(request))
    response = HttpResponse(content, content_type="application/ld+json")
    disposition = content_disposition_header(as_attachment=True, filename=f"{clause.uid}.jsonld")
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _no_such_form(uid: str, form: str) -> PageNotFound:
    choices = tuple(
        (reverse("proposals:clause_citation", args=[uid, one.key]), str(one.label))
        for one in CITATION_FORMS.values()
    )
    text = gettext("There is no citation “%(form)s”.") % {"form": shortened(form)}
    return PageNotFound(text, choices, gettext("Citations"))
