"""`comparison.zip`: valid, exactly the selection, safe to open, and the same bytes each time."""

import hashlib
import json
import random
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from frictionless import Package

from proposals.comparisons import Matrix
from proposals.exports.tables import archive
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.tables import TABLES
from tests.support.attacks import attacks_on_rows
from tests.support.exported import (
    BEGINS_A_FORMULA,
    MOMENT,
    WRITTEN,
    Tables,
    csv_rows,
    lake,
    opened,
    tables_of,
    with_record,
    written_cells,
)
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.hostile_record import hostile

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

SELECTIONS = (
    "",
    "?verdict=conflict",
    "?verdict=one_side",
    "?topic=pass",
    "?theme=water",
    "?question=pass-length",
    "?q=water",
    "?outlet=sada",
    "?d=league-plan.bridging&d=wadi-plan.second",
    "?d=wadi-plan.second&d=limnaia-memorandum.handed-over&verdict=conflict&topic=pass",
)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def downloaded(client, query: str = "") -> Tables:
    response = client.get(
        reverse("proposals:export_file", args=["lake-2031", "comparison.zip"]) + query
    )
    assert response.status_code == 200
    return tables_of(opened(response.streaming_content))


def shown(client, query: str) -> Matrix:
    page = client.get(reverse("proposals:compare", args=["lake-2031"]) + query)
    return page.context["matrix"]


def problems(folder: Path) -> list[str]:
    """What is wrong with a package, as "kind: words"."""
    report = Package(str(folder / "datapackage.json")).validate()
    found = [f"{kind}: {note}" for kind, note in report.flatten(["type", "note"])]
    assert report.valid is not bool(found)
    return found


@pytest.mark.parametrize("query", SELECTIONS)
def test_the_tables_hold_exactly_what_the_page_shows(client, query):
    tables, matrix = downloaded(client, query), shown(client, query)
    rows = list(matrix.rows)
    assert [row["key"] for row in tables["questions"]] == [row.question.key for row in rows]
    assert [row["key"] for row in tables["documents"]] == [one.key for one in matrix.documents]
    topics = [group for theme in matrix.themes for group in theme.topics]
    assert [row["key"] for row in tables["topics"]] == [group.topic.key for group in topics]
    cells = [cell for row in rows for cell in row.cells]
    beside = [view for group in topics for views in group.clauses for view in views]
    clauses = {view.clause.uid for view in beside}
    clauses |= {term.clause.uid for cell in cells for term in cell.terms}
    assert {row["id"] for row in tables["clauses"]} == clauses
    views = [*(view.evidence for view in beside), *(cell.evidence for cell in cells)]
    evidence = {
        (item.clause.uid, item.article.key, item.stance) for view in views for item in view.items
    }
    found = {(row["clause"], row["article"], row["stance"]) for row in tables["evidence"]}
    assert found == evidence
    assert len(tables["positions"]) == len(cells)
    assert {row["question"] for row in tables["answers"]} == {row.question.key for row in rows}


def test_no_row_or_article_is_there_that_the_selection_does_not_lead_to(client):
    tables = downloaded(client, "?question=pass-length")
    named = {row["article"] for row in (*tables["evidence"], *tables["absence_articles"])}
    named |= {row["published_by"] for row in tables["documents"]} - {""}
    assert {row["key"] for row in tables["articles"]} == named
    assert {row["key"] for row in tables["outlets"]} == {r["outlet"] for r in tables["articles"]}


def test_every_document_says_on_every_question_whether_it_answers(client):
    tables = downloaded(client)
    said = {(row["question"], row["document"]) for row in tables["answers"]}
    assert said == {
        (question["key"], document["key"])
        for question in tables["questions"]
        for document in tables["documents"]
    }
    for row in tables["answers"]:
        assert row["state"] in ("answered", "silent", "deferred", "withdrawn", "not_coded")
        assert bool(row["reading"]) == (row["state"] == "answered")
    assert {row["state"] for row in tables["answers"]} >= {"answered", "silent", "deferred"}


def test_an_answer_has_its_numbers_days_and_entries_in_cells_of_their_own(client):
    tables = downloaded(client)
    answers = {(row["question"], row["document"]): row for row in tables["answers"]}
    share = answers["share-of-limnaia", "wadi-plan.second"]
    assert (share["at_least"], share["at_most"], share["unit"]) == ("25", "35.5", "per-cent")
    steps = [
        (row["chain"], row["step"], row["entry"])
        for row in tables["answer_entries"]
        if row["answer"] == answers["order", "wadi-plan.second"]["id"]
    ]
    assert steps == [("1", "1", "treaty"), ("1", "2", "opening"), ("1", "2", "measuring")]


@pytest.mark.parametrize(
    "query", ["", "?verdict=conflict&d=wadi-plan.second&d=league-plan.bridging", "?q=nothing"]
)
def test_the_package_is_valid_with_its_types_lists_keys_and_links(client, tmp_path, query):
    address = reverse("proposals:export_file", args=["lake-2031", "comparison.zip"])
    opened(client.get(address + query).streaming_content).extractall(tmp_path)
    assert problems(tmp_path) == []


def test_a_package_in_which_a_row_is_missing_is_not_valid(tmp_path):
    opened(archive.write(lake())).extractall(tmp_path)
    table = tmp_path / "questions.csv"
    head, _first, *rest = table.read_bytes().splitlines(keepends=True)
    table.write_bytes(b"".join([head, *rest]))
    assert any(found.startswith("foreign-key") for found in problems(tmp_path))


def test_the_package_names_every_file_with_its_length_and_hash():
    found = opened(archive.write(lake()))
    described = json.loads(found.read("datapackage.json"))["resources"]
    names = {"README.txt", "datapackage.json"} | {one["path"] for one in described}
    assert set(found.namelist()) == names
    for one in described:
        content = found.read(one["path"])
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["encoding"] == "utf-8"


def test_the_tables_that_everybody_asks_for_are_there():
    names = opened(archive.write(lake())).namelist()
    wanted = "documents clauses answers verdicts evidence articles topics questions codebook"
    assert {f"{name}.csv" for name in wanted.split()} <= set(names)


def test_the_codebook_explains_every_column_of_every_table():
    found = opened(archive.write(lake()))
    explained = {(row[0], row[1]) for row in csv_rows(found, "codebook")[1:]}
    columns = {(table.name, name) for table in EXPLAINED for name in csv_rows(found, table.name)[0]}
    assert explained == columns


def test_every_value_of_a_closed_list_is_explained():
    tables = tables_of(opened(archive.write(lake())))
    explained = {(row["table"], row["column"], row["value"]) for row in tables["codebook_values"]}
    closed = {(table, column) for table, column, _value in explained}
    found = {
        (table, column, value)
        for table, rows in tables.items()
        for row in rows
        for column, value in row.items()
        if value and (table, column) in closed
    }
    assert found
    assert found <= explained


def test_the_same_content_at_the_same_moment_is_the_same_bytes():
    assert b"".join(archive.write(lake())) == b"".join(archive.write(lake()))


def test_the_archive_tells_nothing_of_the_machine():
    entries = opened(archive.write(lake())).infolist()
    assert len(entries) > len(EXPLAINED)
    for entry in entries:
        assert entry.date_time == MOMENT.timetuple()[:6]
        assert (entry.create_system, entry.external_attr >> 16) == (3, 0o644)
        assert not entry.comment
        assert not Path(entry.filename).is_absolute()


def test_a_large_archive_comes_in_pieces():
    texts = [random.Random(seed).randbytes(1_500).hex() for seed in range(20)]
    bundle = lake()
    pieces = archive.write(with_record(bundle, hostile(bundle.record, texts)))
    sizes = [len(piece) for piece in pieces]
    assert len(sizes) > 3
    assert max(sizes) < sum(sizes) / 2


def test_the_readme_says_what_is_inside_and_where_it_is_from():
    bundle = lake()
    text = opened(archive.write(bundle)).read("README.txt").decode("utf-8")
    for said in (
        bundle.title,
        bundle.selection_words,
        bundle.address,
        bundle.hash,
        "2031-06-02T",
        "CC-BY-4.0",
        "UTF-8",
        "comma",
        *(f"{t.name}.csv" for t in TABLES),
    ):
        assert said in text


def test_text_is_utf_8_without_a_mark_and_lines_end_in_cr_lf():
    found = opened(archive.write(lake()))
    assert EXPLAINED
    for table in EXPLAINED:
        content = found.read(f"{table.name}.csv")
        assert content.startswith(b'"')
        assert content.endswith(b"\r\n")
        assert content.decode("utf-8").count("\r\n") >= len(csv_rows(found, table.name))


def test_another_moment_changes_the_date_and_not_the_tables():
    later = lake()
    object.__setattr__(later, "at", MOMENT + timedelta(days=1))
    one, other = opened(archive.write(lake())), opened(archive.write(later))
    assert one.read("answers.csv") == other.read("answers.csv")
    assert one.read("README.txt") != other.read("README.txt")


@pytest.fixture(scope="module")
def tried(stored: None, django_db_blocker) -> tuple[dict, zipfile.ZipFile]:
    """A record with every attack in every text, and the archive that is made of it."""
    with django_db_blocker.unblock():
        bundle = lake()
        record = hostile(bundle.record, attacks_on_rows())
        return record, opened(archive.write(with_record(bundle, record)))


def test_no_cell_runs_whatever_stands_in_the_texts(tried):
    _record, found = tried
    rows = {table.name: csv_rows(found, table.name) for table in EXPLAINED}
    cells = list(written_cells(rows))
    assert len(cells) > 80 * len(attacks_on_rows())
    assert [cell for cell in cells if BEGINS_A_FORMULA.match(cell)] == []


def test_every_hostile_text_comes_back_as_it_was(tried):
    record, found = tried
    tables = tables_of(found)
    for table in TABLES:
        if table.name == "continuations":
            continue
        wanted = list(table.rows(record))
        assert len(tables[table.name]) == len(wanted) > 0, table.name
        for row, meant in zip(tables[table.name], wanted, strict=True):
            for column in table.columns:
                if column.type in WRITTEN:
                    assert row[column.name] == (meant.get(column.name) or "")
