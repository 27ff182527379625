"""The language of the one who reads: the only place where this package asks the framework."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from proposals.language.base import Language
from proposals.language.languages import DATA_LANGUAGE, language_of
from sources import text_directions


def active_language() -> Language:
    """Return the language of the current request or command."""
    return language_of(get_language() or DATA_LANGUAGE)


def isolated(text: str) -> str:
    """Return a text of an editor's to be put into a line of ours, isolated if it needs to be."""
    return text_directions.isolated(text, active_language().direction)


def joined(texts: Iterable[str], mark: str) -> str:
    """Return texts in one line with a mark between them, each isolated if it needs to be."""
    return text_directions.joined(texts, mark, active_language().direction)


def put_in(pattern: str, **slots: str) -> str:
    """Return a translated pattern filled with an editor's texts, each isolated if needed."""
    return text_directions.put_in(pattern, active_language().direction, **slots)
