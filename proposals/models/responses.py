"""Responses: what a party does with a text of another, and the evidence for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ResponseStance, ReviewState
from proposals.models.clauses import Clause
from proposals.models.constraints import one_of, only_one
from proposals.models.evidence_fields import ArticleEvidence, ArticleEvidenceQuerySet
from proposals.models.proposals import Version
from proposals.models.publication_guard import guard_row
from proposals.models.questions import Question
from proposals.models.review_fields import Reviewable
from sources.fields import WrittenText
from sources.validators import valid_key


class ResponseQuerySet(models.QuerySet[Any]):
    """Responses of documents to others."""

    def get_by_natural_key(self, negotiation: str, proposal: str, version: str, key: str) -> Any:
        """Return the response with this key; raise the model's `DoesNotExist` if none."""
        return self.get(
            version__proposal__negotiation__key=negotiation,
            version__proposal__key=proposal,
            version__key=version,
            key=key,
        )

    def published(self) -> Self:
        """Keep what readers may see: published, and resting on evidence."""
        evidence = Exists(ResponseEvidence.objects.filter(response=OuterRef("pk")))
        return self.filter(evidence, state=ReviewState.PUBLISHED)

    def for_readers(self) -> Self:
        """Keep what pages show: published, to a document that readers can open.

        One about clauses of which readers see none is left out: it would pass for a response to
        the whole.
        """
        documents = Clause.objects.published().filter(version=OuterRef("to"))
        named = Clause.objects.filter(responses=OuterRef("pk"))
        visible = ~Exists(named) | Exists(named.published())
        return self.published().filter(Exists(documents), visible)

    def once_public(self) -> Self:
        """Keep responses that readers see, or saw until a step of review took them away."""
        steps = apps.get_model("proposals", "Transition")._default_manager
        left = Exists(steps.filter(response=OuterRef("pk"), from_state=ReviewState.PUBLISHED))
        published = self.model._default_manager.for_readers().values("pk")
        return self.filter(left | Q(pk__in=published))

    def with_versions(self) -> Self:
        """Fetch both documents, with what their names and addresses need; one query."""
        return self.select_related("version__proposal__negotiation", "to__proposal__negotiation")

    def with_targets(self) -> Self:
        """Fetch the clauses and questions that they are about."""
        clauses = Clause.objects.originals().order_by("ordinal", "key")
        questions = Question.objects.order_by("ordinal", "key")
        return self.prefetch_related(Prefetch("clauses", clauses), Prefetch("questions", questions))

    def with_evidence(self) -> Self:
        """Fetch the evidence, with all that a citation needs."""
        return self.prefetch_related(Prefetch("evidence", ResponseEvidence.objects.for_citation()))


class Response(Reviewable):
    """What one version does with a text of another party: with all of it, or with named points."""

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="responses",
        verbose_name=_("version"),
        help_text=_("The document, or the set of statements, in which the response was given."),
    )
    key = models.CharField(
        _("key"), max_length=60, validators=[valid_key], help_text=_("For example: to-the-plan")
    )
    uid = models.CharField(
        _("address"),
        max_length=250,
        unique=True,
        editable=False,
        help_text=_("Set once, on the first save; its place on pages is found by it."),
    )
    to = models.ForeignKey(
        Version,
        models.RESTRICT,
        related_name="received_responses",
        verbose_name=_("responds to"),
        help_text=_("The version of another document that it is a response to."),
    )
    stance = models.CharField(
        _("stance"),
        max_length=24,
        choices=ResponseStance,
        help_text=_("What the party does with that text, or with the points named below."),
    )
    clauses = models.ManyToManyField(
        Clause,
        related_name="responses",
        blank=True,
        verbose_name=_("clauses"),
        help_text=_("Only if it is about single clauses of that version, not the whole of it."),
    )
    questions = models.ManyToManyField(
        Question,
        related_name="responses",
        blank=True,
        verbose_name=_("questions"),
        help_text=_("Only if it is about what that version says on single questions."),
    )
    date = models.DateField(_("date"), help_text=_("When it was given, for example: 2025-06-03"))
    text = WrittenText(
        _("text"),
        blank=True,
        help_text=_("What was said, in our own words and neutrally; Markdown is allowed."),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the order"), default=0, help_text=_("Responses stand from the lowest number.")
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        """One response for each key of a version, in their order."""

        permissions = (("review_response", "Can publish, send back and withdraw responses"),)

        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ("version", "ordinal", "key")
        indexes = (models.Index(fields=("to", "state"), name="proposals_response_received"),)
        constraints = (
            only_one(
                "response",
                "version",
                "key",
                message=_("This version already has a response with this key."),
            ),
            CheckConstraint(
                name="proposals_response_to_another",
                condition=~Q(to=F("version")),
                violation_error_message=_("A document does not respond to itself."),
            ),
            one_of("response", "stance", ResponseStance),
            one_of("response", "state", ReviewState),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.get_stance_display()} {self.to}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it its lasting name on the first save; raise PublishedResponse if it is public."""
        guard_row(self, kwargs.get("update_fields"))
        if not self.uid:
            self.uid = response_uid(".".join(self.version.natural_key()), self.key)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return its place on the page of the document that it responds to."""
        return f"{self.to.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The name of its place on a page."""
        return f"response-{self.version.proposal.key}-{self.version.key}-{self.key}"

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return its natural key."""
        return (*self.version.natural_key(), self.key)

    natural_key.dependencies = ["proposals.version"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a response to a text of another negotiation or of the same proposal."""
        if not (self.version_id and self.to_id):
            return  # the fields' own errors say so
        problems = {"to": problem_of_addressee(self.version, self.to)}
        if self.date:
            problems["date"] = problem_of_date(self.date, self.version.date, self.to.date)
        if any(problems.values()):
            raise ValidationError({name: text for name, text in problems.items() if text})


def response_uid(version: str, key: str) -> str:
    """Return the lasting name of a response, from that of its version and its key."""
    return f"{version}:{key}"


def problem_of_addressee(version: Version, to: Version) -> str:
    """Return why a version cannot respond to another, in a sentence; empty if it can."""
    if to.proposal.negotiation_id != version.proposal.negotiation_id:
        return gettext("The document belongs to another negotiation.")
    if to.proposal_id == version.proposal_id:
        return gettext("A document does not respond to itself, nor to another version of itself.")
    return ""


def problem_of_date(day: date, version: date | None, to: date | None) -> str:
    """Return why a response cannot be of a day, in a sentence; empty if it can.

    `version` is the day of the text in which it was given, `to` that of the text it responds to.
    """
    if version is not None and day > version:
        message = gettext("A response is no later than the text in which it was given (%(day)s).")
        return message % {"day": version.isoformat()}
    if to is not None and day < to:
        message = gettext("A response is no earlier than the text that it responds to (%(day)s).")
        return message % {"day": to.isoformat()}
    return ""


def problems_of_targets(
    to: Version, clauses: Collection[Clause], questions: Collection[Question]
) -> dict[str, str]:
    """Return what is wrong with the points of a response, by field; empty if nothing is."""
    problems = {}
    strangers = [clause.uid for clause in clauses if clause.version_id != to.pk]
    if strangers:
        message = gettext("Not of the version that it responds to: %(names)s.")
        problems["clauses"] = message % {"names": ", ".join(strangers)}
    home = to.proposal.negotiation_id
    foreign = [question.text for question in questions if question.negotiation_id != home]
    if foreign:
        message = gettext("Of another negotiation: %(names)s.")
        problems["questions"] = message % {"names": ", ".join(foreign)}
    if clauses and questions and not problems:
        problems["questions"] = gettext("Name clauses or questions, not both.")
    return problems


class ResponseEvidenceQuerySet(ArticleEvidenceQuerySet):
    """Evidence of articles on responses."""

    def get_by_natural_key(self, response: str, article: str, number: int) -> Any:
        """Return the evidence with this number; raise the model's `DoesNotExist` if none."""
        return self.get(response__uid=response, article__key=article, number=number)

    def published(self) -> Self:
        """Keep evidence on responses that readers may see."""
        return self.filter(response__state=ReviewState.PUBLISHED)


class ResponseEvidence(ArticleEvidence):
    """The bearing of one article on one response."""

    owner_name = "response"
    disagreement = None
    """Disagreements between sources are about clauses."""

    response = models.ForeignKey(
        Response, models.CASCADE, related_name="evidence", verbose_name=_("response")
    )

    objects = ResponseEvidenceQuerySet.as_manager()

    class Meta:
        """One row for each number, response and article."""

        verbose_name = _("evidence on a response")
        verbose_name_plural = _("evidence on responses")
        ordering = ("response", "article__key", "number")
        constraints = (
            *ArticleEvidence.Meta.constraints,
            only_one(
                "responseevidence",
                "response",
                "article",
                "number",
                message=_("This response already has evidence with this number from this article."),
            ),
        )

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key, without a number of the database."""
        return super().natural_key()

    natural_key.dependencies = ["proposals.response", "sources.article"]  # type: ignore[attr-defined]
