"""What differs between two records of the same selection, as plain values; no words, no database.

Nothing that differs is left out: what is not told by itself follows from something that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
Key = tuple[str, ...]


class RecordSection(StrEnum):
    """The parts of a record, in the order in which their differences are told."""

    DOCUMENTS = "documents"
    ROWS = "rows"
    PAIRS = "pairs"
    ANSWERS = "answers"
    CLAUSES = "clauses"
    EVIDENCE = "evidence"
    ARTICLES = "articles"
    OUTLETS = "outlets"
    NEGOTIATION = "negotiation"
    PARTIES = "parties"
    THEMES = "themes"
    TOPICS = "topics"
    QUESTIONS = "questions"
    WHOLE = "whole"


@dataclass(frozen=True)
class RecordDifference:
    """One thing that is gone (`after` is None), new (`before` is None) or changed in `fields`."""

    section: RecordSection
    key: Key
    before: Json | None
    after: Json | None
    fields: tuple[str, ...] = ()


def diff_records(before: Json, after: Json) -> tuple[RecordDifference, ...]:
    """Everything that differs, part by part. A key that only the newer record has is none."""
    shown = _Shown.of(before, after)
    old, new = _sections(before, shown), _sections(after, shown)
    every = [
        one for section in RecordSection for one in _between(section, old[section], new[section])
    ]
    found = [one for one in every if shown.tells(one)]
    others = _Told.of(found)
    told = tuple(one for one in found if not others.leads_to(one))
    return told or tuple(every)


def _between(
    section: RecordSection, old: Mapping[Key, Json], new: Mapping[Key, Json]
) -> Iterator[RecordDifference]:
    for key, before in old.items():
        after = new.get(key)
        if after is None:
            yield RecordDifference(section, key, before, None)
            continue
        fields = changed_fields(before, after)
        if fields:
            yield RecordDifference(section, key, before, after, fields)
    for key, after in new.items():
        if key not in old:
            yield RecordDifference(section, key, None, after)


def changed_fields(before: Json, after: Json) -> tuple[str, ...]:
    """The keys of the older value that the newer one does not repeat."""
    return tuple(name for name in before if name != "alone" and before[name] != after.get(name))


def _sections(record: Json, shown: _Shown) -> dict[RecordSection, dict[Key, Json]]:
    """The record with each thing under its lasting key."""
    rows: list[Json] = record["rows"]
    home: Json = record["negotiation"]
    named = {
        RecordSection(name): {(one["key"],): one for one in record[name]}
        for name in ("documents", "articles", "outlets", "themes", "topics", "questions")
    }
    return {
        **named,
        RecordSection.ROWS: {(row["question"],): _without(row, "answers", "pairs") for row in rows},
        RecordSection.PAIRS: {
            (row["question"], *pair["documents"]): {**pair, "alone": len(row["pairs"]) == 1}
            for row in rows
            for pair in row["pairs"]
        },
        RecordSection.ANSWERS: {
            (row["question"], one["document"]): one for row in rows for one in row["answers"]
        },
        RecordSection.CLAUSES: {(one["id"],): shown.of_clause(one) for one in record["clauses"]},
        RecordSection.EVIDENCE: {
            (one["id"],): shown.of_evidence(one) for one in record["evidence"]
        },
        RecordSection.NEGOTIATION: {(): _without(home, "parties")},
        RecordSection.PARTIES: {(one["key"],): one for one in home["parties"]},
        RecordSection.WHOLE: {(): _whole(record)},
    }


def _whole(record: Json) -> Json:
    """What belongs to no single thing: numbers, and the order of all lists."""
    numbers = ("counts", "rows_shown", "rows_in_all", "questions_not_coded")
    return {**{name: record[name] for name in numbers}, "order": _order(record)}


def _order(record: Json) -> list[list[str]]:
    lists = ("documents", "themes", "topics", "questions")
    keyed = [[one["key"] for one in record[name]] for name in lists]
    parties = [one["key"] for one in record["negotiation"]["parties"]]
    clauses = [one["id"] for one in record["clauses"]]
    return [*keyed, parties, clauses, [row["question"] for row in record["rows"]]]


def _without(value: Json, *names: str) -> Json:
    return {name: part for name, part in value.items() if name not in names}


@dataclass(frozen=True)
class _Shown:
    """What belongs to rows and documents of both records; the rest goes and comes with others."""

    rows: frozenset[str]
    topics: frozenset[str]
    documents: frozenset[str]
    clauses: frozenset[str]

    @classmethod
    def of(cls, before: Json, after: Json) -> _Shown:
        both = [
            {row["question"] for row in before["rows"]}
            & {row["question"] for row in after["rows"]},
            {one["key"] for one in before["documents"]}
            & {one["key"] for one in after["documents"]},
        ]
        rows, documents = map(frozenset, both)
        clauses = _clauses_beside(before, rows) | _clauses_beside(after, rows)
        topics = [{one["key"] for one in record["topics"]} for record in (before, after)]
        return cls(rows, frozenset(topics[0] & topics[1]), documents, clauses)

    def of_clause(self, clause: Json) -> Json:
        """A clause without those of its topics that only one of the records shows."""
        return {**clause, "topics": [key for key in clause["topics"] if key in self.topics]}

    def of_evidence(self, item: Json) -> Json:
        """A piece of evidence without its answer, if only one of the records shows that."""
        parts = (item["answer"] or "").rsplit("/", 2)
        gone = len(parts) == 3 and parts[1] not in self.rows
        return {**item, "answer": None} if gone else item

    def tells(self, one: RecordDifference) -> bool:
        """Whether it is more than a consequence of a row or document that is new or gone."""
        if one.section in (RecordSection.ANSWERS, RecordSection.PAIRS):
            return one.key[0] in self.rows and self.documents.issuperset(one.key[1:])
        if one.fields:
            return True
        if one.section in (RecordSection.CLAUSES, RecordSection.EVIDENCE):
            thing = one.before or one.after or {}
            return str(thing.get("clause", thing["id"])) in self.clauses
        return one.section in (RecordSection.DOCUMENTS, RecordSection.ROWS, RecordSection.PARTIES)


def _clauses_beside(record: Json, rows: frozenset[str]) -> frozenset[str]:
    """The clauses of which these rows speak, and those that stand in the rows' topics."""
    found = [row for row in record["rows"] if row["question"] in rows]
    topics = {row["topic"] for row in found}
    cited = {term["clause"] for row in found for one in row["answers"] for term in one["terms"]}
    beside = {one["id"] for one in record["clauses"] if topics.intersection(one["topics"])}
    return frozenset(cited | beside)


@dataclass(frozen=True)
class _Told:
    """What else differs, looked up by those that follow from it."""

    rows: frozenset[str]
    answers: frozenset[str]
    clauses: frozenset[str]
    sources: bool
    selected: bool

    @classmethod
    def of(cls, found: list[RecordDifference]) -> _Told:
        def questions(section: RecordSection) -> frozenset[str]:
            return frozenset(one.key[0] for one in found if one.section is section)

        whole = [one for one in found if not one.fields]
        return cls(
            questions(RecordSection.ROWS),
            questions(RecordSection.ANSWERS),
            frozenset(one.key[0] for one in whole if one.section is RecordSection.CLAUSES),
            any(one.section in (RecordSection.EVIDENCE, RecordSection.ARTICLES) for one in found),
            any(one.section in (RecordSection.ROWS, RecordSection.DOCUMENTS) for one in whole),
        )

    def leads_to(self, one: RecordDifference) -> bool:
        """Whether a difference follows from others."""
        fields = set(one.fields)
        if one.section is RecordSection.ROWS:
            return bool(fields) and fields <= _FROM_ANSWERS and one.key[0] in self.answers
        if one.section is RecordSection.PAIRS:
            return self._leads_to_pair(one, fields)
        if one.section is RecordSection.ANSWERS:
            return fields == {"evidence"} and self.sources
        if one.section is RecordSection.EVIDENCE and not fields:
            return (one.before or one.after or {})["clause"] in self.clauses
        return one.section is RecordSection.WHOLE and self._leads_to_whole(fields)

    def _leads_to_pair(self, one: RecordDifference, fields: set[str]) -> bool:
        """A pair is told for its judgement, and for a verdict that is not the row's only one."""
        if "judgement" in fields:
            return False
        of_row = one.key[0] in self.rows
        if "verdict" in fields:
            return of_row and (one.after or {})["alone"]
        return of_row or one.key[0] in self.answers

    def _leads_to_whole(self, fields: set[str]) -> bool:
        return self.selected or (fields <= {"counts"} and bool(self.rows))


_FROM_ANSWERS = {"sentence", "common_to_all", "one_party_only"}
