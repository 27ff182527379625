"""The optimistic lock: who saves second learns that somebody saved first."""

import pytest

from proposals.editing.locking import EditConflict, acquire
from proposals.models import Clause
from proposals.models.publication_guard import PublishedClause
from tests.factories import ClauseFactory, analyst

pytestmark = pytest.mark.django_db


def test_who_saw_the_newest_edition_gets_the_next():
    clause, editor = ClauseFactory(), analyst()
    acquire(clause, 1, editor)
    stored = Clause.objects.get()
    assert (stored.edition, stored.edited_by) == (2, editor)
    assert (clause.edition, clause.edited_by) == (2, editor)


def test_who_saw_an_older_edition_is_shown_the_newest():
    clause = ClauseFactory()
    acquire(Clause.objects.get(), 1, analyst())
    with pytest.raises(EditConflict, match="Somebody else changed this clause") as conflict:
        acquire(clause, 1, analyst())
    assert conflict.value.current.edition == 2
    assert Clause.objects.get().edition == 2


def test_an_edition_that_was_never_given_is_a_conflict():
    with pytest.raises(EditConflict):
        acquire(ClauseFactory(), 7, analyst())


def test_a_clause_that_is_gone_is_a_conflict_without_a_newest_edition():
    clause = ClauseFactory()
    Clause.objects.all().delete()
    with pytest.raises(EditConflict, match="removed this clause") as conflict:
        acquire(clause, 1, analyst())
    assert conflict.value.current is None


def test_a_published_clause_cannot_be_claimed():
    clause = ClauseFactory(published=True)
    with pytest.raises(PublishedClause):
        acquire(clause, clause.edition, analyst())


def test_a_claim_takes_three_queries(django_assert_num_queries):
    clause, editor = ClauseFactory(), analyst()
    # one takes the edition, two note the editor, who cannot publish now
    with django_assert_num_queries(3):
        acquire(clause, 1, editor)


def test_a_save_after_a_claim_keeps_the_new_edition():
    clause = ClauseFactory()
    acquire(clause, 1, analyst())
    clause.heading = "Another heading"
    clause.save()
    assert Clause.objects.get().edition == 2
