"""Pages from right to left: each is the mirror of the English page, drawn from the same words.

The language of these pages has English letters that run from the right, so that every word is as
wide as in English. What stands elsewhere than in a mirror has a side of its own.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import addresses, looks
from tests.browser.sites import Served, running
from tests.support.mirrored import CODE

WIDTHS = (360, 1440)
WIDER = 6
"""Pixels by which lines that run the other way may differ in width: between letters, at spaces."""
ALL = [name for name in addresses.pages() if name != "proposals:rows"]

# Where every box of the page stands, but for what has a direction of its own: names and texts from
# the data, figures, code, and the boxes of lines whose words are in another order. What keeps a
# name apart is there only where the name runs against the page.
BOXES = """() => [...document.querySelectorAll('body *')].filter(one =>
    !one.closest('svg, body [dir] *, q, .unseen, .visually-hidden')
    && !one.matches('option, br, wbr, bdi, span.value')
    && one.checkVisibility({visibilityProperty: true})
).map(one => {
    const box = one.getBoundingClientRect()
    return {
        name: one.tagName.toLowerCase() + [...one.classList].map(word => '.' + word).join(''),
        words: (one.innerText || '').trim().slice(0, 40),
        left: box.left, right: box.right, width: box.width, lines: one.getClientRects().length,
        is_block: !getComputedStyle(one).display.startsWith('inline'),
    }
})"""

# Elements that say their direction and have a side that is not the page's.
SIDES = """() => [...document.querySelectorAll('body [dir]')].filter(one => {
    if (one.closest('svg, .prose, blockquote') || !one.getClientRects().length) return false
    const style = getComputedStyle(one)
    if (style.direction === getComputedStyle(one.parentElement).direction) return false
    return ['margin', 'padding'].some(
        kind => style[kind + 'InlineStart'] !== style[kind + 'InlineEnd']
    ) || style.borderInlineStartWidth !== style.borderInlineEndWidth
}).map(one => one.tagName + '.' + one.className + ': ' + one.innerText.slice(0, 40))"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site in English and in its mirror."""
    with running(tmp_path_factory.mktemp("mirror"), "from_the_right") as site:
        yield site


def boxes(page: Page, address: str) -> list[dict[str, Any]]:
    assert page.goto(address).status == 200
    return page.evaluate(BOXES)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ALL)
def test_a_page_from_the_right_is_the_mirror_of_the_one_from_the_left(
    page: Page, both: Served, name: str, width: int
):
    where = addresses.SHORTER.get(name) or addresses.where(name)
    page.set_viewport_size({"width": width, "height": 900})
    usual = boxes(page, both.url + where)
    assert len(usual) > 12
    assert page.evaluate(SIDES) == []
    other = boxes(page, f"{both.url}/{CODE}{where}")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert not looks.sideways(page)
    assert page.evaluate(SIDES) == []
    assert [one["name"] for one in other] == [one["name"] for one in usual]
    pairs = zip(usual, other, strict=True)
    assert [_told(*pair) for pair in pairs if _is_elsewhere(*pair, width)] == []


def _is_elsewhere(one: dict[str, Any], mirror: dict[str, Any], width: int) -> bool:
    """Tell whether a block stands elsewhere than in a mirror."""
    return one["is_block"] and abs(one["left"] - (width - mirror["right"])) > WIDER


def _told(one: dict[str, Any], mirror: dict[str, Any]) -> str:
    places = (
        f"{one['left']:.0f} to {one['right']:.0f}, {mirror['left']:.0f} to {mirror['right']:.0f}"
    )
    return f"{one['name']} “{one['words']}”: {places}"
