"""What the database or a rule refuses is said in words on the page, with all that was typed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support.clause_pages import changed, opened, text
from tests.support.forms import fields_of

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def form_of(editor, row, name="change"):
    """The page of a row, and what its form would send as it stands."""
    meta = row._meta
    page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    which = f"//form[@id='{meta.model_name}_form']"
    return page, fields_of(editor.get(page).content.decode(), which)


def errors_of(response):
    assert response.status_code == 200, response.get("Location")
    return text(response)


# Keys that are taken


def test_a_clause_key_that_the_document_has_is_an_error_at_the_key(editor):
    first = ClauseFactory(key="1")
    second = ClauseFactory(version=first.version, key="2")
    sent = changed(opened(editor, second), key="1", text="Typed for an hour.")
    response = editor.post(reverse("admin:proposals_clause_change", args=[second.pk]), sent)
    assert "key" in response.context["adminform"].form.errors
    assert "Typed for an hour." in response.content.decode()


# Rows that go


def test_a_party_on_which_something_rests_is_not_deleted_in_a_row_of_its_negotiation(editor):
    party = PartyFactory()
    ProposalFactory(negotiation=party.negotiation, parties=[party])
    page, sent = form_of(editor, party.negotiation)
    response = editor.post(page, {**sent, "parties-0-DELETE": "on", "place": "Strelsau"})
    assert "Strelsau" in response.content.decode()
    assert party.name in errors_of(response)
    assert party.negotiation.parties.exists()


@pytest.mark.parametrize("held", [True, False])
def test_a_version_with_published_clauses_is_not_deleted_in_a_row_of_its_proposal(editor, held):
    version = VersionFactory(key="first")
    ClauseFactory(version=version, published=held)
    page, sent = form_of(editor, version.proposal)
    response = editor.post(page, {**sent, "versions-0-DELETE": "on", "name": "Typed plan"})
    if held:
        assert "Typed plan" in response.content.decode()
    assert version.proposal.versions.exists() == held


# Values that change places


def test_two_pieces_of_evidence_change_numbers_in_one_save(editor):
    clause, article = ClauseFactory(), ArticleFactory()
    one, two = (EvidenceFactory(clause=clause, article=article, number=n) for n in (1, 2))
    sent = changed(opened(editor, clause), evidence__0__number=2, evidence__1__number=1)
    response = editor.post(reverse("admin:proposals_clause_change", args=[clause.pk]), sent)
    assert response.status_code == 302, text(response)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.number, two.number) == (2, 1)


def test_two_answers_to_one_question_change_numbers_in_one_save(editor):
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    one, two = (TermFactory(clause=clause, question=question, number=n) for n in (1, 2))
    sent = changed(opened(editor, clause), terms__0__number=2, terms__1__number=1)
    response = editor.post(reverse("admin:proposals_clause_change", args=[clause.pk]), sent)
    assert response.status_code == 302, text(response)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.number, two.number) == (2, 1)


def test_two_parties_change_keys_in_one_save(editor):
    home = NegotiationFactory()
    one, two = (PartyFactory(negotiation=home, key=key) for key in ("north", "south"))
    page, sent = form_of(editor, home)
    response = editor.post(page, {**sent, "parties-0-key": "south", "parties-1-key": "north"})
    assert response.status_code == 302, text(response)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.key, two.key) == ("south", "north")


def test_a_number_that_another_row_keeps_is_refused_in_words(editor):
    clause, article = ClauseFactory(), ArticleFactory()
    for number in (1, 2):
        EvidenceFactory(clause=clause, article=article, number=number)
    sent = changed(opened(editor, clause), evidence__0__number=2)
    response = editor.post(reverse("admin:proposals_clause_change", args=[clause.pk]), sent)
    assert "number" in errors_of(response)
