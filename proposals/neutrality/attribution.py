"""Words that need attribution, found where nobody is named as the one who uses them.

A word is attributed if it stands inside quotation marks, or if one of the list's attribution
phrases stands in the same sentence. A sentence ends at a full stop, a question mark or an
exclamation mark before a space, at a line that begins an item of a list, and at a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proposals.neutrality.own_words import Passage
from proposals.neutrality.word_list import LoadedWord, WordList

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")
_LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”)*_]*\s+|\n\s*\n|\n(?=\s*[-*]\s)")


@dataclass(frozen=True)
class Hit:
    """A loaded word without attribution: the passage, the word as written, and its sentence."""

    passage: Passage
    word: LoadedWord
    written: str
    sentence: str


def find_hits(passages: Iterable[Passage], words: WordList) -> list[Hit]:
    """Return every loaded word that no quotation mark and no phrase attributes, in order."""
    return [hit for passage in passages for hit in _hits_in(passage, words)]


def _hits_in(passage: Passage, words: WordList) -> Iterator[Hit]:
    for sentence in sentences(passage.text):
        if words.attributes.search(sentence):
            continue
        for word in words.words:
            for match in word.pattern.finditer(sentence):
                yield Hit(passage, word=word, written=match.group(), sentence=sentence)


def sentences(text: str) -> list[str]:
    """Return the sentences of a Markdown text, on one line each.

    What stands in quotation marks, and targets of links, are left out.
    """
    plain = _QUOTED.sub(_emptied, _LINK_TARGET.sub("", text))
    return [" ".join(part.split()) for part in _SENTENCE_END.split(plain) if part.strip()]


def _emptied(quotation: re.Match[str]) -> str:
    """Return empty quotation marks, with a full stop if the sentence around them ends there."""
    rest = quotation.string[quotation.end() :].lstrip()
    ends = quotation.group()[-2:-1] in ".!?" and (not rest or rest[0].isupper())
    return "“.”" if ends else "“”"
