"""Looking before saving on the page of a clause, with htmx and without scripts."""

import pytest
from django.urls import reverse

from proposals.models import Clause
from tests.conftest import HtmxClient
from tests.factories import ArticleFactory, ClauseFactory, TermFactory, VersionFactory
from tests.support.clause_pages import (
    ADD,
    address,
    answer,
    asked,
    changed,
    controls,
    opened,
    part,
    person,
    tagged,
    text,
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
def htmx(editor):
    client = HtmxClient()
    client.force_login(editor)
    return client


@pytest.fixture
def clause():
    return ClauseFactory()


# Looking before saving


def test_looking_saves_nothing_and_shows_what_was_understood(client, clause):
    question = asked(clause)
    data = changed(opened(client, clause), **answer(question, "2-3 days"), _look="1")
    response = client.post(address(clause), data)
    assert "asks for 2 to 3 days" in part(response, "terms-0-echo")
    assert "Nothing is saved yet" in text(response)
    assert not clause.terms.exists()


def test_after_a_look_words_and_boxes_say_the_same(client, clause):
    question = asked(clause)
    data = changed(opened(client, clause), **answer(question, "2-3 days"), _look="1")
    shown = controls(client.post(address(clause), data).content.decode())
    assert shown["terms-0-value"] == "2 to 3 days"
    assert (shown["terms-0-part-low"], shown["terms-0-part-high"]) == ("2", "3")


def test_a_look_without_scripts_brings_the_boxes_of_a_question_just_chosen(client, clause):
    question = asked(clause, "items")
    data = changed(opened(client, clause), **answer(question), _look="1")
    shown = client.post(address(clause), data).content.decode()
    assert 'name="terms-0-part-item-air"' in shown


def test_a_look_shows_the_text_as_readers_will_see_it(client, clause):
    data = changed(opened(client, clause), text="It is **firm** <script>x()</script>", _look="1")
    response = client.post(address(clause), data)
    assert "<strong>firm</strong>" in response.content.decode()
    assert "x()" not in part(response, "text-preview")


def test_a_look_keeps_everything_that_was_typed(client, clause):
    data = changed(
        opened(client, clause),
        heading="Typed",
        text="Typed too",
        **tagged(ArticleFactory(), note="A note"),
        _look="1",
    )
    shown = controls(client.post(address(clause), data).content.decode())
    assert (shown["heading"], shown["text"]) == ("Typed", "Typed too")
    assert shown["evidence-0-note"] == "A note"


def test_a_look_at_a_new_clause_saves_nothing(client):
    version = VersionFactory()
    page = client.get(reverse(ADD), {"version": version.pk})
    data = changed(controls(page.content.decode()), key="1", heading="One", _look="1")
    assert client.post(reverse(ADD), data).status_code == 200
    assert not Clause.objects.filter(version=version).exists()


def test_one_more_row_is_added_without_scripts(client, clause):
    data = changed(opened(client, clause), heading="Typed", _more="terms")
    response = client.post(address(clause), data)
    shown = controls(response.content.decode())
    assert (shown["terms-TOTAL_FORMS"], shown["heading"]) == ("1", "Typed")
    assert "terms-0-value" in shown
    assert not response.context["errors"]


# With htmx


def test_htmx_gets_the_parts_that_change_and_nothing_else(htmx, clause):
    data = changed(opened(htmx, clause), **answer(asked(clause), "2-3 days"), _look="1")
    response = htmx.post(address(clause), data)
    html = response.content.decode()
    assert "<html" not in html
    assert "asks for 2 to 3 days" in part(response, "terms-0-echo")
    assert part(response, "impact")
    assert "Fighting stops." in part(response, "text-preview")


def test_htmx_draws_the_boxes_anew_after_words_and_leaves_the_words_alone(htmx):
    term = TermFactory(value="at least 30 days")
    data = changed(opened(htmx, term.clause), terms__0__value="9 days", _look="1")
    html = htmx.post(address(term.clause), data).content.decode()
    assert 'id="terms-0-boxes"' in html
    assert 'id="id_terms-0-value"' not in html


def test_htmx_draws_the_words_anew_after_boxes_and_leaves_the_boxes_alone(htmx):
    term = TermFactory(value="at least 30 days")
    data = changed(opened(htmx, term.clause), terms__0__part__low="40", _look="1")
    html = htmx.post(address(term.clause), data).content.decode()
    assert "at least 40 days</textarea>" in html
    assert 'id="terms-0-boxes"' not in html


def test_htmx_leaves_words_that_are_not_understood_where_they_are(htmx):
    term = TermFactory(value="at least 30 days")
    data = changed(opened(htmx, term.clause), terms__0__value="at lea", _look="1")
    response = htmx.post(address(term.clause), data)
    assert "not understood" in part(response, "terms-0-echo").replace(
        "no unit found", "not understood"
    )
    assert 'id="terms-0-boxes"' not in response.content.decode()


def test_a_fragment_equals_what_a_full_look_draws(htmx, client, clause):
    data = changed(opened(client, clause), **answer(asked(clause), "2-3 days"), _look="1")
    page, fragment = client.post(address(clause), data), htmx.post(address(clause), data)
    for name in ("impact", "text-preview", "terms-0-echo", "terms-0-boxes"):
        assert part(page, name) == part(fragment, name)
