"""Comparisons: rows of the database in a fixed number of queries, compared by the engine.

`catalogue` reads what can be compared, `compare` compares a selection of it. Pages, the printed
page and the command line all draw the same `Matrix`.
"""

from proposals.comparisons.builder import compare, compare_each
from proposals.comparisons.catalogue import (
    Catalogue,
    Document,
    NoSuchNegotiation,
    catalogue,
    catalogues,
)
from proposals.comparisons.cells import Cell, ClauseView, TermView
from proposals.comparisons.clause_relations import clause_relations, with_related_texts
from proposals.comparisons.colours import Colour
from proposals.comparisons.document_rows import (
    ClauseEntry,
    ClauseList,
    read_clause_list,
    with_place,
)
from proposals.comparisons.documents import (
    AnswerView,
    ClauseDetail,
    DocumentView,
    ResponseDetail,
    clause_view,
    document_view,
)
from proposals.comparisons.edits import PointChange, TextEdit, read_edit
from proposals.comparisons.evidence import EvidenceView
from proposals.comparisons.extent import SelectionExtent, ThemeExtent, long_extent
from proposals.comparisons.matrix import Matrix, PairView, Row, ThemeGroup, TopicGroup
from proposals.comparisons.outline import Alone, Line, LineSide, Outline, outline
from proposals.comparisons.parts import Part, split
from proposals.comparisons.quotations import wording_origin
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.rival_copies import read_points_of_copies
from proposals.comparisons.selection import (
    DIFFERENCES,
    MOST_DOCUMENTS,
    Selection,
    Trait,
)
from proposals.comparisons.versions import VersionLine, versions_of

__all__ = [
    "DIFFERENCES",
    "MOST_DOCUMENTS",
    "Alone",
    "AnswerView",
    "Catalogue",
    "Cell",
    "ClauseDetail",
    "ClauseEntry",
    "ClauseList",
    "ClauseView",
    "Colour",
    "Document",
    "DocumentResponse",
    "DocumentView",
    "EvidenceView",
    "Line",
    "LineSide",
    "Matrix",
    "NoSuchNegotiation",
    "Outline",
    "PairView",
    "Part",
    "PointChange",
    "ResponseDetail",
    "Row",
    "Selection",
    "SelectionExtent",
    "TermView",
    "TextEdit",
    "ThemeExtent",
    "ThemeGroup",
    "TopicGroup",
    "Trait",
    "VersionLine",
    "catalogue",
    "catalogues",
    "clause_relations",
    "clause_view",
    "compare",
    "compare_each",
    "document_view",
    "long_extent",
    "outline",
    "read_clause_list",
    "read_edit",
    "read_points_of_copies",
    "split",
    "versions_of",
    "with_place",
    "with_related_texts",
    "wording_origin",
]
