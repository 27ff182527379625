"""The words for marks and for steps of review, and the symbols of marks, in one place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from proposals.domain.review import ReviewStep
from proposals.domain.verdicts import Mark

SYMBOLS = {
    Mark.CONFLICT: "✕",
    Mark.DIFFERS: "≠",
    Mark.ONE_SIDE: "◐",
    Mark.NOT_COMPARED: "·",
    Mark.COMPATIBLE: "≈",
    Mark.AGREE: "=",
}


def mark_symbol(mark: Mark) -> str:
    """One character for a mark; always beside its word."""
    return SYMBOLS[mark]


def mark_words(mark: Mark) -> str:
    """The word for a mark."""
    return {
        Mark.CONFLICT: _("conflict"),
        Mark.DIFFERS: _("differs"),
        Mark.ONE_SIDE: _("one side only"),
        Mark.NOT_COMPARED: _("not compared"),
        Mark.COMPATIBLE: _("compatible"),
        Mark.AGREE: _("agree"),
    }[mark]


def step_words(step: ReviewStep) -> str:
    """What a button says for a step of review."""
    return {
        "submit": _("Submit for review"),
        "publish": _("Publish"),
        "request_changes": _("Request changes"),
        "withdraw": _("Withdraw from readers"),
        "reopen": _("Take back to draft"),
    }[step.name]
