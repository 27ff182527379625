"""The editors' pages about articles: add with a text, keep, compare, import."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Evidence
from sources.models import Article, ArticleText, Origin, Outlet
from sources.signals import text_kept
from sources.texts import text_of
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    OriginFactory,
    OutletFactory,
)
from tests.sources.texts import OWN, RUN, kept, page
from tests.support.second_person import publish_what_waits

pytestmark = pytest.mark.django_db

NEW = "/admin/sources/article/new/"
IMPORT = "/admin/sources/article/import/"


def address(name: str, article: Article) -> str:
    return reverse(f"admin:sources_article_{name}", args=[article.pk])


def details(paper: Outlet | None, **more) -> dict[str, object]:
    given = {"step": "save", "key": "A5", "outlet": paper.pk if paper else "", "extent": "whole"}
    return {**given, "headline": "Talks end", "url": "https://gazette.example/1", **more}


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


# Adding


def test_the_first_step_opens(editor):
    assert 'name="file"' in body(editor.get(NEW))


def test_the_second_step_is_filled_from_address_and_page(editor, gazette):
    ArticleFactory(key="A41")
    head = '<meta property="og:title" content="Talks end in Zenda">'
    html = page(RUN, OWN, head=head, language="en-GB").encode()
    upload = SimpleUploadedFile("saved.html", html, "text/html")
    response = editor.post(NEW, {"step": "read", "url": "amp.gazette.example/1", "file": upload})
    form = response.context["form"]
    assert form["key"].value() == "A42"
    assert form["outlet"].value() == gazette.pk
    assert form["headline"].value() == "Talks end in Zenda"
    assert form["language"].value() == "en-GB"
    assert f"{RUN}\n{OWN}" in form["text"].value()
    assert "taken out of a page" in body(response)
    assert not Article.objects.filter(url__contains="gazette").exists()


def test_words_are_taken_as_they_are(editor):
    response = editor.post(NEW, {"step": "read", "text": f"  {RUN}\n\n5 < 7  "})
    assert response.context["form"]["text"].value() == f"{RUN}\n\n5 < 7"
    assert "taken out of a page" not in body(response)


def test_a_guessed_encoding_is_said_before_saving(editor):
    words = "Сторони домовилися зустрітися знову наприкінці місяця. " * 8
    upload = SimpleUploadedFile("a.txt", words.encode("cp1251"), "text/plain")
    assert "was guessed" in body(editor.post(NEW, {"step": "read", "file": upload}))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": "<html><body></body></html>"}, "No article was found"),
        ({"url": "not an address"}, "Enter a valid URL"),
        ({"text": RUN, "file": SimpleUploadedFile("a.txt", b"Words")}, "not both"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(editor, given, reason):
    assert reason in body(editor.post(NEW, {"step": "read", **given}))


def test_an_article_is_saved_with_its_text_and_compared(editor, gazette):
    response = editor.post(NEW, details(gazette, text=f"{RUN}\r\n{OWN}"))
    article = Article.objects.get()
    assert response["Location"] == address("shared", article)
    assert text_of(article) == f"{RUN}\n{OWN}"
    assert ArticleText.objects.get().kept_by_name == "editor"
    assert LogEntry.objects.get().is_addition()


def test_an_article_is_saved_without_a_text(editor, gazette):
    response = editor.post(NEW, details(gazette))
    assert response["Location"] == address("change", Article.objects.get())
    assert not ArticleText.objects.exists()


def test_a_headline_of_500_letters_and_no_date_is_saved(editor, gazette):
    editor.post(NEW, details(gazette, headline="Ж" * 500))
    assert Article.objects.get().headline == "Ж" * 500


def test_a_new_outlet_is_made_with_the_article(editor):
    editor.post(NEW, details(None, new_outlet="Вечірня газета"))
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.key) == ("Вечірня газета", "gazette-example")
    assert Article.objects.get().outlet == outlet


def test_a_taken_key_of_an_outlet_gets_a_number(editor):
    OutletFactory(key="the-gazette")
    editor.post(NEW, details(None, new_outlet="The Gazette"))
    assert Article.objects.get().outlet.key == "the-gazette-2"


@pytest.mark.parametrize("both", [True, False])
def test_one_outlet_has_to_be_named(editor, gazette, both):
    given = details(gazette, new_outlet="Another") if both else details(None)
    assert "Choose an outlet" in body(editor.post(NEW, given))
    assert not Article.objects.exists()


def test_a_duplicate_is_offered_before_the_details_are_asked_for(editor):
    twin = ArticleFactory(key="A7", url="https://gazette.example/1")
    response = editor.post(NEW, {"step": "read", "url": "http://www.gazette.example/1?fbclid=x"})
    assert response.context["form"].doubles.certain == (twin,)
    assert address("change", twin) in body(response)


def test_a_duplicate_is_not_saved_unless_that_is_confirmed(editor, gazette):
    ArticleFactory(key="A7", url="https://gazette.example/1/")
    given = details(gazette, text=RUN)
    refused = body(editor.post(NEW, given))
    assert "stored already" in refused
    assert RUN in refused
    assert Article.objects.count() == 1
    editor.post(NEW, {**given, "despite": "on"})
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    "url", ["https://m.gazette.example/1", "https://gazette.example/1?print=1", "gazette.example/2"]
)
def test_an_article_that_may_be_stored_is_asked_about_and_saved_when_confirmed(
    editor, gazette, url
):
    twin = ArticleFactory(
        key="A7", url="https://gazette.example/1", headline="Talks end", outlet=gazette
    )
    shown = body(editor.post(NEW, {"step": "read", "url": url, "text": RUN}))
    assert ("Perhaps this article is stored already" in shown) == ("/2" not in url)
    given = details(gazette, url=url, text=RUN)
    refused = body(editor.post(NEW, given))
    assert "This article may be stored already; see below." in refused
    assert "This page is stored already" not in refused
    assert address("change", twin) in refused
    assert f'name="keep_for" value="{twin.pk}"' in refused
    editor.post(NEW, {**given, "despite": "on"})
    assert Article.objects.count() == 2


@pytest.mark.parametrize("end", ["?ref={}", "#!/story/{}"])
def test_pages_that_a_number_tells_apart_are_saved_without_a_question(editor, gazette, end):
    ArticleFactory(url=f"https://gazette.example/1{end.format(1)}")
    editor.post(NEW, details(gazette, url=f"https://gazette.example/1{end.format(2)}"))
    assert Article.objects.count() == 2


def test_what_only_tracks_readers_is_left_out_and_that_is_said(editor, gazette):
    url = "HTTPS://Gazette.example/1?utm_source=x#comments"
    response = editor.post(NEW, {"step": "read", "url": url})
    assert response.context["form"]["url"].value() == "https://gazette.example/1"
    assert "What only tracks readers was left out" in body(response)
    editor.post(NEW, details(gazette, url=url))
    assert Article.objects.get().url == "https://gazette.example/1"
    plain = editor.post(NEW, {"step": "read", "url": "gazette.example/5"})
    assert "What only tracks readers was left out" not in body(plain)


def test_a_copy_in_an_archive_is_told_from_its_page(editor, gazette):
    copy = "https://web.archive.org/web/2025/https://gazette.example/1"
    form = editor.post(NEW, {"step": "read", "url": copy}).context["form"]
    assert (form["url"].value(), form["archived_url"].value()) == (
        "https://gazette.example/1",
        copy,
    )


def test_a_new_outlet_of_a_stored_name_is_asked_about(editor, gazette):
    given = details(None, new_outlet="the  GAZETTE")
    assert "An outlet of this name is stored already: The Gazette (gazette)." in body(
        editor.post(NEW, given)
    )
    assert Outlet.objects.count() == 1
    editor.post(NEW, {**given, "same_name": "on"})
    assert Outlet.objects.count() == 2


def test_the_text_can_be_kept_for_the_article_that_is_there(editor, gazette):
    twin = ArticleFactory(key="A7", url="https://gazette.example/1/")
    response = editor.post(NEW, details(gazette, text=RUN, keep_for=twin.pk))
    assert response["Location"] == address("shared", twin)
    assert text_of(Article.objects.get()) == RUN


def test_an_empty_text_is_not_kept_for_another(editor, gazette):
    twin = ArticleFactory(key="A7")
    assert "no text" in body(editor.post(NEW, details(gazette, text=" ", keep_for=twin.pk)))


# The text of an article


def test_a_text_is_kept_and_shown_to_editors_only(editor, client):
    article = ArticleFactory(language="uk")
    response = editor.post(address("text", article), {"text": RUN})
    assert response["Location"] == address("shared", article)
    shown = body(editor.get(address("text", article)))
    assert RUN in shown
    assert 'lang="uk"' in shown
    client.logout()
    assert client.get(address("text", article)).status_code == 302


def test_a_page_is_looked_at_before_it_is_kept(editor):
    article = ArticleFactory()
    response = editor.post(address("text", article), {"text": page(RUN, OWN)})
    assert "taken out of a page" in body(response)
    assert RUN in response.context["form"]["text"].value()
    assert not ArticleText.objects.exists()


def test_nothing_is_kept_when_nothing_was_given(editor):
    assert "no text to keep" in body(editor.post(address("text", ArticleFactory()), {}))


def test_a_text_is_deleted_after_a_second_look(editor):
    article = kept(RUN)
    assert "cannot be brought back" in body(
        editor.post(address("text", article), {"delete": "ask"})
    )
    assert ArticleText.objects.exists()
    editor.post(address("text", article), {"delete": "sure"})
    assert not ArticleText.objects.exists()


def test_the_log_holds_no_word_of_a_text(editor):
    article = ArticleFactory()
    editor.post(address("text", article), {"text": f"Xylographic {RUN}"})
    entry = LogEntry.objects.get()
    assert "Xylographic" not in f"{entry.change_message} {entry.object_repr}"


# Shared words


@pytest.fixture
def pair():
    return kept(f"{RUN} {OWN}", key="A1"), kept(f"Elsewhere {RUN}", key="A2")


def test_shared_words_are_shown_with_their_number(editor, pair):
    shown = body(editor.get(address("shared", pair[0])))
    assert "These 20 words also stand in A2" in shown
    assert "count as two sources" in shown


def relate(editor, pair, relation) -> tuple[Article, Article]:
    article, other = pair
    editor.post(address("shared", article), {"other": other.pk, "relation": relation})
    return tuple(Article.objects.for_evidence().order_by("key"))


def test_one_click_records_syndication(editor, pair):
    article, other = relate(editor, pair, "from")
    assert article.syndicated_from == other
    assert article.independence_key() == other.independence_key()
    assert "count as one source" in body(editor.get(address("shared", article)))


def test_syndication_is_recorded_the_other_way_round(editor, pair):
    relate(editor, pair, "from")
    article, other = relate(editor, pair, "to")
    assert (article.syndicated_from, other.syndicated_from) == (None, article)


def test_one_click_records_that_both_draw_on_the_same(editor, pair):
    article, other = relate(editor, pair, "origin")
    assert article.origin == other.origin == Origin.objects.get()
    assert article.independence_key() == other.independence_key()
    assert "20 words" in article.origin.note
    assert "ceasefire" not in article.origin.note


def test_shared_material_that_one_has_is_used(editor, pair):
    pair[1].origin = OriginFactory(key="wire")
    pair[1].save()
    article, other = relate(editor, pair, "origin")
    assert article.origin == other.origin
    assert Origin.objects.count() == 1


def test_two_different_materials_are_left_to_the_editor(editor, pair):
    for row in pair:
        row.origin = OriginFactory()
        row.save()
    article, other = relate(editor, pair, "origin")
    assert article.origin != other.origin
    assert "change one by hand" in body(editor.get(address("shared", article)))


@pytest.mark.parametrize("relation", ["from", "to", "origin"])
def test_what_was_recorded_is_taken_back(editor, pair, relation):
    relate(editor, pair, relation)
    article, other = relate(editor, pair, "none")
    assert article.independence_key() != other.independence_key()


def test_a_circle_is_refused_with_the_reason(editor, pair):
    middle = ArticleFactory(key="A3", syndicated_from=pair[0])
    pair[1].syndicated_from = middle
    pair[1].save()
    article = relate(editor, pair, "from")[0]
    assert article.syndicated_from is None
    assert "itself taken" in body(editor.get(address("shared", article)))


@pytest.mark.parametrize("other", ["", "x", "999999", "²"])
def test_an_article_that_is_not_there_is_not_found(editor, pair, other):
    given = {"other": other, "relation": "from"}
    assert editor.post(address("shared", pair[0]), given).status_code == 404


def test_a_relation_that_is_none_changes_nothing(editor, pair):
    article, other = relate(editor, pair, "cousin")
    assert article.independence_key() != other.independence_key()


def test_shared_words_take_the_same_queries_whatever_is_stored(editor, pair):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            body(editor.get(address("shared", pair[0])))
        return len(queries)

    few = count()
    for number in range(12):
        kept(f"{RUN} {number}", syndicated=True, origin=OriginFactory())
    assert count() == few


# Import

CSV = "outlet,headline,url\ngazette,Переговори,https://gazette.example/1\nnobody,x,\n"


def dry_run(editor, text=CSV):
    return editor.post(IMPORT, {"file": SimpleUploadedFile("a.csv", text.encode())})


def test_the_import_shows_what_would_happen_and_stores_nothing(editor, gazette):
    response = dry_run(editor)
    shown = body(response)
    assert "1 new" in shown
    assert "1 with a new outlet" in shown
    assert "Переговори" in shown
    assert "Outlets that are not known" in shown
    assert "<bdi>nobody</bdi>" in shown
    assert not Article.objects.exists()


def test_what_was_seen_is_imported(editor, gazette):
    seen = dry_run(editor).context["seen"]
    shown = body(editor.post(IMPORT, {"seen": seen, "add": "on"}))
    assert "1 article was added" in shown
    assert Article.objects.get().headline == "Переговори"
    assert LogEntry.objects.get().is_addition()


def test_new_outlets_are_imported_when_that_is_chosen(editor, gazette):
    rows = "outlet,headline,url\nEcho,One,https://echo.ua/1\nRay,Two,https://ray.pl/2\n"
    shown = dry_run(editor, rows)
    assert "Its country is Ukraine, as the ending of its address may say" in body(shown)
    given = {"seen": shown.context["seen"], "add": "on"}
    editor.post(IMPORT, given)
    assert not Outlet.objects.exclude(pk=gazette.pk).exists()
    shown = body(editor.post(IMPORT, {**given, "outlets": "on", "country": ["ray"]}))
    assert "2 articles were added" in shown
    countries = dict(Outlet.objects.values_list("key", "country"))
    assert countries == {"gazette": gazette.country, "echo": "", "ray": "Poland"}
    for outlet in Outlet.objects.exclude(pk=gazette.pk):
        assert reverse("admin:sources_outlet_change", args=[outlet.pk]) in shown
        assert LogEntry.objects.filter(object_repr=outlet.name).exists()


def test_who_may_not_add_outlets_imports_none(helper):
    client = helper("add_article", "change_article")
    shown = dry_run(client, "outlet,headline\nEcho,One\n")
    assert "You may not add outlets" in body(shown)
    assert 'name="outlets"' not in body(shown)
    given = {"seen": shown.context["seen"], "add": "on", "outlets": "on"}
    assert client.post(IMPORT, given).status_code == 403
    assert not Outlet.objects.exists()


def test_a_row_in_doubt_is_imported_when_that_is_confirmed(editor, gazette):
    twin = ArticleFactory(key="A7", url="https://gazette.example/1", outlet=gazette)
    shown = dry_run(editor, "outlet,headline,url\ngazette,x,https://m.gazette.example/1\n")
    assert "1 in doubt" in body(shown)
    assert f"Perhaps this is {twin.key}" in body(shown)
    assert 'name="other" value="2" form="apply"' in body(shown)
    given = {"seen": shown.context["seen"], "add": "on"}
    editor.post(IMPORT, given)
    assert Article.objects.count() == 1
    editor.post(IMPORT, {**given, "other": ["²", "x", "2"]})
    assert Article.objects.count() == 2


@pytest.mark.parametrize("scheme", ["HTTP", "Https"])
def test_a_scheme_in_capitals_does_not_stop_an_import(editor, gazette, scheme):
    seen = dry_run(editor, f"outlet,url\ngazette,{scheme}://Gazette.example/1\n").context["seen"]
    assert "1 article was added" in body(editor.post(IMPORT, {"seen": seen, "add": "on"}))
    assert Article.objects.get().url == f"{scheme.lower()}://gazette.example/1"


def test_nothing_is_imported_without_a_choice(editor, gazette):
    editor.post(IMPORT, {"seen": dry_run(editor).context["seen"]})
    assert not Article.objects.exists()


def test_a_plan_that_no_longer_holds_is_shown_again(editor, gazette):
    seen = dry_run(editor).context["seen"]
    ArticleFactory(key="A1", url="https://gazette.example/1")
    shown = body(editor.post(IMPORT, {"seen": seen, "add": "on"}))
    assert "something has changed" in shown
    assert Article.objects.count() == 1


def test_a_plan_that_was_tampered_with_is_refused(editor, gazette):
    seen = dry_run(editor).context["seen"]
    assert "Choose the file again" in body(editor.post(IMPORT, {"seen": f"{seen}x", "add": "on"}))
    assert not Article.objects.exists()


def test_rows_are_pasted(editor, gazette):
    assert "1 new" in body(editor.post(IMPORT, {"rows": CSV}))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "Give a file"),
        ({"rows": "mood\nbad"}, "No column is known"),
        ({"file": SimpleUploadedFile("a.csv", ("заголовок,вид\n" * 9).encode("cp1251"))}, "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_the_reason(editor, given, reason):
    assert reason in body(editor.post(IMPORT, given))


# Who may do what


@pytest.fixture
def helper(client):
    user = get_user_model().objects.create_user("helper", is_staff=True)
    client.force_login(user)

    def permit(*names):
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        return client

    return permit


def test_readers_are_sent_to_the_login(client):
    pages = [NEW, IMPORT, *(address(name, kept(RUN)) for name in ("text", "shared"))]
    assert {client.get(one).status_code for one in pages} == {302}


def test_each_page_needs_its_permission(helper):
    article = kept(RUN)
    pages = [NEW, IMPORT, address("text", article), address("shared", article)]
    client = helper()
    assert {client.get(one).status_code for one in pages} == {403}


def test_who_may_only_look_cannot_store_a_text(helper):
    article = kept(RUN)
    client = helper("view_articletext")
    assert RUN in body(client.get(address("text", article)))
    assert client.post(address("text", article), {"text": OWN}).status_code == 403
    assert client.post(address("text", article), {"delete": "sure"}).status_code == 403
    given = {"other": article.pk, "relation": "origin"}
    assert client.post(address("shared", article), given).status_code == 403
    assert text_of(Article.objects.get()) == RUN


def test_who_may_not_store_texts_adds_articles_without_one(helper, gazette):
    client = helper("add_article")
    assert client.post(NEW, details(gazette, text=RUN)).status_code == 403
    assert not Article.objects.exists()
    client.post(NEW, details(gazette))
    assert Article.objects.exists()


def test_who_may_not_add_outlets_is_not_asked_for_one(helper, gazette):
    client = helper("add_article")
    response = client.post(NEW, {"step": "read", "url": "gazette.example/1"})
    assert "new_outlet" not in response.context["form"].fields


def test_lists_and_forms_lead_to_the_pages(editor):
    article = ArticleFactory()
    shown = body(editor.get(reverse("admin:sources_article_changelist")))
    assert NEW in shown
    assert IMPORT in shown
    shown = body(editor.get(address("change", article)))
    assert address("text", article) in shown
    assert address("shared", article) in shown


def test_what_listeners_found_is_told(editor):
    def listener(**_more):
        return "Two quotes were checked."

    text_kept.connect(listener, weak=False)
    try:
        response = editor.post(address("text", ArticleFactory()), {"text": RUN}, follow=True)
    finally:
        text_kept.disconnect(listener)
    assert "Two quotes were checked." in body(response)
    assert "The text is kept: 20 words." in body(response)


def test_quotes_are_checked_when_their_text_is_kept(editor):
    evidence = EvidenceFactory(quote="thirty days, and both")
    editor.post(address("text", evidence.article), {"text": RUN})
    evidence.refresh_from_db()
    assert evidence.quote_state == "once"


def test_shared_material_that_counts_first_is_named(editor, pair):
    pair[0].origin = OriginFactory(name="The long dispatch")
    pair[0].save()
    article, other = relate(editor, pair, "from")
    assert article.independence_key() != other.independence_key()
    shown = body(editor.get(address("shared", article)))
    assert "They still count as two" in shown
    assert "The long dispatch" in shown


def test_an_import_leads_to_the_words_that_its_texts_share(editor, gazette):
    rows = f'outlet,headline,text\ngazette,One,"{RUN}"\ngazette,Two,\n'
    seen = editor.post(IMPORT, {"rows": rows}).context["seen"]
    shown = body(editor.post(IMPORT, {"seen": seen, "add": "on"}))
    one, two = Article.objects.order_by("key")
    assert address("shared", one) in shown
    assert address("shared", two) not in shown


@pytest.mark.parametrize("relation", ["from", "to", "origin"])
def test_the_standing_of_a_clause_follows_what_is_recorded(editor, pair, relation):
    clause = ClauseFactory(published=True)
    clause.evidence.update(article=pair[0])
    Evidence.objects.bulk_create(
        [Evidence(clause=clause, article=pair[1], stance="supports", basis="describes", number=2)]
    )
    assert "Described by 2 independent outlets" in body(editor.get(clause.get_absolute_url()))
    relate(editor, pair, relation)
    publish_what_waits()
    shown = body(editor.get(clause.get_absolute_url()))
    assert "Described by 2 independent outlets" not in shown
    assert "It rests on one source (S4)." in shown
