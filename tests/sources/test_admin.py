"""The admin of the press: lists, search and forms in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.models import Article
from tests.factories import ArticleFactory, EvidenceFactory, OriginFactory, OutletFactory, publish
from tests.sources.texts import RUN, kept

pytestmark = pytest.mark.django_db
LISTS = ["outlet", "origin", "article"]


def press(number: int) -> None:
    for _ in range(number):
        ArticleFactory(syndicated=True, origin=OriginFactory())


def queries_of(client, address, counter) -> int:
    with counter() as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def counter():
    return lambda: CaptureQueriesContext(connection)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_the_same_queries_whatever_its_length(editor, counter, name):
    address = reverse(f"admin:sources_{name}_changelist")
    press(1)
    few = queries_of(editor, address, counter)
    press(30)
    assert queries_of(editor, address, counter) == few


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_searched(editor, name):
    press(1)
    response = editor.get(reverse(f"admin:sources_{name}_changelist"), {"q": "none such"})
    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("name", LISTS)
def test_the_form_of_a_new_row_opens(editor, name):
    assert editor.get(reverse(f"admin:sources_{name}_add")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_other_forms_find_a_row_by_typing(editor, name):
    press(1)
    field = {"outlet": "outlet", "origin": "origin", "article": "syndicated_from"}[name]
    query = {"app_label": "sources", "model_name": "article", "field_name": field, "term": ""}
    assert editor.get(reverse("admin:autocomplete"), query).json()["results"]


def test_an_article_is_entered(editor):
    outlet = OutletFactory()
    entered = {"key": "A5", "outlet": outlet.pk, "extent": "opening", "url": "a.example/x"}
    editor.post(reverse("admin:sources_article_add"), entered)
    assert Article.objects.get().url == "https://a.example/x"


def test_a_twin_address_is_refused_with_a_reason(editor):
    ArticleFactory(url="https://a.example/x")
    entered = {
        "key": "A5",
        "outlet": OutletFactory().pk,
        "extent": "whole",
        "url": "https://a.example/x",
    }
    response = editor.post(reverse("admin:sources_article_add"), entered)
    assert "Another article has this web address already." in response.content.decode()


def test_another_form_of_a_stored_address_is_refused_with_its_article(editor):
    ArticleFactory(key="A7", url="https://a.example/x")
    entered = {"key": "A8", "outlet": OutletFactory().pk, "extent": "whole"}
    entered["url"] = "http://www.a.example/x/?utm_source=y"
    response = editor.post(reverse("admin:sources_article_add"), entered)
    assert "This page is stored already, as A7" in response.content.decode()
    assert Article.objects.count() == 1


def test_an_article_that_may_be_stored_is_saved_with_a_warning(editor):
    ArticleFactory(key="A7", url="https://a.example/x")
    entered = {"key": "A8", "outlet": OutletFactory().pk, "extent": "whole"}
    entered["url"] = "HTTPS://m.a.example/x?utm_source=y"
    response = editor.post(reverse("admin:sources_article_add"), entered, follow=True)
    shown = response.content.decode()
    assert "This may be an article that is stored already: A7:" in shown
    assert "Stored without what only tracks readers: https://m.a.example/x" in shown
    assert Article.objects.get(key="A8").url == "https://m.a.example/x"


def test_a_clean_address_is_saved_without_a_word(editor):
    entered = {"key": "A8", "outlet": OutletFactory().pk, "extent": "whole", "url": "a.example/x"}
    response = editor.post(reverse("admin:sources_article_add"), entered, follow=True)
    assert "tracks readers" not in response.content.decode()
    assert "stored already" not in response.content.decode()


def test_a_second_outlet_of_one_name_is_saved_with_a_warning(editor):
    OutletFactory(key="gazette", name="The Gazette")
    entered = {"key": "other", "name": "the gazette"}
    response = editor.post(reverse("admin:sources_outlet_add"), entered, follow=True)
    assert "Another outlet has the same name: gazette." in response.content.decode()


def test_an_article_whose_page_is_stored_twice_can_still_be_mended(editor):
    ArticleFactory(key="A7", url="https://a.example/x")
    article = ArticleFactory(key="A8", url="https://a.example/x#2")
    entered = {"key": "A8", "outlet": article.outlet_id, "extent": "whole", "url": article.url}
    editor.post(reverse("admin:sources_article_change", args=[article.pk]), entered)
    article.refresh_from_db()
    assert article.extent == "whole"


def test_an_article_is_changed_in_few_queries(editor, counter):
    article = ArticleFactory(syndicated=True, origin=OriginFactory())
    address = reverse("admin:sources_article_change", args=[article.pk])
    assert queries_of(editor, address, counter) <= 8


def test_an_article_leads_to_its_page(editor):
    article = ArticleFactory(key="A5")
    publish(EvidenceFactory(article=article).clause)
    page = editor.get(reverse("admin:sources_article_change", args=[article.pk]))
    assert reverse("admin:view_on_site", args=[page.context["content_type_id"], article.pk]) in (
        page.content.decode()
    )


def test_articles_are_listed_by_whether_a_text_is_kept(editor):
    article, bare = kept(RUN), ArticleFactory()
    listed = {
        choice: list(
            editor.get(reverse("admin:sources_article_changelist"), {"text": choice})
            .context["cl"]
            .result_list
        )
        for choice in ("kept", "none")
    }
    assert listed == {"kept": [article], "none": [bare]}


def test_the_list_of_articles_reads_no_text(editor, counter):
    kept(f"Xylographic {RUN}")
    with counter() as queries:
        page = editor.get(reverse("admin:sources_article_changelist"))
    assert "Xylographic" not in page.content.decode()
    assert not any('"sources_articletext"."text"' in query["sql"] for query in queries)


@pytest.mark.parametrize("name", ["outlet", "article"])
def test_every_choice_of_a_filter_has_words(editor, name):
    press(1)
    OutletFactory(country="", language="")
    ArticleFactory(language="")
    page = editor.get(reverse(f"admin:sources_{name}_changelist"))
    (choice,) = (
        choice
        for filtering in page.context["cl"].filter_specs
        if filtering.title == "language"
        for choice in filtering.choices(page.context["cl"])
        if choice["display"] == "not known"
    )
    chosen = editor.get(reverse(f"admin:sources_{name}_changelist") + choice["query_string"])
    assert {row.language for row in chosen.context["cl"].result_list} == {""}
