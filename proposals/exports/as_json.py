"""A comparison as JSON: the form is documented in `docs/compare-json.md`, and tested against it."""

from __future__ import annotations

from typing import Any

from proposals.comparisons import Cell, Document, EvidenceView, Matrix, PairView, Row, TermView
from proposals.domain.comparing import RollUp
from proposals.models import Judgement

FORMAT = "parley-comparison/1"
"""Changes when a key changes its meaning; new keys do not change it."""

Json = dict[str, Any]


def as_json(matrix: Matrix) -> Json:
    """The whole comparison as plain JSON values, in the order of the page."""
    return {
        "format": FORMAT,
        "negotiation": matrix.catalogue.negotiation.key,
        "selection": [list(pair) for pair in matrix.selection.parameters()],
        "documents": [_document(document) for document in matrix.documents],
        "counts": _counts(matrix.roll_up),
        "rows_shown": matrix.shown,
        "rows_in_all": matrix.total,
        "questions_not_coded": matrix.uncoded,
        "rows": [_row(row) for row in matrix.rows],
    }


def _counts(found: RollUp) -> dict[str, int]:
    return {mark.value: count for mark, count in found.counts}


def _document(document: Document) -> Json:
    version = document.version
    return {
        "key": document.key,
        "name": document.name,
        "title": document.title,
        "kind": document.proposal.kind,
        "version": version.key,
        "date": version.date.isoformat() if version.date else None,
        "handed_over": document.handed_over.isoformat() if document.handed_over else None,
        "language": version.language,
        "tier": version.tier,
        "parties": [party.key for party in document.parties],
    }


def _row(row: Row) -> Json:
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
        "answers": [_answer(cell) for cell in row.cells],
        "pairs": [_pair(pair) for pair in row.pairs],
    }


def _answer(cell: Cell) -> Json:
    return {
        "document": cell.document.key,
        "absence": cell.absence.value if cell.absence else None,
        "absence_note": cell.coverage.note if cell.coverage and cell.absence else None,
        "terms": [_term(view) for view in cell.terms],
        "evidence": _evidence(cell.evidence),
    }


def _term(view: TermView) -> Json:
    return {
        "clause": view.clause.uid,
        "label": view.clause.label,
        "reading": view.reading,
        "value": view.term.value,
        "force": view.term.force,
        "bearers": list(view.bearers),
        "scope": view.term.scope or None,
        "condition": view.condition or None,
        "option": view.option or None,
        "status": view.clause.status,
        "confidence": view.term.confidence,
    }


def _evidence(view: EvidenceView) -> Json:
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
