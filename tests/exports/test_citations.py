"""Citations of what the site shows, at their addresses, in every form."""

import json

import bibtexparser
import pytest
import rispy
from django.urls import reverse

from proposals.comparisons import Selection
from proposals.exports.citations.references import (
    citation_of,
    clause_reference,
    comparison_reference,
)
from proposals.exports.formats import FORMATS
from proposals.models import Clause
from sources.citations import CITATION_FORMS, ReferenceKind
from sources.models import Article
from tests.support.exported import MOMENT, lake
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
HOME = "https://parley.example"
READERS = {
    "txt": lambda text: len(text.splitlines()) == 1,
    "bib": lambda text: len(bibtexparser.parse_string(text).entries) == 1,
    "ris": lambda text: len(rispy.loads(text)) == 1,
    "csl.json": lambda text: len(json.loads(text)) == 1,
}


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def first_clause() -> Clause:
    return Clause.objects.published().select_related("version__proposal__negotiation")[0]


def test_a_comparison_is_cited_with_its_hash_its_selection_and_its_address():
    bundle = lake()
    found = comparison_reference(bundle)
    assert (found.kind, found.url, found.published) == (
        ReferenceKind.DATA,
        bundle.address,
        MOMENT.date(),
    )
    assert found.version == f"SHA-256 {bundle.hash}"
    assert bundle.selection_words in found.note


def test_a_row_is_cited_with_its_question_and_its_verdict():
    row = next(iter(lake().matrix.rows))
    found = comparison_reference(lake(Selection(questions=(row.question.key,))))
    assert found.title.startswith(row.question.text)
    assert f"({row.rule.value})" in found.title
    assert f"question={row.question.key}" in found.url


def test_a_clause_is_cited_with_its_document_and_the_day_it_was_read():
    clause = first_clause()
    found = clause_reference(clause, HOME, MOMENT.date())
    assert clause.heading in found.title
    assert clause.version.label in found.title
    assert found.url == f"{HOME}{clause.get_absolute_url()}"
    assert (found.published, found.accessed) == (None, MOMENT.date())


def test_the_line_of_a_comparison_holds_its_whole_hash():
    assert lake().hash in citation_of(lake())


@pytest.mark.parametrize("ending", CITATION_FORMS)
def test_every_form_of_a_comparison_is_a_file_with_one_reference(client, ending):
    address = reverse("proposals:export_file", args=["lake-2031", f"citation.{ending}"])
    answer = client.get(address, {"verdict": "conflict"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[f"citation.{ending}"].content_type
    assert f'.{ending}"' in answer["Content-Disposition"]
    assert READERS[ending](answer.content.decode())


@pytest.mark.parametrize("ending", CITATION_FORMS)
def test_every_form_of_a_clause_and_of_an_article_has_an_address(client, ending):
    clause, article = first_clause(), Article.objects.order_by("key")[0]
    for address in (
        reverse("proposals:clause_citation", args=[clause.uid, ending]),
        reverse("sources:article_citation", args=[article.key, ending]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert READERS[ending](answer.content.decode())


def test_an_unknown_form_of_a_clause_names_those_that_there_are(client):
    address = reverse("proposals:clause_citation", args=[first_clause().uid, "doc"])
    answer = client.get(address)
    assert answer.status_code == 404
    assert all(f"citation.{ending}" in answer.content.decode() for ending in CITATION_FORMS)


def test_a_draft_is_not_cited(client):
    clause = first_clause()
    Clause.objects.filter(pk=clause.pk).update(state="draft")
    for name, more in (("clause_citation", ["txt"]), ("clause_annotations", [])):
        assert client.get(reverse(f"proposals:{name}", args=[clause.uid, *more])).status_code == 404


def test_an_unknown_form_of_an_article_is_not_found(client):
    key = Article.objects.order_by("key")[0].key
    assert client.get(f"/sources/articles/{key}/citation.doc").status_code == 404


def test_a_citation_of_an_article_needs_two_queries_with_that_of_the_stamp(
    client, django_assert_num_queries
):
    address = reverse("sources:article_citation", args=[Article.objects.first().key, "ris"])
    with django_assert_num_queries(2):
        client.get(address)


@pytest.mark.parametrize("name", ["clause_citation", "clause_annotations"])
def test_a_clause_with_answers_is_read_in_five_queries(client, django_assert_num_queries, name):
    clause = Clause.objects.published().filter(terms__bearers__isnull=False)[0]
    more = ["bib"] if name == "clause_citation" else []
    address = reverse(f"proposals:{name}", args=[clause.uid, *more])
    with django_assert_num_queries(5):
        client.get(address)
