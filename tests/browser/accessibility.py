"""What axe finds wrong with a page, in every form in which somebody may meet it.

Every rule looks at the whole page once, in a wide window with light colours. In another scheme only
colours differ, and whether words can be read depends on their look alone: their colour, size and
weight, and the colours of the boxes around them. So in the dark the rules for colours look at one
element of each look. A narrow window shows other elements, in another order and size: there all
other rules look at the whole page again, and the rules for colours at looks that are new in it.
"""

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 800}
COLOURS = ("color-contrast", "link-in-text-block")

# Results that an unknown browser could not decide are no violations; only these are asked for.
# Without preloading: styles that import others would be copied into the page, which the policy of
# the staff pages refuses.
ALL = {"resultTypes": ["violations"], "preload": False}
ONLY_COLOURS = {**ALL, "runOnly": list(COLOURS)}
ALL_BUT_COLOURS = {**ALL, "rules": {rule: {"enabled": False} for rule in COLOURS}}

# Colours that are on their way to others arrive at once: those of a box, then those of its parts
# that follow it. Waiting would depend on how soon the browser draws.
ARRIVE = """() => {
    const underway = () => document.getAnimations().filter(one => one instanceof CSSTransition);
    for (let moves = underway(); moves.length; moves = underway()) {
        moves.forEach(one => one.finish());
    }
}"""

# One element of each look that was not judged in this scheme before; what was is remembered.
# Without options the looks are only remembered: another run judged them all.
JUDGE = """([scheme, options]) => {
    const judged = ((window.judged ??= {})[scheme] ??= new Set());
    const look = element => {
        const {fontSize, fontWeight} = getComputedStyle(element);
        const boxes = [];
        for (let one = element; one; one = one.parentElement) {
            const {color, backgroundColor, backgroundImage, opacity} = getComputedStyle(one);
            boxes.push([color, backgroundColor, backgroundImage, opacity]);
        }
        return JSON.stringify([element.localName, fontSize, fontWeight, boxes]);
    };
    const speaks = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    const fresh = [...document.querySelectorAll("body *")].filter(element => {
        if (!speaks(element) || !element.checkVisibility()) return false;
        const seen = look(element);
        return !judged.has(seen) && judged.add(seen);
    });
    return options && fresh.length ? axe.run({include: fresh}, options) : null;
}"""


def faults(page: Page, options: dict[str, Any] = ALL) -> str:
    """Return what axe finds on the whole page as it stands; nothing is the empty text."""
    _prepare(page)
    return _report(page.evaluate("options => axe.run(options)", options))


def faults_in_every_form(page: Page, *, whole: bool = True) -> str:
    """Return what axe finds on the open page in two widths and two schemes; nothing is empty.

    With `whole` false the colours are judged by their looks in the light too: for long pages whose
    rows are those of a shorter one.
    """
    page.emulate_media(color_scheme="light")
    reports = [faults(page, ALL if whole else ALL_BUT_COLOURS)]
    reports.append(_look(page, "light", None if whole else ONLY_COLOURS))
    reports.append(_look(page, "dark", ONLY_COLOURS))
    page.set_viewport_size(NARROW)
    reports += [_look(page, scheme, ONLY_COLOURS) for scheme in ("dark", "light")]
    reports.append(faults(page, ALL_BUT_COLOURS))
    return "\n".join(filter(None, reports))


def _look(page: Page, scheme: str, options: dict[str, Any] | None) -> str:
    """Return what axe finds of colours, at one element of each look that is new in the scheme."""
    page.emulate_media(color_scheme=scheme)
    _prepare(page)
    return _report(page.evaluate(JUDGE, [scheme, options]))


def _prepare(page: Page) -> None:
    """Bring axe into the page, once, and let its colours arrive."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    page.evaluate(ARRIVE)


def _report(response: dict[str, Any] | None) -> str:
    """Return the violations as text; nothing is empty."""
    results = AxeResults(response or {"violations": []})
    return results.generate_report() if results.violations_count else ""
