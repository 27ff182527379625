"""A database that cannot be used: nothing is saved, that is said, and what was typed comes back."""

import sqlite3
from contextlib import closing
from urllib.parse import quote

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.test import Client
from django.urls import reverse

from config import kept_pages, sessions
from config.failures import RETRY_SECONDS, is_unavailable
from sources.models import Article
from tests.factories import ArticleFactory, OutletFactory
from tests.support import pages

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ADD = reverse("admin:sources_article_add")
LOCKED = "database is locked"


def locked() -> OperationalError:
    return caused(sqlite3.OperationalError(LOCKED))


def caused(cause: Exception) -> OperationalError:
    """The error as Django raises it."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.fixture
def failing(monkeypatch):
    """Lets every save of an article fail."""

    def fail(error):
        def save(*_args, **_more):
            raise error

        monkeypatch.setattr(Article, "save", save)

    return fail


def typed(**more):
    outlet = OutletFactory()
    headline = "A headline that took an hour to find"
    return {
        "key": "A1", "outlet": outlet.pk, "headline": headline, "extent": "whole",
        "note": "Two\r\nlines.", **more,
    }  # fmt: skip


def real_sqlite_errors(path):
    """A lock, a full disk and a file that is only for reading, as SQLite reports them."""
    with (
        closing(sqlite3.connect(path)) as first,
        closing(sqlite3.connect(path, timeout=0)) as other,
    ):
        first.execute("CREATE TABLE t (x)")
        first.commit()
        first.execute("BEGIN IMMEDIATE")
        yield other, "INSERT INTO t VALUES (1)"
        first.rollback()
        other.execute("PRAGMA max_page_count = 2")
        yield other, "INSERT INTO t VALUES (zeroblob(100000))"
        other.execute("PRAGMA query_only = ON")
        yield other, "INSERT INTO t VALUES (1)"


def test_lock_full_disk_and_read_only_are_told_from_faults_of_a_statement(tmp_path):
    for file, statement in real_sqlite_errors(tmp_path / "db.sqlite3"):
        with pytest.raises(sqlite3.OperationalError) as raised:
            file.execute(statement)
        assert is_unavailable(caused(raised.value)), raised.value
        with pytest.raises(sqlite3.OperationalError) as raised:
            file.execute("SELECT * FROM nothing")
        assert not is_unavailable(caused(raised.value))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.CannotConnectNow(), True),
        (psycopg.errors.ReadOnlySqlTransaction(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.ConnectionFailure(), True),
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.errors.UndefinedTable(), False),
        (psycopg.errors.StatementTooComplex(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_states_of_postgresql_are_told_from_faults_of_a_statement(error, expected):
    assert is_unavailable(caused(error)) is expected


def test_a_server_that_is_read_only_is_no_fault_though_its_driver_calls_it_internal():
    error = InternalError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction()
    assert isinstance(error.__cause__, psycopg.InternalError)
    assert is_unavailable(error)
    assert not is_unavailable(InternalError("an index is damaged"))


def test_a_connection_that_is_closed_is_a_state_of_the_database():
    assert is_unavailable(InterfaceError("connection already closed"))
    assert not is_unavailable(ValueError())
    assert not is_unavailable(None)


def test_an_editor_gets_back_what_was_typed_and_nothing_is_saved(editor, failing):
    failing(locked())
    sent = typed()
    response = editor.post(f"{ADD}?from=list", sent)
    assert response.status_code == 503
    assert response["Retry-After"] == str(RETRY_SECONDS)
    assert not Article.objects.exists()
    root = pages.parsed(response.content.decode())
    assert "Nothing was saved." in pages.text_of(root)
    (form,) = root.xpath("//form[@method='post']")
    assert form.get("action") == f"{ADD}?from=list"
    held = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    assert held.pop("csrfmiddlewaretoken")
    assert held == {name: str(value).replace("\r", "") for name, value in sent.items()}


def test_what_came_back_is_saved_when_it_is_sent_again(editor, failing, monkeypatch):
    with monkeypatch.context():
        failing(locked())
        page = editor.post(ADD, typed()).content.decode()
    monkeypatch.undo()
    inputs = pages.parsed(page).xpath("//form[@method='post']//input")
    sent = {one.get("name"): one.get("value") for one in inputs}
    assert editor.post(ADD, sent).status_code == 302
    assert Article.objects.get().note == "Two\nlines."


def test_a_failure_of_the_session_says_the_same(editor, monkeypatch):
    def fail(_self):
        raise locked()

    monkeypatch.setattr(SessionStore, "load", fail)
    editor.raise_request_exception = False
    response = editor.post(ADD, {"headline": "A headline that took an hour"})
    assert response.status_code == 503
    assert "A headline that took an hour" in response.content.decode()


def test_readers_are_told_to_come_again(client, monkeypatch):
    def fail(*_args):
        raise locked()

    monkeypatch.setattr("sources.views.public_articles", fail)
    response = client.get("/sources/articles/A1/")
    assert response.status_code == 503
    assert response["Retry-After"]
    words = pages.text_of(pages.parsed(response.content.decode()))
    assert "cannot be used just now" in words
    assert "Nothing was saved" not in words


def test_a_fragment_gets_the_words_alone(editor, failing, htmx_client):
    failing(locked())
    htmx_client.cookies = editor.cookies
    response = htmx_client.post(ADD, typed())
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/plain")
    assert "Nothing was saved." in response.content.decode()


def refusing_sessions(monkeypatch, method):
    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr(SessionStore, method, fail)


def test_a_login_that_carries_a_text_leads_back_to_the_login_with_it(client, monkeypatch):
    get_user_model().objects.create_superuser("editor", password="a-ferry-at-dawn")
    signed = sessions.Written(ADD, (("headline", "A headline that took an hour"),)).sign()
    sent = {"username": "editor", "password": "a-ferry-at-dawn", "next": ADD, "written": signed}
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        refusing_sessions(patch, "save")
        response = client.post(reverse("admin:login"), sent)
    assert response.status_code == 503
    assert "a-ferry-at-dawn" not in response.content.decode()
    (form,) = pages.parsed(response.content.decode()).xpath("//form[@method='post']")
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    again = client.post(form.get("action"), fields)
    (form,) = pages.parsed(again.content.decode()).xpath("//form[@id='login-form']")
    assert form.get("action").endswith(f"?next={quote(ADD, safe='')}")
    response = client.post(reverse("admin:login"), sent)
    assert "A headline that took an hour" in response.content.decode()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_what_another_site_may_have_sent_is_not_offered_to_be_sent_again(monkeypatch, origin):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    refusing_sessions(monkeypatch, "load")
    headers = {"Origin": origin} if origin else {}
    response = client.post(ADD, {"headline": "Words of somebody else"}, headers=headers)
    assert response.status_code == 503
    assert "Words of somebody else" not in response.content.decode()


def test_what_this_site_sent_is_offered_again_though_its_token_is_an_old_one(monkeypatch):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    refusing_sessions(monkeypatch, "load")
    own = {"Origin": "http://testserver"}
    response = client.post(ADD, {"headline": "A headline that took an hour"}, headers=own)
    assert "A headline that took an hour" in response.content.decode()


def test_a_program_is_told_so_in_a_problem_document(client, monkeypatch):
    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", fail)
    response = client.get("/api/v1/negotiations")
    assert (response.status_code, response["Retry-After"]) == (503, str(RETRY_SECONDS))
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["type"].endswith("#unavailable")


def test_a_program_is_told_so_where_no_page_was_begun(client, monkeypatch):
    def fail():
        raise locked()

    monkeypatch.setattr(kept_pages, "read_stamp", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/negotiations")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("debug", [False, True])
def test_a_save_that_cannot_be_begun_is_said_in_words(editor, monkeypatch, settings, debug):
    def fail(*_args, **_more):
        raise locked()

    settings.DEBUG, editor.raise_request_exception = debug, False
    sent = typed()
    monkeypatch.setattr(connection, "set_autocommit", fail)
    response = editor.post(ADD, sent)
    assert response.status_code == 503
    assert sent["headline"] in response.content.decode()


def test_a_message_that_cannot_be_kept_takes_no_save_back(editor, monkeypatch, settings):
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
    editor.raise_request_exception = False
    refusing_sessions(monkeypatch, "save")
    assert editor.post(ADD, typed()).status_code == 302
    assert Article.objects.exists()


def test_passwords_do_not_come_back(editor, monkeypatch):
    def fail(*_args, **_more):
        raise locked()

    monkeypatch.setattr(get_user_model(), "save", fail)
    user = get_user_model().objects.get()
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    secret = "a-ferry-at-dawn"
    sent = {"password1": secret, "password2": secret, "usable_password": "true"}
    response = editor.post(page, sent)
    assert response.status_code == 503
    assert secret not in response.content.decode()


def test_a_fault_of_a_statement_stays_a_fault(editor, failing):
    failing(caused(sqlite3.OperationalError("no such table: nothing")))
    editor.raise_request_exception = False
    assert editor.post(ADD, typed()).status_code == 500


def test_a_page_without_a_form_of_its_own_says_what_was_refused(editor, monkeypatch):
    def fail(*_args, **_more):
        raise IntegrityError("FOREIGN KEY constraint failed")

    monkeypatch.setattr("sources.admin.article_text.keep_text", fail)
    page = reverse("admin:sources_article_text", args=[ArticleFactory().pk])
    response = editor.post(page, {"text": "Words that took an hour to type."})
    assert response.status_code == 409
    assert "Words that took an hour to type." in response.content.decode()
    assert "is not there any more" in response.content.decode()
