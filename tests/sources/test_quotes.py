"""A quotation is found as it stands, or said to be changed or gone; never taken for another."""

import time
from collections import Counter
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.edit_distances import distances
from sources.quote_forms import POINTS, fold
from sources.quotes import (
    LEAST_MARGIN,
    LEAST_SCORE,
    QuoteOutcome,
    check_quote,
    likeliest,
)

TEXT = (
    "The memorandum has three parts. The ceasefire would last at least 30 days and could be "
    "extended, the document says. Its monitoring would be led by the United States with support "
    "from third countries. Russian troops would leave the Sumy region within fourteen days after "
    "signing. Both sides would exchange 6,000 bodies each. A meeting of the leaders would follow "
    "in the second half of June."
)


def outcome(quote: str, text: str = TEXT, before: str = "", after: str = "") -> QuoteOutcome:
    return check_quote(quote, before, after, text).outcome


# Found


def test_a_quotation_that_stands_in_the_text_once_is_found_once():
    check = check_quote("at least 30 days", "", "", TEXT)
    assert check.outcome is QuoteOutcome.FOUND_ONCE
    assert [TEXT[start:end] for start, end in check.positions] == ["at least 30 days"]


def test_a_sentence_that_was_moved_is_still_found():
    first, rest = TEXT.split(". ", 1)
    assert outcome(first, f"{rest} {first}.", before="", after="The ceasefire") == "found once"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("an “all-for-all principle.”", 'continue by an "all-for-all principle."'),
        ('an "all-for-all principle."', "continue by an «all-for-all principle.»"),
        ("Ukraine's answer", "then Ukraine’s answer came"),
        ("обов'язки сторін", "усі обовʼязки сторін"),
        ("the cease\u00adfire would last", "the ceasefire would last"),
        ("the ceasefire would last", "the cease\u00adfire would\u200b last"),
        ("at least 30 days", "at\u00a0least\n  30\u2009days"),
        ("  at least\n30 days ", "at least 30 days"),
    ],
)
def test_only_what_nobody_sees_is_folded(quote: str, text: str):
    assert outcome(quote, text) == "found once"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The Ceasefire would last", "The ceasefire would last"),
        ("a cease-fire would last", "a ceasefire would last"),
        ("the café agreed to it", "the cafe agreed to it"),
        ("second–third of June", "second-third of June"),
        ("they said 'not now' again", 'they said "not now" again'),
        ("from е to я in Cyrillic", "from e to я in Cyrillic"),
    ],
)
def test_nothing_else_is_folded(quote: str, text: str):
    assert outcome(quote, text) == "changed"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the café agreed to it", "then the cafe\u0301 agreed to it"),
        ("the cafe\u0301 agreed to it", "then the café agreed to it"),
        ("їхній район", "то і\u0308хніи\u0306 район"),
        ("إطلاق النار", "وقف ا\u0655طلاق النار"),
        ("휴전 삼십일", "일 \u1112\u1172\u110c\u1165\u11ab 삼십일 뒤"),
    ],
)
def test_composed_and_decomposed_letters_are_the_same(quote: str, text: str):
    check = check_quote(quote, "", "", text)
    assert check.outcome is QuoteOutcome.FOUND_ONCE
    ((start, end),) = check.positions
    assert normalize("NFC", text[start:end]) == normalize("NFC", quote)
    assert outcome(normalize("NFD", quote), normalize("NFC", text)) == "found once"


def test_positions_are_those_of_the_text_as_given():
    text = "  He  said:\n“at   least 30\u00a0days”."
    ((start, end),) = check_quote('"at least 30 days"', "", "", text).positions
    assert text[start:end] == "“at   least 30\u00a0days”"


# Found several times


def test_a_phrase_that_stands_twice_is_found_several_times():
    check = check_quote("30 days", "", "", "First 30 days, then 30 days.")
    assert check.outcome is QuoteOutcome.FOUND_SEVERAL_TIMES
    assert len(check.positions) == 2


@pytest.mark.parametrize(("before", "after"), [("then", ""), ("", "more"), ("then", "more")])
def test_the_words_around_choose_one_of_several_places(before: str, after: str):
    text = "First 30 days, then\n30 days more."
    check = check_quote("30 days", before, after, text)
    assert check.outcome is QuoteOutcome.FOUND_ONCE
    assert check.positions == ((20, 27),)


def test_words_around_that_fit_two_places_choose_none():
    assert outcome("30 days", "then 30 days, then 30 days", before="then") == "found several times"


def test_words_around_that_fit_no_place_choose_none():
    assert outcome("30 days", "30 days or 30 days", before="some") == "found several times"


def test_both_sides_have_to_fit_when_both_are_given():
    text = "then 30 days, or 30 days more"
    assert outcome("30 days", text, before="then", after="more") == "found several times"


# Numbers and words are whole


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("30 days", "for 130 days"),
        ("exchange 6", "exchange 6,000 bodies"),
        ("000 bodies", "exchange 6,000 bodies"),
        ("5 percent", "about 4.5 percent"),
        ("by 4", "by 4.5 percent"),
        ("٥ أيام", "١٥ أيام"),
        ("十天", "停火三十天"),
        ("art of peace", "the start of peace"),
        ("Kiev", "Kieveans"),
        ("cafe", "cafe\u0301"),
    ],
)
def test_a_part_of_a_number_or_word_is_never_found(quote: str, text: str):
    assert outcome(quote, text) in {"changed", "not found"}


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("停火三十天", "双方同意停火三十天。"),
        ("30天", "停火30天内"),
        ("หยุดยิง", "ตกลงหยุดยิงทันที"),
        ("30", "by 30."),
    ],
)
def test_scripts_without_spaces_need_no_borders(quote: str, text: str):
    assert outcome(quote, text) == "found once"


# Changed


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("would last at least 60 days", "would last at least 30 days"),
        ("exchange 1,000 bodies each", "exchange 6,000 bodies each"),
        ("exchange 6,0000 bodies each", "exchange 6,000 bodies each"),
        ("would be lead by the United States", "would be led by the United States"),
        (
            "would leave Sumy region within fourteen days",
            "would leave the Sumy region within fourteen days",
        ),
    ],
)
def test_a_figure_or_word_changed_shows_the_nearest_wording(quote: str, nearest: str):
    check = check_quote(quote, "", "", TEXT)
    assert (check.outcome, check.nearest) == (QuoteOutcome.CHANGED, nearest)
    ((start, end),) = check.positions
    assert TEXT[start:end] == nearest
    assert check.score >= LEAST_SCORE
    assert check.margin >= LEAST_MARGIN


def test_the_nearest_wording_shows_whole_words_and_numbers():
    check = check_quote("lasts 30 days", "", "", "It lasts 130 days now.")
    assert (check.outcome, check.nearest) == (QuoteOutcome.CHANGED, "lasts 130 days")


def test_a_sentence_rewritten_in_its_place_is_known_by_the_words_around():
    context = {"before": "three parts. The ceasefire", "after": "and could be extended, the"}
    assert outcome("would hold a minimum of 30 days", **context) == "not found"
    assert outcome("would hold at least 35 days", **context) == "changed"
    assert outcome("would hold at least 35 days") == "not found"


def test_of_two_near_wordings_the_words_around_choose():
    text = "Russia says at least 30 days pass. Later, Ukraine adds at least 40 days wait."
    assert outcome("at least 50 days", text) == "not found"
    check = check_quote("at least 50 days", "Ukraine adds", "wait", text)
    assert (check.outcome, check.nearest) == (QuoteOutcome.CHANGED, "at least 40 days")


# Not found


def test_a_deleted_sentence_does_not_settle_on_a_similar_one():
    quote = "Russian troops would leave the Kharkiv region within thirty days after signing"
    assert outcome(quote) == "not found"


@pytest.mark.parametrize(
    "quote",
    [
        "Ukraine must withdraw from Donetsk",
        "recognition of Crimea as part of Russia",
        "neutrality of Ukraine and no alliances",
    ],
)
def test_a_deleted_demand_does_not_settle_on_its_sister(quote: str):
    text = "Ukraine must withdraw from Kherson. Recognition of Donbas as part of it. No alliances."
    assert outcome(quote, text) == "not found"


def test_two_wordings_equally_near_are_not_chosen_between():
    check = check_quote("within 20 days", "", "", "within 10 days or within 30 days")
    assert check.outcome is QuoteOutcome.NOT_FOUND
    assert check.score >= LEAST_SCORE
    assert check.margin < LEAST_MARGIN


def test_a_quotation_longer_than_the_text_is_not_found():
    assert outcome(TEXT, "The memorandum has three parts.") == "not found"


def test_an_empty_quotation_is_not_found():
    assert outcome(" \n") == "not found"


def test_a_text_in_another_script_is_no_match():
    assert outcome("прекращение огня на 30 дней") == "not found"


# No text


@pytest.mark.parametrize("text", ["", " \n\u00a0"])
def test_an_empty_text_cannot_be_checked(text: str):
    assert outcome("at least 30 days", text) == "no text to check"


# Cyrillic and Arabic


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("повне припинення вогню", "found once"),
        ("повне припинення вогнів", "changed"),
        ("обмін усіма полоненими", "not found"),
    ],
)
def test_cyrillic_text_is_checked_alike(quote: str, expected: str):
    text = "Меморандум передбачає повне припинення вогню на щонайменше 30 днів."
    assert outcome(quote, text) == expected


def test_arabic_text_is_checked_alike():
    text = "يستمر وقف إطلاق النار ثلاثين يوما على الأقل."
    assert outcome("وقف إطلاق النار", text) == "found once"
    assert outcome("وقف اطلاق النار ثلاثين", text) == "changed"


# Without vowel signs

VOWELLED = "يستمر وَقْفُ إِطْلاقِ النَّارِ ثَلاثِينَ يَوْمًا عَلَى الأَقَلِّ."
POINTED = "הַפְסָקַת הָאֵשׁ תִּמָּשֵׁךְ שְׁלוֹשִׁים יוֹם."


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("وقف إطلاق النار", VOWELLED, "وَقْفُ إِطْلاقِ النَّارِ"),
        ("وقف إطلاق النّار", VOWELLED, "وَقْفُ إِطْلاقِ النَّارِ"),
        ("وَقْف إطلاق", VOWELLED, "وَقْفُ إِطْلاقِ"),
        ("הפסקת האש", POINTED, "הַפְסָקַת הָאֵשׁ"),
        ("שלושים יום", POINTED, "שְׁלוֹשִׁים יוֹם"),
        ("שלושים יום", normalize("NFD", POINTED), "שְׁלוֹשִׁים יוֹם"),
    ],
)
def test_a_quotation_without_vowel_signs_is_found_and_said_to_be_without(quote, text, words):
    check = check_quote(quote, "", "", text)
    assert check.outcome is QuoteOutcome.FOUND_UNPOINTED
    assert check.outcome == "found (without vowel signs)"
    ((start, end),) = check.positions
    assert normalize("NFC", text[start:end]) == normalize("NFC", words)
    assert (check.score, check.sides) == (1.0, ())


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("وقف اطلاق النار", VOWELLED),  # the letter without its hamza
        ("وقف إطلاق النير", VOWELLED),  # another letter
        ("وُقف إطلاق النار", VOWELLED),  # another vowel: another word
        ("قف إطلاق النار", VOWELLED),  # a part of a word
        ("وقف إطلاق النا", VOWELLED),
        ("وقف النار", VOWELLED),  # across another word
        ("وقف إطلاقالنار", VOWELLED),
        ("הפסקת אש", POINTED),
        ("הפסקתהאש", POINTED),
        ("הָפסקת האש", POINTED),
        ("وَقْفُ إِطْلاقِ", "يستمر وقف إطلاق النار"),  # signs that the text has not
        ("cafe agreed to it", "café agreed to it"),
        ("кожнии район", "кожний район"),
        ("\u064e\u0651", VOWELLED),
    ],
)
def test_vowel_signs_hide_no_other_word(quote, text):
    assert outcome(quote, text) in {"changed", "not found"}


def test_the_same_words_with_their_signs_come_first():
    text = f"{VOWELLED} وقف إطلاق النار"
    check = check_quote("وقف إطلاق النار", "", "", text)
    assert check.outcome is QuoteOutcome.FOUND_ONCE
    assert check.positions[0][0] > len(VOWELLED)


def test_two_words_that_only_their_signs_tell_apart_are_left_to_an_editor():
    assert outcome("كتب الرسالة", "كَتَبَ الرسالة، كُتِبَ الرسالة") == "found several times"
    check = check_quote("كتب الرسالة", "", "ثم", "كَتَبَ الرِّسالة، كُتِبَ الرسالة ثُمَّ")
    assert check.outcome is QuoteOutcome.FOUND_UNPOINTED
    assert check.positions[0][0] > 10


def test_other_words_around_are_told_without_vowel_signs_too():
    check = check_quote("إطلاق النار", "يستمر وقف", "ثلاثين", VOWELLED)
    assert (check.outcome, check.sides) == (QuoteOutcome.FOUND_UNPOINTED, ())
    (change,) = check_quote("إطلاق النار", "", "بعد قليل", VOWELLED).sides
    assert (change.side, change.given) == ("after", "بعد قليل")


letters = st.lists(
    st.text("كتبאש\u0651\u064e\u064f\u05b8\u05c1\u0301e ", min_size=1, max_size=6), max_size=8
).map(" ".join)


@given(letters, letters)
def test_what_is_found_has_the_letters_and_the_signs_of_the_quotation(quote, text):
    check = check_quote(quote, "", "", text)
    for start, end in check.positions if check.outcome.startswith("found") else ():
        found, sought = fold(text[start:end]).text, fold(quote).text
        assert bare(found) == bare(sought)
        assert Counter(sought) - Counter(found) == Counter()
        assert (found == sought) or check.outcome is not QuoteOutcome.FOUND_ONCE


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in POINTS)


# For every text


words = st.lists(st.text("abcж1 ,.'’“”\n\u00a0", min_size=1, max_size=8), max_size=12).map(" ".join)


@given(words, words, words, words)
def test_every_check_has_an_outcome_that_its_own_text_bears_out(quote, before, after, text):
    check = check_quote(quote, before, after, text)
    for start, end in check.positions:
        wording = fold(text[start:end]).text
        assert wording == (fold(quote).text if check.outcome.startswith("found") else check.nearest)
    assert 0 <= check.score <= 1
    assert all(start < end for start, end in check.positions)


@given(words, words, words)
def test_a_quotation_between_spaces_is_always_found(before, quote, after):
    found = outcome(quote, f"{before} {quote} {after}")
    assert found in (
        {"found once", "found several times"}
        if fold(quote).text
        else {"not found", "no text to check"}
    )


@given(st.text("abc", min_size=1, max_size=8), st.text("abc", max_size=12), st.booleans())
def test_the_count_of_edits_is_that_of_the_textbook(pattern: str, text: str, anchored: bool):
    assert distances(pattern, text, anchored=anchored) == textbook(pattern, text, anchored)


def textbook(pattern: str, text: str, anchored: bool) -> list[int]:
    """The table of edits, row by row: the oracle of the bit-vector form."""
    row = [index if anchored else 0 for index in range(len(text) + 1)]
    for sign in pattern:
        above, row = row, [row[0] + 1]
        for index, (corner, over) in enumerate(pairwise(above)):
            row.append(min(over + 1, row[-1] + 1, corner + (sign != text[index])))
    return row


def test_thirty_quotations_that_are_gone_from_a_long_text_take_seconds():
    text = (TEXT + " ") * 55
    begin = time.process_time()
    for number in range(30):
        outcome(f"a ceasefire of {number + 1000} days in all of the regions named", text)
    assert time.process_time() - begin < 4


# For a person to choose from


def test_the_likeliest_places_are_listed_best_first():
    text = "It lasts at least 60 days. Later: at last 3 days. Nothing else was said in Istanbul."
    places = likeliest("at least 30 days", "", "", text)
    assert [text[slice(*span)] for span, _score in places][:2] == [
        "at least 60 days",
        "at last 3 days",
    ]
    scores = [score for _span, score in places]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("quote", "text"), [("", TEXT), ("30 days", ""), ("мир", TEXT)])
def test_where_nothing_is_like_it_no_place_is_listed(quote: str, text: str):
    assert likeliest(quote, "", "", text) == []
