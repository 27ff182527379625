"""Changes of what readers see: looked at, handed in with a reason, published or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.comparisons.all_marks import all_marks, moved_marks
from proposals.editing.row_changes import stored_changes
from proposals.editing.row_revisions import (
    PUBLISH,
    Counter,
    MovedMarks,
    give_up,
    hand_in,
    publish,
    refuse,
    rehearse,
)
from proposals.models import Question, RowRevision, RowRevisionState, Term, UnitOfMeasure
from proposals.web.row_words import rows_in_words
from sources.refusals import REFUSALS, refusal_of
from sources.validators import is_row_number
from sources.word_search import WordSearchAdmin

MOST_ANSWERS = 500
"""The answers that the page of a change of the codebook lists."""

MOST_QUESTIONS = 400
"""The questions on which marks are counted anew for a page: a second or two where all are asked."""


@dataclass(frozen=True)
class MarksOfPage:
    """The marks that a change moves, or moved.

    Of one that waits they are those of now, unless `are_old`: then they are those of the day it was
    made, as there are too many to count, or as it cannot be published as it stands: `obstacle` says
    why.
    """

    moved: MovedMarks
    are_old: bool = False
    obstacle: str = ""


@admin.register(RowRevision)
class RowRevisionAdmin(WordSearchAdmin):
    """The changes of rows around clauses that readers see, each with its steps."""

    list_display = ("title", "state", "made_by_name", "made_at", "decided_by_name", "decided_at")
    list_filter = ("state", "from_files", "negotiations")
    search_fields = ("title", "reason", "made_by_name")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Allow everybody who may see clauses."""
        return bool(request.user.has_perm("proposals.view_clause"))

    def has_view_permission(self, request: HttpRequest, obj: RowRevision | None = None) -> bool:
        """Allow everybody who may see clauses."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a change is made on the page of the row."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was changed is not edited; its steps are taken on its page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the log keeps what was published, and what was not."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a change, and take the step that a button asks for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = RowRevision.objects.select_related("made_by", "decided_by")
        revision = rows.filter(pk=object_id).first() if is_row_number(object_id) else None
        if revision is None:
            raise Http404
        typed = {"reason": "", "refusal": ""}
        errors: list[str] = []
        if request.method == "POST":
            try:
                self._take_step(request, revision)
            except ValidationError as error:
                errors = error.messages
                typed |= {name: request.POST.get(name, "") for name in typed}
            else:
                return HttpResponseRedirect(
                    reverse("admin:proposals_rowrevision_change", args=[revision.pk])
                )
        context = {
            **self.admin_site.each_context(request),
            "title": gettext_lazy("Change of what readers see"),
            "opts": self.opts,
            "revision": revision,
            "rows": rows_in_words(revision),
            "marks": _marks_of_page(revision),
            "negotiations": revision.negotiations.all(),
            "answers": _answers_read_anew(revision),
            "errors": errors,
            "typed": typed,
            **_possible_steps(revision, request.user),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/proposals/row_revision.html", context)

    def _take_step(self, request: HttpRequest, revision: RowRevision) -> None:
        """Take the step that was asked for. Raises ValidationError, PermissionDenied."""
        data, by = request.POST, request.user
        if "hand_in" in data:
            hand_in(revision, by, data.get("reason", ""))
            message = _("Handed in. A reviewer who did not make it publishes or refuses it.")
        elif "publish" in data:
            publish(revision, by, _counter(revision))
            message = _("Published: readers see it now, and the corrections tell of it.")
        elif "refuse" in data:
            refuse(revision, by, data.get("refusal", ""))
            message = _("Refused. Readers go on seeing what they saw.")
        elif "give_up" in data:
            give_up(revision, by)
            message = _("Given up. Readers go on seeing what they saw.")
        else:
            raise ValidationError(_("No step was chosen: press one of the buttons."))
        self.message_user(request, message, messages.SUCCESS)


def _marks_of_page(revision: RowRevision) -> MarksOfPage:
    """Return the marks that a change would move now; of one that is decided, those that it moved.

    Some 30 queries for each negotiation where it waits, and a few for each of its rows.
    """
    if not revision.is_open:
        return MarksOfPage(revision.moved_marks)
    questions = Question.objects.filter(negotiation__in=revision.negotiations.values("pk"))
    if questions.count() > MOST_QUESTIONS:
        return MarksOfPage(revision.moved_marks, are_old=True)
    try:
        return MarksOfPage(rehearse(revision, _counter(revision)))
    except REFUSALS as error:
        return MarksOfPage(revision.moved_marks, are_old=True, obstacle=refusal_of(error).message)


def _counter(revision: RowRevision) -> Counter:
    """Return what counts the marks that a change moves, from just before it is made."""
    negotiations = list(revision.negotiations.values_list("pk", flat=True))

    def count(_row: RowRevision) -> Callable[[], MovedMarks]:
        before = all_marks(negotiations)
        return lambda: moved_marks(before, all_marks(negotiations))

    return count


def _possible_steps(revision: RowRevision, user: Any) -> dict[str, bool]:
    own = user.pk == revision.made_by_id
    waits = revision.state == RowRevisionState.REVIEW
    return {
        "may_hand_in": own and revision.state == RowRevisionState.DRAFT,
        "may_publish": waits and not own and user.has_perm(PUBLISH),
        "may_refuse": revision.is_open and not own and user.has_perm(PUBLISH),
        "may_give_up": own and revision.is_open,
        "is_own": own,
    }


def _answers_read_anew(revision: RowRevision) -> list[Term]:
    """Return the answers whose words come from the questions and units that change."""
    changes = stored_changes(revision.changes)
    questions = [one.pk for one in changes if one.model_class is Question]
    units = [one.pk for one in changes if one.model_class is UnitOfMeasure]
    if not questions and not units:
        return []
    keys = UnitOfMeasure.objects.filter(pk__in=units).values_list("key", flat=True)
    rows = Term.objects.filter(question__in=questions)
    if units:
        rows |= Term.objects.filter(question__unit__in=units)
        rows |= Term.objects.filter(value__unit__in=list(keys))
    related = rows.select_related("clause__version__proposal", "question")
    return list(related.order_by("clause__uid", "question", "number").distinct()[:MOST_ANSWERS])
