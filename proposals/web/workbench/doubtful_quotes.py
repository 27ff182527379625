"""The pages of doubtful quotes in the workbench: the queue, and one quote to settle."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from proposals.comparisons.query_string import shortened
from proposals.editing.anchors import (
    check_unchecked,
    count_unchecked,
    doubtful_quotes,
    doubtful_quotes_of_absences,
)
from proposals.editing.conditions import DOUBTFUL
from proposals.editing.locking import EditConflict
from proposals.editing.quote_candidates import find_candidates, find_changed_sides
from proposals.editing.tagging import requote, untag
from proposals.models import Clause, Evidence
from proposals.web.admin.flags import clause_address
from proposals.web.workbench.access import render_page, require_editor
from proposals.web.workbench.forms import SettleForm
from proposals.web.workbench.quote_marks import QuoteMark, cut_pieces
from sources.list_pages import list_page
from sources.read_only import read_only
from sources.texts import text_of

QUOTES_ON_A_PAGE = 10
"""Each is looked for in a whole article again, so that the page stays quick."""


@require_editor
@read_only
def queue(request: HttpRequest) -> HttpResponse:
    """Show the quotes in doubt, the longest waiting first."""
    state = request.GET.get("state", "")
    rows = doubtful_quotes()
    rows = rows.filter(quote_state=state) if state in DOUBTFUL else rows
    rows = rows.select_related(
        "clause__version__proposal", "article__outlet", "article__stored_text", "term__question"
    ).order_by("quote_checked_at", "pk")
    absences = doubtful_quotes_of_absences().select_related(
        "article__outlet",
        "article__stored_text",
        "coverage__question",
        "coverage__version__proposal",
    )
    absences = absences.filter(quote_state=state) if state in DOUBTFUL else absences
    quotes = list_page(rows, QUOTES_ON_A_PAGE, request.GET.get("page"))
    return render_page(
        request,
        "workbench/doubtful.html",
        gettext("Quotes in doubt"),
        quotes=quotes,
        doubts=[find_candidates(evidence) for evidence in quotes],
        states=[(one.value, one.label) for one in DOUBTFUL],
        state=shortened(state),
        is_known=state in DOUBTFUL,
        waiting=count_unchecked(),
        absences=[(one, find_changed_sides(one)) for one in absences[:QUOTES_ON_A_PAGE]],
        absence_count=absences.count(),
    )


@require_editor
@require_POST
def check_waiting(request: HttpRequest) -> HttpResponse:
    """Check the quotes that were never checked."""
    counts = check_unchecked()
    message = ngettext(
        "%(total)d quote was checked; %(doubtful)d in doubt.",
        "%(total)d quotes were checked; %(doubtful)d in doubt.",
        counts.total,
    )
    messages.success(request, message % {"total": counts.total, "doubtful": counts.doubtful})
    return redirect("workbench:doubtful")


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one quote beside its article; let it quote another passage, or remove it."""
    related = ("clause__version__proposal", "article__outlet", "article__stored_text")
    evidence = get_object_or_404(Evidence.objects.select_related(*related, "term__question"), pk=pk)
    if copy := _find_copy(evidence):
        return redirect("workbench:settle", copy.pk)
    if request.method != "POST":
        initial = {"quote_gloss": evidence.quote_gloss}
        return _show(request, evidence, SettleForm(evidence.article, initial=initial))
    form = SettleForm(evidence.article, request.POST)
    if form.is_valid() and _save(request, evidence, form):
        return redirect("workbench:doubtful")
    return _show(request, evidence, form)


def _find_copy(evidence: Evidence) -> Evidence | None:
    """Return the copy of the evidence at the open revision of its clause; None without one.

    Raises Http404 if the revision no longer has it.
    """
    revision = Clause.objects.filter(revises=evidence.clause_id).first()
    if revision is None:
        return None
    same = Q(article=evidence.article_id, number=evidence.number)
    copy = revision.evidence.filter(same).first()
    if copy is None:
        raise Http404("The open revision of the clause no longer has this evidence.")
    return copy


def _save(request: HttpRequest, evidence: Evidence, form: SettleForm) -> bool:
    """Settle the quote; return False if the form has a new error, which says why."""
    data = form.cleaned_data
    try:
        if form.is_removal:
            clause = untag(evidence, data["edition"], request.user, data["reason"])
        else:
            # words that are taken over as they stand now keep the gloss: its field is not sent
            gloss = data["quote_gloss"] if "quote_gloss" in form.data else None
            seen, by = data["edition"], request.user
            clause = requote(evidence, form.passage, seen=seen, by=by, gloss=gloss).clause
    except EditConflict:
        message = gettext("Somebody changed the clause after you opened this page: look again.")
        form.add_error(None, message)
        return False
    except ValidationError as error:
        form.add_error("reason" if form.is_removal else None, error.messages)
        return False
    messages.success(request, _success_message(clause, is_removal=form.is_removal))
    return True


def _success_message(clause: Clause, *, is_removal: bool) -> str:
    if clause.revises_id:
        text = gettext(
            "{} is published, so this was done in its <a href='{}'>revision</a>: submit it for "
            "review."
        )
    elif is_removal:
        text = gettext("The evidence is removed from <a href='{1}'>{0}</a>.")
    else:
        text = gettext("The quote of <a href='{1}'>{0}</a> is settled.")
    return format_html(text, clause, clause_address(clause))


def _show(request: HttpRequest, evidence: Evidence, form: SettleForm) -> HttpResponse:
    doubt = find_candidates(evidence)
    text = text_of(evidence.article)
    marks = [QuoteMark(one.name, one.ident, "candidate", (one.span,)) for one in doubt.candidates]
    return render_page(
        request,
        "workbench/settle.html",
        gettext("Settle a quote"),
        doubt=doubt,
        form=form,
        article=evidence.article,
        text=text,
        pieces=cut_pieces(text, marks),
    )
