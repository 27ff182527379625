"""What nothing is called: the same sentence behind every door, in the form of each."""

import html
import json
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from proposals.comparisons.lookups import (
    NamedKind,
    UnknownName,
    find_catalogue,
    find_clause,
    find_document,
    find_topic,
    unknown_names,
)
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

TALKS = "/lake-2031"
API = "/api/v1"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def embedded(path):
    return f"/oembed/?url={quote('http://testserver' + path)}"


DOORS = {
    "There is no negotiation “none” here.": (
        "/none/",
        "/none/compare/",
        "/none/export/comparison.json",
        "/none/print/sheet.css",
        "/none/changes.atom",
        "/none/corrections/",
        "/none/movement/",
        "/none/movement.csv",
        "/none/movement.json",
        "/none/movement.atom",
        "/none/embed/topics/none/",
        embedded("/none/topics/none/"),
        f"{API}/negotiations/none",
        f"{API}/negotiations/none/comparison",
        f"{API}/negotiations/none/movement",
        f"{API}/evidence?negotiation=none",
    ),
    "There is no topic “none” in this negotiation.": (
        f"{TALKS}/topics/none/",
        f"{TALKS}/topics/none/changes.atom",
        f"{TALKS}/embed/topics/none/",
        embedded(f"{TALKS}/topics/none/"),
        f"{API}/negotiations/lake-2031/topics/none",
        f"{API}/negotiations/lake-2031/clauses?topic=none",
    ),
    "There is no question “none” in this negotiation.": (
        f"{TALKS}/compare/evidence/?question=none&document=wadi-plan.second",
        f"{TALKS}/embed/questions/none/",
        embedded(f"{TALKS}/embed/questions/none/"),
        f"{API}/negotiations/lake-2031/questions/none",
    ),
    "There is no document “none.first” in this negotiation.": (
        f"{TALKS}/documents/none/first/",
        f"{TALKS}/compare/evidence/?question=pass-length&document=none.first",
        f"{API}/negotiations/lake-2031/documents/none.first",
        f"{API}/negotiations/lake-2031/clauses?document=none.first",
    ),
    "There is no map for “none” in this negotiation.": (f"{TALKS}/maps/none/",),
    "There is no published clause “none”.": (
        "/clauses/none/",
        "/clauses/none/history/",
        "/clauses/none/citation.txt",
        "/clauses/none/evidence.jsonld",
        f"{API}/clauses/none",
        f"{API}/evidence?clause=none",
    ),
    "There is no article “none” that something published rests on.": (
        f"{API}/articles/none",
        f"{API}/evidence?article=none",
    ),
    "There is no outlet “none” that something published rests on.": (
        f"{API}/outlets/none",
        f"{API}/articles?outlet=none",
    ),
}


@pytest.mark.parametrize(
    ("sentence", "address"),
    [(sentence, address) for sentence, addresses in DOORS.items() for address in addresses],
)
def test_an_unknown_name_is_told_in_the_same_words_at_every_door(client, sentence, address):
    answer = client.get(address)
    assert answer.status_code == 404
    if answer["Content-Type"] == "application/problem+json":
        assert json.loads(answer.content)["detail"] == sentence
    else:
        assert sentence in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/none/", f"{TALKS}/"),
        ("/none/print/sheet.css", f"{TALKS}/"),
        (f"{TALKS}/topics/none/", f"{TALKS}/topics/pass/"),
        (f"{TALKS}/documents/none/first/", f"{TALKS}/documents/wadi-plan/first/"),
        (f"{TALKS}/compare/evidence/?question=none", f"{TALKS}/compare/#q-pass-length"),
        (f"{TALKS}/maps/none/", f"{TALKS}/compare/"),
        (f"{TALKS}/embed/topics/none/", f"{TALKS}/"),
    ],
)
def test_a_page_leads_to_what_there_is(client, address, leads_to):
    assert f'href="{leads_to}"' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("address", "allowed", "see"),
    [
        (f"{API}/negotiations/none", "lake-2031", f"{API}/negotiations"),
        (
            f"{API}/negotiations/lake-2031/topics/none",
            "pass",
            f"{API}/negotiations/lake-2031/topics",
        ),
        (
            f"{API}/negotiations/lake-2031/documents/none",
            "wadi-plan.first",
            f"{API}/negotiations/lake-2031/documents",
        ),
        (f"{API}/articles/none", None, f"{API}/articles"),
        (f"{API}/clauses/none", None, None),
    ],
)
def test_a_program_is_told_what_would_do_and_where_it_stands(client, address, allowed, see):
    problem = client.get(address).json()
    assert problem.get("see") == (f"http://testserver{see}" if see else None)
    assert allowed is None or allowed in problem["allowed"]
    assert "errors" not in problem


def test_a_command_names_the_documents_that_would_do_each_once():
    with pytest.raises(CommandError) as error:
        call_command("compare", "lake-2031", "--documents", "none", "--topic", "none")
    documents, topics = str(error.value).splitlines()
    keys = ", ".join(one.key for one in find_catalogue("lake-2031").documents)
    assert documents == f"--documents: 'none' is not known. Allowed: {keys}."
    assert topics.startswith("--topic: 'none' is not known. Allowed: ")


def test_an_unknown_name_carries_what_it_is_and_what_would_do():
    catalogue = find_catalogue("lake-2031")
    with pytest.raises(UnknownName) as error:
        find_topic(catalogue, "no\0\nsuch" + "x" * 100)
    assert error.value.kind is NamedKind.TOPIC
    assert error.value.key.startswith("no such")
    assert len(error.value.key) < 70
    assert error.value.known == catalogue.topics
    assert error.value.negotiation == catalogue.negotiation


def test_several_names_are_looked_up_at_once():
    catalogue = find_catalogue("lake-2031")
    errors = unknown_names(
        (lambda key: find_document(catalogue, key), "none"),
        (lambda key: find_topic(catalogue, key), "pass"),
        (find_clause, None),
        (find_clause, "none"),
    )
    assert [error.kind for error in errors] == [NamedKind.DOCUMENT, NamedKind.CLAUSE]
