"""The page of a version: which text it edits, which it is a copy of, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from proposals.models import Version
from tests.factories import (
    ClauseFactory,
    NegotiationFactory,
    ProposalFactory,
    VersionFactory,
    analyst,
)
from tests.support import pages
from tests.support.forms import fields_of

pytestmark = pytest.mark.django_db
FORM = "//form[@id='version_form']"
INLINE = "//form[@id='proposal_form']"


@pytest.fixture
def talks():
    return NegotiationFactory()


@pytest.fixture
def paper(talks):
    return ProposalFactory(negotiation=talks, name="The paper")


@pytest.fixture
def first(paper):
    return VersionFactory(proposal=paper, key="first", label="first")


@pytest.fixture
def second(paper):
    return VersionFactory(proposal=paper, key="second", label="second", ordinal=2)


@pytest.fixture
def editor(client):
    client.force_login(analyst())
    return client


def address(version):
    return reverse("admin:proposals_version_change", args=[version.pk])


def send(client, version, **typed):
    """Open the page, type, and save; return the errors that the page shows."""
    data = fields_of(client.get(address(version)).content.decode(), FORM)
    answer = client.post(address(version), {**data, **typed})
    if answer.status_code == 302:
        return []
    root = pages.parsed(answer.content.decode())
    return [pages.text_of(one) for one in root.xpath("//ul[contains(@class,'errorlist')]/li")]


def test_an_edit_is_saved_with_the_text_that_it_edits(editor, first, second):
    assert send(editor, second, edits=first.pk, complete="on") == []
    second.refresh_from_db()
    assert (second.edits, second.complete) == (first, True)


def test_the_page_shows_the_texts_that_a_version_refers_to(editor, first, second):
    Version.objects.filter(pk=second.pk).update(edits=first)
    root = pages.parsed(editor.get(address(second)).content.decode())
    (chosen,) = root.xpath("//select[@name='edits']/option[@selected]")
    assert pages.text_of(chosen) == "The paper (first)"


def test_without_scripts_the_edited_text_is_found_by_its_key(editor, first, second):
    assert send(editor, second, **{"edits": "", "edits-typed": "first"}) == []
    second.refresh_from_db()
    assert second.edits == first


def test_a_copy_is_saved_with_the_version_that_it_is_a_copy_of(editor, first, second):
    assert send(editor, second, copy_of=first.pk) == []
    second.refresh_from_db()
    assert second.copy_of == first


def test_a_text_is_no_edit_of_itself(editor, first):
    assert send(editor, first, edits=first.pk) == [
        "A text cannot edit itself, nor a text that edits it."
    ]


def test_two_texts_do_not_edit_each_other(editor, first, second):
    Version.objects.filter(pk=second.pk).update(edits=first)
    assert send(editor, first, edits=second.pk) == [
        "A text cannot edit itself, nor a text that edits it."
    ]


def test_a_text_of_another_negotiation_is_not_edited(editor, first):
    assert send(editor, first, edits=VersionFactory().pk) == [
        "The edited text belongs to another negotiation."
    ]


def test_a_version_is_not_an_edit_and_a_copy(editor, paper, first, second):
    third = VersionFactory(proposal=paper)
    assert send(editor, third, edits=first.pk, copy_of=second.pk) == [
        "A version is an edit of a text or a copy of one, not both."
    ]


@pytest.mark.parametrize("day", ["2025-06-02", "2024-06-01"])
def test_copies_have_one_date(editor, first, second, day):
    problem = ["Copies of one text have one date."]
    assert send(editor, second, copy_of=first.pk, date=day) == problem


def test_a_copy_is_of_the_same_proposal(editor, talks, first):
    other = VersionFactory(proposal=ProposalFactory(negotiation=talks))
    assert send(editor, other, copy_of=first.pk) == [
        "A copy belongs to the same proposal as the text that it is a copy of."
    ]


def test_a_copy_names_the_version_that_is_no_copy(editor, paper, first, second):
    Version.objects.filter(pk=second.pk).update(copy_of=first)
    third = VersionFactory(proposal=paper)
    assert send(editor, third, copy_of=second.pk) == ["Name the version that is no copy itself."]
    assert send(editor, first, copy_of=third.pk) == [
        "It has copies itself, so it cannot be the copy of another."
    ]


def test_a_version_with_copies_keeps_their_date(editor, first, second):
    Version.objects.filter(pk=second.pk).update(copy_of=first)
    assert send(editor, first, date="2025-06-09") == [
        "Copies of one text have one date, and “second” has another."
    ]


@pytest.mark.parametrize("bound", [{"replaces": ["1"]}, {"status": "struck-out"}])
def test_an_edit_whose_clauses_are_about_points_stays_an_edit(editor, first, second, bound):
    Version.objects.filter(pk=second.pk).update(edits=first)
    ClauseFactory(version=second, key="2", label="2", heading="Out", **bound)
    assert send(editor, second, edits="") == [
        "The clause “2 Out” strikes out points of the edited text or stands in place of them: "
        "change it first."
    ]


def test_an_edit_without_such_clauses_may_become_a_text_of_its_own(editor, first, second):
    Version.objects.filter(pk=second.pk).update(edits=first)
    ClauseFactory(version=second)
    assert send(editor, second, edits="") == []


def test_a_form_without_a_proposal_is_told_so(editor, first):
    address = reverse("admin:proposals_version_add")
    data = fields_of(editor.get(address).content.decode(), FORM)
    page = editor.post(address, {**data, "key": "new", "label": "new", "edits": first.pk})
    assert page.status_code == 200
    assert "This field is required." in page.content.decode()


def test_a_date_that_parts_copies_is_refused_on_the_page_of_the_proposal(
    editor, paper, first, second
):
    Version.objects.filter(pk=second.pk).update(copy_of=first)
    page = reverse("admin:proposals_proposal_change", args=[paper.pk])
    data = fields_of(editor.get(page).content.decode(), INLINE)
    ids = {name: value for name, value in data.items() if name.endswith("-id")}
    (row,) = [name for name, value in ids.items() if value == [str(second.pk)]]
    answer = editor.post(page, {**data, row.replace("-id", "-date"): "2025-06-02"})
    assert answer.status_code == 200
    assert "Copies of one text have one date." in answer.content.decode()
    second.refresh_from_db()
    assert second.date == datetime.date(2025, 6, 1)


def test_versions_are_listed_from_the_oldest_to_the_newest(editor, paper):
    days = {"late": datetime.date(2025, 7, 1), "undated": None, "early": datetime.date(2025, 5, 1)}
    for number, (key, day) in enumerate(days.items(), start=1):
        VersionFactory(proposal=paper, key=key, label=key, date=day, ordinal=number)
    root = pages.parsed(editor.get(reverse("admin:proposals_version_changelist")).content.decode())
    names = [pages.text_of(one) for one in root.xpath("//th[contains(@class,'field-__str__')]")]
    assert names == ["The paper (undated)", "The paper (early)", "The paper (late)"]
    desk = pages.text_of(pages.parsed(editor.get(reverse("admin:index")).content.decode()))
    assert desk.index("undated") < desk.index("early") < desk.index("late")
