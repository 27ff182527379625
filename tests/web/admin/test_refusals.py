"""What the database or a rule refuses is said in words on the page, with all that was typed."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.urls import reverse

from proposals.editing.row_notes import Noting
from proposals.models import Coverage, Party
from sources.models import Article
from sources.refusals import refusal_of
from sources.save_refusals import RefusalMixin
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageFactory,
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


# What only the database knows: another editor saved in the same moment


def without_looking(monkeypatch, model):
    """Let a form find nothing wrong, as it does before the other editor's row is there."""
    monkeypatch.setattr(model, "validate_unique", lambda *_args, **_more: None)
    monkeypatch.setattr(model, "validate_constraints", lambda *_args, **_more: None)


def test_an_absence_that_somebody_recorded_in_the_same_moment_is_said(editor, monkeypatch):
    stored = CoverageFactory()
    without_looking(monkeypatch, Coverage)
    page = reverse("admin:proposals_coverage_add")
    which = "//form[@id='coverage_form']"
    sent = fields_of(editor.get(page).content.decode(), which)
    sent |= {"version": stored.version_id, "question": stored.question_id, "kind": "silent"}
    sent |= {"basis": "full", "note": "Looked for in all pages."}
    response = editor.post(page, sent)
    rule = next(one for one in Coverage._meta.constraints if one.name.endswith("_unique"))
    assert str(rule.get_violation_error_message()) in errors_of(response)
    assert "Looked for in all pages." in response.content.decode()
    assert Coverage.objects.count() == 1


def test_a_key_that_somebody_took_in_the_same_moment_is_an_error_at_the_key(editor, monkeypatch):
    taken = ArticleFactory(key="A1")
    without_looking(monkeypatch, Article)
    sent = {"key": "A1", "outlet": taken.outlet_id, "extent": "whole", "note": "Typed."}
    response = editor.post(reverse("admin:sources_article_add"), sent)
    assert "key" in response.context["adminform"].form.errors
    assert "Typed." in response.content.decode()
    assert not [str(one) for one in response.context["messages"]]


def test_a_rule_of_a_row_in_a_table_is_said_above_the_form(editor, monkeypatch):
    party = PartyFactory(key="north")
    without_looking(monkeypatch, Party)
    page, sent = form_of(editor, party.negotiation)
    sent |= {"parties-TOTAL_FORMS": "2", "parties-1-key": "south", "parties-1-name": "South"}
    sent |= {"parties-1-role": "principal", "parties-1-ordinal": "2"}
    PartyFactory(negotiation=party.negotiation, key="south")
    response = editor.post(page, sent)
    assert "already has a party" in errors_of(response)
    assert "South" in response.content.decode()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sources_article SET syndicated_from_id = id",
        "UPDATE sources_article SET extent = 'some'",
        "UPDATE sources_article SET key = NULL",
        "UPDATE sources_article SET key = 'A1'",
    ],
)
def test_every_rule_that_the_database_names_is_put_into_words(statement):
    ArticleFactory(key="A1")
    ArticleFactory(key="A2")
    with pytest.raises(IntegrityError) as raised, connection.cursor() as cursor:
        cursor.execute(statement)
    refusal = refusal_of(raised.value)
    assert refusal.model is Article
    assert "constraint" not in refusal.message.lower()


def test_every_page_that_saves_says_what_is_refused():
    bare = [one for one in admin.site._registry.values() if not isinstance(one, RefusalMixin)]
    assert bare == []


# What is gone when the save ends


@pytest.mark.parametrize("debug", [False, True])
def test_what_is_gone_when_a_save_ends_is_said_on_the_form(editor, monkeypatch, settings, debug):
    settings.DEBUG = debug
    article = ArticleFactory()
    page, sent = form_of(editor, article)
    save = Article.save

    def late(self, *args, **more):
        self.outlet_id = 999_999
        return save(self, *args, **more)

    monkeypatch.setattr(Article, "save", late)
    response = editor.post(page, sent | {"note": "Typed for an hour."})
    assert "not there any more" in errors_of(response)
    assert "Typed for an hour." in response.content.decode()
    article.refresh_from_db()
    assert article.note != "Typed for an hour."


def test_where_no_form_says_what_is_gone_the_page_gives_back_what_was_typed(editor, monkeypatch):
    def notes(_noting):
        raise Article.DoesNotExist("Article matching query does not exist.")

    article = ArticleFactory()
    monkeypatch.setattr(Noting, "notes", notes)
    page = reverse("admin:sources_article_text", args=[article.pk])
    editor.raise_request_exception = False
    response = editor.post(page, {"text": "Words that took an hour to type."})
    assert response.status_code == 409
    assert "Words that took an hour to type." in response.content.decode()
