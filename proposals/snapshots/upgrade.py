"""Records of earlier formats in the form of today's, so that they can be compared with it.

The second format had human texts among the content. They go where words stand now; what no older
record says (the common part of two answers, say) is left out, and so is no difference.
"""

from __future__ import annotations

from typing import Any

from proposals.exports.record.canonical import WORDS
from proposals.exports.record.comparison import FORMAT

Json = dict[str, Any]

SECOND = "parley-comparison/2"


def upgrade_record(record: Json) -> Json | None:
    """Return a record in today's form; None if its format is not known here."""
    if record["format"] == FORMAT:
        return record
    if record["format"] != SECOND:
        return None
    language = record["negotiation"]["language"]
    rows = [_row(row) for row in record["rows"]]
    return {**record, "format": FORMAT, WORDS: {"language": language}, "rows": rows}


def _row(row: Json) -> Json:
    moved = _move(row, "sentence", "common_to_all", "one_party_only")
    pairs = [_move(pair, "sentence") for pair in row["pairs"]]
    return {**moved, "answers": [_answer(one) for one in row["answers"]], "pairs": pairs}


def _answer(answer: Json) -> Json:
    moved = _move(answer, "problem", "alternatives")
    return {**moved, "terms": [_move(term, "reading") for term in answer["terms"]]}


def _move(thing: Json, *names: str) -> Json:
    """Return an object with some of its keys below its words."""
    kept = {name: value for name, value in thing.items() if name not in names}
    return {**kept, WORDS: {name: thing[name] for name in names}}
