"""The content of the page of a clause: read from its forms, and sent again as if it were typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.http import QueryDict

from proposals.editing.merge import DELETE, NEW, FormContent, MergeResult
from proposals.models.clauses import REVISION_MARK
from proposals.web.admin.forms import PAGE_FIELDS, PREVIEW
from proposals.web.admin.reference_fields import TypedWords

HIDDEN = frozenset({"id", "clause", DELETE})


def pack(content: FormContent) -> str:
    """Return the content as text, to travel with the page."""
    return json.dumps(asdict(content), ensure_ascii=False)


def unpack(text: str) -> FormContent | None:
    """Return the content that the page showed; None if the text holds none."""
    try:
        value = json.loads(text)
        own, rows, uid = value["own"], value["rows"], value["uid"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = isinstance(uid, str) and _is_fields(own) and isinstance(rows, dict)
    if not sound or not all(map(_is_rows, rows.values())):
        return None
    return FormContent(own, rows, uid.replace("\0", ""))


def _is_rows(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_fields, value.values()))


def _is_fields(value: Any) -> bool:
    """Return whether this is a table of lists of texts: a page can be sent by anybody."""
    return isinstance(value, dict) and all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        for texts in value.values()
    )


def read_content(form: Any, formsets: Iterable[Any]) -> FormContent:
    """Read the content of a page: what is typed, or what is stored if nothing is."""
    rows = {formset.prefix: dict(_read_rows(formset)) for formset in formsets}
    uid = form.instance.uid.removesuffix(REVISION_MARK)
    return FormContent(_read_fields(form, PAGE_FIELDS), rows, uid)


def _read_rows(formset: Any) -> Iterable[tuple[str, dict[str, list[str]]]]:
    for number, form in enumerate(formset.forms):
        if not form.instance.pk and not form.has_changed():
            continue
        fields = _read_fields(form, HIDDEN)
        if DELETE in form.fields and form[DELETE].value():
            fields[DELETE] = ["on"]
        sent_key = form.data.get(form.add_prefix("id"), "")
        yield str(form.instance.pk or sent_key or f"{NEW}{number}"), fields


def _read_fields(form: Any, without: Iterable[str]) -> dict[str, list[str]]:
    _ = form.errors  # what is typed is read now: an answer may stand in boxes
    return {name: _read_texts(form, name) for name in form.fields if name not in without}


def _read_texts(form: Any, name: str) -> list[str]:
    block = getattr(form, "block", None)
    value = block.words if block is not None and name == "value" else form[name].value()
    values = list(value) if isinstance(value, list | tuple) else [value]
    if any(isinstance(one, TypedWords) for one in values):
        cleaned = getattr(form, "cleaned_data", {}).get(name)
        values = [cleaned] if cleaned is None or hasattr(cleaned, "pk") else list(cleaned)
    texts = [text for text in map(_text, values) if text]
    return sorted(texts) if len(values) > 1 else texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


def rename_typed_rows(typed: QueryDict, keys: Mapping[str, Mapping[str, str]]) -> QueryDict:
    """Return what was typed at other rows of the same clause, with the keys of `match_rows`."""
    data = typed.copy()
    for name in typed:
        value = str(typed[name])
        kind, _dash, rest = name.partition("-")
        column = rest.rpartition("-")[2]
        if kind in keys and column == "id":
            data[name] = keys[kind].get(value, value)
        elif kind == "evidence" and column == "term":
            data[name] = keys["terms"].get(value, "")
    return data


def build_new_post(typed: QueryDict) -> QueryDict:
    """Return what was typed on a clause that is gone, as the page of a new clause would send it."""
    data = typed.copy()
    for name in typed:
        if name.endswith("-INITIAL_FORMS"):
            data[name] = "0"
        elif name.endswith(("-id", "-clause")) or name in ("edition", "seen", "_step"):
            del data[name]
    data[PREVIEW] = "1"
    return data


def build_merged_post(
    result: MergeResult, *, theirs: FormContent, edition: int, why: str
) -> QueryDict:
    """Return what the browser would send for the merged page, so that it is shown and not saved."""
    data = QueryDict(mutable=True)
    for name, values in result.own.items():
        data.setlist(name, values)
    for kind, rows in result.rows.items():
        _put_rows(data, kind, rows)
    data["edition"], data["seen"] = str(edition), pack(theirs)
    data["why"], data[PREVIEW] = why, "1"
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
