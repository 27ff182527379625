"""Words for one question in one language: its values, and what documents answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from proposals.domain.duties import Asymmetry
from proposals.domain.reason_order import leaves_open
from proposals.domain.relations import Distance, Gap
from proposals.domain.terms import Answer, Column, Force, Term, bare, conditions_of
from proposals.domain.values import DateSpan, Items, Range, Sequence, Text, Value, kind_of
from proposals.domain.verdicts import Qualifier, Side
from proposals.domain.vocabulary import Frame, Measure
from proposals.language import plain_form
from proposals.language.base import Language
from proposals.language.keys import SEVERAL
from proposals.language.patterns import OTHER, Phrase, plain_phrase

LINE = 60
"""The characters of a list in one line; of further entries it says how many they are."""

TOO_LONG_TO_LIST = 6
"""The number of items beyond which a sentence does not list them if all are ruled out."""


@dataclass(frozen=True)
class Wording:
    """Words for one question: its `frame`, the names of the `parties` by key, and the language.

    With `line`, lists name as many entries as it has characters and say how many more there are.
    """

    language: Language
    frame: Frame
    parties: Mapping[str, str] = field(default_factory=dict)
    line: int = 0

    # Values

    @property
    def top(self) -> str:
        """The name of the question's top outcome; empty if it has none."""
        return self.frame.top.label if self.frame.top else ""

    def value(self, value: Value) -> str:
        """Return one value in plain language."""
        return plain_form.write(value, self.frame, self.language)

    def exact(self, value: Value) -> str:
        """Return a value as the object of a sentence that holds nothing else."""
        text = self.language.text
        match value:
            case Range(only_top=True):
                return self.value(value)
            case Range(high=high) if self.frame.measures is Measure.LIMIT and high is not None:
                return text(
                    "exact.limit", value=plain_form.amounts(value, self.frame, self.language)
                )
            case Range(low, high) if low is not None and low == high:
                return text("exact.range", value=self.value(value))
            case DateSpan() as span:
                return plain_form.days_of(span, self.language, family="exact.date")
            case Items(required, excluded) if required and excluded != self.frame.keys - required:
                required_labels = self.labels(required, "list.and")
                if not excluded:
                    return required_labels
                excluded_labels = self.labels(excluded, "list.none_of")
                return text("exact.items", required=required_labels, excluded=excluded_labels)
            case Items(required, excluded) if excluded and not required:
                return text("exact.excluded", excluded=self.labels(excluded, "list.none_of"))
            case Sequence() as order if self.line:
                return plain_form.first_chain(order, self.frame, self.language)
            case Sequence() as order:
                return plain_form.chains(order, self.frame, self.language, joiner="order.also")
        return self.value(value)

    def object_of(self, value: Value) -> str:
        """Return a value as the object of a verb, or behind a colon."""
        match value:
            case Sequence() | DateSpan():
                return self.exact(value)
            case Range(low, high) if self.frame.measures is Measure.LIMIT and low != high:
                return self.exact(value)
        return self.value(value)

    def gap(self, gap: Gap) -> str:
        """Return the size of a gap; of one to the top outcome the name of that outcome."""
        if gap.size is None:
            return self.top
        match gap.distance:
            case Distance.DAYS:
                return self.language.days(gap.size)
            case Distance.STEPS:
                return self.language.steps(gap.size)
        unit = self.frame.known_unit(gap.unit) if gap.unit else None
        if unit is None or unit.share:
            return self.language.points(gap.size)
        return self.language.amount(gap.size, unit)

    def labels(self, keys: frozenset[str], joiner: str) -> str:
        """Return labels as a list, in the order of the question."""
        if self.line and len(first := self._first_in_line(keys)) < len(keys):
            before = plain_form.labels(first, self.frame, "list.comma", self.language)
            return self.language.text("list.more", before=before, count=str(len(keys) - len(first)))
        return plain_form.labels(keys, self.frame, joiner, self.language)

    def _first_in_line(self, keys: frozenset[str]) -> list[str]:
        """Return the first of some keys, at least one: as many as one line has room for.

        A single one that would be left is named, where it alone is no longer than a line.
        """
        room = self.line
        first: list[str] = []
        ordered = self.frame.sort(keys)
        for key in ordered:
            length = len(self.frame.label(key))
            room -= length
            is_last = len(first) == len(ordered) - 1
            if first and room < 0 and not (is_last and length <= self.line):
                break
            first.append(key)
        return first

    def party_names(self, keys: frozenset[str]) -> str:
        """Return the names of parties as a list."""
        names = [name for key, name in self.parties.items() if key in keys]
        names += sorted(key for key in keys if key not in self.parties)
        return self.language.listed(names, "list.and")

    # What a document answers

    def statement(self, side: Side) -> str:
        """Return the answers of one side as clauses, one for each case; empty if it has none."""
        number = self.language.number_of(side.column)
        clauses = (
            self.with_notes(str(self._phrase("one", answer, number, name=self.name(side))), answer)
            for answer in side.answers
        )
        return self.language.joined(clauses, "list.apart")

    def shared_statement(self, names: str, answer: Answer) -> str:
        """Return the answer that several documents share, as a clause."""
        return str(self._phrase("both", answer, OTHER, names=names))

    def answer(self, answer: Answer, column: Column | None = None) -> Phrase:
        """Return an answer as it stands in its column, without a subject, in pieces."""
        if isinstance(answer.value, Text):
            return replace(plain_phrase(answer.value.prose), is_prose=True)
        number = self.language.number_of(column) if column else "one"
        phrase = self._phrase("cell", answer, number)
        if any(piece.is_slot for piece in phrase.pieces):
            return phrase
        return plain_phrase(str(phrase))

    def short(self, answer: Answer) -> str:
        """Return an answer for one line: of a demand the value alone, of a list LINE characters."""
        if isinstance(answer.value, Text):
            return answer.value.prose
        return str(self.in_line(LINE)._phrase("short", answer, "one"))

    def in_line(self, line: int) -> Wording:
        """Return the same words with short labels, and lists of so many characters."""
        return replace(self, frame=self.frame.brief, line=line)

    def with_notes(self, statement: str, answer: Answer) -> str:
        """Return a statement with the case of the answer and a note if it is in brackets."""
        notes = [] if answer.case.is_whole else [bare(answer.case.words)]
        if answer.bracketed:
            notes.append(self.language.text("note.in_brackets"))
        if not notes:
            return statement
        joined = self.language.joined(notes, "list.apart")
        return self.language.text("aside", statement=statement, notes=joined)

    def name(self, side: Side) -> str:
        """Return the name of one side, with its option if it has any."""
        if not side.option:
            return side.column.name
        option = self.option(side)
        return self.language.text("name_with_option", name=side.column.name, option=option)

    def option(self, side: Side) -> str:
        """Return the name of the alternative of one side."""
        return self.language.option_name(side.option.replace("-", " ").replace("_", " "))

    def qualifiers(self, qualifiers: frozenset[Qualifier]) -> str:
        """Return the respects in which two answers differ as a list."""
        names = (
            self.language.text(f"qualifier.{qualifier.value}")
            for qualifier in Qualifier
            if qualifier in qualifiers
        )
        return self.language.listed(names, "list.and")

    def conditions(self, terms: Iterable[Term]) -> str:
        """Return the conditions of terms in words; empty without a condition."""
        text = self.language.text
        conditions = conditions_of(terms)
        names = [
            one.text or text("conditions.clause", clause=one.waits_for)
            for one in conditions
            if one.text or one.waits_for
        ]
        if not conditions:
            return ""
        if not names:
            return text("conditions.unnamed")
        if len(conditions) == 1:
            return text("conditions.one", condition=names[0])
        return text("conditions.several", conditions=self.language.joined(names, "list.apart"))

    def asymmetry(self, asymmetry: Asymmetry) -> str:
        """Return the sentence that a duty falls on some parties only."""
        key = "asymmetry.own" if asymmetry.own else "asymmetry.asked"
        bearers = self.party_names(asymmetry.bearers)
        return self.language.sentence(self.language.text(key, bearers=bearers))

    # Parts of statements

    def _phrase(self, family: str, answer: Answer, number: str, **slots: str) -> Phrase:
        """Return an answer in the pattern of its family, its shape and its force.

        `slots` fill the subject, if the family has one, whose grammatical number is `number`.
        """
        value = answer.value
        if isinstance(value, Text):
            return self.language.phrase(f"{family}.prose", number, **slots)
        if leaves_open(value, self.frame):
            return self.language.phrase(f"{family}.open.{kind_of(value).value}", number, **slots)
        shape, parts = self._shape(value)
        forces = [force for force in Force if force in answer.forces]
        force = forces[0].value if len(forces) == 1 else SEVERAL
        if force == SEVERAL:
            parts["verbs"] = self._verbs("verb", forces, number)
            parts["refusing"] = self._verbs("verb.refusing", forces, number)
        return self.language.phrase(f"{family}.{shape}.{force}", number, **slots, **parts)

    def _verbs(self, key: str, forces: list[Force], number: str) -> str:
        verbs = (self.language.text(f"{key}.{force.value}", number) for force in forces)
        return self.language.listed(verbs, "list.and")

    def _shape(self, value: Value) -> tuple[str, dict[str, str]]:
        """Return the shape of an answer that is neither prose nor open, with its slots."""
        match value:
            case Items() as items:
                return self._shape_of_items(items)
            case Sequence() as order:
                return "orders", {"value": self.exact(order)}
        return "asks", {"value": self.object_of(value)}

    def _shape_of_items(self, items: Items) -> tuple[str, dict[str, str]]:
        if items.excluded == self.frame.keys and len(self.frame.keys) > TOO_LONG_TO_LIST:
            return "refuses_all", {}
        slots = {}
        if items.required:
            slots["required"] = self.labels(items.required, "list.and")
        others = self.frame.keys - items.required
        if items.required and items.excluded == others and len(others) > TOO_LONG_TO_LIST:
            return "requires_alone", slots
        if items.excluded:
            slots["excluded"] = self.labels(items.excluded, "list.none_of")
        if not items.required:
            return "refuses", slots
        return ("requires_and_refuses" if items.excluded else "requires"), slots
