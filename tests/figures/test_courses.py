"""The course of a number along the dates: places by hand, and labels that never touch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from proposals.comparisons.movements import MovedRow
from proposals.domain.values import DateSpan, Range
from proposals.domain.vocabulary import Frame, Kind, Measure
from proposals.figures.courses import LABELS_APART, CourseFigure, course_figure, day_places
from tests.figures.test_figures import DATES, DAY, DAYS, days, row
from tests.support import pages

LIMIT = Frame(Kind.RANGE, unit=DAY, units=(DAY,), measures=Measure.LIMIT)
TOP = Range(None, None, DAY, only_top=True)


def moved(frame: Frame, *texts: tuple[int | None, Any], steps: str = "") -> MovedRow:
    """A question along the days of May; `steps` such as "01 12" name texts by their places."""
    made = row(frame, *(answer for _day, answer in texts))
    for cell, (day, _answer) in zip(made.cells, texts, strict=True):
        cell.document.version = SimpleNamespace(date=day and date(2030, 5, day))
    between = [
        SimpleNamespace(before=made.cells[int(one)], after=made.cells[int(other)])
        for one, other in steps.split()
    ]
    return MovedRow(made, tuple(between))  # type: ignore[arg-type]


def course(*arguments: Any, **options: Any) -> CourseFigure:
    found = course_figure(moved(*arguments, **options))
    assert found is not None
    return found


def test_days_and_values_stand_in_proportion():
    found = course(DAYS, (1, days(10, 10)), (5, days(20, 20)), (9, days(30, 30)), steps="01 12")
    assert [(one.at, one.low, one.high) for one in found.marks] == [
        (8, 8, 8), (50, 50, 50), (92, 92, 92),
    ]  # fmt: skip
    assert [(one.left, one.right, one.start, one.end) for one in found.lines] == [
        (8, 50, 92, 50), (50, 92, 50, 8),
    ]  # fmt: skip
    assert (found.cuts, found.day_cuts) == ((), ())
    assert [one.words for one in found.heights] == ["10", "20", "30"]


def test_texts_of_one_day_stand_side_by_side():
    assert day_places([1, 1, 2]) == ((7.44, 14.44, 92.56), ())
    assert day_places([7, 7]) == ((46.5, 53.5), ())


def test_the_longest_stretch_is_cut_where_a_day_would_vanish():
    places, cuts = day_places([1, 2, 400])
    assert len(cuts) == 1
    assert places[1] < cuts[0] < places[2]
    assert places[1] - places[0] > 10


def test_an_open_end_runs_to_the_edge_and_two_ends_make_a_bar():
    low, bar = course(DAYS, (1, days(10, None)), (2, days(10, 20)), steps="01").marks
    assert (low.low, low.high, low.open_low, low.open_high) == (8, 96, False, True)
    assert (bar.low, bar.high, bar.open_low, bar.open_high) == (8, 84, False, False)
    assert (low.anchor, bar.anchor) == (8, 46)
    assert not low.point


def test_the_outcome_above_every_number_has_a_band_of_its_own():
    found = course(LIMIT, (1, days(None, 10)), (2, days(None, 20)), (3, TOP), steps="12")
    assert found.has_top
    assert [one.top for one in found.marks] == [False, False, True]
    (line,) = found.lines
    assert line.start is not None
    assert line.end is None
    assert found.middle_of_band == Decimal("-1.5")


def test_days_have_a_course_too():
    first, second = (DateSpan(date(2031, 1, day), date(2031, 1, day)) for day in (1, 9))
    assert [one.low for one in course(DATES, (1, first), (2, second)).marks] == [8, 92]


@pytest.mark.parametrize(
    "texts",
    [
        [(1, days(10, 10))],
        [(1, days(10, 10)), (2, None)],
        [(1, days(10, 10)), (None, days(20, 20))],
    ],
)
def test_one_dated_number_has_no_course(texts):
    assert course_figure(moved(DAYS, *texts)) is None


def test_words_of_values_never_touch_and_the_outermost_are_told():
    found = course(
        DAYS,
        (1, days(1, 1)), (2, days(2, 2)), (3, days(3, 3)), (4, days(60, 60)), (5, days(61, 61)),
    )  # fmt: skip
    told = [one for one in found.heights if one.words]
    assert (told[0].words, told[-1].words) == ("1", "61")
    assert all(one.at - other.at >= LABELS_APART for one, other in pairwise(told))
    assert len(found.heights) == 5


def test_the_picture_says_in_words_what_it_draws():
    found = course(DAYS, (1, days(10, 10)), (2, days(20, None)), steps="01")
    assert "East's plan: 10 days" in found.text
    assert "West's plan: at least 20 days" in found.text
    root = pages.parsed(
        render_to_string("figures/_course.html", {"figure": found, "language": "en"})
    )
    (picture,) = root.xpath("//svg[@role='img']")
    assert picture.get("aria-label") == found.text
    assert root.xpath("//@style") == []
    assert [pages.text_of(one) for one in root.xpath("//ol/li")] == [
        "1 1 May 2030 East's plan: 10 days",
        "2 2 May 2030 West's plan: at least 20 days",
    ]
    assert len(root.xpath("//line[@class='course-step']")) == 1
