"""Digits of any script, and boxes that no page showed, are read or refused in words."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.factories import ClauseFactory
from tests.support.clause_pages import answer, asked, boxes, changed, opened

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ZERO = "\U0001d7d8"
"""The mathematical double-struck zero."""


@pytest.mark.parametrize(
    ("kind", "words", "filled"),
    [
        ("", f"at least {ZERO} days", {}),
        ("", f"1.{ZERO * 3} days", {}),
        ("", f'{{"at_least": "{ZERO}"}}', {}),
        ("", "", {"low": ZERO, "low_word": "at_least"}),
        ("date", f"before 1{ZERO} June 2025", {}),
        ("date", "", {"from": f"2{ZERO}25-06-02"}),
        ("sequence", "", {"step-first": ZERO}),
        ("prose", "", {"low": ZERO}),
    ],
)
def test_digits_of_any_script_are_read_or_refused_in_words(client, kind, words, filled):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    clause = ClauseFactory()
    question = asked(clause, kind)
    page = reverse("admin:proposals_clause_change", args=[clause.pk])
    sent = changed(opened(client, clause), **answer(question, words))
    if filled:
        sent = changed(sent, **boxes(question, **filled))
    answered = client.post(page, sent)
    assert answered.status_code == 302 or answered.context["errors"]
    assert client.get(page).status_code == 200
