"""The ways between the pages of a list: where one is, the pages around, the first and the last."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from sources.list_pages import list_page
from sources.templatetags.numbers import grouped
from tests.support.pages import parsed, text_of

TEMPLATE = Template(
    '{% include "sources/_pages.html" with name="page" place="list" label="Pages" %}'
)


def pager(page: int, rows: int = 90, query: str = ""):
    """The pager of a list with ten rows a page, as a tree; None if there is none."""
    request = RequestFactory().get(f"/list/?{query}page={page}")
    context = {"request": request, "rows": list_page(range(rows), 10, str(page))}
    return parsed(f"<main>{TEMPLATE.render(Context(context))}</main>").find(".//nav")


def words(root) -> list[str]:
    return [text_of(one).removeprefix("Page ") for one in root.xpath("ul/li")]


def test_a_list_of_one_page_needs_none():
    assert pager(1, rows=10) is None


@pytest.mark.parametrize(
    ("page", "named"),
    [
        (1, ["1", "2", "…", "9"]),
        (5, ["1", "…", "4", "5", "6", "…", "9"]),
        (9, ["1", "…", "8", "9"]),
    ],
)
def test_the_first_the_last_and_the_pages_around_are_one_link_away(page, named):
    root = pager(page)
    assert words(root) == named
    assert text_of(root.find("p")) == f"Page {page} of 9"
    (current,) = root.xpath(".//a[@aria-current='page']")
    assert text_of(current) == f"Page {page}"
    assert root.get("aria-label") == "Pages"


def test_the_pages_before_and_after_are_named_where_there_are_any():
    assert [text_of(one) for one in pager(1).xpath("a")] == ["Next"]
    assert [text_of(one) for one in pager(5).xpath("a")] == ["Previous", "Next"]
    assert [text_of(one) for one in pager(9).xpath("a")] == ["Previous"]
    assert pager(5).xpath("a/@rel") == ["prev", "next"]


def test_an_address_keeps_what_else_it_asks_for():
    hrefs = pager(5, query="q=a%26b&").xpath(".//a/@href")
    assert hrefs[0] == "/list/?q=a%26b&page=4#list"
    assert all(href.startswith("/list/?q=a%26b&page=") for href in hrefs)


def test_thousands_of_pages_are_grouped_for_reading_but_not_in_addresses():
    root = pager(1234, rows=20_000)
    assert text_of(root.find("p")) == "Page 1,234 of 2,000"
    assert words(root)[-1] == "2,000"
    assert root.xpath("ul/li/a/@href")[-1] == "/list/?page=2000#list"


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (13500, "13,500")])
def test_a_number_in_a_sentence_has_its_thousands_apart(number, text):
    assert grouped(number) == text
