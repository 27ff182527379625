"""Rows in which a document contradicts itself in a case, and answers that meet two by two only."""

from decimal import Decimal

import pytest

from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.errors import ErrorCode, InvalidVocabulary
from proposals.domain.rows import compare_positions, compare_row
from proposals.domain.terms import Column, Condition, Position, Term
from proposals.domain.values import Choice, Range
from proposals.domain.verdicts import Mark, Rule, ScopeDifference
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from proposals.language.explanations import explain
from proposals.language.row_notes import NoteKind, row_notes
from proposals.language.wording import Wording
from tests.support.english import ENGLISH, checked

DAY = Unit("day", "day", "days", minimum=Decimal(0))
DAYS = Frame(Kind.RANGE, unit=DAY)
SCOPES = ScopeList(
    (
        ScopeEntry("spring", "in spring"),
        ScopeEntry("north", "in the north"),
        ScopeEntry("north-spring", "in the north in spring", within=("spring", "north")),
        ScopeEntry("sea", "at sea"),
    )
)
SIDES = Frame(Kind.CHOICE, tuple(Entry(key, f"plan {key}") for key in "xyz"))


def exactly(days: int, scope: str = "", **more) -> Term:
    return Term(Range(Decimal(days), Decimal(days), DAY), case=SCOPES.case(scope), **more)


def cell(name: str, *terms: Term) -> Position:
    return Position(Column(name, f"{name}'s plan", frozenset({name})), terms)


def test_two_answers_for_one_case_that_cannot_both_hold_are_not_computed():
    a = cell("A", exactly(10, "spring"), exactly(20, "north"))
    pair = compare_positions(a, cell("B", exactly(10, "north-spring")))
    assert pair.worst.rule is Rule.NOT_COMPARED
    sentence = explain(pair.worst, Wording(ENGLISH, DAYS))
    assert "The coding of A's plan is inconsistent." in sentence


def test_answers_for_cases_that_share_an_entry_are_compared_in_it():
    a, b = cell("A", exactly(10, "spring")), cell("B", exactly(20, "north"))
    for pair in (compare_positions(a, b), compare_positions(b, a)):
        assert (pair.worst.rule, pair.worst.case.key) == (Rule.GAP, "north-spring")
    assert explain(compare_positions(a, b).worst, Wording(ENGLISH, DAYS)) == (
        "A's plan asks for 10 days (in spring); B's plan asks for 20 days (in the north). "
        "The ranges do not meet: 10 days apart (in the north in spring)."
    )


def test_the_same_answer_for_cases_that_share_an_entry_is_the_same_in_it_alone():
    a, b = cell("A", exactly(10, "spring")), cell("B", exactly(10, "north"))
    verdict = compare_positions(a, b).worst
    assert (verdict.rule, verdict.case.key) == (Rule.QUALIFIER, "north-spring")
    assert verdict.scope_difference is ScopeDifference.REST


def test_cases_that_share_no_entry_stay_unclear():
    verdict = compare_positions(cell("A", exactly(10, "spring")), cell("B", exactly(9, "sea")))
    assert verdict.worst.scope_difference is ScopeDifference.UNCLEAR


def test_a_conflict_stands_beside_a_case_in_which_a_side_contradicts_itself():
    a = cell("A", exactly(10, "spring"), exactly(20, "north"), exactly(5, "sea"))
    b = cell("B", exactly(10, "north-spring"), exactly(9, "sea"))
    for pair in (compare_positions(a, b), compare_positions(b, a)):
        assert (pair.worst.rule, pair.worst.case.key) == (Rule.GAP, "sea")


def test_what_is_not_compared_names_the_side_at_fault_and_the_case():
    a = cell("A", exactly(10, "spring"), exactly(20, "north"), exactly(5, "sea"))
    b = cell("B", exactly(10, "north-spring"), exactly(5, "sea"))
    for pair in (compare_positions(a, b), compare_positions(b, a)):
        assert (pair.worst.rule, pair.worst.case.key) == (Rule.NOT_COMPARED, "north-spring")
        faulty = [side.column.key for side in pair.worst.sides if side.problem]
        assert faulty == ["A"]


def test_two_answers_for_one_case_that_agree_hold_together():
    a = cell("A", exactly(10, "spring"), exactly(10, "north"))
    pair = compare_positions(a, cell("B", exactly(10, "north-spring")))
    assert pair.worst.mark is Mark.DIFFERS
    assert "they give the same" not in explain(pair.worst, Wording(ENGLISH, DAYS))


def test_answers_that_meet_two_by_two_only_are_no_common_ground():
    plans = ({"x", "y"}, {"y", "z"}, {"x", "z"})
    row = compare_row(
        cell(name, Term(Choice(frozenset(options))))
        for name, options in zip("ABC", plans, strict=True)
    )
    assert row.mark is Mark.COMPATIBLE
    assert row.nothing_satisfies_all
    assert not row.common_ground
    notes = {note.kind: note.text for note in row_notes(row, Wording(ENGLISH, SIDES))}
    assert "nothing satisfies all of them" in notes[NoteKind.NOT_TOGETHER]


def test_a_scope_of_marks_alone_is_not_the_whole():
    a, b = cell("A", exactly(5, "...")), cell("B", exactly(9))
    assert SCOPES.case("...").is_whole is False
    assert compare_positions(a, b).worst.case.words == "..."


def test_a_condition_in_other_letters_is_the_same():
    a = cell("A", exactly(5, condition=Condition("the bridge stands")))
    b = cell("B", exactly(5, condition=Condition("The bridge stands.")))
    assert compare_positions(a, b).worst.rule is Rule.AGREEMENT


@pytest.mark.parametrize("label", ["at least forever", "30 days", "٣٠ days", "any number of days"])
def test_a_top_outcome_that_reads_like_an_amount_is_refused_as_such(label):
    with pytest.raises(InvalidVocabulary) as refusal:
        checked(Frame(Kind.RANGE, unit=DAY, top=Entry("top", label)))
    assert refusal.value.code is ErrorCode.TOP_LIKE_AMOUNT
