"""The scope list of a negotiation: its tables in a file, and the scopes of answers that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError

from proposals.domain.cases import ScopeEntry, ScopeList, meaning_of, scope_problems
from proposals.domain.errors import DomainError, ErrorCode
from proposals.domain.vocabulary import Entry
from proposals.models.vocabularies import SCOPE_CHECKS, parse_scope, parse_scopes, store_scopes
from proposals.seeding.letters import as_latin, name_letters
from proposals.seeding.problems import FilePlace, SeedProblem, did_you_mean, join_known, words_of
from proposals.seeding.schema import Index, Record
from sources.validators import valid_written_table

Table = Mapping[str, Any]

_NEEDED = {
    "within": ("a list of keys is needed.", '["one", "two"]'),
    "complete": ("a yes or no is needed.", "true, false"),
}
_FOUND_BEFORE = (ErrorCode.EQUAL_ENTRIES, ErrorCode.NO_SUCH_SCOPE)
"""The problems of scopes that are named here at the key in question, with what is allowed."""
_TEXT_NEEDED = ("a short text on one line is needed.", '"in quotation marks"')


def problems_of_scopes(tables: Sequence[Table], places: Sequence[FilePlace]) -> list[SeedProblem]:
    """Return what is wrong with the tables of a scope list, each of which stands at a place."""
    rows = list(zip(tables, places, strict=True))
    checks = (_unusable_values, _repeated_entries, _unknown_entries, _relations)
    return [problem for check in checks for problem in check(rows)]


def scopes_in(index: Index) -> ScopeList:
    """Return the scope list of the negotiation among some records; empty if it cannot be read."""
    for record in index["negotiation"].values():
        try:
            return parse_scopes(record.values["scopes"])
        except DomainError:
            break
    return ScopeList()


def store_scope_list(record: Record) -> Record:
    """Return a negotiation with its scope list in the stored form; one without sense as it is."""
    try:
        return record.changed(scopes=store_scopes(parse_scopes(record.values["scopes"])))
    except DomainError:
        return record


def store_scope(record: Record, scopes: ScopeList) -> Record:
    """Return an answer whose scope is the key of the entry that it names, if it names one."""
    entry = scopes.entry(record.values["scope"])
    return record.changed(scope=entry.key) if entry else record


def lookalike_scopes(records: Iterable[Record], scopes: ScopeList) -> Iterator[SeedProblem]:
    """Yield the answers whose scope is in words of their own and reads like an entry."""
    for record in records:
        if record.kind != "term" or scopes.entry(words := record.values["scope"]):
            continue
        if entry := scopes.entry(as_latin(words)):
            message = f"no such scope, though it reads like one.{name_letters(words)}"
            yield SeedProblem(record.place.at("scope"), message, found=words, allowed=entry.key)


Rows = list[tuple[Table, FilePlace]]


def _unusable_values(rows: Rows) -> Iterator[SeedProblem]:
    for table, place in rows:
        for name in ("key", "label"):
            if name not in table:
                yield SeedProblem(place.at(name), "the key is missing.")
        for name, value in table.items():
            if name in SCOPE_CHECKS and not SCOPE_CHECKS[name](value):
                message, allowed = _NEEDED.get(name, _TEXT_NEEDED)
                yield SeedProblem(place.at(name), message, found=value, allowed=allowed)
            elif unseen := _unseen_signs(value):
                yield SeedProblem(place.at(name), unseen, found=value)
            elif name in ("key", "label"):
                yield from _unusable_text(name, value, place)


def _unseen_signs(value: Any) -> str:
    """Return which sign of a text nobody can see; empty if there is none."""
    try:
        valid_written_table(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _unusable_text(name: str, text: str, place: FilePlace) -> Iterator[SeedProblem]:
    try:
        Entry(**{"key": "key", "label": "label", name: text})
    except DomainError as error:
        yield SeedProblem(place.at(name), words_of(error))


def _repeated_entries(rows: Rows) -> Iterator[SeedProblem]:
    first: dict[tuple[str, str], FilePlace] = {}
    for table, place in rows:
        for name in ("key", "label"):
            text = table.get(name)
            if not isinstance(text, str):
                continue
            earlier = first.setdefault((name, meaning_of(text)), place)
            if earlier is not place:
                message = f"the scope is there already, in {earlier}."
                yield SeedProblem(place.at(name), message, found=text)


def _unknown_entries(rows: Rows) -> Iterator[SeedProblem]:
    known = [table["key"] for table, _place in rows if isinstance(table.get("key"), str)]
    for table, place in rows:
        for key in _texts(table.get("within")):
            if key not in known:
                message = f"there is no such scope in this folder.{did_you_mean(key, known)}"
                allowed = join_known(known)
                yield SeedProblem(place.at("within"), message, found=key, allowed=allowed)


def _texts(value: Any) -> Iterable[str]:
    return (text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _relations(rows: Rows) -> Iterator[SeedProblem]:
    """Yield the problems of sound entries that cannot hold together, each at the first of them."""
    by_place = dict(_sound_entries(rows))
    for error in scope_problems(by_place.values()):
        if error.code in _FOUND_BEFORE:
            continue
        key, partition = (error.details.get(name) for name in ("scope", "partition"))
        place = next(
            place
            for place, entry in by_place.items()
            if entry.key == key or (partition and entry.partition == partition)
        )
        yield SeedProblem(place, words_of(error))


def _sound_entries(rows: Rows) -> Iterator[tuple[FilePlace, ScopeEntry]]:
    for number, (table, place) in enumerate(rows, start=1):
        with suppress(DomainError):
            yield place, parse_scope(table, number)
