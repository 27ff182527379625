"""Proposals, and their versions: the texts that were put forward, as of their dates."""

from __future__ import annotations

import datetime
import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.language.languages import LANGUAGES
from proposals.models.choices import ClauseStatus, ProposalKind, Tier
from proposals.models.constraints import one_of, only_one
from proposals.models.negotiations import Negotiation, Party
from proposals.models.querysets import MemberQuerySet
from sources.fields import WrittenLine, WrittenText
from sources.validators import valid_language


def version_order(path: str = "") -> tuple[str | OrderBy, ...]:
    """Return the order of versions as expressions: their proposals', then from oldest to newest.

    A version without a date stands before those with one; `path` leads to the version, such as
    "version__".
    """
    return (
        f"{path}proposal__ordinal",
        f"{path}proposal__key",
        F(f"{path}date").asc(nulls_first=True),
        f"{path}ordinal",
        f"{path}key",
    )


def problem_of_first_print(day: datetime.date | None, printed: datetime.date | None) -> str:
    """Return what is wrong with the day of a text that an article of `printed` published."""
    if day is None or printed is None or day <= printed:
        return ""
    return gettext(
        "The text is dated %(day)s, after the article that published it, which is of %(printed)s: "
        "one of the two days is wrong."
    ) % {"day": day.isoformat(), "printed": printed.isoformat()}


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of proposals."""

    def get_by_natural_key(self, negotiation: str, proposal: str, key: str) -> Any:
        """Return the version with this key; raise the model's `DoesNotExist` if there is none."""
        return self.get(proposal__negotiation__key=negotiation, proposal__key=proposal, key=key)

    def for_columns(self, negotiation: Negotiation) -> Self:
        """Keep all documents of a negotiation in the default order, with who put them forward."""
        versions = self.filter(proposal__negotiation=negotiation)
        related = versions.select_related("proposal", "published_by__outlet")
        return related.order_by(*version_order()).prefetch_related("proposal__parties")


class Proposal(models.Model):
    """One text put forward by one party or by several, or a set of statements at the talks."""

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="proposals", verbose_name=_("negotiation")
    )
    key = models.SlugField(
        _("key"),
        help_text=_("Stands in the address of its pages, for example: aria-memorandum"),
    )
    title = WrittenLine(
        _("title"),
        max_length=300,
        help_text=_("As the document has it, for example: Framework for Negotiations"),
    )
    name = WrittenLine(
        _("name"),
        max_length=160,
        help_text=_("As the subject of a sentence, for example: Aria's memorandum"),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=ProposalKind,
        help_text=_("Memorandum, plan, statements at the talks, or agreed outcome."),
    )
    parties = models.ManyToManyField(
        Party,
        related_name="proposals",
        blank=True,
        verbose_name=_("parties"),
        help_text=_("Who puts it forward; several for an agreed outcome."),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the order"),
        default=0,
        help_text=_("Documents stand in the order in which they were handed over."),
    )
    handed_over = models.DateField(
        _("handed over"), null=True, blank=True, help_text=_("For example: 2025-05-28")
    )
    handed_over_note = WrittenLine(
        _("note on handing over"),
        max_length=300,
        blank=True,
        help_text=_("For example: Both delegations name this day."),
    )
    note = WrittenText(_("note"), blank=True, help_text=_("Markdown is allowed."))

    objects = MemberQuerySet.as_manager()

    class Meta:
        """One row for each key of a negotiation."""

        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("ordinal", "key")
        constraints = (
            only_one(
                "proposal",
                "negotiation",
                "key",
                message=_("This negotiation already has a proposal with this key."),
            ),
            one_of("proposal", "kind", ProposalKind),
        )

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return its natural key."""
        return (self.negotiation.key, self.key)

    natural_key.dependencies = ["proposals.negotiation"]  # type: ignore[attr-defined]


class Version(models.Model):
    """A proposal as of a date, with how its wording became known."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="versions", verbose_name=_("proposal")
    )
    key = models.SlugField(_("key"), help_text=_("For example: published"))
    label = WrittenLine(
        _("label"), max_length=160, help_text=_("For example: as published on 1 June 2025")
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("For example: 2025-06-01")
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text=_("Language of the document, for example: uk"),
    )
    tier = models.CharField(
        _("how it became known"),
        max_length=10,
        choices=Tier,
        help_text=_("Leaked: printed by the press, not by its author."),
    )
    completeness = WrittenText(
        _("completeness"),
        blank=True,
        help_text=_(
            "What of it was read, for example: Parts I and II in full, the rest in digests."
        ),
    )
    complete = models.BooleanField(
        _("known in full"),
        default=False,
        help_text=_(
            "Whether its full text is known. Of an edit that is not, no point is taken over from "
            "the text that it edits."
        ),
    )
    edits = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="edited_by",
        verbose_name=_("edits"),
        help_text=_(
            "The text that this one changes. Points that an edit known in full leaves alone are "
            "taken over from it; enter only those that it changes, adds or strikes out."
        ),
    )
    copy_of = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="rival_copies",
        verbose_name=_("another copy of"),
        help_text=_(
            "A version of the same text, of which this is a copy published with other wording. "
            "Enter only the clauses in which the two differ."
        ),
    )
    published_by = models.ForeignKey(
        "sources.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_versions",
        verbose_name=_("published by"),
        help_text=_("The article that printed it first, if known."),
    )
    ordinal = models.PositiveIntegerField(
        _("place in the order"),
        default=1,
        help_text=_("Versions stand from oldest to newest; this decides among those of one day."),
    )
    note = WrittenText(_("note"), blank=True, help_text=_("Markdown is allowed."))

    objects = VersionQuerySet.as_manager()

    class Meta:
        """One row for each key of a proposal."""

        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = version_order()
        constraints = (
            only_one(
                "version",
                "proposal",
                "key",
                message=_("This proposal already has a version with this key."),
            ),
            one_of("version", "tier", Tier),
            CheckConstraint(
                name="proposals_version_edits_or_copies",
                condition=Q(edits__isnull=True) | Q(copy_of__isnull=True),
                violation_error_message=_("A version is an edit of a text or a copy of one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal.name} ({self.label})"

    def get_absolute_url(self) -> str:
        """Return the address of the document in its own order."""
        return reverse("proposals:document", args=self.natural_key())

    def clean(self) -> None:
        """Refuse an edit or a copy of a text that it cannot be one of; raise ValidationError."""
        if not self.proposal_id:  # a form says by itself that this is missing
            return
        if problem := self.problem_of_edit():
            raise ValidationError({"edits": problem})
        if problem := self.problem_of_copy():
            raise ValidationError({"copy_of": problem})
        if self.published_by is not None:
            problem = problem_of_first_print(self.date, self.published_by.published)
            if problem:
                raise ValidationError({"published_by": problem})

    def problem_of_edit(self) -> str:
        """Return why it cannot edit the text that it names, or no text; empty if it can."""
        if self.edits is None:
            return self._problem_without_edited_text()
        if self.copy_of_id is not None:
            return gettext("A version is an edit of a text or a copy of one, not both.")
        if self.edits.copy_of_id is not None:
            return gettext("Name the version of which that one is another copy.")
        edited: Version | None = self.edits
        seen = {self.pk}
        while edited is not None:
            if edited.pk in seen:
                return gettext("A text cannot edit itself, nor a text that edits it.")
            if edited.proposal.negotiation_id != self.proposal.negotiation_id:
                return gettext("The edited text belongs to another negotiation.")
            seen.add(edited.pk)
            edited = edited.edits
        return ""

    def _problem_without_edited_text(self) -> str:
        """Return why it has to go on editing a text: a clause of it is about a point there."""
        if not self.pk:
            return ""
        about_points = ~Q(replaces=[]) | Q(status=ClauseStatus.STRUCK_OUT)
        bound = self.clauses.filter(about_points).order_by("ordinal", "key").first()
        if bound is None:
            return ""
        message = gettext(
            "The clause “%(clause)s” strikes out points of the edited text or stands in place of "
            "them: change it first."
        )
        return message % {"clause": bound}

    def problem_of_copy(self) -> str:
        """Return why it cannot be a copy of the text that it names; empty if it can."""
        other = self.copy_of
        if other is None:
            return self._problem_of_original()
        if self.pk and self.edited_by.exists():
            return gettext("Other texts edit it, so it cannot be the copy of another.")
        if self.pk and self.rival_copies.exists():
            return gettext("It has copies itself, so it cannot be the copy of another.")
        if other.pk == self.pk or other.copy_of_id is not None:
            return gettext("Name the version that is no copy itself.")
        if other.proposal_id != self.proposal_id:
            return gettext("A copy belongs to the same proposal as the text that it is a copy of.")
        if self.date is not None and other.date is not None and self.date != other.date:
            return gettext("Copies of one text have one date.")
        return ""

    def _problem_of_original(self) -> str:
        """Return why its copies, if it has any, could be copies of it no more."""
        for copy in self.rival_copies.all() if self.pk else ():
            if copy.proposal_id != self.proposal_id:
                return gettext("Its copies belong to another proposal: change these first.")
            if None not in (copy.date, self.date) and copy.date != self.date:
                message = gettext("Copies of one text have one date, and “%(copy)s” has another.")
                return message % {"copy": copy.label}
        return ""

    def natural_key(self) -> tuple[str, str, str]:
        """Return its natural key."""
        return (*self.proposal.natural_key(), self.key)

    natural_key.dependencies = ["proposals.proposal"]  # type: ignore[attr-defined]

    @property
    def document_key(self) -> str:
        """The key of the document in addresses, which pins the version: "proposal.version"."""
        return f"{self.proposal.key}.{self.key}"

    @property
    def unsaid_date(self) -> datetime.date | None:
        """The date, if the label does not say it already as "as published on 1 June 2025" does."""
        if self.date is None:
            return None
        ways = {self.date.isoformat(), *(one.day(self.date) for one in LANGUAGES.values())}
        said = any(re.search(rf"(?<!\d){re.escape(way)}(?!\d)", self.label) for way in ways)
        return None if said else self.date
