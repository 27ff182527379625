"""Addresses that lead to the same page are one; those that do not stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.addresses import canonical, find_duplicates
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
    "https://news.example/a/peace-talks#!/top",
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


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-zа-я.%@:\[\]/?#&=]{1,60}"))
def test_the_form_is_its_own_form_and_nothing_raises(url):
    form = canonical(url)
    assert canonical(form) == form


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

    def test_an_international_name_is_found_by_either_spelling(self):
        one = ArticleFactory(url="https://новини.укр/мир")
        two = ArticleFactory(url="https://xn--b1amarcd.xn--j1amh/мир?utm_source=x")
        assert find_duplicates("https://www.новини.укр/мир") == [one, two]

    def test_an_article_is_no_duplicate_of_itself(self):
        article = ArticleFactory(url=PAGE)
        assert find_duplicates(PAGE, but=article) == []

    def test_one_query_finds_them_among_many(self, django_assert_num_queries):
        for number in range(30):
            ArticleFactory(url=f"https://news.example/a/{number}")
        with django_assert_num_queries(1):
            (found,) = find_duplicates("https://amp.news.example/a/7#x")
            assert found.outlet.name
