"""The closed lists that columns take their values from, each value with what it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.tables.columns import Label, Values
from proposals.language.active import active_language
from proposals.language.labels import absence_meaning, mark_meaning, rule_label
from proposals.models import choices
from sources.models import Extent


class _Late:
    """Words that are asked for when a file is made, in the language of its reader."""

    def __init__(self, ask: Any, about: Any) -> None:
        self.ask, self.about = ask, about

    def __str__(self) -> str:
        return str(self.ask(self.about, active_language()))


def _late(ask: Any, members: Iterable[Any]) -> dict[str, Label]:
    return {member.value: lazystr(_Late(ask, member)) for member in members}


def _listed(found: type[TextChoices]) -> Values:
    return {member.value: member.label for member in found}


MARKS = _late(mark_meaning, Mark)
RULES = _late(rule_label, Rule)
STATES: Values = {
    "answered": _("the document answers the question"),
    **_late(absence_meaning, AbsenceKind),
}
STANDINGS: Values = {
    "S0": _("no supporting evidence"),
    "S1": _("the document's text is printed by independent publishers"),
    "S2": _("described by independent outlets"),
    "S3": _("reported as speech by independent outlets"),
}
PARTS: Values = {
    "admits": _("the answer admits this entry"),
    "requires": _("the answer requires this entry"),
    "excludes": _("the answer excludes this entry"),
    "chains": _("the answer puts this step in an order: see chain and step"),
}
SCOPES: Values = {
    "row": _("the verdict of the row: that of its worst pair"),
    "pair": _("the verdict of one pair of documents"),
}
ROLES = _listed(choices.PartyRole)
KINDS_OF_DOCUMENT = _listed(choices.ProposalKind)
KINDS_OF_VALUE = _listed(choices.ValueKind)
TIERS = _listed(choices.Tier)
STATUSES = _listed(choices.ClauseStatus)
CONFIDENCES = _listed(choices.Confidence)
FORCES = _listed(choices.TermForce)
BASES = _listed(choices.EvidenceBasis)
READ_FOR_ABSENCE = _listed(choices.CoverageBasis)
STANCES = _listed(choices.EvidenceStance)
JUDGED = _listed(choices.JudgedMark)
MATCHES = _listed(choices.CrosswalkMatch)
EXTENTS = _listed(Extent)
