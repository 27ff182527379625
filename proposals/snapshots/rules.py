"""What differs between two records because the rules are others, apart from what the data say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proposals.snapshots.record_diff import Json, RecordDifference, RecordSection

_OF_DATA = {"judgement", "theme", "topic", "text", "kind"}
"""Fields of rows and pairs that no rule computes."""

_CLASS = {"mark", "rule"}


@dataclass(frozen=True)
class DividedDifferences:
    """The differences that other rules made, and those of the data.

    What other rules made of pairs is left out where neither mark nor rule is another: it follows.
    """

    of_rules: tuple[RecordDifference, ...] = ()
    of_data: tuple[RecordDifference, ...] = ()


def divide_differences(
    differences: Iterable[RecordDifference], before: Json, after: Json
) -> DividedDifferences:
    """Return differences of two records of other rules, divided by what made them.

    Of a question of which the data are others, everything counts as made by these.
    """
    differences = tuple(differences)
    changed = frozenset(_questions_of_changed_data(differences, before, after))
    of_rules: list[RecordDifference] = []
    of_data: list[RecordDifference] = []
    for difference in differences:
        fields = () if _first(difference.key) in changed else _computed_fields(difference)
        rest = tuple(name for name in difference.fields if name not in fields)
        is_pair = difference.section is RecordSection.PAIRS
        if fields and not (is_pair and _CLASS.isdisjoint(fields)):
            of_rules.append(replace(difference, fields=fields))
        if rest or not fields:
            of_data.append(replace(difference, fields=rest))
    return DividedDifferences(tuple(of_rules), tuple(of_data))


def _computed_fields(difference: RecordDifference) -> tuple[str, ...]:
    """Return the changed fields that rules compute; none of what is new or gone."""
    if difference.section in (RecordSection.ROWS, RecordSection.PAIRS):
        return tuple(name for name in difference.fields if name not in _OF_DATA)
    is_answer = difference.section is RecordSection.ANSWERS
    return ("problem",) if is_answer and "problem" in difference.fields else ()


def _questions_of_changed_data(
    differences: tuple[RecordDifference, ...], before: Json, after: Json
) -> Iterator[str]:
    """Yield the keys of questions of which a mark may be another for the data alone."""
    for difference in differences:
        is_answer = difference.section is RecordSection.ANSWERS
        beside = {"problem", "evidence", "absence_articles", "absence_evidence", "absence_note"}
        if difference.section is RecordSection.QUESTIONS or (
            is_answer and (not difference.fields or set(difference.fields) - beside)
        ):
            yield _first(difference.key)
        elif difference.section is RecordSection.DOCUMENTS and "parties" in difference.fields:
            yield from _questions(before)
        elif difference.section is RecordSection.NEGOTIATION and "scopes" in difference.fields:
            yield from _questions_with_scopes(before)
            yield from _questions_with_scopes(after)


def _questions(record: Json) -> Iterator[str]:
    return (row["question"] for row in record["rows"])


def _questions_with_scopes(record: Json) -> Iterator[str]:
    for row in record["rows"]:
        terms = (term for answer in row["answers"] for term in answer["terms"])
        if any(term["scope"] for term in terms):
            yield row["question"]


def _first(key: tuple[str, ...]) -> str:
    return key[0] if key else ""
