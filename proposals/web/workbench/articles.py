"""The pages of articles in the workbench: the list, and one article with the clauses to tag."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from proposals.editing.clause_search import ClauseSearch
from proposals.editing.conditions import DOUBTFUL
from proposals.editing.locking import EditConflict
from proposals.editing.tagging import tag
from proposals.models import Clause, Evidence, ReviewState
from proposals.web.admin.flags import clause_address
from proposals.web.workbench.access import render_page, require_editor
from proposals.web.workbench.clause_choices import offer_clauses
from proposals.web.workbench.forms import TagForm, read_search, read_targets, write_search
from proposals.web.workbench.quote_marks import cut_pieces, mark_evidence
from sources.list_pages import list_page
from sources.models import Article
from sources.read_only import read_only
from sources.search_terms import LONGEST_SEARCH, SearchTerms
from sources.texts import text_of

ARTICLES_ON_A_PAGE = 50


@require_editor
@read_only
def index(request: HttpRequest) -> HttpResponse:
    """Show the articles: first those whose text was stored last, then the newest."""
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    rows = Article.objects.matching(words).select_related("outlet", "stored_text")
    rows = rows.defer("stored_text__text").annotate(**_counts())
    latest = F("stored_text__kept_at").desc(nulls_last=True)
    rows = rows.order_by(latest, F("published").desc(nulls_last=True), "outlet__name", "key")
    articles = list_page(rows, ARTICLES_ON_A_PAGE, request.GET.get("page"))
    title = gettext("Workbench")
    found = {"articles": articles, "words": words, "terms": SearchTerms(words)}
    return render_page(request, "workbench/index.html", title, **found)


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, key: str) -> HttpResponse:
    """Show an article with the clauses to tag; tag them; or find others, keeping the input."""
    rows = Article.objects.select_related("outlet", "stored_text")
    article = get_object_or_404(rows, key=key)
    if request.method != "POST":
        form = TagForm(article, initial=_initial_values(article))
        return _show(request, article, form, read_search(request.GET))
    form = TagForm(article, request.POST)
    chosen = [(clause, term) for clause, _edition, term in read_targets(request.POST)]
    search = read_search(request.POST, chosen)
    if request.POST.get("do") != "save":
        return _show_clauses(request, article, form, search)
    if form.is_valid() and (evidence := _save(request, article, form)):
        return _redirect(article, search, evidence)
    return _show(request, article, form, search)


def _counts() -> dict[str, Count]:
    """Return counts of an article's tags where work goes on, and of their quotes in doubt."""
    at_work = Q(evidence__clause__revision__isnull=True)
    at_work &= ~Q(evidence__clause__state=ReviewState.WITHDRAWN)
    doubtful = Q(evidence__quote_state__in=DOUBTFUL) & ~Q(evidence__quote="")
    return {
        "tags": Count("evidence", filter=at_work, distinct=True),
        "doubts": Count("evidence", filter=at_work & doubtful, distinct=True),
    }


def _save(request: HttpRequest, article: Article, form: TagForm) -> list[Evidence]:
    """Tag, and return the new evidence; none if the form has a new error, which says why."""
    try:
        evidence = tag(
            form.targets, article, passage=form.passage, bearing=form.bearing, by=request.user
        )
    except EditConflict as error:
        form.add_error(None, _conflict_message(error.current))
        return []
    except ValidationError as error:
        form.add_error(None, error.messages)
        return []
    for item in evidence:
        messages.success(request, _success_message(item))
    return evidence


def _conflict_message(current: Clause | None) -> str:
    if current is None:
        return gettext("A chosen clause was removed meanwhile. Nothing was saved.")
    message = gettext(
        "%(who)s changed “%(clause)s” after you opened this page. Nothing was saved. The list "
        "shows it as it is now: look at it, then save again."
    )
    who = current.edited_by.get_username() if current.edited_by else gettext("Somebody else")
    return message % {"clause": current, "who": who}


def _success_message(evidence: Evidence) -> str:
    clause = evidence.clause
    address = clause_address(clause)
    if clause.revises_id:
        text = gettext(
            "Tagged: {}. It is published, so the tag is in its <a href='{}'>revision</a>; readers "
            "see it once that is reviewed."
        )
        return format_html(text, clause, address)
    return format_html(gettext("Tagged: <a href='{1}'>{0}</a>."), clause, address)


def _redirect(article: Article, search: ClauseSearch, evidence: list[Evidence]) -> HttpResponse:
    """Go back to the article with the same search, to the first new quote."""
    query = write_search(search)
    address = reverse("workbench:article", args=[article.key])
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}#quote-{evidence[0].pk}")


def _show_clauses(
    request: HttpRequest, article: Article, form: TagForm, search: ClauseSearch
) -> HttpResponse:
    """Show other clauses and keep the input, which is not judged before it is saved."""
    if getattr(request, "htmx", False):
        clauses = offer_clauses(article, search)
        return render_page(request, "workbench/_found.html", "", offer=clauses, swapped=True)
    values = {name: request.POST.get(name, "") for name in form.fields}
    return _show(request, article, TagForm(article, initial=values), search)


def _initial_values(article: Article) -> dict[str, Any]:
    """Return the usual stance, and the basis of the last tag; the editor chooses the first."""
    last = article.evidence.order_by("-tagged_at", "-pk").values_list("basis", flat=True).first()
    return {"stance": "supports", "basis": last}


def _show(
    request: HttpRequest, article: Article, form: TagForm, search: ClauseSearch
) -> HttpResponse:
    text = text_of(article)
    quotes = mark_evidence(_fetch_evidence(article), text)
    return render_page(
        request,
        "workbench/article.html",
        article.title,
        article=article,
        form=form,
        text=text,
        pieces=cut_pieces(text, [quote.mark for quote in quotes]),
        quotes=quotes,
        offer=offer_clauses(article, search),
    )


def _fetch_evidence(article: Article) -> list[Evidence]:
    """Return the article's evidence on clauses at work: on a revision, not on its original."""
    rows = article.evidence.filter(clause__revision__isnull=True)
    return list(
        rows.select_related("article", "clause__version__proposal", "term__question").order_by("pk")
    )
