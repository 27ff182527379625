"""What the database and the forms of the press refuse, and say when they do."""

from contextlib import nullcontext

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.models import Article, Origin, Outlet
from sources.models.outlets import problem_of_ownership
from tests.factories import ArticleFactory, OriginFactory, OutletFactory

pytestmark = pytest.mark.django_db


def refusals(row) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return refused.value.message_dict


def test_a_complete_article_is_accepted():
    article = ArticleFactory(
        key="A5", archived_url="https://web.example/2025/x", language="zh-Hant", extent="opening"
    )
    article.full_clean()
    assert str(article) == f"A5: {article.headline}"


def test_an_article_without_a_headline_says_so():
    assert str(ArticleFactory(key="A1", headline="")) == "A1: headline not seen"


@pytest.mark.parametrize("factory", [OutletFactory, OriginFactory, ArticleFactory])
def test_each_kind_has_one_row_a_key(factory):
    first = factory(key="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.bulk_create([factory.build(key="one", **parts(first))])


def parts(row) -> dict:
    return {"outlet": row.outlet, "url": ""} if isinstance(row, Article) else {}


@pytest.mark.parametrize("model", [Outlet, Origin, Article])
def test_rows_are_found_by_their_natural_key(model):
    row = {Outlet: OutletFactory, Origin: OriginFactory, Article: ArticleFactory}[model]()
    assert model.objects.get_by_natural_key(*row.natural_key()) == row


def test_rows_travel_by_their_natural_keys():
    article = ArticleFactory(origin=OriginFactory(), syndicated=True)
    text = serializers.serialize(
        "json", [article], use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    (read,) = serializers.deserialize("json", text)
    assert read.object.pk == article.pk
    assert read.object.origin == article.origin


@pytest.mark.parametrize("key", ["", "A 5", "A/5", "-A5", "Ä5", "A5\n", "../x"])
def test_a_key_that_no_address_could_hold_is_refused(key):
    assert "key" in refusals(OriginFactory.build(key=key))


def test_two_articles_cannot_have_one_address():
    ArticleFactory(url="https://a.example/1")
    twin = ArticleFactory.build(outlet=OutletFactory(), url="https://a.example/1")
    assert refusals(twin) == {"__all__": ["Another article has this web address already."]}


def test_two_articles_may_have_no_address():
    ArticleFactory.create_batch(2, url="")
    assert Article.objects.filter(url="").count() == 2


@pytest.mark.parametrize("field", ["url", "archived_url"])
@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "javascript:alert(1)", "data:text/html,x", "a.example/x"]
)
def test_an_article_stands_at_a_web_address_only(field, address):
    article = ArticleFactory.build(outlet=OutletFactory(), **{field: address})
    assert f"“{address}” is no web address" in " ".join(refusals(article)[field])


@pytest.mark.parametrize("field", ["url", "archived_url"])
def test_the_database_refuses_another_scheme_too(field):
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**{field: "javascript:alert(1)"})


def test_the_database_refuses_another_scheme_for_an_outlet():
    outlet = OutletFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Outlet.objects.filter(pk=outlet.pk).update(url="javascript:alert(1)")


def test_how_much_was_read_is_one_of_three():
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(extent="half")


def test_a_language_is_a_tag():
    article = ArticleFactory.build(outlet=OutletFactory(), language="Ukrainian, mostly")
    assert "is no language tag" in refusals(article)["language"][0]


def test_the_database_refuses_an_article_taken_from_itself():
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(syndicated_from=article)


def test_an_article_taken_from_itself_is_refused_with_a_reason():
    article = ArticleFactory(key="A1", headline="")
    article.syndicated_from = article
    messages = refusals(article)
    assert "“A1: headline not seen” is itself taken" in messages["syndicated_from"][0]


def test_a_circle_of_articles_is_refused():
    first = ArticleFactory()
    second = ArticleFactory(syndicated_from=ArticleFactory(syndicated_from=first))
    first.syndicated_from = second
    assert "syndicated_from" in refusals(first)


def test_a_new_article_may_be_taken_from_another():
    ArticleFactory.build(outlet=OutletFactory(), syndicated_from=ArticleFactory()).full_clean()


def test_what_articles_stand_on_cannot_be_deleted():
    article = ArticleFactory(syndicated=True, origin=OriginFactory())
    for row in (article.outlet, article.origin, article.syndicated_from):
        with pytest.raises(IntegrityError):
            row.delete()


def test_every_field_that_editors_fill_has_an_example():
    assert Article._meta.get_field("headline").editable
    for model in (Outlet, Origin, Article):
        for field in model._meta.fields:
            if field.editable and field.name not in {"id", "outlet"}:
                assert field.help_text, field


@pytest.mark.parametrize(
    ("ownership", "source", "unchecked", "holds"),
    [
        ("", "", False, True),
        ("", "A register", False, True),
        ("Private", "A register", False, True),
        ("Private", "", True, True),
        ("", "", True, False),
        ("Private", "", False, False),
        ("Private", "A register", True, False),
    ],
)
def test_an_ownership_has_one_basis(ownership, source, unchecked, holds):
    values = {"ownership": ownership, "ownership_source": source}
    with nullcontext() if holds else pytest.raises(IntegrityError):
        OutletFactory(**values, ownership_unchecked=unchecked)
    assert (problem_of_ownership(ownership, source, unchecked=unchecked) == "") is holds


def test_an_article_without_a_headline_has_a_title_of_what_it_is_about():
    article = ArticleFactory(headline="", description="the order")
    assert article.title == "headline not seen (the order)"
