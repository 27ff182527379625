"""A passage that an editor chose is found where it stands, with the words around, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.passages import NoPassage, choose_passage, place_at, tidy
from sources.quotes import QuoteOutcome, check_quote

TEXT = (
    "The memorandum has three parts. The ceasefire would last at least 30 days, officials said, "
    "and could be extended.\n\nA truce at sea would last at least 30 days as well. Both sides "
    "would exchange 6,000 bodies each."
)


def refusal(quote: str, text: str = TEXT, **more) -> NoPassage:
    with pytest.raises(NoPassage) as refused:
        choose_passage(text, quote, **more)
    return refused.value


def test_a_passage_keeps_its_words_and_those_around():
    passage = choose_passage(TEXT, "could be extended")
    assert passage.quote == "could be extended"
    assert passage.before == "30 days, officials said, and"
    assert passage.after == ". A truce at sea"
    assert TEXT[passage.place :].startswith("could be extended")


def test_spaces_and_line_ends_of_a_pasted_passage_do_not_matter():
    assert choose_passage(TEXT, " could  be\nextended ").quote == "could be extended"


def test_a_passage_is_stored_as_the_text_prints_it():
    text = "He said “not\u00a0now, not ever” and left."
    assert choose_passage(text, 'said "not now').quote == "said “not now"


def test_words_that_stand_twice_are_refused_with_both_places():
    error = refusal("at least 30 days")
    assert [place.words for place in error.places] == ["at least 30 days"] * 2
    assert "ceasefire would last" in error.places[0].before
    assert "truce at sea" in error.places[1].before
    assert "2 times" in str(error)


def test_the_chosen_place_is_taken():
    second = refusal("at least 30 days").places[1]
    passage = choose_passage(TEXT, "at least 30 days", start=second.start)
    assert passage.place == second.start
    assert passage.before.endswith("truce at sea would last")


def test_the_words_around_that_a_script_sends_choose_the_place():
    passage = choose_passage(TEXT, "at least 30 days", before="truce at sea would last ")
    assert passage.place == TEXT.rindex("at least")


def test_a_place_where_the_words_do_not_stand_is_not_taken():
    assert len(refusal("at least 30 days", start=3).places) == 2


def test_what_is_stored_finds_the_same_place_again():
    text = "no deal today, and tomorrow no deal today, and tomorrow no deal today or ever"
    first = text.index("no deal")
    passage = choose_passage(text, "no deal", start=first)
    again = check_quote(passage.quote, passage.before, passage.after, text)
    assert again.outcome is QuoteOutcome.FOUND_ONCE
    assert again.positions[0][0] == first


def test_a_phrase_that_nothing_around_tells_apart_is_refused():
    text = " ".join(["again and again"] * 60)
    error = refusal("again and again", text, start=text.index("again", 300))
    assert "several times" in str(error)


def test_a_changed_number_is_refused_with_what_the_text_says():
    error = refusal("ceasefire would last at least 60 days")
    assert "ceasefire would last at least 30 days" in str(error)


@pytest.mark.parametrize("quote", ["asefire would", "exchange 6", "000 bodies"])
def test_a_part_of_a_word_or_number_is_no_passage(quote: str):
    refusal(quote)


def test_words_that_stand_nowhere_are_refused():
    assert "do not stand" in str(refusal("a treaty on grain and fertiliser exports"))


def test_without_a_text_the_words_are_taken_as_given():
    passage = choose_passage("", " at least  30 days ")
    assert (passage.quote, passage.place) == ("at least 30 days", None)


def test_around_a_place_words_are_shown_whole():
    text = "abcdefghij " * 60
    place = place_at(text, (330, 340))
    assert set(place.before.split()) == set(place.after.split()) == {"abcdefghij"}


def test_in_a_script_without_spaces_the_words_around_stay_short():
    around = "双方同意停火三十天并交换战俘。" * 3
    text = f"{around}随后举行会谈{around}"
    passage = choose_passage(text, "随后举行会谈")
    assert 0 < len(passage.before) <= 80
    assert 0 < len(passage.after) <= 80


WORDS = st.sampled_from(["peace", "talks", "30", "days", "“now”", "kyiv,", "\n"])


@given(st.lists(WORDS), st.data())
def test_whatever_is_selected_is_found_there_or_refused(words: list[str], data: st.DataObject):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        passage = choose_passage(text, text[start:end], before=text[:start], after=text[end:])
    except NoPassage:
        return
    if text:
        assert tidy(text[passage.place :]).startswith(passage.quote)
        assert check_quote(passage.quote, passage.before, passage.after, text).outcome in (
            QuoteOutcome.FOUND_ONCE,
        )
