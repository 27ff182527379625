"""The public pages of the proposals: thin functions that read, compare and render."""

from proposals.views.citations import clause_annotations, clause_citation
from proposals.views.clauses import clause
from proposals.views.compare import compare, evidence, rows
from proposals.views.documents import document
from proposals.views.embed import embed_question, embed_topic
from proposals.views.exporting import export_page
from proposals.views.feeds import changes, topic_changes
from proposals.views.files import export_file
from proposals.views.frozen import freeze, frozen, frozen_record, frozen_styles
from proposals.views.history import clause_history, corrections
from proposals.views.home import home, negotiation
from proposals.views.maps import map_of
from proposals.views.method import method
from proposals.views.oembed import oembed
from proposals.views.pdf import pdf_file
from proposals.views.print import print_page, sheet_style
from proposals.views.topics import topic

__all__ = [
    "changes",
    "clause",
    "clause_annotations",
    "clause_citation",
    "clause_history",
    "compare",
    "corrections",
    "document",
    "embed_question",
    "embed_topic",
    "evidence",
    "export_file",
    "export_page",
    "freeze",
    "frozen",
    "frozen_record",
    "frozen_styles",
    "home",
    "map_of",
    "method",
    "negotiation",
    "oembed",
    "pdf_file",
    "print_page",
    "rows",
    "sheet_style",
    "topic",
    "topic_changes",
]
