"""The words and signs of a folded text, and which of them are the same to a reader.

A quotation and the words around it are compared by these, so that half a word or half a number
never counts as a whole one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import name, numeric

from sources.letters import Span, is_mark
from sources.quote_forms import POINTS, fold_piece, unpointed

# Scripts written without spaces: a quotation may begin and end between any two letters.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
# Between two digits these belong to the number: 4.5, 6,000 and their Arabic forms.
DECIMAL_SIGNS = ".,\u066b\u066c"
QUOTE_MARKS = "'\""
# A quotation that stands more often says nothing of its own: "the", in a text as long as a book.
MOST_PLACES = 5_000
_ELLIPSIS = "..."
# Which dash a paper uses is its style; a hyphen is none of them.
_DASHES = str.maketrans({"\u2014": "\u2013", "\u2015": "\u2013", "\u2010": "-", "\u2011": "-"})
# US and us, WHO and who; longer words in capitals are those of headlines.
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class QuoteWord:
    """A word, a number or a single sign of a folded text, and where it stands in it."""

    text: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is neither word nor number."""
        return not (self.text[0].isalnum() or is_mark(self.text[0]))

    @property
    def weight(self) -> int:
        """How much it says, in half words: a letter of a script without spaces is half a one."""
        return 0 if self.is_sign else 1 if is_unspaced(self.text[0]) else 2


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[QuoteWord, ...]:
    """Return the words, numbers and signs of a folded text in order, without the spaces."""
    words: list[QuoteWord] = []
    place = 0
    while place < len(text):
        start = place
        place = _end(text, start)
        if text[start] != " ":
            words.append(QuoteWord(text[start:place], start, place))
    return tuple(words)


def same_word(one: str, other: str) -> bool:
    """Tell whether two words or signs say the same: their case and kind of dash may differ."""
    if one == other:
        return True
    return _key(one) == _key(other) and not (_is_acronym(one, other) or _is_acronym(other, one))


def word_key(word: str) -> str:
    """Return the same for all words of which `has_word` may be true."""
    return _key(word if POINTS.isdisjoint(word) else unpointed(fold_piece(word)).folded.text)


def has_word(given: str, there: str) -> bool:
    """Tell whether a word of a text is the one given, which may lack some of its vowel signs."""
    if same_word(given, there):
        return True
    if POINTS.isdisjoint(there):
        return False
    quoted, text = unpointed(fold_piece(given)), unpointed(fold_piece(there))
    whole = (0, len(text.folded.text))
    return quoted.folded.text == text.folded.text and text.has_points_of(quoted, whole)


def places_of(quote: str, text: str) -> list[Span]:
    """Return the places of the quotation that begin and end where words and numbers do.

    All of them, or one more than `MOST_PLACES`.
    """
    places: list[Span] = []
    start = text.find(quote)
    while start >= 0 and len(places) <= MOST_PLACES:
        end = start + len(quote)
        if not cuts(text, start) and not cuts(text, end):
            places.append((start, end))
        start = text.find(quote, start + 1)
    return places


def alike_places(quote: str, text: str, *, any_case: bool) -> list[Span]:
    """Return where the same words stand in a folded text, with another dash.

    If asked for, in another case, too.
    """
    alike = _any_case if any_case else _any_dash
    places = places_of(alike(quote), alike(text))
    if len(places) > MOST_PLACES:
        return places
    return [place for place in places if _same_words(quote, text[slice(*place)])]


def cuts(text: str, position: int) -> bool:
    """Tell whether a word or a number goes on across this position."""
    if not 0 < position < len(text):
        return False
    left, right = text[position - 1], text[position]
    if is_mark(right) or (_is_numeral(left) and _is_numeral(right)):
        return True
    if left in DECIMAL_SIGNS:
        return right.isdigit() and text[max(0, position - 2)].isdigit()
    if right in DECIMAL_SIGNS:
        return left.isdigit() and text[position + 1 : position + 2].isdigit()
    in_words = right.isalnum() and (left.isalnum() or is_mark(left))
    return in_words and not (is_unspaced(left) or is_unspaced(right))


@cache
def is_unspaced(character: str) -> bool:
    """Tell whether the character is of a script that puts no spaces between words."""
    return name(character, "").startswith(UNSPACED)


def _is_numeral(character: str) -> bool:
    """Tell whether the character stands for a number in any script: 3, ٣ or 三."""
    return numeric(character, None) is not None


@cache
def _is_letter(character: str) -> bool:
    """Tell whether the character is one of a word of a script with spaces, or of a number."""
    return (character.isalnum() or is_mark(character)) and not is_unspaced(character)


def _end(text: str, start: int) -> int:
    """Return where the word, number or sign that begins at `start` ends."""
    end = start + 1
    if _is_letter(text[start]):
        while end < len(text) and (_is_letter(text[end]) or _is_joint(text, end)):
            end += 1
    elif text.startswith(_ELLIPSIS, start):
        end = start + len(_ELLIPSIS)
    elif is_unspaced(text[start]):
        while end < len(text) and is_mark(text[end]):
            end += 1
    return end


def _is_joint(text: str, place: int) -> bool:
    """Tell whether a sign joins what stands on both sides: don't, צה"ל, 4.5."""
    left, right = text[place - 1], text[place + 1 : place + 2]
    if text[place] in DECIMAL_SIGNS:
        return left.isdigit() and right.isdigit()
    return text[place] in QUOTE_MARKS and right != "" and _is_letter(right)


def _key(word: str) -> str:
    """Return what two words share that are the same but for case, or two signs of one use."""
    return "\u2026" if word == _ELLIPSIS else word.lower().translate(_DASHES)


def _same_words(one: str, other: str) -> bool:
    pairs = zip(words_of(one), words_of(other), strict=True)
    return all(same_word(mine.text, theirs.text) for mine, theirs in pairs)


@lru_cache(maxsize=8)
def _any_case(text: str) -> str:
    """Return a text in small letters, each in its place, with one kind of dash."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return _any_dash(small)


def _any_dash(text: str) -> str:
    return text.translate(_DASHES)


def _is_acronym(one: str, other: str) -> bool:
    """Tell whether one is a short word in capitals and the other is all small: US and us."""
    return 1 < len(one) <= _LONGEST_ACRONYM and one.isupper() and other.islower()
