"""One source of colours: what cannot read `colours.css` repeats it, and is held to it here."""

import re
from pathlib import Path

import pytest
from django.contrib import admin

from proposals.domain.verdicts import Mark
from proposals.exports.paper.drawings import BLACK, MARK_INKS, PARTY_INKS
from proposals.exports.word.styles import COLOURS

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
COLUMNS = ("blue", "ochre", "plum", "pine", "slate")
MARKS = {
    Mark.CONFLICT: "carmine",
    Mark.DIFFERS: "violet",
    Mark.COMPATIBLE: "teal",
    Mark.AGREE: "green",
}
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")
NAMED = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{3,6})")
# Paper stands alone: what it repeats is compared with the source below.
REPEATS = {"sheet-ground.css"}


def light():
    """Each colour by its name, as on light pages."""
    return dict(NAMED.findall((CSS / "colours.css").read_text()))


def is_grey(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    return digits[:2] == digits[2:4] == digits[4:]


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_raw_colours_stand_in_one_place(path):
    if path.name in {"colours.css", *REPEATS}:
        return
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    values = re.findall(r":([^:{};]*);", rules)
    found = [colour for value in values for colour in HEX.findall(value)]
    assert [colour for colour in found if not is_grey(colour)] == []
    assert not re.search(r"\b(?:rgb|hsl|oklch)\((?!0 0 0 )", rules)


def test_the_printed_sheet_repeats_the_columns_and_the_hit():
    sheet = dict(NAMED.findall((CSS / "sheet-ground.css").read_text().partition(".grey")[0]))
    names = {f"party-{number}": one for number, one in enumerate(COLUMNS, 1)} | {"hit": "straw"}
    assert {one: sheet[one] for one in names} == {one: light()[names[one]] for one in names}
    assert all(is_grey(sheet[one]) for one in sheet.keys() - names.keys())


def test_drawings_repeat_the_columns_and_the_marks():
    assert tuple(light()[one] for one in COLUMNS) == PARTY_INKS
    assert {mark: light()[one] for mark, one in MARKS.items()} == MARK_INKS
    assert is_grey(BLACK)


def test_word_files_repeat_the_columns():
    assert [f"#{one.lower()}" for one in COLOURS] == [light()[one] for one in COLUMNS]


def test_each_column_and_mark_has_the_meaning_of_its_colour():
    tokens = (CSS / "tokens.css").read_text()
    for number, colour in enumerate(COLUMNS, 1):
        assert f"--column-{number}: var(--{colour});" in tokens
    for mark, colour in MARKS.items():
        assert f"--{mark.value}: var(--{colour});" in tokens


# The admin

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
