"""The start page, the lists, a version and the grid in a real browser, also without scripts."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from proposals.models import Clause, Coverage, Version
from tests.browser.accessibility import WIDE, faults_in_every_form
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    analyst,
    reviewer,
)

TELEPHONE = {"width": 360, "height": 800}


@pytest.fixture
def version(db):
    """A document with a little of everything that a list can show."""
    version = VersionFactory()
    answered = TermFactory(clause__version=version).clause
    EvidenceFactory(clause=answered, disputing=True)
    waiting = ClauseFactory(version=version, state="review", submitted_by=analyst())
    EvidenceFactory(clause=waiting)
    CoverageFactory(version=version)
    QuestionFactory.create_batch(2, negotiation=version.proposal.negotiation)
    return version


@pytest.fixture
def opened(open_page, client, own_site, version):
    """Opens a page as a reviewer who has signed in."""
    client.force_login(reviewer())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    def page(address: str, **options) -> Page:
        found = open_page(**options)
        session = {"name": cookie.key, "value": cookie.value, "url": own_site.url}
        found.context.add_cookies([session])
        found.goto(own_site.url + address)
        return found

    return page


@pytest.fixture
def edit(version):
    """An edit that readers know: it strikes one point out, leaves one alone and adds one."""
    edit = VersionFactory(proposal=version.proposal, edits=version, complete=True, ordinal=2)
    struck, alone = version.clauses.order_by("ordinal")
    ClauseFactory(version=edit, key=struck.key, status="struck-out")
    ClauseFactory(version=edit, published=True, replaces=[])
    other = VersionFactory(proposal__negotiation=version.proposal.negotiation)
    question = struck.terms.get().question
    TermFactory(
        clause=ClauseFactory(version=other, published=True), question=question, value="9 days"
    )
    TermFactory(clause=ClauseFactory(version=edit), question=question, value="10 days")
    return edit, alone


def addresses_of_edit(edit, alone):
    new = reverse("admin:proposals_clause_add")
    own = edit.clauses.get(status="struck-out")
    other = Version.objects.exclude(proposal=edit.proposal).get()
    points = reverse("admin:proposals_version_points", args=[edit.pk])
    return (
        reverse("admin:proposals_version_edit", args=[edit.edits_id]),
        f"{points}?against={other.document_key}",
        f"{new}?version={edit.pk}&point={alone.pk}",
        reverse("admin:proposals_clause_change", args=[own.pk]),
    )


def test_axe_finds_nothing_on_the_pages_of_an_edit(opened, edit):
    for address in addresses_of_edit(*edit):
        page = opened(address, viewport=WIDE)
        assert page.locator("h1").count() == 1, address
        assert faults_in_every_form(page) == "", address


def test_no_page_of_an_edit_is_wider_than_a_telephone(opened, edit):
    for address in addresses_of_edit(*edit):
        page = opened(address, viewport=TELEPHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_point_is_struck_out_without_scripts(opened, edit):
    version, alone = edit
    points = reverse("admin:proposals_version_points", args=[version.pk])
    page = opened(points, java_script_enabled=False)
    page.get_by_role("button", name=f"Strike out {alone}").click()
    expect(page.locator(f"#point-{alone.pk}")).to_contain_text("struck out")
    assert Clause.objects.get(version=version, key=alone.key).status == "struck-out"


def addresses(version):
    negotiation = version.proposal.negotiation_id
    return (
        reverse("admin:index"),
        reverse("admin:proposals_clause_changelist") + "?queue=review",
        reverse("admin:proposals_version_change", args=[version.pk]),
        reverse("admin:proposals_version_copy", args=[version.pk]),
        reverse("admin:proposals_negotiation_grid", args=[negotiation]),
    )


def test_axe_finds_nothing_on_the_pages_around_a_clause(opened, version):
    for address in addresses(version):
        assert faults_in_every_form(opened(address, viewport=WIDE)) == "", address


def test_no_page_around_a_clause_is_wider_than_a_telephone(opened, version):
    for address in addresses(version):
        page = opened(address, viewport=TELEPHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_absences_are_marked_without_scripts(opened, version):
    page = opened(addresses(version)[-1], java_script_enabled=False)
    for box in page.get_by_role("checkbox", name="not coded yet").all():
        box.check()
    page.get_by_label("Read:", exact=True).select_option("full")
    page.get_by_label("How it was established").fill("Not mentioned in the text.")
    page.get_by_role("button", name="Look at what would change").click()
    page.get_by_role("button", name="Record this").click()
    expect(page.locator(".messagelist")).to_contain_text("Absences: 2 recorded.")
    assert Coverage.objects.filter(note="Not mentioned in the text.").count() == 2


def test_a_clause_is_moved_without_scripts(opened, version):
    first, second = Clause.objects.filter(version=version).order_by("ordinal")
    page = opened(addresses(version)[2], java_script_enabled=False)
    page.get_by_role("button", name=f"Move {second} up").click()
    expect(page.locator("#clauses tbody tr").first).to_contain_text(second.heading)
    assert list(Clause.objects.filter(version=version).order_by("ordinal")) == [second, first]


def test_clauses_are_published_after_a_look_without_scripts(opened, version):
    page = opened(addresses(version)[1], java_script_enabled=False)
    page.locator("input[name=_selected_action]").check()
    page.locator("select[name=action]").select_option("Publish")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("1 clause can be changed")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Publish: 1 clause.")
    assert Clause.objects.published().filter(version=version).count() == 1
