"""Shared runs of words: every long one is found, no short one is, and the cost is bounded."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.overlap import (
    LEAST_WORDS,
    MOST_ARTICLES,
    SEQUENCE,
    fingerprints_of,
    shared_by_article,
    shared_runs,
)
from sources.tokens import words_of
from tests.factories import ArticleFactory
from tests.sources.texts import OWN, RUN, kept

words = st.lists(st.sampled_from(["peace", "talks", "day", "sea", "truce"]), max_size=40)


def other_words(number: int, start: str) -> str:
    return " ".join(f"{start}{n}" for n in range(number))


@given(words, words, st.lists(st.integers(0, 999), min_size=LEAST_WORDS, max_size=20))
def test_every_run_of_ten_words_leaves_a_common_fingerprint(first, second, run):
    shared = [f"w{number}" for number in run]
    one = words_of(" ".join([*first, *shared, *second]))
    two = words_of(" ".join([*second, *shared, *first]))
    assert {v for v, _ in fingerprints_of(one)} & {v for v, _ in fingerprints_of(two)}


@given(words)
def test_equal_fingerprints_stand_for_equal_words(tokens):
    found = words_of(" ".join(tokens))
    folded = [word.folded for word in found]
    by_value: dict[int, list[str]] = {}
    fingerprints = fingerprints_of(found)
    assert fingerprints or len(tokens) < LEAST_WORDS
    for value, place in fingerprints:
        sequence = folded[place : place + SEQUENCE]
        assert by_value.setdefault(value, sequence) == sequence


def test_a_long_text_leaves_a_fingerprint_for_three_words():
    generator = random.Random(7)
    text = " ".join(f"w{generator.randrange(900)}" for _ in range(6_000))
    assert 1_700 < len(fingerprints_of(words_of(text))) < 2_300


def test_the_same_word_again_and_again_leaves_few():
    assert len(fingerprints_of(words_of("truce " * 6_000))) < 1_300


@pytest.mark.parametrize("text", ["", "five words are too few", "…", "!!! ???"])
def test_a_short_text_leaves_none(text):
    assert fingerprints_of(words_of(text)) == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cease-fire: “Now”!", ["ceasefire", "now"]),
        ("either/or—both…and", ["either", "or", "both", "and"]),
        ("ЗЕНДА, Ґанок", ["зенда", "ґанок"]),
        ("don’t can't", ["dont", "cant"]),
        ("ﬁne ２０２５", ["fine", "2025"]),
        ("停火30天", ["停", "火", "30", "天"]),
        ("शांति", ["शांति"]),
    ],
)
def test_words_are_folded(text, folded):
    assert [word.folded for word in words_of(text)] == folded


@given(st.text(max_size=80))
def test_words_know_where_they_stand(text):
    text += " truce"
    *others, last = words_of(text)
    assert text[last.start : last.end] == "truce"
    for word in others:
        assert text[word.start : word.end].strip()


@pytest.mark.django_db
class TestSharedRuns:
    def test_a_shared_run_is_found_with_its_length_and_place(self):
        other = kept(f"{other_words(30, 'b')} {RUN} {other_words(30, 'c')}")
        article = kept(f"{other_words(25, 'a')} {RUN} {OWN}")
        (run,) = shared_runs(article)
        text = article.stored_text.text
        assert (run.article, run.length) == (other, 20)
        assert text[run.place : run.end] == RUN.rstrip(".") + "."

    def test_fifteen_words_are_shown_at_most(self):
        kept(RUN)
        (run,) = shared_runs(f"{OWN} {RUN}")
        assert len(run.words.split()) == 15
        assert run.goes_on
        assert RUN.startswith(run.words)

    def test_ten_words_are_found_and_nine_are_not(self):
        ten = other_words(10, "x")
        kept(f"{other_words(20, 'a')} {ten} {other_words(20, 'b')}")
        kept(f"{other_words(20, 'd')} {ten.rsplit(' ', 1)[0]} {other_words(20, 'e')}")
        (run,) = shared_runs(f"{OWN} {ten} {OWN}")
        assert (run.words, run.length) == (ten, 10)

    def test_spelling_and_signs_do_not_hide_a_run(self):
        kept(RUN)
        (run,) = shared_runs(RUN.upper().replace(",", " –").replace(" ", "\n"))
        assert run.length == 20

    def test_one_changed_word_parts_a_run_in_two(self):
        first, second = other_words(12, "x"), other_words(12, "y")
        kept(f"{first} thirty {second}")
        assert [run.length for run in shared_runs(f"{first} sixty {second}")] == [12, 12]

    def test_a_run_that_stands_twice_is_found_at_both_places(self):
        kept(RUN)
        assert len(shared_runs(f"{RUN} {OWN} {RUN}")) == 2

    def test_a_text_is_not_compared_with_itself(self):
        assert shared_runs(kept(RUN)) == []

    def test_an_article_without_a_text_shares_nothing(self):
        kept(RUN)
        assert shared_runs(ArticleFactory()) == []

    @pytest.mark.parametrize(
        "text",
        [
            "双方同意在三十天内停火并在伊斯坦布尔举行下一轮会谈",
            "คณะผู้แทนทั้งสองฝ่ายตกลงหยุดยิงเป็นเวลาสามสิบวัน",
        ],
    )
    def test_scripts_without_spaces_are_compared_by_letters(self, text):
        kept(f"甲乙丙丁{text}戊己庚辛")
        (run,) = shared_runs(f"子丑寅卯{text}辰巳午未")
        assert run.length == len(text) // 2

    def test_the_article_that_shares_most_comes_first(self):
        little = kept(f"{other_words(12, 'x')} {OWN}")
        much = kept(f"{RUN} {other_words(40, 'b')}")
        found = shared_by_article(f"{other_words(12, 'x')} and then {RUN}")
        assert [near.article for near in found] == [much, little]

    def test_the_part_of_the_text_is_said(self):
        kept(RUN)
        (near,) = shared_by_article(RUN)
        assert near.percent == 100
        (near,) = shared_by_article(f"{RUN} {other_words(20, 'a')}")
        assert near.percent == 50

    def test_queries_do_not_grow_with_the_stored_texts(self, django_assert_num_queries):
        for number in range(3):
            kept(f"{RUN} {other_words(20, f'n{number}x')}", syndicated=True)
        with django_assert_num_queries(3):
            runs = shared_runs(RUN)
            assert [run.article.independence_key() for run in runs]

    def test_the_number_of_articles_is_bounded(self):
        for number in range(MOST_ARTICLES + 3):
            kept(f"{RUN} {number}")
        assert len({run.article for run in shared_runs(RUN)}) == MOST_ARTICLES

    def test_boilerplate_does_not_multiply(self):
        kept(f"{RUN} " * 40)
        assert len(shared_runs(f"{RUN} " * 40)) <= 20
