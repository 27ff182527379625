"""What a search takes as the same, and where it stands in the text."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.search_fold import fold_for_search, fold_with_places
from sources.search_terms import SearchTerms, fold_texts, pieces, plain_words
from tests.support.same_words import OTHER, SAME

SIGNS = (
    "abcß éİıſﬁ½ᾳΣς иѝйіїеёґг\u0301\u0306\u0308\u0345 -‑–־0123456789٠٣۳٬٫,.'’`´ \n\u00a0\u202f"
    "ابأىيةه\u0640\u064b\u0651\u0654\u0670 אםמ\u05b8\u05c1 \u200d\u200f\u00ad가각ㄱㅏᄀ\u1161\u11a8"
    "かがﾞｶ\u3099 क\u093c\u094dष"
)
texts = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=40)


@pytest.mark.parametrize(("text", "words", "marked"), SAME)
def test_the_same_words_are_found_and_marked(text, words, marked):
    terms = SearchTerms(words)
    assert terms.match(text)
    assert [part for part, is_hit in pieces(text, terms.needles) if is_hit] == marked


@pytest.mark.parametrize(("text", "words"), OTHER)
def test_other_words_are_not_found(text, words):
    assert SearchTerms(text).match(text)
    assert not SearchTerms(words).match(text)
    assert not any(is_hit for _part, is_hit in pieces(text, SearchTerms(words).needles))


@given(texts)
@example("\u1100\u0301\u1161")
@example("и\u200d\u0306")
def test_a_folded_text_is_folded_already(text):
    folded = fold_for_search(text)
    assert fold_for_search(folded) == folded


@given(texts)
def test_composed_and_decomposed_texts_are_the_same(text):
    folded = fold_for_search(text)
    assert fold_for_search(normalize("NFD", text)) == folded
    assert fold_for_search(normalize("NFC", text)) == folded


@given(texts)
@example("6 000")
@example("cease-fire")
@example("\u0651ـ")
def test_each_letter_has_its_place_in_the_text(text):
    folded = fold_with_places(text)
    assert folded.text == fold_for_search(text)
    assert len(folded.places) == len(folded.text)
    assert all(0 <= start < end <= len(text) for start, end in folded.places)
    assert list(folded.places) == sorted(folded.places)


@given(texts, texts, texts)
def test_what_is_marked_reads_as_what_was_looked_for(before, words, after):
    text = f"{before} {words} {after}"
    for needle in SearchTerms(words).needles:
        for start, end in fold_with_places(text).find(needle):
            assert needle in fold_for_search(text[start:end])


@given(texts, texts)
def test_pieces_are_the_same_text(text, words):
    cut = pieces(text, SearchTerms(words).needles)
    assert "".join(part for part, _hit in cut) == text
    assert all(part for part, _hit in cut)


@given(texts)
def test_every_text_is_found_by_its_own_words(text):
    terms = SearchTerms(text)
    assert terms.match(text)


@given(texts)
def test_case_makes_no_difference(text):
    # Only what Unicode itself calls the same letter: ŉ has no capital, and ͅ is none by itself.
    if text.upper().casefold() == text.casefold() and "\u0345" not in text:
        assert fold_for_search(text.upper()) == fold_for_search(text)


def test_vowel_signs_belong_to_the_letter_that_is_marked():
    text = "في السَّلَامِ والأمن"
    ((start, end),) = fold_with_places(text).find("سلام")
    assert text[start:end] == "سَّلَامِ"


def test_texts_are_folded_each_by_itself():
    assert fold_texts("day 5", "120 days") == "day 5\n120 days"
    assert fold_texts("cease-", "fire") == "cease-\nfire"
    assert fold_texts() == ""


def test_a_number_keeps_the_space_that_does_not_break():
    assert plain_words(" 6\u00a0000  bodies\n") == "6\u00a0000 bodies"
    assert SearchTerms("6\u00a0000 bodies").words == (("6000", "6,000"), ("bodies",))
    assert SearchTerms("6 000").words == (("6",), ("000",))


def test_a_word_is_looked_for_once():
    assert SearchTerms("peace Peace PEACE").words == (("peace",),)
    assert SearchTerms("6000 6,000").words == (("6000", "6,000"),)
