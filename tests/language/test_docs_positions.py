"""What `docs/positions.md` shows is what the engine says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from proposals.domain.relations import Relation
from proposals.domain.storage import to_stored
from proposals.domain.verdicts import Mark, Rule
from proposals.domain.vocabulary import Kind
from tests.language.docs_examples import frame_of, outcome_of_pair, outcome_of_row
from tests.support.english import parse, refused, value_of, write
from tests.support.rules import rules_in

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "positions.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    """The rows below the line of a table that begins with `heading`."""
    lines = PAGE.splitlines()
    begins = next(n for n, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = lines[begins + 2 :]
    ends = next(n for n, line in enumerate(rows) if not line.startswith("|"))
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[:ends]]


def _input(written: str) -> Any:
    bare = written.strip("`")
    return json.loads(bare) if bare.startswith("{") else bare


FORMS = _table("question | plain form")
ALSO = _table("question | also accepted")
REFUSED = _table("question | refused")
EXAMPLES = re.findall(r"```example\n(.*?)\n```", PAGE, re.DOTALL)
ROWS = re.findall(r"```row\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("question", "plain", "stored"), FORMS)
def test_both_forms_state_the_same_value(question: str, plain: str, stored: str) -> None:
    frame, data = frame_of(question), _input(stored)
    value = value_of(data, frame)
    assert write(value, frame) == plain
    assert parse(plain, frame) == value
    assert to_stored(value, frame) == data


@pytest.mark.parametrize(("question", "written", "stored"), ALSO)
def test_other_ways_of_writing_are_stored_so(question: str, written: str, stored: str) -> None:
    frame = frame_of(question)
    assert to_stored(value_of(_input(written), frame), frame) == _input(stored)


@pytest.mark.parametrize(("question", "written", "because"), REFUSED)
def test_what_cannot_be_read_is_refused_for_that_reason(
    question: str, written: str, because: str
) -> None:
    with refused(f"{because}.* Allowed: "):
        value_of(_input(written), frame_of(question))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.splitlines()[3])
def test_an_example_of_a_rule_is_what_the_engine_says(example: str) -> None:
    lines = example.splitlines()
    assert outcome_of_pair(lines[:3]) == lines[3:]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.splitlines()[1])
def test_an_example_of_a_row_is_what_the_engine_says(row: str) -> None:
    lines = row.splitlines()
    asked = [line for line in lines if not line.startswith(("mark: ", "note: "))]
    assert outcome_of_row(asked) == lines[len(asked) :]


def test_the_table_of_rules_gives_each_rule_its_mark() -> None:
    assert [(rule, mark) for rule, mark, _ in _table("rule")] == [(r, r.mark) for r in Rule]


def test_every_rule_has_an_example() -> None:
    assert {line for text in EXAMPLES for line in re.findall(r"verdict: (R\d+)", text)} == set(Rule)
    assert len(ROWS) > 3


def test_every_rule_has_its_turn_and_its_rank_among_the_worst() -> None:
    turns, ranks = (
        rules_in(" ".join(PAGE.split(lead)[1].split(end)[0].split()))
        for lead, end in (("They are tried in this order:", "."), ("From the worst:", ";"))
    )
    assert sorted(turns) == sorted(Rule)
    assert [*ranks, Rule.ONE_SIDE, Rule.NOT_COMPARED] == sorted(Rule, key=lambda rule: rule.place)


def test_the_kinds_and_the_relations_are_listed_whole() -> None:
    assert [row[0] for row in _table("kind")] == list(Kind)
    assert [row[0] for row in _table("relation")] == list(Relation)


def test_the_order_of_severity_is_the_engine_s() -> None:
    worst_first = sorted(Mark, key=lambda mark: -mark.severity)
    assert ", ".join(worst_first) in " ".join(PAGE.split())
