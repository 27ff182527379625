"""The page of a version: its clauses in order, rearranging them, and copying the whole."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from proposals.models import Clause, Version
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support import pages
from tests.support.second_person import publish_what_waits

pytestmark = pytest.mark.django_db
VIEW = Permission.objects.filter(content_type__app_label="proposals")


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def editor(client):
    client.force_login(analyst())
    return client


def page(version):
    return reverse("admin:proposals_version_change", args=[version.pk])


def rows(client, version):
    root = pages.parsed(client.get(page(version)).content.decode())
    return [pages.text_of(row) for row in root.xpath("//section[@id='clauses']//tbody/tr")]


def arrange(client, version, **sent):
    root = pages.parsed(client.get(page(version)).content.decode())
    data = {"seen": root.xpath("//input[@name='seen']/@value")[0]}
    address = reverse("admin:proposals_version_order", args=[version.pk])
    return client.post(address, data | sent, follow=True)


def order(version):
    return list(Clause.objects.filter(version=version, revises=None).order_by("ordinal", "key"))


def test_clauses_stand_in_the_order_of_the_document(editor, version):
    last = ClauseFactory(version=version, ordinal=9, heading="Last")
    first = ClauseFactory(version=version, ordinal=1, heading="First")
    found = rows(editor, version)
    assert first.heading in found[0]
    assert last.heading in found[1]


def test_a_row_tells_state_answers_evidence_and_flags(editor, version):
    clause = ClauseFactory(version=version, state="review", status="bracketed")
    TermFactory.create_batch(2, clause=clause)
    EvidenceFactory.create_batch(3, clause=clause, disputing=True)
    root = pages.parsed(editor.get(page(version)).content.decode())
    cells = [pages.text_of(cell) for cell in root.xpath("//section[@id='clauses']//tbody/tr/td")]
    assert cells[1:] == ["in review bracketed", "2", "3", "nothing supports it disputed"]


def test_a_revision_stands_with_the_clause_that_it_revises(editor, version):
    original = ClauseFactory(version=version, published=True)
    ClauseFactory(version=version, key=original.key, revises=original)
    found = rows(editor, version)
    assert len(found) == 1
    assert "revision: draft" in found[0]


@pytest.mark.parametrize(("move", "places"), [("up", [1, 0, 2]), ("down", [0, 2, 1])])
def test_a_clause_goes_one_place_up_or_down(editor, version, move, places):
    clauses = ClauseFactory.create_batch(3, version=version)
    arrange(editor, version, **{move: clauses[1].pk})
    assert order(version) == [clauses[place] for place in places]


def test_a_clause_goes_to_the_place_that_is_typed(editor, version):
    clauses = ClauseFactory.create_batch(3, version=version)
    arrange(editor, version, **{f"place-{clauses[2].pk}": "1"})
    assert order(version) == [clauses[2], clauses[0], clauses[1]]


def test_a_place_that_is_no_number_is_refused(editor, version):
    clauses = ClauseFactory.create_batch(2, version=version)
    shown = arrange(editor, version, **{f"place-{clauses[1].pk}": "first"})
    assert "A place is a whole number." in shown.content.decode()
    assert order(version) == clauses


def test_an_order_that_another_editor_changed_is_not_overwritten(editor, version):
    clauses = ClauseFactory.create_batch(2, version=version)
    shown = arrange(editor, version, seen=f"{clauses[1].pk},{clauses[0].pk}", up=clauses[0].pk)
    assert "Somebody else changed" in shown.content.decode()
    assert order(version) == clauses


def test_an_analyst_is_told_that_readers_would_see_another_order(editor, version):
    clauses = ClauseFactory.create_batch(2, version=version, published=True)
    shown = arrange(editor, version, up=clauses[1].pk)
    assert "only reviewers" in shown.content.decode()
    assert order(version) == clauses


def test_a_reviewer_rearranges_what_readers_see(client, version):
    client.force_login(reviewer())
    clauses = ClauseFactory.create_batch(2, version=version, published=True)
    arrange(client, version, up=clauses[1].pk)
    assert order(version) == clauses
    publish_what_waits()
    assert order(version) == clauses[::-1]


def test_the_order_is_not_changed_by_a_link(editor, version):
    address = reverse("admin:proposals_version_order", args=[version.pk])
    assert editor.get(address).status_code == 405


def test_a_new_clause_is_offered_for_the_end_of_the_document(editor, version):
    last = ClauseFactory(version=version)
    root = pages.parsed(editor.get(page(version)).content.decode())
    link = root.xpath("//section[@id='clauses']//a[@class='addlink']/@href")[0]
    assert f"version={version.pk}" in link
    assert f"ordinal={last.ordinal + 1}" in link


def test_whoever_may_only_look_sees_no_buttons(client, version):
    guest = UserFactory(is_staff=True)
    guest.user_permissions.add(VIEW.get(codename="view_version"))
    client.force_login(guest)
    ClauseFactory(version=version)
    root = pages.parsed(client.get(page(version)).content.decode())
    assert not root.xpath("//section[@id='clauses']//button")


@pytest.fixture
def copying(version):
    return reverse("admin:proposals_version_copy", args=[version.pk])


def test_a_version_is_copied_as_drafts(editor, version, copying):
    EvidenceFactory(clause=TermFactory(clause__version=version).clause)
    CoverageFactory(version=version)
    done = editor.post(copying, {"key": "next", "label": "as of today"})
    made = Version.objects.get(key="next")
    assert done.url == page(made)
    clause = made.clauses.get()
    assert (clause.state, clause.terms.count(), clause.evidence.count()) == ("draft", 1, 1)
    assert made.coverage.count() == 1


def test_the_copy_of_an_edit_edits_the_same_text(editor, version):
    edit = VersionFactory(proposal=version.proposal, edits=version, complete=True)
    ClauseFactory(version=version, key="1")
    ClauseFactory(version=edit, key="1", status="struck-out")
    address = reverse("admin:proposals_version_copy", args=[edit.pk])
    editor.post(address, {"key": "next", "label": "as of today"})
    made = Version.objects.get(key="next")
    assert (made.edits, made.clauses.get().status) == (version, "struck-out")
    made.full_clean()
    made.clauses.get().full_clean()


def test_copying_says_what_will_be_copied(editor, version, copying):
    ClauseFactory.create_batch(2, version=version)
    assert "the 2 clauses of" in editor.get(copying).content.decode()


@pytest.mark.parametrize("key", ["", "no key at all", "taken"])
def test_a_key_that_cannot_be_used_is_refused(editor, version, copying, key):
    VersionFactory(proposal=version.proposal, key="taken")
    shown = editor.post(copying, {"key": key, "label": "as of today"})
    assert "key" in shown.context["form"].errors
    assert Version.objects.count() == 2


def test_whoever_may_not_add_versions_does_not_copy_one(client, copying):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(copying).status_code == 403
