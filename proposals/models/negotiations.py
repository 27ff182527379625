"""Negotiations, their parties, and the points on which the sources disagree."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.domain.cases import ScopeList
from proposals.domain.errors import DomainError
from proposals.language.active import active_language
from proposals.language.messages import explain_error
from proposals.models.choices import DisagreementState, PartyRole
from proposals.models.constraints import one_of, only_one
from proposals.models.querysets import MemberQuerySet
from proposals.models.taken_keys import taken_keys
from proposals.models.vocabularies import parse_scopes, store_scopes
from sources.fields import WrittenLine, WrittenTable, WrittenText
from sources.models.querysets import KeyedQuerySet
from sources.validators import valid_key, valid_language


class NegotiationQuerySet(KeyedQuerySet["Negotiation"]):
    """Negotiations."""

    def public(self) -> Self:
        """Keep those in which a clause is published."""
        clauses = apps.get_model("proposals", "Clause")._default_manager
        return self._with_any(clauses.published())

    def once_public(self) -> Self:
        """Keep those in which readers see a clause, or saw one."""
        clauses = apps.get_model("proposals", "Clause")._default_manager
        return self._with_any(clauses.once_public())

    def _with_any(self, clauses: Any) -> Self:
        versions = apps.get_model("proposals", "Version")._default_manager
        # By version, so that a database without statistics looks at few clauses of each.
        found = Exists(clauses.filter(version=OuterRef("pk")))
        own = versions.filter(found, proposal__negotiation=OuterRef("pk"))
        return self.filter(Exists(own))


class AccountQuerySet(models.QuerySet[Any]):
    """Accounts of disputed facts."""

    def get_by_natural_key(self, negotiation: str, disagreement: str, ordinal: int) -> Any:
        """Return the account in this place; raise the model's `DoesNotExist` if there is none."""
        return self.get(
            disagreement__negotiation__key=negotiation,
            disagreement__key=disagreement,
            ordinal=ordinal,
        )


class Negotiation(models.Model):
    """A process with parties, a place and dates; owns its documents and its questions."""

    key = models.SlugField(
        _("key"),
        unique=True,
        help_text=_("Stands in the address of its pages, for example: lake-2031"),
    )
    name = WrittenLine(
        _("name"), max_length=200, help_text=_("For example: Lake talks, 2 June 2031")
    )
    place = WrittenLine(
        _("place"), max_length=200, blank=True, help_text=_("For example: Geneva, Switzerland")
    )
    begins = models.DateField(
        _("begins"), null=True, blank=True, help_text=_("First day, for example: 2025-06-02")
    )
    ends = models.DateField(
        _("ends"), null=True, blank=True, help_text=_("Last day, for example: 2025-06-02")
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        default="en",
        validators=[valid_language],
        help_text=_("Language of the name and the summary, for example: en"),
    )
    summary = WrittenText(
        _("summary"),
        blank=True,
        help_text=_("Who met, when and about what, in neutral words; Markdown is allowed."),
    )
    order_note = WrittenText(
        _("note on the order"),
        blank=True,
        help_text=_(
            "Why the documents stand in this order, for example: In the order in which the "
            "documents were handed over."
        ),
    )
    scopes = WrittenTable(
        _("scopes"),
        default=list,
        blank=True,
        help_text=_(
            "The cases that answers can be limited to. An entry has a key and a label; it may lie "
            "within other entries, and be a part of a partition, whose entries are apart; complete "
            "says that the parts leave nothing out. For example: "
            '[{"key": "war", "label": "in wartime", "partition": "state", "complete": true}, '
            '{"key": "peace", "label": "in peacetime", "partition": "state", "complete": true}, '
            '{"key": "truce", "label": "during a truce", "within": ["war"]}]'
        ),
    )

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        """Listed with the latest first."""

        verbose_name = _("negotiation")
        verbose_name_plural = _("negotiations")
        ordering = (F("begins").desc(nulls_last=True), "key")
        constraints = (
            CheckConstraint(
                name="proposals_negotiation_ends_after_begin",
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                violation_error_message=_("The negotiation cannot end before it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its overview."""
        return reverse("proposals:negotiation", args=[self.key])

    @property
    def scope_list(self) -> ScopeList:
        """The scopes as the engine knows them."""
        return parse_scopes(self.scopes)

    def clean(self) -> None:
        """Refuse a key under which the site has pages of its own, and scopes that cannot serve."""
        self._refuse_taken_key()
        if self.scopes is None:
            self.scopes = []
        try:
            scopes = self.scope_list
        except DomainError as error:
            message = explain_error(error, active_language())
            raise ValidationError({"scopes": message}) from error
        self._refuse_losing_scopes(scopes)
        self.scopes = store_scopes(scopes)

    def _refuse_taken_key(self) -> None:
        taken = taken_keys()
        if self.key in taken:
            text = _("“%(key)s” is the address of other pages here; not allowed: %(taken)s.")
            words = {"key": self.key, "taken": ", ".join(sorted(taken))}
            raise ValidationError({"key": ValidationError(text, params=words)})

    def lost_scopes(self, before: ScopeList, after: ScopeList) -> list[str]:
        """Return the answers whose scope is an entry of the list before and none after, by clause.

        Each as the address of its clause and the scope; one query.
        """
        terms = apps.get_model("proposals", "Term")._default_manager
        rows = terms.filter(question__negotiation=self).exclude(scope="").order_by("clause__uid")
        return [
            f"{uid}: {scope}"
            for uid, scope in rows.values_list("clause__uid", "scope").distinct()
            if before.entry(scope) and not after.entry(scope)
        ]

    def _refuse_losing_scopes(self, scopes: ScopeList) -> None:
        stored = Negotiation.objects.filter(pk=self.pk).values_list("scopes", flat=True).first()
        lost = self.lost_scopes(parse_scopes(stored), scopes) if stored else []
        if lost:
            message = gettext("Answers in use name scopes that the list would lose:")
            raise ValidationError({"scopes": [message, *lost]}, code="in_use")

    def natural_key(self) -> tuple[str]:
        """Return its natural key."""
        return (self.key,)

    def get_compare_url(self) -> str:
        """Return the address of its comparison with nothing chosen."""
        return reverse("proposals:compare", args=[self.key])


class Party(models.Model):
    """A taker of positions in a negotiation: a state, an armed group, a mediator."""

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="parties", verbose_name=_("negotiation")
    )
    key = models.SlugField(_("key"), help_text=_("For example: aria"))
    name = WrittenLine(_("name"), max_length=200, help_text=_("For example: Aria"))
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=PartyRole,
        default=PartyRole.PRINCIPAL,
        help_text=_("A principal negotiates for itself; a mediator or an observer does not."),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the list"), default=0, help_text=_("Parties are listed from the lowest number.")
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        """One row for each key of a negotiation."""

        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("ordinal", "key")
        constraints = (
            only_one(
                "party",
                "negotiation",
                "key",
                message=_("This negotiation already has a party with this key."),
            ),
            one_of("party", "role", PartyRole),
        )

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return its natural key."""
        return (self.negotiation.key, self.key)

    natural_key.dependencies = ["proposals.negotiation"]  # type: ignore[attr-defined]


class Disagreement(models.Model):
    """A point on which the sources differ, and how they are read here."""

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="disagreements", verbose_name=_("negotiation")
    )
    key = models.CharField(
        _("key"), max_length=60, validators=[valid_key], help_text=_("For example: D-1")
    )
    title = WrittenLine(
        _("title"), max_length=250, help_text=_("For example: Length of Aria's ceasefire")
    )
    reading = WrittenText(
        _("reading"),
        blank=True,
        help_text=_("How the sources are read here and why; Markdown is allowed."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=DisagreementState,
        default=DisagreementState.OPEN,
        help_text=_("Open: the sources do not allow an answer."),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the list"), default=0, help_text=_("Listed from the lowest number.")
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        """One row for each key of a negotiation."""

        verbose_name = _("disagreement between sources")
        verbose_name_plural = _("disagreements between sources")
        ordering = ("ordinal", "key")
        constraints = (
            only_one(
                "disagreement",
                "negotiation",
                "key",
                message=_("This negotiation already has a disagreement with this key."),
            ),
            one_of("disagreement", "state", DisagreementState),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def natural_key(self) -> tuple[str, str]:
        """Return its natural key."""
        return (self.negotiation.key, self.key)

    natural_key.dependencies = ["proposals.negotiation"]  # type: ignore[attr-defined]


class Account(models.Model):
    """One of the versions of a disputed fact, with the articles that give it."""

    disagreement = models.ForeignKey(
        Disagreement, models.CASCADE, related_name="accounts", verbose_name=_("disagreement")
    )
    ordinal = models.PositiveIntegerField(
        _("place in the list"),
        default=1,
        help_text=_("Accounts are listed from the lowest number."),
    )
    text = WrittenText(
        _("account"), help_text=_("For example: At least 30 days, which can be extended.")
    )
    articles = models.ManyToManyField(
        "sources.Article",
        related_name="accounts",
        blank=True,
        verbose_name=_("articles"),
        help_text=_("The articles that give this account."),
    )

    objects = AccountQuerySet.as_manager()

    class Meta:
        """One account in each place."""

        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("ordinal",)
        constraints = (
            only_one(
                "account",
                "disagreement",
                "ordinal",
                message=_("This disagreement already has an account in this place."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.disagreement.key}, {self.ordinal}"

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key."""
        return (*self.disagreement.natural_key(), self.ordinal)

    natural_key.dependencies = ["proposals.disagreement"]  # type: ignore[attr-defined]
