"""Records whose every text is replaced: what a file makes of them, whatever the database takes."""

import copy
from collections.abc import Iterable
from typing import Any

KEPT = {
    "date", "handed_over", "published", "accessed", "made_at", "begins", "ends", "absence",
    "at_least", "at_most", "more_than", "less_than", "exactly", "from", "to", "on",
    "size",
}  # fmt: skip
"""What is a number, a day or a part of the form stays, or nothing could be made of the record."""

CASE = {"scope": "thaw", "text": None, "words": {"label": "after the thaw"}}
EVIDENCE = dict.fromkeys(
    ("id", "article", "stance", "basis", "quote", "before", "after", "quote_language",
     "quote_gloss", "note", "source"), ""
)  # fmt: skip
"""A piece of evidence on what is no clause."""
RESPONSE = {
    "id": "", "document": "", "to": "", "stance": "", "date": "2031-06-02", "text": "",
    "clauses": [""], "questions": [""],
    "evidence": [EVIDENCE],
}  # fmt: skip
REPLY = {"response": "", "stance": "", "to": "", "answers": [""]}
SCOPE = {"key": "thaw", "label": "", "within": ["year"], "partition": None, "complete": False}

LISTS = ("documents", "themes", "topics", "questions", "clauses", "evidence", "articles", "outlets")


def hostile(record: dict[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """A record in which each text stands in every place that a text may stand in."""
    texts = list(texts)
    found = copy.deepcopy(record)
    for name in LISTS:
        # Of the questions for example only those with a list have entries.
        fullest = max(record[name], key=lambda item: len(str(item)))
        if name == "questions":
            fullest = {**fullest, "top": {"key": "top", "label": "top"}}
        found[name] = [replaced(fullest, text) for text in texts]
    row = _telling(record["rows"])
    found["rows"] = [replaced(row, text) for text in texts]
    party = record["negotiation"]["parties"][0]
    found["negotiation"]["parties"] = [replaced(party, text) for text in texts]
    found["responses"] = [replaced(RESPONSE, text) for text in texts]
    found["negotiation"]["scopes"] = [replaced(SCOPE, text) for text in texts]
    return found


def replaced(value: Any, text: str) -> Any:
    """A value whose every text is this one; of a list of texts two are left."""
    if isinstance(value, dict):
        return {key: part if key in KEPT else replaced(part, text) for key, part in value.items()}
    if isinstance(value, list):
        return [replaced(part, text) for part in value[:2]]
    return text if isinstance(value, str) or value is None else value


def _telling(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One row that has everything that rows may have, each once."""
    answers = [answer for row in rows for answer in row["answers"]]
    pairs = [pair for row in rows for pair in row["pairs"]]
    said = next(one for one in answers if one["terms"] and one["words"]["alternatives"])
    terms = [term for one in answers for term in one["terms"]]
    listed = next(term for term in terms if term["value"].get("requires"))
    missing = next(one for one in answers if one["absence"] and one["absence_articles"])
    missing = {**missing, "absence_evidence": [EVIDENCE]}
    best = next(pair["best"] for pair in pairs if pair["best"])
    judged = next(pair for pair in pairs if pair["judgement"])
    gap = next(pair["gap"] for pair in pairs if pair["gap"])
    documents = {"documents": ["one", "two"], "kind": "same", "mark": "agree", "rule": "R0"}
    return {
        **rows[0],
        "words": {
            **rows[0]["words"],
            "one_party_only": ["one"],
            "notes": [{"kind": "answering", "text": "one"}],
        },
        "case": CASE,
        "within_party": {**documents, "gap": gap},
        "answers": [{**said, "terms": [said["terms"][0], listed], "replies": [REPLY]}, missing],
        "pairs": [{**judged, "best": best, "case": CASE, "gap": gap, "if_same": None}],
    }
