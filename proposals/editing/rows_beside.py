"""Rows around a clause or a response that readers first see with it.

A document, its parties, its absences, an article: as long as readers see nothing that rests on
such a row, one person may change it. The step that publishes what rests on it lets readers see it,
too. So whoever typed it does not take that step, and whoever does is shown what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from proposals.editing.row_changes import STEPS, RowAction, RowChange, list_of, values_of
from proposals.models.clauses import Clause
from proposals.models.codebook import Theme, Topic, UnitOfMeasure
from proposals.models.coverage import Coverage, CoverageEvidence
from proposals.models.judgements import Judgement
from proposals.models.maps import Map
from proposals.models.negotiations import Account, Disagreement, Negotiation, Party
from proposals.models.proposals import Proposal, Version
from proposals.models.questions import Question
from proposals.models.responses import Response
from proposals.models.review import name_of
from proposals.models.row_editors import RowEditor
from proposals.models.shown_rows import showing
from sources.models import Article, Origin, Outlet

BATCH_SIZE = 500


@dataclass(frozen=True)
class RowBeside:
    """A row that readers will see with a clause, and who typed what it says; nobody if a load."""

    row: Any
    editors: tuple[Any, ...] = ()

    @property
    def change(self) -> RowChange:
        """The row with all its values, as one that is added before readers' eyes."""
        lists = {one.name: list_of(self.row, one.name) for one in self.row._meta.many_to_many}
        values = values_of(self.row) | lists
        fields = {name: [None, value] for name, value in values.items()}
        label = self.row._meta.label_lower
        return RowChange(label, self.row.pk, str(self.row), str(RowAction.ADDED), fields)

    @property
    def editor_names(self) -> str:
        """The names of its editors."""
        return ", ".join(name_of(one) for one in self.editors)


def keep_editor(changes: Iterable[RowChange], by: Any) -> None:
    """Keep who wrote rows that readers do not see; call it in the transaction that writes them."""
    own = [one for one in changes if one.model_class in _BESIDE and one.action not in STEPS]
    for one in own:
        if one.action == RowAction.DELETED:
            RowEditor.objects.filter(model=one.model, row=one.pk).delete()
    written = [one for one in own if one.action != RowAction.DELETED]
    rows = [RowEditor(model=one.model, row=one.pk, editor=by) for one in written]
    RowEditor.objects.bulk_create(rows, BATCH_SIZE, ignore_conflicts=True)


def rows_beside(subject: Clause | Response) -> list[RowBeside]:
    """Return the rows that readers would first see if a clause or a response were published.

    These are the document, as long as nobody sees it, and every row that the page of a clause
    rests on and that somebody typed and nobody else has published. Some twenty queries at most.
    """
    around = _Around(subject)
    found: dict[tuple[type[Model], int], RowBeside] = {}
    for row, editors in around.typed():
        found[type(row), row.pk] = RowBeside(row, editors)
    for row in around.hidden():
        found.setdefault((type(row), row.pk), RowBeside(row))
    order = list(_BESIDE)
    return [found[key] for key in sorted(found, key=lambda key: (order.index(key[0]), key[1]))]


def typed_by(rows: Iterable[RowBeside], by: Any) -> list[RowBeside]:
    """Return those of some rows that this person typed."""
    return [one for one in rows if by in one.editors]


def stamp_of(rows: Iterable[RowBeside]) -> str:
    """Return a short text that differs when what somebody typed in any of the rows differs.

    Empty if nobody typed any.
    """
    typed = [one.change.as_json() for one in rows if one.editors]
    if not typed:
        return ""
    text = json.dumps(typed, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def settle(rows: Iterable[RowBeside]) -> None:
    """Note that a second person let readers see rows: from now on the door holds their changes."""
    for one in rows:
        if one.editors:
            label = one.row._meta.label_lower
            RowEditor.objects.filter(model=label, row=one.row.pk).delete()


class _Around:
    """What stands around a clause or a response."""

    def __init__(self, subject: Clause | Response) -> None:
        self.subject = subject
        self.negotiation = subject.version.proposal.negotiation_id

    @cached_property
    def versions(self) -> set[int]:
        """Its document, and those behind it: what these say is told beside it."""
        found: set[int] = set()
        now: set[int] = {self.subject.version_id}
        if isinstance(self.subject, Response):
            now.add(self.subject.to_id)
        while now:
            found |= now
            behind = Version.objects.filter(pk__in=found).values_list("edits", "copy_of")
            now = {pk for pair in behind for pk in pair if pk is not None} - found
        return found

    @cached_property
    def articles(self) -> set[int]:
        """The articles on which it rests, and those of its document and of disputed facts."""
        seen: set[int | None] = set(self.subject.evidence.values_list("article", flat=True))
        absent = Coverage.objects.filter(version__in=self.versions)
        seen |= set(absent.values_list("articles", flat=True))
        seen |= set(absent.values_list("evidence__article", flat=True))
        versions = Version.objects.filter(pk__in=self.versions)
        seen |= set(versions.values_list("published_by", flat=True))
        facts = Account.objects.filter(disagreement__negotiation=self.negotiation)
        seen |= set(facts.values_list("articles", flat=True))
        found: set[int] = set()
        now = {pk for pk in seen if pk is not None}
        while now:
            found |= now
            sources = Article.objects.filter(pk__in=now).values_list("syndicated_from", flat=True)
            now = {pk for pk in sources if pk is not None} - found
        return found

    def typed(self) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """Yield the rows that somebody typed and nobody else published, with who did."""
        labels = set(RowEditor.objects.order_by().values_list("model", flat=True).distinct())
        for model, around in _BESIDE.items():
            label = model._meta.label_lower
            if label not in labels:
                continue
            rows = around(self).distinct().in_bulk()
            editors: dict[int, list[Any]] = {}
            own = RowEditor.objects.filter(model=label, row__in=rows).select_related("editor")
            for one in own.order_by("pk"):
                editors.setdefault(one.row, []).append(one.editor)
            for pk, names in editors.items():
                yield rows[pk], tuple(names)

    def hidden(self) -> Iterator[Any]:
        """Yield the document with its absences, as long as nobody sees it."""
        version = self.subject.version
        if showing(version):
            return
        if not showing(version.proposal):
            yield version.proposal
        yield version
        yield from Coverage.objects.filter(version=version).order_by("pk")
        yield from CoverageEvidence.objects.filter(coverage__version=version).order_by("pk")


def _of_negotiation(model: Any) -> Callable[[_Around], QuerySet[Any]]:
    return lambda around: model.objects.filter(negotiation=around.negotiation)


_BESIDE: Mapping[type[Model], Callable[[_Around], QuerySet[Any]]] = {
    Negotiation: lambda around: Negotiation.objects.filter(pk=around.negotiation),
    Party: _of_negotiation(Party),
    Proposal: lambda around: Proposal.objects.filter(versions__in=around.versions),
    Version: lambda around: Version.objects.filter(pk__in=around.versions),
    Coverage: lambda around: Coverage.objects.filter(version__in=around.versions),
    CoverageEvidence: lambda around: CoverageEvidence.objects.filter(
        coverage__version__in=around.versions
    ),
    Question: _of_negotiation(Question),
    Map: _of_negotiation(Map),
    Theme: lambda around: Theme.objects.filter(topics__questions__negotiation=around.negotiation),
    Topic: lambda around: Topic.objects.filter(questions__negotiation=around.negotiation),
    UnitOfMeasure: lambda around: UnitOfMeasure.objects.filter(
        questions__negotiation=around.negotiation
    ),
    Disagreement: _of_negotiation(Disagreement),
    Account: lambda around: Account.objects.filter(disagreement__negotiation=around.negotiation),
    Judgement: lambda around: Judgement.objects.filter(
        Q(first__in=around.versions) | Q(second__in=around.versions)
    ),
    Article: lambda around: Article.objects.filter(pk__in=around.articles),
    Outlet: lambda around: Outlet.objects.filter(articles__in=around.articles),
    Origin: lambda around: Origin.objects.filter(
        Q(articles__in=around.articles)
        | Q(pk__in=around.subject.evidence.exclude(origin=None).values("origin"))
    ),
}
"""The rows around a clause by their model, in the order in which they are told."""
