"""The shared codebook: themes, topics, and units of measure."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.domain.errors import DomainError
from proposals.domain.vocabulary import Frame, Kind, Unit
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import explain_error
from proposals.language.vocabulary import check_unit
from proposals.models.choices import CrosswalkMatch
from proposals.models.constraints import one_of
from proposals.models.negotiations import Negotiation
from sources.fields import WrittenLine, WrittenText
from sources.models.querysets import KeyedQuerySet

_ENDS = frozenset(("at_least", "at_most", "exactly"))


MEANING_FIELDS = ("base", "factor", "parts", "share")
"""What gives amounts in a unit their size."""


class UnitQuerySet(KeyedQuerySet["UnitOfMeasure"]):
    """Units of measure."""

    def sharing_dimension(self, dimension: str) -> Self:
        """Keep units that convert to each other."""
        return self.filter(Q(key=dimension) | Q(base=dimension)).order_by("-parts", "factor", "key")


class ThemeQuerySet(KeyedQuerySet["Theme"]):
    """Themes of the shared codebook."""


class TopicQuerySet(KeyedQuerySet["Topic"]):
    """Topics of the shared codebook."""

    def used_in(self, negotiation: Negotiation) -> Self:
        """Keep topics on which this negotiation asks a question, with their themes, in order."""
        questions = apps.get_model("proposals", "Question")._default_manager.filter(
            topic=OuterRef("pk"), negotiation=negotiation
        )
        used = self.filter(Exists(questions)).select_related("theme")
        return used.order_by("theme__ordinal", "theme__key", "ordinal", "key")


class UnitOfMeasure(models.Model):
    """A unit that amounts are given in; units with the same base convert to each other."""

    key = models.SlugField(_("key"), unique=True, help_text=_("For example: week"))
    one = WrittenLine(_("singular"), max_length=60, help_text=_("For example: week"))
    many = WrittenLine(_("plural"), max_length=60, help_text=_("For example: weeks"))
    whole = models.BooleanField(
        _("whole numbers only"), default=True, help_text=_("Days and bodies are counted whole.")
    )
    minimum = models.DecimalField(
        _("least amount"),
        max_digits=24,
        decimal_places=9,
        null=True,
        blank=True,
        help_text=_("The least amount that can exist, for example 0; empty if there is none."),
    )
    share = models.BooleanField(
        _("a share in percent"),
        default=False,
        help_text=_("For per cent: differences of two shares are percentage points."),
    )
    base = models.CharField(
        _("base unit"),
        max_length=60,
        blank=True,
        help_text=_("Key of the unit that this one is a multiple of; for a week: day"),
    )
    factor = models.PositiveIntegerField(
        _("factor"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many of the base unit make one; for a week: 7"),
    )
    parts = models.PositiveIntegerField(
        _("parts"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("For what is smaller than its base unit: how many make one; for an hour: 24"),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        """Listed by key."""

        verbose_name = _("unit of measure")
        verbose_name_plural = _("units of measure")
        ordering = ("key",)
        constraints = (
            CheckConstraint(
                name="proposals_unit_factor_positive",
                condition=Q(factor__gte=1),
                violation_error_message=_("The factor must be 1 or more."),
            ),
            CheckConstraint(
                name="proposals_unit_parts_positive",
                condition=Q(parts__gte=1),
                violation_error_message=_("The parts must be 1 or more."),
            ),
        )

    def __str__(self) -> str:
        return self.many

    @property
    def dimension(self) -> str:
        """The key under which amounts convert to each other."""
        return self.base or self.key

    def natural_key(self) -> tuple[str]:
        """Return its natural key."""
        return (self.key,)

    def clean(self) -> None:
        """Refuse what amounts could not be read with, or not beside units that convert to it."""
        try:
            check_unit(self.as_unit(), language_of(DATA_LANGUAGE))
            related = UnitOfMeasure.objects.sharing_dimension(self.dimension).exclude(pk=self.pk)
            Frame(Kind.RANGE, unit=self.as_unit(), units=tuple(one.as_unit() for one in related))
        except DomainError as error:
            raise ValidationError(explain_error(error, active_language())) from error
        if problem := self.problem_of_base():
            raise ValidationError({"base": problem})
        self._refuse_another_meaning()

    def _refuse_another_meaning(self) -> None:
        """Refuse another size, or another key, while answers are given in the unit."""
        stored = UnitOfMeasure.objects.filter(pk=self.pk).values("key", *MEANING_FIELDS).first()
        if not stored or all(stored[name] == getattr(self, name) for name in stored):
            return
        answers = self.answers_given(stored["key"])
        if answers:
            message = gettext(
                "Answers are given in this unit and would mean another amount: take them back "
                "first, or make another unit."
            )
            raise ValidationError([message, *answers], code="in_use")

    def answers_given(self, key: str) -> list[str]:
        """Return the addresses of clauses that answer in this unit, known by a key, or by its size.

        Two queries.
        """
        terms = apps.get_model("proposals", "Term")._default_manager
        own = terms.filter(Q(question__unit=self.pk) | Q(value__unit=key))
        uids = own.order_by("clause__uid").values_list("clause__uid", flat=True)
        return list(uids.distinct())

    def problem_of_base(self) -> str:
        """Return why the base cannot be one: amounts convert by one step only. Empty if it can."""
        if not self.base:
            return ""
        units = UnitOfMeasure.objects.exclude(pk=self.pk)
        for unit in units.filter(key=self.base).exclude(base=""):
            return gettext("“%(unit)s” has a base itself: name “%(base)s” as the base.") % {
                "unit": unit.key,
                "base": unit.base,
            }
        for unit in units.filter(base=self.key):
            return gettext("“%(unit)s” has this unit as its base, so it cannot have one.") % {
                "unit": unit.key
            }
        return ""

    def answers_rounded_before(self) -> list[str]:
        """Return the addresses of clauses whose answers may have been rounded for want of it.

        Whole amounts of what was the smallest unit are stored with closed ends: “less than 2 days”
        as “at most 1 day”, which is another amount once hours are known. Only an editor can tell
        what was typed. Empty for a unit that is not the smallest of those that convert to it.
        """
        others = UnitOfMeasure.objects.sharing_dimension(self.dimension).exclude(pk=self.pk)
        units = {unit.key: unit.as_unit() for unit in others}
        sizes = {unit.size for unit in units.values()}
        if not self.whole or not sizes or min(sizes) <= self.as_unit().size:
            return []
        rounded = {key for key, unit in units.items() if unit.size == min(sizes) and unit.whole}
        terms = apps.get_model("proposals", "Term").objects.filter(question__unit__key__in=units)
        rows = terms.values_list("clause__uid", "value", "question__unit__key")
        return sorted(
            {
                uid
                for uid, value, unit in rows
                if value.get("unit", unit) in rounded and not _ENDS.isdisjoint(value)
            }
        )

    def as_unit(self) -> Unit:
        """Return the unit as the engine knows it; raise InvalidVocabulary if it cannot be one."""
        minimum = None if self.minimum is None else Decimal(self.minimum)
        return Unit(
            self.key,
            self.one,
            self.many,
            whole=self.whole,
            minimum=minimum,
            base=self.base,
            factor=self.factor,
            parts=self.parts,
            share=self.share,
        )


class Theme(models.Model):
    """A group of topics."""

    key = models.SlugField(_("key"), unique=True, help_text=_("For example: security"))
    name = WrittenLine(_("name"), max_length=120, help_text=_("For example: Security"))
    ordinal = models.PositiveIntegerField(
        _("place in the list"), default=0, help_text=_("Themes are listed from the lowest number.")
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        """In the codebook's order."""

        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("ordinal", "key")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return its natural key."""
        return (self.key,)


class Topic(models.Model):
    """A subject that proposals speak of, with a public definition and a crosswalk to PA-X."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="topics", verbose_name=_("theme"))
    key = models.SlugField(
        _("key"),
        unique=True,
        help_text=_("Stands in the address of its page, for example: ceasefire-length"),
    )
    name = WrittenLine(_("name"), max_length=160, help_text=_("For example: Ceasefire length"))
    definition = WrittenText(
        _("definition"),
        blank=True,
        help_text=_(
            "What belongs here and what does not, in our own words, for example: How long a "
            "ceasefire lasts and whether it is extended. Markdown is allowed."
        ),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the list"), default=0, help_text=_("Topics are listed from the lowest number.")
    )
    pax_code = WrittenLine(
        _("PA-X code"),
        max_length=120,
        blank=True,
        help_text=_("The variable of the PA-X agreements database, for example: Ce"),
    )
    pax_match = models.CharField(
        _("fit of the PA-X code"),
        max_length=10,
        choices=CrosswalkMatch,
        default=CrosswalkMatch.NONE,
        help_text=_("Broad: the code covers more than this topic."),
    )
    pax_note = WrittenText(
        _("note on the PA-X code"),
        blank=True,
        help_text=_("For example: PA-X does not code how long a ceasefire lasts."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        """In the codebook's order."""

        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("theme__ordinal", "ordinal", "key")
        constraints = (one_of("topic", "pax_match", CrosswalkMatch),)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return its natural key."""
        return (self.key,)

    def get_url_in(self, negotiation: Negotiation) -> str:
        """Return the address of the topic's page in one negotiation: the one to cite."""
        return reverse("proposals:topic", args=[negotiation.key, self.key])
