"""Owns the memory of clauses: each recorded change keeps the clause with answers and evidence.

Kept by django-reversion. Its own `revert` would write past the guard: restore by a new draft.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from reversion.models import Version as SavedVersion
from reversion.signals import post_revision_commit

from proposals.history.content import ClauseContent, PartContent, RawClause, contents_of
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.proposals import Version
from proposals.models.review import Transition, name_of
from proposals.models.terms import Term

__all__ = ["ClauseContent", "HistoryEntry", "PartContent", "entries", "entries_of", "record_change"]

AS_LOADED = "as loaded"
"""The reason of the record that is made of a clause just before its first change by a person."""


@dataclass(frozen=True)
class HistoryEntry:
    """A clause with answers and evidence as they were after one recorded change."""

    at: datetime
    by_name: str
    reason: str
    revision_id: int
    content: ClauseContent


def register() -> None:
    """Tell django-reversion what belongs to a clause; once, when the app is ready."""
    reversion.register(Clause, follow=("terms", "evidence"))
    reversion.register(Term)
    reversion.register(Evidence)
    post_revision_commit.connect(_link_steps, dispatch_uid="proposals.history")


@contextmanager
def record_change(clause: Clause, by: Any, reason: str) -> Iterator[None]:
    """Remember the clause with answers and evidence as they are at the end of the block.

    One transaction. A clause that came from a folder is remembered as it was loaded first, so that
    its first change can be seen. Nested blocks make one record, with the outer reason.
    """
    with transaction.atomic():
        remember_loaded(clause)
        with reversion.create_revision(manage_manually=True):
            yield
            _sign(by, reason)
            _add(Clause.objects.filter(pk=clause.pk))


def record_copies(clauses: list[Clause], by: Any, version: Version) -> None:
    """Remember copied clauses in one record."""
    with reversion.create_revision(manage_manually=True):
        _sign(by, _("copied from %(version)s") % {"version": version})
        _add(Clause.objects.filter(pk__in=[clause.pk for clause in clauses]))


def adopt(draft: Clause, original: Clause) -> None:
    """What was remembered of a draft belongs to the clause that it revised, from now on."""
    SavedVersion.objects.get_for_object(draft).update(object_id=str(original.pk))


def entries(clause: Clause) -> list[HistoryEntry]:
    """Everything remembered of a clause, newest first; a fixed number of queries."""
    return entries_of([clause.pk]).get(clause.pk, [])


def entries_of(clauses: Collection[int]) -> dict[int, list[HistoryEntry]]:
    """Everything remembered of some clauses by their numbers, newest first; as many queries."""
    rows = SavedVersion.objects.get_for_model(Clause).filter(
        object_id__in=[str(pk) for pk in clauses]
    )
    kept = list(rows.select_related("revision__user").order_by("-pk"))
    parts = _parts_of(kept)
    contents = contents_of([_rows_of(one, parts) for one in kept])
    names = _names_of_steps(kept)
    found: dict[int, list[HistoryEntry]] = defaultdict(list)
    for one, content in zip(kept, contents, strict=True):
        snapshot = HistoryEntry(
            at=one.revision.date_created,
            by_name=names.get(one.revision_id) or name_of(one.revision.user),
            reason=one.revision.comment,
            revision_id=one.revision_id,
            content=content,
        )
        found[int(one.object_id)].append(snapshot)
    return dict(found)


def remember_loaded(clause: Clause) -> None:
    """Remember a clause as a folder brought it, before its first change by a person.

    Not what was entered by hand: its first record is its beginning. Not inside a record.
    """
    if clause.created_by_id or reversion.is_active():
        return
    if SavedVersion.objects.get_for_object(clause).exists():
        return
    with reversion.create_revision(manage_manually=True):
        reversion.set_comment(AS_LOADED)
        _add(Clause.objects.filter(pk=clause.pk))


def remember_all_loaded(clauses: QuerySet[Clause]) -> None:
    """Remember clauses as a folder brought them, in one record; not those with a history."""
    loaded = list(clauses.filter(created_by=None))
    new = {clause.pk for clause in loaded} - clauses_with_history(loaded)
    if new:
        with reversion.create_revision(manage_manually=True):
            reversion.set_comment(AS_LOADED)
            _add(clauses.filter(pk__in=new))


def clauses_with_history(clauses: Iterable[Clause]) -> set[int]:
    """The numbers of those clauses whose history has begun; one query."""
    numbers = [str(clause.pk) for clause in clauses]
    found = SavedVersion.objects.get_for_model(Clause).filter(object_id__in=numbers)
    return {int(number) for number in found.values_list("object_id", flat=True)}


@contextmanager
def record_together(clauses: QuerySet[Clause], reason: str, at: datetime) -> Iterator[None]:
    """Remember several clauses as they are at the end of the block, in one unsigned record."""
    with reversion.create_revision(manage_manually=True):
        reversion.set_date_created(at)
        yield
        reversion.set_comment(reason)
        _add(clauses)


def _sign(by: Any, reason: str) -> None:
    if getattr(by, "pk", None):
        reversion.set_user(by)
    reversion.set_comment(reason)


def _add(clauses: Any) -> None:
    answers = Term.objects.select_related("clause", "question").prefetch_related("bearers")
    evidence = Evidence.objects.select_related("clause", "article")
    found = clauses.prefetch_related(
        "topics", Prefetch("terms", answers), Prefetch("evidence", evidence)
    )
    for clause in found:
        reversion.add_to_revision(clause)


def _link_steps(revision: Any, versions: Iterable[SavedVersion], **_kwargs: Any) -> None:
    """The steps that were taken inside this record refer to it."""
    clauses = [int(one.object_id) for one in versions if one._model is Clause]
    taken = Transition.objects.filter(revision=None, at__gte=revision.date_created)
    taken.filter(clause__in=clauses).update(revision=revision)


_Parts = dict[tuple[int, int], dict[str, list[Any]]]
"""Rows of answers and of evidence, by their record and their clause."""


def _parts_of(kept: list[SavedVersion]) -> _Parts:
    """The stored answers and evidence: a record of several clauses holds the parts of all."""
    types = ContentType.objects.get_for_models(Term, Evidence).values()
    rows = SavedVersion.objects.filter(
        revision__in=[one.revision_id for one in kept], content_type__in=types
    )
    parts: _Parts = defaultdict(lambda: {"term": [], "evidence": []})
    for row in rows.select_related("content_type").order_by("pk"):
        values = json.loads(row.serialized_data)[0]
        parts[row.revision_id, values["fields"]["clause"]][row.content_type.model].append(values)
    return parts


def _rows_of(own: SavedVersion, parts: _Parts) -> RawClause:
    clause = json.loads(own.serialized_data)[0]
    found = parts[own.revision_id, clause["pk"]]
    return RawClause(clause, tuple(found["term"]), tuple(found["evidence"]))


def _names_of_steps(kept: list[SavedVersion]) -> dict[int | None, str]:
    """Names that were kept with the steps, so that they outlive their accounts."""
    steps = Transition.objects.filter(revision__in=[one.revision_id for one in kept])
    return dict(steps.values_list("revision_id", "by_name"))
