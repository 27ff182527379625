"""The keys of sentences about errors, each with its slots."""

from __future__ import annotations

from collections.abc import Mapping

from proposals.domain.errors import ErrorCode

_ERROR_SLOTS: Mapping[ErrorCode, str] = {
    ErrorCode.OTHER_KEYS: "kind",
    ErrorCode.STANDS_ALONE: "key",
    ErrorCode.UNCLEAR_THOUSANDS: "less more",
    ErrorCode.GROUPED_NUMBER: "more",
    ErrorCode.BAD_KEY: "found",
    ErrorCode.BAD_LABEL: "found",
    ErrorCode.RESERVED_LABEL: "found word",
    ErrorCode.JOINING_LABEL: "found word",
    ErrorCode.AMBIGUOUS_LABEL: "found word",
    ErrorCode.EQUAL_ENTRIES: "found",
    ErrorCode.EQUAL_UNITS: "found",
    ErrorCode.NO_LIST_ALLOWED: "kind",
    ErrorCode.LIST_NEEDED: "kind",
    ErrorCode.NO_SCALE_ALLOWED: "kind",
    ErrorCode.NO_RANGE: "kind",
    ErrorCode.LABEL_OF_KEY: "scope found",
    ErrorCode.NO_SUCH_SCOPE: "scope found",
    ErrorCode.SCOPES_IN_A_CIRCLE: "scope",
    ErrorCode.SCOPE_IN_TWO_PARTS: "scope",
    ErrorCode.UNLIKE_PARTS: "partition",
    ErrorCode.COMPLETE_WITHOUT_PARTITION: "scope",
    ErrorCode.BAD_SCOPE: "place",
    ErrorCode.BAD_ENTRY: "place",
    ErrorCode.TOP_LIKE_AMOUNT: "found",
    ErrorCode.BAD_FACTOR: "unit limit",
    ErrorCode.FACTOR_WITHOUT_BASE: "unit",
    ErrorCode.BAD_UNIT_NAME: "unit found",
    ErrorCode.BAD_MINIMUM: "unit found",
    ErrorCode.BROKEN_MINIMUM: "unit",
    ErrorCode.KINDS_APART: "left right",
    ErrorCode.UNITS_APART: "left right",
}
"""The slots of the sentence about an error, where it has any."""

ALLOWED_SLOTS: Mapping[ErrorCode, str] = {
    ErrorCode.NO_OPTION: "",
    ErrorCode.REQUIRED_AND_EXCLUDED: "",
    ErrorCode.EMPTY_RANGE: "",
    ErrorCode.EMPTY_SPAN: "first",
    ErrorCode.STEPS_IN_A_CIRCLE: "",
    ErrorCode.TOO_FEW_STEPS: "",
    ErrorCode.EMPTY_TEXT: "",
    ErrorCode.INEXACT_AMOUNT: "",
    ErrorCode.AMOUNT_OUT_OF_BOUNDS: "limit",
    ErrorCode.TOO_MANY_DECIMALS: "limit",
    ErrorCode.OTHERS_OF_NOTHING: "",
    ErrorCode.NO_STEP: "",
    ErrorCode.NO_CEILING: "",
    ErrorCode.NO_NUMBER: "",
    ErrorCode.NO_DAY: "",
    ErrorCode.UNCLEAR_NUMBER: "",
    ErrorCode.UNCLEAR_THOUSANDS: "exact plain",
    ErrorCode.GROUPED_NUMBER: "plain",
    ErrorCode.NO_CALENDAR_DAY: "",
    ErrorCode.UNIT_MISSING: "examples units",
}
"""The errors that have words of their own for what would be right, with their slots."""

ERROR_KEYS: Mapping[str, str] = {
    "error.key": "key error",
    "error.found": "error found",
    "error.allowed": "error allowed",
    "error.very_large": "type",
    "error.nothing_allowed": "",
    **{f"error.{code.value}": "" for code in ErrorCode},
    **{f"error.{code.value}": slots for code, slots in _ERROR_SLOTS.items()},
    **{f"allowed.{code.value}": slots for code, slots in ALLOWED_SLOTS.items()},
}
"""Every key of errors with the slots that its patterns may use."""
