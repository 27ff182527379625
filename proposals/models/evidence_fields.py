"""The columns of evidence: the bearing of an article on a text, and where in it that stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import EvidenceBasis, EvidenceStance, QuoteState
from proposals.models.constraints import one_of, short_quote
from proposals.models.publication_guard import guard_part
from sources.fields import WrittenLine, WrittenText
from sources.independence import relations_from
from sources.models import Article
from sources.validators import valid_language


def problem_of_traces(articles: Collection[Article]) -> str:
    """Return what is wrong if a text rests on articles alone that no reader can find."""
    if not articles or any(article.is_traceable for article in articles):
        return ""
    return gettext(
        "It rests on %(articles)s alone, of which neither address nor headline nor date is known: "
        "nobody could look it up. Add one of these, or another article."
    ) % {"articles": ", ".join(sorted({article.key for article in articles}))}


class ArticleEvidenceQuerySet(models.QuerySet[Any]):
    """Evidence of articles on texts of one kind."""

    def for_citation(self) -> Self:
        """Fetch all that a citation and the count of independent sources need, in one query."""
        related = self.select_related("origin", *relations_from("article"))
        return related.order_by(self.model.owner_name, "stance", "article__key", "number")

    def with_quotes(self) -> Self:
        """Keep evidence that quotes its article, with what a check of the quote has to name."""
        related = self.exclude(quote="").select_related(self.model.owner_name, "article")
        return related.order_by("pk")


class ArticleEvidence(models.Model):
    """The bearing of one article on one text, with the place in the article where it stands.

    `owner_name` is the name of the reference to that text, which has an address, `uid`.
    """

    owner_name: ClassVar[str]
    is_reviewed: ClassVar[bool] = True
    """Whether the text has a state of review, so that a published one is guarded."""

    article = models.ForeignKey(
        "sources.Article", models.PROTECT, related_name="%(class)s", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(
        _("number"),
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1, or more if the article bears on the clause twice; empty: the next one."),
    )
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=EvidenceStance,
        default=EvidenceStance.SUPPORTS,
        help_text=_("Qualifies: it supports the clause, but with a difference worth knowing."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=EvidenceBasis,
        help_text=_(
            "Prints the document's own words or a translation of them, describes it, or reports "
            "what someone said."
        ),
    )
    quote = WrittenLine(
        _("quote"),
        max_length=300,
        blank=True,
        validators=[short_quote],
        help_text=_("Exactly as printed, at most 15 words, for example: at least 30 days"),
    )
    before = WrittenLine(
        _("words before"),
        max_length=200,
        blank=True,
        validators=[short_quote],
        help_text=_("The words just before the quote, if it stands in the article several times."),
    )
    after = WrittenLine(
        _("words after"),
        max_length=200,
        blank=True,
        validators=[short_quote],
        help_text=_("The words just after the quote, if it stands in the article several times."),
    )
    quote_language = models.CharField(
        _("language of the quote"),
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text=_("Only if it is not the article's language, for example: ru"),
    )
    quote_gloss = WrittenLine(
        _("gloss of the quote"),
        max_length=300,
        blank=True,
        validators=[short_quote],
        help_text=_(
            "What it means, in the language of the negotiation and in our own words, at most 15 "
            "words; for a quote in another language."
        ),
    )
    origin = models.ForeignKey(
        "sources.Origin",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s",
        verbose_name=_("shared material"),
        help_text=_("Only if this passage draws on other material than the article as a whole."),
    )
    note = WrittenText(
        _("note"),
        blank=True,
        help_text=_("What a reader should know, for example: The delegation's own account."),
    )
    tagged_by = WrittenLine(
        _("tagged by"), max_length=150, blank=True, help_text=_("Name of the editor.")
    )
    tagged_at = models.DateTimeField(
        _("tagged at"), null=True, blank=True, help_text=_("When the editor tagged it.")
    )

    quote_state = models.CharField(
        _("state of the quote"),
        max_length=10,
        choices=QuoteState,
        default=QuoteState.UNCHECKED,
        editable=False,
        db_index=True,
        help_text=_("What the last check against the stored text of the article found."),
    )
    quote_checked_at = models.DateTimeField(
        _("quote checked at"), null=True, blank=True, editable=False
    )
    quote_place = models.PositiveIntegerField(
        _("place of the quote"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Characters of the stored text that stand before it, if it was found once."),
    )
    quote_nearest = models.CharField(
        _("nearest wording"),
        max_length=400,
        blank=True,
        editable=False,
        help_text=_("For editors only: the wording of a changed quote."),
    )
    # Two lines, as `sources.sentences` writes them: what of the sentence stands before the quote,
    # and what after it. The text of an article is replaced, and with it what the quote held to.
    quote_sentence = models.TextField(
        _("sentence of the quote"),
        blank=True,
        editable=False,
        help_text=_("For editors only: the words of its sentence where it was found."),
    )

    class Meta:
        """Without a table of its own; every table has these constraints."""

        abstract = True
        constraints = (
            CheckConstraint(
                name="proposals_%(class)s_number_positive",
                condition=Q(number__gte=1),
                violation_error_message=_("Evidence is numbered from 1."),
            ),
            one_of("%(class)s", "stance", EvidenceStance),
            one_of("%(class)s", "basis", EvidenceBasis),
            one_of("%(class)s", "quote_state", QuoteState),
        )

    def __str__(self) -> str:
        return f"{self.owner.uid}@{self.article.key}#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, numbered after its siblings unless it has a number; raise PublishedRow."""
        if self.is_reviewed:
            guard_part(self, kwargs.get("update_fields"))
        if not self.number:
            self.number = self._next_number()
        super().save(*args, **kwargs)

    @property
    def owner(self) -> Any:
        """The text that the article bears on."""
        return getattr(self, self.owner_name)

    @property
    def effective_language(self) -> str:
        """The language of the quote: its own, else the article's."""
        return self.quote_language or self.article.language

    @property
    def independence_key(self) -> str:
        """The name of its source, equal for passages of one source; see `sources.independence`."""
        return self.article.independence_key(self.origin)

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key, without a number of the database."""
        return (self.owner.uid, self.article.key, self.number)

    def _next_number(self) -> int:
        own = {self.owner_name: getattr(self, f"{self.owner_name}_id")}
        others = type(self)._default_manager.filter(**own, article=self.article_id)
        return (others.aggregate(last=Max("number"))["last"] or 0) + 1
