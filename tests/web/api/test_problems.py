"""What a program is told when something is wrong: a problem that says what would be right."""

import pytest
from django.db import DatabaseError

from proposals.web.api import evidence
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

API = "/api/v1/"
TALKS = f"{API}negotiations/lake-2031"
HUGE = "9" * 10_000


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def problem(answer, status):
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("http://testserver/api/v1/problems#")
    assert body["title"]
    assert body["detail"]
    assert len(answer.content) < 6_000
    return body


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("negotiations/nowhere", ["lake-2031"]),
        ("negotiations/nowhere/clauses", ["lake-2031"]),
        ("negotiations/nowhere/comparison", ["lake-2031"]),
        ("negotiations/lake-2031/topics/nothing", ["water-shares", "pass", "steps"]),
        ("negotiations/lake-2031/clauses?topic=nothing", ["water-shares", "pass", "steps"]),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_there_are(client, path, allowed):
    assert problem(client.get(API + path), 404)["allowed"] == allowed


@pytest.mark.parametrize(
    "path",
    [
        "clauses/nothing",
        "evidence/lake-2031.wadi-plan.second.1/L2/99",
        "evidence?clause=nothing",
        "evidence?article=nothing",
        "evidence?negotiation=nothing",
        "articles/nothing",
        "articles?outlet=nothing",
        "outlets/nothing",
        "negotiations/lake-2031/documents/nothing",
        "negotiations/lake-2031/questions/nothing",
        "nothing/at/all",
        "negotiations/",
    ],
)
def test_what_is_not_there_is_said_by_name(client, path):
    assert "no" in problem(client.get(API + path), 404)["detail"]


def test_a_missing_page_leads_to_the_list_of_what_there_is(client):
    body = problem(client.get(f"{TALKS}/documents/nothing"), 404)
    assert client.get(body["see"]).status_code == 200
    assert body["allowed"][0] == "limnaia-memorandum.handed-over"


def test_everything_that_is_wrong_with_the_parameters_is_told_at_once(client):
    query = "limit=0&offset=-1&stance=denies&clause=%2F&colour=red"
    body = problem(client.get(f"{API}evidence?{query}"), 400)
    told = {one["parameter"]: one for one in body["errors"]}
    assert set(told) == {"limit", "offset", "stance", "clause", "colour"}
    assert told["stance"]["allowed"] == ["supports", "disputes", "qualifies"]
    assert "from 1 to 200" in told["limit"]["detail"]
    assert "stance" in told["colour"]["allowed"]


def test_everything_unknown_in_a_comparison_is_told_at_once(client):
    query = "d=wadi-plan.second&d=nothing&topic=nowhere&outlet=nobody"
    body = problem(client.get(f"{TALKS}/comparison?{query}"), 404)
    for word in ("nothing", "nowhere", "nobody"):
        assert f"“{word}”" in body["detail"]
    allowed = [one["allowed"] for one in body["errors"] if "allowed" in one]
    assert ["water-shares", "pass", "steps"] in allowed


def test_a_comparison_of_one_document_under_two_names_is_refused(client):
    query = "d=wadi-plan&d=wadi-plan.second"
    assert "twice" in problem(client.get(f"{TALKS}/comparison?{query}"), 400)["detail"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("outlets", "limit=201"),
        ("outlets", f"limit={HUGE}"),
        ("outlets", f"offset={HUGE}"),
        ("outlets", "offset=1000000001"),
        ("outlets", "limit=1_0"),
        ("outlets", "limit=+1"),
        ("outlets", "limit=1.0"),
        ("outlets", "limit=%D9%A1"),
        ("outlets", "limit="),
        ("outlets", "limit=1&limit=1"),
        ("outlets", "utm_source=mail"),
        ("outlets", f"{HUGE}=1"),
        ("outlets", "%00=1"),
        ("outlets/foni", "limit=1"),
        ("", "page=1"),
        ("evidence", "clause="),
        ("evidence", f"clause={HUGE}"),
        ("evidence", "clause=%00"),
        ("evidence", "clause=%FF%FE"),
        ("evidence", "clause=a%0A"),
        ("negotiations/lake-2031/comparison", "d=wadi-plan.second"),
        ("negotiations/lake-2031/comparison", "d=wadi-plan.second&d=wadi-plan.second"),
        ("negotiations/lake-2031/comparison", "&".join(f"d=a{n}" for n in range(6))),
        ("negotiations/lake-2031/comparison", "verdict=maybe"),
        ("negotiations/lake-2031/comparison", f"q={HUGE}"),
        ("negotiations/lake-2031/comparison", "q=a&q=b"),
        ("negotiations/lake-2031/comparison", "paper=a4"),
        ("negotiations/lake-2031/comparison", "part=0"),
        ("negotiations/lake-2031/comparison", "&".join(f"theme=t{n}" for n in range(900))),
    ],
)
def test_a_parameter_that_cannot_be_followed_is_refused(client, path, query):
    body = problem(client.get(f"{API}{path}?{query}"), 400)
    assert body["type"].endswith("#bad-parameter")
    assert body["errors"]


@pytest.mark.parametrize("name", ["%00", "%FF%FE", "a%0Ab", "%2E%2E", "x" * 10_000, "%F0%9F%95%8A"])
def test_a_name_that_nothing_can_have_is_not_there(client, name):
    for place in ("clauses", "articles", "outlets", "negotiations"):
        problem(client.get(f"{API}{place}/{name}"), 404)


def test_a_number_too_large_for_the_database_is_not_there(client):
    problem(client.get(f"{API}evidence/lake-2031.wadi-plan.second.1/L2/{HUGE[:30]}"), 404)


def test_more_parameters_than_can_be_read_are_refused(client):
    query = "&".join(f"a{number}=1" for number in range(1_001))
    body = problem(client.get(f"{API}outlets?{query}"), 400)
    assert body["type"].endswith("#bad-request")


@pytest.mark.parametrize("query", ["q=%00%01", "q=%FF", "q=", "part=2&all=1", ""])
def test_what_the_page_understands_is_understood(client, query):
    assert client.get(f"{TALKS}/comparison?{query}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["", "outlets", "clauses/nothing", "nowhere"])
def test_nothing_can_be_changed(client, method, path):
    answer = getattr(client, method)(API + path)
    assert problem(answer, 405)["allowed"] == ["GET", "HEAD", "OPTIONS"]
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_fault_of_ours_is_told_without_its_inside(client, monkeypatch, caplog):
    def broken(*_parts):
        raise DatabaseError("secret words of the inside")

    monkeypatch.setattr(evidence, "paginate", broken)
    body = problem(client.get(f"{API}outlets"), 500)
    assert "secret" not in str(body)
    assert "secret words" in caplog.text


def test_every_kind_of_problem_is_explained_at_its_address(client):
    kinds = {one["type"]: one["status"] for one in client.get(f"{API}problems").json()["problems"]}
    for path in ("nowhere", "outlets?limit=x"):
        body = client.get(API + path).json()
        assert kinds[body["type"]] == body["status"]
