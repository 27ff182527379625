"""Pages of one negotiation, and lists of a page's length, on a site with many negotiations."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client

from proposals.models import Clause, Negotiation, Response
from proposals.web.api.parameters import PageQuery
from tests.support.copies import store
from tests.support.folders import LAKE
from tests.support.negotiations import multiply_whole_negotiations
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

HOME = "/lake-2031/"
TALKS = "/api/v1/negotiations/lake-2031"
ADDRESSES = (
    f"{HOME}documents/wadi-plan/second/",
    "/clauses/lake-2031.wadi-plan.second.1/",
    f"{HOME}print/",
    f"{HOME}brief/",
    f"{HOME}export/",
    f"{HOME}movement/",
    f"{HOME}movement.csv",
    f"{HOME}corrections/",
    f"{HOME}changes.atom",
    "/search/?q=water",
    "/sources/",
    "/sitemap.xml",
    "/sitemap-negotiations.xml",
    "/api/v1/negotiations",
    f"{TALKS}/documents",
    f"{TALKS}/topics",
    f"{TALKS}/questions",
    f"{TALKS}/movement",
    f"{TALKS}/clauses",
    "/api/v1/clauses/lake-2031.wadi-plan.second.1",
    "/api/v1/evidence",
    "/api/v1/evidence?negotiation=lake-2031",
    "/api/v1/articles",
)
TIMES = 30


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """Queries with one negotiation and with many, and what there is then; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        store(LAKE)
        models = (Negotiation, Clause, Response)
        before = [model.objects.count() for model in models]
        once = {address: _queries(address) for address in ADDRESSES}
        multiply_whole_negotiations(TIMES)
        result = {
            "once": once,
            "many": {address: _queries(address) for address in ADDRESSES},
            "growth": [
                (one, model.objects.count()) for one, model in zip(before, models, strict=True)
            ],
            "public": Negotiation.objects.public().count(),
            "listed": Client().get("/api/v1/negotiations").json(),
        }
        transaction.set_rollback(True)
    return result


def _queries(address: str) -> int:
    # Django keeps these for the whole process, so that the first page that needs them reads more.
    ContentType.objects.clear_cache()
    return queries(Client(), address)


def test_all_negotiations_are_whole_and_public(counted):
    assert all(after == TIMES * before for before, after in counted["growth"])
    assert counted["public"] == TIMES


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_takes_as_many_queries_as_with_one_negotiation(counted, address):
    assert counted["many"][address] == counted["once"][address]


def test_a_list_has_no_more_rows_than_a_page(counted):
    usual = PageQuery().limit
    assert counted["listed"]["total"] == TIMES
    assert len(counted["listed"]["items"]) == min(TIMES, usual)
