"""Passages that an editor chose in an article's text: their places, with the words around.

Pure: text in, passage out. What cannot be told for certain is refused with the choices, never
guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from sources.letters import Span
from sources.quotes import AT_ONE_PLACE, FOUND, QuoteCheck, QuoteOutcome, check_quote

# Words and characters kept on each side. The first is enough to read a phrase in its sentence;
# the later ones only where the same phrase stands elsewhere among the same words. Fifteen words
# are the most that are quoted anywhere; the characters are for scripts without spaces.
EXTENTS = ((5, 80), (10, 140), (15, 200))
# Characters that an editor is shown on each side of a place.
SHOWN = 160


@dataclass(frozen=True)
class Passage:
    """Words of a text with those before and after; `place` is None where there is no text."""

    quote: str
    before: str = ""
    after: str = ""
    place: int | None = None


@dataclass(frozen=True)
class TextPosition:
    """The place of words in a text, with enough around them to tell places apart."""

    start: int
    words: str
    before: str
    after: str
    score: float = 1.0


class NoPassage(ValidationError):
    """The words chosen are not one passage; `places` are those that may be meant."""

    def __init__(self, message: str, places: tuple[TextPosition, ...] = ()) -> None:
        super().__init__(message, code="no_passage")
        self.places = places


def choose_passage(
    text: str, quote: str, before: str = "", after: str = "", start: int | None = None
) -> Passage:
    """Return the passage of `text` that reads `quote`, with the words that stand around it.

    It has the vowel signs of the text, also where they were left out in what was chosen.
    `before` and `after`, or `start` in characters, choose between several places. Without a
    text the words are taken as given. Raises `NoPassage` if there is not exactly one place.
    """
    if not text:
        return Passage(tidy(quote), tidy(before), tidy(after))
    check = check_quote(quote, before, after, text)
    if start is not None:
        check = _narrow_to(start, check_quote(quote, "", "", text))
    if check.outcome not in AT_ONE_PLACE:
        raise NoPassage(_refusal(check), places_of(check, text))
    return passage_at(text, check.positions[0])


def passage_at(text: str, span: Span) -> Passage:
    """Return the words at this place, with as many around them as tell it from other places.

    Raises `NoPassage` if even fifteen words on each side do not.
    """
    quote = tidy(text[slice(*span)])
    for words, characters in EXTENTS:
        before, after = _around(text, span, words, characters)
        check = check_quote(quote, before, after, text)
        if check.outcome is QuoteOutcome.FOUND_ONCE and check.positions == (span,):
            return Passage(quote, before, after, span[0])
    message = gettext("These words stand several times among the same words: quote more of them.")
    raise NoPassage(message, places_of(check_quote(quote, "", "", text), text))


def places_of(check: QuoteCheck, text: str) -> tuple[TextPosition, ...]:
    """Return the places that a check found, as an editor sees them."""
    return tuple(place_at(text, span) for span in check.positions)


def place_at(text: str, span: Span, score: float = 1.0) -> TextPosition:
    """Return a place with the text around it, cut where a word begins or ends."""
    start, end = span
    before = tidy(text[max(0, start - SHOWN) : start])
    after = tidy(text[end : end + SHOWN])
    if start > SHOWN:
        before = before.partition(" ")[2] or before
    if end + SHOWN < len(text):
        after = after.rpartition(" ")[0] or after
    words = tidy(text[start:end])
    return TextPosition(start, words, before=before, after=after, score=score)


def tidy(words: str) -> str:
    """Return the words with each run of white space as one space, none at the ends."""
    return " ".join(words.split())


def _around(text: str, span: Span, words: int, characters: int) -> tuple[str, str]:
    before = " ".join(text[: span[0]][-10 * characters :].split()[-words:])
    after = " ".join(text[span[1] : span[1] + 10 * characters].split()[:words])
    return before[-characters:].lstrip(), after[:characters].rstrip()


def _narrow_to(start: int, check: QuoteCheck) -> QuoteCheck:
    """Return the check narrowed to the place that begins at `start`, if it is one of them."""
    chosen = tuple(span for span in check.positions if span[0] == start)
    return QuoteCheck(QuoteOutcome.FOUND_ONCE, chosen) if chosen and _is_found(check) else check


def _is_found(check: QuoteCheck) -> bool:
    return check.outcome in FOUND


def _refusal(check: QuoteCheck) -> str:
    if check.outcome is QuoteOutcome.FOUND_SEVERAL_TIMES:
        message = gettext("These words stand in the text %(count)d times: choose the one meant.")
        return message % {"count": len(check.positions)}
    if check.outcome is QuoteOutcome.CHANGED:
        message = gettext("The text has other words there: “%(nearest)s”. Quote it as printed.")
        return message % {"nearest": check.nearest}
    return gettext(
        "These words do not stand in the stored text. Quote whole words, exactly as printed."
    )
