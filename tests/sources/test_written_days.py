"""Days as pages and tables write them: never a day that is not named, never one of two."""

import datetime

import pytest

from sources.written_days import written_day

ONE = [
    "2025-06-02",
    "2025-06-02T21:30:00+03:00",
    "2025-06-02 10:11:12",
    "2025/06/02/",
    "2025/06/02/10:11:12",
    "2025.6.2",
    "20250602",
    "20250602T101112Z",
    "June 2, 2025",
    "Jun. 2nd, 2025, 10:00",
    "2 June 2025",
    "Monday, June 2, 2025 - 10:00",
    "Mon, 02 Jun 2025 10:00:00 GMT",
]
TWO = ["06/02/2025", "2.6.2025", "6-2-2025", "06/02/2025 10:00"]
PARTIAL = ["2025-06", "2025/06//", "2025", "June 2025", "Jun. 2025"]
NONE = [
    *("", "soon", "2025-02-30", "30/02/2025", "2025-13", "1748822400", "06/02/25", "12 Mars 2025"),
    *(
        "2025-06-02/2025-06-05",
        "2 червня 2025",
        "٢٠٢٥-٠٦-٠٢",
        "0000-00-00",
        "2025-06-02" * 99,
        "2 Jun 25",
    ),
]


@pytest.mark.parametrize("text", ONE)
def test_a_whole_day_is_read(text):
    assert written_day(text).day == datetime.date(2025, 6, 2)


@pytest.mark.parametrize("text", TWO)
def test_figures_that_may_be_two_days_are_no_day(text):
    found = written_day(text)
    assert found.day is None
    assert found.days == (datetime.date(2025, 6, 2), datetime.date(2025, 2, 6)) or (
        found.days == (datetime.date(2025, 2, 6), datetime.date(2025, 6, 2))
    )


@pytest.mark.parametrize(("text", "day"), [("13/02/2025", 13), ("02/13/2025", 13), ("2/2/2025", 2)])
def test_figures_that_may_be_one_day_only_are_that_day(text, day):
    assert written_day(text).day == datetime.date(2025, 2, day)


@pytest.mark.parametrize("text", PARTIAL)
def test_a_month_or_a_year_is_no_day(text):
    found = written_day(text)
    assert (found.day, found.is_partial, found.is_read) == (None, True, True)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day_is_not_read(text):
    assert not written_day(text).is_read


def test_two_days_in_words_are_two():
    assert len(written_day("2 June 2025, updated 5 June 2025").days) == 2
