"""Medians, ratios and verdicts of the benchmark."""

import pytest

from benchmarks.bounds import (
    FAIL,
    PASS,
    Line,
    Spread,
    failures,
    grid,
    ratio,
    report,
    single,
    spread,
)


def test_a_spread_has_the_median_and_the_quartiles():
    assert spread([5.0, 1.0, 3.0, 2.0, 4.0]) == Spread(middle=3.0, low=2.0, high=4.0)


def test_one_value_has_no_spread():
    assert spread([7.0]) == Spread(7.0, 7.0, 7.0)


def test_a_ratio_is_taken_round_by_round_so_that_a_slow_round_does_not_move_it():
    bare, ours = [0.2, 2.0, 0.2], [0.1, 1.0, 0.1]
    assert ratio(bare, ours) == Spread(2.0, 2.0, 2.0)


def test_series_of_different_length_are_an_error():
    with pytest.raises(ValueError, match="shorter"):
        ratio([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("value", "least", "most", "verdict"),
    [
        (2.0, 2, None, PASS),
        (1.99, 2, None, FAIL),
        (1, None, 1, PASS),
        (2, None, 1, FAIL),
        (304, 304, 304, PASS),
        (200, 304, 304, FAIL),
        (500, 304, 304, FAIL),
        (200, None, None, ""),
    ],
)
def test_a_number_passes_up_to_its_bound(value, least, most, verdict):
    assert single("number", value, least=least, most=most).verdict == verdict


def test_the_median_decides_not_the_worst_round():
    line = Line(name="ratio", measured=spread([1.0, 3.0, 3.0]), least=2)
    assert line.verdict == PASS


def test_the_failures_are_named():
    lines = [single("good", 1, most=1), single("bad", 2, most=1), single("free", 9)]
    assert failures(lines) == ["bad"]


def test_the_table_has_value_bound_and_verdict_of_each_number():
    lines = [single("queries", 13, "queries", most=12), single("bytes", 20_215, "bytes")]
    text = [line.split() for line in report("Compare", lines).text.splitlines()]
    assert text == [
        ["Compare"],
        ["queries", "13", "queries", "<=", "12", FAIL],
        ["bytes", "20,215", "bytes"],
    ]


def test_a_grid_has_a_row_for_each_name_under_its_columns():
    text = grid("Queries", ["fresh", "kept"], {"home": [14, PASS], "compare": [0.512, FAIL]})
    assert [line.split() for line in text.splitlines()] == [
        ["Queries"],
        ["fresh", "kept"],
        ["home", "14", PASS],
        ["compare", "0.51", FAIL],
    ]
