"""Owns drafts that begin as copies: the revision of a published clause, the next version of a
proposal, and how a reviewed revision takes the place of what it revises."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from proposals.editing.locking import EditConflict
from proposals.history.fields import CLAUSE_FIELDS, copy_parts, field_values
from proposals.history.recorder import move_entries, record_copies, record_loaded_state
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage
from proposals.models.evidence import Evidence
from proposals.models.proposals import Proposal, Version
from proposals.models.publication_guard import unguarded
from proposals.models.review import Comment, Transition
from proposals.models.terms import Term

EDIT = "proposals.change_clause"
ADD_VERSION = "proposals.add_version"


def open_revision(clause: Clause, by: Any) -> Clause:
    """The row in which this clause may be edited now, made if it is missing.

    A clause that is no longer, or not yet, published is edited itself; a published one in its
    open revision, of which there is one at most. Raises PermissionDenied.
    """
    _require(by, EDIT)
    with transaction.atomic():
        locked = Clause.objects.select_for_update().get(pk=clause.pk)
        revision = Clause.objects.filter(revises=locked).first()
        if revision is not None or not locked.is_published:
            return revision or locked
        record_loaded_state(locked)
        return _copy_of(locked, by)


def _copy_of(original: Clause, by: Any) -> Clause:
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
    _require(by, EDIT)
    with transaction.atomic():
        draft, original = locked_with_original(revision)
        if draft is None:
            raise EditConflict(None)
        if original is None:
            raise ValidationError(_("Only a revision can be given up; this is a clause itself."))
        _hand_over(draft, original)
        draft.delete()
        return original


def locked_with_original(clause: Clause) -> tuple[Clause | None, Clause | None]:
    """The stored row, locked until the transaction ends, and the one that it revises, if any.

    The original is locked first, as `open_revision` does, so that no two wait for each other.
    """
    rows = Clause.objects.select_for_update().order_by("pk")
    original = rows.filter(pk=clause.revises_id).first() if clause.revises_id else None
    return rows.filter(pk=clause.pk).first(), original


def merge(draft: Clause, original: Clause) -> None:
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
    """Steps, comments, history and whatever waits for the draft belong to the original now."""
    Transition.objects.filter(clause=draft).update(clause=original)
    Comment.objects.filter(clause=draft).update(clause=original)
    Term.objects.filter(waits_for=draft).update(waits_for=original)
    move_entries(draft, original)


def copy_version(version: Version, key: str, label: str, by: Any) -> Version:
    """A new version of the same proposal that begins as a copy of this one.

    All clauses are drafts, with answers and evidence; checked absences are copied too. Raises
    PermissionDenied, and ValidationError if the key is taken or is no key.
    """
    _require(by, ADD_VERSION)
    with transaction.atomic():
        Proposal.objects.select_for_update().get(pk=version.proposal_id)
        made = _next_version(version, key, label)
        pairs = _copy_clauses(version, made, by)
        copy_parts(pairs)
        _await_copies(pairs)
        _copy_coverage(version, made)
        record_copies(list(pairs.values()), by, version)
    return made


def _next_version(version: Version, key: str, label: str) -> Version:
    others = Version.objects.filter(proposal=version.proposal_id)
    made = Version(
        proposal_id=version.proposal_id,
        key=key,
        label=label,
        language=version.language,
        tier=version.tier,
        ordinal=1 + max(others.values_list("ordinal", flat=True)),
    )
    made.full_clean()
    made.save()
    return made


def _copy_clauses(version: Version, made: Version, by: Any) -> dict[int, Clause]:
    """The copies of a version's clauses, by the number of the clause that each repeats."""
    found = list(Clause.objects.originals().filter(version=version).order_by("ordinal", "key"))
    stem = ".".join(made.natural_key())
    copies = [
        Clause(
            version=made,
            key=clause.key,
            uid=f"{stem}.{clause.key}",
            ordinal=clause.ordinal,
            created_by=by,
            edited_by=by,
            **field_values(clause, CLAUSE_FIELDS),
        )
        for clause in found
    ]
    Clause.objects.bulk_create(copies)
    return {clause.pk: copy for clause, copy in zip(found, copies, strict=True)}


def _await_copies(pairs: dict[int, Clause]) -> None:
    """An answer that waited for a clause of the old version waits for that clause's copy."""
    copies = [copy.pk for copy in pairs.values()]
    waiting = list(Term.objects.filter(clause__in=copies, waits_for__in=pairs))
    for term in waiting:
        assert term.waits_for_id is not None  # noqa: S101 - the filter says so
        term.waits_for = pairs[term.waits_for_id]
    Term.objects.bulk_update(waiting, ["waits_for"])


def _copy_coverage(version: Version, made: Version) -> None:
    found = list(Coverage.objects.filter(version=version).order_by("pk"))
    copies = [
        Coverage(version=made, **field_values(one, ("question_id", "kind", "basis", "note")))
        for one in found
    ]
    Coverage.objects.bulk_create(copies)
    by_old = {one.pk: copy.pk for one, copy in zip(found, copies, strict=True)}
    link = Coverage.articles.through
    rows = link._default_manager.filter(coverage__in=by_old).values_list(
        "coverage_id", "article_id"
    )
    link._default_manager.bulk_create(
        [link(coverage_id=by_old[one], article_id=article) for one, article in rows]
    )


def _require(by: Any, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(permission)
