"""Every search takes so many characters and says so: no query is built of thousands of words."""

import pytest
from django.contrib import admin
from django.urls import reverse

from proposals.web.admin.finders import FINDERS
from sources.search_terms import LONGEST_SEARCH, SearchTerms
from tests.factories import ArticleFactory, UserFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

LONG = "a " * 1_500
WORDS = " ".join(f"word{number}" for number in range(3_000))
CUT = "The search is too long: its first 200 characters are used."
REFUSED = "This is too long to be looked for: at most 200 characters."
LISTS = sorted(
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    for model, page in admin.site._registry.items()
    if page.search_fields
)


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_no_more_words_are_looked_for_than_fit():
    assert len(SearchTerms(WORDS).words) <= LONGEST_SEARCH // 2


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_that_it_uses_the_beginning_of_a_long_search(editor, name):
    page = editor.get(reverse(name), {"q": WORDS})
    content = page.content.decode()
    assert page.status_code == 200
    assert CUT in content
    assert 'value="word0 word1' in content
    assert "word2999" not in content


@pytest.mark.parametrize("with_scripts", [False, True])
def test_the_workbench_says_so_where_clauses_are_looked_for(editor, with_scripts):
    page = reverse("workbench:article", args=[ArticleFactory().key])
    headers = {"HX-Request": "true"} if with_scripts else {}
    answer = editor.post(page, {"do": "find", "q": WORDS}, headers=headers)
    assert CUT in " ".join(answer.content.decode().split())
    short = editor.post(page, {"do": "find", "q": "word"}, headers=headers)
    assert CUT not in " ".join(short.content.decode().split())


def test_the_lists_of_other_packages_are_among_them():
    assert "admin:auth_user_changelist" in LISTS


@pytest.mark.parametrize("finder", FINDERS)
def test_a_control_that_looks_for_choices_says_so(editor, finder):
    answer = editor.get(reverse("admin:proposals_clause_find", args=[finder]), {"term": LONG})
    (choice,) = answer.json()["results"]
    assert (choice["text"], choice["disabled"]) == (REFUSED, True)


def test_the_controls_of_the_admin_itself_say_so(editor):
    choice = {"app_label": "sources", "model_name": "article", "field_name": "outlet"}
    answer = editor.get(reverse("admin:autocomplete"), {"term": LONG, **choice})
    assert answer.json()["results"][0]["text"] == REFUSED


@pytest.mark.parametrize("field", ["version", "question", "articles"])
def test_a_reference_typed_without_scripts_is_refused_and_stays(
    editor, django_assert_max_num_queries, field
):
    VersionFactory()
    typed = {f"{field}-typed": LONG, "evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    with django_assert_max_num_queries(40):
        answer = editor.post(reverse("admin:proposals_coverage_add"), typed)
    assert answer.status_code == 200
    assert REFUSED in answer.content.decode()
    assert LONG.strip() in answer.content.decode()


def test_a_long_address_is_found_all_the_same(editor):
    article = ArticleFactory(url=f"https://example.org/{'a' * 400}")
    assert FINDERS["article"].resolve(article.url) == [article]


@pytest.mark.parametrize("name", ["sources:index", "proposals:search"])
def test_the_searches_of_readers_say_so(client, name):
    page = client.get(reverse(name), {"q": WORDS})
    assert page.status_code == 200
    assert CUT in page.content.decode()


def test_the_workbench_says_so(editor):
    assert CUT in editor.get(reverse("workbench:index"), {"q": WORDS}).content.decode()
