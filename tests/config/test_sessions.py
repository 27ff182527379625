"""Sessions end, staff pages are kept nowhere, and what was written meanwhile is not lost."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config import sessions
from tests.factories import TopicFactory
from tests.support import pages

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

RIGHT = "a-long-password-for-one-test"
OWN = {"Origin": "http://testserver"}
ESSAY = "Twelve paragraphs on <the truce> & what it leaves open."


@pytest.fixture
def analyst():
    return get_user_model().objects.create_superuser("ada", password=RIGHT)


@pytest.fixture
def browser(analyst):
    """A browser as strict about forged forms as the site is, with an analyst logged in."""
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.7")
    client.force_login(analyst)
    return client


@pytest.fixture
def topic():
    return TopicFactory(name="Truce")


def address(topic):
    return reverse("admin:proposals_topic_change", args=[topic.pk])


def form_of(answer, number=-1):
    """Where the last form of a page goes, and what it carries."""
    root = pages.parsed(answer.content.decode())
    form = root.xpath("//form[.//input[@name='csrfmiddlewaretoken']]")[number]
    inputs = form.xpath(".//input[@name]") + root.xpath(
        "//input[@form=$name]", name=form.get("id", "")
    )
    chosen = [one for one in inputs if one.get("type") not in ("checkbox", "submit")]
    fields = {one.get("name"): one.get("value", "") for one in chosen}
    areas = {one.get("name"): one.text or "" for one in form.xpath(".//textarea")}
    return form.get("action"), {**fields, **areas}


def topic_fields(topic, **more):
    values = {"theme": topic.theme_id, "ordinal": 1, "pax_match": "none", "_save": "Save"}
    return {**values, "key": topic.key, "name": topic.name, **more}


def token(client, page):
    _action, fields = form_of(client.get(page))
    return {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}


def log_in_again(browser, answer, password=RIGHT):
    where, fields = form_of(answer)
    return browser.post(where, {**fields, "username": "ada", "password": password}, headers=OWN)


@pytest.fixture
def late(browser, topic):
    """The answer to a form that was opened in time and sent after the session had ended."""
    fields = {**topic_fields(topic, definition=ESSAY), **token(browser, address(topic))}
    Session.objects.all().delete()
    return browser.post(address(topic), fields, headers=OWN)


def test_a_late_form_is_not_saved(late, topic):
    topic.refresh_from_db()
    assert topic.definition == ""
    assert late.status_code == 403


def test_a_late_form_asks_for_the_login_and_says_that_nothing_is_lost(late):
    assert "you will find what you wrote" in late.content.decode()


def test_after_the_login_the_text_is_shown(browser, late):
    answer = log_in_again(browser, late)
    assert answer.status_code == 200
    assert ESSAY in unescape(answer.content.decode())


def test_sent_on_it_is_saved_as_if_in_time(browser, late, topic):
    where, fields = form_of(log_in_again(browser, late))
    assert where == address(topic)
    assert browser.post(where, fields, headers=OWN).status_code == 302
    topic.refresh_from_db()
    assert topic.definition == ESSAY


def test_a_wrong_password_on_the_way_loses_nothing(browser, late):
    refused = log_in_again(browser, late, password="wrong")
    assert ESSAY in unescape(log_in_again(browser, refused).content.decode())


def test_too_many_wrong_passwords_on_the_way_lose_nothing(browser, late):
    answer = late
    for _time in range(5):
        answer = log_in_again(browser, answer, password="wrong")
    assert answer.status_code == 429
    where, fields = form_of(answer)
    back = browser.post(where, fields, headers=OWN)
    assert "you will find what you wrote" in back.content.decode()
    assert sessions.load_written(form_of(back)[1]["written"]).prose == [ESSAY]


def test_a_form_opened_before_a_login_in_another_tab_can_be_sent_on(browser, topic, analyst):
    old = {**topic_fields(topic, definition=ESSAY), **token(browser, address(topic))}
    browser.logout()
    log_in_again(browser, browser.get("/admin/login/"))
    answer = browser.post(address(topic), old, headers=OWN)
    assert answer.status_code == 403
    where, fields = form_of(answer)
    browser.post(where, fields, headers=OWN)
    topic.refresh_from_db()
    assert topic.definition == ESSAY


def test_a_form_of_another_site_is_refused_and_not_offered_again(browser, topic):
    fields = topic_fields(topic, definition=ESSAY)
    answer = browser.post(address(topic), fields, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert ESSAY not in unescape(answer.content.decode())
    assert "This form was not accepted" in answer.content.decode()


def test_a_part_of_a_page_is_told_and_keeps_its_page(browser, topic):
    known = token(browser, address(topic))
    Session.objects.all().delete()
    answer = browser.post(address(topic), known, headers={**OWN, "HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.content.decode() == "Your session has ended. Save, and log in again."


def test_passwords_are_never_carried_along(rf):
    request = rf.post("/admin/auth/user/add/", {"username": "bob", "password1": "S3cret"})
    assert sessions.read_form(request).fields == (("username", "bob"),)


def test_what_a_page_wrote_for_itself_is_carried_but_not_shown():
    seen = ("seen", '{"heading": ["Truce"]}')
    written = sessions.Written("/admin/", (seen, ("text", ESSAY)))
    assert written.prose == [ESSAY]
    assert sessions.load_written(written.sign()) == written


def test_several_values_of_one_field_stay_several(rf):
    request = rf.post("/admin/x/", {"topics": ["1", "2"]})
    assert sessions.read_form(request).fields == (("topics", "1"), ("topics", "2"))


def test_a_kept_text_that_this_site_did_not_sign_is_ignored(client, analyst):
    forged = signing.dumps(["/admin/", [["a", "b"]]], salt="another")
    fields = {"username": "ada", "password": RIGHT, "written": forged}
    assert client.post("/admin/login/", fields).status_code == 302


def test_a_kept_text_in_an_address_is_ignored(client, analyst):
    signed = sessions.Written("/admin/", (("a", "b"),)).sign()
    assert signed not in client.get("/admin/login/", {"written": signed}).content.decode()


def test_what_is_too_much_for_a_form_gets_the_plain_login(client, topic, monkeypatch):
    monkeypatch.setattr(sessions, "LONGEST", 10)
    answer = client.post(address(topic), {"definition": ESSAY})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_a_session_lasts_a_working_day_at_most(browser):
    left = Session.objects.get().expire_date - timezone.now()
    assert left <= timedelta(hours=12)


def test_a_session_ends_with_the_browser(client, analyst, settings):
    answer = client.post("/admin/login/", {"username": "ada", "password": RIGHT})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == cookie["expires"] == ""
    assert cookie["httponly"]


STAFF = ["/admin/", "/admin/login/", "/admin/proposals/clause/", "/admin/no/such/page/"]


@pytest.mark.parametrize("page", STAFF)
def test_a_staff_page_is_kept_nowhere(browser, page):
    assert browser.get(page)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page", STAFF)
def test_an_answer_to_somebody_logged_out_is_kept_nowhere_either(client, page):
    assert client.get(page)["Cache-Control"] == "private, no-store"


def test_a_page_for_readers_may_be_kept(client):
    assert "no-store" not in client.get("/method/").get("Cache-Control", "")


def test_a_page_for_readers_neither_reads_nor_makes_a_session(client):
    answer = client.get("/method/")
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_the_way_to_a_missing_right_is_said(client):
    staff = get_user_model().objects.create_user("eve", password=RIGHT, is_staff=True)
    client.force_login(staff)
    answer = client.get("/admin/proposals/clause/")
    assert answer.status_code == 403
    assert "Your account may not do this" in answer.content.decode()
