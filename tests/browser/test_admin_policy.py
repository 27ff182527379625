"""The admin works under the site's content policy, in a real browser."""

import uuid
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.serving import EDITOR, PASSWORD


@pytest.fixture
def editor_page(page: Page, served) -> Page:
    """A page whose visitor is signed in already."""
    host = urlsplit(served.url).hostname
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": served.session}
    page.context.add_cookies([{**cookie, "domain": host, "path": "/"}])
    return page


def models() -> list[str]:
    admin.autodiscover()
    return sorted(
        f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry
    )


# What no editor makes by hand: it has a list, and no form.
LISTED_ONLY = {"proposals_rowrevision", "proposals_snapshot", "proposals_translation"}


@pytest.mark.parametrize("model", models())
def test_list_and_empty_form_of_a_model_open_without_a_complaint(editor_page, site, model):
    views = [("changelist", "#changelist"), ("add", "#content-main form")]
    if model in LISTED_ONLY:
        views.remove(views[-1])
    assert views
    for view, landmark in views:
        response = editor_page.goto(site + reverse(f"admin:{model}_{view}"))
        assert response.status == 200
        expect(editor_page.locator(landmark).first).to_be_visible()


def test_the_index_opens_without_a_complaint(editor_page, site):
    assert editor_page.goto(site + reverse("admin:index")).status == 200
    expect(editor_page.locator("#content-main")).to_be_visible()


def test_the_head_names_every_language_without_a_button_for_them(editor_page, site):
    editor_page.set_viewport_size({"width": 1440, "height": 900})
    editor_page.goto(f"{site}/admin/")
    assert editor_page.locator("#user-tools .languages a").first.is_visible()
    assert not editor_page.locator("#user-tools .languages-button").is_visible()


def test_a_form_is_saved_under_the_policy(editor_page, site):
    name = f"Analysts {uuid.uuid4()}"  # the site outlives this test, and no page shows groups
    editor_page.goto(site + reverse("admin:auth_group_add"))
    editor_page.get_by_label("Name").fill(name)
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.locator(".messagelist .success")).to_contain_text(name)


def test_an_editor_signs_in_under_the_policy(page, site):
    page.goto(site + reverse("admin:login"))
    page.get_by_label("Username").fill(EDITOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_contain_text(EDITOR)


def test_a_clause_is_opened_and_a_choice_looked_up_under_the_policy(editor_page, site):
    page = editor_page
    page.goto(site + reverse("admin:proposals_clause_changelist"))
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#content h1, #content-main h1, main h1").first).to_be_visible()
    page.goto(site + reverse("admin:proposals_clause_add"))  # there the version can be chosen
    page.locator(".field-version .select2-selection").click()
    options = page.locator(".select2-results__option[role=option]")
    expect(options.filter(has_text="Ukraine's memorandum").first).to_be_visible()


def test_the_page_of_this_suite_sees_a_broken_policy(page, site, complaints):
    page.goto(site + reverse("admin:login"))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_function("true")
    assert any("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()
