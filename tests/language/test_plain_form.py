"""The plain form in English: it round-trips, and what cannot be read is refused in words."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.values import Range, Value
from proposals.domain.vocabulary import Frame, Kind
from tests.domain import strategies as some
from tests.support.english import check_refusal, parse, refused, value_of, write

several = some.tries(60)


@several
@given(some.framed_value)
def test_the_plain_form_round_trips(framed: tuple[Frame, Value]) -> None:
    frame, value = framed
    assert parse(write(value, frame), frame) == value
    assert value_of(write(value, frame), frame) == value


@some.tries(300)
@given(some.sentences, st.sampled_from(some.FRAME_LIST))
def test_whatever_is_written_gives_a_value_or_says_what_would_be_right(
    text: str, frame: Frame
) -> None:
    check_refusal(lambda: parse(text, frame))


@pytest.mark.parametrize("frame", some.FRAME_LIST, ids=lambda frame: frame.kind)
@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "9," * 5_000, "x, " * 3_333, "at least " * 1_111, "(" * 10_000, "9 to " * 2_000,
     " " * 10_000 + "9", "x and " * 1_666, "x, then " * 1_250, "-" * 10_000,
     "9" * 9_995 + " days", "x; " * 3_333, "not " * 2_500, "e\u0301" * 5_000, "9." * 5_000],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_a_long_text_is_read_or_refused_at_once(frame: Frame, text: str) -> None:
    begun = time.process_time()
    check_refusal(lambda: parse(text, frame))
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    ("amount", "written"),
    [("-0", "0 %"), ("-0.0", "0 %"), ("1E+3", "1,000 %"), ("4.50", "4.5 %"),
     ("1e-9", "0.000000001 %"),
     ("1e15", "1,000,000,000,000,000 %"),
     ("-999999999999999.999999999", "-999,999,999,999,999.999999999 %")],
)  # fmt: skip
def test_an_amount_is_written_plainly(amount: str, written: str) -> None:
    value = value_of({"exactly": amount}, some.PERCENTAGE)
    assert write(value, some.PERCENTAGE) == written
    assert parse(written, some.PERCENTAGE) == value


@pytest.mark.parametrize("frame", [some.FRAMES[Kind.RANGE], some.PERCENTAGE])
@pytest.mark.parametrize(
    ("number", "readings"),
    [
        ("6.000", "could be 6 or 6,000.* Allowed: 6 or 6000"),
        ("−6.000", "could be -6 or -6,000"),
        ("800.000", "could be 800 or 800,000.* Allowed: 800 or 800000"),
        ("4.125", "could be 4.1250 or 4,125.* Allowed: 4.1250 or 4125"),
        ("1.000.000", "could be 1,000,000.* Allowed: 1000000"),
        ("1.000,000", "a comma parts thousands only"),
        ("1,5", "a comma parts thousands only"),
        ("1.000,5", "a comma parts thousands only"),
        ("1.2.3", "a point decimals only"),
    ],
)
def test_a_mark_that_could_part_thousands_is_never_guessed(number, readings, frame) -> None:
    unit = "days" if frame.unit == some.DAY else "%"
    for words in ("{0} {1}", "at least {0} {1}", "1 to {0} {1}", "{0} to 900000 {1}"):
        with refused(readings):
            parse(words.format(number, unit), frame)


@pytest.mark.parametrize(
    ("number", "amount"),
    [("6,000", "6000"), ("1,000,000", "1000000"), ("1,234.567", "1234.567"), ("0.125", "0.125"),
     ("4.1250", "4.125"), ("6000", "6000"), ("1234.567", "1234.567")],
)  # fmt: skip
def test_a_comma_before_three_figures_parts_thousands_in_english(number, amount) -> None:
    exact = Decimal(amount)
    value = Range(exact, exact, some.PERCENT)
    assert parse(f"{number} %", some.PERCENTAGE) == value
    assert parse(write(value, some.PERCENTAGE), some.PERCENTAGE) == value


@several
@given(st.decimals(-1100, 1100, places=3))
def test_three_decimals_round_trip(amount: Decimal) -> None:
    value = Range(amount, amount, some.PERCENT)
    assert parse(write(value, some.PERCENTAGE), some.PERCENTAGE) == value


def test_a_date_beyond_the_calendar_is_refused() -> None:
    for text in ("before 1 January 1", "after 31 December 9999"):
        with refused("not a day"):
            parse(text, some.FRAMES[Kind.DATE])
