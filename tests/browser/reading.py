"""What a comparison in the browser says of itself: address, controls, rows, status, title."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

PATIENCE_MS = 30_000
"""How long a page may take to become what a test expects of it: a busy machine is no failure."""

CHOSEN = """() => [...document.querySelectorAll("#selection :is(input, select)[name]")]
    .filter(control => !["checkbox", "radio"].includes(control.type) || control.checked)
    .filter(control => control.value !== "")
    .map(control => [control.name, control.value])"""

# The page as a tree of lines; what only one reader did (folds, focus, scroll) is left out.
TREE = """() => {
    const LOCAL = ["open", "style", "hx-swap-oob", "value", "checked", "selected", "aria-busy"];
    const lines = [document.title];
    const walk = node => {
        if (node.nodeType === Node.TEXT_NODE) {
            const words = node.data.trim().replace(/\\s+/g, " ");
            if (words) lines.push(words);
        }
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.id === "problem" || node.matches("script, style")) return;
        const attributes = [...node.attributes]
            .filter(({name}) => !LOCAL.includes(name))
            .map(({name, value}) => name === "class"
                ? "class=" + value.split(/\\s+/).filter(one => one && !one.startsWith("htmx-"))
                : name + "=" + value)
            .filter(one => one !== "class=").sort();
        const state = [node.value, node.checked].filter(one => ["string", "boolean"]
            .includes(typeof one));
        lines.push([node.localName, ...attributes, ...state].join(" "));
        node.childNodes.forEach(walk);
    };
    walk(document.body);
    return lines;
}"""


@dataclass(frozen=True)
class State:
    """A comparison as a reader finds it."""

    address: tuple[tuple[str, str], ...]
    controls: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[str, ...]
    status: str
    title: str


def state(page: Page) -> State:
    """What the page says now; waits until no answer is on its way."""
    settled(page)
    return State(
        address=tuple(parse_qsl(urlsplit(page.url).query)),
        controls=tuple((name, value) for name, value in page.evaluate(CHOSEN)),
        heads=tuple(page.locator("table.matrix").first.locator("th.col-answer a").all_inner_texts())
        if page.locator("table.matrix").count()
        else (),
        rows=tuple(page.locator("[id^='q-']").evaluate_all("rows => rows.map(row => row.id)")),
        status=page.locator("#status").inner_text(),
        title=page.title(),
    )


def settled(page: Page) -> None:
    """Wait until htmx has asked, swapped and settled everything."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def pause(page: Page, milliseconds: int) -> None:
    """Wait by the page's own clock: what it meant to do before, however slow it is, has begun."""
    page.evaluate("time => new Promise(done => { setTimeout(done, time); })", milliseconds)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds, with the patience of a busy machine; raise if it never does."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not holds():
        assert time.monotonic() < deadline, "It did not come to be."
        page.wait_for_timeout(50)


def tree(page: Page) -> list[str]:
    """Every element and word of the page, one a line."""
    settled(page)
    return list(page.evaluate(TREE))


def asked(page: Page, name: str, value: str) -> None:
    """Wait until the address holds a choice, and what belongs to it is there."""
    expect(page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$|#)"))
    settled(page)


def agrees(found: State) -> None:
    """Assert that address, controls, heads, rows, status and title tell the same."""
    assert sorted(found.address) == sorted(found.controls), "address and controls differ"
    documents = [value for name, value in found.address if name == "d"]
    assert documents == [value for name, value in found.controls if name == "d"]
    filtered = any(name not in {"d", "open", "order"} for name, _ in found.address)
    number = re.match(r"\s*(\d+)", found.status)
    assert number, found.status
    assert int(number[1]) == len(found.rows), "status and rows differ"
    shown = re.search(r"\((\d+) of \d+\)", found.title)
    assert bool(shown) == filtered, found.title
    assert not shown or int(shown[1]) == len(found.rows), "title and rows differ"
    places = [found.title.find(name) for name in found.heads]
    assert -1 not in places, f"{found.heads} not in the title {found.title}"
    assert places == sorted(places), "heads and title are in another order"
