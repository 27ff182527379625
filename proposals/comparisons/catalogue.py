"""The documents, parties and questions that a negotiation offers for comparison: four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import F

from proposals.comparisons.colours import Colour, colour_of, numbers_of_parties, told_apart
from proposals.comparisons.default_documents import columns_of_left_out, default_documents
from proposals.comparisons.inheritance import edited_texts
from proposals.comparisons.latest_versions import latest_of_proposals, of_several_days
from proposals.comparisons.local_texts import LocalTexts, local_texts
from proposals.comparisons.selection import MOST_DOCUMENTS, Selection
from proposals.comparisons.sort_order import question_sort_key, sort_key, version_sort_key
from proposals.comparisons.version_rows import read_versions
from proposals.data_stamps import prepared
from proposals.domain.cases import ScopeList
from proposals.domain.terms import Column
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.active import joined
from proposals.language.local_text import composed
from proposals.models import (
    Negotiation,
    Party,
    PartyRole,
    Proposal,
    Question,
    Theme,
    Topic,
    UnitOfMeasure,
    Version,
)

_Row = TypeVar("_Row")


class NoSuchNegotiation(LookupError):
    """The error that no negotiation with this key has anything published."""


@dataclass(frozen=True)
class Document:
    """One version of a proposal, as the head of a column.

    `key` stands in addresses: "proposal.version"; the proposal alone leads to the `latest`, the
    newest that is known in full, else the newest. `colour` is that of its party; among chosen
    documents it tells those of one party apart. `edited` are the texts that it edits, from the
    nearest, by the primary keys of their versions. `dated_apart`: another version has another date.
    """

    key: str
    version: Version
    parties: tuple[Party, ...]
    latest: bool
    colour: Colour = field(default=Colour(), compare=False)
    edited: tuple[int, ...] = field(default=(), compare=False)
    dated_apart: bool = field(default=False, compare=False)

    @property
    def proposal(self) -> Proposal:
        """The proposal that this is a version of."""
        return self.version.proposal

    @cached_property
    def name(self) -> str:
        """The name of the document as the subject of a sentence."""
        if self.latest:
            return self.proposal.name
        return composed(_with_label, self.proposal.name, self.version.label)

    @property
    def look(self) -> tuple[int, str, str]:
        """What tells how it looks as a column, for keys: the version, its address, its colour."""
        return self.version.pk, self.key, self.colour.classes

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.proposal.title

    @property
    def party_names(self) -> str:
        """The names of the parties that put it forward."""
        return composed(_in_a_line, *(party.name for party in self.parties))

    @property
    def handed_over(self) -> date | None:
        """The day on which this version was handed over, not another of a day of its own."""
        day = self.proposal.handed_over
        return None if self.dated_apart and self.version.date != day else day

    @property
    def changed(self) -> datetime | None:
        """When readers last saw a clause of it, or a response in it, change; None if unknown."""
        moments = (getattr(self.version, name, None) for name in ("clauses_at", "responses_at"))
        return max(filter(None, moments), default=None)

    @cached_property
    def column(self) -> Column:
        """The document as a column of the engine."""
        return Column(self.key, self.name, frozenset(party.key for party in self.parties))


@dataclass(frozen=True)
class Catalogue:
    """All of one negotiation that a selection may name, in the order of pages.

    `question_count` is known before the questions are read.
    """

    negotiation: Negotiation
    parties: tuple[Party, ...]
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    units: tuple[Unit, ...]
    question_count: int = 0

    @cached_property
    def by_key(self) -> dict[str, Document]:
        """The documents by their key in addresses, and the latest of each proposal by its key."""
        latest = {one.proposal.key: one for one in self.documents if one.latest}
        return latest | {document.key: document for document in self.documents}

    @cached_property
    def party_names(self) -> dict[str, str]:
        """The names of the parties by key."""
        return {party.key: party.name for party in self.parties}

    @cached_property
    def principals(self) -> frozenset[str]:
        """The keys of the parties to the conflict."""
        return frozenset(p.key for p in self.parties if p.role == PartyRole.PRINCIPAL)

    @cached_property
    def scopes(self) -> ScopeList:
        """The scope list of the negotiation."""
        return self.negotiation.scope_list

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics with a question, in the order of the codebook."""
        return tuple({question.topic_id: question.topic for question in self.questions}.values())

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes with a topic, in the order of the codebook."""
        return tuple({topic.theme_id: topic.theme for topic in self.topics}.values())

    @property
    def default_documents(self) -> tuple[str, ...]:
        """The keys of the usual columns in the order of handing over: one of each principal."""
        return tuple(document.key for document in self._usual)

    @cached_property
    def left_out(self) -> tuple[Document, ...]:
        """The latest versions that are no usual columns."""
        return tuple(d for d in self.documents if d.latest and d not in self._usual)

    @property
    def columns_of_left_out(self) -> tuple[Document, ...]:
        """The columns that compare what the usual ones leave out."""
        return columns_of_left_out(self.left_out, self._usual)

    @cached_property
    def _usual(self) -> tuple[Document, ...]:
        return default_documents([d for d in self.documents if d.latest], self.principals)

    def chosen(self, selection: Selection) -> tuple[Document, ...]:
        """Return the known documents of a selection, in its order; of an empty one the defaults.

        Documents of one party are told apart by the catalogue's order, so that no column changes
        its look by moving.
        """
        keys = selection.documents or self.default_documents
        documents = dict.fromkeys(self.by_key[key] for key in keys if key in self.by_key)
        columns = tuple(documents)[:MOST_DOCUMENTS]
        ordered = [document for document in self.documents if document in columns]
        colours = told_apart(document.colour for document in ordered)
        looks = {one.key: colour for one, colour in zip(ordered, colours, strict=True)}
        return tuple(replace(document, colour=looks[document.key]) for document in columns)

    def frame(self, question: Question) -> Frame:
        """Return what may be answered to a question; no query."""
        return question.frame(self.units)


def catalogue(negotiation: str) -> Catalogue:
    """Return what a negotiation offers; raise NoSuchNegotiation if nothing of it is published."""

    def read() -> Catalogue:
        (whole,) = with_questions([catalogue_of_documents(negotiation)])
        return whole

    return prepared("catalogue", negotiation, read, weigh=_kilobytes)


def catalogue_without_questions(negotiation: str) -> Catalogue:
    """Return what a negotiation offers but for its questions and topics; three queries.

    For pages that show few questions. Raises NoSuchNegotiation if nothing of it is published.
    """
    return replace(catalogue_of_documents(negotiation), units=read_units())


def catalogues(keys: Iterable[str] | None = None) -> list[Catalogue]:
    """Return what negotiations offer, all public ones by default, latest first; four queries."""
    return with_questions(catalogues_of_documents(keys))


def catalogue_of_documents(negotiation: str) -> Catalogue:
    """Return the documents and parties of a negotiation, without its questions; two queries.

    Raises NoSuchNegotiation if nothing of it is published.
    """

    def read() -> Catalogue:
        matching = catalogues_of_documents([negotiation])
        if not matching:
            raise NoSuchNegotiation(negotiation)
        return matching[0]

    return prepared("documents of a negotiation", negotiation, read, weigh=_kilobytes)


def _kilobytes(catalogue: Catalogue) -> int:
    """Return what a catalogue weighs in memory, as measured: 6 kilobytes a question."""
    return 50 + 6 * len(catalogue.questions)


def catalogues_of_documents(keys: Iterable[str] | None = None) -> list[Catalogue]:
    """Return the documents and parties of negotiations, latest first; two queries."""
    versions = _by_negotiation(read_versions(keys), lambda version: version.proposal.negotiation_id)
    negotiations = [rows[0].proposal.negotiation for rows in versions.values()]
    texts = local_texts(negotiations)
    _put_texts(texts, versions.values())
    parties, parties_by_proposal = _read_parties(negotiations, texts)
    return [
        Catalogue(
            negotiation=negotiation,
            parties=tuple(sorted(parties[negotiation.pk], key=sort_key)),
            documents=tuple(
                _documents(versions[negotiation.pk], parties[negotiation.pk], parties_by_proposal)
            ),
            questions=(),
            units=(),
            question_count=vars(versions[negotiation.pk][0])["questions_of_negotiation"],
        )
        for negotiation in sorted(
            negotiations, key=lambda one: one.begins or date.min, reverse=True
        )
    ]


def with_questions(catalogues: Iterable[Catalogue]) -> list[Catalogue]:
    """Return catalogues with all of their questions, and the units of these; two queries."""
    catalogues = list(catalogues)
    negotiations = [one.negotiation for one in catalogues]
    texts = local_texts(negotiations)
    found = map(texts.in_question, Question.objects.for_comparison(*negotiations))
    questions = _by_negotiation(found, lambda question: question.negotiation_id)
    units = read_units()
    return [
        replace(
            one,
            questions=tuple(sorted(questions[one.negotiation.pk], key=question_sort_key)),
            units=units,
        )
        for one in catalogues
    ]


def read_units() -> tuple[Unit, ...]:
    """Return all units of measure; one query."""
    return tuple(row.as_unit() for row in UnitOfMeasure.objects.order_by("key"))


def _by_negotiation(rows: Iterable[_Row], key: Callable[[_Row], int]) -> dict[int, list[_Row]]:
    by_negotiation: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_negotiation[key(row)].append(row)
    return by_negotiation


def _put_texts(texts: LocalTexts, versions: Iterable[list[Version]]) -> None:
    """Put texts in the reader's language into versions, and into those that they name."""
    for version in (one for rows in versions for one in rows):
        texts.in_negotiation(version.proposal.negotiation)
        for one in (version, version.edits, version.copy_of):
            if one is not None:
                texts.in_version(one)


def _read_parties(
    negotiations: list[Negotiation], texts: LocalTexts
) -> tuple[dict[int, list[Party]], dict[int, set[int]]]:
    """Return the parties by negotiation, and those that put forward each proposal; one query.

    All keys are primary keys.
    """
    parties: dict[int, Party] = {}
    by_proposal: dict[int, set[int]] = defaultdict(set)
    rows = Party.objects.filter(negotiation__in=negotiations)
    for party in rows.annotate(proposal_pk=F("proposals")).order_by("ordinal", "key"):
        if party.pk not in parties:
            parties[party.pk] = texts.in_member(party)
        if party.proposal_pk is not None:
            by_proposal[party.proposal_pk].add(party.pk)
    return _by_negotiation(parties.values(), lambda one: one.negotiation_id), by_proposal


def _documents(
    versions: list[Version], parties: list[Party], parties_by_proposal: dict[int, set[int]]
) -> Iterable[Document]:
    """Yield each version as a document; `parties_by_proposal` has primary keys."""
    ordered, parties = sorted(versions, key=version_sort_key), sorted(parties, key=sort_key)
    latest, apart = latest_of_proposals(ordered), of_several_days(ordered)
    numbers = numbers_of_parties(parties)
    edits = {version.pk: version.edits_id for version in versions}
    for version in ordered:
        is_latest, key = latest[version.proposal_id] == version.pk, version.document_key
        by = parties_by_proposal[version.proposal_id]
        its_parties = tuple(party for party in parties if party.pk in by)
        colour = colour_of(its_parties, numbers)
        yield Document(
            key,
            version,
            parties=its_parties,
            latest=is_latest,
            colour=colour,
            edited=edited_texts(version.pk, edits),
            dated_apart=version.proposal_id in apart,
        )


def _in_a_line(*names: str) -> str:
    return joined(names, ", ")


def _with_label(name: str, label: str) -> str:
    return f"{name} ({label})"
