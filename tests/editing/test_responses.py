"""Responses take the steps of review that clauses take, and stand behind the same guard."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from proposals.editing.anchors import doubtful_quotes
from proposals.editing.locking import EditConflict, acquire
from proposals.editing.obstacles import find_obstacles
from proposals.editing.queues import responses_at_review
from proposals.editing.review import (
    StepRefused,
    available_steps,
    publish,
    reopen,
    request_changes,
    submit,
    withdraw,
)
from proposals.history import list_public_events
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import Response, ResponseEvidence, Transition
from proposals.models.publication_guard import PublishedResponse, UnreviewedState, unguarded
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TransitionFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 6, 3)


@pytest.fixture
def ada():
    return analyst(first_name="Ada", last_name="Writer")


@pytest.fixture
def bob():
    return reviewer(first_name="Bo", last_name="Judge")


@pytest.fixture
def draft():
    """A draft that can be published as it is."""
    return ResponseEvidenceFactory().response


@pytest.fixture
def public():
    return ResponseFactory(published=True)


def stored(response):
    return Response.objects.get(pk=response.pk)


def refusal(error):
    return " ".join(error.value.messages)


# Review


def test_a_response_goes_to_readers_by_two_people(draft, ada, bob):
    submit(draft, ada)
    assert (stored(draft).state, stored(draft).submitted_by) == ("review", ada)
    publish(draft, bob)
    assert stored(draft).state == "published"
    assert stored(draft).checked_at is not None
    assert list(Response.objects.published()) == [draft]


def test_every_step_is_signed_dated_and_a_new_edition(draft, ada, bob):
    submit(draft, ada, "It is complete.")
    publish(draft, bob)
    second, first = draft.transitions.all()
    assert (first.by_name, first.reason, first.to_state) == (
        "Ada Writer", "It is complete.", "review",
    )  # fmt: skip
    assert (second.by, second.from_state, second.clause) == (bob, "review", None)
    assert second.subject == draft
    assert stored(draft).edition == draft.edition == 3


def test_who_submitted_cannot_publish(draft):
    boss = UserFactory(is_superuser=True)
    submit(draft, boss)
    with pytest.raises(StepRefused) as error:
        publish(draft, boss)
    assert "Whoever edited a response since readers saw it last cannot publish it." in refusal(
        error
    )


def test_who_edited_it_after_it_was_handed_in_cannot_publish(draft, ada, bob):
    submit(draft, ada)
    acquire(draft, draft.edition, bob)
    with pytest.raises(StepRefused):
        publish(draft, bob)


def test_an_analyst_does_not_publish_and_a_reader_does_nothing(draft, ada):
    with pytest.raises(PermissionDenied):
        submit(draft, AnonymousUser())
    submit(draft, ada)
    with pytest.raises(PermissionDenied):
        publish(draft, analyst())


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("draft", {"submit"}),
        ("review", {"publish", "request_changes", "reopen"}),
        ("changes", {"submit"}),
        ("published", {"withdraw"}),
        ("withdrawn", {"reopen"}),
    ],
)
def test_the_steps_are_those_of_clauses(draft, bob, state, steps):
    Response.objects.filter(pk=draft.pk).update(state=state)
    assert {step.name for step in available_steps(stored(draft), bob)} == steps


def test_a_step_at_the_wrong_time_says_what_would_be_right(draft, bob):
    with pytest.raises(StepRefused) as error:
        withdraw(draft, bob, "Misheard.")
    assert "the response is draft; it would have to be published" in refusal(error)


@pytest.mark.parametrize("step", [request_changes, reopen])
def test_a_step_back_needs_a_reason(draft, ada, bob, step):
    submit(draft, ada)
    with pytest.raises(StepRefused, match="say why"):
        step(draft, bob, " ")
    assert stored(draft).state == "review"


def test_nobody_publishes_what_was_changed_after_they_read_it(draft, ada, bob):
    submit(draft, ada)
    with pytest.raises(EditConflict) as error:
        publish(draft, bob, seen=1)
    assert refusal(error) == "Somebody else changed this response after you opened it."


def test_a_step_on_a_response_that_is_gone_is_a_conflict(draft, ada):
    Response.objects.filter(pk=draft.pk).delete()
    with pytest.raises(EditConflict, match="removed this response"):
        submit(draft, ada)


def test_a_published_response_is_changed_by_way_of_a_draft(draft, ada, bob):
    submit(draft, ada)
    publish(draft, bob)
    withdraw(draft, bob, "It was misheard.")
    assert not Response.objects.published().exists()
    reopen(draft, ada, "to mend it")
    with record_change(draft, ada, "mended"):
        draft.text = "Not a start."
        draft.save()
    submit(draft, ada)
    with pytest.raises(StepRefused, match="say why"):
        publish(draft, bob)
    publish(draft, bob, "It was misheard.")
    corrected, withdrawn, published = list_public_events(draft, with_changes=True)
    assert [event.kind.value for event in (corrected, withdrawn, published)] == [
        "corrected", "withdrawn", "published",
    ]  # fmt: skip
    (change,) = corrected.change.fields
    assert change.after == "Not a start."
    assert Transition.objects.filter(response=draft, correction=True).count() == 2


def test_the_history_keeps_what_a_response_is_about(draft, ada):
    clause = ClauseFactory(version=draft.to)
    with record_change(draft, ada, "named a clause"):
        draft.clauses.set([clause])
    entry = list_entries(draft)[0]
    assert entry.reason == "named a clause"
    assert entry.content.fields["clauses"] == (clause.uid,)
    assert entry.content.fields["to"] == f"{draft.to.proposal.key}.{draft.to.key}"
    (evidence,) = entry.content.evidence
    assert evidence.values["basis"] == "reports"


def test_what_a_folder_brought_is_recorded_before_its_first_change(draft, ada):
    with record_change(draft, ada, "changed"):
        draft.text = "Other."
        draft.save()
    assert [entry.reason for entry in list_entries(draft)] == ["changed", "as loaded"]


# Obstacles


def test_a_response_without_evidence_is_not_published(ada, bob):
    response = ResponseFactory()
    submit(response, ada)
    with pytest.raises(StepRefused, match="It has no evidence"):
        publish(response, bob)


def test_a_response_to_a_draft_clause_is_not_published(draft):
    clause = ClauseFactory(version=draft.to)
    draft.clauses.set([clause])
    (problem,) = find_obstacles(draft)
    assert problem == f"Readers do not see the clause {clause}."


def test_points_that_moved_away_stand_in_the_way(draft):
    draft.clauses.set([ClauseFactory(published=True)])
    draft.questions.set([QuestionFactory()])
    problems = " ".join(find_obstacles(draft))
    assert "Not of the version that it responds to" in problems
    assert "Of another negotiation" in problems


def test_a_doubtful_quote_stands_in_the_way(draft):
    evidence = draft.evidence.get()
    keep_text(evidence.article, "Nothing of the kind was said there by anybody at all.", "Ada")
    evidence.quote = "a wholly different sentence"
    evidence.save()
    assert evidence.quote_state == "missing"
    (problem,) = find_obstacles(draft)
    assert "does not hold" in problem


# Quotes


def test_a_quote_is_checked_when_its_article_gets_a_text():
    evidence = ResponseEvidenceFactory(quote="something to start from")
    assert evidence.quote_state == "no_text"
    keep_text(evidence.article, "They called it something to start from, no more.", "Ada")
    evidence.refresh_from_db()
    assert evidence.quote_state == "once"
    assert evidence.quote_place == len("They called it ")
    evidence.article.stored_text.delete()
    evidence.refresh_from_db()
    assert evidence.quote_state == "no_text"


def test_quotes_on_responses_are_no_work_of_the_workbench():
    evidence = ResponseEvidenceFactory(quote="gone")
    ResponseEvidence.objects.filter(pk=evidence.pk).update(quote_state="missing")
    assert not doubtful_quotes().exists()


# The guard


def test_a_published_response_is_not_saved(public):
    public.text = "Other."
    with pytest.raises(PublishedResponse, match="withdraw it, then take it back to draft"):
        public.save()


def test_no_state_is_set_by_saving(draft):
    draft.state = "published"
    with pytest.raises(UnreviewedState):
        draft.save()


def test_evidence_of_a_published_response_is_neither_saved_nor_added_nor_deleted(public):
    evidence = public.evidence.get()
    with pytest.raises(PublishedResponse):
        evidence.save()
    with pytest.raises(PublishedResponse):
        ResponseEvidence(response=public, article=ArticleFactory(), basis="reports").save()
    with pytest.raises(PublishedResponse), transaction.atomic():
        evidence.delete()
    with pytest.raises(PublishedResponse), transaction.atomic():
        public.evidence.all().delete()


def test_evidence_is_not_moved_away_from_a_published_response(public):
    evidence = public.evidence.get()
    evidence.response = ResponseFactory()
    with pytest.raises(PublishedResponse):
        evidence.save()


@pytest.mark.parametrize("name", ["clauses", "questions"])
def test_what_a_published_response_is_about_does_not_change(public, name):
    factory = {
        "clauses": lambda: ClauseFactory(version=public.to),
        "questions": lambda: QuestionFactory(negotiation=public.to.proposal.negotiation),
    }[name]
    row = factory()
    with pytest.raises(PublishedResponse), transaction.atomic():
        getattr(public, name).add(row)
    with pytest.raises(PublishedResponse), transaction.atomic():
        row.responses.add(public)
    with unguarded():
        getattr(public, name).set([row])
    for change in (getattr(public, name).clear, row.responses.clear):
        with pytest.raises(PublishedResponse), transaction.atomic():
            change()


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_what_readers_saw_is_not_deleted(public, state):
    Response.objects.filter(pk=public.pk).update(state=state)
    match = "withdraw it instead of deleting it"
    with pytest.raises(ValidationError, match=match), transaction.atomic():
        public.delete()
    with pytest.raises(ValidationError), transaction.atomic():
        public.version.delete()


def test_the_correction_of_a_response_is_not_erased_once_it_is_a_draft_again(public, ada):
    boss = UserFactory(is_superuser=True)
    withdraw(public, boss, "It answered another text.")
    public.refresh_from_db()
    reopen(public, boss, "Again.")
    for row in (public, public.version, public.version.proposal):
        with pytest.raises(ValidationError, match="was published"), transaction.atomic():
            row.delete()
    assert Transition.objects.filter(correction=True).count() == 1


def test_a_document_that_is_responded_to_is_not_deleted_alone(draft):
    with pytest.raises(RestrictedError), transaction.atomic():
        draft.to.delete()
    draft.version.proposal.negotiation.delete()
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", ["clauses", "questions"])
def test_a_point_that_a_response_names_is_not_deleted(draft, name):
    home = draft.to.proposal.negotiation
    row = (
        ClauseFactory(version=draft.to) if name == "clauses" else QuestionFactory(negotiation=home)
    )
    getattr(draft, name).set([row])
    with pytest.raises(ProtectedError):
        row.delete()


def test_a_draft_is_free(draft):
    draft.text = "Other."
    draft.save()
    draft.evidence.get().delete()
    draft.delete()
    assert not Response.objects.exists()


# The lock


def test_the_second_of_two_editors_is_told(draft, ada, bob):
    acquire(draft, 1, ada)
    with pytest.raises(EditConflict) as error:
        acquire(stored(draft), 1, bob)
    assert error.value.current.edited_by == ada


def test_a_published_response_is_not_acquired(public, ada):
    with pytest.raises(PublishedResponse):
        acquire(public, public.edition, ada)


# Queues


def test_the_queue_holds_what_waits_and_what_was_sent_back(draft, ada, bob):
    assert list(responses_at_review(bob)) == []
    submit(draft, ada)
    assert list(responses_at_review(bob)) == [draft]
    request_changes(draft, bob, "Which day?")
    assert list(responses_at_review(ada)) == [draft]


# The rows


def test_a_step_is_that_of_one_row(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        TransitionFactory(response=draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        TransitionFactory(clause=None)
    assert TransitionFactory(clause=None, response=draft).subject == draft


def test_a_response_is_to_another_document_of_the_negotiation():
    version = VersionFactory()
    for to in (version, VersionFactory(proposal=version.proposal), VersionFactory()):
        response = Response(version=version, to=to, key="it", stance="basis", date=DAY)
        with pytest.raises(ValidationError) as error:
            response.full_clean(exclude=["uid"])
        assert "to" in error.value.message_dict or "__all__" in error.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseFactory(version=version, to=version)


@pytest.mark.usefixtures("without_guard")
def test_readers_see_what_is_published_rests_on_evidence_and_can_be_opened(public):
    assert list(Response.objects.published()) == [public]
    assert not Response.objects.for_readers().exists()  # the document has no page yet
    clause = EvidenceFactory(clause__version=public.to, clause__state="published").clause
    assert list(Response.objects.for_readers()) == [public]
    public.clauses.set([ClauseFactory(version=public.to)])
    assert not Response.objects.for_readers().exists()
    public.clauses.add(clause)
    assert list(Response.objects.for_readers()) == [public]
    public.evidence.all().delete()
    assert not Response.objects.published().exists()
