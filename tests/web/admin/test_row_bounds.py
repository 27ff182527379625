"""Rows of forms: a page makes those that are sent, whatever number is announced."""

import pytest
from django.contrib import admin
from django.urls import reverse

from proposals.web.admin.clause_page.term_forms import TermForm
from sources.form_rows import MOST_NEW_ROWS, SPARE_ROWS, BoundedFormSet
from tests.factories import NegotiationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def sent_rows(prefix, **more):
    return {f"{prefix}-TOTAL_FORMS": "999999999", f"{prefix}-INITIAL_FORMS": "0", **more}


def test_every_page_with_rows_bounds_them(rf):
    request = rf.get("/")
    request.user = UserFactory(is_staff=True, is_superuser=True)
    inlines = [
        (inline, inline.get_formset(request))
        for page in admin.site._registry.values()
        for inline in page.get_inline_instances(request)
    ]
    assert len(inlines) > 5
    assert [str(one) for one, rows in inlines if not issubclass(rows, BoundedFormSet)] == []


def test_announced_answers_are_not_made_and_the_page_says_so_and_keeps_what_was_typed(
    editor, monkeypatch
):
    made = []
    begin = TermForm.__init__

    def count(form, *args, **more):
        made.append(form)
        begin(form, *args, **more)

    monkeypatch.setattr(TermForm, "__init__", count)
    answer = editor.post(
        reverse("admin:proposals_clause_add"),
        {
            **sent_rows("terms", **{"terms-1-condition": "if both sides sign"}),
            **sent_rows("evidence"),
            "text": "What was typed stays here.",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "999999999 rows were announced, and 12 were read" in page
    assert "What was typed stays here." in page
    assert "if both sides sign" in page
    assert 2 <= len(made) <= 2 + SPARE_ROWS + 2  # and those for scripts to copy


def test_the_parties_of_a_negotiation_are_bounded_too(editor):
    negotiation = NegotiationFactory()
    answer = editor.post(
        reverse("admin:proposals_negotiation_change", args=[negotiation.pk]),
        {**sent_rows("parties"), "name": "A name that was typed"},
    )
    assert "999999999 rows were announced" in answer.content.decode()
    assert "A name that was typed" in answer.content.decode()


def test_more_new_rows_than_a_page_takes_are_refused_in_words(editor):
    negotiation = NegotiationFactory()
    rows = {f"parties-{number}-name": "x" for number in range(MOST_NEW_ROWS + 50)}
    answer = editor.post(
        reverse("admin:proposals_negotiation_change", args=[negotiation.pk]),
        {**sent_rows("parties", **rows), "parties-TOTAL_FORMS": "150", "name": "A name"},
    )
    assert "150 rows were announced, and 100 were read" in answer.content.decode()
    assert not negotiation.parties.exists()


@pytest.mark.parametrize(
    ("setting", "most", "words"),
    [
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 2_000, "at most 2.0"),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 5, "more than 5 fields"),
    ],
)
def test_a_form_that_is_too_large_is_refused_in_words(editor, settings, setting, most, words):
    setattr(settings, setting, most)
    fields = {f"field-{number}": "x" * 500 for number in range(10)}
    answer = editor.post(reverse("admin:proposals_negotiation_add"), fields)
    assert answer.status_code == 400
    assert "This is too much at once" in answer.content.decode()
    assert words in answer.content.decode()
    assert "Nothing was stored" in answer.content.decode()
