"""Evidence as Web Annotations: what the model asks for, and what readers may see."""

import json

import pytest
from django.urls import reverse

from proposals.exports.citations.annotations import (
    MOTIVATIONS,
    annotation,
    annotations_of,
    annotations_of_clause,
)
from proposals.models import Clause, Evidence
from proposals.models.choices import EvidenceStance
from sources.models import Article
from tests.support.exported import lake
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
HOME = "https://parley.example"
MODEL = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
"""The motivations that the model defines."""

EVIDENCE = {
    "id": "talks.plan.first.1@A1/2",
    "clause": "talks.plan.first.1",
    "article": "A1",
    "stance": "disputes",
    "quote": "at least 30 days",
    "before": "a truce of",
    "after": ", he said",
    "quote_gloss": "",
    "note": "The *delegation's* own account.",
}
ARTICLE = {
    "key": "A1",
    "url": "https://news.example/1",
    "archived_url": "https://archive.example/1",
    "accessed": "2031-06-03",
    "language": "el",
}


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def made(evidence: dict | None = None, article: dict | None = None) -> dict:
    return annotation(
        {**EVIDENCE, **(evidence or {})},
        {**ARTICLE, **(article or {})},
        home=HOME,
        language="en",
    )


def test_no_address_has_signs_that_no_address_may_have():
    """Programs that read RDF refuse a whole file for one of them."""
    stored = {"url": "https://news.example/{1}?a=|b", "archived_url": "https://x.example/{1} 2"}
    Article.objects.filter(key=Evidence.objects.earliest("pk").article.key).update(**stored)
    for written in (
        annotations_of(lake()).decode(),
        annotations_of_clause(Evidence.objects.earliest("pk").clause, HOME).decode(),
    ):
        assert "{1}" not in written
        assert "https://news.example/%7B1%7D?a=%7Cb" in written
        assert "https://x.example/%7B1%7D%202" in written


def is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text


def is_resource(value) -> bool:
    """An address, or something that says its address or what it is made of."""
    if isinstance(value, str):
        return is_address(value)
    if value.get("type") == "TextualBody":
        return isinstance(value["value"], str)
    if value.get("type") == "SpecificResource":
        return is_resource(value["source"])
    return is_address(value["id"])


def test_a_comparison_gives_one_collection_with_every_piece_of_its_evidence():
    bundle = lake()
    found = json.loads(annotations_of(bundle))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert is_address(found["id"])
    assert is_address(found["first"]["id"])
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(bundle.record["evidence"]) > 0
    assert len({item["id"] for item in items}) == len(items)


def test_every_annotation_has_what_the_model_asks_for():
    items = json.loads(annotations_of(lake()))["first"]["items"]
    assert items
    for item in items:
        assert item["body"]
        assert is_address(item["id"])
        assert item["type"] == "Annotation"
        assert item["motivation"] in MODEL
        assert all(is_resource(body) for body in item["body"])
        assert is_resource(item["target"])


def test_a_quote_is_found_by_its_own_words_and_those_around_it():
    assert made()["target"]["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "at least 30 days",
        "prefix": "a truce of ",
        "suffix": ", he said",
    }


def test_a_quote_at_the_edge_of_a_quotation_has_no_space_there():
    found = made({"before": "he asked for “", "after": "and no more"})["target"]["selector"]
    assert (found["prefix"], found["suffix"]) == ("he asked for “", " and no more")


def test_the_archived_copy_and_the_day_of_reading_are_its_state():
    assert made()["target"]["state"] == {
        "type": "TimeState",
        "sourceDateStart": "2031-06-03T00:00:00Z",
        "sourceDateEnd": "2031-06-03T23:59:59Z",
        "cached": "https://archive.example/1",
    }


def test_without_a_quote_the_article_as_a_whole_is_meant():
    bare = {"quote": "", "before": "", "after": ""}
    target = made(bare, {"archived_url": "", "accessed": None})["target"]
    assert target == {
        "id": "https://news.example/1", "type": "Text", "format": "text/html", "language": "el",
    }  # fmt: skip


def test_an_article_without_an_address_goes_by_its_page_here():
    found = made({}, {"url": "", "archived_url": "", "accessed": None, "language": ""})
    assert found["target"]["source"] == {
        "id": f"{HOME}/sources/articles/A1/", "type": "Text", "format": "text/html",
    }  # fmt: skip


def test_the_body_names_the_clause_the_stance_and_the_note():
    clause, stance, note = made()["body"]
    assert clause["source"] == f"{HOME}/clauses/talks.plan.first.1/"
    assert (stance["value"], stance["purpose"]) == ("disputes", "tagging")
    assert (note["value"], note["format"]) == (EVIDENCE["note"], "text/markdown")


def test_every_stance_has_a_motivation_of_its_own():
    assert set(MOTIVATIONS) == set(EvidenceStance.values)
    assert len(set(MOTIVATIONS.values())) == len(MOTIVATIONS)


def test_a_clause_gives_the_same_annotations_as_its_comparison(client):
    clause = Clause.objects.published().order_by("pk")[0]
    answer = client.get(reverse("proposals:clause_annotations", args=[clause.uid]))
    assert answer["Content-Type"] == "application/ld+json"
    items = answer.json()["first"]["items"]
    assert items
    assert answer.json()["total"] == clause.evidence.count()
    assert all(clause.uid in item["id"] for item in items)


def test_no_editor_is_named():
    Evidence.objects.update(tagged_by="Somebody Whoedits")
    assert b"Whoedits" not in annotations_of(lake())
