"""Records that were frozen in an earlier format: still whole, and still compared with today."""

import json
from pathlib import Path
from typing import Any

import pytest

from proposals.models import Term
from proposals.snapshots.changes import changes_since
from proposals.snapshots.upgrade import SECOND, upgrade_record
from proposals.snapshots.verification import verify
from tests.support.bundles import MOMENT, bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]

stored = stored_for_a_module(LAKE)

FILE = Path(__file__).parent / "records" / "format-2.json"
"""The whole comparison of tests/negotiations/lake-2031, as the second format wrote it."""
HASH = "b57796202953e6c0fb075c04e5d37007326570a418596c0c5e58336d6dec107a"


def record() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_bytes())
    return content


def test_a_record_of_the_second_format_has_the_hash_that_it_had():
    assert record()["format"] == SECOND
    assert verify(FILE.read_bytes(), HASH).is_whole


def test_nothing_has_changed_since_while_the_data_are_the_same():
    changes = changes_since(record(), "http://testserver", MOMENT)
    assert changes.comparable
    assert changes.groups == ()
    assert changes.hash == bundle().hash


def test_what_changed_since_is_told_with_the_words_of_then_and_of_now():
    Term.objects.filter(
        clause__uid="lake-2031.limnaia-memorandum.handed-over.1", question__key="share-of-limnaia"
    ).update(value={"exactly": "35"})
    changes = changes_since(record(), "http://testserver", MOMENT)
    answers = [group for group in changes.groups if group.heading == "Answers"]
    ((change,),) = [group.changes for group in answers]
    assert [(one.name, one.before, one.after) for one in change.details] == [
        ("answer", "asks for at least 40 per cent", "asks for 35 per cent")
    ]


def test_all_human_texts_of_the_second_format_become_words():
    upgraded = upgrade_record(record())
    assert upgraded
    row = upgraded["rows"][0]
    assert row["words"]["sentence"] == record()["rows"][0]["sentence"]
    assert "sentence" not in row
    assert [pair["words"]["sentence"] for pair in row["pairs"]] == [
        pair["sentence"] for pair in record()["rows"][0]["pairs"]
    ]
    terms = [term for answer in row["answers"] for term in answer["terms"]]
    assert terms
    assert all(set(term["words"]) == {"reading"} for term in terms)


def test_a_format_that_is_not_known_is_not_upgraded():
    assert upgrade_record({**record(), "format": "parley-comparison/1"}) is None
