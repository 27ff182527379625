"""Word by word: nothing of either wording is lost, and what is marked is what changed."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.history import text_diff
from proposals.history.text_diff import DiffOp, DiffRun, diff_words

KEPT, REMOVED, ADDED = DiffOp.KEPT, DiffOp.REMOVED, DiffOp.ADDED


def diff_line(before, after):
    """Return a difference as one line: [-removed-], [+added+]."""
    signs = {KEPT: "{}", REMOVED: "[-{}-]", ADDED: "[+{}+]"}
    return "".join(signs[piece.op].format(piece.text) for piece in diff_words(before, after))


def text_of(pieces, *ops):
    return "".join(piece.text for piece in pieces if piece.op in ops)


TEXTS = st.text(alphabet="ab .,\n\u0456\u4e09\u0301", max_size=60)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_off_the_pieces(before, after):
    pieces = diff_words(before, after)
    assert text_of(pieces, KEPT, REMOVED) == before
    assert text_of(pieces, KEPT, ADDED) == after


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_neighbours_differ_in_fate(before, after):
    pieces = diff_words(before, after)
    assert bool(pieces) == bool(before or after)
    assert all(piece.text for piece in pieces)
    assert all(one.op != next_one.op for one, next_one in pairwise(pieces))


@given(TEXTS)
def test_the_same_text_is_kept_in_one_piece(text):
    assert diff_words(text, text) == ((DiffRun(KEPT, text),) if text else ())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("for 30 days.", "for 60 days.", "for [-30-][+60+] days."),
        ("all forces", "all forces leave", "all forces[+ leave+]"),
        ("at once, and fully", "and fully", "[-at once, -]and fully"),
        ("a big red car", "a small blue car", "a [-big red-][+small blue+] car"),
        ("за 30 днів", "за 60 днів", "за [-30-][+60+] днів"),
        ("停火三十天", "停火六十天", "停火[-三-][+六+]十天"),
        ("هدنة 30 يوما", "هدنة 60 يوما", "هدنة [-30-][+60+] يوما"),
        ("हम मिले", "हम मिलेंगे", "हम [-मिले-][+मिलेंगे+]"),
    ],
)
def test_a_change_is_marked_by_the_word(before, after, expected):
    assert diff_line(before, after) == expected


def test_a_text_too_long_for_words_is_compared_by_lines(monkeypatch):
    monkeypatch.setattr(text_diff, "MOST_PAIRS", 4)
    before = "one two three\nfour five six\n"
    assert diff_line(before, "one two three\nsix five four\n") == (
        "one two three\n[-four five six\n-][+six five four\n+]"
    )


def test_a_text_too_long_for_lines_is_compared_as_a_whole(monkeypatch):
    monkeypatch.setattr(text_diff, "MOST_PAIRS", 0)
    assert diff_line("a b", "c d") == "[-a b-][+c d+]"


def test_hostile_repetition_takes_no_more_than_moments():
    begun = time.perf_counter()
    diff_words("a " * 30_000, "a b " * 15_000)
    assert time.perf_counter() - begun < 5
