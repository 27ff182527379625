"""The page of a clause in a real browser: parts that follow the typing, no scripts, axe."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility import NARROW, WIDE, faults_in_every_form
from tests.browser.looks import sideways
from tests.factories import ClauseFactory, EvidenceFactory, QuestionFactory, TermFactory
from tests.support.clause_pages import person, visit


@pytest.fixture
def clause(db):
    """A draft against a published document that offers two to three days."""
    other = ClauseFactory(published=True, version__proposal__name="The plan")
    home = other.version.proposal.negotiation
    question = QuestionFactory(negotiation=home, text="How long does the truce last?")
    QuestionFactory(negotiation=home, text="Where does fighting stop?", items=True)
    TermFactory(clause=other, question=question, value="2 to 3 days")
    draft = ClauseFactory(version__proposal__negotiation=home)
    TermFactory(clause=draft, question=question, value="at most 3 days")
    EvidenceFactory(clause=draft, quoted=True)
    return draft


@pytest.fixture
def open_clause(clause, open_page, own_site):
    """Opens the page of the draft for a signed-in editor, with options for the browser."""
    client = visit(person("ana", superuser=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    def opened(**options) -> Page:
        page = open_page(**options)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": own_site.url}])
        page.goto(own_site.url + reverse("admin:proposals_clause_change", args=[clause.pk]))
        return page

    return opened


def test_typed_words_fill_the_boxes_and_tell_what_would_change(open_clause):
    page = open_clause()
    page.locator("#id_terms-0-value").fill("at least 30 days")
    expect(page.locator("#terms-0-echo")).to_contain_text("asks for at least 30 days")
    expect(page.locator("[name=terms-0-part-low]")).to_have_value("30")
    expect(page.locator("#impact")).to_contain_text("27 days apart")


def test_boxes_fill_the_words(open_clause):
    page = open_clause()
    page.locator("[name=terms-0-part-high]").fill("9")
    expect(page.locator("#id_terms-0-value")).to_have_value("at most 9 days")


def test_a_question_that_is_looked_up_brings_its_boxes(open_clause):
    page = open_clause()
    page.get_by_role("button", name="Add another Answer").click()
    page.locator("#terms-1 .field-question .select2-selection").click()
    page.keyboard.type("fighting")
    page.locator(".select2-results__option", has_text="Where does fighting stop?").click()
    expect(page.locator("#terms-1-boxes")).to_contain_text("air")
    page.locator("#terms-1-boxes").get_by_role("radiogroup", name="air").get_by_label(
        "required"
    ).check()
    expect(page.locator("#id_terms-1-value")).to_have_value("air")


def test_the_text_is_previewed_while_it_is_typed(open_clause):
    page = open_clause()
    page.locator("#id_text").fill("It is **firm**.")
    expect(page.locator("#text-preview strong")).to_have_text("firm")


def test_without_scripts_an_answer_is_added_looked_at_and_saved(open_clause, clause):
    page = open_clause(java_script_enabled=False)
    page.locator("#terms-group noscript button").click()
    page.locator("[name=terms-1-question-typed]").fill("fighting stop")
    page.locator(".clause-save [name=_look]").click()
    page.locator("[name=terms-1-part-item-air][value=required]").check()
    page.locator("#id_terms-1-force").select_option("demands")
    page.locator(".clause-save .default").click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert clause.terms.get(question__kind="items").value == {"requires": ["air"]}


def test_axe_finds_nothing_and_nothing_sticks_out(open_clause):
    page = open_clause(viewport=WIDE)
    page.wait_for_function("document.querySelector('.select2-selection[aria-labelledby*=label]')")
    assert not sideways(page)
    assert faults_in_every_form(page) == ""
    page.set_viewport_size(NARROW)
    assert not sideways(page)
