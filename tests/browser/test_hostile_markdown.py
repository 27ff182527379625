"""Hostile texts, rendered, do nothing in a real browser even without a content policy.

The repository's own texts always run. A folder named by PARLEY_ATTACKS_DIR adds its
`payloads.jsonl` (id and payload a line), with `live.json` naming those that do fire when
nothing protects the page: these go first, so that a silent trap cannot pass for safety.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import markdown
import pytest
from playwright.sync_api import Browser, Error

from sources.rendering import REL, render_markdown
from tests.browser.trap import ADDRESS, Trap, open_trap
from tests.sources.hostile import HOSTILE

ATTACKS = os.environ.get("PARLEY_ATTACKS_DIR", "")
BATCH = 250
PARTS = 4  # of the corpus, so that several processes can share it
ALLOWED_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
ALLOWED_TAGS |= {"h3", "h4", "h5", "h6"}

with_corpus = pytest.mark.skipif(
    not ATTACKS, reason="PARLEY_ATTACKS_DIR is not set: only the repository's own texts were tried"
)

Unsafe = Callable[[str], str]


def as_html(text: str) -> str:
    return text


def as_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=["extra", "toc", "sane_lists"])


@pytest.fixture(scope="module")
def payloads() -> dict[str, str]:
    lines = (Path(ATTACKS) / "payloads.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["id"]: entry["payload"] for entry in map(json.loads, lines)}


@pytest.fixture(scope="module")
def live() -> dict[str, Any]:
    return json.loads((Path(ATTACKS) / "live.json").read_text(encoding="utf-8"))


@pytest.fixture
def trap(browser: Browser) -> Iterator[Trap]:
    with open_trap(browser) as trap:
        yield trap


# The trap notices what it should


def test_the_trap_notices_a_script_that_calls_nothing(trap: Trap):
    trap.show_cases({"x": "<script>window.quiet = 1</script>"})
    trap.settle()
    assert trap.scripts == [ADDRESS]


def test_the_trap_notices_a_handler_that_calls_nothing(trap: Trap):
    trap.show_cases({"x": '<p onclick="window.quiet = 1">x</p>'})
    trap.interact()
    trap.settle()
    assert trap.scripts == [ADDRESS]


def test_the_trap_notices_a_picture_from_another_host(trap: Trap):
    trap.show_cases({"x": '<img src="http://evil.example/p.png">'})
    assert trap.requests == [ADDRESS, "http://evil.example/p.png"]


@pytest.mark.parametrize(
    "html", ["</div><p>out</p><div>", "</main>", "<table><div>", "<plaintext>", "<body class=x>"]
)
def test_the_trap_notices_html_that_changes_the_page_around_it(trap: Trap, html: str):
    trap.show_cases({"x": "", "y": ""})
    whole = trap.skeleton()
    trap.show_cases({"x": html, "y": ""})
    assert trap.skeleton() != whole


@pytest.mark.parametrize(
    "name", ["script", "image with a handler", "drawing with a handler", "end of the page"]
)
def test_our_own_texts_do_fire_without_a_sanitiser(browser: Browser, name: str):
    assert fires_alone(browser, HOSTILE[name])


@with_corpus
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("mode", ["auto", "interaction"])
@pytest.mark.parametrize(("way", "unsafe"), [("raw", as_html), ("markdown", as_markdown)])
def test_the_controls_fire_without_a_sanitiser(
    browser: Browser,
    payloads: dict[str, str],
    live: dict[str, Any],
    way: str,
    unsafe: Unsafe,
    mode: str,
    part: int,
):
    names = live[way][mode][part::PARTS]
    assert names
    touch = mode == "interaction"
    with open_trap(browser) as trap:
        silent = [name for name in names if not fires(trap, unsafe(payloads[name]), touch=touch)]
    # What the one before left behind (a focus, a dialog, a move to another page) may have held
    # these back.
    assert [
        name for name in silent if not fires_alone(browser, unsafe(payloads[name]), touch)
    ] == []


def fires_alone(browser: Browser, html: str, touch: bool = False) -> bool:
    with open_trap(browser) as trap:
        return fires(trap, html, touch=touch)


def fires(trap: Trap, html: str, *, touch: bool = False) -> bool:
    """Tell whether unsanitised markup calls one of the four functions within two seconds."""
    try:
        trap.show_cases({"x": html})
    except Error:  # the one before moves the page away as often as it is opened
        return False
    for moment in range(80):
        if touch and moment % 20 == 0:
            with suppress(Error):  # the markup may move the page away under our hands
                trap.interact()
        if trap.called:
            return True
        trap.settle(25)
    return False


# Rendered, they do nothing


def test_our_own_texts_are_inert_when_rendered(trap: Trap):
    assert_inert(trap, HOSTILE)


@with_corpus
@pytest.mark.parametrize("part", range(PARTS))
def test_the_corpus_is_inert_when_rendered(trap: Trap, payloads: dict[str, str], part: int):
    assert len(payloads) > 1000
    names = list(payloads)[part::PARTS]
    for first in range(0, len(names), BATCH):
        assert_inert(trap, {name: payloads[name] for name in names[first : first + BATCH]})


def assert_inert(trap: Trap, texts: dict[str, str]) -> None:
    """Draw the texts on one page, touch everything, and assert that nothing came of it."""
    trap.show_cases(dict.fromkeys(texts, ""))
    whole = trap.skeleton()
    trap.show_cases({name: render_markdown(text) for name, text in texts.items()})
    assert trap.skeleton() == whole
    before = trap.page.inner_html("#cases")
    trap.interact()
    trap.settle(300)
    assert trap.called == []
    assert trap.scripts == []
    assert trap.requests == [ADDRESS]
    assert trap.openings == []
    assert trap.page.url == ADDRESS
    assert trap.skeleton() == whole
    assert trap.page.inner_html("#cases") == before
    assert_only_allowed(trap.facts())


def assert_only_allowed(facts: set[tuple[str, str, str]]) -> None:
    """Assert that the browser's own tree holds nothing but plain blocks and outward links."""
    for tag, name, value in facts:
        assert tag in ALLOWED_TAGS, tag
        if name == "href":
            assert value.lower().startswith(("http://", "https://", "mailto:", "/")), value
        else:
            fine = {("", ""), ("dir", "auto"), ("rel", REL)}
            assert (name, value) in fine or (tag, name) == ("a", "title"), (tag, name, value)
