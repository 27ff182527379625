"""The order of clauses in a document, rearranged by hand."""

import pytest
from django.core.exceptions import PermissionDenied

from proposals.editing.clause_order import OrderConflict, arrange, move_clause, order_by_places
from proposals.models import Clause
from tests.factories import ClauseFactory, VersionFactory, analyst, reviewer


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({}, [1, 2, 3, 4]),
        ({4: 1}, [4, 1, 2, 3]),
        ({1: 4}, [2, 3, 4, 1]),
        ({2: 3}, [1, 3, 2, 4]),
        ({3: 2}, [1, 3, 2, 4]),
        ({1: 2, 2: 1}, [2, 1, 3, 4]),
        ({1: 99}, [2, 3, 4, 1]),
        ({4: 0}, [4, 1, 2, 3]),
    ],
)
def test_a_clause_goes_to_the_place_that_was_typed(places, order):
    assert order_by_places([1, 2, 3, 4], places) == order


@pytest.mark.parametrize(
    ("clause", "by", "order"),
    [(2, -1, [2, 1, 3]), (2, 1, [1, 3, 2]), (1, -1, [1, 2, 3]), (3, 1, [1, 2, 3])],
)
def test_a_clause_moves_by_one_and_not_over_the_edge(clause, by, order):
    assert move_clause([1, 2, 3], clause, by) == order


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def clauses(version):
    return ClauseFactory.create_batch(3, version=version)


def keys(rows):
    return [row.pk for row in rows]


def order(version):
    return keys(Clause.objects.originals().filter(version=version).order_by("ordinal", "key"))


@pytest.mark.django_db
def test_the_wanted_order_is_stored(version, clauses):
    one, two, three = keys(clauses)
    assert arrange(version, [one, two, three], [one, three, two], analyst()) == 2
    assert order(version) == [one, three, two]


@pytest.mark.django_db
def test_clauses_that_stay_in_place_keep_their_numbers(version, clauses):
    one, two, three = keys(clauses)
    before = clauses[0].ordinal
    arrange(version, [one, two, three], [one, three, two], analyst())
    assert Clause.objects.get(pk=one).ordinal == before


@pytest.mark.django_db
def test_clauses_that_share_a_number_are_numbered_anew(version):
    one, two = keys(ClauseFactory.create_batch(2, version=version, ordinal=0))
    seen = order(version)
    arrange(version, seen, seen[::-1], analyst())
    assert order(version) == seen[::-1]
    assert {one, two} == set(seen)


@pytest.mark.django_db
def test_whoever_has_a_moved_clause_open_learns_of_it(version, clauses):
    one, two, three = keys(clauses)
    arrange(version, [one, two, three], [two, one, three], analyst())
    assert [Clause.objects.get(pk=pk).edition for pk in (one, two, three)] == [2, 2, 1]


@pytest.mark.django_db
def test_an_order_that_was_changed_meanwhile_is_not_overwritten(version, clauses):
    one, two, three = keys(clauses)
    with pytest.raises(OrderConflict):
        arrange(version, [two, one, three], [three, two, one], analyst())
    assert order(version) == [one, two, three]


@pytest.mark.django_db
def test_a_clause_that_was_added_meanwhile_is_not_forgotten(version, clauses):
    seen = keys(clauses)
    ClauseFactory(version=version)
    with pytest.raises(OrderConflict):
        arrange(version, seen, seen[::-1], analyst())


@pytest.mark.django_db
def test_an_analyst_does_not_change_the_order_that_readers_see(version):
    seen = keys(ClauseFactory.create_batch(2, version=version, published=True))
    with pytest.raises(PermissionDenied):
        arrange(version, seen, seen[::-1], analyst())
    assert order(version) == seen


@pytest.mark.django_db
def test_an_analyst_moves_drafts_between_published_clauses(version):
    one, draft, two = keys(
        ClauseFactory(version=version, published=published) for published in (True, False, True)
    )
    arrange(version, [one, draft, two], [draft, one, two], analyst())
    assert order(version) == [draft, one, two]


@pytest.mark.django_db
def test_a_reviewer_changes_the_order_that_readers_see(version):
    seen = keys(ClauseFactory.create_batch(2, version=version, published=True))
    arrange(version, seen, seen[::-1], reviewer())
    assert order(version) == seen[::-1]


@pytest.mark.django_db
def test_an_open_revision_stays_with_the_clause_that_it_revises(version):
    draft, original = ClauseFactory(version=version), ClauseFactory(version=version, published=True)
    revision = ClauseFactory(
        version=version, key=original.key, revises=original, ordinal=original.ordinal
    )
    arrange(version, keys([draft, original]), keys([original, draft]), analyst())
    original.refresh_from_db()
    revision.refresh_from_db()
    assert revision.ordinal == original.ordinal


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2, 30])
def test_rearranging_asks_the_same_queries_for_any_number_of_clauses(
    version, size, django_assert_max_num_queries
):
    seen, by = keys(ClauseFactory.create_batch(size, version=version)), analyst()
    by.has_perm("proposals.change_clause")
    with django_assert_max_num_queries(9):
        arrange(version, seen, seen[::-1], by)
