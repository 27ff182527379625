"""Checks of translations: what they translate is there, and still says what was translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from proposals.language.languages import DATA_LANGUAGE
from proposals.models.row_names import RowName, RowNames
from proposals.models.translations import (
    SHARED_KINDS,
    TRANSLATED_FIELDS,
    key_of_subject,
    kind_of_subject,
    problem_beside,
    problem_of_subject,
    texts_of,
)
from proposals.seeding.problems import SeedProblem, did_you_mean, join_known
from proposals.seeding.schema import SHARED_TRANSLATION, TRANSLATION, Index, Record, index_of


def _subjects(index: Index) -> Iterator[SeedProblem]:
    """Yield the translations of rows and texts that there are not, or in the original's language.

    Of shared rows a folder knows its own and those of its codebooks.
    """
    for record in _translations(index):
        if problem_of_subject(str(record.values["subject"])):
            continue  # a problem already
        texts = _texts(record, index)
        if texts is None:
            yield _unknown_row(record, index)
        elif record.values["field"] not in texts:
            field = str(record.values["field"])
            message = f"there is no such text to translate.{did_you_mean(field, texts)}"
            yield SeedProblem(record.place.at("field"), message, field, join_known(texts))
        if record.values["language"] == _language(record, index):
            message = "the original is in this language itself."
            yield SeedProblem(record.place, message, record.values["language"])


def _shapes(index: Index) -> Iterator[SeedProblem]:
    """Yield the translations that cannot stand in the place of their originals."""
    for record in _translations(index):
        text = str(record.values["text"])
        problem = problem_beside(str(record.values["original"]), text)
        if problem:
            yield SeedProblem(record.place.at("text"), problem, text, "a text like its original")


def _alike(index: Index) -> Iterator[SeedProblem]:
    """Yield the names that another row has, too: in the same language, or in the original."""
    rows = list(_names_of_rows(index))
    by_language: dict[str, RowNames] = {}
    for record in _translations(index):
        values = {key: str(value) for key, value in record.values.items()}
        names = by_language.get(values["language"])
        if names is None:
            names = by_language[values["language"]] = RowNames()
            for row in rows:
                names.add(row, row.original)
        owner, text = values.get("negotiation", ""), values["text"]
        name = RowName(owner, values["subject"], values["field"], values["original"])
        other = names.other(name, text)
        if other is not None:
            message = (
                f"{other.subject} {other.field} is called the same ({other.original}), and "
                f"{name.subject} is another ({name.original}): "
                "readers could not tell the two apart."
            )
            yield SeedProblem(record.place.at("text"), message, text, "a name of its own")
        names.add(name, text)


def _names_of_rows(index: Index) -> Iterator[RowName]:
    """Yield the texts of all rows as they are in the original."""
    for kind in TRANSLATED_FIELDS:
        for key, row in index.get(kind, {}).items():
            owner, _dot, rest = ("", "", key) if kind in SHARED_KINDS else key.partition(".")
            for field, text in texts_of(kind, row.values).items():
                yield RowName(owner, f"{kind} {rest or key}", field, text)


def outdated_translations(records: Iterable[Record], used: Iterable[Record]) -> list[str]:
    """Return a warning for each language in which a folder's translations are outdated."""
    own = list(records)
    index = index_of([*used, *own])
    outdated: Counter[str] = Counter()
    first: dict[str, Record] = {}
    for record in own:
        if record.kind not in (TRANSLATION, SHARED_TRANSLATION):
            continue
        texts = _texts(record, index) or {}
        if texts.get(str(record.values["field"])) != record.values["original"]:
            outdated[record.place.file] += 1
            first.setdefault(record.place.file, record)
    return [
        f"{first[file].place}: {count} outdated in this file, this one first: the original says "
        "something else now. Readers see the original."
        for file, count in outdated.items()
    ]


def _translations(index: Index) -> Iterator[Record]:
    yield from index[SHARED_TRANSLATION].values()
    yield from index[TRANSLATION].values()


def _texts(record: Record, index: Index) -> dict[str, str] | None:
    """Return the texts of the row that is translated; None if there is no such row."""
    kind = kind_of_subject(str(record.values["subject"]))
    row = index.get(kind, {}).get(_row_key(record))
    return None if row is None else texts_of(kind, row.values)


def _row_key(record: Record) -> str:
    """Return the full key of the row that is translated."""
    subject, owner = str(record.values["subject"]), str(record.values.get("negotiation", ""))
    kind, key = kind_of_subject(subject), key_of_subject(subject)
    return key if kind in SHARED_KINDS or kind == "negotiation" else f"{owner}.{key}"


def _unknown_row(record: Record, index: Index) -> SeedProblem:
    subject = str(record.values["subject"])
    kind = kind_of_subject(subject)
    owner = str(record.values.get("negotiation", ""))
    known = [f"{kind} {key.removeprefix(f'{owner}.')}" for key in index.get(kind, ())]
    message = f"there is no such row.{did_you_mean(subject, known)}"
    return SeedProblem(record.place.at("subject"), message, subject, join_known(sorted(known)))


def _language(record: Record, index: Index) -> str:
    """Return the language of the original."""
    owner = index["negotiation"].get(str(record.values.get("negotiation", "")))
    return str(owner.values["language"]) if owner else DATA_LANGUAGE


TRANSLATION_CHECKS = (_subjects, _shapes, _alike)
