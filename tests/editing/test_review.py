"""The steps of review: who may take them, when, with what reason, and what they leave behind."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from proposals.editing.locking import EditConflict
from proposals.editing.review import (
    StepRefused,
    available_steps,
    publish,
    reopen,
    request_changes,
    submit,
    withdraw,
)
from proposals.models import Clause, Transition
from tests.factories import ClauseFactory, EvidenceFactory, UserFactory, analyst, reviewer

pytestmark = pytest.mark.django_db
STEPS_WITH_REASON = {"request_changes": request_changes, "withdraw": withdraw, "reopen": reopen}


@pytest.fixture
def writer():
    return analyst(first_name="Ada", last_name="Writer")


@pytest.fixture
def judge():
    return reviewer(first_name="Bo", last_name="Judge")


@pytest.fixture
def draft():
    """A draft that can be published as it is."""
    return EvidenceFactory().clause


@pytest.fixture
def waiting(draft, writer):
    """A clause that waits for review."""
    submit(draft, writer)
    return draft


def stored(clause):
    """The row as the database has it."""
    return Clause.objects.get(pk=clause.pk)


def test_a_draft_is_handed_in_for_review(draft, writer):
    submit(draft, writer)
    assert stored(draft).state == "review"
    assert stored(draft).submitted_by == writer


def test_a_clause_that_was_sent_back_is_handed_in_again(writer):
    clause = ClauseFactory(state="changes")
    submit(clause, writer)
    assert stored(clause).state == "review"


def test_another_publishes_what_waits_for_review(waiting, judge):
    publish(waiting, judge)
    assert list(Clause.objects.published()) == [waiting]
    assert stored(waiting).checked_at is not None


def test_the_row_at_hand_knows_what_was_done_to_it(waiting, judge):
    publish(waiting, judge)
    assert (waiting.state, waiting.edition) == ("published", stored(waiting).edition)


@pytest.mark.parametrize("superuser", [False, True])
def test_who_submitted_cannot_publish(draft, superuser):
    both = reviewer(is_superuser=superuser)
    submit(draft, both)
    with pytest.raises(StepRefused, match="Whoever edited a clause"):
        publish(draft, both)
    assert stored(draft).state == "review"


def test_who_edited_it_after_it_was_handed_in_cannot_publish(waiting, judge):
    Clause.objects.filter(pk=waiting.pk).update(edited_by=judge)
    with pytest.raises(StepRefused, match="since readers saw it last"):
        publish(waiting, judge)


def test_who_edited_it_before_another_handed_it_in_can_publish(draft, writer, judge):
    Clause.objects.filter(pk=draft.pk).update(edited_by=judge)
    submit(draft, writer)
    publish(draft, judge)
    assert stored(draft).is_published


def test_a_reviewer_sends_a_clause_back(waiting, judge):
    request_changes(waiting, judge, "Which days are meant?")
    assert stored(waiting).state == "changes"


def test_a_published_clause_is_taken_from_readers(judge):
    clause = ClauseFactory(published=True)
    withdraw(clause, judge, "The outlet took its report back.")
    assert stored(clause).state == "withdrawn"
    assert not Clause.objects.published().exists()


@pytest.mark.parametrize("state", ["review", "withdrawn"])
def test_a_clause_is_taken_back_to_draft(state, writer):
    clause = ClauseFactory(state=state)
    reopen(clause, writer, "The second digest has to be read first.")
    assert stored(clause).state == "draft"


@pytest.mark.parametrize(
    ("step", "state"),
    [("request_changes", "review"), ("withdraw", "published"), ("reopen", "withdrawn")],
)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_back_without_a_reason_is_refused(step, state, reason, judge):
    clause = ClauseFactory(state=state)
    with pytest.raises(StepRefused, match="say why"):
        STEPS_WITH_REASON[step](clause, judge, reason)
    assert stored(clause).state == state


@pytest.mark.parametrize("state", ["draft", "changes", "published", "withdrawn"])
def test_only_what_waits_for_review_is_published(state, judge):
    clause = EvidenceFactory(clause__state=state).clause
    with pytest.raises(StepRefused, match=r"it would have to be in review"):
        publish(clause, judge)
    assert stored(clause).state == state


@pytest.mark.parametrize("state", ["review", "published", "withdrawn"])
def test_only_a_draft_is_handed_in(state, writer):
    with pytest.raises(StepRefused, match="it would have to be draft, changes requested"):
        submit(ClauseFactory(state=state), writer)


@pytest.mark.parametrize("state", ["draft", "review", "changes", "withdrawn"])
def test_only_what_readers_see_is_withdrawn(state, judge):
    with pytest.raises(StepRefused, match="it would have to be published"):
        withdraw(ClauseFactory(state=state), judge, "A reason.")


@pytest.mark.parametrize(
    ("step", "state"),
    [("publish", "review"), ("request_changes", "review"), ("withdraw", "published")],
)
def test_an_analyst_cannot_take_a_reviewers_step(step, state, writer):
    clause = EvidenceFactory(clause__state=state).clause
    steps = {**STEPS_WITH_REASON, "publish": publish}
    with pytest.raises(PermissionDenied):
        steps[step](clause, writer, "A reason.")
    assert stored(clause).state == state


@pytest.mark.parametrize(
    "somebody",
    [
        AnonymousUser,
        UserFactory,
        lambda: UserFactory(is_staff=True),
        lambda: analyst(is_active=False),
    ],
    ids=["nobody", "a reader", "staff without a group", "an account that was closed"],
)
def test_who_has_no_part_in_the_work_cannot_hand_in(somebody, draft):
    with pytest.raises(PermissionDenied):
        submit(draft, somebody())
    assert stored(draft).state == "draft"


def test_a_step_is_signed_dated_and_keeps_its_reason(waiting, judge):
    request_changes(waiting, judge, "  Which days are meant? ")
    step = Transition.objects.filter(to_state="changes").get()
    assert (step.from_state, step.by, step.by_name) == ("review", judge, "Bo Judge")
    assert step.reason == "Which days are meant?"
    assert step.at is not None


def test_a_name_stays_with_a_step_when_the_account_is_gone(draft, writer):
    submit(draft, writer)
    writer.delete()
    step = Transition.objects.get()
    assert (step.by, step.by_name) == (None, "Ada Writer")


def test_a_first_publication_is_no_correction_and_needs_no_reason(waiting, judge):
    publish(waiting, judge)
    assert not Transition.objects.get(to_state="published").correction


def test_taking_a_clause_from_readers_is_a_correction(judge):
    withdraw(ClauseFactory(published=True), judge, "The report was taken back.")
    assert Transition.objects.get().correction


def test_publishing_again_what_was_withdrawn_is_a_correction_and_needs_a_reason(writer, judge):
    clause = ClauseFactory(published=True)
    withdraw(clause, judge, "The report was taken back.")
    reopen(clause, writer, "It was confirmed.")
    submit(clause, writer)
    with pytest.raises(StepRefused, match="say why"):
        publish(clause, judge)
    publish(clause, judge, "The report was confirmed.")
    newest = Transition.objects.first()
    assert (newest.to_state, newest.correction) == ("published", True)


def test_every_step_is_a_new_edition(draft, writer):
    before = draft.edition
    submit(draft, writer)
    assert stored(draft).edition == before + 1


def test_nobody_publishes_what_was_changed_after_they_read_it(waiting, judge):
    with pytest.raises(EditConflict):
        publish(waiting, judge, seen=waiting.edition - 1)
    assert stored(waiting).state == "review"


def test_the_edition_that_was_read_can_be_published(waiting, judge):
    publish(waiting, judge, seen=waiting.edition)
    assert stored(waiting).is_published


def test_a_step_on_a_clause_that_is_gone_is_a_conflict(draft, writer):
    held = Clause.objects.get(pk=draft.pk)
    draft.delete()
    with pytest.raises(EditConflict, match="removed this clause"):
        submit(held, writer)


def test_a_refused_step_leaves_no_trace(draft, judge):
    with pytest.raises(ValidationError):
        publish(draft, judge)
    assert not Transition.objects.exists()
    assert stored(draft).edition == draft.edition


@pytest.mark.parametrize(
    ("state", "of_analyst", "of_reviewer"),
    [
        ("draft", ["submit"], ["submit"]),
        ("changes", ["submit"], ["submit"]),
        ("review", ["reopen"], ["publish", "request_changes", "reopen"]),
        ("published", [], ["withdraw"]),
        ("withdrawn", ["reopen"], ["reopen"]),
    ],
)
def test_everybody_is_offered_the_steps_that_they_may_take(state, of_analyst, of_reviewer):
    clause = ClauseFactory(state=state)
    assert [step.name for step in available_steps(clause, analyst())] == of_analyst
    assert [step.name for step in available_steps(clause, reviewer())] == of_reviewer


def test_who_submitted_is_not_offered_to_publish(draft):
    both = reviewer()
    submit(draft, both)
    assert [step.name for step in available_steps(draft, both)] == ["request_changes", "reopen"]


def test_readers_are_offered_nothing(draft):
    assert available_steps(draft, AnonymousUser()) == []
