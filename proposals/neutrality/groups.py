"""The documents of the principal parties, in groups of one kind that can be set side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.models import PartyRole
from proposals.seeding.schema import Index, Record

ALL = "all"
"""The name of the group of all documents."""


@dataclass(frozen=True)
class PartyDocuments:
    """The records of one party's own documents of a group, by kind of record."""

    party: str
    name: str
    versions: tuple[Record, ...]
    clauses: tuple[Record, ...]
    terms: tuple[Record, ...]
    coverage: tuple[Record, ...]
    evidence: tuple[Record, ...]


@dataclass(frozen=True)
class DocumentGroup:
    """Documents of one kind (or of all), with those of each principal party, in their order."""

    kind: str
    language: str
    parties: tuple[PartyDocuments, ...]


def document_groups(index: Index) -> list[DocumentGroup]:
    """Return a group for each kind of document that two parties have, and one of all.

    A document of several parties is nobody's own and is in no group.
    """
    principals = [
        party for party in index["party"].values() if party.values["role"] == PartyRole.PRINCIPAL
    ]
    principals.sort(key=lambda party: party.values["ordinal"])
    own = [one for one in index["proposal"].values() if len(one.values["parties"]) == 1]
    own.sort(key=lambda proposal: (proposal.values["ordinal"], proposal.key))
    kinds = dict.fromkeys(proposal.values["kind"] for proposal in own)
    language = next((one.values["language"] for one in index["negotiation"].values()), "")
    groups = []
    for kind in (*kinds, ALL):
        proposals = [one for one in own if kind in (ALL, one.values["kind"])]
        parties = tuple(_documents_of(party, proposals, index) for party in principals)
        if sum(bool(one.versions) for one in parties) > 1:
            groups.append(DocumentGroup(kind, language=language, parties=parties))
    return groups


def _documents_of(party: Record, proposals: Iterable[Record], index: Index) -> PartyDocuments:
    keys = {one.key for one in proposals if one.values["parties"] == [party.key]}
    versions = _owned(index, "version", keys)
    in_versions = {version.key for version in versions}
    clauses = _owned(index, "clause", in_versions)
    in_clauses = {clause.key for clause in clauses}
    return PartyDocuments(
        party=party.key,
        name=party.values["name"],
        versions=versions,
        clauses=clauses,
        terms=_owned(index, "term", in_clauses),
        coverage=_owned(index, "coverage", in_versions),
        evidence=_owned(index, "evidence", in_clauses),
    )


def _owned(index: Index, kind: str, owners: set[str]) -> tuple[Record, ...]:
    """Return the records of a kind whose owners are among some keys."""
    owner = {"version": "proposal", "clause": "version", "term": "clause"}
    owner |= {"coverage": "version", "evidence": "clause"}
    return tuple(one for one in index[kind].values() if one.values[owner[kind]] in owners)
