"""Points that a text takes over from the one that it edits: those that it leaves alone.

Only an edit that is known in full takes anything over: of one that is known from reports, a point
that nobody told is not coded. A rival copy that is known in full takes over, in the same way, the
points in which it does not differ from the text that it is a copy of.

A point is left alone if no clause of the edit has its key or stands in its place. A clause that
readers see no more keeps it from being taken over as well, by the points that it named when they
saw it last: what the edit does with them is then in doubt. A draft that they never saw changes
nothing for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from proposals.data_stamps import prepared
from proposals.models import Clause, ClauseStatus, Coverage, ReviewState, Version


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


@dataclass(frozen=True)
class Standing:
    """A checked absence of a version, or of the nearest text behind it that states one.

    `nearer` are the texts before that one, from the version itself; `told` says that one of them
    answers the question, so that the absence does not stand.
    """

    absence: Coverage
    nearer: tuple[int, ...]
    told: bool

    def hides(self, text: int) -> bool:
        """Tell whether it stands against an answer of this text: one that is no nearer."""
        return text not in self.nearer


class Answer(NamedTuple):
    """Where an answer stands: its clause, the text of that clause, its question."""

    clause: int
    text: int
    question: int


def inheritance_of(documents: Iterable[VersionOf]) -> Inheritance:
    """Return what documents take over; one query, none if no edit is among them."""
    versions = [one.version for one in documents]
    edits = [one for one in versions if one.complete and (one.edits_id or one.copy_of_id)]
    if not edits:
        return NOTHING_TAKEN_OVER
    homes = tuple(sorted({one.proposal.negotiation_id for one in edits}))
    return prepared("inheritance", homes, lambda: inheritance_from(read_points(*homes)))


def edited_texts(version: int, edits: Mapping[int, int | None]) -> tuple[int, ...]:
    """Return the texts that a version edits, from the nearest; `edits` has that of each version."""
    found: list[int] = []
    text = edits.get(version)
    # No editor can save a text that edits itself, but a shell can.
    while text is not None and text != version and text not in found:
        found.append(text)
        text = edits.get(text)
    return tuple(found)


def coverage_of(versions: Iterable[int], inheritance: Inheritance) -> Q:
    """Return the condition of the checked absences of versions and of the texts behind them."""
    own = frozenset(versions)
    return Q(version__in=own | inheritance.texts_behind(own))


def standing_absences(
    absences: Iterable[Coverage],
    answered: Collection[tuple[int, int]],
    versions: Iterable[int],
    inheritance: Inheritance,
) -> dict[tuple[int, int], Standing]:
    """Return the checked absence that stands for each version and question, if any does.

    Of a version and the texts behind it the nearest decides. `answered` has each of these texts
    with each question that its own points answer: an absence stands only where no nearer text
    answered, because what became of such an answer is not what the absence says.
    """
    by_text: dict[int, dict[int, Coverage]] = defaultdict(dict)
    for one in absences:
        by_text[one.version_id][one.question_id] = one
    standing: dict[tuple[int, int], Standing] = {}
    for version in versions:
        nearer: tuple[int, ...] = ()
        for text in (version, *inheritance.bases.get(version, ())):
            for question, absence in by_text[text].items():
                told = any((one, question) in answered for one in nearer)
                standing.setdefault((version, question), Standing(absence, nearer, told=told))
            nearer += (text,)
    return standing


def takers(
    answer: Answer,
    holders: Mapping[int, Collection[int]],
    standing: Mapping[tuple[int, int], Standing],
) -> tuple[int, ...]:
    """Return the versions that take over an answer, of those that hold its clause.

    `holders` are by clause; an absence that stands between the two texts keeps the answer back.
    """
    found = holders.get(answer.clause, ())
    absences = ((one, standing.get((one, answer.question))) for one in found)
    return tuple(one for one, absence in absences if not (absence and absence.hides(answer.text)))


@dataclass(frozen=True, kw_only=True)
class Point:
    """A clause of a text that edits another, is a copy of one, or stands behind such a text.

    All numbers are primary keys; `edits` is the text behind. A text without any clause has one
    point without a key: it leaves everything alone.

    `named` are the keys of the points of the edited text that it keeps from being taken over;
    `public` tells whether others may take it over itself.
    """

    pk: int | None
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
            edits=clause.version.edits_id or clause.version.copy_of_id,
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


def read_points(*negotiations: int) -> list[Point]:
    """Return the clauses of the texts of negotiations that edit or copy others, and of those.

    A clause that readers never saw names no point, and no draft that revises one counts. One query.
    """
    seen = Exists(Clause.objects.published().filter(pk=OuterRef("clauses")))
    chained = (
        Q(edits__isnull=False)
        | Q(copy_of__isnull=False)
        | Exists(Version.objects.filter(edits=OuterRef("pk")))
        | Exists(Version.objects.filter(copy_of=OuterRef("pk")))
    )
    rows = (
        Version.objects.filter(chained, proposal__negotiation__in=negotiations)
        .annotate(seen=seen, edited=Coalesce("edits", "copy_of"))
        .order_by()
        .values_list(
            "pk", "edited", "complete", "seen",
            *(f"clauses__{name}" for name in _POINT_COLUMNS),
        )
    )  # fmt: skip
    return [
        Point(
            pk=pk,
            version=version,
            edits=edits,
            complete=complete,
            key=key or "",
            named=_named(state, key, replaces, points_seen),
            public=bool(public) and status != ClauseStatus.STRUCK_OUT,
        )
        for (
            version,
            edits,
            complete,
            public,
            pk,
            key,
            replaces,
            status,
            revises,
            state,
            points_seen,
        ) in rows
        if revises is None
    ]


_POINT_COLUMNS = ("pk", "key", "replaces", "status", "revises", "state", "points_seen")


def _named(
    state: str | None, key: str, replaces: Iterable[str], points_seen: Iterable[str] | None
) -> frozenset[str]:
    """Return the points that a stored clause names for readers: see `points_for_readers`."""
    if state == ReviewState.PUBLISHED:
        return frozenset((key, *replaces))
    return frozenset(points_seen or ())


def inheritance_from(points: Iterable[Point], versions: Iterable[Version] = ()) -> Inheritance:
    """Return what the texts of some points take over; `versions` may have no point yet."""
    texts = {one.pk: _Text(one.edits_id or one.copy_of_id, one.complete) for one in versions}
    for point in points:
        text = texts.setdefault(point.version, _Text(point.edits, point.complete))
        text.named.update(point.named)
        if point.public and point.pk is not None:
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
