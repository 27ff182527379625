"""The page on how the Istanbul data is coded tells the marks and questions that there are."""

import re
import tomllib

import pytest

from proposals.comparisons import Selection, catalogue, compare
from tests.support.copies import store
from tests.support.folders import SEEDS

PAGE = (SEEDS.parent / "docs" / "coding-istanbul.md").read_text()
MEMORANDA = ("ukraine-memorandum", "russia-memorandum")


def _table(heading):
    """Return the rows of the first table below a heading, each as a tuple of cells."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]


def test_every_question_before_stands_in_a_question_of_today():
    with (SEEDS / "istanbul-2025" / "questions.toml").open("rb") as file:
        today = {question["key"] for question in tomllib.load(file)["questions"]}
    moved = _table("From the questions before to those of today")
    assert len({before for before, _now, _how in moved}) == len(moved) > 70
    reached = {key for _before, now, _how in moved for key in re.findall(r"`([^`]+)`", now)}
    assert reached == today


@pytest.mark.django_db
def test_every_mark_on_the_page_is_the_mark_of_the_engine():
    store(SEEDS / "istanbul-2025")
    rows = compare(catalogue("istanbul-2025"), Selection(MEMORANDA)).rows
    marks = {
        f"`{row.question.key}`": f"{row.mark.value.replace('_', ' ')}, {row.worst.rule.value}"
        for row in rows
    }
    told = _table("The marks, with a reason each")
    assert {question: mark for question, mark, _why in told} == marks
    assert all(why for _question, _mark, why in told)
