"""Clauses that give the same typed answers as the points in whose place they stand."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

from proposals.comparisons.published_rows import read_terms
from proposals.models import Term

_Answer = tuple[object, ...]


def clauses_with_the_same_answers(replaced: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Return the clauses whose answers are, taken together, those of the points that they replace.

    All are primary keys; the same is every answer with its force, who acts, case, condition and
    alternative. A clause without an answer is none of them: of prose alone nothing can be told.
    One query, none if nothing is replaced.
    """
    named = {*replaced, *(pk for points in replaced.values() for pk in points)}
    if not any(replaced.values()):
        return frozenset()
    terms, bearers = read_terms(Term.objects.filter(clause__in=named).select_related("waits_for"))
    answers: dict[int, Counter[_Answer]] = defaultdict(Counter)
    for term in terms:
        answers[term.clause_id][_answer(term, bearers.get(term.pk, ()))] += 1
    return frozenset(
        clause
        for clause, points in replaced.items()
        if answers[clause]
        and answers[clause] == sum((answers[pk] for pk in points), Counter[_Answer]())
    )


def _answer(term: Term, bearers: tuple[str, ...]) -> _Answer:
    awaited = term.waits_for.key if term.waits_for else ""
    value = json.dumps(term.value, sort_keys=True)
    conditions = (term.scope, term.condition, awaited, term.option)
    return (term.question_id, value, term.force, frozenset(bearers), *conditions)
