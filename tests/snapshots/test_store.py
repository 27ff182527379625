"""Freezing a comparison: once for the same content, whatever changes later, and within limits."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from proposals.comparisons import Selection
from proposals.domain.verdicts import Mark
from proposals.exports.paper.sheet import SheetOptions, Turn, sheet_html
from proposals.exports.record.canonical import digest
from proposals.models import Clause, Negotiation, Snapshot
from proposals.models.snapshots import packed
from proposals.snapshots import store
from proposals.snapshots.paper import reprint
from proposals.snapshots.store import SnapshotTooLarge, TooManySnapshots, find_snapshot, freeze
from tests.support.bundles import LAKE_HASH, MOMENT, bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]

stored = stored_for_a_module(LAKE)


def conflicts():
    """A smaller selection."""
    return bundle(Selection(marks=(Mark.CONFLICT,), whole=True))


def test_the_content_has_the_same_hash_on_every_machine_and_database():
    assert bundle().hash == LAKE_HASH


def test_what_is_kept_is_the_record_byte_for_byte_and_the_sheet():
    given = bundle()
    snapshot, new = freeze(given)
    assert new
    stored_one = Snapshot.objects.get(pk=snapshot.pk)
    assert stored_one.hash == given.hash == digest(bytes(stored_one.record))
    assert stored_one.record == given.content
    assert stored_one.sheet.decode() == sheet_html(given, SheetOptions())
    assert stored_one.frozen_at == MOMENT
    assert stored_one.is_whole


def test_the_same_content_is_kept_once_with_the_moment_of_the_first_time():
    first, _new = freeze(bundle())
    later = bundle()
    object.__setattr__(later, "at", MOMENT + datetime.timedelta(days=9))
    second, new = freeze(later)
    assert (second, new) == (first, False)
    assert second.frozen_at == MOMENT
    assert Snapshot.objects.count() == 1


def test_later_edits_change_nothing_of_it_and_give_another_one():
    snapshot, _new = freeze(bundle())
    before = snapshot.record, snapshot.sheet
    Clause.objects.filter(uid="lake-2031.wadi-plan.second.1").update(text="Other words.")
    assert (find_snapshot(snapshot.hash).record, find_snapshot(snapshot.hash).sheet) == before
    other, new = freeze(bundle())
    assert new
    assert other.hash != snapshot.hash


def test_it_outlives_its_negotiation():
    snapshot, _new = freeze(bundle())
    Negotiation.objects.get(key="lake-2031").delete()
    assert find_snapshot(snapshot.hash).is_whole


@pytest.mark.parametrize("field", ["record_packed", "sheet_packed"])
def test_what_was_altered_in_the_database_is_seen(field):
    snapshot, _new = freeze(bundle())
    Snapshot.objects.update(**{field: packed(b"{}")})
    assert not find_snapshot(snapshot.hash).is_whole


def test_visitors_freeze_so_many_within_an_hour_and_staff_as_many_as_they_like(settings):
    settings.FREEZES_PER_HOUR = 1
    freeze(conflicts())
    with pytest.raises(TooManySnapshots, match="1 new ones an hour"):
        freeze(bundle())
    _snapshot, new = freeze(bundle(), by_staff=True)
    assert new


def test_what_is_kept_already_is_given_at_the_limit_too(settings):
    settings.FREEZES_PER_HOUR = 1
    first, _new = freeze(conflicts())
    assert freeze(conflicts()) == (first, False)


def test_what_staff_froze_and_what_is_older_than_an_hour_does_not_count(settings):
    settings.FREEZES_PER_HOUR = 1
    freeze(conflicts(), by_staff=True)
    old, _new = freeze(bundle(Selection(questions=("share-of-limnaia",), whole=True)))
    Snapshot.objects.filter(pk=old.pk).update(frozen_at=MOMENT - store.WINDOW)
    _snapshot, new = freeze(bundle())
    assert new


@pytest.mark.parametrize("limit", ["LARGEST_RECORD", "LARGEST_SHEET"])
def test_what_is_too_large_is_not_kept(monkeypatch, limit):
    monkeypatch.setattr(store, limit, 1000)
    with pytest.raises(SnapshotTooLarge, match="Allowed: at most 1000"):
        freeze(bundle())
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("hash_given", ["", "a" * 63, "A" * 64, "a" * 63 + "g", "a" * 64 + "\n"])
@pytest.mark.parametrize("field", ["hash", "sheet_hash"])
def test_the_database_takes_nothing_that_is_no_hash(field, hash_given):
    snapshot, _new = freeze(bundle())
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(**{field: hash_given})


def test_paper_is_turned_and_made_grey_without_touching_the_words():
    sheet = '<article class="sheet columns-2 portrait"><path fill="#1c5fa8" stroke="#ffffff"/>'
    words = 'fill="#1c5fa8" is how a colour is written</article>'
    options = SheetOptions(turn=Turn.LANDSCAPE, grey=True)
    assert reprint((sheet + words).encode(), options) == (
        '<article class="sheet columns-2 landscape grey"><path fill="#000000" stroke="#ffffff"/>'
        + words
    )


def test_a_kept_sheet_is_shown_as_it_is_by_default():
    snapshot, _new = freeze(bundle())
    assert reprint(snapshot.sheet, SheetOptions()) == snapshot.sheet.decode()


def test_the_guide_shows_the_hash_and_the_limit_that_hold(root, settings):
    guide = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    assert f"H={LAKE_HASH} " in guide
    assert "`FREEZES_PER_HOUR`" in guide
    assert f"freeze {settings.FREEZES_PER_HOUR} new comparisons within an hour" in guide
