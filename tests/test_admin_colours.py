"""The colours of the admin: the site's under the admin's names, each ink read on each paper."""

import re
from pathlib import Path

import pytest
from django.contrib import admin

CSS = Path(__file__).resolve().parent.parent / "static" / "css"

PAIR = re.compile(r"--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));")
NAME = re.compile(r"--([\w-]+): var\(--([\w-]+)\);")
MIX = re.compile(r"--([\w-]+): color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\);")
INKS = ("body-fg", "body-quiet-color", "body-medium-color", "body-loud-color", "link-fg")
INKS += ("link-hover-color", "link-selected-fg", "error-fg", "held", "doubt", "gone")
PAPERS = ("body-bg", "darkened-bg", "selected-bg", "selected-row")
MESSAGES = ("message-success-bg", "message-warning-bg", "message-error-bg")
BUTTONS = ("button-bg", "button-hover-bg", "default-button-bg", "default-button-hover-bg")
BUTTONS += ("close-button-bg", "close-button-hover-bg", "delete-button-bg")
BUTTONS += ("delete-button-hover-bg", "object-tools-bg", "object-tools-hover-bg")
HEADS = [("header-color", "header-bg"), ("header-link-color", "header-bg")]
HEADS += [("breadcrumbs-fg", "breadcrumbs-bg"), ("breadcrumbs-link-fg", "breadcrumbs-bg")]
READ_ON = [(ink, paper) for ink in INKS for paper in PAPERS]
READ_ON += [("body-fg", message) for message in MESSAGES]
READ_ON += [("button-fg", button) for button in BUTTONS] + HEADS


def channels(colour: str) -> list[float]:
    """Return red, green and blue of a colour, each 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    return [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def admin_colours(dark: int) -> dict[str, list[float]]:
    """Return the colours of the admin by name, light (0) or dark (1)."""
    files = ("colours.css", "tokens.css", "admin-house.css", "bench-text.css")
    text = "\n".join((CSS / file).read_text() for file in files)
    colours = {name: channels(both[dark] or one) for name, *both, one in PAIR.findall(text)}
    for name, top, share, ground in MIX.findall(text):
        part = int(share) / 100
        pairs = zip(colours[top], colours[ground], strict=True)
        colours[name] = [part * over + (1 - part) * under for over, under in pairs]
    names = dict(NAME.findall(text))
    for name in names:
        last = name
        while last in names and last not in colours:
            last = names[last]
        if last in colours:
            colours[name] = colours[last]
    return colours


def contrast(one: list[float], other: list[float]) -> float:
    """Return how well one colour is read on another, 1 to 21, as WCAG measures it."""

    def brightness(colour: list[float]) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
        ]
        return sum(
            share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        )

    less, more = sorted((brightness(one), brightness(other)))
    return (more + 0.05) / (less + 0.05)


@pytest.mark.parametrize("dark", [0, 1], ids=["light", "dark"])
def test_every_ink_of_the_admin_is_read_on_every_paper(dark):
    colours = admin_colours(dark)
    pairs = {pair: contrast(*(colours[name] for name in pair)) for pair in READ_ON}
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}


def test_the_admin_has_no_colour_of_its_own():
    """Every name that the admin's own style sheets give a colour has one of the site instead."""
    own = (CSS / "admin-house.css").read_text()
    given = set(re.findall(r"(--[\w-]+):", own.partition("@layer components")[0]))
    base = Path(admin.__file__).parent / "static" / "admin" / "css" / "base.css"
    asked = set(re.findall(r"(--[\w-]+): *[^;]*;", base.read_text()))
    assert asked - given == {"--font-family-monospace"}
