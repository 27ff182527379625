"""Made-up texts for the slots of patterns, written by the engine in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proposals.domain.relations import Distance, Gap
from proposals.domain.terms import Column
from proposals.domain.vocabulary import Frame, Unit
from proposals.language import plain_form
from proposals.language.base import Language
from proposals.language.keys import KEYS
from proposals.language.patterns import OTHER
from proposals.language.value_parser import value_of
from proposals.language.vocabulary import joining_words
from proposals.language.wording import Wording
from tests.domain.examples import CHOICE, DAY, DAYS, ITEMS, MEMO, SCALE, SEQUENCE, TALKS
from tests.domain.examples import OTHER as MEMO_OF_RUSSIA
from tests.language.world import told_in
from tests.support.english import ENGLISH

COUNTS = (1, 2, 5, 21, 22, 11, 112)
TIMES = len(COUNTS)
"""How often the slots of each pattern are filled."""

PERSON = Unit("person", "person", "people", minimum=Decimal(0))
BODY = Unit("body", "body", "bodies", minimum=Decimal(0))
LORRY = Unit("lorry", "lorry", "lorries", minimum=Decimal(0))
UNITS = (DAY, PERSON, BODY, LORRY)
AMOUNTS = ("at least 30 days", "2 to 3 days", "1 day", "7 to 21 days", "2 days", "60 days")
CONDITIONS = ("elections", "a ceasefire", "a withdrawal")
CASES = ("phase 1", "on the coast", "in peacetime")
VERBS = (("demands", "offers"), ("accepts", "expects"), ("proposes", "expects"))
DIFFERENCES = (("scope",), ("force",), ("condition", "bearer"))


def filled_slots(language: Language, key: str, place: int) -> tuple[str, dict[str, str]]:
    """Return the grammatical number and the texts with which a pattern is filled, at some place."""
    texts = SlotTexts(language, key, place)
    slots = {slot: texts.of_slot(slot) for slot in sorted(KEYS[key])}
    if {"n", "number"} & KEYS[key]:
        return language.plural(texts.count), slots
    return texts.number_of_name, slots


@dataclass(frozen=True)
class SlotTexts:
    """The texts for the slots of one pattern in one language, at one of TIMES places."""

    language: Language
    key: str
    place: int

    @property
    def count(self) -> Decimal:
        """The number at this place; of days and points one of them is a fraction."""
        is_fraction = self.key in ("days", "points", "amount") and self.place == 2
        return Decimal("2.5") if is_fraction else Decimal(COUNTS[self.place])

    @property
    def number_of_name(self) -> str:
        """Return the grammatical number of the document's name; of several it is that of many."""
        if "names" in KEYS[self.key]:
            return OTHER
        return self.language.number_of(Column("", self.name()))

    def of_slot(self, slot: str) -> str:
        """Return the text for a slot; what some patterns hold in it depends on the pattern."""
        for keys, texts in _OF_KEYS.items():
            if self.key.startswith(keys) and slot in texts:
                return texts[slot](self)
        return _OF_SLOTS[slot](self)

    # Things that are said

    def turn(self, *things: str, shift: int = 0) -> str:
        """Return one of several texts, in the language."""
        text = things[(self.place + shift) % len(things)]
        said: str = told_in(self.language.code, text)
        return said

    def name(self, shift: int = 0) -> str:
        """Return the name of a document."""
        return self.turn(MEMO.name, MEMO_OF_RUSSIA.name, TALKS.name, shift=shift)

    def number(self) -> str:
        """Return the number at this place."""
        return self.language.number(self.count)

    def amount(self, shift: int = 0) -> str:
        """Return an answer with an amount."""
        words = AMOUNTS[(self.place + shift) % len(AMOUNTS)]
        return plain_form.write(value_of(words, DAYS, ENGLISH), DAYS, self.language)

    def end(self, more: int) -> str:
        """Return an amount of days, larger by some."""
        return self.language.amount(self.count + more, DAY)

    def label(self, frame: Frame, shift: int = 0) -> str:
        """Return a label of a question's list."""
        return self.turn(*frame.labels.values(), shift=shift)

    def labels(self, joiner: str, shift: int = 0, frame: Frame = ITEMS) -> str:
        """Return one label of a list, or two."""
        labels = [self.label(frame, shift), self.label(frame, shift + 1)]
        return self.language.listed(labels[: self.place % 2 + 1], joiner)

    def order(self, shift: int = 0) -> str:
        """Return an order of two steps."""
        steps = (self.label(SEQUENCE, shift), self.label(SEQUENCE, shift + 1))
        return self.language.joined(steps, "order.then")

    def day(self, later: int = 0) -> str:
        """Return a day."""
        return self.language.day(date(2025, self.place + 1 + later, 2 + self.place))

    def gap(self) -> str:
        """Return a gap between two answers."""
        gap = Gap(self.count, None, left_below=True, distance=Distance.DAYS)
        return Wording(self.language, DAYS).gap(gap)

    def text(self, key: str, **slots: str) -> str:
        """Return another pattern, filled in."""
        return self.language.text(key, **slots)

    def counted(self, key: str, shift: int = 0) -> str:
        """Return another pattern with a count."""
        count = COUNTS[(self.place + shift) % len(COUNTS)]
        return self.language.text(key, self.language.plural(count), n=str(count))

    def statement(self, shift: int = 0) -> str:
        """Return what a document demands."""
        value = self.amount(shift)
        return self.language.text("one.asks.demands", "one", name=self.name(shift), value=value)

    def conditions(self) -> str:
        """Return the conditions of an answer."""
        condition = self.turn(*CONDITIONS)
        return self.text("conditions.one", condition=condition)

    def forces(self, key: str) -> str:
        """Return two forces as a list."""
        forces = VERBS[self.place % len(VERBS)]
        verbs = (self.language.text(f"{key}.{force}", "one") for force in forces)
        return self.language.listed(verbs, "list.and")

    def joining_word(self) -> str:
        """Return a word that joins the entries of a list."""
        words = joining_words(self.language)
        return words[self.place % len(words)]

    def differences(self) -> str:
        """Return the respects in which answers differ as a list."""
        names = DIFFERENCES[self.place % len(DIFFERENCES)]
        return self.language.listed((self.text(f"qualifier.{one}") for one in names), "list.and")


Texts = dict[str, Callable[[SlotTexts], str]]


def _plain(*texts: str) -> Callable[[SlotTexts], str]:
    """Return a text that no language changes: a key, a sign, the number of a clause."""
    return lambda said: texts[said.place % len(texts)]


def _pair(name: str, texts: Callable[[SlotTexts, int], str]) -> Texts:
    before, after = name.split()
    return {before: lambda said: texts(said, 0), after: lambda said: texts(said, 1)}


_NAMED: Texts = {"name": lambda said: said.name(), "of": lambda said: said.name(1)}
_LABELLED = lambda said, shift: said.label(ITEMS, shift)  # noqa: E731
_OF_SLOTS: Texts = {
    **_NAMED,
    "names": lambda said: said.language.listed([said.name(), said.name(1)], "list.and"),
    **_pair("left right", SlotTexts.name),
    **dict.fromkeys(("n", "count", "number", "low_number"), SlotTexts.number),
    "columns": lambda said: str(said.count + 3),
    "answers": lambda said: str(said.count + 2),
    "unit": lambda said: said.language.unit_name(UNITS[said.place % len(UNITS)], "many"),
    "low": lambda said: said.end(0),
    "high": lambda said: said.end(20),
    **dict.fromkeys(("gap", "difference"), SlotTexts.gap),
    **_pair("first last", SlotTexts.day),
    "day": SlotTexts.day,
    **dict.fromkeys(("value", "answer", "allowed"), SlotTexts.amount),
    **_pair("before after", SlotTexts.amount),
    "statement": SlotTexts.statement,
    "options": lambda said: said.labels("list.or", frame=CHOICE),
    "option": lambda said: said.label(SCALE),
    "required": lambda said: said.labels("list.and"),
    "items": lambda said: said.labels("list.and"),
    "excluded": lambda said: (
        said.label(ITEMS, 2) if "required" in KEYS[said.key] else said.labels("list.none_of")
    ),
    **_pair("early late", lambda said, shift: said.label(SEQUENCE, shift)),
    "step": lambda said: said.label(SEQUENCE),
    "steps": lambda said: said.language.joined(
        [said.label(SEQUENCE, shift) for shift in (0, 1, 0)], "order.circle"
    ),
    "pairs": lambda said: said.text(
        "pair_of_steps", early=said.label(SEQUENCE), late=said.label(SEQUENCE, 2)
    ),
    "top": lambda said: said.turn("a permanent truce", "no limit", "some sanctions lifted"),
    **dict.fromkeys(("case", "cases", "notes", "scope"), lambda said: said.turn(*CASES)),
    "where": lambda said: said.turn("the annex", "the first draft", "the second draft"),
    "condition": lambda said: said.turn(*CONDITIONS),
    "conditions": SlotTexts.conditions,
    "clause": _plain("II.1", "3", "I.5"),
    "points": _plain("I.2", "3, 4", "II.1"),
    "bearers": lambda said: said.turn("Ukraine", "Russia", "Turkey"),
    "requiring": lambda said: said.name(),
    "excluding": lambda said: said.name(1),
    "qualifiers": SlotTexts.differences,
    "verbs": lambda said: said.forces("verb"),
    "refusing": lambda said: said.forces("verb.refusing"),
    "questions": lambda said: said.counted("fold.questions"),
    "labels": lambda said: said.labels("list.apart"),
    "approach": lambda said: said.text("approach.towards", name=said.name(1)),
    "movement": lambda said: said.text(
        "movement.moved.amount", before=said.amount(), after=said.amount(1)
    ),
    "missing": lambda said: said.text("missing.not_coded", name=said.name()),
    "reply": lambda said: said.text("reply.accepts", name=said.name(), day=said.day()),
    "explanation": lambda said: said.language.sentence(said.text("apart.range", gap=said.gap())),
    "error": lambda said: said.text(
        f"error.{('no-entry', 'empty-answer', 'no-calendar-day')[said.place % 3]}"
    ),
    "found": lambda said: repr(said.turn("the annex", "a ceasefire", "elections")),
    "examples": lambda said: plain_form.examples(
        told_in(said.language.code, (DAYS, ITEMS, CHOICE)[said.place % 3]), said.language
    ),
    "units": lambda said: said.language.unit_label(UNITS[said.place % len(UNITS)]),
    "kind": _plain("choice", "items", "date"),
    "limit": lambda said: said.language.number(Decimal((1000000, 9, 100)[said.place % 3])),
    **dict.fromkeys(("less", "exact"), SlotTexts.number),
    "more": lambda said: said.language.number(said.count * 1000),
    "plain": lambda said: str(said.count * 1000),
    "type": _plain("int", "Decimal", "float"),
    "place": lambda said: str(said.place + 1),
    "key": _plain("at_least", "top", "any"),
    "word": SlotTexts.joining_word,
    "partition": _plain("phases", "parts", "halves"),
    "month": lambda said: said.language.months[said.place],
    "year": lambda said: str(2025 + said.place),
}
_OF_KEYS: dict[Sequence[str] | tuple[str, ...], Texts] = {
    ("list.", "order."): _pair("before after", _LABELLED),
    ("day",): {"day": lambda said: str(said.place + 2)},
    ("amount",): {
        "unit": lambda said: said.language.unit_name(
            UNITS[said.place % len(UNITS)], said.language.plural(said.count)
        )
    },
    ("one.orders", "both.orders", "cell.orders", "short.orders", "common.sequence"): {
        "value": SlotTexts.order
    },
    ("common.items", "row.required"): {"value": lambda said: said.labels("list.and")},
    ("conditions.several",): {
        "conditions": lambda said: said.language.joined(
            [said.turn(*CONDITIONS), said.turn(*CONDITIONS, shift=1)], "list.apart"
        )
    },
    ("apart.steps",): {"gap": lambda said: said.language.steps(said.count)},
    ("both_state", "both_differ"): _pair("left right", SlotTexts.statement),
    ("short.borne", "short.conditional"): {"statement": SlotTexts.amount},
    ("name_with_option", "figure.name_with_option"): {
        "option": lambda said: said.language.option_name(str(said.place + 1))
    },
    ("figure.between",): {"gap": lambda said: said.text("figure.gap", gap=said.gap())},
    ("movement.unanswered",): _pair(
        "before after", lambda said, shift: said.text("missing.silent", name=said.name(shift))
    ),
    ("movement.force", "movement.other-force"): _pair(
        "before after",
        lambda said, shift: said.text(
            f"cell.asks.{VERBS[said.place % len(VERBS)][shift]}", value=said.amount()
        ),
    ),
    ("movement.widened.day", "movement.narrowed.day", "movement.moved.day"): _pair(
        "before after", SlotTexts.day
    ),
    ("approach.towards.counted", "approach.away.counted", "approach.same-distance.counted"): _pair(
        "before after", lambda said, shift: said.counted("approach.points", shift)
    ),
    ("approach.",): _pair("before after", lambda said, shift: said.gap()),
    ("examples.list",): {
        "one": SlotTexts.amount,
        "two": lambda said: said.amount(1),
        "three": lambda said: said.amount(2),
    },
    ("examples.",): {
        "some": lambda said: said.labels("list.and"),
        "one": lambda said: said.label(ITEMS),
        "order": SlotTexts.order,
        "all": lambda said: " | ".join(said.label(ITEMS, shift) for shift in range(3)),
    },
    ("error.units-apart",): _pair(
        "left right",
        lambda said, shift: said.language.unit_label(UNITS[(said.place + shift) % len(UNITS)]),
    ),
    ("error.kinds-apart",): {
        "left": _plain("items", "date", "choice"),
        "right": _plain("range", "text", "sequence"),
    },
    ("error.bad-factor", "error.factor", "error.bad-unit", "error.bad-min", "error.broken"): {
        "unit": _plain("day", "week", "person")
    },
    ("error.allowed",): {"allowed": SlotTexts.amount},
}
"""Texts for patterns whose keys begin so, where a slot holds something of its own."""
