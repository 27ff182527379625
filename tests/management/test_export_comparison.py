"""`manage.py export_comparison`: the files of the site from the shell, with the page's rows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from proposals.exports import formats
from proposals.exports.formats import FORMATS, FileFormat
from proposals.exports.paper import pdf, pdf_process
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The talks at the lake, and an empty folder to stand in."""
    monkeypatch.chdir(tmp_path)


class Terminal(io.StringIO):
    """A standard output with a binary side, as a terminal's."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = io.BytesIO()


def run(*arguments: str, form: str = "comparison.json") -> str:
    printed = io.StringIO()
    call_command("export_comparison", "lake-2031", "--form", form, *arguments, stdout=printed)
    return printed.getvalue()


def run_json(*arguments: str) -> dict[str, Any]:
    terminal = Terminal()
    options = ("--form", "comparison.json", "--output", "-", *arguments)
    call_command("export_comparison", "lake-2031", *options, stdout=terminal)
    assert terminal.getvalue() == ""
    found = json.loads(terminal.buffer.getvalue())
    assert isinstance(found, dict)
    return found


def test_a_file_without_a_name_gets_one_that_tells_content_and_day(tmp_path: Path):
    said = run("--verdict", "conflict")
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("lake-2031_limnaia-memorandum")
    assert "_conflict_" in made.name
    assert made.suffix == ".json"
    assert f"{made.name}: {made.stat().st_size} bytes, content " in said


def test_a_folder_as_output_takes_the_file_under_that_name(tmp_path: Path):
    (tmp_path / "files").mkdir()
    run("--output", "files")
    assert [one.suffix for one in (tmp_path / "files").iterdir()] == [".json"]


def test_a_file_that_is_there_stays_unless_it_is_forced(tmp_path: Path):
    kept = tmp_path / "kept.json"
    kept.write_text("mine")
    with pytest.raises(CommandError, match=r"'kept.json' is there already.*--force"):
        run("--output", "kept.json")
    assert kept.read_text() == "mine"
    run("--output", "kept.json", "--force")
    assert json.loads(kept.read_text())["negotiation"]["key"] == "lake-2031"


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch):
    def broken(bundle: Any) -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is full")

    form = FileFormat("comparison.half", "text/plain", "half", broken)
    monkeypatch.setitem(formats.FORMATS, form.key, form)
    with pytest.raises(CommandError, match="cannot be written: the disk is full"):
        run("--output", "half.txt", form=form.key)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="there is no folder 'nowhere'"):
        run("--output", "nowhere/file.json")


def test_the_selection_is_that_of_the_page(client):
    query = "verdict=conflict&with=one-source&d=wadi-plan.second&d=limnaia-memorandum.handed-over"
    page = client.get(f"/lake-2031/export/comparison.json?{query}").json()
    options = ("--verdict", "conflict", "--with", "one-source")
    found = run_json(*options, "--documents", "wadi-plan.second", "limnaia-memorandum.handed-over")
    assert found["rows"]
    assert found == page


def test_an_outlet_keeps_the_rows_that_rest_on_it(client):
    outlet = run_json()["outlets"][0]["key"]
    page = client.get(f"/lake-2031/export/comparison.json?outlet={outlet}").json()
    assert run_json("--outlet", outlet) == page


def test_the_order_in_which_filters_are_given_changes_nothing():
    first = run_json("--verdict", "conflict", "--verdict", "agree")
    assert first == run_json("--verdict", "agree", "--verdict", "conflict")


@pytest.mark.parametrize(
    ("option", "value"), [("--topic", "weather"), ("--outlet", "nobody"), ("--question", "why")]
)
def test_what_is_unknown_is_refused_with_what_is_allowed(option: str, value: str, tmp_path: Path):
    with pytest.raises(CommandError, match=f"{option}: '{value}' is not known. Allowed: "):
        run(option, value)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_is_refused_with_those_that_there_are():
    with pytest.raises(CommandError, match=r"invalid choice: 'comparison.exe'.*comparison.html"):
        run(form="comparison.exe")


def test_links_begin_where_the_site_is_said_to_stand(tmp_path: Path):
    run("--output", "a.html", "--base-url", "https://parley.example.org/", form="comparison.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert 'href="https://parley.example.org/lake-2031/compare/?d=' in page


@pytest.mark.parametrize("address", ["parley.example.org", "file:///etc", "https://"])
def test_an_address_that_is_no_site_is_refused(address: str):
    with pytest.raises(CommandError, match="--base-url: "):
        run("--base-url", address)


def test_a_pdf_that_cannot_be_drawn_is_told_in_the_words_of_the_site(
    tmp_path: Path, settings, monkeypatch
):
    monkeypatch.setattr(pdf, "available", lambda: True)
    settings.PDF_CELLS = 1
    with pytest.raises(CommandError, match="holds at most 1"):
        run(form="comparison.pdf")
    assert list(tmp_path.iterdir()) == []


def test_every_form_of_the_site_can_be_written(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: True)
    monkeypatch.setattr(pdf_process, "draw", lambda sheet: b"%PDF-")
    for key in FORMATS:
        run("--output", key, form=key)
    assert {one.name for one in tmp_path.iterdir()} == set(FORMATS)
    assert all(one.stat().st_size for one in tmp_path.iterdir())
