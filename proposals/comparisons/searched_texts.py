"""The texts of rows in which a search of words looks, folded, without comparing any row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from sys import getsizeof
from typing import Any

from django.db.models import Q

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.inheritance import (
    Answer,
    Inheritance,
    coverage_of,
    inheritance_of,
    standing_absences,
    takers,
)
from proposals.comparisons.local_texts import local_texts, texts_by_original
from proposals.data_stamps import current_stamp
from proposals.data_stamps.memory import Memory
from proposals.domain.storage import from_stored
from proposals.language.active import active_language
from proposals.language.local_text import original_of
from proposals.language.wording import Wording
from proposals.models import Clause, Coverage, Evidence, Question, Term
from proposals.models.clauses import ClauseQuerySet
from sources.search_terms import fold_texts

CLAUSE_TEXTS = ("heading", "text", "quote", "quote_gloss")
"""The fields of the clause of an answer in which one looks."""

EVIDENCE_TEXTS = ("quote", "quote_gloss")
"""The fields of the evidence on an answer in which one looks."""

texts_in_memory = Memory(6_000)
"""The texts of the comparisons that were searched last, weighed in kilobytes.

They stand by themselves: beside the marks of a comparison of thousands of rows they would have no
place, and each would drive out the other.
"""


def searched_texts(catalogue: Catalogue, documents: tuple[Document, ...]) -> Mapping[int, str]:
    """Return all texts of each row, folded, by the primary key of its question.

    They are what `Row.folded_text` has; a question that was added meanwhile may be missing. Three
    queries, four if an edit takes over points; none while they are kept in memory, until the next
    write.
    """
    versions = sorted(document.version.pk for document in documents)
    inheritance = inheritance_of(documents)
    stamp = current_stamp()
    if stamp is None:
        return _searched_texts(catalogue, versions, inheritance)
    key = (str(stamp), active_language().code, catalogue.negotiation.pk, *versions)
    texts: Mapping[int, str] | None = texts_in_memory.get(key)
    if texts is None:
        texts = _searched_texts(catalogue, versions, inheritance)
        texts_in_memory.put(key, texts, sum(map(getsizeof, texts.values())) // 1024)
    return texts


def _searched_texts(
    catalogue: Catalogue, versions: list[int], inheritance: Inheritance
) -> dict[int, str]:
    found = Question.objects.for_comparison(catalogue.negotiation)
    local = local_texts([catalogue.negotiation])
    questions = {question.pk: local.in_question(question) for question in found}
    texts = {
        pk: dict.fromkeys(fold_texts(text) for text in texts_of_question(one))
        for pk, one in questions.items()
    }
    points = inheritance.points_of(versions)
    shown = Q(version__in=versions) | Q(pk__in=points) if points else Q(version__in=versions)
    is_shown = _shown_answers(versions, inheritance) if points else lambda _answer: True
    for question, text in _folded_answers(catalogue, questions, shown, is_shown):
        texts[question][text] = None
    return {pk: " ".join(own) for pk, own in texts.items()}


def texts_of_question(question: Question) -> list[str]:
    """Return the texts of a question in which one looks, and what they stand in place of."""
    shown = (question.topic.name, question.text)
    return list(dict.fromkeys((*shown, *map(original_of, shown))))


def _shown_answers(versions: list[int], inheritance: Inheritance) -> Callable[[Answer], bool]:
    """Return what tells whether an answer is a version's own, or taken over by one; one query."""
    absences = Coverage.objects.filter(coverage_of(versions, inheritance))
    standing = standing_absences(absences, (), versions, inheritance)
    holders = inheritance.holders(versions)

    def is_shown(answer: Answer) -> bool:
        return answer.text in versions or bool(takers(answer, holders, standing))

    return is_shown


def _folded_answers(
    catalogue: Catalogue,
    questions: Mapping[int, Question],
    shown: Q,
    is_shown: Callable[[Answer], bool],
) -> Iterator[tuple[int, str]]:
    """Yield each text of the answers to a question, folded, with the question's primary key.

    They are those that `is_shown`, of the clauses that `shown` keeps.
    """
    clauses_shown = Clause.objects.published().filter(shown)
    evidence = _folded_evidence(clauses_shown)
    local = texts_by_original()
    clauses: dict[int, str] = {}
    wordings: dict[int, Wording] = {}
    for pk, question, value, clause, version, *texts in _answers(questions, clauses_shown):
        if not is_shown(Answer(clause, version, question)):
            continue
        if clause not in clauses:
            clauses[clause] = fold_texts(*texts, *(local[one] for one in texts if one in local))
        if question not in wordings:
            frame = catalogue.frame(questions[question])
            wordings[question] = Wording(active_language(), frame, catalogue.party_names)
        wording = wordings[question]
        yield question, fold_texts(wording.value(from_stored(value, wording.frame)))
        yield question, clauses[clause]
        for text in (*evidence.get((clause, None), ()), *evidence.get((clause, pk), ())):
            yield question, text


def _answers(questions: Iterable[int], clauses: ClauseQuerySet) -> Iterator[tuple[Any, ...]]:
    own = ("pk", "question", "value", "clause", "clause__version")
    fields = (*own, *(f"clause__{name}" for name in CLAUSE_TEXTS))
    rows = Term.objects.filter(clause__in=clauses).order_by().values_list(*fields)
    known = frozenset(questions)
    return (row for row in rows if row[1] in known)


def _folded_evidence(clauses: ClauseQuerySet) -> dict[tuple[int, int | None], list[str]]:
    """Return the texts of evidence by its clause and answer; without an answer it is on all."""
    folded: dict[tuple[int, int | None], list[str]] = defaultdict(list)
    published = Evidence.objects.filter(clause__in=clauses)
    for clause, term, *texts in published.order_by().values_list("clause", "term", *EVIDENCE_TEXTS):
        folded[clause, term].append(fold_texts(*texts))
    return folded
