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
    label: str
    """What it is called in English; `proposals.words` has it in the reader's language."""

    def starts_at(self, state: str) -> bool:
        """Whether a clause in this state can take the step."""
        return state in self.sources


STEPS: dict[str, ReviewStep] = {
    step.name: step
    for step in (
        ReviewStep("submit", (DRAFT, CHANGES), REVIEW, "edit", False, "Submit for review"),
        ReviewStep("publish", (REVIEW,), PUBLISHED, "review", False, "Publish"),
        ReviewStep("request_changes", (REVIEW,), CHANGES, "review", True, "Request changes"),
        ReviewStep("withdraw", (PUBLISHED,), WITHDRAWN, "review", True, "Withdraw from readers"),
        ReviewStep("reopen", (REVIEW, WITHDRAWN), DRAFT, "edit", True, "Take back to draft"),
    )
}
"""Every step by its name, in the order in which they are offered."""


def steps_from(state: str) -> tuple[ReviewStep, ...]:
    """The steps that a clause in this state can take, whoever takes them."""
    return tuple(step for step in STEPS.values() if step.starts_at(state))
