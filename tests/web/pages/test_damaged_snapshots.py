"""What is stored of a frozen comparison may be damaged: its pages say so."""

import json

import pytest

from proposals.models import Snapshot
from proposals.models.snapshots import packed
from proposals.snapshots import store
from tests.support.bundles import bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("stored"),
    pytest.mark.ignore_template_errors,
]

stored = stored_for_a_module(LAKE)

GARBAGE = {
    "no bytes": b"",
    "bytes of something else": b"\x00\xffgarbage",
    "no JSON": packed(b"{"),
    "no UTF-8": packed(b"\xff\xfe\xfd"),
    "a list": packed(b"[]"),
    "an empty record": packed(b"{}"),
    "lists without an end": packed(b"[" * 100_000),
    "another form": packed(json.dumps({"format": 7, "negotiation": None}).encode()),
    "a negotiation without a name": packed(
        json.dumps({"format": "parley-comparison/9", "negotiation": {"language": []}}).encode()
    ),
}


def page_of(client, **columns):
    snapshot = store.freeze(bundle())[0]
    Snapshot.objects.update(**columns)
    return client.get(f"/frozen/{snapshot.hash}/"), snapshot


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_a_record_of_garbage_is_said_to_be_damaged(client, garbage):
    columns = {"worded_packed": garbage, "record_packed": garbage}
    answer, snapshot = page_of(client, **columns)
    assert answer.status_code == 404
    assert "damaged" in answer.content.decode()
    assert snapshot.hash[:16] in answer.content.decode()


@pytest.mark.parametrize("column", ["record_packed", "sheet_packed"])
def test_garbage_in_one_column_is_said_to_be_damage(client, column):
    answer, _snapshot = page_of(client, **{column: b"garbage"})
    assert answer.status_code == 200 or "damaged" in answer.content.decode()
    assert "does not match its hash" in answer.content.decode()


@pytest.mark.parametrize("end", ["record.json", "comparison.json", "sheet.css"])
def test_the_files_of_a_damaged_snapshot_say_so(client, end):
    columns = dict.fromkeys(("record_packed", "worded_packed", "styles_packed"), b"garbage")
    _answer, snapshot = page_of(client, **columns)
    addresses = [f"/frozen/{snapshot.hash}/{end}"]
    assert [client.get(one).status_code for one in addresses] == [404]


def test_a_fault_of_the_site_is_not_taken_for_damage(client, monkeypatch):
    def broken(*_args):
        raise KeyError("a fault of ours")

    monkeypatch.setattr("proposals.web.pages.snapshots.changes_since", broken)
    snapshot = store.freeze(bundle())[0]
    with pytest.raises(KeyError):
        client.get(f"/frozen/{snapshot.hash}/")
