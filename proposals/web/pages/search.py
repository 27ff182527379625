"""The search over the whole site: results grouped by kind, and all results of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from proposals.comparisons.query_string import Notice, search_words, shortened
from proposals.search import Hit, Matches, SearchKind, find, load_hits
from proposals.web.pages.responses import first
from sources.read_only import read_only
from sources.search_terms import SearchTerms
from sources.templatetags.numbers import grouped

MOST_OF_A_KIND = 5
"""Hits of one kind on the page that shows every kind."""

PER_PAGE = 50
"""Hits on a page that shows one kind."""


@dataclass(frozen=True)
class ResultGroup:
    """The results of one kind: their number in words, those shown, and the address of all."""

    kind: SearchKind
    total: int
    heading: str
    hits: list[Hit]
    address: str

    @property
    def more(self) -> bool:
        """Whether there are more results than are shown."""
        return self.total > len(self.hits)


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Show what readers can open that holds all words asked for. 10 queries at most.

    Without `kind` in the address the first hits of every kind, else one page of that kind.
    """
    notices: list[Notice] = []
    words = search_words(request.GET.getlist("q"), notices)
    kind = _asked_kind(first(request.GET.getlist("kind")), notices)
    terms = SearchTerms(words)
    matches = find(terms)
    rows = _asked_page(request, matches, kind, notices)
    groups = [_group(one, terms, kind, rows) for one in matches if one.total]
    page = {
        "words": words,
        "terms": terms,
        "kind": kind,
        "rows": rows,
        "total": sum(group.total for group in groups),
        "groups": groups,
        "notices": notices,
    }
    response = render(request, "proposals/search.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


def _asked_kind(value: str, notices: list[Notice]) -> SearchKind | None:
    """Return the kind in an address; None for all kinds, with a notice if there is none such."""
    if not value or value in set(SearchKind):
        return SearchKind(value) if value else None
    text = gettext("There is no kind “%(kind)s” here: all are shown.")
    notices.append(Notice(text % {"kind": shortened(value)}, tuple(SearchKind)))
    return None


def _asked_page(
    request: HttpRequest,
    matches: tuple[Matches, ...],
    kind: SearchKind | None,
    notices: list[Notice],
) -> Page[int]:
    """Return the page of keys that an address asks for; the nearest, with a notice, if none is.

    It is empty for all kinds together.
    """
    keys = [key for one in matches if one.kind is kind for key in one.keys]
    asked = first(request.GET.getlist("page"))
    page = Paginator(keys, PER_PAGE).get_page(asked)
    if asked and asked != str(page.number):
        text = gettext("There is no page “%(asked)s” here: page %(number)d is shown.")
        notices.append(Notice(text % {"asked": shortened(asked), "number": page.number}))
    return page


def _group(
    matches: Matches, terms: SearchTerms, kind: SearchKind | None, rows: Page[int]
) -> ResultGroup:
    """Return the results of one kind with the hits to show: of `kind` a page, `rows`, if asked."""
    keys = matches.keys[:MOST_OF_A_KIND]
    if kind:
        keys = tuple(rows.object_list) if matches.kind is kind else ()
    return ResultGroup(
        kind=matches.kind,
        total=matches.total,
        heading=_counted(matches.kind, matches.total),
        hits=load_hits(matches.kind, keys, terms),
        address="?" + urlencode({"q": terms.text, "kind": matches.kind}),
    )


def _counted(kind: SearchKind, number: int) -> str:
    """Return how many results of a kind there are, in words."""
    words = {
        SearchKind.NEGOTIATION: ngettext("%(n)s negotiation", "%(n)s negotiations", number),
        SearchKind.DOCUMENT: ngettext("%(n)s document", "%(n)s documents", number),
        SearchKind.QUESTION: ngettext("%(n)s question", "%(n)s questions", number),
        SearchKind.CLAUSE: ngettext("%(n)s clause", "%(n)s clauses", number),
        SearchKind.ARTICLE: ngettext("%(n)s article", "%(n)s articles", number),
    }
    return words[kind] % {"n": grouped(number)}
