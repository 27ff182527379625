"""The plain form in English: it round-trips, and what cannot be read is refused in words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.values import Value
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


def test_a_date_beyond_the_calendar_is_refused() -> None:
    for text in ("before 1 January 1", "after 31 December 9999"):
        with refused("not a day"):
            parse(text, some.FRAMES[Kind.DATE])
