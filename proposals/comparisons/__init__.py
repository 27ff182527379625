"""The border between rows of the database and the engine: a fixed number of queries, then values.

`catalogue` reads what can be compared, `matrix` compares a selection of it. Pages, the printed page
and the command line all draw the same `Matrix`.
"""

from proposals.comparisons.building import compare, compare_each
from proposals.comparisons.catalogue import (
    Catalogue,
    Document,
    NoSuchNegotiation,
    catalogue,
    catalogues,
)
from proposals.comparisons.documents import (
    AnswerView,
    ClausePage,
    DocumentView,
    OptionGroup,
    clause_view,
    document_view,
)
from proposals.comparisons.matrix import (
    Cell,
    ClauseView,
    EvidenceView,
    Matrix,
    PairView,
    Row,
    TermView,
    ThemeGroup,
    TopicGroup,
)
from proposals.comparisons.selection import MOST_DOCUMENTS, Selection

__all__ = [
    "MOST_DOCUMENTS",
    "AnswerView",
    "Catalogue",
    "Cell",
    "ClausePage",
    "ClauseView",
    "Document",
    "DocumentView",
    "EvidenceView",
    "Matrix",
    "NoSuchNegotiation",
    "OptionGroup",
    "PairView",
    "Row",
    "Selection",
    "TermView",
    "ThemeGroup",
    "TopicGroup",
    "catalogue",
    "catalogues",
    "clause_view",
    "compare",
    "compare_each",
    "document_view",
]
