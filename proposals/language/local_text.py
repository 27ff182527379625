"""A text in the reader's language that knows its original, in place of which it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from proposals.language.active import active_language


class LocalText(str):
    """A text in the reader's language; `original` is what it stands in place of.

    It behaves as its text. What leaves the house as content has the original.
    """

    language: str
    original: str

    def __new__(cls, text: str, language: str, original: str) -> LocalText:
        """Make the text."""
        local = super().__new__(cls, text)
        local.language, local.original = language, original
        return local

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]
        """Return what makes it again, for copies."""
        return str(self), self.language, self.original


def original_of(text: Any) -> Any:
    """Return what the data say in place of a text in the reader's language; else the value."""
    return text.original if isinstance(text, LocalText) else text


def language_in(shown: Any, otherwise: str) -> str:
    """Return the language of a text, or of several texts or rows with names if all have one.

    `otherwise` is that of originals.
    """
    if isinstance(shown, LocalText):
        return shown.language
    if isinstance(shown, str) or shown is None:
        return otherwise
    if isinstance(shown, Iterable):
        languages = {language_in(one, otherwise) for one in shown}
        return languages.pop() if len(languages) == 1 else otherwise
    return language_in(getattr(shown, "name", None), otherwise)


def composed(compose: Callable[..., str], *parts: str) -> str:
    """Return parts put together, as a text in the reader's language if all of them are."""
    text = compose(*parts)
    local = [part for part in parts if isinstance(part, LocalText)]
    if not local or len(local) < len(parts):
        return text
    return LocalText(text, local[0].language, compose(*map(original_of, parts)))


def in_our_words(text: str) -> str:
    """Return words of ours that stand where an editor's text may stand, with their language."""
    return LocalText(text, active_language().code, text)


def as_local(text: str, shape: Callable[[str], str], rows: Iterable[str]) -> str:
    """Return a text with its language, if one of some texts in the reader's language has its shape.

    The engine and its words know no language of a text.
    """
    for row in rows:
        if isinstance(row, LocalText) and shape(row) == text:
            return LocalText(text, row.language, shape(row.original))
    return text


def in_own_words(text: str, document: Any) -> str:
    """Return words of an editor's that stand where words of ours may, with their language."""
    return LocalText(text, document.proposal.negotiation.language, text)
