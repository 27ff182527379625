"""Seams between the gate, the transaction of editors, sessions, failures and frozen comparisons."""

import datetime
import sqlite3

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from config import gate as gate_module
from config import sessions
from tests.factories import ArticleFactory, OutletFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ADD = reverse("admin:sources_article_add")
TEXT = "A headline that took an hour to find"


def locked():
    error = OperationalError("database is locked")
    error.__cause__ = sqlite3.OperationalError("database is locked")
    return error


@pytest.fixture
def full(monkeypatch):
    monkeypatch.setattr(gate_module.Gate, "enter", lambda self, seconds: False)


def test_a_text_sent_after_the_session_ended_is_kept_when_there_is_no_place(client, full):
    response = client.post(ADD, {"headline": TEXT})
    assert "written" in response.content.decode(), response.status_code


def test_a_login_that_carries_a_text_keeps_it_when_there_is_no_place(client, full):
    signed = sessions.Written(ADD, (("headline", TEXT),)).sign()
    response = client.post(
        reverse("admin:login"), {"username": "a", "password": "b", "written": signed}
    )
    assert signed in response.content.decode(), response.status_code


def test_a_login_that_carries_a_text_keeps_it_when_the_database_is_locked(client, monkeypatch):
    get_user_model().objects.create_superuser("editor", password="secret-secret")
    signed = sessions.Written(ADD, (("headline", TEXT),)).sign()

    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", fail)
    client.raise_request_exception = False
    response = client.post(
        reverse("admin:login"),
        {"username": "editor", "password": "secret-secret", "next": ADD, "written": signed},
    )
    assert response.status_code == 503
    assert signed in response.content.decode() or TEXT in response.content.decode()


def test_a_forged_form_is_not_offered_again_while_the_database_is_away(monkeypatch):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32

    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
    response = client.post(
        ADD, {"headline": "words of an attacker"}, headers={"Origin": "https://evil.example"}
    )
    assert "words of an attacker" not in response.content.decode(), response.status_code


def through_the_door(rf, user, view, path="/admin/anything/"):
    from proposals.web.row_revisions import RowRevisionMiddleware

    request = rf.post(path)
    request.user = user
    request.session = {}

    class Messages(list):
        def add(self, level, message, extra_tags=""):
            self.append(message)

    request._messages = Messages()
    return RowRevisionMiddleware(view)(request)


@pytest.mark.django_db(transaction=True)
def test_what_is_held_is_kept_whole_or_not_at_all(rf, monkeypatch):
    from django.http import HttpResponse

    from proposals.models import RowRevision
    from tests.factories import UserFactory
    from tests.support.shown_rows import shown_negotiation

    shown = shown_negotiation()
    user = UserFactory(is_staff=True, is_superuser=True)
    negotiation = shown.negotiation

    def view(_request):
        negotiation.name = "Another name"
        negotiation.save()
        return HttpResponse("written")

    from django.db.models import QuerySet

    usual = QuerySet.bulk_create

    def fail(self, *args, **more):
        if self.model is RowRevision.negotiations.through:
            raise locked()
        return usual(self, *args, **more)

    monkeypatch.setattr(QuerySet, "bulk_create", fail)
    with pytest.raises(OperationalError):
        through_the_door(rf, user, view)
    assert RowRevision.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_at_the_gate_with_the_lock_of_the_database(client, monkeypatch):
    from django.db import connection

    from tests.factories import UserFactory

    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    held = []

    def enter(self, seconds):
        held.append(connection.in_atomic_block)
        return False

    monkeypatch.setattr(gate_module.Gate, "enter", enter)
    client.post("/lake-2031/freeze/")
    assert held == [False]


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_sends_is_read_before_the_lock_of_the_database(client, monkeypatch):
    from django.db import connection
    from django.http import HttpRequest

    from tests.factories import UserFactory

    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    held = []
    usual = HttpRequest._load_post_and_files

    def load(self):
        held.append(connection.in_atomic_block)
        return usual(self)

    monkeypatch.setattr(HttpRequest, "_load_post_and_files", load)
    from django.core.handlers.wsgi import WSGIRequest

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", load, raising=False)
    checking = Client(enforce_csrf_checks=True)
    checking.cookies = client.cookies
    checking.cookies["csrftoken"] = "a" * 32
    checking.post(ADD, {"headline": TEXT, "csrfmiddlewaretoken": "a" * 32})
    assert held and not held[0]


@pytest.mark.django_db(transaction=True)
def test_a_lock_at_the_start_of_a_save_is_said_in_words_on_a_local_site_too(
    client, monkeypatch, settings
):
    from django.db import connection
    from tests.factories import UserFactory

    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    client.raise_request_exception = False
    settings.DEBUG = True
    sent = {"headline": TEXT, "key": "A1", "outlet": OutletFactory().pk}

    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr(connection, "_start_transaction_under_autocommit", fail, raising=False)
    monkeypatch.setattr(connection, "set_autocommit", fail)
    response = client.post(ADD, sent)
    assert response.status_code == 503
    assert TEXT in response.content.decode()


def test_a_program_is_told_in_a_problem_document_that_the_database_is_away(client, monkeypatch):
    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/negotiations")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_host_is_refused_whatever_cookie_comes_along():
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_a_page_that_waits_for_a_file_goes_on_waiting_when_there_is_no_place(full):
    """htmx swaps no 503, and what is asked for by `load delay:2s` is asked for once only."""
    client = Client(headers={"HX-Request": "true"})
    response = client.get(f"/lake-2031/export/comparison.pdf?wait={'0' * 64}")
    assert response.status_code != 503
