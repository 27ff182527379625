"""Addresses of documents in the earlier notation lead to those of today, everywhere."""

import pytest

from config.old_addresses import address_of_today
from tests.support.folders import LAKE, stored_for_a_module

stored = stored_for_a_module(LAKE)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/t/compare/?d=a@first&d=b", "/t/compare/?d=a.first&d=b"),
        ("/t/compare/?d=b&d=a%40first&q=x", "/t/compare/?d=b&d=a.first&q=x"),
        ("/t/compare/?q=me@example&d=a.first", "/t/compare/?q=me@example&d=a.first"),
        ("/t/compare/?q=d=a@b", "/t/compare/?q=d=a@b"),
        ("/api/t/documents/a@first/", "/api/t/documents/a.first/"),
        ("/api/t/clauses/?document=a@first", "/api/t/clauses/?document=a.first"),
        ("/t/compare/?d=a@b@c", "/t/compare/?d=a@b@c"),
        ("/t/compare/?d=@b", "/t/compare/?d=@b"),
        ("/clauses/t.a.first.1/", "/clauses/t.a.first.1/"),
    ],
)
def test_only_documents_are_named_otherwise(address, expected):
    assert address_of_today(address) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_an_earlier_address_of_a_comparison_leads_to_the_same_version(client):
    answer = client.get("/lake-2031/compare/?d=wadi-plan@first&d=limnaia-memorandum")
    assert answer.status_code == 301
    assert answer["Location"] == "/lake-2031/compare/?d=wadi-plan.first&d=limnaia-memorandum"
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "d=wadi-plan.first" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_an_earlier_address_of_a_frame_or_a_part_leads_on_as_well(client):
    for path in ("print/", "comparison.json", "embed/topics/water/"):
        answer = client.get(f"/lake-2031/{path}?d=wadi-plan%40first&d=limnaia-memorandum")
        assert (path, answer.status_code) == (path, 301)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/%2Fevil.example/documents/a@b/", "/%2F%2Fevil.example/x/?d=a@b"],
)
def test_no_address_leads_to_another_site(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Location" not in answer
