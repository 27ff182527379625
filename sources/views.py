"""The public pages of the press: all outlets and articles, one article, one outlet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from sources.citations import CITATION_FORMS, CitationForm, Reference, article_reference, plain_key
from sources.ledger import (
    articles_on_same_origin,
    evidence_counts,
    group_by_stance,
    with_evidence_counts,
)
from sources.list_pages import ListPage, list_page
from sources.models.articles import ArticleQuerySet
from sources.models.outlets import OutletQuerySet
from sources.public import public_articles, public_outlets
from sources.read_only import read_only
from sources.schema_org import data_block, news_article
from sources.search_terms import LONGEST_SEARCH, SearchTerms, too_long_message

ROWS_ON_A_PAGE = 50
EVIDENCE_ON_A_PAGE = 120


@read_only
def index(request: HttpRequest) -> HttpResponse:
    """Show the articles and the outlets that hold the words asked for. 4 queries.

    As everywhere below, those on which something published rests.
    """
    words = _words(request)
    page = {
        "words": words,
        "terms": SearchTerms(words),
        "too_long": too_long_message() if len(request.GET.get("q", "")) > LONGEST_SEARCH else "",
        "articles": _page(request, "page", public_articles().matching(words).newest_first()),
        "outlets": _page_of_outlets(request, public_outlets().matching(words)),
    }
    return render(request, "sources/index.html", page)


@read_only
def article(request: HttpRequest, key: str) -> HttpResponse:
    """Show one article: where it stands, what it was taken from, what it says. 4 queries.

    Of much evidence a page, that which `page` in the address asks for.
    """
    article = get_object_or_404(with_evidence_counts(public_articles().for_evidence()), key=key)
    counts = evidence_counts(article)
    rows = list_page(range(counts.total), EVIDENCE_ON_A_PAGE, request.GET.get("page"))
    page = {
        "article": article,
        "reprints": public_articles().filter(syndicated_from=article).by_key(),
        "shared_with": articles_on_same_origin(article),
        "bearing": group_by_stance(article, counts, tuple(rows.object_list)),
        "rows": rows,
        "data": data_block(news_article(article)),
        "citation_forms": CITATION_FORMS.values(),
    }
    return render(request, "sources/article.html", page)


@read_only
def article_citation(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Return the citation of one article in one of the forms that there are. 1 query."""
    article = get_object_or_404(public_articles().for_evidence(), key=key)
    return citation_response(article_reference(article), CITATION_FORMS[form])


def citation_response(reference: Reference, form: CitationForm) -> HttpResponse:
    """Return a reference as a response: text to be read, everything else as a named file."""
    response = HttpResponse(form.write(reference), content_type=form.content_type)
    name = f"{plain_key(reference.key)}.{form.key}"
    header = content_disposition_header(as_attachment=form.key != "txt", filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response


@read_only
def outlet(request: HttpRequest, key: str) -> HttpResponse:
    """Show one outlet: who owns it, and its articles. 3 queries."""
    outlet = get_object_or_404(public_outlets(), key=key)
    articles = public_articles().filter(outlet=outlet).newest_first()
    page = {"outlet": outlet, "articles": _page(request, "page", articles)}
    return render(request, "sources/outlet.html", page)


def _words(request: HttpRequest) -> str:
    """Return the words searched for; what no text can hold (NUL) is left out."""
    return request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()


def _page_of_outlets(request: HttpRequest, rows: OutletQuerySet) -> ListPage:
    """Return the page of outlets that the address asks for; the nearest if there is none such.

    All names are read, and nothing else of them, to put them in order. Two queries.
    """
    page = list_page(rows.by_name(), ROWS_ON_A_PAGE, request.GET.get("outlets"))
    shown = public_outlets().filter(pk__in=page.object_list).for_list(public_articles()).in_bulk()
    page.object_list = [shown[pk] for pk in page.object_list if pk in shown]
    return page


def _page(request: HttpRequest, name: str, rows: ArticleQuerySet) -> ListPage:
    """Return the page that the address asks for by `name`; the nearest if there is none such.

    What the list shows of a row is read for the rows of the page alone. Two queries.
    """
    page = list_page(rows.values("pk"), ROWS_ON_A_PAGE, request.GET.get(name))
    page.object_list = rows.model._default_manager.filter(pk__in=page.object_list).for_list()
    return page
