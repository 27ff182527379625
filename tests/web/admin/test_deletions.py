"""Nothing that something rests on is deleted: the admin says what does, the models refuse."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse

from proposals.models import Negotiation, Party
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    DisagreementFactory,
    EvidenceFactory,
    JudgementFactory,
    OriginFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    ThemeFactory,
    TopicFactory,
    UnitFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
LOST = (ProtectedError, RestrictedError, ValidationError)


def article_with(factory, **extra):
    return lambda article: factory(articles=[article], **extra)


def with_party(party):
    return ProposalFactory(negotiation=party.negotiation, parties=[party])


def with_bearer(party):
    return TermFactory(clause__version__proposal__negotiation=party.negotiation, bearers=[party])


def published_in(version):
    return ClauseFactory(version=version, published=True)


def edit_of(version):
    return VersionFactory(
        proposal__negotiation=version.proposal.negotiation, label="edit", edits=version
    )


# What is to be deleted, what rests on it, and the words that stand on the page for that.
HELD = {
    "an article cited": (ArticleFactory, lambda row: EvidenceFactory(article=row), "Evidence: 1"),
    "an article that printed a version": (
        ArticleFactory, lambda row: VersionFactory(published_by=row), "Versions: 1"
    ),
    "an article that was handed on": (
        ArticleFactory, lambda row: ArticleFactory(syndicated_from=row), "Articles: 1"
    ),
    "an article read for an absence": (
        ArticleFactory, article_with(CoverageFactory), "Checked absences: 1"
    ),
    "an article quoted for an absence": (
        ArticleFactory, lambda row: CoverageEvidenceFactory(article=row), "Evidence on absences: 1"
    ),
    "an article that gives an account": (
        ArticleFactory, article_with(AccountFactory), "Accounts: 1"
    ),
    "a party with a proposal": (PartyFactory, with_party, "Proposals: 1"),
    "a party that must act": (PartyFactory, with_bearer, "Answers: 1"),
    "a topic with a question": (
        TopicFactory, lambda row: QuestionFactory(topic=row), "Questions: 1"
    ),
    "a topic of a clause": (TopicFactory, lambda row: ClauseFactory(topics=[row]), "Clauses: 1"),
    "a question answered": (QuestionFactory, lambda row: TermFactory(question=row), "Answers: 1"),
    "a question covered": (
        QuestionFactory, lambda row: CoverageFactory(question=row), "Checked absences: 1"
    ),
    "a question judged": (
        QuestionFactory, lambda row: JudgementFactory(question=row), "Judgements: 1"
    ),
    "a disagreement that evidence is part of": (
        DisagreementFactory, lambda row: EvidenceFactory(disagreement=row), "Evidence: 1"
    ),
    "a clause that an answer waits for": (
        ClauseFactory, lambda row: TermFactory(waits_for=row), "Answers: 1"
    ),
    "a theme": (ThemeFactory, lambda row: TopicFactory(theme=row), "Topics: 1"),
    "a unit": (UnitFactory, lambda row: QuestionFactory(unit=row), "Questions: 1"),
    "shared material": (
        OriginFactory, lambda row: ArticleFactory(origin=row), "Articles: 1"
    ),
    "a version with a public clause": (VersionFactory, published_in, "Clauses: 1"),
    "a proposal with a public clause": (
        ProposalFactory, lambda row: published_in(VersionFactory(proposal=row)), "Clauses: 1"
    ),
    "a version that another edits": (
        VersionFactory, lambda row: edit_of(row), "Versions that edit this text: 1"
    ),
    "a version that another is a copy of": (
        VersionFactory,
        lambda row: VersionFactory(proposal=row.proposal, copy_of=row),
        "Other copies of this text: 1",
    ),
    "a proposal that another edits": (
        ProposalFactory,
        lambda row: edit_of(VersionFactory(proposal=row)),
        "Versions that edit this text: 1",
    ),
}  # fmt: skip
HELD_BY_MODELS = {
    name: held
    for name, held in HELD.items()
    if name.split()[1] in ("article", "party", "topic", "question", "version", "proposal")
    or name.split()[1] in ("disagreement", "clause")
}


@pytest.fixture
def boss(client):
    client.force_login(get_user_model().objects.create_superuser("boss"))
    return client


def address(row, view="delete"):
    meta = row._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_{view}"
    return reverse(name, args=[row.pk] if view != "changelist" else [])


def stands(row):
    return type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("factory", "rest", "words"), HELD.values(), ids=HELD)
def test_the_page_for_deleting_lists_what_rests_on_it(boss, factory, rest, words):
    row = factory()
    rest(row)
    page = boss.get(address(row)).content.decode()
    assert "because this rests on it" in page
    assert words in page
    assert 'type="submit" value="Delete"' not in page


@pytest.mark.parametrize(("factory", "rest", "words"), HELD.values(), ids=HELD)
def test_sending_the_deletion_all_the_same_is_refused(boss, factory, rest, words):
    row = factory()
    rest(row)
    page = boss.post(address(row), {"post": "yes"})
    assert words in page.content.decode()
    assert stands(row)


@pytest.mark.parametrize(("factory", "rest", "words"), HELD.values(), ids=HELD)
def test_deleting_many_is_refused_for_one_of_them(boss, factory, rest, words):
    row = factory()
    rest(row)
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [row.pk], "post": "yes"}
    page = boss.post(address(row, "changelist"), data)
    assert words in page.content.decode()
    assert stands(row)


@pytest.mark.parametrize(("factory", "rest", "words"), HELD_BY_MODELS.values(), ids=HELD_BY_MODELS)
@pytest.mark.parametrize("how", ["row", "rows"])
def test_the_models_refuse_whoever_asks(factory, rest, words, how):
    row = factory()
    rest(row)
    with pytest.raises(LOST), transaction.atomic():
        row.delete() if how == "row" else type(row)._default_manager.filter(pk=row.pk).delete()
    assert stands(row)


@pytest.mark.parametrize("factory", [ArticleFactory, PartyFactory, TopicFactory, QuestionFactory])
def test_what_nothing_rests_on_is_deleted(boss, factory):
    row = factory()
    assert boss.post(address(row), {"post": "yes"}).status_code == 302
    assert not stands(row)


def test_what_rests_on_it_can_be_opened_from_the_list(boss):
    evidence = EvidenceFactory()
    page = boss.get(address(evidence.article)).content.decode()
    assert reverse("admin:proposals_clause_change", args=[evidence.clause_id]) in page


def test_the_version_that_edits_a_text_can_be_opened_from_the_list(boss):
    edit = edit_of(VersionFactory())
    page = boss.get(address(edit.edits)).content.decode()
    assert address(edit, "change") in page


def test_a_negotiation_of_an_edit_says_what_holds_it(boss):
    edit = edit_of(VersionFactory())
    page = boss.get(address(edit.proposal.negotiation)).content.decode()
    assert "because this rests on it" in page
    assert "Versions that edit this text: 1" in page


def test_a_long_list_is_cut_and_counted(boss):
    article = ArticleFactory()
    EvidenceFactory.create_batch(23, article=article)
    page = boss.get(address(article)).content.decode()
    assert "Evidence: 23" in page
    assert "and 3 more" in page


@pytest.mark.parametrize("times", [1, 30])
def test_the_page_asks_the_same_queries_however_much_rests_on_it(
    boss, times, django_assert_max_num_queries
):
    article = ArticleFactory()
    EvidenceFactory.create_batch(times, article=article)
    CoverageFactory.create_batch(times, articles=[article])
    with django_assert_max_num_queries(16):
        boss.get(address(article))


def test_a_public_clause_cannot_be_deleted_by_choosing_it(boss):
    clause = ClauseFactory(published=True)
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [clause.pk], "post": "yes"}
    page = boss.post(address(clause, "changelist"), data)
    assert "cannot be deleted" in page.content.decode()
    assert stands(clause)


def test_a_draft_is_deleted(boss):
    clause = TermFactory().clause
    assert boss.post(address(clause), {"post": "yes"}).status_code == 302
    assert not stands(clause)


def test_a_negotiation_of_drafts_goes_with_all_that_is_in_it(boss):
    party = PartyFactory()
    with_party(party)
    assert boss.post(address(party.negotiation), {"post": "yes"}).status_code == 302
    assert not Negotiation.objects.exists()
    assert not Party.objects.exists()


def test_the_way_back_needs_no_script(boss):
    row = TopicFactory()
    page = boss.get(address(row)).content.decode()
    assert f'href="{address(row, "change")}">Back' in page
