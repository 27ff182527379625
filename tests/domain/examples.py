"""Frames, columns and short ways of writing positions, for examples that people read."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.rows import Pair, compare_positions
from proposals.domain.terms import (
    Absence,
    AbsenceKind,
    Basis,
    Column,
    Condition,
    Force,
    Position,
    Rejection,
    Term,
)
from proposals.domain.vocabulary import Entry, Frame, Holding, Kind, Measure, Unit
from proposals.language.explanations import explain_briefly, explain_pair
from proposals.language.languages import language_of
from proposals.language.value_parser import value_of
from proposals.language.wording import Wording

ENGLISH = language_of("en")
ZERO = Decimal(0)
DAY = Unit("day", "day", "days", minimum=ZERO)
WEEK = Unit("week", "week", "weeks", minimum=ZERO, base="day", factor=7)
FORTNIGHT = Unit("fortnight", "fortnight", "fortnights", minimum=ZERO, base="day", factor=14)
BODY = Unit("body", "body", "bodies", minimum=ZERO)
PERCENT = Unit("percent", "%", "%", whole=False, share=True)

CHOICE = Frame(
    Kind.CHOICE,
    (
        Entry("third-countries", "monitoring with third countries"),
        Entry("two-sides", "monitoring by the two sides alone"),
        Entry("un", "monitoring by the United Nations"),
    ),
)
ITEMS = Frame(
    Kind.ITEMS,
    (
        Entry("air", "a halt in the air"),
        Entry("land", "a halt on land"),
        Entry("sea", "a halt at sea"),
    ),
)
DAYS = Frame(Kind.RANGE, unit=DAY, units=(WEEK, FORTNIGHT))
BODIES = Frame(Kind.RANGE, unit=BODY)
SHARE = Frame(Kind.RANGE, unit=PERCENT)
TROOP = Unit("troop", "soldier", "soldiers", minimum=ZERO)
PRISONER = Unit("prisoner", "prisoner", "prisoners", minimum=ZERO)
LENGTH = Frame(Kind.RANGE, unit=DAY, units=(WEEK,), top=Entry("permanent", "a permanent truce"))
CAP = Frame(Kind.RANGE, unit=TROOP, top=Entry("unlimited", "no limit"), measures=Measure.LIMIT)
RELEASE = Frame(Kind.RANGE, unit=PRISONER, holds=Holding.IN_TOTAL)
SCALE = Frame(
    Kind.CHOICE,
    (
        Entry("none", "no sanction lifted"),
        Entry("some", "some sanctions lifted"),
        Entry("all", "all sanctions lifted"),
    ),
    ordered=True,
)
DATE = Frame(Kind.DATE)
SEQUENCE = Frame(
    Kind.SEQUENCE,
    (
        Entry("ceasefire", "a ceasefire"),
        Entry("talks", "talks on territory"),
        Entry("withdrawal", "a withdrawal"),
        Entry("exchange", "an exchange of prisoners"),
    ),
)
TEXT = Frame(Kind.TEXT)

MEMO = Column("u", "Ukraine's memorandum", frozenset({"ukraine"}))
OTHER = Column("r", "Russia's memorandum", frozenset({"russia"}))
TALKS = Column("t", "the Russian delegation's statements", frozenset({"russia"}))
PARTIES = {"ukraine": "Ukraine", "russia": "Russia", "turkey": "Turkey"}

OFFERS = {"force": Force.OFFERS}
ACCEPTS = {"force": Force.ACCEPTS}
EXPECTS = {"force": Force.EXPECTS}
TIED = {"condition": Condition("the withdrawal of Ukrainian forces")}
WAITS = {"condition": Condition(waits_for="II.1")}
PROPOSES = {"force": Force.PROPOSES}
SCOPES = ScopeList(
    (
        ScopeEntry("phase-1", "phase 1", partition="phases", complete=True),
        ScopeEntry("phase-2", "phase 2", partition="phases", complete=True),
        ScopeEntry("front", "the sectors of the front"),
        ScopeEntry("injured", "the severely injured"),
    )
)
PEACETIME = {"case": SCOPES.case("in peacetime")}
BRACKETED = {"bracketed": True}
SILENT = AbsenceKind.SILENT
DEFERRED = AbsenceKind.DEFERRED
WITHDRAWN = AbsenceKind.WITHDRAWN
NOT_CODED = AbsenceKind.NOT_CODED

Said = Any


def term(frame: Frame, said: Said, **qualifiers: Any) -> Term:
    """One term from plain words (or a table), or from a pair of words and qualifiers."""
    if isinstance(said, tuple):
        said, more = said
        qualifiers |= more
    return Term(value_of(said, frame, ENGLISH), **qualifiers)


def scope(key: str) -> dict[str, Any]:
    """The qualifier of a term for a case: an entry of the scope list, or free text."""
    return {"case": SCOPES.case(key)}


def position(column: Column, frame: Frame, *said: Said) -> Position:
    """A cell from what it says; an absence stands alone, with the basis on which it rests."""
    if said and isinstance(said[0], AbsenceKind):
        return Position(column, absence=Absence(*said))
    if said and isinstance(said[0], Absence):
        return Position(column, absence=said[0])
    return Position(column, tuple(term(frame, one) for one in said))


def silent(basis: Basis) -> Absence:
    """A silence that was established on what was read."""
    return Absence(AbsenceKind.SILENT, basis=basis)


def rejecting(position: Position, rejected: Position) -> Position:
    """A cell whose party rejected the whole answer of another cell."""
    rejection = Rejection(rejected.column.key, frozenset(rejected.terms))
    return replace(position, rejections=(rejection,))


def pair(frame: Frame, left: Said, right: Said, other: Column = TALKS) -> Pair:
    """Two cells of one question compared; a list holds several answers of one cell."""
    cells = [
        position(column, frame, *(said if isinstance(said, list) else [said]))
        for column, said in ((MEMO, left), (other, right))
    ]
    return compare_positions(*cells, holds=frame.holds)


def explained(frame: Frame, found: Pair) -> str:
    """What a reader is told of a pair."""
    return explain_pair(found, Wording(ENGLISH, frame, PARTIES))


def briefly(frame: Frame, found: Pair) -> str:
    """What a reader is told of a pair whose answers stand beside it."""
    return explain_briefly(found.worst, Wording(ENGLISH, frame, PARTIES))
