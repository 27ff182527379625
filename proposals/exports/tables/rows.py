"""From the record of a comparison to the rows of each table. Nothing else is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from proposals.exports.record.canonical import canonical
from proposals.exports.tables.columns import Row

Json = dict[str, Any]

_NUMBERS = ("at_least", "more_than", "at_most", "less_than", "exactly")
_DAYS = {"from": "from_day", "to": "to_day", "on": "on_day"}
_LISTS = ("admits", "requires", "excludes")


def rows_of(record: Json, table: str) -> Iterator[Row]:
    """The rows of a table by its name; a column that a row lacks is empty.

    The rows of `continuations` are known only when the others are written: none here.
    """
    return _ROWS[table](record)


def _documents(record: Json) -> Iterator[Row]:
    yield from record["documents"]


def _clauses(record: Json) -> Iterator[Row]:
    yield from record["clauses"]


def _answers(record: Json) -> Iterator[Row]:
    units = {question["key"]: question["unit"] for question in record["questions"]}
    for row, answer in _cells(record):
        shared = {"question": row["question"], "document": answer["document"]}
        shared["state"] = _state(answer)
        if answer["absence"]:
            yield {
                **shared,
                "id": _absence_id(record, row, answer),
                "absence_basis": answer["absence_basis"],
                "absence_note": answer["absence_note"],
            }
        for term in answer["terms"]:
            stored = canonical(term["value"]).decode()
            ends = _ends(term["value"], units[row["question"]])
            yield {**term, **ends, **shared, "value": stored}


def _ends(value: Json, unit: str | None) -> Row:
    """The ends of a range or of a span of days; `unit` is that of the question."""
    found: Row = {key: value[key] for key in (*_NUMBERS, "any") if key in value}
    found["unit"] = value.get("unit", unit)
    found.update((column, value[key]) for key, column in _DAYS.items() if key in value)
    return found


def _state(answer: Json) -> str:
    return str(answer["absence"] or "answered")


def _absence_id(record: Json, row: Json, answer: Json) -> str:
    return f"{record['negotiation']['key']}.{answer['document']}/{row['question']}/absence"


def _verdicts(record: Json) -> Iterator[Row]:
    for row in record["rows"]:
        yield {**row, "id": row["question"], "scope": "row"}
        for pair in row["pairs"]:
            first, second = pair["documents"]
            yield {
                **pair,
                "id": f"{row['question']}/{first}/{second}",
                "scope": "pair",
                "question": row["question"],
                "first": first,
                "second": second,
                **_named("best", pair["best"]),
                **_named("judged", pair["judgement"]),
            }


def _named(word: str, found: Json | None) -> Row:
    names = {"author": "by", "made_at": "at"}
    return {f"{word}_{names.get(key, key)}": value for key, value in (found or {}).items()}


def _evidence(record: Json) -> Iterator[Row]:
    yield from record["evidence"]


def _articles(record: Json) -> Iterator[Row]:
    yield from record["articles"]


def _topics(record: Json) -> Iterator[Row]:
    names = {theme["key"]: theme["name"] for theme in record["themes"]}
    for topic in record["topics"]:
        yield {**topic, "theme_name": names[topic["theme"]]}


def _questions(record: Json) -> Iterator[Row]:
    yield from record["questions"]


def _outlets(record: Json) -> Iterator[Row]:
    yield from record["outlets"]


def _parties(record: Json) -> Iterator[Row]:
    yield from record["negotiation"]["parties"]


def _document_parties(record: Json) -> Iterator[Row]:
    for document in record["documents"]:
        for party in document["parties"]:
            yield {"document": document["key"], "party": party}


def _clause_topics(record: Json) -> Iterator[Row]:
    for clause in record["clauses"]:
        for topic in clause["topics"]:
            yield {"clause": clause["id"], "topic": topic}


def _question_entries(record: Json) -> Iterator[Row]:
    for question in record["questions"]:
        for place, entry in enumerate(question["vocabulary"], 1):
            yield {
                "question": question["key"],
                "entry": entry["key"],
                "place": place,
                "label": entry["label"],
            }


def _answer_entries(record: Json) -> Iterator[Row]:
    for row, term in _terms(record):
        for number, entry in enumerate(_entries(term["value"]), 1):
            yield {"answer": term["id"], "number": number, "question": row["question"], **entry}


def _entries(value: Json) -> Iterator[Row]:
    for part in _LISTS:
        for entry in value.get(part, ()):
            yield {"part": part, "entry": entry}
    for chain, links in enumerate(value.get("chains", ()), 1):
        for step, link in enumerate(links, 1):
            for entry in [link] if isinstance(link, str) else link:
                yield {"part": "chains", "entry": entry, "chain": chain, "step": step}


def _answer_bearers(record: Json) -> Iterator[Row]:
    parties = record["negotiation"]["parties"]
    met = Counter(party["name"] for party in parties)
    keys = {party["name"]: party["key"] for party in parties if met[party["name"]] == 1}
    for _row, term in _terms(record):
        for number, name in enumerate(term["bearers"], 1):
            yield {"answer": term["id"], "number": number, "party": keys.get(name), "name": name}


def _positions(record: Json) -> Iterator[Row]:
    for row, answer in _cells(record):
        yield {
            "question": row["question"],
            "document": answer["document"],
            "state": _state(answer),
            "problem": answer["problem"],
            **answer["evidence"],
        }


def _alternatives(record: Json) -> Iterator[Row]:
    for row, answer in _cells(record):
        for number, text in enumerate(answer["alternatives"], 1):
            yield {
                "question": row["question"],
                "document": answer["document"],
                "number": number,
                "text": text,
            }


def _absence_articles(record: Json) -> Iterator[Row]:
    for row, answer in _cells(record):
        for article in answer["absence_articles"]:
            yield {"answer": _absence_id(record, row, answer), "article": article}


def _one_party_only(record: Json) -> Iterator[Row]:
    for row in record["rows"]:
        for number, sentence in enumerate(row["one_party_only"], 1):
            yield {"question": row["question"], "number": number, "sentence": sentence}


def _none(_record: Json) -> Iterator[Row]:
    return iter(())


def _cells(record: Json) -> Iterator[tuple[Json, Json]]:
    return ((row, answer) for row in record["rows"] for answer in row["answers"])


def _terms(record: Json) -> Iterator[tuple[Json, Json]]:
    return ((row, term) for row, answer in _cells(record) for term in answer["terms"])


_ROWS: dict[str, Callable[[Json], Iterator[Row]]] = {
    "documents": _documents,
    "clauses": _clauses,
    "answers": _answers,
    "verdicts": _verdicts,
    "evidence": _evidence,
    "articles": _articles,
    "topics": _topics,
    "questions": _questions,
    "outlets": _outlets,
    "parties": _parties,
    "document_parties": _document_parties,
    "clause_topics": _clause_topics,
    "question_entries": _question_entries,
    "answer_entries": _answer_entries,
    "answer_bearers": _answer_bearers,
    "positions": _positions,
    "alternatives": _alternatives,
    "absence_articles": _absence_articles,
    "one_party_only": _one_party_only,
    "continuations": _none,
}
