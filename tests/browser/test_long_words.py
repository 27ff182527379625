"""Words of any length and script break inside their box: no page gets wider than its window."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Value
from django.db.models.functions import Concat
from playwright.sync_api import Page

from proposals.models import (
    Clause,
    Evidence,
    Negotiation,
    Party,
    Proposal,
    Question,
    Term,
    Theme,
    Topic,
    Version,
)
from proposals.seeding import load
from sources.models import Article, Outlet
from tests.browser import looks
from tests.browser.addresses import COMPARE
from tests.support.folders import LAKE

WIDTHS = (320, 1440)
LETTERS = 10_000
CLAUSE = "/clauses/lake-2031.agreed.closing.1/"
PAGES = ["/", "/lake-2031/", "/lake-2031/compare/", CLAUSE]
MORE_PAGES = [
    "/lake-2031/documents/wadi-plan/second/",
    "/lake-2031/corrections/",
    "/lake-2031/print/",
    "/lake-2031/export/",
    "/lake-2031/freeze/",
    "/lake-2031/topics/{topic}/",
    CLAUSE + "history/",
    "/method/",
    "/sources/",
    "/sources/articles/{article}/",
    "/sources/outlets/{outlet}/",
]
DESKS = [
    "/admin/",
    "/admin/proposals/",
    "/admin/proposals/clause/",
    "/admin/proposals/clause/{clause}/change/",
    "/admin/proposals/clause/{clause}/history/",
    "/admin/sources/article/{row}/delete/",
    "/admin/proposals/version/",
    "/admin/proposals/version/{version}/change/",
    "/admin/proposals/negotiation/{negotiation}/change/",
    "/admin/proposals/negotiation/{negotiation}/grid/",
    "/admin/proposals/question/",
    "/admin/proposals/question/{question}/change/",
    "/admin/proposals/topic/",
    "/admin/sources/article/",
    "/admin/sources/article/{row}/change/",
    "/admin/sources/article/{row}/text/",
    "/admin/sources/outlet/",
    "/admin/workbench/",
    "/admin/workbench/articles/{article}/",
    "/admin/workbench/doubtful/",
]


SHORT = [(Topic, "name"), (Question, "text"), (Proposal, "name")]
"""Columns that hold a hundred letters more."""


def lengthen(word: str) -> None:
    """Begin every text of a negotiation with one long word, past the limits of the forms.

    Columns that a database keeps short get as much of it as they hold.
    """
    for model, name in SHORT:
        lengthen_field(model, name, word[:100])
    for model, name in [(Term, "scope"), (Term, "condition")]:
        lengthen_field(model, name, word[:150])
    for model, name in [(Clause, "label"), (Clause, "heading")]:
        lengthen_field(model, name, word[:40])
    lengthen_field(Clause, "text", f"{word}\n\n    {word}\n\n")


def lengthen_field(model, name: str, word: str) -> None:
    model._base_manager.update(**{name: Concat(Value(word), name)})


@pytest.mark.parametrize("word", ["W" * LETTERS, "ع" * LETTERS], ids=["Latin", "Arabic"])
def test_a_long_word_makes_no_page_wider(page: Page, own_site, word: str):
    load([LAKE])
    lengthen(word)
    for address in PAGES:
        assert page.goto(own_site.url + address).status == 200
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert not looks.sideways(page), f"{address} is wider than {width} pixels"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_word_that_is_searched_for_makes_the_page_no_wider(page: Page, site, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + COMPARE + "?q=" + "x" * 200)
    assert page.locator(".empty").is_visible()
    assert not looks.sideways(page)


@pytest.fixture
def editor(page: Page, client, own_site) -> Page:
    """A page in the browser of somebody who may edit everything."""
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a-password"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": own_site.url}])
    return page


def lengthen_everything(word: str) -> None:
    """Begin every name and text that editors write with a long word, whatever its column holds."""
    lengthen(word)
    names = [(Negotiation, "name"), (Party, "name"), (Theme, "name"), (Version, "label")]
    names += [(Outlet, "name"), (Article, "headline"), (Article, "url_note"), (Evidence, "quote")]
    names += [(Proposal, "title"), (Evidence, "note"), (Version, "completeness")]
    for model, name in names:
        lengthen_field(model, name, word)


def filled(address: str) -> str:
    """Return an address with the parts that the loaded talks have."""
    clause = Clause.objects.get(uid="lake-2031.agreed.closing.1")
    article = clause.evidence.first().article
    question = Question.objects.filter(negotiation__key="lake-2031")[0]
    return address.format(
        clause=clause.pk,
        version=clause.version_id,
        negotiation=question.negotiation_id,
        question=question.pk,
        topic=question.topic.key,
        article=article.key,
        row=article.pk,
        outlet=article.outlet.key,
    )


def wide_pages(page: Page, site: str, addresses: list[str]) -> list[str]:
    """Return the pages that are wider than a narrow or a wide window."""
    wide = []
    for address in map(filled, addresses):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert page.goto(site + address).status == 200, address
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if looks.sideways(page):
                wide.append(f"{address} at {width}")
    return wide


@pytest.mark.parametrize("pages", [MORE_PAGES, DESKS], ids=["public", "admin"])
def test_a_word_of_four_hundred_letters_makes_no_page_wider(editor, own_site, pages):
    load([LAKE])
    lengthen_everything("W" * 400)
    assert wide_pages(editor, own_site.url, pages) == []
