"""Forces, actors and answers to points that once misled a reader."""

import pytest

from proposals.domain.duties import asymmetry
from proposals.domain.rows import compare_row
from proposals.domain.terms import Column, Force, Position, Rejection
from proposals.domain.verdicts import Mark, Rule
from proposals.language.wording import Wording
from tests.domain.examples import (
    ACCEPTS,
    DAYS,
    EXPECTS,
    NOT_CODED,
    OFFERS,
    PROPOSES,
    position,
    rejecting,
    term,
)
from tests.domain.shores import (
    DRAFT,
    EAST,
    FULL_SILENCE,
    LEAGUE,
    NORTH,
    PARTIES,
    PLAN,
    PRINCIPALS,
    REPLY,
    SOUTH,
    row,
    words,
)
from tests.support.english import ENGLISH

# Forces


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


# Whose duty it is


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


# Who acts, said by one side only


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
