"""Quotes of checked absences in the admin: typed beside the absence, held to the same rules."""

import pytest
from django.urls import reverse

from proposals.models import Coverage, CoverageEvidence
from sources.texts import keep_text
from tests.factories import ArticleFactory, CoverageEvidenceFactory, CoverageFactory, analyst

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    """A browser in which an analyst is logged in."""
    client.force_login(analyst(username="ada"))
    return client


@pytest.fixture
def absence():
    return CoverageFactory(kind="deferred")


def page(absence):
    return reverse("admin:proposals_coverage_change", args=[absence.pk])


def sent(desk, absence, **more):
    """Send the page of an absence with one piece of evidence filled in."""
    form = {
        "version": absence.version_id,
        "question": absence.question_id,
        "kind": absence.kind,
        "basis": absence.basis,
        "evidence-TOTAL_FORMS": "1",
        "evidence-INITIAL_FORMS": "0",
    }
    piece = {"stance": "supports", "basis": "reports", "quote": "to be settled later", **more}
    filled = {f"evidence-0-{name}": value for name, value in piece.items()}
    return desk.post(page(absence), form | filled)


def test_an_analyst_adds_a_quote_and_it_is_checked(desk, absence):
    article = ArticleFactory()
    keep_text(article, "The ministers said that this is to be settled later.", "ada")
    assert sent(desk, absence, article=article.pk).status_code == 302
    evidence = CoverageEvidence.objects.get()
    assert (evidence.coverage, evidence.article, evidence.quote) == (
        absence,
        article,
        "to be settled later",
    )
    assert (evidence.number, evidence.quote_state) == (1, "once")


def test_a_long_quote_is_refused_in_words(desk, absence):
    answer = sent(desk, absence, article=ArticleFactory().pk, quote="word " * 16)
    assert answer.status_code == 200
    assert "at most 15 may be quoted" in answer.content.decode()
    assert not CoverageEvidence.objects.exists()


def test_an_article_that_is_not_stored_is_refused(desk, absence):
    assert sent(desk, absence, article="987654").status_code == 200
    assert not CoverageEvidence.objects.exists()


def test_the_page_tells_the_state_of_a_quote(desk):
    article = ArticleFactory()
    keep_text(article, "The ministers said nothing.", "ada")
    evidence = CoverageEvidenceFactory(article=article, quote="to be settled later")
    assert "not found" in desk.get(page(evidence.coverage)).content.decode()


def test_the_page_tells_which_words_beside_a_quote_were_changed(desk):
    article = ArticleFactory()
    keep_text(article, "The host confirmed that it is to be settled later.", "ada")
    evidence = CoverageEvidenceFactory(article=article, quote="to be settled later")
    keep_text(article, "The host denied that it is to be settled later.", "ada")
    shown = desk.get(page(evidence.coverage)).content.decode()
    assert "Changed before the quote:" in shown
    assert "<del>confirmed</del><ins>denied</ins>" in shown


def test_the_number_of_queries_does_not_grow(desk, django_assert_max_num_queries):
    evidence = CoverageEvidenceFactory()
    desk.get(page(evidence.coverage))
    for _number in range(5):
        CoverageEvidenceFactory(coverage=evidence.coverage, quote="later")
    with django_assert_max_num_queries(20):
        desk.get(page(evidence.coverage))


def test_an_absence_that_is_removed_takes_its_quotes_along(desk):
    evidence = CoverageEvidenceFactory()
    address = reverse("admin:proposals_coverage_delete", args=[evidence.coverage_id])
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Coverage.objects.exists()
    assert not CoverageEvidence.objects.exists()
