"""The outline: every row in one section, by the mark that it has in the table."""

import pytest

from proposals.comparisons import Selection, catalogue, compare, outline
from proposals.domain.verdicts import Mark
from proposals.language.explanations import BRIEF
from proposals.seeding import load
from tests.support.folders import NEGOTIATIONS, SEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix():
    load([SEEDS / "istanbul-2025"])
    return compare(catalogue("istanbul-2025"), Selection())


@pytest.fixture(params=sorted(NEGOTIATIONS.glob("*-20*")), ids=lambda path: path.name)
def made_up(request):
    load([request.param])
    return catalogue(request.param.name)


def keys(lines):
    return [line.row.question.key for line in lines]


def all_lines(outlined):
    for lines in (
        outlined.conflicts,
        outlined.differences,
        outlined.meets,
        outlined.some_meet,
        *(one.lines for one in outlined.alone),
        outlined.not_compared,
    ):
        yield from lines


def test_each_row_stands_in_one_section(matrix):
    outlined = outline(matrix)
    assert sorted(keys(all_lines(outlined))) == sorted(row.question.key for row in matrix.rows)
    assert {line.row.mark for line in outlined.conflicts} == {Mark.CONFLICT}
    assert {line.row.mark for line in outlined.differences} == {Mark.DIFFERS}
    assert outlined.alone_count == dict(matrix.roll_up.counts)[Mark.ONE_SIDE]


def test_who_speaks_alone_is_told_by_party(matrix):
    alone = outline(matrix).alone
    assert [(one.parties, len(one.lines)) for one in alone] == [("Ukraine", 11), ("Russia", 17)]


def test_a_line_has_both_answers_in_the_order_of_the_columns(matrix):
    (line,) = (one for one in outline(matrix).conflicts if one.row.question.key == "step-order")
    assert [side.document.key for side in line.sides] == ["ukraine-memorandum", "russia-memorandum"]
    assert [side.text for side in line.sides] == [
        "the ceasefire before talks on the settlement",
        "talks on the settlement before the ceasefire",
    ]


def test_an_answer_of_one_alternative_names_it(matrix):
    (line,) = (one for one in outline(matrix).conflicts if one.row.question.key == "foreign-troops")
    assert [side.option for side in line.sides] == ["", "Option 2: package"]


def test_where_they_meet_it_is_said_in_what(matrix):
    (line,) = outline(matrix).meets
    assert line.common == "a final peace agreement"


def test_every_answer_compared_has_words(made_up):
    keys_of_documents = tuple(document.key for document in made_up.documents[:5])
    for documents in (keys_of_documents, made_up.default_documents):
        outlined = outline(compare(made_up, Selection(documents)))
        met = (*outlined.meets, *outlined.some_meet)
        for line in (*outlined.conflicts, *outlined.differences, *met):
            assert len(line.sides) == 2, line.row.question.key
            assert all(side.text for side in line.sides), line.row.question.key


def test_who_does_not_answer_keeps_a_row_out_of_where_they_meet(made_up):
    principals = made_up.principals
    outlined = outline(compare(made_up, Selection()))
    for line in outlined.meets:
        answering = {party for document in line.answering for party in document.column.parties}
        present = {party for document in outlined.documents for party in document.column.parties}
        assert principals & present <= answering


@pytest.mark.parametrize("number", [2, 3, 5])
def test_every_verdict_has_one_short_sentence_that_is_whole(matrix, number):
    documents = tuple(document.key for document in matrix.catalogue.documents[:number])
    for row in compare(matrix.catalogue, Selection(documents)).rows:
        for pair in row.deciding_pairs:
            brief = pair.in_parts().brief
            assert brief.endswith(".")
            assert "…" not in brief
            assert len(brief.split()) <= BRIEF, row.question.key
