"""Ways past the second person: each changed what readers see, and does no more."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.editing import review
from proposals.editing.review import StepRefused, submit, withdraw
from proposals.editing.translations import TextPlace, TypedText, save_translation
from proposals.models import (
    Clause,
    Coverage,
    Party,
    Question,
    RowEditor,
    RowRevision,
    Translation,
    Version,
)
from proposals.models.review import name_of
from sources.models import Article
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    analyst,
    publish,
    reviewer,
)
from tests.support import pages
from tests.support.forms import fields_of
from tests.support.shown_rows import shown_negotiation, write_another_value
from tests.web.test_row_revisions import through_the_door

pytestmark = pytest.mark.django_db


def words_of(client, address):
    return pages.text_of(pages.parsed(client.get(address).content.decode()))


def test_a_draft_that_strikes_a_point_out_takes_no_answer_from_readers(client):
    question = QuestionFactory()
    home = question.negotiation
    old, new = (
        VersionFactory(proposal=ProposalFactory(negotiation=home, parties=[party]), complete=True)
        for party in (PartyFactory(negotiation=home), PartyFactory(negotiation=home))
    )
    new.edits = old
    new.save()
    point = ClauseFactory(version=old, key="p1", topics=[question.topic])
    TermFactory(clause=point, question=question)
    EvidenceFactory(clause=point)
    publish(point)
    ClauseFactory(version=new, key="p9", published=True)
    seen = reverse("proposals:compare", args=[home.key])
    before = words_of(client, seen)
    client.force_login(analyst())
    address = reverse("admin:proposals_version_strike_out", args=[new.pk])
    client.post(address, {"point": "p1", "key": "p1"})
    assert Clause.objects.get(version=new, key="p1").state == "draft"
    client.logout()
    assert words_of(client, seen) == before


# -- what one person typed on a document that readers do not see -----------------------------------


@pytest.fixture
def hidden():
    """A document that nobody sees: its only clause waits for review."""
    shown = shown_negotiation()
    proposal = ProposalFactory(negotiation=shown.negotiation, name="Third plan")
    clause = ClauseFactory(version=VersionFactory(proposal=proposal), topics=[])
    EvidenceFactory(clause=clause, article=shown.rows[Article])
    submit(clause, analyst(username="writer"))
    return clause


def relabel(rf, version, by, label="Typed by one"):
    def write():
        row = Version.objects.get(pk=version.pk)
        row.label = label
        row.save()

    through_the_door(rf, by, write)


def test_who_typed_the_name_of_a_hidden_document_does_not_publish_its_first_clause(rf, hidden):
    judge, other = reviewer(username="judge"), reviewer(username="other")
    relabel(rf, hidden.version, judge)
    assert not RowRevision.objects.exists()
    with pytest.raises(StepRefused, match="what you typed"):
        review.publish(hidden, judge)
    review.publish(hidden, other)
    assert not RowEditor.objects.exists()


def test_an_absence_is_typed_before_readers_see_its_document(rf, hidden):
    judge = reviewer(username="judge")
    question = QuestionFactory(negotiation=hidden.version.proposal.negotiation)
    through_the_door(rf, judge, lambda: CoverageFactory(version=hidden.version, question=question))
    with pytest.raises(StepRefused, match="what you typed"):
        review.publish(hidden, judge)


def test_who_typed_an_article_does_not_publish_what_first_rests_on_it(rf, hidden):
    judge, other = reviewer(username="judge"), reviewer(username="other")
    through_the_door(rf, judge, lambda: EvidenceFactory(clause=hidden, article=ArticleFactory()))
    with pytest.raises(StepRefused, match="what you typed"):
        review.publish(hidden, judge)
    review.publish(hidden, other)


def page_of(clause):
    return reverse("admin:proposals_clause_change", args=[clause.pk])


def test_the_page_shows_what_readers_would_first_see_with_the_clause(client, rf, hidden):
    relabel(rf, hidden.version, ana := analyst(username="ana"))
    client.force_login(reviewer())
    words = words_of(client, page_of(hidden))
    assert "With it, readers would first see 2 rows around it" in words
    assert f"Typed by {name_of(ana)}" in words
    assert "Third plan" in words
    assert "Typed by one" in words


def test_the_page_says_to_who_typed_it_that_another_publishes(client, rf, hidden):
    judge = reviewer(username="judge")
    relabel(rf, hidden.version, judge)
    client.force_login(judge)
    assert "You typed some of it" in words_of(client, page_of(hidden))


def test_what_was_typed_since_the_page_was_read_is_not_published_unseen(client, rf, hidden):
    relabel(rf, hidden.version, analyst(username="ana"))
    client.force_login(reviewer(username="judge"))
    form = fields_of(client.get(page_of(hidden)).content.decode(), "//form[@id='clause_form']")
    relabel(rf, hidden.version, analyst(username="bob"), "Another label")
    client.post(page_of(hidden), form | {"_step": ["publish"]})
    hidden.refresh_from_db()
    assert hidden.state == "review"
    form = fields_of(client.get(page_of(hidden)).content.decode(), "//form[@id='clause_form']")
    client.post(page_of(hidden), form | {"_step": ["publish"]})
    hidden.refresh_from_db()
    assert hidden.state == "published"


def test_many_at_once_are_not_published_with_what_their_own_page_shows(client, rf, hidden):
    relabel(rf, hidden.version, analyst(username="ana"))
    client.force_login(reviewer(username="judge"))
    chosen = {"action": "publish_chosen", "_selected_action": [hidden.pk], "confirm": "yes"}
    client.post(reverse("admin:proposals_clause_changelist"), {**chosen, "reason": "Checked."})
    hidden.refresh_from_db()
    assert hidden.state == "review"


def test_a_second_clause_is_published_by_whoever_did_not_work_on_it(rf, hidden):
    """What readers see by now was let through by somebody, and is held for a second person."""
    judge, other = reviewer(username="judge"), reviewer(username="other")
    relabel(rf, hidden.version, judge)
    review.publish(hidden, other)
    second = ClauseFactory(version=hidden.version, topics=[])
    EvidenceFactory(clause=second)
    submit(second, analyst(username="ana"))
    review.publish(second, judge)
    relabel(rf, hidden.version, judge, "Once more")
    assert RowRevision.objects.count() == 1


def test_the_page_counts_points_that_other_drafts_of_an_edit_are_about(client):
    paper = ClauseFactory(key="p1", published=True).version
    for key in ("p2", "p3"):
        ClauseFactory(version=paper, key=key, published=True)
    edit = VersionFactory(proposal=paper.proposal, edits=paper, complete=True)
    own, _other = (ClauseFactory(version=edit, key=key, topics=[]) for key in ("p1", "p2"))
    EvidenceFactory(clause=own)
    submit(own, analyst())
    client.force_login(reviewer())
    assert "is about 1 point of the edited text" in words_of(client, page_of(own))


# -- what readers saw until it was withdrawn -------------------------------------------------------


@pytest.mark.parametrize("model", [Version, Party, Question, Article, Coverage])
def test_what_is_withdrawn_for_a_moment_is_not_changed_alone(rf, model):
    shown = shown_negotiation()
    for clause in Clause.objects.filter(state="published"):
        withdraw(clause, reviewer(), "In doubt.")
    row = shown.rows[model]
    name = {"Question": "text", "Article": "headline", "Party": "name", "Coverage": "note"}
    name = name.get(model.__name__, "label")
    before = getattr(row, name)
    through_the_door(rf, analyst(), lambda: write_another_value(row, name))
    assert getattr(model.objects.get(pk=row.pk), name) == before
    assert RowRevision.objects.count() == 1


# -- translations ----------------------------------------------------------------------------------


def test_a_draft_translation_that_two_people_wrote_is_reviewed_by_a_third():
    row = shown_negotiation().rows[Translation]
    Translation.objects.filter(pk=row.pk).update(state="draft", text="Mine", typed_by="judge")
    judge, other = reviewer(username="judge"), analyst(username="other")
    place = TextPlace(row.negotiation, row.language, row.subject, row.field)
    originals = {(row.subject, row.field): row.original}

    def type_text(text, state, before, by):
        save_translation(place, TypedText(text, state, row.original, before), originals, by=by)

    type_text("Mine.", "draft", "Mine", other)
    with pytest.raises(ValidationError, match="cannot review"):
        type_text("Mine.", "reviewed", "Mine.", judge)
    type_text("Mine.", "reviewed", "Mine.", reviewer(username="third"))
    assert place.rows().get().state == "reviewed"
    assert not RowEditor.objects.exists()
