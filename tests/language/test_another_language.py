"""A made-up language beside English: what the machinery must not take for granted."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proposals.domain.errors import InvalidValue, InvalidVocabulary
from proposals.domain.rows import compare_positions
from proposals.domain.values import Range, Value
from proposals.domain.vocabulary import Entry, Frame, Kind
from proposals.language.east_slavic import EastSlavic
from proposals.language.explanations import explain_pair
from proposals.language.keys import ALSO_UNDERSTOOD, KEYS
from proposals.language.languages import LANGUAGES
from proposals.language.messages import explain_error
from proposals.language.patterns import Pattern, slots_of
from proposals.language.plain_form import examples, write
from proposals.language.value_parser import parse
from proposals.language.vocabulary import check_vocabulary
from proposals.language.wording import Wording
from tests.domain import strategies as some
from tests.domain.examples import DAYS, MEMO, OFFERS, OTHER, PARTIES, SILENT, position
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.english import ENGLISH

several = some.tries(120)
EVERY = (*LANGUAGES.values(), MADE_UP)


def _texts(pattern: Pattern) -> set[str]:
    return {pattern} if isinstance(pattern, str) else set(pattern.values())


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_a_language_has_every_pattern_and_fills_only_slots_that_there_are(language) -> None:
    assert set(language.patterns) == set(KEYS)
    wrong = {key: slots_of(text) - KEYS[key] for key, text in language.patterns.items()}
    assert {key: slots for key, slots in wrong.items() if slots} == {}
    assert set(language.variants) <= set(KEYS) | ALSO_UNDERSTOOD


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_a_pattern_has_no_grammatical_number_that_its_language_lacks(language) -> None:
    numbered = [text for text in language.patterns.values() if not isinstance(text, str)]
    # where the force is a noun, no verb agrees with a name: only counts have numbers
    assert len(numbered) > (15 if isinstance(language, EastSlavic) else 50)
    assert {number for text in numbered for number in text} == set(language.numbers)


def test_the_site_offers_every_language_that_has_a_module(settings) -> None:
    assert dict(settings.LANGUAGES) == {one.code: one.name for one in LANGUAGES.values()}
    assert settings.LANGUAGE_CODE in LANGUAGES


def test_the_made_up_language_shares_no_pattern_with_english() -> None:
    english = set().union(*map(_texts, ENGLISH.patterns.values()))
    assert len(english) > 300
    assert english.isdisjoint(set().union(*map(_texts, MADE_UP.patterns.values())))


@several
@given(some.framed_value)
def test_its_plain_form_round_trips(framed: tuple[Frame, Value]) -> None:
    frame, value = framed
    try:
        check_vocabulary(frame, MADE_UP)
    except InvalidVocabulary:
        assume(False)
    assert parse(write(value, frame, MADE_UP), frame, MADE_UP) == value


@several
@given(st.decimals(-1100, 1100, places=3))
def test_three_decimals_round_trip_in_it(amount: Decimal) -> None:
    value = Range(amount, amount, some.PERCENT)
    assert parse(write(value, some.PERCENTAGE, MADE_UP), some.PERCENTAGE, MADE_UP) == value


@pytest.mark.parametrize(
    ("number", "less", "allowed"),
    [("6,000", "6", "6 ¦ 6000"), ("4,125", "4,1250", "4,1250 ¦ 4125"), ("6.000", "6", "6 ¦ 6000")],
)
def test_a_comma_that_could_part_thousands_is_refused_where_it_stands_before_decimals(
    number: str, less: str, allowed: str
) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse(f"% {number} rekta", some.PERCENTAGE, MADE_UP)
    text = explain_error(refusal.value, MADE_UP)
    assert f"nombro {less} au {number[0]}{number[-3:]}." in text
    assert allowed in text


class Southern(MADE_UP.__class__):
    """The made-up language with a point between thousands."""

    thousands_mark = "."


def test_a_language_inherits_the_rule_for_its_own_marks() -> None:
    southern = Southern()
    assert southern.number(Decimal("1234567.125")) == "1.234.567,125"
    assert southern.number(Decimal("4.125")) == "4,1250"
    for text, amount in (("6.000", "6000"), ("1.234,5", "1234.5"), ("-4,1250", "-4.125")):
        assert southern.parsed_number(text) == Decimal(amount)
    for text in ("6,000", "4,125", "1,000,000", "1,000.5"):
        with pytest.raises(InvalidValue):
            southern.parsed_number(text)


def test_units_stand_before_numbers_and_take_one_of_three_numbers() -> None:
    written = [write(Range(Decimal(n), Decimal(n), DAYS.unit), DAYS, MADE_UP) for n in (1, 3, 7)]
    assert written == ["day 1 rekta", "day-oi 3 rekta", "day-os 7 rekta"]


def test_a_sentence_has_its_own_order_of_words_and_its_cases() -> None:
    pair = compare_positions(
        position(MEMO, DAYS, "at least 30 days"), position(OTHER, DAYS, ("2 to 3 days", OFFERS))
    )
    assert explain_pair(pair, Wording(MADE_UP, DAYS, PARTIES)) == (
        "Day-oi 3 gis 2-en donvu Russia's memorandum-ak ¦ day-os 30 minu-en petru "
        "Ukraine's memorandum-ak. Day-os 27 distos gamas."
    )


def test_a_silence_is_told_with_the_subject_last() -> None:
    pair = compare_positions(position(MEMO, DAYS, "1 day"), position(OTHER, DAYS, SILENT))
    text = explain_pair(pair, Wording(MADE_UP, DAYS, PARTIES))
    assert text.endswith("Silu hik Russia's memorandum-ak.")


@pytest.mark.parametrize("label", ["a vel b", "hos a", "a · b", "x nema y", "sola a", "nilo"])
def test_its_own_joining_words_are_refused_in_labels(label: str) -> None:
    frame = Frame(Kind.ITEMS, (Entry("one", label), Entry("two", "b")))
    with pytest.raises(InvalidVocabulary):
        check_vocabulary(frame, MADE_UP)


def test_the_joining_words_of_english_are_plain_words_in_it() -> None:
    check_vocabulary(Frame(Kind.ITEMS, (Entry("one", "not a"), Entry("two", "b and c"))), MADE_UP)


@pytest.mark.parametrize("frame", some.FRAME_LIST, ids=lambda frame: frame.kind)
def test_its_examples_are_answers(frame: Frame) -> None:
    assert examples(frame, MADE_UP)
    assert examples(frame, MADE_UP) != examples(frame, ENGLISH) or frame.kind is Kind.CHOICE
