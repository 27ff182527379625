"""Changes to many clauses: what would happen is shown first, and only that is done."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from proposals.models import Clause, Comment, Transition
from proposals.web.admin import bulk_actions
from tests.factories import ClauseFactory, EvidenceFactory, TopicFactory, analyst, reviewer
from tests.support import pages
from tests.support.second_person import publish_what_waits

pytestmark = pytest.mark.django_db
LIST = reverse("admin:proposals_clause_changelist")


@pytest.fixture
def editor():
    return analyst()


@pytest.fixture
def judge():
    return reviewer()


def ask(client, by, action, *clauses, **more):
    client.force_login(by)
    data = {"action": action, ACTION_CHECKBOX_NAME: [clause.pk for clause in clauses]}
    return client.post(LIST, data | more, follow=True)


def preview(client, by, action, *clauses):
    return ask(client, by, action, *clauses).context


def do(client, by, action, *clauses, **more):
    return ask(client, by, action, *clauses, confirm="yes", **more).content.decode()


def states(*clauses):
    return [Clause.objects.get(pk=clause.pk).state for clause in clauses]


def waiting(**values):
    """A clause that somebody else handed in, fit to be published."""
    clause = ClauseFactory(state="review", submitted_by=analyst(), **values)
    EvidenceFactory(clause=clause)
    return clause


def test_a_preview_changes_nothing(client, editor):
    clause = ClauseFactory()
    shown = preview(client, editor, "submit_chosen", clause)
    assert [(one.pk, one.before, one.after) for one in shown["possible"]] == [
        (clause.pk, "draft", "in review")
    ]
    assert states(clause) == ["draft"]
    assert not Transition.objects.exists()


def test_chosen_clauses_are_handed_in(client, editor):
    one, two = ClauseFactory(), ClauseFactory()
    assert "Hand in for review: 2 clauses." in do(client, editor, "submit_chosen", one, two)
    assert states(one, two) == ["review", "review"]


def test_a_preview_says_why_a_clause_stays_as_it_is(client, judge):
    fit, bare = waiting(), ClauseFactory(state="review", submitted_by=analyst())
    shown = preview(client, judge, "publish_chosen", fit, bare)
    assert [one.pk for one in shown["possible"]] == [fit.pk]
    assert [one.pk for one in shown["refused"]] == [bare.pk]
    assert "no evidence" in " ".join(shown["refused"][0].problems)


def test_what_can_be_published_is_although_another_cannot(client, judge):
    fit, bare = waiting(), ClauseFactory(state="review", submitted_by=analyst())
    page = do(client, judge, "publish_chosen", fit, bare)
    assert "Publish: 1 clause." in page
    assert "no evidence" in page
    assert states(fit, bare) == ["published", "review"]


def test_nobody_publishes_many_that_they_handed_in(client, judge):
    own = ClauseFactory(state="review", submitted_by=judge)
    EvidenceFactory(clause=own)
    shown = preview(client, judge, "publish_chosen", own)
    assert not shown["possible"]
    do(client, judge, "publish_chosen", own)
    assert states(own) == ["review"]


def test_a_preview_of_a_revision_leaves_the_published_clause_alone(client, judge):
    original = ClauseFactory(published=True, heading="Before")
    revision = waiting(
        version=original.version, key=original.key, revises=original, heading="After"
    )
    shown = preview(client, judge, "publish_chosen", revision)
    assert [one.pk for one in shown["possible"]] == [revision.pk]
    assert Clause.objects.get(pk=original.pk).heading == "Before"


def test_a_correction_needs_a_reason(client, judge):
    original = ClauseFactory(published=True)
    revision = waiting(version=original.version, key=original.key, revises=original)
    do(client, judge, "publish_chosen", revision, reason="")
    assert Clause.objects.filter(pk=revision.pk).exists()
    do(client, judge, "publish_chosen", revision, reason="The length was wrong.")
    assert not Clause.objects.filter(pk=revision.pk).exists()


@pytest.mark.parametrize("action", ["request_changes_chosen", "reopen_chosen"])
def test_sending_back_needs_a_reason(client, judge, action):
    clause = waiting()
    page = ask(client, judge, action, clause, confirm="yes", reason=" ")
    assert page.context["form"].errors["reason"]
    assert states(clause) == ["review"]


def test_the_reason_is_kept_with_every_clause(client, judge):
    do(client, judge, "request_changes_chosen", waiting(), waiting(), reason="Which article?")
    assert [step.reason for step in Transition.objects.all()] == ["Which article?"] * 2


def test_published_clauses_are_withdrawn(client, judge):
    clause = ClauseFactory(published=True)
    do(client, judge, "withdraw_chosen", clause, reason="The source was withdrawn.")
    assert states(clause) == ["published"]
    publish_what_waits()
    assert states(clause) == ["withdrawn"]


def test_clauses_are_found_still_right(client, judge):
    clause = ClauseFactory(published=True)
    do(client, judge, "confirm_chosen", clause)
    assert Clause.objects.get(pk=clause.pk).checked_at is not None


@pytest.mark.parametrize("action", ["publish_chosen", "withdraw_chosen", "confirm_chosen"])
def test_an_analyst_is_not_offered_what_reviewers_do(client, editor, action):
    clause = waiting()
    client.force_login(editor)
    offered = client.get(LIST).context["action_form"].fields["action"].choices
    assert action not in dict(offered)
    do(client, editor, action, clause, reason="So.")
    assert states(clause) == ["review"]


def test_a_topic_is_added_to_drafts(client, editor):
    clause, topic = ClauseFactory(), TopicFactory()
    do(client, editor, "add_topic_chosen", clause, topic=topic.pk)
    assert clause.topics.get() == topic


def test_a_topic_of_a_published_clause_is_added_in_a_revision(client, editor):
    clause, topic = ClauseFactory(published=True), TopicFactory()
    do(client, editor, "add_topic_chosen", clause, topic=topic.pk)
    assert not clause.topics.exists()
    assert Clause.objects.get(revises=clause).topics.get() == topic


def test_a_preview_opens_no_revision(client, editor):
    preview(client, editor, "add_topic_chosen", ClauseFactory(published=True))
    assert Clause.objects.count() == 1


def test_a_topic_is_removed(client, editor):
    topic = TopicFactory()
    clause = ClauseFactory(topics=[topic])
    do(client, editor, "remove_topic_chosen", clause, topic=topic.pk)
    assert not clause.topics.exists()


def test_a_topic_that_is_there_already_is_not_added(client, editor):
    topic = TopicFactory()
    clause = ClauseFactory(topics=[topic])
    assert "Nothing would change." in do(client, editor, "add_topic_chosen", clause, topic=topic.pk)
    assert Clause.objects.get(pk=clause.pk).edition == clause.edition


def test_a_clause_that_was_edited_after_the_preview_is_left_alone(client, judge):
    clause = waiting()
    seen = {f"seen-{clause.pk}": clause.edition}
    Clause.objects.filter(pk=clause.pk).update(edition=clause.edition + 1)
    assert "Somebody else changed" in do(client, judge, "publish_chosen", clause, **seen)
    assert states(clause) == ["review"]


def test_the_preview_sends_back_what_it_showed(client, judge):
    clause = waiting()
    page = ask(client, judge, "publish_chosen", clause).content.decode()
    root = pages.parsed(page)
    assert root.xpath(f"//input[@name='seen-{clause.pk}']/@value") == [str(clause.edition)]
    assert root.xpath(f"//input[@name='{ACTION_CHECKBOX_NAME}']/@value") == [str(clause.pk)]


def test_too_many_at_once_are_refused(client, editor, monkeypatch):
    monkeypatch.setattr(bulk_actions, "MOST_AT_ONCE", 2)
    clauses = ClauseFactory.create_batch(3)
    assert "At most 2 clauses at once" in do(client, editor, "submit_chosen", *clauses)
    assert states(*clauses) == ["draft"] * 3


def test_a_preview_leaves_comments_and_steps_where_they_were(client, judge):
    original = ClauseFactory(published=True)
    revision = waiting(version=original.version, key=original.key, revises=original)
    Comment.objects.create(clause=revision, text="Why?", made_at="2025-06-03T00:00Z")
    preview(client, judge, "publish_chosen", revision)
    assert Comment.objects.get().clause == revision
