"""What became of a question between two texts, and towards whom: examples that people read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from proposals.domain.approaches import Approach, Direction, contradictions
from proposals.domain.changes import SEEN_IN_FULL, Change, NotComputedBecause, Seen
from proposals.domain.movement import Movement, movement
from proposals.domain.relations import Gap
from proposals.domain.terms import Absence, AbsenceKind, Column, Condition, Position, Term
from proposals.domain.verdicts import Qualifier, ScopeDifference
from proposals.domain.vocabulary import Frame
from tests.domain.examples import (
    ACCEPTS,
    BRACKETED,
    CAP,
    CHOICE,
    DATE,
    DAYS,
    EXPECTS,
    ITEMS,
    LENGTH,
    MEMO,
    OFFERS,
    OTHER,
    RELEASE,
    SCALE,
    SEQUENCE,
    SHARE,
    TEXT,
    TIED,
    Said,
    position,
    rejecting,
    scope,
)

FIRST = Column("a1", "the first draft", frozenset({"a"}))
SECOND = Column("a2", "the second draft", frozenset({"a"}))


def _cell(column: Column, frame: Frame, said: Said) -> Position:
    return position(column, frame, *(said if isinstance(said, list) else [said]))


def moved(
    frame: Frame,
    old: Said,
    new: Said,
    *others: Said,
    reworded: bool = False,
    seen: Seen = SEEN_IN_FULL,
) -> Movement:
    """The movement between what two texts say, with others beside them."""
    cells = [_cell(replace(OTHER, key=f"o{n}"), frame, said) for n, said in enumerate(others)]
    return movement(
        _cell(FIRST, frame, old),
        _cell(SECOND, frame, new),
        others=cells,
        reworded=reworded,
        holds=frame.holds,
        seen=seen,
    )


def gaps(approach: Approach) -> tuple[Any, Any, str]:
    """The gaps before and after, and the key of their unit."""
    before, after = approach.before.clash, approach.after.clash
    assert isinstance(before, Gap)
    assert isinstance(after, Gap)
    assert before.unit == after.unit
    return before.size, after.size, after.unit.key if after.unit else ""


# What changed


@pytest.mark.parametrize(
    ("frame", "old", "new", "change"),
    [
        (DAYS, "30 days", "30 days", Change.UNCHANGED),
        (DAYS, "2 weeks", "14 days", Change.UNCHANGED),
        (DAYS, "at least 30 days", "at least 20 days", Change.WIDENED),
        (DAYS, "at least 20 days", "at least 30 days", Change.NARROWED),
        (DAYS, "30 days", "60 days", Change.MOVED),
        (DAYS, "10 to 30 days", "20 to 40 days", Change.MOVED),
        (LENGTH, "at least 30 days", "a permanent truce", Change.NARROWED),
        (LENGTH, "30 days", "a permanent truce", Change.MOVED),
        (CAP, "at most 600000 soldiers", "at most 800000 soldiers", Change.MOVED),
        (CHOICE, ["monitoring by the United Nations"],
         {"admits": ["un", "two-sides"]}, Change.WIDENED),
        (SCALE, {"at_least": "some"}, {"at_least": "all"}, Change.NARROWED),
        (ITEMS, {"requires": ["air", "sea"]}, {"requires": ["air"]}, Change.WIDENED),
        (ITEMS, {"requires": ["air"]}, {"requires": ["air"], "excludes": ["sea"]}, Change.NARROWED),
        (ITEMS, {"requires": ["air"]}, {"requires": ["sea"]}, Change.MOVED),
        (DATE, "from 1 June 2025", "from 20 June 2025", Change.NARROWED),
        (SEQUENCE, {"chains": [["ceasefire", "talks", "exchange"]]},
         {"chains": [["ceasefire", "talks"]]}, Change.WIDENED),
        (TEXT, {"text": "Soon."}, {"text": "Soon."}, Change.UNCHANGED),
    ],
)  # fmt: skip
def test_the_sets_of_two_texts_say_what_changed(frame, old, new, change) -> None:
    assert moved(frame, old, new).change is change


@pytest.mark.parametrize(
    ("old", "new", "change", "differences"),
    [
        ("30 days", ("30 days", OFFERS), Change.FORCE, {Qualifier.FORCE}),
        (("30 days", EXPECTS), ("30 days", ACCEPTS), Change.FORCE, {Qualifier.FORCE}),
        ("30 days", ("30 days", TIED), Change.SCOPE_OR_CONDITION, {Qualifier.CONDITION}),
        (("30 days", TIED), ("30 days", {"condition": Condition("an election")}),
         Change.SCOPE_OR_CONDITION, {Qualifier.CONDITION}),
        ("30 days", ("30 days", {"bearers": frozenset({"russia"})}),
         Change.SCOPE_OR_CONDITION, {Qualifier.BEARER}),
        ("30 days", ("30 days", OFFERS | TIED), Change.SCOPE_OR_CONDITION,
         {Qualifier.CONDITION, Qualifier.FORCE}),
        ("30 days", ("60 days", OFFERS | TIED), Change.MOVED,
         {Qualifier.CONDITION, Qualifier.FORCE}),
        ("30 days", ("30 days", BRACKETED), Change.BRACKETS, set()),
        (("30 days", BRACKETED), ("30 days", OFFERS), Change.FORCE, {Qualifier.FORCE}),
        ("30 days", ("30 days", scope("front")), Change.SCOPE_OR_CONDITION, {Qualifier.SCOPE}),
    ],
)  # fmt: skip
def test_what_stands_beside_the_same_answer_is_a_change_of_its_own(
    old, new, change, differences
) -> None:
    found = moved(DAYS, old, new)
    assert (found.change, found.differences) == (change, differences)


AIR, SEA, BOTH = ({"requires": items} for items in (["air"], ["sea"], ["air", "sea"]))
FIRST_PART, SECOND_PART = Seen(before=False), Seen(after=False)


@pytest.mark.parametrize(
    ("frame", "old", "new", "seen", "change"),
    [
        (ITEMS, BOTH, AIR, SECOND_PART, Change.PARTLY_SEEN),
        (ITEMS, BOTH, AIR, FIRST_PART, Change.WIDENED),
        (ITEMS, AIR, BOTH, FIRST_PART, Change.PARTLY_SEEN),
        (ITEMS, AIR, BOTH, SECOND_PART, Change.NARROWED),
        (ITEMS, AIR, SEA, FIRST_PART, Change.PARTLY_SEEN),
        (ITEMS, AIR, SEA, SECOND_PART, Change.PARTLY_SEEN),
        (ITEMS, AIR, {"excludes": ["air"]}, Seen(before=False, after=False), Change.MOVED),
        (ITEMS, AIR, AIR, Seen(before=False, after=False), Change.UNCHANGED),
        # A number is one statement: it is seen, or it is not.
        (DAYS, "30 days", "at least 30 days", SECOND_PART, Change.WIDENED),
        (DAYS, "30 days", "60 days", SECOND_PART, Change.MOVED),
        (DAYS, ("30 days", TIED), "30 days", SECOND_PART, Change.UNCHANGED),
        (DAYS, ("30 days", TIED), "30 days", FIRST_PART, Change.SCOPE_OR_CONDITION),
        (DAYS, "30 days", ("30 days", TIED), FIRST_PART, Change.UNCHANGED),
        (DAYS, "30 days", ("30 days", {"bearers": frozenset({"a"})}), FIRST_PART, Change.UNCHANGED),
        (DAYS, ("30 days", {"bearers": frozenset({"a"})}),
         ("30 days", {"bearers": frozenset({"b"})}), FIRST_PART, Change.SCOPE_OR_CONDITION),
        (DAYS, [("5 days", scope("phase-1")), ("9 days", scope("phase-2"))],
         ("5 days", scope("phase-1")), SECOND_PART, Change.UNCHANGED),
    ],
)  # fmt: skip
def test_what_may_stand_in_an_unseen_part_is_no_change(frame, old, new, seen, change) -> None:
    assert moved(frame, old, new, seen=seen).change is change


def test_words_alone_are_another_change_only_where_nothing_else_is() -> None:
    assert moved(DAYS, "30 days", "30 days", reworded=True).change is Change.REWORDED
    for new, change in (("at least 30 days", Change.WIDENED), (("30 days", OFFERS), Change.FORCE)):
        assert moved(DAYS, "30 days", new, reworded=True).change is change


ABSENT = {
    AbsenceKind.SILENT: Change.SILENT,
    AbsenceKind.DEFERRED: Change.SILENT,
    AbsenceKind.WITHDRAWN: Change.SILENT,
    AbsenceKind.STRUCK_OUT: Change.STRUCK_OUT,
    AbsenceKind.ELSEWHERE: Change.ELSEWHERE,
}


@pytest.mark.parametrize("kind", ABSENT)
def test_an_answer_appears_or_goes_where_the_absence_was_checked(kind: AbsenceKind) -> None:
    gone = moved(DAYS, "30 days", kind)
    assert gone.change is ABSENT[kind]
    assert gone.new.absence.kind is kind
    assert moved(DAYS, kind, "30 days").change is Change.NEW
    for other in ABSENT:
        assert moved(DAYS, kind, other).change is Change.UNANSWERED


@pytest.mark.parametrize("said", ["30 days", *AbsenceKind])
def test_no_change_is_claimed_from_or_to_what_is_not_coded(said: Said) -> None:
    for found in (
        moved(DAYS, said, AbsenceKind.NOT_CODED),
        moved(DAYS, AbsenceKind.NOT_CODED, said),
    ):
        assert found.change is Change.UNKNOWN
        assert not found.parts
        assert not found.approaches


@pytest.mark.parametrize(
    ("frame", "old", "new", "cause"),
    [
        (TEXT, {"text": "Soon."}, {"text": "Later."}, NotComputedBecause.PROSE),
        (DAYS, "30 days", ["30 days", "60 days"], NotComputedBecause.INCONSISTENT),
        (DAYS, ["30 days", "60 days"], "30 days", NotComputedBecause.INCONSISTENT),
        (DAYS, ["30 days", "60 days"], AbsenceKind.SILENT, NotComputedBecause.INCONSISTENT),
        (DAYS, AbsenceKind.SILENT, ["30 days", "60 days"], NotComputedBecause.INCONSISTENT),
        (DAYS, "30 days", [("30 days", {"option": "1"}), ("60 days", {"option": "2"})],
         NotComputedBecause.OPTIONS),
    ],
)  # fmt: skip
def test_nothing_is_computed_from_prose_inconsistent_coding_and_other_options(
    frame, old, new, cause
) -> None:
    found = moved(frame, old, new)
    assert (found.change, found.cause) == (Change.NOT_COMPUTED, cause)


def test_values_of_other_units_are_not_computed() -> None:
    cells = _cell(FIRST, DAYS, "30 days"), _cell(SECOND, SHARE, "30 %")
    assert movement(*cells).cause is NotComputedBecause.UNLIKE


def test_to_reject_the_point_of_another_is_no_answer_to_compare() -> None:
    point = _cell(OTHER, DAYS, "30 days")
    rejects = rejecting(Position(SECOND), point)
    for old in (_cell(FIRST, DAYS, "30 days"), _cell(FIRST, DAYS, AbsenceKind.SILENT)):
        assert movement(old, rejects).cause is NotComputedBecause.REJECTION
        assert movement(rejects, old).cause is NotComputedBecause.REJECTION
    assert movement(Position(FIRST), rejects).change is Change.UNKNOWN


# Cases and options


def test_each_case_of_which_both_speak_has_its_change() -> None:
    found = moved(
        DAYS,
        [("5 days", scope("phase-1")), ("at most 9 days", scope("phase-2"))],
        [("5 days", scope("phase-1")), ("at most 12 days", scope("phase-2"))],
    )
    assert found.change is Change.WIDENED
    assert [(p.in_case.case.key, p.change) for p in found.parts] == [
        ("phase-1", Change.UNCHANGED), ("phase-2", Change.WIDENED),
    ]  # fmt: skip
    assert [part.in_case.case.key for part in found.deciding] == ["phase-2"]


def test_wider_here_and_narrower_there_is_neither() -> None:
    found = moved(
        DAYS,
        [("at most 5 days", scope("phase-1")), ("at most 9 days", scope("phase-2"))],
        [("at most 4 days", scope("phase-1")), ("at most 12 days", scope("phase-2"))],
    )
    assert found.change is Change.MOVED
    assert {part.change for part in found.deciding} == {Change.WIDENED, Change.NARROWED}


def test_an_answer_for_a_narrower_case_is_held_against_the_general_one() -> None:
    found = moved(DAYS, "30 days", ["30 days", ("60 days", scope("front"))])
    assert found.change is Change.MOVED
    assert [part.in_case.case.key for part in found.deciding] == ["front"]
    assert not found.added


def test_a_further_case_keeps_a_wider_answer_from_being_wider() -> None:
    old = ("at most 5 days", scope("phase-1"))
    new = ("at most 9 days", scope("phase-1"))
    found = moved(DAYS, old, [new, ("5 days", scope("phase-2"))])
    assert (found.change, [case.key for case in found.added]) == (Change.MOVED, ["phase-2"])
    assert moved(DAYS, [old, ("5 days", scope("phase-2"))], new).change is Change.WIDENED


@pytest.mark.parametrize(
    ("frame", "old", "new", "difference"),
    [
        (DAYS, ("5 days", scope("phase-1")), ("9 days", scope("phase-2")), ScopeDifference.APART),
        (DAYS, ("5 days", scope("at sea")), ("9 days", scope("ashore")), ScopeDifference.UNCLEAR),
        (RELEASE, "5 prisoners", ("3 prisoners", scope("injured")), ScopeDifference.TOTAL),
    ],
)
def test_other_cases_are_not_held_against_each_other(frame, old, new, difference) -> None:
    found = moved(frame, old, new, "5 prisoners" if frame is RELEASE else "5 days")
    assert (found.change, found.scope_difference) == (Change.SCOPE_OR_CONDITION, difference)
    assert not found.parts
    assert not found.approaches


def test_options_of_the_same_names_are_compared_by_name() -> None:
    old = [("30 days", {"option": "1"}), ("60 days", {"option": "2"})]
    new = [("60 days", {"option": "2"}), ("at least 30 days", {"option": "1"})]
    found = moved(DAYS, old, new, "10 days")
    assert found.change is Change.WIDENED
    assert {part.left.option: part.change for part in found.parts} == {
        "1": Change.WIDENED, "2": Change.UNCHANGED,
    }  # fmt: skip
    assert not found.approaches


def test_the_only_alternative_of_a_text_may_have_any_name() -> None:
    named = ("30 days", {"option": "1"})
    assert moved(DAYS, named, "60 days").change is Change.MOVED
    assert moved(DAYS, "30 days", named).change is Change.UNCHANGED


def test_the_whole_is_told_without_the_cases_that_have_an_answer_of_their_own() -> None:
    front = ("5 days", scope("front"))
    found = moved(DAYS, ["30 days", front], ["60 days", front], ["90 days", front])
    (part,), (approach,) = found.deciding, found.approaches
    for in_case in (part.in_case, approach.in_case):
        assert in_case.case.is_whole
        assert [case.key for case in in_case.without] == ["front"]


def test_a_change_that_is_known_stands_beside_prose() -> None:
    old = [("30 days", scope("phase-1")), ({"text": "Soon."}, scope("phase-2"))]
    prose = ({"text": "Later."}, scope("phase-2"))
    cells = [
        Position(FIRST, tuple(_terms(old))),
        Position(SECOND, tuple(_terms([("60 days", scope("phase-1")), prose]))),
        Position(SECOND, tuple(_terms([("at least 30 days", scope("phase-1")), prose]))),
    ]
    assert movement(cells[0], cells[1]).change is Change.MOVED
    assert movement(cells[0], cells[2]).cause is NotComputedBecause.PROSE


def _terms(said: list[Any]) -> Iterator[Term]:
    for words, qualifiers in said:
        frame = TEXT if isinstance(words, dict) else DAYS
        yield from _cell(FIRST, frame, (words, qualifiers)).terms


# Towards whom


def test_the_gap_before_and_after_is_a_number_in_one_unit() -> None:
    (approach,) = moved(DAYS, "3 days", "13 days", "at least 30 days").approaches
    assert approach.direction is Direction.TOWARDS
    assert gaps(approach) == (27, 17, "day")
    assert approach.difference is not None
    assert approach.difference.size == 10
    (back,) = moved(DAYS, "13 days", "3 days", "at least 30 days").approaches
    assert (back.direction, gaps(back)) == (Direction.AWAY, (17, 27, "day"))


def test_gaps_in_two_units_are_given_in_their_base() -> None:
    (approach,) = moved(DAYS, "1 week", "9 days", "4 weeks").approaches
    assert (approach.direction, gaps(approach)) == (Direction.TOWARDS, (21, 19, "day"))
    (weeks,) = moved(DAYS, "1 week", "2 weeks", "4 weeks").approaches
    assert gaps(weeks) == (3, 2, "week")


@pytest.mark.parametrize(
    ("frame", "old", "new", "other", "direction"),
    [
        (DAYS, "3 days", "57 days", "30 days", Direction.SAME_DISTANCE),
        (DAYS, "3 days", "30 days", "30 days", Direction.MEETS_NOW),
        (DAYS, "30 days", "3 days", "30 days", Direction.NO_LONGER_MEETS),
        (DAYS, "30 days", "at least 20 days", "30 days", Direction.STILL_MEETS),
        (CAP, "at most 600000 soldiers", "at most 800000 soldiers", "no limit", Direction.TOWARDS),
        (CAP, "at most 800000 soldiers", "at most 600000 soldiers", "no limit", Direction.AWAY),
        (CAP, "no limit", "at most 600000 soldiers", "at most 5 soldiers", Direction.TOWARDS),
        (CAP, "at most 600000 soldiers", "no limit", "at most 5 soldiers", Direction.AWAY),
        (SCALE, {"admits": ["none"]}, {"admits": ["some"]}, {"admits": ["all"]},
         Direction.TOWARDS),
        (CHOICE, {"admits": ["un"]}, {"admits": ["two-sides"]}, {"admits": ["third-countries"]},
         Direction.STILL_APART),
        (CHOICE, {"admits": ["un"]}, {"admits": ["two-sides"]}, {"admits": ["two-sides"]},
         Direction.MEETS_NOW),
        (DATE, "1 June 2025", "10 June 2025", "20 June 2025", Direction.TOWARDS),
        (ITEMS, {"requires": ["air", "sea"]}, {"requires": ["air"]}, {"excludes": ["air", "sea"]},
         Direction.TOWARDS),
        (ITEMS, {"requires": ["air"]}, {"requires": ["sea"]}, {"excludes": ["air", "sea"]},
         Direction.SAME_DISTANCE),
        (SEQUENCE, {"chains": [["ceasefire", "talks"]]}, {"chains": [["ceasefire", "exchange"]]},
         {"chains": [["talks", "exchange", "ceasefire"]]}, Direction.SAME_DISTANCE),
        (SEQUENCE, {"chains": [["ceasefire", "talks", "exchange"]]},
         {"chains": [["talks", "ceasefire", "exchange"]]},
         {"chains": [["talks", "exchange", "ceasefire"]]}, Direction.TOWARDS),
    ],
)  # fmt: skip
def test_the_distance_to_another_says_towards_whom(frame, old, new, other, direction) -> None:
    (approach,) = moved(frame, old, new, other).approaches
    assert approach.direction is direction


def test_contradicted_items_are_counted() -> None:
    (approach,) = moved(
        ITEMS, {"requires": ["air", "sea"]}, {"requires": ["air"]}, {"excludes": ["air", "sea"]}
    ).approaches
    counts = contradictions(approach.before.clash), contradictions(approach.after.clash)
    assert counts == (2, 1)
    assert approach.difference is None


def test_no_approach_is_named_where_nothing_can_be_compared() -> None:
    two = [("5 days", {"option": "1"}), ("6 days", {"option": "2"})]
    apart = ("5 days", scope("phase-2"))
    old, new = ("30 days", scope("phase-1")), ("60 days", scope("phase-1"))
    for other in (AbsenceKind.SILENT, AbsenceKind.NOT_CODED, two, ["5 days", "6 days"], apart):
        found = moved(DAYS, old, new, other)
        assert (found.change, found.approaches) == (Change.MOVED, ()), other
    foreign = _cell(OTHER, SHARE, "5 %")
    cells = _cell(FIRST, DAYS, "30 days"), _cell(SECOND, DAYS, "60 days")
    assert movement(*cells, others=[foreign]).approaches == ()
    assert not moved(DAYS, "30 days", ("30 days", OFFERS), "5 days").approaches


def test_no_approach_to_a_point_that_was_rejected() -> None:
    old, new, other = (
        _cell(column, DAYS, said)
        for column, said in ((FIRST, "3 days"), (SECOND, "13 days"), (MEMO, "30 days"))
    )
    assert movement(old, new, others=[other]).approaches
    assert not movement(old, rejecting(new, other), others=[other]).approaches
    assert not movement(old, new, others=[rejecting(other, new)]).approaches


def test_a_meeting_on_another_condition_says_so() -> None:
    (approach,) = moved(DAYS, "3 days", "30 days", ("30 days", TIED)).approaches
    assert approach.direction is Direction.MEETS_NOW
    assert approach.differences == {Qualifier.CONDITION}


def test_every_other_has_its_own_approach_in_the_case_that_changed() -> None:
    old = [("3 days", scope("phase-1")), ("9 days", scope("phase-2"))]
    new = [("13 days", scope("phase-1")), ("9 days", scope("phase-2"))]
    found = moved(DAYS, old, new, "30 days", ("1 day", scope("phase-1")))
    assert [
        (one.other.key, one.in_case.case.key, one.direction, gaps(one)) for one in found.approaches
    ] == [
        ("o0", "phase-1", Direction.TOWARDS, (27, 17, "day")),
        ("o1", "phase-1", Direction.AWAY, (2, 12, "day")),
    ]


def test_the_paper_to_which_a_point_was_moved_is_kept() -> None:
    absence = Absence(AbsenceKind.ELSEWHERE, where="the second paper")
    found = movement(_cell(FIRST, DAYS, "30 days"), position(SECOND, DAYS, absence))
    assert (found.change, found.new.absence.where) == (Change.ELSEWHERE, "the second paper")
