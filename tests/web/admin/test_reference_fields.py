"""References on the page of a clause: found by words, and what the page costs at any size."""

import pytest
from django.urls import reverse

from proposals.models import Evidence, Term
from sources.models import Article
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    OriginFactory,
    OutletFactory,
    PartyFactory,
    QuestionFactory,
    TopicFactory,
    VersionFactory,
)
from tests.support.clause_pages import (
    ADD,
    address,
    answer,
    asked,
    changed,
    errors,
    opened,
    person,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor", superuser=True)


@pytest.fixture
def client(editor):
    return visit(editor)


@pytest.fixture
def clause():
    return ClauseFactory()


# References


@pytest.mark.parametrize(
    ("name", "factory", "words", "label"),
    [
        ("article", lambda: ArticleFactory(key="A7", headline="Truce offered"), "truce a7", "A7"),
        ("question", lambda: QuestionFactory(text="How long?"), "long how", "How long?"),
        ("topics", lambda: TopicFactory(name="Children"), "child", "Children"),
        ("waits_for", lambda: ClauseFactory(heading="Withdrawal"), "withdraw", "Withdrawal"),
        ("origin", lambda: OriginFactory(name="Leaked scan"), "scan leaked", "Leaked scan"),
        ("version", lambda: VersionFactory(label="as of May"), "may as", "as of May"),
    ],
)
def test_references_are_found_by_words_in_any_order(client, name, factory, words, label):
    row = factory()
    found = client.get(reverse("admin:proposals_clause_find", args=[name]), {"term": words})
    assert [one["id"] for one in found.json()["results"]] == [str(row.pk)]
    assert label in found.json()["results"][0]["text"]


def test_questions_are_offered_of_the_clause_s_own_negotiation(client, clause):
    own, _other = asked(clause), QuestionFactory()
    page = client.get(address(clause)).content.decode()
    home = clause.version.proposal.negotiation_id
    found = reverse("admin:proposals_clause_find", args=["question"])
    assert f"{found}?negotiation={home}" in page
    results = client.get(found, {"negotiation": home}).json()["results"]
    assert [one["id"] for one in results] == [str(own.pk)]


def test_a_long_list_of_references_comes_in_pages(client):
    for number in range(21):
        OutletFactory(key=f"o{number}")
        ArticleFactory(headline=f"Same words {number}")
    found = reverse("admin:proposals_clause_find", args=["article"])
    first = client.get(found, {"term": "same words"}).json()
    second = client.get(found, {"term": "same words", "page": "2"}).json()
    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (1, False)


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "9" * 5000, "٣"])
def test_a_page_of_references_that_does_not_exist_is_no_fault(client, page):
    found = reverse("admin:proposals_clause_find", args=["article"])
    assert client.get(found, {"page": page, "negotiation": page}).status_code == 200


def test_revisions_are_not_offered_as_clauses_to_wait_for(client):
    published = ClauseFactory(published=True)
    ClauseFactory(version=published.version, key=published.key, revises=published)
    found = client.get(reverse("admin:proposals_clause_find", args=["waits_for"]))
    assert [one["id"] for one in found.json()["results"]] == [str(published.pk)]


def test_references_are_looked_up_by_those_who_may_see_clauses_only(clause):
    stranger = visit(person("stranger"))
    found = reverse("admin:proposals_clause_find", args=["article"])
    assert stranger.get(found).status_code == 403


def test_a_list_of_references_that_does_not_exist_is_refused(client):
    found = reverse("admin:proposals_clause_find", args=["password"])
    assert client.get(found).status_code == 403


@pytest.mark.parametrize("words", ["A7", "a7", "offered truce", "https://news.example/A7"])
def test_without_scripts_an_article_is_found_by_key_address_or_words(client, clause, words):
    article = ArticleFactory(key="A7", headline="Truce offered")
    ArticleFactory(key="A70", headline="Talks end")
    data = changed(
        opened(client, clause, scripts=False),
        evidence__TOTAL_FORMS=1,
        evidence__0__article__typed=words,
        evidence__0__stance="supports",
        evidence__0__basis="prints",
    )
    assert client.post(address(clause), data).status_code == 302
    assert clause.evidence.get().article == article


def test_without_scripts_words_that_mean_several_offer_them(client, clause):
    first, second = (ArticleFactory(headline=f"Truce {number}") for number in (1, 2))
    data = changed(
        opened(client, clause, scripts=False),
        evidence__TOTAL_FORMS=1,
        evidence__0__article__typed="truce",
        evidence__0__stance="supports",
        evidence__0__basis="prints",
    )
    response = client.post(address(clause), data)
    assert "may mean several" in errors(response)
    for one in (first, second):
        assert f'<option value="{one.pk}">' in response.content.decode()


def test_without_scripts_words_that_mean_nothing_say_so(client, clause):
    data = changed(
        opened(client, clause, scripts=False), topics__typed="no\0thing", heading="Typed"
    )
    response = client.post(address(clause), data)
    assert "Nothing is found by" in errors(response)


def test_without_scripts_a_topic_is_added_to_those_chosen(client, clause):
    old, new = TopicFactory(), TopicFactory(name="Children")
    clause.topics.add(old)
    client.post(
        address(clause), changed(opened(client, clause, scripts=False), topics__typed="children")
    )
    assert set(clause.topics.all()) == {old, new}


def test_without_scripts_a_question_is_found_and_answered_at_once(client, clause):
    question = asked(clause, text="How long does the truce last?")
    data = changed(
        opened(client, clause, scripts=False),
        terms__TOTAL_FORMS=1,
        terms__0__question__typed="truce last",
        terms__0__value="9 days",
        terms__0__force="offers",
        terms__0__confidence="high",
    )
    assert client.post(address(clause), data).status_code == 302
    assert clause.terms.get().question == question


@pytest.mark.parametrize("value", ["x", "9" * 400])
def test_a_reference_that_is_no_row_is_refused(client, clause, value):
    data = changed(opened(client, clause), **answer(asked(clause), "9 days"))
    data["terms-0-question"] = value
    response = client.post(address(clause), data)
    assert "Select a valid choice" in errors(response)


# Numbers


def grown(clause, times):
    """Give the clause this many answers with all they refer to, pieces of evidence and topics."""
    negotiation = clause.version.proposal.negotiation
    question, party = asked(clause), PartyFactory(negotiation=negotiation)
    awaited, origin = ClauseFactory(version=clause.version), OriginFactory()
    first = 1 + Term.objects.count()
    terms = Term.objects.bulk_create(
        Term(clause=clause, question=question, number=first + number, value={"exactly": "9"},
             force="demands", waits_for=awaited)
        for number in range(times)
    )  # fmt: skip
    link = Term.bearers.through
    link.objects.bulk_create(link(term=term, party=party) for term in terms)
    outlet = OutletFactory()
    articles = Article.objects.bulk_create(
        Article(key=f"{outlet.key}-{number}", outlet=outlet, language="en", headline="Truce",
                url=f"https://news.example/{outlet.key}-{number}")
        for number in range(times)
    )  # fmt: skip
    Evidence.objects.bulk_create(
        Evidence(clause=clause, term=term, article=article, origin=origin, number=1, basis="prints",
                 quote="nine days")
        for term, article in zip(terms, articles, strict=True)
    )  # fmt: skip
    clause.topics.add(*(TopicFactory() for _number in range(min(times, 5))))


def counted(client, clause, assert_number):
    with assert_number() as found:
        assert client.get(address(clause)).status_code == 200
    return len(found)


@pytest.fixture
def queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_the_queries_of_the_page_are_the_same_at_fifty_times_the_data(client, clause, queries):
    grown(clause, 1)
    client.get(address(clause))
    once = counted(client, clause, queries)
    grown(clause, 49)
    assert counted(client, clause, queries) == once
    assert once <= 45


def test_the_queries_of_an_empty_page_do_not_grow(client, queries):
    def asked_of_it():
        with queries() as found:
            client.get(reverse(ADD))
        return len(found)

    asked_of_it()
    ClauseFactory(published=True)
    once = asked_of_it()
    for _number in range(10):
        grown(ClauseFactory(), 1)
    assert asked_of_it() == once
