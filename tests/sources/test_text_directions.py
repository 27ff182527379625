"""Isolates around texts that run against their line, and nothing around any other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text_directions import (
    FSI,
    LRM,
    PDI,
    RLM,
    TextDirection,
    balanced,
    cut,
    direction_of_language,
    direction_of_text,
    isolated,
    joined,
    language_by_script,
    opened,
    pieces,
    put_in,
    without_isolates,
)

LEFT, RIGHT = TextDirection.LEFT_TO_RIGHT, TextDirection.RIGHT_TO_LEFT
DAWN, WELL = "الشروق", "באר"
SIGNS = st.text(alphabet=f"aб1 ,({DAWN}{WELL}{FSI}{PDI}\u2067{LRM}{RLM}", max_size=30)


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("en", LEFT), ("", LEFT), ("ar", RIGHT), ("ar-XB", RIGHT), ("he_IL", RIGHT), ("uk", LEFT),
     ("az-Arab", RIGHT), ("ur-Latn-PK", LEFT)],
)  # fmt: skip
def test_a_language_runs_as_its_script_does(tag, direction):
    assert direction_of_language(tag) is direction


@pytest.mark.parametrize(
    "text", ["", "30", "The plan", "Λιμναία", "თოვლის მხარე", "“…” (a), 5 %", "٪", "🕊"]
)
def test_what_runs_with_its_line_stays_byte_for_byte(text):
    assert isolated(text, LEFT) == text
    assert opened(text, LEFT) == text


def test_what_runs_against_its_line_is_isolated_once():
    once = isolated(DAWN, LEFT)
    assert once == f"{FSI}{DAWN}{PDI}"
    assert isolated(once, LEFT) == once
    assert isolated(DAWN, RIGHT) == DAWN
    assert isolated("Norsund", RIGHT) == f"{FSI}Norsund{PDI}"
    assert isolated("30", RIGHT) == "30"


def test_a_line_of_isolated_names_is_no_name_itself():
    line = joined([DAWN, WELL], ", ", LEFT)
    assert line == f"{LRM}{FSI}{DAWN}{PDI}, {FSI}{WELL}{PDI}"
    assert isolated(line, LEFT) == line.removeprefix(LRM)


def test_a_single_text_is_no_line_of_ours():
    assert joined(["", DAWN, ""], ", ", LEFT) == DAWN


def test_a_date_stays_whole_behind_names_from_the_right():
    line = joined([DAWN, "تونس", "31 May 2025"], ", ", LEFT)
    assert without_isolates(line) == f"{DAWN}, تونس, 31 May 2025"
    assert line.endswith(f"{PDI}, 31 May 2025")


def test_a_pattern_is_filled_with_each_name_in_its_place():
    text = put_in("%(one)s names a scope: %(scope)s; %(two)s names none", LEFT,
                  one=DAWN, scope="S (1)", two=WELL)  # fmt: skip
    assert text == (f"{LRM}{FSI}{DAWN}{PDI} names a scope: S (1); {FSI}{WELL}{PDI} names none")


def test_a_line_from_the_right_that_begins_with_a_name_from_the_left_is_opened_too():
    assert put_in("%(name)s مع", RIGHT, name="Norsund") == f"{RLM}{FSI}Norsund{PDI} مع"


def test_the_direction_of_a_text_passes_over_isolates():
    assert direction_of_text(f"{FSI}{DAWN}{PDI} asks", RIGHT) is LEFT
    assert direction_of_text("12", RIGHT) is RIGHT


def test_a_cut_text_ends_what_it_began():
    assert balanced(f"a {FSI}b {FSI}c") == f"a {FSI}b {FSI}c{PDI}{PDI}"
    assert balanced(f"a{PDI} b") == "a b"


@given(SIGNS)
def test_what_is_balanced_can_be_put_in_anywhere(text):
    whole = balanced(text)
    assert balanced(whole) == whole
    assert whole.count(PDI) == whole.count(FSI) + whole.count("\u2067")
    assert "".join(pieces(whole)) == whole
    assert without_isolates(whole) == without_isolates(text)


@given(SIGNS, SIGNS)
def test_nothing_visible_is_lost_in_a_line(one, other):
    for direction in TextDirection:
        line = joined([one, other], " / ", direction)
        seen = " / ".join(filter(None, [one, other]))
        assert without_isolates(line) == without_isolates(seen)


def test_pieces_are_cut_around_the_outermost_isolates():
    inner = f"{FSI}{DAWN} ({FSI}x{PDI}){PDI}"
    assert pieces(f"in {inner}, then {FSI}{WELL}{PDI}") == [
        "in ", inner, ", then ", f"{FSI}{WELL}{PDI}",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "tag"), [(DAWN, "ar"), (f"12 {WELL}", "he"), ("x", ""), ("", "")])
def test_a_script_from_the_right_tells_its_most_usual_language(text, tag):
    assert language_by_script(text) == tag


@pytest.mark.parametrize("name", ["Russia\u202e", "\u2067Russia", "Russia\u202a\u2068 memo"])
def test_a_name_turns_nothing_round_behind_it(name):
    line = joined([name, "other"], ", ", TextDirection.LEFT_TO_RIGHT)
    assert not any(sign in line for sign in "\u202a\u202b\u202c\u202d\u202e")
    assert sum(line.count(sign) for sign in "\u2066\u2067\u2068") == line.count("\u2069")
    assert isolated(name, TextDirection.LEFT_TO_RIGHT) in line


@given(SIGNS, st.integers(min_value=0, max_value=30))
def test_a_cut_text_is_no_longer_than_there_is_room_and_leaves_no_isolate_open(text, room):
    kept = cut(text, room)
    assert len(kept) <= room
    assert balanced(kept) == kept
    assert balanced(text).startswith(kept.rstrip(PDI))
