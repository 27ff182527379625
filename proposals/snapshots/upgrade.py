"""Records of earlier formats in the form of today's, so that they can be compared with it.

What no older record says (the case on which a mark rests, say) is left out, and so is no
difference; what it could not say otherwise (that a question has no scale, say) is filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proposals.domain.relations import Distance
from proposals.domain.vocabulary import Holding, Kind, Measure
from proposals.exports.record.canonical import WORDS
from proposals.exports.record.comparison import FORMAT

Json = dict[str, Any]

SECOND, THIRD, FOURTH = (f"parley-comparison/{number}" for number in (2, 3, 4))

FIRST_RULES = 1
"""The version of the rules of records that do not name it."""


def upgrade_record(record: Json) -> Json | None:
    """Return a record in today's form; None if its format is not known here."""
    upgraded = record
    while upgraded["format"] != FORMAT:
        step = _STEPS.get(upgraded["format"])
        if step is None:
            return None
        upgraded = step(upgraded)
    return upgraded


def _from_second(record: Json) -> Json:
    """Return a record whose human texts stand below words: they stood among the content."""
    language = record["negotiation"]["language"]
    rows = [_worded_row(row) for row in record["rows"]]
    return {**record, "format": THIRD, WORDS: {"language": language}, "rows": rows}


def _worded_row(row: Json) -> Json:
    moved = _move(row, "sentence", "common_to_all", "one_party_only")
    pairs = [_move(pair, "sentence") for pair in row["pairs"]]
    return {**moved, "answers": [_worded_answer(one) for one in row["answers"]], "pairs": pairs}


def _worded_answer(answer: Json) -> Json:
    moved = _move(answer, "problem", "alternatives")
    return {**moved, "terms": [_move(term, "reading") for term in answer["terms"]]}


def _move(thing: Json, *names: str) -> Json:
    """Return an object with some of its keys below its words."""
    return {**_without(thing, *names), WORDS: {name: thing[name] for name in names}}


def _from_third(record: Json) -> Json:
    """Return a record whose verdicts are marks, and whose data are those of plain questions."""
    return {
        **record,
        "format": FOURTH,
        "rules": FIRST_RULES,
        "negotiation": {"scopes": [], **record["negotiation"]},
        "questions": [_plain_question(question) for question in record["questions"]],
        "responses": [],
        "rows": [_marked_row(row) for row in record["rows"]],
    }


def _plain_question(question: Json) -> Json:
    is_range = question["kind"] == Kind.RANGE
    plain = {
        "ordered": False,
        "top": None,
        "measures": Measure.AMOUNT.value if is_range else None,
        "holds": Holding.THROUGHOUT.value if is_range else None,
    }
    return {**plain, **question}


def _marked_row(row: Json) -> Json:
    answers = [{"absence_where": None, "replies": [], **answer} for answer in row["answers"]]
    pairs = [_marked_pair(pair) for pair in row["pairs"]]
    marked = {**_marked(row), "answers": answers, "pairs": pairs}
    # What all admit was another thing then: every document had to answer.
    return {**_without(marked, "common_to_all"), WORDS: _without(row[WORDS], "common_to_all")}


def _marked_pair(pair: Json) -> Json:
    beside = {name: _marked(pair[name]) for name in ("best", "judgement") if pair.get(name)}
    gap = {"gap": _measured(pair["gap"])} if pair.get("gap") else {}
    return {**_marked(pair), **beside, **gap}


def _marked(thing: Json) -> Json:
    """Return an object whose verdict is called a mark."""
    return {"mark" if name == "verdict" else name: value for name, value in thing.items()}


def _measured(gap: Json) -> Json:
    """Return a gap that says what its size counts: it had a unit unless it was of days."""
    return {"distance": (Distance.AMOUNT if gap["unit"] else Distance.DAYS).value, **gap}


def _without(thing: Json, *names: str) -> Json:
    return {name: value for name, value in thing.items() if name not in names}


def _from_fourth(record: Json) -> Json:
    """Return a record whose documents' keys pin a version: they were often a proposal's alone.

    Nothing was taken over from texts that documents edit.
    """
    keys = {one["key"]: f"{one['proposal']}.{one['version']}" for one in record["documents"]}
    pinned = _with_keys(record, keys)
    documents = [
        {"complete": False, "edits": None, "copy_of": None, **one, "key": keys[one["key"]]}
        for one in record["documents"]
    ]
    chosen = [
        [name, keys.get(value, value) if name == "d" else value]
        for name, value in record["selection"]
    ]
    own: Json = {"taken_over_from": None}
    return {
        **pinned,
        "format": FORMAT,
        "documents": documents,
        "selection": chosen,
        "clauses": [{**own, **clause} for clause in pinned["clauses"]],
        "rows": [
            {**row, "answers": [_with_own_terms(answer) for answer in row["answers"]]}
            for row in pinned["rows"]
        ],
    }


def _with_own_terms(answer: Json) -> Json:
    """Return an answer whose terms, or whose absence, are the document's own."""
    terms = [{"taken_over_from": None, **term} for term in answer["terms"]]
    return {"absence_taken_over_from": None, **answer, "terms": terms}


def _with_keys(part: Any, keys: Mapping[str, str]) -> Any:
    """Return a part of a record in which documents are named by other keys."""
    if isinstance(part, list):
        return [_with_keys(one, keys) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: _named(name, value, keys) for name, value in part.items()}


def _named(name: str, value: Any, keys: Mapping[str, str]) -> Any:
    if name in ("document", "to") and isinstance(value, str):
        return keys.get(value, value.replace("@", "."))
    if name == "documents" and all(isinstance(one, str) for one in value):
        return [keys.get(one, one) for one in value]
    return _with_keys(value, keys)


_STEPS: dict[str, Callable[[Json], Json]] = {
    SECOND: _from_second,
    THIRD: _from_third,
    FOURTH: _from_fourth,
}
