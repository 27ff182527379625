"""Scopes in the admin: the list of a negotiation, and the field of an answer, without scripts."""

import json

import pytest
from django.urls import reverse

from proposals.models import Term
from tests.factories import ClauseFactory, NegotiationFactory, TermFactory
from tests.support.clause_pages import (
    address,
    answer,
    asked,
    changed,
    errors,
    opened,
    person,
    text,
    visit,
)
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db
SCOPES = [
    {"key": "war", "label": "in wartime", "partition": "state"},
    {"key": "peace", "label": "in peacetime", "partition": "state"},
]


@pytest.fixture
def client():
    return visit(person("editor", superuser=True))


@pytest.fixture
def clause():
    return ClauseFactory(version__proposal__negotiation=NegotiationFactory(scopes=SCOPES))


@pytest.fixture
def term(clause):
    return TermFactory(clause=clause, question=asked(clause), scope="peace")


def save(client, clause, **values):
    data = changed(opened(client, clause, scripts=False), **values)
    return client.post(address(clause), data)


def test_the_scope_field_offers_the_labels_of_the_negotiation(client, clause, term):
    root = parsed(client.get(address(clause)).content.decode())
    offered = root.xpath("//datalist[@id='clause-scopes']/option/@value")
    assert offered == ["in wartime", "in peacetime"]
    fields = root.xpath("//input[contains(@name, '-scope')]")
    assert {field.get("list") for field in fields} == {"clause-scopes"}
    assert any("__prefix__" in field.get("name") for field in fields)


def test_a_negotiation_without_scopes_offers_nothing(client):
    term = TermFactory()
    root = parsed(client.get(address(term.clause)).content.decode())
    assert not root.xpath("//datalist")
    assert not root.xpath("//input[contains(@name, '-scope')]/@list")


def test_an_entry_is_shown_by_its_label(client, clause, term):
    assert opened(client, clause)["terms-0-scope"] == "in peacetime"


@pytest.mark.parametrize("typed", ["in wartime", "war", "In Wartime."])
def test_a_label_is_stored_as_its_key(client, clause, typed):
    assert save(client, clause, **answer(asked(clause), "30 days", scope=typed)).status_code == 302
    assert Term.objects.get().scope == "war"


def test_words_of_its_own_are_stored_as_they_are(client, clause):
    save(client, clause, **answer(asked(clause), "30 days", scope="On the Moon"))
    assert Term.objects.get().scope == "On the Moon"


def test_a_page_that_is_sent_as_it_is_changes_nothing(client, clause, term):
    edition = clause.edition
    assert save(client, clause).status_code == 302
    clause.refresh_from_db()
    assert (clause.edition, Term.objects.get().scope) == (edition, "peace")


def test_words_that_became_an_entry_stay_until_the_answer_is_changed(client, clause, term):
    Term.objects.update(scope="in peacetime")
    save(client, clause)
    assert Term.objects.get().scope == "in peacetime"
    save(client, clause, terms__0__note="Looked at again.")
    assert Term.objects.get().scope == "peace"


@pytest.mark.parametrize("typed", ["x" * 201, "a\0b"])
def test_a_scope_that_cannot_be_stored_is_refused(client, clause, term, typed):
    assert errors(save(client, clause, terms__0__scope=typed))
    assert Term.objects.get().scope == "peace"


def test_the_label_is_shown_escaped(client, clause, term):
    hostile = "<script>alert(1)</script>\"'"
    clause.version.proposal.negotiation.scopes = [{**SCOPES[1], "label": hostile}]
    clause.version.proposal.negotiation.save()
    page = client.get(address(clause)).content.decode()
    assert "<script>alert" not in page
    assert opened(client, clause)["terms-0-scope"] == hostile


def test_a_clause_that_is_only_read_shows_the_label(client):
    clause = ClauseFactory(
        version__proposal__negotiation=NegotiationFactory(scopes=SCOPES), published=True
    )
    TermFactory(clause=clause, question=asked(clause), scope="war")
    shown = text(client.get(address(clause)))
    assert "in wartime" in shown
    assert "· war" not in shown


def test_the_history_tells_the_labels(client, clause, term):
    save(client, clause, terms__0__scope="in wartime", why="Read again.")
    page = text(client.get(reverse("admin:proposals_clause_history", args=[clause.pk])))
    assert "Scope in removed: peacetime added: wartime" in page


def test_a_negotiations_scopes_are_entered_as_a_list(client):
    negotiation = NegotiationFactory()
    page = reverse("admin:proposals_negotiation_change", args=[negotiation.pk])
    root = parsed(client.get(page).content.decode())
    assert root.xpath("//textarea[@name='scopes']")
    assert '"partition": "state"' in text(client.get(page))
    data = dict(root.xpath("//form[@id='negotiation_form']")[0].form_values()) | {
        "scopes": json.dumps(SCOPES)
    }
    assert client.post(page, data).status_code == 302
    negotiation.refresh_from_db()
    assert negotiation.scopes == SCOPES


@pytest.mark.parametrize("scopes", ["", "[", "{}", "1", '["war"]', '[{"key": "war"}]', "[[[["])
def test_a_list_without_sense_is_refused_or_empty(client, scopes):
    negotiation = NegotiationFactory()
    page = reverse("admin:proposals_negotiation_change", args=[negotiation.pk])
    form = parsed(client.get(page).content.decode()).xpath("//form[@id='negotiation_form']")[0]
    response = client.post(page, dict(form.form_values()) | {"scopes": scopes})
    negotiation.refresh_from_db()
    assert negotiation.scopes == []
    assert response.status_code == (302 if scopes == "" else 200)


def test_an_entry_that_answers_name_is_not_removed(client, clause, term):
    negotiation = clause.version.proposal.negotiation
    page = reverse("admin:proposals_negotiation_change", args=[negotiation.pk])
    form = parsed(client.get(page).content.decode()).xpath("//form[@id='negotiation_form']")[0]
    response = client.post(page, dict(form.form_values()) | {"scopes": json.dumps(SCOPES[:1])})
    assert f"{clause.uid}: peace" in errors(response)
    negotiation.refresh_from_db()
    assert negotiation.scopes == SCOPES
