"""The triggers that move the data stamp, as statements for SQLite and PostgreSQL.

A stamp is a sum of numbers drawn by chance, each with a subject: a question, or one of those below.
Every write to a table that readers see any of moves it, in the transaction of the write and whoever
writes: the admin, an import, `QuerySet.update`, or somebody at the database's own prompt.

On SQLite, where one transaction writes at a time, a new number takes the place of the subject's old
one. On PostgreSQL every statement adds a number, so that no writer waits for another (one row for
all would let two editors block each other); now and then a writer adds up what has gathered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from reversion.models import Revision
from reversion.models import Version as Reversion

from proposals.models import (
    Clause,
    Comment,
    Coverage,
    CoverageEvidence,
    DataStamp,
    Evidence,
    ExpiredSnapshot,
    Freeze,
    Judgement,
    PdfContent,
    PdfDrawer,
    PdfJob,
    Response,
    RowEditor,
    RowMarks,
    RowRevision,
    SeedRecord,
    Snapshot,
    SnapshotUse,
    Term,
    Transition,
)
from sources.models import ArticleText

EVERY_ROW = 0
"""The subject of what may change any row of a comparison."""
PAGES = -1
"""The subject of what changes pages, but no row by itself."""
DEFINITION = -2
"""The subject of the number that tells which triggers are installed."""
FROZEN = -3
"""The subject of frozen comparisons that come and go: no part of the stamp of all data."""
MODULUS = 2**44
"""Numbers, and sums of them, are below this; half a million of them fit into 64 bits."""

INSTALLED = {
    "sqlite": "sqlite_master WHERE type = 'trigger' AND substr(name, 1, 11) = 'data_stamp_'",
    "postgresql": (
        "pg_trigger WHERE left(tgname, 11) = 'data_stamp_' AND tgenabled IN ('O', 'A')"
        " AND pg_table_is_visible(tgrelid)"
    ),
}
"""Where triggers of the stamp that are installed, and at work, are listed in each database."""

_TABLE = DataStamp._meta.db_table
_EVENTS = ("INSERT", "UPDATE", "DELETE")
# PostgreSQL adds up rarely, so that a statement costs one more row as a rule, and often enough that
# a stamp is the sum of some hundreds; few enough at a time that the numbers fit into 64 bits.
_ADD_UP_ONE_IN = 256
_ADD_UP_MOST = 20_000

# {row} is the row that is written. A clause stands in the rows of its answers, of what waits for
# it, and of its topics in its negotiation; the label of an alternative in all rows of that
# document's alternatives; a response to a clause in any row; a clause of an edit, too, because
# points that it names are not taken over from the edited text. Without evidence a clause is none
# that readers see.
_OF_CLAUSE = (
    "SELECT question_id FROM proposals_term WHERE clause_id = {clause} OR waits_for_id = {clause}"
    " UNION SELECT q.id FROM proposals_clause_topics t JOIN proposals_question q"
    " ON q.topic_id = t.topic_id JOIN proposals_proposal p"
    " ON p.negotiation_id = q.negotiation_id JOIN proposals_version v"
    " ON v.proposal_id = p.id AND v.id = {version} WHERE t.clause_id = {clause}"
    " UNION SELECT 0 FROM proposals_response_clauses WHERE clause_id = {clause}"
)
UNSEEN: frozenset[type[Model]] = frozenset({ExpiredSnapshot, Freeze, RowEditor, SnapshotUse})
"""What is remembered of frozen comparisons (where a page changes with it, a snapshot goes), and of
who typed what readers do not see."""
_COMING_AND_GOING = f"SELECT {FROZEN} AS subject"
_WITHOUT_ROWS = (None, "", _COMING_AND_GOING)
"""The rules that need no row of the written table."""
_SUBJECTS: dict[type[Model], str] = {
    Term: "SELECT {row}.question_id",
    Term.bearers.through: "SELECT question_id FROM proposals_term WHERE id = {row}.term_id",
    Coverage: "SELECT {row}.question_id",
    Coverage.articles.through: (
        "SELECT question_id FROM proposals_coverage WHERE id = {row}.coverage_id"
    ),
    CoverageEvidence: "SELECT question_id FROM proposals_coverage WHERE id = {row}.coverage_id",
    Judgement: "SELECT {row}.question_id",
    Evidence: (
        _OF_CLAUSE.format(
            clause="{row}.clause_id",
            version="(SELECT version_id FROM proposals_clause WHERE id = {row}.clause_id)",
        )
        + " UNION SELECT t.question_id FROM proposals_term t JOIN proposals_clause c"
        " ON c.id = t.clause_id JOIN proposals_clause own ON own.version_id = c.version_id"
        " WHERE own.id = {row}.clause_id AND own.option <> ''"
        " UNION SELECT 0 FROM proposals_version v JOIN proposals_clause own"
        " ON own.version_id = v.id WHERE own.id = {row}.clause_id"
        " AND COALESCE(v.edits_id, v.copy_of_id) IS NOT NULL"
    ),
    Clause: (
        _OF_CLAUSE.format(clause="{row}.id", version="{row}.version_id")
        + " UNION SELECT t.question_id FROM proposals_term t JOIN proposals_clause c"
        " ON c.id = t.clause_id WHERE {row}.option <> '' AND c.version_id = {row}.version_id"
        " UNION SELECT 0 FROM proposals_version"
        " WHERE id = {row}.version_id AND COALESCE(edits_id, copy_of_id) IS NOT NULL"
    ),
    # Dates, histories and news tell of these; no row of a comparison does.
    ArticleText: "",
    Clause.editors.through: "",
    Comment: "",
    Response.editors.through: "",
    Reversion: "",
    Revision: "",
    RowRevision: "",
    RowRevision.negotiations.through: "",
    SeedRecord: "",
    Snapshot: "",
    Transition: "",
}


@dataclass(frozen=True)
class Trigger:
    """One trigger of a table: its name, and the statements that make it, in their order.

    The name has a hash of what it does, so that names alone tell whether it is up to date.
    """

    name: str
    table: str
    statements: tuple[str, ...]


def stamped_models() -> list[type[Model]]:
    """Return the models of which readers see anything, with the tables between them.

    What is derived from these under the stamp must not move it, and so must not the queue of files.
    """
    derived = {DataStamp, RowMarks, PdfJob, PdfContent, PdfDrawer, *UNSEEN}
    own = {"proposals", "sources"}
    models = apps.get_models(include_auto_created=True)
    ours = [model for model in models if model._meta.app_label in own and model not in derived]
    return [*ours, Reversion, Revision]


def triggers(vendor: str) -> list[Trigger]:
    """Return all triggers for a kind of database, "sqlite" or "postgresql"."""
    make = _on_postgresql if vendor == "postgresql" else _on_sqlite
    return [
        trigger
        for model in stamped_models()
        for rule, events in _rules(model)
        for trigger in make(model._meta.db_table, rule, events)
    ]


def _rules(model: type[Model]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield what is moved by which writes to the rows of a model."""
    if model is not Snapshot:
        yield _SUBJECTS.get(model), _EVENTS
        return
    # Visitors add and expire these, which makes no other page a new one: those that show one ask
    # whether it still is there. Whoever alters what is stored moves the stamp.
    yield _SUBJECTS[model], ("UPDATE",)
    yield _COMING_AND_GOING, ("INSERT", "DELETE")


def definition(vendor: str) -> int:
    """Return the number that stands for all triggers of a kind of database together."""
    names = "\n".join(sorted(trigger.name for trigger in triggers(vendor)))
    return int(hashlib.sha256(names.encode()).hexdigest(), 16) % MODULUS


def _subjects(rule: str | None, row: str) -> str:
    """Return the query for the subjects of a written row; it never comes back empty."""
    if rule is None:
        return f"SELECT {EVERY_ROW} AS subject"
    if rule == _COMING_AND_GOING:
        return rule
    pages = f"SELECT {PAGES} AS subject"
    return f"{pages} UNION {rule.format(row=row)}" if rule else pages


def _named(table: str, event: str, body: str) -> str:
    digest = hashlib.sha256(f"{table}\n{event}\n{body}".encode()).hexdigest()
    return f"data_stamp_{digest[:16]}"


def _on_sqlite(table: str, rule: str | None, events: Iterable[str]) -> Iterator[Trigger]:
    for event in events:
        rows = {"INSERT": ["NEW"], "DELETE": ["OLD"]}.get(event, ["OLD", "NEW"])
        subjects = " UNION ".join(dict.fromkeys(_subjects(rule, row) for row in rows))
        body = (
            f"DELETE FROM {_TABLE} WHERE subject IN ({subjects}); "
            f"INSERT INTO {_TABLE} (subject, number) "
            f"SELECT subject, random() & {MODULUS - 1} FROM ({subjects});"
        )
        yield _trigger_on_sqlite(table, f"AFTER {event}", body)
    if rule not in _WITHOUT_ROWS:
        # What INSERT OR REPLACE deletes is told to nobody, unless a connection asks for it.
        replaced = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        yield _trigger_on_sqlite(table, "BEFORE INSERT", _EVERY_ROW_ON_SQLITE, condition=replaced)


_EVERY_ROW_ON_SQLITE = (
    f"DELETE FROM {_TABLE} WHERE subject = {EVERY_ROW}; INSERT INTO {_TABLE} (subject, number) "
    f"VALUES ({EVERY_ROW}, random() & {MODULUS - 1});"
)


def _trigger_on_sqlite(table: str, event: str, body: str, *, condition: str = "") -> Trigger:
    name = _named(table, event, condition + body)
    words = f"CREATE TRIGGER {name} {event} ON {table} {condition} BEGIN {body} END"
    return Trigger(name, table, (words,))


def _on_postgresql(table: str, rule: str | None, events: Iterable[str]) -> Iterator[Trigger]:
    if rule in _WITHOUT_ROWS:
        any_of_them = " OR ".join((*events, "TRUNCATE"))
        yield _statement_trigger(table, any_of_them, _subjects(rule, ""))
        return
    yield _statement_trigger(table, "TRUNCATE", _subjects(None, ""))
    for event in events:
        sides = {"INSERT": ["NEW"], "DELETE": ["OLD"]}.get(event, ["OLD", "NEW"])
        subjects = " UNION ".join(
            f"SELECT s.subject FROM {side.lower()}_rows r "
            f"CROSS JOIN LATERAL ({_subjects(rule, 'r')}) s"
            for side in sides
        )
        tables = " ".join(f"{side} TABLE AS {side.lower()}_rows" for side in sides)
        yield _statement_trigger(table, event, subjects, f"REFERENCING {tables} ")


def _statement_trigger(table: str, event: str, subjects: str, tables: str = "") -> Trigger:
    body = (
        f"INSERT INTO {_TABLE} (subject, number) "
        f"SELECT subject, floor(random() * {MODULUS})::bigint FROM ({subjects}) AS written; "
        f"IF random() * {_ADD_UP_ONE_IN} < 1 THEN "
        f"WITH parts AS (DELETE FROM {_TABLE} WHERE id IN (SELECT id FROM {_TABLE} "
        f"WHERE subject <> {DEFINITION} ORDER BY id LIMIT {_ADD_UP_MOST} FOR UPDATE SKIP LOCKED) "
        f"RETURNING subject, number) INSERT INTO {_TABLE} (subject, number) "
        f"SELECT subject, mod(sum(number), {MODULUS})::bigint FROM parts GROUP BY subject; "
        "END IF; RETURN NULL;"
    )
    # A restored backup writes with an empty search path, and finds tables by this one.
    settings = "LANGUAGE plpgsql SET search_path FROM CURRENT"
    name = _named(table, event, settings + tables + body)
    return Trigger(
        name,
        table,
        (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger {settings} AS "
            f"$body$ BEGIN {body} END $body$",
            # One that somebody has disabled is there, and counts as missing.
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} {tables}"
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ),
    )
