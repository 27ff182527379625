"""Articles: where each stands, how it was read, and what it was taken from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.fields import (
    WrittenLine,
    WrittenText,
    address_field,
    is_web_address,
    key_field,
    language_field,
)
from sources.independence import RELATIONS, independence_key
from sources.models.origins import Origin
from sources.models.outlets import Outlet
from sources.models.querysets import KeyedQuerySet, number_of
from sources.search_terms import SearchTerms, keep_matching
from sources.signals import article_checked

SEARCHED = ("headline", "url", "outlet__name", "outlet__country")
"""The fields in which a search looks for words."""

TRACES = ("url", "archived_url", "headline", "published")
"""The fields by any of which a reader can find an article."""

PUBLISHED_EVIDENCE = Q(evidence__clause__state="published")
"""Evidence that readers may see: it hangs on articles by this name and rests on its clause."""


ZONES = timedelta(days=1)
"""How much earlier the day may be on which a page was read: it has not begun everywhere yet."""


def problem_of_days(published: date | None, accessed: date | None) -> str:
    """Return what is wrong with the days of an article; empty if nothing.

    One day too early may be right (`ZONES`), and is asked about: see `sources.doubts`.
    """
    if published is None or accessed is None or accessed >= published - ZONES:
        return ""
    return gettext(
        "It was read on %(accessed)s, before it was published, on %(published)s: one of the two "
        "days is wrong."
    ) % {"accessed": accessed.isoformat(), "published": published.isoformat()}


def words_without_headline() -> str:
    """Return the words for an article of which another thing is known, `%(what)s`."""
    return gettext("headline not seen (%(what)s)")


def words_of_note() -> str:
    """Return the words for an address of which only a note, `%(note)s`, is known."""
    return gettext("address %(note)s")


class Extent(models.TextChoices):
    """The extents to which an article was read by whoever recorded it."""

    WHOLE = "whole", _("read in full")
    OPENING = "opening", _("only its opening was read")
    UNKNOWN = "unknown", _("not recorded how much was read")


class ArticleQuerySet(KeyedQuerySet["Article"]):
    """Articles of the press."""

    def matching(self, words: str) -> Self:
        """Keep articles in which every word stands in headline, key, address or outlet."""
        return keep_matching(self, SearchTerms(words), SEARCHED, whole=("key",))

    def newest_first(self) -> Self:
        """Order by date, the undated last."""
        return self.order_by(F("published").desc(nulls_last=True), "outlet__name", "key")

    def by_key(self) -> Self:
        """Order by key, with the outlets."""
        return self.select_related("outlet").order_by("key")

    def with_clause_count(self) -> Self:
        """Add `clause_count`: how many published clauses the article speaks to."""
        clauses = Count("evidence__clause", filter=PUBLISHED_EVIDENCE, distinct=True)
        return self.annotate(clause_count=number_of(Article, clauses))

    def for_list(self) -> Self:
        """Add all that a list of articles shows, in one query."""
        return self.select_related("outlet").with_clause_count().newest_first()

    def for_evidence(self) -> Self:
        """Fetch all that an independence key and a citation need, in one query."""
        return self.select_related(*RELATIONS)


class Article(models.Model):
    """One article of one outlet: where it stands and what it was taken from, never its text."""

    key = key_field(_("E.g. A5. Used in addresses."))
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="articles", verbose_name=_("outlet")
    )
    headline = WrittenLine(
        _("headline"),
        max_length=1000,
        blank=True,
        help_text=_("As printed, e.g. “Talks end after an hour”. Empty: not seen."),
    )
    headline_note = WrittenLine(
        _("note on the headline"),
        max_length=400,
        blank=True,
        help_text=_("E.g. “Read from the address, not from the page”."),
    )
    description = WrittenLine(
        _("what it is about"),
        max_length=200,
        blank=True,
        help_text=_(
            "In a few words of our own, shown where the headline was not seen, e.g. “the order "
            "of the steps”."
        ),
    )
    published = models.DateField(
        _("published"), null=True, blank=True, help_text=_("E.g. 2025-06-02. Empty: not known.")
    )
    published_note = WrittenLine(
        _("note on the date"),
        max_length=400,
        blank=True,
        help_text=_("E.g. “From the text, which says Monday”."),
    )
    url = address_field(
        _("web address"), _("Where it was read, e.g. https://www.example.com/talks/1.")
    )
    url_note = WrittenLine(
        _("note on the address"),
        max_length=400,
        blank=True,
        help_text=_("Why there is none, e.g. “not in the copy that was read”."),
    )
    archived_url = address_field(
        _("archived address"),
        _("E.g. https://web.archive.org/web/2031/https://www.example.com/talks/1."),
    )
    accessed = models.DateField(
        _("accessed"), null=True, blank=True, help_text=_("The day it was read, e.g. 2025-06-03.")
    )
    language = language_field(_("Language tag of the article, e.g. uk. Empty: not known."))
    syndicated_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reprints",
        verbose_name=_("syndicated from"),
        help_text=_("The article whose text this one reprints, e.g. the agency's own page."),
    )
    origin = models.ForeignKey(
        Origin,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("shared material"),
        help_text=_("What it draws on together with others, e.g. one agency's report."),
    )
    extent = models.CharField(
        _("how much was read"),
        max_length=10,
        choices=Extent.choices,
        default=Extent.UNKNOWN,
        help_text=_("E.g. “only its opening was read” when a wall hid the rest."),
    )
    text_file = WrittenLine(
        _("file with the text"),
        max_length=200,
        blank=True,
        help_text=_("Name of a private file to check quotes against, e.g. article-5.txt."),
    )
    note = WrittenText(
        _("note"), blank=True, help_text=_("E.g. “Digest of the text that the agency published”.")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="article_url_unique",
                violation_error_message=_("Another article has this web address already."),
            ),
            models.CheckConstraint(
                condition=Q(syndicated_from__isnull=True) | ~Q(syndicated_from=F("id")),
                name="article_not_from_itself",
                violation_error_message=_("An article cannot be syndicated from itself."),
            ),
            models.CheckConstraint(
                condition=Q(extent__in=Extent.values),
                name="article_extent_known",
                violation_error_message=_("How much was read is one of: whole, opening, unknown."),
            ),
            is_web_address(
                "url",
                "article_url_is_web_address",
                _("The article's web address has to begin with http:// or https://."),
            ),
            is_web_address(
                "archived_url",
                "article_archive_is_web_address",
                _("The archived address has to begin with http:// or https://."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the article's page."""
        return reverse("sources:article", kwargs={"key": self.key})

    def clean(self) -> None:
        """Refuse a day of reading before publication, what rests on it, and circles of sources.

        Raises ValidationError.
        """
        problems = {"accessed": problem_of_days(self.published, self.accessed)}
        answers: list[tuple[Any, Any]] = article_checked.send(type(self), article=self)
        for _listener, found in answers:
            problems |= found
        if any(problems.values()):
            raise ValidationError({name: text for name, text in problems.items() if text})
        self._refuse_circle()

    def _refuse_circle(self) -> None:
        """Refuse articles that name one another as their source in a circle."""
        seen, source = {self.pk}, self.syndicated_from
        while source is not None and source.pk not in seen:
            seen.add(source.pk)
            source = source.syndicated_from
        if source is not None and source.pk is not None:
            message = _("“%(source)s” is itself taken, directly or not, from “%(article)s”.")
            names = {"source": self.syndicated_from, "article": source}
            raise ValidationError({"syndicated_from": ValidationError(message, params=names)})

    def natural_key(self) -> tuple[str]:
        """Return its natural key, which data files use."""
        return (self.key,)

    def independence_key(self, origin: Origin | None = None) -> str:
        """Return the name of the source that this article is: see `sources.independence`."""
        return independence_key(self, origin)

    @property
    def title(self) -> str:
        """The headline, or words that say it was not seen, with what the article is about."""
        if self.headline or not self.description:
            return self.headline or gettext("headline not seen")
        return words_without_headline() % {"what": self.description}

    @property
    def is_traceable(self) -> bool:
        """Whether a reader can find it: by an address, or a headline, or at least a date."""
        return any(getattr(self, name) for name in TRACES)

    @property
    def address_words(self) -> str:
        """What is shown in the place of an address that is not known."""
        note = self.url_note or gettext("not known")
        return words_of_note() % {"note": note}
