"""The filters of the admin's lists, and what a list tells of each clause."""

import pytest
from django.urls import reverse

from proposals import models
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    VersionFactory,
    analyst,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return analyst()


@pytest.fixture
def listed(client, editor):
    client.force_login(editor)

    def found(model="clause", **query):
        address = reverse(f"admin:proposals_{model}_changelist")
        return set(client.get(address, query).context["cl"].result_list)

    return found


def quoted(state):
    evidence = EvidenceFactory(quoted=True)
    models.Evidence.objects.filter(pk=evidence.pk).update(quote_state=state)
    return evidence.clause


def test_clauses_without_evidence(listed):
    bare = ClauseFactory()
    EvidenceFactory()
    assert listed(rests="nothing") == {bare}


def test_clauses_on_one_source(listed):
    single = EvidenceFactory().clause
    EvidenceFactory.create_batch(2, clause=ClauseFactory())
    assert listed(rests="one") == {single}


def test_disputed_clauses(listed):
    disputed = EvidenceFactory(disputing=True).clause
    EvidenceFactory()
    assert listed(rests="disputed") == {disputed}


def test_clauses_with_a_quote_that_changed_or_is_not_found(listed):
    changed, missing, _sound = quoted("changed"), quoted("missing"), quoted("once")
    assert listed(quotes="doubtful") == {changed, missing}


@pytest.mark.parametrize("state", models.QuoteState.values)
def test_clauses_with_a_quote_in_one_state(listed, state):
    made = {one: quoted(one) for one in models.QuoteState.values}
    assert listed(quotes=state) == {made[state]}


def test_clauses_in_review(listed):
    waiting = ClauseFactory(state="review")
    ClauseFactory()
    assert listed(state__exact="review") == {waiting}


def test_clauses_that_are_not_coded(listed):
    negotiation, topic = NegotiationFactory(), TopicFactory()
    QuestionFactory(topic=topic, negotiation=negotiation)
    waiting = ClauseFactory(version__proposal__negotiation=negotiation, topics=[topic])
    ClauseFactory()
    assert listed(coding="open") == {waiting}


def test_clauses_that_give_no_answer(listed):
    silent = ClauseFactory()
    TermFactory()
    assert listed(coding="silent") == {silent}


def test_clauses_without_a_topic(listed):
    bare = ClauseFactory()
    ClauseFactory(topics=[TopicFactory()])
    assert listed(coding="bare") == {bare}


@pytest.mark.parametrize("field", ["created_by", "edited_by", "submitted_by"])
@pytest.mark.parametrize("choice", ["any", "own"])
def test_the_editors_own_clauses(listed, editor, field, choice):
    own = ClauseFactory(**{field: editor})
    ClauseFactory(**{field: analyst()})
    assert listed(mine="any" if choice == "any" else field) == {own}


@pytest.mark.parametrize("model", ["question", "version"])
def test_questions_and_documents_that_are_not_coded(listed, model):
    question = QuestionFactory()
    version = VersionFactory(proposal__negotiation=question.negotiation)
    other = QuestionFactory()
    TermFactory(question=other, clause__version__proposal__negotiation=other.negotiation)
    assert listed(model, coding="open") == {question if model == "question" else version}


@pytest.mark.parametrize("name", ["queue", "rests", "quotes", "coding", "mine"])
def test_a_filter_that_nobody_knows_hides_nothing(listed, name):
    clause = ClauseFactory()
    assert listed(**{name: "no-such"}) == {clause}


def test_filters_can_show_their_counts(client, editor):
    client.force_login(editor)
    EvidenceFactory()
    page = client.get(reverse("admin:proposals_clause_changelist"), {"_facets": "True"})
    assert "on one source (1)" in page.content.decode()


def flags(listed, clause):
    row = next(row for row in listed() if row.pk == clause.pk)
    return [flag.words for flag in row.flags]


def test_a_clause_without_evidence_is_flagged(listed):
    assert flags(listed, ClauseFactory()) == ["no evidence"]


def test_a_clause_that_rests_on_one_source_is_flagged(listed):
    assert flags(listed, EvidenceFactory().clause) == ["one source"]


def test_a_disputed_clause_is_flagged(listed):
    clause = EvidenceFactory(disputing=True).clause
    assert flags(listed, clause) == ["nothing supports it", "disputed"]


def test_a_doubtful_quote_is_flagged(listed):
    assert "quote changed" in flags(listed, quoted("changed"))


def test_an_open_comment_is_flagged(listed):
    clause = ClauseFactory()
    models.Comment.objects.create(clause=clause, text="Why?", made_at="2025-06-03T00:00Z")
    assert "1 open comment" in flags(listed, clause)


def test_a_revision_and_what_it_revises_lead_to_each_other(listed):
    original = ClauseFactory(published=True)
    revision = ClauseFactory(version=original.version, key=original.key, revises=original)
    assert "revision: draft" in flags(listed, original)
    assert "a revision" in flags(listed, revision)
