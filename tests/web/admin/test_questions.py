"""The pages of questions, units and absences: what they newly say, and what they refuse."""

import json

import pytest
from django.urls import reverse

from proposals.models import Coverage, Question, Term
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    QuestionFactory,
    TermFactory,
    UnitFactory,
)
from tests.support.clause_pages import (
    address,
    answer,
    asked,
    boxes,
    changed,
    opened,
    person,
    text,
    visit,
)
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db
TOP = {"key": "unlimited", "label": "no limit"}


@pytest.fixture
def client():
    return visit(person("editor", superuser=True))


def page(row):
    return reverse(f"admin:proposals_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **values):
    """Send the page of a row with some fields filled in anew; None leaves a box open."""
    root = parsed(client.get(page(row)).content.decode())
    form = root.xpath(f"//form[@id='{row._meta.model_name}_form']")[0]
    data = dict(form.form_values()) | values
    sent = {name: value for name, value in data.items() if value is not None}
    return client.post(page(row), sent, follow=True)


def test_a_question_gets_a_top_a_measure_and_a_way_of_holding(client):
    question = QuestionFactory()
    save(client, question, top=json.dumps(TOP), measures="limit", holds="in-total")
    question.refresh_from_db()
    assert (question.top, question.measures, question.holds) == (TOP, "limit", "in-total")


def test_a_choice_becomes_a_scale(client):
    question = QuestionFactory(choice=True)
    save(client, question, ordered="on")
    question.refresh_from_db()
    assert question.ordered


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"ordered": "on"}, "ordered", "Only a choice can be ordered"),
        ({"top": '{"key": "none"}'}, "top", "A top outcome is a table with key and label"),
        ({"top": "["}, "top", "Enter a valid JSON"),
        ({"top": '{"key": "No", "label": "no"}'}, "top", "must be lower-case letters"),
        ({"measures": "volume"}, "measures", "Select a valid choice"),
        ({"unit": "", "kind": "date", "holds": "in-total"}, "holds", "Only a range has"),
        ({"unit": "", "kind": "date", "measures": "limit"}, "measures", "Only a range has"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, values, field, message):
    question = QuestionFactory()
    response = save(client, question, **values)
    assert message in str(response.context["adminform"].form.errors[field])
    assert Question.objects.get().top == {}


def test_a_question_that_becomes_a_limit_names_the_answers_to_look_at(client):
    term = TermFactory(value={"any": True})
    shown = text(save(client, term.question, measures="limit"))
    assert "these clauses leave any amount open" in shown
    assert term.clause.uid in shown
    assert Term.objects.get().value == {"any": True}


def test_the_page_of_a_limit_lists_the_answers_to_look_at(client):
    term = TermFactory(value={"any": True})
    Question.objects.update(measures="limit")
    root = parsed(client.get(page(term.question)).content.decode())
    links = root.xpath("//*[contains(@class, 'field-to_look_at')]//a/@href")
    assert links == [address(term.clause)]


def test_other_questions_list_nothing(client):
    term = TermFactory(value={"any": True})
    assert "to look at" not in text(client.get(page(term.question)))
    assert client.get(reverse("admin:proposals_question_add")).status_code == 200


def test_a_unit_becomes_a_share(client):
    unit = UnitFactory()
    save(client, unit, share="on")
    unit.refresh_from_db()
    assert unit.share


def test_an_answer_can_be_a_proposal(client):
    clause = ClauseFactory()
    data = changed(
        opened(client, clause, scripts=False),
        **answer(asked(clause), "30 days", force="proposes"),
    )
    assert client.post(address(clause), data).status_code == 302
    assert Term.objects.get().force == "proposes"


def test_an_absence_names_the_paper_to_which_the_point_is_moved(client):
    absence = CoverageFactory()
    response = save(client, absence, kind="elsewhere")
    assert "Name the paper" in str(response.context["adminform"].form.errors["where"])
    save(client, absence, kind="elsewhere", where="the side letter")
    absence.refresh_from_db()
    assert (absence.kind, absence.where) == ("elsewhere", "the side letter")


def test_an_absence_that_is_not_moved_names_no_paper(client):
    response = save(client, CoverageFactory(), kind="struck-out", where="the side letter")
    assert "Only what is moved elsewhere" in str(response.context["adminform"].form.errors["where"])
    assert Coverage.objects.get().where == ""


@pytest.mark.parametrize(
    ("question", "value", "sent"),
    [
        (
            {"kind": "choice", "ordered": True},
            {"at_most": "by-consensus"},
            {"at_most": "by-consensus"},
        ),
        ({"top": TOP}, {"top": True}, {"top": "on"}),
        ({"top": TOP, "measures": "limit"}, {"at_most": "800"}, {"high": "800"}),
    ],
)
def test_scales_tops_and_limits_are_entered_by_boxes_and_shown_again(client, question, value, sent):
    clause = ClauseFactory()
    kind = question.pop("kind", "")
    asking = asked(clause, kind, **question)
    data = changed(opened(client, clause, scripts=False), **answer(asking), **boxes(asking, **sent))
    assert client.post(address(clause), data).status_code == 302
    assert Term.objects.get().value == value
    shown = opened(client, clause, scripts=False)
    assert {name: shown[f"terms-0-part-{name}"] for name in sent} == sent
    assert client.post(address(clause), shown).status_code == 302
    assert Term.objects.get().value == value
