"""A long document: pages of bounded length that hold all of it, and every old address."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.models import Clause, Coverage, Question, Version
from proposals.web.pages import documents
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.growth import multiply
from tests.support.kept_pages import forget_what_is_kept
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

PAGE = "/lake-2031/documents/wadi-plan/second/"

stored = stored_for_a_module(LAKE)


@pytest.fixture(scope="module")
def grown(stored: None, django_db_blocker: Any) -> Iterator[int]:
    """Twenty times the data; gives the queries of the page before that."""
    with django_db_blocker.unblock(), transaction.atomic():
        once = queries(Client(), PAGE)
        multiply(20)
        with django_db_blocker.block():
            yield once
        transaction.set_rollback(True)


@pytest.fixture
def version(grown, db) -> Version:
    return Version.objects.get(proposal__key="wadi-plan", key="second")


def parsed(client, address):
    return pages.parsed(client.get(address).content.decode())


def shown(root):
    return root.xpath("//article[contains(@class, 'document-clause')]/@id")


def in_order(version):
    rows = Clause.objects.published().filter(version=version)
    ordered = sorted(rows, key=lambda clause: (clause.ordinal, clause.key))
    return [f"c-{clause.key}" for clause in ordered]


def test_all_pages_one_after_the_other_are_the_document_in_its_order(client, version):
    address, found = PAGE, []
    while address:
        root = parsed(client, address)
        clauses = shown(root)
        assert 0 < len(clauses) <= documents.CLAUSES_ON_A_PAGE
        found += clauses
        above, below = root.xpath("//nav[@class='pager']")
        assert above.xpath("a/@href") == below.xpath("a/@href")
        assert above.get("aria-label") != below.get("aria-label")
        address = "".join(below.xpath("a[@rel='next']/@href"))
    assert found == in_order(version)
    assert len(found) > documents.CLAUSES_ON_A_PAGE


def test_the_whole_document_is_one_link_away(client, version):
    (link,) = parsed(client, PAGE).xpath("//a[starts-with(@href, '?all=1#clauses')]/@href")
    assert shown(parsed(client, PAGE + link)) == in_order(version)


def test_a_page_takes_as_many_queries_as_a_short_document(client, grown, version):
    assert queries(client, PAGE) == grown
    assert queries(client, f"{PAGE}?page=2") <= grown


def test_no_clause_of_another_page_is_read(client, version):
    texts = {clause.text for clause in Clause.objects.filter(version=version)}
    assert texts
    with CaptureQueriesContext(connection) as made:
        client.get(PAGE)
    whole = [one["sql"] for one in made if '"proposals_clause"."text"' in one["sql"]]
    assert all(" IN (" in sql for sql in whole)


def test_the_address_of_a_clause_leads_to_the_page_on_which_it_stands(client, version):
    last = Clause.objects.get(version=version, key=in_order(version)[-1].removeprefix("c-"))
    root = parsed(client, last.get_absolute_url())
    (link,) = root.xpath("//div[@class='page-head']//a[contains(@href, '/documents/')]/@href")
    address, _, anchor = link.partition("#")
    assert address.startswith(f"{PAGE}?clause=")
    page = parsed(client, address)
    assert anchor == f"c-{last.key}" in shown(page)
    (own,) = pages.by_id(page, anchor).xpath(".//a[@class='anchor']/@href")
    assert PAGE + own == link


def test_a_clause_of_the_first_page_has_the_plain_address(client, version):
    first = Clause.objects.get(version=version, key=in_order(version)[0].removeprefix("c-"))
    root = parsed(client, first.get_absolute_url())
    assert root.xpath("//div[@class='page-head']//a/@href")[-1] == f"{PAGE}#c-{first.key}"


@pytest.mark.parametrize("query", ["?clause=nothing", "?clause=%00", "?page=999", "?page=x"])
def test_an_address_that_leads_nowhere_gets_the_nearest_page_and_is_told_so(client, version, query):
    root = parsed(client, PAGE + query)
    assert shown(root)
    assert "There is no page" in pages.text_of(root.xpath("//p[@class='missing-page']")[0])


def contents(root):
    """The parts of a document in its list of contents: title, number and address of each."""
    entries = root.xpath("//nav[@class='contents']/ul/li[a]")
    return [
        (pages.text_of(one.find("a")), pages.text_of(one.find("span")), one.find("a").get("href"))
        for one in entries
    ]


def with_sections(version, *sizes):
    """Give a document's clauses numbers in sections, in its order, of so many clauses each."""
    rows = iter(in_order(version))
    for number, size in enumerate(sizes, start=1):
        keys = [next(rows).removeprefix("c-") for _ in range(size)]
        clauses = Clause.objects.published().filter(version=version, key__in=keys)
        clauses.update(label=f"Section {number}, point 1", option="", option_label="")
    keys = [one.removeprefix("c-") for one in rows]
    rest = Clause.objects.published().filter(version=version, key__in=keys)
    rest.update(label="Annex, point 1", option="", option_label="")


@pytest.mark.parametrize("query", ["", "?page=2", "?page=3"])
def test_the_list_of_contents_leads_from_every_page_to_all_of_the_document(client, version, query):
    root = parsed(client, PAGE + query)
    hrefs = root.xpath("//nav[@class='contents']//a/@href")
    assert hrefs
    for href in hrefs:
        address, anchor = href.split("#")
        pages.by_id(parsed(client, PAGE + address) if address else root, anchor)


def test_every_page_lists_every_section_with_the_number_of_all_its_clauses(
    client, version, monkeypatch
):
    monkeypatch.setattr(documents, "CLAUSES_ON_A_PAGE", 15)
    with_sections(version, 20, 15)
    rest = len(in_order(version)) - 35
    sections = [("Section 1", "20"), ("Section 2", "15"), ("Annex", str(rest))]
    for number in (1, 2, 3):
        root = parsed(client, f"{PAGE}?page={number}")
        assert [entry[:2] for entry in contents(root)[:3]] == sections
    addresses = [entry[2] for entry in contents(parsed(client, f"{PAGE}?page=3"))[:3]]
    assert addresses == ["?page=1#part-1", "?page=2#part-2", "#part-3"]


def test_a_section_that_began_on_another_page_says_so(client, version):
    with_sections(version, 42)
    first, second = (
        parsed(client, f"{PAGE}?page={number}").xpath("//section[@class='part']/h2[@id='part-1']")
        for number in (1, 2)
    )
    assert [pages.text_of(one) for one in (*first, *second)] == ["Section 1", "Section 1 continued"]


def test_what_speaks_of_the_whole_document_stands_on_its_first_page_and_is_one_link_away(
    client, version
):
    first, second = parsed(client, PAGE), parsed(client, f"{PAGE}?page=2")
    there = {entry[0]: entry for entry in contents(first) if "part-" not in entry[2]}
    assert there
    for title, number, address in contents(second):
        if "part-" not in address:
            assert there.pop(title)[1:] == (number, address.removeprefix("?page=1"))
    assert not there
    assert first.xpath("//*[@class='facts']")
    assert not second.xpath("//*[@class='facts']")
    assert second.xpath("//div[@class='page-head']//a/@href")[-1] == PAGE


def test_of_many_open_questions_the_first_are_listed_and_all_are_counted(
    client, version, monkeypatch
):
    monkeypatch.setattr(documents, "QUESTIONS_ON_A_PAGE", 3)
    Coverage.objects.filter(version=version).delete()
    answered = Clause.objects.published().filter(version=version).values("terms__question")
    unanswered = Question.objects.filter(negotiation__key="lake-2031").exclude(
        pk__in=answered.filter(terms__isnull=False)
    )
    root = parsed(client, PAGE)
    assert len(root.xpath("//ul[@class='open-questions']/li")) == 3
    number = str(unanswered.count())
    (entry,) = root.xpath("//nav[@class='contents']//li[a/@href='#uncoded']")
    assert pages.text_of(entry).endswith(number)
    (link,) = root.xpath("//a[@href='?all=1#uncoded']")
    assert number in pages.text_of(link)
    whole = parsed(client, f"{PAGE}?all=1")
    assert len(whole.xpath("//ul[@class='open-questions']/li")) == unanswered.count()


def test_a_document_that_is_too_long_is_shown_in_pages_whatever_is_asked_for(
    client, version, monkeypatch
):
    number = len(in_order(version))
    monkeypatch.setattr(documents, "MOST_CLAUSES_AT_ONCE", number - 1)
    assert not parsed(client, PAGE).xpath("//a[starts-with(@href, '?all=1#clauses')]")
    root = parsed(client, f"{PAGE}?all=1")
    assert len(shown(root)) == documents.CLAUSES_ON_A_PAGE
    (notice,) = root.xpath("//div[@class='notices']")
    assert f"This document has {number} clauses" in pages.text_of(notice)
    assert client.get(notice.xpath(".//a/@href")[0]).status_code == 200
    monkeypatch.setattr(documents, "MOST_CLAUSES_AT_ONCE", number)
    forget_what_is_kept()
    root = parsed(client, f"{PAGE}?all=1")
    assert len(shown(root)) == number
    assert not root.xpath("//div[@class='notices']")


def test_of_a_document_that_is_too_long_all_open_questions_are_one_click_away(
    client, version, monkeypatch
):
    monkeypatch.setattr(documents, "QUESTIONS_ON_A_PAGE", 3)
    monkeypatch.setattr(documents, "MOST_CLAUSES_AT_ONCE", 50)
    Coverage.objects.filter(version=version).delete()
    (link,) = parsed(client, PAGE).xpath("//a[@href='?all=1#uncoded']")
    number = int(pages.text_of(link).split()[1])
    whole = parsed(client, f"{PAGE}?all=1")
    assert len(whole.xpath("//ul[@class='open-questions']/li")) == number
