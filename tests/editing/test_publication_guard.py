"""What readers see cannot be changed past review: not by saving, deleting, or lists."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from proposals.models import Clause, Evidence, Term
from proposals.models.publication_guard import PublishedClause, UnreviewedState, unguarded
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    PartyFactory,
    TermFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def public():
    """A published clause with an answer, evidence, a topic and a bearer."""
    clause = ClauseFactory(published=True, topics=[TopicFactory()])
    party = PartyFactory(negotiation=clause.version.proposal.negotiation)
    TermFactory(clause=clause, bearers=[party])
    return clause


def test_a_published_clause_is_not_saved(public):
    public.heading = "Another heading"
    with pytest.raises(PublishedClause, match=f"{public.uid} is published.*start a revision"):
        public.save()


def test_a_clause_that_was_published_after_it_was_read_is_not_saved():
    clause = ClauseFactory()
    Clause.objects.filter(pk=clause.pk).update(state="published")
    with pytest.raises(PublishedClause):
        clause.save()


def test_a_published_clause_can_be_moved_to_another_place(public):
    public.ordinal = 77
    public.save(update_fields=["ordinal"])
    public.refresh_from_db()
    assert public.ordinal == 77


def test_a_column_of_content_is_not_saved_with_the_place(public):
    with pytest.raises(PublishedClause):
        public.save(update_fields=["ordinal", "heading"])


@pytest.mark.parametrize("state", ["review", "changes", "published", "withdrawn"])
def test_no_state_is_set_by_saving(state):
    clause = ClauseFactory()
    clause.state = state
    with pytest.raises(UnreviewedState, match="by the steps of review only"):
        clause.save()


@pytest.mark.parametrize("state", ["review", "published"])
def test_a_new_clause_begins_as_a_draft(state):
    clause = ClauseFactory()
    new = Clause(version=clause.version, key="new", heading="New", state=state)
    with pytest.raises(UnreviewedState):
        new.save()


def test_a_published_clause_is_not_made_a_draft_by_saving(public):
    public.state = "draft"
    with pytest.raises(PublishedClause):
        public.save()


def test_an_answer_of_a_published_clause_is_not_saved(public):
    with pytest.raises(PublishedClause):
        public.terms.get().save()


def test_evidence_of_a_published_clause_is_not_saved(public):
    with pytest.raises(PublishedClause):
        public.evidence.get().save()


def test_what_a_check_of_quotes_found_can_be_noted_on_published_evidence(public):
    evidence = public.evidence.get()
    evidence.quote_state = "changed"
    evidence.save(update_fields=["quote_state"])
    assert Evidence.objects.get().quote_state == "changed"


def test_nothing_new_is_added_to_a_published_clause(public):
    new = Evidence(clause=public, article=ArticleFactory(), stance="supports", basis="prints")
    with pytest.raises(PublishedClause):
        new.save()


@pytest.mark.parametrize("factory", [TermFactory, EvidenceFactory])
def test_a_part_of_a_published_clause_cannot_be_moved_to_a_draft(factory):
    part = factory(clause=ClauseFactory(published=True))
    part.clause = ClauseFactory(version=part.clause.version)
    with pytest.raises(PublishedClause):
        part.save()


@pytest.mark.parametrize("model", [Term, Evidence])
def test_parts_of_a_published_clause_are_not_deleted_one_by_one(public, model):
    with pytest.raises(PublishedClause), transaction.atomic():
        model.objects.get().delete()
    assert model.objects.exists()


@pytest.mark.parametrize("model", [Term, Evidence])
def test_parts_of_a_published_clause_are_not_deleted_together(public, model):
    with pytest.raises(PublishedClause), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.exists()


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_what_readers_saw_is_not_deleted(state):
    clause = ClauseFactory(state=state)
    with (
        pytest.raises(ValidationError, match="withdraw it instead of deleting it"),
        transaction.atomic(),
    ):
        clause.delete()
    assert Clause.objects.filter(pk=clause.pk).exists()


def test_a_clause_that_was_published_after_it_was_read_is_not_deleted():
    clause = ClauseFactory()
    Clause.objects.filter(pk=clause.pk).update(state="published")
    with pytest.raises(ValidationError, match="withdraw it"), transaction.atomic():
        clause.delete()


@pytest.mark.parametrize("holder", ["version", "version.proposal", "version.proposal.negotiation"])
def test_what_holds_a_published_clause_is_not_deleted(public, holder):
    row = public
    for name in holder.split("."):
        row = getattr(row, name)
    with pytest.raises(ValidationError, match="withdraw it"), transaction.atomic():
        row.delete()
    assert Clause.objects.filter(pk=public.pk).exists()


def test_a_published_clause_gets_no_other_topics(public):
    with pytest.raises(PublishedClause):
        public.topics.add(TopicFactory())


def test_a_topic_takes_no_published_clause(public):
    with pytest.raises(PublishedClause):
        TopicFactory().clauses.add(public)


@pytest.mark.parametrize("change", ["remove", "clear", "set"])
def test_a_topic_is_not_taken_from_a_published_clause(public, change):
    topic = public.topics.get()
    arguments = {"remove": [public], "clear": [], "set": [[]]}[change]
    with pytest.raises(PublishedClause), transaction.atomic():
        getattr(topic.clauses, change)(*arguments)
    assert public.topics.exists()


def test_the_same_topics_again_are_no_change(public):
    public.topics.set(public.topics.all())
    assert public.topics.count() == 1


def test_an_answer_of_a_published_clause_gets_no_other_bearers(public):
    with pytest.raises(PublishedClause):
        public.terms.get().bearers.clear()


@pytest.mark.parametrize("change", ["remove", "clear"])
def test_a_party_is_not_freed_of_a_duty_that_readers_see(public, change):
    term = public.terms.get()
    arguments = {"remove": [term], "clear": []}[change]
    with pytest.raises(PublishedClause), transaction.atomic():
        getattr(term.bearers.get().duties, change)(*arguments)
    assert term.bearers.exists()


@pytest.mark.parametrize("state", ["draft", "review", "changes", "withdrawn"])
def test_what_readers_do_not_see_is_saved_with_all_its_parts(state):
    clause = ClauseFactory(state=state)
    term, evidence = TermFactory(clause=clause), EvidenceFactory(clause=clause)
    clause.heading = "Another heading"
    clause.save()
    clause.topics.add(TopicFactory())
    term.bearers.add(PartyFactory(negotiation=clause.version.proposal.negotiation))
    evidence.save()
    term.delete()
    assert Clause.objects.get(pk=clause.pk).heading == "Another heading"


def test_the_guard_stands_again_after_an_error_inside_the_block(public):
    with pytest.raises(ZeroDivisionError), unguarded():
        raise ZeroDivisionError
    with pytest.raises(PublishedClause):
        public.save()
