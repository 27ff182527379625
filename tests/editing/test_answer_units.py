"""Answers never change their meaning with their question: that is refused, and they are named."""

import pytest
from django.core.exceptions import ValidationError

from proposals.models import Question, Term
from proposals.seeding import load
from tests.factories import QuestionFactory, TermFactory, UnitFactory
from tests.support.folders import change, problems, write

pytestmark = pytest.mark.django_db

BODIES = """
[[units]]
key = "body"
one = "body"
many = "bodies"
minimum = 0
[[themes]]
"""


@pytest.fixture
def term():
    return TermFactory(value="at least 30 days")


def test_another_unit_is_refused_while_answers_are_typed_under_it(term):
    question = Question.objects.get(pk=term.question_id)
    question.unit = UnitFactory(key="body", one="body", many="bodies")
    with pytest.raises(ValidationError) as refused:
        question.full_clean()
    assert term.clause.uid in refused.value.messages


def test_another_unit_is_accepted_while_nobody_answers():
    question = QuestionFactory()
    question.unit = UnitFactory(key="body", one="body", many="bodies")
    question.full_clean()


@pytest.mark.parametrize(("name", "value"), [("factor", 8), ("base", ""), ("key", "fortnight")])
def test_another_size_of_a_unit_is_refused_while_answers_are_given_in_it(name, value):
    week = UnitFactory(week=True)
    UnitFactory()
    term = TermFactory(value="2 weeks", question=QuestionFactory(unit=week))
    setattr(week, name, value)
    if name == "base":
        week.factor = 1
    with pytest.raises(ValidationError) as refused:
        week.full_clean()
    assert term.clause.uid in refused.value.messages


def test_another_word_for_a_unit_is_accepted(term):
    unit = term.question.unit
    unit.many = "whole days"
    unit.full_clean()


def test_a_folder_does_not_turn_days_into_bodies(tmp_path):
    path = write(tmp_path / "small")
    load([path])
    change(path, "codebook.toml", "[[themes]]\n", BODIES.lstrip())
    change(path, "questions.toml", 'unit = "day"', 'unit = "body"')
    (found,) = problems(path)
    assert "small.plan.first.1: its answer was typed in the unit day" in found
    assert Term.objects.get().question.unit.key == "day"


def test_a_folder_that_types_the_answer_anew_is_loaded(tmp_path):
    path = write(tmp_path / "small")
    load([path])
    change(path, "codebook.toml", "[[themes]]\n", BODIES.lstrip())
    change(path, "questions.toml", 'unit = "day"', 'unit = "body"')
    change(path, "documents/plan.first.toml", "at_least = 30", "at_least = 6000")
    load([path])
    assert Term.objects.get().question.unit.key == "body"
