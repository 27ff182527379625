"""What Chromium prints, read back from its PDF: pages with their letters, places and sizes."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from unicodedata import normalize

import pdfplumber
from pdfplumber.utils import extract_words
from playwright.sync_api import Page

from sources.text_directions import without_isolates

A4, LETTER = (595.3, 841.9), (612, 792)
POINTS = 72 / 25.4
SIDE, FOOT = 12 * POINTS, 16 * POINTS
"""The margins of a sheet, in points."""

THEME, REFERENCE, NOTE = 12.0, 6.6, 6.8
"""Sizes of letters by which the parts of a sheet are told apart, in points."""
NAME = re.compile(r"\d+[a-z]*")

SHEET = """() => ({
    themes: [...document.querySelectorAll("table.comparison")].map(table => ({
        name: table.querySelector("thead h2").textContent,
        documents: [...table.querySelectorAll("thead .names th")].map(th => th.textContent),
        questions: [...table.querySelectorAll(".row .question")].map(one => one.textContent),
    })),
    rows: [...document.querySelectorAll("tbody.row:not(.tall)")].map(row => [
        row.querySelector(".question").textContent,
        row.querySelector(".sentence > span:last-child").textContent,
    ]),
    hash: document.querySelector(".made").textContent.match(/[0-9a-f]{64}/)[0],
})"""
"""What the page itself says is on the sheet."""


@dataclass(frozen=True)
class Printed:
    """One page: its size, and its letters in the order in which they were set."""

    width: float
    height: float
    chars: list[dict]

    @cached_property
    def words(self) -> list[dict]:
        """The words with their sizes and fonts."""
        return extract_words(self.chars, extra_attrs=["size", "fontname"])

    @property
    def letters(self) -> list[dict]:
        """What can be seen of the letters above the foot."""
        return [
            char for char in self.chars if char["text"].strip() and char["top"] < self.height - FOOT
        ]

    @cached_property
    def text(self) -> str:
        """Every letter without spaces, in the order in which it was set."""
        return "".join(solid(char["text"]) for char in self.chars)

    @property
    def body(self) -> list[dict]:
        """The words above the foot."""
        return [word for word in self.words if word["top"] < self.height - FOOT]

    @property
    def foot(self) -> str:
        """The words of the foot."""
        words = [word for word in self.words if word["top"] >= self.height - FOOT]
        return " ".join(word["text"] for word in sorted(words, key=lambda word: word["x0"]))

    def sized(self, size: float) -> list[dict]:
        """The words of one size."""
        return [word for word in self.body if abs(word["size"] - size) < 0.05]

    def place(self, text: str) -> float | None:
        """How far below the top of the page a text begins; None if it is not here."""
        at = self.text.find(solid(text))
        if at < 0:
            return None
        # A glyph may hold several letters.
        tops = (char["top"] for char in self.chars for letter in solid(char["text"]))
        return next(islice(tops, at, None))


def solid(text: str) -> str:
    """A text without spaces, since a line may end anywhere, without ligatures and isolates."""
    return re.sub(r"\s", "", normalize("NFKC", without_isolates(text)))


def printed(page: Page, path: Path) -> list[Printed]:
    """Print the page as its own rules say, and read the PDF."""
    page.pdf(path=path, prefer_css_page_size=True)
    with pdfplumber.open(path) as found:
        return [
            Printed(
                float(one.width),
                float(one.height),
                one.chars,
            )
            for one in found.pages
        ]


def names(pages: list[Printed], size: float, *, bold: bool) -> list[str]:
    """The names of notes that are set in one size: in the cells, or at the notes themselves."""
    return [
        word["text"]
        for page in pages
        for word in page.sized(size)
        if NAME.fullmatch(word["text"]) and ("Bold" in word["fontname"]) == bold
    ]
