"""Every search takes the same words as the same: the comparison, the site, the press, the desks."""

import re
from html import unescape

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from proposals.models import Clause, Question
from proposals.search import SearchKind, find
from proposals.web.admin.finders import FINDERS
from sources.models import Article
from sources.search_terms import SearchTerms
from sources.texts import keep_text
from sources.word_search import WordSearchAdmin
from tests.factories import ArticleFactory, ClauseFactory, TopicFactory, analyst, let_readers_see
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.same_words import OTHER, SAME

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


class Comparison:
    """The words of a row of a comparison."""

    address = reverse("proposals:compare", args=["lake-2031"])

    def __init__(self):
        self.client = Client()

    def write(self, text):
        Question.objects.filter(key="springs").update(text=text)

    def page(self, words):
        return self.client.get(self.address, {"q": words}).content.decode()

    def finds(self, words):
        return 'id="q-springs"' in self.page(words)


class SiteSearch:
    """The search over the whole site: no name of the clause has a figure that may be searched."""

    def __init__(self):
        self.clause = ClauseFactory(
            published=True,
            key="I",
            version__key="first",
            version__label="as first given",
            version__proposal__key="memorandum",
            version__proposal__name="The memorandum",
            version__proposal__negotiation__key="harbour",
            version__proposal__negotiation__name="Talks at the harbour",
        )
        self.client = Client()

    def write(self, text):
        Clause.objects.filter(pk=self.clause.pk).update(heading=text)

    def page(self, words):
        return self.client.get("/search/", {"q": words}).content.decode()

    def finds(self, words):
        return f'href="{self.clause.get_absolute_url()}"' in self.page(words)


class Press:
    """The list of articles."""

    def __init__(self):
        self.article = ArticleFactory(
            key="ARTICLE", url="", outlet__key="post", outlet__name="The Post"
        )
        let_readers_see([self.article])
        self.client = Client()

    def write(self, text):
        Article.objects.filter(pk=self.article.pk).update(headline=text)

    def page(self, words):
        return self.client.get(reverse("sources:index"), {"q": words}).content.decode()

    def finds(self, words):
        return f'href="{self.article.get_absolute_url()}"' in self.page(words)


class AdminList(SiteSearch):
    """A list of the admin."""

    def __init__(self):
        super().__init__()
        self.client.force_login(analyst())

    def finds(self, words):
        page = self.client.get(reverse("admin:proposals_clause_changelist"), {"q": words})
        return self.clause in page.context["cl"].result_list


class Workbench(AdminList):
    """The clauses that the workbench offers for an article."""

    def __init__(self):
        super().__init__()
        keep_text(ArticleFactory(key="A1"), "A text.", "ada")

    def page(self, words):
        query = {"q": words, "in": self.clause.version.proposal.negotiation.key}
        return self.client.get("/admin/workbench/articles/A1/", query).content.decode()

    def finds(self, words):
        return f'value="{self.clause.pk}:' in self.page(words)


PLACES = (Comparison, SiteSearch, Press, AdminList, Workbench)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_the_same_is_found(lake, place):
    searched, missed = place(), []
    for text, words, _marked in SAME:
        searched.write(text)
        if not searched.finds(words):
            missed.append((text, words))
    assert missed == []


@pytest.mark.parametrize("place", PLACES)
def test_what_is_not_the_same_is_not_found(lake, place):
    searched, taken = place(), []
    for text, words in OTHER:
        searched.write(text)
        assert searched.finds(text)
        if searched.finds(words):
            taken.append((text, words))
    assert taken == []


@pytest.mark.parametrize("place", [Comparison, SiteSearch, Press, Workbench])
def test_hits_are_marked_where_they_stand(lake, place):
    searched, wrong = place(), []
    for text, words, marked in SAME:
        searched.write(text)
        found = [unescape(one) for one in re.findall("<mark>(.*?)</mark>", searched.page(words))]
        if not set(marked) <= set(found):
            wrong.append((text, words, found))
    assert wrong == []


@pytest.mark.parametrize(("text", "words", "_marked"), SAME[:30])
def test_articles_of_the_workbench_are_found_alike(client, text, words, _marked):
    client.force_login(analyst())
    article = ArticleFactory(headline=text)
    page = client.get("/admin/workbench/", {"q": words})
    assert article in page.context["articles"]
    assert set(_marked) <= set(re.findall("<mark>(.*?)</mark>", unescape(page.content.decode())))


def test_every_list_of_the_admin_searches_alike():
    own = {
        model.__name__: type(one)
        for model, one in admin.site._registry.items()
        if model._meta.app_label in ("proposals", "sources") and one.search_fields
    }
    assert len(own) > 10
    assert [name for name, one in own.items() if not issubclass(one, WordSearchAdmin)] == []


def test_references_are_found_and_chosen_alike():
    row = TopicFactory(name="Припинення вогню – строки")
    TopicFactory(name="Обмін", key="ceasefire")
    TopicFactory(name="Полонені", key="cease-fire")
    finder = FINDERS["topics"]
    assert list(finder.search("ВОГНЮ")) == [row]
    assert finder.resolve("ПРИПИНЕННЯ вогню – строки") == [row]
    assert [one.name for one in finder.resolve("Cease-Fire")] == ["Полонені"]
    assert {one.name for one in finder.search("cease-fire")} == {"Обмін", "Полонені"}
    assert finder.resolve("none such") == []


def test_a_word_may_be_all_of_a_key_of_an_article():
    one = ArticleFactory(key="A12", headline="Talks", url="")
    ArticleFactory(key="A123", headline="Talks", url="")
    assert [row.key for row in Article.objects.matching("a12 talks")] == [one.key]


def test_a_search_looks_in_each_text_by_itself():
    clause = ClauseFactory(published=True, heading="Not before day 5", text="120 days later")
    assert find(SearchTerms("5120"))[list(SearchKind).index(SearchKind.CLAUSE)].keys == ()
    assert find(SearchTerms("5 120"))[list(SearchKind).index(SearchKind.CLAUSE)].keys == (
        clause.pk,
    )
