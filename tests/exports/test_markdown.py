"""The Markdown file: a whole table for each theme, whatever stands in the texts."""

import html
import re
from dataclasses import replace

import html5lib
import markdown as reader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.comparisons import Selection
from proposals.domain.verdicts import Mark
from proposals.exports.markdown_file import markdown, plain
from tests.support.exported import lake
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
HOSTILE = [
    "a | b || c",
    "back\\slash \\| pipe",
    "`code | with` a pipe ``",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1)) ![image](https://evil.example/x.png)",
    "line\nbreak\r\nand | more\u2028end",
    "**bold** _it_ ~~gone~~ $x^2$ ==hit==",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "--- | ---",
    "# head",
    "\\",
    "| --- |",
    "{{ 7 * 7 }} {% include %}",
]


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def drawn(text: str):
    made = reader.markdown(text, extensions=["tables"])
    return html5lib.parse(made, treebuilder="lxml", namespaceHTMLElements=False).getroot()


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def cell_of(text: str):
    """What a renderer makes of a text in the middle cell of a table."""
    root = drawn(f"| A | B | C |\n| --- | --- | --- |\n| 1 | {plain(text)} | 3 |\n")
    (row,) = root.xpath("//tbody/tr")
    cells = row.findall("td")
    assert [words(cells[0]), words(cells[2])] == ["1", "3"]
    assert len(cells) == 3
    return cells[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_shows_as_it_is_and_makes_no_element(text):
    cell = cell_of(text)
    assert words(cell) == " ".join(text.split())
    assert list(cell) == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=40))
def test_any_text_stays_in_its_cell(text):
    written = plain(text)
    assert "\n" not in written
    assert not re.search(r"[|<>]", written)
    assert html.unescape(re.sub(r"\\([\\`*_\[\]])", r"\1", written)) == " ".join(text.split())


def test_each_theme_has_a_table_with_a_line_for_each_question():
    bundle = lake()
    root = drawn(markdown(bundle).decode())
    assert [words(one) for one in root.xpath("//h2")] == [
        theme.theme.name for theme in bundle.matrix.themes
    ]
    asked = [words(row.findall("td")[1]) for row in root.xpath("//tbody/tr")]
    assert asked == [row.question.text for row in bundle.matrix.rows]


def test_every_line_of_a_table_has_as_many_cells_as_its_head():
    bundle = lake()
    lines = [line for line in markdown(bundle).decode().splitlines() if line.startswith("|")]
    wanted = len(bundle.matrix.documents) + 5
    assert {line.count("|") for line in lines} == {wanted}


def test_the_file_says_what_is_selected_where_and_which_content():
    bundle = lake(Selection(marks=(Mark.CONFLICT,)))
    text = markdown(bundle).decode()
    assert text.startswith("# ")
    assert f"<{bundle.address}>" in text
    assert bundle.hash in text
    assert "Verdict: conflict" in text


def test_answers_that_are_not_there_are_told_apart():
    absences = {cell.absence for row in lake().matrix.rows for cell in row.cells if cell.absence}
    assert absences
    text = markdown(lake()).decode()
    named = {kind.value.replace("_", " ") for kind in absences}
    assert all(name.split()[0] in text.lower() for name in named)


def test_without_a_row_there_is_a_head_and_no_table():
    empty = replace(lake(), matrix=replace(lake().matrix, themes=()))
    assert "|" not in markdown(empty).decode()
