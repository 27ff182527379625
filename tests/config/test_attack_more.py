"""What is only found when the transaction of an editor ends, and what a drawer does under a lock."""

import sqlite3

import pytest
from django.db import OperationalError

from proposals.exports.pdf_queue.drawer import Drawer
from proposals.exports.pdf_queue import requests as queue
from proposals.models import PdfJob, PdfJobState
from sources.models import Article
from tests.factories import OutletFactory, UserFactory
from django.urls import reverse

pytestmark = [pytest.mark.ignore_template_errors]
ADD = reverse("admin:sources_article_add")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("debug", [False, True])
def test_what_is_gone_when_the_save_ends_is_said_on_the_form(client, monkeypatch, settings, debug):
    """An outlet that somebody deletes in the same moment: the reference is checked at the end."""
    settings.DEBUG = debug
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    client.raise_request_exception = False
    usual = Article.save

    def save(self, *args, **more):
        self.outlet_id = 999_999
        return usual(self, *args, **more)

    monkeypatch.setattr(Article, "save", save)
    sent = {
        "key": "A1",
        "outlet": OutletFactory().pk,
        "headline": "A headline of an hour",
        "extent": "whole",
        "note": "Two lines.",
        "url": "https://example.org/a",
        "published_on": "2031-01-01",
        "language": "en",
    }
    response = client.post(ADD, sent)
    assert "adminform" in (response.context or {}), response.status_code


@pytest.mark.django_db(transaction=True)
def test_a_lock_does_not_use_up_the_attempts_of_a_file():
    job = queue.ask(PdfJob(key="k", address="a", name="n"), b"{}")

    def compose(_order):
        error = OperationalError("database is locked")
        error.__cause__ = sqlite3.OperationalError("database is locked")
        raise error

    drawer = Drawer(draw=lambda sheet: None, compose=compose)
    for _time in range(5):
        drawer._next_cleaning = 0
        try:
            drawer.step()
        except OperationalError:
            pass
    job.refresh_from_db()
    assert job.state == PdfJobState.WAITING, (job.state, job.problem, job.attempts)
