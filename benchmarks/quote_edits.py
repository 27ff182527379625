"""Edits of articles with a known right answer: those beside a quote that change what is said, and
those that say nothing.

Made from `benchmarks.quote_texts` in one order, so that every run weighs the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from benchmarks.quote_texts import BASES, Base
from sources.letters import Span
from sources.passages import EXTENTS, Passage, passage_at
from sources.sentences import SENTENCE_ENDS

WORDS_AROUND = EXTENTS[0][0]
_WORD = re.compile(r"\S+")
_MARKS = str.maketrans(dict.fromkeys('\u201c\u201d\u00ab\u00bb"', "{}"))
_QUOTED = re.compile(r"[\u201c\u00ab\"](?=\w)(.+?)(?<=[\w,])[\u201d\u00bb\"](?!\w)")
_NEW_PARAGRAPH = {
    "en": "Later, rain fell on the harbour, and the ferries stopped for an hour.",
    "uk": "Згодом у гавані пішов дощ, і пороми стояли годину.",
    "ar": "ثم هطل المطر على المدينة وتوقفت العبارات ساعة.",
    "he": "אחר כך ירד גשם על העיר והמעבורות עצרו לשעה.",
}


@dataclass(frozen=True)
class Edit:
    """An article after an edit, with a passage that was picked from it before.

    `kind` is the kind of edit; `name` tells it from others in a list.
    """

    kind: str
    name: str
    passage: Passage
    text: str


def picked(base: Base, quote: str) -> tuple[Passage, Span]:
    """Return a passage as the workbench keeps it, and its place."""
    start = base.text.index(quote)
    span = (start, start + len(quote))
    return passage_at(base.text, span), span


def turning_edits() -> Iterator[Edit]:
    """Yield edits after which an editor has to be asked."""
    for base, quote, turns in _quotes():
        passage, span = picked(base, quote)
        edits = [("named", _replace_near(base.text, span, turn)) for turn in turns]
        edits += _with_words(base, span)
        edits += [("sentence swapped", text) for text in _swapped(base.text, span)]
        edits += [("same words elsewhere", text) for text in _elsewhere(base, quote, span)]
        yield from _named(base, quote, passage, edits)


def harmless_edits() -> Iterator[Edit]:
    """Yield edits of which no editor needs to hear."""
    for base, quote, _turns in _quotes():
        passage, span = picked(base, quote)
        edits = [*_retyped(base.text, span), *_rearranged(base, span)]
        yield from _named(base, quote, passage, [edit for edit in edits if edit[1] != base.text])


def distant_edits() -> Iterator[Edit]:
    """Yield edits within the sentence of a quote, but beyond the words that are kept with it."""
    for base, quote, _turns in _quotes():
        passage, span = picked(base, quote)
        places = [place for place in _gaps(base.text, span, reach=99)]
        near = {place for place in _gaps(base.text, span, reach=WORDS_AROUND)}
        far = [place for place in places if place not in near]
        edits = [
            ("distant", f"{base.text[:place]}{base.added[index % 6]} {base.text[place:]}")
            for index, place in enumerate(far)
        ]
        yield from _named(base, quote, passage, edits)


def _quotes() -> Iterator[tuple[Base, str, tuple[tuple[str, str], ...]]]:
    for base in BASES:
        for quote, turns in base.quotes:
            yield base, quote, turns


def _named(
    base: Base, quote: str, passage: Passage, edits: list[tuple[str, str]]
) -> Iterator[Edit]:
    for number, (kind, text) in enumerate(edits):
        yield Edit(kind, f"{base.language} “{quote}” {kind} {number}", passage, text)


def _replace_near(text: str, span: Span, turn: tuple[str, str]) -> str:
    """Replace words once, where they stand nearest to a place."""
    old, new = turn
    starts = [match.start() for match in re.finditer(re.escape(old), text)]
    start = min(starts, key=lambda place: abs(place - span[0]))
    return text[:start] + new + text[start + len(old) :]


def _gaps(text: str, span: Span, reach: int) -> list[int]:
    """Return where words within reach of a place begin, in its sentence alone."""
    before = [match for match in _WORD.finditer(text, 0, span[0])][::-1]
    gaps, last = [span[0]], span[0]
    for word in before[: reach - 1]:
        if word.group()[-1] in SENTENCE_ENDS or "\n\n" in text[word.end() : last]:
            break
        gaps.append(word.start())
        last = word.start()
    last = span[1]
    for word in [match for match in _WORD.finditer(text, span[1])][:reach]:
        ended = text[last - 1] in SENTENCE_ENDS or word.group()[0] in SENTENCE_ENDS
        if ended or "\n\n" in text[last : word.start()]:
            break
        if word.start() > span[1]:
            gaps.append(word.start())
        last = word.end()
    return gaps


def _with_words(base: Base, span: Span) -> Iterator[tuple[str, str]]:
    """Yield the text with one word more, or another one, at each place beside the quote."""
    text = base.text
    for index, place in enumerate(_gaps(text, span, reach=WORDS_AROUND)):
        added = base.added[index % len(base.added)]
        yield "word added", f"{text[:place]}{added} {text[place:]}"
        word = _WORD.match(text, place)
        if word and not span[0] <= place < span[1] and any(map(str.isalnum, word.group())):
            other = base.others[index % len(base.others)]
            tail = re.search(r"[^\w]*$", word.group())
            end = word.end() - len(tail.group() if tail else "")
            yield "word replaced", text[:place] + other + text[end:]


def _sentences(text: str) -> list[Span]:
    return [
        match.span() for match in re.finditer(r"[^\n]+?(?:[.!?][”\"»]?(?=\s|$)|(?=\n|$))", text)
    ]


def _swapped(text: str, span: Span) -> Iterator[str]:
    """Yield the text with the sentence of the quote in the place of the next, within a paragraph."""
    sentences = _sentences(text)
    own = next(place for place in sentences if place[0] <= span[0] < place[1])
    index = sentences.index(own)
    for other in sentences[index + 1 : index + 2]:
        near = "\n" not in text[own[1] : other[0]]
        # Only where the words kept reach into the other sentence is anything known of it.
        reached = len(text[span[1] : own[1]].split()) < WORDS_AROUND
        if near and reached:
            one, two = text[slice(*own)].strip(), text[slice(*other)].strip()
            yield f"{text[: own[0]]} {two} {one}{text[other[1] :]}"


def _elsewhere(base: Base, quote: str, span: Span) -> Iterator[str]:
    """Yield the text without the quote's sentence, and with its words in another one."""
    own = next(place for place in _sentences(base.text) if place[0] <= span[0] < place[1])
    rest = base.text[: own[0]] + base.text[own[1] :]
    words = f"{base.others[0]} {base.added[0]} {quote.rstrip('.')} {base.others[2]}"
    yield f"{rest}\n\n{words}."
    yield f"{words}.\n\n{rest}"


def _retyped(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Yield the text with the same words in other signs, beside the quote and in it."""
    start, end = span
    first = _WORD.findall(text[:start])[-1:] or [""]
    for place in (max(0, start - len(first[0]) - 1), start, text.find(" ", end) + 1):
        flipped = text[place : place + 1].swapcase()
        yield "case of a letter", text[:place] + flipped + text[place + 1 :]
    inner = [
        match.start() + 2
        for match in _WORD.finditer(text)
        if match.end() > start - 30 and match.start() < end + 30 and len(match.group()) > 5
    ]
    for name, sign in (
        ("soft hyphen", "\u00ad"),
        ("zero width", "\u200b"),
        ("zero width", "\u2060"),
    ):
        for place in inner[:1] + inner[-1:]:
            yield name, text[:place] + sign + text[place:]
        yield name, text[:start] + sign + text[start:]
    yield "direction", f"{text[:start]}\u200f{text[start:end]}\u200e{text[end:]}"
    yield "direction", text.replace(" ", " \u2068")
    yield "space", text.replace(" ", "\u00a0")
    yield "space", text.replace(" ", "  ").replace("\n\n", "\n \n\n")
    yield "space", re.sub(r"(\S+ \S+ \S+) ", r"\1\n", text)
    yield "form of accents", normalize("NFD", text)
    for opening, closing in ("“”", "«»", "„“", '""', "‘’", "''"):
        marked = _QUOTED.sub(rf"{opening}\1{closing}", text)
        yield "quotation marks", marked
    for apostrophe in "\u2019\u02bc\u2032":
        yield "apostrophe", re.sub(r"(?<=\w)'(?=\w)", apostrophe, text)
    yield "apostrophe", re.sub(r'(?<=\w)"(?=\w)', "\u05f4", text)
    yield "dash", text.replace("–", "—")


def _rearranged(base: Base, span: Span) -> Iterator[tuple[str, str]]:
    """Yield the text with paragraphs moved, added and taken away, the quote's own left whole."""
    paragraphs = base.text.split("\n\n")
    own = base.text[: span[0]].count("\n\n")
    added = _NEW_PARAGRAPH[base.language]
    for place in range(len(paragraphs) + 1):
        yield "paragraph added", "\n\n".join([*paragraphs[:place], added, *paragraphs[place:]])
    rest = paragraphs[:own] + paragraphs[own + 1 :]
    for place in (0, len(rest)):
        moved = [*rest[:place], paragraphs[own], *rest[place:]]
        yield "paragraph moved", "\n\n".join(moved)
    yield "paragraph moved", "\n\n".join(reversed(paragraphs))
    for place in range(len(paragraphs)):
        if abs(place - own) > 1:
            left = paragraphs[:place] + paragraphs[place + 1 :]
            yield "paragraph taken away", "\n\n".join(left)
            other = [*paragraphs]
            other[place] = f"{paragraphs[place]} {added}"
            yield "text added", "\n\n".join(other)
    yield "paragraphs by line", base.text.replace("\n\n", "\n")
