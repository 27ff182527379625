"""In which negotiations readers see a row that nobody publishes by itself.

Parties, documents, absences, the codebook and articles have no state of review of their own:
readers see them because something that rests on them is published. Who changes such a row changes
what readers are told. What readers saw until a step of review took it away counts, too: else its
words could change between its withdrawal and its return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from proposals.models.choices import TranslationState
from proposals.models.clauses import Clause
from proposals.models.codebook import Theme, Topic, UnitOfMeasure
from proposals.models.coverage import Coverage, CoverageEvidence
from proposals.models.evidence import Evidence
from proposals.models.judgements import Judgement
from proposals.models.maps import Map
from proposals.models.negotiations import Account, Disagreement, Negotiation, Party
from proposals.models.proposals import Proposal, Version
from proposals.models.questions import Question
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.snapshots import Snapshot
from proposals.models.translations import Translation
from sources.models import Article, Origin, Outlet

Negotiations = frozenset[int]
"""Primary keys of negotiations."""


def showing(row: Model) -> Negotiations:
    """Return the negotiations in whose pages readers see, or saw, a row as it is; empty if in none.

    The row need not be stored as it is here: what it refers to decides. A few queries.
    """
    return _SHOWING[type(row)](row)


def is_seen_when_added(model: type[Model]) -> bool:
    """Tell whether a new row of a model is seen at once beside what is public.

    A new topic, document or article is not: nothing rests on it yet.
    """
    return model in _SEEN_AT_ONCE


def _public(**among: Any) -> Negotiations:
    rows = Negotiation.objects.once_public().filter(**among).order_by()
    return frozenset(rows.values_list("pk", flat=True).distinct())


def _among(negotiations: Any) -> Negotiations:
    wanted = {pk for pk in negotiations if pk is not None}
    return _public(pk__in=wanted) if wanted else frozenset()


def _of_negotiation(row: Any) -> Negotiations:
    return _public(pk=row.negotiation_id)


def _of_versions(which: Q) -> Negotiations:
    """Return the negotiations of those versions that readers see, or see what follows them of."""
    rows: set[int] = set()
    found = set(Version.objects.filter(which).order_by().values_list("pk", flat=True))
    while found:  # the edits and copies of these, and those of them again
        rows |= found
        after = Version.objects.filter(Q(edits__in=found) | Q(copy_of__in=found)).order_by()
        found = set(after.values_list("pk", flat=True)) - rows
    shown = Response.objects.once_public().order_by()
    clauses = Clause.objects.once_public().filter(version__in=rows).order_by()
    seen = (
        Q(pk__in=clauses.values("version"))
        | Q(pk__in=shown.values("to"))
        | Q(pk__in=shown.values("version"))
    )
    public = Version.objects.filter(seen, pk__in=rows).order_by()
    return frozenset(public.values_list("proposal__negotiation", flat=True).distinct())


def _of_version(pk: int | None) -> Negotiations:
    return _of_versions(Q(pk=pk)) if pk else frozenset()


def _of_version_row(row: Version) -> Negotiations:
    """Return where a version is seen, as one of the proposal to which it belongs now."""
    seen = _of_version(row.pk)
    if not seen:
        return seen
    return seen | frozenset(
        Proposal.objects.filter(pk=row.proposal_id).values_list("negotiation", flat=True)
    )


def _of_pair(row: Judgement) -> Negotiations:
    return _of_version(row.first_id) & _of_version(row.second_id)


def _of_account(row: Account) -> Negotiations:
    return _among(
        Disagreement.objects.filter(pk=row.disagreement_id).values_list("negotiation", flat=True)
    )


def _of_absence(row: CoverageEvidence) -> Negotiations:
    versions = Coverage.objects.filter(pk=row.coverage_id).values("version")
    return _of_versions(Q(pk__in=versions))


def _asking(which: Q) -> Negotiations:
    """Return the negotiations that ask questions of which this holds."""
    asking = Question.objects.filter(which).order_by().values_list("negotiation", flat=True)
    return _among(asking.distinct())


def _of_unit(row: UnitOfMeasure) -> Negotiations:
    """Return where a unit is seen: in questions, and in answers given in it."""
    terms = apps.get_model("proposals", "Term")._default_manager
    stored = UnitOfMeasure.objects.filter(pk=row.pk).values_list("key", flat=True).first()
    answered = terms.filter(value__unit__in=[row.key, stored or row.key])
    asked = answered.order_by().values_list("question__negotiation", flat=True).distinct()
    return _asking(Q(unit=row.pk)) | _among(asked)


def _of_articles(which: Q) -> Negotiations:
    """Return the negotiations in which something that readers see rests on some articles."""
    articles: set[int] = set()
    found = set(Article.objects.filter(which).order_by().values_list("pk", flat=True))
    while found:  # what was taken from these, and from those again
        articles |= found
        taken = Article.objects.filter(syndicated_from__in=found).order_by()
        found = set(taken.values_list("pk", flat=True)) - articles
    if not articles:
        return frozenset()
    own = {"article__in": articles}
    path = "version__proposal__negotiation"
    shown = Response.objects.once_public().order_by()
    clauses = Clause.objects.once_public().order_by()
    versions = Version.objects.order_by()
    seen: set[int | None] = set()
    for query in (
        Evidence.objects.filter(clause__in=clauses, **own).values_list(f"clause__{path}"),
        ResponseEvidence.objects.filter(response__in=shown, **own).values_list(f"response__{path}"),
        versions.filter(published_by__in=articles).values_list("proposal__negotiation"),
        Account.objects.filter(articles__in=articles).values_list("disagreement__negotiation"),
    ):
        seen |= {pk for (pk,) in query.order_by().distinct()}
    absent = Q(coverage__articles__in=articles) | Q(coverage__evidence__article__in=articles)
    return _among(seen) | _of_versions(absent)


def _of_origin(row: Origin) -> Negotiations:
    passages = Q(pk__in=Evidence.objects.filter(origin=row.pk).values("article"))
    passages |= Q(pk__in=ResponseEvidence.objects.filter(origin=row.pk).values("article"))
    passages |= Q(pk__in=CoverageEvidence.objects.filter(origin=row.pk).values("article"))
    return _of_articles(Q(origin=row.pk) | passages)


def _of_translation(row: Translation) -> Negotiations:
    """Return where a reviewed translation is seen: of what all share wherever it is used."""
    if row.state != TranslationState.REVIEWED:
        return frozenset()
    return _public() if row.negotiation_id is None else _public(pk=row.negotiation_id)


def _of_snapshot(row: Snapshot) -> Negotiations:
    """Return its negotiation, or all that are public if that has another key by now."""
    own = Negotiation.objects.filter(key=row.negotiation).values_list("pk", flat=True)
    return frozenset(own) or _public()


def _of_clause(row: Clause) -> Negotiations:
    """Return the negotiation of a published clause: its place and its withdrawal are seen."""
    own = Clause.objects.published().filter(pk=row.pk).order_by()
    return frozenset(own.values_list("version__proposal__negotiation", flat=True))


def _of_response(row: Response) -> Negotiations:
    own = Response.objects.for_readers().filter(pk=row.pk).order_by()
    return frozenset(own.values_list("version__proposal__negotiation", flat=True))


_SHOWING: Mapping[type[Model], Callable[[Any], Negotiations]] = {
    Negotiation: lambda row: _public(pk=row.pk),
    Party: _of_negotiation,
    Disagreement: _of_negotiation,
    Account: _of_account,
    Question: _of_negotiation,
    Proposal: lambda row: _of_versions(Q(proposal=row.pk)),
    Version: _of_version_row,
    Coverage: lambda row: _of_version(row.version_id),
    CoverageEvidence: _of_absence,
    Judgement: _of_pair,
    Theme: lambda row: _asking(Q(topic__theme=row.pk)),
    Topic: lambda row: _asking(Q(topic=row.pk)),
    UnitOfMeasure: _of_unit,
    Map: lambda row: _asking(Q(map=row.pk)),
    Translation: _of_translation,
    Article: lambda row: _of_articles(Q(pk=row.pk)),
    Outlet: lambda row: _of_articles(Q(outlet=row.pk)),
    Origin: _of_origin,
    Snapshot: _of_snapshot,
    Clause: _of_clause,
    Response: _of_response,
}

SURROUNDING: tuple[type[Model], ...] = tuple(
    model for model in _SHOWING if model not in (Clause, Response)
)
"""The models of rows around clauses. Clauses and responses have their own steps of review."""

_SEEN_AT_ONCE = frozenset(
    {Party, Disagreement, Account, Question, Coverage, CoverageEvidence, Judgement, Translation}
)
