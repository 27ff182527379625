"""What a row tells in short: nothing is lost, and nothing that stands beside it is said again."""

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.figures import ItemsFigure, figure
from proposals.web.templatetags.row_summary import pair_names, sentences, sources_on_paper
from tests.support.copies import store
from tests.support.folders import LAKE, SEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    store(SEEDS / "istanbul-2025", LAKE)
    found = [catalogue(key) for key in ("istanbul-2025", "lake-2031")]
    return [row for one in found for row in compare(one, Selection(one.default_documents)).rows]


def test_the_short_form_and_the_rest_tell_every_sentence_of_the_full_form(rows):
    assert len(rows) > 60
    forms = [sentences(row.worst, picture) for row in rows for picture in (None, figure(row))]
    wholes = [row.worst.worst_sentence for row in rows for _picture in (None, figure(row))]
    for said, whole in zip(forms, wholes, strict=True):
        told = said.rest if said.sums_up else f"{said.rest} {said.brief}"
        assert sorted(told.split()) == sorted(whole.split())
    assert {said.sums_up for said in forms} == {True, False}


def test_one_side_alone_is_told_by_the_silence_of_the_other(rows):
    (row,) = (row for row in rows if row.question.key == "leaders-meeting")
    said = sentences(row.worst)
    assert said.brief == (
        "Nothing on this was found in the digests of Russia's memorandum that were read."
    )
    assert said.rest == "Ukraine's memorandum asks for a meeting of the two presidents."


def test_a_gap_is_told_without_both_answers(rows):
    (row,) = (row for row in rows if row.question.key == "pass-length")
    assert sentences(row.worst).brief.startswith("The ranges do not meet")


def test_items_that_are_drawn_are_not_told_again(rows):
    (row,) = (row for row in rows if row.question.key == "recognised-territories")
    assert isinstance(figure(row), ItemsFigure)
    assert "recognition of Crimea" in sentences(row.worst).brief
    assert sentences(row.worst, figure(row)).brief == ""


def test_a_pair_is_named_as_its_picture_names_it(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-length")
    assert pair_names(row, row.worst) == "Ukraine / Russia"


def test_sources_on_paper_name_each_outlet_with_its_day_once(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-length")
    line = sources_on_paper(row.cells[1].evidence)
    assert line.startswith("TASS, 2 Jun 2025. Qualified:")
    parts = sources_on_paper(row.cells[0].evidence).split(". Disputed:")[0].split("; ")
    assert len(parts) == len(set(parts)) > 1
