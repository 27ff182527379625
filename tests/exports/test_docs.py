"""`docs/exports.md` tells every file, table, column and example as they are."""

import re

import pytest

from proposals.exports.formats import FORMATS
from proposals.exports.tables.cells import pieces_of, read_cell
from tests.support.attacks import OWN
from tests.support.export_docs import told


@pytest.fixture
def document(root):
    return (root / "docs" / "exports.md").read_text("utf-8")


def section(document: str, head: str) -> str:
    return document.split(f"\n## {head}\n")[1].split("\n## ")[0]


def test_every_file_is_told(document):
    assert set(FORMATS) <= set(re.findall(r"`([a-z.]+)`", section(document, "The files")))


def test_every_table_and_column_is_told_as_the_codebook_tells_it(document):
    first = told().partition("\n")[0]
    tables = section(document, "The tables")
    assert tables[tables.index(first) :].strip() == told()


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
    for text in OWN:
        for piece in pieces_of(text):
            assert recipe["read_cell"](piece) == read_cell(piece)
