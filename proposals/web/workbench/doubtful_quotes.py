"""The queue of doubtful quotes: what was quoted, what the text says now, what an editor does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from proposals.editing.anchors import check_unchecked, doubtful_quotes, unchecked_quotes
from proposals.editing.conditions import DOUBTFUL
from proposals.editing.locking import EditConflict
from proposals.editing.tagging import requote, untag
from proposals.history.text_diff import DiffRun, diff_words
from proposals.models import Clause, Evidence, QuoteState
from proposals.web.workbench.access import for_editors, page
from proposals.web.workbench.forms import SettleForm
from proposals.web.workbench.quote_marks import QuoteMark, pieces
from sources.passages import TextPosition, place_at
from sources.quotes import Span, check_quote, likeliest
from sources.texts import text_of

QUOTES_ON_A_PAGE = 10
"""Each is looked for in a whole article again, so that the page stays quick."""
NAMES = "ABC"
"""Of the places that are shown: one that is less like the quote than three others is noise."""
NUMBER = re.compile(r"\d[\d.,\u066b\u066c]*")


@dataclass(frozen=True)
class Candidate:
    """A place that may be what the quote became; `wording` compares the two."""

    name: str
    place: TextPosition
    span: Span
    wording: tuple[DiffRun, ...]
    other_numbers: bool

    @property
    def ident(self) -> str:
        """Where the page marks it."""
        return f"place-{self.place.start}"

    @property
    def percent(self) -> int:
        """How like the quote and its surroundings it is; never rounded up to the whole."""
        return int(self.place.score * 100)

    @property
    def is_changed(self) -> bool:
        """Whether the words differ at all."""
        return len(self.wording) > 1


@dataclass(frozen=True)
class Doubt:
    """A quote that an editor has to settle, with the places to choose from, the likeliest first."""

    evidence: Evidence
    candidates: list[Candidate]

    @property
    def is_elsewhere(self) -> bool:
        """Whether the same words stand in the text, but nothing around them is as it was."""
        same = self.evidence.quote_nearest == self.evidence.quote
        return self.evidence.quote_state == QuoteState.CHANGED and same


@for_editors
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the quotes in doubt, the longest waiting first."""
    state = request.GET.get("state", "")
    rows = doubtful_quotes()
    rows = rows.filter(quote_state=state) if state in DOUBTFUL else rows
    rows = rows.select_related(
        "clause__version__proposal", "article__outlet", "article__stored_text", "term__question"
    ).order_by("quote_checked_at", "pk")
    quotes = Paginator(rows, QUOTES_ON_A_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "workbench/doubtful.html",
        gettext("Quotes in doubt"),
        quotes=quotes,
        doubts=[doubt_of(evidence) for evidence in quotes],
        states=[(one.value, one.label) for one in DOUBTFUL],
        state=state,
        waiting=unchecked_quotes().count(),
    )


@for_editors
@require_POST
def check_waiting(request: HttpRequest) -> HttpResponse:
    """Check the quotes that were never checked."""
    found = check_unchecked()
    message = ngettext(
        "%(total)d quote was checked; %(doubtful)d in doubt.",
        "%(total)d quotes were checked; %(doubtful)d in doubt.",
        found.total,
    )
    messages.success(request, message % {"total": found.total, "doubtful": found.doubtful})
    return redirect("workbench:doubtful")


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one quote beside its article; let it quote another passage, or remove it."""
    related = ("clause__version__proposal", "article__outlet", "article__stored_text")
    evidence = get_object_or_404(Evidence.objects.select_related(*related, "term__question"), pk=pk)
    if copy := _in_revision(evidence):
        return redirect("workbench:settle", copy.pk)
    if request.method != "POST":
        return _show(request, evidence, SettleForm(evidence.article))
    form = SettleForm(evidence.article, request.POST)
    if form.is_valid() and _settle(request, evidence, form):
        return redirect("workbench:doubtful")
    return _show(request, evidence, form)


def doubt_of(evidence: Evidence) -> Doubt:
    """What an editor has to see of a quote in doubt."""
    text = text_of(evidence.article)
    sought = (evidence.quote, evidence.before, evidence.after, text)
    if evidence.quote_state == QuoteState.SEVERAL:
        found = [(span, 1.0) for span in check_quote(*sought).positions]
    else:
        found = likeliest(*sought)
    candidates = [
        _candidate(evidence.quote, name, place_at(text, span, score), span)
        for name, (span, score) in zip(NAMES, found, strict=False)
    ]
    return Doubt(evidence, candidates)


def _candidate(quote: str, name: str, place: TextPosition, span: Span) -> Candidate:
    numbers = NUMBER.findall(quote), NUMBER.findall(place.words)
    return Candidate(name, place, span, diff_words(quote, place.words), numbers[0] != numbers[1])


def _in_revision(evidence: Evidence) -> Evidence | None:
    """The copy of the evidence where work on its clause goes on; None if that is here."""
    revision = Clause.objects.filter(revises=evidence.clause_id).first()
    if revision is None:
        return None
    same = Q(article=evidence.article_id, number=evidence.number)
    copy = revision.evidence.filter(same).first()
    if copy is None:
        raise Http404("The open revision of the clause no longer has this evidence.")
    return copy


def _settle(request: HttpRequest, evidence: Evidence, form: SettleForm) -> bool:
    """Do it; what stands in the way becomes an error of the form."""
    data = form.cleaned_data
    try:
        if form.is_removal:
            clause = untag(evidence, data["edition"], request.user, data["reason"])
        else:
            clause = requote(evidence, form.passage, data["edition"], request.user).clause
    except EditConflict:
        message = gettext("Somebody changed the clause after you opened this page: look again.")
        form.add_error(None, message)
        return False
    except ValidationError as error:
        form.add_error("reason" if form.is_removal else None, error.messages)
        return False
    messages.success(request, _said(clause, removing=form.is_removal))
    return True


def _said(clause: Clause, *, removing: bool) -> str:
    address = reverse("admin:proposals_clause_change", args=[clause.pk])
    if clause.revises_id:
        text = gettext(
            "{} is published, so this was done in its <a href='{}'>revision</a>: submit it for "
            "review."
        )
    elif removing:
        text = gettext("The evidence is removed from <a href='{1}'>{0}</a>.")
    else:
        text = gettext("The quote of <a href='{1}'>{0}</a> is settled.")
    return format_html(text, clause, address)


def _show(request: HttpRequest, evidence: Evidence, form: SettleForm) -> HttpResponse:
    doubt = doubt_of(evidence)
    text = text_of(evidence.article)
    marks = [QuoteMark(one.name, one.ident, "candidate", (one.span,)) for one in doubt.candidates]
    return page(
        request,
        "workbench/settle.html",
        gettext("Settle a quote"),
        doubt=doubt,
        form=form,
        article=evidence.article,
        text=text,
        pieces=pieces(text, marks),
    )
