"""What one side of a comparison says, as clauses of English without a full stop.

The same verbs serve every document. A name takes the plural verb when its head noun is a plural
("the delegation's statements offer"); `Column.plural` overrides the guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from proposals.domain import reading
from proposals.domain.terms import AbsenceKind, Column, Force, Stance, Term
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.verdicts import Side
from proposals.domain.vocabulary import Frame

Translate = Callable[[str], str]

_TOO_LONG_TO_LIST = 6

_AFTER_HEAD = re.compile(r" (?:at|about|by|for|from|in|of|on|to|under|with) .*", re.DOTALL)
_PLURAL = re.compile(r"(?<!['’sui])s$|(?:dices|theses|memoranda)$", re.IGNORECASE)


def identity(message: str) -> str:
    """The translator of the language that the messages are written in."""
    return message


def is_plural(column: Column) -> bool:
    """Whether the name of a column takes a plural verb."""
    if column.plural is not None:
        return column.plural
    return bool(_PLURAL.search(_AFTER_HEAD.sub("", column.name)))


def sentence(clause: str) -> str:
    """A clause as a sentence: a capital first, one full stop last."""
    words = " ".join(clause.split())
    stop = "" if words.endswith((".", "!", "?", "…", "。", "؟", "।")) else "."
    return f"{words[:1].upper()}{words[1:]}{stop}" if words else ""


@dataclass(frozen=True)
class Phrases:
    """Words for one question: its `frame`, the names of the `parties`, and the translator."""

    frame: Frame
    parties: Mapping[str, str] = field(default_factory=dict)
    _: Translate = identity

    def value(self, value: Value) -> str:
        """One value in plain language."""
        return reading.read(value, self.frame)

    def states(self, side: Side) -> str:
        """What one side says, as a clause without a full stop."""
        stance = side.stance
        if stance is None:
            return ""
        said = f"{self.name(side)} {self.says(stance, many=is_plural(side.column))}"
        return f"{said}{self.aside(stance)}"

    def aside(self, stance: Stance) -> str:
        """The scope of a stance, and that it stands in brackets, to follow what is said."""
        _ = self._
        notes = list(dict.fromkeys(bare(t.scope) for t in stance.terms if t.scope.strip()))
        notes += [_("in brackets, not firm yet")] if stance.bracketed else []
        return f" ({'; '.join(notes)})" if notes else ""

    def name(self, side: Side) -> str:
        """The name of one side, with its option if it has any."""
        _ = self._
        option = side.stance.option.replace("-", " ").replace("_", " ") if side.stance else ""
        if not option:
            return side.column.name
        begins = option.casefold().startswith(_("option").casefold())
        named = option if begins or " " in option else f"{_('option')} {option}"
        return f"{side.column.name} ({named})"

    def says(self, stance: Stance, *, many: bool) -> str:
        """The verb and what follows it, for one document or for `many`."""
        verb = self.verb(stance, many=many)
        match stance.value:
            case Items() as items:
                return self._says_items(stance, items, many=many)
            case Text():
                return self._("answer in words only") if many else self._("answers in words only")
            case value if self._leaves_open(value):
                return self._open(value, many=many)
            case Sequence() as order:
                words = {"verb": verb, "order": self.exact(order)}
                return self._("%(verb)s this order: %(order)s") % words
            case DateSpan() as span:
                return f"{verb} {self._span(span)}"
        return f"{verb} {self.value(stance.value)}"

    def shows_force(self, stance: Stance) -> bool:
        """Whether what is said of a stance has a verb of force in it."""
        return not isinstance(stance.value, Text) and not self._leaves_open(stance.value)

    def exact(self, value: Value) -> str:
        """A value as the object of a sentence that holds nothing else."""
        match value:
            case Range(low, high) if low is not None and low == high:
                return self._("exactly %(amount)s") % {"amount": self.value(value)}
            case DateSpan() as span:
                return self._span(span)
            case Items(required, excluded) if required and excluded != self.frame.keys - required:
                without = self._(" without %(items)s") % {"items": self.items(excluded, "or")}
                return self.items(required, "and") + (without if excluded else "")
            case Items(required, excluded) if excluded and not required:
                return self._("none of: %(items)s") % {"items": self.items(excluded, "or")}
            case Sequence():
                also = f"; {self._('also')} "
                return self.value(value).replace("; ", also)
        return self.value(value)

    def items(self, keys: frozenset[str], joiner: str) -> str:
        """Labels as a list, in the order of the question."""
        labels = (self.frame.label(key) for key in self.frame.sort(keys))
        return reading.listed(labels, self._("or") if joiner == "or" else self._("and"))

    def who(self, keys: frozenset[str]) -> str:
        """The names of parties as a list."""
        names = [name for key, name in self.parties.items() if key in keys]
        names += sorted(key for key in keys if key not in self.parties)
        return reading.listed(names, self._("and"))

    def verb(self, stance: Stance, *, many: bool) -> str:
        """ "asks for", "offers" ...; several forces are joined."""
        one, several = self._verbs()
        verbs = several if many else one
        return reading.listed((verbs[f] for f in Force if f in stance.forces), self._("and"))

    def as_force(self, stance: Stance) -> str:
        """ "as a demand", "as an offer" ...; several forces are joined."""
        _ = self._
        nouns = {
            Force.DEMANDS: _("as a demand"),
            Force.OFFERS: _("as an offer"),
            Force.ACCEPTS: _("as something accepted"),
            Force.EXPECTS: _("as an expectation"),
        }

        return reading.listed((nouns[f] for f in Force if f in stance.forces), _("and"))

    def absent(self, side: Side) -> str:
        """Why one side gives no answer."""
        _ = self._
        kind = side.absence.kind if side.absence else AbsenceKind.NOT_CODED
        one, several = {
            AbsenceKind.SILENT: (_("%(name)s is silent on this"), _("%(name)s are silent on this")),
            AbsenceKind.DEFERRED: (
                _("%(name)s leaves this to later talks"),
                _("%(name)s leave this to later talks"),
            ),
            AbsenceKind.WITHDRAWN: (
                _("%(name)s no longer answers this: the answer was withdrawn"),
                _("%(name)s no longer answer this: the answer was withdrawn"),
            ),
            AbsenceKind.NOT_CODED: (
                _("%(name)s is not coded on this question yet"),
                _("%(name)s are not coded on this question yet"),
            ),
        }[kind]
        return (several if is_plural(side.column) else one) % {"name": self.name(side)}

    def _verbs(self) -> tuple[dict[Force, str], dict[Force, str]]:
        _ = self._
        one = {
            Force.DEMANDS: _("asks for"),
            Force.OFFERS: _("offers"),
            Force.ACCEPTS: _("accepts"),
            Force.EXPECTS: _("expects"),
        }
        several = {
            Force.DEMANDS: _("ask for"),
            Force.OFFERS: _("offer"),
            Force.ACCEPTS: _("accept"),
            Force.EXPECTS: _("expect"),
        }
        return one, several

    def _refusing(self, stance: Stance, *, many: bool) -> str:
        _ = self._
        one = {
            Force.DEMANDS: _("rules out"),
            Force.OFFERS: _("offers to rule out"),
            Force.ACCEPTS: _("agrees to rule out"),
            Force.EXPECTS: _("expects to rule out"),
        }
        several = {
            Force.DEMANDS: _("rule out"),
            Force.OFFERS: _("offer to rule out"),
            Force.ACCEPTS: _("agree to rule out"),
            Force.EXPECTS: _("expect to rule out"),
        }
        verbs = several if many else one
        return reading.listed((verbs[f] for f in Force if f in stance.forces), _("and"))

    def _says_items(self, stance: Stance, items: Items, *, many: bool) -> str:
        _ = self._
        if self._leaves_open(items):
            return self._open(items, many=many)
        refusing = self._refusing(stance, many=many)
        if items.excluded == self.frame.keys and len(self.frame.keys) > _TOO_LONG_TO_LIST:
            return _("%(verb)s every one of the listed points") % {"verb": refusing}
        required = f"{self.verb(stance, many=many)} {self.items(items.required, 'and')}"
        if items.required and items.excluded == self.frame.keys - items.required:
            alone = _("%(required)s and nothing else of the list") % {"required": required}
            return alone if items.excluded else required
        excluded = f"{refusing} {self.items(items.excluded, 'or')}"
        parts = [required if items.required else "", excluded if items.excluded else ""]
        return f" {_('and')} ".join(filter(None, parts))

    def _leaves_open(self, value: Value) -> bool:
        match value:
            case Choice(options):
                return options >= self.frame.keys and bool(self.frame.keys)
            case Items(required, excluded):
                return not required and not excluded
            case Range():
                return value.stated_low is None and value.high is None
            case DateSpan(first, last):
                return first is None and last is None
        return False

    def _open(self, value: Value, *, many: bool) -> str:
        _ = self._
        one, several = {
            Choice: (_("leaves every option open"), _("leave every option open")),
            Items: (
                _("leaves every one of the listed points open"),
                _("leave every one of the listed points open"),
            ),
            Range: (_("leaves the amount open"), _("leave the amount open")),
            DateSpan: (_("leaves the date open"), _("leave the date open")),
        }[type(value)]
        return several if many else one

    def _span(self, span: DateSpan) -> str:
        _ = self._
        words = {
            "first": reading.day_in_words(span.first) if span.first else "",
            "last": reading.day_in_words(span.last) if span.last else "",
        }
        if span.first and span.first == span.last:
            return words["first"]
        if span.first and span.last:
            return _("a date from %(first)s to %(last)s") % words
        if span.first:
            return _("a date no earlier than %(first)s") % words
        return _("a date no later than %(last)s") % words if span.last else _("any date")


def bare(text: str) -> str:
    """A text as part of a sentence: single spaces, no full stop of its own."""
    return " ".join(text.split()).rstrip(" .;")


def conditions(terms: tuple[Term, ...]) -> list[tuple[str, str]]:
    """The conditions of terms, each once: its words, and the clause it waits for without words."""
    found = [(bare(t.condition.text), bare(t.condition.waits_for)) for t in terms if t.condition]
    return list(dict.fromkeys((text, "" if text else clause) for text, clause in found))
