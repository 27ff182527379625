"""A session that ends while somebody writes, and a login that has to wait, in a real browser."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import ClauseFactory

PASSWORD = "a-password-for-one-test"
ESSAY = "An hour of work,\nin two lines."


@pytest.fixture
def writing(page: Page, client, own_site) -> Page:
    """A page on which an editor has just written into the form of a clause."""
    editor = get_user_model().objects.create_superuser("editor", "", PASSWORD)
    client.force_login(editor)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": own_site.url}])
    clause = ClauseFactory(text="Before.")
    page.goto(own_site.url + reverse("admin:proposals_clause_change", args=[clause.pk]))
    page.locator("#id_text").fill(ESSAY)
    return page


def refused(complaints: list[str], status: int) -> None:
    """A refusal is all that the browser may complain of."""
    assert complaints
    told = (f"status of {status}", f"Status Error Code {status}")  # the browser's, and htmx's words
    assert all(any(words in complaint for words in told) for complaint in complaints)
    complaints.clear()


def log_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_text_survives_the_end_of_the_session(writing, complaints):
    Session.objects.all().delete()
    writing.get_by_role("button", name="Save", exact=True).click()
    expect(writing.get_by_text("you will find what you wrote")).to_be_visible()
    refused(complaints, 403)
    log_in(writing)
    expect(writing.get_by_text("An hour of work,")).to_be_visible()
    writing.get_by_role("button", name="Send it on").click()
    expect(writing.locator("#id_text")).to_have_value(ESSAY)
    expect(writing.locator(".messagelist .success")).to_be_visible()


def test_a_login_that_has_to_wait_says_so_under_the_policy(writing, own_site, complaints):
    writing.context.clear_cookies()
    # As a visitor of whom a proxy tells: whoever comes from this machine may be anybody.
    writing.set_extra_http_headers({"X-Forwarded-For": "203.0.113.7"})
    writing.goto(own_site.url + reverse("admin:login"))
    for _time in range(settings.AXES_FAILURE_LIMIT):
        log_in(writing, password="wrong")
    expect(writing.get_by_text("Please wait 15 minutes")).to_be_visible()
    refused(complaints, 429)


def log_in_elsewhere(page: Page, site: str) -> None:
    """Log in in another tab of the same browser."""
    other = page.context.new_page()
    other.goto(site + reverse("admin:login"))
    log_in(other)
    expect(other.locator("#user-tools")).to_be_visible()
    other.close()


def test_a_preview_that_stops_at_the_end_of_the_session_says_so_and_goes_on(
    writing, own_site, complaints
):
    Session.objects.all().delete()
    with writing.expect_response(lambda answer: answer.status == 401):
        writing.locator("#id_text").press_sequentially(" And more.")
    # To leave the field asks once more. A login that is quicker than that question would meet it.
    with writing.expect_response(lambda answer: answer.status == 401):
        writing.locator("#id_text").blur()
    box = writing.locator("#standstill")
    expect(box.get_by_text("Your session has ended")).to_be_visible()
    expect(box.get_by_text("The answer was refused")).to_be_hidden()
    expect(writing.locator("[aria-busy]")).to_have_count(0)
    with writing.context.expect_page() as opened:
        box.get_by_role("link", name="Log in in a new tab").click()
    log_in(opened.value)
    expect(opened.value.locator("#user-tools")).to_be_visible()
    opened.value.close()
    writing.bring_to_front()
    writing.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(box).to_be_hidden()
    expect(writing.locator("#text-preview")).to_contain_text("And more.")
    expect(writing.locator("#id_text")).to_have_value(f"{ESSAY} And more.")
    refused(complaints, 401)
    writing.get_by_role("button", name="Save", exact=True).click()
    expect(writing.locator(".messagelist .success")).to_be_visible()


def test_a_preview_that_is_refused_after_a_login_in_another_tab_says_so_and_goes_on(
    writing, own_site, complaints
):
    writing.context.clear_cookies()
    log_in_elsewhere(writing, own_site.url)
    writing.locator("#id_text").press_sequentially(" And more.")
    box = writing.locator("#standstill")
    expect(box.get_by_text("perhaps you logged in in another tab")).to_be_visible()
    box.get_by_role("button", name="Go on").click()
    expect(box).to_be_hidden()
    expect(writing.locator("#text-preview")).to_contain_text("And more.")
    expect(writing.locator("#id_text")).to_be_focused()
    refused(complaints, 403)


def test_a_preview_whose_answer_does_not_arrive_says_so(writing, complaints):
    writing.context.set_offline(True)
    writing.locator("#id_text").press_sequentially(" And more.")
    box = writing.locator("#standstill")
    expect(box.get_by_text("The answer did not arrive")).to_be_visible()
    writing.context.set_offline(False)
    box.get_by_role("button", name="Go on").click()
    expect(box).to_be_hidden()
    expect(writing.locator("#text-preview")).to_contain_text("And more.")
    complaints.clear()  # the console names the failed request
