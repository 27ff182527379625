"""Whoever worked on what readers would see anew does not publish it."""

import pytest

from proposals.editing.locking import acquire
from proposals.editing.restoration import Seen, restore
from proposals.editing.review import StepRefused, publish, reopen, request_changes, submit, withdraw
from proposals.editing.revisions import drop_revision, open_revision
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    ResponseFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[ClauseFactory, ResponseFactory], ids=["clause", "response"])
def row(request):
    """A draft that could be published."""
    made = request.param()
    if request.param is ClauseFactory:
        EvidenceFactory(clause=made)
    else:
        from tests.factories import ResponseEvidenceFactory

        ResponseEvidenceFactory(response=made)
    return made


def edit(row, by):
    with record_change(row, by, "edited"):
        row.refresh_from_db()
        acquire(row, row.edition, by)
        row.text = f"{row.text} {by.username}"
        row.save(update_fields=["text"])


def test_a_reviewer_who_rewrote_does_not_publish_though_another_edited_after(row):
    writer, judge, third = analyst(), reviewer(), reviewer()
    submit(row, writer)
    request_changes(row, judge, "Rewritten below.")
    edit(row, judge)
    edit(row, writer)
    submit(row, writer)
    with pytest.raises(StepRefused, match="since readers saw it last cannot publish"):
        publish(row, judge)
    publish(row, third)
    assert row.state == "published"


def test_publication_begins_anew(row):
    writer, judge = analyst(), reviewer()
    edit(row, writer)
    submit(row, writer)
    publish(row, judge)
    row.refresh_from_db()
    assert not row.editors.exists()


def test_the_points_that_readers_saw_are_kept_while_a_clause_is_a_draft_again():
    writer, judge = analyst(), reviewer()
    edited = ClauseFactory(published=True).version
    row = ClauseFactory(
        version=VersionFactory(proposal=edited.proposal, edits=edited),
        key="9",
        replaces=[edited.clauses.get().key],
        topics=[],
    )
    EvidenceFactory(clause=row)
    assert row.points_for_readers == ()
    submit(row, writer)
    publish(row, judge)
    withdraw(row, judge, "In doubt.")
    reopen(row, writer, "To mend it.")
    row.refresh_from_db()
    row.replaces = []
    row.save()
    row.refresh_from_db()
    assert row.points_for_readers == ("9", edited.clauses.get().key)


def test_words_of_a_revision_that_was_given_up_do_not_come_back_past_their_writer():
    writer, other = reviewer(), analyst()
    clause = ClauseFactory(published=True, topics=[])
    draft = open_revision(clause, writer)
    edit(draft, writer)
    drop_revision(draft, writer)
    entry = next(one for one in list_entries(clause) if one.reason == "edited")
    clause.refresh_from_db()
    seen = Seen.of(clause)
    back = restore(clause, entry.number, other, reason="Back.", seen=seen).draft
    assert back.text.endswith(writer.username)
    submit(back, other)
    with pytest.raises(StepRefused, match="since readers saw it last cannot publish"):
        publish(back, writer, "Better words.")
    publish(back, reviewer(), "Better words.")


def test_words_that_readers_saw_come_back_without_their_writer():
    writer, judge, third = reviewer(), reviewer(), analyst()
    clause = ClauseFactory(topics=[])
    EvidenceFactory(clause=clause)
    edit(clause, writer)
    submit(clause, writer)
    publish(clause, judge)
    public = list_entries(clause)[0]
    back = restore(clause, public.number, third, reason="Back.", seen=Seen.of(clause)).draft
    submit(back, third)
    publish(back, writer, "As it was.")


def test_who_edited_a_revision_does_not_publish_it():
    writer, judge = analyst(), reviewer()
    clause = ClauseFactory(published=True)
    revision = open_revision(clause, judge)
    edit(revision, judge)
    edit(revision, writer)
    submit(revision, writer)
    with pytest.raises(StepRefused):
        publish(revision, judge, "Better words.")
    reopen(revision, writer, "Once more.")
    submit(revision, writer)
    publish(revision, reviewer(), "Better words.")
