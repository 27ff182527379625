"""Numbers: exact, and never with a point or comma that could part thousands."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.scalars import exact_text, number
from proposals.domain.storage import from_stored
from tests.domain import strategies as some
from tests.domain.strategies import FRAMES, PERCENTAGE, Kind
from tests.support.english import refused

FRAMES_OF_RANGES = pytest.mark.parametrize("frame", [FRAMES[Kind.RANGE], PERCENTAGE])


@FRAMES_OF_RANGES
@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("800.000", "could be 800 or 800,000.* Allowed: 800 or 800000"),
        (Decimal("800.000"), "could be 800 or 800,000.* Allowed: 800 or 800000"),
        (" 6.000 ", "could be 6 or 6,000.* Allowed: 6 or 6000"),
        ("6,000", "could be 6 or 6,000.* Allowed: 6 or 6000"),
        ("-6.000", "could be -6 or -6,000.* Allowed: -6 or -6000"),
        ("4.125", "could be 4.1250 or 4,125.* Allowed: 4.1250 or 4125"),
        ("12.340", "could be 12.34 or 12,340.* Allowed: 12.34 or 12340"),
        (Decimal("999.999"), "could be 999.9990 or 999,999.* Allowed: 999.9990 or 999999"),
        ("1.000.000", "could be 1,000,000.* Allowed: 1000000"),
        ("1,000,000", "could be 1,000,000.* Allowed: 1000000"),
        ("1,5", "exact number is needed.* Allowed: 30 or"),
        ("1,234.567", "exact number is needed.* nothing between thousands"),
    ],
)
def test_a_mark_that_could_part_thousands_is_refused_with_the_readings(
    frame, written, readings
) -> None:
    with refused(readings):
        from_stored({"at_least": written}, frame)


@pytest.mark.parametrize(
    "written",
    ["0.125", "-0.125", "4.12", "4.1250", "1000.000", "1234.567", "6000", 6000, 800, "1e3",
     Decimal("0.125"), Decimal("4.1250"), Decimal("1234.567"), Decimal("6E+3")],
)  # fmt: skip
def test_a_clear_number_is_read(written) -> None:
    assert number(written, "at_least") == Decimal(written)


def test_the_readings_are_exact_whatever_the_precision_around() -> None:
    with localcontext(prec=1), refused("could be 999.9990 or 999,999"):
        number(Decimal("999.999"), "at_least")


amounts = st.decimals(-(10**15), 10**15, places=9) | st.decimals(-2000, 2000, places=3)


@some.tries(300)
@given(amounts)
def test_the_text_of_a_number_reads_back_as_the_same(amount: Decimal) -> None:
    assert number(exact_text(amount), "at_least") == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [("4.125", "4.1250"), ("-4.125", "-4.1250"), ("4.1250", "4.1250"), ("800.000", "800"),
     ("0.125", "0.125"), ("1234.567", "1234.567"), ("4.50", "4.5"), ("1E+3", "1000"),
     ("1e-9", "0.000000001")],
)  # fmt: skip
def test_a_further_zero_stands_only_where_the_text_would_be_unclear(amount, text) -> None:
    assert exact_text(Decimal(amount)) == text
