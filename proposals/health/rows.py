"""Rows of negotiations: values that can be read, rows that others rest on, and orphans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Frame
from proposals.health.findings import Finding
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import explain_error
from proposals.language.vocabulary import check_vocabulary
from proposals.models import (
    Clause,
    Coverage,
    Negotiation,
    Question,
    Response,
    ReviewState,
    Term,
    Translation,
)
from proposals.models.maps import Map, ids_of_regions
from proposals.seeding.original_texts import original_texts

_BATCH = 500


def unreadable_values() -> Iterator[Finding]:
    """Yield lists of questions, scopes, outlines and answers that can no longer be read."""
    for negotiation in Negotiation.objects.order_by("pk"):
        try:
            _ = negotiation.scope_list
        except (DomainError, LookupError, TypeError, ValueError) as error:
            yield _unreadable(f"negotiation {negotiation.key}, scopes", error)
    for one in Map.objects.order_by("pk").iterator(_BATCH):
        try:
            ids_of_regions(one.regions)
        except (LookupError, TypeError) as error:
            yield _unreadable(f"map {one.key}, regions", error)
    frames: dict[int, Frame] = {}
    for question in Question.objects.select_related("negotiation", "unit").order_by("pk"):
        try:
            frames[question.pk] = question.frame()
            check_vocabulary(frames[question.pk], language_of(DATA_LANGUAGE))
        except (DomainError, LookupError, TypeError) as error:
            place = f"question {question.negotiation.key}/{question.key}, vocabulary"
            yield _unreadable(place, error)
    yield from _unreadable_answers(frames)


def _unreadable_answers(frames: dict[int, Frame]) -> Iterator[Finding]:
    """Yield answers that the questions no longer admit, of those questions that can be read."""
    terms = Term.objects.filter(question__in=frames).order_by("pk")
    columns = terms.values_list("clause__uid", "question__key", "number", "question", "value")
    for uid, key, number, question, value in columns.iterator(_BATCH):
        try:
            from_stored(value, frames[question])
        except (DomainError, LookupError, TypeError, AttributeError) as error:
            yield _unreadable(f"clause {uid}, answer {key}#{number}", error)


def _unreadable(where: str, error: Exception) -> Finding:
    if isinstance(error, DomainError):
        what = explain_error(error, language_of(DATA_LANGUAGE)).rstrip(".")
    else:
        what = f"it has another shape than it should: {type(error).__name__}: {error}"
    return Finding(where, f"it can no longer be read: {what}", "Type it anew in the admin.")


def baseless_rows() -> Iterator[Finding]:
    """Yield what is published without any evidence, which readers never see."""
    for model in (Clause, Response):
        rows: Any = model._default_manager.filter(state=ReviewState.PUBLISHED, evidence=None)
        for uid in rows.order_by("pk").values_list("uid", flat=True).iterator(_BATCH):
            what = "it is published and no article supports it, so that no reader sees it"
            to_do = "Add the evidence in a revision, or withdraw it."
            yield Finding(f"{model._meta.verbose_name} {uid}", what, to_do)


def contrary_rows() -> Iterator[Finding]:
    """Yield rows of two negotiations that name each other, and answers to a checked absence."""
    terms = Term.objects.order_by("pk").select_related("clause", "question")
    for term in terms.exclude(
        question__negotiation=F("clause__version__proposal__negotiation")
    ).iterator(_BATCH):
        what = "its question belongs to another negotiation than its clause"
        yield Finding(f"answer {term}", what, "Delete it, or choose a question of its own.")
    absences = Coverage.objects.order_by("pk").select_related("version__proposal", "question")
    for absence in absences.exclude(
        question__negotiation=F("version__proposal__negotiation")
    ).iterator(_BATCH):
        what = "its question belongs to another negotiation than its version"
        yield Finding(f"checked absence {absence}", what, "Delete it.")
    both = Coverage.objects.filter(
        version__clauses__state=ReviewState.PUBLISHED,
        version__clauses__terms__question=F("question"),
    ).distinct()
    for absence in both.select_related("version__proposal", "question").order_by("pk"):
        what = "a published clause of the same version answers the question"
        yield Finding(f"checked absence {absence}", what, "Delete one of the two.")


def orphaned_translations() -> Iterator[Finding]:
    """Yield translations of rows that are not there any more."""
    yield from _orphans(Translation.objects.filter(negotiation=None), "")
    for negotiation in Negotiation.objects.order_by("pk"):
        yield from _orphans(Translation.objects.filter(negotiation=negotiation), negotiation.key)


def _orphans(rows: Any, negotiation: str) -> Iterator[Finding]:
    subjects = {text.subject for text in original_texts(negotiation)}
    named = rows.order_by("subject", "language").values_list("subject", "language").distinct()
    for subject, language in named.iterator(_BATCH):
        if subject not in subjects:
            what = f"there is no such row, and texts in {language} are kept for it"
            yield Finding(f"translations of {subject}", what, "Delete them in the admin.")
