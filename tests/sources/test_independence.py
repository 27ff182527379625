"""Which articles count as one source."""

import pytest

from sources.independence import independence_key, relations_from
from sources.models import Article
from tests.factories import ArticleFactory, EvidenceFactory, OriginFactory, OutletFactory

pytestmark = pytest.mark.django_db


def test_an_article_of_its_own_counts_as_its_outlet():
    article = ArticleFactory(outlet__key="gazette")
    assert independence_key(article) == "outlet:gazette"


def test_two_articles_of_one_outlet_are_one_source():
    outlet = OutletFactory()
    first, second = ArticleFactory.create_batch(2, outlet=outlet)
    assert independence_key(first) == independence_key(second)


def test_a_reprint_counts_as_the_outlet_that_printed_first():
    agency = ArticleFactory(outlet__key="agency")
    copy = ArticleFactory(syndicated_from=ArticleFactory(syndicated_from=agency))
    assert independence_key(copy) == "outlet:agency"


def test_shared_material_counts_before_the_outlet():
    first, second = ArticleFactory.create_batch(2, origin=OriginFactory(key="agency-text"))
    assert independence_key(first) == independence_key(second) == "origin:agency-text"


def test_a_reprint_shares_the_material_of_what_it_reprints():
    source = ArticleFactory(origin=OriginFactory(key="agency-text"))
    assert independence_key(ArticleFactory(syndicated_from=source)) == "origin:agency-text"


def test_the_nearest_material_counts():
    far = ArticleFactory(origin=OriginFactory(key="far"))
    near = ArticleFactory(syndicated_from=far, origin=OriginFactory(key="near"))
    assert independence_key(ArticleFactory(syndicated_from=near)) == "origin:near"


def test_what_one_passage_was_drawn_from_counts_before_all():
    article = ArticleFactory(origin=OriginFactory(), syndicated=True)
    assert article.independence_key(OriginFactory(key="passage")) == "origin:passage"


def test_an_outlet_and_a_material_of_one_name_are_two_sources():
    article = ArticleFactory(outlet__key="same")
    shared = ArticleFactory(origin=OriginFactory(key="same"))
    assert independence_key(article) != independence_key(shared)


def test_a_circle_is_one_source_from_wherever_it_is_entered():
    first = ArticleFactory(key="A1", outlet__key="first")
    second = ArticleFactory(key="A2", syndicated_from=first)
    Article.objects.filter(pk=first.pk).update(syndicated_from=second)
    outside = ArticleFactory(key="A0", syndicated_from=second)
    keys = {independence_key(Article.objects.get(pk=one.pk)) for one in (first, second, outside)}
    assert keys == {"outlet:first"}


def test_for_evidence_fetches_all_that_the_rule_reads(django_assert_num_queries):
    twice = ArticleFactory(syndicated_from=ArticleFactory(syndicated=True), origin=OriginFactory())
    ArticleFactory.create_batch(5, syndicated_from=twice.syndicated_from)
    with django_assert_num_queries(1):
        assert len({independence_key(one) for one in Article.objects.for_evidence()}) > 1


def test_evidence_can_fetch_all_that_the_rule_reads(django_assert_num_queries):
    evidence = EvidenceFactory(article=ArticleFactory(syndicated=True))
    with django_assert_num_queries(1):
        rows = type(evidence).objects.select_related("origin", *relations_from("article"))
        assert [row.article.independence_key(row.origin) for row in rows]
