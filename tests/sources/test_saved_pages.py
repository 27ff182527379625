"""The form of a new article, filled from a saved page: suggestions that are asked about."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.models import Article, ArticleText, Outlet
from tests.factories import ArticleFactory
from tests.sources.texts import OWN, RUN, mhtml, page

pytestmark = pytest.mark.django_db

NEW = "/admin/sources/article/new/"
CANONICAL = '<link rel="canonical" href="https://gazette.example/1?a=1&amp;b=2">'
SHARED = '<meta property="og:url" content="https://gazette.example/shared/1">'
NAME = '<meta property="og:site_name" content="The Gazette">'


def read(client, *heads: str, url: str = "", html: bytes | None = None, name: str = "saved.html"):
    content = page(RUN, OWN, head="".join(heads)).encode() if html is None else html
    return client.post(NEW, {"step": "read", "url": url, "file": SimpleUploadedFile(name, content)})


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def value(response, name: str):
    return response.context["form"][name].value()


def saved(client, response, **more):
    form = response.context["form"]
    names = [name for name in form.fields if name not in ("despite", "sure")]
    given = {name: form[name].value() or "" for name in names}
    return client.post(NEW, {"step": "save", **given, **more})


def test_the_address_of_a_page_is_the_one_that_it_gives_itself(editor, gazette):
    response = read(editor, SHARED, CANONICAL)
    assert value(response, "url") == "https://gazette.example/1?a=1&b=2"
    assert value(response, "outlet") == gazette.pk
    assert "also https://gazette.example/shared/1" in body(response)


def test_the_address_that_was_typed_stays_and_the_other_is_said(editor, gazette):
    response = read(editor, CANONICAL, url="https://reprints.example/7")
    assert value(response, "url") == "https://reprints.example/7"
    assert "another address than the one typed: https://gazette.example/1" in body(response)


def test_an_escaped_ampersand_in_an_address_is_the_sign(editor, gazette):
    response = editor.post(NEW, {"step": "read", "url": "gazette.example/1?a=1&amp;copy=2"})
    assert value(response, "url") == "https://gazette.example/1?a=1&copy=2"


def test_an_address_that_is_the_same_is_not_mentioned(editor, gazette):
    shown = body(read(editor, CANONICAL, url="http://www.gazette.example/1?b=2&a=1&utm_source=x"))
    assert "another address" not in shown


@pytest.mark.parametrize("head", [CANONICAL, SHARED])
def test_a_duplicate_is_found_by_the_address_that_a_page_gives_itself(editor, gazette, head):
    stored = "https://gazette.example/1?a=1&b=2" if head == CANONICAL else ""
    twin = ArticleFactory(key="A7", url=stored or "https://gazette.example/shared/1")
    response = read(editor, head, url="https://reprints.example/7")
    assert response.context["form"].doubles.certain == (twin,)
    refused = saved(editor, response, outlet=gazette.pk, new_outlet="")
    assert "stored already" in body(refused)
    assert Article.objects.count() == 1
    saved(editor, response, outlet=gazette.pk, new_outlet="", despite="on")
    assert Article.objects.count() == 2


def test_the_outlet_is_the_one_that_the_page_names(editor, gazette):
    response = read(editor, NAME.replace("The Gazette", "THE GAZETTE"), url="mirror.example/1")
    assert value(response, "outlet") == gazette.pk
    assert "The outlet is the one that the page names" in body(response)


def test_an_outlet_that_is_not_stored_is_suggested_as_a_new_one(editor):
    response = read(editor, NAME, url="https://gazette.example/1")
    assert (value(response, "outlet"), value(response, "new_outlet")) == (None, "The Gazette")
    assert "not stored under this name" in body(response)
    assert not Outlet.objects.exists()
    saved(editor, response)
    assert Article.objects.get().outlet.name == "The Gazette"


def test_who_may_not_add_outlets_is_told_the_name(client):
    user = get_user_model().objects.create_user("helper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_article"))
    client.force_login(user)
    assert "“The Gazette”, which is not stored" in body(read(client, NAME))


def test_an_outlet_that_the_page_calls_otherwise_is_said(editor, gazette):
    name = '<meta property="og:site_name" content="The Herald">'
    response = read(editor, name, url="https://gazette.example/1")
    assert value(response, "outlet") == gazette.pk
    assert "calls its outlet “The Herald”" in body(response)


def test_a_month_is_put_into_the_note_and_not_into_the_date(editor, gazette):
    head = '<meta property="article:published_time" content="2025-06">'
    response = read(editor, head, url="https://gazette.example/1")
    assert not value(response, "published")
    assert "names no day" in body(response)
    saved(editor, response)
    article = Article.objects.get()
    assert (article.published, article.published_note) == (None, "The page says “2025-06” only.")


def test_two_possible_days_are_asked_about(editor):
    head = '<meta property="article:published_time" content="06/02/2025">'
    response = read(editor, head)
    assert not value(response, "published")
    assert "2 June 2025 or 6 February 2025" in body(response)


def test_a_broken_byte_is_named_before_saving(editor):
    html = page(RUN, OWN, head='<meta charset="utf-8">').encode()
    shown = body(read(editor, html=html.replace(b"thirty", b"th\xffrty")))
    assert "Line 1: the byte 0xFF after" in shown
    assert "th\ufffdrty" in shown


def test_a_broken_byte_in_a_text_file_is_named_before_it_is_kept(editor):
    words = f"Перемовини тривали годину. {RUN}".encode().replace(b"thirty", b"th\xffrty")
    article = ArticleFactory()
    address = reverse("admin:sources_article_text", args=[article.pk])
    response = editor.post(address, {"file": SimpleUploadedFile("a.txt", words)})
    assert "the byte 0xFF after" in body(response)
    assert not ArticleText.objects.exists()


def test_a_picture_is_refused_as_one(editor):
    shown = body(read(editor, html=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9))
    assert "This file is a picture (PNG)" in shown
    assert "guessed" not in shown


def test_a_web_archive_is_read(editor, gazette):
    archive = mhtml(page(RUN, OWN), "https://gazette.example/1")
    response = read(editor, html=archive, name="saved.mhtml")
    assert value(response, "url") == "https://gazette.example/1"
    assert RUN in value(response, "text")
    assert "taken out of a page" in body(response)


def test_a_web_archive_may_be_pasted(editor):
    archive = mhtml(page(RUN, OWN), "https://gazette.example/1").decode()
    assert RUN in value(editor.post(NEW, {"step": "read", "text": archive}), "text")


def test_a_web_archive_that_is_too_large_says_how_to_save_the_page(editor):
    archive = mhtml(page(RUN, OWN), "https://gazette.example/1") + b"x" * 3_000_000
    assert "Webpage, HTML only" in body(read(editor, html=archive, name="saved.mhtml"))


def test_a_page_of_another_article_is_said_on_the_page_of_a_text(editor):
    article = ArticleFactory(key="A7", url="https://gazette.example/7")
    address = reverse("admin:sources_article_text", args=[article.pk])
    shown = body(editor.post(address, {"text": page(RUN, OWN, head=CANONICAL)}))
    assert "which is not that of A7" in shown
    same = page(RUN, OWN, head=CANONICAL.replace("1?a=1&amp;b=2", "7"))
    assert "which is not that of" not in body(editor.post(address, {"text": same}))


ODD = [
    ({"published": "2099-06-02", "accessed": ""}, "has not come yet"),
    ({"published": "1404-03-12"}, "very long ago"),
    ({"published": "2025-06-04", "accessed": "2025-06-03"}, "after it was read"),
    ({"language": "xx"}, "no language that is known"),
]


@pytest.mark.parametrize(("odd", "question"), ODD)
def test_an_odd_value_is_asked_about_and_saved_when_it_is_said_to_be_right(
    editor, gazette, odd, question
):
    response = read(editor, url="https://gazette.example/1")
    asked = saved(editor, response, **odd)
    assert question in body(asked)
    assert "I have looked" in body(asked)
    assert not Article.objects.exists()
    saved(editor, response, sure="on", **odd)
    article = Article.objects.get()
    given = odd.get("published")
    assert article.published == (datetime.date.fromisoformat(given) if given else None)


def test_no_tick_is_offered_for_days_that_no_article_can_have(editor, gazette):
    response = read(editor, url="https://gazette.example/1")
    shown = body(saved(editor, response, published="2025-06-08", accessed="2025-06-03"))
    assert "one of the two days is wrong" in shown
    assert "after it was read" not in shown
    assert "I have looked" not in shown
