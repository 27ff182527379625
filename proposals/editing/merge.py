"""The work of two editors on one clause, merged field by field from what both began with.

What only the other changed is taken over; what only this one changed is kept; what both changed
keeps this editor's words and is listed beside the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, list[str]]
"""The fields of one form: name → the texts in it."""
Rows = Mapping[str, Fields]
"""The rows of one kind: key → the fields of the row."""

DELETE = "DELETE"
"""The field that marks a row to be removed."""
NEW = "new-"
"""The beginning of the key of a row that is not stored yet."""


@dataclass(frozen=True)
class FormContent:
    """The texts of a whole form: the clause's own fields, and its rows by kind and primary key.

    `uid` is the lasting address of the clause, or of the one that it revises.
    """

    own: Fields
    rows: Mapping[str, Rows] = field(default_factory=dict)
    uid: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldConflict:
    """A field that the other editor changed: its texts before, theirs, and this editor's.

    `kind` is the kind of row ("terms", "evidence", or empty for the clause), `key` tells the row;
    `name` is empty for a whole row. `theirs` and `yours` are None where the row is gone or marked
    to be removed. `both` says that both changed it, so that somebody has to decide.
    """

    kind: str
    key: str
    name: str = ""
    was: list[str] | None
    theirs: list[str] | None
    yours: list[str] | None
    both: bool


@dataclass
class MergeResult:
    """The merged form, its rows in order by kind with their keys, and the conflicts.

    The key of a row that is to be stored anew is empty.
    """

    own: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[tuple[str, dict[str, list[str]]]]] = field(default_factory=dict)
    conflicts: list[FieldConflict] = field(default_factory=list)


def merge(base: FormContent | None, theirs: FormContent, mine: FormContent) -> MergeResult:
    """Merge both editors' work; without `base` every difference counts as a change by both."""
    known = base or FormContent({})
    result = MergeResult()
    result.own = _merge_fields(result, base=known.own, theirs=theirs.own, mine=mine.own)
    for kind, rows in theirs.rows.items():
        sides = {"base": known.rows.get(kind, {}), "theirs": rows, "mine": mine.rows[kind]}
        result.rows[kind] = []
        _merge_stored_rows(result, kind, **sides)
        _merge_unstored_rows(result, kind, **sides)
    return result


def _merge_fields(
    result: MergeResult,
    *,
    base: Fields,
    theirs: Fields,
    mine: Fields,
    kind: str = "",
    key: str = "",
) -> dict[str, list[str]]:
    """Return the merged fields of one form; list every one that the other editor changed."""
    merged = {}
    for name, their in theirs.items():
        was, my = base.get(name), list(mine.get(name, their))
        merged[name] = list(their) if my == was else my
        if their not in (was, my):
            conflict = FieldConflict(
                kind=kind, key=key, name=name, was=was, theirs=their, yours=my, both=my != was
            )
            result.conflicts.append(conflict)
    return merged


def _merge_stored_rows(
    result: MergeResult, kind: str, *, base: Rows, theirs: Rows, mine: Rows
) -> None:
    """Add the rows that are stored now."""
    rows = result.rows[kind]
    for key, their in theirs.items():
        was, my = base.get(key), mine.get(key)
        if my is None:
            if was is None:
                result.conflicts.append(_whole_row(kind, key, theirs=their, both=False))
            rows.append((key, dict(their)))
        elif DELETE in my:
            if was != their:
                result.conflicts.append(_whole_row(kind, key, was=was, theirs=their, both=True))
            rows.append((key, {**their, DELETE: ["on"]}))
        else:
            fields = _merge_fields(
                result, base=was or {}, theirs=their, mine=my, kind=kind, key=key
            )
            rows.append((key, fields))


def _merge_unstored_rows(
    result: MergeResult, kind: str, *, base: Rows, theirs: Rows, mine: Rows
) -> None:
    """Add the rows that are not stored: new ones, and those that the other editor removed."""
    rows = result.rows[kind]
    for key, my in mine.items():
        if key in theirs or DELETE in my:
            continue
        was = base.get(key)
        if key.startswith(NEW):
            rows.append(("", dict(my)))
        elif my == was:
            result.conflicts.append(_whole_row(kind, key, was=my, both=False))
        else:
            result.conflicts.append(_whole_row(kind, key, was=was, yours=my, both=True))
            rows.append(("", dict(my)))


def _whole_row(
    kind: str,
    key: str,
    *,
    was: Fields | None = None,
    theirs: Fields | None = None,
    yours: Fields | None = None,
    both: bool,
) -> FieldConflict:
    """Return a conflict about a whole row, with the values that name the row for an editor."""
    return FieldConflict(
        kind=kind,
        key=key,
        was=_name_row(was),
        theirs=_name_row(theirs),
        yours=_name_row(yours),
        both=both,
    )


def _name_row(row: Fields | None) -> list[str] | None:
    return None if row is None else _values(row, ("question", "article", "value", "quote"))


def _values(row: Fields, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in row.get(name, [])]


def match_rows(base: Mapping[str, Rows], theirs: Mapping[str, Rows]) -> dict[str, dict[str, str]]:
    """Return, by kind, the key of each row's counterpart at another row of the same clause.

    Rows are told apart by what they answer or cite, and by their number in it.
    """
    return {kind: _match(base.get(kind, {}), rows) for kind, rows in theirs.items()}


def _match(old: Rows, new: Rows) -> dict[str, str]:
    keys = {_identity(row): key for key, row in new.items()}
    pairs = {key: keys.get(_identity(row), "") for key, row in old.items()}
    return {key: counterpart for key, counterpart in pairs.items() if counterpart}


def _identity(row: Fields) -> tuple[str, ...]:
    return tuple(_values(row, ("question", "article", "number")))


def rename_rows(content: FormContent, keys: Mapping[str, Mapping[str, str]]) -> FormContent:
    """Return the content with the keys of `match_rows`; kinds that are not among them go."""
    rows = {
        kind: {keys[kind].get(key, key): _rename_term(row, keys) for key, row in table.items()}
        for kind, table in content.rows.items()
        if kind in keys
    }
    return FormContent(content.own, rows, content.uid)


def _rename_term(row: Fields, keys: Mapping[str, Mapping[str, str]]) -> Fields:
    if "term" not in row:
        return row
    return {**row, "term": [keys["terms"].get(key, "") for key in row["term"]]}
