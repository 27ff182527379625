"""Frozen comparisons that are used stay for good; others expire, and their page says so."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from proposals.comparisons import Selection
from proposals.models import ExpiredSnapshot, Freeze, Snapshot, SnapshotUse
from proposals.snapshots import store
from proposals.snapshots.retention import expire, expiry
from proposals.snapshots.store import TooManySnapshots, freeze
from sources.visitors import keyed_address
from tests.support.bundles import bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("stored", "without_guard"),
    pytest.mark.ignore_template_errors,
]
stored = stored_for_a_module(LAKE)
FREEZE = "/lake-2031/freeze/"


def one_question(number: int):
    keys = [row.question.key for row in bundle().matrix.rows]
    return bundle(Selection(questions=(keys[number],), whole=True))


def frozen(before=timedelta(0), **options) -> Snapshot:
    snapshot, _new = freeze(bundle(), **options)
    Snapshot.objects.filter(pk=snapshot.pk).update(frozen_at=now() - before)
    snapshot.refresh_from_db()
    return snapshot


def days(settings, more=0):
    return timedelta(days=settings.FROZEN_UNUSED_DAYS + more)


def test_what_nobody_used_expires_and_its_address_says_what_became_of_it(client, settings):
    snapshot = frozen(before=days(settings, 1))
    assert expire(now()) == 1
    assert not Snapshot.objects.exists()
    for address in ("", "record.json", "comparison.json", "sheet.css"):
        answer = client.get(f"{snapshot.get_absolute_url()}{address}")
        assert answer.status_code == 410
        assert "Nobody opened it again or cited it" in answer.content.decode()


def test_what_is_not_yet_old_enough_stays(settings):
    frozen(before=days(settings, -1))
    assert expire(now()) == 0
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("part", ["", "record.json", "comparison.json"])
def test_opening_it_later_keeps_it_for_good(client, settings, part):
    snapshot = frozen(before=timedelta(days=1))
    first = client.get(f"{snapshot.get_absolute_url()}{part}")
    assert first.status_code == 200
    assert expiry(snapshot) is None
    Snapshot.objects.update(frozen_at=now() - days(settings, 1))
    assert expire(now()) == 0


def test_looking_at_what_one_has_just_frozen_does_not_keep_it(client):
    snapshot = frozen()
    page = " ".join(words(client.get(snapshot.get_absolute_url())))
    client.get(f"{snapshot.get_absolute_url()}record.json")
    assert not SnapshotUse.objects.exists()
    assert re.search(r"Until .*; for good, once it is opened on a later day", page)


def words(answer):
    return answer.content.decode().split()


def test_a_page_that_is_kept_for_good_says_nothing_of_an_end(client):
    snapshot = frozen(before=timedelta(days=2))
    assert "for good, once it is opened" not in " ".join(
        words(client.get(snapshot.get_absolute_url()))
    )


def test_a_brief_that_names_the_address_keeps_it():
    snapshot = frozen()
    again = bundle()
    assert again.frozen_address.endswith(snapshot.get_absolute_url())
    assert expiry(snapshot) is None


def test_what_staff_froze_never_expires(settings):
    frozen(before=days(settings, 100), by_staff=True)
    assert expire(now()) == 0


def test_the_same_content_can_be_frozen_again_after_it_expired(client, settings):
    snapshot = frozen(before=days(settings, 1))
    expire(now())
    answer = client.post(FREEZE)
    assert answer["Location"] == snapshot.get_absolute_url()
    assert client.get(answer["Location"]).status_code == 200


def test_what_expires_a_second_time_has_the_dates_of_that(settings):
    frozen(before=days(settings, 200))
    expire(now() - timedelta(days=150))
    again = frozen(before=days(settings, 1))
    expire(now())
    assert ExpiredSnapshot.objects.get(hash=again.hash).frozen_at == again.frozen_at


def test_freezing_and_the_command_let_old_ones_expire(client, settings, capsys):
    frozen(before=days(settings, 1))
    client.post(f"{FREEZE}?verdict=conflict")
    assert ExpiredSnapshot.objects.count() == 1
    assert Snapshot.objects.count() == 1
    Snapshot.objects.update(frozen_at=now() - days(settings, 1))
    call_command("expire_snapshots")
    assert "Expired: 1." in capsys.readouterr().out


def test_what_expired_a_second_time_has_the_dates_of_that_time(settings):
    first = now()
    frozen(days(settings, 200))
    expire(first - timedelta(days=150))
    again = frozen(days(settings, 1))
    expire(first)
    row = ExpiredSnapshot.objects.get(hash=again.hash)
    assert (row.frozen_at, row.expired_at) == (again.frozen_at, first)


def test_asking_to_freeze_says_how_long_it_is_kept(client, settings):
    page = " ".join(words(client.get(FREEZE)))
    assert f"within {settings.FROZEN_UNUSED_DAYS} days, it is deleted" in page


# By visitor


def test_one_visitor_reaches_a_limit_and_another_is_still_served(client, settings):
    settings.FREEZES_PER_VISITOR = 1
    assert client.post(FREEZE, REMOTE_ADDR="203.0.113.1").status_code == 303
    refused = client.post(f"{FREEZE}?verdict=conflict", REMOTE_ADDR="203.0.113.1")
    assert refused.status_code == 429
    assert "from your address that has been done" in " ".join(words(refused))
    other = client.post(f"{FREEZE}?verdict=conflict", REMOTE_ADDR="203.0.113.2")
    assert other.status_code == 303


def test_all_visitors_together_have_a_ceiling(settings):
    settings.FREEZES_PER_VISITOR, settings.FREEZES_PER_HOUR = 5, 2
    freeze(one_question(0), visitor="203.0.113.1")
    freeze(one_question(1), visitor="203.0.113.2")
    with pytest.raises(TooManySnapshots) as refused:
        freeze(one_question(2), visitor="203.0.113.3")
    assert not refused.value.of_visitor


def test_a_proxy_is_nobody(client, settings):
    settings.FREEZES_PER_VISITOR = 1
    for query in ("", "?verdict=conflict"):
        assert client.post(f"{FREEZE}{query}", REMOTE_ADDR="127.0.0.1").status_code == 303
    assert not Freeze.objects.exists()


@pytest.mark.parametrize("is_declared", [False, True])
def test_whom_a_proxy_names_is_counted_alone(client, settings, is_declared):
    settings.BEHIND_PROXY, settings.FREEZES_PER_VISITOR = is_declared, 1

    def post(query, address):
        return client.post(
            f"{FREEZE}{query}", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": address}
        ).status_code

    assert post("", "203.0.113.1") == 303
    assert post("?verdict=conflict", "203.0.113.2") == 303
    assert post("?question=share-of-limnaia", "203.0.113.1") == 429


def test_where_no_proxy_stands_no_header_opens_a_way_round_the_limit(client, settings):
    settings.PROXY_DENIED, settings.FREEZES_PER_VISITOR = True, 1
    answers = [
        client.post(
            f"{FREEZE}{query}",
            REMOTE_ADDR="203.0.113.1",
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status_code
        for number, query in enumerate(("", "?verdict=conflict"))
    ]
    assert answers == [303, 429]


def test_no_address_is_stored_and_nothing_of_it_after_an_hour():
    freeze(one_question(0), visitor="203.0.113.1")
    row = Freeze.objects.get()
    assert row.visitor == keyed_address("203.0.113.1", "freezes")
    Freeze.objects.update(at=row.at - store.WINDOW)
    freeze(one_question(1), visitor="203.0.113.2")
    assert [one.visitor for one in Freeze.objects.all()] == [
        keyed_address("203.0.113.2", "freezes")
    ]
