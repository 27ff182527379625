"""The interface for programs: what it gives, how it is cut into parts, and how copies are kept."""

import gzip
import json

import pytest

from proposals.exports.record.canonical import canonical, digest, without_words
from proposals.models import Clause, Evidence
from sources.models import Article, Outlet
from sources.read_only import PUBLIC
from tests.factories import ArticleFactory, ClauseFactory, EvidenceFactory
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

API = "/api/v1/"
TALKS = f"{API}negotiations/lake-2031"
CLAUSE = "lake-2031.wadi-plan.second.1"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def asked(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def whole(client, address):
    """All items of a list, part by part along its links."""
    found, place = [], address
    while place:
        part = asked(client, place)
        found += part["items"]
        place = part["links"]["next"]
    return found


def links_in(value):
    if isinstance(value, dict):
        yield from (one for key in ("links",) for one in value.get(key, {}).values() if one)
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from links_in(part)


def test_every_link_leads_somewhere(client):
    seen, waiting = set(), [f"http://testserver{API}"]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer["Content-Type"] == "application/json":
            waiting += links_in(answer.json())
    assert {one.split("/")[5] for one in seen if "/api/v1/" in one} >= {
        "negotiations", "clauses", "evidence", "articles", "outlets", "openapi.json", "problems",
    }  # fmt: skip


def test_the_comparison_is_the_file_byte_for_byte(client):
    query = "d=wadi-plan.second&d=limnaia-memorandum.handed-over&verdict=conflict"
    answer = client.get(f"{TALKS}/comparison?{query}")
    file = client.get(f"/lake-2031/export/comparison.json?{query}")
    assert answer.content == file.content
    assert answer["Parley-Hash"] == digest(canonical(without_words(json.loads(answer.content))))
    assert answer["Link"].startswith(f"<http://testserver/lake-2031/compare/?{query}>")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (
            "d=wadi-plan.second&d=league-plan.bridging&with=common-ground",
            lambda row: row["common_ground"],
        ),
        ("verdict=conflict&verdict=agree", lambda row: row["mark"] in ("conflict", "agree")),
    ],
)
def test_a_comparison_is_filtered_by_what_its_rows_say(client, query, kept):
    documents = "&".join(part for part in query.split("&") if part.startswith("d="))
    every = asked(client, f"{TALKS}/comparison?{documents}")["rows"]
    found = asked(client, f"{TALKS}/comparison?{query}")["rows"]
    assert found == [row for row in every if kept(row)]
    assert 0 < len(found) < len(every)


def test_lists_have_the_shapes_of_the_record(client):
    record = asked(client, f"{TALKS}/comparison")
    lists = {
        "documents": f"{TALKS}/documents",
        "topics": f"{TALKS}/topics",
        "questions": f"{TALKS}/questions",
        "evidence": f"{API}evidence",
        "articles": f"{API}articles",
        "outlets": f"{API}outlets",
    }
    assert set(lists) <= set(record)
    for name, address in lists.items():
        items = whole(client, address)
        plain = [{key: item[key] for key in record[name][0]} for item in items]
        assert record[name]
        assert [one for one in record[name] if one not in plain] == [], name


def test_a_clause_has_its_answers_and_evidence(client):
    record = asked(client, f"{TALKS}/comparison")
    found = asked(client, f"{API}clauses/{CLAUSE}")
    terms = [
        {"question": row["question"], **term}
        for row in record["rows"]
        for answer in row["answers"]
        for term in answer["terms"]
        if term["clause"] == CLAUSE
    ]
    evidence = [one for one in record["evidence"] if one["clause"] == CLAUSE]
    assert found["answers"] == terms != []
    assert [{k: v for k, v in one.items() if k != "links"} for one in found["evidence"]] == evidence


def test_clauses_are_the_published_ones_in_the_order_of_the_documents(client):
    ClauseFactory(version=Clause.objects.get(uid=CLAUSE).version, key="draft")
    found = [one["id"] for one in whole(client, f"{TALKS}/clauses?limit=3")]
    rows = Clause.objects.published().order_by(
        "version__proposal__ordinal", "version__ordinal", "ordinal"
    )
    assert found == [clause.uid for clause in rows]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("document=wadi-plan.second", lambda one: one["document"] == "wadi-plan.second"),
        ("topic=pass", lambda one: "pass" in one["topics"]),
        (
            "document=wadi-plan.second&topic=pass",
            lambda one: one["document"] == "wadi-plan.second" and "pass" in one["topics"],
        ),
    ],
)
def test_clauses_are_filtered(client, query, kept):
    every = whole(client, f"{TALKS}/clauses")
    found = whole(client, f"{TALKS}/clauses?{query}")
    assert found == [one for one in every if kept(one)]
    assert 0 < len(found) < len(every)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (f"clause={CLAUSE}", lambda one: one["clause"] == CLAUSE),
        ("article=L3", lambda one: one["article"] == "L3"),
        ("stance=disputes", lambda one: one["stance"] == "disputes"),
        (
            "stance=supports&article=L1",
            lambda one: (one["stance"], one["article"]) == ("supports", "L1"),
        ),
    ],
)
def test_evidence_is_filtered(client, query, kept):
    every = whole(client, f"{API}evidence")
    found = whole(client, f"{API}evidence?{query}")
    assert found == [one for one in every if kept(one)]
    assert 0 < len(found) < len(every)


def test_evidence_of_another_negotiation_is_left_out(client):
    other = ClauseFactory(published=True)
    key = other.version.proposal.negotiation.key
    found = whole(client, f"{API}evidence?negotiation={key}")
    assert [one["clause"] for one in found] == [other.uid]


def test_one_piece_of_evidence_is_found_by_its_own_link(client):
    items = whole(client, f"{API}evidence?limit=5")
    assert items
    for item in items:
        assert asked(client, item["links"]["self"]) == item


def test_articles_and_outlets_are_those_that_something_published_rests_on(client):
    draft = ArticleFactory(key="of-a-draft")
    EvidenceFactory(clause=ClauseFactory(), article=draft)
    ArticleFactory(key="unread")
    first = ArticleFactory(key="first-printing", outlet__key="agency")
    Article.objects.filter(key="L1").update(syndicated_from=first)
    articles = {one["key"] for one in whole(client, f"{API}articles")}
    assert articles >= {"L1", "L2", "L3", "first-printing"}
    assert not articles & {"of-a-draft", "unread"}
    outlets = {one["key"] for one in whole(client, f"{API}outlets")}
    assert outlets == set(
        Outlet.objects.filter(articles__key__in=articles).values_list("key", flat=True)
    )
    assert client.get(f"{API}articles/unread").status_code == 404
    assert client.get(f"{API}outlets/{draft.outlet.key}").status_code == 404


def test_every_article_that_an_answer_names_can_be_asked_for(client):
    record = asked(client, f"{TALKS}/comparison")
    named = {one["article"] for one in whole(client, f"{API}evidence")}
    named |= {
        key for row in record["rows"] for a in row["answers"] for key in a["absence_articles"]
    }
    named |= {one["published_by"] for one in whole(client, f"{TALKS}/documents")}
    articles = whole(client, f"{API}articles")
    named |= {one["syndicated_from"] for one in articles}
    assert named - {None} <= {one["key"] for one in articles}


def test_a_list_is_cut_into_parts_that_lead_to_each_other(client):
    every = [one["id"] for one in whole(client, f"{API}evidence")]
    total = Evidence.objects.published().count()
    assert len(every) == len(set(every)) == total
    part = client.get(f"{API}evidence?limit=2&offset=2")
    body = part.json()
    assert [one["id"] for one in body["items"]] == every[2:4]
    assert (body["total"], body["limit"], body["offset"]) == (total, 2, 2)
    here = f"http://testserver{API}evidence?limit=2&offset="
    assert body["links"] == {"self": f"{here}2", "next": f"{here}4", "previous": f"{here}0"}
    assert part["Link"] == f'<{here}4>; rel="next", <{here}0>; rel="prev"'


def test_a_part_behind_the_end_is_empty_and_leads_back(client):
    body = asked(client, f"{API}outlets?offset=1000000000")
    assert body["items"] == []
    back = asked(client, body["links"]["previous"])
    assert back["items"]


def test_fifty_are_listed_unless_asked_otherwise(client):
    for _number in range(60):
        EvidenceFactory(clause=Clause.objects.get(uid=CLAUSE))
    assert len(asked(client, f"{API}evidence")["items"]) == 50
    assert len(asked(client, f"{API}evidence?limit=200")["items"]) > 60


@pytest.mark.parametrize(
    "path", ["", "openapi.json", "evidence", "negotiations/lake-2031/comparison"]
)
def test_an_answer_that_has_not_changed_is_not_sent_again(client, path):
    first = client.get(API + path)
    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == PUBLIC
    again = client.get(API + path, headers={"If-None-Match": f'"other", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_an_answer_that_has_changed_is_sent_again(client):
    first = client.get(f"{API}outlets/foni")
    Outlet.objects.filter(key="foni").update(name="Another name")
    again = client.get(f"{API}outlets/foni", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_a_packed_answer_keeps_a_name_that_matches(client):
    packed = {"Accept-Encoding": "gzip"}
    first = client.get(f"{TALKS}/comparison", headers=packed)
    assert json.loads(gzip.decompress(first.content))["format"]
    assert "Accept-Encoding" in first["Vary"].split(", ")
    again = client.get(f"{TALKS}/comparison", headers={**packed, "If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_head_gives_the_headers_of_get(client):
    first, head = client.get(f"{API}outlets"), client.head(f"{API}outlets")
    assert head.content == b""
    names = ("ETag", "Content-Type", "Content-Length", "Cache-Control")
    assert {name: head[name] for name in names} == {name: first[name] for name in names}


def test_scripts_of_every_site_may_read_and_no_cookie_is_set(client):
    for path in ("", "outlets", "nowhere", "outlets?limit=x"):
        answer = client.get(API + path, headers={"Origin": "https://elsewhere.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_only_the_interface_is_open_to_scripts_of_other_sites(client):
    for path in ("/", "/lake-2031/compare/", "/sources/", "/lake-2031/export/comparison.json"):
        answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert "Access-Control-Allow-Origin" not in answer


def test_a_script_may_ask_beforehand_what_it_may_do(client):
    answer = client.options(f"{API}outlets", headers={"Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_index_leads_to_the_description(client):
    answer = client.get(API)
    described = answer.json()["links"]["description"]
    assert answer["Link"] == f'<{described}>; rel="service-desc"'
    assert asked(client, described)["openapi"].startswith("3.1")


def test_foreign_letters_are_sent_as_they_are(client):
    answer = client.get(f"{API}outlets/foni")
    assert "Η Φωνή της Λίμνης" in answer.content.decode("utf-8")
