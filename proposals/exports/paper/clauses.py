"""The clauses of a topic on paper: side by side, or after each other where that wastes paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proposals.comparisons import ClauseView, Document, ThemeGroup, TopicGroup
from proposals.models import Topic

UNEQUAL = 700
"""Letters by which one column may be longer than the next before both flow on together."""


@dataclass(frozen=True)
class ClauseColumn:
    """The clauses of one document on a topic.

    `fresh` are printed here in full, `earlier` were printed with the topic beside each. A part of a
    longer column that is not its first is `continued`.
    """

    document: Document
    fresh: tuple[ClauseView, ...]
    earlier: tuple[tuple[ClauseView, Topic], ...]
    continued: bool = False

    @property
    def letters(self) -> int:
        """About how many letters are printed in full."""
        return sum(_letters(view) for view in self.fresh)


@dataclass(frozen=True)
class TopicClauses:
    """The clauses of one topic, a column a document."""

    columns: tuple[ClauseColumn, ...]

    @property
    def is_fresh(self) -> bool:
        """Whether any clause is printed in full here."""
        return any(column.fresh for column in self.columns)

    @property
    def flows(self) -> bool:
        """Whether one column would be so much longer that the others would stand half empty."""
        longest, *others = sorted((column.letters for column in self.columns), reverse=True)
        return longest > UNEQUAL + 2 * max(others, default=0)

    @property
    def spread(self) -> tuple[tuple[ClauseColumn, ...], ...]:
        """The same clauses in the same order, in as many parts of about the same length.

        A single clause goes across the page.
        """
        several = sum(len(column.fresh) for column in self.columns) > 1
        parts: list[list[ClauseColumn]] = [[] for _column in (self.columns if several else "1")]
        share = sum(column.letters for column in self.columns) / len(parts)
        before = 0.0
        for column in self.columns:
            by_part: dict[int, list[ClauseView]] = {}
            for view in column.fresh:
                middle = before + _letters(view) / 2
                by_part.setdefault(min(int(middle // share), len(parts) - 1), []).append(view)
                before += _letters(view)
            by_part = by_part or {min(int(before // share), len(parts) - 1): []}
            last = max(by_part)
            for number, (place, views) in enumerate(by_part.items()):
                earlier = column.earlier if place == last else ()
                piece = ClauseColumn(column.document, tuple(views), earlier, number > 0)
                parts[place].append(piece)
        return tuple(map(tuple, parts))


def topic_clauses(
    documents: tuple[Document, ...], group: TopicGroup, homes: Mapping[int, Topic]
) -> TopicClauses:
    """Return the clauses of a topic; `homes` say where each clause is printed in full."""
    return TopicClauses(
        tuple(
            _column(document, views, group.topic, homes)
            for document, views in zip(documents, group.clauses, strict=True)
        )
    )


def homes_of_clauses(themes: tuple[ThemeGroup, ...]) -> dict[int, Topic]:
    """Return where each clause is printed in full, by its primary key: its first topic here."""
    topics: dict[int, Topic] = {}
    for group in (group for theme in themes for group in theme.topics):
        for view in (view for views in group.clauses for view in views):
            topics.setdefault(view.clause.pk, group.topic)
    return topics


def _column(
    document: Document, views: tuple[ClauseView, ...], topic: Topic, homes: Mapping[int, Topic]
) -> ClauseColumn:
    fresh = tuple(view for view in views if homes[view.clause.pk].pk == topic.pk)
    others = tuple((view, homes[view.clause.pk]) for view in views if view not in fresh)
    return ClauseColumn(document, fresh, others)


def _letters(view: ClauseView) -> int:
    clause = view.clause
    texts = (clause.heading, clause.text, clause.quote, clause.quote_gloss, clause.contested)
    return sum(map(len, texts)) + 5 * len(view.evidence.items)
