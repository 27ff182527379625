"""Edits of articles with a known right answer: those in the sentence of a quote, which an editor
has to see, and those that change nothing of what is said.

Made from `benchmarks.quote_texts` by a fixed seed, so that every run weighs the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

from benchmarks.quote_texts import BASES, Base
from sources.letters import Span
from sources.passages import EXTENTS, Passage, passage_at
from sources.sentences import sentence_around

SEED = 20261130
_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"»]?(?=\s|$)|(?=\n|$))")
_QUOTED = re.compile(r"[“«\"](?=\w)(.+?)(?<=[\w,])[”»\"](?!\w)")
_INVISIBLE = {"soft hyphen": "\u00ad", "zero width": "\u200b", "word joiner": "\u2060"}
_NEW_PARAGRAPH = {
    "en": "Later, rain fell on the harbour, and the ferries stopped for an hour.",
    "uk": "Згодом у гавані пішов дощ, і пороми стояли годину.",
    "ar": "ثم هطل المطر على المدينة وتوقفت العبارات ساعة.",
    "he": "אחר כך ירד גשם על העיר והמעבורות עצרו לשעה.",
}


@dataclass(frozen=True)
class Edit:
    """An article after an edit, with a passage that was picked from it before.

    `sentence` is what is kept of the sentence in which the passage stood; `name` tells an edit
    from others in a list.
    """

    kind: str
    name: str
    passage: Passage
    sentence: str
    text: str


@dataclass(frozen=True)
class _Quoted:
    """A quote in an article; `turns` are words beside it and what turns the statement round."""

    base: Base
    quote: str
    turns: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The article."""
        return self.base.text

    @property
    def span(self) -> Span:
        """The place of the quote."""
        start = self.text.index(self.quote)
        return start, start + len(self.quote)

    @property
    def own_sentence(self) -> Span:
        """The place of its sentence, by a plainer rule than the one that is measured."""
        return next(one for one in _sentences(self.text) if one[0] <= self.span[0] < one[1])

    def edits(self, texts: Iterable[tuple[str, str]]) -> Iterator[Edit]:
        """Yield edits by kind and text, as the workbench would meet them."""
        passage, sentence = passage_at(self.text, self.span), sentence_around(self.text, self.span)
        for number, (kind, text) in enumerate(texts):
            name = f"{self.base.language} “{self.quote}” {kind} {number}"
            if text != self.text:
                yield Edit(kind, name, passage, sentence, text)


def turning_edits() -> Iterator[Edit]:
    """Yield edits after which an editor has to be asked."""
    chance = Random(SEED)  # noqa: S311 - no secret
    for one in _quotes():
        yield from one.edits(("named", _replace_near(one, *turn)) for turn in one.turns)
        yield from one.edits(_with_words(one, chance))
        yield from one.edits(("sentence swapped", text) for text in _swapped(one))
        yield from one.edits(("same words elsewhere", text) for text in _elsewhere(one, chance))


def harmless_edits() -> Iterator[Edit]:
    """Yield edits of which no editor needs to hear."""
    for one in _quotes():
        yield from one.edits(_retyped(one.text, one.span))
        yield from one.edits(_rearranged(one))


def _quotes() -> Iterator[_Quoted]:
    for base in BASES:
        for quote, turns in base.quotes:
            yield _Quoted(base, quote, turns)


def _sentences(text: str) -> list[Span]:
    return [match.span() for match in _SENTENCE.finditer(text)]


def _replace_near(one: _Quoted, old: str, new: str) -> str:
    """Replace words once, where they stand nearest to the quote."""
    starts = [match.start() for match in re.finditer(re.escape(old), one.text)]
    start = min(starts, key=lambda place: abs(place - one.span[0]))
    return one.text[:start] + new + one.text[start + len(old) :]


def _with_words(one: _Quoted, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield the text with a word more, a word less and another word, all along the sentence."""
    text, (start, end) = one.text, one.span
    for match in _WORD.finditer(text, *one.own_sentence):
        place, word = match.start(), match.group()
        if place > start and place < end:
            continue
        yield "word added", f"{text[:place]}{chance.choice(one.base.added)} {text[place:]}"
        if place == start or not any(map(str.isalnum, word)):
            continue
        signs = re.search(r"\W*$", word)
        last = match.end() - len(signs.group() if signs else "")
        yield "word replaced", text[:place] + chance.choice(one.base.others) + text[last:]
        yield "word taken away", text[:place] + text[last:].lstrip(" ")


def _swapped(one: _Quoted) -> Iterator[str]:
    """Yield the text with the sentence of the quote behind the next one of its paragraph.

    Only where the words kept reach into the other sentence is anything known of it.
    """
    text, own = one.text, one.own_sentence
    following = [place for place in _sentences(text) if place[0] >= own[1]][:1]
    for other in following:
        reached = len(text[one.span[1] : own[1]].split()) < EXTENTS[0][0]
        if reached and "\n" not in text[own[1] : other[0]]:
            first, second = text[slice(*other)].strip(), text[slice(*own)].strip()
            yield f"{text[: own[0]]} {first} {second}{text[other[1] :]}"


def _elsewhere(one: _Quoted, chance: Random) -> Iterator[str]:
    """Yield the text without the quote's sentence, and with its words in another one."""
    start, end = one.own_sentence
    rest = one.text[:start] + one.text[end:]
    first, last = chance.choice(one.base.others), chance.choice(one.base.others)
    words = f"{first} {chance.choice(one.base.added)} {one.quote.rstrip('.')} {last}"
    yield f"{rest}\n\n{words}."
    yield f"{words}.\n\n{rest}"


def _retyped(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Yield the text with the same words in other signs, beside the quote and in it."""
    start, end = span
    before = _WORD.findall(text[:start])[-1:] or [""]
    for place in (max(0, start - len(before[0]) - 1), start, text.find(" ", end) + 1):
        yield "case of a letter", text[:place] + text[place].swapcase() + text[place + 1 :]
    inner = [
        match.start() + 2
        for match in _WORD.finditer(text)
        if match.end() > start - 30 and match.start() < end + 30 and len(match.group()) > 5
    ]
    for name, sign in _INVISIBLE.items():
        for place in (*inner[:1], *inner[-1:], start):
            yield name, text[:place] + sign + text[place:]
    yield "direction", f"{text[:start]}\u200f{text[start:end]}\u200e{text[end:]}"
    yield "direction", text.replace(" ", " \u2068")
    yield "space", text.replace(" ", "\u00a0")
    yield "space", text.replace(" ", "  ").replace("\n\n", "\n \n\n")
    yield "space", re.sub(r"(\S+ \S+ \S+) ", r"\1\n", text)
    yield "form of accents", normalize("NFD", text)
    for opening, closing in ("“”", "«»", "„“", '""', "‘’", "''"):
        yield "quotation marks", _QUOTED.sub(rf"{opening}\1{closing}", text)
    for apostrophe in "\u2019\u02bc\u2032":
        yield "apostrophe", re.sub(r"(?<=\w)'(?=\w)", apostrophe, text)
    yield "apostrophe", re.sub(r'(?<=\w)"(?=\w)', "\u05f4", text)
    yield "dash", text.replace("–", "—")


def _rearranged(one: _Quoted) -> Iterator[tuple[str, str]]:
    """Yield the text with paragraphs moved, added and taken away, the quote's own left whole."""
    paragraphs = one.text.split("\n\n")
    own = one.text[: one.span[0]].count("\n\n")
    added = _NEW_PARAGRAPH[one.base.language]
    for place in range(len(paragraphs) + 1):
        yield "paragraph added", "\n\n".join([*paragraphs[:place], added, *paragraphs[place:]])
    rest = paragraphs[:own] + paragraphs[own + 1 :]
    for place in range(len(rest) + 1):
        yield "paragraph moved", "\n\n".join([*rest[:place], paragraphs[own], *rest[place:]])
    yield "paragraph moved", "\n\n".join(reversed(paragraphs))
    for place in range(len(paragraphs)):
        if place != own:
            where = "next paragraph" if abs(place - own) == 1 else "paragraph"
            left = paragraphs[:place] + paragraphs[place + 1 :]
            yield f"{where} taken away", "\n\n".join(left)
            more = f"{paragraphs[place]} {added}"
            yield (
                f"{where} longer",
                "\n\n".join([*paragraphs[:place], more, *paragraphs[place + 1 :]]),
            )
    yield "paragraphs by line", one.text.replace("\n\n", "\n")
