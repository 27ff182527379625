"""What the rows of a record name, each once: clauses, evidence, articles, outlets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons import ClauseView, Document, Matrix, TermView
from proposals.comparisons.absences import Grounds
from proposals.comparisons.documents import evidence_by_response
from proposals.exports.record.documents import ClauseRow
from proposals.exports.record.press import EvidenceRow
from proposals.exports.record.responses import ResponseRow
from proposals.exports.record.terms import term_rows
from proposals.models import Evidence
from proposals.models.evidence_fields import ArticleEvidence
from sources.models import Article, Outlet

_STANCES = ("supports", "disputes", "qualifies")


@dataclass(frozen=True)
class RecordContents:
    """What a comparison names; `grounds` are those of checked absences, by their number."""

    matrix: Matrix
    grounds: Grounds

    @cached_property
    def clauses(self) -> list[ClauseRow]:
        """The clauses that the page shows, document by document in the document's own order."""
        return clauses_of(self.matrix)

    @cached_property
    def evidence(self) -> list[EvidenceRow]:
        """The evidence of the rows and of the clauses shown with them: clause by clause."""
        places = {one.clause.pk: place for place, one in enumerate(self.clauses)}
        ids = {one.clause.pk: one.clause.uid for one in self.clauses}
        answers = self._answers
        ordered = sorted(
            _evidence_of(self.matrix),
            key=lambda item: (places[item.clause_id], *evidence_sort_key(item)),
        )
        return [
            EvidenceRow(item, ids[item.clause_id], answers.get(item.term_id or 0))
            for item in ordered
        ]

    @cached_property
    def responses(self) -> list[ResponseRow]:
        """The responses at the heads of columns, and those that reach the rows, by their days.

        One query, none without responses.
        """
        heads = {one.pk for _document, some in self.matrix.responses_at_head for one in some}
        replies = {
            reply.response.pk
            for row in self.matrix.rows
            for cell in row.cells
            for reply in cell.replies
        }
        catalogue = self.matrix.catalogue
        shown = [one for one in self.matrix.responses if one.pk in heads | replies]
        evidence = evidence_by_response(shown)
        return [
            ResponseRow(
                response,
                catalogue,
                tuple(
                    EvidenceRow(item, response.uid, None)
                    for item in sorted(evidence[response.pk], key=evidence_sort_key)
                ),
            )
            for response in shown
        ]

    @cached_property
    def articles(self) -> list[Article]:
        """The articles that evidence, responses, checked absences and documents rest on, by key."""
        responding = [one for response in self.responses for one in response.evidence]
        by_key = {one.item.article.key: one.item.article for one in (*self.evidence, *responding)}
        by_key.update(
            (article.key, article) for one in self.grounds.values() for article in one.articles
        )
        for document in self.matrix.documents:
            publisher = document.version.published_by
            if publisher is not None:
                by_key.setdefault(publisher.key, publisher)
        return [by_key[key] for key in sorted(by_key)]

    @cached_property
    def outlets(self) -> list[Outlet]:
        """Who published the articles, by key."""
        by_key = {article.outlet.key: article.outlet for article in self.articles}
        return [by_key[key] for key in sorted(by_key)]

    @property
    def _answers(self) -> dict[int, str]:
        """The lasting names of the answers by the numbers of their terms.

        Of an answer that several documents give, it is that of the text in which it stands, else
        of the first that takes it over.
        """
        names: dict[int, str] = {}
        for row in self.matrix.rows:
            for cell in row.cells:
                for one in term_rows(cell, row.question.key):
                    if one.view.text_behind is None or one.view.term.pk not in names:
                        names[one.view.term.pk] = one.id
        return names


def clauses_of(matrix: Matrix) -> list[ClauseRow]:
    """Return the clauses that the page shows, each with its document and its shown topics.

    They are the clauses side by side in each topic, and those that an answer stands in; document by
    document in the document's own order. A clause stands with the document that it belongs to, and
    with the first that takes it over only where that is no column.
    """
    shown: dict[int, ClauseRow] = {}
    columns = {document.key for document in matrix.documents}

    def add(document: Document, view: ClauseView | TermView, *topics: str) -> None:
        behind = view.text_behind.key if view.text_behind else None
        if behind in columns:
            home, behind = behind, None
        else:
            home = document.key
        row = shown.setdefault(view.clause.pk, ClauseRow(home, view.clause, (), behind))
        every = tuple(dict.fromkeys((*row.topics, *topics)))
        shown[view.clause.pk] = row._replace(topics=every)

    for theme in matrix.themes:
        for group in theme.topics:
            for document, views in zip(matrix.documents, group.clauses, strict=True):
                for view in views:
                    add(document, view, group.topic.key)
            for row in group.rows:
                for cell in row.cells:
                    for term in cell.terms:
                        add(cell.document, term)
    places = {document.key: number for number, document in enumerate(matrix.documents)}
    return sorted(
        shown.values(), key=lambda one: (places[one.document], one.clause.ordinal, one.clause.key)
    )


def evidence_sort_key(item: ArticleEvidence) -> tuple[int, str, int]:
    """Return where a piece of evidence stands among those of its text: support first."""
    return (_STANCES.index(item.stance), item.article.key, item.number)


def _evidence_of(matrix: Matrix) -> Iterable[Evidence]:
    """Return the evidence of the rows and of the clauses shown with them, each once."""
    by_number: dict[int, Evidence] = {}
    for theme in matrix.themes:
        for group in theme.topics:
            for item in _beside(view for views in group.clauses for view in views):
                by_number[item.pk] = item
            for row in group.rows:
                for cell in row.cells:
                    by_number.update((item.pk, item) for item in cell.evidence.items)
    return by_number.values()


def _beside(views: Iterable[ClauseView]) -> Iterable[Evidence]:
    return (item for view in views for item in view.evidence.items)
