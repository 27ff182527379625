"""A clause to take along: its citation in each form, and its evidence as annotations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons.query_string import shortened
from proposals.exports.citations.annotations import annotations_of_clause
from proposals.exports.citations.references import clause_reference
from proposals.web.pages.clauses import found_clause
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import Missing, helpful
from sources.citations import CITATION_FORMS
from sources.views import citation_response


@require_safe
@helpful
def clause_citation(request: HttpRequest, uid: str, form: str) -> HttpResponse:
    """Cite one clause in one of the forms that there are."""
    found = found_clause(uid)
    if form not in CITATION_FORMS:
        raise _no_such_form(uid, form)
    cited = clause_reference(found, site_root(request), localdate())
    return citation_response(cited, CITATION_FORMS[form])


@require_safe
@helpful
def clause_annotations(request: HttpRequest, uid: str) -> HttpResponse:
    """The evidence of one clause as W3C Web Annotations."""
    found = found_clause(uid)
    content = annotations_of_clause(found, site_root(request))
    answer = HttpResponse(content, content_type="application/ld+json")
    named = content_disposition_header(as_attachment=True, filename=f"{found.uid}.jsonld")
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _no_such_form(uid: str, form: str) -> Missing:
    choices = tuple(
        (reverse("proposals:clause_citation", args=[uid, one.key]), str(one.label))
        for one in CITATION_FORMS.values()
    )
    text = gettext("There is no citation “%(form)s”.") % {"form": shortened(form)}
    return Missing(text, choices, gettext("Citations"))
