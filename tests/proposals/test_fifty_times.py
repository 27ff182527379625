"""Every page needs the same number of queries at the size of the data and at fifty times it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from proposals.models import Clause, Question
from proposals.seeding import load
from tests.proposals.test_views_budgets import ORIGINALS, multiply, queries

pytestmark = pytest.mark.django_db

HOME = "/istanbul-2025/"
CEILINGS = {
    "/": 12,
    HOME: 18,
    f"{HOME}compare/": 12,
    f"{HOME}compare/?verdict=conflict&q=ceasefire": 12,
    f"{HOME}compare/evidence/?question=ceasefire-length&document=ukraine-memorandum": 13,
    f"{HOME}topics/children/": 14,
    f"{HOME}documents/russia-memorandum/published/": 12,
    "/clauses/istanbul-2025.ukraine-memorandum.published.III.1/": 8,
    "/method/": 6,
    "/sources/": 5,
    "/sources/articles/A4/": 5,
    "/sources/outlets/tass/": 5,
}


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any, pytestconfig: Any) -> dict[str, Any]:
    """Queries of every page at both sizes; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        load([pytestconfig.rootpath / "seeds" / "istanbul-2025"])
        once = {address: queries(Client(), address) for address in CEILINGS}
        ORIGINALS.clear()
        multiply(50)
        ORIGINALS.clear()
        size = {"questions": Question.objects.count(), "clauses": Clause.objects.count()}
        many = {address: queries(Client(), address) for address in CEILINGS}
        transaction.set_rollback(True)
    return {"once": once, "many": many, "size": size}


def test_the_second_measurement_is_made_on_fifty_times_the_data(counted):
    assert counted["size"]["questions"] >= 50 * 70
    assert counted["size"]["clauses"] >= 50 * 90


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items())
def test_a_page_stays_below_its_ceiling_at_both_sizes(counted, address, ceiling):
    assert counted["once"][address] <= ceiling
    assert counted["many"][address] <= ceiling
