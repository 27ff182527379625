"""Two reviewers who publish changes of what readers see in the same moment."""

import pytest

from proposals.editing.row_changes import StaleRows
from proposals.editing.row_notes import noting
from proposals.editing.row_revisions import RevisionRefused, hand_in, hold, publish
from proposals.models import RowRevision, Version
from tests.factories import UserFactory, reviewer
from tests.support.meeting import shared_database, together
from tests.support.shown_rows import shown_negotiation

shared = shared_database()


@pytest.fixture
def maker():
    return UserFactory(is_staff=True, is_superuser=True, username="root")


@pytest.fixture
def version():
    return shown_negotiation().versions[0]


def held(version, maker, label):
    """Another label of a version that waits for its reviewer."""
    with noting() as noted:
        row = Version.objects.get(pk=version.pk)
        row.label = label
        row.save()
        notes = noted.notes()
    Version.objects.filter(pk=version.pk).update(label=version.label)
    return hand_in(hold(notes, maker, []), maker, "It was misread.")


def publish_together(revisions):
    judges = [reviewer() for _revision in revisions]
    pairs = zip(revisions, judges, strict=True)
    return together(*[lambda one=one, by=by: publish(one, by) for one, by in pairs])


def test_one_change_is_published_once(version, maker):
    change = held(version, maker, "Anew")
    answers = publish_together([change, RowRevision.objects.get(pk=change.pk)])
    assert sorted(type(one).__name__ for one in answers) == ["RevisionRefused", "RowRevision"]
    version.refresh_from_db()
    assert version.label == "Anew"


def test_of_two_changes_of_one_field_the_second_is_told_of_the_first(version, maker):
    changes = [held(version, maker, label) for label in ("One", "Other")]
    answers = publish_together(changes)
    (published,) = [one for one in answers if isinstance(one, RowRevision)]
    assert [type(one) for one in answers if one is not published] == [StaleRows]
    version.refresh_from_db()
    assert version.label == published.changes[0]["fields"]["label"][1]
    assert RowRevision.objects.filter(state="published").count() == 1


def test_a_reason_is_handed_in_once(version, maker):
    """What a reviewer reads is what readers will be told."""
    change = held(version, maker, "Anew")
    with pytest.raises(RevisionRefused, match="already"):
        hand_in(change, maker, "The ministry lied about it.")
    change.refresh_from_db()
    assert change.reason == "It was misread."
    assert publish(change, reviewer()).reason == "It was misread."
