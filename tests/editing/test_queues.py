"""What waits for an editor: every condition behind the lists and the work queues."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from proposals import models
from proposals.editing import conditions, queues
from proposals.editing.review import confirm
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    NegotiationFactory,
    OriginFactory,
    QuestionFactory,
    ResponseFactory,
    TermFactory,
    TopicFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db
CLAUSES = models.Clause.objects
EARLY = datetime.datetime(2025, 6, 3, tzinfo=datetime.UTC)
LATE = datetime.datetime(2025, 6, 9, tzinfo=datetime.UTC)


def queue(name, editor=None):
    chosen = next(one for one in queues.QUEUES if one.name == name)
    return set(chosen.pick(CLAUSES.all(), editor or reviewer()))


def revision_of(clause, **values):
    return ClauseFactory(version=clause.version, key=clause.key, revises=clause, **values)


def test_a_clause_on_two_outlets_does_not_rest_on_one_source():
    one, two = ClauseFactory(), ClauseFactory()
    EvidenceFactory(clause=one)
    EvidenceFactory.create_batch(2, clause=two)
    assert set(queues.on_one_source(CLAUSES.all())) == {one}


def test_reprints_of_one_text_are_one_source_however_often_they_were_handed_on():
    clause = ClauseFactory()
    first = article = EvidenceFactory(clause=clause).article
    for _times in range(4):
        article = ArticleFactory(syndicated_from=article)
    EvidenceFactory(clause=clause, article=article)
    assert first.outlet != article.outlet
    assert set(queues.on_one_source(CLAUSES.all())) == {clause}


def test_passages_of_shared_material_are_one_source():
    clause, origin = ClauseFactory(), OriginFactory()
    EvidenceFactory(clause=clause, origin=origin)
    EvidenceFactory(clause=clause, article=ArticleFactory(origin=origin))
    assert set(queues.on_one_source(CLAUSES.all())) == {clause}


def test_what_only_disputes_a_clause_is_not_a_source_that_it_rests_on():
    EvidenceFactory(disputing=True)
    assert not queues.on_one_source(CLAUSES.all()).exists()


@pytest.mark.parametrize("times", [1, 40])
def test_finding_clauses_on_one_source_asks_three_queries_before_its_own(
    times, django_assert_num_queries
):
    for _time in range(times):
        EvidenceFactory(article=ArticleFactory(syndicated=True))
    with django_assert_num_queries(4):
        assert len(queues.on_one_source(CLAUSES.all())) == times


def test_a_clause_is_not_coded_while_a_question_of_its_topics_is_open():
    topic, negotiation = TopicFactory(), NegotiationFactory()
    QuestionFactory(topic=topic, negotiation=negotiation)
    clause = ClauseFactory(version__proposal__negotiation=negotiation, topics=[topic])
    assert list(CLAUSES.filter(conditions.is_uncoded())) == [clause]


@pytest.mark.parametrize("how", ["answered beside it", "recorded as silent", "its own answer"])
def test_a_clause_is_coded_once_its_question_is(how):
    topic, negotiation = TopicFactory(), NegotiationFactory()
    question = QuestionFactory(topic=topic, negotiation=negotiation)
    clause = ClauseFactory(version__proposal__negotiation=negotiation, topics=[topic])
    if how == "recorded as silent":
        CoverageFactory(version=clause.version, question=question)
    else:
        own = clause if how == "its own answer" else ClauseFactory(version=clause.version)
        TermFactory(clause=own, question=question)
    assert not CLAUSES.filter(conditions.is_uncoded()).exists()


def test_what_a_withdrawn_clause_answered_is_not_coded():
    topic, negotiation = TopicFactory(), NegotiationFactory()
    question = QuestionFactory(topic=topic, negotiation=negotiation)
    clause = ClauseFactory(version__proposal__negotiation=negotiation, topics=[topic])
    gone = ClauseFactory(version=clause.version, state="withdrawn")
    TermFactory(clause=gone, question=question)
    assert list(CLAUSES.filter(conditions.is_uncoded())) == [clause]
    assert question in models.Question.objects.filter(conditions.has_uncoded_versions())
    assert clause.version in models.Version.objects.filter(conditions.has_uncoded_questions())


def test_a_question_of_another_negotiation_does_not_wait_for_this_one():
    topic = TopicFactory()
    QuestionFactory(topic=topic)
    ClauseFactory(topics=[topic])
    assert not CLAUSES.filter(conditions.is_uncoded()).exists()


def test_a_question_is_open_until_every_document_answers_it_or_is_covered():
    question = QuestionFactory()
    one, two = VersionFactory.create_batch(2, proposal__negotiation=question.negotiation)
    TermFactory(clause__version=one, question=question)
    waiting = models.Question.objects.filter(conditions.has_uncoded_versions())
    assert question in waiting.all()
    CoverageFactory(version=two, question=question)
    assert question not in waiting.all()


def test_a_document_is_open_until_it_answers_every_question_or_is_covered():
    version = VersionFactory()
    one, two = QuestionFactory.create_batch(2, negotiation=version.proposal.negotiation)
    TermFactory(clause__version=version, question=one)
    waiting = models.Version.objects.filter(conditions.has_uncoded_questions())
    assert version in waiting.all()
    CoverageFactory(version=version, question=two)
    assert version not in waiting.all()


@pytest.fixture
def topic():
    return TopicFactory()


@pytest.fixture
def published(topic):
    clause = ClauseFactory(published=True, topics=[topic])
    CLAUSES.filter(pk=clause.pk).update(checked_at=EARLY)
    return clause


def tagged(clause, topic, at, **values):
    """Another clause of the same document and topic, with an article tagged at this time."""
    other = ClauseFactory(version=clause.version, topics=[topic])
    return EvidenceFactory(clause=other, tagged_at=at, **values)


def test_a_clause_is_stale_when_its_topic_got_an_article_after_its_last_check(published, topic):
    tagged(published, topic, LATE)
    assert queue("stale") == {published}


def test_an_article_tagged_before_the_last_check_makes_nothing_stale(published, topic):
    tagged(published, topic, EARLY)
    assert queue("stale") == set()


def test_an_article_on_another_topic_makes_nothing_stale(published):
    tagged(published, TopicFactory(), LATE)
    assert queue("stale") == set()


def test_an_article_in_another_negotiation_makes_nothing_stale(published, topic):
    EvidenceFactory(clause=ClauseFactory(topics=[topic]), tagged_at=LATE)
    assert queue("stale") == set()


def test_an_article_that_the_clause_cites_already_does_not_make_it_stale(published, topic):
    tagged(published, topic, LATE, article=published.evidence.get().article)
    assert queue("stale") == set()


def test_a_clause_that_was_loaded_counts_from_the_newest_of_its_own_evidence(published, topic):
    CLAUSES.filter(pk=published.pk).update(checked_at=None)
    models.Evidence.objects.filter(clause=published).update(tagged_at=EARLY)
    tagged(published, topic, LATE)
    assert queue("stale") == {published}


def test_finding_a_clause_still_right_takes_it_off_the_queue(published, topic):
    tagged(published, topic, LATE)
    confirm(published, reviewer())
    assert queue("stale") == set()


def test_only_a_reviewer_finds_a_clause_still_right(published):
    with pytest.raises(PermissionDenied):
        confirm(published, analyst())


def test_a_draft_cannot_be_found_still_right():
    with pytest.raises(ValidationError):
        confirm(ClauseFactory(), reviewer())


def test_a_reviewer_is_not_offered_what_they_handed_in_themselves():
    editor = reviewer()
    other = ClauseFactory(state="review", submitted_by=analyst())
    nameless = ClauseFactory(state="review")
    ClauseFactory(state="review", submitted_by=editor)
    assert queue("review", editor) == {other, nameless}


@pytest.mark.parametrize("factory", [ClauseFactory, ResponseFactory])
def test_a_reviewer_is_not_offered_what_they_cannot_publish(factory):
    mine, other = reviewer(), analyst()
    rows = [factory(state="review", submitted_by=other, edited_by=other) for _number in range(5)]
    edited, entered, last, before, free = rows
    edited.editors.add(mine)
    for row, name in ((entered, "created_by"), (last, "edited_by"), (before, "created_by")):
        type(row).objects.filter(pk=row.pk).update(**{name: mine})
    before.transitions.create(from_state="published", to_state="withdrawn", at=EARLY)
    if factory is ClauseFactory:
        assert queue("review", mine) == {before, free}
    else:
        assert set(queues.responses_at_review(mine)) == {before, free}


def test_an_analyst_sees_all_that_waits_for_review():
    editor = analyst()
    own = ClauseFactory(state="review", submitted_by=editor)
    assert queue("review", editor) == {own}


def test_what_a_reviewer_sent_back_is_to_be_mended():
    clause = ClauseFactory(state="changes")
    ClauseFactory()
    assert queue("mend") == {clause}


def test_an_open_comment_is_to_be_dealt_with_until_it_is_closed():
    clause = ClauseFactory()
    remark = models.Comment.objects.create(clause=clause, text="Really?", made_at=EARLY)
    assert queue("mend") == {clause}
    remark.closed_at = LATE
    remark.save()
    assert queue("mend") == set()


@pytest.mark.parametrize(
    ("state", "waits"),
    [("changed", True), ("missing", True), ("several", True), ("once", False), ("no_text", False)],
)
def test_a_doubtful_quote_waits_for_an_editor(state, waits):
    evidence = EvidenceFactory(quoted=True)
    models.Evidence.objects.filter(pk=evidence.pk).update(quote_state=state)
    assert queue("quotes") == ({evidence.clause} if waits else set())


def test_work_goes_on_in_the_revision_not_in_the_clause_that_it_revises():
    original = ClauseFactory(published=True)
    revision = revision_of(original)
    EvidenceFactory(clause=revision)
    assert queue("one-source") == {revision}


def test_a_withdrawn_clause_waits_for_nobody():
    EvidenceFactory(clause=ClauseFactory(state="withdrawn"))
    assert queue("one-source") == set()


@pytest.mark.parametrize("field", ["created_by", "edited_by", "submitted_by"])
def test_what_an_editor_entered_edited_or_handed_in_is_their_own(field):
    editor = analyst()
    own = ClauseFactory(**{field: editor})
    ClauseFactory(**{field: analyst()})
    assert list(queues.edited_by(CLAUSES.all(), editor)) == [own]


# Edits and rival copies


@pytest.fixture
def answered():
    """A point of a text that answers a question, and the question."""
    term = TermFactory(clause__key="1")
    return term.clause, term.question


def uncoded_versions():
    return set(models.Version.objects.filter(conditions.has_uncoded_questions()))


def uncoded_questions():
    return set(models.Question.objects.filter(conditions.has_uncoded_versions()))


def test_an_edit_that_takes_an_answer_over_leaves_nothing_open(answered):
    clause, question = answered
    base = clause.version
    edit = VersionFactory(proposal=base.proposal, edits=base, complete=True)
    assert (uncoded_versions(), uncoded_questions()) == (set(), set())
    ClauseFactory(version=edit, key="1", status="struck-out")
    assert (uncoded_versions(), uncoded_questions()) == ({edit}, {question})
    CoverageFactory(version=edit, question=question, kind="struck-out")
    assert (uncoded_versions(), uncoded_questions()) == (set(), set())


def test_an_edit_that_takes_an_absence_over_leaves_nothing_open():
    absence = CoverageFactory()
    base = absence.version
    VersionFactory(proposal=base.proposal, edits=base, complete=True)
    assert uncoded_versions() == set()


def test_an_edit_known_from_reports_leaves_open_what_nobody_told(answered):
    clause, question = answered
    told = VersionFactory(proposal=clause.version.proposal, edits=clause.version)
    assert (uncoded_versions(), uncoded_questions()) == ({told}, {question})


def test_a_rival_copy_leaves_nothing_open(answered):
    clause, _question = answered
    VersionFactory(proposal=clause.version.proposal, copy_of=clause.version)
    assert (uncoded_versions(), uncoded_questions()) == (set(), set())


def test_a_clause_of_an_edit_is_coded_if_the_points_left_alone_answer(answered):
    clause, question = answered
    edit = VersionFactory(proposal=clause.version.proposal, edits=clause.version, complete=True)
    struck = ClauseFactory(version=edit, key="2", status="struck-out", topics=[question.topic])
    assert struck not in CLAUSES.filter(conditions.is_uncoded())
    ClauseFactory(version=edit, key="1", status="struck-out")
    assert struck in CLAUSES.filter(conditions.is_uncoded())
