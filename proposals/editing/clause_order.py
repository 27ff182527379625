"""Owns the order of clauses in a document: rearranged as a whole, never behind another's back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from proposals.models.clauses import Clause
from proposals.models.proposals import Version


class OrderConflict(ValidationError):
    """The clauses stood in another order than the editor saw."""

    def __init__(self) -> None:
        message = _("Somebody else changed the clauses of this version meanwhile; look again.")
        super().__init__(message, code="order_conflict")


def placed(seen: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """The order that an editor means by typing places, counted from 1, beside some clauses.

    A clause whose place was not changed gives way to one that was: one that moves up goes before
    the clause in that place, one that moves down behind it.
    """

    def rank(entry: tuple[int, int]) -> tuple[int, int, int]:
        now, clause = entry
        wanted = places.get(clause, now)
        return (wanted, (wanted > now) - (wanted < now), now)

    return [clause for _now, clause in sorted(enumerate(seen, start=1), key=rank)]


def moved(seen: Sequence[int], clause: int, by: int) -> list[int]:
    """The order after one clause goes `by` places down, or up if it is negative."""
    order = [pk for pk in seen if pk != clause]
    place = min(max(seen.index(clause) + by, 0), len(order))
    return [*order[:place], clause, *order[place:]]


def arrange(version: Version, seen: Sequence[int], wanted: Sequence[int], by: Any) -> int:
    """Put the clauses of a version in the wanted order; returns how many got another place.

    `seen` is the order that the editor had before their eyes. Raises OrderConflict if it is no
    longer the stored one, and PermissionDenied unless the editor may change clauses; where
    readers would see another order, only reviewers may.
    """
    with transaction.atomic():
        Version.objects.select_for_update().get(pk=version.pk)
        rows = Clause.objects.originals().filter(version=version).order_by("ordinal", "key")
        stored = {row.pk: row for row in rows.select_for_update()}
        if list(stored) != list(seen) or sorted(wanted) != sorted(seen):
            raise OrderConflict
        _require(stored, wanted, by)
        return _renumber(stored, wanted)


def _require(stored: Mapping[int, Clause], wanted: Sequence[int], by: Any) -> None:
    shown = [pk for pk, row in stored.items() if row.is_published]
    public = shown != [pk for pk in wanted if stored[pk].is_published]
    needed = "proposals.review_clause" if public else "proposals.change_clause"
    if not by.has_perm(needed):
        raise PermissionDenied(needed)


def _renumber(stored: Mapping[int, Clause], wanted: Sequence[int]) -> int:
    """Hand the numbers in use out anew, so that clauses that stay where they are keep theirs."""
    numbers = sorted(row.ordinal for row in stored.values())
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(numbers) + 1))
    changed = []
    for pk, number in zip(wanted, numbers, strict=True):
        if stored[pk].ordinal != number:
            stored[pk].ordinal = number
            changed.append(stored[pk])
    Clause.objects.bulk_update(changed, ["ordinal"])
    touched = Clause.objects.filter(pk__in=[row.pk for row in changed])
    # Whoever has one of them open must not put the old place back without knowing.
    touched.update(edition=F("edition") + 1)
    _take_along({row.pk: row.ordinal for row in changed})
    return len(changed)


def _take_along(places: Mapping[int, int]) -> None:
    """Open revisions stand where the clauses stand that they revise."""
    revisions = list(Clause.objects.filter(revises__in=places))
    for revision in revisions:
        assert revision.revises_id is not None  # noqa: S101 - the filter says so
        revision.ordinal = places[revision.revises_id]
    Clause.objects.bulk_update(revisions, ["ordinal"])
