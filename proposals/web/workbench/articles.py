"""The pages of the workbench: the articles to work on, and one article with the clauses to tag."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from proposals.editing.conditions import DOUBTFUL
from proposals.editing.locking import EditConflict
from proposals.editing.tagging import tag
from proposals.models import Clause, Evidence, ReviewState
from proposals.web.workbench.access import for_editors, page
from proposals.web.workbench.clause_search import Wanted, offer, wanted_from
from proposals.web.workbench.forms import TagForm, sent_targets
from proposals.web.workbench.quote_marks import pieces, quoted
from sources.models import Article
from sources.texts import text_of

ARTICLES_ON_A_PAGE = 50


@for_editors
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the articles: first those whose text was stored last, then the newest."""
    words = request.GET.get("q", "").replace("\0", "")[:200].strip()
    rows = Article.objects.matching(words).select_related("outlet", "stored_text")
    rows = rows.defer("stored_text__text").annotate(**_counts())
    latest = F("stored_text__kept_at").desc(nulls_last=True)
    rows = rows.order_by(latest, F("published").desc(nulls_last=True), "outlet__name", "key")
    articles = Paginator(rows, ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    title = gettext("Workbench")
    return page(request, "workbench/index.html", title, articles=articles, words=words)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, key: str) -> HttpResponse:
    """Show an article with the clauses to tag; tag them; or find others, keeping the input."""
    found = get_object_or_404(Article.objects.select_related("outlet", "stored_text"), key=key)
    if request.method != "POST":
        fresh = TagForm(found, initial=_usual(found))
        return _show(request, found, fresh, wanted_from(request.GET))
    form = TagForm(found, request.POST)
    chosen = [(clause, term) for clause, _edition, term in sent_targets(request.POST)]
    wanted = wanted_from(request.POST, chosen)
    if request.POST.get("do") != "save":
        return _find(request, found, form, wanted)
    if form.is_valid() and (made := _save(request, found, form)):
        return _after(found, wanted, made)
    return _show(request, found, form, wanted)


def _counts() -> dict[str, Count]:
    """How many tags an article has where work goes on, and how many of their quotes in doubt."""
    at_work = Q(evidence__clause__revision__isnull=True)
    at_work &= ~Q(evidence__clause__state=ReviewState.WITHDRAWN)
    doubtful = Q(evidence__quote_state__in=DOUBTFUL) & ~Q(evidence__quote="")
    return {
        "tags": Count("evidence", filter=at_work, distinct=True),
        "doubts": Count("evidence", filter=at_work & doubtful, distinct=True),
    }


def _save(request: HttpRequest, found: Article, form: TagForm) -> list[Evidence]:
    """Tag; what stands in the way becomes an error of the form."""
    try:
        made = tag(form.targets, found, passage=form.passage, bearing=form.bearing, by=request.user)
    except EditConflict as error:
        form.add_error(None, _conflict(error.current))
        return []
    except ValidationError as error:
        form.add_error(None, error.messages)
        return []
    for evidence in made:
        messages.success(request, _said(evidence))
    return made


def _conflict(current: Clause | None) -> str:
    if current is None:
        return gettext("A chosen clause was removed meanwhile. Nothing was saved.")
    message = gettext(
        "%(who)s changed “%(clause)s” after you opened this page. Nothing was saved. The list "
        "shows it as it is now: look at it, then save again."
    )
    who = current.edited_by.get_username() if current.edited_by else gettext("Somebody else")
    return message % {"clause": current, "who": who}


def _said(evidence: Evidence) -> str:
    clause = evidence.clause
    address = reverse("admin:proposals_clause_change", args=[clause.pk])
    if clause.revises_id:
        text = gettext(
            "Tagged: {}. It is published, so the tag is in its <a href='{}'>revision</a>; readers "
            "see it once that is reviewed."
        )
        return format_html(text, clause, address)
    return format_html(gettext("Tagged: <a href='{1}'>{0}</a>."), clause, address)


def _after(found: Article, wanted: Wanted, made: list[Evidence]) -> HttpResponse:
    query = urlencode(wanted.filters)
    address = reverse("workbench:article", args=[found.key])
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}#quote-{made[0].pk}")


def _find(request: HttpRequest, found: Article, form: TagForm, wanted: Wanted) -> HttpResponse:
    """Show other clauses and keep the input, which is not judged before it is saved."""
    if getattr(request, "htmx", False):
        offered = offer(found, wanted)
        return page(request, "workbench/_found.html", "", offer=offered, swapped=True)
    kept = {name: request.POST.get(name, "") for name in form.fields}
    return _show(request, found, TagForm(found, initial=kept), wanted)


def _usual(found: Article) -> dict[str, Any]:
    """Stance and basis as the article was tagged last; a first tag says its basis itself."""
    last = found.evidence.order_by("-tagged_at", "-pk").values_list("basis", flat=True).first()
    return {"stance": "supports", "basis": last}


def _show(request: HttpRequest, found: Article, form: TagForm, wanted: Wanted) -> HttpResponse:
    text = text_of(found)
    marked = quoted(_evidence(found), text)
    return page(
        request,
        "workbench/article.html",
        found.title,
        article=found,
        form=form,
        text=text,
        pieces=pieces(text, [one.mark for one in marked]),
        quotes=marked,
        offer=offer(found, wanted),
    )


def _evidence(found: Article) -> list[Evidence]:
    """What the article says of clauses on which work goes on: of a revision, not its original."""
    rows = found.evidence.filter(clause__revision__isnull=True)
    return list(
        rows.select_related("article", "clause__version__proposal", "term__question").order_by("pk")
    )
