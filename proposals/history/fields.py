"""Owns what a clause's content is: the columns that a revision copies, that merging carries over
and that history remembers. Identity, place and review are no content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.terms import Term

CLAUSE_FIELDS = (
    "label", "heading", "text", "quote", "quote_language", "option", "option_label", "status",
    "confidence", "contested",
)  # fmt: skip
TERM_FIELDS = (
    "question_id", "number", "value", "force", "scope", "condition", "waits_for_id", "option",
    "confidence", "note",
)  # fmt: skip
EVIDENCE_FIELDS = (
    "article_id", "number", "stance", "basis", "quote", "before", "after", "quote_language",
    "origin_id", "disagreement_id", "note", "tagged_by", "tagged_at", "quote_state",
    "quote_checked_at", "quote_place", "quote_nearest",
)  # fmt: skip


def values_of(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    """Some columns of a row."""
    return {name: getattr(row, name) for name in fields}


def copy_parts(pairs: dict[int, Clause]) -> None:
    """Give copies of clauses the topics, answers and evidence of their originals.

    `pairs` has the copy for each original's number. A fixed number of queries, whatever their size.
    """
    _copy_topics(pairs)
    answers = _copy_answers(pairs)
    _copy_evidence(pairs, answers)


def _copy_topics(pairs: dict[int, Clause]) -> None:
    link = Clause.topics.through
    rows = link._default_manager.filter(clause__in=pairs).values_list("clause_id", "topic_id")
    made = [link(clause_id=pairs[clause].pk, topic_id=topic) for clause, topic in rows]
    link._default_manager.bulk_create(made)


def _copy_answers(pairs: dict[int, Clause]) -> dict[int, Term]:
    """The copies of the answers, by the number of the answer that each repeats."""
    found = list(Term.objects.filter(clause__in=pairs).order_by("pk"))
    made = [Term(clause=pairs[one.clause_id], **values_of(one, TERM_FIELDS)) for one in found]
    Term.objects.bulk_create(made)
    copies = {one.pk: copy for one, copy in zip(found, made, strict=True)}
    link = Term.bearers.through
    rows = link._default_manager.filter(term__in=copies).values_list("term_id", "party_id")
    link._default_manager.bulk_create(
        [link(term_id=copies[term].pk, party_id=party) for term, party in rows]
    )
    return copies


def _copy_evidence(pairs: dict[int, Clause], answers: dict[int, Term]) -> None:
    found = Evidence.objects.filter(clause__in=pairs).order_by("pk")
    Evidence.objects.bulk_create(
        [
            Evidence(
                clause=pairs[one.clause_id],
                term=answers.get(one.term_id) if one.term_id else None,
                **values_of(one, EVIDENCE_FIELDS),
            )
            for one in found
        ]
    )
