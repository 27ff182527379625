"""Drafts that begin as copies: the revision of a published clause, and the next version.

A reviewed revision is merged into the clause that it revises.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from proposals.editing.coverage import MARK_FIELDS
from proposals.editing.locking import EditConflict, lock
from proposals.history.fields import (
    CLAUSE_FIELDS,
    EVIDENCE_FIELDS_OF_OTHERS,
    copy_parts,
    field_values,
)
from proposals.history.recorder import move_entries, record_copies, record_loaded_state
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage, CoverageEvidence
from proposals.models.evidence import Evidence
from proposals.models.proposals import Proposal, Version
from proposals.models.publication_guard import unguarded
from proposals.models.review import Comment, Transition
from proposals.models.terms import Term

EDIT = "proposals.change_clause"
ADD_VERSION = "proposals.add_version"


def open_revision(clause: Clause, by: Any) -> Clause:
    """Return the row in which this clause may be edited now; create it if it is missing.

    A clause that is no longer, or not yet, published is edited itself; a published one in its
    open revision, of which there is one at most. Raises PermissionDenied.
    """
    _require_permission(by, EDIT)
    with transaction.atomic():
        locked = Clause.objects.select_for_update().get(pk=clause.pk)
        revision = Clause.objects.filter(revises=locked).first()
        if revision is not None or not locked.is_published:
            return revision or locked
        record_loaded_state(locked)
        return _create_revision(locked, by)


def _create_revision(original: Clause, by: Any) -> Clause:
    revision = Clause(
        version_id=original.version_id,
        key=original.key,
        ordinal=original.ordinal,
        revises=original,
        created_by=by,
        edited_by=by,
        **field_values(original, CLAUSE_FIELDS),
    )
    revision.save()
    copy_parts({original.pk: revision})
    return revision


def drop_revision(revision: Clause, by: Any) -> Clause:
    """Give an open revision up and return the clause that it would have replaced.

    What was written in it stays in the history of that clause. Raises PermissionDenied, and
    ValidationError if it is no revision.
    """
    _require_permission(by, EDIT)
    with transaction.atomic():
        draft, original = lock_with_original(revision)
        if draft is None:
            raise EditConflict(None)
        if original is None:
            raise ValidationError(_("Only a revision can be given up; this is a clause itself."))
        _hand_over(draft, original)
        draft.delete()
        return original


def lock_with_original(clause: Clause) -> tuple[Clause | None, Clause | None]:
    """Lock a stored row and the one that it revises, if any; return both, None for one gone.

    They stay locked until the transaction ends. The original is locked first, as `open_revision`
    does, so that no two wait for each other.
    """
    original = lock(Clause(pk=clause.revises_id)) if clause.revises_id else None
    return lock(clause), original


def merge_revision(draft: Clause, original: Clause) -> None:
    """Put the content of a revision into the clause that it revises, and remove the revision.

    The clause keeps its number in the database, its address, key and place. Call it inside a
    transaction that holds both rows.
    """
    with unguarded():
        original.evidence.all().delete()
        original.terms.all().delete()
        Term.objects.filter(clause=draft).update(clause=original)
        Evidence.objects.filter(clause=draft).update(clause=original)
        original.topics.set(draft.topics.all())
        for name, value in field_values(draft, CLAUSE_FIELDS).items():
            setattr(original, name, value)
        original.save(update_fields=CLAUSE_FIELDS)
        _hand_over(draft, original)
        draft.delete()


def _hand_over(draft: Clause, original: Clause) -> None:
    """Give steps, comments, history and whatever waits for the draft to the original."""
    Transition.objects.filter(clause=draft).update(clause=original)
    Comment.objects.filter(clause=draft).update(clause=original)
    Term.objects.filter(waits_for=draft).update(waits_for=original)
    move_entries(draft, original)


def copy_version(version: Version, key: str, label: str, by: Any) -> Version:
    """Create a new version of the same proposal that begins as a copy of this one.

    It edits the text that this one edits, as its clauses are about the points there. All clauses
    are drafts, with answers and evidence; checked absences are copied too. Raises PermissionDenied,
    and ValidationError if the key is taken or is no key.
    """
    _require_permission(by, ADD_VERSION)
    with transaction.atomic():
        Proposal.objects.select_for_update().get(pk=version.proposal_id)
        new = _create_next_version(version, key, label)
        pairs = _copy_clauses(version, new, by)
        copy_parts(pairs)
        _await_copies(pairs)
        _copy_coverage(version, new)
        record_copies(list(pairs.values()), by, version)
    return new


def _create_next_version(version: Version, key: str, label: str) -> Version:
    others = Version.objects.filter(proposal=version.proposal_id)
    new = Version(
        proposal_id=version.proposal_id,
        key=key,
        label=label,
        language=version.language,
        tier=version.tier,
        edits=version.edits,
        ordinal=1 + max(others.values_list("ordinal", flat=True)),
    )
    new.full_clean()
    new.save()
    return new


def _copy_clauses(version: Version, new: Version, by: Any) -> dict[int, Clause]:
    """Copy a version's clauses; return the copies by the primary key of the one each repeats."""
    rows = Clause.objects.originals().filter(version=version).order_by("ordinal", "key")
    originals = list(rows)
    stem = ".".join(new.natural_key())
    copies = [
        Clause(
            version=new,
            key=clause.key,
            uid=f"{stem}.{clause.key}",
            ordinal=clause.ordinal,
            created_by=by,
            edited_by=by,
            **field_values(clause, CLAUSE_FIELDS),
        )
        for clause in originals
    ]
    Clause.objects.bulk_create(copies)
    return {clause.pk: copy for clause, copy in zip(originals, copies, strict=True)}


def _await_copies(pairs: dict[int, Clause]) -> None:
    """Let answers that wait for a clause of the old version wait for that clause's copy."""
    copies = [copy.pk for copy in pairs.values()]
    waiting = list(Term.objects.filter(clause__in=copies, waits_for__in=pairs))
    for term in waiting:
        assert term.waits_for_id is not None  # noqa: S101 - the filter says so
        term.waits_for = pairs[term.waits_for_id]
    Term.objects.bulk_update(waiting, ["waits_for"])


def _copy_coverage(version: Version, new: Version) -> None:
    originals = list(Coverage.objects.filter(version=version).order_by("pk"))
    fields = ("question_id", *MARK_FIELDS)
    copies = [Coverage(version=new, **field_values(row, fields)) for row in originals]
    Coverage.objects.bulk_create(copies)
    by_original = {row.pk: copy.pk for row, copy in zip(originals, copies, strict=True)}
    link = Coverage.articles.through
    rows = link._default_manager.filter(coverage__in=by_original).values_list(
        "coverage_id", "article_id"
    )
    link._default_manager.bulk_create(
        [link(coverage_id=by_original[pk], article_id=article) for pk, article in rows]
    )
    quoted = CoverageEvidence.objects.filter(coverage__in=by_original).order_by("pk")
    CoverageEvidence.objects.bulk_create(
        [
            CoverageEvidence(
                coverage_id=by_original[item.coverage_id],
                **field_values(item, EVIDENCE_FIELDS_OF_OTHERS),
            )
            for item in quoted
        ]
    )


def _require_permission(by: Any, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(permission)
