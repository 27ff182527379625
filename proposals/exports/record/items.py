"""What the rows of a record name, each once: clauses, evidence, articles, the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proposals.comparisons import Catalogue, ClauseView, Matrix
from proposals.models import Clause, Evidence, Negotiation, Party, Question, Topic
from sources.models import Article, Outlet

Json = dict[str, Any]

ShownClause = tuple[str, Clause, tuple[str, ...]]
"""The key of a document, one of its clauses, and those of its topics that are shown."""

_STANCES = ("supports", "disputes", "qualifies")


def negotiation_in(found: Catalogue) -> Json:
    """The negotiation of a comparison, with its parties."""
    return negotiation_row(found.negotiation, found.parties)


def negotiation_row(home: Negotiation, parties: Iterable[Party]) -> Json:
    """One negotiation."""
    return {
        "key": home.key,
        "name": home.name,
        "place": home.place,
        "begins": iso_day(home.begins),
        "ends": iso_day(home.ends),
        "language": home.language,
        "parties": [
            {"key": party.key, "name": party.name, "role": party.role} for party in parties
        ],
    }


def themes_in(matrix: Matrix) -> list[Json]:
    """The themes of the rows."""
    return [{"key": group.theme.key, "name": group.theme.name} for group in matrix.themes]


def topics_in(matrix: Matrix) -> list[Json]:
    """The topics of the rows, with their definitions and crosswalks."""
    return [topic_in(group.topic) for theme in matrix.themes for group in theme.topics]


def topic_in(topic: Topic) -> Json:
    """One topic of the codebook."""
    return {
        "key": topic.key,
        "theme": topic.theme.key,
        "name": topic.name,
        "definition": topic.definition,
        "pax_code": topic.pax_code,
        "pax_match": topic.pax_match,
        "pax_note": topic.pax_note,
    }


def question_in(question: Question) -> Json:
    """One question of the codebook; `vocabulary` lists the entries that an answer may name."""
    return {
        "key": question.key,
        "topic": question.topic.key,
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit.key if question.unit else None,
        "vocabulary": [
            {"key": entry["key"], "label": entry["label"]} for entry in question.vocabulary
        ],
        "note": question.note,
    }


def clauses_of(matrix: Matrix) -> list[ShownClause]:
    """The clauses that the page shows, each with its document and those topics that are shown.

    They are the clauses side by side in each topic, and those that an answer stands in.
    """
    found: dict[int, tuple[str, Clause, dict[str, None]]] = {}
    for theme in matrix.themes:
        for group in theme.topics:
            for document, views in zip(matrix.documents, group.clauses, strict=True):
                for view in views:
                    home = found.setdefault(view.clause.pk, (document.key, view.clause, {}))
                    home[2][group.topic.key] = None
            for row in group.rows:
                for cell in row.cells:
                    for term in cell.terms:
                        found.setdefault(term.clause.pk, (cell.document.key, term.clause, {}))
    places = {document.key: number for number, document in enumerate(matrix.documents)}
    ordered = sorted(found.values(), key=lambda one: (places[one[0]], one[1].ordinal, one[1].key))
    return [(document, clause, tuple(topics)) for document, clause, topics in ordered]


def clauses_in(shown: Iterable[ShownClause]) -> list[Json]:
    """The clauses, document by document in the document's own order; texts are Markdown."""
    return [
        {"document": document, "topics": list(topics), **clause_in(clause)}
        for document, clause, topics in shown
    ]


def clause_in(clause: Clause) -> Json:
    """One published clause, with its lasting address."""
    return {
        "id": clause.uid,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "quote": clause.quote,
        "quote_language": clause.quote_language,
        "option": clause.option,
        "option_label": clause.option_label,
        "status": clause.status,
        "confidence": clause.confidence,
        "contested": clause.contested,
    }


def evidence_of(matrix: Matrix, shown: Iterable[ShownClause]) -> list[Evidence]:
    """The evidence of the rows and of the clauses shown with them, each once: clause by clause."""
    found: dict[int, Evidence] = {}
    for theme in matrix.themes:
        for group in theme.topics:
            for item in _beside(view for views in group.clauses for view in views):
                found[item.pk] = item
            for row in group.rows:
                for cell in row.cells:
                    found.update((item.pk, item) for item in cell.evidence.items)
    places = {clause.pk: place for place, (_key, clause, _topics) in enumerate(shown)}
    return sorted(found.values(), key=lambda item: (places[item.clause_id], *evidence_place(item)))


def evidence_place(item: Evidence) -> tuple[int, str, int]:
    """Where a piece of evidence stands among those of its clause: support first."""
    return (_STANCES.index(item.stance), item.article.key, item.number)


def evidence_in(
    matrix: Matrix, shown: Iterable[ShownClause], evidence: Iterable[Evidence]
) -> list[Json]:
    """The evidence with its quotes, and the key under which sources count as one."""
    clauses = {clause.pk: clause for _key, clause, _topics in shown}
    answers = {
        view.term.pk: answer_id(view.clause.uid, row.question.key, view.term.number)
        for row in matrix.rows
        for cell in row.cells
        for view in cell.terms
    }
    return [
        evidence_row(item, clauses[item.clause_id].uid, answers.get(item.term_id or 0))
        for item in evidence
    ]


def answer_id(clause: str, question: str, number: int) -> str:
    """The lasting name of an answer: its clause, its question, and which of them it is."""
    return f"{clause}/{question}/{number}"


def evidence_row(item: Evidence, clause: str, answer: str | None) -> Json:
    """One piece of evidence; `answer` names the answer that it bears on, if it is only one."""
    return {
        "id": f"{clause}@{item.article.key}/{item.number}",
        "clause": clause,
        "answer": answer,
        "article": item.article.key,
        "stance": item.stance,
        "basis": item.basis,
        "quote": item.quote,
        "before": item.before,
        "after": item.after,
        "quote_language": item.effective_language,
        "note": item.note,
        "source": item.independence_key,
        "disagreement": item.disagreement.key if item.disagreement else None,
    }


def articles_in(
    matrix: Matrix, evidence: Iterable[Evidence], read: Mapping[int, tuple[Article, ...]]
) -> list[tuple[Json, Outlet]]:
    """The articles that evidence and checked absences rest on, by key, with their outlets."""
    found = {item.article.key: item.article for item in evidence}
    found.update((article.key, article) for articles in read.values() for article in articles)
    for document in matrix.documents:
        printed = document.version.published_by
        if printed is not None:
            found.setdefault(printed.key, printed)
    return [(article_in(found[key]), found[key].outlet) for key in sorted(found)]


def article_in(article: Article) -> Json:
    """One article, without its text, which nobody outside may have."""
    source = article.syndicated_from
    return {
        "key": article.key,
        "outlet": article.outlet.key,
        "headline": article.headline,
        "headline_note": article.headline_note,
        "published": iso_day(article.published),
        "published_note": article.published_note,
        "url": article.url,
        "archived_url": article.archived_url,
        "accessed": iso_day(article.accessed),
        "language": article.language,
        "syndicated_from": source.key if source else None,
        "origin": article.origin.key if article.origin else None,
        "extent": article.extent,
        "note": article.note,
    }


def outlets_of(articles: Iterable[tuple[Json, Outlet]]) -> list[Json]:
    """Who published the articles, by key."""
    found = {outlet.key: outlet for _article, outlet in articles}
    return [outlet_in(found[key]) for key in sorted(found)]


def outlet_in(outlet: Outlet) -> Json:
    """One outlet."""
    return {
        "key": outlet.key,
        "name": outlet.name,
        "country": outlet.country,
        "language": outlet.language,
        "ownership": outlet.ownership,
        "ownership_source": outlet.ownership_source,
        "url": outlet.url,
    }


def _beside(views: Iterable[ClauseView]) -> Iterable[Evidence]:
    return (item for view in views for item in view.evidence.items)


def iso_day(day: date | None) -> str | None:
    """A day as ISO has it, if it is known."""
    return day.isoformat() if day else None
