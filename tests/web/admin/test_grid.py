"""The grid of questions and documents: what is coded, and marking absences for many at once."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from proposals.models import Coverage
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    NegotiationFactory,
    QuestionFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    analyst,
)
from tests.support import pages

pytestmark = pytest.mark.django_db
VIEW = Permission.objects.filter(content_type__app_label="proposals")
SILENT = {"kind": "silent", "basis": "full", "note": "Not mentioned."}


@pytest.fixture
def negotiation():
    return NegotiationFactory()


@pytest.fixture
def version(negotiation):
    return VersionFactory(proposal__negotiation=negotiation)


@pytest.fixture
def question(negotiation):
    return QuestionFactory(negotiation=negotiation)


@pytest.fixture
def editor(client):
    client.force_login(analyst())
    return client


def address(negotiation, query=""):
    return reverse("admin:proposals_negotiation_grid", args=[negotiation.pk]) + query


def cells(client, negotiation, query=""):
    """State by question and version."""
    grid = client.get(address(negotiation, query)).context["grid"]
    return {
        cell.cell: cell.state for _topic, rows in grid.groups for row in rows for cell in row.cells
    }


def value(question, version):
    return f"{question.pk}-{version.pk}"


def send(client, negotiation, *values, query="", **more):
    return client.post(address(negotiation, query), {"cell": values} | SILENT | more)


def confirmed(client, negotiation, *values, **more):
    """Look at the preview, then send back what it holds."""
    root = pages.parsed(send(client, negotiation, *values, **more).content.decode())
    kept = root.xpath("//input[@name='cell']/@value")
    return send(client, negotiation, *kept, confirm="yes", **more)


def test_an_answered_cell_leads_to_the_clause(editor, negotiation, question, version):
    term = TermFactory(clause__version=version, question=question)
    assert cells(editor, negotiation) == {(question.pk, version.pk): "answered"}
    page = editor.get(address(negotiation)).content.decode()
    assert reverse("admin:proposals_clause_change", args=[term.clause_id]) in page


def test_an_answer_that_readers_do_not_see_yet_says_so(editor, negotiation, question, version):
    TermFactory(clause__version=version, question=question)
    grid = editor.get(address(negotiation)).context["grid"]
    assert grid.groups[0][1][0].cells[0].note == "draft"


@pytest.mark.parametrize("kind", ["silent", "deferred", "withdrawn", "struck-out"])
def test_a_recorded_absence_shows_its_kind(editor, negotiation, question, version, kind):
    CoverageFactory(version=version, question=question, kind=kind)
    assert cells(editor, negotiation) == {(question.pk, version.pk): kind}


def test_what_is_not_coded_yet_says_so(editor, negotiation, question, version):
    assert cells(editor, negotiation) == {(question.pk, version.pk): "open"}
    assert "not coded yet" in editor.get(address(negotiation)).content.decode()


def test_what_only_a_withdrawn_clause_answers_can_be_marked(editor, negotiation, question, version):
    gone = ClauseFactory(version=version, state="withdrawn")
    TermFactory(clause=gone, question=question)
    assert cells(editor, negotiation) == {(question.pk, version.pk): "open"}
    shown = send(editor, negotiation, value(question, version))
    assert [entry.key for entry in shown.context["plan"].added] == [(question.pk, version.pk)]


def test_a_revision_and_what_it_revises_are_one_answer(editor, negotiation, question, version):
    original = ClauseFactory(version=version, published=True, label="7")
    revision = ClauseFactory(version=version, key=original.key, revises=original, label="7")
    for clause in (original, revision):
        TermFactory(clause=clause, question=question)
    grid = editor.get(address(negotiation)).context["grid"]
    assert grid.groups[0][1][0].cells[0].words == "answered: 7"


def test_marking_is_shown_before_it_is_done(editor, negotiation, question, version):
    page = send(editor, negotiation, value(question, version))
    assert [entry.key for entry in page.context["plan"].added] == [(question.pk, version.pk)]
    assert not Coverage.objects.exists()


def test_many_cells_are_marked_at_once(editor, negotiation, version):
    questions = QuestionFactory.create_batch(3, negotiation=negotiation)
    other = VersionFactory(proposal__negotiation=negotiation)
    values = [value(one, document) for one in questions for document in (version, other)]
    assert confirmed(editor, negotiation, *values).status_code == 302
    marked = Coverage.objects.filter(kind="silent", basis="full", note="Not mentioned.")
    assert marked.count() == 6


def test_all_that_is_open_of_one_document_is_marked_by_one_button(editor, negotiation, version):
    one, two = QuestionFactory.create_batch(2, negotiation=negotiation)
    other = VersionFactory(proposal__negotiation=negotiation)
    TermFactory(clause__version=version, question=one)
    page = send(editor, negotiation, column=version.pk)
    assert [entry.key for entry in page.context["plan"].added] == [(two.pk, version.pk)]
    assert other.pk not in [entry.version.pk for entry in page.context["plan"].cells]


def test_a_cell_can_be_left_out_at_the_last_look(editor, negotiation, version):
    one, two = QuestionFactory.create_batch(2, negotiation=negotiation)
    page = send(editor, negotiation, value(one, version), value(two, version))
    kept = [entry for entry in page.context["plan"].added if entry.question == one]
    token = f"{value(one, version)}-{kept[0].token}"
    send(editor, negotiation, token, confirm="yes")
    assert Coverage.objects.get().question == one


@pytest.mark.parametrize("missing", ["basis", "note"])
def test_a_mark_says_how_it_was_established(editor, negotiation, question, version, missing):
    page = send(editor, negotiation, value(question, version), **{missing: ""})
    assert missing in page.context["form"].errors
    assert "checked" in page.content.decode()


def test_what_is_moved_elsewhere_shows_the_paper(editor, negotiation, question, version):
    CoverageFactory(version=version, question=question, kind="elsewhere", where="the annex")
    assert cells(editor, negotiation) == {(question.pk, version.pk): "elsewhere"}
    page = editor.get(address(negotiation)).content.decode()
    assert "moved elsewhere · the annex · the full text" in page


def test_cells_are_marked_as_moved_to_a_paper(editor, negotiation, question, version):
    moved = {"kind": "elsewhere", "where": "the annex"}
    page = send(editor, negotiation, value(question, version), **moved)
    assert "the annex" in page.content.decode()
    confirmed(editor, negotiation, value(question, version), **moved)
    marked = Coverage.objects.get()
    assert (marked.kind, marked.where) == ("elsewhere", "the annex")


def test_another_paper_is_a_change(editor, negotiation, question, version):
    CoverageFactory(
        version=version, question=question, where="the annex",
        kind="elsewhere", note="Not mentioned.",
    )  # fmt: skip
    page = send(editor, negotiation, value(question, version), kind="elsewhere", where="the letter")
    assert len(page.context["plan"].changed) == 1
    assert "the annex" in page.content.decode()


@pytest.mark.parametrize(("kind", "where"), [("elsewhere", " "), ("silent", "the annex")])
def test_a_mark_names_a_paper_if_it_moves_something(
    editor, negotiation, question, version, kind, where
):
    page = send(editor, negotiation, value(question, version), kind=kind, where=where)
    assert list(page.context["form"].errors) == ["where"]


def test_marking_nothing_is_refused(editor, negotiation, question, version):
    page = send(editor, negotiation)
    assert "Choose at least one cell." in page.content.decode()


def test_a_record_is_removed_without_basis_or_note(editor, negotiation, question, version):
    CoverageFactory(version=version, question=question)
    confirmed(editor, negotiation, value(question, version), kind="remove", basis="", note="")
    assert not Coverage.objects.exists()


def test_an_answered_question_is_not_marked(editor, negotiation, question, version):
    TermFactory(clause__version=version, question=question)
    page = send(editor, negotiation, value(question, version))
    assert "This version answers the question" in page.content.decode()
    confirmed(editor, negotiation, value(question, version))
    assert not Coverage.objects.exists()


def test_what_changed_after_the_last_look_is_shown_again(editor, negotiation, question, version):
    page = send(editor, negotiation, value(question, version))
    token = page.context["plan"].added[0].token
    CoverageFactory(version=version, question=question, kind="deferred")
    again = send(editor, negotiation, f"{value(question, version)}-{token}", confirm="yes")
    assert "look again" in again.content.decode()
    assert Coverage.objects.get().kind == "deferred"


def test_a_post_without_a_look_records_nothing(editor, negotiation, question, version):
    send(editor, negotiation, value(question, version), confirm="yes")
    assert not Coverage.objects.exists()


def test_only_what_is_open_is_shown_if_asked(editor, negotiation, version):
    one, two = QuestionFactory.create_batch(2, negotiation=negotiation)
    TermFactory(clause__version=version, question=one)
    assert set(cells(editor, negotiation, "?show=open")) == {(two.pk, version.pk)}


def test_only_the_chosen_documents_and_theme_are_shown(editor, negotiation, version):
    one, _two = QuestionFactory.create_batch(2, negotiation=negotiation)
    VersionFactory(proposal__negotiation=negotiation)
    query = f"?document={version.pk}&theme={one.topic.theme_id}"
    assert set(cells(editor, negotiation, query)) == {(one.pk, version.pk)}


def test_the_address_is_kept_through_marking(editor, negotiation, question, version):
    page = send(editor, negotiation, value(question, version), query="?show=open")
    token = page.context["plan"].added[0].token
    done = send(
        editor, negotiation, f"{value(question, version)}-{token}", query="?show=open", confirm="y"
    )
    assert done.url == address(negotiation, "?show=open")


@pytest.mark.parametrize("query", ["?p=99", "?p=x", "?theme=x", "?document=x", "?show=x"])
def test_a_wrong_address_shows_the_grid_all_the_same(editor, negotiation, question, version, query):
    assert cells(editor, negotiation, query)
    assert 'class="missing-page"' in editor.get(address(negotiation, query)).content.decode()
    assert 'class="missing-page"' not in editor.get(address(negotiation, "?p=1")).content.decode()


def test_an_empty_grid_says_so(editor, negotiation):
    assert "Nothing to show" in editor.get(address(negotiation)).content.decode()


def test_whoever_may_not_mark_sees_no_boxes(client, negotiation, question, version):
    guest = UserFactory(is_staff=True)
    guest.user_permissions.add(VIEW.get(codename="view_coverage"))
    client.force_login(guest)
    root = pages.parsed(client.get(address(negotiation)).content.decode())
    assert not root.xpath("//input[@name='cell']")
    assert send(client, negotiation, value(question, version)).status_code == 403


def test_whoever_may_not_see_absences_sees_no_grid(client, negotiation):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(negotiation)).status_code == 403


def test_what_an_edit_takes_over_is_not_open(editor, negotiation, version, question):
    edit = VersionFactory(proposal=version.proposal, edits=version, complete=True, ordinal=2)
    open_question = QuestionFactory(negotiation=negotiation)
    term = TermFactory(clause__version=version, clause__label="I.7", question=question)
    assert cells(editor, negotiation) == {
        (question.pk, version.pk): "answered",
        (question.pk, edit.pk): "answered",
        (open_question.pk, version.pk): "open",
        (open_question.pk, edit.pk): "open",
    }
    assert "taken over: I.7" in editor.get(address(negotiation)).content.decode()
    confirmed(editor, negotiation, column=edit.pk)
    assert list(Coverage.objects.values_list("question", "version")) == [
        (open_question.pk, edit.pk)
    ]
    ClauseFactory(version=edit, key=term.clause.key, status="struck-out")
    assert cells(editor, negotiation)[question.pk, edit.pk] == "open"
