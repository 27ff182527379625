"""Two people who save one row in the same moment: what is stored is compared under a lock."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.test import Client
from django.urls import reverse

from sources.shared_edits import SharedForm
from tests.factories import AccountFactory, ArticleFactory, UserFactory
from tests.support.forms import fields_of
from tests.support.meeting import shared_database, together

shared = shared_database()

A_WHILE = 1  # second: only where both are let in at once do they meet, and then sooner


def save_together(monkeypatch, row, *changes):
    """Send two forms that were opened before either was saved, each with a change of its own.

    Each waits for the other after it has looked at the stored row.
    """
    model = row._meta.model_name
    page = reverse(f"admin:{row._meta.app_label}_{model}_change", args=[row.pk])
    jobs = []
    for number, (name, value) in enumerate(changes):
        client = Client()
        client.force_login(UserFactory(is_staff=True, is_superuser=True, username=f"e{number}"))
        form = fields_of(client.get(page).content.decode(), f"//form[@id='{model}_form']")
        jobs.append(lambda client=client, form=form | {name: [value]}: client.post(page, form))
    barrier, merge = Barrier(len(jobs)), SharedForm._merge

    def waiting(self, seen):
        merge(self, seen)
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=A_WHILE)

    monkeypatch.setattr(SharedForm, "_merge", waiting)
    answers = together(*jobs)
    row.refresh_from_db()
    return answers


def test_different_fields_are_both_kept(monkeypatch):
    row = ArticleFactory(headline="Old", note="Old")
    save_together(monkeypatch, row, ("headline", "New"), ("note", "New"))
    assert (row.headline, row.note) == ("New", "New")


def test_of_two_values_of_one_field_one_is_asked_about(monkeypatch):
    row = ArticleFactory(headline="Old")
    answers = save_together(monkeypatch, row, ("headline", "One"), ("headline", "Other"))
    assert sorted(answer.status_code for answer in answers) == [200, 302]


def test_different_fields_of_a_row_below_are_both_kept(monkeypatch):
    account = AccountFactory(text="Old")
    changes = ("accounts-0-text", "New"), ("accounts-0-ordinal", "7")
    save_together(monkeypatch, account.disagreement, *changes)
    account.refresh_from_db()
    assert (account.text, account.ordinal) == ("New", 7)


@pytest.mark.parametrize("name", ["title", "reading"])
def test_a_row_and_another_below_it_are_both_kept(monkeypatch, name):
    account = AccountFactory(text="Old")
    save_together(monkeypatch, account.disagreement, (name, "New"), ("accounts-0-text", "New"))
    account.refresh_from_db()
    assert (getattr(account.disagreement, name), account.text) == ("New", "New")
