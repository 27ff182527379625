"""Steps of review from the page of a clause: the buttons, and the requests that they send."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from proposals.domain.review import STEPS
from proposals.editing.edits import points_still_open
from proposals.editing.obstacles import find_obstacles
from proposals.editing.review import (
    available_steps,
    needs_reason,
    publish,
    reopen,
    request_changes,
    submit,
    withdraw,
)
from proposals.editing.revisions import drop_revision, open_revision
from proposals.editing.rows_beside import rows_beside, stamp_of, typed_by
from proposals.editing.step_labels import step_label
from proposals.models import Clause, QuoteState, Response, ReviewState
from proposals.models.evidence_fields import ArticleEvidence
from proposals.web.admin.flags import clause_address
from proposals.web.row_words import row_in_words

SERVICES: Mapping[str, Callable[..., Any]] = {
    "submit": submit,
    "publish": publish,
    "request_changes": request_changes,
    "withdraw": withdraw,
    "reopen": reopen,
}


@dataclass(frozen=True)
class Button:
    """The button for a step that may be taken now."""

    name: str
    label: str
    needs_reason: bool


def list_buttons(row: Clause | Response, user: Any) -> list[Button]:
    """Return the buttons for the steps that this person may take with the row now."""
    return [
        Button(step.name, step_label(step), needs_reason(step, row))
        for step in available_steps(row, user)
    ]


def find_publication_obstacles(
    row: Clause | Response, evidence: Sequence[ArticleEvidence]
) -> tuple[list[str], int]:
    """Return what keeps the stored row from readers, and how many quotes wait to be checked.

    Waiting quotes are checked when the row is in review, not by looking at a draft.
    """
    if not row.pk or row.state in (ReviewState.PUBLISHED, ReviewState.WITHDRAWN):
        return [], 0
    waiting = sum(1 for one in evidence if one.quote and one.quote_state == QuoteState.UNCHECKED)
    if waiting and row.state != ReviewState.REVIEW:
        return [], waiting
    return find_obstacles(row), 0


def beside_context(row: Clause | Response, user: Any) -> dict[str, Any]:
    """Return what readers would first see with a row that waits to be published.

    `may_not_show` tells whether this person typed any of it, so that another has to publish;
    `open_points` counts points that drafts of an edit say otherwise.
    """
    if not row.pk or row.state != ReviewState.REVIEW:
        return {}
    beside = rows_beside(row)
    return {
        "beside": [(row_in_words(one.change), one.editor_names) for one in beside],
        "beside_stamp": stamp_of(beside),
        "may_not_show": bool(typed_by(beside, user)),
        "open_points": points_still_open(row) if isinstance(row, Clause) else 0,
    }


def take_step(request: HttpRequest, subject: Clause | Response, *, seen: int) -> Any:
    """Take the step that the request names; return the row that readers see or may see.

    Raises ValidationError with what stands in the way, and PermissionDenied.
    """
    name = request.POST["_step"]
    if name not in SERVICES:
        allowed = ", ".join(SERVICES)
        message = _("There is no step “%(name)s”. Allowed: %(allowed)s.")
        raise ValidationError(message, params={"name": name[:40], "allowed": allowed})
    more = {"seen_beside": request.POST.get("beside", "")} if name == "publish" else {}
    reason = request.POST.get("reason", "")
    row = SERVICES[name](subject, request.user, reason, seen=seen, **more)
    message = _("%(step)s: done. The clause is now %(state)s.")
    if isinstance(row, Response):
        message = _("%(step)s: done. The response is now %(state)s.")
    words = {"step": step_label(STEPS[name]), "state": row.get_state_display()}
    messages.success(request, message % words)
    return row


def handle_reading(request: HttpRequest, clause: Clause) -> HttpResponse | None:
    """Take a step, or open a revision, from the page of a clause that is only read.

    Returns None if the request asks for neither, and for no comment.
    """
    if "_revise" in request.POST:
        return HttpResponseRedirect(clause_address(open_revision(clause, request.user)))
    if "_step" in request.POST:
        return _handle_step(request, clause)
    if "_comment" in request.POST or "_close" in request.POST:
        return HttpResponseRedirect(f"{clause_address(clause)}#comments")
    return None


def _handle_step(request: HttpRequest, clause: Clause) -> HttpResponse:
    row = try_step(request, clause) or clause
    return HttpResponseRedirect(clause_address(row))


def try_step(request: HttpRequest, subject: Clause | Response) -> Any:
    """Take the step that the request names on the edition that it names; tell what prevents it.

    Return the row that readers see or may see; None if the step was not taken.
    """
    edition = request.POST.get("edition", "")
    seen = int(edition) if edition.isdecimal() and len(edition) < 10 else 0
    try:
        return take_step(request, subject, seen=seen)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return None


def handle_drop(request: HttpRequest, clause: Clause) -> HttpResponse:
    """Drop a revision, and go to the clause that readers see."""
    original = drop_revision(clause, request.user)
    messages.success(request, _("The revision is given up; readers keep what they see."))
    return HttpResponseRedirect(clause_address(original))
