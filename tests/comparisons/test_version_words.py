"""What heads of columns say of a version: its label and its own day, each once."""

import datetime

import pytest

from proposals.comparisons import catalogue
from proposals.comparisons.document_names import version_words
from proposals.models import Proposal
from tests.factories import ClauseFactory, ProposalFactory, VersionFactory

pytestmark = pytest.mark.django_db
NOVEMBER = {day: datetime.date(2030, 11, day) for day in (20, 24)}


def heads(*versions, handed_over=None):
    """Label and date of each version as (key, label, day) → what its head says, and handed over."""
    proposal = ProposalFactory(key="paper", name="The paper", handed_over=handed_over)
    for key, label, day in versions:
        version = VersionFactory(
            proposal=proposal, key=key, label=label, date=NOVEMBER.get(day), complete=True
        )
        ClauseFactory(version=version, published=True)
    assert Proposal.objects.count() == 1
    documents = catalogue(proposal.negotiation.key).documents
    return {one.version.key: (version_words(one), one.handed_over) for one in documents}


def test_handing_over_is_told_of_the_version_of_that_day_alone():
    found = heads(("a", "first text", 20), ("b", "second text", 24), handed_over=NOVEMBER[20])
    assert found == {
        "a": ("", NOVEMBER[20]),
        "b": ("second text, 24 November 2030", None),
    }


def test_of_versions_of_other_days_none_was_handed_over():
    found = heads(("a", "first", 24), ("b", "undated", None), handed_over=NOVEMBER[20])
    assert [day for _words, day in found.values()] == [None, None]


def test_a_lone_version_has_label_date_and_day_of_handing_over():
    found = heads(("a", "as printed", 24), handed_over=NOVEMBER[20])
    assert found == {"a": ("as printed, 24 November 2030", NOVEMBER[20])}


def test_copies_of_one_day_were_both_handed_over():
    found = heads(("a", "one copy", 24), ("b", "other copy", 24), handed_over=NOVEMBER[20])
    assert [day for _words, day in found.values()] == [NOVEMBER[20]] * 2


@pytest.mark.parametrize(
    ("label", "handed_over", "expected"),
    [
        ("as published on 24 November 2030", None, "as published on 24 November 2030"),
        ("first text", 24, "first text"),
        ("first text", None, "first text, 24 November 2030"),
    ],
)
def test_a_day_is_said_once(label, handed_over, expected):
    found = heads(("a", label, 24), handed_over=NOVEMBER.get(handed_over))
    assert found["a"][0] == expected
