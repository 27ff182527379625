"""Two people at one row: neither loses what they changed to the form of the other."""

import pytest
from django.urls import reverse

from proposals.models import (
    Coverage,
    Disagreement,
    Party,
    Proposal,
    Question,
    Topic,
    Version,
)
from sources.models import Article, Outlet
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    CoverageFactory,
    DisagreementFactory,
    OutletFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
)
from tests.support import pages
from tests.support.forms import fields_of

pytestmark = pytest.mark.django_db

ROWS = [
    (Article, ArticleFactory, ("headline", "First"), ("note", "Second")),
    (Outlet, OutletFactory, ("name", "First"), ("country", "Ruritania")),
    (Coverage, CoverageFactory, ("note", "First"), ("basis", "digest")),
    (Version, VersionFactory, ("label", "First"), ("note", "Second")),
    (Proposal, ProposalFactory, ("name", "First"), ("kind", "plan")),
    (Question, QuestionFactory, ("text", "First?"), ("note", "Second")),
    (Topic, TopicFactory, ("name", "First"), ("definition", "Second")),
    (Disagreement, DisagreementFactory, ("title", "First"), ("reading", "Second")),
    (Party, PartyFactory, ("name", "First"), ("role", "mediator")),
]
BY_NAME = pytest.mark.parametrize(
    ("model", "make", "one", "other"), ROWS, ids=[row[0].__name__ for row in ROWS]
)


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def page_of(row):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def opened(client, row):
    """The form of a row as it stands on its page now."""
    html = client.get(page_of(row)).content.decode()
    return fields_of(html, f"//form[@id='{row._meta.model_name}_form']")


@BY_NAME
def test_different_fields_are_both_kept(editor, model, make, one, other):
    row = make()
    first, second = opened(editor, row), opened(editor, row)
    assert editor.post(page_of(row), first | {one[0]: [one[1]]}).status_code == 302
    assert editor.post(page_of(row), second | {other[0]: [other[1]]}).status_code == 302
    row.refresh_from_db()
    assert [str(getattr(row, name)) for name, _value in (one, other)] == [one[1], other[1]]


@BY_NAME
def test_the_same_field_is_not_overwritten_unseen(editor, model, make, one, other):
    row = make()
    first, second = opened(editor, row), opened(editor, row)
    editor.post(page_of(row), first | {one[0]: ["Theirs"]})
    answer = editor.post(page_of(row), second | {one[0]: ["Mine"]})
    words = pages.text_of(pages.parsed(answer.content.decode()))
    assert "It says now: Theirs" in words
    row.refresh_from_db()
    assert getattr(row, one[0]) == "Theirs"
    again = fields_of(answer.content.decode(), f"//form[@id='{row._meta.model_name}_form']")
    assert again[one[0]] == ["Mine"]
    assert editor.post(page_of(row), again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, one[0]) == "Mine"


def test_what_was_taken_over_is_told(editor):
    row = ArticleFactory()
    first, second = opened(editor, row), opened(editor, row)
    editor.post(page_of(row), first | {"headline": ["First"]})
    answer = editor.post(page_of(row), second | {"note": ["Second"]}, follow=True)
    assert "Changed by somebody else meanwhile, and kept: Headline" in answer.content.decode()


def test_rows_below_are_guarded_too(editor):
    row = AccountFactory().disagreement
    first, second = opened(editor, row), opened(editor, row)
    editor.post(page_of(row), first | {"accounts-0-text": ["Theirs"]})
    editor.post(page_of(row), second | {"title": ["Mine"]})
    row.refresh_from_db()
    assert (row.title, row.accounts.get().text) == ("Mine", "Theirs")


def test_lists_are_guarded_too(editor):
    row = ProposalFactory()
    parties = PartyFactory.create_batch(2, negotiation=row.negotiation)
    first, second = opened(editor, row), opened(editor, row)
    editor.post(page_of(row), first | {"parties": [party.pk for party in parties]})
    editor.post(page_of(row), second | {"name": ["Mine"]})
    assert list(row.parties.all()) == parties


@pytest.mark.parametrize("seen", ["", "{", "[]", '{"sources.article:1": 3}', "𝟘"])
def test_odd_words_about_what_was_seen_change_nothing(editor, seen):
    row = ArticleFactory()
    form = opened(editor, row) | {"headline": ["Mine"], "_seen": [seen]}
    assert editor.post(page_of(row), form).status_code == 302
    row.refresh_from_db()
    assert row.headline == "Mine"


@pytest.fixture
def below(editor):
    """An account that somebody changed after the page of its disagreement was opened."""
    row = AccountFactory(text="As it was.")
    form = opened(editor, row.disagreement) | {"accounts-0-DELETE": ["on"]}
    type(row).objects.filter(pk=row.pk).update(text="What another found meanwhile.")
    return row, form


def test_a_row_below_that_another_changed_is_not_deleted_unseen(editor, below):
    row, form = below
    answer = editor.post(page_of(row.disagreement), form)
    words = pages.text_of(pages.parsed(answer.content.decode()))
    assert "Somebody else changed" in words
    assert "It says now: Account: What another found meanwhile." in words
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_row_below_that_another_changed_is_deleted_once_that_was_seen(editor, below):
    row, form = below
    answer = editor.post(page_of(row.disagreement), form)
    again = fields_of(answer.content.decode(), "//form[@id='disagreement_form']")
    assert again["accounts-0-DELETE"] == ["on"]
    assert editor.post(page_of(row.disagreement), again).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("lists", [False, True], ids=["a field", "a list"])
def test_a_row_that_another_changed_is_not_deleted_unseen(editor, lists):
    row = ProposalFactory()
    page = reverse("admin:proposals_proposal_delete", args=[row.pk])
    form = fields_of(editor.get(page).content.decode(), "//form[.//input[@name='post']]")
    if lists:
        row.parties.add(PartyFactory(negotiation=row.negotiation))
    else:
        Proposal.objects.filter(pk=row.pk).update(note="What another found meanwhile.")
    answer = editor.post(page, form, follow=True)
    assert "Somebody else changed" in answer.content.decode()
    assert Proposal.objects.filter(pk=row.pk).exists()
    again = fields_of(answer.content.decode(), "//form[.//input[@name='post']]")
    editor.post(page, again)
    assert not Proposal.objects.filter(pk=row.pk).exists()
