"""Carries a plan out: adds, changes and removes rows, and remembers what was loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from proposals.history.reloads import record_reload
from proposals.models import Clause, Question, QuoteState, SeedRecord, Term, Transition
from proposals.seeding.database import StoredFolder
from proposals.seeding.plan import LoadPlan, content_of, fingerprint
from proposals.seeding.problems import FilePlace, SeedProblem
from proposals.seeding.schema import KINDS, Record, RecordKind
from sources.models import Article

AT_ONCE = 500


class Applier:
    """Writes the rows of one plan; `problems` are reasons to take everything back."""

    def __init__(self, plan: LoadPlan, stored: StoredFolder, folder: str) -> None:
        self.plan, self.ids, self.folder = plan, stored.ids, folder
        self.index = stored.index
        self.problems: list[SeedProblem] = []

    def apply(self) -> None:
        """Carry the plan out; must run inside a transaction."""
        added = {record.key for record in self.plan.add if record.kind == "clause"}
        with record_reload(self._reworded(), added):
            self._write()
        self._count_editions()
        self._check_what_rests_on_changes()
        self._remember()

    def _write(self) -> None:
        self._release_addresses()
        for kind in KINDS.values():
            self._add(kind, [record for record in self.plan.add if record.kind == kind.name])
        for record in self.plan.change:
            self._change(KINDS[record.kind], record)
        for kind in reversed(list(KINDS.values())):
            for name, key in self.plan.remove:
                if name == kind.name:
                    self._remove(kind, key)

    def _reworded(self) -> set[str]:
        """Stored clauses that will say something else, or rest on something else, than before.

        Not those that only move to another place.
        """
        moved = {
            record.key
            for record in self.plan.change
            if record.kind == "clause"
            and content_of(fingerprint(record))
            == content_of(fingerprint(self.index["clause"][record.key]))
        }
        changed = [record for record in self.plan.change if record.key not in moved]
        return self._clauses_of([*self.plan.add, *changed])

    def _count_editions(self) -> None:
        """Somebody who has a changed clause open must not save over what was loaded."""
        changed = self._clauses_of([*self.plan.add, *self.plan.change])
        Clause.objects.filter(uid__in=changed).update(edition=models.F("edition") + 1)

    def _clauses_of(self, written: Iterable[Record]) -> set[str]:
        """The stored clauses that records are, or belong to, and those that lose a part."""
        touched = {_clause_of(record) for record in written}
        touched |= {_clause_of(self.index[name][key]) for name, key in self.plan.remove}
        return touched - {record.key for record in self.plan.add} - {""}

    def _release_addresses(self) -> None:
        """Addresses are unique: free those that may move to another article."""
        moving = [r.key for r in self.plan.change if r.kind == "article"]
        moving += [key for name, key in self.plan.remove if name == "article"]
        if moving:
            Article.objects.filter(key__in=moving).exclude(url="").update(url="")

    def _add(self, kind: RecordKind, records: list[Record]) -> None:
        if not records:
            return
        # A row can refer to one that is added with it: those references are set afterwards.
        later = [name for name in kind.names if kind.target(name) is kind]
        rows = [kind.model(**self._columns(kind, record, leave=later)) for record in records]
        for record, row in zip(
            records, kind.model._default_manager.bulk_create(rows, AT_ONCE), strict=True
        ):
            self.ids[kind.name][record.key] = row.pk
        for record in records:
            if any(record.values[name] for name in later):
                self._update(kind, record, {f"{n}_id": self._id(kind, n, record) for n in later})
        for name in _lists(kind):
            self._link(kind, name, records)

    def _change(self, kind: RecordKind, record: Record) -> None:
        self._update(kind, record, self._columns(kind, record) | _noted(kind))
        for name in _lists(kind):
            through, own, _other = _through(kind, name)
            pk = self.ids[kind.name][record.key]
            through._default_manager.filter(**{own: pk}).delete()
            self._link(kind, name, [record])

    def _update(self, kind: RecordKind, record: Record, columns: dict[str, Any]) -> None:
        pk = self.ids[kind.name][record.key]
        kind.model._default_manager.filter(pk=pk).update(**columns)

    def _columns(
        self, kind: RecordKind, record: Record, leave: Iterable[str] = ()
    ) -> dict[str, Any]:
        columns: dict[str, Any] = {"uid": record.key} if kind.name == "clause" else {}
        for name in kind.names:
            if name in leave or name in _lists(kind):
                continue
            if kind.target(name) is None:
                columns[name] = record.values[name]
            else:
                columns[f"{name}_id"] = self._id(kind, name, record)
        return columns

    def _id(self, kind: RecordKind, name: str, record: Record) -> int | None:
        target, key = kind.target(name), record.values[name]
        return self.ids[target.name][key] if target is not None and key else None

    def _link(self, kind: RecordKind, name: str, records: list[Record]) -> None:
        through, own, other = _through(kind, name)
        target = kind.target(name)
        assert target is not None  # noqa: S101 - lists are lists of references
        links = [
            through(**{own: self.ids[kind.name][record.key], other: self.ids[target.name][key]})
            for record in records
            for key in record.values[name]
        ]
        through._default_manager.bulk_create(links, AT_ONCE)

    def _remove(self, kind: RecordKind, key: str) -> None:
        pk = self.ids[kind.name][key]
        resting = next(_resting_on(kind, pk), None)
        if resting is None:
            kind.model._default_manager.filter(pk=pk).delete()
            return
        message = f"{kind.name} {key} cannot be removed: {resting} rests on it."
        allowed = "keep it in the folder, or remove what rests on it first"
        self.problems.append(SeedProblem(FilePlace(self.folder), message, allowed=allowed))

    def _check_what_rests_on_changes(self) -> None:
        """Answers that editors entered must still be allowed, and must not meet an absence."""
        touched = {record.key for record in self.plan.change if record.kind == "question"}
        units = any(r.kind == "unit" for r in self.plan.change)
        units = units or any(name == "unit" for name, _key in self.plan.remove)
        for question in Question.objects.select_related("unit", "negotiation"):
            key = f"{question.negotiation.key}.{question.key}"
            if key in touched or (units and question.unit is not None):
                self._refuse(f"question {key}", question.broken_answers())
        met = Term.objects.filter(
            clause__revises=None,
            question__coverage__version=models.F("clause__version"),
            clause__version__proposal__negotiation__key=self.folder,
        )
        self._refuse("an answer meets a recorded absence", [str(term) for term in met])

    def _refuse(self, what: str, found: list[str]) -> None:
        for line in found:
            message = f"{what}: {line} Entered in the database, not in the folder."
            self.problems.append(SeedProblem(FilePlace(self.folder), message))

    def _remember(self) -> None:
        for model, key in self.plan.forget:
            SeedRecord.objects.filter(folder=self.folder, model=model, key=key).delete()
        rows = [
            SeedRecord(folder=self.folder, model=model, key=key, fingerprint=mark)
            for (model, key), mark in self.plan.remember.items()
        ]
        SeedRecord.objects.bulk_create(
            rows,
            AT_ONCE,
            update_conflicts=True,
            unique_fields=["folder", "model", "key"],
            update_fields=["fingerprint"],
        )


def _noted(kind: RecordKind) -> dict[str, Any]:
    """What a change means for columns that no folder holds: another quote is not checked yet."""
    if kind.name != "evidence":
        return {}
    return {"quote_state": QuoteState.UNCHECKED, "quote_place": None, "quote_nearest": ""}


def _clause_of(record: Record) -> str:
    """The address of the clause that a record is, or belongs to; empty if it is outside clauses."""
    return record.key if record.kind == "clause" else str(record.values.get("clause", ""))


def _lists(kind: RecordKind) -> list[str]:
    return [
        name for name in kind.names if isinstance(kind.model_field(name), models.ManyToManyField)
    ]


def _through(kind: RecordKind, name: str) -> tuple[type[models.Model], str, str]:
    """The model of the links in a list, and the columns of its two ends."""
    link = kind.model_field(name)
    assert isinstance(link, models.ManyToManyField)  # noqa: S101 - see _lists
    through = link.remote_field.through
    assert through is not None  # noqa: S101 - Django makes one for every list
    return through, link.m2m_column_name(), f"{link.m2m_reverse_field_name()}_id"


def _resting_on(kind: RecordKind, pk: int) -> Iterator[str]:
    """In words, rows of any model that refer to this one."""
    for relation in kind.model._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: pk})
        if relation.related_model is Transition:
            rows = rows.exclude(by_name="")  # what loading itself recorded goes with the clause
        for row in rows[:1]:
            yield f"{relation.related_model._meta.verbose_name} “{row}”"
    if kind.name == "unit":
        key = kind.model._default_manager.values_list("key", flat=True).get(pk=pk)
        for term in Term.objects.filter(value__unit=key)[:1]:
            yield f"{Term._meta.verbose_name} “{term}”"
