"""How rows are shown: hits of a search to mark, sources folded or not, words for a citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext

from proposals.comparisons import Row, SearchTerms
from proposals.language.active import active_language
from proposals.language.labels import mark_label
from proposals.models import Negotiation
from proposals.web.pages.export_request import site_root


@dataclass(frozen=True)
class RowContext:
    """What every piece of a page of rows has in common.

    `full` unfolds the sources; `home` is scheme and host; `page` the path and query that rows stand
    on; `day` the day of the visit.
    """

    home: str
    page: str
    day: date
    full: bool = False
    words: SearchTerms = field(default_factory=lambda: SearchTerms(""))

    def citation(self, row: Row, negotiation: Negotiation) -> str:
        """Return one line with question, documents, verdict, address and day."""
        documents = " / ".join(capfirst(cell.document.name) for cell in row.cells)
        query = urlencode([("d", cell.document.key) for cell in row.cells])
        topic = row.question.topic.get_url_in(negotiation)
        words = {
            "question": row.question.text,
            "documents": documents,
            "verdict": mark_label(row.mark, active_language()),
            "rule": row.rule.value,
            "negotiation": negotiation.name,
            "address": f"{self.home}{topic}?{query}#q-{row.question.key}",
            "day": date_format(self.day, "j F Y"),
        }
        return (
            gettext(
                "“%(question)s” %(documents)s: %(verdict)s (%(rule)s). "
                "Parley, %(negotiation)s, %(address)s, read on %(day)s."
            )
            % words
        )


def row_context(
    request: HttpRequest, page: str, *, words: str = "", full: bool = False
) -> RowContext:
    """Return how the rows of this request are shown."""
    return RowContext(
        site_root(request), page, day=localdate(), full=full, words=SearchTerms(words)
    )
