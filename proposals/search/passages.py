"""Paragraphs of texts in Markdown, and the one that a search hits best."""

from __future__ import annotations

import re

from sources.search_terms import SearchTerms, fold_texts

PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")
POINT = re.compile(r"^(?=[-*+][ \t])", re.MULTILINE)
"""The beginning of a point of a list that stands in no other; numbered ones keep their numbers."""


def best_paragraph(text: str, terms: SearchTerms) -> str:
    """Return the first of the paragraphs that hold the most words of a search.

    No sentence of it is cut; of a list with bullets the points that hold a word are left. Without
    any hit that is the first paragraph; of an empty text it is empty.
    """
    paragraphs = PARAGRAPH_BREAK.split(text.strip().replace("\r\n", "\n"))
    best = max(paragraphs, key=lambda paragraph: _count_words(paragraph, terms))
    points = POINT.split(best)
    return "".join(point for point in points if holds_any(point, terms)).rstrip() or best


def holds_any(text: str, terms: SearchTerms) -> bool:
    """Tell whether a text holds at least one word of a search."""
    return _count_words(text, terms) > 0


def _count_words(text: str, terms: SearchTerms) -> int:
    return terms.count_folded(fold_texts(text))
