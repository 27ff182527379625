"""The made-up villages on a lake: their documents, and the questions on which they answer.

Nothing here resembles a negotiation that is stored: no party, no place and no number of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.cases import Case, ScopeEntry, ScopeList
from proposals.domain.storage import from_stored
from proposals.domain.terms import Absence, AbsenceKind, Basis, Column, Position, Term
from proposals.domain.vocabulary import Entry, Frame, Holding, Kind, Measure, Unit

PARTIES = ("alder", "birch", "cedar", "county")
"""The parties, in the order of their colours."""

PRINCIPALS = frozenset({"alder", "birch", "cedar"})
"""The parties to the quarrel; the county mediates."""

ZERO = Decimal(0)


@dataclass(frozen=True)
class Subject:
    """A question on which the villages negotiate, with all that it allows as an answer."""

    question: str
    frame: Frame

    def term(self, stored: Mapping[str, Any], **qualifiers: Any) -> Term:
        """Return an answer from its stored form."""
        return Term(from_stored(stored, self.frame), **qualifiers)


def party_names() -> dict[str, str]:
    """Return the names of the parties by key."""
    return {
        "alder": _("Alder"),
        "birch": _("Birch"),
        "cedar": _("Cedar"),
        "county": _("the county"),
    }


# Documents


def document(key: str) -> Column:
    """Return the made-up document of this key: the party that put it forward, and its kind."""
    names = {
        "alder-plan": _("Alder's plan"),
        "birch-plan": _("Birch's plan"),
        "birch-letter": _("Birch's letter"),
        "cedar-plan": _("Cedar's plan"),
        "county-draft": _("the county's draft"),
    }
    return Column(key, names[key], frozenset({key.partition("-")[0]}))


def alder(*terms: Term) -> Position:
    """Return what Alder's plan says."""
    return Position(document("alder-plan"), terms)


def birch(*terms: Term, **details: Any) -> Position:
    """Return what Birch's plan says."""
    return Position(document("birch-plan"), terms, **details)


def birch_letter(*terms: Term) -> Position:
    """Return what Birch's later letter says."""
    return Position(document("birch-letter"), terms)


def cedar(*terms: Term) -> Position:
    """Return what Cedar's plan says."""
    return Position(document("cedar-plan"), terms)


def county(*terms: Term) -> Position:
    """Return what the draft of the county says, which mediates."""
    return Position(document("county-draft"), terms)


def birch_without_answer(
    kind: AbsenceKind, basis: Basis | None = None, where: str = ""
) -> Position:
    """Return that Birch's plan gives no answer, and why."""
    return birch(absence=Absence(kind, basis=basis, where=where))


# Scopes


def scope(name: str) -> Case:
    """Return a case: an entry of the villages' list of scopes, or free text."""
    entries = (
        ScopeEntry("inner", _("the inner lake"), partition="lake", complete=True),
        ScopeEntry("outer", _("the outer lake"), partition="lake", complete=True),
        ScopeEntry("bay", _("the spawning bay"), within=("inner",)),
    )
    return ScopeList(entries).case(name)


# Questions


def season() -> Subject:
    """Return the question how long nobody fishes."""
    return Subject(_("For how many weeks is the lake closed to fishing?"), _range(_week()))


def nets() -> Subject:
    """Return the question of a limit, which may be none."""
    top = Entry("unlimited", _("no limit"))
    frame = _range(_unit("net", _("net"), _("nets")), top=top, measures=Measure.LIMIT)
    return Subject(_("How many nets may a boat carry?"), frame)


def toll() -> Subject:
    """Return the question of a price."""
    frame = _range(_unit("crown", _("crown"), _("crowns")))
    return Subject(_("What does a cart pay on the bridge?"), frame)


def upkeep() -> Subject:
    """Return the question of a share."""
    percent = Unit("percent", "%", "%", whole=False, minimum=ZERO, share=True)
    return Subject(_("Which share of the toll is kept for repairs?"), _range(percent))


def reed() -> Subject:
    """Return the question of a total, which says nothing of its parts."""
    frame = _range(_unit("load", _("load"), _("loads")), holds=Holding.IN_TOTAL)
    return Subject(_("How many loads of reed are cut in a year?"), frame)


def goods() -> Subject:
    """Return the question of which several points may be asked for at once."""
    entries = {
        "fish": _("a fish market"),
        "timber": _("a timber market"),
        "cattle": _("a cattle market"),
    }
    return Subject(_("Which markets are held?"), Frame(Kind.ITEMS, _entries(entries)))


def keeper() -> Subject:
    """Return the question whose list makes its options exclude each other."""
    entries = {
        "alder": _("a market kept by Alder"),
        "birch": _("a market kept by Birch"),
        "council": _("a market kept by a council"),
    }
    return Subject(_("Who keeps the market?"), Frame(Kind.CHOICE, _entries(entries)))


def halt() -> Subject:
    """Return the question whose options are the steps of a scale."""
    entries = {
        "none": _("no stop"),
        "slow": _("a stop of the slow trains"),
        "every": _("a stop of every train"),
    }
    frame = Frame(Kind.CHOICE, _entries(entries), ordered=True)
    return Subject(_("Which trains stop at the mill?"), frame)


def railway() -> Subject:
    """Return the question of an order of steps."""
    entries = {
        "platform": _("the new platform"),
        "timetable": _("the new timetable"),
        "fare": _("the higher fare"),
    }
    return Subject(
        _("In which order does the railway change?"), Frame(Kind.SEQUENCE, _entries(entries))
    )


def opening() -> Subject:
    """Return the question of a day."""
    return Subject(_("When does the fishing season open?"), Frame(Kind.DATE))


def preamble() -> Subject:
    """Return the question that is answered in prose."""
    return Subject(_("What is the lake called in the text?"), Frame(Kind.TEXT))


def _range(unit: Unit, **details: Any) -> Frame:
    return Frame(Kind.RANGE, unit=unit, **details)


def _week() -> Unit:
    return _unit("week", _("week"), _("weeks"))


def _unit(key: str, one: str, many: str) -> Unit:
    return Unit(key, one, many, minimum=ZERO)


def _entries(labels: Mapping[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(key, label) for key, label in labels.items())
