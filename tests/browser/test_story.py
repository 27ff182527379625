"""A day of an analyst and a reviewer in a browser, from a new article to a restored clause.

PICTURES=1 in the environment takes the pictures of docs/editing.md on the way:

    PICTURES=1 .venv/bin/python -m pytest tests/browser/test_story.py -n 0
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gestures import (
    answer,
    choose,
    find,
    look_up,
    save,
    select,
    settled,
    step,
    tag,
    waiting,
    way,
)
from tests.browser.packing import shrink
from tests.browser.sites import running
from tests.browser.workplace import ANALYST, PASSWORD, REVIEWER, TIMES

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "editing"
MOST_BYTES = 150_000
WINDOW = {"width": 1240, "height": 860}

ARTICLE = "https://www.lake-times.example/kavala?utm_source=letter#top"
HEADLINE = "A page at the end of five days"
SHARES = "What share of the water may"
ORDER = "In which order are the steps taken?"
CLAUSE = "The water and the order of steps"
READERS = "/clauses/lake-2031.agreed.closing.2/"
FIRST, CORRECTED = "30 to 36 per cent", "30 to 35 per cent"
WHY = "The page itself says 35 per cent; 36 was a slip of the newspaper."


@pytest.fixture
def site(tmp_path) -> str:
    """A site of this test's own: the story writes to it."""
    with running(tmp_path, "morning") as served:
        yield served.url


@pytest.fixture
def colleague(site, open_page) -> Callable[[str], Page]:
    """Signs somebody in, in a browser of their own."""

    def arrive(name: str) -> Page:
        page = open_page(viewport=WINDOW, reduced_motion="reduce")
        page.goto(f"{site}/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="What waits")).to_be_visible()
        return page

    return arrive


def test_an_article_becomes_a_clause_that_is_reviewed_corrected_and_restored(
    site, colleague, open_page, complaints
):
    ada, ben, reader = colleague(ANALYST), colleague(REVIEWER), open_page(viewport=WINDOW)
    add_an_article(ada)
    enter_a_clause(ada)
    step(ada, "Save and submit for review")
    refuse_to_publish(ben)
    assert reader.goto(site + READERS).status == 404
    complaints.clear()  # the console names the missing page
    tag_three_times(ada)
    hand_in_again(ada)
    publish(ben)
    expect(read(reader, site)).to_contain_text(FIRST)
    correct(ada)
    expect(read(reader, site)).to_contain_text(FIRST)
    publish_a_correction(ben)
    expect(read(reader, site)).to_contain_text(CORRECTED)
    told(reader, site, WHY, 1)
    restore(ada)
    publish(ben, "The newspaper was right: it printed the page.")
    expect(read(reader, site)).to_contain_text(FIRST)
    told(reader, site, "The newspaper was right", 2)


# The chapters


def add_an_article(ada: Page) -> None:
    """Paste address and text; what is shared with another article is recorded."""
    picture(ada, "desk")
    way(ada, "Articles")
    ada.get_by_role("link", name="Add an article with its text").click()
    ada.get_by_label("web address").fill(ARTICLE)
    ada.get_by_label("text", exact=False).first.fill(TIMES)
    ada.get_by_role("button", name="Go on").click()
    ada.get_by_label("headline").fill(HEADLINE)
    ada.get_by_label("or a new outlet").fill("The Lake Times")
    ada.get_by_label("published").fill("2031-03-10")
    ada.get_by_label("accessed").fill("2031-03-11")
    ada.get_by_role("textbox", name="language").fill("en")
    picture(ada, "article")
    ada.get_by_role("button", name="Save", exact=True).click()
    # The days of the lake are to come: whoever types one is asked.
    expect(ada.get_by_text("10 March 2031 has not come yet")).to_be_visible()
    ada.get_by_label("I have looked").check()
    ada.get_by_role("button", name="Save", exact=True).click()
    expect(ada.get_by_text("words also stand in L3")).to_be_visible()
    picture(ada, "shared")
    ada.get_by_role("button", name="Both draw on the same material").click()
    expect(ada.get_by_text("Both draw on “Pool report of the first day”")).to_be_visible()


def enter_a_clause(ada: Page) -> None:
    """Add a clause to a document, with a range in words and an order by numbers."""
    way(ada, "What waits")
    ada.get_by_role("link", name="The closing statement").click()
    picture(ada, "document")
    ada.get_by_role("link", name="Add a clause at the end").click()
    ada.locator("#id_key").fill("2")
    ada.locator("#id_label").fill("2")
    ada.get_by_label("Heading").fill(CLAUSE)
    ada.locator("#id_text").fill("Limnaia draws **30 to 36 per cent** of the yearly inflow.")
    look_up(ada, ada.locator(".field-topics"), "shares", "Shares of the water")
    look_up(ada, ada.locator(".field-topics"), "steps", "Order of steps")
    answer(ada, 0, SHARES)
    ada.locator("#id_terms-0-value").fill("thirty-ish")
    expect(ada.locator("#terms-0-echo .clause-warning")).to_be_visible()
    ada.locator("#id_terms-0-value").fill(FIRST)
    expect(ada.locator("#terms-0-echo")).to_contain_text(FIRST)
    answer(ada, 1, ORDER)
    for place, name in enumerate(("opening", "measuring", "sharing", "treaty"), start=1):
        ada.locator(f"[name=terms-1-part-step-{name}]").fill(str(place))
    expect(ada.locator("#id_terms-1-value")).to_have_value(re.compile("^opening .* treaty$"))
    expect(ada.locator("#impact")).to_contain_text("becomes")
    for number in (0, 1):
        ada.locator(f"#id_terms-{number}-force").select_option("accepts")
    expect(ada.locator("#impact")).to_contain_text("accepts this order")
    picture(ada, "clause", ada.locator("#terms-group"))
    save(ada)


def refuse_to_publish(ben: Page) -> None:
    """Without evidence nothing is published; the reviewer says what is missing."""
    waiting(ben, "To review", CLAUSE)
    expect(ben.locator(".clause-obstacles")).to_contain_text("It has no evidence")
    step(ben, "Save and publish", "the step was not taken")
    expect(ben.locator(".messagelist")).to_contain_text("It has no evidence: add an article")
    picture(ben, "refused", ben.locator("#review"))
    ben.locator("#id_reason").fill("Tag the Lake Times: it saw the page.")
    step(ben, "Save and request changes *")


def tag_three_times(ada: Page) -> None:
    """Bind three passages of the article: to an answer, to a clause, to a published clause."""
    way(ada, "Workbench")
    ada.get_by_role("link", name=HEADLINE).click()
    select(ada, "between 30 and 36 per cent", "30 to 36")
    ada.get_by_text("Only one of its 2 answers (2)").click()
    ada.get_by_role("checkbox", name=re.compile(SHARES)).check()
    ada.get_by_label("describes it").check()
    picture(ada, "workbench")
    tag(ada, "Tagged: 2")
    select(ada, "the treaty is signed last", "30 to 36")
    choose(ada, CLAUSE)
    tag(ada, "Tagged: 2")
    select(ada, "open for forty days", "forty days")
    choose(ada, "The pass opens")
    ada.get_by_label("reports speech").check()
    tag(ada, "so the tag is in its revision")


def hand_in_again(ada: Page) -> None:
    """The analyst finds the clause among those to mend, reads why, and hands it in."""
    waiting(ada, "To mend", CLAUSE)
    expect(ada.locator("#review")).to_contain_text("Tag the Lake Times")
    expect(ada.get_by_role("button", name="Save and publish")).to_have_count(0)
    step(ada, "Save and submit for review")


def correct(ada: Page) -> None:
    """What readers see is changed in a revision, which shows what it would do."""
    find(ada, CLAUSE)
    ada.get_by_role("button", name="Start a revision").click()
    ada.locator("#id_terms-0-value").fill(CORRECTED)
    ada.locator("#id_text").fill("Limnaia draws **30 to 35 per cent** of the yearly inflow.")
    ada.get_by_label("What you changed, and why").fill("Corrected the upper end")
    expect(ada.locator("#terms-0-echo")).to_contain_text(CORRECTED)
    settled(ada)
    picture(ada, "revision")
    step(ada, "Save and submit for review")


def publish_a_correction(ben: Page) -> None:
    """A correction without a reason is refused; with one it is published."""
    waiting(ben, "To review", CLAUSE)
    step(ben, "Save and publish *", "say why")
    ben.locator("#id_reason").fill(WHY)
    step(ben, "Save and publish *")


def restore(ada: Page) -> None:
    """What was published first is brought back as a draft, and handed in."""
    find(ada, CLAUSE)
    ada.locator(".clause-ways").get_by_role("link", name="History").click()
    picture(ada, "history")
    ada.get_by_label("To restore a record").fill("36 was right after all")
    published = ada.locator("tbody tr").filter(has_text="in review → published")
    published.last.get_by_role("button", name="Restore").click()
    expect(ada.locator(".messagelist")).to_contain_text("Restored into this draft")
    expect(ada.locator("#id_terms-0-value")).to_have_value(FIRST)
    step(ada, "Save and submit for review")


def publish(ben: Page, reason: str = "") -> None:
    """The reviewer publishes what waits; a correction has a reason, and its button a star."""
    waiting(ben, "To review", CLAUSE)
    ben.locator("#id_reason").fill(reason)
    step(ben, "Save and publish *" if reason else "Save and publish")


# What readers find


def read(reader: Page, site: str) -> Locator:
    """The clause as a reader sees it now."""
    assert reader.goto(site + READERS).status == 200
    return reader.locator("main")


def told(reader: Page, site: str, why: str, number: int) -> None:
    """The reason stands in the history of the clause, and among all corrections."""
    reader.goto(f"{site}{READERS}history/")
    expect(reader.locator(".events > li").first).to_contain_text(why)
    expect(reader.locator(".events > li").first.locator("del, ins").first).to_be_visible()
    reader.get_by_role("link", name="All corrections of this negotiation").click()
    expect(reader.locator("#corrections > li")).to_have_count(number)
    expect(reader.locator("#corrections > li").first).to_contain_text(why)
    picture(reader, "corrections")


def picture(page: Page, name: str, part: Locator | None = None) -> None:
    """Take a picture for the guide, if pictures are asked for; begin at a part of the page."""
    if not os.environ.get("PICTURES"):
        return
    settled(page)
    page.evaluate("scrollTo(0, 0)")
    if part:
        part.evaluate("part => part.scrollIntoView()")
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    shrink(file)
    assert file.stat().st_size <= MOST_BYTES, f"{name}: {file.stat().st_size} bytes"
