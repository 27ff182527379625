"""Quotes of absences on pages: with the sources of the cell, and on the page of the document."""

import pytest

from proposals.comparisons.public_sources import public_articles
from proposals.models import Translation
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support import pages

pytestmark = pytest.mark.django_db
SOURCES = "/talks/compare/evidence/?question=how-long&document=reply.first"


@pytest.fixture
def absence():
    """One document answers a question; the other leaves it for later, in an article's words."""
    question = QuestionFactory(negotiation__key="talks", key="how-long")
    versions = []
    for key in ("plan", "reply"):
        proposal = ProposalFactory(negotiation=question.negotiation, key=key)
        versions.append(VersionFactory(proposal=proposal, key="first"))
        ClauseFactory(version=versions[-1], key="1", published=True)
    TermFactory(clause=ClauseFactory(version=versions[0], published=True), question=question)
    return CoverageFactory(version=versions[1], question=question, kind="deferred")


@pytest.fixture
def evidence(absence):
    return CoverageEvidenceFactory(
        coverage=absence, article=ArticleFactory(key="Q1", outlet__name="The Bell"),
        quote="to be settled later", before="it is", note="Said twice.",
    )  # fmt: skip


def text(answer):
    assert answer.status_code == 200
    return " ".join(pages.text_of(pages.parsed(answer.content.decode())).split())


@pytest.mark.parametrize("htmx", [True, False])
def test_the_sources_of_the_cell_have_the_quote_with_its_article(client, evidence, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.get(SOURCES, headers=headers)
    words = text(answer)
    assert "to be settled later" in words
    assert "The Bell" in words
    assert "Said twice." in words
    root = pages.parsed(answer.content.decode())
    (quote,) = root.xpath("//li[contains(@class, 'evidence')]//q")
    assert pages.text_of(quote) == "to be settled later"


def test_without_a_quote_the_cell_has_what_was_read_alone(client, absence):
    absence.articles.add(ArticleFactory(outlet__name="The Bell"))
    answer = client.get(SOURCES)
    assert "1 article was read" in text(answer)
    assert not pages.parsed(answer.content.decode()).xpath("//div[@class='ledger']")


def test_the_page_of_the_document_has_the_quote_with_its_article(client, evidence):
    words = text(client.get("/talks/documents/reply/first/"))
    assert "to be settled later" in words
    assert "The Bell" in words


def test_the_article_is_one_that_readers_may_see(client, evidence):
    assert evidence.article in public_articles()
    assert client.get(evidence.article.get_absolute_url()).status_code == 200


def test_the_article_of_a_document_that_nobody_sees_is_not(absence):
    hidden = CoverageFactory(version=VersionFactory(), kind="deferred")
    assert CoverageEvidenceFactory(coverage=hidden).article not in public_articles()


def test_a_reader_of_another_language_sees_the_translated_note(client, evidence):
    Translation.objects.create(
        negotiation=evidence.coverage.question.negotiation,
        subject=f"coverage evidence reply.first#how-long@Q1#{evidence.number}",
        field="note",
        language="uk",
        original="Said twice.",
        text="Сказано двічі.",
        state="reviewed",
    )
    words = text(client.get(f"/uk{SOURCES}"))
    assert "Сказано двічі." in words
    assert "to be settled later" in words
