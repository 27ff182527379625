"""The context of the page of a clause: preview, answers as understood, impact, review, comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proposals.comparisons import clause_view
from proposals.comparisons.impact import Impact, TypedTerm, impact
from proposals.editing.merge import DELETE
from proposals.models import Clause, Term, Topic
from proposals.web.admin.clause_page.comments import CommentForm, list_comments
from proposals.web.admin.clause_page.form_content import pack, read_content
from proposals.web.admin.clause_page.point_copy import point_to_change
from proposals.web.admin.clause_page.review_steps import (
    beside_context,
    find_publication_obstacles,
    list_buttons,
)
from proposals.web.admin.forms import PREVIEW
from sources.validators import is_row_number

STEPS_SHOWN = 5
"""Steps of review that the page lists, the latest first."""


def form_context(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the template of the form needs beside the form itself."""
    form = context["adminform"].form
    answers, evidence = (inline.formset for inline in context["inline_admin_formsets"])
    clause: Clause = form.instance
    if not form.is_bound:
        form.initial["seen"] = pack(read_content(form, (answers, evidence)))
    obstacles, waiting = find_publication_obstacles(clause, list(evidence.get_queryset()))
    terms, unread = _read_terms(answers)
    version = form.chosen_version
    return {
        "clause_form": form,
        "answers": answers,
        "evidence": evidence,
        "begins_from": None if clause.pk else point_to_change(request),
        "preview": str(form["text"].value() or ""),
        "language": version.language if version else "",
        "impact": _compute_impact(clause, terms),
        "unread": unread,
        "looked": form.is_bound and PREVIEW in request.POST,
        "obstacles": obstacles,
        "waiting_quotes": waiting,
        **_review_context(request, clause),
        "title": _title(clause),
        "subtitle": None,
    }


def render_preview(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Render the parts of the page that change while an editor types."""
    return render(request, "admin/proposals/clause/_look.html", context)


def reading_context(admin: Any, request: HttpRequest, clause: Clause) -> dict[str, Any]:
    """Return the context of the page of a clause that may not be edited."""
    rows = Clause.objects.filter(pk=clause.pk).with_evidence().with_terms()
    row = rows.select_related("version__proposal__negotiation").get()
    topics = Topic.objects.filter(clauses=clause).select_related("theme")
    return {
        "original": clause,
        "opts": admin.opts,
        "has_view_permission": True,
        "has_change_permission": admin.has_change_permission(request),
        "view": clause_view(row, topics),
        "scopes": row.version.proposal.negotiation.scope_list,
        "open_revision": Clause.objects.filter(revises=clause).select_related("edited_by").first(),
        **_review_context(request, clause),
        "title": _title(clause),
    }


def _review_context(request: HttpRequest, clause: Clause) -> dict[str, Any]:
    """Return the steps that may be taken now, those that were taken, and the comments."""
    buttons = list_buttons(clause, request.user)
    return {
        "steps": buttons,
        "reasons_needed": any(button.needs_reason for button in buttons),
        **beside_context(clause, request.user),
        "comments": list_comments(clause),
        "comment_form": CommentForm(),
        "past_steps": list(clause.transitions.all()[:STEPS_SHOWN]) if clause.pk else [],
    }


def _title(clause: Clause) -> str:
    return str(clause) if clause.pk else _("New clause")


def _read_terms(answers: Any) -> tuple[list[TypedTerm], int]:
    """Return the answers in the form, and the number of those that could not be read."""
    terms, unread = [], 0
    for form in answers.forms:
        if DELETE in form.fields and form[DELETE].value():
            continue
        question = form.chosen_question
        if question is None:
            continue
        stored = form.answer.stored if form.answer else form.stored_before
        if stored is None:
            unread += bool(form.block.problem)
            continue
        term = Term(question=question, value=stored, **_read_qualifiers(form))
        term.waits_for = _awaited_clause(form)
        terms.append(TypedTerm(term, tuple(_bearer_keys(form, answers))))
    return terms, unread


def _read_qualifiers(form: Any) -> dict[str, Any]:
    texts = {
        name: str(form[name].value() or "").strip() for name in ("scope", "condition", "option")
    }
    texts["scope"] = form.fields["scope"].key_of(texts["scope"])
    force = str(form["force"].value() or "")
    known = dict(form.fields["force"].choices)
    number = str(form["number"].value() or "")
    return {
        **texts,
        "force": force if force and force in known else "demands",
        "number": int(number) if number.isdecimal() and len(number) < 6 else None,
    }


def _awaited_clause(form: Any) -> Clause | None:
    cleaned = getattr(form, "cleaned_data", {}).get("waits_for")
    field = form.fields["waits_for"]
    return cleaned or field.known.get(str(form["waits_for"].value() or ""))


def _bearer_keys(form: Any, answers: Any) -> Iterable[str]:
    values = [getattr(value, "pk", value) for value in form["bearers"].value() or ()]
    for value in values:
        party = answers.parties.get(int(value)) if is_row_number(value) else None
        if party is not None:
            yield party.key


def _compute_impact(clause: Clause, terms: list[TypedTerm]) -> Impact | None:
    """Return what the answers would change; None while the document is not known."""
    if not clause.version_id:
        return None
    return impact(clause, terms, clause.revises_id or clause.pk)
