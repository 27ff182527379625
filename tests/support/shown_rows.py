"""A public negotiation with a row of every kind around its clauses, and other values for fields."""

from __future__ import annotations

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import models

from proposals.editing.row_changes import content_columns
from proposals.models import (
    Account,
    Coverage,
    CoverageEvidence,
    Disagreement,
    Judgement,
    Map,
    Negotiation,
    Party,
    Proposal,
    Question,
    Theme,
    Topic,
    Translation,
    UnitOfMeasure,
    Version,
)
from sources.models import Article, Origin, Outlet
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    DisagreementFactory,
    EvidenceFactory,
    JudgementFactory,
    NegotiationFactory,
    OriginFactory,
    OutletFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    UnitFactory,
    VersionFactory,
    publish,
)

WRITTEN = "Written anew"
SQUARE = "0 0 10 10"
REGIONS = [{"id": "r1", "name": "Region", "path": "M0 0h1v1z"}]


def shown_negotiation() -> SimpleNamespace:
    """Two published documents that answer one question, and what stands around them, by model."""
    negotiation = NegotiationFactory(key="shown", name="Shown talks")
    one = PartyFactory(negotiation=negotiation, name="Aria")
    other = PartyFactory(negotiation=negotiation, name="Borealia")
    outline = Map.objects.create(
        negotiation=negotiation, key="country", title="Country", view_box=SQUARE, regions=REGIONS
    )
    places = QuestionFactory(negotiation=negotiation, items=True, map=outline)
    question = QuestionFactory(negotiation=negotiation, topic=places.topic)
    versions = [
        VersionFactory(
            proposal=ProposalFactory(negotiation=negotiation, parties=[party]),
            published_by=ArticleFactory(),
        )
        for party in (one, other)
    ]
    for version, value in zip(versions, ("30 days", "60 days"), strict=True):
        clause = ClauseFactory(version=version, topics=[question.topic])
        TermFactory(clause=clause, question=question, value=value)
        article = ArticleFactory(
            outlet=OutletFactory(
                country="Ruritania", ownership="A foundation.", ownership_source="Its own page."
            ),
            origin=OriginFactory(),
        )
        EvidenceFactory(clause=clause, article=article)
        publish(clause)
    absence = CoverageFactory(
        version=versions[0], question=places, kind="elsewhere", where="letter", articles=[article]
    )
    account = AccountFactory(
        disagreement=DisagreementFactory(negotiation=negotiation), articles=[article]
    )
    translation = Translation.objects.create(
        negotiation=negotiation,
        subject=f"party {one.key}",
        field="name",
        language="uk",
        original=one.name,
        text="Перша сторона",
        state="reviewed",
    )
    rows: dict[type[models.Model], Any] = {
        Account: account,
        Article: article,
        Coverage: absence,
        CoverageEvidence: CoverageEvidenceFactory(coverage=absence, article=article),
        Disagreement: account.disagreement,
        Judgement: JudgementFactory(question=question, first=versions[0], second=versions[1]),
        Map: outline,
        Negotiation: negotiation,
        Origin: article.origin,
        Outlet: article.outlet,
        Party: one,
        Proposal: versions[0].proposal,
        Question: question,
        Theme: question.topic.theme,
        Topic: question.topic,
        Translation: translation,
        UnitOfMeasure: question.unit,
        Version: versions[0],
    }
    _others(versions, places)
    return SimpleNamespace(
        negotiation=negotiation,
        question=question,
        places=places,
        versions=versions,
        rows={model: model.objects.get(pk=row.pk) for model, row in rows.items()},
    )


def _others(versions: list[Version], places: Question) -> None:
    """Rows of each kind to which what is shown could be moved."""
    elsewhere = NegotiationFactory()
    QuestionFactory(negotiation=elsewhere, unit=UnitFactory(week=True))
    DisagreementFactory(negotiation=elsewhere)
    Map.objects.create(
        negotiation=elsewhere, key="other", title="Other", view_box=SQUARE, regions=REGIONS
    )
    CoverageFactory(version=versions[1], question=QuestionFactory(negotiation=places.negotiation))
    VersionFactory(proposal=ProposalFactory(negotiation=places.negotiation))


BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("Coverage", "kind"): {"where": ""},
    ("Outlet", "ownership_unchecked"): {"ownership_source": ""},
}
"""What a field changes together with, by constraints of the database."""


def content_fields(model: type[models.Model]) -> list[str]:
    """The names of the columns and lists of a model that are content."""
    return [one.name for one in (*content_columns(model), *model._meta.many_to_many)]


def write_another_value(row: Any, name: str) -> None:
    """Save a row with another value of one field, whatever the rules of forms say."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        getattr(row, name).clear()
        return
    setattr(row, field.attname, _another(field, row))
    for other, value in BESIDE.get((type(row).__name__, name), {}).items():
        setattr(row, other, value)
    row.save()


def _another(field: Any, row: Any) -> Any:
    value = getattr(row, field.attname)
    if field.is_relation:
        model = field.related_model
        own = [one for one in row._meta.concrete_fields if one.related_model is model]
        taken = {getattr(row, one.attname) for one in own} | ({row.pk} & {_pk_in(model, row)})
        others = model._default_manager.exclude(pk__in=taken - {None})
        return others.order_by("-pk").values_list("pk", flat=True).first()
    if field.choices:
        return next(key for key, _label in field.flatchoices if key != value)
    return _of_type(field, value)


def _pk_in(model: type[models.Model], row: Any) -> int | None:
    """The key of a row among the rows of a model: none, if it is of another."""
    return row.pk if isinstance(row, model) else None


def _of_type(field: Any, value: Any) -> Any:
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    if isinstance(field, models.DateField):
        return datetime.date(2025, 6, 2) if value != datetime.date(2025, 6, 2) else None
    if isinstance(field, models.DecimalField):
        return Decimal(3)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.JSONField):
        return [] if value else [{"key": "new", "label": "new"}]
    if isinstance(field, models.SlugField):
        return "written-anew"
    if isinstance(field, models.URLField):
        return "https://written.example/anew"
    return WRITTEN[: field.max_length]
