"""The start page: the first entries of each work queue, with a link to the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.editing.conditions import has_uncoded_versions
from proposals.editing.queues import QUEUES, responses_at_review
from proposals.editing.row_revisions import waiting
from proposals.models import Clause, Negotiation, Question, Response, RowRevision, Version
from proposals.models.proposals import version_order
from proposals.web.admin.clause_list import count_rows
from proposals.web.admin.flags import clause_address

FIRST = 5  # entries that a queue shows before its list is opened
NEGOTIATIONS = 12


@dataclass(frozen=True)
class QueueLink:
    """An entry of a queue: what waits, in which document or negotiation, and the address."""

    words: str
    where: str
    link: str


@dataclass(frozen=True, kw_only=True)
class DeskQueue:
    """A queue on the start page: its first entries, and the number of all of them."""

    name: str
    label: str
    about: str
    count: int
    link: str
    entries: tuple[QueueLink, ...]

    @property
    def more(self) -> int:
        """The number of entries that are not shown."""
        return self.count - len(self.entries)


@dataclass(frozen=True)
class Desk:
    """The part of the start page that the editor may see: queues and negotiations."""

    queues: tuple[DeskQueue, ...]
    negotiations: tuple[Any, ...]


def build_desk(editor: Any) -> Desk | None:
    """Return the desk of an editor; None for whoever may not see clauses.

    A fixed number of queries.
    """
    if not editor.has_perm("proposals.view_clause"):
        return None
    queues = (
        *_clause_queues(editor),
        _question_queue(),
        _response_queue(editor),
        _row_queue(editor),
    )
    return Desk(queues, tuple(_fetch_negotiations()))


def _clause_queues(editor: Any) -> Iterable[DeskQueue]:
    clause_list = reverse("admin:proposals_clause_changelist")
    for queue in QUEUES:
        rows = queue.pick(Clause.objects.all(), editor)
        rows = rows.select_related("version__proposal").order_by("version", "ordinal", "key")
        entries, count = _fetch_entries(rows, _link_clause)
        yield DeskQueue(
            name=queue.name,
            label=str(queue.label),
            about=str(queue.about),
            count=count,
            link=f"{clause_list}?queue={queue.name}",
            entries=entries,
        )


def _question_queue() -> DeskQueue:
    rows = Question.objects.filter(has_uncoded_versions()).select_related("negotiation", "topic")
    rows = rows.order_by("negotiation", "ordinal", "key")
    entries, count = _fetch_entries(rows, _link_question)
    return DeskQueue(
        name="uncoded",
        label=_("Not coded"),
        about=_("Questions that a document neither answers nor is recorded as leaving open."),
        count=count,
        link=f"{reverse('admin:proposals_question_changelist')}?coding=open",
        entries=entries,
    )


def _response_queue(editor: Any) -> DeskQueue:
    rows = responses_at_review(editor).with_versions().order_by("version", "ordinal", "key")
    entries, count = _fetch_entries(rows, _link_response)
    return DeskQueue(
        name="responses",
        label=_("Responses"),
        about=_("Waiting to be published or sent back, or sent back to be mended."),
        count=count,
        link=f"{reverse('admin:proposals_response_changelist')}?state__in=review,changes",
        entries=entries,
    )


def _row_queue(editor: Any) -> DeskQueue:
    entries, count = _fetch_entries(waiting(editor), _link_revision)
    return DeskQueue(
        name="rows",
        label=_("Changes of what readers see"),
        about=_("Of documents, absences, the codebook or sources: a second person publishes them."),
        count=count,
        link=f"{reverse('admin:proposals_rowrevision_changelist')}?state__in=draft,review",
        entries=entries,
    )


def _fetch_entries(
    rows: QuerySet[Any], link: Callable[[Any], QueueLink]
) -> tuple[tuple[QueueLink, ...], int]:
    """Return the first entries, and the number of all; a short queue needs no query to count."""
    first = list(rows[:FIRST])
    count = len(first) if len(first) < FIRST else rows.count()
    return tuple(link(row) for row in first), count


def _link_clause(clause: Clause) -> QueueLink:
    return QueueLink(str(clause), str(clause.version), clause_address(clause))


def _link_response(response: Response) -> QueueLink:
    address = reverse("admin:proposals_response_change", args=[response.pk])
    return QueueLink(str(response), str(response.version), address)


def _link_revision(revision: RowRevision) -> QueueLink:
    address = reverse("admin:proposals_rowrevision_change", args=[revision.pk])
    return QueueLink(
        revision.title, f"{revision.made_by_name}: {revision.get_state_display()}", address
    )


def _link_question(question: Question) -> QueueLink:
    grid = reverse("admin:proposals_negotiation_grid", args=[question.negotiation_id])
    theme = f"?theme={question.topic.theme_id}&show=open"
    return QueueLink(question.text, str(question.negotiation), f"{grid}{theme}")


def _fetch_negotiations() -> QuerySet[Negotiation]:
    """Return negotiations with their documents, and the number of questions not coded yet."""
    uncoded = Question.objects.filter(has_uncoded_versions(), negotiation=OuterRef("pk"))
    number = uncoded.order_by().values("negotiation").annotate(number=Count("pk")).values("number")
    clauses = count_rows(Clause.objects.originals(), "version")
    documents = Version.objects.select_related("proposal").annotate(clause_count=clauses)
    documents = documents.order_by(*version_order())
    prefetch = Prefetch("proposals__versions", documents, to_attr="documents")
    rows = Negotiation.objects.annotate(open_count=Coalesce(Subquery(number), 0))
    return rows.prefetch_related("proposals", prefetch)[:NEGOTIATIONS]
