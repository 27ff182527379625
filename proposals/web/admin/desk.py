"""The start page: what waits, queue by queue, each with a link to the list of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.editing.conditions import has_uncoded_versions
from proposals.editing.queues import QUEUES
from proposals.models import Clause, Negotiation, Question, Version
from proposals.web.admin.clause_list import counted
from proposals.web.admin.flags import page_of

FIRST = 5  # entries that a queue shows before its list is opened
NEGOTIATIONS = 12


@dataclass(frozen=True)
class QueueLink:
    """One thing that waits."""

    words: str
    where: str
    link: str


@dataclass(frozen=True)
class Waiting:
    """One queue as it is now."""

    name: str
    label: str
    about: str
    count: int
    link: str
    entries: tuple[QueueLink, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.entries)


@dataclass(frozen=True)
class Desk:
    """Everything on the start page that an editor may see."""

    queues: tuple[Waiting, ...]
    negotiations: tuple[Any, ...]


def desk_of(editor: Any) -> Desk | None:
    """The desk of an editor; none for whoever may not see clauses. A fixed number of queries."""
    if not editor.has_perm("proposals.view_clause"):
        return None
    return Desk((*_clauses(editor), _questions()), tuple(_negotiations()))


def _clauses(editor: Any) -> Iterable[Waiting]:
    clauses = reverse("admin:proposals_clause_changelist")
    for queue in QUEUES:
        found = queue.pick(Clause.objects.all(), editor)
        named = found.select_related("version__proposal").order_by("version", "ordinal", "key")
        entries, count = _first(named, _clause)
        link = f"{clauses}?queue={queue.name}"
        yield Waiting(queue.name, str(queue.label), str(queue.about), count, link, entries)


def _questions() -> Waiting:
    found = Question.objects.filter(has_uncoded_versions()).select_related("negotiation", "topic")
    entries, count = _first(found.order_by("negotiation", "ordinal", "key"), _question)
    return Waiting(
        "uncoded",
        _("Not coded"),
        _("Questions that a document neither answers nor is recorded as leaving open."),
        count,
        f"{reverse('admin:proposals_question_changelist')}?coding=open",
        entries,
    )


def _first(
    rows: QuerySet[Any], named: Callable[[Any], QueueLink]
) -> tuple[tuple[QueueLink, ...], int]:
    """The first entries, and how many there are; a short queue needs no count."""
    shown = list(rows[:FIRST])
    count = len(shown) if len(shown) < FIRST else rows.count()
    return tuple(named(row) for row in shown), count


def _clause(clause: Clause) -> QueueLink:
    return QueueLink(str(clause), str(clause.version), page_of(clause))


def _question(question: Question) -> QueueLink:
    grid = reverse("admin:proposals_negotiation_grid", args=[question.negotiation_id])
    theme = f"?theme={question.topic.theme_id}&show=open"
    return QueueLink(question.text, str(question.negotiation), f"{grid}{theme}")


def _negotiations() -> QuerySet[Negotiation]:
    """Negotiations with their documents, and how much of each waits to be coded."""
    asked = Question.objects.filter(has_uncoded_versions(), negotiation=OuterRef("pk"))
    number = asked.order_by().values("negotiation").annotate(number=Count("pk")).values("number")
    clauses = counted(Clause.objects.originals(), "version")
    documents = Version.objects.select_related("proposal").annotate(clause_count=clauses)
    found = Negotiation.objects.annotate(open_count=Coalesce(Subquery(number), 0))
    ordered = documents.order_by("proposal__ordinal", "proposal__key", "ordinal", "key")
    documents_of = Prefetch("proposals__versions", ordered, to_attr="documents")
    return found.prefetch_related("proposals", documents_of)[:NEGOTIATIONS]
