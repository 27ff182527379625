"""The articles on which the checked absences of a comparison were established."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from proposals.comparisons.matrix import Row
from proposals.models import Coverage
from sources.independence import relations_from
from sources.models import Article


def articles_read(rows: Iterable[Row]) -> Mapping[int, tuple[Article, ...]]:
    """Return the articles read, with their outlets, by the key of the absence; one query."""
    absences = {cell.coverage.pk for row in rows for cell in row.cells if cell.coverage is not None}
    if not absences:
        return {}
    through = Coverage.articles.through.objects.filter(coverage__in=absences)
    by_absence: dict[int, list[Article]] = defaultdict(list)
    for link in through.select_related(*relations_from("article")):
        by_absence[link.coverage_id].append(link.article)
    return {
        absence: tuple(sorted(articles, key=lambda article: article.key))
        for absence, articles in by_absence.items()
    }
