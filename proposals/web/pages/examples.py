"""Worked examples of the rules: made-up documents A and B, judged by the engine when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from proposals.domain.rows import compare_positions
from proposals.domain.terms import (
    Absence,
    AbsenceKind,
    Alternative,
    Column,
    Condition,
    Force,
    Position,
    Term,
)
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.verdicts import Mark, Rule
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.explanations import explain_pair
from proposals.language.wording import Wording
from sources.independence import independence_key
from sources.models import Article, Outlet


@dataclass(frozen=True)
class Example:
    """One pair of made-up positions with what the engine says of it."""

    question: str
    left: str
    right: str
    mark: Mark
    rule: Rule
    sentence: str


@dataclass(frozen=True)
class KindExample:
    """One kind of value: what an outcome is, and an answer as it reads."""

    name: str
    outcome: str
    reading: str


@dataclass(frozen=True)
class PrintedExample:
    """A made-up article, and the number of the source that it counts as."""

    article: str
    source: int


def rule_examples() -> list[Example]:
    """Return one example for each rule R0 to R8, in the order of their numbers."""
    return [_example(*case) for case in _cases()]


def option_example() -> Example:
    """Return a document with two alternatives: the worst and the best are both said."""
    left = _position("A", Term(_days(30)))
    right = _position(
        "B",
        Term(_days(2, 3), option=_("first option")),
        Term(_days(30, 90), option=_("second option")),
    )
    return _example(_length(), _day_frame(), left, right)


def kind_examples() -> list[KindExample]:
    """Return the six kinds of value, each with an answer in words."""
    cases: list[tuple[Frame, Value, str, str]] = [
        (_seat_frame(), Choice(frozenset({"north", "south"})), _("one of a list"),
         _("one option of a closed list")),
        (_area_frame(), Items(frozenset({"harbour"}), frozenset({"airfield"})),
         _("any number of a list"), _("any part of a closed list")),
        (_day_frame(), _days(30), _("a number with a unit"), _("a number")),
        (Frame(Kind.DATE), DateSpan(None, date(2030, 6, 30)), _("a day"), _("a day")),
        (_step_frame(), _order("pause", "talks", "vote"), _("an order of steps"),
         _("an order of steps from a closed list")),
        (Frame(Kind.TEXT), Text(_("A preamble in the document's own style.")), _("prose"),
         _("nothing that can be computed; an editor may judge it")),
    ]  # fmt: skip
    return [
        KindExample(name, outcome, plain_form.write(value, frame, active_language()))
        for frame, value, name, outcome in cases
    ]


def source_example() -> list[PrintedExample]:
    """Return four made-up articles, folded into sources by the rule that counts everywhere."""
    agency, daily, weekly = (Outlet(key=key) for key in ("agency", "daily", "weekly"))
    report = Article(key="1", outlet=agency)
    articles = {
        _("An agency prints its report."): report,
        _("A daily paper prints the agency's text."): Article(
            key="2", outlet=daily, syndicated_from=report
        ),
        _("A weekly paper sends a reporter of its own."): Article(key="3", outlet=weekly),
        _("The same weekly paper writes of it again."): Article(key="4", outlet=weekly),
    }
    sources = list(dict.fromkeys(map(independence_key, articles.values())))
    return [
        PrintedExample(words, sources.index(independence_key(article)) + 1)
        for words, article in articles.items()
    ]


def _example(question: str, frame: Frame, left: Position, right: Position) -> Example:
    parties = {"a": _("Party A"), "b": _("Party B")}
    wording = Wording(active_language(), frame, parties)
    pair = compare_positions(left, right)
    return Example(
        question,
        left=_reads(pair.left, wording),
        right=_reads(pair.right, wording),
        mark=pair.worst.mark,
        rule=pair.worst.rule,
        sentence=explain_pair(pair, wording),
    )


def _reads(position: Position, wording: Wording) -> str:
    if not position.terms:
        return _("says nothing") if position.absence.kind is AbsenceKind.SILENT else _("not coded")
    return "; ".join(_term_reads(term, wording) for term in position.terms)


def _term_reads(term: Term, wording: Wording) -> str:
    condition = f" ({_('condition:')} {term.condition.text})" if term.condition else ""
    option = f" [{term.option}]" if term.option else ""
    return f"{wording.answer(Alternative(term.value, (term,)))}{condition}{option}"


def _cases() -> Iterator[tuple[str, Frame, Position, Position]]:
    days, length = _day_frame(), _length()
    asks = _position("A", Term(_days(30)))
    yield length, days, asks, _position("B", Term(_days(30)))
    yield length, days, asks, _position("B", Term(_days(20, 40)))
    yield length, days, asks, _position("B", Term(_days(2, 3), Force.OFFERS))
    rules_out = Items(frozenset({"harbour"}), frozenset({"airfield"}))
    both = _position("A", Term(_items("harbour", "airfield")))
    yield _("Which places are handed over?"), _area_frame(), both, _position("B", Term(rules_out))
    pause_first = _position("A", Term(_order("pause", "talks")))
    talks_first = _position("B", Term(_order("talks", "pause")))
    yield _("In which order do the steps follow?"), _step_frame(), pause_first, talks_first
    yield length, days, asks, _position("B", Term(_days(30), Force.OFFERS))
    condition = Condition(_("the harbour is handed over first"))
    yield length, days, asks, _position("B", Term(_days(30, 30), condition=condition))
    yield length, days, asks, Position(_column("B"), (), Absence(AbsenceKind.SILENT))
    yield length, days, asks, Position(_column("B"))


def _length() -> str:
    return _("How long does the pause last?")


def _column(letter: str) -> Column:
    name = _("Document %(letter)s") % {"letter": letter}
    return Column(letter.lower(), name, frozenset({letter.lower()}))


def _position(letter: str, *terms: Term) -> Position:
    return Position(_column(letter), terms)


def _days(low: int, high: int | None = None) -> Range:
    top = None if high is None else Decimal(high)
    return Range(Decimal(low), top, _day())


def _day() -> Unit:
    return Unit("day", _("day"), many=_("days"), whole=True, minimum=Decimal(0))


def _day_frame() -> Frame:
    return Frame(Kind.RANGE, (), _day())


def _items(*keys: str) -> Items:
    return Items(frozenset(keys), frozenset())


def _area_frame() -> Frame:
    entries = (Entry("harbour", _("the harbour")), Entry("airfield", _("the airfield")))
    return Frame(Kind.ITEMS, (*entries, Entry("station", _("the railway station"))))


def _seat_frame() -> Frame:
    names = {"north": _("a seat in the north"), "south": _("a seat in the south")}
    names["abroad"] = _("a seat abroad")
    return Frame(Kind.CHOICE, tuple(Entry(key, label) for key, label in names.items()))


def _step_frame() -> Frame:
    names = {"pause": _("a pause"), "talks": _("talks"), "vote": _("a vote")}
    return Frame(Kind.SEQUENCE, tuple(Entry(key, label) for key, label in names.items()))


def _order(*steps: str) -> Sequence:
    pairs = {(a, b) for place, a in enumerate(steps) for b in steps[place + 1 :]}
    return Sequence(frozenset(pairs), frozenset())
