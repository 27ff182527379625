"""Words for what a party does with a text of another."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from proposals.comparisons import DocumentResponse
from proposals.language.active import joined, put_in
from proposals.models import ResponseStance

register = template.Library()


@register.filter
def deed(response: DocumentResponse) -> str:
    """Return what the party does, as the end of a sentence about a document."""
    if response.is_whole:
        return {
            ResponseStance.ACCEPTS: gettext("accepts it"),
            ResponseStance.ACCEPTS_WITH_CHANGES: gettext("accepts it with changes"),
            ResponseStance.BASIS: gettext("takes it as a basis"),
            ResponseStance.REJECTS: gettext("rejects it"),
            ResponseStance.UNANSWERED: gettext("leaves it unanswered"),
        }[response.stance]
    return put_in(
        gettext("%(deed)s, on %(points)s"),
        deed=str(response.stance.label),
        points=named_points(response),
    )


@register.filter
def named_points(response: DocumentResponse) -> str:
    """Return the numbers of the clauses that a response is about, or how many questions."""
    if response.clauses:
        numbers = (clause.label or clause.key for clause in response.clauses)
        return put_in(gettext("clauses %(numbers)s"), numbers=joined(numbers, ", "))
    number = len(response.question_pks)
    return ngettext("%(number)d question", "%(number)d questions", number) % {"number": number}
