"""The bare view of the benchmark draws what the comparison draws, so that the ratio is fair."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.time_tables import BARE_ADDRESS
from proposals.models import Clause, Evidence
from tests.support.folders import SEEDS, stored_for_a_module
from tests.support.growth import multiply
from tests.support.pages import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("benchmarks.urls")]
COMPARE = "/istanbul-2025/compare/"
DOCUMENTS = ("ukraine-memorandum", "russia-memorandum")

stored = stored_for_a_module(SEEDS / "istanbul-2025")


@pytest.fixture(autouse=True)
def talks(stored, db) -> None:
    """The talks in Istanbul, as they were loaded."""


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def row_keys(client, address):
    return sorted(parsed(html(client, address)).xpath("//*[starts-with(@id, 'q-')]/@id"))


def test_it_draws_every_row_of_the_comparison_once(client):
    keys = row_keys(client, BARE_ADDRESS)
    assert keys == row_keys(client, COMPARE)
    assert len(keys) > 50


def test_it_draws_the_clause_of_every_answer_of_its_documents(client):
    page = html(client, BARE_ADDRESS)
    clauses = Clause.objects.published().filter(version__proposal__key__in=DOCUMENTS)
    answering = clauses.filter(terms__isnull=False).distinct()
    assert len(answering) > 30
    assert [one.uid for one in answering if one.get_absolute_url() not in page] == []


def test_it_draws_the_sources_of_these_clauses_unless_they_are_left_out(client):
    items = Evidence.objects.published().filter(
        clause__version__proposal__key__in=DOCUMENTS, clause__terms__isnull=False, term=None
    )
    addresses = set(items.exclude(article__url="").values_list("article__url", flat=True))
    assert len(addresses) > 20
    links = set(parsed(html(client, BARE_ADDRESS)).xpath("//li/a/@href"))
    assert addresses <= links
    assert not parsed(html(client, f"{BARE_ADDRESS}?sources=no")).xpath("//li")


def test_it_needs_no_more_queries_for_more_rows(client):
    with CaptureQueriesContext(connection) as once:
        html(client, BARE_ADDRESS)
    multiply(3)
    with CaptureQueriesContext(connection) as more:
        html(client, BARE_ADDRESS)
    assert len(once) == len(more) == 1 + 9  # the first one is the site's, for what it keeps


@pytest.mark.urls("config.urls")
def test_the_site_itself_has_no_such_page(client):
    assert client.get(BARE_ADDRESS).status_code == 404
