"""What the record says of questions, scopes and absences beside their words."""

import pytest

from proposals import models
from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.record.comparison import record
from proposals.exports.tables.tables import QUESTIONS
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
stored = stored_for_a_module(LAKE)
TOP = {"key": "for-good", "label": "for good"}


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def lake():
    return record(compare(catalogue("lake-2031"), Selection(whole=True)))


def question(key):
    return next(one for one in lake()["questions"] if one["key"] == key)


def test_a_question_tells_its_top_what_it_measures_and_how_it_holds():
    models.Question.objects.filter(key="pass-length").update(top=TOP, holds="in-total")
    told = question("pass-length")
    assert (told["ordered"], told["top"]) == (False, TOP)
    assert (told["measures"], told["holds"]) == ("amount", "in-total")


def test_a_scale_is_told():
    models.Question.objects.filter(key="springs").update(ordered=True)
    assert question("springs")["ordered"]


def test_what_concerns_numbers_only_is_not_told_of_other_questions():
    told = question("springs")
    assert (told["top"], told["measures"], told["holds"]) == (None, None, None)


def test_the_table_of_questions_has_the_same():
    models.Question.objects.filter(key="pass-length").update(top=TOP)
    row = next(row for row in QUESTIONS.rows(lake()) if row["key"] == "pass-length")
    assert (row["top"], row["top_label"], row["measures"]) == ("for-good", "for good", "amount")


def test_the_scopes_of_the_negotiation_are_told_in_full():
    scopes = [
        {"key": "thaw", "label": "after the thaw", "partition": "season", "complete": True},
        {"key": "flood", "label": "in the flood", "within": ["thaw"]},
    ]
    models.Negotiation.objects.update(scopes=scopes)
    plain = {"within": [], "partition": None, "complete": False}
    assert lake()["negotiation"]["scopes"] == [plain | scope for scope in scopes]


def test_an_absence_tells_where_the_point_is_moved():
    absence = models.Coverage.objects.filter(kind="silent").first()
    models.Coverage.objects.filter(pk=absence.pk).update(kind="elsewhere", where="the annex")
    answers = [answer for row in lake()["rows"] for answer in row["answers"]]
    told = {answer["absence"]: answer["absence_where"] for answer in answers}
    assert told["elsewhere"] == "the annex"
    assert told[None] is None
