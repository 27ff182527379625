"""The first pages read and compare what they show, at fifty times the data and among many talks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from proposals.comparisons import row_builder
from proposals.models import Clause, Evidence, Negotiation, ProposalKind, Question, RowMarks
from proposals.web.pages.overview import MOST_AGREED
from proposals.web.pages.topics import MOST_IN_FULL
from tests.support import pages
from tests.support.copies import store
from tests.support.folders import LAKE, SEEDS
from tests.support.growth import multiply, multiply_bare_negotiations
from tests.support.kept_pages import forget_what_is_kept
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

HOME, TALKS = "/", "/lake-2031/"
COMPARE = f"{TALKS}compare/"
ADDRESSES = {
    HOME: 16,
    TALKS: 22,
    COMPARE: 12,
    f"{COMPARE}?part=2": 12,
    f"{COMPARE}?order=document": 12,
    f"{COMPARE}?verdict=conflict": 12,
    f"{COMPARE}?with=common-ground&open=filters": 12,
    # three of them for the texts in which words are looked for
    f"{COMPARE}?q=water": 14,
    f"{COMPARE}?q=the": 14,
    f"{COMPARE}?verdict=conflict&q=water": 14,
    f"{COMPARE}?all=1": 12,
    f"{COMPARE}rows/?part=2": 12,
    f"{COMPARE}filters/?open=filters": 12,
    f"{TALKS}topics/{{topic}}/": 12,
}
MOST_ROWS, MOST_EVIDENCE = 160, 1_500


def fragments() -> Client:
    """A client that asks for the part of a page that an address is for."""
    return Client(headers={"HX-Request": "true"})


class Measured:
    """One answer: its queries, the rows it compared, the evidence it read, and its HTML."""

    def __init__(self, address: str) -> None:
        compared: list[int] = []
        read: list[int] = []
        with pytest.MonkeyPatch.context() as patch:
            engine, from_db = row_builder.compare_row, Evidence.from_db
            patch.setattr(
                row_builder, "compare_row", lambda *a, **b: compared.append(1) or engine(*a, **b)
            )
            patch.setattr(Evidence, "from_db", lambda *a: read.append(1) or from_db(*a))
            self.queries = queries(fragments(), address)
        self.compared, self.evidence = len(compared), len(read)
        forget_what_is_kept()
        outcomes = Clause.objects.published().filter(
            version__proposal__kind=ProposalKind.AGREED,
            version__proposal__negotiation__key="lake-2031",
        )
        self.agreed = outcomes.count()
        self.html = Client().get(address).content.decode()
        forget_what_is_kept()


def measured_each(topic: str) -> dict[str, Measured]:
    named = {address: address.format(topic=topic) for address in ADDRESSES}
    for address in named.values():
        fragments().get(address)
        forget_what_is_kept()
    return {address: Measured(name) for address, name in named.items()}


@pytest.fixture(scope="module")
def at_each_size(django_db_setup: None, django_db_blocker: Any) -> dict[str, dict[str, Measured]]:
    """Every page with the data once, fifty times, and in forty negotiations; nothing stays."""
    sizes = {}
    for name, grow in (
        ("once", lambda: None),
        ("fifty times", lambda: multiply(50)),
        ("many talks", lambda: multiply_bare_negotiations(40)),
    ):
        with django_db_blocker.unblock(), transaction.atomic():
            store(LAKE)
            grow()
            sizes[name] = measured_each(Question.objects.filter(key="springs")[0].topic.key)
            transaction.set_rollback(True)
    return sizes


@pytest.mark.parametrize("size", ["once", "fifty times", "many talks"])
@pytest.mark.parametrize(("address", "most"), ADDRESSES.items())
def test_a_page_takes_a_fixed_number_of_queries(at_each_size, size, address, most):
    assert at_each_size[size][address].queries <= most


@pytest.mark.parametrize("size", ["fifty times", "many talks"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_compares_and_reads_no_more_than_it_shows(at_each_size, size, address):
    page = at_each_size[size][address]
    assert page.compared <= MOST_ROWS
    assert page.evidence <= MOST_EVIDENCE


@pytest.mark.parametrize("address", ADDRESSES)
def test_other_negotiations_change_nothing_about_a_page_of_one(at_each_size, address):
    once, many = at_each_size["once"][address], at_each_size["many talks"][address]
    if address != HOME:
        assert many.compared <= once.compared
        assert many.queries <= once.queries


@pytest.mark.parametrize("address", [HOME, TALKS])
def test_what_an_outline_leaves_out_is_counted_and_one_link_away(at_each_size, address):
    root = pages.parsed(at_each_size["fifty times"][address].html)
    links = root.xpath("//*[@class='outline-more']/a")
    assert links
    for link in links:
        assert pages.text_of(link).startswith("and ")
        assert link.get("href").startswith(COMPARE)
    section = links[0].getparent().getparent()
    number = int(pages.text_of(section.xpath(".//*[@class='outline-number']")[0]))
    left_out = int(pages.text_of(links[0]).split()[1])
    lines = section.xpath(".//tbody/tr | .//ul/li")
    assert number == left_out + len(lines)


def test_what_was_agreed_has_its_first_clauses_and_the_way_to_the_others(at_each_size):
    for size in ("once", "fifty times"):
        root = pages.parsed(at_each_size[size][TALKS].html)
        clauses = root.xpath("//ul[@class='agreed']/li")
        links = root.xpath("//section[@aria-labelledby='agreed']/p/a")
        assert 0 < len(clauses) <= MOST_AGREED
        left_out = sum(int(pages.text_of(link).split()[1].replace(",", "")) for link in links)
        assert len(clauses) + left_out == at_each_size[size][TALKS].agreed
        assert bool(links) == (size == "fifty times")
        for link in links:
            assert "/documents/agreed/" in link.get("href")


@pytest.mark.parametrize("address", [HOME, TALKS])
def test_a_page_says_that_each_question_has_a_mark_only_where_marks_are_drawn(
    at_each_size, address
):
    for size in ("once", "fifty times"):
        root = pages.parsed(at_each_size[size][address].html)
        drawn = root.xpath("//main//*[contains(@class, 'strip')]//*[local-name()='svg']")
        text = pages.text_of(root.find(".//main"))
        assert ("one mark each" in text) == bool(drawn)
        assert drawn or "filled half" not in text
        assert ("by theme" in text) == (not drawn)


@pytest.mark.parametrize("part", [1, 2])
def test_a_long_topic_says_at_its_head_which_of_its_rows_it_shows_and_leads_on(db, part):
    store(LAKE)
    multiply(50)
    topic = Question.objects.filter(key="springs")[0].topic
    address = f"{TALKS}topics/{topic.key}/"
    root = pages.parsed(Client().get(f"{address}?part={part}").content.decode())
    total = Question.objects.filter(topic=topic, negotiation__key="lake-2031").count()
    rows = root.xpath("//main//*[starts-with(@id, 'q-')]")
    assert len(rows) == MOST_IN_FULL < total
    first = MOST_IN_FULL * (part - 1) + 1
    head = pages.text_of(root.find(".//main")).partition(pages.text_of(rows[0]))[0]
    assert f"Questions {first} to {first + MOST_IN_FULL - 1} of {total} are on this page." in head
    above, below = root.xpath("//nav[@class='pager']")
    assert above.xpath("following::*[@id=$row]", row=rows[0].get("id"))
    assert above.xpath("a/@href") == below.xpath("a/@href")
    assert above.xpath("a[@rel='next']/@href") == [f"{address}?part={part + 1}#content"]


def test_a_short_topic_has_no_pager(at_each_size):
    root = pages.parsed(at_each_size["once"][f"{TALKS}topics/{{topic}}/"].html)
    assert not root.xpath("//nav[@class='pager']")
    assert "are on this page" not in pages.text_of(root.find(".//main"))


def test_the_method_has_the_codebooks_of_a_dozen_negotiations_at_a_time(db):
    store(LAKE)
    multiply_bare_negotiations(14)
    listed: list[str] = []
    for number, expected in ((1, 12), (2, 2)):
        root = pages.parsed(Client().get(f"/method/?page={number}").content.decode())
        books = root.xpath("//h3[starts-with(@id, 'codebook-')]/@id")
        assert len(books) == expected
        assert len(root.xpath("//section[@aria-labelledby='coding']/dl/div")) == expected
        start = 12 * (number - 1) + 1
        words = f"Negotiations {start} to {start + expected - 1} of 14 are on this page."
        assert pages.text_of(root.find(".//main")).count(words) == 2
        assert len(root.xpath("//nav[@class='pager']")) == 2
        listed += map(str, books)
    assert len(set(listed)) == 14


def test_numbers_from_a_thousand_on_have_their_thousands_apart(db):
    store(LAKE)
    multiply(150)
    total = Question.objects.count()
    assert total > 999
    for address in (HOME, TALKS):
        text = pages.text_of(pages.parsed(Client().get(address).content.decode()).find(".//main"))
        assert f"{total:,} questions" in text
        assert str(total) not in text


def test_only_a_long_outline_has_what_differs_across_the_page(at_each_size):
    for size, number in (("once", 0), ("fifty times", 1)):
        root = pages.parsed(at_each_size[size][TALKS].html)
        assert len(root.xpath("//*[contains(@class, 'outline-long')]")) == number


def test_the_way_to_all_lines_of_a_section_leads_to_as_many_rows(db):
    store(LAKE)
    multiply(50)
    root = pages.parsed(Client().get(TALKS).content.decode())
    for link in root.xpath("//section//*[@class='outline-more']/a"):
        section = link.getparent().getparent()
        numbers = section.xpath(".//*[@class='outline-number']")
        if numbers:
            there = pages.parsed(Client().get(link.get("href")).content.decode())
            status = pages.text_of(pages.by_id(there, "status"))
            assert status.startswith(f"{pages.text_of(numbers[0])} of ")


def test_many_negotiations_stand_on_pages_of_a_dozen(db):
    store(LAKE)
    multiply_bare_negotiations(30)
    seen: list[str] = []
    for number, expected in ((1, 12), (2, 12), (3, 6)):
        root = pages.parsed(Client().get(f"/?page={number}").content.decode())
        cards = root.xpath("//article[contains(@class, 'negotiation-card')]/@id")
        assert len(cards) == expected
        (named,) = root.xpath("//details[@class='negotiation-index']/summary")
        start = 12 * (number - 1) + 1
        assert pages.text_of(named) == f"Negotiations {start} to {start + expected - 1} of 30"
        seen += map(str, cards)
    assert sorted(seen) == sorted(Negotiation.objects.values_list("key", flat=True))
    assert Client().get("/?page=99").status_code == 200


def test_a_small_comparison_needs_no_stored_marks(db):
    store(SEEDS / "istanbul-2025")
    for address in ("/", "/istanbul-2025/", "/istanbul-2025/compare/"):
        assert Client().get(address).status_code == 200
    assert not RowMarks.objects.exists()
