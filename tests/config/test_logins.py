"""How often a login may fail, and what the refusal says."""

import datetime

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.utils import timezone

from config.logins import SHARED, UNKNOWN, client_address

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

RIGHT = "a-long-password-for-one-test"
LIMIT = 5


@pytest.fixture
def analyst():
    return get_user_model().objects.create_user("ada", password=RIGHT, is_staff=True)


def log_in(name="ada", password="wrong", address="203.0.113.7", **headers):
    """The answer to one login, in a fresh browser."""
    client = Client(REMOTE_ADDR=address, headers=headers)
    return client.post("/admin/login/", {"username": name, "password": password})


def fail(times, **login):
    for _time in range(times):
        log_in(**login)


def test_the_right_password_lets_in(analyst):
    assert log_in(password=RIGHT).status_code == 302


def test_after_five_wrong_passwords_the_right_one_has_to_wait(analyst):
    fail(LIMIT)
    assert log_in(password=RIGHT).status_code == 429


def test_four_wrong_passwords_lock_nobody_out(analyst):
    fail(LIMIT - 1)
    assert log_in(password=RIGHT).status_code == 302


def test_the_fifth_failure_itself_is_answered_with_the_wait(analyst):
    fail(LIMIT - 1)
    assert log_in().status_code == 429


def test_the_refusal_says_how_long_to_wait(analyst):
    fail(LIMIT)
    answer = log_in()
    assert answer["Retry-After"] == "900"
    assert "wait 15 minutes" in answer.content.decode()


def test_the_refusal_names_nobody_and_shows_no_password(analyst):
    fail(LIMIT)
    text = log_in(password="S3cretMarker").content.decode()
    assert "S3cretMarker" not in text
    assert "ada" not in text.replace("loaded", "")


def test_a_script_gets_the_same_refusal_and_no_open_door(analyst):
    fail(LIMIT)
    answer = log_in(**{"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 429
    assert "Access-Control-Allow-Origin" not in answer


def test_another_name_at_the_same_address_may_still_log_in(analyst):
    fail(LIMIT, name="bob")
    assert log_in(password=RIGHT).status_code == 302


def test_nobody_can_lock_an_analyst_out_from_another_address(analyst):
    fail(LIMIT, address="198.51.100.9")
    assert log_in(password=RIGHT).status_code == 302


def test_trying_many_names_from_one_address_ends_too(analyst):
    for number in range(LIMIT * SHARED):
        log_in(name=f"name-{number}")
    assert log_in(password=RIGHT).status_code == 429


def test_another_browser_at_the_same_address_counts_together(analyst):
    for number in range(LIMIT):
        log_in(**{"User-Agent": f"Browser {number}"})
    assert log_in(password=RIGHT).status_code == 429


def test_the_wait_ends(analyst):
    fail(LIMIT)
    past = timezone.now() - datetime.timedelta(minutes=15, seconds=1)
    AccessAttempt.objects.update(attempt_time=past)
    assert log_in(password=RIGHT).status_code == 302


def test_trying_while_waiting_does_not_prolong_the_wait(analyst):
    fail(LIMIT)
    before = AccessAttempt.objects.get().attempt_time
    fail(2)
    assert AccessAttempt.objects.get().attempt_time == before


def test_success_forgets_the_failures_of_that_name(analyst):
    fail(LIMIT - 1)
    log_in(password=RIGHT)
    fail(LIMIT - 1)
    assert log_in(password=RIGHT).status_code == 302


def test_success_does_not_forget_what_others_at_the_address_did(analyst):
    for number in range(LIMIT * SHARED - 1):
        log_in(name=f"name-{number}")
    log_in(password=RIGHT)
    log_in(name="one-more")
    assert log_in(password=RIGHT).status_code == 429


def test_no_password_is_kept_with_a_failure(analyst):
    log_in(password="S3cretMarker")
    row = AccessAttempt.objects.values().get()
    assert row["username"]
    assert not any("S3cretMarker" in str(value) for value in row.values())


def test_no_log_is_kept_of_logins_that_worked(analyst):
    log_in(password=RIGHT)
    assert not AccessLog.objects.exists()
    assert not AccessAttempt.objects.exists()


def request_from(address, **more):
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", UNKNOWN),
        ("not an address", UNKNOWN),
    ],
)
def test_an_address_is_counted_as_its_subscriber(found, counted):
    assert client_address(request_from(found)) == counted


def test_failures_through_a_socket_without_addresses_are_counted_too(analyst):
    fail(LIMIT, address="")
    assert log_in(password=RIGHT, address="").status_code == 429


def test_a_visitor_cannot_choose_an_address_without_a_proxy():
    request = request_from("203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.9")
    assert client_address(request) == "203.0.113.7"


def test_behind_a_proxy_only_its_own_entry_counts(settings):
    settings.BEHIND_PROXY = True
    request = request_from("10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.7")
    assert client_address(request) == "203.0.113.7"
