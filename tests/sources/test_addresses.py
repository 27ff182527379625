"""Addresses that lead to the same page are one; those that do not stay apart."""

import datetime
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.addresses import canonical, folded, host_of, is_archive_copy, original_of, page_of
from sources.duplicates import Doubles, find_doubles, find_duplicates
from sources.models import Article, Outlet
from tests.factories import ArticleFactory

PAGE = "https://news.example/a/peace-talks"
SAME = [
    "http://news.example/a/peace-talks",
    "HTTPS://WWW.News.Example/a/peace-talks",
    "https://www2.news.example/a/peace-talks",
    "https://amp.news.example/a/peace-talks",
    "https://www.amp.news.example/a/peace-talks",
    "news.example/a/peace-talks",
    "  https://news.example/a/peace-talks \n",
    "https://news.example:443/a/peace-talks/",
    "http://news.example:80//a/peace-talks",
    "https://news.example/a/peace-talks#comments",
    "https://news.example/a/peace-talks?utm_source=x&utm_medium=y",
    "https://news.example/a/peace-talks?fbclid=1&gclid=2&yclid=3",
    "https://news.example/a/peace-talks?at_medium=RSS&ns_mchannel=social&CMP=share",
    "https://news.example/a/peace-talks/amp",
    "https://news.example/a/peace-talks/amp/",
    "https://news.example/amp/a/peace-talks",
    "https://news.example/a/peace-talks.amp",
    "https://news.example/a/peace-talks?amp=1",
    "https://news.example/a/peace-talks?outputType=amp",
    "https://www.google.com/amp/s/news.example/a/peace-talks/amp",
    "https://news-example.cdn.ampproject.org/c/s/news.example/a/peace-talks?usqp=mq",
    "https://web.archive.org/web/20250602120000/https://www.news.example/a/peace-talks",
    "https://web.archive.org/web/2025id_/http:/news.example/a/peace-talks",
    "https://news.example/a/peace%2Dtalks",
    "https://editor@news.example/a/peace-talks",
    "HTTP://news.example/a/peace-talks",
    "Https://news.example/a/peace-talks",
    "https://news.example/a/peace-talks#:~:text=the%20talks",
    "https://news.example/a/peace-talks?ref=twitter",
    "https://news.example/a/peace-talks?ref=www.lake.example",
    "https://news.example/a/peace-talks\u200b",
    "\ufeffhttps://news.example/a/peace-talks\u200c",
    "https://news.example/a/peace-talks%E2%80%8B",
    "https://news.example/a/peace\u00ad-talks",
    "https://archive.ph/2025.06.02-120000/https://news.example/a/peace-talks",
    "https://archive.is/newest/http://www.news.example/a/peace-talks",
    "https://archive.today/20250602120000/news.example/a/peace-talks",
    "https://archive.ph/o/Xy12z/https://news.example/a/peace-talks",
    "https://archive.ph/https%3A%2F%2Fnews.example%2Fa%2Fpeace-talks",
    "https://web.archive.org/web/https://news.example/a/peace-talks",
    "https://www.archive.org/web/2025/https%3A%2F%2Fnews.example%2Fa%2Fpeace-talks",
]
LIKELY = [
    "https://m.news.example/a/peace-talks",
    "https://mobile.news.example/a/peace-talks",
    "https://www.m.news.example/a/peace-talks",
    "https://news.example/m/a/peace-talks",
    "https://news.example/a/amp/peace-talks",
    "https://news.example/a/peace-talks?print=1",
    "https://news.example/a/peace-talks?view=print",
    "https://news.example/a/peace-talks/print/",
    "https://news.example/a/peace-talks/index.html",
    "https://news.example/a/peace-talks?ref=101",
    "https://news.example/a/peace-talks?source=lake",
    "https://news.example/a/peace-talks#!/top",
    "https://news.example/a/peace-talks#/story/1",
    "https://archive.is/2025.06.02-120000/https://m.news.example/a/peace-talks?utm_source=x",
]
DIFFERENT = [
    ("https://news.example/?ref=101", "https://news.example/?ref=102"),
    ("https://news.example/#!/story/1", "https://news.example/#!/story/2"),
    ("https://news.example/#/story/1", "https://news.example/#/story/2"),
    ("https://news.example/?share_id=1", "https://news.example/?share_id=2"),
    ("https://news.example/?source=a1", "https://m.news.example/?source=a2"),
    ("https://archive.ph/Xy12z", "https://archive.ph/Xy12Z"),
    # Bytes of another encoding than UTF-8 were one sign for all letters.
    ("https://news.example/?q=%EC%E8%F0", "https://news.example/?q=%E2%EE%E9"),
    ("https://news.example/%EC%E8%F0", "https://news.example/%E2%EE%E9"),
    # A joiner inside a word is a letter.
    ("https://news.example/\u0645\u06cc\u200c\u0631", "https://news.example/\u0645\u06cc\u0631"),
]
OTHER = [
    "https://news.example/a/peace-talks-2",
    "https://news.example/A/Peace-Talks",
    "https://sport.news.example/a/peace-talks",
    "https://news.example.org/a/peace-talks",
    "https://news.example:8443/a/peace-talks",
    "https://news.example/a/peace-talks?page=2",
    "https://news.example/a/peace-talks?gallery=5",
    "https://news.example/a/peace-talks?reference=5",
    "https://news.example/a/peace-talks?uid=5",
    "https://news.example/a/peace-talks?1967385",
    "https://news.example/a/peace%2Ftalks",
    "https://news.example/a/peace-talks/amplifier",
]
NONE = ["", "  ", "mailto:a@b.example", "javascript:alert(1)", "https://[::1", "localhost/x", "#x"]


@pytest.mark.parametrize("url", SAME)
def test_forms_of_one_page_are_one_address(url):
    assert canonical(url) == PAGE


@pytest.mark.parametrize("url", OTHER)
def test_another_page_keeps_another_address(url):
    assert canonical(url) not in ("", PAGE)


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_web_address_has_no_form(url):
    assert canonical(url) == ""


def test_both_spellings_of_an_international_name_are_one():
    assert canonical("https://www.новини.укр/мир") == canonical(
        "http://xn--b1amarcd.xn--j1amh/%D0%BC%D0%B8%D1%80?utm_source=x"
    )


def test_the_order_of_parameters_does_not_matter():
    assert canonical("https://a.example/?b=2&a=1") == canonical("https://a.example/?a=1&b=2")


def test_one_letter_more_in_a_tracking_parameter_makes_it_another():
    assert canonical("https://a.example/?refs=1") != canonical("https://a.example/")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("escaped", [True, False])
def test_letters_with_accents_are_one_in_every_spelling(form, escaped):
    word = unicodedata.normalize(form, "новий-café-й")
    path = "".join(f"%{byte:02x}" for byte in word.encode()) if escaped else word
    address = canonical(f"https://news.example/{path}?q={path}")
    assert address == canonical("https://news.example/новий-café-й?q=новий-café-й")


@pytest.mark.parametrize("url", LIKELY)
def test_an_address_that_may_be_the_page_is_neither_it_nor_another(url):
    assert canonical(url) != PAGE
    assert page_of(url).may_be(page_of(PAGE))
    assert page_of(PAGE).may_be(page_of(url))


@pytest.mark.parametrize("url", [*SAME, *OTHER, *NONE])
def test_an_address_that_is_the_page_or_another_is_not_doubtful(url):
    assert not page_of(url).may_be(page_of(PAGE))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_numbers_pages_tells_them_apart(one, other):
    assert canonical(one) != canonical(other)
    assert not page_of(one).may_be(page_of(other))


@pytest.mark.parametrize("names", [("peace.html", "war.html"), ("peace-talks", "war-news")])
def test_names_in_a_doubtful_parameter_are_asked_about(names):
    one, other = (page_of(f"https://news.example/?ref={name}") for name in names)
    assert one.form != other.form
    assert one.may_be(other)


@pytest.mark.parametrize("name", ["archive.is", "www.archive.today", "archive.li", "ARCHIVE.PH"])
def test_a_copy_is_known_by_every_name_of_its_archive(name):
    assert canonical(f"http://{name}/Xy12z") == "https://archive.ph/Xy12z"


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (
            "https://web.archive.org/web/2025/http://www.a.example/1?b=2",
            "http://www.a.example/1?b=2",
        ),
        ("https://web.archive.org/web/2025id_/http:/a.example/1", "http://a.example/1"),
        ("archive.ph/20250602120000/a.example/1", "https://a.example/1"),
        ("https://archive.is/https%3A%2F%2Fa.example%2F1", "https://a.example/1"),
        ("https://archive.is/Xy12z", ""),
        ("https://archive.is/Xy12z/share", ""),
        ("https://archive.is.example/2025/https://a.example/1", ""),
        ("https://a.example/?u=https://web.archive.org/web/2025/b.example", ""),
        ("", ""),
    ],
)
def test_a_copy_tells_its_original_where_it_names_it(url, original):
    assert original_of(url) == original
    assert is_archive_copy(url) or not original


def test_a_copy_without_a_name_is_one_all_the_same():
    assert is_archive_copy("https://archive.is/Xy12z")
    assert not is_archive_copy("https://archive.example/Xy12z")


def test_pages_of_an_archive_are_of_no_outlet():
    assert host_of("https://archive.is/Xy12z") == ""
    assert host_of("https://m.news.example/1") == "news.example"


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("HTTP://News.Example/A/Б", "http://news.example/A/Б"),
        ("Https://Editor@NEWS.example:8080?A=B", "https://Editor@news.example:8080?A=B"),
        (" https://news.example/1\u200b ", "https://news.example/1"),
        ("https://НОВИНИ.УКР/Мир", "https://новини.укр/Мир"),
        ("^https?://", "^https?://"),
        ("News.Example/1", "News.Example/1"),
        ("", ""),
    ],
)
def test_scheme_and_host_are_stored_in_small_letters(url, stored):
    assert folded(url) == stored
    assert folded(stored) == stored


@example("https://a.example/e%CC%81%FF")
@example("https://a.example/%65\u0301#!/%65\u0301/")
@example("https://archive.ph/https%3A%2F%2Fa.example%2F%252F")
@given(st.text(max_size=60) | st.from_regex(r"https?://[a-zа-я.%@:\[\]/?#&=]{1,60}"))
def test_the_form_is_its_own_form_and_nothing_raises(url):
    form = canonical(url)
    assert canonical(form) == form
    assert not page_of(url).may_be(page_of(form))
    original_of(folded(url))


@pytest.mark.django_db
class TestDuplicates:
    @pytest.mark.parametrize("url", SAME)
    def test_an_article_with_the_same_page_is_found(self, url):
        article = ArticleFactory(url=PAGE)
        assert find_duplicates(url) == [article]

    @pytest.mark.parametrize("url", [u for u in SAME if u.startswith("http")])
    def test_whatever_form_is_stored_the_page_finds_it(self, url):
        article = ArticleFactory(url=url.strip())
        assert find_duplicates(PAGE) == [article]

    @pytest.mark.parametrize("url", [*OTHER, *NONE])
    def test_an_article_with_another_page_is_not_found(self, url):
        ArticleFactory(url=PAGE)
        ArticleFactory(url="")
        assert find_duplicates(url) == []

    def test_an_article_is_found_by_its_archived_address(self):
        article = ArticleFactory(url="", archived_url="https://archive.example/Xy12")
        assert find_duplicates("http://www.archive.example/Xy12") == [article]

    @pytest.mark.parametrize("name", ["archive.is", "archive.today", "archive.md"])
    def test_a_copy_is_found_by_every_name_of_its_archive(self, name):
        article = ArticleFactory(url=PAGE, archived_url="https://archive.ph/Xy12z")
        assert find_duplicates(f"https://{name}/Xy12z") == [article]

    @pytest.mark.parametrize("url", LIKELY)
    def test_an_article_that_may_have_the_page_is_likely(self, url):
        article = ArticleFactory(url=PAGE)
        assert find_doubles(Article(url=url)) == Doubles(likely=(article,))

    @pytest.mark.parametrize("url", LIKELY)
    def test_whatever_form_is_stored_an_article_is_likely(self, url):
        article = ArticleFactory(url=url)
        assert find_doubles(Article(url=PAGE)) == Doubles(likely=(article,))

    def test_the_same_words_at_another_address_are_likely(self):
        article = ArticleFactory(
            url=PAGE, headline="Talks  End", published=datetime.date(2025, 6, 2)
        )
        ArticleFactory(headline="Talks end", published=datetime.date(2025, 6, 2))
        words = {"outlet": article.outlet, "headline": "talks end", "url": f"{PAGE}-2"}
        for day, found in (((2025, 6, 2), (article,)), ((2025, 6, 3), ())):
            draft = Article(**words, published=datetime.date(*day))
            assert find_doubles(draft).likely == found
        assert find_doubles(Article(**words)).likely == (article,)

    def test_what_is_certain_is_not_likely_too(self):
        article = ArticleFactory(url=PAGE, headline="Talks")
        draft = Article(url=f"{PAGE}#x", headline="Talks", outlet=article.outlet)
        assert find_doubles(draft) == Doubles(certain=(article,))

    def test_addresses_are_stored_with_a_small_scheme_however_they_are_written(self):
        article = ArticleFactory(url="HTTP://News.Example/A", archived_url="Https://Archive.is/Xy")
        assert (article.url, article.archived_url) == (
            "http://news.example/A",
            "https://archive.is/Xy",
        )
        article.refresh_from_db()
        assert (article.url, article.archived_url) == (
            "http://news.example/A",
            "https://archive.is/Xy",
        )
        Article.objects.update(url="HTTPS://b.example")
        assert Article.objects.get(url="HTTPS://B.example").url == "https://b.example"
        outlets = [Outlet(key="x", name="x", url="HTTP://X.example")]
        assert Outlet.objects.bulk_create(outlets)[0].url == "http://x.example"
        assert Outlet.objects.get(key="x").url == "http://x.example"

    def test_an_international_name_is_found_by_either_spelling(self):
        one = ArticleFactory(url="https://новини.укр/мир")
        two = ArticleFactory(url="https://xn--b1amarcd.xn--j1amh/мир?utm_source=x")
        assert find_duplicates("https://www.новини.укр/мир") == [one, two]

    @pytest.mark.parametrize("label", ["m", "mobile", "lite"])
    def test_a_form_for_telephones_behind_a_language_is_found(self, label):
        one = ArticleFactory(url=f"https://en.{label}.news.example/a")
        assert find_doubles(Article(url="https://en.news.example/a")).likely == (one,)

    def test_an_article_is_no_duplicate_of_itself(self):
        article = ArticleFactory(url=PAGE)
        assert find_duplicates(PAGE, but=article) == []

    def test_one_query_finds_them_among_many(self, django_assert_num_queries):
        for number in range(30):
            ArticleFactory(url=f"https://news.example/a/{number}")
        with django_assert_num_queries(1):
            (found,) = find_duplicates("https://amp.news.example/a/7#x")
            assert found.outlet.name
