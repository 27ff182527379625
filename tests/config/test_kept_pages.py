"""Pages are kept under everything that they depend on, in the encodings that readers take."""

import datetime
import gzip
import time
from types import SimpleNamespace

import brotli
import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date

from config import kept_pages
from config.apps import make_page_table
from config.code_version import code_version
from config.encodings import PLAIN, taken_encoding, unpacked
from config.kept_pages import PRIVATE, KeptPagesMiddleware, page_key
from proposals.comparisons.stored_marks import marks_version
from proposals.data_stamps import Stamp
from proposals.models import Clause
from sources.models import Article
from sources.read_only import PUBLIC
from tests.factories import UserFactory
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.kept_pages import as_on_the_site

PAGE = "/lake-2031/compare/"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db, settings):
    """The talks at the lake, and the site's own middleware instead of the one of the tests."""
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)


def queries(client, address, **headers):
    with CaptureQueriesContext(connection) as run:
        response = client.get(address, headers=headers)
    return len(run), response


# -- a page that is kept -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/lake-2031/",
        PAGE,
        "/lake-2031/print/",
        "/sources/",
        "/method/",
        "/search/?q=water",
        "/lake-2031/changes.atom",
        "/sitemap.xml",
        "/api/v1/",
        "/lake-2031/brief/",
        "/lake-2031/card.png",
    ],
)
def test_a_kept_page_and_an_unchanged_one_cost_one_query(client, lake, address):
    _many, first = queries(client, address)
    number, second = queries(client, address)
    assert first.status_code == second.status_code == 200
    assert number == 1
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    number, third = queries(client, address, **{"If-None-Match": first["ETag"]})
    assert (number, third.status_code, third.content) == (1, 304, b"")
    assert third["ETag"] == first["ETag"]
    assert third["Cache-Control"] == first["Cache-Control"]


def test_unchanged_is_told_by_the_stamp_alone_even_if_the_page_is_not_kept(client, lake):
    first = client.get(PAGE)
    caches["pages"].clear()
    number, second = queries(client, PAGE, **{"If-None-Match": first["ETag"]})
    assert (number, second.status_code) == (1, 304)
    assert "HX-Request" in second["Vary"]


def test_pages_say_how_long_they_may_be_handed_on(client, lake):
    assert client.get(PAGE)["Cache-Control"] == PUBLIC
    assert "must-revalidate" in PUBLIC
    assert "max-age=0" in PUBLIC


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", PLAIN),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR;q=0.0, GZIP; q=1", "gzip"),
        ("gzip;q=0", PLAIN),
        ("br;q=1.0", "br"),
        ("identity", PLAIN),
        ("bread, brgzip", PLAIN),
        (";;,;q=", PLAIN),
    ],
)
def test_readers_get_an_encoding_that_they_take(header, encoding):
    request = RequestFactory().get("/", headers={"Accept-Encoding": header})
    assert taken_encoding(request) == encoding


def test_a_page_is_the_same_in_every_encoding_fresh_or_kept(client, lake):
    plain = client.get(PAGE).content
    for encoding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        caches["pages"].clear()
        for _ in range(2):
            response = client.get(PAGE, headers={"Accept-Encoding": encoding})
            assert response["Content-Encoding"] == encoding
            assert unpack(response.content) == plain
            assert int(response["Content-Length"]) == len(response.content)
            assert "Accept-Encoding" in response["Vary"]
    assert client.get(PAGE).content == plain
    assert "Content-Encoding" not in client.get(PAGE)


def test_a_short_answer_and_a_picture_are_not_packed(client, lake):
    for address in ("/lake-2031/card.png", "/oembed/?url=x"):
        first, again = (client.get(address, headers={"Accept-Encoding": "br"}) for _ in range(2))
        assert "Content-Encoding" not in first
        assert "Content-Encoding" not in again
        assert again.content == first.content


def test_a_frame_keeps_its_own_policy_when_it_is_kept(client, lake):
    topic = Clause.objects.published()[0].topics.all()[0]
    address = f"/lake-2031/embed/topics/{topic.key}/"
    first, second = client.get(address), client.get(address)
    assert "frame-ancestors *" in first["Content-Security-Policy"]
    assert dict(first.items()) == dict(second.items())


def test_a_page_and_its_fragment_are_kept_apart(client, htmx_client, lake):
    page, fragment = client.get(PAGE).content, htmx_client.get(PAGE).content
    assert page != fragment
    assert client.get(PAGE).content == page
    assert htmx_client.get(PAGE).content == fragment
    assert htmx_client.restore(PAGE).content == page


# -- what a key holds ----------------------------------------------------------------------------


def test_a_key_differs_with_everything_that_a_page_depends_on(monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["*"]
    factory = RequestFactory()
    keys = [
        page_key(factory.get("/a/"), Stamp(1)),
        page_key(factory.get("/a/"), Stamp(2)),
        page_key(factory.get("/b/"), Stamp(1)),
        page_key(factory.get("/a/?q=1"), Stamp(1)),
        page_key(factory.get("/a/?q=2"), Stamp(1)),
        page_key(factory.get("/a/", headers={"Host": "other.example"}), Stamp(1)),
        page_key(factory.get("/a/", secure=True), Stamp(1)),
        page_key(factory.get("/a/", headers={"HX-Request": "true"}), Stamp(1)),
        page_key(factory.get("/a/", headers={"HX-History-Restore-Request": "true"}), Stamp(1)),
    ]
    monkeypatch.setattr(kept_pages, "code_version", lambda: "another")
    keys.append(page_key(factory.get("/a/"), Stamp(1)))
    monkeypatch.setattr(kept_pages, "get_language", lambda: "uk")
    keys.append(page_key(factory.get("/a/"), Stamp(1)))
    monkeypatch.setattr(kept_pages, "localdate", lambda: datetime.date(1999, 1, 1))
    keys.append(page_key(factory.get("/a/"), Stamp(1)))
    assert len(set(keys)) == len(keys)


def test_a_line_in_a_header_cannot_pass_for_another_part_of_the_key(settings):
    settings.ALLOWED_HOSTS = ["*"]
    factory = RequestFactory()
    one = factory.get("/a/", headers={"HX-Request": "true\n"})
    other = factory.get("/a/", headers={"HX-Request": "true", "HX-History-Restore-Request": "\n"})
    assert page_key(one, Stamp(1)) != page_key(other, Stamp(1))


# -- who and what is left out --------------------------------------------------------------------


def test_whoever_has_a_session_gets_a_page_of_their_own(client, lake):
    editor = UserFactory(is_staff=True, is_superuser=True)
    public = client.get(PAGE).content
    staff = Client()
    staff.force_login(editor)
    own = staff.get(PAGE)
    assert own["Cache-Control"] == PRIVATE
    assert "ETag" not in own
    assert client.get(PAGE).content == public
    tagged = staff.get(PAGE, headers={"If-None-Match": client.get(PAGE)["ETag"]})
    assert tagged.status_code == 200


@pytest.mark.parametrize("address", ["/admin/login/", "/no/such/page/", "/lake-2031/export/"])
def test_forms_missing_pages_and_the_admin_are_not_kept(client, lake, address):
    client.get(address)
    assert "ETag" not in client.get(address)
    assert not caches["pages"].size


def test_what_is_sent_in_is_not_answered_with_a_page(client, lake):
    client.get(PAGE)
    assert client.post(PAGE).status_code == 405


def test_an_answer_to_head_is_never_kept_for_those_who_want_a_body(client, lake):
    first = client.head(PAGE)
    assert (first.status_code, first.content) == (200, b"")
    assert not caches["pages"].size
    page = client.get(PAGE)
    head = client.head(PAGE)
    assert (head["ETag"], head.content) == (page["ETag"], b"")
    assert first["ETag"] == page["ETag"]
    assert client.get(PAGE).content == page.content


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("x", status=500),
        HttpResponse("x", headers={"Vary": "Cookie"}),
        HttpResponse("x", headers={"Vary": "User-Agent"}),
        HttpResponse("x", headers={"Cache-Control": "private"}),
        HttpResponse("x", headers={"Cache-Control": "no-store"}),
        StreamingHttpResponse(["x"]),
    ],
    ids=["error", "cookie", "user-agent", "private", "no-store", "stream"],
)
@pytest.mark.django_db
def test_an_answer_that_depends_on_something_else_is_not_kept(response):
    request = RequestFactory().get("/x/")
    assert KeptPagesMiddleware(lambda _request: response)(request) is response
    assert not caches["pages"].size


@pytest.mark.django_db
def test_an_answer_with_a_cookie_a_session_or_a_token_is_not_kept():
    def with_cookie(_request):
        response = HttpResponse("x")
        response.set_cookie("a", "b")
        return response

    def with_session(request):
        request.session = SimpleNamespace(accessed=True)
        return HttpResponse("x")

    def with_token(request):
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
        return HttpResponse("x")

    for view in (with_cookie, with_session, with_token):
        KeptPagesMiddleware(view)(RequestFactory().get("/x/"))
    assert not caches["pages"].size


@pytest.mark.django_db
def test_without_a_stamp_pages_are_made_and_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(kept_pages, "read_stamp", lambda: None)
    response = KeptPagesMiddleware(lambda _request: HttpResponse("x"))(RequestFactory().get("/x/"))
    assert response.content == b"x"
    assert not caches["pages"].size


def test_a_write_while_a_page_is_made_is_seen_by_the_next_reader(client, lake, monkeypatch):
    """What was read before the write is kept under the stamp from before it, never after it."""
    article = Article.objects.filter(evidence__isnull=False)[0]
    address = article.get_absolute_url()
    keep = kept_pages._kept

    def keep_after_a_write(*arguments):
        Article.objects.filter(pk=article.pk).update(headline="Written meanwhile")
        return keep(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(kept_pages, "_kept", keep_after_a_write)
        assert b"Written meanwhile" not in client.get(address).content
    assert b"Written meanwhile" in client.get(address).content


@pytest.mark.django_db
def test_a_page_with_its_own_time_in_caches_keeps_it_when_nothing_has_changed():
    def view(_request):
        return HttpResponse("x", headers={"Cache-Control": "max-age=3600"})

    request = RequestFactory().get("/x/")
    first = KeptPagesMiddleware(view)(request)
    again = RequestFactory().get("/x/", headers={"If-None-Match": first["ETag"]})
    middleware = KeptPagesMiddleware(lambda one: middleware.process_view(one, view, (), {}))
    second = middleware(again)
    assert second.status_code == 304
    assert second["Cache-Control"] == first["Cache-Control"] == "max-age=3600"


def test_the_day_of_a_last_change_does_not_say_that_nothing_has_changed(client, lake):
    since = {"If-Modified-Since": http_date(time.time())}
    for address in ("/lake-2031/changes.atom", "/sitemap-clauses.xml"):
        for _ in range(2):
            response = client.get(address, headers=since)
            assert response.status_code == 200
            assert "Last-Modified" not in response
        known = {**since, "If-None-Match": response["ETag"]}
        assert client.get(address, headers=known).status_code == 304


@pytest.mark.parametrize("header", ["gzip;q=0", "br;q=0, gzip;q=0", "gzip ; q=0.0", "identity"])
def test_who_refuses_gzip_gets_none_from_anywhere(client, lake, header):
    for one in (client, reader_with_a_session()):
        response = one.get(PAGE, headers={"Accept-Encoding": header})
        assert "Content-Encoding" not in response
        assert "Accept-Encoding" in response["Vary"]
        assert one.get(PAGE, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def reader_with_a_session():
    client = Client()
    client.cookies["sessionid"] = "unknown"
    return client


def test_whoever_has_a_session_gets_no_answer_that_caches_hand_on(lake):
    for address in (PAGE, "/lake-2031/card.png", "/api/v1/negotiations"):
        assert reader_with_a_session().get(address)["Cache-Control"] == PRIVATE


def test_the_version_of_the_code_is_read_when_the_process_begins():
    """Not with the first request: the files may be those of the next version by then."""
    code_version.cache_clear()
    marks_version.cache_clear()
    KeptPagesMiddleware(HttpResponse)
    assert code_version.cache_info().misses == marks_version.cache_info().misses == 1


def test_a_page_of_more_than_a_megabyte_is_not_kept(client, lake, monkeypatch):
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 3000)
    client.get(PAGE)
    assert not caches["pages"].size


class Broken:
    def get(self, *_args):
        raise ConnectionError

    set = get


def test_a_cache_that_does_not_answer_costs_no_page(client, lake, monkeypatch, caplog):
    monkeypatch.setattr(kept_pages, "caches", {"pages": Broken()})
    assert client.get(PAGE).status_code == 200
    assert "does not answer" in caplog.text


def test_pages_can_be_kept_in_the_database_for_all_processes(client, lake, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "kept_pages",
        },
    }
    make_page_table("default")
    first = client.get(PAGE, headers={"Accept-Encoding": "br"})
    number, second = queries(client, PAGE, **{"Accept-Encoding": "br"})
    assert second.content == first.content
    assert number <= 2
    Article.objects.update(headline="Another headline")
    assert client.get(PAGE)["ETag"] != first["ETag"]


def test_what_is_packed_can_be_unpacked():
    from config.encodings import ENCODINGS, packed

    body = "Вода и мир — water and peace. ".encode() * 50
    for encoding in (*ENCODINGS, PLAIN):
        assert unpacked(packed(body, encoding), encoding) == body
