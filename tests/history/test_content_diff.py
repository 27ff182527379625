"""What changed between two states of a clause, and how an older state comes back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from proposals.editing.locking import EditConflict
from proposals.editing.restoration import NoSuchEntry, Seen, restore
from proposals.editing.review import publish, submit
from proposals.editing.revisions import open_revision
from proposals.history import DiffOp, diff_contents, look_up_names
from proposals.history.content import read_content
from proposals.history.entries import list_entries
from proposals.history.names import NameLookup
from proposals.history.recorder import record_change
from proposals.models import Clause, Term
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    PartyFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return analyst(username="ada")


@pytest.fixture
def bob():
    return reviewer(username="bob")


@pytest.fixture
def clause(ada):
    """A draft with an answer and evidence on it."""
    text = "Fighting stops for 30 days."
    clause = ClauseFactory(heading="Ceasefire", text=text, created_by=ada)
    term = TermFactory(clause=clause)
    EvidenceFactory(clause=clause, term=term, quoted=True)
    return clause


def change(clause, by, reason="", **fields):
    """Edit as the clause page does: in one entry."""
    with record_change(clause, by, reason):
        for name, value in fields.items():
            setattr(clause, name, value)
        clause.save()


def diff_from(clause, before):
    """Return what differs now from a content."""
    now = read_content(clause)
    return diff_contents(before, now, look_up_names(clause, [before, now]))


def words(change_of_field):
    return "".join(
        {DiffOp.KEPT: "{}", DiffOp.REMOVED: "[-{}-]", DiffOp.ADDED: "[+{}+]"}[piece.op].format(
            piece.text
        )
        for piece in change_of_field.runs
    )


def test_the_same_content_has_no_difference(clause):
    assert not diff_from(clause, read_content(clause))


def test_a_changed_text_is_described_by_field_and_word(clause):
    before = read_content(clause)
    Clause.objects.filter(pk=clause.pk).update(text="Fighting stops for 60 days.")
    (field,) = diff_from(clause, before).fields
    assert field.label == "text"
    assert words(field) == "Fighting stops for [-30-][+60+] days."


def test_a_choice_is_described_in_the_words_that_people_read(clause):
    before = read_content(clause)
    Clause.objects.filter(pk=clause.pk).update(status="bracketed")
    (field,) = diff_from(clause, before).fields
    assert (field.before, field.after) == ("firm", "bracketed")


def test_topics_are_described_by_name(clause):
    stays, goes, comes = (TopicFactory(name=name) for name in ("Truce", "Fuel", "Borders"))
    clause.topics.set([stays, goes])
    before = read_content(clause)
    clause.topics.set([stays, comes])
    (field,) = diff_from(clause, before).fields
    assert words(field) == "Truce, [-Fuel, -][+Borders+]"


def test_an_answer_is_described_in_plain_words_under_its_question(clause):
    before = read_content(clause)
    term = clause.terms.get()
    Term.objects.filter(pk=term.pk).update(value={"at_least": 60})
    (part,) = diff_from(clause, before).answers
    assert part.title == term.question.text
    assert part.op is DiffOp.KEPT
    assert words(part.fields[0]) == "at least [-30-][+60+] days"


def test_who_must_act_is_described_by_name(clause):
    before = read_content(clause)
    party = PartyFactory(negotiation=clause.version.proposal.negotiation, name="Ruritania")
    clause.terms.get().bearers.add(party)
    (part,) = diff_from(clause, before).answers
    assert words(part.fields[0]) == "[+Ruritania+]"


def test_new_evidence_is_described_with_outlet_and_headline(clause):
    before = read_content(clause)
    article = ArticleFactory(outlet__name="The Gazette", headline="Talks end")
    EvidenceFactory(clause=clause, article=article, stance="disputes")
    (part,) = diff_from(clause, before).evidence
    assert (part.op, part.title) == (DiffOp.ADDED, "The Gazette: Talks end")
    assert "[+disputes+]" in [words(field) for field in part.fields]


def test_removed_evidence_is_described_with_what_it_said(clause):
    before = read_content(clause)
    clause.evidence.all().delete()
    (part,) = diff_from(clause, before).evidence
    assert part.op is DiffOp.REMOVED
    assert "[-at least 30 days-]" in [words(field) for field in part.fields]


def test_an_article_that_is_gone_is_not_named_by_its_key(clause):
    before = read_content(clause)
    article = clause.evidence.get().article
    clause.evidence.all().delete()
    article.delete()
    (part,) = diff_from(clause, before).evidence
    assert part.title == "an article that is not kept any more"


def test_an_answer_that_its_question_no_longer_allows_is_told_in_plain_words(clause):
    before = read_content(clause)
    term = clause.terms.get()
    type(term.question).objects.filter(pk=term.question_id).update(
        kind="choice", unit=None, vocabulary=[{"key": "a", "label": "a"}]
    )
    clause.terms.all().delete()
    (part,) = diff_from(clause, before).answers
    assert any("at least 30" in words(field) for field in part.fields)
    assert not any("{" in words(field) for field in part.fields)


def test_names_take_the_same_queries_for_many_contents(clause, django_assert_max_num_queries):
    contents = [read_content(clause)] * 50
    with django_assert_max_num_queries(8):
        look_up_names(clause, contents)


def restore_entry(clause, by, entry, reason="", seen=None):
    return restore(clause, entry.number, by, reason=reason, seen=seen or Seen.of(clause))


def two_states(clause, by):
    """Record two entries: the older with thirty days, the newer with sixty and no parts."""
    change(clause, by, "first")
    clause.evidence.all().delete()
    clause.terms.all().delete()
    change(clause, by, "second", text="Fighting stops for 60 days.", heading="Pause")
    newer, older = list_entries(clause)
    return older, newer


def test_a_draft_is_restored_with_answers_and_evidence(clause, ada):
    older, _newer = two_states(clause, ada)
    done = restore_entry(clause, ada, older)
    assert done.lost == ()
    assert done.draft.pk == clause.pk
    assert read_content(clause) == older.content


def test_restoring_is_a_new_entry_and_loses_none(clause, ada):
    older, newer = two_states(clause, ada)
    restore_entry(clause, ada, older, reason="The count was right before.")
    entries = list_entries(clause)
    assert [entry.content for entry in entries] == [older.content, newer.content, older.content]
    assert entries[0].reason == "The count was right before."
    assert entries[0].by_name


def test_what_was_restored_over_can_be_restored_again(clause, ada):
    older, newer = two_states(clause, ada)
    restore_entry(clause, ada, older)
    restore_entry(clause, ada, newer)
    assert read_content(clause) == newer.content


def test_a_change_without_an_entry_is_recorded_before_it_is_replaced(clause, ada):
    older, _newer = two_states(clause, ada)
    Clause.objects.filter(pk=clause.pk).update(text="Never recorded.")
    restore_entry(clause, ada, older)
    assert "Never recorded." in [entry.content.fields["text"] for entry in list_entries(clause)]


def published(clause, by, reviewer):
    submit(clause, by)
    publish(clause, reviewer, "Complete and checked.")
    clause.refresh_from_db()


def correct(clause, ada, bob, **fields):
    """Correct a clause: from the revision to its publication."""
    revision = open_revision(clause, ada)
    change(revision, ada, "", **fields)
    submit(revision, ada)
    publish(revision, bob, "The number was misread.")
    clause.refresh_from_db()


def test_a_published_clause_is_restored_into_a_revision(clause, ada, bob):
    published(clause, ada, bob)
    first = list_entries(clause)[0]
    correct(clause, ada, bob, text="Fighting stops for 60 days.")
    done = restore_entry(clause, ada, first)
    clause.refresh_from_db()
    assert clause.text == "Fighting stops for 60 days."
    assert done.draft.revises == clause
    assert done.draft.state == "draft"
    assert done.draft.text == "Fighting stops for 30 days."


def test_an_open_revision_is_restored_in_place_and_its_own_text_recorded(clause, ada, bob):
    published(clause, ada, bob)
    first = list_entries(clause)[0]
    revision = open_revision(clause, ada)
    Clause.objects.filter(pk=revision.pk).update(text="Half a thought.")
    done = restore_entry(clause, ada, first)
    assert done.draft.pk == revision.pk
    texts = [entry.content.fields["text"] for entry in list_entries(done.draft)]
    assert texts == ["Fighting stops for 30 days.", "Half a thought."]


def test_nothing_is_restored_over_what_somebody_saved_meanwhile(clause, ada):
    older, _newer = two_states(clause, ada)
    seen = Seen.of(clause)
    Clause.objects.filter(pk=clause.pk).update(edition=seen.edition + 1, text="Meanwhile.")
    with pytest.raises(EditConflict):
        restore_entry(clause, ada, older, seen=seen)
    assert Clause.objects.get(pk=clause.pk).text == "Meanwhile."


def test_nothing_is_restored_over_a_revision_that_was_opened_meanwhile(clause, ada, bob):
    published(clause, ada, bob)
    seen = Seen.of(clause)
    open_revision(clause, bob)
    with pytest.raises(EditConflict):
        restore_entry(clause, ada, list_entries(clause)[0], seen=seen)


def test_whoever_restored_a_clause_cannot_publish_it(clause, ada, bob):
    older, _newer = two_states(clause, ada)
    restore_entry(clause, bob, older)
    clause.refresh_from_db()
    assert clause.edited_by == bob


def test_restoring_needs_the_right_to_edit(clause, ada):
    older, _newer = two_states(clause, ada)
    with pytest.raises(PermissionDenied):
        restore_entry(clause, UserFactory(), older)


def test_an_entry_of_another_clause_is_none_of_this_one(clause, ada):
    other = ClauseFactory()
    change(other, ada, "")
    with pytest.raises(NoSuchEntry):
        restore_entry(clause, ada, list_entries(other)[0])


def test_what_is_gone_meanwhile_is_named_and_the_rest_restored(clause, ada):
    question = clause.terms.get().question
    article = ArticleFactory()
    EvidenceFactory(clause=clause, article=article, quote="thirty days", before="for", after="or")
    older, _newer = two_states(clause, ada)
    article.delete()
    question.delete()
    done = restore_entry(clause, ada, older)
    assert len(done.lost) == 2
    assert done.lost[0] == "answer “at least 30”: its question was deleted since."
    assert done.lost[1] == "evidence “thirty days”: its article was deleted since."
    assert clause.evidence.count() == 1


def test_an_answer_that_is_not_allowed_any_more_is_named(clause, ada):
    older, _newer = two_states(clause, ada)
    question = QuestionFactory._meta.model.objects.get()
    QuestionFactory._meta.model.objects.filter(pk=question.pk).update(
        kind="choice", unit=None, vocabulary=[{"key": "a", "label": "a"}]
    )
    done = restore_entry(clause, ada, older)
    assert len(done.lost) == 1
    named = f"answer “at least 30” to the question “{question.text}”: "
    assert done.lost[0].startswith(named)
    assert not clause.terms.exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"text": "prose"}, "prose"),
        ({"at_least": "30", "unit": "day"}, "at least 30 day"),
        ({"more_than": "1", "at_most": "2.5"}, "more than 1 and at most 2.5"),
        ({"exactly": "1200000"}, "1,200,000"),
        ({"admits": ["open", "closed"]}, "open or closed"),
        ({"rules_out": ["open"]}, "not open"),
        ({"requires": ["air", "sea"], "excludes": ["land"]}, "air and sea and not land"),
        ({"requires": "all"}, "all"),
        ({"from": "2031-06-01"}, "from 1 June 2031"),
        ({"on": "2031-06-01"}, "1 June 2031"),
        ({"chains": [["a", ["b", "c"]]]}, "a, then b together with c"),
        ({"any": True}, "any option"),
        ({"top": True}, "top"),
        ({"at_least": "some"}, "at least some"),
        ({"at_least": "NaN"}, "at least NaN"),
        ({"new": {"x": 1}}, "new: {'x': 1}"),
        (7, "7"),
    ],
)
def test_an_answer_whose_question_is_gone_reads_in_plain_words(value, words):
    assert NameLookup().answer_words("gone", value) == words


def test_a_text_that_is_not_allowed_any_more_stops_the_whole(clause, ada):
    clause.quote = "one two three four five six seven eight nine ten a b c d e f"
    older, _newer = two_states(clause, ada)
    Clause.objects.filter(pk=clause.pk).update(quote="")
    with pytest.raises(ValidationError, match="15"):
        restore_entry(clause, ada, older)
    assert Clause.objects.get(pk=clause.pk).heading == "Pause"
