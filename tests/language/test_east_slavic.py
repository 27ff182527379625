"""Ukrainian and Russian alike: patterns, plural forms, units, numbers, days, the plain form."""

import re
import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.errors import ErrorCode, InvalidValue
from proposals.domain.rows import compare_positions
from proposals.domain.values import DateSpan, Range, Value
from proposals.domain.vocabulary import Frame, Kind, Unit
from proposals.language.east_slavic import EastSlavic
from proposals.language.explanations import BRIEF, explain, explain_briefly
from proposals.language.keys import KEYS
from proposals.language.languages import language_of
from proposals.language.messages import explain_error, message_of
from proposals.language.patterns import Pattern, slots_of
from proposals.language.plain_form import examples, write
from proposals.language.value_parser import parse
from proposals.language.vocabulary import check_vocabulary
from proposals.language.wording import Wording
from tests.domain import strategies as some
from tests.domain.examples import DATE, DAYS, ITEMS, PARTIES
from tests.domain.test_rules import EXAMPLES as RULES
from tests.domain.test_rules import compared, frame_of
from tests.language.pattern_examples import told
from tests.language.test_movements import TOLD
from tests.language.world import WORDS, told_in
from tests.support.english import ENGLISH

BOTH = [language_of("uk"), language_of("ru")]
both = pytest.mark.parametrize("language", BOTH, ids=lambda one: one.code)
several = some.tries(150)
NO_BREAK = "\u00a0"
CODES = {"S", "all", "complete", "key", "label", "note", "others", "partition", "range", "region",
         "short", "within"}  # fmt: skip
"""Words of files, and the letter of the rules of standing: the same in every language."""

FOREIGN = {"uk": "ыэъё", "ru": "іїєґ"}
"""Letters of the other language."""


def _texts(pattern: Pattern) -> Iterator[str]:
    yield from [pattern] if isinstance(pattern, str) else pattern.values()


def _words(language: EastSlavic) -> Iterator[str]:
    """Every text of a language: patterns and variants without their slots, months, units."""
    texts = [text for one in language.patterns.values() for text in _texts(one)]
    texts += [text for one in language.variants.values() for text in one]
    yield from (re.sub(r"\{\w+(?::\w+)?\}", " ", text) for text in texts)
    yield from language.months
    yield from (form for forms in language.units.values() for form in forms)
    yield from language.reserved_labels


@both
def test_every_pattern_is_there_and_uses_the_slots_of_the_english_one(language) -> None:
    assert set(language.patterns) == set(KEYS)
    used = {key: slots_of(pattern) for key, pattern in language.patterns.items()}
    assert used == {key: slots_of(pattern) for key, pattern in ENGLISH.patterns.items()}


@both
def test_no_word_is_in_latin_letters_or_in_letters_of_the_other_language(language) -> None:
    words = {word for text in _words(language) for word in re.findall(r"[^\W\d_]+", text)}
    assert len(words) > 500
    assert {word for word in words if re.search("[A-Za-z]", word)} == CODES
    foreign = set(FOREIGN[language.code])
    assert {word for word in words if foreign & set(word.casefold())} == set()


@both
def test_quotation_marks_dashes_and_apostrophes_are_those_of_its_typography(language) -> None:
    for key, pattern in language.patterns.items():
        for text in _texts(pattern):
            if key not in ("error.no-scope-list", "error.no-vocabulary"):  # samples of a file
                assert not set(text) & set("\"'“”—"), key
            assert text.count("«") == text.count("»"), key


@both
def test_no_two_marks_rules_or_absences_go_by_one_name(language) -> None:
    for family in ("mark.", "rule.", "absence."):
        keys = [key for key in KEYS if key.startswith(family) and not key.endswith(".count")]
        names = [language.text(key, where="…", n="1") for key in keys]
        assert len(set(names)) == len(names) > 5


# Plural forms, units, numbers


@pytest.mark.parametrize(
    ("amount", "number"),
    [("0", "many"), ("1", "one"), ("2", "few"), ("4", "few"), ("5", "many"), ("11", "many"),
     ("12", "many"), ("14", "many"), ("20", "many"), ("21", "one"), ("22", "few"), ("25", "many"),
     ("101", "one"), ("111", "many"), ("112", "many"), ("121", "one"), ("-1", "one"),
     ("-3", "few"), ("1000000", "many"), ("1.5", "other"), ("0.1", "other"), ("2.0", "few")],
)  # fmt: skip
@both
def test_an_amount_has_one_of_three_plural_forms_and_a_fraction_its_own(
    language, amount, number
) -> None:
    assert language.plural(Decimal(amount)) == number


DAYS_OF = {
    "uk": {"0": "0 днів", "1": "1 день", "2": "2 дні", "5": "5 днів", "11": "11 днів",
           "21": "21 день", "22": "22 дні", "111": "111 днів", "112": "112 днів",
           "2.5": "2,5 дня", "-1": "-1 день"},
    "ru": {"0": "0 дней", "1": "1 день", "2": "2 дня", "5": "5 дней", "11": "11 дней",
           "21": "21 день", "22": "22 дня", "111": "111 дней", "112": "112 дней",
           "2.5": "2,5 дня", "-1": "-1 день"},
}  # fmt: skip


@pytest.mark.parametrize("count", DAYS_OF["uk"])
@both
def test_days_are_counted_alike_as_a_difference_and_as_an_amount(language, count) -> None:
    expected = DAYS_OF[language.code][count]
    assert language.days(Decimal(count)) == expected
    assert language.amount(Decimal(count), some.DAY) == expected


BETWEEN = {
    "uk": ["від 0 до 1 дня", "від 0 до 2 днів", "від 0 до 5 днів", "від 0 до 21 дня",
           "від 0 до 2,5 дня"],
    "ru": ["от 0 до 1 дня", "от 0 до 2 дней", "от 0 до 5 дней", "от 0 до 21 дня",
           "от 0 до 2,5 дня"],
}  # fmt: skip


@both
def test_the_upper_end_of_a_stretch_stands_in_the_genitive(language) -> None:
    unit = Unit("day", "day", "days", whole=False)
    frame = Frame(Kind.RANGE, unit=unit)
    ends = map(Decimal, ("1", "2", "5", "21", "2.5"))
    values = [Range(Decimal(0), end, unit) for end in ends]
    written = [write(value, frame, language) for value in values]
    assert written == BETWEEN[language.code]
    assert [parse(text, frame, language) for text in written] == values


@both
def test_each_unit_is_known_by_each_of_its_forms(language) -> None:
    for name, forms in language.units.items():
        unit = Unit("unit", name, name)
        assert language.unit_names(unit) >= {form.casefold() for form in forms[:4]}
        own = Unit("unit", forms.one, forms.many)
        for number in language.numbers:
            assert language.unit_name(own, number) == language.unit_name(unit, number)


@both
def test_no_form_belongs_to_two_units(language) -> None:
    owners: dict[str, set[tuple[str, ...]]] = {}
    for forms in language.units.values():
        for form in forms:
            owners.setdefault(form, set()).add(tuple(forms))
    assert {form: kinds for form, kinds in owners.items() if len(kinds) > 1} == {}


@both
def test_a_unit_that_it_does_not_know_is_never_inflected(language) -> None:
    lorry = Unit("lorry", "lorry", "lorries")
    frame = Frame(Kind.RANGE, unit=lorry)
    for count in (1, 2, 5, 21):
        value = Range(Decimal(count), Decimal(count), lorry)
        assert write(value, frame, language) == f"{count} (lorries)"
        assert parse(f"{count} (lorries)", frame, language) == value
        assert parse(f"{count} lorries", frame, language) == value
    percent = Unit("p", "%", "%")
    assert language.amount(Decimal(5), percent) == "5 %"


@both
def test_a_unit_of_an_editor_in_its_letters_is_not_inflected_wrongly(language) -> None:
    unit = Unit("post", "пост", "постов")
    frame = Frame(Kind.RANGE, unit=unit)
    written = {
        count: write(Range(Decimal(count), Decimal(count), unit), frame, language)
        for count in (1, 3, 5)
    }
    assert written == {1: "1 пост", 3: "3 (постов)", 5: "5 постов"}
    between = write(Range(Decimal(1), Decimal(21), unit), frame, language)
    assert between.endswith(" 1 до 21 (пост)")
    for count, text in written.items():
        assert parse(text, frame, language) == Range(Decimal(count), Decimal(count), unit)


@pytest.mark.parametrize(
    ("amount", "written"),
    [("-0", "0 %"), ("1E+3", "1 000 %"), ("4.50", "4,5 %"), ("1e-9", "0,000000001 %"),
     ("1e15", "1 000 000 000 000 000 %"), ("-6000", "-6 000 %"), ("4.125", "4,1250 %"),
     ("1234.567", "1 234,567 %"),
     ("-999999999999999.999999999", "-999 999 999 999 999,999999999 %")],
)  # fmt: skip
@both
def test_a_number_has_a_comma_and_no_break_spaces(language, amount, written) -> None:
    exact = Decimal(amount)
    value = Range(exact, exact, some.PERCENT)
    text = write(value, some.PERCENTAGE, language)
    assert text == written[:-2].replace(" ", NO_BREAK) + written[-2:]
    for space in (" ", NO_BREAK, "\u202f"):
        assert parse(text.replace(NO_BREAK, space), some.PERCENTAGE, language) == value


@pytest.mark.parametrize(
    ("number", "less", "more"),
    [("6.000", "6", "6 000"), ("6,000", "6", "6 000"), ("−6,000", "-6", "-6 000"),
     ("4,125", "4,1250", "4 125"), ("800.000", "800", "800 000")],
)  # fmt: skip
@both
def test_a_mark_that_could_part_thousands_is_never_guessed(language, number, less, more) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse(f"{number} %", some.PERCENTAGE, language)
    assert refusal.value.code is ErrorCode.UNCLEAR_THOUSANDS
    text = explain_error(refusal.value, language)
    assert f"{less} " in text
    assert more.replace(" ", NO_BREAK) in text


@pytest.mark.parametrize("number", ["1.000.000", "1,000.5", "1.5", "6 00", "60 0000", "1.2.3"])
@both
def test_a_number_with_other_marks_is_refused(language, number) -> None:
    with pytest.raises(InvalidValue):
        parse(f"{number} %", some.PERCENTAGE, language)


# The plain form


@several
@given(st.sampled_from(BOTH), some.framed_value)
def test_the_plain_form_round_trips(language, framed: tuple[Frame, Value]) -> None:
    frame, value = framed
    check_vocabulary(frame, language)
    assert parse(write(value, frame, language), frame, language) == value


@several
@given(st.sampled_from(BOTH), st.decimals(-1100, 1100, places=3))
def test_three_decimals_round_trip(language, amount: Decimal) -> None:
    value = Range(amount, amount, some.PERCENT)
    assert parse(write(value, some.PERCENTAGE, language), some.PERCENTAGE, language) == value


@several
@given(st.sampled_from(BOTH), st.dates(), st.dates())
def test_days_round_trip(language, one, other) -> None:
    first, last = sorted((one, other))
    for value in (DateSpan(first, last), DateSpan(first, None), DateSpan(None, last)):
        assert parse(write(value, DATE, language), DATE, language) == value


def _refusal(text: str, frame: Frame, language: EastSlavic) -> InvalidValue | None:
    """Read a text; return why it is refused, if it is."""
    try:
        value = parse(text, frame, language)
    except InvalidValue as refusal:
        return refusal
    assert isinstance(value, Value)
    return None


@some.tries(300)
@given(st.sampled_from(BOTH), some.sentences, st.sampled_from(some.FRAME_LIST))
def test_whatever_is_written_gives_a_value_or_says_what_would_be_right(
    language, text: str, frame: Frame
) -> None:
    refusal = _refusal(text, frame, language)
    if refusal is not None:
        assert message_of(refusal, language).allowed
        assert len(explain_error(refusal, language)) < 4000


@pytest.mark.parametrize("frame", some.FRAME_LIST, ids=lambda frame: frame.kind)
@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "9," * 5_000, "9 000 " * 1_666, "x та " * 2_000, "від " * 2_500,
     "9 до " * 2_000, "x, потім " * 1_000, "x, затем " * 1_000, "не " * 3_000, "(" * 10_000,
     "9" * 9_995 + " днів", "без: " * 2_000, " 000" * 2_500, "9" + " 000" * 2_500],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
@both
def test_a_long_text_is_read_or_refused_at_once(language, frame: Frame, text: str) -> None:
    begun = time.process_time()
    refusal = _refusal(text, frame, language)
    assert refusal is None or explain_error(refusal, language)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("frame", some.FRAME_LIST, ids=lambda frame: frame.kind)
@both
def test_its_examples_are_answers_in_its_own_words(language, frame: Frame) -> None:
    text = examples(frame, language)
    assert text != examples(frame, ENGLISH) or frame.kind is Kind.CHOICE
    for quoted in re.findall("«([^«»]+)»", text):
        assert parse(quoted, frame, language)


# Sentences


@both
def test_every_sentence_of_the_examples_is_without_a_word_of_english(language) -> None:
    """What the engine says of translated examples: an English word would be one of ours."""
    texts = [text for said in told(language.code).values() for text in said.values()]
    keys = {"int", "Decimal", "float", "at_least", "top", "any", "items", "date", "choice",
            "phases", "parts", "halves", "day", "week", "person", "text", "sequence", "lorries",
            "lorry", "I", "II", *CODES}  # fmt: skip
    assert len(texts) > 3000
    assert {word for text in texts for word in re.findall("[A-Za-z_]+", text)} - keys == set()


@both
def test_the_examples_are_told_whole_and_the_brief_ones_in_few_words(language) -> None:
    for example in RULES:
        found = compared(example)
        frame = told_in(language.code, frame_of(example))
        pair = compare_positions(
            *told_in(language.code, (found.left, found.right)), holds=frame.holds
        )
        wording = Wording(language, frame, told_in(language.code, PARTIES))
        for text in (explain(pair.worst, wording), explain_briefly(pair.worst, wording)):
            assert text[0].isupper() or text[0].isdigit()
            assert text.endswith(".")
            for loose in ("  ", "..", " .", " ,", ";;", "()", "{", ": .", "– .", "– –", "None"):
                assert loose not in text
        brief = explain_briefly(pair.worst, wording)
        words = [word for word in brief.split() if word != "–"]
        assert len(words) <= BRIEF


def test_the_examples_are_translated_whole() -> None:
    assert set(WORDS["uk"]) == set(WORDS["ru"])
    assert len(TOLD) > 40


@both
def test_lists_of_what_is_ruled_out_have_commas_alone(language) -> None:
    """ "Without A or B" would rule out one of them only, "without A and B" only both together."""
    value = parse("без: a halt in the air, a halt at sea", ITEMS, language)
    assert write(value, ITEMS, language) == "без: a halt in the air, a halt at sea"
    for joint in {"uk": ("та", "і", "й", "або"), "ru": ("и", "или")}[language.code]:
        typed = f"без: a halt in the air {joint} a halt at sea"
        assert parse(typed, ITEMS, language) == value


@both
def test_an_empty_range_is_shown_in_its_own_numbers(language) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse({"uk": "від 30 до 2 днів", "ru": "от 30 до 2 дней"}[language.code], DAYS, language)
    assert {"uk": "від 30 до 2 днів", "ru": "от 30 до 2 дней"}[language.code] in explain_error(
        refusal.value, language
    )
