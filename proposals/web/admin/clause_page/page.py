"""What stands beside the form of a clause: preview, what was understood, what it would change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proposals.comparisons import clause_view
from proposals.comparisons.impact import Impact, TypedTerm, impact
from proposals.models import Clause, Term, Topic
from proposals.web.admin.clause_page.comments import CommentForm, comments_of
from proposals.web.admin.clause_page.merge import DELETE, content_of
from proposals.web.admin.clause_page.review_steps import buttons, in_the_way
from proposals.web.admin.forms import LOOK
from sources.validators import is_row_number

MOST_STEPS = 5


def beside(admin: Any, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Everything that the template of the form needs beside the form itself."""
    form = context["adminform"].form
    answers, evidence = (one.formset for one in context["inline_admin_formsets"])
    clause: Clause = form.instance
    if not form.is_bound:
        form.initial["seen"] = content_of(form, (answers, evidence)).packed()
    problems, waiting = in_the_way(clause, list(evidence.get_queryset()))
    typed, unread = _typed(answers)
    return {
        "clause_form": form,
        "answers": answers,
        "evidence": evidence,
        "preview": str(form["text"].value() or ""),
        "language": form.version_now.language if form.version_now else "",
        "impact": _impact(clause, typed),
        "unread": unread,
        "looked": form.is_bound and LOOK in request.POST,
        "obstacles": problems,
        "waiting_quotes": waiting,
        **_said(request, clause),
        "title": _title(clause),
        "subtitle": None,
    }


def fragments(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The parts of the page that change while an editor types."""
    return render(request, "admin/proposals/clause/_look.html", context)


def reading(admin: Any, request: HttpRequest, clause: Clause) -> dict[str, Any]:
    """Everything for the page of a clause that may not be edited."""
    rows = Clause.objects.filter(pk=clause.pk).with_evidence().with_terms()
    found = rows.select_related("version__proposal__negotiation").get()
    topics = Topic.objects.filter(clauses=clause).select_related("theme")
    return {
        "original": clause,
        "opts": admin.opts,
        "has_view_permission": True,
        "has_change_permission": admin.has_change_permission(request),
        "view": clause_view(found, topics),
        "open_revision": Clause.objects.filter(revises=clause).select_related("edited_by").first(),
        **_said(request, clause),
        "title": _title(clause),
    }


def _said(request: HttpRequest, clause: Clause) -> dict[str, Any]:
    """The steps that may be taken now, those that were taken, and what was said."""
    steps = buttons(clause, request.user)
    return {
        "steps": steps,
        "reasons_needed": any(step.needs_reason for step in steps),
        "comments": comments_of(clause),
        "comment_form": CommentForm(),
        "taken": list(clause.transitions.all()[:MOST_STEPS]) if clause.pk else [],
    }


def _title(clause: Clause) -> str:
    return str(clause) if clause.pk else _("New clause")


def _typed(answers: Any) -> tuple[list[TypedTerm], int]:
    """The answers as they stand in the form, and how many of them could not be read."""
    found, unread = [], 0
    for form in answers.forms:
        if DELETE in form.fields and form[DELETE].value():
            continue
        question = form.asked
        if question is None:
            continue
        stored = form.answer.stored if form.answer else form.stored_before
        if stored is None:
            unread += bool(form.block.problem)
            continue
        term = Term(question=question, value=stored, **_qualifiers(form))
        term.waits_for = _awaited(form)
        found.append(TypedTerm(term, tuple(_bearers(form, answers))))
    return found, unread


def _qualifiers(form: Any) -> dict[str, Any]:
    texts = {
        name: str(form[name].value() or "").strip() for name in ("scope", "condition", "option")
    }
    force = str(form["force"].value() or "")
    known = dict(form.fields["force"].choices)
    number = str(form["number"].value() or "")
    return {
        **texts,
        "force": force if force and force in known else "demands",
        "number": int(number) if number.isdecimal() and len(number) < 6 else None,
    }


def _awaited(form: Any) -> Clause | None:
    cleaned = getattr(form, "cleaned_data", {}).get("waits_for")
    field = form.fields["waits_for"]
    return cleaned or field.known.get(str(form["waits_for"].value() or ""))


def _bearers(form: Any, answers: Any) -> Iterable[str]:
    given = [getattr(one, "pk", one) for one in form["bearers"].value() or ()]
    for key in given:
        party = answers.parties.get(int(key)) if is_row_number(key) else None
        if party is not None:
            yield party.key


def _impact(clause: Clause, typed: list[TypedTerm]) -> Impact | None:
    """None while it is not known which document the clause belongs to."""
    if not clause.version_id:
        return None
    return impact(clause, typed, clause.revises_id or clause.pk)
