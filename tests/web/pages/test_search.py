"""The search over the whole site: what it finds, marks and counts, and what it never finds."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.editing.revisions import open_revision
from proposals.models import Clause
from proposals.search import SearchKind, find
from proposals.search.passages import best_paragraph
from proposals.web.pages.search import MOST_OF_A_KIND, PER_PAGE
from sources.search_terms import SearchTerms
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    QuestionFactory,
    VersionFactory,
    analyst,
)
from tests.support import pages
from tests.support.folders import ISLE, LAKE, stored_for_a_module
from tests.support.growth import multiply
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

SEARCH = "/search/"
MOST_QUERIES = 10

stored = stored_for_a_module(LAKE, ISLE)


@pytest.fixture
def lake(stored, db):
    """Two made-up negotiations, as they were loaded."""


def searched(client, words, **more):
    answer = client.get(SEARCH, {"q": words, **more})
    assert answer.status_code == 200
    return pages.parsed(answer.content.decode())


def titles(root):
    return [pages.text_of(title) for title in root.xpath("//*[@class='result']/h3")]


def totals(words):
    return {matches.kind: matches.total for matches in find(SearchTerms(words)) if matches.total}


def published(**fields):
    return ClauseFactory(published=True, **fields)


def test_each_kind_is_found_and_leads_to_its_page(client, db):
    clause = published(
        heading="Zebra crossing",
        version__proposal__name="the zebra plan",
        version__proposal__negotiation__name="Zebra talks",
    )
    home = clause.version.proposal.negotiation
    question = QuestionFactory(negotiation=home, text="How many zebras?")
    article = ArticleFactory(headline="A zebra at the table")
    EvidenceFactory(article=article, clause=clause)
    root = searched(client, "zebra")
    groups = root.xpath("//main/section/@aria-labelledby")
    assert groups == [str(kind) for kind in SearchKind]
    found = root.xpath("//*[@class='result']/h3/a/@href")
    topic = question.topic.get_url_in(home)
    assert found == [
        home.get_absolute_url(),
        clause.version.get_absolute_url(),
        f"{topic}#q-{question.key}",
        clause.get_absolute_url(),
        article.get_absolute_url(),
    ]
    for address in found:
        assert client.get(address).status_code == 200


def test_a_question_leads_to_its_row(client, lake):
    found = searched(client, "a", kind="questions").xpath("//*[@class='result']/h3/a/@href")
    rows = [address.partition("#") for address in found if address.startswith("/lake-2031/")]
    assert rows
    for page, _, row in rows:
        pages.by_id(pages.parsed(client.get(page).content.decode()), row)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Talks at Çırağan Palace", "ciragan"),
        ("Talks at Çırağan Palace", "PALACE talks"),
        ("Меморандум про взаєморозуміння", "МЕМОРАНДУМ"),
        ("Меморандум про взаєморозуміння", "взаємоРОЗУМІННЯ"),
        ("Кожний район", "кожнии\u0306 РАЙОН"),
        ("وَقْفُ إِطْلاقِ النّار", "وقف اطلاق"),
        ("cafe\u0301 de la paix", "café"),
        ("café de la paix", "cafe\u0301"),
        ("Straße", "STRASSE"),
        ("the ﬁnal text", "final"),
    ],
)
def test_case_accents_and_combining_characters_make_no_difference(client, db, text, words):
    clause = published(heading=text)
    root = searched(client, words)
    assert pages.text_of(pages.by_id(root, "clauses")) == "1 clause"
    assert titles(root) == [" ".join(text.split())]
    (link,) = root.xpath("//*[@class='result']/h3/a")
    assert link.get("href") == clause.get_absolute_url()
    assert link.xpath("mark")


def test_every_word_must_occur_and_may_stand_in_different_texts(client, db):
    published(heading="Zebras", text="They cross at dawn.")
    published(heading="Zebras", text="They sleep.")
    assert totals("dawn zebra") == {SearchKind.CLAUSE: 1}
    assert totals("dawn sleep") == {}


def test_a_name_that_holds_the_words_comes_before_a_text_that_does(client, db):
    published(heading="A", text="zebra", ordinal=1)
    published(heading="Zebra", text="", ordinal=2)
    assert titles(searched(client, "zebra")) == ["Zebra", "A"]


def test_the_passage_with_the_words_is_shown_whole_and_marked(client, db):
    published(heading="Animals", text="Lions come first.\n\nThen *zebras* drink & leave.")
    (passage,) = searched(client, "zebra").xpath("//*[@class='result']/div[@class='prose']")
    assert pages.text_of(passage) == "Then zebras drink & leave."
    assert [pages.text_of(mark) for mark in passage.xpath(".//mark")] == ["zebra"]


@pytest.mark.parametrize(
    ("text", "words", "paragraph"),
    [
        ("one\n\ntwo", "two", "two"),
        ("one\r\n\r\none two", "one two", "one two"),
        ("first\n\nsecond", "none", "first"),
        ("", "one", ""),
    ],
)
def test_the_best_paragraph_is_the_first_with_the_most_words(text, words, paragraph):
    assert best_paragraph(text, SearchTerms(words)) == paragraph


@pytest.mark.parametrize(
    ("text", "words", "points"),
    [
        ("- One.\n- Two has water.\n- Three.", "water", "- Two has water."),
        ("* One has\n  water.\n* Two.\n* Water.", "water", "* One has\n  water.\n* Water."),
        ("Before the list.\n- One.\n- Water.", "water", "- Water."),
        ("- One.\n- Two.", "water", "- One.\n- Two."),
        ("1. One.\n2. Water.", "water", "1. One.\n2. Water."),
        ("Water - salt.\nNo list - none.", "water", "Water - salt.\nNo list - none."),
    ],
)
def test_of_a_list_the_points_with_the_words_are_shown(text, words, points):
    assert best_paragraph(text, SearchTerms(words)) == points


def test_a_quote_is_shown_where_it_was_hit_with_its_language_and_whose_words_it_is(client, db):
    published(
        heading="Rest",
        text="They stop.",
        quote="Повне припинення вогню",
        quote_language="uk",
        quote_origin="own",
        quote_gloss="A complete halt",
    )
    for words in ("припинення", "halt"):
        (quote,) = searched(client, words).xpath("//*[@class='result-quote']")
        assert quote.xpath("q/@lang") == ["uk"]
        assert "The document's own words" in pages.text_of(quote)
        assert quote.xpath(".//mark")
    assert not searched(client, "stop").xpath("//*[@class='result-quote']")


def test_a_hit_has_its_language_and_direction(client, db):
    clause = published(heading="زبرا", version__proposal__negotiation__language="ar")
    EvidenceFactory(article=ArticleFactory(headline="زبرا", language="fa"), clause=clause)
    heads = searched(client, "زبرا").xpath("//*[@class='result']/h3")
    assert [(head.get("lang"), head.get("dir")) for head in heads] == [
        ("ar", "auto"), ("fa", "auto"),
    ]  # fmt: skip


def test_a_kind_shows_few_hits_and_leads_to_all_of_them(client, db):
    version = VersionFactory()
    number = PER_PAGE + 3
    for place in range(number):
        published(version=version, heading=f"Zebra {place}", ordinal=place)
    root = searched(client, "zebra")
    assert len(titles(root)) == MOST_OF_A_KIND
    (link,) = root.xpath("//main//section//a[starts-with(normalize-space(), 'All ')]")
    assert pages.text_of(link) == f"All {number} clauses"
    seen = []
    address = SEARCH + link.get("href")
    for expected in (PER_PAGE, 3):
        root = pages.parsed(client.get(address).content.decode())
        seen += titles(root)
        assert len(titles(root)) == expected
        address = next(iter(root.xpath("//a[@rel='next']/@href")), "")
    assert seen == [f"Zebra {place}" for place in range(number)]
    assert not address


def test_what_fits_is_shown_without_a_way_to_more(client, db):
    published(heading="Zebra")
    root = searched(client, "zebra")
    assert not root.xpath("//main//section/p/a")
    assert root.xpath("//nav[@aria-label='Results by kind']//a/@href") == ["#clauses"]


@pytest.mark.usefixtures("without_guard")
def test_no_draft_is_found_nor_anything_of_a_negotiation_without_a_published_clause(client, db):
    public = published(heading="Open", text="Readers see this.")
    draft = ClauseFactory(version=public.version, heading="Zebra", text="zebra", quote="zebra")
    other = ClauseFactory(
        heading="Zebra",
        version__label="zebra",
        version__proposal__name="zebra",
        version__proposal__negotiation__name="zebra",
    )
    QuestionFactory(negotiation=other.version.proposal.negotiation, text="zebra")
    VersionFactory(proposal=public.version.proposal, label="zebra")
    revision = open_revision(public, analyst())
    Clause.objects.filter(pk=revision.pk).update(heading="zebra")
    for state in ("draft", "review", "changes", "withdrawn"):
        Clause.objects.filter(pk=draft.pk).update(state=state)
        assert totals("zebra") == {}
    assert titles(searched(client, "zebra")) == []
    # nor what is called published and rests on nothing
    Clause.objects.filter(pk=draft.pk).update(state="published")
    assert totals("zebra") == {}


@pytest.mark.parametrize("words", ["", "   ", "\0", "\u0301", "\x07\x1b"])
def test_a_search_for_nothing_says_what_can_be_searched_and_reads_no_data(client, db, words):
    address = f"{SEARCH}?{urlencode({'q': words})}"
    assert queries(client, address) == 1
    root = pages.parsed(client.get(address).content.decode())
    assert "Type one word or several" in pages.text_of(root.xpath("//main")[0])


def test_a_search_that_finds_nothing_says_so_and_leads_on(client, lake):
    root = searched(client, "nothing-like-this")
    (status,) = root.xpath("//main//*[@role='status']")
    assert "Nothing that is published here" in pages.text_of(status)
    assert reverse("proposals:home") in root.xpath("//main//a/@href")


@pytest.mark.parametrize(
    "words",
    [
        "a" * 5000,
        "a " * 3000,
        "%' OR 1=1 --",
        "%_\\*?[]{}()^$",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "\u202e\u2066abc",
        "\u0301" * 300,
        "𝒜" * 199,
        "{{ 7|add:7 }}{% load static %}",
    ],
)
def test_a_hostile_search_gets_a_clear_answer(client, lake, words):
    root = searched(client, words)
    assert root.xpath("//main//*[@role='status']")
    assert not root.xpath("//main//script | //main//img")


def test_bytes_that_are_no_text_get_a_clear_answer(client, lake):
    answer = client.get(SEARCH + "?q=%ff%fe%ed%a0%80&kind=%ff&page=%00")
    assert answer.status_code == 200
    assert "Type one word" in answer.content.decode()


def test_a_long_search_is_cut_and_says_so(client, lake):
    main = searched(client, "water " * 100).xpath("//main")[0]
    assert "The search is too long: its first 200 characters are used." in pages.text_of(main)
    assert titles(main)


@pytest.mark.parametrize("address", ["?q=water&kind=nonsense", "?q=water&kind=clauses&page=99"])
def test_what_an_address_asks_in_vain_is_told(client, lake, address):
    root = pages.parsed(client.get(SEARCH + address).content.decode())
    assert "There is no" in pages.text_of(root.xpath("//ul[@class='notices']")[0])
    assert titles(root)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 400, "1e3", "٣", "\0"])
def test_a_hostile_page_number_gets_the_nearest_page(client, lake, page):
    assert titles(searched(client, "water", kind="clauses", page=page))


def test_no_robot_keeps_a_page_of_results(client, lake):
    answer = client.get(SEARCH, {"q": "water"})
    assert answer["X-Robots-Tag"] == "noindex"
    assert pages.parsed(answer.content.decode()).xpath("//meta[@name='robots']/@content") == [
        "noindex"
    ]


def test_only_questions_are_answered(client, db):
    assert client.post(SEARCH, {"q": "water"}).status_code == 405
    assert client.head(SEARCH).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/lake-2031/", "/lake-2031/compare/", "/method/", "/sources/", "/nothing/"]
)
def test_every_page_has_a_named_and_labelled_field_that_needs_no_script(client, lake, address):
    root = pages.parsed(client.get(address).content.decode())
    (form,) = root.xpath("//header//form[@role='search']")
    assert (form.get("action"), form.get("method", "get")) == (SEARCH, "get")
    (field,) = form.xpath(".//input[@type='search'][@name='q']")
    (label,) = root.xpath("//label[@for=$name]", name=field.get("id"))
    assert pages.text_of(label)
    assert form.get("aria-label")
    assert pages.text_of(form.xpath(".//button")[0]) == "Search"


def test_the_field_keeps_what_was_searched(client, lake):
    root = searched(client, 'wa"ter')
    assert pages.by_id(root, "site-words").get("value") == 'wa"ter'
    assert pages.by_id(
        pages.parsed(client.get("/").content.decode()), "site-words"
    ).get("value") == ""  # fmt: skip


def test_the_search_stays_within_its_queries_at_fifty_times_the_data(client, lake):
    addresses = [f"{SEARCH}?q=water", f"{SEARCH}?q=water&kind=clauses&page=1", f"{SEARCH}?q=a"]
    once = [queries(client, address) for address in addresses]
    multiply(50)
    many = [queries(client, address) for address in addresses]
    assert max(once) <= MOST_QUERIES
    assert many == once


def test_texts_are_read_once_until_something_is_written(client, lake):
    def reading(words):
        with CaptureQueriesContext(connection) as made:
            found = titles(searched(client, words, kind="clauses"))
        texts = [one for one in made if '"proposals_clause"."text"' in one["sql"]]
        return found, len([one for one in texts if " IN (" not in one["sql"]])

    reading("water")
    assert reading("spring")[1] == 0
    clause = published(heading="Zebra crossing")
    assert reading("zebra") == (["Zebra crossing"], 1)
    Clause.objects.filter(pk=clause.pk).update(heading="Lion crossing")
    assert reading("zebra") == ([], 1)
    assert reading("lion") == (["Lion crossing"], 0)


def test_places_are_told_from_the_outside_in(client, db):
    negotiation = NegotiationFactory(name="Desert talks")
    published(
        heading="Zebra",
        label="II.3",
        version__proposal__name="the plan",
        version__proposal__negotiation=negotiation,
    )
    places = searched(client, "zebra").xpath("//*[@class='result-place']/li")
    assert [pages.text_of(place) for place in places] == ["Desert talks", "The plan", "II.3"]
