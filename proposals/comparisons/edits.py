"""What a text does with each point of the text that it edits: changed, struck out, new, left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.document_rows import ClauseEntry, ClauseList, read_entries
from proposals.comparisons.inheritance import inheritance_of
from proposals.comparisons.point_order import with_points_left
from proposals.comparisons.same_answers import clauses_with_the_same_answers
from proposals.models import Clause, ClauseStatus, Version


class PointChange(StrEnum):
    """What a clause is to the text that its document edits.

    `KEPT`: it stands in place of points and gives the same answers. `UNTOLD`: whether a point stood
    in its place there is not known here.
    """

    CHANGED = "changed"
    KEPT = "kept"
    STRUCK_OUT = "struck-out"
    NEW = "new"
    UNTOLD = "untold"


@dataclass(frozen=True)
class TextEdit:
    """A text that edits another, point by point.

    If it is `complete`, its full text is known: then `clauses` lists the points that it leaves
    alone among its own. For each own clause, by primary key, there are its `changes` and the points
    `replaced`. `texts` are the texts behind it from the nearest, as far as readers see them.
    """

    complete: bool
    clauses: ClauseList
    texts: tuple[Document, ...]
    changes: Mapping[int, PointChange] = field(default_factory=dict)
    replaced: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def changed(self) -> ClauseList:
        """The clauses that do not leave their points alone, nor with the same answers."""
        kept = {pk for pk, change in self.changes.items() if change is PointChange.KEPT}
        own = self.clauses.own.entries
        return ClauseList(tuple(entry for entry in own if entry.pk not in kept))

    @property
    def left_count(self) -> int:
        """The number of points that it leaves alone."""
        return len(self.clauses.entries) - len(self.clauses.own.entries)

    def count(self, change: PointChange) -> int:
        """Return how many of its own clauses are of one kind."""
        return sum(one is change for one in self.changes.values())

    def text_of(self, version: int) -> Document | None:
        """Return a text behind it by its primary key; None if readers see nothing of it."""
        return next((one for one in self.texts if one.version.pk == version), None)


@dataclass(frozen=True)
class _Points:
    """The clauses of the texts behind an edit that readers see in their order, by version.

    `by_key` has also those that readers see no more, and none that they never saw; `public` are the
    primary keys of those that they see.
    """

    by_version: Mapping[int, list[ClauseEntry]]
    by_key: Mapping[tuple[int, str], ClauseEntry]
    public: frozenset[int]


def read_edit(catalogue: Catalogue, document: Document, own: ClauseList) -> TextEdit | None:
    """Return what a document does with the points of the text that it edits; None if it edits none.

    `own` are its own clauses. Four queries, none if it edits none.
    """
    if document.version.edits_id is None:
        return None
    return _Reading(catalogue, document, own).edit()


class _Reading:
    """One edit, its texts and their points."""

    def __init__(self, catalogue: Catalogue, document: Document, own: ClauseList) -> None:
        self.document, self.own = document, own
        self.texts = texts_behind(catalogue, document.version)
        self.versions = [one.version.pk for one in self.texts]
        self.left = inheritance_of([document]).points_of([document.version.pk])
        self.points = _read_points(self.versions)

    def edit(self) -> TextEdit:
        """Return the edit with every point in its place."""
        replaced = {entry.pk: self._replaced(entry) for entry in self.own.entries}
        kept = clauses_with_the_same_answers(replaced)
        changes = {
            entry.pk: PointChange.KEPT
            if entry.pk in kept
            else self._change(entry, replaced=replaced[entry.pk])
            for entry in self.own.entries
        }
        clauses = ClauseList(tuple(self._in_order()))
        is_complete = self.document.version.complete
        return TextEdit(is_complete, clauses, self.texts, changes=changes, replaced=replaced)

    def _in_order(self) -> Iterable[ClauseEntry]:
        if not self.left:
            return self.own.entries
        edited: list[ClauseEntry] = []
        for version in reversed(self.versions):
            edited = with_points_left(self.points.by_version[version], edited)
        whole = with_points_left(self.own.entries, edited)
        own = {entry.pk for entry in self.own.entries}
        return (
            one if one.pk in own else replace(one, left=True)
            for one in whole
            if one.pk in own or one.pk in self.left
        )

    def _replaced(self, entry: ClauseEntry) -> tuple[int, ...]:
        """Return the published points in whose place a clause stands, in their own order."""
        found = (self._point(key) for key in _names(entry))
        points = {one.pk: one for one in found if one is not None and self._is_seen(one)}
        places = {version: place for place, version in enumerate(self.versions)}
        ordered = sorted(points.values(), key=lambda one: (places[one.version], one.ordinal))
        return tuple(one.pk for one in ordered)

    def _change(self, entry: ClauseEntry, *, replaced: tuple[int, ...]) -> PointChange:
        if entry.status == ClauseStatus.STRUCK_OUT:
            return PointChange.STRUCK_OUT
        if replaced:
            return PointChange.CHANGED
        points = [one for one in map(self._point, _names(entry)) if one is not None]
        is_hidden = any(one.pk not in self.points.public for one in points)
        edited = self.texts[0].version if self.texts else None
        is_known = edited is not None and edited.complete and not is_hidden
        return PointChange.NEW if is_known else PointChange.UNTOLD

    def _point(self, key: str) -> ClauseEntry | None:
        """Return the point with a key in the nearest text behind it that has one."""
        places = ((version, key) for version in self.versions)
        return next((self.points.by_key[one] for one in places if one in self.points.by_key), None)

    def _is_seen(self, point: ClauseEntry) -> bool:
        """Tell whether readers see a point, and it stands in its text."""
        return point.pk in self.points.public and point.status != ClauseStatus.STRUCK_OUT


def texts_behind(catalogue: Catalogue, version: Version) -> tuple[Document, ...]:
    """Return the texts that a version edits, directly and by way of others, from the nearest.

    A text of which nothing is published ends them.
    """
    documents = {one.version.pk: one for one in catalogue.documents}
    texts: list[Document] = []
    edited = documents.get(version.edits_id or 0)
    while edited is not None and edited not in texts and edited.version.pk != version.pk:
        texts.append(edited)
        edited = documents.get(edited.version.edits_id or 0)
    return tuple(texts)


def _read_points(versions: list[int]) -> _Points:
    """Return the clauses of some texts that readers see, or saw; two queries."""
    rows = Clause.objects.originals().filter(version__in=versions).exclude(points_seen=[])
    public = frozenset(
        Clause.objects.published().filter(version__in=versions).values_list("pk", flat=True)
    )
    by_version: dict[int, list[ClauseEntry]] = defaultdict(list)
    entries = read_entries(rows)
    for entry in entries:
        if entry.pk in public:
            by_version[entry.version].append(entry)
    by_key = {(entry.version, entry.key): entry for entry in entries}
    return _Points(by_version, by_key, public)


def _names(entry: ClauseEntry) -> tuple[str, ...]:
    return (entry.key, *entry.replaces)
