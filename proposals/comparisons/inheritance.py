"""Points that a text takes over from the one that it edits: those that it leaves alone.

Only an edit that is known in full takes anything over: of one that is known from reports, a point
that nobody told is not coded. A point is left alone if no clause of the edit has its key or stands
in its place; a clause that readers do not see yet, or see no more, keeps it from being taken over
as well, because what the edit does with the point is then being entered or in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Exists, OuterRef, Q

from proposals.data_stamps import prepared
from proposals.models import Clause, ClauseStatus, Coverage, Version


class VersionOf(Protocol):
    """Whatever stands for a version, such as a document of the catalogue."""

    @property
    def version(self) -> Version:
        """The version."""


@dataclass(frozen=True)
class Inheritance:
    """What versions take over from others; all numbers are primary keys.

    `points` are clauses by the version that takes them over, `bases` the texts that stand behind
    it, from the nearest.
    """

    points: Mapping[int, frozenset[int]] = field(default_factory=dict)
    bases: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def texts_behind(self, versions: Iterable[int]) -> frozenset[int]:
        """Return the texts from which any of some versions takes over points."""
        return frozenset(base for version in versions for base in self.bases.get(version, ()))

    def points_of(self, versions: Iterable[int]) -> frozenset[int]:
        """Return the clauses that any of some versions takes over."""
        return frozenset(pk for version in versions for pk in self.points.get(version, ()))

    def holders(self, versions: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return, by clause, those of some versions that take it over."""
        holders: dict[int, tuple[int, ...]] = defaultdict(tuple)
        for version in versions:
            for pk in self.points.get(version, ()):
                holders[pk] += (version,)
        return dict(holders)


NOTHING_TAKEN_OVER = Inheritance()


def inheritance_of(documents: Iterable[VersionOf]) -> Inheritance:
    """Return what documents take over; one query, none if no edit is among them."""
    versions = [one.version for one in documents]
    edits = [one for one in versions if one.edits_id is not None and one.complete]
    if not edits:
        return NOTHING_TAKEN_OVER
    home = edits[0].proposal.negotiation_id
    return prepared("inheritance", home, lambda: inheritance_from(read_points(home)))


def coverage_of(versions: Iterable[int], inheritance: Inheritance) -> Q:
    """Return the condition of the checked absences of versions and of the texts behind them."""
    own = frozenset(versions)
    return Q(version__in=own | inheritance.texts_behind(own))


def standing_absences(
    absences: Iterable[Coverage],
    answered: Collection[tuple[int, int]],
    versions: Iterable[int],
    inheritance: Inheritance,
) -> dict[tuple[int, int], Coverage]:
    """Return checked absences by version and question, those that are taken over among them.

    An absence of the edited text is taken over where the edit has no answer of its own.
    """
    by_text: dict[int, dict[int, Coverage]] = defaultdict(dict)
    for one in absences:
        by_text[one.version_id][one.question_id] = one
    standing = {}
    for version in versions:
        for base in reversed(inheritance.bases.get(version, ())):
            for question, absence in by_text[base].items():
                if (version, question) not in answered:
                    standing[version, question] = absence
        for question, absence in by_text[version].items():
            standing[version, question] = absence
    return standing


@dataclass(frozen=True, kw_only=True)
class Point:
    """A clause of a text that edits another or is edited; all numbers are primary keys.

    `named` are the keys of the points of the edited text that it keeps from being taken over;
    `public` tells whether others may take it over itself.
    """

    pk: int
    version: int
    edits: int | None
    complete: bool
    key: str
    named: frozenset[str]
    public: bool

    @classmethod
    def if_published(cls, clause: Clause) -> Point:
        """Return the point that a clause would be once readers see it."""
        return cls(
            pk=clause.pk,
            version=clause.version_id,
            edits=clause.version.edits_id,
            complete=clause.version.complete,
            key=clause.key,
            named=frozenset(clause.named_points),
            public=not clause.is_struck_out,
        )


@dataclass(frozen=True)
class _Text:
    """One version of the chain: its own points by key, those among them that readers see."""

    edits: int | None
    complete: bool
    named: set[str] = field(default_factory=set)
    public: dict[str, int] = field(default_factory=dict)


def read_points(negotiation: int) -> list[Point]:
    """Return the clauses of the texts of a negotiation that edit others or are edited; one query.

    A clause counts in any state, but no draft that revises one.
    """
    seen = Exists(Clause.objects.published().filter(pk=OuterRef("pk")))
    chained = Q(version__edits__isnull=False) | Exists(
        Version.objects.filter(edits=OuterRef("version"))
    )
    rows = (
        Clause.objects.originals()
        .filter(chained, version__proposal__negotiation=negotiation)
        .annotate(seen=seen)
        .order_by()
        .values_list(
            "pk", "version", "version__edits", "version__complete", "key", "replaces", "status",
            "seen",
        )
    )  # fmt: skip
    return [
        Point(
            pk=pk,
            version=version,
            edits=edits,
            complete=complete,
            named=frozenset((key, *replaces)),
            key=key,
            public=public and status != ClauseStatus.STRUCK_OUT,
        )
        for pk, version, edits, complete, key, replaces, status, public in rows
    ]


def inheritance_from(points: Iterable[Point], versions: Iterable[Version] = ()) -> Inheritance:
    """Return what the texts of some points take over; `versions` may have no point yet."""
    texts = {one.pk: _Text(one.edits_id, one.complete) for one in versions}
    for point in points:
        text = texts.setdefault(point.version, _Text(point.edits, point.complete))
        text.named.update(point.named)
        if point.public:
            text.public[point.key] = point.pk
    found = {version: _taken_over(version, texts) for version in texts}
    return Inheritance(
        {version: frozenset(points.values()) for version, (points, _bases) in found.items()},
        {version: bases for version, (_points, bases) in found.items()},
    )


def _taken_over(version: int, texts: Mapping[int, _Text]) -> tuple[dict[str, int], tuple[int, ...]]:
    """Return the points that a version takes over by their keys, and the texts behind it."""
    chain = _chain(version, texts)
    points: dict[str, int] = {}
    for place in range(len(chain) - 1, 0, -1):
        edit, base = texts[chain[place - 1]], texts[chain[place]]
        points = {key: pk for key, pk in (points | base.public).items() if key not in edit.named}
    return points, tuple(chain[1:])


def _chain(version: int, texts: Mapping[int, _Text]) -> list[int]:
    """Return a version and the texts behind it, as far as points are taken over."""
    chain = [version]
    text = texts[version]
    while text.complete and text.edits is not None and text.edits in texts:
        if text.edits in chain:  # no editor can save that, but a shell can
            break
        chain.append(text.edits)
        text = texts[text.edits]
    return chain
