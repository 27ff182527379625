"""The versions that readers see, with all that a catalogue tells of them: one query."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from proposals.history.public_events import PUBLIC_STEPS
from proposals.models import Clause, Question, Transition, Version
from proposals.models.proposals import version_order
from sources.independence import relations_from

_RELATED = ("proposal__negotiation", "edits__proposal", "copy_of__proposal")


def read_versions(keys: Iterable[str] | None) -> Iterable[Version]:
    """Return the versions of negotiations, named by their keys, or of all, in their order.

    Each comes with the days of its last steps, and with the number of questions asked.
    """
    # A version that is still being entered is no document for readers yet.
    published = Clause.objects.published().filter(version=OuterRef("pk"))
    among = Q() if keys is None else Q(proposal__negotiation__key__in=list(keys))
    return (
        Version.objects.filter(Exists(published), among)
        .annotate(clauses_at=_last_step("clause"), responses_at=_last_step("response"))
        .annotate(questions_of_negotiation=_number_of_questions())
        .select_related(*_RELATED, *relations_from("published_by"))
        .order_by(*version_order())
    )


def _number_of_questions() -> Coalesce:
    """Return how many questions the negotiation of a version has."""
    questions = Question.objects.filter(negotiation=OuterRef("proposal__negotiation")).order_by()
    counted = questions.values("negotiation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _last_step(subject: str) -> Subquery:
    """Return when a step that readers see was last taken with a clause, or response, of a version.

    `subject` is the name of the step's reference to it.
    """
    name = f"{subject}__version"
    steps = Transition.objects.filter(PUBLIC_STEPS, **{name: OuterRef("pk")}).order_by()
    return Subquery(steps.values(name).annotate(last=Max("at")).values("last"))
