"""What a question may say beside its kind: a scale, a top outcome, a limit, totals, shares."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proposals import models
from proposals.domain.terms import AbsenceKind, Force
from proposals.domain.vocabulary import Holding, Measure
from proposals.models import choices
from tests.factories import (
    CoverageFactory,
    QuestionFactory,
    TermFactory,
    UnitFactory,
    entries,
)
from tests.models.test_models import refusal

pytestmark = pytest.mark.django_db
CHOICE = {"kind": "choice", "unit": None, "vocabulary": entries("open", "excluded")}
TOP = {"key": "unlimited", "label": "no limit"}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (Measure, choices.QuestionMeasure),
        (Holding, choices.QuestionHolding),
        (Force, choices.TermForce),
    ],
)
def test_the_models_words_are_the_engines(members, words):
    assert words.values == [member.value for member in members]


def test_the_models_absences_are_those_that_the_engine_takes_as_checked():
    assert choices.CoverageKind.values == [
        kind.value for kind in AbsenceKind if kind is not AbsenceKind.NOT_CODED
    ]


def test_a_scale_is_a_choice_in_order():
    frame = QuestionFactory(choice=True, ordered=True).frame()
    assert frame.scale == ("open", "by-consensus", "excluded")


def test_a_range_has_a_top_a_measure_and_a_way_of_holding():
    frame = QuestionFactory(top=TOP, measures="limit", holds="in-total").frame()
    assert (frame.top.key, frame.top.label) == ("unlimited", "no limit")
    assert (frame.measures, frame.holds) == (Measure.LIMIT, Holding.IN_TOTAL)


def test_a_range_is_an_amount_that_holds_throughout_unless_said_otherwise():
    frame = QuestionFactory().frame()
    assert (frame.top, frame.measures, frame.holds) == (None, Measure.AMOUNT, Holding.THROUGHOUT)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"ordered": True}, "ordered", "Only a choice can be ordered"),
        ({**CHOICE, "top": TOP}, "top", "Only a range has a top outcome"),
        ({**CHOICE, "measures": "limit"}, "measures", "measures a limit"),
        ({**CHOICE, "holds": "in-total"}, "holds", "holds in total"),
        ({"unit": None}, "unit", "needs a unit"),
        ({"kind": "date", "unit": None, "vocabulary": entries("a")}, "vocabulary", "takes no list"),
        ({"top": {"key": "No Limit", "label": "no limit"}}, "top", "must be lower-case letters"),
        ({"top": {"key": "none", "label": " "}}, "top", "must not be empty"),
        ({"top": {"key": "none"}}, "top", "A top outcome is a table with key and label"),
        ({"top": {**TOP, "note": "x"}}, "top", "A top outcome is a table"),
        ({"top": {"key": "none", "label": 1}}, "top", "A top outcome is a table"),
        ({"top": {"key": "none", "label": "a\0b"}}, "top", "A top outcome is a table"),
        ({"top": [TOP]}, "top", "A top outcome is a table"),
        ({"top": "no limit"}, "top", "A top outcome is a table"),
        ({"top": 1}, "top", "A top outcome is a table"),
        ({"measures": "volume"}, "measures", "not a valid choice"),
        ({"holds": "never"}, "holds", "not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field, message):
    question = QuestionFactory.build(**{"unit": UnitFactory(), **changes})
    with pytest.raises(ValidationError) as caught:
        question.full_clean()
    assert message in " ".join(caught.value.message_dict[field])


@pytest.mark.parametrize("empty", [None, {}, "", []])
def test_a_top_that_is_left_empty_is_none(empty):
    question = QuestionFactory(top=TOP)
    question.top = empty
    question.full_clean()
    assert question.top == {}


@pytest.mark.parametrize("field", ["measures", "holds"])
def test_the_database_takes_known_words_only(field):
    question = QuestionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Question.objects.filter(pk=question.pk).update(**{field: "other"})


def test_answers_that_leave_a_limit_open_are_listed():
    term = TermFactory(value={"any": True})
    question = term.question
    TermFactory(clause__version=term.clause.version, question=question, value="30 days")
    assert question.answers_of_any_amount() == []
    question.measures = "limit"
    assert question.answers_of_any_amount() == [term.clause.uid]


def test_a_share_is_a_share_for_the_engine():
    assert UnitFactory(key="per-cent", share=True).as_unit().share
    assert not UnitFactory().as_unit().share


def test_stored_units_in_percent_become_shares():
    names = {"a": "%", "b": "per cent", "c": "Percent", "d": "per cent of GDP", "e": "day"}
    for key, name in names.items():
        UnitFactory(key=key, one=name, many=name)
    UnitFactory(key="f", one="point", many="per  cent")
    migration = import_module("proposals.migrations.0008_scopes_and_scales")
    migration.mark_shares(apps, None)
    shares = models.UnitOfMeasure.objects.filter(share=True)
    assert set(shares.values_list("key", flat=True)) == {"a", "b", "c", "f"}


def test_what_is_moved_elsewhere_names_the_paper():
    absence = CoverageFactory.build(version=CoverageFactory().version, kind="elsewhere")
    absence.question = QuestionFactory(negotiation=absence.version.proposal.negotiation)
    assert refusal(absence) == "Name the paper to which the point is moved."
    absence.where = "the side letter"
    absence.full_clean()


@pytest.mark.parametrize("kind", ["silent", "deferred", "withdrawn", "struck-out"])
def test_no_other_absence_names_a_paper(kind):
    absence = CoverageFactory(kind=kind)
    absence.where = "the side letter"
    assert refusal(absence) == "Only what is moved elsewhere names a paper."


@pytest.mark.parametrize(("kind", "where"), [("elsewhere", ""), ("silent", "the side letter")])
def test_the_database_wants_a_paper_with_what_is_moved_and_with_nothing_else(kind, where):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageFactory(kind=kind, where=where)
