"""Several visitors freeze at the same moment, each with a connection of their own."""

import pytest

from proposals.comparisons import Selection
from proposals.models import Snapshot
from proposals.seeding import load
from proposals.snapshots.store import TooManySnapshots, freeze
from tests.support.bundles import bundle
from tests.support.folders import LAKE
from tests.support.meeting import shared_database, together

shared = shared_database()
VISITORS = 4


@pytest.fixture(autouse=True)
def lake(shared):
    load([LAKE])


def freezing(given):
    return lambda: freeze(given)


def test_the_same_content_frozen_at_once_is_kept_once():
    ready = [bundle() for _visitor in range(VISITORS)]
    for one in ready:
        assert one.content  # read before they meet
    answers = together(*map(freezing, ready))
    assert {snapshot.hash for snapshot, _new in answers} == {ready[0].hash}
    assert sorted(new for _snapshot, new in answers) == [False] * (VISITORS - 1) + [True]
    assert Snapshot.objects.count() == 1


def test_at_the_limit_one_of_several_visitors_is_let_through(settings):
    questions = [row.question.key for row in bundle().matrix.rows][: VISITORS + 1]
    ready = [bundle(Selection(questions=(key,), whole=True)) for key in questions]
    for one in ready:
        assert one.content
    freeze(ready.pop())
    settings.FREEZES_PER_HOUR = 2
    answers = together(*map(freezing, ready))
    assert sum(isinstance(one, TooManySnapshots) for one in answers) == VISITORS - 1
    assert Snapshot.objects.count() == 2
