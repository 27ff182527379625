"""Reading a frozen comparison while nothing can be written; the dates of one that expired twice."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils.timezone import now

from proposals.models import ExpiredSnapshot, SnapshotUse
from proposals.snapshots.keeping import expire
from tests.snapshots.test_keeping import frozen
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("stored", "without_guard"),
    pytest.mark.ignore_template_errors,
]
stored = stored_for_a_module(LAKE)


@pytest.fixture
def unwritable(monkeypatch):
    usual = QuerySet.create

    def fail(self, **more):
        if self.model is SnapshotUse:
            error = OperationalError("database is locked")
            error.__cause__ = sqlite3.OperationalError("database is locked")
            raise error
        return usual(self, **more)

    monkeypatch.setattr(QuerySet, "create", fail)


def test_a_frozen_comparison_is_read_while_nothing_can_be_written(client, unwritable):
    snapshot = frozen(timedelta(days=2))
    for part in ("", "record.json"):
        response = client.get(f"{snapshot.get_absolute_url()}{part}")
        assert response.status_code == 200, part


def test_a_brief_that_cites_is_read_while_nothing_can_be_written(client, unwritable):
    snapshot = frozen(timedelta(days=2))
    response = client.get("/lake-2031/brief/")
    assert response.status_code == 200
    assert snapshot


def test_what_expired_a_second_time_has_the_second_dates(settings):
    first = now()
    frozen(timedelta(days=settings.FROZEN_UNUSED_DAYS + 200))
    expire(first - timedelta(days=150))
    again = frozen(timedelta(days=settings.FROZEN_UNUSED_DAYS + 1))
    expire(first)
    row = ExpiredSnapshot.objects.get(hash=again.hash)
    assert row.frozen_at == again.frozen_at
