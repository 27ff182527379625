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
    Answer,
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
from proposals.models import ValueKind
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
class RuleExample:
    """One rule: when it holds, and the engine's own example of it."""

    when: str
    example: Example


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


def rule_examples() -> list[RuleExample]:
    """Return each rule with an example, in the order of their numbers."""
    return [
        RuleExample(when, _example(question, frame, left, right))
        for when, question, frame, left, right in _cases()
    ]


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
    """Return each kind of value, with what an outcome is and an answer in words."""
    cases: list[tuple[Frame, Value, str]] = [
        (_seat_frame(), Choice(frozenset({"north", "south"})), _("one option of a closed list")),
        (_area_frame(), Items(frozenset({"harbour"}), frozenset({"airfield"})),
         _("any part of a closed list")),
        (_day_frame(), _days(30), _("a number")),
        (Frame(Kind.DATE), DateSpan(None, date(2030, 6, 30)), _("a day")),
        (_step_frame(), _order("pause", "talks", "vote"),
         _("an order of steps from a closed list")),
        (Frame(Kind.TEXT), Text(_("A preamble in the document's own style.")),
         _("nothing that can be computed; an editor may judge it")),
    ]  # fmt: skip
    language = active_language()
    return [
        KindExample(
            str(ValueKind(frame.kind).label),
            outcome,
            plain_form.write(value, frame, language),
        )
        for frame, value, outcome in cases
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
    return f"{wording.answer(Answer(term.value, (term,)))}{condition}{option}"


def _cases() -> Iterator[tuple[str, str, Frame, Position, Position]]:
    """Yield when each rule holds, and a question with two positions as an example."""
    days, length = _day_frame(), _length()
    asks = _position("A", Term(_days(30)))
    when = _("The same outcomes, with the same force, scope, condition and duty.")
    yield when, length, days, asks, _position("B", Term(_days(30)))
    when = _("One's outcomes lie within the other's, or the two overlap. What both admit is named.")
    yield when, length, days, asks, _position("B", Term(_days(20, 40)))
    when = _("Two ranges, or two spans of days, that do not touch. The size of the gap is printed.")
    yield when, length, days, asks, _position("B", Term(_days(2, 3), Force.OFFERS))
    when = _("One requires what the other rules out. The contested points are named.")
    places = _("Which places are handed over?")
    rules_out = Items(frozenset({"harbour"}), frozenset({"airfield"}))
    both = _position("A", Term(_items("harbour", "airfield")))
    yield when, places, _area_frame(), both, _position("B", Term(rules_out))
    when = _("The two orders cannot both hold. The inverted steps are named.")
    steps = _("In which order do the steps follow?")
    pause_first = _position("A", Term(_order("pause", "talks")))
    talks_first = _position("B", Term(_order("talks", "pause")))
    yield when, steps, _step_frame(), pause_first, talks_first
    when = _("The same outcomes, but one asks for what the other only offers, accepts or expects.")
    yield when, length, days, asks, _position("B", Term(_days(30), Force.OFFERS))
    when = _(
        "The outcomes meet, but the scope or the one who must act differs, or only one sets a "
        "condition."
    )
    condition = Condition(_("the harbour is handed over first"))
    yield when, length, days, asks, _position("B", Term(_days(30, 30), condition=condition))
    when = _("One document answers; the other was checked and is silent, defers, or withdrew.")
    yield when, length, days, asks, Position(_column("B"), (), Absence(AbsenceKind.SILENT))
    when = _("One of the two is not coded yet, is answered in prose, or is coded inconsistently.")
    yield when, length, days, asks, Position(_column("B"))


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
