"""A published clause is edited in a revision, and readers see that after its review only."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from proposals.editing.review import StepRefused, publish, reopen, request_changes, submit, withdraw
from proposals.editing.revisions import copy_version, drop_revision, open_revision
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import Clause, Comment, Coverage, CoverageEvidence, Transition, Version
from tests.factories import (
    ClauseFactory,
    CommentFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    EvidenceFactory,
    PartyFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return analyst()


@pytest.fixture
def judge():
    return reviewer()


@pytest.fixture
def public():
    """A published clause with a topic, an answer with a bearer, and evidence on that answer."""
    clause = ClauseFactory(published=True, topics=[TopicFactory(key="truce")], heading="Truce")
    party = PartyFactory(negotiation=clause.version.proposal.negotiation, key="aria")
    term = TermFactory(clause=clause, bearers=[party], condition="the talks go on")
    EvidenceFactory(clause=clause, term=term, quoted=True, note="Their own account.")
    return clause


def reviewed(clause, writer, judge, **changes):
    """Change a published clause by a reviewed revision; returns the clause."""
    draft = open_revision(clause, writer)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save()
    submit(draft, writer)
    return publish(draft, judge, "The day was misread.")


def test_a_published_clause_is_edited_in_a_row_of_its_own(public, writer):
    draft = open_revision(public, writer)
    assert (draft.revises, draft.state, draft.uid) == (public, "draft", f"{public.uid}~")
    assert (draft.created_by, draft.edited_by) == (writer, writer)


def test_a_revision_begins_with_everything_that_readers_see(public, writer):
    draft = open_revision(public, writer)
    assert (draft.key, draft.heading, draft.text) == (public.key, "Truce", public.text)
    assert [topic.key for topic in draft.topics.all()] == ["truce"]
    term = draft.terms.get()
    assert (term.value, term.condition) == ({"at_least": "30"}, "the talks go on")
    assert [party.key for party in term.bearers.all()] == ["aria"]
    assert draft.evidence.get(term=term).note == "Their own account."
    assert draft.evidence.count() == public.evidence.count()


def test_readers_see_the_published_clause_while_it_is_revised(public, writer):
    draft = open_revision(public, writer)
    draft.heading = "Ceasefire"
    draft.save()
    draft.terms.all().delete()
    (seen,) = Clause.objects.published()
    assert (seen, seen.heading, seen.terms.count()) == (public, "Truce", 1)


def test_a_revision_is_never_shown_whatever_its_state(public, writer):
    draft = open_revision(public, writer)
    Clause.objects.filter(pk=draft.pk).update(state="published")
    assert list(Clause.objects.published()) == [public]


def test_a_clause_has_one_open_revision(public, writer):
    first = open_revision(public, writer)
    assert open_revision(public, analyst()) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        ClauseFactory(version=public.version, key=public.key, revises=public, uid="another")


@pytest.mark.parametrize("state", ["draft", "review", "changes", "withdrawn"])
def test_what_readers_do_not_see_is_edited_itself(state, writer):
    clause = ClauseFactory(state=state)
    assert open_revision(clause, writer) == clause


def test_a_revision_is_its_own_place_of_editing(public, writer):
    draft = open_revision(public, writer)
    assert open_revision(draft, writer) == draft


@pytest.mark.parametrize("somebody", [UserFactory, lambda: UserFactory(is_staff=True)])
def test_who_may_not_edit_opens_no_revision(somebody, public):
    with pytest.raises(PermissionDenied):
        open_revision(public, somebody())
    assert not Clause.objects.filter(revises=public).exists()


def test_a_published_revision_takes_the_place_of_its_clause(public, writer, judge):
    shown = reviewed(public, writer, judge, heading="Ceasefire")
    assert (shown.pk, shown.uid, shown.heading) == (public.pk, public.uid, "Ceasefire")
    assert list(Clause.objects.all()) == [shown]
    assert list(Clause.objects.published()) == [shown]


def test_a_published_revision_brings_its_topics_answers_and_evidence(public, writer, judge):
    draft = open_revision(public, writer)
    draft.topics.set([TopicFactory(key="monitoring")])
    term = draft.terms.get()
    term.value = "at least 60 days"
    term.save()
    EvidenceFactory(clause=draft, term=term, note="A second account.")
    submit(draft, writer)
    shown = publish(draft, judge, "Both accounts say sixty.")
    assert [topic.key for topic in shown.topics.all()] == ["monitoring"]
    assert shown.terms.get().value == {"at_least": "60"}
    assert [party.key for party in shown.terms.get().bearers.all()] == ["aria"]
    assert shown.evidence.get(note="A second account.").term == shown.terms.get()
    assert shown.evidence.count() == 3


def test_what_a_revision_took_away_is_gone_for_readers(public, writer, judge):
    draft = open_revision(public, writer)
    draft.evidence.exclude(term=None).get().delete()
    submit(draft, writer)
    assert publish(draft, judge, "It spoke of another clause.").evidence.count() == 1


def test_a_correction_needs_a_reason(public, writer, judge):
    draft = open_revision(public, writer)
    submit(draft, writer)
    with pytest.raises(StepRefused, match="Publish: say why"):
        publish(draft, judge)
    assert Clause.objects.filter(pk=draft.pk, state="review").exists()


def test_a_correction_is_told_as_one_with_its_reason(public, writer, judge):
    shown = reviewed(public, writer, judge, heading="Ceasefire")
    told = shown.transitions.get(correction=True)
    assert (told.from_state, told.to_state) == ("review", "published")
    assert told.reason == "The day was misread."


def test_the_steps_and_comments_of_a_revision_stay_with_the_clause(public, writer, judge):
    draft = open_revision(public, writer)
    CommentFactory(clause=draft, text="Which day?")
    submit(draft, writer)
    request_changes(draft, judge, "Say which day.")
    submit(draft, writer)
    shown = publish(draft, judge, "The day was missing.")
    assert [step.to_state for step in shown.transitions.all()] == [
        "published", "review", "changes", "review",
    ]  # fmt: skip
    assert Comment.objects.get().clause == shown
    assert Transition.objects.count() == 4


def test_a_revision_is_published_by_another_than_who_submitted_it(public):
    both = reviewer()
    draft = open_revision(public, both)
    submit(draft, both)
    with pytest.raises(StepRefused, match="Whoever edited"):
        publish(draft, both, "The day was misread.")


def test_an_answer_that_waits_for_a_revision_waits_for_its_clause(public, writer, judge):
    draft = open_revision(public, writer)
    waiting = TermFactory(clause__version=public.version, waits_for=draft)
    submit(draft, writer)
    publish(draft, judge, "The day was misread.")
    waiting.refresh_from_db()
    assert waiting.waits_for == public


def test_a_clause_keeps_the_place_that_it_was_given_while_it_was_revised(public, writer, judge):
    draft = open_revision(public, writer)
    public.ordinal = 99
    public.save(update_fields=["ordinal"])
    submit(draft, writer)
    assert publish(draft, judge, "The day was misread.").ordinal == 99


def test_a_clause_can_be_withdrawn_while_it_is_revised_and_comes_back_with_the_revision(
    public, writer, judge
):
    draft = open_revision(public, writer)
    withdraw(public, judge, "The day is wrong.")
    assert not Clause.objects.published().exists()
    submit(draft, writer)
    publish(draft, judge, "The day was misread.")
    assert list(Clause.objects.published()) == [public]


def test_a_withdrawn_clause_with_an_open_revision_is_edited_there_only(public, writer, judge):
    draft = open_revision(public, writer)
    withdraw(public, judge, "The day is wrong.")
    with pytest.raises(StepRefused, match="open revision"):
        reopen(public, writer, "I mend it here.")
    assert open_revision(public, writer) == draft


def test_a_revision_that_is_given_up_leaves_the_clause_and_its_trace(public, writer):
    draft = open_revision(public, writer)
    with record_change(draft, writer, "a try"):
        draft.heading = "Ceasefire"
        draft.save()
    assert drop_revision(draft, writer) == public
    assert list(Clause.objects.all()) == [public]
    headings = [kept.content.fields["heading"] for kept in list_entries(public)]
    assert headings == ["Ceasefire", "Truce"]


def test_a_clause_itself_cannot_be_given_up(public, writer):
    with pytest.raises(ValidationError, match="Only a revision can be given up"):
        drop_revision(public, writer)


def test_who_may_not_edit_gives_no_revision_up(public, writer):
    draft = open_revision(public, writer)
    with pytest.raises(PermissionDenied):
        drop_revision(draft, UserFactory(is_staff=True))


def test_a_version_is_copied_with_everything_in_it_as_drafts(public, writer):
    made = copy_version(public.version, "second", "as of 3 June", writer)
    assert (made.proposal, made.key, made.label) == (
        public.version.proposal,
        "second",
        "as of 3 June",
    )
    (copy,) = made.clauses.all()
    assert (copy.key, copy.heading, copy.state) == (public.key, "Truce", "draft")
    assert copy.uid == f"{'.'.join(made.natural_key())}.{public.key}"
    assert copy.created_by == writer
    assert copy.terms.get().bearers.get().key == "aria"
    assert copy.evidence.get(note="Their own account.").term == copy.terms.get()
    assert [topic.key for topic in copy.topics.all()] == ["truce"]


def test_a_copied_version_is_the_newest_of_its_proposal(writer):
    version = VersionFactory(ordinal=3)
    VersionFactory(proposal=version.proposal, ordinal=7)
    assert copy_version(version, "next", "the next one", writer).ordinal == 8


def test_checked_absences_are_copied_with_what_was_read(writer):
    article = EvidenceFactory().article
    absence = CoverageFactory(note="Read whole.", articles=[article])
    made = copy_version(absence.version, "second", "second", writer)
    copied = Coverage.objects.get(version=made)
    assert (copied.question, copied.kind, copied.note) == (
        absence.question,
        "silent",
        "Read whole.",
    )
    assert list(copied.articles.all()) == [article]


def test_a_checked_absence_is_copied_with_what_it_quotes(writer):
    evidence = CoverageEvidenceFactory(quote="to be settled later", note="Said twice.")
    CoverageEvidence.objects.update(quote_state="once", quote_place=3)
    made = copy_version(evidence.coverage.version, "second", "second", writer)
    copied = CoverageEvidence.objects.get(coverage__version=made)
    assert (copied.article, copied.quote, copied.note, copied.number) == (
        evidence.article,
        "to be settled later",
        "Said twice.",
        1,
    )
    assert (copied.quote_state, copied.quote_place) == ("once", 3)


def test_the_paper_to_which_a_point_is_moved_is_copied(writer):
    absence = CoverageFactory(kind="elsewhere", where="the annex")
    new = copy_version(absence.version, "second", "second", writer)
    assert Coverage.objects.get(version=new).where == "the annex"


def test_a_copied_answer_waits_for_the_copy_of_its_clause(public, writer):
    TermFactory(clause__version=public.version, waits_for=public)
    made = copy_version(public.version, "second", "second", writer)
    assert made.clauses.get(awaited_by__isnull=False).key == public.key


def test_a_revision_is_not_copied_into_the_next_version(public, writer):
    open_revision(public, writer)
    assert copy_version(public.version, "second", "second", writer).clauses.count() == 1


@pytest.mark.parametrize("key", ["", "two words"])
def test_a_version_needs_a_key(key, public, writer):
    with pytest.raises(ValidationError):
        copy_version(public.version, key, "second", writer)


def test_a_version_gets_no_key_that_is_taken(public, writer):
    with pytest.raises(ValidationError, match="already has a version with this key"):
        copy_version(public.version, public.version.key, "second", writer)
    assert Version.objects.count() == 1


def test_who_may_add_no_version_copies_none(public):
    with pytest.raises(PermissionDenied):
        copy_version(public.version, "second", "second", UserFactory(is_staff=True))


def test_the_queries_of_a_copy_do_not_grow_with_the_version(
    public, writer, django_assert_max_num_queries
):
    for _number in range(20):
        clause = ClauseFactory(version=public.version, published=True)
        TermFactory(clause=clause, question=public.terms.get().question, waits_for=public)
    with django_assert_max_num_queries(45):
        copy_version(public.version, "second", "second", writer)


def test_the_queries_of_opening_a_revision_do_not_grow_with_the_clause(
    public, writer, django_assert_max_num_queries
):
    for _number in range(20):
        EvidenceFactory(clause=public, term=TermFactory(clause=public))
    # Remembering it as it was loaded takes twelve of them, the first time.
    with django_assert_max_num_queries(32):
        open_revision(public, writer)
