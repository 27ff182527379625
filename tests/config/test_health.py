"""What is told to whatever watches the site."""

import errno
import os
import tempfile

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health
from config.health import ADDRESSES, FULL_DISK, LIVE, NO_DATABASE, NO_DISK, READY

WITHOUT_A_NAME = {"Host": "10.0.0.9:8000"}


@pytest.fixture(autouse=True)
def _room(monkeypatch, tmp_path):
    """Let the data lie on a disk that has room, whatever machine runs the tests."""
    monkeypatch.setattr(health, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(health, "FREE_MEGABYTES", 0)


def ask(address, **more):
    answer = Client().get(address, headers=WITHOUT_A_NAME, **more)
    return answer.status_code, answer.content.decode().strip()


def test_a_process_that_lives_says_so_without_the_database(django_assert_num_queries):
    # No fixture of the database: a query would fail the test.
    assert ask(LIVE) == (200, "alive")


@pytest.mark.django_db
def test_a_process_that_can_serve_says_so_with_one_query(django_assert_num_queries):
    health._known_migrations()
    with django_assert_num_queries(1):
        assert ask(READY) == (200, "ready")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_probes_are_sent_nowhere_else(settings, address):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(address, headers=WITHOUT_A_NAME)
    assert answer.status_code == 200
    assert "Content-Language" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_to_a_probe_is_kept_or_found(address):
    answer = Client().get(address)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "ETag" not in answer


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_probe_takes_nothing_in(address):
    answer = Client().post(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_without_its_words(monkeypatch):
    def silent():
        raise OperationalError("connection to db.example failed: password hush")

    monkeypatch.setattr(health, "_applied_migrations", silent)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert ask(READY) == (503, NO_DATABASE)


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_named():
    MigrationRecorder(connection).record_unapplied("sources", "0001_initial")
    status, words = ask(READY)
    assert status == 503
    assert words == "Migrations are not applied: sources.0001_initial. Run `manage.py migrate`."


@pytest.mark.django_db
def test_a_disk_that_takes_nothing_is_told(monkeypatch):
    def refuse(**_options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/srv/parley/var")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert ask(READY) == (503, NO_DISK)


@pytest.mark.django_db
def test_a_disk_that_is_nearly_full_is_told(monkeypatch):
    monkeypatch.setattr(health, "FREE_MEGABYTES", 10**12)
    assert ask(READY) == (503, FULL_DISK)


@pytest.mark.django_db
def test_all_reasons_are_told_at_once(monkeypatch):
    MigrationRecorder(connection).record_unapplied("sources", "0001_initial")
    monkeypatch.setattr(health, "FREE_MEGABYTES", 10**12)
    _status, words = ask(READY)
    assert len(words.splitlines()) == 2


def test_the_disk_is_that_of_the_data(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/data/parley.sqlite3")
    expected = "/data" if connection.vendor == "sqlite" else tempfile.gettempdir()
    assert str(health.data_folder()) == expected
