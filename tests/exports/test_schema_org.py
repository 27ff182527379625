"""Schema.org data in the pages of clauses and articles: true, complete, and harmless."""

import json

import pytest

from proposals.models import Clause
from sources.schema_org import data_block
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    PartyFactory,
    ProposalFactory,
    VersionFactory,
    publish,
)
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db

END = "</script><script>alert(1)</script><!-- & \u2028"


def data_of(client, address: str) -> dict:
    answer = client.get(address)
    assert answer.status_code == 200
    blocks = parsed(answer.content.decode()).xpath("//script[not(@src)]")
    assert [block.get("type") for block in blocks] == ["application/ld+json"]
    return json.loads(blocks[0].text)


def clause_with(**texts) -> Clause:
    proposal = ProposalFactory(title="Framework for the lake")
    proposal.parties.add(PartyFactory(negotiation=proposal.negotiation, name="Aria"))
    version = VersionFactory(proposal=proposal)
    clause = ClauseFactory(version=version, published=True, **texts)
    article = ArticleFactory(headline="Both say no")
    EvidenceFactory(clause=clause, article=article, disputing=True)
    return clause


def test_a_clause_is_a_claim_of_its_parties_in_its_document(client):
    clause = clause_with(text="Fighting **stops**.")
    found = data_of(client, clause.get_absolute_url())
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Claim")
    assert found["text"] == "Fighting stops."
    assert [author["name"] for author in found["author"]] == ["Aria"]
    assert found["firstAppearance"]["name"] == "Framework for the lake"
    assert found["url"].endswith(clause.get_absolute_url())


def test_articles_appear_by_what_they_do_for_the_claim(client):
    found = data_of(client, clause_with().get_absolute_url())
    assert [one["@type"] for one in found["appearance"]] == ["NewsArticle"]
    assert [one["headline"] for one in found["subjectOf"]] == ["Both say no"]


def test_an_article_says_who_published_what_and_when(client):
    article = ArticleFactory(
        headline="Talks end", language="el", archived_url="https://archive.example/1"
    )
    publish(EvidenceFactory(article=article).clause)
    found = data_of(client, article.get_absolute_url())
    assert found["@type"] == "NewsArticle"
    assert (found["headline"], found["datePublished"]) == ("Talks end", "2025-06-02")
    assert (found["inLanguage"], found["archivedAt"]) == ("el", "https://archive.example/1")
    assert found["publisher"]["name"] == article.outlet.name


def test_what_is_not_known_of_an_article_is_left_out(client):
    article = ArticleFactory(headline="", undated=True, url="", language="")
    publish(EvidenceFactory(article=article).clause)
    found = data_of(client, article.get_absolute_url())
    assert set(found) == {"@context", "@type", "publisher"}


def test_no_text_ends_the_block(client):
    article = ArticleFactory(headline=END)
    publish(EvidenceFactory(article=article).clause)
    assert data_of(client, article.get_absolute_url())["headline"] == END
    clause = clause_with(heading=f"H {END}", text=END.replace("script", "b"))
    assert END in data_of(client, clause.get_absolute_url())["name"]


def test_a_block_holds_no_sign_that_html_reads():
    written = data_block({"name": END})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written)["name"] == END
