"""Numbers that no row can have are refused like any other row that is not there."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from tests.factories import ArticleFactory, ClauseFactory, VersionFactory, reviewer

pytestmark = pytest.mark.django_db
ODD = pytest.mark.parametrize("odd", ["9" * 30, "9" * 5000, "²", "x"], ids=len)
SILENT = {"kind": "silent", "basis": "full", "note": "Not mentioned."}


@pytest.fixture
def editor(client):
    client.force_login(reviewer())
    return client


@pytest.mark.parametrize("model", ["clause", "negotiation", "proposal", "version"])
def test_a_page_of_no_row_leads_away(editor, model):
    assert editor.get(f"/admin/proposals/{model}/{'9' * 30}/change/").status_code == 302


@ODD
def test_no_cell_of_the_grid_is_marked(editor, odd):
    negotiation = VersionFactory().proposal.negotiation
    page = reverse("admin:proposals_negotiation_grid", args=[negotiation.pk])
    for sent in ({"cell": f"{odd}-{odd}"}, {"column": odd}, {"cell": f"{odd}-{odd}-a"}):
        answer = editor.post(page, {**SILENT, **sent, "confirm": "1"})
        assert "recorded" not in answer.content.decode().split("<form")[0]
        assert answer.status_code in (200, 302)


@ODD
def test_no_clause_is_chosen(editor, odd):
    page = reverse("admin:proposals_clause_changelist")
    data = {"action": "submit_chosen", ACTION_CHECKBOX_NAME: [odd], "confirm": "1"}
    assert editor.post(page, data).status_code == 302


@ODD
def test_an_edition_that_cannot_be_one_is_not_read(editor, odd):
    clause = ClauseFactory()
    page = reverse("admin:proposals_clause_changelist")
    data = {"action": "submit_chosen", ACTION_CHECKBOX_NAME: [clause.pk], f"seen-{clause.pk}": odd}
    assert editor.post(page, data).status_code == 200


@ODD
def test_no_article_is_related(editor, odd):
    page = reverse("admin:sources_article_shared", args=[ArticleFactory().pk])
    assert editor.post(page, {"other": odd, "relation": "from"}).status_code == 404


@ODD
def test_no_text_is_kept(editor, odd):
    page = reverse("admin:sources_article_new")
    assert editor.post(page, {"keep_for": odd, "text": "words"}).status_code in (403, 404)
