"""Rows that once misled a reader: who answers, papers of one party, what all have in common."""

import pytest

from proposals.domain.cases import CaseRelation
from proposals.domain.relations import Gap
from proposals.domain.rows import WithinParty, compare_row
from proposals.domain.terms import Position
from proposals.domain.values import Items, Range
from proposals.domain.verdicts import Mark, Rule
from proposals.domain.vocabulary import Holding
from tests.domain.examples import (
    CHOICE,
    DAYS,
    ITEMS,
    LENGTH,
    NOT_CODED,
    TEXT,
    TIED,
    position,
    scope,
    term,
)
from tests.domain.shores import (
    DRAFT,
    FULL_SILENCE,
    LETTER,
    OUTCOME,
    PLAN,
    PRINCIPALS,
    REPLY,
    SECOND_PLAN,
    notes,
    row,
    words,
)
from tests.support.english import parse, refused

# A column that says nothing


@pytest.mark.parametrize("absence", [(NOT_CODED,), FULL_SILENCE], ids=["uncoded", "silent"])
def test_three_that_agree_are_not_hidden_by_a_fourth_that_says_nothing(absence) -> None:
    same = "monitoring by the United Nations"
    verdict = row(CHOICE, (PLAN, same), (REPLY, same), (DRAFT, same), (LETTER, *absence))
    assert (verdict.mark, verdict.rule) == (Mark.AGREE, Rule.AGREEMENT)
    assert (len(verdict.answering), len(verdict.positions)) == (3, 4)
    assert verdict.common_ground
    assert notes(CHOICE, verdict)[0] == "3 of 4 answer"
    assert words(CHOICE, verdict)[0] == (
        "The northern plan and the League's draft both ask for monitoring by the United Nations."
    )


def test_an_agreed_outcome_as_last_column_takes_no_common_ground_away() -> None:
    cells = [(PLAN, "at least 30 days"), (REPLY, "at most 40 days")]
    before = row(DAYS, *cells)
    after = row(DAYS, *cells, (OUTCOME, NOT_CODED))
    assert before.mark is after.mark is Mark.COMPATIBLE
    assert before.common_ground
    assert after.common_ground


def test_common_ground_is_listed_where_parties_meet_only_if_each_principal_answers() -> None:
    cells = [(PLAN, "30 days"), (DRAFT, "30 days")]
    assert row(DAYS, *cells).meets_all(PRINCIPALS)
    verdict = row(DAYS, *cells, (REPLY, NOT_CODED))
    assert verdict.common_ground
    assert not verdict.meets_all(PRINCIPALS)


# Two papers of one party


def test_two_papers_of_one_party_do_not_make_a_conflict_between_parties() -> None:
    verdict = row(DAYS, (PLAN, "10 days"), (SECOND_PLAN, "24 days"), (REPLY, "at least 5 days"))
    assert verdict.mark is Mark.COMPATIBLE
    assert verdict.within_party_kind is WithinParty.CHANGED
    assert verdict.within_party is not None
    clash = verdict.within_party.worst.clash
    assert isinstance(clash, Gap)
    assert clash.size == 14
    assert not verdict.common_ground
    assert notes(DAYS, verdict)[0] == (
        "One party differs between the northern plan and the second northern plan: 14 days apart"
    )


@pytest.mark.parametrize(
    ("second", "kind"), [("10 days", WithinParty.SAME), ("24 days", WithinParty.CHANGED)]
)
def test_two_papers_of_one_party_and_a_silent_rival_are_one_side_only(second, kind) -> None:
    verdict = row(DAYS, (PLAN, "10 days"), (SECOND_PLAN, second), (REPLY, *FULL_SILENCE))
    assert (verdict.mark, verdict.rule) == (Mark.ONE_SIDE, Rule.ONE_SIDE)
    assert verdict.within_party_kind is kind
    assert words(DAYS, verdict)[0] == (
        "Nothing on this was found in the full text of the southern reply."
    )


def test_two_papers_of_one_party_and_an_uncoded_rival_are_not_compared() -> None:
    verdict = row(DAYS, (PLAN, "10 days"), (SECOND_PLAN, "24 days"), (REPLY, NOT_CODED))
    assert verdict.mark is Mark.NOT_COMPARED


def test_versions_of_one_text_alone_are_compared_as_texts() -> None:
    assert row(DAYS, (PLAN, "10 days"), (SECOND_PLAN, "24 days")).mark is Mark.CONFLICT


# What all require


def test_what_each_wants_of_its_own_is_not_required_by_all() -> None:
    verdict = row(
        ITEMS, (PLAN, "a halt in the air"), (REPLY, "a halt on land"), (DRAFT, "a halt at sea")
    )
    assert verdict.mark is Mark.COMPATIBLE
    assert verdict.required_by_all is None
    assert verdict.could_be_met_together == Items(frozenset({"air", "land", "sea"}))
    assert notes(ITEMS, verdict) == [
        "Could be met together: a halt in the air, a halt on land and a halt at sea"
    ]


def test_what_each_requires_is_required_by_all_beside_what_could_be_met() -> None:
    verdict = row(
        ITEMS,
        (PLAN, "a halt in the air and a halt on land"),
        (REPLY, "a halt in the air"),
        (DRAFT, "a halt in the air; not a halt at sea"),
    )
    assert verdict.required_by_all == Items(frozenset({"air"}))
    assert notes(ITEMS, verdict) == [
        "Required by all: a halt in the air",
        "Could be met together: only a halt in the air and a halt on land",
    ]


# Further cases that the rules must settle


def test_two_that_agree_are_marked_though_a_third_answers_in_prose() -> None:
    cells = [
        position(PLAN, DAYS, "30 days"),
        position(REPLY, DAYS, "30 days"),
        position(DRAFT, TEXT, "As long as it takes."),
    ]
    verdict = compare_row(cells)
    assert verdict.mark is Mark.AGREE
    assert (len(verdict.compared), len(verdict.answering)) == (2, 3)
    assert not verdict.common_ground
    assert notes(DAYS, verdict)[0] == "2 of 3 answers compared"


def test_an_answer_whose_only_rival_answers_in_prose_is_not_compared() -> None:
    verdict = compare_row([position(PLAN, DAYS, "30 days"), position(REPLY, TEXT, "Soon.")])
    assert verdict.mark is Mark.NOT_COMPARED
    assert verdict.compared == ()


def test_prose_for_another_case_makes_no_difference_in_scope() -> None:
    cells = [
        position(PLAN, TEXT, ("Soon.", scope("phase-1"))),
        position(REPLY, TEXT, ("Later.", scope("phase-2"))),
    ]
    assert compare_row(cells).mark is Mark.NOT_COMPARED


def test_a_contradiction_in_one_case_stands_though_another_case_is_in_prose() -> None:
    prose = term(TEXT, "By whoever is at hand.", **scope("phase-2"))
    cells = [
        Position(column, (term(CHOICE, option, **scope("phase-1")), prose))
        for column, option in (
            (PLAN, "monitoring with third countries"),
            (REPLY, "monitoring by the two sides alone"),
        )
    ]
    assert compare_row(cells).rule is Rule.CONTRADICTION


def test_a_joint_outcome_beside_its_parties_papers_gives_no_mark() -> None:
    verdict = row(DAYS, (PLAN, "30 days"), (REPLY, "30 days"), (OUTCOME, "10 days"))
    assert verdict.mark is Mark.AGREE
    assert verdict.within_party_kind is WithinParty.CHANGED
    with_rival = row(
        DAYS, (PLAN, "30 days"), (REPLY, "30 days"), (OUTCOME, "10 days"), (DRAFT, "10 days")
    )
    assert with_rival.rule is Rule.GAP


def test_inconsistent_coding_decides_nothing() -> None:
    verdict = row(DAYS, (PLAN, "30 days"), (REPLY, "30 days"), (DRAFT, "1 day", "2 days"))
    assert verdict.mark is Mark.AGREE
    assert (len(verdict.compared), len(verdict.answering)) == (2, 3)


def test_one_answer_and_an_uncoded_rival_are_not_compared() -> None:
    assert row(DAYS, (PLAN, "30 days"), (REPLY, NOT_CODED)).mark is Mark.NOT_COMPARED
    three = row(DAYS, (PLAN, "30 days"), (REPLY, NOT_CODED), (DRAFT, *FULL_SILENCE))
    assert three.mark is Mark.ONE_SIDE


def test_the_larger_gap_stands_whatever_the_order_of_columns() -> None:
    cells = [(PLAN, "30 days"), (REPLY, "20 days"), (DRAFT, "3 weeks")]
    for order in (cells, cells[::-1]):
        worst = row(DAYS, *order).worst
        assert worst is not None
        assert {worst.left.column.key, worst.right.column.key} == {"n", "s"}


def test_a_condition_of_one_side_is_said_to_be_its_alone() -> None:
    verdict = row(DAYS, (PLAN, ("30 days", TIED)), (REPLY, "30 days"))
    assert words(DAYS, verdict)[0] == (
        "Both give the same answer: 30 days. Only the northern plan ties this to a condition: "
        "the withdrawal of Ukrainian forces."
    )


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("phase-1", "phase 1.", CaseRelation.SAME),
        ("phase-1", "phase-2", CaseRelation.APART),
        ("front", "phase-1", CaseRelation.UNCLEAR),
        ("front", "", CaseRelation.WITHIN),
        ("", "near the river", CaseRelation.CONTAINS),
        ("near the river", "on the coast", CaseRelation.UNCLEAR),
    ],
)
def test_two_scopes_lie_to_each_other_as_declared(one, other, relation) -> None:
    assert scope(one)["case"].relation(scope(other)["case"]) is relation


def test_a_top_is_an_outcome_of_its_own_only_where_the_question_has_one() -> None:
    assert isinstance(parse("a permanent truce", LENGTH), Range)
    assert LENGTH.holds is Holding.THROUGHOUT
    with refused("no unit found"):
        parse("a permanent truce", DAYS)
