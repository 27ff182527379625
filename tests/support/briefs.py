"""Briefs read back: their texts in the order in which a reader meets them."""

import re
from collections.abc import Iterator

from lxml import etree

from proposals.comparisons import Selection
from proposals.exports.brief.content import Brief
from proposals.exports.brief.page import brief_html
from proposals.language.labels import SYMBOLS
from sources.text_directions import without_isolates
from tests.support import pages
from tests.support.bundles import bundle

BLOCKS = "//p[not(ancestor::dl)] | //h1 | //h2 | //li | //dl/div | //th[@scope='rowgroup']/span"


def brief_of(negotiation: str = "lake-2031", selection: Selection | None = None) -> Brief:
    """The brief of a comparison, made at a fixed moment."""
    return Brief(bundle(selection, negotiation))


def article(brief: Brief) -> etree._Element:
    """The brief as a tree."""
    (found,) = pages.parsed(brief_html(brief)).xpath("//article")
    return found


def texts(found: etree._Element) -> list[str]:
    """The texts of a brief block by block, without what stands for readers of phones alone."""
    copy = pages.parsed(etree.tostring(found, encoding="unicode"))
    for unseen in copy.xpath("//*[@class='who']"):
        unseen.drop_tree()
    return [text for text in (plain(words(block)) for block in copy.xpath(BLOCKS)) if text]


def words(element: etree._Element) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def plain(text: str) -> str:
    """A text without the symbols of marks, which a page draws, and without what nobody sees."""
    seen = without_isolates(text.translate({ord(one): "" for one in "✕≠◐·≈="}))
    return re.sub(r"\s", "", seen)


def rows_of(brief: Brief) -> Iterator:
    """Every row of a comparison in which answers were compared."""
    return (row for row in brief.matrix.rows if row.verdict.deciding_pairs)


assert set("".join(SYMBOLS.values())) == set("✕≠◐·≈=")
