"""Answers for several cases that once misled a reader: never merged, never a false conflict."""

from proposals.domain.cases import Case, ScopeEntry, ScopeList
from proposals.domain.rows import compare_row
from proposals.domain.verdicts import Mark, Rule, ScopeDifference
from tests.domain.examples import (
    CHOICE,
    DAYS,
    RELEASE,
    position,
    scope,
)
from tests.domain.shores import FULL_SILENCE, PLAN, REPLY, row, words
from tests.support.english import write

# Answers for several cases


def test_answers_for_two_days_are_told_apart() -> None:
    verdict = row(
        DAYS, (PLAN, ("5 days", scope("day 1")), ("5 days", scope("day 7"))), (REPLY, *FULL_SILENCE)
    )
    assert words(DAYS, verdict)[1] == (
        "The northern plan asks for 5 days (day 1); the northern plan asks for 5 days (day 7). "
        "Nothing on this was found in the full text of the southern reply."
    )


def test_no_range_is_made_of_answers_for_two_phases() -> None:
    cell = position(
        PLAN, DAYS,
        ("at least 10 days", scope("phase-1")), ("at most 30 days", scope("phase-2")),
    )  # fmt: skip
    (alternative,) = cell.alternatives
    assert [write(answer.value, DAYS) for answer in alternative.answers] == [
        "at least 10 days",
        "at most 30 days",
    ]


def test_a_narrower_answer_stands_in_place_of_the_general_one() -> None:
    usual = position(PLAN, DAYS, "10 days", ("12 days", scope("exchange days")))
    assert usual.problem is None
    verdict = compare_row(
        [usual, position(REPLY, DAYS, "10 days", ("12 days", scope("exchange days")))]
    )
    assert verdict.mark is Mark.AGREE
    assert words(DAYS, verdict)[1] == (
        "The northern plan and the southern reply both ask for 10 days (except: exchange days). "
        "They also agree on: exchange days."
    )


def test_an_answer_for_the_whole_and_for_sectors_is_compared_in_both() -> None:
    verdict = row(DAYS, (PLAN, "10 days", ("20 days", scope("front"))), (REPLY, "10 days"))
    assert verdict.rule is Rule.GAP
    assert words(DAYS, verdict) == (
        "The ranges do not meet: 10 days apart (the sectors of the front).",
        "The northern plan asks for 20 days (the sectors of the front); the southern reply asks "
        "for 10 days. The ranges do not meet: 10 days apart (the sectors of the front).",
    )


# Other cases are no conflict


def test_answers_for_other_cases_are_no_conflict() -> None:
    verdict = row(
        DAYS, (PLAN, ("125 days", scope("for 10"))), (REPLY, ("250 days", scope("all 20")))
    )
    assert verdict.rule is Rule.QUALIFIER
    assert verdict.worst is not None
    assert verdict.worst.worst.scope_difference is ScopeDifference.UNCLEAR
    assert words(DAYS, verdict)[0] == (
        "It is unclear whether they speak of the same case. "
        "Read without their scopes, they would be 125 days apart."
    )


def test_options_for_other_cases_are_no_contradiction() -> None:
    verdict = row(
        CHOICE,
        (PLAN, ("monitoring with third countries", scope("on the border"))),
        (REPLY, ("monitoring by the two sides alone", scope("between the two"))),
    )
    assert verdict.mark is Mark.DIFFERS
    assert words(CHOICE, verdict)[0] == (
        "It is unclear whether they speak of the same case. "
        "Read without their scopes, nothing would satisfy both."
    )


def test_cases_that_are_declared_apart_are_said_to_be_different() -> None:
    verdict = row(DAYS, (PLAN, ("5 days", scope("phase-1"))), (REPLY, ("9 days", scope("phase-2"))))
    assert verdict.rule is Rule.QUALIFIER
    assert words(DAYS, verdict)[0] == "They speak of different cases."


def test_the_same_answer_for_the_whole_and_for_sectors_differs_in_scope() -> None:
    verdict = row(DAYS, (PLAN, "30 days"), (REPLY, ("30 days", scope("front"))))
    assert verdict.rule is Rule.QUALIFIER
    assert words(DAYS, verdict) == (
        "Both give the same answer: 30 days (the sectors of the front). "
        "Only the northern plan speaks of the rest.",
        "The northern plan asks for 30 days; the southern reply asks for 30 days (the sectors of "
        "the front). Both give the same answer: 30 days (the sectors of the front). Only the "
        "northern plan speaks of the rest.",
    )


def test_a_total_is_not_compared_with_a_part() -> None:
    verdict = row(RELEASE, (PLAN, "250 prisoners"), (REPLY, ("100 prisoners", scope("injured"))))
    assert verdict.rule is Rule.QUALIFIER
    assert words(RELEASE, verdict)[0] == (
        "They speak of different cases: a total says nothing of its parts."
    )


def test_a_general_answer_is_not_taken_to_hold_where_an_exception_may_lie() -> None:
    verdict = row(
        DAYS,
        (PLAN, "10 days", ("20 days", scope("on the coast"))),
        (REPLY, ("20 days", scope("near the river"))),
    )
    assert verdict.mark is Mark.DIFFERS


def test_parts_of_parts_leave_no_rest_of_a_complete_partition() -> None:
    scopes = ScopeList(
        (
            ScopeEntry("a", "half a", partition="halves", complete=True),
            ScopeEntry("b", "half b", partition="halves", complete=True),
            ScopeEntry("a1", "a quarter", within=("a",), partition="quarters", complete=True),
            ScopeEntry("a2", "another quarter", within=("a",), partition="quarters", complete=True),
        )
    )
    parts = [("9 days", {"case": scopes.case(key)}) for key in ("a1", "a2", "b")]
    assert row(DAYS, (PLAN, "9 days"), (REPLY, *parts)).mark is Mark.AGREE
    assert row(DAYS, (PLAN, "9 days"), (REPLY, *parts[:2])).rule is Rule.QUALIFIER


# The same scope in other letters


def test_a_scope_in_other_letters_is_the_same_scope() -> None:
    verdict = row(
        DAYS,
        (PLAN, ("30 days", {"case": Case("in peacetime")})),
        (REPLY, ("30 days", {"case": Case("In  Peacetime. ")})),
    )
    assert verdict.rule is Rule.AGREEMENT


def test_the_same_cases_have_one_identity_and_others_have_another() -> None:
    texts = [Case("in peacetime"), Case("In  Peacetime. ")]
    entry = Case("in peace", "in peacetime")
    assert texts[0].identity == texts[1].identity
    assert len({case.identity for case in (*texts, entry, Case())}) == 3
