"""What hands do on the staff pages: select words, look things up, press buttons, go somewhere."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import pause

# Longer than the pause after which a page asks what an entry would change.
ASKING_BEGINS_MS = 900

# Selects letters of words in the text: as a pointer does, but wherever the font puts them.
SELECT = """([words, from, to]) => {
    const text = document.getElementById("text");
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        document.getSelection().setBaseAndExtent(node, at + from, node, at + to);
        return true;
    }
    return false;
}"""


def select_letters(page: Page, words: str, start: int, end: int) -> None:
    """Select from one letter of the words to before another; the words must be in the text."""
    assert page.evaluate(SELECT, [words, start, end]), f"“{words}” is not in the text"


def way(page: Page, name: str) -> None:
    """Go by the ways at the top of every staff page."""
    page.locator(".ways").get_by_role("link", name=name).click()


def waiting(page: Page, queue: str, heading: str) -> None:
    """Open a clause from a queue of the start page."""
    way(page, "What waits")
    box = page.get_by_role("region", name=queue)
    box.get_by_role("link", name=heading).click()
    expect(page.locator("#review")).to_be_visible()


def find(page: Page, heading: str) -> None:
    """Open a clause from the list of all."""
    way(page, "Clauses")
    page.locator("#result_list").get_by_role("link", name=heading).click()


def look_up(page: Page, field: Locator, words: str, name: str) -> None:
    """Type words into a field that looks them up, and take what is offered."""
    field.locator(".select2-selection").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=name).click()


def answer(page: Page, number: int, question: str) -> None:
    """One more answer, to a question that is looked up; its boxes appear."""
    page.get_by_role("button", name="Add another Answer").click()
    look_up(page, page.locator(f"#terms-{number} .field-question"), question[:20], question)
    expect(page.locator(f"#terms-{number}-boxes fieldset")).to_be_visible()


def settled(page: Page) -> None:
    """Wait until nothing is being asked or swapped, nor about to be."""
    pause(page, ASKING_BEGINS_MS)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def press(page: Page, name: str) -> None:
    """Press a button that sends the page, when nothing moves any more, and wait for the next."""
    settled(page)
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def save(page: Page) -> None:
    """Save a clause and stay on its page."""
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("successfully")


def step(page: Page, name: str, said: str = "done.") -> None:
    """Take a step of review; the page says what came of it."""
    press(page, name)
    expect(page.locator(".messagelist")).to_contain_text(said)


def select(page: Page, words: str, search: str) -> None:
    """Select words of the article's text, then search for clauses."""
    expect(page.locator("#text")).to_be_visible()
    select_letters(page, words, 0, len(words) - 1)
    expect(page.get_by_label("Passage")).to_have_value(words)
    page.get_by_role("searchbox", name="Words in a clause").fill(search)
    expect(page.locator("#found")).to_have_text("1 clause")


def choose(page: Page, name: str) -> None:
    """Tick a clause that was found."""
    page.locator("#clauses").get_by_role("checkbox", name=re.compile(name)).first.check()


def tag(page: Page, said: str) -> None:
    """Save the tag."""
    press(page, "Save the tag")
    expect(page.locator(".messagelist")).to_contain_text(said)
