"""The signals by which the publication guard sees deletions, and changes of lists."""

from __future__ import annotations

from django.db.models.signals import m2m_changed, pre_delete

from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.publication_guard import (
    guard_bearers,
    guard_deletion,
    guard_targets,
    guard_topics,
)
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.terms import Term


def connect() -> None:
    """Connect the guard to Django's signals; call it once, when the app is ready."""
    for model in (Clause, Term, Evidence, Response, ResponseEvidence):
        pre_delete.connect(guard_deletion, sender=model, dispatch_uid=f"guard.{model.__name__}")
    m2m_changed.connect(guard_topics, sender=Clause.topics.through, dispatch_uid="guard.topics")
    m2m_changed.connect(guard_bearers, sender=Term.bearers.through, dispatch_uid="guard.bearers")
    for targets in (Response.clauses.through, Response.questions.through):
        name = f"guard.{targets.__name__}"
        m2m_changed.connect(guard_targets, sender=targets, dispatch_uid=name)
