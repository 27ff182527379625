"""The closed lists that fields take their values from, each value with what it means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from proposals.domain.approaches import Direction
from proposals.domain.changes import Change
from proposals.domain.errors import ErrorCode
from proposals.domain.relations import Distance, Relation
from proposals.domain.rows import WithinParty
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Qualifier, Rule, ScopeDifference
from proposals.exports.record.fields import ClosedList, Label, Meanings
from proposals.language.active import active_language
from proposals.language.labels import absence_meaning, mark_meaning, rule_label
from proposals.language.row_notes import NoteKind
from proposals.models import choices
from sources.models import Extent


class _LazyWords:
    """Words that are put together when a file is made, in the language of its reader."""

    def __init__(self, words: Any, about: Any) -> None:
        self.words, self.about = words, about

    def __str__(self) -> str:
        return str(self.words(self.about, active_language()))


def _lazy(words: Any, members: Iterable[Any]) -> dict[str, Label]:
    return {member.value: lazystr(_LazyWords(words, member)) for member in members}


def _with_words(members: type[Enum], words: Any) -> ClosedList:
    return ClosedList(_lazy(words, members), members)


def _with_labels(members: type[TextChoices]) -> ClosedList:
    return ClosedList({member.value: member.label for member in members}, members)


MARKS = _with_words(Mark, mark_meaning)
RULES = _with_words(Rule, rule_label)
RELATIONS = ClosedList(
    {
        Relation.SAME: _("both answers admit the same outcomes"),
        Relation.INSIDE: _("the first admits some of the outcomes of the second"),
        Relation.CONTAINS: _("the first admits all outcomes of the second, and more"),
        Relation.OVERLAP: _("each admits outcomes that the other does not, and some together"),
        Relation.APART: _("no outcome is admitted by both"),
    },
    Relation,
)
QUALIFIERS = ClosedList(
    {
        Qualifier.SCOPE: _("they hold for other cases"),
        Qualifier.CONDITION: _("they are tied to other conditions"),
        Qualifier.BEARER: _("others must act"),
        Qualifier.FORCE: _("they are put forward in other ways"),
    },
    Qualifier,
)
DISTANCES = ClosedList(
    {
        Distance.AMOUNT: _("units of a range"),
        Distance.DAYS: _("days of the calendar"),
        Distance.STEPS: _("steps of a scale"),
        Distance.TO_TOP: _("nothing: one is the outcome above every number"),
    },
    Distance,
)
SCOPE_DIFFERENCES = ClosedList(
    {
        ScopeDifference.REST: _("they meet where both speak; one speaks of further cases"),
        ScopeDifference.APART: _("they speak of cases that are apart"),
        ScopeDifference.TOTAL: _("one speaks of a total, the other of a part"),
        ScopeDifference.UNCLEAR: _("it is not known whether they speak of the same case"),
    },
    ScopeDifference,
)
WITHIN_PARTY = ClosedList(
    {
        WithinParty.SAME: _("the documents of one party answer the same"),
        WithinParty.CHANGED: _("the documents of one party answer differently"),
    },
    WithinParty,
)
NOTES = ClosedList(
    {
        NoteKind.ANSWERING: _("how many documents answer"),
        NoteKind.COMPARED: _("how many of the answers were compared"),
        NoteKind.WITHIN_PARTY: _("how the documents of one party differ"),
        NoteKind.REQUIRED: _("what all answers require"),
        NoteKind.TOGETHER: _("what would satisfy all answers at once"),
    },
    NoteKind,
)
PROBLEMS = ClosedList(
    {
        ErrorCode.NOTHING_IN_COMMON: _("the answers have no outcome in common"),
        ErrorCode.KINDS_APART: _("the answers are of different kinds"),
        ErrorCode.UNITS_APART: _("the answers are in units that do not convert"),
        ErrorCode.PROSE: _("an answer is prose beside others that are not"),
    }
)
CHANGES = ClosedList(
    {
        Change.UNCHANGED: _("the same answer in both texts"),
        Change.REWORDED: _("the same answer in other words"),
        Change.WIDENED: _("everything that was admitted still is, and more"),
        Change.NARROWED: _("only some of what was admitted still is"),
        Change.MOVED: _("another answer, neither wider nor narrower"),
        Change.FORCE: _("the same answer, put forward in another way"),
        Change.SCOPE_OR_CONDITION: _("the same answer for other cases, on other terms or actors"),
        Change.BRACKETS: _("the same answer, firm where it stood in brackets, or the reverse"),
        Change.NEW: _("an answer where there was none, as was checked"),
        Change.STRUCK_OUT: _("the later text strikes the point out of the one that it edits"),
        Change.ELSEWHERE: _("the later text moves the point to another paper"),
        Change.SILENT: _("no answer any more: silent, deferred or withdrawn, as was checked"),
        Change.UNANSWERED: _("in neither text, as was checked"),
        Change.UNKNOWN: _("one of the texts is not coded: no change is claimed"),
        Change.PARTLY_SEEN: _("one text names more, but the other was not seen in full"),
        Change.NOT_COMPUTED: _("both answer, but what changed is left to the reader"),
    },
    Change,
)
DIRECTIONS = ClosedList(
    {
        Direction.TOWARDS: _("apart, and nearer than before"),
        Direction.AWAY: _("apart, and further than before"),
        Direction.SAME_DISTANCE: _("apart, and as far as before"),
        Direction.MEETS_NOW: _("apart before; now they meet"),
        Direction.NO_LONGER_MEETS: _("met before; now they are apart"),
        Direction.STILL_MEETS: _("they met before, and meet now"),
        Direction.STILL_APART: _("apart before and now, and nothing measures how far"),
    },
    Direction,
)
ABSENCES = _with_words(AbsenceKind, absence_meaning)
STANDINGS = ClosedList(
    {
        "S0": _("no supporting evidence"),
        "S1": _("the document's text is printed by independent publishers"),
        "S2": _("described by independent outlets"),
        "S3": _("reported as speech by independent outlets"),
        "S7": _("the document's text is printed in translation by independent publishers"),
    }
)
ROLES = _with_labels(choices.PartyRole)
KINDS_OF_DOCUMENT = _with_labels(choices.ProposalKind)
KINDS_OF_VALUE = _with_labels(choices.ValueKind)
MEASURES = _with_labels(choices.QuestionMeasure)
HOLDINGS = _with_labels(choices.QuestionHolding)
TIERS = _with_labels(choices.Tier)
STATUSES = _with_labels(choices.ClauseStatus)
CONFIDENCES = _with_labels(choices.Confidence)
FORCES = _with_labels(choices.TermForce)
ORIGINS = _with_labels(choices.QuoteOrigin)
BASES = _with_labels(choices.EvidenceBasis)
READ_FOR_ABSENCE = _with_labels(choices.CoverageBasis)
STANCES = _with_labels(choices.EvidenceStance)
JUDGED = _with_labels(choices.JudgedMark)
RESPONSE_STANCES = _with_labels(choices.ResponseStance)
MATCHES = _with_labels(choices.CrosswalkMatch)
EXTENTS = _with_labels(Extent)

STATES: Meanings = {
    "answered": _("the document answers the question"),
    **ABSENCES.meanings,
}
PARTS: Meanings = {
    "admits": _("the answer admits this entry"),
    "requires": _("the answer requires this entry"),
    "excludes": _("the answer excludes this entry"),
    "at_least": _("the answer admits this step of the scale and every higher one"),
    "at_most": _("the answer admits this step of the scale and every lower one"),
    "chains": _("the answer puts this step in an order: see chain and step"),
}
LEVELS: Meanings = {
    "row": _("the verdict of the row"),
    "pair": _("the verdict of one pair of documents"),
}
