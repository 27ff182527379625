"""Every rule on every kind, from a table that people can read: `rules.toml`."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from proposals.domain.relations import Contested, Gap, Inverted
from proposals.domain.rows import Pair, compare_positions
from proposals.domain.terms import Absence, AbsenceKind, Basis, Condition
from proposals.domain.verdicts import Mark, Qualifier, Rule
from proposals.language.explanations import BRIEF, explain_in_parts
from proposals.language.wording import Wording
from tests.domain import examples
from tests.domain.examples import (
    CHOICE,
    DATE,
    DAYS,
    ENGLISH,
    ITEMS,
    MEMO,
    OFFERS,
    OTHER,
    PARTIES,
    SEQUENCE,
    TALKS,
    TIED,
    Said,
    briefly,
    explained,
    pair,
    position,
)

Example = dict[str, Any]

EXAMPLES: list[Example] = tomllib.loads(
    Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
)["examples"]
QUALIFIERS: dict[str, dict[str, Any]] = {
    "offers": OFFERS,
    "accepts": examples.ACCEPTS,
    "expects": examples.EXPECTS,
    "proposes": examples.PROPOSES,
    "elections": {"condition": Condition("elections")},
    "tied": TIED,
    "waits": examples.WAITS,
    "peacetime": examples.PEACETIME,
    "bracketed": examples.BRACKETED,
    "by-ukraine": {"bearers": frozenset({"ukraine"})},
    "by-russia": {"bearers": frozenset({"russia"})},
}


def _said(written: Any) -> Said:
    match written:
        case [[*_], *_]:
            return [_said(one) for one in written]
        case [words, *names]:
            qualifiers = [QUALIFIERS.get(name) or examples.scope(name) for name in names]
            return words, {key: value for one in qualifiers for key, value in one.items()}
    if written in ABSENCES:
        return ABSENCES[written]
    return AbsenceKind(written.lower()) if written.isupper() else written


def compared(example: Example, *, turned: bool = False) -> Pair:
    sides = [_said(example["left"]), _said(example["right"])]
    found = pair(frame_of(example), *(reversed(sides) if turned else sides))
    if "rejects" not in example:
        return found
    cells = [found.left, found.right]
    place = ["left", "right"].index(example["rejects"]) ^ turned
    cells[place] = examples.rejecting(cells[place], cells[1 - place])
    return compare_positions(*cells)


def frame_of(example: Example) -> Any:
    return getattr(examples, example["question"].upper())


def _name(example: Example) -> str:
    return f"{example['rule']}-{example['left']}-{example['right']}"


ABSENCES = {
    "SILENT IN FULL TEXT": examples.silent(Basis.FULL),
    "SILENT IN DIGESTS": examples.silent(Basis.DIGEST),
    "STRUCK OUT": Absence(AbsenceKind.STRUCK_OUT),
    "ELSEWHERE": Absence(AbsenceKind.ELSEWHERE, where="the annex on money"),
}
MARKS = {
    Rule.REJECTION: Mark.CONFLICT,
    Rule.AGREEMENT: Mark.AGREE,
    Rule.COMMON_PART: Mark.COMPATIBLE,
    Rule.GAP: Mark.CONFLICT,
    Rule.CONTRADICTION: Mark.CONFLICT,
    Rule.ORDER: Mark.CONFLICT,
    Rule.FORCE: Mark.DIFFERS,
    Rule.QUALIFIER: Mark.DIFFERS,
    Rule.ONE_SIDE: Mark.ONE_SIDE,
    Rule.NOT_COMPARED: Mark.NOT_COMPARED,
}


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_an_example_gets_its_rule_its_mark_and_its_words(example: Example) -> None:
    found = compared(example)
    verdict = found.worst
    assert (verdict.rule, verdict.relation or "") == (example["rule"], example["relation"])
    assert verdict.mark is MARKS[verdict.rule]
    assert explained(frame_of(example), found) == example["text"]
    assert briefly(frame_of(example), found) == example["brief"]


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_the_short_form_of_an_example_is_short_and_the_rest_is_not_lost(example: Example) -> None:
    verdict, wording = compared(example).worst, Wording(ENGLISH, frame_of(example), PARTIES)
    brief = example["brief"]
    assert 0 < len(brief.split()) <= BRIEF
    told = {*_sentences(brief), *_sentences(explain_in_parts(verdict, wording).rest)}
    assert {*_sentences(example["text"])} <= told


def _sentences(text: str) -> list[str]:
    """The sentences of a text without the case that they name."""
    named = re.compile(r" \((?:phase|in |the |except|on )[^()]*\)")
    return re.split(r"(?<=[.]) (?=[A-Z])", named.sub("", text))


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_an_example_turned_round_gets_the_same_rule(example: Example) -> None:
    there, back = compared(example).worst, compared(example, turned=True).worst
    assert back.rule is there.rule
    assert back.relation is (there.relation.mirrored if there.relation else None)
    assert back.differences == there.differences


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_the_words_of_an_example_have_no_loose_ends(example: Example) -> None:
    for text in (example["text"], example["brief"]):
        _check_ends(text)


def _check_ends(text: str) -> None:
    loose = ("  ", "..", " .", ";;", ": .", "two-sides", "third-countries", "Choice", "{", "()")
    assert not [ends for ends in loose if ends in text]
    assert text[0].isupper()
    assert text.endswith(".")


def test_the_table_has_every_rule_and_every_question() -> None:
    assert {example["rule"] for example in EXAMPLES} == set(Rule)
    asked = {example["question"] for example in EXAMPLES}
    assert asked == {
        "choice", "items", "days", "share", "bodies", "date", "sequence", "text",
        "length", "cap", "release", "scale",
    }  # fmt: skip


def test_two_documents_are_told_apart_by_number_not_by_other_verbs() -> None:
    singular = explained(DAYS, pair(DAYS, "30 days", "2 to 3 days", OTHER))
    assert singular == (
        "Ukraine's memorandum asks for 30 days; Russia's memorandum asks for 2 to 3 days. "
        "The ranges do not meet: 27 days apart."
    )


def test_the_gap_of_the_two_ceasefires_is_27_days() -> None:
    clash = pair(DAYS, "at least 30 days", ("2 to 3 days", OFFERS)).worst.clash
    assert isinstance(clash, Gap)
    assert (clash.size, clash.unit, clash.left_below) == (27, DAYS.unit, False)


def test_sets_that_meet_at_30_days_differ_when_one_is_tied_to_the_withdrawal() -> None:
    verdict = pair(DAYS, "at least 30 days", ("30 days", TIED), OTHER).worst
    assert verdict.rule is Rule.QUALIFIER
    assert verdict.differences == {Qualifier.CONDITION}
    assert verdict.common == position(MEMO, DAYS, "30 days").terms[0].value


def test_contested_items_are_named_with_the_side_that_wants_them() -> None:
    clash = pair(ITEMS, "a halt at sea; not a halt on land", "only a halt on land").worst.clash
    assert clash == Contested(frozenset({"sea"}), frozenset({"land"}))


def test_the_inverted_pair_is_named() -> None:
    clash = pair(
        SEQUENCE,
        "a ceasefire, then talks on territory",
        "talks on territory, then a ceasefire",
    ).worst.clash
    assert clash == Inverted(frozenset({("ceasefire", "talks")}), ("ceasefire", "talks"))


def test_a_hidden_difference_is_still_said() -> None:
    left = ("monitoring with third countries", TIED)
    verdict = pair(CHOICE, left, "monitoring by the two sides alone").worst
    assert verdict.rule is Rule.CONTRADICTION
    assert Qualifier.CONDITION in verdict.differences


def test_answers_of_different_kinds_are_not_compared() -> None:
    cells = position(MEMO, DAYS, "30 days"), position(TALKS, DATE, "1 June 2025")
    found = compare_positions(*cells)
    assert (found.worst.rule, found.worst.relation) == (Rule.NOT_COMPARED, None)
    assert explained(DAYS, found) == (
        "Ukraine's memorandum asks for 30 days; the Russian delegation's statements ask for "
        "1 June 2025. Answers of different kinds or units cannot be compared."
    )
