"""Counts and lengths of each party's documents that ought to be alike, or to have a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from proposals.models import Confidence, CoverageKind, EvidenceStance, TermForce
from proposals.neutrality.groups import DocumentGroup, PartyDocuments
from proposals.neutrality.reporting_verbs import count_verbs
from proposals.seeding.schema import Record

Number = int | float


@dataclass(frozen=True)
class Measure:
    """One measure: a key for data, a name for people, and the value of each party by its key."""

    key: str
    name: str
    values: Mapping[str, Number]


def measures(group: DocumentGroup) -> list[Measure]:
    """Return every measure of a group, in the order of printing."""
    counted = [
        Measure(key, name=name, values={one.party: count(one) for one in group.parties})
        for key, name, count in (*_COUNTS, *_force_counts(), *_LENGTHS)
    ]
    return [*counted, *_duties(group), *_verbs(group)]


Count = Callable[[PartyDocuments], Number]


def _with(rows: Iterable[Record], name: str, *values: str) -> int:
    """Return how many records hold one of some values under a name; any value if none is given."""
    found = [row.values[name] for row in rows]
    return sum(value in values if values else bool(value) for value in found)


def _mean(amounts: Iterable[Number]) -> float:
    """Return the mean, to one decimal; 0 if there is nothing."""
    numbers = list(amounts)
    return round(sum(numbers) / len(numbers), 1) if numbers else 0.0


def _mean_words(rows: Iterable[Record], *names: str) -> float:
    """Return the mean number of words of the texts that some records hold, empty ones left out."""
    texts = [row.values[name] for row in rows for name in names]
    return _mean(len(text.split()) for text in texts if text)


def _notes(documents: PartyDocuments) -> Iterator[Record]:
    yield from (*documents.terms, *documents.coverage, *documents.evidence)


def _unsure(documents: PartyDocuments, level: str) -> int:
    return _with((*documents.clauses, *documents.terms), "confidence", level)


_COUNTS: tuple[tuple[str, str, Count], ...] = (
    ("clauses", "clauses", lambda one: len(one.clauses)),
    ("terms", "answers", lambda one: len(one.terms)),
    (
        "silent",
        "questions checked and found silent",
        lambda one: _with(one.coverage, "kind", CoverageKind.SILENT),
    ),
    ("evidence", "evidence", lambda one: len(one.evidence)),
    (
        "evidence_per_clause",
        "evidence for each clause",
        lambda one: round(len(one.evidence) / len(one.clauses), 1) if one.clauses else 0,
    ),
    (
        "disputes",
        "evidence that disputes",
        lambda one: _with(one.evidence, "stance", EvidenceStance.DISPUTES),
    ),
    (
        "qualifies",
        "evidence that qualifies",
        lambda one: _with(one.evidence, "stance", EvidenceStance.QUALIFIES),
    ),
    (
        "disagreements",
        "disagreements of sources that evidence names",
        lambda one: len(
            {row.values["disagreement"] for row in one.evidence if row.values["disagreement"]}
        ),
    ),
    (
        "contested",
        "clauses with a note on what is contested",
        lambda one: _with(one.clauses, "contested"),
    ),
    ("quotes", "quotations of clauses", lambda one: _with(one.clauses, "quote")),
    ("evidence_quotes", "quotations of evidence", lambda one: _with(one.evidence, "quote")),
    (
        "medium",
        "clauses and answers of medium confidence",
        lambda one: _unsure(one, Confidence.MEDIUM),
    ),
    ("low", "clauses and answers of low confidence", lambda one: _unsure(one, Confidence.LOW)),
)

_LENGTHS: tuple[tuple[str, str, Count], ...] = (
    ("heading_words", "words of a heading", lambda one: _mean_words(one.clauses, "heading")),
    ("text_words", "words of a clause's text", lambda one: _mean_words(one.clauses, "text")),
    ("note_words", "words of a note", lambda one: _mean_words(_notes(one), "note")),
    (
        "contested_words",
        "words of a note on what is contested",
        lambda one: _mean_words(one.clauses, "contested"),
    ),
    (
        "completeness_words",
        "words on how much was read",
        lambda one: _mean_words(one.versions, "completeness"),
    ),
    ("version_words", "words of the note on a text", lambda one: _mean_words(one.versions, "note")),
)


def _force_counts() -> list[tuple[str, str, Count]]:
    """Return a count of answers for each force."""
    return [
        (f"force.{force.value}", f"answers put as: {force.value}", partial(_with_force, force))
        for force in TermForce
    ]


def _with_force(force: TermForce, documents: PartyDocuments) -> int:
    return _with(documents.terms, "force", force)


def _duties(group: DocumentGroup) -> Iterator[Measure]:
    """Yield who must act: as each document asks, and in all documents of the group together."""
    asked_of = {one.party: _bearers_by_question(one.terms) for one in group.parties}
    principals = frozenset(asked_of)
    for key, name, test in (
        ("duties.other", "questions on which it asks only others to act", _only_others),
        ("duties.own", "questions on which it names only itself to act", _only_itself),
        ("duties.both", "questions on which it names itself and others", _itself_and_others),
    ):
        values = {
            party: sum(test(party, bearers & principals) for bearers in by_question.values())
            for party, by_question in asked_of.items()
        }
        yield Measure(key, name=name, values=values)
    together = _bearers_by_question(term for one in group.parties for term in one.terms)
    acting = Counter(bearers & principals for bearers in together.values())
    alone = {party: acting[frozenset({party})] for party in principals}
    name = "questions on which it alone is to act, whichever document asks"
    yield Measure("duties.alone", name=name, values=alone)


def _bearers_by_question(terms: Iterable[Record]) -> dict[str, frozenset[str]]:
    """Return all who must act on each question that some answers are about."""
    bearers: dict[str, frozenset[str]] = defaultdict(frozenset)
    for term in terms:
        bearers[term.values["question"]] |= frozenset(term.values["bearers"])
    return bearers


def _only_others(party: str, bearers: frozenset[str]) -> bool:
    return bool(bearers) and party not in bearers


def _only_itself(party: str, bearers: frozenset[str]) -> bool:
    return bearers == {party}


def _itself_and_others(party: str, bearers: frozenset[str]) -> bool:
    return party in bearers and len(bearers) > 1


def _verbs(group: DocumentGroup) -> Iterator[Measure]:
    """Yield a count for each verb that stands in the text of any clause of the group."""
    by_party = {
        one.party: count_verbs(
            "\n".join(clause.values["text"] for clause in one.clauses), group.language
        )
        for one in group.parties
    }
    for verb in next(iter(by_party.values()), {}):
        values = {party: verbs[verb] for party, verbs in by_party.items()}
        if any(values.values()):
            yield Measure(
                f"verb.{verb}", name=f"uses of “{verb}” in texts of clauses", values=values
            )
