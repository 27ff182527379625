"""Marks and sentences that once misled a reader, or easily could: each as it must be."""

from typing import Any

import pytest

from proposals.domain.cases import Case, CaseRelation, ScopeEntry, ScopeList
from proposals.domain.duties import asymmetry
from proposals.domain.relations import Distance, Gap
from proposals.domain.rows import RowVerdict, WithinParty, compare_row
from proposals.domain.terms import Absence, AbsenceKind, Basis, Column, Force, Position, Rejection
from proposals.domain.values import Items, Range
from proposals.domain.verdicts import Mark, Rule, ScopeDifference
from proposals.domain.vocabulary import Frame, Holding
from proposals.language.explanations import explain, explain_briefly
from proposals.language.row_notes import row_notes
from proposals.language.wording import Wording
from tests.domain.examples import (
    ACCEPTS,
    CAP,
    CHOICE,
    DAYS,
    EXPECTS,
    ITEMS,
    LENGTH,
    NOT_CODED,
    OFFERS,
    PROPOSES,
    RELEASE,
    SCALE,
    SHARE,
    SILENT,
    TEXT,
    TIED,
    position,
    rejecting,
    scope,
    silent,
    term,
)
from tests.support.english import ENGLISH, parse, refused, value_of, write

NORTH, SOUTH, LEAGUE, EAST = "north", "south", "league", "east"
PARTIES = {NORTH: "North Shore", SOUTH: "South Shore", LEAGUE: "the League", EAST: "East Isle"}
PLAN = Column("n", "the northern plan", frozenset({NORTH}))
SECOND_PLAN = Column("n2", "the second northern plan", frozenset({NORTH}))
REPLY = Column("s", "the southern reply", frozenset({SOUTH}))
DRAFT = Column("l", "the League's draft", frozenset({LEAGUE}))
LETTER = Column("e", "the eastern letter", frozenset({EAST}))
OUTCOME = Column("o", "the agreed outcome", frozenset({NORTH, SOUTH}))
PRINCIPALS = frozenset({NORTH, SOUTH})
FULL_SILENCE = (SILENT, "", Basis.FULL)


def row(frame: Frame, *cells: tuple[Any, ...]) -> RowVerdict:
    """The verdict on cells, each a column with what it says."""
    positions = [position(column, frame, *said) for column, *said in cells]
    return compare_row(positions, holds=frame.holds)


def words(frame: Frame, verdict: RowVerdict) -> tuple[str, str]:
    """The short and the full sentence of the pair that stands for a row."""
    assert verdict.standing is not None
    wording = Wording(ENGLISH, frame, PARTIES)
    worst = verdict.standing.worst
    return explain_briefly(worst, wording), explain(worst, wording)


def notes(frame: Frame, verdict: RowVerdict) -> list[str]:
    """The notes on a row."""
    return [note.text for note in row_notes(verdict, Wording(ENGLISH, frame, PARTIES))]


# 1: a column that says nothing


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


# 2: two papers of one party


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


# 3: what all require


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


# 4: answers for several cases


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


# 5: other cases are no conflict


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


# 6: limits, and outcomes above all numbers


def test_two_caps_on_one_army_are_apart() -> None:
    verdict = row(CAP, (PLAN, "at most 600 soldiers"), (REPLY, "at most 800 soldiers"))
    assert verdict.rule is Rule.GAP
    assert words(CAP, verdict) == (
        "The limits differ: 200 soldiers apart.",
        "The northern plan asks for at most 600 soldiers; the southern reply asks for at most 800 "
        "soldiers. The limits differ: 200 soldiers apart.",
    )


@pytest.mark.parametrize(
    ("frame", "one", "other"),
    [
        (CAP, "no limit", "at most 600 soldiers"),
        (LENGTH, "a permanent truce", "60 days"),
    ],
)
def test_an_outcome_above_all_numbers_meets_no_number(frame, one, other) -> None:
    verdict = row(frame, (PLAN, one), (REPLY, other))
    assert verdict.rule is Rule.GAP
    assert verdict.worst is not None
    clash = verdict.worst.worst.clash
    assert isinstance(clash, Gap)
    assert (clash.distance, clash.size) == (Distance.TO_TOP, None)
    assert words(frame, verdict)[0] == f"They do not meet: “{one}” lies above every number."


def test_an_open_end_and_any_amount_hold_the_outcome_above_all_numbers() -> None:
    for wide in ("at least 60 days", "any number of days"):
        verdict = row(LENGTH, (PLAN, wide), (REPLY, "a permanent truce"))
        assert verdict.mark is Mark.COMPATIBLE
        assert words(LENGTH, verdict)[0] == "Both admit a permanent truce."


def test_a_limit_in_the_wrong_direction_is_refused() -> None:
    for data in ("at least 600 soldiers", {"at_least": "600"}, "more than 600 soldiers"):
        with refused("asks for a limit itself"):
            value_of(data, CAP)


# 7: forces


@pytest.mark.parametrize(
    ("one", "other"), [(OFFERS, ACCEPTS), ({}, OFFERS), (PROPOSES, ACCEPTS), (EXPECTS, EXPECTS)]
)
def test_what_one_offers_and_another_takes_is_agreed(one, other) -> None:
    assert row(DAYS, (DRAFT, ("60 days", one)), (PLAN, ("60 days", other))).mark is Mark.AGREE


def test_an_offer_that_is_accepted_reads_so() -> None:
    verdict = row(DAYS, (DRAFT, ("60 days", OFFERS)), (PLAN, ("60 days", ACCEPTS)))
    assert words(DAYS, verdict) == (
        "Both give the same answer: 60 days.",
        "The League's draft offers 60 days; the northern plan accepts 60 days. "
        "Both give the same answer: 60 days.",
    )


def test_a_mediator_proposes_and_does_not_ask_for() -> None:
    verdict = row(DAYS, (DRAFT, ("60 days", PROPOSES)), (PLAN, *FULL_SILENCE))
    assert words(DAYS, verdict)[1].startswith("The League's draft proposes 60 days.")


def test_thirty_demanded_and_thirty_expected_differ_in_force() -> None:
    verdict = row(DAYS, (PLAN, "at least 30 days"), (REPLY, ("at least 30 days", EXPECTS)))
    assert verdict.rule is Rule.FORCE
    assert words(DAYS, verdict)[0] == (
        "Both give the same answer: at least 30 days. The southern reply only expects this."
    )


def test_thirty_demanded_and_more_expected_differ_in_force_though_they_only_meet() -> None:
    verdict = row(DAYS, (PLAN, "30 days"), (REPLY, ("at least 30 days", EXPECTS)))
    assert verdict.rule is Rule.FORCE
    assert words(DAYS, verdict)[0] == (
        "Both admit exactly 30 days. The southern reply only expects this."
    )


def test_a_rejected_point_is_a_conflict_and_counts_as_an_answer() -> None:
    point = position(PLAN, DAYS, "30 days")
    verdict = compare_row([point, rejecting(position(REPLY, DAYS, NOT_CODED), point)])
    assert (verdict.mark, verdict.rule) == (Mark.CONFLICT, Rule.REJECTION)
    assert len(verdict.answering) == 2
    assert words(DAYS, verdict) == (
        "The southern reply rejects this point of the northern plan.",
        "The northern plan asks for 30 days. "
        "The southern reply rejects this point of the northern plan.",
    )


def test_a_rejection_counts_for_nothing_where_its_point_does_not_stand() -> None:
    point = position(PLAN, DAYS, "30 days")
    reply = rejecting(position(REPLY, DAYS, *FULL_SILENCE), point)
    verdict = compare_row([position(DRAFT, DAYS, "30 days"), reply])
    assert verdict.mark is Mark.ONE_SIDE
    assert len(verdict.answering) == 1


def test_nothing_could_be_met_together_where_a_point_was_rejected() -> None:
    point = position(PLAN, DAYS, "30 days")
    verdict = compare_row([point, rejecting(position(REPLY, DAYS, "at least 20 days"), point)])
    assert verdict.rule is Rule.REJECTION
    assert verdict.could_be_met_together is None
    assert not verdict.common_ground


def test_a_rejected_point_in_a_later_edit_that_keeps_it_is_a_conflict() -> None:
    point = position(PLAN, DAYS, "30 days")
    later = Position(Column("n-2", "the later plan", PLAN.parties), point.terms)
    reply = Position(REPLY, rejections=(Rejection("n-2", frozenset(later.terms)),))
    assert compare_row([later, reply]).rule is Rule.REJECTION
    changed = position(later.column, DAYS, "20 days")
    assert compare_row([changed, reply]).mark is Mark.NOT_COMPARED


def test_an_accepted_point_is_an_answer_unless_there_is_one_of_its_own() -> None:
    point = position(PLAN, DAYS, "30 days")
    accepted = (term(DAYS, "30 days", force=Force.ACCEPTS, accepted="n"),)
    silent_one = Position(REPLY, accepted=accepted)
    assert compare_row([point, silent_one]).mark is Mark.AGREE
    own = Position(REPLY, (term(DAYS, "10 days"),), accepted=accepted)
    verdict = compare_row([point, own])
    assert verdict.rule is Rule.GAP
    assert own.accepted == accepted


# 8: the same scope in other letters


def test_a_scope_in_other_letters_is_the_same_scope() -> None:
    verdict = row(
        DAYS,
        (PLAN, ("30 days", {"case": Case("in peacetime")})),
        (REPLY, ("30 days", {"case": Case("In  Peacetime. ")})),
    )
    assert verdict.rule is Rule.AGREEMENT


# 9: whose duty it is


def test_a_duty_of_a_party_and_an_observer_names_both() -> None:
    duty = {"bearers": frozenset({NORTH, LEAGUE})}
    found = asymmetry(position(REPLY, DAYS, ("30 days", duty)), PRINCIPALS)
    assert found is not None
    sentence = Wording(ENGLISH, DAYS, PARTIES).asymmetry(found)
    assert sentence == "Asked of North Shore and the League only."


def test_a_mutual_duty_among_many_parties_is_not_asked_of_two_only() -> None:
    eight = frozenset({NORTH, SOUTH, EAST, LEAGUE, "p", "q", "r", "s"})
    mutual = {"bearers": frozenset({NORTH, SOUTH})}
    for column in (PLAN, REPLY, Column("m", "the mediators' plan", frozenset({"mediator"}))):
        assert asymmetry(position(column, DAYS, ("30 days", mutual)), eight) is None


# 10: who acts, said by one side only


def test_a_document_that_does_not_say_who_acts_differs_in_nothing() -> None:
    verdict = row(DAYS, (PLAN, ("30 days", {"bearers": frozenset({NORTH})})), (REPLY, "30 days"))
    assert verdict.rule is Rule.AGREEMENT
    assert words(DAYS, verdict) == (
        "The northern plan and the southern reply both ask for 30 days.",
        "The northern plan and the southern reply both ask for 30 days. Only the northern plan "
        "says who must act: North Shore.",
    )


def test_two_offers_of_one_act_by_different_actors_differ_in_who_acts() -> None:
    verdict = row(
        DAYS,
        (PLAN, ("30 days", {**OFFERS, "bearers": frozenset({NORTH})})),
        (REPLY, ("30 days", {**OFFERS, "bearers": frozenset({SOUTH})})),
    )
    assert verdict.rule is Rule.QUALIFIER
    assert words(DAYS, verdict)[0] == (
        "Both give the same answer: 30 days. In the northern plan it falls to North Shore; "
        "in the southern reply it falls to South Shore."
    )


# 11: numbers (see also test_scalars.py)


@pytest.mark.parametrize(
    ("written", "readings"),
    [("6.000 soldiers", "6 or 6,000"), ("at most 800.000 soldiers", "800 or 800,000")],
)
def test_a_number_that_could_be_parted_by_thousands_is_never_guessed(written, readings) -> None:
    with refused(readings):
        parse(written, CAP)


def test_shares_are_percentage_points_apart() -> None:
    verdict = row(SHARE, (PLAN, "50 %"), (REPLY, "33 %"))
    assert words(SHARE, verdict)[0] == "The ranges do not meet: 17 percentage points apart."


# 12 and 14: why a document does not answer


@pytest.mark.parametrize(
    ("absence", "sentence"),
    [
        (silent(Basis.FULL), "Nothing on this was found in the full text of the southern reply."),
        (
            silent(Basis.DIGEST),
            "Nothing on this was found in the digests of the southern reply that were read.",
        ),
        (
            Absence(AbsenceKind.STRUCK_OUT),
            "The southern reply strikes this out of the text that it edits.",
        ),
        (
            Absence(AbsenceKind.ELSEWHERE, where="the annex on money"),
            "The southern reply moves this to another paper: the annex on money.",
        ),
        (Absence(AbsenceKind.DEFERRED), "The southern reply leaves this to later talks."),
        (
            Absence(AbsenceKind.WITHDRAWN),
            "The southern reply no longer answers this: the answer was withdrawn.",
        ),
    ],
)
def test_why_a_document_does_not_answer_is_said_by_what_was_read(absence, sentence) -> None:
    verdict = row(DAYS, (PLAN, "30 days"), (REPLY, absence))
    assert verdict.rule is Rule.ONE_SIDE
    assert words(DAYS, verdict) == (sentence, f"The northern plan asks for 30 days. {sentence}")


# 13: nested answers


def test_nested_answers_are_steps_of_a_scale() -> None:
    verdict = row(SCALE, (PLAN, "some sanctions lifted"), (REPLY, "all sanctions lifted"))
    assert verdict.rule is Rule.GAP
    assert words(SCALE, verdict) == (
        "They are 1 step apart on the scale.",
        "The northern plan asks for some sanctions lifted; the southern reply asks for all "
        "sanctions lifted. They are 1 step apart on the scale.",
    )
    meeting = row(SCALE, (PLAN, "at least some sanctions lifted"), (REPLY, "all sanctions lifted"))
    assert meeting.mark is Mark.COMPATIBLE


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
