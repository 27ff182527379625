"""The public pages of the proposals: thin functions that read, compare and render."""

from proposals.views.clauses import clause
from proposals.views.compare import compare, evidence, rows
from proposals.views.documents import document
from proposals.views.files import export_file
from proposals.views.history import clause_history, corrections
from proposals.views.home import home, negotiation
from proposals.views.maps import map_of
from proposals.views.method import method
from proposals.views.topics import topic

__all__ = [
    "clause",
    "clause_history",
    "compare",
    "corrections",
    "document",
    "evidence",
    "export_file",
    "home",
    "map_of",
    "method",
    "negotiation",
    "rows",
    "topic",
]
