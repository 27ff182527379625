"""How often a login may fail, and what the refusal says."""

import datetime

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from config.logins import SHARED, UNPROVEN_SECONDS

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


# Where a proxy stands in front that nobody declared.

NGINX = "127.0.0.1"
THROUGH_NGINX = {"address": NGINX, "X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https"}
ELSEWHERE = {**THROUGH_NGINX, "X-Forwarded-For": "203.0.113.7"}
TOO_MANY = LIMIT * SHARED


@pytest.mark.parametrize("proxy", [NGINX, "::1", "10.0.0.5", "172.18.0.2", ""])
def test_five_wrong_passwords_through_an_undeclared_proxy_lock_nobody_out(analyst, proxy):
    fail(LIMIT, address=proxy)
    assert log_in(password=RIGHT, address=proxy).status_code == 302


@pytest.mark.parametrize("proxy", [NGINX, "10.0.0.5", "192.0.2.80", ""])
def test_whoever_an_undeclared_proxy_names_waits_alone(analyst, proxy):
    fail(LIMIT, **{**THROUGH_NGINX, "address": proxy})
    assert log_in(password=RIGHT, **{**THROUGH_NGINX, "address": proxy}).status_code == 429
    assert log_in(password=RIGHT, **{**ELSEWHERE, "address": proxy}).status_code == 302


@pytest.mark.parametrize("header", ["X-Real-IP", "Forwarded"])
def test_a_visitor_is_told_apart_by_whatever_header_the_proxy_sets(analyst, header):
    written = "for={};proto=https" if header == "Forwarded" else "{}"
    fail(LIMIT, address=NGINX, **{header: written.format("198.51.100.9")})
    here = log_in(password=RIGHT, address=NGINX, **{header: written.format("198.51.100.9")})
    there = log_in(password=RIGHT, address=NGINX, **{header: written.format("203.0.113.7")})
    assert (here.status_code, there.status_code) == (429, 302)


def test_many_names_through_an_undeclared_proxy_lock_no_other_name_out(analyst):
    for number in range(TOO_MANY + 1):
        log_in(name=f"name-{number}", address=NGINX)
    assert log_in(password=RIGHT, address=NGINX).status_code == 302


def test_guessing_through_an_undeclared_proxy_is_slowed_down(analyst):
    fail(TOO_MANY, address=NGINX)
    answer = log_in(password=RIGHT, address=NGINX)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(UNPROVEN_SECONDS)
    assert f"wait {UNPROVEN_SECONDS} seconds" in answer.content.decode()


def test_headers_that_a_visitor_makes_up_give_no_more_guesses(analyst):
    for number in range(TOO_MANY):
        log_in(**{"X-Forwarded-For": f"198.51.100.{number}"})
    assert log_in(password=RIGHT, **{"X-Forwarded-For": "203.0.113.99"}).status_code == 429


def test_the_right_password_has_its_turn_a_moment_later(analyst):
    fail(TOO_MANY, address=NGINX)
    past = timezone.now() - datetime.timedelta(seconds=UNPROVEN_SECONDS + 1)
    AccessAttempt.objects.update(attempt_time=past)
    assert log_in(password=RIGHT, address=NGINX).status_code == 302


def test_guessing_through_an_undeclared_proxy_hinders_nobody_who_comes_another_way(analyst):
    fail(TOO_MANY, address=NGINX)
    assert log_in(password=RIGHT).status_code == 302


def test_a_declared_proxy_that_names_nobody_locks_nobody_out(analyst, settings):
    settings.BEHIND_PROXY = 1
    fail(LIMIT, address="10.0.0.5")
    assert log_in(password=RIGHT, address="10.0.0.5").status_code == 302


def test_behind_a_declared_proxy_each_visitor_is_counted_alone(analyst, settings):
    settings.BEHIND_PROXY = 1
    fail(LIMIT, **THROUGH_NGINX)
    assert log_in(password=RIGHT, **THROUGH_NGINX).status_code == 429
    assert log_in(password=RIGHT, **ELSEWHERE).status_code == 302


def test_whoever_says_that_there_is_no_proxy_has_made_up_headers_ignored(analyst, settings):
    settings.PROXY_DENIED = True
    for number in range(LIMIT):
        log_in(**{"X-Forwarded-For": f"198.51.100.{number}"})
    assert log_in(password=RIGHT, **{"X-Forwarded-For": "203.0.113.99"}).status_code == 429


def test_no_address_that_somebody_claims_is_kept(analyst):
    log_in(**THROUGH_NGINX)
    assert "198.51.100.9" not in str(AccessAttempt.objects.values().get())


# Where a login leads.


@pytest.mark.parametrize(
    "refused", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_a_login_that_names_another_site_leads_to_the_desk(analyst, refused):
    form = {"username": "ada", "password": RIGHT, "next": refused}
    assert Client().post("/admin/login/", form)["Location"] == "/admin/"


def test_a_login_in_another_language_leads_to_the_desk_in_that_language(analyst):
    form = {"username": "ada", "password": RIGHT, "next": "https://evil.example/"}
    assert Client().post("/uk/admin/login/", form)["Location"] == "/uk/admin/"
