"""The page of a clause of an edit: in place of which points it stands, and what it strikes out."""

import pytest
from django.urls import reverse

from proposals.models import Clause
from tests.factories import ClauseFactory, QuestionFactory, VersionFactory
from tests.support.clause_pages import (
    ADD,
    address,
    answer,
    changed,
    controls,
    errors,
    opened,
    person,
    text,
    visit,
)
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    version = VersionFactory(key="first")
    for number, heading in enumerate(("Truce", "Fords", "Tolls"), start=1):
        ClauseFactory(
            version=version, key=f"p{number}", label=str(number), heading=heading, ordinal=number
        )
    return version


@pytest.fixture
def edit(paper):
    return VersionFactory(proposal=paper.proposal, key="second", edits=paper, complete=True)


@pytest.fixture
def draft(edit):
    return ClauseFactory(version=edit, key="p1", label="1", heading="Truce", replaces=["p2"])


@pytest.fixture
def ana():
    return visit(person("ana", superuser=True))


def send(client, clause, page, **values):
    """Press Save, with all values of each control."""
    return client.post(address(clause), dict(changed(page, **values, _continue="1").lists()))


def boxes(page):
    """The boxes for points: key, words, and whether it is ticked."""
    found = parsed(page).xpath("//input[@name='replaces']")
    return [
        (one.get("value"), text_of(one.getparent()), one.get("checked") is not None)
        for one in found
    ]


def statuses(page):
    return parsed(page).xpath("//select[@name='status']/option/@value")


def test_the_points_of_the_edited_text_are_boxes_in_its_order(ana, draft):
    page = ana.get(address(draft)).content.decode()
    assert boxes(page) == [
        ("p1", "1 Truce", False),
        ("p2", "2 Fords", True),
        ("p3", "3 Tolls", False),
    ]
    assert "struck-out" in statuses(page)


def test_a_clause_of_a_text_that_edits_none_has_no_boxes(ana, paper):
    page = ana.get(address(paper.clauses.first())).content.decode()
    assert boxes(page) == []
    assert "struck-out" not in statuses(page)


def test_points_that_are_ticked_are_saved(ana, draft):
    assert send(ana, draft, opened(ana, draft), replaces=["p1", "p3"]).status_code == 302
    draft.refresh_from_db()
    assert draft.replaces == ["p1", "p3"]


def test_points_are_unticked(ana, draft):
    ana.post(address(draft), changed(opened(ana, draft), replaces=None, _continue="1"))
    draft.refresh_from_db()
    assert draft.replaces == []


def test_a_key_that_is_no_point_stays_in_sight_and_is_refused(ana, draft):
    Clause.objects.filter(pk=draft.pk).update(replaces=["p2", "p9"])
    page = opened(ana, draft)
    assert ("p9", "p9 (not in the edited text)", True) in boxes(
        ana.get(address(draft)).content.decode()
    )
    shown = send(ana, draft, page, heading="Other")
    assert "The edited text has no such point: p9." in errors(shown)
    kept = changed(page, heading="Other", replaces=["p2"], _continue="1")
    assert ana.post(address(draft), kept).status_code == 302


def test_a_text_that_edits_none_strikes_nothing_out(ana, paper):
    clause = paper.clauses.first()
    sent = changed(opened(ana, clause), status="struck-out", _continue="1")
    problem = "Its document edits no text out of which a point could be struck."
    assert problem in errors(ana.post(address(clause), sent))
    sent = changed(opened(ana, clause), replaces=["p2"], _continue="1")
    assert "Its document edits no other text." in errors(ana.post(address(clause), sent))


def test_a_point_that_is_struck_out_takes_no_answers(ana, draft, edit):
    question = QuestionFactory(negotiation=edit.proposal.negotiation)
    page = changed(opened(ana, draft), status="struck-out", _continue="1")
    refused = ana.post(address(draft), changed(page, **answer(question, "9 days")))
    assert "A point that is struck out answers nothing." in text(refused)
    draft.refresh_from_db()
    assert draft.status == "firm"
    assert ana.post(address(draft), page).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "struck-out"


def test_a_new_clause_of_an_edit_has_the_boxes_at_once(ana, edit):
    page = ana.get(reverse(ADD), {"version": edit.pk}).content.decode()
    assert [key for key, _words, _ticked in boxes(page)] == ["p1", "p2", "p3"]
    sent = changed(controls(page), key="p4", heading="New", replaces=["p2"], _continue="1")
    assert ana.post(reverse(ADD), sent).status_code == 302
    assert Clause.objects.get(version=edit, key="p4").replaces == ["p2"]


def test_what_two_editors_tick_is_told_and_neither_is_lost(ana, draft):
    ben = visit(person("ben", superuser=True))
    late = opened(ben, draft)
    send(ana, draft, opened(ana, draft), replaces=["p3"])
    shown = send(ben, draft, late, replaces=["p1", "p2"])
    assert shown.status_code == 409
    (line,) = shown.context["clash"].conflicts
    assert (line.label, line.was, line.theirs, line.yours, line.both) == (
        "Stands in place of",
        "2 Fords",
        "3 Tolls",
        "1 Truce, 2 Fords",
        True,
    )
    assert controls(shown.content.decode()).getlist("replaces") == ["p1", "p2"]


def test_what_only_the_other_ticked_is_taken_over(ana, draft):
    ben = visit(person("ben", superuser=True))
    late = opened(ben, draft)
    ana.post(address(draft), changed(opened(ana, draft), replaces=["p3"], _continue="1"))
    shown = ben.post(address(draft), changed(late, heading="Ben's", _continue="1"))
    assert controls(shown.content.decode()).getlist("replaces") == ["p3"]
    ben.post(address(draft), changed(controls(shown.content.decode()), _continue="1"))
    draft.refresh_from_db()
    assert (draft.heading, draft.replaces) == ("Ben's", ["p3"])
