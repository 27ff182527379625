"""Two editors at once: what the first saved and what the second typed, put together field by field.

The page carries what its editor saw. What only the other changed is taken over; what only this one
changed is kept; what both changed keeps this editor's words and is shown beside the other's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import QueryDict

from proposals.models.clauses import REVISION_MARK
from proposals.web.admin.forms import ABOUT_THE_PAGE, LOOK
from proposals.web.admin.reference_fields import TypedWords

Flat = Mapping[str, list[str]]
"""Controls of one form: name → what stands in it."""

DELETE = "DELETE"
NEW = "new-"
HIDDEN = frozenset({"id", "clause", DELETE})


@dataclass(frozen=True)
class Content:
    """Everything on a page: the clause's own fields, and its rows by kind and primary key.

    `uid` is the lasting address of the clause, or of the one that it revises.
    """

    own: Flat
    rows: Mapping[str, Mapping[str, Flat]] = field(default_factory=dict)
    uid: str = ""

    def packed(self) -> str:
        """As text, to travel with the page."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class FieldConflict:
    """One field that the other editor changed: as it was, as they have it, as this editor has it.

    `kind` is the kind of row ("terms", "evidence", or empty for the clause), `key` tells the row.
    `theirs` and `yours` are None where the row is gone or marked to be removed. `both` says that
    both changed it, so that somebody has to decide.
    """

    kind: str
    key: str
    name: str
    was: list[str] | None
    theirs: list[str] | None
    yours: list[str] | None
    both: bool


@dataclass
class Merged:
    """What the page shows after a conflict, and what there is to say about it."""

    own: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[tuple[str, dict[str, list[str]]]]] = field(default_factory=dict)
    differences: list[FieldConflict] = field(default_factory=list)


def unpacked(text: str) -> Content | None:
    """What the page showed; None if it does not say."""
    try:
        found = json.loads(text)
        own, rows, uid = found["own"], found["rows"], found["uid"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = isinstance(uid, str) and _is_flat(own) and isinstance(rows, dict)
    if not sound or not all(map(_is_table_of_flats, rows.values())):
        return None
    return Content(own, rows, uid.replace("\0", ""))


def _is_table_of_flats(found: Any) -> bool:
    return isinstance(found, dict) and all(map(_is_flat, found.values()))


def _is_flat(found: Any) -> bool:
    """Whether it is a table of lists of texts: a page can be sent by anybody."""
    return isinstance(found, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values)
        for values in found.values()
    )


def content_of(form: Any, formsets: Iterable[Any]) -> Content:
    """What stands on a page now: typed, or stored if nothing is."""
    rows = {one.prefix: dict(_rows(one)) for one in formsets}
    uid = form.instance.uid.removesuffix(REVISION_MARK)
    return Content(_flat(form, ABOUT_THE_PAGE), rows, uid)


def _rows(formset: Any) -> Iterable[tuple[str, dict[str, list[str]]]]:
    for number, form in enumerate(formset.forms):
        if not form.instance.pk and not form.has_changed():
            continue
        flat = _flat(form, HIDDEN)
        if DELETE in form.fields and form[DELETE].value():
            flat[DELETE] = ["on"]
        sent = form.data.get(form.add_prefix("id"), "")
        yield str(form.instance.pk or sent or f"{NEW}{number}"), flat


def _flat(form: Any, without: Iterable[str]) -> dict[str, list[str]]:
    _ = form.errors  # what is typed is read now: an answer may stand in boxes
    return {name: _values(form, name) for name in form.fields if name not in without}


def _values(form: Any, name: str) -> list[str]:
    block = getattr(form, "block", None)
    value = block.words if block is not None and name == "value" else form[name].value()
    given = list(value) if isinstance(value, list | tuple) else [value]
    if any(isinstance(one, TypedWords) for one in given):
        found = getattr(form, "cleaned_data", {}).get(name)
        given = [found] if found is None or hasattr(found, "pk") else list(found)
    texts = (_text(one) for one in given)
    return sorted(filter(None, texts)) if len(given) > 1 else list(filter(None, texts))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


def merged(base: Content | None, theirs: Content, mine: Content) -> Merged:
    """Both editors' work together; without `base` every difference is one that both made."""
    known = base or Content({}, {})
    result = Merged()
    result.own = _fields(result, ("", ""), known.own, theirs.own, mine.own)
    for kind in theirs.rows:
        result.rows[kind] = []
        _stored_rows(result, kind, known.rows.get(kind, {}), theirs.rows[kind], mine.rows[kind])
        _typed_rows(result, kind, known.rows.get(kind, {}), theirs.rows[kind], mine.rows[kind])
    return result


def _fields(
    result: Merged, place: tuple[str, str], base: Flat, theirs: Flat, mine: Flat
) -> dict[str, list[str]]:
    """The fields of one form together; notes every one that the other editor changed."""
    found = {}
    for name, other in theirs.items():
        own = list(mine.get(name, other))
        was = base.get(name)
        found[name] = list(other) if own == was else own
        if other not in (was, own):
            found_both = own != was
            result.differences.append(FieldConflict(*place, name, was, other, own, found_both))
    return found


Rows = Mapping[str, Flat]


def _stored_rows(result: Merged, kind: str, base: Rows, theirs: Rows, mine: Rows) -> None:
    """The rows that are stored now."""
    for key, other in theirs.items():
        own, was = mine.get(key), base.get(key)
        if own is None:
            if was is None:
                result.differences.append(_whole(kind, key, None, other, None, both=False))
            result.rows[kind].append((key, dict(other)))
        elif DELETE in own:
            if was != other:
                result.differences.append(_whole(kind, key, was, other, None, both=True))
            result.rows[kind].append((key, {**other, DELETE: ["on"]}))
        else:
            fields = _fields(result, (kind, key), was or {}, other, own)
            result.rows[kind].append((key, fields))


def _typed_rows(result: Merged, kind: str, base: Rows, theirs: Rows, mine: Rows) -> None:
    """The rows that are not stored: new ones, and those that the other editor removed."""
    for key, own in mine.items():
        if key in theirs or DELETE in own:
            continue
        if key.startswith(NEW):
            result.rows[kind].append(("", dict(own)))
        elif own == base.get(key):
            result.differences.append(_whole(kind, key, own, None, None, both=False))
        else:
            result.differences.append(_whole(kind, key, base.get(key), None, own, both=True))
            result.rows[kind].append(("", dict(own)))


def _whole(
    kind: str, key: str, was: Flat | None, theirs: Flat | None, yours: Flat | None, *, both: bool
) -> FieldConflict:
    """A difference that is a whole row; its name says which one in the words of the row."""
    return FieldConflict(kind, key, "", _named(was), _named(theirs), _named(yours), both)


def _named(row: Flat | None) -> list[str] | None:
    if row is None:
        return None
    parts = (row.get(name, []) for name in ("question", "article", "value", "quote"))
    return [part for values in parts for part in values]


def carried(
    typed: QueryDict, base: Content | None, theirs: Content
) -> tuple[QueryDict, Content | None]:
    """What was typed on another row of the same clause, told in the numbers of this one's rows.

    Rows are told apart by what they answer or cite, and by their number in it.
    """
    if base is None:
        return typed, None
    moved = {kind: _same_rows(base.rows.get(kind, {}), rows) for kind, rows in theirs.rows.items()}
    data = typed.copy()
    for name in typed:
        value = str(typed[name])
        kind, _dash, rest = name.partition("-")
        column = rest.rpartition("-")[2]
        if kind in moved and column == "id":
            data[name] = moved[kind].get(value, value)
        elif kind == "evidence" and column == "term":
            data[name] = moved["terms"].get(value, "")
    rows = {
        kind: {moved[kind].get(key, key): _about(row, moved) for key, row in known.items()}
        for kind, known in base.rows.items()
        if kind in moved
    }
    return data, Content(base.own, rows, base.uid)


def _about(row: Flat, moved: Mapping[str, Mapping[str, str]]) -> Flat:
    if "term" not in row:
        return row
    return {**row, "term": [moved["terms"].get(key, "") for key in row["term"]]}


def _same_rows(old: Rows, new: Rows) -> dict[str, str]:
    """The key of each old row's counterpart."""
    keys = {_identity(row): key for key, row in new.items()}
    found = {key: keys.get(_identity(row), "") for key, row in old.items()}
    return {key: other for key, other in found.items() if other}


def _identity(row: Flat) -> tuple[str, ...]:
    parts = (row.get(name, []) for name in ("question", "article", "number"))
    return tuple(part for values in parts for part in values)


def as_new(typed: QueryDict) -> QueryDict:
    """What was typed on a clause that is gone, as the page of a new clause would send it."""
    data = typed.copy()
    for name in typed:
        if name.endswith("-INITIAL_FORMS"):
            data[name] = "0"
        elif name.endswith(("-id", "-clause")) or name in ("edition", "seen", "_step"):
            del data[name]
    data[LOOK] = "1"
    return data


def as_post(result: Merged, theirs: Content, edition: int, typed: QueryDict) -> QueryDict:
    """What the browser would send for the merged page, so that it can be shown and not saved."""
    data = QueryDict(mutable=True)
    for name, values in result.own.items():
        data.setlist(name, values)
    for kind, rows in result.rows.items():
        _put_rows(data, kind, rows)
    data["edition"], data["seen"] = str(edition), theirs.packed()
    data["why"], data[LOOK] = typed.get("why", ""), "1"
    return data


def _put_rows(
    data: QueryDict, kind: str, rows: Sequence[tuple[str, Mapping[str, list[str]]]]
) -> None:
    stored = sum(1 for key, _row in rows if key)
    data[f"{kind}-TOTAL_FORMS"], data[f"{kind}-INITIAL_FORMS"] = str(len(rows)), str(stored)
    for number, (key, row) in enumerate(rows):
        if key:
            data[f"{kind}-{number}-id"] = key
        for name, values in row.items():
            data.setlist(f"{kind}-{number}-{name}", values)
