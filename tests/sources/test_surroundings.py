"""The words around a quotation that is found: the same ones, or an editor is asked."""

import unicodedata

import pytest

from benchmarks.quote_texts import BASES
from sources.passages import passage_at
from sources.quotes import QuoteOutcome, check_quote
from sources.sentences import sentence_around
from sources.surroundings import Side, SideChange

NOTE = "The Harbour note calls for a ceasefire of thirty days, a source said."
SPOKESMAN = (
    "Talks ended. A spokesman of the ministry confirmed yesterday on the record that the northern "
    "side would leave the valley within a week or two of the signing at the latest. It rained."
)
LEAVE = "would leave the valley"


def sides(quote: str, before: str, after: str, text: str) -> list[str]:
    check = check_quote(quote, before, after, text)
    assert check.outcome in (QuoteOutcome.FOUND_ONCE, QuoteOutcome.FOUND_UNPOINTED)
    assert check.is_settled == (not check.sides)
    return [change.side for change in check.sides]


def after_edit(quote: str, text: str, edited: str) -> tuple[SideChange, ...]:
    """The changed sides of a quote that was picked from a text, after an edit of the text."""
    span = (text.index(quote), text.index(quote) + len(quote))
    passage = passage_at(text, span)
    known = (passage.quote, passage.before, passage.after, edited)
    return check_quote(*known, sentence=sentence_around(text, span)).sides


# The words given


def test_the_words_given_on_both_sides_are_compared():
    quote, before, after = "calls for a ceasefire", "The Harbour note", "of thirty days, a source"
    assert sides(quote, before, after, NOTE) == []
    look_alike = "The Island note calls for a ceasefire in two regions, a source said."
    assert sides(quote, before, after, look_alike) == ["before", "after"]
    assert sides(quote, before, "", look_alike) == ["before"]
    assert sides(quote, "", after, look_alike) == ["after"]
    assert sides(quote, "", "", look_alike) == []


def test_one_side_that_is_the_same_does_not_make_up_for_the_other():
    text = "Grain stops. The ceasefire would last at least 30 days and could be extended."
    assert sides("at least 30 days", "grain exports stop", "and could be", text) == ["before"]
    assert sides("at least 30 days", "ceasefire would last", "or never", text) == ["after"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("confirmed that", "denied that"),
        ("the northern side", "the southern side"),
        ("the northern side", "nobody ever"),
        ("the northern side", "not the northern side"),
        ("within a week", "not within a week"),
        ("within a week", "within a year"),
        ("leave the valley within", "leave the valley? within"),
        ("leave the valley within", "leave the valley % within"),
    ],
)
def test_one_other_word_on_either_side_asks(old: str, new: str):
    text = "It confirmed that the northern side would leave the valley within a week."
    before, after = "It confirmed that the northern side", "within a week."
    assert sides(LEAVE, before, after, text) == []
    assert sides(LEAVE, before, after, text.replace(old, new)) != []


def test_a_change_says_what_was_given_and_what_stands_there_now():
    check = check_quote("calls for", "The  Harbour note", "", NOTE.replace("Harbour", "Island"))
    assert check.sides == (SideChange(Side.BEFORE, "The Harbour note", "The Island note"),)
    assert check.verdict is QuoteOutcome.CHANGED
    check = check_quote("calls for", "Harbour note", "", "calls for it")
    assert check.sides == (SideChange(Side.BEFORE, "Harbour note", ""),)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour note: “calls for a ceasefire” of thirty days",
        "The Harbour note «calls for a ceasefire» of thirty days",
        'The "Harbour note" calls for a ceasefire of thirty days',
        "THE HARBOUR note calls for a ceasefire of thirty days",
        "The Har\u00adbour note\u200b calls for a ceasefire of\u00a0thirty days",
        "The Harbour note calls for a Ceasefire of thirty days",
        "The Harbour note\n\ncalls for a ceasefire of thirty days",
    ],
)
def test_quotation_marks_case_and_signs_nobody_sees_beside_it_do_not_matter(text: str):
    assert sides("calls for a ceasefire", "The Harbour note", "of thirty days", text) == []


def test_a_quotation_mark_between_does_not_hide_which_place_is_meant():
    text = "One said: “at least 30 days”. Another asked: “at least 30 days”."
    check = check_quote("at least 30 days", "Another asked:", "", text)
    assert check.outcome is QuoteOutcome.FOUND_ONCE
    assert check.positions[0][0] > 40
    assert check.is_settled


@pytest.mark.parametrize(("given", "there"), [("US", "us"), ("who", "WHO"), ("it.", "it?")])
def test_what_another_case_or_sign_makes_another_word_asks(given: str, there: str):
    assert sides("position of", "", given, f"The position of {there}") == ["after"]


def test_a_paragraph_that_was_moved_away_takes_its_words_along():
    text = "It rained all day.\n\nIt calls for a pause.\n\nNo one came."
    before, after = "rained all day. It", ". No one"
    moved = "It calls for a pause.\n\nNo one came.\n\nIt rained all day."
    assert sides("calls for a pause", before, after, text) == []
    assert sides("calls for a pause", before, after, moved) == []
    gone = "It calls for a pause.\n\nNo one came."
    assert sides("calls for a pause", before, after, gone) == ["before"]


# The sentence


@pytest.mark.parametrize(
    ("old", "new", "side"),
    [
        ("A spokesman", "No spokesman", "before"),
        ("A spokesman", "Nobody, not even a spokesman", "before"),
        ("confirmed yesterday", "denied yesterday", "before"),
        ("confirmed yesterday", "yesterday", "before"),
        ("at the latest.", "at the earliest.", "after"),
        ("at the latest.", "at the latest, he joked.", "after"),
    ],
)
def test_a_word_far_from_the_quotation_in_its_sentence_asks(old: str, new: str, side: str):
    (change,) = after_edit(LEAVE, SPOKESMAN, SPOKESMAN.replace(old, new))
    assert change.side == side
    assert old.rstrip(".") in change.given
    assert new.rstrip(".") in change.found


@pytest.mark.parametrize(
    "edited",
    [
        SPOKESMAN.replace("Talks ended.", "The talks are over."),
        SPOKESMAN.replace("It rained.", "The sun shone."),
        SPOKESMAN.replace("A spokesman", "a Spokesman"),
        SPOKESMAN.replace("Talks ended. ", "Talks ended.\n\n"),
        SPOKESMAN.replace(" ", "\n"),
        SPOKESMAN.split(". ", 1)[1],
        SPOKESMAN.replace("It rained.", "but it rained."),
    ],
)
def test_other_sentences_and_forms_of_the_same_one_do_not_ask(edited: str):
    assert after_edit(LEAVE, SPOKESMAN, edited) == ()


def test_a_line_that_speaks_of_the_paragraph_below_asks():
    edited = SPOKESMAN.replace("Talks ended. ", "Talks ended.\n\nNobody believes this:\n\n")
    (change,) = after_edit(LEAVE, SPOKESMAN, edited)
    assert change.found.startswith("Nobody believes this: A spokesman")


def test_words_before_a_quotation_that_began_the_text_ask():
    text = "Grain may leave the ports, a source said on Monday"
    (change,) = after_edit("Grain may leave", text, f"Nobody says that {text}")
    assert change == SideChange(Side.BEFORE, "", "Nobody says that")
    (change,) = after_edit("a source said on Monday", text, f"{text} in jest.")
    assert (change.side, change.given) == ("after", "")


def test_a_long_sentence_that_is_quoted_whole_may_leave_neighbours_that_are_still_there():
    sentence = "The delegations of both sides met for about an hour in the old palace."
    text = f"It rained. {sentence} No paper was signed."
    assert after_edit(sentence, text, f"It rained. No paper was signed. {sentence}") == ()
    assert after_edit(sentence, text, f"It snowed. No paper was signed. {sentence}") != ()
    short = "They met."
    text = f"It rained. {short} No paper was signed."
    assert after_edit(short, text, f"It rained. No paper was signed. {short}") != ()


# Letters and accents in one character or in two


FORMS = ("NFC", "NFD")


@pytest.mark.parametrize("text_form", FORMS)
@pytest.mark.parametrize("quote_form", FORMS)
@pytest.mark.parametrize(
    ("base", "quote"), [(base, quote) for base in BASES for quote, _turns in base.quotes]
)
def test_the_form_of_accents_never_changes_a_quotation(base, quote, quote_form, text_form):
    text = base.text
    span = (text.index(quote), text.index(quote) + len(quote))
    passage = passage_at(text, span)
    parts = (passage.quote, passage.before, passage.after)
    given = [unicodedata.normalize(quote_form, part) for part in parts]
    sentence = unicodedata.normalize(quote_form, sentence_around(text, span))
    check = check_quote(*given, unicodedata.normalize(text_form, text), sentence=sentence)
    assert (check.outcome, check.sides) == (QuoteOutcome.FOUND_ONCE, ())


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u034f", "\u2060", "\u200f"])
@pytest.mark.parametrize("form", FORMS)
def test_no_sign_that_nobody_sees_makes_a_wording_that_looks_the_same(unseen: str, form: str):
    quote = "їхній район залишається закритим"
    text = unicodedata.normalize(form, f"Тоді ж {quote} до весни.")
    for place in range(len(text) + 1):
        check = check_quote(quote, "Тоді ж", "до весни.", text[:place] + unseen + text[place:])
        assert (check.outcome, check.sides) == (QuoteOutcome.FOUND_ONCE, ())
