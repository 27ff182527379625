"""Rows to which a column is added: what two parties say to each other stays as it is."""

from __future__ import annotations

import pytest

from proposals.comparisons import Row, Selection, catalogue, compare
from proposals.comparisons.pair_matrix import pair_matrix
from tests.support.folders import NEGOTIATIONS, stored_for_a_module

pytestmark = pytest.mark.django_db
PLANS = ("north-plan", "south-plan")

stored = stored_for_a_module(NEGOTIATIONS / "strait-2033")


@pytest.fixture(autouse=True)
def strait(stored, db) -> None:
    """The talks on the strait, as they were loaded."""


def rows_of(*documents: str) -> dict[str, Row]:
    comparison = compare(catalogue("strait-2033"), Selection(documents))
    return {row.question.key: row for theme in comparison.themes for row in theme.rows}


def test_an_agreed_outcome_as_last_column_leaves_every_mark_of_two_parties() -> None:
    before, after = rows_of(*PLANS), rows_of(*PLANS, "outcome")
    both_answer = [key for key, row in before.items() if len(row.verdict.answering) == 2]
    assert len(both_answer) > 10
    assert [after[key].rule for key in both_answer] == [before[key].rule for key in both_answer]
    joint = [key for key in both_answer if len(after[key].verdict.answering) == 3]
    assert joint
    assert not any(after[key].is_worst_of_several for key in joint)


def test_pairs_are_worth_a_matrix_where_a_third_document_answers() -> None:
    rows = rows_of(*PLANS, "guild-plan")
    answering = {key: len(row.verdict.answering) for key, row in rows.items()}
    assert {2, 3} <= set(answering.values())
    for key, row in rows.items():
        assert pair_matrix(row).has_several_pairs == (answering[key] > 2)
    assert rows["passage-rule"].is_worst_of_several
