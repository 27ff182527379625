"""`docs/exports.md` tells every file, table, column and example as they are."""

import re

import pytest

from proposals.domain.approaches import Direction
from proposals.exports.formats import FORMATS
from proposals.exports.record.comparison import COMPARISON, RULES
from proposals.exports.record.fields import Entity
from proposals.exports.record.movement import MOVEMENT
from proposals.exports.tables.cells import pieces_of, read_cell
from proposals.exports.tables.movement import MOVEMENT_TABLE
from tests.support.attacks import OWN
from tests.support.export_docs import closed_lists_in, entities_in, table_text, tables_text


@pytest.fixture
def document(root):
    return (root / "docs" / "exports.md").read_text("utf-8")


def section(document: str, head: str) -> str:
    return document.split(f"\n## {head}\n")[1].split("\n## ")[0]


def test_every_file_is_told(document):
    assert set(FORMATS) <= set(re.findall(r"`([a-z.]+)`", section(document, "The files")))


def test_every_table_and_column_is_told_as_the_codebook_tells_it(document):
    first = tables_text().partition("\n")[0]
    tables = section(document, "The tables")
    assert tables[tables.index(first) :].strip() == tables_text()


def test_every_version_of_the_rules_is_told(document):
    versions = re.findall(r"^\| (\d+) \| [\d, ]+", section(document, "The record"), re.MULTILINE)
    assert versions == [str(version) for version in range(1, RULES + 1)]


CLOSED_LISTS = closed_lists_in(COMPARISON)

HEADS = {
    "Document": "A document",
    "Row": "A row",
    "RowWords": "The words of a row",
    "Note": "The words of a row",
    "Case": "A case",
    "CaseWords": "The words of a case",
    "Answering": "Answering",
    "WithinParty": "Within one party",
    "Duty": "A duty",
    "Answer": "An answer",
    "AnswerWords": "The words of an answer",
    "Term": "A term",
    "TermWords": "The words of a term",
    "Standing": "The evidence of an answer",
    "Pair": "A pair",
    "PairWords": "The words of a pair",
    "Reply": "A reply",
    "Gap": "A gap",
    "Contest": "A contest",
    "OneSidedCases": "One-sided cases",
    "IfSame": "If the cases were the same",
    "Best": "A pair",
    "Judgement": "A pair",
    "Theme": "A theme",
    "Topic": "A topic",
    "Question": "A question",
    "Entry": "A question",
    "Clause": "A clause",
    "Evidence": "A piece of evidence",
    "Response": "A response",
    "AbsenceEvidence": "The evidence of an absence",
    "ResponseEvidence": "The evidence of a response",
    "Article": "An article",
    "Outlet": "An outlet",
}
"""The words with which the document begins to tell of each entity."""


def paragraph(record: str, entity: Entity) -> str:
    """What the document tells of an entity: below its words, or in the table at the top."""
    if entity.name not in HEADS:
        return record.split("\n\n**")[0]
    return record.split(f"**{HEADS[entity.name]}**")[1].split("\n\n")[0].split(". **")[0]


@pytest.mark.parametrize("entity", entities_in(COMPARISON), ids=lambda entity: entity.name)
def test_every_key_of_the_record_is_told(document, entity):
    told = paragraph(section(document, "The record"), entity)
    names = set(re.findall(r"`([a-z_]+)`", told))
    assert {field.name for field in entity.fields} - names == set()


HEADS_OF_MOVEMENT = {
    "Movement": "The JSON",
    "MovementWords": "The JSON",
    "MovedRow": "A moved row",
    "MovementStep": "A movement step",
    "StepWords": "The words of a step",
    "Approach": "An approach",
    "ApproachWords": "An approach",
}
OWN_OF_MOVEMENT = [one for one in entities_in(MOVEMENT) if one not in entities_in(COMPARISON)]


@pytest.mark.parametrize("entity", OWN_OF_MOVEMENT, ids=lambda entity: entity.name)
def test_every_key_of_the_record_of_movements_is_told(document, entity):
    record = section(document, "How positions moved")
    told = record.split(f"**{HEADS_OF_MOVEMENT[entity.name]}**")[1].split("\n\n")[0]
    names = set(re.findall(r"`([a-z_]+)`", told))
    assert {field.name for field in entity.fields} - names == set()


def test_every_column_and_value_of_movements_is_told(document):
    record = section(document, "How positions moved")
    assert "\n".join(table_text(MOVEMENT_TABLE)) in record
    assert all(f"{direction}" in record for direction in Direction)


@pytest.mark.parametrize("place", CLOSED_LISTS)
def test_every_value_of_a_closed_list_is_told(document, place):
    values = list(CLOSED_LISTS[place].meanings)
    if re.fullmatch("[RS]0", values[0]):
        values = [f"{values[0]} to {values[-1]}"]
    words = section(document, "The record")
    assert [value for value in values if not re.search(rf"\b{value}\b", words)] == []


def test_the_examples_are_what_the_rule_does(document):
    cells = section(document, "Cells that no spreadsheet runs")
    examples = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", cells, re.MULTILINE)
    assert len(examples) > 4
    for text, written in examples:
        assert pieces_of(text.replace("⏎", "\n")) == [written.replace("⏎", "\n")]


def test_the_recipe_for_reading_does_what_it_says(document):
    cells = section(document, "Cells that no spreadsheet runs")
    recipe: dict[str, object] = {}
    exec(cells.split("```python\n")[1].split("```")[0], recipe)
    assert all(pieces_of(text) for text in OWN)
    for text in OWN:
        for piece in pieces_of(text):
            assert recipe["read_cell"](piece) == read_cell(piece)
