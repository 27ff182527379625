"""From the record of a comparison to the rows of each table. Nothing else is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from proposals.domain.storage import SCALE_FORMS
from proposals.domain.vocabulary import Kind
from proposals.exports.record.answers import ABSENCE_EVIDENCE, ANSWER
from proposals.exports.record.codebook import ENTRY, TOPIC
from proposals.exports.record.fields import Entity, Json
from proposals.exports.record.negotiations import PARTY, SCOPE
from proposals.exports.record.pairs import PAIR
from proposals.exports.record.responses import REPLY, RESPONSE_EVIDENCE
from proposals.exports.record.terms import TERM
from proposals.exports.record.verdicts import NOTE, ROW
from proposals.exports.tables.columns import Row
from proposals.exports.tables.entity_columns import cells_of

_LISTS = ("admits", "requires", "excludes")
_NO_NUMBERS: Row = dict.fromkeys(SCALE_FORMS)


def rows_of_list(name: str, entity: Entity) -> Callable[[Json], Iterator[Row]]:
    """Return the function that makes the rows of a table of one list of the record."""
    return lambda record: (cells_of(entity.fields, values) for values in record[name])


def answers(record: Json) -> Iterator[Row]:
    """Yield a row for each term, and one where there is no answer, which stands first."""
    questions = {question["key"]: question for question in record["questions"]}
    for row, answer in _cells(record):
        shared = {
            "question": row["question"],
            "document": answer["document"],
            "state": _state(answer),
        }
        if answer["absence"]:
            absence = {"id": _absence_id(record, row, answer)}
            yield {**cells_of(ANSWER.fields, answer), **absence, **shared}
        for term in answer["terms"]:
            cells = {"id": term["id"], **cells_of(TERM.fields, term), **shared}
            # The unit of the question is that of every answer that names no other.
            unit = term["value"].get("unit", questions[row["question"]]["unit"])
            # The ends of a stretch of a scale are steps, which stand among the entries.
            yield {**cells, "unit": unit, **(_NO_NUMBERS if _is_choice(row) else {})}


def verdicts(record: Json) -> Iterator[Row]:
    """Yield the verdict of each row, and behind it those of its pairs."""
    for row in record["rows"]:
        yield {**cells_of(ROW.fields, row), "id": row["question"], "level": "row"}
        for pair in row["pairs"]:
            first, second = pair["documents"]
            yield {
                **cells_of(PAIR.fields, pair),
                "id": f"{row['question']}/{first}/{second}",
                "level": "pair",
                "question": row["question"],
                "first": first,
                "second": second,
            }


def topics(record: Json) -> Iterator[Row]:
    """Yield the topics, each with the name of its theme."""
    names = {theme["key"]: theme["name"] for theme in record["themes"]}
    for topic in record["topics"]:
        yield {**cells_of(TOPIC.fields, topic), "theme_name": names[topic["theme"]]}


def parties(record: Json) -> Iterator[Row]:
    """Yield the parties of the negotiation."""
    for party in record["negotiation"]["parties"]:
        yield cells_of(PARTY.fields, party)


def scopes(record: Json) -> Iterator[Row]:
    """Yield the cases that answers can be limited to."""
    for scope in record["negotiation"]["scopes"]:
        yield cells_of(SCOPE.fields, scope)


def scope_parents(record: Json) -> Iterator[Row]:
    """Yield each case with each of those in which it lies."""
    for scope in record["negotiation"]["scopes"]:
        for parent in scope["within"]:
            yield {"scope": scope["key"], "within": parent}


def document_parties(record: Json) -> Iterator[Row]:
    """Yield each document with each of its parties."""
    for document in record["documents"]:
        for party in document["parties"]:
            yield {"document": document["key"], "party": party}


def clause_topics(record: Json) -> Iterator[Row]:
    """Yield each clause with each of its shown topics."""
    for clause in record["clauses"]:
        for topic in clause["topics"]:
            yield {"clause": clause["id"], "topic": topic}


def response_points(record: Json) -> Iterator[Row]:
    """Yield what each response is about, if it is about single points."""
    for response in record["responses"]:
        points = [{"clause": key} for key in response["clauses"]]
        points += [{"question": key} for key in response["questions"]]
        for number, point in enumerate(points, 1):
            yield {"response": response["id"], "number": number, **point}


def response_evidence(record: Json) -> Iterator[Row]:
    """Yield the evidence of each response."""
    for response in record["responses"]:
        for item in response["evidence"]:
            yield {"response": response["id"], **cells_of(RESPONSE_EVIDENCE.fields, item)}


def replies(record: Json) -> Iterator[Row]:
    """Yield each answer that a document accepts or rejects of another."""
    for row, answer in _cells(record):
        place = {"question": row["question"], "document": answer["document"]}
        named = ((reply, one) for reply in answer["replies"] for one in reply["answers"])
        for number, (reply, one) in enumerate(named, 1):
            yield {**place, "number": number, **cells_of(REPLY.fields, reply), "answer": one}


def question_entries(record: Json) -> Iterator[Row]:
    """Yield the entries of the closed list of each question."""
    for question in record["questions"]:
        for place, entry in enumerate(question["vocabulary"], 1):
            named = {"question": question["key"], "place": place}
            yield {**named, **cells_of(ENTRY.fields, entry)}


def answer_entries(record: Json) -> Iterator[Row]:
    """Yield the entries that each term names."""
    for row, term in _terms(record):
        for number, entry in enumerate(_entries(term["value"], _is_choice(row)), 1):
            yield {"answer": term["id"], "number": number, "question": row["question"], **entry}


def answer_bearers(record: Json) -> Iterator[Row]:
    """Yield who must act by each term."""
    named = record["negotiation"]["parties"]
    times = Counter(party["name"] for party in named)
    keys = {party["name"]: party["key"] for party in named if times[party["name"]] == 1}
    for _row, term in _terms(record):
        for number, name in enumerate(term["bearers"], 1):
            yield {"answer": term["id"], "number": number, "party": keys.get(name), "name": name}


def positions(record: Json) -> Iterator[Row]:
    """Yield each document and question with what the answer rests on."""
    for row, answer in _cells(record):
        yield {
            **cells_of(ANSWER.fields, answer),
            "question": row["question"],
            "document": answer["document"],
            "state": _state(answer),
        }


def alternatives(record: Json) -> Iterator[Row]:
    """Yield the words of each alternative of each document and question."""
    for row, answer in _cells(record):
        for number, text in enumerate(answer["words"]["alternatives"], 1):
            yield {
                "question": row["question"],
                "document": answer["document"],
                "number": number,
                "text": text,
            }


def absence_articles(record: Json) -> Iterator[Row]:
    """Yield the articles that were read to establish each absence."""
    for row, answer in _cells(record):
        for article in answer["absence_articles"]:
            yield {"answer": _absence_id(record, row, answer), "article": article}


def absence_evidence(record: Json) -> Iterator[Row]:
    """Yield the evidence on each absence."""
    for row, answer in _cells(record):
        for item in answer["absence_evidence"]:
            own = {"answer": _absence_id(record, row, answer)}
            yield {**own, **cells_of(ABSENCE_EVIDENCE.fields, item)}


def row_notes(record: Json) -> Iterator[Row]:
    """Yield the notes on rows of several documents."""
    for row in record["rows"]:
        for number, note in enumerate(row["words"]["notes"], 1):
            named = {"question": row["question"], "number": number}
            yield {**named, **cells_of(NOTE.fields, note)}


def one_party_only(record: Json) -> Iterator[Row]:
    """Yield the sentences on duties of one party only."""
    for row in record["rows"]:
        for number, sentence in enumerate(row["words"]["one_party_only"], 1):
            yield {"question": row["question"], "number": number, "sentence": sentence}


def no_rows(_record: Json) -> Iterator[Row]:
    """Yield nothing: the rows of the table are not made of the record."""
    return iter(())


def _cells(record: Json) -> Iterator[tuple[Json, Json]]:
    return ((row, answer) for row in record["rows"] for answer in row["answers"])


def _terms(record: Json) -> Iterator[tuple[Json, Json]]:
    return ((row, term) for row, answer in _cells(record) for term in answer["terms"])


def _state(answer: Json) -> str:
    return str(answer["absence"] or "answered")


def _absence_id(record: Json, row: Json, answer: Json) -> str:
    return f"{record['negotiation']['key']}.{answer['document']}/{row['question']}/absence"


def _is_choice(row: Json) -> bool:
    return bool(row["kind"] == Kind.CHOICE)


def _entries(value: Json, is_choice: bool) -> Iterator[Row]:
    for part in _LISTS:
        for entry in value.get(part, ()):
            yield {"part": part, "entry": entry}
    for part in SCALE_FORMS if is_choice else ():
        if part in value:
            yield {"part": part, "entry": value[part]}
    for chain, links in enumerate(value.get("chains", ()), 1):
        for step, link in enumerate(links, 1):
            for entry in [link] if isinstance(link, str) else link:
                yield {"part": "chains", "entry": entry, "chain": chain, "step": step}
