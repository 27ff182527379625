"""Rival copies of one text: both wordings of the clauses in which they differ, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.evidence import EvidenceView, evidence_view
from proposals.comparisons.inheritance import inheritance_of
from proposals.comparisons.sort_order import sort_key
from proposals.models import Clause, Evidence


@dataclass(frozen=True)
class RivalWording:
    """What another copy of the text has in place of a clause, and what that rests on.

    Without a clause no point with its number is known of that copy.
    """

    document: Document
    clause: Clause | None
    evidence: EvidenceView


def copies_of(catalogue: Catalogue, document: Document) -> tuple[Document, ...]:
    """Return the other copies of a document's text, the one that is no copy itself first."""
    original = document.version.copy_of_id or document.version.pk
    family = [
        one
        for one in catalogue.documents
        if original in (one.version.pk, one.version.copy_of_id) and one.key != document.key
    ]
    return tuple(sorted(family, key=lambda one: one.version.copy_of_id is not None))


def read_rival_wordings(
    document: Document, copies: tuple[Document, ...], keys: Collection[str]
) -> dict[str, tuple[RivalWording, ...]]:
    """Return by key of a clause how the other copies word it; three queries, none without copies.

    Of a copy only the clauses in which it differs are entered: a clause that no copy has stands
    alike in all of them.
    """
    if not copies:
        return {}
    inheritance = inheritance_of([document, *copies])
    versions = [one.version.pk for one in copies]
    holders = inheritance.holders(versions)
    among = Q(version__in=versions) | Q(pk__in=holders)
    clauses = list(Clause.objects.published().filter(among, key__in=keys))
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for item in Evidence.objects.published().filter(clause__in=clauses).for_citation():
        evidence[item.clause_id].append(item)
    found: dict[tuple[int, str], Clause] = {}
    for clause in clauses:
        for version in (clause.version_id, *holders.get(clause.pk, ())):
            if version in versions:
                found[version, clause.key] = clause
    is_copy = document.version.copy_of_id is not None
    return {
        key: tuple(_wordings(copies, key, found, evidence, also_missing=is_copy)) for key in keys
    }


def read_points_of_copies(
    copies: tuple[Document, ...], keys: Collection[str]
) -> tuple[tuple[Document, tuple[Clause, ...]], ...]:
    """Return the points that are in copies of a text, and of which none of some keys is the key.

    They come without their texts, by copy. One query, none without copies.
    """
    if not copies:
        return ()
    rows = Clause.objects.published().filter(version__in=[one.version.pk for one in copies])
    named = rows.only("version", "uid", "key", "label", "heading", "ordinal")
    points = sorted((one for one in named if one.key not in keys), key=sort_key)
    found = (
        (copy, tuple(one for one in points if one.version_id == copy.version.pk)) for copy in copies
    )
    return tuple((copy, own) for copy, own in found if own)


def _wordings(
    copies: Iterable[Document],
    key: str,
    found: dict[tuple[int, str], Clause],
    evidence: dict[int, list[Evidence]],
    *,
    also_missing: bool,
) -> Iterable[RivalWording]:
    """Yield how copies word a clause; one that has none is told of the original beside a copy."""
    for one in copies:
        clause = found.get((one.version.pk, key))
        if clause is not None:
            yield RivalWording(one, clause, evidence_view(evidence[clause.pk]))
        elif also_missing and one.version.copy_of_id is None:
            yield RivalWording(one, None, evidence_view(()))
