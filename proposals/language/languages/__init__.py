"""The languages that there are: each module here defines one subclass of `Language`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from proposals.language.base import Language

DATA_LANGUAGE = "en"
"""The code of the language in which text files and programs write answers."""


def _languages_by_code() -> dict[str, Language]:
    """Return the language that each module of this package defines."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    languages = [module.LANGUAGE for module in modules]
    return {language.code: language for language in languages}


LANGUAGES: dict[str, Language] = _languages_by_code()
"""Every language by its code."""


def language_of(code: str) -> Language:
    """Return the language with this code or that of its region; else the one of the data."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.partition("-")[0]) or LANGUAGES[DATA_LANGUAGE]
