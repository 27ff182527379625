"""Maps: outlines of regions that the items of a question can name; no markup, paths only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.constraints import only_one
from proposals.models.negotiations import Negotiation
from sources.fields import WrittenLine, WrittenTable, WrittenText
from sources.validators import valid_key

_KEYS = {"id", "name", "path"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE\s,.+-]+")

valid_view_box = RegexValidator(
    r"^-?\d+(\.\d+)?( -?\d+(\.\d+)?){3}\Z",
    _("“%(value)s” is no view box: four numbers with spaces between them, e.g. 0 0 1000 670."),
)


def problem_of_regions(regions: object) -> str:
    """Return what is wrong with a list of regions, in words; empty if nothing is."""
    if not isinstance(regions, list) or not regions:
        return gettext("A map needs a list of regions with id, name and path.")
    for place, region in enumerate(regions, start=1):
        texts = isinstance(region, Mapping) and all(isinstance(t, str) for t in region.values())
        if not texts or set(region) != _KEYS or not region["name"].strip():
            return gettext("Region %(place)d needs id, name and path.") % {"place": place}
        if not _ID.fullmatch(region["id"]):
            return gettext("“%(id)s” is no id of a region.") % {"id": region["id"]}
        if not _PATH.fullmatch(region["path"]):
            return gettext("The path of “%(id)s” holds more than path data.") % {"id": region["id"]}
    ids = ids_of_regions(regions)
    return "" if len(set(ids)) == len(ids) else gettext("Two regions have the same id.")


def ids_of_regions(regions: Any) -> list[str]:
    """Return the ids that entries of a vocabulary may name."""
    return [region["id"] for region in regions]


class Map(models.Model):
    """An outline of regions on which the items of a question are drawn."""

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="maps", verbose_name=_("negotiation")
    )
    key = models.CharField(
        _("key"), max_length=80, validators=[valid_key], help_text=_("For example: valley")
    )
    title = WrittenLine(
        _("title"),
        max_length=200,
        help_text=_("What the map shows, for example: The valley and its villages."),
    )
    attribution = WrittenLine(
        _("attribution"), max_length=300, help_text=_("Who drew the outline.")
    )
    licence = WrittenLine(_("licence"), max_length=100, help_text=_("For example: CC BY 4.0"))
    note = WrittenText(
        _("note on borders"), blank=True, help_text=_("A neutral word on the borders drawn.")
    )
    view_box = models.CharField(
        _("view box"),
        max_length=60,
        validators=[valid_view_box],
        help_text=_("For example: 0 0 1000 670"),
    )
    regions = WrittenTable(
        _("regions"),
        help_text=_("A list of tables with id, name and path (the data of an SVG path)."),
    )

    class Meta:
        """One row for each key of a negotiation."""

        verbose_name = _("map")
        verbose_name_plural = _("maps")
        ordering = ("key",)
        constraints = (
            only_one(
                "map",
                "negotiation",
                "key",
                message=_("This negotiation already has a map with this key."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse regions that are not plain paths."""
        problem = problem_of_regions(self.regions)
        if problem:
            raise ValidationError({"regions": problem})
