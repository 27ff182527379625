"""Two editors' rows merged: what both began with, what the other has, what this one has."""

import pytest

from proposals.editing.merge import FormContent, merge


def together(base, theirs, mine):
    rows = [FormContent({}, {"terms": one}) for one in (base, theirs, mine)]
    found = merge(*rows)
    return found.rows["terms"], [(one.key, one.both) for one in found.conflicts]


ONE, TWO, THREE = ({"value": [word]} for word in ("one", "two", "three"))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "rows", "told"),
    [
        ({"1": ONE}, {"1": ONE}, {"1": TWO}, [("1", TWO)], []),
        ({"1": ONE}, {"1": TWO}, {"1": ONE}, [("1", TWO)], [("1", False)]),
        ({"1": ONE}, {"1": TWO}, {"1": TWO}, [("1", TWO)], []),
        ({"1": ONE}, {"1": TWO}, {"1": THREE}, [("1", THREE)], [("1", True)]),
        ({}, {"1": ONE}, {}, [("1", ONE)], [("1", False)]),
        ({"1": ONE}, {}, {"1": ONE}, [], [("1", False)]),
        ({"1": ONE}, {}, {"1": TWO}, [("", TWO)], [("1", True)]),
        ({}, {}, {"new-0": ONE}, [("", ONE)], []),
        ({"1": ONE}, {}, {"1": {**ONE, "DELETE": ["on"]}}, [], []),
        ({"1": ONE}, {"1": ONE}, {"1": {**ONE, "DELETE": ["on"]}},
         [("1", {**ONE, "DELETE": ["on"]})], []),
        ({"1": ONE}, {"1": TWO}, {"1": {**ONE, "DELETE": ["on"]}},
         [("1", {**TWO, "DELETE": ["on"]})], [("1", True)]),
    ],
)  # fmt: skip
def test_three_states_of_a_row_make_one(base, theirs, mine, rows, told):
    assert together(base, theirs, mine) == (rows, told)
