"""The fields that are the content of a clause or a response: copied, merged back, kept by history.

Identity, place and review are no content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.terms import Term

CLAUSE_FIELDS = (
    "label", "heading", "text", "quote", "quote_language", "quote_origin", "quote_by",
    "quote_gloss", "option", "option_label", "status", "replaces", "confidence", "contested",
)  # fmt: skip
LISTS_OF_CLAUSE = frozenset({"replaces"})
"""The fields of a clause that hold a list of keys."""
TERM_FIELDS = (
    "question_id", "number", "value", "force", "scope", "condition", "waits_for_id", "option",
    "confidence", "note",
)  # fmt: skip
EVIDENCE_FIELDS = (
    "article_id", "number", "stance", "basis", "quote", "before", "after", "quote_language",
    "quote_gloss", "origin_id", "disagreement_id", "note", "tagged_by", "tagged_at",
    "quote_state", "quote_checked_at", "quote_place", "quote_nearest", "quote_sentence",
)  # fmt: skip
EVIDENCE_FIELDS_OF_OTHERS = tuple(name for name in EVIDENCE_FIELDS if name != "disagreement_id")
"""The fields of evidence on what is no clause."""

RESPONSE_FIELDS = ("stance", "date", "text")


def field_values(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    """Return the values of some fields of a row."""
    return {name: getattr(row, name) for name in fields}


def copy_parts(pairs: dict[int, Clause]) -> None:
    """Give copies of clauses the topics, answers and evidence of their originals.

    `pairs` has the copy by the original's primary key. A fixed number of queries, whatever the
    size.
    """
    _copy_topics(pairs)
    answers = _copy_answers(pairs)
    _copy_evidence(pairs, answers)


def _copy_topics(pairs: dict[int, Clause]) -> None:
    link = Clause.topics.through
    rows = link._default_manager.filter(clause__in=pairs).values_list("clause_id", "topic_id")
    link._default_manager.bulk_create(
        [link(clause_id=pairs[clause].pk, topic_id=topic) for clause, topic in rows]
    )


def _copy_answers(pairs: dict[int, Clause]) -> dict[int, Term]:
    """Copy the answers and return the copies by the primary key of the answer that each repeats."""
    originals = list(Term.objects.filter(clause__in=pairs).order_by("pk"))
    new = [
        Term(clause=pairs[term.clause_id], **field_values(term, TERM_FIELDS)) for term in originals
    ]
    Term.objects.bulk_create(new)
    copies = {term.pk: copy for term, copy in zip(originals, new, strict=True)}
    link = Term.bearers.through
    rows = link._default_manager.filter(term__in=copies).values_list("term_id", "party_id")
    link._default_manager.bulk_create(
        [link(term_id=copies[term].pk, party_id=party) for term, party in rows]
    )
    return copies


def _copy_evidence(pairs: dict[int, Clause], answers: dict[int, Term]) -> None:
    Evidence.objects.bulk_create(
        [
            Evidence(
                clause=pairs[item.clause_id],
                term=answers.get(item.term_id) if item.term_id else None,
                **field_values(item, EVIDENCE_FIELDS),
            )
            for item in Evidence.objects.filter(clause__in=pairs).order_by("pk")
        ]
    )
