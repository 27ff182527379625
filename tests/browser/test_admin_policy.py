"""The admin works under the site's content policy, in a real browser."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import EvidenceFactory

PASSWORD = "a-password-for-one-test"


@pytest.fixture
def editor(transactional_db):
    return get_user_model().objects.create_superuser("editor", "", PASSWORD)


@pytest.fixture
def editor_page(page: Page, editor, client, live_server) -> Page:
    """A page whose visitor is signed in already."""
    client.force_login(editor)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page


def models() -> list[str]:
    admin.autodiscover()
    return sorted(
        f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry
    )


@pytest.mark.parametrize("model", models())
def test_list_and_empty_form_of_a_model_open_without_a_complaint(editor_page, live_server, model):
    for view, landmark in (("changelist", "#changelist"), ("add", "#content-main form")):
        response = editor_page.goto(live_server.url + reverse(f"admin:{model}_{view}"))
        assert response.status == 200
        expect(editor_page.locator(landmark).first).to_be_visible()


def test_the_index_opens_without_a_complaint(editor_page, live_server):
    assert editor_page.goto(live_server.url + reverse("admin:index")).status == 200
    expect(editor_page.locator("#content-main")).to_be_visible()


def test_a_form_is_saved_under_the_policy(editor_page, live_server):
    editor_page.goto(live_server.url + reverse("admin:auth_group_add"))
    editor_page.get_by_label("Name").fill("Analysts")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.locator(".messagelist .success")).to_contain_text("Analysts")


def test_an_editor_signs_in_under_the_policy(page, editor, live_server):
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_contain_text("editor")


def test_a_clause_is_opened_and_a_choice_looked_up_under_the_policy(editor_page, live_server):
    clause = EvidenceFactory().clause
    page = editor_page
    page.goto(live_server.url + reverse("admin:proposals_clause_change", args=[clause.pk]))
    page.locator(".field-version .select2-selection").click()
    options = page.locator(".select2-results__option[role=option]")
    expect(options.filter(has_text=str(clause.version))).to_have_count(1)


def test_the_page_of_this_suite_sees_a_broken_policy(page, live_server, complaints):
    page.goto(live_server.url + reverse("admin:login"))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_function("true")
    assert any("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()
