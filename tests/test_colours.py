"""One source of colours: what cannot read `colours.css` repeats it, and is held to it here."""

import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from proposals.comparisons import MOST_DOCUMENTS
from proposals.comparisons.colours import HUES
from proposals.domain.verdicts import Mark
from proposals.exports.cards.pieces import INK, PAPER, QUIET, RULE
from proposals.exports.paper.inks import (
    BAR_PATTERNS,
    BLACK,
    MARK_INKS,
    OUTLINES,
    PARTY_INKS,
    WHITE,
)
from proposals.exports.word.styles import COLOURS, LINES

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
PARTIES = ("blue", "ochre", "plum", "sage", "umber", "lagoon", "olive", "indigo")
"""The colours of parties by their number."""
SEVERAL = "graphite"
"""The colour of documents of several parties, whose number is 0."""
MARKS = {
    Mark.CONFLICT: "carmine",
    Mark.DIFFERS: "violet",
    Mark.COMPATIBLE: "teal",
    Mark.AGREE: "green",
}
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")
NAMED = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{3,6})")
IN_DARK = re.compile(r"--([\w-]+): light-dark\(#[0-9a-f]{3,6}, (#[0-9a-f]{6})\)")

TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_CONES = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
"""The two steps from light to OKLab, in which equal distances look equal."""

VISIONS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Kinds of colour vision as matrices of light, after Machado, Oliveira and Fernandes (2009)."""

# Paper stands alone: what it repeats is compared with the source below.
REPEATS = {"sheet-ground.css"}


def light():
    """Each colour by its name, as on light pages."""
    return dict(NAMED.findall((CSS / "colours.css").read_text()))


def dark():
    """Each colour by its name, as on dark pages."""
    return dict(IN_DARK.findall((CSS / "colours.css").read_text()))


def linear(colour):
    """The light of a colour in red, green and blue, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def times(matrix, values):
    return [sum(one * value for one, value in zip(row, values, strict=True)) for row in matrix]


def contrast(one, other):
    """The contrast of two colours as WCAG defines it."""
    low, high = sorted(times([(0.2126, 0.7152, 0.0722)], linear(c))[0] for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen_by(vision, colour):
    """Where a colour lies in OKLab for a kind of colour vision."""
    light = [max(0, one) for one in times(VISIONS[vision], linear(colour))]
    return times(FROM_CONES, [one ** (1 / 3) for one in times(TO_CONES, light)])


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


def parties():
    """Each colour of a party in light by its number, the one of documents of several first."""
    return tuple(light()[name] for name in (SEVERAL, *PARTIES))


def test_the_printed_sheet_repeats_the_parties_and_the_hit():
    sheet = dict(NAMED.findall((CSS / "sheet-ground.css").read_text().partition(".grey")[0]))
    colours = {f"party-{number}": one for number, one in enumerate(parties())}
    colours["hit"] = light()["straw"]
    assert {one: sheet[one] for one in colours} == colours
    assert all(is_grey(sheet[one]) for one in sheet.keys() - colours.keys())


def test_drawings_repeat_the_parties_and_the_marks():
    assert parties() == PARTY_INKS
    assert {mark: light()[one] for mark, one in MARKS.items()} == MARK_INKS
    assert is_grey(BLACK)
    assert is_grey(WHITE)


def test_word_files_repeat_the_parties():
    assert tuple(f"#{one.lower()}" for one in COLOURS) == parties()


def test_each_party_and_mark_has_the_meaning_of_its_colour():
    tokens = (CSS / "tokens.css").read_text()
    for number, colour in enumerate(PARTIES, 1):
        assert f"--party-of-{number}: var(--{colour});" in tokens
    assert f"--party-of-several: var(--{SEVERAL});" in tokens
    for mark, colour in MARKS.items():
        assert f"--{mark.value}: var(--{colour});" in tokens


def test_cards_repeat_the_ground_and_the_ink():
    repeated = (PAPER, RULE, INK, QUIET)
    assert repeated == tuple(light()[one] for one in ("paper-0", "paper-2", "ink-0", "ink-1"))


def test_every_number_has_its_class_on_pages_and_on_paper():
    page, sheet = ((CSS / name).read_text() for name in ("parties.css", "sheet-rows.css"))
    for number in range(HUES + 1):
        of = number or "several"
        assert f".party-{number} {{\n    --party: var(--party-of-{of});" in page
        assert f".sheet .party-{number} {{\n    --party: var(--party-{number});" in sheet
    for nth in range(2, MOST_DOCUMENTS + 1):
        assert f".outline-{nth} {{\n    --party-line:" in page
        assert f".sheet .outline-{nth} {{\n    --party-line:" in sheet
    assert len(BAR_PATTERNS) == len(set(BAR_PATTERNS)) == len(PARTY_INKS) == HUES + 1
    assert set(OUTLINES) == set(LINES) - {1} == set(range(2, MOST_DOCUMENTS + 1))


@pytest.mark.parametrize(("theme", "papers"), [("light", 0), ("dark", 1)])
def test_a_party_can_be_read_on_every_paper(theme, papers):
    colours = (light, dark)[papers]()
    for name in (*PARTIES, SEVERAL):
        for paper in ("paper-0", "paper-1"):
            assert contrast(colours[name], colours[paper]) >= 4.5, (theme, name, paper)


@pytest.mark.parametrize("colours", [light, dark])
@pytest.mark.parametrize(
    ("vision", "least"), [("all", 10), ("no red", 7), ("no green", 7), ("no blue", 4.5)]
)
def test_no_kind_of_colour_vision_takes_two_parties_for_one(colours, vision, least):
    seen = {name: seen_by(vision, colours()[name]) for name in (*PARTIES, SEVERAL)}
    apart = {both: 100 * dist(*map(seen.get, both)) for both in combinations(seen, 2)}
    assert min(apart.values()) >= least, min(apart, key=apart.get)
    assert apart[PARTIES[:2]] >= 18, "most talks have two sides: they differ most"
