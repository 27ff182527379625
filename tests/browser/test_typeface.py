"""The browser under test knows one font, so that no machine's fonts decide about a test."""

from playwright.sync_api import Page

# How wide a line is in each of the families, in pixels of a font of 100 pixels.
WIDTHS = """families => {
    const brush = document.createElement("canvas").getContext("2d");
    return families.map(family => {
        brush.font = `100px ${family}`;
        return brush.measureText("Will it hold?").width;
    });
}"""
FAMILIES = [
    "sans-serif",
    "serif",
    "monospace",
    "system-ui",
    "Noto Sans",
    "Noto Serif",
    "Liberation Sans",
    "DejaVu Serif",
    "DejaVu Sans Mono",
]
# Of the font in `fonts`.
WIDTH = 516


def test_every_family_is_the_font_of_the_tests(page: Page):
    widths = page.evaluate(WIDTHS, FAMILIES)
    assert [round(width) for width in widths] == [WIDTH] * len(FAMILIES)
