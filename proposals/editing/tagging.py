"""Tagging: passages of articles bound to clauses, and quotes in doubt settled.

All or nothing, by somebody who may, recorded, and never past another editor: every tag goes
through the clause's edition. Evidence for a published clause is added to its revision.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from proposals.editing.locking import acquire
from proposals.editing.revisions import open_revision
from proposals.history.recorder import record_change
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.terms import Term
from sources.models import Article
from sources.passages import Passage

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser, AnonymousUser

    Person = AbstractUser | AnonymousUser


@dataclass(frozen=True)
class Target:
    """A clause, or one of its answers, as an editor saw it: `seen` is the clause's edition."""

    clause: Clause
    seen: int
    term: Term | None = None


@dataclass(frozen=True)
class Tag:
    """The stance and the basis of a passage, as an editor sees them, and what it means."""

    stance: str
    basis: str
    note: str = ""
    quote_gloss: str = ""


def tag(
    targets: Iterable[Target],
    article: Article,
    *,
    passage: Passage,
    bearing: Tag,
    by: Person,
) -> list[Evidence]:
    """Bind one passage to each target; return the new evidence.

    Raises EditConflict if a clause was saved since it was seen, ValidationError for a passage
    that is bound there already or cannot be stored, PermissionDenied. Then nothing is stored.
    """
    _require_permissions(by, "change_clause", "add_evidence")
    with transaction.atomic():
        rows: dict[int, Clause] = {}
        return [
            _tag_target(target, _build_evidence(article, passage, bearing), rows, by)
            for target in targets
        ]


def requote(
    evidence: Evidence, passage: Passage, *, seen: int, by: Person, gloss: str | None = None
) -> Evidence:
    """Let the evidence quote another passage; return the row that was changed.

    `seen` is the edition of its clause; the gloss stays as it is without another. Raises as `tag`
    does.
    """
    _require_permissions(by, "change_clause", "change_evidence")
    with transaction.atomic():
        clause = acquire_row(evidence.clause, seen, by)
        own = counterpart(evidence, clause)
        own.quote, own.before, own.after = passage.quote, passage.before, passage.after
        own.quote_sentence = ""  # that of the place chosen is the one that counts from now on
        own.quote_gloss = own.quote_gloss if gloss is None else gloss
        with _recorded(clause, by, gettext("Quote of %(article)s settled"), own):
            own.full_clean()
            own.save()
        return own


def untag(evidence: Evidence, seen: int, by: Person, reason: str) -> Clause:
    """Take the evidence away, for a reason; return the clause that lost it. Raises as `tag`."""
    _require_permissions(by, "change_clause", "delete_evidence")
    if not reason.strip():
        raise ValidationError(gettext("Say why it is removed, for those who read the history."))
    with transaction.atomic():
        clause = acquire_row(evidence.clause, seen, by)
        own = counterpart(evidence, clause)
        with record_change(clause, by, reason.strip()):
            own.delete()
        return clause


def acquire_row(clause: Clause, seen: int, by: Person) -> Clause:
    """Acquire and return the row to edit: the clause, or its revision.

    A revision that somebody opened since `clause` was seen counts as changed: EditConflict.
    """
    unseen = Clause.objects.filter(revises=clause).exists()
    row = open_revision(clause, by)
    is_new = row.pk != clause.pk
    acquire(row, 0 if unseen else row.edition if is_new else seen, by)
    return row


def counterpart(evidence: Evidence, clause: Clause) -> Evidence:
    """Return this evidence, or its copy at the revision of its clause."""
    if evidence.clause_id == clause.pk:
        return evidence
    return clause.evidence.get(article=evidence.article_id, number=evidence.number)


def _build_evidence(article: Article, passage: Passage, bearing: Tag) -> Evidence:
    return Evidence(
        article=article,
        stance=bearing.stance,
        basis=bearing.basis,
        note=bearing.note,
        quote=passage.quote,
        quote_gloss=bearing.quote_gloss,
        before=passage.before,
        after=passage.after,
    )


def _tag_target(
    target: Target, evidence: Evidence, rows: dict[int, Clause], by: Person
) -> Evidence:
    """Save new evidence at a target; `rows` are those that this tagging has acquired already."""
    clause = rows.get(target.clause.pk)
    if clause is None:
        clause = rows[target.clause.pk] = acquire_row(target.clause, target.seen, by)
    evidence.clause, evidence.term = clause, _term_of_row(target.term, clause)
    evidence.tagged_by, evidence.tagged_at = by.get_username(), timezone.now()
    _refuse_repetition(evidence)
    with _recorded(clause, by, gettext("Tagged with %(article)s"), evidence):
        evidence.full_clean()
        evidence.save()
    return evidence


def _term_of_row(term: Term | None, clause: Clause) -> Term | None:
    if term is None or term.clause_id == clause.pk:
        return term
    return clause.terms.get(question=term.question_id, number=term.number)


def _refuse_repetition(new: Evidence) -> None:
    same = {name: getattr(new, name) for name in ("clause", "term", "article", "quote", "before")}
    if Evidence.objects.filter(**same).exists():
        message = gettext("“%(clause)s” rests on this passage already.")
        raise ValidationError(message % {"clause": new.clause})


def _recorded(
    clause: Clause, by: Person, reason: str, evidence: Evidence
) -> AbstractContextManager[None]:
    return record_change(clause, by, reason % {"article": evidence.article.key})


def _require_permissions(by: Person, *permissions: str) -> None:
    if not by.has_perms([f"proposals.{name}" for name in permissions]):
        raise PermissionDenied(gettext("Your account may not do this."))
