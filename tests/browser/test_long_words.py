"""Words of any length and script break inside their box: no page gets wider than its window."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from playwright.sync_api import Page

from proposals.models import Clause, Proposal, Question, Term, Topic
from proposals.seeding import load
from tests.browser import looks
from tests.browser.addresses import COMPARE
from tests.support.folders import LAKE

WIDTHS = (320, 1440)
LETTERS = 10_000
CLAUSE = "/clauses/lake-2031.agreed.closing.1/"
PAGES = ["/", "/lake-2031/", "/lake-2031/compare/", CLAUSE]


def lengthen(word: str) -> None:
    """Begin every text of a negotiation with one long word, past the limits of the forms.

    Columns that a database keeps short get as much of it as they hold.
    """
    for model, name in [(Topic, "name"), (Question, "text"), (Proposal, "name")]:
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
