"""How another site shows a row or a topic: the frame's address, its size, and the code to paste."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.comparisons import Row
from proposals.language.active import joined
from proposals.models import Negotiation, Question, Topic
from proposals.web.pages.embed_colours import ColourScheme, in_colours
from proposals.web.pages.responses import without_control_characters

WIDTH = 640
"""Pixels of a frame whose site asks for no other width."""
NARROWEST, WIDEST = 280, 800
LOWEST, HIGHEST = 200, 1200
"""Pixels. A longer topic scrolls inside its frame."""
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""No scripts and no forms; its links may open whole pages beside it."""

_SIDE_BY_SIDE = 560
_LETTER, _LINE = 7.6, 20.5
_HEAD_AND_FOOT, _ROW = 112, 74


@dataclass(frozen=True)
class EmbedFrame:
    """A frame for the page of another site; the address is whole, the size in pixels."""

    address: str
    title: str
    width: int
    height: int

    def in_colours(self, scheme: ColourScheme) -> EmbedFrame:
        """Return the same frame in other colours."""
        return replace(self, address=in_colours(self.address, scheme))

    @property
    def in_all_colours(self) -> tuple[tuple[str, EmbedFrame], ...]:
        """The frame in each of the colours, with what they are for."""
        return tuple((scheme.label, self.in_colours(scheme)) for scheme in ColourScheme)

    @property
    def code(self) -> SafeString:
        """The HTML to paste."""
        return format_html(
            '<iframe src="{address}" title="{title}" width="{width}" height="{height}" '
            'loading="lazy" sandbox="{sandbox}" frameborder="0"></iframe>',
            address=self.address,
            title=self.title,
            width=self.width,
            height=self.height,
            sandbox=SANDBOX,
        )


def name_of(shown: Question | Topic, negotiation: Negotiation) -> str:
    """Return the title of a frame: its question or topic, whose talks, and this site."""
    title = shown.text if isinstance(shown, Question) else shown.name
    return joined((title, negotiation.name, "Parley"), " – ")


def question_path(negotiation: Negotiation, question: Question, documents: tuple[str, ...]) -> str:
    """Return the address of one row for frames, with its documents, without scheme and host."""
    path = reverse("proposals:embed_question", args=[negotiation.key, question.key])
    return _with_documents(path, documents)


def topic_path(negotiation: Negotiation, topic: Topic, documents: tuple[str, ...]) -> str:
    """Return the address of one topic for frames, with its documents, without scheme and host."""
    path = reverse("proposals:embed_topic", args=[negotiation.key, topic.key])
    return _with_documents(path, documents)


def frame_for(rows: Iterable[Row], address: str, name: str, width: int = WIDTH) -> EmbedFrame:
    """Return a frame in which these rows stand without much room to spare; `name` is its title."""
    title = without_control_characters(name)
    return EmbedFrame(address, title, width=width, height=height_of(rows, width))


def height_of(rows: Iterable[Row], width: int) -> int:
    """Return the pixels that rows fill at this width, guessed from their letters."""
    pixels = _HEAD_AND_FOOT + sum(_height_of_row(row, width) for row in rows)
    return max(LOWEST, min(HIGHEST, ceil(pixels)))


def _height_of_row(row: Row, width: int) -> float:
    column = width / 2 if width >= _SIDE_BY_SIDE else width
    answers = [_lines(_words(row, place), column - 40) + 3 for place in range(len(row.cells))]
    if column < width:
        pairs = zip(answers[::2], [*answers[1::2], 0], strict=False)
        answers = [max(pair) for pair in pairs]
    lines = sum(answers) + _lines(row.sentence, width - 48) + _lines(row.question.text, width - 32)
    return _ROW + lines * _LINE


def _words(row: Row, place: int) -> str:
    cell = row.cells[place]
    words = [f"{one.phrase} {' '.join(one.conditions)}" for one in cell.alternatives]
    return " ".join(words)


def _lines(text: str, width: float) -> int:
    return ceil(len(text) * _LETTER / max(width, 1))


def _with_documents(path: str, documents: tuple[str, ...]) -> str:
    return f"{path}?{urlencode([('d', key) for key in documents])}"
