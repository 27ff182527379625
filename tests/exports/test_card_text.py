"""Text on cards: the site's own font, lines that fit, and five scripts in their own order."""

import pytest
from PIL import ImageFont

from proposals.exports.cards import text_blocks
from proposals.exports.cards.bidi import in_visual_order, is_right_to_left
from proposals.exports.cards.text_blocks import FONTS, Style, fit, has_letters_for, width, wrap

PLAIN = Style(24)
NOTE = "(there is more)"
SAMPLES = {
    "Latin": "Peace in Çırağan, Łódź and Reykjavík – “now”",
    "Cyrillic": "Перемир’я, їжак, Мир",
    "Greek": "Λιμναία, ὁμόνοια",
    "Arabic": "هدنة لمدة ثلاثين يوما",
    "Hebrew": "הפסקת אש למשך שלושים יום",
}


@pytest.fixture(params=[True, False], ids=["with Raqm", "without Raqm"])
def layout(request, monkeypatch):
    """Text with and without the library that shapes it, as machines differ."""
    if request.param and not text_blocks.has_raqm():
        pytest.fail("this machine has no Raqm; the cards would be tested by half")
    monkeypatch.setattr(text_blocks, "has_raqm", lambda: request.param)
    text_blocks.font.cache_clear()
    yield request.param
    text_blocks.font.cache_clear()


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("file", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_both_weights_have_every_letter_of_five_scripts(script, file):
    plain = ImageFont.truetype(str(FONTS / file), 20, layout_engine=ImageFont.Layout.BASIC)
    gap = bytes(plain.getmask("\U0010ffff"))
    missing = [one for one in SAMPLES[script] if bytes(plain.getmask(one)) == gap]
    assert missing == []


def test_a_script_that_the_font_lacks_is_noticed():
    assert all(map(has_letters_for, SAMPLES.values()))
    assert not has_letters_for("ሰላም")
    assert not has_letters_for("peace 和平")


def test_the_licence_stands_beside_the_font():
    licence = (FONTS / "LICENSE").read_text()
    assert "Bitstream" in licence
    assert "DejaVu changes are in public domain" in licence


@pytest.mark.parametrize("script", SAMPLES)
def test_lines_are_no_wider_than_their_room_and_lose_no_word(layout, script):
    text = " ".join([SAMPLES[script]] * 4)
    block = wrap(text, PLAIN, 300)
    assert len(block.lines) > 2
    assert all(width(one, PLAIN, from_right=block.from_right) <= 300 for one in block.lines)
    assert " ".join(block.lines) == text


def test_a_word_wider_than_the_room_is_broken_and_loses_no_letter(layout):
    block = wrap("x" * 400, PLAIN, 300)
    assert all(width(one, PLAIN) <= 300 for one in block.lines)
    assert "".join(block.lines) == "x" * 400


def test_a_mark_stays_with_its_letter_where_a_word_is_broken(layout):
    block = wrap("e\u0301" * 120, PLAIN, 200)
    assert len(block.lines) > 1
    assert all(line.startswith("e") for line in block.lines)


def test_a_text_shrinks_to_the_first_size_that_fits():
    room = (300, 100)
    assert fit("short", room, (40, 30, 20)).style.size == 40
    longer = fit("some words that need less room " * 2, room, (40, 30, 20), note=NOTE)
    assert longer.style.size == 20
    assert NOTE not in " ".join(longer.lines)


def test_what_does_not_fit_at_the_smallest_size_says_that_there_is_more():
    block = fit("many words " * 60, (300, 100), (40, 30, 20), note=NOTE)
    assert block.style.size == 20
    assert block.height <= 100
    text = " ".join(block.lines)
    assert text.endswith(NOTE)
    assert text.startswith("many words many")
    assert "…" not in text


def test_a_text_that_was_cut_before_says_so_at_every_size():
    assert " ".join(fit("a few words", (600, 80), (30,), note=NOTE, whole=False).lines) == (
        f"a few words {NOTE}"
    )


@pytest.mark.parametrize(
    ("text", "from_right"),
    [("إمارة الوادي", True), ("ממלכת", True), ("5 إمارة", True), ("the plan of إمارة", False),
     ("Мир", False), ("12", False), ("", False)],
)  # fmt: skip
def test_the_first_letter_with_a_direction_gives_that_of_the_text(text, from_right):
    assert is_right_to_left(text) is from_right


def test_without_raqm_hebrew_is_turned_round_and_numbers_are_not():
    assert in_visual_order("שלום 30 יום", from_right=True) == "םוי 30 םולש"
    assert in_visual_order("35.5 (יום)", from_right=True) == "(םוי) 35.5"
    assert in_visual_order("to שלום עולם now", from_right=False) == "to םלוע םולש now"


def test_without_raqm_what_is_isolated_keeps_its_place():
    line = "\u200e\u2068שלום (ב)\u2069 / \u2068עולם\u2069, 3"
    assert in_visual_order(line, from_right=False) == "(ב) םולש / םלוע, 3"
    assert in_visual_order("עולם \u2068a (b)\u2069", from_right=True) == "a (b) םלוע"


def test_without_raqm_arabic_letters_have_the_forms_that_join():
    # seen from the left: final yeh, medial, initial; alef never joins to what follows
    assert in_visual_order("بيت", from_right=True) == "\ufe96\ufef4\ufe91"
    assert in_visual_order("دار", from_right=True) == "\ufead\ufe8d\ufea9"


def test_what_is_written_from_the_left_stays_as_it_is():
    for script in ("Latin", "Cyrillic", "Greek"):
        assert in_visual_order(SAMPLES[script], from_right=False) == SAMPLES[script]
