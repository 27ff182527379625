"""How rows are shown: hits of a search to mark, what is unfolded, words for a citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from proposals.comparisons import Row, Selection
from proposals.comparisons.arrangement import Fold, is_folded
from proposals.comparisons.selection import RowOrder
from proposals.exports.addresses import row_path
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import mark_label
from proposals.models import Negotiation
from proposals.web.pages.export_request import site_root
from sources.capitals import capfirst
from sources.search_terms import SearchTerms

_CHOOSING_ROWS = frozenset({"questions", "marks", "traits", "outlets", "words"})
"""The filters whose rows are asked for one by one, so that none of them is folded away."""


@dataclass(frozen=True)
class RowWays:
    """The addresses that a row leads to; empty where there is none.

    `toggle` shows it in full, or in short again, `fragment` is that row alone; `topic` is the page
    of its topic with the clauses of these documents side by side.
    """

    toggle: str = ""
    fragment: str = ""
    topic: str = ""


@dataclass(frozen=True)
class RowContext:
    """What every piece of a page of rows has in common.

    `full` shows every row in full; `home` is scheme and host; `page` the path and query that rows
    stand on; `day` the day of the visit; `selection` that of the comparison, if the rows are part
    of its page.
    """

    home: str
    page: str
    day: date
    full: bool = False
    words: SearchTerms = field(default_factory=lambda: SearchTerms(""))
    selection: Selection | None = None
    state: str = ""

    @property
    def by_topic(self) -> bool:
        """Whether the rows of a topic stand together below its head."""
        return self.selection is None or self.selection.order is RowOrder.DOCUMENT

    def form(self, row: Row) -> str:
        """Return how much of a row is shown: "full", "short", or an empty text for the usual."""
        if self.full or (self.selection and row.question.key in self.selection.opened):
            return "full"
        return "short" if is_folded(row) else ""

    def unfolds(self, fold: Fold) -> bool:
        """Tell whether a fold is open: a reader opened it, or asked for rows by what they say."""
        return self.rows_chosen or (
            self.selection is not None and fold.key in self.selection.opened
        )

    @property
    def rows_chosen(self) -> bool:
        """Whether filters ask for rows by what they say, so that every fold is open."""
        return self.selection is not None and not _CHOOSING_ROWS.isdisjoint(self.selection.filters)

    def ways(self, row: Row, *, begins: bool) -> RowWays:
        """Return where a row leads; `begins` tells whether it is the first of its topic."""
        if self.selection is None:
            return RowWays()
        topic, key = row.question.topic, row.question.key
        negotiation = row.cells[0].document.proposal.negotiation
        toggled = self.toggled(key)
        place = urlencode([("row", key), *([("first", "1")] if begins else [])])
        columns = urlencode([("d", cell.document.key) for cell in row.cells])
        return RowWays(
            toggle=f"{negotiation.get_compare_url()}?{toggled}#q-{key}",
            fragment=f"{reverse('proposals:row', args=[negotiation.key])}?{toggled}&{place}",
            topic=f"{topic.get_url_in(negotiation)}?{columns}",
        )

    def toggled(self, key: str) -> str:
        """Return the query of the page with the row of a question in full, or in short again."""
        if self.state or self.selection is None:
            return self.state
        return urlencode(self.selection.toggled(key).parameters())

    def citation(self, row: Row, negotiation: Negotiation) -> str:
        """Return one line with question, documents, verdict, address and day."""
        documents = joined((capfirst(cell.document.name) for cell in row.cells), " / ")
        keys = tuple(cell.document.key for cell in row.cells)
        words = {
            "question": row.question.text,
            "documents": documents,
            "verdict": mark_label(row.mark, active_language()),
            "rule": row.rule.value,
            "negotiation": negotiation.name,
            "address": f"{self.home}{row_path(negotiation, row.question, keys)}",
            "day": active_language().day(self.day),
        }
        text = gettext(
            "“%(question)s” %(documents)s: %(verdict)s (%(rule)s). "
            "Parley, %(negotiation)s, %(address)s, read on %(day)s."
        )
        return put_in(text, **words)


def row_context(
    request: HttpRequest,
    page: str,
    *,
    words: str = "",
    full: bool = False,
    selection: Selection | None = None,
) -> RowContext:
    """Return how the rows of this request are shown."""
    return RowContext(
        site_root(request),
        page,
        day=localdate(),
        full=full,
        words=SearchTerms(words),
        selection=selection,
    )
