"""Clauses: the numbered provisions of documents, and the drafts that revise them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Prefetch, Q, UniqueConstraint
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ClauseStatus, Confidence, QuoteOrigin, ReviewState
from proposals.models.codebook import Topic
from proposals.models.constraints import one_of, short_quote
from proposals.models.proposals import Version
from proposals.models.publication_guard import guard_row
from proposals.models.querysets import has_evidence
from proposals.models.quotations import problems_of_quotation
from proposals.models.review_fields import Reviewable
from sources.fields import WrittenLine, WrittenText
from sources.validators import valid_key, valid_keys, valid_language

REVISION_MARK = "~"
"""The sign behind the key of a clause in natural key and address of its open revision."""


def is_original(path: str = "") -> Exact:
    """Return the condition that a clause revises no other; `path` leads to it, "clause__".

    It is no plain comparison with NULL: SQLite would take that for a few rows, and look at every
    clause of the site instead of those of one document.
    """
    return Exact(Coalesce(F(f"{path}revises"), 0), 0)


class ClauseQuerySet(models.QuerySet[Any]):
    """Clauses of documents."""

    def get_by_natural_key(self, negotiation: str, proposal: str, version: str, key: str) -> Any:
        """Return the clause with this key; raise the model's `DoesNotExist` if there is none."""
        return self.get(
            version__proposal__negotiation__key=negotiation,
            version__proposal__key=proposal,
            version__key=version,
            key=key.removesuffix(REVISION_MARK),
            revises__isnull=not key.endswith(REVISION_MARK),
        )

    def published(self) -> Self:
        """Keep what readers may see: published, and resting on evidence."""
        return self.originals().filter(has_evidence("pk"), state=ReviewState.PUBLISHED)

    def originals(self) -> Self:
        """Keep clauses themselves, without the drafts that revise published ones."""
        return self.filter(is_original())

    def once_public(self) -> Self:
        """Keep clauses that readers see, or saw until a step of review took them away."""
        steps = apps.get_model("proposals", "Transition")._default_manager
        withdrawn = Exists(steps.filter(clause=OuterRef("pk"), from_state=ReviewState.PUBLISHED))
        return self.originals().filter(
            withdrawn | Q(has_evidence("pk"), state=ReviewState.PUBLISHED)
        )

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Keep published clauses of some versions, with their topics and evidence."""
        return self.published().filter(version__in=versions).with_topics().with_evidence()

    def for_document(self, version: Version) -> Self:
        """Keep published clauses of one version in its order, with all that stands beside them."""
        clauses = self.published().filter(version=version).with_topics().with_evidence()
        return clauses.with_terms().order_by("ordinal", "key")

    def with_topics(self) -> Self:
        """Fetch the topics, in the codebook's order."""
        return self.prefetch_related("topics__theme")

    def with_evidence(self) -> Self:
        """Fetch the evidence, with all that a citation needs."""
        rows = apps.get_model("proposals", "Evidence")._default_manager
        return self.prefetch_related(Prefetch("evidence", rows.for_citation()))

    def with_terms(self) -> Self:
        """Fetch the answers, with their questions and who must act."""
        rows = apps.get_model("proposals", "Term")._default_manager
        related = rows.select_related("question__topic", "question__unit", "waits_for")
        return self.prefetch_related(Prefetch("terms", related.prefetch_related("bearers")))


class Clause(Reviewable):
    """One numbered provision of a version."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="clauses", verbose_name=_("version")
    )
    key = models.CharField(
        _("key"), max_length=60, validators=[valid_key], help_text=_("For example: I.5d")
    )
    uid = models.CharField(
        _("address"),
        max_length=250,
        unique=True,
        editable=False,
        help_text=_("Set once, on the first save; the clause's page is found by it."),
    )
    label = WrittenLine(
        _("number"),
        max_length=60,
        blank=True,
        help_text=_("The document's own numbering, for example: I.5"),
    )
    heading = WrittenLine(
        _("heading"), max_length=200, help_text=_("For example: Ceasefire before peace talks")
    )
    text = WrittenText(
        _("text"),
        blank=True,
        help_text=_("What it says, in our own words and neutrally; Markdown is allowed."),
    )
    quote = WrittenLine(
        _("quote"),
        max_length=300,
        blank=True,
        validators=[short_quote],
        help_text=_(
            "Original wording, at most 15 words, for example: Full and unconditional ceasefire"
        ),
    )
    quote_language = models.CharField(
        _("language of the quote"),
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text=_("For example: uk"),
    )
    quote_origin = models.CharField(
        _("origin of the quote"),
        max_length=12,
        blank=True,
        choices=QuoteOrigin,
        help_text=_("Whose words they are; needed with a quote."),
    )
    quote_by = WrittenLine(
        _("translated or paraphrased by"),
        max_length=80,
        blank=True,
        help_text=_("For example: TASS; empty for the document's own words."),
    )
    quote_gloss = WrittenLine(
        _("gloss of the quote"),
        max_length=300,
        blank=True,
        validators=[short_quote],
        help_text=_(
            "What it means, in the language of the negotiation and in our own words, at most 15 "
            "words; needed if the quote is in another language."
        ),
    )
    option = models.SlugField(
        _("option"),
        blank=True,
        help_text=_(
            "Which of the document's alternatives this belongs to, for example: withdrawal; "
            "empty if there are none."
        ),
    )
    option_label = WrittenLine(
        _("name of the option"),
        max_length=160,
        blank=True,
        help_text=_("For example: Option 1: withdrawal"),
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ClauseStatus,
        default=ClauseStatus.FIRM,
        help_text=_("Bracketed: the document itself marks it as not agreed."),
    )
    replaces = models.JSONField(
        _("stands in place of"),
        default=list,
        blank=True,
        validators=[valid_keys],
        help_text=_(
            "Only in a text that edits another: the keys of the points there in whose place it "
            'stands, if not the point with its own key, for example: ["21a", "21b"]'
        ),
    )
    points_seen = models.JSONField(
        _("points as readers saw them"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("The points in whose place it stood when readers saw it last; empty if never."),
    )
    revises = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="revision",
        verbose_name=_("revises"),
        help_text=_("The published clause that this draft will replace, once it is reviewed."),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        choices=Confidence,
        default=Confidence.HIGH,
        help_text=_("High: its wording was seen in a copy of the full text."),
    )
    contested = WrittenText(
        _("contested"),
        blank=True,
        help_text=_(
            "What about its wording is contested, for example: One outlet writes that the copy "
            "handed over lacked this sentence."
        ),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the document"), default=0, help_text=_("Clauses stand from the lowest number.")
    )
    topics = models.ManyToManyField(
        Topic,
        related_name="clauses",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("All topics that it speaks of."),
    )

    objects = ClauseQuerySet.as_manager()

    class Meta:
        """One clause for each key of a version, open revisions aside; in the document's order."""

        permissions = (("review_clause", "Can publish, send back and withdraw clauses"),)

        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ("version", "ordinal", "key")
        indexes = (
            models.Index(fields=("version", "state", "ordinal"), name="proposals_clause_order"),
        )
        constraints = (
            UniqueConstraint(
                name="proposals_clause_unique",
                fields=("version", "key"),
                condition=Q(revises__isnull=True),
                violation_error_message=_("This version already has a clause with this key."),
            ),
            one_of("clause", "status", ClauseStatus),
            one_of("clause", "state", ReviewState),
            one_of("clause", "confidence", Confidence),
            one_of("clause", "quote_origin", QuoteOrigin, blank=True),
            CheckConstraint(
                name="proposals_clause_quote_by_named",
                condition=Q(quote_origin__in=("", QuoteOrigin.OWN)) ^ ~Q(quote_by=""),
                violation_error_message=_(
                    "A translation or a paraphrase, and nothing else, names who made it."
                ),
            ),
            CheckConstraint(
                name="proposals_clause_quote_described",
                condition=~Q(quote="") | Q(quote_origin="", quote_by="", quote_gloss=""),
                violation_error_message=_("There is no quote that this could be said of."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label or self.key} {self.heading}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it its lasting address on the first save; raise PublishedClause if it is public."""
        guard_row(self, kwargs.get("update_fields"))
        if not self.uid:
            self.uid = ".".join(self.natural_key())
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page with the full ledger of evidence."""
        return reverse("proposals:clause", args=[self.uid])

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return its natural key; that of a revision has a mark behind the clause's."""
        mark = REVISION_MARK if self.revises_id else ""
        return (*self.version.natural_key(), self.key + mark)

    natural_key.dependencies = ["proposals.version"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse another key for a revision, whose place is that of its clause; check the quote.

        Raises ValidationError.
        """
        if self.replaces and not (self.version_id and self.version.edits_id):
            raise ValidationError({"replaces": _("Its document edits no other text.")})
        if self.is_struck_out and not (self.version_id and self.version.edits_id):
            message = _("Its document edits no text out of which a point could be struck.")
            raise ValidationError({"status": message})
        if self.revises is not None and self.key != self.revises.key:
            raise ValidationError({"key": _("A revision keeps the key of the clause it revises.")})
        if problems := self.problems_of_quotation():
            raise ValidationError({field: [text] for field, text in problems.items()})

    def problems_of_quotation(self) -> dict[str, str]:
        """Return what is wrong with what is said of the quote, by the name of the field."""
        home = self.version.proposal.negotiation.language if self.version_id else ""
        return problems_of_quotation(
            quote=self.quote,
            origin=self.quote_origin,
            by=self.quote_by,
            gloss=self.quote_gloss,
            language=self.quote_language,
            home=home,
        )

    @property
    def is_struck_out(self) -> bool:
        """Whether its document strikes the point out of the text that it edits."""
        return self.status == ClauseStatus.STRUCK_OUT

    @property
    def named_points(self) -> tuple[str, ...]:
        """The keys of the points, in the text that its document edits, in whose place it stands."""
        return (self.key, *self.replaces)

    @property
    def points_for_readers(self) -> tuple[str, ...]:
        """The keys of these points as far as readers were told: none of what they never saw."""
        return self.named_points if self.is_published else tuple(self.points_seen)
