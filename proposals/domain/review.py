"""The steps of review: which states a clause moves between, who may move it, and when a reason
is needed. States are named by the words that are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DRAFT, REVIEW, CHANGES = "draft", "review", "changes"
PUBLISHED, WITHDRAWN = "published", "withdrawn"

Permission = Literal["edit", "review"]


@dataclass(frozen=True)
class ReviewStep:
    """One step: from any of `sources` to `target`, by somebody with the permission."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: Permission
    needs_reason: bool

    def starts_at(self, state: str) -> bool:
        """Tell whether a clause in this state can take the step."""
        return state in self.sources


STEPS: dict[str, ReviewStep] = {
    step.name: step
    for step in (
        ReviewStep(
            name="submit",
            sources=(DRAFT, CHANGES),
            target=REVIEW,
            permission="edit",
            needs_reason=False,
        ),
        ReviewStep(
            name="publish",
            sources=(REVIEW,),
            target=PUBLISHED,
            permission="review",
            needs_reason=False,
        ),
        ReviewStep(
            name="request_changes",
            sources=(REVIEW,),
            target=CHANGES,
            permission="review",
            needs_reason=True,
        ),
        ReviewStep(
            name="withdraw",
            sources=(PUBLISHED,),
            target=WITHDRAWN,
            permission="review",
            needs_reason=True,
        ),
        ReviewStep(
            name="reopen",
            sources=(REVIEW, WITHDRAWN),
            target=DRAFT,
            permission="edit",
            needs_reason=True,
        ),
    )
}
"""Every step by its name, in the order in which they are offered."""


def steps_from(state: str) -> tuple[ReviewStep, ...]:
    """Return the steps that a clause in this state can take, whoever takes them."""
    return tuple(step for step in STEPS.values() if step.starts_at(state))
