"""Markdown as paragraphs for Word: rendered by the site's one door, then read from that HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from proposals.exports.word.blocks import Paragraph, TextRun
from proposals.language.local_text import language_in
from sources.rendering import render_markdown

_BLOCKS = {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
_LISTS = {"ul", "ol"}


def parse_markdown(text: str, language: str, home: str, style: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown text; `home` goes before addresses of this site."""
    reader = _Reader(language_in(text, language), home, style)
    reader.feed(str(render_markdown(text)))
    reader.close()
    return tuple(reader.paragraphs())


def parse_markdown_line(text: str, language: str, home: str) -> tuple[TextRun, ...]:
    """Return the runs of a Markdown text as one line, its paragraphs joined by spaces."""
    runs: list[TextRun] = []
    for part in parse_markdown(text, language, home):
        runs += [TextRun(" "), *part.runs] if runs else part.runs
    return tuple(runs)


@dataclass
class _List:
    """A list that is open, with its next number, or 0 without numbers."""

    number: int


@dataclass
class _Draft:
    """A paragraph that is being read."""

    style: str
    indent: int
    runs: list[TextRun] = field(default_factory=list)


class _Reader(HTMLParser):
    """A reader of paragraphs that relies on what the sanitiser promises: balanced, known tags."""

    def __init__(self, language: str, home: str, style: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language, self.home, self.style = language, home, style
        self.drafts: list[_Draft] = []
        self.lists: list[_List] = []
        self.open: list[str] = []
        self.link = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs that have words."""
        for draft in self.drafts:
            if any(run.text.strip() for run in draft.runs):
                yield Paragraph(_trim(draft.runs), draft.style, indent=draft.indent)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        if tag == "hr":
            return
        self.open.append(tag)
        if tag in _LISTS:
            self.lists.append(_List(1 if tag == "ol" else 0))
        if tag == "a":
            address = dict(attrs).get("href") or ""
            self.link = f"{self.home}{address}" if address.startswith("/") else address
        if tag in _BLOCKS:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if tag in _LISTS:
            self.lists.pop()
        if tag == "a":
            self.link = ""
        if tag in _BLOCKS - {"p", "li"}:
            self._begin("p")

    def handle_data(self, data: str) -> None:
        text = data if "pre" in self.open else " ".join(data.replace("\n", " ").split(" "))
        if text.strip() or self._has_begun():
            self._add(text)

    def _has_begun(self) -> bool:
        """Return whether a space would stand behind a word; others are only of the source."""
        runs = self.drafts[-1].runs if self.drafts else []
        return bool(runs) and not runs[-1].text.endswith("\t")

    def _begin(self, tag: str) -> None:
        """Start a paragraph; the first one within an item belongs to the item."""
        last = self.drafts[-1] if self.drafts else None
        within_item = tag == "p" and len(self.open) > 1 and self.open[-2] == "li"
        if within_item and last is not None and not any(run.text.strip() for run in last.runs[1:]):
            return
        indent = max(0, len(self.lists) - 1)
        self.drafts.append(_Draft(self._choose_style(tag), indent))
        if tag == "li":
            self._add_number()

    def _add_number(self) -> None:
        """Write out the mark of an item, so that each list begins with its own first number."""
        current = self.lists[-1] if self.lists else _List(0)
        mark = f"{current.number}." if current.number else "•"
        current.number += bool(current.number)
        self.drafts[-1].runs.append(TextRun(f"{mark}\t"))

    def _choose_style(self, tag: str) -> str:
        if self.lists and tag in {"li", "p"}:
            return "Item"
        if "pre" in self.open:
            return "Code"
        return "Quote" if "blockquote" in self.open else self.style

    def _add(self, text: str) -> None:
        if not self.drafts:
            self._begin("p")
        is_heading = any(tag[0] == "h" and tag[1:].isdigit() for tag in self.open)
        run = TextRun(
            text,
            self.language,
            bold="strong" in self.open or is_heading,
            italic="em" in self.open,
            code="code" in self.open,
            link=self.link,
        )
        self.drafts[-1].runs.append(run)


def _trim(runs: list[TextRun]) -> tuple[TextRun, ...]:
    """Leave out the line breaks of the source at the end."""
    trimmed = list(runs)
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    return tuple(trimmed)
