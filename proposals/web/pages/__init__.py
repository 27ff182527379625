"""The public pages of the proposals: thin functions that read, compare and render."""

from proposals.web.pages.brief import brief_page, brief_pdf, brief_stamp, brief_style
from proposals.web.pages.cards import card, site_picture
from proposals.web.pages.citations import clause_annotations, clause_citation
from proposals.web.pages.clauses import clause
from proposals.web.pages.compare import compare, evidence, filters, row, rows
from proposals.web.pages.documents import document, latest_version
from proposals.web.pages.downloads import export_file
from proposals.web.pages.embed import embed_question, embed_topic
from proposals.web.pages.export import export_page
from proposals.web.pages.history import clause_history, corrections, response_history
from proposals.web.pages.home import home
from proposals.web.pages.maps import map_of
from proposals.web.pages.method import method
from proposals.web.pages.movement import movement
from proposals.web.pages.movement_files import movement_csv, movement_json
from proposals.web.pages.oembed import oembed
from proposals.web.pages.overview import negotiation
from proposals.web.pages.pdf import pdf_file
from proposals.web.pages.print import print_page, sheet_style
from proposals.web.pages.search import search
from proposals.web.pages.site_files import favicon, robots_txt, touch_icon
from proposals.web.pages.snapshots import (
    freeze,
    frozen,
    frozen_comparison,
    frozen_record,
    frozen_styles,
)
from proposals.web.pages.topics import topic

__all__ = [
    "brief_page",
    "brief_pdf",
    "brief_stamp",
    "brief_style",
    "card",
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
    "favicon",
    "filters",
    "freeze",
    "frozen",
    "frozen_comparison",
    "frozen_record",
    "frozen_styles",
    "home",
    "latest_version",
    "map_of",
    "method",
    "movement",
    "movement_csv",
    "movement_json",
    "negotiation",
    "oembed",
    "pdf_file",
    "print_page",
    "response_history",
    "robots_txt",
    "row",
    "rows",
    "search",
    "sheet_style",
    "site_picture",
    "topic",
    "touch_icon",
]
