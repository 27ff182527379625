"""Review from the page of a clause: what is read only, the steps, the comments, who may."""

import pytest

from proposals.editing.revisions import open_revision
from proposals.models import Clause, Comment
from sources.texts import keep_text
from tests.conftest import HtmxClient
from tests.factories import ArticleFactory, ClauseFactory, EvidenceFactory, TermFactory
from tests.support.clause_pages import address, changed, controls, opened, part, person, text, visit
from tests.support.second_person import publish_what_waits

pytestmark = pytest.mark.django_db
ANALYST = (
    "view_clause", "add_clause", "change_clause", "view_version", "add_term", "change_term",
    "delete_term", "view_term", "add_evidence", "change_evidence", "delete_evidence",
    "view_evidence", "add_comment", "change_comment", "sources.view_article",
)  # fmt: skip


@pytest.fixture
def ana():
    """An analyst."""
    return person("ana", *ANALYST)


@pytest.fixture
def rex():
    """A reviewer."""
    return person("rex", *ANALYST, "review_clause")


@pytest.fixture
def draft():
    clause = EvidenceFactory().clause
    TermFactory(clause=clause)
    return clause


@pytest.fixture
def published():
    clause = ClauseFactory(published=True, text="Fighting stops.")
    TermFactory(clause=clause, value="at least 30 days")
    return clause


def press(client, clause, button, value="1", *, follow=False, **more):
    """Press a button of the page as it stands; where a test looks at what comes next, follow."""
    page = changed(opened(client, clause), **{button: value, **more})
    return client.post(address(clause), page, follow=follow)


def state(clause):
    return Clause.objects.get(pk=clause.pk).state


# What readers see is not edited in place


def test_a_published_clause_has_no_form_to_edit(ana, published):
    page = opened(visit(ana), published)
    assert set(page) <= {"csrfmiddlewaretoken", "edition", "reason", "comment-about",
                         "comment-passage", "comment-text"}  # fmt: skip


def test_the_page_of_a_published_clause_shows_its_content(ana, published):
    shown = text(visit(ana).get(address(published)))
    assert "Fighting stops." in shown
    assert "asks for at least 30 days" in shown
    assert published.evidence.get().article.title in shown


def test_a_revision_is_started_from_the_page(ana, published):
    response = press(visit(ana), published, "_revise", follow=True)
    revision = Clause.objects.get(revises=published)
    assert response.redirect_chain[-1][0] == address(revision)
    assert revision.created_by == ana


def test_an_open_revision_is_pointed_to(ana, published):
    revision = open_revision(published, ana)
    response = visit(ana).get(address(published))
    assert address(revision) in response.content.decode()
    assert "Start a revision" not in text(response)


def test_a_revision_keeps_the_place_of_what_it_revises(ana, published):
    client, revision = visit(ana), open_revision(published, ana)
    assert not {"version", "key", "ordinal"} & set(opened(client, revision))
    page = changed(opened(client, revision), key="other", ordinal=99, heading="New")
    client.post(address(revision), page)
    revision.refresh_from_db()
    assert (revision.key, revision.ordinal) == (published.key, published.ordinal)
    assert revision.heading == "New"


def test_readers_keep_what_they_see_while_a_revision_is_edited(ana, published):
    client, revision = visit(ana), open_revision(published, ana)
    client.post(address(revision), changed(opened(client, revision), text="New"))
    published.refresh_from_db()
    assert published.text == "Fighting stops."


def test_a_revision_is_given_up(ana, published):
    revision = open_revision(published, ana)
    response = press(visit(ana), revision, "_drop", follow=True)
    assert response.redirect_chain[-1][0] == address(published)
    assert not Clause.objects.filter(revises=published).exists()


def test_a_revision_is_not_given_up_from_an_old_page(ana, rex, published):
    client, revision = visit(ana), open_revision(published, ana)
    page = opened(client, revision)
    other = visit(rex)
    other.post(address(revision), changed(opened(other, revision), text="New"))
    assert client.post(address(revision), changed(page, _drop="1")).status_code == 409
    assert Clause.objects.filter(revises=published).exists()


def test_a_post_to_a_published_clause_changes_nothing(ana, published):
    response = visit(ana).post(address(published), {"text": "New", "heading": "New"})
    assert response.status_code == 403
    published.refresh_from_db()
    assert published.text == "Fighting stops."


def test_a_published_clause_is_not_deleted(published):
    boss = visit(person("boss", superuser=True))
    gone = address(published).replace("/change/", "/delete/")
    assert boss.post(gone, {"post": "yes"}).status_code == 403
    assert Clause.objects.filter(pk=published.pk).exists()


def test_those_who_may_only_look_get_a_page_to_read(draft):
    reader = visit(person("reader", "view_clause"))
    page = opened(reader, draft)
    assert "heading" not in page
    assert reader.post(address(draft), {"heading": "New", "edition": 1}).status_code == 403


def test_those_who_may_not_look_get_nothing(draft):
    assert visit(person("stranger")).get(address(draft)).status_code == 403


# Steps


def test_an_analyst_saves_and_submits_at_once(ana, draft):
    client = visit(ana)
    page = changed(opened(client, draft), heading="New", _step="submit")
    response = client.post(address(draft), page, follow=True)
    draft.refresh_from_db()
    assert (draft.state, draft.heading, draft.submitted_by) == ("review", "New", ana)
    assert "in review" in text(response)


def test_a_step_is_not_taken_if_the_form_is_wrong(ana, draft):
    client = visit(ana)
    response = client.post(
        address(draft), changed(opened(client, draft), heading="", _step="submit")
    )
    assert response.status_code == 200
    assert state(draft) == "draft"


def test_a_reviewer_publishes(ana, rex, draft):
    press(visit(ana), draft, "_step", "submit")
    press(visit(rex), draft, "_step", "publish")
    assert state(draft) == "published"


def test_the_one_who_submitted_is_not_offered_to_publish_and_cannot(rex, draft):
    client = visit(rex)
    press(client, draft, "_step", "submit")
    assert 'value="publish"' not in client.get(address(draft)).content.decode()
    response = press(client, draft, "_step", "publish", follow=True)
    assert "cannot publish" in text(response)
    assert state(draft) == "review"


def test_an_analyst_cannot_publish_by_a_direct_post(ana, rex, draft):
    press(visit(rex), draft, "_step", "submit")
    client = visit(ana)
    data = changed(opened(client, draft), _step="publish")
    assert client.post(address(draft), data).status_code == 403
    assert state(draft) == "review"


def test_publishing_without_evidence_is_refused_with_the_obstacles(ana, rex):
    clause = TermFactory().clause
    press(visit(ana), clause, "_step", "submit")
    response = press(visit(rex), clause, "_step", "publish", follow=True)
    assert "no evidence" in text(response)
    assert state(clause) == "review"


def test_what_stands_in_the_way_is_shown_before_anybody_tries(rex):
    clause = TermFactory().clause
    assert "no evidence" in part(visit(rex).get(address(clause)), "review")


def test_a_step_that_needs_a_reason_says_so_and_saves_all_the_same(ana, rex, draft):
    press(visit(ana), draft, "_step", "submit")
    response = press(visit(rex), draft, "_step", "request_changes", heading="New", follow=True)
    assert "say why" in text(response)
    draft.refresh_from_db()
    assert (draft.state, draft.heading) == ("review", "New")


def test_a_reason_is_kept_with_the_step(ana, rex, draft):
    press(visit(ana), draft, "_step", "submit")
    response = press(
        visit(rex), draft, "_step", "request_changes", reason="Name the days.", follow=True
    )
    assert state(draft) == "changes"
    assert "Name the days." in part(response, "review")


def test_a_correction_is_published_with_a_reason_and_leads_to_the_original(ana, rex, published):
    client, revision = visit(ana), open_revision(published, ana)
    page = changed(opened(client, revision), text="Corrected.", _step="submit")
    client.post(address(revision), page)
    response = press(visit(rex), revision, "_step", "publish", reason="A misreading.", follow=True)
    assert response.redirect_chain[-1][0] == address(published)
    published.refresh_from_db()
    assert (published.text, published.state) == ("Corrected.", "published")


def test_a_reviewer_withdraws_a_published_clause_with_a_reason(rex, published):
    press(visit(rex), published, "_step", "withdraw", reason="The scan was forged.")
    assert state(published) == "published"
    publish_what_waits()
    assert state(published) == "withdrawn"


def test_a_clause_is_not_withdrawn_from_a_page_that_is_old(ana, rex, draft):
    client = visit(rex)
    press(visit(ana), draft, "_step", "submit")
    press(client, draft, "_step", "publish")
    page = changed(opened(client, draft), _step="withdraw", reason="x", edition=1)
    client.post(address(draft), page)
    assert state(draft) == "published"


@pytest.mark.parametrize("step", ["", "publish" * 50])
def test_a_step_that_does_not_exist_says_which_do(rex, draft, step):
    response = press(visit(rex), draft, "_step", step, follow=True)
    assert "Allowed: submit, publish" in text(response)
    assert state(draft) == "draft"


def test_a_new_clause_is_submitted_with_its_first_save(ana):
    client = visit(ana)
    clause = ClauseFactory()
    add = address(clause).replace(f"{clause.pk}/change/", "add/")
    page = controls(client.get(add, {"version": clause.version_id}).content.decode())
    data = changed(page, key="new", heading="New", _step="submit")
    assert client.post(add, data).status_code == 302
    assert Clause.objects.get(key="new").state == "review"


# Comments


def test_a_comment_is_added_and_signed(ana, draft):
    press(visit(ana), draft, "_comment", comment__text="Is this *firm*?", comment__about="answers")
    comment = Comment.objects.get(clause=draft)
    assert (comment.author, comment.author_name, comment.about) == (ana, "ana", "answers")


def test_a_comment_does_not_lose_what_is_being_typed(ana, draft):
    client = visit(ana)
    page = changed(opened(client, draft), heading="Typed", _comment="1", comment__text="Why?")
    response = client.post(address(draft), page)
    assert controls(response.content.decode())["heading"] == "Typed"
    assert "Why?" in part(response, "comments")
    draft.refresh_from_db()
    assert draft.heading != "Typed"


def test_a_comment_is_closed_once_and_signed(ana, rex, draft):
    press(visit(ana), draft, "_comment", comment__text="Why?")
    comment = Comment.objects.get()
    press(visit(rex), draft, "_close", comment.pk)
    press(visit(ana), draft, "_close", comment.pk)
    comment.refresh_from_db()
    assert (comment.is_open, comment.closed_by_name) == (False, "rex")


def test_a_comment_of_another_clause_is_not_closed(ana, draft):
    press(visit(ana), draft, "_comment", comment__text="Why?")
    press(visit(ana), ClauseFactory(), "_close", Comment.objects.get().pk)
    assert Comment.objects.get().is_open


def test_an_empty_comment_is_refused(ana, draft):
    response = press(visit(ana), draft, "_comment", follow=True)
    assert "This field is required" in text(response)
    assert not Comment.objects.exists()


def test_a_published_clause_takes_comments_too(ana, published):
    response = press(visit(ana), published, "_comment", comment__text="Still right?", follow=True)
    assert "Still right?" in part(response, "comments")


def test_htmx_gets_the_comments_alone(ana, draft):
    client = HtmxClient()
    client.force_login(ana)
    data = changed(opened(client, draft), _comment="1", comment__text="Why?")
    response = client.post(address(draft), data)
    assert "<form" not in response.content.decode()
    assert "Why?" in part(response, "comments")


def test_those_who_may_not_comment_cannot(draft):
    reader = visit(person("reader", "view_clause"))
    data = changed(opened(reader, draft), _comment="1", comment__text="Hello")
    assert reader.post(address(draft), data).status_code == 403
    assert not Comment.objects.exists()


def test_hostile_words_of_a_comment_are_shown_as_words(ana, draft):
    response = press(
        visit(ana), draft, "_comment", comment__text="<script>x()</script>**b**", follow=True
    )
    assert "<strong>b</strong>" in response.content.decode()
    assert "x()</script>" not in response.content.decode()


def test_a_quote_that_does_not_hold_leads_to_the_place_where_it_is_settled(ana, draft):
    evidence = EvidenceFactory(clause=draft, article=ArticleFactory(), quote="nearly so")
    type(evidence).objects.filter(pk=evidence.pk).update(
        quote_state="changed", quote_nearest="exactly so"
    )
    shown = visit(ana).get(address(draft))
    assert "exactly so" in text(shown)
    assert f"/doubtful/{evidence.pk}/" in shown.content.decode()


def test_words_changed_beside_a_quote_are_shown_instead_of_the_quote_as_its_nearest(ana, draft):
    article = ArticleFactory()
    keep_text(article, "The Harbour note calls for a pause.", "ana")
    EvidenceFactory(clause=draft, article=article, quote="calls for", before="The Harbour note")
    keep_text(article, "The Island note calls for a pause.", "ana")
    shown = text(visit(ana).get(address(draft)))
    assert "others beside them were changed" in shown
    assert "Changed before the quote:" in shown
    assert "Nearest wording" not in shown
