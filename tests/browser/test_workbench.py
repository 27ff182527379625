"""The evidence workbench in a browser: by pointer, by keyboard, on a phone, without scripts."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from proposals.models import Evidence
from sources.texts import keep_text
from tests.browser import looks
from tests.browser.accessibility import WIDE, faults, faults_in_every_form
from tests.browser.gestures import select_letters
from tests.browser.reading import pause, until
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    TermFactory,
    VersionFactory,
    analyst,
    make_groups,
)

TEXT = (
    "The delegations met for an hour in Istanbul. “We have handed over our paper,” one said.\n\n"
    "Kyiv asks for a full ceasefire of at least 30 days, on land and in the air. "
    "Moscow offers a pause of two or three days, so that 6,000 bodies can be collected.\n\n"
    + "The talks went on in smaller groups until the evening. " * 60
    + "\n\nA pause at sea would last at least 30 days, 😀 it is said."
)
BENCH = "/admin/workbench/articles/A1/"
QUEUE = "/admin/workbench/doubtful/"
# Longer than the pause after which a search for clauses begins.
SEARCH_BEGINS_MS = 600


@pytest.fixture
def bench(db):
    """An article with a stored text and two clauses, one of which gives an answer."""
    make_groups()
    article = ArticleFactory(key="A1", headline="Talks end after an hour", language="en")
    keep_text(article, TEXT, "ada")
    version = VersionFactory(proposal__negotiation=NegotiationFactory(key="talks"))
    ceasefire = ClauseFactory(version=version, label="I.5", heading="Length of the ceasefire")
    TermFactory(clause=ceasefire)
    ClauseFactory(version=version, label="I.6", heading="Return of children")
    return article


@pytest.fixture
def sign_in(bench, client, own_site):
    """Signs an analyst in, in the profile of a page."""
    client.force_login(analyst(username="ada"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    def signed_in(page: Page) -> Page:
        stored = {"name": cookie.key, "value": cookie.value, "url": own_site.url}
        page.context.add_cookies([stored])
        return page

    return signed_in


@pytest.fixture
def desk(page: Page, sign_in) -> Page:
    page.set_viewport_size(WIDE)
    return sign_in(page)


def save(page: Page) -> None:
    """Save when the list of clauses is at rest: a page that goes aborts what it still asks for."""
    pause(page, SEARCH_BEGINS_MS)
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.get_by_role("button", name="Save the tag").click()


def passage(page: Page):
    return page.get_by_label("Passage")


def choice(page: Page, name: str):
    return page.locator("#clauses").get_by_role("checkbox", name=re.compile(name))


def test_a_passage_is_selected_tagged_and_marked(desk, own_site):
    desk.goto(own_site.url + BENCH)
    select_letters(desk, "at least 30 days, on land", 1, 14)
    expect(passage(desk)).to_have_value("at least 30 days")
    expect(desk.locator("#words-left")).to_have_text("4 of 15 words")
    choice(desk, "Length of the ceasefire").check()
    desk.get_by_label("reports speech").check()
    save(desk)
    expect(desk.locator("#text mark.quote-once")).to_have_text("at least 30 days")
    evidence = Evidence.objects.get()
    assert evidence.quote_place == TEXT.index("at least")
    assert evidence.before == "for a full ceasefire of"


def test_the_second_of_two_equal_phrases_is_meant_when_it_is_selected(desk, own_site):
    desk.goto(own_site.url + BENCH)
    select_letters(desk, "at least 30 days, 😀", 0, 15)
    expect(passage(desk)).to_have_value("at least 30 days")
    choice(desk, "Return of children").check()
    desk.get_by_label("describes it").check()
    pause(desk, SEARCH_BEGINS_MS)
    expect(desk.locator(".htmx-request")).to_have_count(0)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#text mark.quote-once")).to_be_in_viewport()
    assert Evidence.objects.get().quote_place == TEXT.rindex("at least")


def test_a_selection_is_widened_to_whole_words_and_numbers(desk, own_site):
    desk.goto(own_site.url + BENCH)
    select_letters(desk, "6,000 bodies can be", 3, 9)
    expect(passage(desk)).to_have_value("6,000 bodies")


def test_clauses_are_found_while_typing_and_chosen_ones_stay(desk, own_site):
    desk.goto(own_site.url + BENCH)
    choice(desk, "Length of the ceasefire").check()
    desk.get_by_role("searchbox", name="Words in a clause").fill("children")
    expect(desk.locator("#found")).to_have_text("1 clause")
    expect(choice(desk, "Return of children")).to_be_visible()
    expect(choice(desk, "Length of the ceasefire")).to_be_checked()


def test_a_passage_brings_the_clauses_that_share_its_words(desk, own_site):
    desk.goto(own_site.url + BENCH)
    select_letters(desk, "full ceasefire of", 0, 12)
    expect(desk.locator("#found")).to_contain_text("share words with the passage first")


def test_too_many_words_are_said_before_saving(desk, own_site):
    desk.goto(own_site.url + BENCH)
    passage(desk).fill(" ".join(["word"] * 16))
    expect(desk.locator("#words-left")).to_have_text("16 words: at most 15 may be quoted")


def test_with_the_keyboard_alone_a_passage_is_tagged(desk, own_site):
    desk.goto(own_site.url + BENCH)
    desk.locator("#text").focus()
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"]:
        desk.keyboard.press(key)
    expect(passage(desk)).to_have_value("Kyiv asks for")
    desk.keyboard.press("Enter")
    desk.keyboard.type("ceasefire")
    expect(desk.locator("#found")).to_have_text("1 clause")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Space")
    expect(choice(desk, "Length of the ceasefire")).to_be_checked()
    desk.get_by_label("describes it").focus()
    desk.keyboard.press("Space")
    pause(desk, SEARCH_BEGINS_MS)
    expect(desk.locator(".htmx-request")).to_have_count(0)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#text mark.quote-once")).to_have_text("Kyiv asks for")


def test_the_text_scrolls_along_with_the_keyboard(desk, own_site):
    desk.goto(own_site.url + BENCH)
    desk.locator("#text").focus()
    for _press in range(70):
        desk.keyboard.press("ArrowDown")
    assert desk.locator("#text").evaluate("text => text.scrollTop") > 0


def test_arrows_go_from_the_search_through_the_clauses_and_back(desk, own_site):
    desk.goto(own_site.url + BENCH)
    search = desk.get_by_role("searchbox", name="Words in a clause")
    search.focus()
    desk.keyboard.press("ArrowDown")
    expect(choice(desk, "Length of the ceasefire")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(choice(desk, "Return of children")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(search).to_be_focused()


def test_without_scripts_a_pasted_quote_is_tagged_after_looking_for_a_clause(
    open_page, sign_in, own_site
):
    page = sign_in(open_page(java_script_enabled=False))
    page.goto(own_site.url + BENCH)
    passage(page).fill("at least 30 days")
    page.get_by_role("searchbox", name="Words in a clause").fill("ceasefire")
    page.get_by_role("button", name="Find").click()
    choice(page, "Length of the ceasefire").check()
    page.get_by_label("reports speech").check()
    page.get_by_role("button", name="Save the tag").click()
    page.get_by_label(re.compile("pause at sea")).check()
    page.get_by_role("button", name="Save the tag").click()
    expect(page.locator("#text mark.quote-once")).to_have_text("at least 30 days")
    assert Evidence.objects.get().quote_place == TEXT.rindex("at least")


def test_a_changed_quote_is_settled_from_the_queue(desk, bench, own_site):
    evidence = EvidenceFactory(article=bench, quote="ceasefire of at least 30 days")
    keep_text(bench, TEXT.replace("30 days, on", "60 days, on"), "ada")
    desk.goto(own_site.url + QUEUE)
    expect(desk.locator("ins").first).to_have_text("60")
    desk.get_by_role("button", name="Quote these words").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("settled")
    evidence.refresh_from_db()
    assert evidence.quote == "ceasefire of at least 60 days"


def test_another_passage_is_picked_by_selecting_it(desk, bench, own_site):
    evidence = EvidenceFactory(article=bench, quote="a grain corridor from Odesa")
    desk.goto(f"{own_site.url}{QUEUE}{evidence.pk}/")
    select_letters(desk, "6,000 bodies can be", 0, 11)
    expect(passage(desk)).to_have_value("6,000 bodies")
    desk.get_by_role("button", name="Quote this passage").click()
    expect(desk.locator(".messagelist")).to_contain_text("settled")
    evidence.refresh_from_db()
    assert evidence.quote == "6,000 bodies"


@pytest.fixture
def busy(bench) -> list[str]:
    """The pages with every kind of mark and state on them."""
    held = EvidenceFactory(article=bench, quote="a full ceasefire")
    changed = EvidenceFactory(article=bench, quote="that 6,500 bodies can be collected")
    EvidenceFactory(article=bench, quote="at least 30 days", before="of peace, for")
    EvidenceFactory(article=bench, quote="a grain corridor from Odesa")
    index = "/admin/workbench/"
    return [index, BENCH, QUEUE, f"{QUEUE}{changed.pk}/", f"{QUEUE}{held.pk}/"]


def test_a_tick_made_while_another_list_is_on_its_way_is_kept(desk, own_site):
    waiting = []
    desk.goto(own_site.url + BENCH)
    desk.route("**" + BENCH + "**", lambda route: waiting.append(route))
    desk.get_by_label("Words in a clause").fill("children")
    pause(desk, SEARCH_BEGINS_MS)
    choice(desk, "Length of the ceasefire").check()
    choice(desk, "Return of children").check()
    choice(desk, "Return of children").uncheck()
    until(desk, lambda: len(waiting) == 1)
    waiting[0].continue_()
    expect(desk.locator("#found")).to_contain_text("1 clause")
    expect(choice(desk, "Length of the ceasefire")).to_be_checked()
    expect(choice(desk, "Return of children")).not_to_be_checked()


def test_axe_finds_nothing_on_the_pages(desk, busy, own_site):
    for address in busy:
        desk.set_viewport_size(WIDE)
        assert desk.goto(own_site.url + address).status == 200
        assert faults_in_every_form(desk) == "", address


def test_the_pages_fit_every_width(desk, busy, own_site):
    for address in busy:
        desk.goto(own_site.url + address)
        for width in (320, 360, 720, 1440):
            desk.set_viewport_size({"width": width, "height": 800})
            assert not looks.sideways(desk), f"{address} is wider than {width} pixels"


def test_axe_finds_nothing_on_a_refused_tag(desk, own_site):
    desk.goto(own_site.url + BENCH)
    passage(desk).fill("at least 30 days")
    save(desk)
    expect(desk.get_by_text("Which of these places?")).to_be_visible()
    assert faults(desk) == ""


def test_what_has_the_focus_is_drawn(desk, own_site):
    desk.goto(own_site.url + BENCH)
    desk.locator("#text").focus()
    for _step in range(12):
        desk.keyboard.press("Tab")
        stop = looks.focused(desk)
        assert stop["drawn"], stop["html"]
