"""What the database and the models refuse, and what they fill in."""

import datetime

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from proposals import models
from proposals.domain.values import Range
from proposals.domain.verdicts import Mark
from proposals.domain.vocabulary import Kind
from proposals.models import choices
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    DisagreementFactory,
    EvidenceFactory,
    JudgementFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    ThemeFactory,
    TopicFactory,
    UnitFactory,
    VersionFactory,
    entries,
)

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("proposals").get_models())
KEYED = [
    NegotiationFactory,
    PartyFactory,
    DisagreementFactory,
    AccountFactory,
    ThemeFactory,
    TopicFactory,
    UnitFactory,
    QuestionFactory,
    ProposalFactory,
    VersionFactory,
    ClauseFactory,
    TermFactory,
    CoverageFactory,
    CoverageEvidenceFactory,
    EvidenceFactory,
    JudgementFactory,
    ResponseFactory,
    ResponseEvidenceFactory,
]


def refusal(row):
    """What full_clean says of a row, in one text."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return " ".join(caught.value.messages)


def test_the_models_kinds_are_the_engines():
    assert set(choices.ValueKind.values) == {kind.value for kind in Kind}


def test_the_models_verdicts_are_the_engines():
    assert set(choices.JudgedMark.values) == {mark.value for mark in Mark}


@pytest.mark.parametrize("factory", KEYED, ids=lambda factory: factory.__name__)
def test_a_row_is_found_by_its_natural_key(factory):
    row = factory()
    assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize("factory", KEYED, ids=lambda factory: factory.__name__)
def test_a_row_can_be_written_and_read_with_natural_keys(factory):
    row = factory()
    written = serializers.serialize(
        "json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    read = next(serializers.deserialize("json", written)).object
    assert read.pk == row.pk


@pytest.mark.parametrize("factory", KEYED, ids=lambda factory: factory.__name__)
def test_a_row_from_a_factory_is_valid(factory):
    factory().full_clean()


@pytest.mark.parametrize("factory", KEYED, ids=lambda factory: factory.__name__)
def test_a_second_row_with_the_same_key_is_refused(factory):
    row = factory()
    row.pk, row._state.adding = None, True
    if isinstance(row, models.Clause):
        row.uid = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("factory", KEYED, ids=lambda factory: factory.__name__)
def test_a_second_row_with_the_same_key_is_refused_in_words(factory):
    row = factory()
    row.pk, row._state.adding = None, True
    assert "already" in refusal(row)


CLOSED = [
    (constraint.name, factory)
    for factory in KEYED
    for constraint in factory._meta.model._meta.constraints
    if constraint.name.endswith("_known")
]


@pytest.mark.parametrize(("name", "factory"), CLOSED, ids=[name for name, _factory in CLOSED])
def test_the_database_takes_known_words_only(name, factory):
    row = factory()
    field = name.removeprefix(f"proposals_{row._meta.model_name}_").removesuffix("_known")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**{field: "other"})


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_choice_is_held_by_the_database(model):
    held = {constraint.name for constraint in model._meta.constraints}
    chosen = [field.name for field in model._meta.fields if field.choices]
    assert {f"proposals_{model._meta.model_name}_{name}_known" for name in chosen} <= held


def test_a_negotiation_cannot_end_before_it_begins():
    row = NegotiationFactory.build(begins=datetime.date(2025, 6, 2), ends=datetime.date(2025, 6, 1))
    assert refusal(row) == "The negotiation cannot end before it begins."
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_negotiation_can_be_deleted_with_all_inside():
    term = TermFactory()
    CoverageFactory(version=term.clause.version)
    term.question.negotiation.delete()
    assert not models.Term.objects.exists()


def test_a_question_with_answers_cannot_be_deleted():
    with pytest.raises(RestrictedError):
        TermFactory().question.delete()


def test_a_cited_article_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        EvidenceFactory().article.delete()


def test_an_article_in_whose_words_an_absence_rests_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        CoverageEvidenceFactory().article.delete()


def test_the_evidence_of_an_absence_is_numbered_and_goes_with_it():
    first = CoverageEvidenceFactory(quote="to be settled later")
    again = CoverageEvidenceFactory(coverage=first.coverage, article=first.article, number=None)
    assert again.number == 2
    assert str(first) == f"{first.coverage.uid}@{first.article.key}#1"
    first.coverage.delete()
    assert not models.CoverageEvidence.objects.exists()


def test_a_quote_of_an_absence_has_fifteen_words_at_most():
    evidence = CoverageEvidenceFactory.build(coverage=CoverageFactory(), article=ArticleFactory())
    evidence.quote = "word " * 15 + "more"
    assert "16 words" in refusal(evidence)


def test_a_unit_that_amounts_cannot_be_read_with_is_refused():
    assert "has a factor but names no base" in refusal(UnitFactory.build(factor=7))


def test_a_question_gives_what_it_allows_with_all_units_that_convert():
    UnitFactory(week=True)
    frame = QuestionFactory().frame()
    assert [unit.key for unit in frame.all_units] == ["day", "week"]


def test_a_question_takes_units_that_were_looked_up_before(django_assert_num_queries):
    question = QuestionFactory()
    units = [question.unit.as_unit()]
    with django_assert_num_queries(0):
        question.frame(units)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": None}, "needs a unit"),
        ({"kind": "choice"}, "Only a question of kind range takes a unit"),
        ({"choice": True, "vocabulary": []}, "needs a list of entries"),
        ({"choice": True, "vocabulary": "open"}, "A vocabulary is a list"),
        ({"choice": True, "vocabulary": [{"key": "a"}]}, "Entry 1 of the vocabulary needs key"),
        ({"choice": True, "vocabulary": [{"key": "a", "label": "x"}] * 2}, "the same key"),
    ],
)
def test_a_vocabulary_that_cannot_serve_is_refused(changes, message):
    assert message in refusal(QuestionFactory.build(**changes))


def test_an_entry_that_an_answer_names_cannot_be_removed():
    question = QuestionFactory(items=True)
    term = TermFactory(
        question=question,
        clause__version__proposal__negotiation=question.negotiation,
        value="air and sea",
    )
    question.vocabulary = entries("air", "land")
    assert f"{term.clause.uid}: requires: not in the question's list. Found: 'sea'." in refusal(
        question
    )


def test_an_entry_that_no_answer_names_can_be_removed():
    question = QuestionFactory(items=True)
    question.vocabulary = entries("air", "land")
    question.full_clean()


def test_the_kind_of_an_answered_question_cannot_change():
    question = TermFactory().question
    question.kind, question.unit = "date", None
    assert "Answers in use would no longer be allowed" in refusal(question)


def test_a_clause_gets_its_address_on_the_first_save_and_keeps_it():
    clause = ClauseFactory(
        version__key="first",
        version__proposal__key="plan",
        version__proposal__negotiation__key="talks",
        key="I.5d",
    )
    clause.key = "I.6"
    clause.save()
    assert clause.uid == "talks.plan.first.I.5d"


def test_a_revision_keeps_the_key_of_its_clause():
    clause = ClauseFactory(published=True)
    draft = ClauseFactory.build(version=clause.version, revises=clause, key="another")
    assert "keeps the key" in refusal(draft)


def test_a_revision_is_told_from_its_clause_by_its_address():
    clause = ClauseFactory(published=True)
    draft = ClauseFactory(version=clause.version, revises=clause, key=clause.key)
    assert draft.uid == f"{clause.uid}~"
    assert models.Clause.objects.get_by_natural_key(*draft.natural_key()) == draft
    assert models.Clause.objects.get_by_natural_key(*clause.natural_key()) == clause


def test_a_clause_that_lost_its_evidence_is_not_shown(without_guard):
    clause = ClauseFactory(published=True)
    models.Evidence.objects.all().delete()
    assert clause not in models.Clause.objects.published()


def test_a_quote_of_sixteen_words_is_refused():
    assert "16 words; at most 15" in refusal(ClauseFactory.build(quote="word " * 16))


def test_an_answer_in_words_is_stored_as_a_table():
    assert TermFactory(value="at least 30 days").value == {"at_least": "30"}


def test_an_answer_as_a_table_is_stored_in_its_one_form():
    question = QuestionFactory(choice=True)
    negotiation = question.negotiation
    term = TermFactory(
        question=question,
        clause__version__proposal__negotiation=negotiation,
        value={"rules_out": ["excluded"]},
    )
    assert term.value == {"admits": ["open", "by-consensus"]}


def test_an_answer_gives_the_engines_value():
    assert isinstance(TermFactory().parsed, Range)


def test_an_answer_that_the_question_does_not_allow_is_refused_with_what_would_be_right():
    term = TermFactory.build(clause=ClauseFactory(), question=QuestionFactory(), value="for ever")
    assert "at least 30 days" in refusal(term)


def test_an_answer_that_the_question_does_not_allow_is_not_saved():
    with pytest.raises(ValidationError, match="at least 30 days"):
        TermFactory(value="for ever")


def test_a_second_answer_to_a_question_gets_the_next_number():
    first = TermFactory()
    assert TermFactory(clause=first.clause, question=first.question).number == 2


def test_an_answer_to_a_question_of_another_negotiation_is_refused():
    term = TermFactory.build(clause=ClauseFactory(), question=QuestionFactory())
    assert "belongs to another negotiation than the clause" in refusal(term)


def test_an_answer_cannot_wait_for_its_own_clause():
    term = TermFactory()
    term.waits_for = term.clause
    assert "cannot wait for itself" in refusal(term)


def test_an_answer_cannot_wait_for_a_clause_of_another_negotiation():
    term = TermFactory()
    term.waits_for = ClauseFactory()
    assert "The awaited clause belongs to another negotiation" in refusal(term)


def test_an_answer_takes_the_option_of_its_clause_unless_it_has_its_own():
    term = TermFactory(clause__option="first")
    assert term.effective_option == "first"
    term.option = "second"
    assert term.effective_option == "second"


def test_an_answer_where_an_absence_is_recorded_is_refused():
    absence = CoverageFactory()
    term = TermFactory.build(
        clause=ClauseFactory(version=absence.version), question=absence.question
    )
    assert "recorded as leaving the question without an answer" in refusal(term)


def test_an_absence_where_there_is_an_answer_is_refused_with_its_clause():
    term = TermFactory()
    absence = CoverageFactory.build(version=term.clause.version, question=term.question)
    assert refusal(absence) == f"This version answers the question, in {term.clause.uid}."


def test_an_absence_on_a_question_of_another_negotiation_is_refused():
    absence = CoverageFactory.build(version=VersionFactory(), question=QuestionFactory())
    assert "belongs to another negotiation than the version" in refusal(absence)


def test_a_second_passage_of_an_article_gets_the_next_number():
    first = EvidenceFactory()
    assert EvidenceFactory(clause=first.clause, article=first.article).number == 2


def test_evidence_on_an_answer_of_another_clause_is_refused():
    evidence = EvidenceFactory()
    evidence.term = TermFactory()
    assert "The answer belongs to another clause." in refusal(evidence)


def test_evidence_in_a_disagreement_of_another_negotiation_is_refused():
    evidence = EvidenceFactory()
    evidence.disagreement = DisagreementFactory()
    assert "The disagreement belongs to another negotiation." in refusal(evidence)


def test_the_language_of_a_quote_is_the_articles_unless_said_otherwise():
    evidence = EvidenceFactory(article=ArticleFactory(language="uk"))
    assert evidence.effective_language == "uk"
    evidence.quote_language = "ru"
    assert evidence.effective_language == "ru"


def test_a_judgement_needs_two_versions():
    judged = JudgementFactory()
    judged.second = judged.first
    assert "two different versions" in refusal(judged)


def test_a_pair_is_judged_once_in_either_direction():
    judged = JudgementFactory()
    turned = JudgementFactory.build(
        question=judged.question, first=judged.second, second=judged.first
    )
    assert "the other way round" in refusal(turned)


def test_a_negotiation_is_public_when_a_clause_is_published():
    ClauseFactory()
    shown = ClauseFactory(published=True).version.proposal.negotiation
    assert list(models.Negotiation.objects.public()) == [shown]


def test_a_document_is_read_in_its_own_order(django_assert_max_num_queries):
    version = VersionFactory()
    last = ClauseFactory(version=version, ordinal=9, published=True)
    first = ClauseFactory(version=version, ordinal=1, published=True)
    ClauseFactory(version=version, ordinal=2)
    with django_assert_max_num_queries(7):
        assert list(models.Clause.objects.for_document(version)) == [first, last]


def test_columns_stand_in_the_order_of_handing_over():
    negotiation = NegotiationFactory()
    later = VersionFactory(proposal__negotiation=negotiation, proposal__ordinal=2)
    sooner = VersionFactory(proposal__negotiation=negotiation, proposal__ordinal=1)
    assert list(models.Version.objects.for_columns(negotiation)) == [sooner, later]


def test_questions_are_compared_in_the_order_of_themes_and_topics():
    negotiation = NegotiationFactory()
    last = QuestionFactory(negotiation=negotiation, topic__theme__ordinal=2, ordinal=1)
    first = QuestionFactory(negotiation=negotiation, topic__theme__ordinal=1, ordinal=2)
    assert list(models.Question.objects.for_comparison(negotiation)) == [first, last]


def test_every_page_has_an_address():
    clause = ClauseFactory(
        version__key="first",
        version__proposal__key="plan",
        version__proposal__negotiation__key="talks",
        key="I.5d",
    )
    negotiation = clause.version.proposal.negotiation
    assert negotiation.get_absolute_url() == "/talks/"
    assert negotiation.get_compare_url() == "/talks/compare/"
    assert TopicFactory(key="truce").get_url_in(negotiation) == "/talks/topics/truce/"
    assert clause.version.get_absolute_url() == "/talks/documents/plan/first/"
    assert clause.get_absolute_url() == "/clauses/talks.plan.first.I.5d/"


@pytest.mark.parametrize(
    ("label", "is_said"),
    [
        ("as published on 1 June 2025", True),
        ("draft of 1 June 2025, as published on 2 June 2025", True),
        ("as of 2025-06-01", True),
        ("as published on 11 June 2025", False),
        ("as published in June 2025", False),
        ("first edition", False),
    ],
)
def test_a_date_that_the_label_says_is_not_said_again(label, is_said):
    version = VersionFactory.build(label=label, date=datetime.date(2025, 6, 1))
    assert version.unsaid_date == (None if is_said else version.date)
    assert VersionFactory.build(label=label, date=None).unsaid_date is None
