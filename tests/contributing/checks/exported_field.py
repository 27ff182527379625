"""Checks of a copy with an added field of the outlets: `slogan`."""

import csv
import io
import zipfile

import pytest

from proposals.seeding import load
from tests.support.bundles import LAKE_HASH, bundle
from tests.support.folders import LAKE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lake(db):
    load([LAKE])


def test_it_stands_in_the_record_and_in_the_interface(client):
    record = client.get("/lake-2031/export/comparison.json").json()
    live = client.get("/api/v1/outlets").json()["items"]
    for outlets in (record["outlets"], live):
        assert {outlet["slogan"] for outlet in outlets} >= {"Norsund Post knows"}


def test_it_is_a_column_of_the_tables(client):
    answer = client.get("/lake-2031/export/comparison.zip")
    content = b"".join(answer) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("outlets.csv").decode())))
    assert [row["slogan"] for row in rows] == [f"{row['name']} knows" for row in rows]


def test_the_hash_is_renewed():
    assert bundle().hash == LAKE_HASH
