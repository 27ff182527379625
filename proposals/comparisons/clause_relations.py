"""What ties one clause to other texts: what it replaces, what edits make of it, rival copies."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from proposals.comparisons.catalogue import Catalogue, Document, catalogue_of_documents
from proposals.comparisons.clause_changes import ClauseChange, clause_change
from proposals.comparisons.document_rows import ClauseList, read_entries
from proposals.comparisons.edits import read_edit
from proposals.comparisons.inheritance import Inheritance, inheritance_of
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.rival_copies import RivalWording, copies_of, read_rival_wordings
from proposals.models import Clause, Version
from proposals.models.clauses import ClauseQuerySet


@dataclass(frozen=True)
class ClauseRelations:
    """What ties a clause of a document to other texts.

    `change` is what it is to the text that its document edits, if that edits one. `left_in` are
    the texts that leave it alone, `replacements` the clauses of others that stand in its place,
    each with its text; `rivals` are the wordings of other copies of its document.
    """

    document: Document
    change: ClauseChange | None
    left_in: tuple[Document, ...]
    replacements: tuple[tuple[Document, Clause], ...]
    rivals: tuple[RivalWording, ...]


def with_related_texts(clauses: ClauseQuerySet) -> ClauseQuerySet:
    """Add `is_related`: whether another text edits a clause's document or is a copy of it."""
    others = Version.objects.filter(
        Q(edits=OuterRef("version")) | Q(copy_of=OuterRef("version")),
    )
    related: ClauseQuerySet = clauses.annotate(is_related=Exists(others))
    return related


def clause_relations(clause: Clause) -> ClauseRelations | None:
    """Return what ties a published clause to other texts; None if its document stands alone.

    The clause was read `with_related_texts`. Twelve queries at most, none if it stands alone.
    """
    version = clause.version
    if not (vars(clause)["is_related"] or version.edits_id or version.copy_of_id):
        return None
    catalogue = catalogue_of_documents(version.proposal.negotiation.key)
    document = next(one for one in catalogue.documents if one.version.pk == version.pk)
    inheritance = inheritance_of(catalogue.documents)
    holders = inheritance.holders(one.version.pk for one in catalogue.documents).get(clause.pk, ())
    rivals = read_rival_wordings(document, copies_of(catalogue, document), [clause.key])
    return ClauseRelations(
        document,
        change=_change(catalogue, document, clause),
        left_in=tuple(one for one in catalogue.documents if one.version.pk in holders),
        replacements=_replacements(catalogue, clause, inheritance),
        rivals=rivals.get(clause.key, ()),
    )


def _change(catalogue: Catalogue, document: Document, clause: Clause) -> ClauseChange | None:
    if document.version.edits_id is None:
        return None
    own = ClauseList(read_entries(Clause.objects.published().filter(pk=clause.pk)))
    edit = read_edit(catalogue, document, own)
    if edit is None or clause.pk not in edit.replaced:
        return None
    texts = local_texts([catalogue.negotiation])
    found = Clause.objects.published().in_bulk(edit.replaced[clause.pk])
    points = {pk: texts.in_clause(point) for pk, point in found.items()}
    return clause_change(clause, edit, points)


def _replacements(
    catalogue: Catalogue, clause: Clause, inheritance: Inheritance
) -> tuple[tuple[Document, Clause], ...]:
    """Return the clauses of edits that stand in place of a clause; one query."""
    edits = {
        one.version.pk: one
        for one in catalogue.documents
        if one.version.edits_id is not None
        and (
            one.version.edits_id == clause.version_id
            or clause.pk in inheritance.points_of([one.version.edits_id])
        )
    }
    if not edits:
        return ()
    rows = Clause.objects.published().filter(Q(key=clause.key) | ~Q(replaces=[]))
    found = [
        (edits[one.version_id], one)
        for one in rows.filter(version__in=edits).order_by("version", "ordinal", "key")
        if clause.key == one.key or clause.key in one.replaces
    ]
    places = {document.key: place for place, document in enumerate(catalogue.documents)}
    return tuple(sorted(found, key=lambda one: places[one[0].key]))
