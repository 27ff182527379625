"""The latest changes of the first pages: the items of the feed, told by their numbers."""

import pytest

from proposals.editing.review import publish, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.history import latest_changes, list_news, news_steps
from proposals.models import Negotiation, Version
from tests.factories import ClauseFactory, analyst, reviewer
from tests.support.folders import ISLE, LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE, ISLE)


@pytest.fixture
def lake(stored, db):
    """Two made-up negotiations, as they were loaded."""


@pytest.fixture
def corrected(lake):
    """A clause of the lake that a person corrected after it was loaded."""
    ada, bob = analyst(), reviewer()
    version = Version.objects.get(proposal__key="wadi-plan", key="second")
    clause = version.clauses.originals()[0]
    revision = open_revision(clause, ada)
    revision.heading = "Another heading"
    revision.save()
    submit(revision, ada, "A slip of the pen.")
    publish(revision, bob, "A slip of the pen.")
    clause.refresh_from_db()
    return clause


def versions(key):
    return list(Version.objects.filter(proposal__negotiation__key=key))


@pytest.mark.parametrize("key", ["lake-2031", "isle-2032"])
def test_they_are_the_items_of_the_feed_with_the_same_numbers(lake, key):
    negotiation = Negotiation.objects.get(key=key)
    items = list_news(news_steps(negotiation), negotiation)
    changes = latest_changes(versions(key), 100)
    assert changes
    assert [(one.at, one.version, one.counts, one.response_counts) for one in changes] == [
        (item.at, item.version, item.counts, item.response_counts) for item in items
    ]


def test_what_a_person_did_comes_first_with_its_reason_and_without_numbers(corrected):
    change = latest_changes(versions("lake-2031"), 3)[0]
    assert change.subject == corrected
    assert (str(change.event.kind), change.event.reason) == ("corrected", "A slip of the pen.")
    assert (change.is_public, change.counts, change.response_counts) == (True, (), ())


def test_what_was_taken_from_readers_is_not_public(corrected):
    withdraw(corrected, reviewer(), "It named somebody.")
    change = latest_changes(versions("lake-2031"), 1)[0]
    assert str(change.event.kind) == "withdrawn"
    assert not change.is_public


def test_no_more_than_asked_for_of_the_versions_asked_for(corrected):
    assert len(latest_changes(versions("lake-2031"), 2)) == 2
    assert {one.version.proposal.negotiation.key for one in latest_changes(
        versions("isle-2032"), 50)} == {"isle-2032"}  # fmt: skip
    assert latest_changes([], 5) == []


def test_a_draft_is_no_change(db):
    draft = ClauseFactory()
    assert latest_changes([draft.version], 5) == []


def test_four_queries_are_enough(corrected, django_assert_max_num_queries):
    everything = list(Version.objects.select_related("proposal__negotiation"))
    with django_assert_max_num_queries(4):
        changes = latest_changes(everything, 100)
        assert {change.language for change in changes}
