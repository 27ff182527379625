"""One clause with everything that it rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.comparisons import (
    clause_relations,
    clause_view,
    with_place,
    with_related_texts,
)
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.lookups import find_clause
from proposals.exports.citations.schema_org import claim
from proposals.history import list_public_events
from proposals.models import Clause, Topic
from proposals.models.clauses import ClauseQuerySet
from proposals.web.pages.documents import address_in_document
from proposals.web.pages.export_request import site_root
from proposals.web.pages.link_previews import preview_of_clause
from proposals.web.pages.responses import with_missing_page
from sources.citations import CITATION_FORMS
from sources.read_only import read_only
from sources.schema_org import data_block


@read_only
@with_missing_page
def clause(request: HttpRequest, uid: str) -> HttpResponse:
    """Show text, answers, the whole ledger of evidence, and its corrections. 9 queries.

    A clause of a text that others edit or copy, or that edits or copies one, takes 12 more at most.
    """
    row = find_clause(uid, with_related_texts(with_place(_whole_clauses())))
    negotiation = row.version.proposal.negotiation
    texts = local_texts([negotiation])
    topics = list(map(texts.in_topic, Topic.objects.used_in(negotiation).filter(clauses=row)))
    texts.in_negotiation(negotiation)
    texts.in_version(row.version)
    texts.in_clause(row)
    for term in row.terms.all():
        texts.in_question(term.question)
        texts.in_term(term, row.uid, term.question.key)
        for party in term.bearers.all():
            texts.in_member(party)
    for item in row.evidence.all():
        texts.in_evidence(item, row.uid)
    view = clause_view(row, topics)
    parties = row.version.proposal.parties.all()
    page = {
        "view": view,
        "relations": clause_relations(row),
        "link_preview": preview_of_clause(request, negotiation, view),
        "claim": data_block(claim(row, parties, view.evidence.items, site_root(request))),
        "citation_forms": CITATION_FORMS.values(),
        "negotiation": negotiation,
        "in_document": address_in_document(row, place=vars(row)["place"]),
        "events": list_public_events(row, with_changes=False),
    }
    return render(request, "proposals/clause.html", page)


def published_clause(uid: str) -> Clause:
    """Return a published clause with all that its page shows; 4 queries. Raises UnknownName."""
    return find_clause(uid, _whole_clauses())


def _whole_clauses() -> ClauseQuerySet:
    clauses: ClauseQuerySet = Clause.objects.published().with_evidence().with_terms()
    return clauses
