"""The language of the one who reads: the only place where this package asks the framework."""

from __future__ import annotations

from django.utils.translation import get_language

from proposals.language.base import Language
from proposals.language.languages import DATA_LANGUAGE, language_of


def active_language() -> Language:
    """Return the language of the current request or command."""
    return language_of(get_language() or DATA_LANGUAGE)
