"""What can be measured of how a page looks: widths, visibility, motion, focus, colours."""

from playwright.sync_api import Page

WIDER = """() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth;
}"""

# Words that stand in the page but cannot be seen, outside what is meant for screen readers only.
FOLDED = """(selector) => [...document.querySelectorAll(selector)]
    .filter(element => element.textContent.trim() && !element.checkVisibility())
    .map(element => element.outerHTML.slice(0, 120))"""

# Questions that are not drawn, and that no link that is drawn names.
UNNAMED = """() => [...document.querySelectorAll("[id^='q-']")]
    .filter(row => !row.checkVisibility())
    .filter(row => ![...document.querySelectorAll(`main a[href$="#${row.id}"]`)]
        .some(link => link.checkVisibility() && link.textContent.trim()))
    .map(row => row.id)"""

SEEN = """(selector) => [...document.querySelectorAll(selector)]
    .filter(element => element.checkVisibility())
    .map(element => element.outerHTML.slice(0, 120))"""

MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    const seconds = text => Math.max(...text.split(",").map(parseFloat));
    return seconds(style.transitionDuration) > 0.01
        || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01)
        || style.scrollBehavior === "smooth";
}).map(element => element.outerHTML.slice(0, 120))"""

# How bright a colour of the whole page is, 0 to 1, in any notation: a canvas resolves it.
BRIGHTNESS = """(property) => {
    const brush = document.createElement("canvas").getContext("2d");
    brush.fillStyle = getComputedStyle(document.documentElement)[property];
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""

# How much of the window's height is held by what stays in place when the page moves.
STUCK = """() => Math.max(0, ...[...document.querySelectorAll("body *")].filter(element => {
    const {position} = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return ["sticky", "fixed"].includes(position) && element.checkVisibility()
        && box.height && box.top >= 0 && box.top < 8 && box.width > innerWidth / 3;
}).map(element => element.getBoundingClientRect().bottom))"""

# The element with the focus: what it is, whether its mark is drawn, whether anything covers it.
FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const drawn = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1)
        || style.boxShadow !== "none";
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const seen = top && (element.contains(top) || top.contains(element)
        || [...(element.labels ?? [])].some(label => label.contains(top)));
    return {tag: element.localName, text: element.textContent.trim().slice(0, 60),
        html: element.outerHTML.slice(0, 160), drawn, seen: Boolean(seen)};
}"""


def sideways(page: Page) -> bool:
    """Tell whether the page is wider than its window."""
    return bool(page.evaluate(WIDER))


def folded(page: Page, selector: str) -> list[str]:
    """Elements with words that nobody sees."""
    return list(page.evaluate(FOLDED, selector))


def unnamed(page: Page) -> list[str]:
    """Return the ids of the questions that the page neither draws nor names."""
    return list(page.evaluate(UNNAMED))


def seen(page: Page, selector: str) -> list[str]:
    """Elements that are drawn."""
    return list(page.evaluate(SEEN, selector))


def moving(page: Page) -> list[str]:
    """Elements whose style lets them move by themselves."""
    return list(page.evaluate(MOVING))


def brightness(page: Page, css_property: str) -> float:
    """How bright a colour of the page is, from 0 (black) to 1 (white)."""
    return float(page.evaluate(BRIGHTNESS, css_property))


def focused(page: Page) -> dict[str, str | bool]:
    """The element with the focus, whether its focus is drawn, and whether it is uncovered."""
    return dict(page.evaluate(FOCUSED))


def stuck(page: Page) -> float:
    """Pixels at the top of the window that stay covered when the page moves."""
    return float(page.evaluate(STUCK))
