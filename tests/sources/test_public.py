"""Which articles and outlets readers may see: those on which something published rests."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from proposals.editing.review import withdraw
from sources.public import is_public, public_articles, public_outlets
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    EvidenceFactory,
    OriginFactory,
    OutletFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    publish,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(key="unread", headline="Nobody read this yet")


@pytest.fixture
def clause():
    """A clause that readers see; by it, its document and its negotiation."""
    return ClauseFactory(published=True)


def test_an_article_on_which_nothing_rests_is_not_for_readers(article):
    assert not is_public(article)
    assert not is_public(article.outlet)


def test_an_article_that_speaks_to_a_draft_is_not_for_readers(article):
    EvidenceFactory(article=article)
    assert not is_public(article)


def test_an_article_is_for_readers_once_a_clause_is_published_that_rests_on_it(article):
    publish(EvidenceFactory(article=article).clause)
    assert is_public(article)
    assert is_public(article.outlet)


def test_an_article_is_no_longer_for_readers_when_the_clause_is_withdrawn(article):
    clause = EvidenceFactory(article=article).clause
    publish(clause)
    withdraw(clause, reviewer(), "It named somebody.")
    assert not is_public(article)


def test_the_article_that_printed_a_published_document_is_for_readers(article, clause):
    clause.version.published_by = article
    clause.version.save()
    assert is_public(article)


def test_the_article_that_printed_a_draft_is_not_for_readers(article):
    version = ClauseFactory().version
    version.published_by = article
    version.save()
    assert not is_public(article)


def test_articles_read_for_an_absence_are_for_readers(article, clause):
    home = clause.version.proposal.negotiation
    coverage = CoverageFactory(
        version=clause.version, question=QuestionFactory(negotiation=home), articles=[article]
    )
    quoted = CoverageEvidenceFactory(coverage=coverage).article
    assert {article, quoted} <= set(public_articles())


def test_articles_that_speak_to_a_published_response_are_for_readers(article, clause):
    other = ClauseFactory(
        published=True, version__proposal__negotiation=clause.version.proposal.negotiation
    )
    response = ResponseFactory(version=clause.version, to=other.version)
    ResponseEvidenceFactory(response=response, article=article)
    assert not is_public(article)
    publish(response)
    assert is_public(article)


def test_articles_that_give_a_side_of_a_disagreement_are_for_readers(article, clause):
    home = clause.version.proposal.negotiation
    AccountFactory(disagreement__negotiation=home, articles=[article])
    hidden = ArticleFactory()
    AccountFactory(articles=[hidden])
    assert is_public(article)
    assert not is_public(hidden)


def test_what_a_public_article_was_taken_from_is_public_however_far_back(article):
    chain = [article]
    for _step in range(5):
        chain.append(ArticleFactory())
        type(article).objects.filter(pk=chain[-2].pk).update(syndicated_from=chain[-1])
    publish(EvidenceFactory(article=article).clause)
    assert set(public_articles()) == set(chain)


def test_a_circle_of_articles_ends(article):
    other = ArticleFactory(syndicated_from=article)
    type(article).objects.filter(pk=article.pk).update(syndicated_from=other)
    publish(EvidenceFactory(article=article).clause)
    assert set(public_articles()) == {article, other}


def test_a_reprint_on_which_nothing_rests_is_not_named_by_the_article_that_it_reprints(
    client, article
):
    ArticleFactory(headline="Copied in silence", syndicated_from=article)
    publish(EvidenceFactory(article=article).clause)
    assert "Copied in silence" not in client.get(article.get_absolute_url()).content.decode()


def test_an_article_on_the_same_material_is_named_only_if_readers_may_see_it(client, article):
    shared = OriginFactory()
    type(article).objects.filter(pk=article.pk).update(origin=shared)
    ArticleFactory(headline="Shared in silence", origin=shared)
    seen = ArticleFactory(headline="Shared aloud", origin=shared)
    for one in (article, seen):
        publish(EvidenceFactory(article=one).clause)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Shared aloud" in page
    assert "Shared in silence" not in page


def test_an_outlet_counts_and_lists_only_articles_that_readers_may_see(client):
    outlet = OutletFactory()
    publish(EvidenceFactory(article__outlet=outlet, article__headline="Seen").clause)
    ArticleFactory(outlet=outlet, headline="Unseen")
    (listed,) = client.get(reverse("sources:index")).context["outlets"]
    assert listed.article_count == 1
    page = client.get(outlet.get_absolute_url()).content.decode()
    assert "Seen" in page
    assert "Unseen" not in page


def test_every_address_of_an_unused_article_and_outlet_is_missing(client, article):
    addresses = [
        article.get_absolute_url(),
        article.outlet.get_absolute_url(),
        reverse("sources:article_citation", kwargs={"key": article.key, "form": "ris"}),
        f"/api/v1/articles/{article.key}",
        f"/api/v1/outlets/{article.outlet.key}",
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_editors_get_a_link_to_the_page_of_an_article_once_readers_have_one(client, article):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    form = reverse("admin:sources_article_change", args=[article.pk])
    assert "View on site" not in client.get(form).content.decode()
    publish(EvidenceFactory(article=article).clause)
    assert "View on site" in client.get(form).content.decode()


def test_outlets_are_those_of_public_articles(article):
    publish(EvidenceFactory(article=article).clause)
    ArticleFactory()
    assert list(public_outlets()) == [article.outlet]
