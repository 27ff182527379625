"""The typed errors of the engine: a code, a place, the faulty data. `language` has their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ErrorCode(StrEnum):
    """The codes of everything that the engine refuses; a code never changes."""

    # Values
    NO_OPTION = "no-option"
    REQUIRED_AND_EXCLUDED = "required-and-excluded"
    EMPTY_RANGE = "empty-range"
    EMPTY_SPAN = "empty-span"
    STEPS_IN_A_CIRCLE = "steps-in-a-circle"
    TOO_FEW_STEPS = "too-few-steps"
    EMPTY_TEXT = "empty-text"
    INEXACT_AMOUNT = "inexact-amount"
    AMOUNT_OUT_OF_BOUNDS = "amount-out-of-bounds"
    TOO_MANY_DECIMALS = "too-many-decimals"
    NOT_IN_LIST = "not-in-list"
    UNKNOWN_UNIT = "unknown-unit"
    OTHER_UNIT = "other-unit"
    OTHER_KIND = "other-kind"
    # The stored form
    NO_TABLE = "no-table"
    OTHER_KEYS = "other-keys"
    ADMITTED_AND_RULED_OUT = "admitted-and-ruled-out"
    OTHERS_OF_NOTHING = "others-of-nothing"
    ENDS_OF_RANGE = "ends-of-range"
    ENDS_OF_SCALE = "ends-of-scale"
    NO_STEP = "no-step"
    OTHER_SCALE = "other-scale"
    NO_TOP = "no-top"
    TOP_LIKE_AMOUNT = "top-like-amount"
    NO_CEILING = "no-ceiling"
    END_GIVEN_TWICE = "end-given-twice"
    STANDS_ALONE = "stands-alone"
    NO_CHAINS = "no-chains"
    CHAIN_NO_LIST = "chain-no-list"
    NO_TEXT = "no-text"
    NO_KEYS = "no-keys"
    NO_UNIT_KEY = "no-unit-key"
    NO_NUMBER = "no-number"
    NO_DAY = "no-day"
    # The plain form
    EMPTY_ANSWER = "empty-answer"
    UNIT_MISSING = "unit-missing"
    NOT_UNDERSTOOD = "not-understood"
    UNCLEAR_NUMBER = "unclear-number"
    UNCLEAR_THOUSANDS = "unclear-thousands"
    GROUPED_NUMBER = "grouped-number"
    NO_CALENDAR_DAY = "no-calendar-day"
    NO_ENTRY = "no-entry"
    # Vocabularies
    BAD_KEY = "bad-key"
    BAD_LABEL = "bad-label"
    RESERVED_LABEL = "reserved-label"
    JOINING_LABEL = "joining-label"
    AMBIGUOUS_LABEL = "ambiguous-label"
    NO_LIST_ALLOWED = "no-list-allowed"
    LIST_NEEDED = "list-needed"
    EQUAL_ENTRIES = "equal-entries"
    UNIT_NEEDED = "unit-needed"
    NO_SCALE_ALLOWED = "no-scale-allowed"
    NO_RANGE = "no-range"
    LABEL_OF_KEY = "label-of-key"
    NO_SUCH_SCOPE = "no-such-scope"
    SCOPES_IN_A_CIRCLE = "scopes-in-a-circle"
    SCOPE_IN_TWO_PARTS = "scope-in-two-parts"
    UNLIKE_PARTS = "unlike-parts"
    COMPLETE_WITHOUT_PARTITION = "complete-without-partition"
    NO_SCOPE_LIST = "no-scope-list"
    BAD_SCOPE = "bad-scope"
    NO_UNIT_ALLOWED = "no-unit-allowed"
    NO_VOCABULARY = "no-vocabulary"
    BAD_ENTRY = "bad-entry"
    BAD_FACTOR = "bad-factor"
    FACTOR_WITHOUT_BASE = "factor-without-base"
    BAD_UNIT_NAME = "bad-unit-name"
    BAD_MINIMUM = "bad-minimum"
    BROKEN_MINIMUM = "broken-minimum"
    UNLIKE_UNITS = "unlike-units"
    EQUAL_UNITS = "equal-units"
    # Comparisons
    PROSE = "prose"
    KINDS_APART = "kinds-apart"
    UNITS_APART = "units-apart"
    NOTHING_IN_COMMON = "nothing-in-common"


@dataclass(frozen=True)
class CodingProblem:
    """The reason why the answers of one cell cannot be taken together."""

    code: ErrorCode
    details: tuple[tuple[str, Any], ...] = ()


class DomainError(ValueError):
    """The base of every error that the engine raises on purpose.

    `details` hold plain values that a sentence about it can name, by the names of its slots.
    """

    def __init__(self, code: ErrorCode, **details: Any) -> None:
        self.code = code
        self.details = details
        super().__init__(code.value)

    @property
    def problem(self) -> CodingProblem:
        """The error as a plain value."""
        return CodingProblem(self.code, tuple(self.details.items()))


class InvalidValue(DomainError):
    """A value that cannot be typed: `key` names the part, `found` is what stood there."""

    def __init__(
        self, code: ErrorCode, *, key: str = "", found: object = None, **details: Any
    ) -> None:
        self.key = key
        self.found = found
        super().__init__(code, **details)


class InvalidVocabulary(DomainError):
    """A closed list or a unit that cannot serve: empty, ambiguous, or with two equal entries."""


class Incomparable(DomainError):
    """Two values whose outcomes are of different nature: other kinds, or units without a factor."""


class Inconsistent(DomainError):
    """Terms that must hold together but admit no common outcome."""
