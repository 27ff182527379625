"""Limits, tops, numbers, scales and absences that once misled a reader."""

import pytest

from proposals.domain.relations import Distance, Gap
from proposals.domain.terms import Absence, AbsenceKind, Basis
from proposals.domain.verdicts import Mark, Rule
from tests.domain.examples import (
    CAP,
    DAYS,
    LENGTH,
    SCALE,
    SHARE,
    silent,
)
from tests.domain.shores import PLAN, REPLY, row, words
from tests.support.english import parse, refused, value_of

# Limits, and outcomes above all numbers


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


# Numbers (see also test_scalars.py)


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


# Why a document does not answer


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


# Nested answers


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
