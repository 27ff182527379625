"""The press pages: what they say, in how many queries, and what odd addresses get.

Here every article is for readers; which ones are is said in `test_public.py`.
"""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from sources import public
from sources.models import Article
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    DisagreementFactory,
    EvidenceFactory,
    OriginFactory,
    OutletFactory,
    publish,
)
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db
INDEX = reverse("sources:index")


@pytest.fixture(autouse=True)
def _all_public(monkeypatch):
    monkeypatch.setattr(public, "_articles", Article.objects.all)


def text_of(client, address: str, query: dict | None = None) -> str:
    """The words of a page's main part, on one line."""
    return " ".join("".join(main_of(client, address, query).itertext()).split())


def main_of(client, address: str, query: dict | None = None):
    response = client.get(address, query)
    assert response.status_code == 200
    return parsed(response.content.decode()).find(".//main")


def links_of(main) -> dict[str, dict[str, str]]:
    return {link.get("href"): link.attrib for link in main.iter("a")}


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def published(article, **traits):
    """Evidence from the article on a clause that readers may see."""
    evidence = EvidenceFactory(article=article, **traits)
    publish(evidence.clause)
    return evidence


# The list


def test_the_list_names_articles_with_outlet_date_and_clauses(client):
    published(ArticleFactory(key="A7", headline="Talks end", outlet__name="The Gazette"))
    assert "Talks end" in text_of(client, INDEX)
    assert "The Gazette, 2 June 2025 · 1 clause" in text_of(client, INDEX)


def test_the_list_says_that_it_has_articles_on_which_no_clause_rests(client):
    ArticleFactory(published=datetime.date(2025, 6, 3))
    published(ArticleFactory(published=datetime.date(2025, 6, 2)))
    words = text_of(client, INDEX)
    assert words.index("0 clauses") < words.index("1 clause ")
    assert "on which something published rests" in words
    assert "the newest first" in words
    assert "Every article that a clause rests on" not in words


def test_the_list_says_what_is_not_known(client):
    ArticleFactory(headline="", published=None, outlet__country="")
    words = text_of(client, INDEX)
    assert "Headline not seen" in words
    assert "date not known" in words
    assert "Country not known" in words


def test_the_list_counts_published_clauses_only(client):
    article = ArticleFactory()
    EvidenceFactory(article=article)
    response = client.get(INDEX)
    assert [one.clause_count for one in response.context["articles"]] == [0]
    assert [one.clause_count for one in response.context["outlets"]] == [0]


def test_a_clause_counts_once_however_often_an_article_speaks_of_it(client):
    article = ArticleFactory()
    evidence = published(article)
    EvidenceFactory(article=article, clause=evidence.clause, number=2)
    response = client.get(INDEX)
    assert [one.clause_count for one in response.context["articles"]] == [1]
    assert [one.clause_count for one in response.context["outlets"]] == [1]


def test_the_newest_come_first_and_the_undated_last(client):
    ArticleFactory(key="undated", published=None)
    ArticleFactory(key="old", published=datetime.date(2025, 6, 1))
    ArticleFactory(key="new", published=datetime.date(2025, 6, 3))
    keys = [article.key for article in client.get(INDEX).context["articles"]]
    assert keys == ["new", "old", "undated"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("memorandum", ["A1"]),
        ("MEMORANDUM gazette", ["A1"]),
        ("memorandum herald", []),
        ("herald", ["A2"]),
        ("a2", ["A2"]),
        ("news.example/A1", ["A1"]),
        ("зустріч", ["A2"]),
        ("ЗУСТРІЧ", ["A2"]),
        ("Sylvania", ["A2"]),
        ("  ", ["A1", "A2"]),
        ("%", []),
        ("100%_", []),
    ],
)
def test_a_search_finds_articles_that_hold_every_word(client, words, found):
    ArticleFactory(key="A1", headline="The memorandum", outlet__name="The Gazette")
    outlet = OutletFactory(name="The Herald", country="Sylvania")
    ArticleFactory(key="A2", headline="Зустріч лідерів", outlet=outlet)
    response = client.get(INDEX, {"q": words})
    assert sorted(article.key for article in response.context["articles"]) == found


def test_a_search_finds_outlets_too(client):
    ArticleFactory(outlet__name="The Gazette")
    ArticleFactory(outlet__name="The Herald")
    response = client.get(INDEX, {"q": "herald"})
    assert [outlet.name for outlet in response.context["outlets"]] == ["The Herald"]


def test_a_search_without_a_result_says_so(client):
    words = text_of(client, INDEX, {"q": "none such"})
    assert "No article holds all of these words." in words
    assert "No outlet holds all of these words." in words


def test_an_empty_site_says_so(client):
    assert "0 articles" in text_of(client, INDEX)


def test_pages_keep_the_words_searched_for(client):
    ArticleFactory.create_batch(51, headline="truce", outlet=OutletFactory())
    main = main_of(client, INDEX, {"q": "truce", "outlets": "1"})
    assert "/sources/?q=truce&outlets=1&page=2#articles" in links_of(main)
    assert len(client.get(INDEX, {"q": "truce", "page": "2"}).context["articles"]) == 1


def test_outlets_have_pages_of_their_own(client):
    ArticleFactory.create_batch(51)
    assert "?outlets=2#outlets" in str(client.get(INDEX).content)
    main = main_of(client, INDEX, {"outlets": "2"})
    assert "/sources/?outlets=1#outlets" in links_of(main)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=999",
        "page=-1",
        "page=x",
        "page=",
        "page=1&page=2",
        "page=99999999999999999999999999",
        "page=٣",
        "outlets=%00",
        "q=%00",
        "q=%FF",
        "q=%F0%9F%98%80",
        "q=%22%3E%3Cscript%3E",
        "q=" + "a+" * 500,
        "q=" + "x" * 5000,
        "q=a&q=b",
        "unknown=1",
        "q[]=1",
    ],
)
def test_odd_addresses_get_a_helpful_page(client, query):
    ArticleFactory()
    assert client.get(f"{INDEX}?{query}").status_code == 200


@pytest.mark.parametrize("asked", ["99", "0", "x"])
@pytest.mark.parametrize("name", ["page", "outlets"])
def test_a_page_that_does_not_exist_is_said_above_the_one_that_is_shown(client, name, asked):
    ArticleFactory()
    (notice,) = main_of(client, INDEX, {name: asked}).find_class("missing-page")
    assert f"There is no page “{asked}” here: page 1 of 1 is shown." in notice.text_content()


@pytest.mark.parametrize("query", [{}, {"page": "1"}, {"page": ""}, {"outlets": "1"}])
def test_nothing_is_missing_where_the_page_exists(client, query):
    ArticleFactory()
    assert not main_of(client, INDEX, query).find_class("missing-page")


def test_a_page_that_an_outlet_does_not_have_is_said(client):
    outlet = ArticleFactory().outlet
    assert "There is no page “7” here" in text_of(client, outlet.get_absolute_url(), {"page": "7"})


def test_what_was_searched_for_cannot_become_markup(client):
    response = client.get(INDEX, {"q": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in response.content


def test_an_article_without_a_headline_goes_by_outlet_and_date(client):
    ArticleFactory(headline="", description="the order", outlet__name="The Gazette")
    words = "The Gazette, 2 June 2025 (the order) Headline not seen · 0 clauses"
    assert words in text_of(client, INDEX)


# One article


def test_an_article_says_where_it_stands_and_how_it_was_read(client):
    article = ArticleFactory(
        headline="Talks end",
        outlet__name="The Gazette",
        outlet__ownership="Owned by its readers",
        outlet__ownership_source="Its page About us",
        published_note="from the text",
        headline_note="read from the address",
        accessed=datetime.date(2025, 6, 5),
        extent="opening",
        note="A *digest* only",
    )
    words = text_of(client, article.get_absolute_url())
    for part in (
        "Talks end",
        "The Gazette",
        "2 June 2025",
        "from the text",
        "Read from the address",
        "5 June 2025",
        "Only its opening was read",
        "A digest only",
        "Owned by its readers",
        "Its page About us",
    ):
        assert part in words


def test_an_article_says_what_is_not_known(client):
    outlet = OutletFactory(country="", language="")
    article = ArticleFactory(
        headline="", published=None, url="", language="", outlet=outlet, extent="unknown"
    )
    words = text_of(client, article.get_absolute_url())
    assert words.count("headline not seen") == 1
    assert words.count("date not known") == 2
    assert "Address Not known" in words
    assert "Not recorded how much was read" in words
    assert "Ownership Not known" in words
    assert "Accessed Date of access not recorded" in words
    assert "Country Country not known" in words


def test_links_to_an_article_are_robust(client):
    article = ArticleFactory(
        url="https://news.example/1",
        archived_url="https://archive.example/2025/1",
        accessed=datetime.date(2025, 6, 5),
        language="uk",
    )
    links = links_of(main_of(client, article.get_absolute_url()))
    original, copy = links["https://news.example/1"], links["https://archive.example/2025/1"]
    assert original["data-versionurl"] == "https://archive.example/2025/1"
    assert copy["data-originalurl"] == "https://news.example/1"
    assert original["data-versiondate"] == copy["data-versiondate"] == "2025-06-05"
    assert original["hreflang"] == "uk"
    assert original["rel"] == copy["rel"] == "external nofollow noopener noreferrer"


def test_what_is_not_known_of_a_copy_is_not_claimed(client):
    article = ArticleFactory(url="https://news.example/1", accessed=None)
    link = links_of(main_of(client, article.get_absolute_url()))["https://news.example/1"]
    assert not {"data-versionurl", "data-versiondate"} & set(link)


def test_syndication_is_said_in_words_on_both_sides(client):
    source = ArticleFactory(headline="First printed", outlet__name="The Agency")
    copy = ArticleFactory(headline="Printed again", syndicated_from=source)
    said = text_of(client, copy.get_absolute_url())
    assert "It reprints another article; the two count as one source: First printed" in said
    assert "First printed (The Agency)" in said
    said = text_of(client, source.get_absolute_url())
    assert "It was reprinted; each copy counts as one source together with it: Printed" in said


def test_shared_material_is_named_with_those_who_share_it(client):
    origin = OriginFactory(name="The agency's report", note="Same *credit* line")
    article = ArticleFactory(origin=origin)
    ArticleFactory(origin=origin, headline="The other one")
    said = text_of(client, article.get_absolute_url())
    assert "counts as one source wherever it is used: The agency's report" in said
    assert "Same credit line" in said
    assert "The other one" in said


def test_an_article_of_its_own_says_so(client):
    said = text_of(client, ArticleFactory().get_absolute_url())
    assert "No other article is known to share its text." in said


def test_an_article_lists_its_clauses_by_stance(client):
    article = ArticleFactory()
    published(article, stance="qualifies")
    published(article, stance="supports", quote="at least 30 days", note="Its *own* account")
    published(article, stance="disputes", disagreement=DisagreementFactory(title="How long"))
    published(article, stance="supports", origin=OriginFactory(name="A transcript"))
    response = client.get(article.get_absolute_url())
    groups = [(one.stance, len(one.evidence)) for one in response.context["bearing"]]
    assert groups == [("supports", 2), ("disputes", 1), ("qualifies", 1)]
    words = text_of(client, article.get_absolute_url())
    for part in ("at least 30 days", "Its own account", "How long", "A transcript"):
        assert part in words


def test_each_clause_of_an_article_is_a_link(client):
    evidence = published(ArticleFactory())
    links = links_of(main_of(client, evidence.article.get_absolute_url()))
    assert evidence.clause.get_absolute_url() in links


def test_an_article_names_each_document_once_above_its_clauses_with_a_capital(client):
    article = ArticleFactory()
    version = ClauseFactory(version__proposal__name="the north's statement").version
    for _ in range(2):
        published(article, clause=ClauseFactory(version=version))
    main = main_of(client, article.get_absolute_url())
    names = [link.text for head in main.iter("h4") for link in head.iter("a")]
    assert names == ["The north's statement"]


def test_a_language_is_told_by_its_name(client):
    article = ArticleFactory(language="uk", outlet__language="tlh")
    words = text_of(client, article.get_absolute_url())
    assert "Language Ukrainian" in words
    assert "Language tlh" in words


def test_a_quote_carries_its_language_and_direction(client):
    evidence = published(ArticleFactory(language="ar"), quote="وقف إطلاق النار")
    quote = main_of(client, evidence.article.get_absolute_url()).find(".//blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "auto")


@pytest.mark.parametrize("state", ["draft", "review"])
def test_a_clause_that_is_not_published_does_not_show(client, state):
    article = ArticleFactory()
    EvidenceFactory(article=article, clause=ClauseFactory(heading="Not yet", state=state))
    words = text_of(client, article.get_absolute_url())
    assert "Not yet" not in words
    assert "No published clause rests on this article." in words


@pytest.mark.parametrize(
    "address",
    [
        "articles/none/",
        "outlets/none/",
        "articles/%00/",
        "articles/A%201/",
        "outlets/%D0%B6/",
        "articles/../",
        "articles/" + "x" * 3000 + "/",
    ],
)
def test_a_row_that_is_not_there_is_not_found(client, address):
    assert client.get(INDEX + address).status_code == 404


# One outlet


def test_an_outlet_says_who_owns_it_and_lists_its_articles(client):
    outlet = OutletFactory(
        ownership="State broadcaster",
        ownership_source="Its charter, https://charter.example/",
        url="https://outlet.example",
    )
    ArticleFactory(outlet=outlet, headline="One of its own")
    ArticleFactory(headline="Of another")
    main = main_of(client, outlet.get_absolute_url())
    words = "".join(main.itertext())
    assert "State broadcaster" in words
    assert "One of its own" in words
    assert "Of another" not in words
    assert {"https://charter.example/", "https://outlet.example"} <= set(links_of(main))


def test_an_outlet_says_on_what_country_and_ownership_rest(client):
    known = OutletFactory(
        country="Sylvania",
        country_source="Its imprint",
        ownership="State news agency of Sylvania",
        ownership_unchecked=True,
    )
    ArticleFactory(outlet=known)
    words = text_of(client, known.get_absolute_url())
    assert "Country Sylvania According to: Its imprint" in words
    assert "State news agency of Sylvania General knowledge, not checked" in words
    other = OutletFactory(country="Ruritania", ownership="Private", ownership_source="A register")
    ArticleFactory(outlet=other)
    words = text_of(client, other.get_absolute_url())
    assert "Country Ruritania General knowledge, not checked" in words
    assert "Private According to: A register" in words


def test_of_an_unknown_country_only_the_language_is_said(client):
    outlet = OutletFactory(country="", language="de")
    ArticleFactory(outlet=outlet)
    words = "Country not known; articles here in German"
    assert words in text_of(client, outlet.get_absolute_url())
    assert words in text_of(client, INDEX)


def test_an_article_says_why_it_has_no_address(client):
    article = ArticleFactory(url="", url_note="not in the copy that was read")
    words = text_of(client, article.get_absolute_url())
    assert "Address Not in the copy that was read" in words


def test_no_page_of_the_press_names_an_article_by_its_key(client):
    origin = OriginFactory()
    article, other, reprint = (
        ArticleFactory(key=f"P-{number}", url=f"https://news.example/{number}", **more)
        for number, more in enumerate(({"headline": ""}, {"origin": origin}, {"headline": ""}))
    )
    Article.objects.filter(pk=article.pk).update(origin=origin, description="the order")
    Article.objects.filter(pk=reprint.pk).update(syndicated_from=article)
    published(article)
    shown = (article, article.outlet, other, reprint)
    for address in (INDEX, *(one.get_absolute_url() for one in shown)):
        root = html.document_fromstring(client.get(address).content)
        assert "P-" not in root.text_content(), address


def test_much_evidence_of_an_article_comes_in_pages_that_count_all_of_it(client, monkeypatch):
    monkeypatch.setattr("sources.views.EVIDENCE_ON_A_PAGE", 3)
    article = ArticleFactory()
    version = ClauseFactory().version
    clauses = [ClauseFactory(version=version, ordinal=place) for place in range(5)]
    for stance in ("disputes", "supports"):
        for clause in clauses:
            published(article, clause=clause, stance=stance)
    published(article, clause=clauses[0], stance="supports")
    address, seen = article.get_absolute_url(), []
    while address:
        root = html.document_fromstring(client.get(address).content)
        for group in root.xpath("//section[contains(@class, 'ledger')]"):
            assert "5 clauses" in group.xpath(".//h3")[0].text_content()
            stance = group.get("aria-labelledby").partition("-")[0]
            links = group.xpath(".//li[@class='evidence']/p[1]/a/@href")
            seen += [(stance, link) for link in links]
        assert len(root.xpath("//li[@class='evidence']")) <= 3
        address = "".join(root.xpath("//section[@id='bearing']//a[@rel='next']/@href"))
    own = [clause.get_absolute_url() for clause in clauses]
    assert seen == [
        *(("supports", address) for address in (own[0], *own)),
        *(("disputes", address) for address in own),
    ]


# All pages


@pytest.mark.parametrize("page", ["index", "article", "outlet"])
def test_only_questions_are_answered(client, page):
    article = ArticleFactory()
    addresses = {"index": INDEX, "article": article.get_absolute_url()}
    address = addresses.get(page, article.outlet.get_absolute_url())
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(("page", "most"), [("index", 5), ("article", 5), ("outlet", 4)])
def test_a_page_takes_the_same_queries_at_fifty_times_the_size(client, page, most):
    outlet, origin = OutletFactory(), OriginFactory()
    article = ArticleFactory(outlet=outlet, origin=origin, syndicated=True)
    addresses = {"index": INDEX, "article": article.get_absolute_url()}
    address = addresses.get(page, outlet.get_absolute_url())
    grow(article, 1)
    assert queries_of(client, address) == most
    grow(article, 50)
    assert queries_of(client, address) == most


def grow(article, number: int) -> None:
    version = ClauseFactory().version
    for stance in ("supports", "disputes", "qualifies"):
        for _ in range(number):
            clause = ClauseFactory(version=version)
            published(article, stance=stance, clause=clause, origin=article.origin)
    ArticleFactory.create_batch(number, syndicated_from=article, origin=article.origin)
    ArticleFactory.create_batch(number, outlet=article.outlet)
