"""A passage is bound to clauses all or nothing, recorded, and never past another editor."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from proposals.editing.locking import EditConflict, acquire
from proposals.editing.revisions import open_revision
from proposals.editing.tagging import Tag, Target, requote, tag, untag
from proposals.history.entries import list_entries
from proposals.models import Clause, Evidence
from sources.passages import Passage, choose_passage
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    TermFactory,
    UserFactory,
    analyst,
)

pytestmark = pytest.mark.django_db

TEXT = "Kyiv asks for a ceasefire of at least 30 days. Moscow offers two or three days."
REPORTS = Tag("supports", "reports")


@pytest.fixture
def editor():
    return analyst(username="ada")


@pytest.fixture
def article():
    found = ArticleFactory(key="A1")
    keep_text(found, TEXT, "ada")
    return found


@pytest.fixture
def passage() -> Passage:
    return choose_passage(TEXT, "at least 30 days")


def seen(clause: Clause, term=None) -> Target:
    clause.refresh_from_db()
    return Target(clause, clause.edition, term)


def test_a_passage_is_stored_with_the_words_around_its_place_and_who_tagged_it(
    article, passage, editor
):
    (evidence,) = tag([seen(ClauseFactory())], article, passage=passage, bearing=REPORTS, by=editor)
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.before) == ("at least 30 days", "asks for a ceasefire of")
    assert evidence.after == ". Moscow offers two or"
    assert (evidence.quote_state, evidence.quote_place) == ("once", TEXT.index("at least"))
    assert (evidence.tagged_by, evidence.stance, evidence.basis) == ("ada", "supports", "reports")
    assert evidence.tagged_at


def test_one_passage_serves_several_clauses_and_answers(article, passage, editor):
    clauses, term = [ClauseFactory(), ClauseFactory()], TermFactory()
    targets = [*map(seen, clauses), seen(term.clause), seen(term.clause, term)]
    made = tag(targets, article, passage=passage, bearing=REPORTS, by=editor)
    assert [evidence.term for evidence in made] == [None, None, None, term]
    assert [evidence.number for evidence in made] == [1, 1, 1, 2]


def test_every_tag_takes_an_edition_of_its_clause(article, passage, editor):
    clause = ClauseFactory()
    tag([seen(clause)], article, passage=passage, bearing=REPORTS, by=editor)
    clause.refresh_from_db()
    assert (clause.edition, clause.edited_by) == (2, editor)


def test_a_tag_is_in_the_history_of_its_clause(article, passage, editor):
    clause = ClauseFactory()
    tag([seen(clause)], article, passage=passage, bearing=REPORTS, by=editor)
    latest = list_entries(clause)[0]
    assert latest.reason == "Tagged with A1"
    assert len(latest.content.evidence) == 1


def test_a_tag_on_a_published_clause_goes_to_its_revision(article, passage, editor):
    clause = ClauseFactory(published=True)
    (evidence,) = tag([seen(clause)], article, passage=passage, bearing=REPORTS, by=editor)
    assert evidence.clause.revises == clause
    assert evidence.clause.state == "draft"
    assert clause.evidence.count() == 1
    assert not clause.evidence.filter(article=article).exists()


def test_a_tag_on_an_answer_of_a_published_clause_goes_to_the_copy_of_the_answer(
    article, passage, editor
):
    clause = ClauseFactory(published=True)
    term = TermFactory(clause=clause)
    (evidence,) = tag([seen(clause, term)], article, passage=passage, bearing=REPORTS, by=editor)
    assert evidence.term != term
    assert evidence.term.clause == evidence.clause
    assert (evidence.term.question, evidence.term.value) == (term.question, term.value)


def test_a_clause_that_was_saved_meanwhile_is_a_conflict_and_nothing_is_stored(
    article, passage, editor
):
    first, second = ClauseFactory(), ClauseFactory()
    targets = [seen(first), seen(second)]
    acquire(second, second.edition, UserFactory())
    with pytest.raises(EditConflict):
        tag(targets, article, passage=passage, bearing=REPORTS, by=editor)
    assert not Evidence.objects.exists()
    first.refresh_from_db()
    assert first.edition == 1


def test_a_revision_that_was_opened_meanwhile_is_a_conflict(article, passage, editor):
    clause = ClauseFactory(published=True)
    target = seen(clause)
    open_revision(clause, analyst())
    with pytest.raises(EditConflict):
        tag([target], article, passage=passage, bearing=REPORTS, by=editor)


def test_the_same_passage_is_not_bound_to_the_same_clause_twice(article, passage, editor):
    clause = ClauseFactory()
    tag([seen(clause)], article, passage=passage, bearing=REPORTS, by=editor)
    with pytest.raises(ValidationError, match="rests on this passage already"):
        tag([seen(clause)], article, passage=passage, bearing=REPORTS, by=editor)
    assert clause.evidence.count() == 1


def test_more_than_fifteen_words_are_refused(article, editor):
    long = Passage(" ".join(["word"] * 16))
    with pytest.raises(ValidationError, match="at most 15"):
        tag([seen(ClauseFactory())], article, passage=long, bearing=REPORTS, by=editor)


@pytest.mark.parametrize("bearing", [Tag("", "reports"), Tag("supports", "guesses")])
def test_an_unknown_stance_or_basis_is_refused(article, passage, editor, bearing):
    with pytest.raises(ValidationError):
        tag([seen(ClauseFactory())], article, passage=passage, bearing=bearing, by=editor)


def test_whoever_may_not_tag_is_refused(article, passage):
    with pytest.raises(PermissionDenied):
        tag([seen(ClauseFactory())], article, passage=passage, bearing=REPORTS, by=UserFactory())
    assert not Evidence.objects.exists()


def test_a_settled_quote_has_the_new_words_and_its_place(article, passage, editor):
    evidence = EvidenceFactory(article=article, quote="at least 60 days")
    assert evidence.quote_state == "changed"
    changed = requote(evidence, passage, seen=evidence.clause.edition, by=editor)
    assert (changed.quote, changed.quote_state) == ("at least 30 days", "once")
    assert changed.pk == evidence.pk
    assert list_entries(evidence.clause)[0].reason == "Quote of A1 settled"


def test_a_quote_of_a_published_clause_is_settled_in_its_revision(article, passage, editor):
    clause = ClauseFactory(published=True)
    evidence = EvidenceFactory(clause=clause, article=article, quote="at least 60 days")
    changed = requote(evidence, passage, seen=clause.edition, by=editor)
    evidence.refresh_from_db()
    assert evidence.quote == "at least 60 days"
    assert (changed.quote, changed.clause.revises) == ("at least 30 days", clause)


def test_settling_past_another_editor_is_a_conflict(article, passage, editor):
    evidence = EvidenceFactory(article=article, quote="at least 60 days")
    acquire(evidence.clause, 1, UserFactory())
    with pytest.raises(EditConflict):
        requote(evidence, passage, seen=1, by=editor)
    evidence.refresh_from_db()
    assert evidence.quote == "at least 60 days"


def test_evidence_is_removed_with_a_reason_that_the_history_keeps(article, editor):
    evidence = EvidenceFactory(article=article)
    clause = untag(evidence, 1, editor, "The paper took the sentence back.")
    assert not clause.evidence.exists()
    assert list_entries(clause)[0].reason == "The paper took the sentence back."


def test_evidence_is_not_removed_without_a_reason(article, editor):
    evidence = EvidenceFactory(article=article)
    with pytest.raises(ValidationError, match="why"):
        untag(evidence, 1, editor, " ")
    assert Evidence.objects.filter(pk=evidence.pk).exists()


def test_evidence_of_a_published_clause_is_removed_from_its_revision_only(article, editor):
    clause = ClauseFactory(published=True)
    evidence = EvidenceFactory(clause=clause, article=article)
    revision = untag(evidence, clause.edition, editor, "No longer says it.")
    assert not revision.evidence.filter(article=article).exists()
    assert clause.evidence.filter(pk=evidence.pk).exists()


def test_whoever_may_not_change_evidence_is_refused(article, passage):
    evidence = EvidenceFactory(article=article)
    with pytest.raises(PermissionDenied):
        requote(evidence, passage, seen=1, by=UserFactory())
    with pytest.raises(PermissionDenied):
        untag(evidence, 1, UserFactory(), "a reason")
