"""`manage.py compare`: the rows of the page for the terminal and for scripts."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

LAKE_DOCUMENTS = ("limnaia-memorandum.handed-over", "wadi-plan.second", "league-plan.bridging")


stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def run(*arguments: str) -> str:
    printed = StringIO()
    call_command("compare", *arguments, stdout=printed)
    return printed.getvalue()


def run_json(*arguments: str) -> dict[str, Any]:
    found = json.loads(run(*arguments, "--format", "json"))
    assert isinstance(found, dict)
    return found


def test_the_text_names_every_question_that_the_json_holds():
    text = run("lake-2031")
    rows = run_json("lake-2031")["rows"]
    assert rows
    assert all(f"[{row['question']}]" in text.replace("\n    ", " ") for row in rows)


def test_each_row_has_an_answer_a_column_and_every_pair():
    found = run_json("lake-2031", "--documents", *LAKE_DOCUMENTS)
    assert [document["key"] for document in found["documents"]] == list(LAKE_DOCUMENTS)
    for row in found["rows"]:
        assert [answer["document"] for answer in row["answers"]] == list(LAKE_DOCUMENTS)
        assert len(row["pairs"]) == 3
        assert row["words"]["sentence"]


def test_documents_stand_in_the_order_that_was_asked_for():
    found = run_json("lake-2031", "--documents", *reversed(LAKE_DOCUMENTS))
    assert [document["key"] for document in found["documents"]] == list(reversed(LAKE_DOCUMENTS))


def test_a_topic_keeps_its_rows_only():
    everything = run_json("lake-2031")["rows"]
    topic = everything[0]["topic"]
    found = run_json("lake-2031", "--topic", topic)["rows"]
    assert found == [row for row in everything if row["topic"] == topic]


def test_a_verdict_keeps_its_rows_only():
    everything = run_json("lake-2031")["rows"]
    mark = everything[0]["mark"]
    found = run_json("lake-2031", "--verdict", mark)["rows"]
    assert found == [row for row in everything if row["mark"] == mark]


def test_an_unknown_negotiation_is_refused_with_those_known():
    with pytest.raises(CommandError, match=r"'atlantis'.*Known: .*lake-2031"):
        run("atlantis")


def test_all_that_is_unknown_is_refused_at_once_with_what_is_allowed():
    with pytest.raises(CommandError) as error:
        run("lake-2031", "--documents", "nobody", "wadi-plan.second", "--topic", "weather")
    assert "--documents: 'nobody' is not known. Allowed: " in str(error.value)
    assert "--topic: 'weather' is not known. Allowed: " in str(error.value)


@pytest.mark.parametrize(
    "documents",
    [["wadi-plan.second"], ["wadi-plan.second", "wadi-plan.second"], [*LAKE_DOCUMENTS * 2]],
)
def test_one_document_the_same_twice_or_six_are_refused(documents):
    with pytest.raises(CommandError, match="--documents"):
        run("lake-2031", "--documents", *documents)


STORED = ("value", "common", "required_by_all", "could_be_met_together", "counts")
"""Keys whose values have the keys of stored answers, or of counts."""


def keys_in(value: Any) -> set[str]:
    """Every key of a JSON value, but those of stored answers and counts, which vary."""
    if isinstance(value, list):
        return set().union(*map(keys_in, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    inner = (keys_in(part) for key, part in value.items() if key not in STORED)
    return set(value).union(*inner)


def test_every_key_of_the_json_is_documented(root: Path):
    document = (root / "docs" / "exports.md").read_text("utf-8")
    documented = set(re.findall(r"`([a-z_]+)`", document))
    found = run_json("lake-2031", "--documents", *LAKE_DOCUMENTS)
    assert keys_in(found) - documented == set()
