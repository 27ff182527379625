"""Applying a plan: rows are added, changed and removed, and what was loaded is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from proposals.domain.vocabulary import Measure
from proposals.editing.row_notes import note, note_added, note_order, note_removal
from proposals.history.reloads import record_reload
from proposals.models import (
    Clause,
    Negotiation,
    Question,
    Response,
    SeedRecord,
    Term,
    Transition,
    Version,
)
from proposals.models.shown_rows import SURROUNDING, is_seen_when_added
from proposals.models.vocabularies import parse_scopes
from proposals.seeding.database import StoredFolder
from proposals.seeding.derived_columns import points_seen, reset_columns
from proposals.seeding.plan import LoadPlan, RowKey, content_hash, fingerprint, is_codebook
from proposals.seeding.problems import FilePlace, SeedProblem
from proposals.seeding.refusals import BATCH_SIZE, create_rows, named_refusal
from proposals.seeding.schema import KINDS, Record, RecordKind
from sources.models import Article


class Applier:
    """The application of one plan.

    `problems` are reasons to take everything back, `notes` sentences for editors.
    """

    def __init__(
        self, plan: LoadPlan, stored: StoredFolder, folder: str, publisher: str = ""
    ) -> None:
        self.plan, self.ids, self.folder = plan, stored.ids, folder
        self.publisher = publisher
        self.is_codebook = is_codebook(folder)
        public = Negotiation.objects.public()
        self.is_seen = (public if self.is_codebook else public.filter(key=folder)).exists()
        self.index = stored.index
        self.problems: list[SeedProblem] = []
        self.notes: list[str] = []

    def apply(self) -> None:
        """Apply the plan, inside a transaction, but for what has to wait for other folders."""
        reload = record_reload(
            self._changed_rows("clause"),
            self._added("clause"),
            responses=self._changed_rows("response"),
            added_responses=self._added("response"),
            publisher=self.publisher,
        )
        self._note_order()
        with reload:
            self._write()
            if not self.is_codebook:
                self._remove_rows()
        self._increment_editions()
        if not self.is_codebook:
            self._check_dependents()
        self._store_fingerprints()

    def finish(self) -> None:
        """Apply the rest, when every folder of the load has been applied.

        What rests on the rows of a codebook is known only then.
        """
        if self.is_codebook:
            self._remove_rows()
            self._check_dependents()
        self._drop_fingerprints(self.plan.moved)

    def _note_order(self) -> None:
        """Note the order of the clauses of each document of which one will change."""
        changed = [record.key for record in self.plan.change if record.kind == "clause"]
        versions = Version.objects.filter(clauses__uid__in=changed) if changed else ()
        for version in {version.pk: version for version in versions}.values():
            note_order(version)

    def _write(self) -> None:
        self._release_addresses()
        for kind in KINDS.values():
            self._add(kind, [record for record in self.plan.add if record.kind == kind.name])
        for record in self.plan.change:
            self._change(KINDS[record.kind], record)

    def _remove_rows(self) -> None:
        for name, key in self.plan.remove:
            if name in ("clause", "response"):
                note_removal(KINDS[name].model._default_manager.get(pk=self.ids[name][key]))
        gone = [self.ids["version"][key] for name, key in self.plan.remove if name == "version"]
        # A text and its edits may leave together, in whatever order they are removed.
        note(Version.objects.filter(pk__in=gone))
        Version.objects.filter(pk__in=gone).update(edits=None, copy_of=None)
        for kind in reversed(list(KINDS.values())):
            for name, key in self.plan.remove:
                if name == kind.name:
                    self._remove(kind, key)

    def _added(self, kind: str) -> set[str]:
        return {record.key for record in self.plan.add if record.kind == kind}

    def _changed_rows(self, kind: str) -> set[str]:
        """Return the addresses of stored clauses or responses whose content or parts will change.

        Those that only move to another place are left out.
        """
        moved = {
            record.key
            for record in self.plan.change
            if record.kind == kind
            and content_hash(fingerprint(record))
            == content_hash(fingerprint(self.index[kind][record.key]))
        }
        changed = [record for record in self.plan.change if record.key not in moved]
        return self._rows_of(kind, [*self.plan.add, *changed])

    def _increment_editions(self) -> None:
        """Take new editions of changed rows: nobody who has one open may save over it."""
        for kind, model in (("clause", Clause), ("response", Response)):
            changed = self._rows_of(kind, [*self.plan.add, *self.plan.change])
            rows: models.QuerySet[Any] = model._default_manager.filter(uid__in=changed)
            rows.update(edition=models.F("edition") + 1)

    def _rows_of(self, kind: str, written: Iterable[Record]) -> set[str]:
        """Return the stored rows of a kind that records are, or belong to, or that lose a part."""
        rows = {_owner_of(kind, record) for record in written}
        rows |= {_owner_of(kind, self.index[name][key]) for name, key in self.plan.remove}
        return rows - self._added(kind) - {""}

    def _release_addresses(self) -> None:
        """Empty addresses that may move to another article, as they are unique."""
        moving = [record.key for record in self.plan.change if record.kind == "article"]
        moving += [key for name, key in self.plan.remove if name == "article"]
        if moving:
            note(Article.objects.filter(key__in=moving))
            Article.objects.filter(key__in=moving).exclude(url="").update(url="")

    def _add(self, kind: RecordKind, records: list[Record]) -> None:
        if not records:
            return
        # A row can refer to one that is added with it: those references are set afterwards.
        later = [name for name in kind.names if kind.target(name) is kind]
        rows = [kind.model(**self._columns(kind, record, leave=later)) for record in records]
        created = create_rows(kind.model, records, rows)
        if self.is_seen and is_seen_when_added(kind.model):
            note_added(created)
        for record, row in zip(records, created, strict=True):
            self.ids[kind.name][record.key] = row.pk
        for record in records:
            if any(record.values[name] for name in later):
                columns = {f"{name}_id": self._id(kind, name, record) for name in later}
                self._update(kind, record, columns)
        for name in _list_fields(kind):
            self._link(kind, name, records)

    def _change(self, kind: RecordKind, record: Record) -> None:
        columns = self._columns(kind, record)
        if kind.model in SURROUNDING:
            stored = kind.model._default_manager.filter(pk=self.ids[kind.name][record.key])
            note(stored, _list_fields(kind))
        self._update(kind, record, columns | reset_columns(kind, columns))
        for name in _list_fields(kind):
            through, own, _other = _through(kind, name)
            pk = self.ids[kind.name][record.key]
            through._default_manager.filter(**{own: pk}).delete()
            self._link(kind, name, [record])

    def _update(self, kind: RecordKind, record: Record, columns: dict[str, Any]) -> None:
        pk = self.ids[kind.name][record.key]
        with named_refusal(record):
            kind.model._default_manager.filter(pk=pk).update(**columns)

    def _columns(
        self, kind: RecordKind, record: Record, leave: Iterable[str] = ()
    ) -> dict[str, Any]:
        has_address = kind.name in ("clause", "response")
        columns: dict[str, Any] = {"uid": record.key} if has_address else {}
        for name in kind.names:
            if name in leave or name in _list_fields(kind):
                continue
            if kind.target(name) is None:
                columns[name] = record.values[name]
            else:
                columns[f"{name}_id"] = self._id(kind, name, record)
        return columns | points_seen(kind, columns)

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
        through._default_manager.bulk_create(links, BATCH_SIZE)

    def _remove(self, kind: RecordKind, key: str) -> None:
        pk = self.ids[kind.name][key]
        dependent = next(_dependents_of(kind, pk), None)
        if dependent is None:
            kind.model._default_manager.filter(pk=pk).delete()
            return
        message = f"{kind.name} {key} cannot be removed: {dependent} rests on it."
        allowed = "keep it in the folder, or remove what rests on it first"
        self.problems.append(SeedProblem(FilePlace(self.folder), message, allowed=allowed))

    def _check_dependents(self) -> None:
        """Check that editors' answers are still allowed, and that none contradicts an absence."""
        changed = {record.key for record in self.plan.change if record.kind == "question"}
        units_changed = any(record.kind == "unit" for record in self.plan.change)
        units_changed |= any(name == "unit" for name, _key in self.plan.remove)
        for question in Question.objects.select_related("unit", "negotiation"):
            key = f"{question.negotiation.key}.{question.key}"
            if key in changed or (units_changed and question.unit is not None):
                self._refuse(f"question {key}", question.broken_answers())
            if key in changed:
                self._refuse(f"question {key}", self._answers_of_another_unit(question, key))
            if key in changed and self.index["question"][key].values["measures"] != Measure.LIMIT:
                self._note_answers_of_any_amount(question)
        self._refuse("an answer names a scope that would be gone", self._lost_scopes())
        contradicting = Term.objects.filter(
            clause__revises=None,
            question__coverage__version=models.F("clause__version"),
            clause__version__proposal__negotiation__key=self.folder,
        )
        self._refuse("an answer meets a recorded absence", [str(term) for term in contradicting])

    def _answers_of_another_unit(self, question: Question, key: str) -> list[str]:
        """Return the answers that stay as they are stored while their question gets another unit.

        A number is stored without the unit of its question: thirty days would be thirty bodies.
        """
        before = self.index["question"][key].values["unit"]
        if not before or before == (question.unit.key if question.unit else ""):
            return []
        written = {record.key for record in (*self.plan.add, *self.plan.change)}
        terms = Term.objects.filter(question=question).select_related("clause")
        return [
            f"{term.clause.uid}: its answer was typed in the unit {before}; type it anew."
            for term in terms.order_by("clause__uid", "number")
            if f"{term.clause.uid}#{question.key}#{term.number}" not in written
        ]

    def _note_answers_of_any_amount(self, question: Question) -> None:
        """Note the answers that an editor has to look at, as the question now asks for a limit."""
        self.notes += [
            f"question {question.negotiation.key}.{question.key}: it asks for a limit now; "
            f"the answer in {clause} leaves any amount open and stays as it is."
            for clause in question.answers_of_any_amount()
        ]

    def _lost_scopes(self) -> list[str]:
        """Return the answers whose scope the changed negotiation no longer lists."""
        changed = [record for record in self.plan.change if record.kind == "negotiation"]
        for record in changed:
            before = parse_scopes(self.index["negotiation"][record.key].values["scopes"])
            row = Negotiation.objects.get(key=record.key)
            lost = row.lost_scopes(before, parse_scopes(record.values["scopes"]))
            return [f"{line}." for line in lost]
        return []

    def _refuse(self, subject: str, lines: list[str]) -> None:
        for line in lines:
            message = f"{subject}: {line} Entered in the database, not in the folder."
            self.problems.append(SeedProblem(FilePlace(self.folder), message))

    def _store_fingerprints(self) -> None:
        self._drop_fingerprints(self.plan.outdated)
        rows = [
            SeedRecord(folder=self.folder, model=model, key=key, fingerprint=value)
            for (model, key), value in self.plan.fingerprints.items()
        ]
        SeedRecord.objects.bulk_create(
            rows,
            BATCH_SIZE,
            update_conflicts=True,
            unique_fields=["folder", "model", "key"],
            update_fields=["fingerprint"],
        )

    def _drop_fingerprints(self, rows: Iterable[RowKey]) -> None:
        for model, key in rows:
            SeedRecord.objects.filter(folder=self.folder, model=model, key=key).delete()


def _owner_of(kind: str, record: Record) -> str:
    """Return the address of the row of a kind that a record is, or belongs to; empty if none."""
    return record.key if record.kind == kind else str(record.values.get(kind, ""))


def _list_fields(kind: RecordKind) -> list[str]:
    return [
        name for name in kind.names if isinstance(kind.model_field(name), models.ManyToManyField)
    ]


def _through(kind: RecordKind, name: str) -> tuple[type[models.Model], str, str]:
    """Return the model of the links in a list, and the columns of its two ends."""
    link = kind.model_field(name)
    assert isinstance(link, models.ManyToManyField)  # noqa: S101 - see _list_fields
    through = link.remote_field.through
    assert through is not None  # noqa: S101 - Django makes one for every list
    return through, link.m2m_column_name(), f"{link.m2m_reverse_field_name()}_id"


def _dependents_of(kind: RecordKind, pk: int) -> Iterator[str]:
    """Yield rows of any model that refer to this one, in words."""
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
