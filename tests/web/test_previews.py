"""What editors only look at locks nobody out, and every preview is declared to write nothing."""

import sqlite3
from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import RequestFactory
from django.urls import reverse

from config.env import SQLITE_OPTIONS
from proposals.data_stamps import lock_timeout
from proposals.data_stamps.lock_timeout import without_lock
from proposals.models import Clause
from proposals.web import row_revisions
from proposals.web.previews import PREVIEWS, is_preview
from tests.factories import ArticleFactory, ClauseFactory, CoverageFactory
from tests.support.clause_pages import changed, opened

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

IMPORT = "url,headline\nhttps://example.org/a,A headline\n"


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.fixture
def begun(monkeypatch):
    """Whether each transaction of an editor was begun as one of a preview."""
    told = []

    def tell(request):
        told.append(is_preview(request))
        return told[-1]

    monkeypatch.setattr(row_revisions, "is_preview", tell)
    return told


def previews(editor):
    """A form for each declared preview: the name of its address, where it goes, what is sent."""
    clause = ClauseFactory()
    coverage = CoverageFactory(version=clause.version)
    negotiation = coverage.question.negotiation
    article = ArticleFactory()
    look = changed(opened(editor, clause), text="Other words.")
    look["_look"] = "1"
    cell = {"cell": f"{coverage.question_id}-{coverage.version_id}", "kind": "silent"}
    return {
        "admin:proposals_clause_add": ([], look),
        "admin:proposals_clause_change": ([clause.pk], look),
        "admin:proposals_negotiation_grid": ([negotiation.pk], cell),
        "admin:sources_article_import": ([], {"rows": IMPORT}),
        "admin:sources_article_new": ([], {"url": "https://example.org/a", "text": "Words."}),
        "workbench:article": ([article.key], {"do": "find", "words": "truce"}),
    }


def test_every_declared_preview_writes_nothing(editor, begun):
    forms = previews(editor)
    assert forms.keys() == PREVIEWS.keys()
    written = []

    def look(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")):
            written.append(sql)
        return execute(sql, params, many, context)

    for name, (parts, sent) in forms.items():
        begun.clear()
        with connection.execute_wrapper(look):
            response = editor.post(reverse(name, args=parts), sent)
        assert response.status_code == 200, name
        assert begun == [True], name
        assert written == [], name


@pytest.mark.parametrize(
    "button", ["_save", "_continue", "_comment", "_close", "_drop", "_step", "_revise"]
)
def test_a_button_that_saves_is_no_preview_whatever_comes_along(button):
    page = reverse("admin:proposals_clause_change", args=[1])
    assert is_preview(RequestFactory().post(page, {"_look": "1"}))
    assert not is_preview(RequestFactory().post(page, {"_look": "1", button: "1"}))


def test_the_forms_that_save_are_no_previews():
    saves = {
        ("admin:proposals_negotiation_grid", 1): {"confirm": "1"},
        ("admin:sources_article_import",): {"seen": "…"},
        ("admin:sources_article_new",): {"step": "save"},
        ("workbench:article", "A1"): {"do": "save"},
        ("admin:sources_article_change", 1): {"_look": "1"},
    }
    for (name, *parts), sent in saves.items():
        assert not is_preview(RequestFactory().post(reverse(name, args=parts), sent)), name
    assert not is_preview(RequestFactory().post("/admin/nowhere/", {"_look": "1"}))


def test_a_save_still_begins_with_the_lock(editor, begun):
    clause = ClauseFactory()
    sent = changed(opened(editor, clause), text="Other words.")
    sent["_continue"] = "1"
    editor.post(reverse("admin:proposals_clause_change", args=[clause.pk]), sent)
    assert begun == [False]
    assert Clause.objects.get().text == "Other words."


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A database of the site's own settings in a file, as the transactions of a request see it."""
    settings = {**connection.settings_dict, "ENGINE": "django.db.backends.sqlite3"}
    settings |= {"NAME": str(tmp_path / "site.sqlite3"), "OPTIONS": dict(SQLITE_OPTIONS)}
    beside = DatabaseWrapper(settings, "beside")
    with beside.cursor() as cursor:
        cursor.execute("CREATE TABLE t (x)")
    monkeypatch.setattr(lock_timeout, "connection", beside)
    yield beside
    beside.close()


def writes_beside(file):
    """Whether somebody else can write at once."""
    with closing(sqlite3.connect(file.settings_dict["NAME"], timeout=0)) as other:
        try:
            other.execute("INSERT INTO t VALUES (1)")
            other.commit()
        except sqlite3.OperationalError:
            return False
        return True


def look_at(file):
    file._start_transaction_under_autocommit()
    with file.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM t")
    can_write = writes_beside(file)
    file.connection.rollback()
    return can_write


def test_others_write_while_a_preview_is_drawn_and_not_while_something_is_saved(file):
    with without_lock():
        assert look_at(file)
    assert not look_at(file)
