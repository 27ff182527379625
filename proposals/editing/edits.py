"""Edits of texts: the points of the text that a version edits, and what the version does with each.

An edit has clauses only for what it changes, adds or strikes out. Drafts count here as much as what
readers see, because an editor has to know what is entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.history.fields import field_values
from proposals.history.recorder import record_change
from proposals.models.choices import ClauseStatus
from proposals.models.clauses import Clause
from proposals.models.proposals import Proposal, Version

ADD_VERSION = "proposals.add_version"
ADD_CLAUSE = "proposals.add_clause"


class Treatment(Enum):
    """What an edit does with a point of the text that it edits."""

    LEFT_ALONE = "left-alone"
    NOT_TOLD = "not-told"
    CHANGED = "changed"
    STRUCK_OUT = "struck-out"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class EditedPoint:
    """A point of the edited text; `clauses` are those of the edit that are about it."""

    point: Clause
    treatment: Treatment
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EditSheet:
    """All points of the edited text in its order, and the clauses that the edit adds to them."""

    points: tuple[EditedPoint, ...]
    added: tuple[Clause, ...]


def edited_points(version: Version) -> tuple[Clause, ...]:
    """Return the points of the text that a version edits, in its order; two queries, or none.

    If that text is an edit itself, its points are also those that it does not name.
    """
    if version.edits_id is None:
        return ()
    behind = _texts_behind(version, _texts_of(version.proposal.negotiation_id))
    return _points(behind, _clauses_of(behind))


def edit_sheet(version: Version) -> EditSheet:
    """Return what an edit does with each point of the text that it edits; two queries."""
    if version.edits_id is None:
        return EditSheet(points=(), added=())
    behind = _texts_behind(version, _texts_of(version.proposal.negotiation_id))
    return _sheet(version, behind, _clauses_of([version, *behind]))


def points_still_open(clause: Clause) -> int:
    """Return how many points readers would see as taken over though drafts say otherwise.

    They are those that only other clauses of its document are about, which readers never saw;
    none unless the document edits a text and is known in full. Two queries, or none.
    """
    if not clause.version.complete or clause.version.edits_id is None:
        return 0
    shown = {clause.pk, clause.revises_id}
    return sum(
        bool(one.clauses)
        and not any(own.points_for_readers or own.pk in shown for own in one.clauses)
        for one in edit_sheet(clause.version).points
    )


def left_alone(versions: Iterable[Version]) -> dict[int, tuple[Clause, ...]]:
    """Return, by version, the points that edits of one negotiation take over as they are entered.

    None without a full text. Two queries, or none if there is no such edit.
    """
    edits = [one for one in versions if one.complete and one.edits_id is not None]
    if not edits:
        return {}
    texts = _texts_of(edits[0].proposal.negotiation_id)
    behind = {edit.pk: _texts_behind(edit, texts) for edit in edits}
    own = _clauses_of([*edits, *(text for chain in behind.values() for text in chain)])
    return {
        edit.pk: tuple(
            one.point
            for one in _sheet(edit, behind[edit.pk], own).points
            if one.treatment is Treatment.LEFT_ALONE
        )
        for edit in edits
    }


@dataclass(frozen=True, kw_only=True)
class EditFacts:
    """What is known of an edit before any of its points: its proposal, name, date and source."""

    proposal: Proposal
    key: str
    label: str
    tier: str
    date: date | None = None
    complete: bool = False


def make_edit(edited: Version, facts: EditFacts, by: Any) -> Version:
    """Create a version that edits another and has no clause yet.

    Raises PermissionDenied, and ValidationError if the key is taken or the text cannot be edited
    from there.
    """
    _require_permission(by, ADD_VERSION)
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=facts.proposal.pk)
        others = Version.objects.filter(proposal=proposal).order_by("-ordinal")
        last = others.values_list("ordinal", flat=True).first()
        edit = Version(
            proposal=proposal,
            key=facts.key,
            label=facts.label,
            date=facts.date,
            tier=facts.tier,
            complete=facts.complete,
            language=edited.language,
            edits=edited,
            ordinal=1 + (last or 0),
        )
        edit.full_clean()
        edit.save()
    return edit


def strike_out(edit: Version, key: str, by: Any) -> Clause:
    """Create the draft of a clause that strikes a point out of the edited text.

    Raises PermissionDenied, and ValidationError if there is no such point, or if what the edit does
    with it has been entered already.
    """
    _require_permission(by, ADD_CLAUSE)
    with transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=edit.pk)
        found = [one for one in edit_sheet(locked).points if one.point.key == key]
        if not found:
            raise ValidationError(_("The edited text has no such point any more; look again."))
        if found[0].clauses:
            raise ValidationError(
                _("What this edit does with the point has been entered already; look again.")
            )
        return _struck_out(locked, found[0].point, by)


def _struck_out(edit: Version, point: Clause, by: Any) -> Clause:
    names = ("key", "label", "heading", "ordinal", "option", "option_label")
    clause = Clause(
        version=edit,
        status=ClauseStatus.STRUCK_OUT,
        created_by=by,
        edited_by=by,
        **field_values(point, names),
    )
    clause.full_clean()
    with record_change(clause, by, _("struck out")):
        clause.save()
        clause.topics.set(point.topics.all())
    return clause


def _require_permission(by: Any, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(permission)


_Own = Mapping[int, Sequence[Clause]]
"""The clauses of versions, in their order, by the primary key of each version."""


def _texts_of(negotiation: int) -> dict[int, Version]:
    return (
        Version.objects.filter(proposal__negotiation=negotiation)
        .select_related("proposal")
        .in_bulk()
    )


def _texts_behind(version: Version, texts: Mapping[int, Version]) -> tuple[Version, ...]:
    """Return the texts that a version edits, the nearest first."""
    behind: list[Version] = []
    edited = version.edits_id
    while edited is not None and edited in texts:
        if edited == version.pk or texts[edited] in behind:
            break  # no editor can save that, but a shell can
        behind.append(texts[edited])
        edited = texts[edited].edits_id
    return tuple(behind)


def _clauses_of(versions: Iterable[Version]) -> _Own:
    own: dict[int, list[Clause]] = defaultdict(list)
    rows = Clause.objects.originals().filter(version__in=list(versions))
    for clause in rows.order_by("ordinal", "key"):
        own[clause.version_id].append(clause)
    return own


def _sheet(version: Version, behind: tuple[Version, ...], own: _Own) -> EditSheet:
    points, clauses = _points(behind, own), own.get(version.pk, ())
    known = {point.key for point in points}
    taken_over = _taken_over(version, behind)
    return EditSheet(
        points=tuple(
            _edited_point(point, clauses, is_taken_over=point.version_id in taken_over)
            for point in points
        ),
        added=tuple(one for one in clauses if not known.intersection(one.named_points)),
    )


def _edited_point(point: Clause, own: Iterable[Clause], *, is_taken_over: bool) -> EditedPoint:
    clauses = tuple(one for one in own if point.key in one.named_points)
    if not clauses:
        untouched = Treatment.LEFT_ALONE if is_taken_over else Treatment.NOT_TOLD
        return EditedPoint(point=point, treatment=untouched)
    return EditedPoint(point=point, treatment=_treatment(point, clauses), clauses=clauses)


def _treatment(point: Clause, clauses: tuple[Clause, ...]) -> Treatment:
    """Return what clauses do with a point; the one with its own key decides."""
    own_key = [one for one in clauses if one.key == point.key]
    if all(one.is_struck_out for one in own_key or clauses):
        return Treatment.STRUCK_OUT
    return Treatment.CHANGED if own_key else Treatment.REPLACED


def _taken_over(version: Version, behind: tuple[Version, ...]) -> frozenset[int]:
    """Return the texts whose points an edit may take over: as far as full texts reach."""
    found = []
    for edit, text in zip((version, *behind), behind, strict=False):
        if not edit.complete:
            break
        found.append(text.pk)
    return frozenset(found)


def _points(behind: tuple[Version, ...], own: _Own) -> tuple[Clause, ...]:
    """Return the points of the nearest of some texts, each of which edits the next."""
    points: dict[str, Clause] = {}
    for text in reversed(behind):
        clauses = own.get(text.pk, ())
        named = {key for clause in clauses for key in clause.named_points}
        points = {key: clause for key, clause in points.items() if key not in named}
        points |= {clause.key: clause for clause in clauses if not clause.is_struck_out}
    return tuple(sorted(points.values(), key=lambda clause: (clause.ordinal, clause.key)))
