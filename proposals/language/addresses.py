"""The language in an address: its first part, if that is the code of a language that there is.

The language in which data are written has no part of its own, so that its addresses stay what they
were before there was another.
"""

from __future__ import annotations

from proposals.language.languages import DATA_LANGUAGE, LANGUAGES

PARAMETER = "lang"
"""The parameter by which programs ask for a language: their addresses are the same in all."""


def code_of_path(path: str) -> str:
    """Return the code of the language that a path is in."""
    return _parts(path)[0]


def neutral_path(path: str) -> str:
    """Return a path without its language."""
    return _parts(path)[1]


def path_in(path: str, code: str) -> str:
    """Return the path of the same page in another language.

    It begins with one slash, whatever was asked for: two begin the name of another site.
    """
    neutral = f"/{neutral_path(path).lstrip('/')}"
    return neutral if code == DATA_LANGUAGE else f"/{code}{neutral}"


def languages_of_addresses() -> frozenset[str]:
    """Return the first parts of addresses that stand for a language: nothing else may take them."""
    return frozenset(LANGUAGES)


def _parts(path: str) -> tuple[str, str]:
    """Return the language of a path, and the rest of it with its first slash."""
    first, slash, rest = path.removeprefix("/").partition("/")
    if path.startswith("/") and first in LANGUAGES and first != DATA_LANGUAGE:
        return first, f"/{rest}" if slash else "/"
    return DATA_LANGUAGE, path
