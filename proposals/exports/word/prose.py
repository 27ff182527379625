"""Markdown as paragraphs for Word: through the site's one door, then from its harmless HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from proposals.exports.word.blocks import Paragraph, TextRun
from sources.rendering import render_markdown

_BLOCKS = {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
_LISTS = {"ul", "ol"}


def prose(text: str, language: str, home: str, style: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown text; `home` goes before addresses of this site."""
    reader = _Reader(language, home, style)
    reader.feed(str(render_markdown(text)))
    reader.close()
    return tuple(reader.paragraphs())


def in_one_line(text: str, language: str, home: str) -> tuple[TextRun, ...]:
    """Return the words of a Markdown text with their looks, its paragraphs joined by spaces."""
    words: list[TextRun] = []
    for one in prose(text, language, home):
        words += [TextRun(" "), *one.words] if words else one.words
    return tuple(words)


@dataclass
class _List:
    """A list that is open: its next number, or 0 without numbers."""

    number: int


@dataclass
class _Draft:
    """A paragraph that is being read."""

    style: str
    indent: int
    words: list[TextRun] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects paragraphs. It relies on what the sanitiser promises: balanced, known tags."""

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
            if any(words.text.strip() for words in draft.words):
                yield Paragraph(_without_last_breaks(draft.words), draft.style, indent=draft.indent)

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
        """Tell whether a space would stand behind a word; others are only of the source."""
        words = self.drafts[-1].words if self.drafts else []
        return bool(words) and not words[-1].text.endswith("\t")

    def _begin(self, tag: str) -> None:
        """Start a paragraph; the first one within an item belongs to the item."""
        last = self.drafts[-1] if self.drafts else None
        within_item = tag == "p" and len(self.open) > 1 and self.open[-2] == "li"
        if within_item and last is not None and not any(w.text.strip() for w in last.words[1:]):
            return
        indent = max(0, len(self.lists) - 1)
        self.drafts.append(_Draft(self._style(tag), indent))
        if tag == "li":
            self._number()

    def _number(self) -> None:
        """Add the mark of an item: written out, so that each list has its own first number."""
        one = self.lists[-1] if self.lists else _List(0)
        mark = f"{one.number}." if one.number else "•"
        one.number += bool(one.number)
        self.drafts[-1].words.append(TextRun(f"{mark}\t"))

    def _style(self, tag: str) -> str:
        if self.lists and tag in {"li", "p"}:
            return "Item"
        if "pre" in self.open:
            return "Code"
        return "Quote" if "blockquote" in self.open else self.style

    def _add(self, text: str) -> None:
        if not self.drafts:
            self._begin("p")
        heads = any(tag[0] == "h" and tag[1:].isdigit() for tag in self.open)
        looks = TextRun(
            text,
            self.language,
            bold="strong" in self.open or heads,
            italic="em" in self.open,
            code="code" in self.open,
            link=self.link,
        )
        self.drafts[-1].words.append(looks)


def _without_last_breaks(words: list[TextRun]) -> tuple[TextRun, ...]:
    """Return words without the line breaks of the source at the end."""
    end = len(words)
    while end and not words[end - 1].text.strip():
        end -= 1
    return tuple(words[:end])
