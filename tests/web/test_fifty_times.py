"""Every page needs the same number of queries at the size of the data and at fifty times it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from proposals.models import Clause, Evidence, Question
from tests.support.copies import store
from tests.support.folders import LAKE
from tests.support.growth import multiply
from tests.support.kept_pages import forget_what_is_kept
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

HOME = "/lake-2031/"
TALKS = "/api/v1/negotiations/lake-2031"
# One of each is the query for the stamp of the data.
CEILINGS = {
    "/": 16,
    HOME: 22,
    f"{HOME}compare/": 12,
    f"{HOME}compare/?verdict=conflict&q=water": 12,
    # a filter keeps the answer short; rows of the database are read all the same
    f"{HOME}compare/?question=springs": 12,
    f"{HOME}compare/?d=limnaia-memorandum&d=wadi-plan&d=league-plan&d=agreed": 12,
    f"{HOME}compare/evidence/?question=springs&document=wadi-plan": 13,
    f"{HOME}topics/{{topic}}/": 14,
    f"{HOME}documents/wadi-plan/second/": 12,
    "/clauses/lake-2031.wadi-plan.second.1/": 9,
    "/method/": 7,
    "/search/?q=water": 10,
    "/search/?q=water&kind=clauses": 10,
    "/sources/": 5,
    "/sources/articles/{article}/": 5,
    "/sources/outlets/{outlet}/": 5,
    f"{TALKS}": 3,
    "/api/v1/negotiations": 4,
    f"{TALKS}/documents": 5,
    f"{TALKS}/topics": 5,
    f"{TALKS}/questions?limit=200": 5,
    f"{TALKS}/clauses?limit=200": 9,
    f"{TALKS}/clauses?document=wadi-plan&topic={{topic}}": 9,
    f"{TALKS}/comparison?question=springs": 13,
    "/api/v1/clauses/lake-2031.wadi-plan.second.1": 12,
    "/api/v1/evidence?limit=200": 3,
    "/api/v1/evidence?negotiation=lake-2031&article={article}&stance=supports": 5,
    "/api/v1/articles": 3,
    "/api/v1/articles/{article}": 2,
    "/api/v1/outlets": 3,
    "/api/v1/outlets/{outlet}": 2,
}


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """Queries of every page at both sizes; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        store(LAKE)
        article = Evidence.objects.published().select_related("article__outlet")[0].article
        names = {
            "topic": Question.objects.get(key="springs").topic.key,
            "article": article.key,
            "outlet": article.outlet.key,
        }
        addresses = {address: address.format(**names) for address in CEILINGS}
        once = {name: queries(Client(), address) for name, address in addresses.items()}
        before = Question.objects.count(), Clause.objects.count(), Evidence.objects.count()
        multiply(50)
        after = Question.objects.count(), Clause.objects.count(), Evidence.objects.count()
        # Whoever comes first after a write stores the marks of rows; others find them.
        for address in addresses.values():
            Client().get(address)
        forget_what_is_kept()
        many = {name: queries(Client(), address) for name, address in addresses.items()}
        transaction.set_rollback(True)
    return {"once": once, "many": many, "before": before, "after": after}


def test_the_second_measurement_is_made_on_fifty_times_the_data(counted):
    assert counted["after"] == tuple(50 * number for number in counted["before"])


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items())
def test_a_page_stays_below_its_ceiling_at_both_sizes(counted, address, ceiling):
    assert counted["once"][address] <= ceiling
    assert counted["many"][address] <= ceiling
