"""Word by word: nothing of either wording is lost, and what is marked is what changed."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.history import text_diff
from proposals.history.text_diff import DiffOp, DiffRun, compare_wordings, diff_words
from proposals.history.text_words import list_words

KEPT, REMOVED, ADDED = DiffOp.KEPT, DiffOp.REMOVED, DiffOp.ADDED


def diff_line(before, after):
    """Return a difference as one line: [-removed-], [+added+]."""
    signs = {KEPT: "{}", REMOVED: "[-{}-]", ADDED: "[+{}+]"}
    return "".join(signs[piece.op].format(piece.text) for piece in diff_words(before, after))


def text_of(pieces, *ops):
    return "".join(piece.text for piece in pieces if piece.op in ops)


SIGNS = (
    "ab1234 .,:-'’ʼ«\"\n\r\u00a0\u202f\u00ad\u200b\u200d%\u0456\u00e9\u4e09\u0301\u0323👩🏽\u0e01٫"
)
TEXTS = st.text(alphabet=SIGNS, max_size=60)
EDITS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 8), st.text(alphabet=SIGNS, max_size=8)),
    max_size=5,
)


def edited(text, edits):
    """Put other signs in place of some."""
    for start, count, signs in edits:
        text = text[:start] + signs + text[start + count :]
    return text


def keys_of(text):
    """Return what is compared of a text: its words, in the form that look-alikes share."""
    return list_words(text).keys


@given(TEXTS, EDITS)
def test_both_wordings_can_be_read_off_the_pieces(before, edits):
    after = edited(before, edits)
    compared = compare_wordings(before, after)
    assert text_of(compared.runs, KEPT, ADDED) == after
    assert text_of(compared.older_runs, KEPT, REMOVED) == before
    assert not text_of(compared.older_runs, ADDED)


@given(TEXTS, EDITS)
def test_what_is_kept_is_the_same_in_both_wordings_but_for_look_alikes(before, edits):
    compared = compare_wordings(before, edited(before, edits))
    assert [piece for piece in compared.runs if piece.op is REMOVED] == [
        piece for piece in compared.older_runs if piece.op is REMOVED
    ]
    kept, was = (text_of(runs, KEPT) for runs in (compared.runs, compared.older_runs))
    assert (kept == was) or compared.unseen
    if not compared.words_differ:
        assert keys_of(kept) == keys_of(was)


@given(TEXTS, EDITS)
def test_a_word_is_marked_if_and_only_if_the_words_differ(before, edits):
    after = edited(before, edits)
    compared = compare_wordings(before, after)
    assert compared.words_differ == (keys_of(before) != keys_of(after))
    assert compared.words_differ or (before != after) == bool(compared.unseen)


@given(TEXTS, EDITS)
def test_no_piece_is_empty_and_neighbours_differ_in_fate(before, edits):
    after = edited(before, edits)
    pieces = diff_words(before, after)
    assert bool(pieces) == bool(keys_of(before) or after)
    assert all(piece.text for piece in pieces)
    assert all(one.op != next_one.op for one, next_one in pairwise(pieces))


@given(TEXTS, EDITS)
def test_no_piece_begins_within_a_letter(before, edits):
    compared = compare_wordings("q" + before, "q" + edited(before, edits))
    for piece in (*compared.runs, *compared.older_runs):
        assert piece.text[0] not in "\u0301\u0323\u200b\u200d\u00ad"


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
        "one two three\n[-four five six-][+six five four+]\n"
    )


def test_a_text_too_long_for_lines_is_compared_as_a_whole(monkeypatch):
    monkeypatch.setattr(text_diff, "MOST_PAIRS", 0)
    assert diff_line("a b", "c d") == "[-a b-][+c d+]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 30_000, "a b " * 15_000),
        ("a x " * 5_000, "a " * 99 + "b"),
        ("x a " * 500, "a y " * 500),
        ("a x\n" * 5_000, "a\n" * 5_000),
        ("q" + "\u0301\u0323" * 50_000, "q" + "\u0323\u0301" * 50_000),
        ("a" * 10_000, "a" * 9_999 + "b"),
        ("1 000 " * 20_000, "1 " * 40_000),
        (("1" + " " * 1_000) * 100, "1 2"),
        ("'" * 50_000, "a'" * 50_000),
        ("\u200d" * 50_000, "👩\u200d" * 20_000),
    ],
    ids=range(10),
)
def test_hostile_texts_take_no_more_than_moments(before, after):
    begun = time.process_time()
    compared = compare_wordings(before, after)
    # Of its own process, and far above what it takes: no other work on the machine decides it.
    assert time.process_time() - begun < 30
    assert text_of(compared.runs, KEPT, ADDED) == after
    assert text_of(compared.older_runs, KEPT, REMOVED) == before
