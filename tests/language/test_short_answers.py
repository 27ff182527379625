"""Answers in one line: what decides stays, what surrounds it goes, nothing is cut in silence."""

import re
from dataclasses import replace
from typing import Any

import pytest

from proposals.domain.errors import InvalidVocabulary
from proposals.domain.rows import Pair, compare_positions
from proposals.domain.terms import Force
from proposals.domain.vocabulary import Entry, Frame, Kind
from proposals.language.base import Language
from proposals.language.explanations import BRIEF, explain_in_parts
from proposals.language.short_answers import short_answer, short_side
from proposals.language.vocabulary import check_vocabulary
from proposals.language.wording import LINE, Wording
from tests.domain.examples import (
    CHOICE,
    DAYS,
    EXPECTS,
    ITEMS,
    MEMO,
    OFFERS,
    OTHER,
    PARTIES,
    SEQUENCE,
    TIED,
    position,
    scope,
)
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.english import ENGLISH

PRINCIPALS = ("ukraine", "russia")
REGIONS = Frame(
    Kind.ITEMS,
    tuple(
        Entry(f"region-{number}", f"recognition of the {number} region", f"the {number} region")
        for number in ("northern", "southern", "eastern", "western", "central", "outer")
    ),
)


def pair(frame: Frame, ours: Any, theirs: Any) -> Pair:
    return compare_positions(position(MEMO, frame, ours), position(OTHER, frame, theirs))


def line(frame: Frame, ours: Any, theirs: Any, language: Language = ENGLISH) -> tuple[str, str]:
    """What stands on both sides of a mark."""
    verdict = pair(frame, ours, theirs).worst
    wording = Wording(language, frame, PARTIES)
    return (
        short_side(verdict, verdict.left, wording),
        short_side(verdict, verdict.right, wording),
    )


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("at least 30 days", "at least 30 days"),
        (("30 days", OFFERS), "offers 30 days"),
        (("30 days", EXPECTS), "expects 30 days"),
        (("30 days", {"force": Force.ACCEPTS}), "accepts 30 days"),
        (("30 days", {"force": Force.PROPOSES}), "proposes 30 days"),
        (("30 days", scope("front")), "30 days (the sectors of the front)"),
    ],
)
def test_a_demand_is_its_value_and_every_other_force_keeps_its_verb(said, short):
    (alternative,) = position(MEMO, DAYS, said).alternatives
    (answer,) = alternative.answers
    assert short_answer(answer, Wording(ENGLISH, DAYS, PARTIES)) == short


def test_a_refusal_is_never_a_bare_value():
    ours, theirs = line(ITEMS, {"excludes": ["air"]}, {"requires": ["air", "land"]})
    assert ours == "rules out a halt in the air"
    assert theirs == "a halt in the air"


def test_only_the_contested_entries_stand_beside_the_mark():
    ours, theirs = line(
        ITEMS,
        {"requires": ["air"], "excludes": ["sea"]},
        {"requires": ["land"], "excludes": ["air"]},
    )
    assert (ours, theirs) == ("a halt in the air", "rules out a halt in the air")


def test_of_two_orders_the_inverted_steps_are_told_from_both_sides():
    ours, theirs = line(
        SEQUENCE, "a ceasefire → talks on territory", "talks on territory → a ceasefire"
    )
    assert ours == "a ceasefire before talks on territory"
    assert theirs == "talks on territory before a ceasefire"


def test_of_steps_that_one_side_puts_together_it_says_so():
    ours, theirs = line(
        SEQUENCE, "a ceasefire → talks on territory", "a ceasefire together with talks on territory"
    )
    assert ours == "a ceasefire before talks on territory"
    assert theirs == "a ceasefire together with talks on territory"


def test_a_condition_that_decides_is_named():
    ours, theirs = line(DAYS, "30 days", ("30 days", TIED))
    assert (ours, theirs) == ("30 days", "30 days, on a condition")


def test_who_acts_is_named_where_nothing_else_parts_the_sides():
    by_one, by_both = ({"bearers": frozenset(keys)} for keys in ({"russia"}, PRINCIPALS))
    assert line(DAYS, ("30 days", by_one), ("30 days", by_both)) == (
        "30 days, to be done by Russia",
        "30 days, to be done by Ukraine and Russia",
    )
    assert line(DAYS, ("30 days", by_one), ("60 days", by_both)) == ("30 days", "60 days")


def test_choices_stand_whole():
    ours, theirs = line(
        CHOICE, "monitoring with third countries", "monitoring by the United Nations"
    )
    assert ours == "monitoring with third countries"
    assert theirs == "monitoring by the United Nations"


def test_a_long_list_names_what_one_line_holds_and_counts_the_rest():
    ours, theirs = line(
        REGIONS, {"excludes": list(REGIONS.labels)}, {"requires": list(REGIONS.labels)}
    )
    assert theirs == "the northern region, the southern region, the eastern region and 3 more"
    assert ours.startswith("rules out the northern region, ")
    assert ours.endswith(" and 3 more")
    assert len(theirs) < LINE + 20


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("the outer region", "the outer region"),
        ("the region " + "beyond " * 20, "1 more"),
    ],
    ids=["as long as the others", "longer than a line"],
)
def test_a_single_entry_is_named_and_not_counted(last, told):
    names = ["the northern region", "the southern region", "the eastern region"]
    entries = (Entry(f"e{number}", name) for number, name in enumerate([*names, last]))
    frame = Frame(Kind.ITEMS, tuple(entries))
    _ours, theirs = line(frame, {"excludes": list(frame.labels)}, {"requires": list(frame.labels)})
    assert theirs == f"{', '.join(names)} and {told}"


def test_labels_have_a_short_form_in_one_line_only():
    (alternative,) = position(MEMO, REGIONS, {"requires": ["region-outer"]}).alternatives
    (answer,) = alternative.answers
    wording = Wording(ENGLISH, REGIONS, PARTIES)
    assert short_answer(answer, wording) == "the outer region"
    assert str(wording.answer(answer)) == "asks for recognition of the outer region"


def test_short_labels_are_checked_as_labels_are():
    frame = Frame(Kind.CHOICE, (Entry("a", "one way", "north"), Entry("b", "another way", "north")))
    with pytest.raises(InvalidVocabulary):
        check_vocabulary(frame, ENGLISH)


def test_a_language_with_cases_has_lines_too():
    ours, theirs = line(
        SEQUENCE, "a ceasefire → talks on territory", "talks on territory → a ceasefire", MADE_UP
    )
    assert ours
    assert theirs
    assert ours != theirs


def test_the_short_sentence_counts_what_it_does_not_name_and_the_full_one_names_all():
    frame = replace(REGIONS, entries=tuple(replace(one, short="") for one in REGIONS.entries))
    both = pair(frame, {"excludes": list(frame.labels)}, {"requires": list(frame.labels)})
    said = explain_in_parts(both.worst, Wording(ENGLISH, frame, PARTIES))
    assert re.search(r" and [1-5] more", said.brief)
    assert len(said.brief.split()) <= BRIEF
    assert said.sums_up
    assert all(label in said.rest for label in frame.labels.values())
