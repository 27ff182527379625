"""Builds stored rows for tests; traits read aloud: `ClauseFactory(published=True)`."""

import datetime
from importlib import import_module
from typing import Any

import factory
from django.apps import apps
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from proposals import models
from proposals.models.publication_guard import unguarded
from sources.models import Article, Origin, Outlet


class ContentFactory(DjangoModelFactory):
    """Rows that the guard watches: test data may stand on published clauses."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        with unguarded():
            return super()._create(model_class, *args, **kwargs)


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = Outlet
        django_get_or_create = ("key",)

    key = factory.Sequence("outlet-{}".format)
    name = factory.Sequence("Outlet {}".format)
    country = "Ruritania"
    language = "en"


class OriginFactory(DjangoModelFactory):
    class Meta:
        model = Origin
        django_get_or_create = ("key",)

    key = factory.Sequence("origin-{}".format)
    name = factory.Sequence("Shared material {}".format)


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article
        django_get_or_create = ("key",)

    class Params:
        syndicated = factory.Trait(
            syndicated_from=factory.SubFactory("tests.factories.ArticleFactory")
        )
        undated = factory.Trait(published=None)

    key = factory.Sequence("A{}".format)
    outlet = factory.SubFactory(OutletFactory)
    headline = factory.Sequence("Headline {}".format)
    published = datetime.date(2025, 6, 2)
    url = factory.LazyAttribute(lambda article: f"https://news.example/{article.key}")
    language = "en"


class NegotiationFactory(DjangoModelFactory):
    class Meta:
        model = models.Negotiation
        django_get_or_create = ("key",)

    key = factory.Sequence("talks-{}".format)
    name = factory.Sequence("Talks {}".format)
    place = "Zenda"
    begins = datetime.date(2025, 6, 2)
    ends = datetime.date(2025, 6, 2)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = models.Party
        django_get_or_create = ("negotiation", "key")

    class Params:
        mediator = factory.Trait(role="mediator")

    negotiation = factory.SubFactory(NegotiationFactory)
    key = factory.Sequence("party-{}".format)
    name = factory.Sequence("Party {}".format)
    ordinal = factory.Sequence(lambda number: number + 1)


class DisagreementFactory(DjangoModelFactory):
    class Meta:
        model = models.Disagreement

    negotiation = factory.SubFactory(NegotiationFactory)
    key = factory.Sequence("D-{}".format)
    title = "How long the truce lasts"


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = models.Account
        skip_postgeneration_save = True

    disagreement = factory.SubFactory(DisagreementFactory)
    ordinal = factory.Sequence(lambda number: number + 1)
    text = "Thirty days"

    @factory.post_generation
    def articles(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            self.articles.set(extracted)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme
        django_get_or_create = ("key",)

    key = factory.Sequence("theme-{}".format)
    name = factory.Sequence("Theme {}".format)
    ordinal = factory.Sequence(lambda number: number + 1)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic
        django_get_or_create = ("key",)

    theme = factory.SubFactory(ThemeFactory)
    key = factory.Sequence("topic-{}".format)
    name = factory.Sequence("Topic {}".format)
    ordinal = factory.Sequence(lambda number: number + 1)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = models.UnitOfMeasure
        django_get_or_create = ("key",)

    class Params:
        week = factory.Trait(key="week", one="week", many="weeks", base="day", factor=7)

    key = "day"
    one = "day"
    many = "days"
    minimum = 0


def entries(*labels: str) -> list[dict[str, str]]:
    """A vocabulary of these labels, with the labels as keys too."""
    return [{"key": label.replace(" ", "-").lower(), "label": label} for label in labels]


class QuestionFactory(DjangoModelFactory):
    """By default: a length in days."""

    class Meta:
        model = models.Question

    class Params:
        choice = factory.Trait(
            kind="choice", unit=None, vocabulary=entries("open", "by consensus", "excluded")
        )
        items = factory.Trait(kind="items", unit=None, vocabulary=entries("air", "land", "sea"))
        date = factory.Trait(kind="date", unit=None)
        sequence = factory.Trait(
            kind="sequence", unit=None, vocabulary=entries("ceasefire", "talks", "treaty")
        )
        prose = factory.Trait(kind="text", unit=None)

    negotiation = factory.SubFactory(NegotiationFactory)
    topic = factory.SubFactory(TopicFactory)
    key = factory.Sequence("question-{}".format)
    text = factory.Sequence("Question {}?".format)
    kind = "range"
    unit = factory.SubFactory(UnitFactory)
    ordinal = factory.Sequence(lambda number: number + 1)


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = models.Proposal
        skip_postgeneration_save = True

    class Params:
        agreed = factory.Trait(kind="agreed")

    negotiation = factory.SubFactory(NegotiationFactory)
    key = factory.Sequence("proposal-{}".format)
    title = factory.Sequence("Framework {}".format)
    name = factory.Sequence("Proposal {}".format)
    kind = "memorandum"
    ordinal = factory.Sequence(lambda number: number + 1)

    @factory.post_generation
    def parties(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            self.parties.set(extracted)


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = models.Version

    proposal = factory.SubFactory(ProposalFactory)
    key = factory.Sequence("version-{}".format)
    label = factory.Sequence("as of day {}".format)
    date = datetime.date(2025, 6, 1)
    language = "en"
    tier = "leaked"


def publish(row: models.Clause | models.Response) -> None:
    """Put a clause or a response before readers as a folder would: without review."""
    row.state = models.ReviewState.PUBLISHED
    fields = ["state"]
    if isinstance(row, models.Clause):
        row.points_seen = list(row.named_points)
        fields.append("points_seen")
    with unguarded():
        row.save(update_fields=fields)


class ClauseFactory(ContentFactory):
    """By default a draft; `published=True` adds an article that supports it."""

    class Meta:
        model = models.Clause
        skip_postgeneration_save = True

    class Params:
        bracketed = factory.Trait(status="bracketed")
        deferred = factory.Trait(status="deferred")
        withdrawn = factory.Trait(status="withdrawn")

    version = factory.SubFactory(VersionFactory)
    key = factory.Sequence("I.{}".format)
    label = factory.SelfAttribute("key")
    heading = factory.Sequence("Heading {}".format)
    text = "Fighting stops."
    ordinal = factory.Sequence(lambda number: number + 1)

    @factory.post_generation
    def topics(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            with unguarded():
                self.topics.set(extracted)

    @factory.post_generation
    def published(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            EvidenceFactory(clause=self)
            publish(self)


class TermFactory(ContentFactory):
    """By default a demand of thirty days or more, on a question of the clause's negotiation."""

    class Meta:
        model = models.Term
        skip_postgeneration_save = True

    class Params:
        offered = factory.Trait(force="offers")
        conditional = factory.Trait(condition="the forces withdraw")

    clause = factory.SubFactory(ClauseFactory)
    question = factory.LazyAttribute(
        lambda term: QuestionFactory(negotiation=term.clause.version.proposal.negotiation)
    )
    value = "at least 30 days"
    force = "demands"

    @factory.post_generation
    def bearers(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            with unguarded():
                self.bearers.set(extracted)


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = models.Coverage
        skip_postgeneration_save = True

    class Params:
        deferred = factory.Trait(kind="deferred")

    version = factory.SubFactory(VersionFactory)
    question = factory.LazyAttribute(
        lambda absence: QuestionFactory(negotiation=absence.version.proposal.negotiation)
    )
    kind = "silent"
    basis = "full"

    @factory.post_generation
    def articles(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            self.articles.set(extracted)


class CoverageEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.CoverageEvidence

    class Params:
        quoted = factory.Trait(quote="to be settled later")

    coverage = factory.SubFactory(CoverageFactory, kind="deferred")
    article = factory.SubFactory(ArticleFactory)
    basis = "describes"
    number = 1


class EvidenceFactory(ContentFactory):
    class Meta:
        model = models.Evidence

    class Params:
        disputing = factory.Trait(stance="disputes")
        qualifying = factory.Trait(stance="qualifies")
        quoted = factory.Trait(quote="at least 30 days")

    clause = factory.SubFactory(ClauseFactory)
    article = factory.SubFactory(ArticleFactory)
    stance = "supports"
    basis = "describes"


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = models.Judgement

    question = factory.SubFactory(QuestionFactory)
    first = factory.LazyAttribute(
        lambda judged: VersionFactory(proposal__negotiation=judged.question.negotiation)
    )
    second = factory.LazyAttribute(
        lambda judged: VersionFactory(proposal__negotiation=judged.question.negotiation)
    )
    mark = "differs"
    reason = "The two lengths are counted from different days."
    author = "an editor"


class ResponseFactory(ContentFactory):
    """By default: a draft that takes another document of the same negotiation as a basis."""

    class Meta:
        model = models.Response
        skip_postgeneration_save = True

    version = factory.SubFactory(VersionFactory)
    to = factory.LazyAttribute(
        lambda response: VersionFactory(proposal__negotiation=response.version.proposal.negotiation)
    )
    key = factory.Sequence("response-{}".format)
    stance = "basis"
    date = datetime.date(2025, 6, 1)
    text = "It is something to start from."
    ordinal = factory.Sequence(lambda number: number + 1)

    @factory.post_generation
    def clauses(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            self.clauses.set(extracted)

    @factory.post_generation
    def questions(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            self.questions.set(extracted)

    @factory.post_generation
    def published(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        """Publish it with a piece of evidence, without a step of review."""
        if create and extracted:
            ResponseEvidenceFactory(response=self)
            models.Response.objects.filter(pk=self.pk).update(state="published")
            self.refresh_from_db()


class ResponseEvidenceFactory(ContentFactory):
    class Meta:
        model = models.ResponseEvidence

    response = factory.SubFactory(ResponseFactory)
    article = factory.SubFactory(ArticleFactory)
    basis = "reports"
    number = 1


class UserFactory(DjangoModelFactory):
    """By default a reader's account; `groups=["analyst"]` makes a member of staff."""

    class Meta:
        model = "auth.User"
        skip_postgeneration_save = True

    username = factory.Sequence("user-{}".format)
    first_name = factory.Sequence("Name{}".format)
    last_name = "Editor"
    password = factory.django.Password("a password for tests")

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Any, **_more: Any) -> None:
        if create and extracted:
            make_groups()
            self.groups.set(Group.objects.filter(name__in=extracted))
            self.is_staff = True
            self.save(update_fields=["is_staff"])


def let_readers_see(articles: Any) -> None:
    """Let something published name articles: a side of a disagreement in a public negotiation."""
    clause = ClauseFactory(published=True)
    home = clause.version.proposal.negotiation
    AccountFactory(disagreement__negotiation=home, articles=articles)


def make_groups() -> None:
    """The groups of the migration, again where a test with real transactions took them away."""
    names = ("analyst", "reviewer", "administrator")
    if Group.objects.filter(name__in=names).count() < len(names):
        run_on_groups("0004_groups", "make_groups")
        run_on_groups("0009_responses", "add_to_groups")
        run_on_groups("0014_translations", "add_to_groups")
        run_on_groups("0018_coverage_evidence", "add_to_groups")
        run_on_groups("0019_row_revisions", "add_to_groups")


def run_on_groups(migration: str, step: str) -> None:
    """Run a step of a migration with the apps of today, and leave these as they were.

    Such a step says of an app that it has models, and then that it has none: of one of today that
    would silence the signals of every later `migrate` and `flush`, and with them the data stamp.
    """
    kept = {config: config.models_module for config in apps.get_app_configs()}
    try:
        getattr(import_module(f"proposals.migrations.{migration}"), step)(apps, None)
    finally:
        for config, module in kept.items():
            config.models_module = module


def analyst(**values: Any) -> Any:
    """Somebody who enters and hands in, and cannot publish."""
    return UserFactory(groups=["analyst"], **values)


def reviewer(**values: Any) -> Any:
    """Somebody who enters, and publishes what others handed in."""
    return UserFactory(groups=["reviewer"], **values)


class TransitionFactory(DjangoModelFactory):
    """By default: handed in for review."""

    class Meta:
        model = models.Transition

    clause = factory.SubFactory(ClauseFactory)
    from_state = "draft"
    to_state = "review"
    by_name = "An editor"
    at = datetime.datetime(2025, 7, 1, 12, tzinfo=datetime.UTC)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = models.Comment

    clause = factory.SubFactory(ClauseFactory)
    text = "Is this the order in the original?"
    author_name = "An editor"
    made_at = datetime.datetime(2025, 7, 1, 12, tzinfo=datetime.UTC)
