"""Differences between the contents of two records of one selection, as plain values; no words.

No difference is lost: one that is not reported follows from another that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from proposals.exports.record.canonical import WORDS, without_words

Json = dict[str, Any]
Key = tuple[str, ...]


class RecordSection(StrEnum):
    """The parts of a record, in the order in which their differences are reported."""

    DOCUMENTS = "documents"
    ROWS = "rows"
    PAIRS = "pairs"
    ANSWERS = "answers"
    RESPONSES = "responses"
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
    """Return all differences, section by section."""
    common = _CommonParts.of(before, after)
    old, new = _sections(before, common), _sections(after, common)
    every = [
        difference
        for section in RecordSection
        for difference in _diff_section(section, old[section], new[section])
    ]
    own = [difference for difference in every if common.has_own_reason(difference)]
    causes = _Causes.of(own)
    reported = tuple(difference for difference in own if not causes.explain(difference))
    return reported or tuple(every)


def _diff_section(
    section: RecordSection, old: Mapping[Key, Json], new: Mapping[Key, Json]
) -> Iterator[RecordDifference]:
    for key, before in old.items():
        after = new.get(key)
        if after is None:
            yield RecordDifference(section, key, before=before, after=None)
            continue
        fields = changed_fields(before, after)
        if fields:
            yield RecordDifference(section, key, before=before, after=after, fields=fields)
    for key, after in new.items():
        if key not in old:
            yield RecordDifference(section, key, before=None, after=after)


def changed_fields(before: Json, after: Json) -> tuple[str, ...]:
    """Return the keys of the older value that the newer one does not repeat.

    Words are no content: they differ with the language of whoever reads.
    """
    return tuple(
        name
        for name in before
        if name not in ("alone", WORDS)
        and without_words(before[name]) != without_words(after.get(name))
    )


def _sections(record: Json, common: _CommonParts) -> dict[RecordSection, dict[Key, Json]]:
    """Return the record as sections with each thing under its lasting key."""
    rows: list[Json] = record["rows"]
    home: Json = record["negotiation"]
    named = {
        RecordSection(name): {(thing["key"],): thing for thing in record[name]}
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
            (row["question"], answer["document"]): answer
            for row in rows
            for answer in row["answers"]
        },
        RecordSection.CLAUSES: {
            (clause["id"],): common.clause_part(clause) for clause in record["clauses"]
        },
        RecordSection.EVIDENCE: {
            (item["id"],): common.evidence_part(item) for item in record["evidence"]
        },
        RecordSection.RESPONSES: {(item["id"],): item for item in record["responses"]},
        RecordSection.NEGOTIATION: {(): _without(home, "parties")},
        RecordSection.PARTIES: {(party["key"],): party for party in home["parties"]},
        RecordSection.WHOLE: {(): _whole(record)},
    }


def _whole(record: Json) -> Json:
    """Return what belongs to no single thing: numbers, and the order of all lists."""
    numbers = ("counts", "rows_shown", "rows_in_all", "questions_not_coded")
    return {**{name: record[name] for name in numbers}, "order": _order(record)}


def _order(record: Json) -> list[list[str]]:
    lists = ("documents", "themes", "topics", "questions")
    keyed = [[thing["key"] for thing in record[name]] for name in lists]
    parties = [party["key"] for party in record["negotiation"]["parties"]]
    clauses = [clause["id"] for clause in record["clauses"]]
    responses = [response["id"] for response in record["responses"]]
    return [*keyed, parties, clauses, responses, [row["question"] for row in record["rows"]]]


def _without(value: Json, *names: str) -> Json:
    return {name: part for name, part in value.items() if name not in names}


def _keys(things: Iterable[Json], name: str = "key") -> frozenset[str]:
    return frozenset(thing[name] for thing in things)


@dataclass(frozen=True)
class _CommonParts:
    """Rows, topics and documents that both records have, and the clauses beside those rows.

    The other things come and go with rows and documents that only one of the records has.
    """

    rows: frozenset[str]
    topics: frozenset[str]
    documents: frozenset[str]
    clauses: frozenset[str]

    @classmethod
    def of(cls, before: Json, after: Json) -> _CommonParts:
        """Return what two records have in common."""
        rows = _keys(before["rows"], "question") & _keys(after["rows"], "question")
        return cls(
            rows=rows,
            topics=_keys(before["topics"]) & _keys(after["topics"]),
            documents=_keys(before["documents"]) & _keys(after["documents"]),
            clauses=_clauses_beside(before, rows) | _clauses_beside(after, rows),
        )

    def clause_part(self, clause: Json) -> Json:
        """Return a clause without those of its topics that only one of the records has."""
        return {**clause, "topics": [key for key in clause["topics"] if key in self.topics]}

    def evidence_part(self, item: Json) -> Json:
        """Return a piece of evidence without its answer, if only one of the records has that."""
        parts = (item["answer"] or "").rsplit("/", 2)
        is_gone = len(parts) == 3 and parts[1] not in self.rows
        return {**item, "answer": None} if is_gone else item

    def has_own_reason(self, difference: RecordDifference) -> bool:
        """Tell whether it is more than a consequence of a row or document that is new or gone."""
        section, key = difference.section, difference.key
        if section in (RecordSection.ANSWERS, RecordSection.PAIRS):
            return key[0] in self.rows and self.documents.issuperset(key[1:])
        if difference.fields:
            return True
        if section in (RecordSection.CLAUSES, RecordSection.EVIDENCE):
            thing = difference.before or difference.after or {}
            return str(thing.get("clause", thing["id"])) in self.clauses
        return section in _REPORTED_WHOLE


_REPORTED_WHOLE = (
    RecordSection.DOCUMENTS,
    RecordSection.ROWS,
    RecordSection.RESPONSES,
    RecordSection.PARTIES,
)
"""The sections of which a thing that is new or gone is no consequence of another."""


def _clauses_beside(record: Json, rows: frozenset[str]) -> frozenset[str]:
    """Return the clauses of which these rows speak, and those on the rows' topics."""
    chosen = [row for row in record["rows"] if row["question"] in rows]
    topics = {row["topic"] for row in chosen}
    terms = (term for row in chosen for answer in row["answers"] for term in answer["terms"])
    cited = {term["clause"] for term in terms}
    beside = {clause["id"] for clause in record["clauses"] if topics.intersection(clause["topics"])}
    return frozenset(cited | beside)


@dataclass(frozen=True)
class _Causes:
    """Differences from which others follow: their keys, and whether there are any of a kind."""

    rows: frozenset[str]
    answers: frozenset[str]
    clauses: frozenset[str]
    sources: bool
    selected: bool

    @classmethod
    def of(cls, differences: list[RecordDifference]) -> _Causes:
        """Return the causes among some differences."""

        def first_keys(section: RecordSection) -> frozenset[str]:
            return frozenset(one.key[0] for one in differences if one.section is section)

        whole = [one for one in differences if not one.fields]
        sources = (RecordSection.EVIDENCE, RecordSection.ARTICLES)
        selected = (RecordSection.ROWS, RecordSection.DOCUMENTS)
        return cls(
            rows=first_keys(RecordSection.ROWS),
            answers=first_keys(RecordSection.ANSWERS),
            clauses=frozenset(one.key[0] for one in whole if one.section is RecordSection.CLAUSES),
            sources=any(one.section in sources for one in differences),
            selected=any(one.section in selected for one in whole),
        )

    def explain(self, difference: RecordDifference) -> bool:
        """Tell whether a difference follows from others."""
        section, key, fields = difference.section, difference.key, set(difference.fields)
        if section is RecordSection.ROWS:
            return bool(fields) and fields <= _FROM_ANSWERS and key[0] in self.answers
        if section is RecordSection.PAIRS:
            return self._explain_pair(difference, fields)
        if section is RecordSection.ANSWERS:
            return fields == {"evidence"} and self.sources
        if section is RecordSection.EVIDENCE and not fields:
            return (difference.before or difference.after or {})["clause"] in self.clauses
        return section is RecordSection.WHOLE and self._explain_whole(fields)

    def _explain_pair(self, difference: RecordDifference, fields: set[str]) -> bool:
        """Tell whether a pair follows from its row or an answer.

        It does not for a judgement, nor for a verdict that is not the row's only one.
        """
        if "judgement" in fields:
            return False
        of_row = difference.key[0] in self.rows
        if "mark" in fields:
            return of_row and (difference.after or {})["alone"]
        return of_row or difference.key[0] in self.answers

    def _explain_whole(self, fields: set[str]) -> bool:
        return self.selected or (fields <= {"counts"} and bool(self.rows))


_FROM_ANSWERS = {
    "answering",
    "case",
    "common_ground",
    "compared",
    "could_be_met_together",
    "one_party_only",
    "required_by_all",
    "within_party",
}
"""Fields of a row that are made of its answers."""
