"""Steps of review from the page of a clause: which buttons there are, and what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from proposals.domain.review import STEPS
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
from proposals.editing.step_labels import step_label
from proposals.models import Clause, Evidence, QuoteState, ReviewState
from proposals.web.admin.flags import page_of

SERVICES: Mapping[str, Callable[..., Clause]] = {
    "submit": submit,
    "publish": publish,
    "request_changes": request_changes,
    "withdraw": withdraw,
    "reopen": reopen,
}


@dataclass(frozen=True)
class Button:
    """One step that may be taken now."""

    name: str
    label: str
    needs_reason: bool


def buttons(clause: Clause, user: Any) -> list[Button]:
    """The steps that this person may take with the clause now."""
    return [
        Button(step.name, step_label(step), needs_reason(step, clause))
        for step in available_steps(clause, user)
    ]


def in_the_way(clause: Clause, evidence: Sequence[Evidence]) -> tuple[list[str], int]:
    """What keeps the stored clause from readers, and how many quotes wait to be checked.

    Waiting quotes are checked when the clause is in review, not by looking at a draft.
    """
    if not clause.pk or clause.state in (ReviewState.PUBLISHED, ReviewState.WITHDRAWN):
        return [], 0
    waiting = sum(1 for one in evidence if one.quote and one.quote_state == QuoteState.UNCHECKED)
    if waiting and clause.state != ReviewState.REVIEW:
        return [], waiting
    return find_obstacles(clause), 0


def take_step(request: HttpRequest, clause: Clause, *, seen: int) -> Clause:
    """Take the step that the request names; returns the clause that readers see or may see.

    Raises ValidationError that says what stands in the way, PermissionDenied.
    """
    name = request.POST["_step"]
    if name not in SERVICES:
        allowed = ", ".join(SERVICES)
        message = _("There is no step “%(name)s”. Allowed: %(allowed)s.")
        raise ValidationError(message, params={"name": name[:40], "allowed": allowed})
    shown = SERVICES[name](clause, request.user, request.POST.get("reason", ""), seen=seen)
    done = _("%(step)s: done. The clause is now %(state)s.")
    words = {"step": step_label(STEPS[name]), "state": shown.get_state_display()}
    messages.success(request, done % words)
    return shown


@dataclass(frozen=True)
class ReadingStep:
    """What may be done with a clause that is only read: a step, or a revision to begin."""

    request: HttpRequest
    clause: Clause

    def response(self) -> HttpResponse | None:
        """The way on, if the request asks for a step; else None."""
        if "_revise" in self.request.POST:
            return HttpResponseRedirect(page_of(open_revision(self.clause, self.request.user)))
        if "_step" in self.request.POST:
            return self._stepped()
        if "_comment" in self.request.POST or "_close" in self.request.POST:
            return HttpResponseRedirect(f"{page_of(self.clause)}#comments")
        return None

    def _stepped(self) -> HttpResponse:
        edition = self.request.POST.get("edition", "")
        seen = int(edition) if edition.isdecimal() and len(edition) < 10 else 0
        try:
            shown = take_step(self.request, self.clause, seen=seen)
        except ValidationError as error:
            for text in error.messages:
                messages.error(self.request, text)
            shown = self.clause
        return HttpResponseRedirect(page_of(shown))


def dropped(request: HttpRequest, clause: Clause) -> HttpResponse:
    """Give a revision up, and go to the clause that readers see."""
    original = drop_revision(clause, request.user)
    messages.success(request, _("The revision is given up; readers keep what they see."))
    return HttpResponseRedirect(page_of(original))
