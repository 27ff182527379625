"""The order of an edit: its own clauses in theirs, points left alone where they stood."""

from dataclasses import dataclass

import pytest

from proposals.comparisons.point_order import with_points_left


@dataclass
class Point:
    key: str
    replaces: tuple[str, ...] = ()


def order(own, edited):
    points = [Point(*one.split("<")[:1], tuple(one.split("<")[1:])) for one in own.split()]
    ordered = with_points_left(points, [Point(key) for key in edited.split()])
    return " ".join(one.key for one in ordered)


@pytest.mark.parametrize(
    ("own", "edited", "expected"),
    [
        ("", "1 2 3", "1 2 3"),
        ("2", "1 2 3", "1 2 3"),
        ("1 2 3", "", "1 2 3"),
        ("x<2<3", "1 2 3 4", "1 x 4"),
        ("1 12a", "1 2 12 13", "1 2 12 12a 13"),
        ("12a 13", "1 2 12 13", "1 2 12 12a 13"),
        ("I.2a II.1", "I.1 I.2 II.1 II.2", "I.1 I.2 I.2a II.1 II.2"),
        ("4 2", "1 2 3 4 5", "1 4 2 3 5"),
        ("5 1 2 3", "1 2 3 4 5", "5 1 2 3 4"),
        ("preamble", "1 2", "preamble 1 2"),
        ("x<1 y<1", "1 2", "x y 2"),
    ],
)
def test_own_clauses_keep_their_order_and_points_left_their_places(own, edited, expected):
    assert order(own, edited) == expected
