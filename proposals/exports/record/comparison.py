"""A comparison as one plain value: what files, snapshots and the interface for programs hold.

The form is documented in `docs/exports.md`, and tested against it. It holds what readers can see of
exactly the selected rows: no draft, no name of an editor but of one who signed a judgement, no
private text, no time of its making. So the same content gives the same value anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proposals.comparisons import Cell, Document, EvidenceView, Matrix, PairView, Row, TermView
from proposals.comparisons.absences import articles_read
from proposals.domain.rows import RollUp
from proposals.exports.record.items import (
    answer_id,
    articles_in,
    clauses_in,
    clauses_of,
    evidence_in,
    evidence_of,
    iso_day,
    negotiation_in,
    outlets_of,
    question_in,
    themes_in,
    topics_in,
)
from proposals.models import Judgement
from sources.models import Article

FORMAT = "parley-comparison/2"
"""Changes when a key changes its meaning; new keys do not change it."""

Json = dict[str, Any]


def record(matrix: Matrix, read: Mapping[int, tuple[Article, ...]] | None = None) -> Json:
    """The whole comparison as plain JSON values, in the order of the page.

    `read` are the articles behind checked absences; one query if they are not given.
    """
    read = articles_read(matrix) if read is None else read
    clauses = clauses_of(matrix)
    evidence = evidence_of(matrix, clauses)
    articles = articles_in(matrix, evidence, read)
    return {
        "format": FORMAT,
        "negotiation": negotiation_in(matrix.catalogue),
        "selection": [list(pair) for pair in settled(matrix)],
        "documents": [document_in(document) for document in matrix.documents],
        "counts": _counts(matrix.roll_up),
        "rows_shown": matrix.shown,
        "rows_in_all": matrix.total,
        "questions_not_coded": matrix.uncoded,
        "rows": [_row(row, read) for row in matrix.rows],
        "themes": themes_in(matrix),
        "topics": topics_in(matrix),
        "questions": [question_in(row.question) for row in matrix.rows],
        "clauses": clauses_in(clauses),
        "evidence": evidence_in(matrix, clauses, evidence),
        "articles": [article for article, _outlet in articles],
        "outlets": outlets_of(articles),
    }


def settled(matrix: Matrix) -> list[tuple[str, str]]:
    """The selection as pairs of an address, its documents named even where they are the usual.

    A part of a longer page is no part of it: an export is always whole.
    """
    documents = tuple(document.key for document in matrix.documents)
    pairs = matrix.selection.with_documents(documents).parameters()
    return [pair for pair in pairs if pair[0] not in ("part", "all")]


def _counts(found: RollUp) -> dict[str, int]:
    return {mark.value: count for mark, count in found.counts}


def document_in(document: Document) -> Json:
    """One document, as the head of a column."""
    version = document.version
    return {
        "key": document.key,
        "name": document.name,
        "title": document.title,
        "kind": document.proposal.kind,
        "proposal": document.proposal.key,
        "version": version.key,
        "version_label": version.label,
        "date": iso_day(version.date),
        "handed_over": iso_day(document.handed_over),
        "language": version.language,
        "tier": version.tier,
        "completeness": version.completeness,
        "published_by": version.published_by.key if version.published_by else None,
        "parties": [party.key for party in document.parties],
        "party_names": [party.name for party in document.parties],
    }


def _row(row: Row, read: Mapping[int, tuple[Article, ...]]) -> Json:
    question = row.question
    return {
        "theme": question.topic.theme.key,
        "topic": question.topic.key,
        "question": question.key,
        "text": question.text,
        "kind": question.kind,
        "verdict": row.mark.value,
        "rule": row.rule.value,
        "sentence": row.sentence,
        "common_to_all": row.common or None,
        "one_party_only": list(row.asymmetries),
        "answers": [_answer(cell, question.key, read) for cell in row.cells],
        "pairs": [_pair(pair) for pair in row.pairs],
    }


def _answer(cell: Cell, question: str, read: Mapping[int, tuple[Article, ...]]) -> Json:
    absence = cell.coverage if cell.absence else None
    return {
        "document": cell.document.key,
        "absence": cell.absence.value if cell.absence else None,
        "absence_basis": absence.basis if absence else None,
        "absence_note": absence.note if absence else None,
        "absence_articles": [one.key for one in read.get(absence.pk, ())] if absence else [],
        "problem": cell.problem or None,
        "alternatives": [
            " ".join(filter(None, (one.option, str(one.phrase)))) for one in cell.alternatives
        ],
        "terms": [term_in(view, question) for view in cell.terms],
        "evidence": _standing(cell.evidence),
    }


def term_in(view: TermView, question: str) -> Json:
    """One typed answer of a clause to the question with this key."""
    term, awaited = view.term, view.term.waits_for
    return {
        "id": answer_id(view.clause.uid, question, term.number),
        "clause": view.clause.uid,
        "label": view.clause.label,
        "reading": view.reading,
        "value": term.value,
        "force": term.force,
        "bearers": list(view.bearers),
        "scope": term.scope or None,
        "condition": view.condition or None,
        "waits_for": awaited.uid if awaited and awaited.is_published else None,
        "option": view.option or None,
        "status": view.clause.status,
        "confidence": term.confidence,
        "note": term.note or None,
    }


def _standing(view: EvidenceView) -> Json:
    found = view.standing
    return {**view.counts, "rule": found.rule, "single": found.single, "disputed": found.disputed}


def _pair(view: PairView) -> Json:
    best = view.pair.best
    return {
        "documents": [view.left.key, view.right.key],
        "verdict": view.mark.value,
        "rule": view.rule.value,
        "sentence": view.sentence,
        "best": {"verdict": best.mark.value, "rule": best.rule.value} if view.pair.varies else None,
        "judgement": _judgement(view.judgement) if view.judgement else None,
    }


def _judgement(judged: Judgement) -> Json:
    return {
        "verdict": judged.mark,
        "reason": judged.reason,
        "author": judged.author,
        "made_at": judged.made_at.isoformat() if judged.made_at else None,
    }
