"""The outline: every row in one section, by the mark that it has in the table."""

from types import SimpleNamespace

import pytest

from proposals.comparisons import Line, Selection, catalogue, compare, outline
from proposals.domain.rows import compare_row
from proposals.domain.verdicts import Mark
from proposals.language.explanations import BRIEF
from proposals.language.wording import Wording
from proposals.seeding import load
from tests.domain.examples import DAYS, MEMO, OTHER, PARTIES, TIED, position, scope
from tests.support.english import ENGLISH
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
    assert [side.document.key for side in line.sides] == [
        "ukraine-memorandum.published",
        "russia-memorandum.published",
    ]
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


def two(matrix, *documents):
    return outline(compare(matrix.catalogue, Selection(documents)))


def test_two_papers_of_one_party_go_by_their_own_names(matrix):
    outlined = two(matrix, "russia-memorandum.published", "russia-statements.talks")
    names = ["Russia's memorandum", "the Russian side's statement"]
    assert outlined.names == names
    assert {one.parties for one in outlined.alone} <= set(names)
    assert outlined.alone
    for one in outlined.alone:
        assert all(line.answering == one.documents for line in one.lines)
    (line, *_others) = outlined.conflicts
    assert [side.name for side in line.sides] == names


def test_a_filter_that_hides_conflicts_does_not_say_that_there_are_none(client):
    load([SEEDS / "istanbul-2025"])
    page = client.get("/istanbul-2025/compare/?verdict=compatible").content.decode()
    assert "No conflict among the rows shown." in page
    assert "No conflict among the answers compared." not in page


def test_who_must_act_is_told_where_it_is_what_differs(matrix):
    (line,) = (o for o in outline(matrix).differences if o.row.question.key == "children-return")
    assert [side.text.rpartition(", to be done by ")[2] for side in line.sides] == [
        "Russia",
        "Ukraine and Russia",
    ]


def test_one_side_alone_is_told_with_its_alternative(matrix):
    lines = (line for one in outline(matrix).alone for line in one.lines)
    (line,) = (line for line in lines if line.row.question.key == "elections-offices")
    assert [side.option for side in line.sides] == ["Option 2: package"]


def test_what_answers_have_in_common_keeps_their_case_and_condition():
    row = met_row(("30 days", {**scope("front"), **TIED}), ("30 days", {**scope("front"), **TIED}))
    assert Line(row).common == "30 days (the sectors of the front), on a condition"


def test_answers_for_several_cases_stand_each_by_itself():
    both = ("30 days", scope("front")), "60 days"
    assert Line(met_row(both, both)).common == ""


def met_row(*answers):
    """A row of two columns with these answers of a length, as far as a line reads it."""
    columns = (MEMO, OTHER)
    positions = [
        position(column, DAYS, *(answer if isinstance(answer[0], tuple) else (answer,)))
        for column, answer in zip(columns, answers, strict=True)
    ]
    verdict = compare_row(positions)
    return SimpleNamespace(
        verdict=verdict, mark=verdict.mark, wording=Wording(ENGLISH, DAYS, PARTIES), cells=()
    )
