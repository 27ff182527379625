"""Checks of translations: what they translate is there, and still says what was translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from proposals.domain.vocabulary import fold
from proposals.language.languages import DATA_LANGUAGE
from proposals.models.translations import (
    SHARED_KINDS,
    TRANSLATED_FIELDS,
    key_of_subject,
    kind_of_subject,
    names_told_apart,
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
    """Yield the names that another row has in the same language, though the originals differ."""
    first: dict[tuple[str, ...], Record] = {}
    for record in _translations(index):
        subject, field = str(record.values["subject"]), str(record.values["field"])
        group = names_told_apart(subject, field)
        if not group:
            continue
        text, original = str(record.values["text"]), str(record.values["original"])
        owner = str(record.values.get("negotiation", ""))
        place = (owner, str(record.values["language"]), group, fold(text))
        other = first.setdefault(place, record)
        if fold(str(other.values["original"])) != fold(original):
            message = (
                f"{other.values['subject']} is called the same ({other.values['original']}), and "
                f"{subject} is another ({original}): readers could not tell the two apart."
            )
            yield SeedProblem(record.place.at("text"), message, text, "a name of its own")


def _like_originals(index: Index) -> Iterator[SeedProblem]:
    """Yield the names that are the original of another row: it stands where none translates it."""
    originals = _names_of_rows(index)
    for record in _translations(index):
        subject, field = str(record.values["subject"]), str(record.values["field"])
        owner, group = str(record.values.get("negotiation", "")), names_told_apart(subject, field)
        text, original = str(record.values["text"]), str(record.values["original"])
        place = f"{subject} {field}"
        other = originals.get((owner, group, fold(text)), place)
        if group and fold(text) != fold(original) and other != place:
            message = (
                f"{other} is called so in the original, and {subject} is another ({original}): "
                "readers could not tell the two apart."
            )
            yield SeedProblem(record.place.at("text"), message, text, "a name of its own")


def _names_of_rows(index: Index) -> dict[tuple[str, str, str], str]:
    """Return which text is called what: by negotiation, among which names, and name."""
    names: dict[tuple[str, str, str], str] = {}
    for kind in TRANSLATED_FIELDS:
        for key, row in index.get(kind, {}).items():
            owner, _dot, rest = ("", "", key) if kind in SHARED_KINDS else key.partition(".")
            subject = f"{kind} {rest or key}"
            for field, text in texts_of(kind, row.values).items():
                names[owner, names_told_apart(subject, field), fold(text)] = f"{subject} {field}"
    return names


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


TRANSLATION_CHECKS = (_subjects, _shapes, _alike, _like_originals)
