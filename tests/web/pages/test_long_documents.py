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
        address = "".join(root.xpath("//a[@rel='next']/@href"))
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


def test_the_list_of_contents_leads_to_what_is_on_the_page(client, version):
    for address in (PAGE, f"{PAGE}?page=2"):
        root = parsed(client, address)
        for anchor in root.xpath("//nav[@class='contents']//a/@href"):
            pages.by_id(root, anchor.removeprefix("#"))


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
