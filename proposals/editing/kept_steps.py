"""What the public record keeps of a clause or a response that a load of files removes."""

from __future__ import annotations

from typing import Any

from proposals.editing.row_changes import RowAction, RowChange
from proposals.models.choices import ReviewState, RowRevisionState
from proposals.models.clauses import Clause
from proposals.models.responses import Response
from proposals.models.row_revisions import RowRevision


def keep_corrections(row: Clause | Response) -> None:
    """Keep when and why readers were told of corrections of a row, whose steps go with it.

    What was told with a change that waited stays there. A query, and three for each correction.
    """
    home = row.version.proposal.negotiation
    for step in row.transitions.filter(correction=True, held_in=None).order_by("at", "pk"):
        kept = RowRevision.objects.create(
            changes=[_change(row, step).as_json()],
            title=row.uid,
            made_by_name=step.by_name,
            made_at=step.at,
            decided_by_name=step.by_name,
            decided_at=step.at,
            reason=step.reason,
            state=RowRevisionState.PUBLISHED,
        )
        kept.negotiations.add(home)


def _change(row: Clause | Response, step: Any) -> RowChange:
    is_withdrawal = step.to_state != ReviewState.PUBLISHED
    action = RowAction.WITHDRAWN if is_withdrawal else RowAction.CHANGED
    return RowChange(
        row._meta.label_lower, row.pk, row.uid, str(action), rests_on={"step": step.to_state}
    )
