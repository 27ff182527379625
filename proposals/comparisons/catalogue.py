"""What a negotiation offers for comparison: documents, parties, questions. Five queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from proposals.comparisons.selection import FEWEST_DOCUMENTS, MOST_DOCUMENTS, Selection
from proposals.comparisons.sort_order import question_sort_key, sort_key, version_sort_key
from proposals.domain.terms import Column
from proposals.domain.vocabulary import Frame, Unit
from proposals.models import (
    Clause,
    Negotiation,
    Party,
    PartyRole,
    Proposal,
    ProposalKind,
    Question,
    Theme,
    Topic,
    UnitOfMeasure,
    Version,
)
from sources.independence import relations_from

_Row = TypeVar("_Row")


class NoSuchNegotiation(LookupError):
    """No negotiation with this key has anything published."""


@dataclass(frozen=True)
class Document:
    """One version of a proposal, as the head of a column.

    `key` stands in addresses: the proposal's key for its latest version, else "proposal@version".
    """

    key: str
    version: Version
    parties: tuple[Party, ...]
    latest: bool

    @property
    def proposal(self) -> Proposal:
        """The proposal that this is a version of."""
        return self.version.proposal

    @cached_property
    def name(self) -> str:
        """The document as the subject of a sentence."""
        if self.latest:
            return self.proposal.name
        return f"{self.proposal.name} ({self.version.label})"

    @property
    def title(self) -> str:
        """The document's own title."""
        return self.proposal.title

    @property
    def party_names(self) -> str:
        """Who put it forward."""
        return ", ".join(party.name for party in self.parties)

    @property
    def handed_over(self) -> date | None:
        """When it was handed over, if that is known."""
        return self.proposal.handed_over

    @cached_property
    def column(self) -> Column:
        """The engine's column."""
        return Column(self.key, self.name, frozenset(party.key for party in self.parties))


@dataclass(frozen=True)
class Catalogue:
    """Everything of one negotiation that a selection may name, in its order."""

    negotiation: Negotiation
    parties: tuple[Party, ...]
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    units: tuple[Unit, ...]

    @cached_property
    def by_key(self) -> dict[str, Document]:
        """Documents by the key in addresses; "proposal@version" is always understood."""
        full = {f"{d.proposal.key}@{d.version.key}": d for d in self.documents}
        return {**full, **{document.key: document for document in self.documents}}

    @cached_property
    def party_names(self) -> dict[str, str]:
        """Names of the parties by key."""
        return {party.key: party.name for party in self.parties}

    @cached_property
    def principals(self) -> frozenset[str]:
        """Keys of the parties to the conflict."""
        return frozenset(p.key for p in self.parties if p.role == PartyRole.PRINCIPAL)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Topics with a question, in the codebook's order."""
        return tuple({question.topic_id: question.topic for question in self.questions}.values())

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Themes with a topic, in the codebook's order."""
        return tuple({topic.theme_id: topic.theme for topic in self.topics}.values())

    @property
    def default_documents(self) -> tuple[str, ...]:
        """Proposals in the order they were handed over; statements only to fill up."""
        latest = [document for document in self.documents if document.latest]
        proposed = [d for d in latest if d.proposal.kind in _PROPOSED]
        others = [d for d in latest if d.proposal.kind not in _PROPOSED]
        chosen = proposed[:MOST_DOCUMENTS]
        chosen += others[: max(0, FEWEST_DOCUMENTS - len(chosen))]
        return tuple(document.key for document in chosen)

    def chosen(self, selection: Selection) -> tuple[Document, ...]:
        """The documents of a selection in its order, or the default ones; unknown keys fall out."""
        keys = selection.documents or self.default_documents
        found = dict.fromkeys(self.by_key[key] for key in keys if key in self.by_key)
        return tuple(found)[:MOST_DOCUMENTS]

    def frame(self, question: Question) -> Frame:
        """What may be answered to a question; without a query."""
        return question.frame(self._units_like(question))

    def _units_like(self, question: Question) -> list[Unit]:
        if question.unit is None:
            return []
        return [unit for unit in self.units if unit.dimension == question.unit.dimension]


_PROPOSED = (ProposalKind.MEMORANDUM, ProposalKind.PLAN)


def catalogue(negotiation: str) -> Catalogue:
    """Read what a negotiation offers. Raises NoSuchNegotiation for readers' ears."""
    found = catalogues([negotiation])
    if not found:
        raise NoSuchNegotiation(negotiation)
    return found[0]


def catalogues(keys: Iterable[str] | None = None) -> list[Catalogue]:
    """What some negotiations offer, all public ones by default, the latest first; five queries."""
    versions = _by_negotiation(_versions(keys), lambda version: version.proposal.negotiation_id)
    homes = [found[0].proposal.negotiation for found in versions.values()]
    parties = _by_negotiation(
        Party.objects.filter(negotiation__in=homes).order_by("ordinal", "key"),
        lambda party: party.negotiation_id,
    )
    questions = _by_negotiation(
        Question.objects.for_comparison(*homes), lambda question: question.negotiation_id
    )
    put_by = _put_by(homes)
    units = tuple(row.as_unit() for row in UnitOfMeasure.objects.order_by("key"))
    return [
        Catalogue(
            home,
            tuple(sorted(parties[home.pk], key=sort_key)),
            tuple(_documents(versions[home.pk], parties[home.pk], put_by)),
            tuple(sorted(questions[home.pk], key=question_sort_key)),
            units,
        )
        for home in sorted(homes, key=lambda home: home.begins or date.min, reverse=True)
    ]


def _by_negotiation(rows: Iterable[_Row], key: Callable[[_Row], int]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _versions(keys: Iterable[str] | None) -> Iterable[Version]:
    # A version that is still being entered is no document for readers yet.
    published = Clause.objects.published().filter(version=OuterRef("pk"))
    wanted = Q() if keys is None else Q(proposal__negotiation__key__in=list(keys))
    return (
        Version.objects.filter(Exists(published), wanted)
        .select_related("proposal__negotiation", *relations_from("published_by"))
        .order_by("proposal__ordinal", "proposal__key", "ordinal", "key")
    )


def _put_by(negotiations: list[Negotiation]) -> dict[int, set[int]]:
    """Who put forward which proposal."""
    through = Proposal.parties.through.objects.filter(proposal__negotiation__in=negotiations)
    found: dict[int, set[int]] = defaultdict(set)
    for proposal, party in through.values_list("proposal_id", "party_id"):
        found[proposal].add(party)
    return found


def _documents(
    versions: list[Version], parties: list[Party], put_by: dict[int, set[int]]
) -> Iterable[Document]:
    ordered, parties = sorted(versions, key=version_sort_key), sorted(parties, key=sort_key)
    latest = {version.proposal_id: version.pk for version in ordered}
    for version in ordered:
        is_latest = latest[version.proposal_id] == version.pk
        key = version.proposal.key if is_latest else f"{version.proposal.key}@{version.key}"
        by = tuple(party for party in parties if party.pk in put_by[version.proposal_id])
        yield Document(key, version, by, is_latest)
