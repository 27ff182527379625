"""One source of colours: what cannot read `colours.css` repeats it, and is held to it here."""

import re
from pathlib import Path

import pytest

from proposals.domain.verdicts import Mark
from proposals.exports.cards.drawing import INK, PAPER, QUIET, RULE
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


def test_cards_repeat_the_ground_and_the_ink():
    repeated = (PAPER, RULE, INK, QUIET)
    assert repeated == tuple(light()[one] for one in ("paper-0", "paper-2", "ink-0", "ink-1"))
