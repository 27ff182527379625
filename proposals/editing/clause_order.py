"""The order of clauses in a document, rearranged as a whole and never behind another's back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from proposals.editing.edits import edited_points
from proposals.editing.row_notes import note_order
from proposals.models.clauses import Clause
from proposals.models.proposals import Version


class OrderConflict(ValidationError):
    """The clauses stood in another order than the editor saw."""

    def __init__(self) -> None:
        message = _("Somebody else changed the clauses of this version meanwhile; look again.")
        super().__init__(message, code="order_conflict")


def next_ordinal(version: Version) -> int:
    """Return the place after the last clause of a version, and after all points that it edits."""
    last = version.clauses.aggregate(last=Max("ordinal"))["last"]
    return 1 + max([last or 0, *(point.ordinal for point in edited_points(version))])


def order_by_places(seen: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """Return the order that an editor means by typing places, from 1, beside some clauses.

    A clause whose place was not changed gives way to one that was: one that moves up goes before
    the clause in that place, one that moves down behind it.
    """

    def rank(entry: tuple[int, int]) -> tuple[int, int, int]:
        current, clause = entry
        place = places.get(clause, current)
        return (place, (place > current) - (place < current), current)

    return [clause for _place, clause in sorted(enumerate(seen, start=1), key=rank)]


def move_clause(seen: Sequence[int], clause: int, places: int) -> list[int]:
    """Return the order after one clause goes some places down, or up if they are negative."""
    order = [pk for pk in seen if pk != clause]
    place = min(max(seen.index(clause) + places, 0), len(order))
    return [*order[:place], clause, *order[place:]]


def arrange(version: Version, seen: Sequence[int], order: Sequence[int], by: Any) -> int:
    """Put the clauses of a version in this order; return how many got another place.

    `seen` is the order that the editor had before their eyes. Raises OrderConflict if it is no
    longer the stored one, and PermissionDenied unless the editor may change clauses; where
    readers would see another order, only reviewers may.
    """
    with transaction.atomic():
        Version.objects.select_for_update().get(pk=version.pk)
        rows = Clause.objects.originals().filter(version=version).order_by("ordinal", "key")
        stored = {row.pk: row for row in rows.select_for_update()}
        if list(stored) != list(seen) or sorted(order) != sorted(seen):
            raise OrderConflict
        _require_permission(stored, order, by)
        note_order(version)
        return _renumber(stored, order)


def put_in_order(version: Version, order: Sequence[int]) -> None:
    """Put the clauses of a version in this order, by primary keys; others stay behind them.

    Call it inside a transaction.
    """
    Version.objects.select_for_update().get(pk=version.pk)
    rows = Clause.objects.originals().filter(version=version).order_by("ordinal", "key")
    stored = {row.pk: row for row in rows.select_for_update()}
    known = [pk for pk in order if pk in stored]
    _renumber(stored, [*known, *(pk for pk in stored if pk not in known)])


def _require_permission(stored: Mapping[int, Clause], order: Sequence[int], by: Any) -> None:
    published = [pk for pk, row in stored.items() if row.is_published]
    readers_see_it = published != [pk for pk in order if stored[pk].is_published]
    permission = "proposals.review_clause" if readers_see_it else "proposals.change_clause"
    if not by.has_perm(permission):
        raise PermissionDenied(permission)


def _renumber(stored: Mapping[int, Clause], order: Sequence[int]) -> int:
    """Hand the numbers in use out anew, so that clauses that stay where they are keep theirs."""
    numbers = sorted(row.ordinal for row in stored.values())
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(numbers) + 1))
    changed = []
    for pk, number in zip(order, numbers, strict=True):
        if stored[pk].ordinal != number:
            stored[pk].ordinal = number
            changed.append(stored[pk])
    Clause.objects.bulk_update(changed, ["ordinal"])
    touched = Clause.objects.filter(pk__in=[row.pk for row in changed])
    # Whoever has one of them open must not put the old place back without knowing.
    touched.update(edition=F("edition") + 1)
    _move_revisions({row.pk: row.ordinal for row in changed})
    return len(changed)


def _move_revisions(places: Mapping[int, int]) -> None:
    """Put open revisions where the clauses stand that they revise."""
    revisions = list(Clause.objects.filter(revises__in=places))
    for revision in revisions:
        assert revision.revises_id is not None  # noqa: S101 - the filter says so
        revision.ordinal = places[revision.revises_id]
    Clause.objects.bulk_update(revisions, ["ordinal"])
