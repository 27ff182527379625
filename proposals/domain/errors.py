"""The typed errors of the engine: each says what was wrong, where, and what would be right."""

from __future__ import annotations

import reprlib


class DomainError(ValueError):
    """Base of every error that the engine raises on purpose."""


class InvalidValue(DomainError):
    """A value that cannot be typed: `key` names the part, `found` and `allowed` are for people."""

    def __init__(
        self, message: str, *, key: str = "", found: object = None, allowed: str = ""
    ) -> None:
        self.message = message
        self.key = key
        self.found = found
        self.allowed = allowed
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        where = f"{self.key}: " if self.key else ""
        found = "" if self.found is None else f" Found: {_shown(self.found)}."
        allowed = f" Allowed: {self.allowed}." if self.allowed else ""
        return f"{where}{self.message}{found}{allowed}"


def _shown(found: object) -> str:
    """What was found, short enough to read whatever it is."""
    try:
        return _SHORT.repr(found)
    except (ValueError, RecursionError):  # an integer with too many digits to be written out
        return f"a very large {type(found).__name__}"


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 200
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 12


class InvalidVocabulary(DomainError):
    """A closed list or a unit that cannot serve: empty, ambiguous, or with two equal entries."""


class Incomparable(DomainError):
    """Two values whose outcomes are of different nature: other kinds, or units without a factor."""


class Inconsistent(DomainError):
    """Terms that must hold together but admit no common outcome."""
