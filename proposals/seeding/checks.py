"""Checks of records against each other; every problem is collected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from proposals.domain.errors import DomainError
from proposals.models import taken_keys
from proposals.models.coverage import problem_of_where
from proposals.models.maps import ids_of_regions, problem_of_regions
from proposals.models.responses import problem_of_date
from proposals.models.translations import kind_of_subject
from proposals.seeding.edit_checks import EDIT_CHECKS
from proposals.seeding.file_reader import UNREADABLE, Folder
from proposals.seeding.problems import SeedProblem, did_you_mean, join_known
from proposals.seeding.schema import (
    KINDS,
    SHARED_TRANSLATION,
    TRANSLATION,
    Index,
    Record,
    RecordKind,
    index_of,
    local_key,
    written_key,
)
from proposals.seeding.scopes import lookalike_scopes, scopes_in, store_scope
from proposals.seeding.source_checks import SOURCE_CHECKS
from proposals.seeding.translation_checks import TRANSLATION_CHECKS
from proposals.seeding.typed_values import (
    Frames,
    answer_problem,
    build_frames,
    drop_article_language,
    parse_answer,
)


def check_folder(folder: Folder) -> list[Record]:
    """Return the records of a folder in the form that is stored; add problems to the folder.

    They are checked together with those of the codebooks that the folder uses, which are to be
    checked by themselves before: a codebook has to do without the folders that use it.
    """
    records = _unique_records(folder)
    index = index_of([*folder.used_records, *records])
    unread = _unread_kinds(folder)
    judged = _without_translations_of(index, unread)
    for check in _CHECKS:
        folder.problems.extend(check(judged))
    folder.problems.extend(_references(index, folder, unread))
    frames = build_frames(record for rows in index.values() for record in rows.values())
    folder.problems.extend(frames.problems)
    scopes = scopes_in(index)
    folder.problems.extend(lookalike_scopes(records, scopes))
    return [
        store_scope(record, scopes)
        if record.kind == "term"
        else drop_article_language(record, index)
        for record in _parse_answers(records, frames, folder)
    ]


def _unread_kinds(folder: Folder) -> set[str]:
    """Return the kinds of records that are not all known, so that no name of one is judged."""
    unread = folder.unread.union(*(codebook.unread for codebook in folder.used))
    if folder.lacks_codebook or any(codebook.problems for codebook in folder.used):
        unread |= {kind.name for kind in KINDS.values() if kind.shared}
    return unread


def _without_translations_of(index: Index, unread: set[str]) -> Index:
    """Return records without the translations of rows that may be among those not read."""
    kept = {
        name: {
            key: record
            for key, record in index[name].items()
            if kind_of_subject(str(record.values["subject"])) not in unread
        }
        for name in (TRANSLATION, SHARED_TRANSLATION)
    }
    return {**index, **kept}


def _unique_records(folder: Folder) -> list[Record]:
    """Return each record once; a proposal's table is repeated in each of its versions' files."""
    first: dict[tuple[str, str], Record] = {}
    for record in folder.records:
        earlier = first.setdefault((record.kind, record.key), record)
        if earlier is record:
            continue
        if record.kind == "proposal":
            folder.problems.extend(_differences(earlier, record))
        else:
            _refuse_repetition(folder, earlier, record)
    return list(first.values())


def _differences(earlier: Record, record: Record) -> Iterator[SeedProblem]:
    for name, value in record.values.items():
        if value != earlier.values[name]:
            message = f"the same proposal is described otherwise in {earlier.place.file}."
            yield SeedProblem(record.place.at(name), message, value, str(earlier.values[name]))


def _refuse_repetition(folder: Folder, earlier: Record, record: Record) -> None:
    where = str(earlier.place)
    folder.refuse(record.place, f"the {record.kind} is there already, in {where}.", record.key)


def _parse_answers(records: list[Record], frames: Frames, folder: Folder) -> list[Record]:
    result = []
    for record in records:
        try:
            result.append(parse_answer(record, frames) if record.kind == "term" else record)
        except DomainError as error:
            folder.problems.append(answer_problem(record, error))
    return result


def _references(index: Index, folder: Folder, unread: set[str]) -> Iterator[SeedProblem]:
    """Yield references to nothing; those to a kind that could not be read are not judged."""
    for record, kind in _records_with_kinds(index):
        for name in kind.keys:
            target, value = kind.target(name), record.values[name]
            if target is None or not value or _lacks_context(record, name, index):
                continue
            if target.name in unread:
                continue
            for key in value if isinstance(value, list) else [value]:
                if key not in index[target.name] and UNREADABLE not in key:
                    yield _dangling(
                        record, name, target=target, key=key, index=index, folder=folder
                    )


def _lacks_context(record: Record, name: str, index: Index) -> bool:
    """Tell whether a reference is read within a record that is unknown: that is one problem."""
    kind = KINDS[record.kind]
    context = kind.contexts.get(name, "")
    target = kind.target(context) if context else None
    return target is not None and record.values[context] not in index[target.name]


def _dangling(
    record: Record, name: str, *, target: RecordKind, key: str, index: Index, folder: Folder
) -> SeedProblem:
    owner = KINDS[record.kind].context_of(name, record.values)
    candidates = [
        other
        for other in index[target.name]
        if _is_within(target, other, owner) and UNREADABLE not in other
    ]
    allowed = [written_key(target, other, owner) for other in candidates]
    written = written_key(target, key, owner)
    places = ["this folder", *(one.name for one in folder.used if target.shared)]
    hint = did_you_mean(written, allowed)
    message = f"there is no such {target.name} in {' or '.join(places)}.{hint}"
    place = record.place.at(name)
    return SeedProblem(place, message, found=written, allowed=join_known(sorted(allowed)))


def _is_within(target: RecordKind, key: str, owner: str) -> bool:
    """Tell whether a record with this key can be referred to from inside `owner`."""
    match target.name:
        case "term":
            return key.startswith(f"{owner}#")
        case "clause":
            return key.startswith(".".join(owner.split(".")[:3]) + ".")
    return True


def _support(index: Index) -> Iterator[SeedProblem]:
    for name, evidence in (("clause", "evidence"), ("response", "response evidence")):
        supported = {record.values[name] for record in index[evidence].values()}
        for record in index[name].values():
            if record.values["state"] == "published" and record.key not in supported:
                message = f"a {name} without evidence cannot be published."
                yield SeedProblem(
                    record.place.at("state"), message, "published", "draft, review; or add evidence"
                )


def _absences(index: Index) -> Iterator[SeedProblem]:
    answered = defaultdict(list)
    for record in index["term"].values():
        clause = index["clause"][record.values["clause"]]
        answered[clause.values["version"], record.values["question"]].append(clause)
    for record in index["coverage"].values():
        clauses = answered.get((record.values["version"], record.values["question"]), [])
        for clause in clauses:
            label = clause.values["key"]
            kind = record.values["kind"]
            message = f"the document answers this question in clause {label}, so it is not {kind}."
            yield SeedProblem(record.place, message, kind)


def _papers(index: Index) -> Iterator[SeedProblem]:
    for record in index["coverage"].values():
        kind, where = record.values["kind"], record.values["where"]
        problem = problem_of_where(kind, where)
        if problem and kind:  # a kind that could not be read is a problem already
            yield SeedProblem(record.place.at("where"), problem, where or None)


def _taken_keys(index: Index) -> Iterator[SeedProblem]:
    for record in index["negotiation"].values():
        key = record.values["key"]
        if key in taken_keys():
            message = "the site has other pages at this address."
            allowed = f"any key but {', '.join(sorted(taken_keys()))}"
            yield SeedProblem(record.place.at("key"), message, key, allowed)


def _days(index: Index) -> Iterator[SeedProblem]:
    for record in index["negotiation"].values():
        begins, ends = record.values["begins"], record.values["ends"]
        if begins and ends and ends < begins:
            yield SeedProblem(
                record.place.at("ends"),
                "the negotiation ends before it begins.",
                ends,
                f"{begins} or later",
            )


def _conditions(index: Index) -> Iterator[SeedProblem]:
    for record in index["term"].values():
        if record.values["waits_for"] == record.values["clause"]:
            yield SeedProblem(record.place.at("waits_for"), "a clause cannot wait for itself.")


@dataclass(frozen=True)
class _Pair:
    question: str
    versions: frozenset[str]


def _maps(index: Index) -> Iterator[SeedProblem]:
    for record in index["map"].values():
        problem = problem_of_regions(record.values["regions"])
        if problem:
            yield SeedProblem(record.place.at("regions"), problem)


def _regions(index: Index) -> Iterator[SeedProblem]:
    for record in index["question"].values():
        drawn = index["map"].get(str(record.values["map"]))
        if record.values["map"] and not drawn:
            continue  # a problem already: the map is unknown or could not be read
        regions = drawn.values["regions"] if drawn else []
        allowed = [] if problem_of_regions(regions) else ids_of_regions(regions)
        entries = record.values["vocabulary"]
        for entry in entries if isinstance(entries, list) else []:
            region = entry.get("region") if isinstance(entry, dict) else None
            if region is not None and region not in allowed:
                yield SeedProblem(
                    record.place.at("vocabulary"),
                    "the question's map has no such region.",
                    region,
                    join_known(allowed) if allowed else "no region without a map",
                )


def _judgements(index: Index) -> Iterator[SeedProblem]:
    seen: set[_Pair] = set()
    for record in index["judgement"].values():
        values: Any = record.values
        pair = _Pair(values["question"], frozenset((values["first"], values["second"])))
        if len(pair.versions) < 2:
            yield SeedProblem(
                record.place.at("second"), "a judgement needs two different versions."
            )
        if pair in seen:
            yield SeedProblem(
                record.place, "the pair has a judgement already, the other way round."
            )
        seen.add(pair)


def _responses(index: Index) -> Iterator[SeedProblem]:
    for record in index["response"].values():
        values = record.values
        own, other = (_proposal_of(index, str(values[name])) for name in ("version", "to"))
        if own and own == other:
            message = "a document does not respond to itself, nor to another version of itself."
            allowed = "a version of another proposal"
            yield SeedProblem(record.place.at("to"), message, local_key(values["to"]), allowed)
        if values["clauses"] and values["questions"]:
            message = "a response is about clauses or about questions, not about both."
            allowed = "one of clauses and questions; neither, if it is about the whole document"
            yield SeedProblem(record.place.at("questions"), message, allowed=allowed)
        days = (_day_of(index, str(values[name])) for name in ("version", "to"))
        problem = problem_of_date(values["date"], *days) if values["date"] else ""
        if problem:
            yield SeedProblem(record.place.at("date"), problem, str(values["date"]))
        yield from _hidden_targets(record, index)


def _hidden_targets(record: Record, index: Index) -> Iterator[SeedProblem]:
    """Yield the clauses that a published response names and readers do not see."""
    if record.values["state"] != "published":
        return
    for key in record.values["clauses"]:
        clause = index["clause"].get(key)
        if clause and clause.values["state"] != "published":
            message = "a published response cannot name a clause that is not published."
            allowed = "clauses that are published; or another state of the response"
            yield SeedProblem(record.place.at("clauses"), message, clause.values["key"], allowed)


def _day_of(index: Index, version: str) -> date | None:
    record = index["version"].get(version)
    return record.values["date"] if record else None


def _proposal_of(index: Index, version: str) -> str:
    record = index["version"].get(version)
    return str(record.values["proposal"]) if record else ""


def _records_with_kinds(index: Index) -> Iterator[tuple[Record, RecordKind]]:
    for name, records in index.items():
        for record in records.values():
            yield record, KINDS[name]


_CHECKS: tuple[Callable[[Index], Iterator[SeedProblem]], ...] = (
    _support,
    _absences,
    _papers,
    *SOURCE_CHECKS,
    *EDIT_CHECKS,
    _taken_keys,
    _days,
    _conditions,
    _maps,
    _regions,
    _judgements,
    _responses,
    *TRANSLATION_CHECKS,
)
