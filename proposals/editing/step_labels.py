"""What the buttons of review say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from proposals.domain.review import ReviewStep


def step_label(step: ReviewStep) -> str:
    """Return what a button says for a step of review."""
    return {
        "submit": _("Submit for review"),
        "publish": _("Publish"),
        "request_changes": _("Request changes"),
        "withdraw": _("Withdraw from readers"),
        "reopen": _("Take back to draft"),
    }[step.name]
