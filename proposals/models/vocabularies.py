"""Closed lists as they are stored, tables of keys and labels: parsed for the engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.errors import DomainError, ErrorCode, InvalidVocabulary
from proposals.domain.vocabulary import Entry, Frame, Holding, Kind, Measure, Unit

ENTRY_KEYS = ("key", "label", "short", "note", "region")
"""The keys that an entry of a vocabulary may have."""

FRAME_FIELDS = ("kind", "vocabulary", "ordered", "top", "measures", "holds")
"""The fields of a question that say, beside its unit, what may be answered."""

LONGEST_TEXT = 200
"""Characters of a key or a label; an answer's scope, which may be either, has room for as many."""

_FIELDS_BY_CODE = {
    ErrorCode.NO_SCALE_ALLOWED: "ordered",
    ErrorCode.UNIT_NEEDED: "unit",
    ErrorCode.NO_UNIT_ALLOWED: "unit",
    ErrorCode.UNLIKE_UNITS: "unit",
    ErrorCode.EQUAL_UNITS: "unit",
    ErrorCode.BAD_UNIT_NAME: "unit",
}


def parse_vocabulary(vocabulary: object) -> tuple[Entry, ...]:
    """Return a closed list that was written as tables; raise InvalidVocabulary if it is none."""
    if not isinstance(vocabulary, list):
        raise InvalidVocabulary(ErrorCode.NO_VOCABULARY)
    return tuple(_entry(table, place) for place, table in enumerate(vocabulary, start=1))


def _entry(table: object, place: int) -> Entry:
    valid = isinstance(table, Mapping) and all(isinstance(text, str) for text in table.values())
    if not valid or not {"key", "label"} <= set(table) <= set(ENTRY_KEYS):  # type: ignore[call-overload]
        raise InvalidVocabulary(ErrorCode.BAD_ENTRY, place=place)
    return Entry(table["key"], table["label"], table.get("short", ""))  # type: ignore[index, attr-defined]


def parse_scopes(scopes: object) -> ScopeList:
    """Return a scope list that was written as tables; raise InvalidVocabulary if it is none."""
    if not isinstance(scopes, list):
        raise InvalidVocabulary(ErrorCode.NO_SCOPE_LIST)
    return ScopeList(
        tuple(parse_scope(table, place) for place, table in enumerate(scopes, start=1))
    )


def parse_scope(table: object, place: int) -> ScopeEntry:
    """Return an entry of a scope list that was written as a table; its place counts from 1.

    Raise InvalidVocabulary if it is none.
    """
    if not isinstance(table, Mapping) or not {"key", "label"} <= set(table) <= set(SCOPE_CHECKS):
        raise InvalidVocabulary(ErrorCode.BAD_SCOPE, place=place)
    if not all(SCOPE_CHECKS[key](value) for key, value in table.items()):
        raise InvalidVocabulary(ErrorCode.BAD_SCOPE, place=place)
    return ScopeEntry(**{**table, "within": tuple(table.get("within", ()))})


def store_scopes(scopes: ScopeList) -> list[dict[str, Any]]:
    """Return the tables of a scope list in their one form: without keys that say nothing."""
    rows = (
        {
            "key": entry.key,
            "label": entry.label,
            "within": list(entry.within),
            "partition": entry.partition,
            "complete": entry.complete,
        }
        for entry in scopes.entries
    )
    return [{key: value for key, value in row.items() if value} for row in rows]


def valid_top(top: object) -> None:
    """Raise ValidationError unless this is a table with the key and the label of an outcome."""
    if top != {} and not _is_top(top):
        example = '{"key": "unlimited", "label": "no limit"}'
        message = gettext("A top outcome is a table with key and label, for example %(example)s.")
        raise ValidationError(message % {"example": example}, code="top")


def parse_top(top: object) -> Entry | None:
    """Return a top outcome that was written as a table; None for an empty one.

    Raise InvalidVocabulary if it is none.
    """
    if not top:
        return None
    if not _is_top(top):
        raise InvalidVocabulary(ErrorCode.BAD_LABEL, found=str(top))
    return Entry(top["key"], top["label"])


def _is_top(top: object) -> TypeGuard[Mapping[str, str]]:
    return (
        isinstance(top, Mapping)
        and set(top) == {"key", "label"}
        and all(map(is_plain_text, top.values()))
    )


def build_frame(question: Mapping[str, Any], unit: Unit | None, units: Iterable[Unit]) -> Frame:
    """Return what a question with these `FRAME_FIELDS` allows.

    Raise InvalidVocabulary if nothing can be answered.
    """
    if unit is not None and question["kind"] != Kind.RANGE:
        raise InvalidVocabulary(ErrorCode.NO_UNIT_ALLOWED)
    return Frame(
        Kind(question["kind"]),
        parse_vocabulary(question["vocabulary"]),
        unit,
        units=tuple(units),
        ordered=question["ordered"],
        top=parse_top(question["top"]),
        measures=Measure(question["measures"]),
        holds=Holding(question["holds"]),
    )


def faulty_field(error: DomainError, question: Mapping[str, Any]) -> str:
    """Return the field of a question that an error of `build_frame` is about."""
    top = question["top"]
    if error.code is ErrorCode.NO_RANGE:
        if top:
            return "top"
        return "holds" if question["measures"] == Measure.AMOUNT else "measures"
    if top and error.details.get("found") in top.values():
        return "top"
    return _FIELDS_BY_CODE.get(error.code, "vocabulary")


def is_plain_text(text: object) -> TypeGuard[str]:
    """Tell whether a text can be a key or a label: short, on one line."""
    return (
        isinstance(text, str)
        and len(text) <= LONGEST_TEXT
        and not any(unicodedata.category(letter) == "Cc" for letter in text)
    )


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_plain_text, value))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


SCOPE_CHECKS = {
    "key": is_plain_text,
    "label": is_plain_text,
    "within": _is_list_of_texts,
    "partition": is_plain_text,
    "complete": _is_flag,
}
"""The keys that an entry of a scope list may have, each with the check of its value."""
