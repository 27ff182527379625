"""A new clause of an edit that begins as a copy of the point that it changes; nothing is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from proposals.editing.edits import edited_points
from proposals.history.fields import field_values
from proposals.models import Clause, Term, Version
from proposals.web.admin.clause_page.term_forms import STORED
from sources.validators import is_row_number

TEXT_FIELDS = (
    "key", "label", "ordinal", "heading", "text", "status", "option", "option_label",
)  # fmt: skip
"""The fields of a point that its change begins with; a quote is of the edited text alone."""
ANSWER_FIELDS = ("number", "force", "scope", "condition", "option", "confidence", "note")


def point_to_change(request: HttpRequest) -> Clause | None:
    """Return the point that the address of a new clause names; None if there is none such."""
    version, point = (request.GET.get(name, "") for name in ("version", "point"))
    if not is_row_number(version) or not is_row_number(point):
        return None
    edit = Version.objects.select_related("proposal").filter(pk=version).first()
    points = edited_points(edit) if edit else ()
    return next((one for one in points if one.pk == int(point)), None)


def text_of_point(point: Clause) -> dict[str, Any]:
    """Return the values with which the form of its change begins."""
    topics = list(point.topics.values_list("pk", flat=True))
    return {**field_values(point, TEXT_FIELDS), "topics": topics}


def answers_of_point(point: Clause) -> list[dict[str, Any]]:
    """Return the values with which the forms of its answers begin, in their order."""
    rows = Term.objects.filter(clause=point).order_by("question__ordinal", "number", "pk")
    return [
        {
            **field_values(row, ANSWER_FIELDS),
            "question": row.question_id,
            "waits_for": row.waits_for_id,
            "bearers": [party.pk for party in row.bearers.all()],
            STORED: row.value,
        }
        for row in rows.prefetch_related("bearers")
    ]
