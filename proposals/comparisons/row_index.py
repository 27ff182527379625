"""The rows of some columns as they are stored: each question with its facts, and what names it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model

from proposals.comparisons.evidence import Sourcing
from proposals.comparisons.local_texts import LocalTexts
from proposals.comparisons.row_facts import RowFacts
from proposals.comparisons.selection import Trait
from proposals.domain.verdicts import Rule
from proposals.domain.vocabulary import Unit
from proposals.language.local_text import original_of
from proposals.models import Question, Theme, Topic, ValueKind
from sources.models import Outlet

_RULES, _TRAITS = list(Rule), list(Trait)
_Row = TypeVar("_Row", bound=Model)


class RowNotRead(RuntimeError):
    """Something was asked of a question of which only the index was read."""


class IndexedQuestion(NamedTuple):
    """A question as far as rows that are not shown need it: `map_id` is None without a map.

    Anything else about the question is known once its row is read. Raises RowNotRead if asked.
    """

    pk: int
    key: str
    text: str
    label: str
    map_id: int | None
    topic: Topic

    @property
    def topic_id(self) -> int:
        """The primary key of the topic."""
        return self.topic.pk

    @property
    def short_label(self) -> str:
        """What it is called in one line: its label, else the question itself."""
        return self.label or self.text

    def __getattr__(self, name: str) -> Any:
        """Refuse what only a whole question has: a template would show nothing in its place."""
        if hasattr(Question, name):
            raise RowNotRead(f"Load the row before “{name}” of the question {self.key!r} is read.")
        raise AttributeError(name)

    def as_question(self) -> Question:
        """Return a question to which nothing is answered, for one that was deleted meanwhile."""
        return Question(
            pk=self.pk, key=self.key, text=self.text, topic=self.topic, kind=ValueKind.TEXT
        )


@dataclass(frozen=True)
class RowIndex:
    """The questions of a negotiation in their order, and the facts of their rows in some columns.

    `facts` and `stamps`, that of the data of a row, are by the primary key of the question;
    `outlets` has the names of the outlets of any row by key, `units` all units of measure.
    """

    questions: tuple[IndexedQuestion, ...]
    facts: Mapping[int, RowFacts]
    stamps: Mapping[int, str]
    outlets: Mapping[str, str]
    units: tuple[Unit, ...]

    @cached_property
    def named_outlets(self) -> tuple[Outlet, ...]:
        """The outlets that any answer rests on, by name; they have name and key only."""
        keys = frozenset().union(*(facts.outlets for facts in self.facts.values()))
        named = sorted((self.outlets[key], key) for key in keys)
        return tuple(Outlet(key=key, name=name) for name, key in named)


def indexed(questions: Iterable[Question]) -> tuple[IndexedQuestion, ...]:
    """Return questions as an index has them; no query if their topics were read."""
    return tuple(
        IndexedQuestion(
            pk=one.pk,
            key=one.key,
            text=one.text,
            label=one.label,
            map_id=one.map_id,
            topic=one.topic,
        )
        for one in questions
    )


def to_text(index: RowIndex, columns: Sequence[int]) -> str:
    """Return an index as text; `columns` are the primary keys of the versions, in any order.

    Readers of all languages share it: it has the originals.
    """
    topics = {one.topic.pk: one.topic for one in index.questions}
    themes = {one.theme_id: one.theme for one in topics.values()}
    outlets = list(index.outlets)
    places = {key: place for place, key in enumerate(outlets)}
    bits = {pk: 1 << place for place, pk in enumerate(sorted(columns))}
    rows = [
        [
            *(one.pk, one.key, original_of(one.text), original_of(one.label)),
            *(one.map_id, one.topic.pk),
            index.stamps[one.pk],
            _facts_as_numbers(index.facts[one.pk], bits, places),
        ]
        for one in index.questions
    ]
    value = {
        "themes": [_values(theme) for theme in themes.values()],
        "topics": [_values(topic) for topic in topics.values()],
        "outlets": [[key, index.outlets[key]] for key in outlets],
        "units": [asdict(unit) for unit in index.units],
        "rows": rows,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def from_text(
    text: str, columns: Sequence[int], negotiation: int, *, texts: LocalTexts
) -> RowIndex:
    """Return an index that was stored as text, with texts in the reader's language.

    `negotiation` is the primary key of that of its questions.
    """
    value = json.loads(text)
    themes = {theme.pk: theme for theme in _rows(Theme, value["themes"])}
    topics = {topic.pk: topic for topic in _rows(Topic, value["topics"])}
    for topic in topics.values():
        topic.theme = themes[topic.theme_id]
        texts.in_topic(topic)
    outlets = dict(value["outlets"])
    sets = _Sets(sorted(columns), list(outlets))
    questions: list[IndexedQuestion] = []
    facts: dict[int, RowFacts] = {}
    stamps: dict[int, str] = {}
    for *question, topic, stamp, numbers in value["rows"]:
        entry = IndexedQuestion._make([*question, topics[topic]])
        entry = _in_language(entry, negotiation, texts)
        questions.append(entry)
        stamps[entry.pk] = stamp
        facts[entry.pk] = sets.facts(numbers)
    units = tuple(
        Unit(**fields | {"minimum": fields["minimum"] and Decimal(fields["minimum"])})
        for fields in value["units"]
    )
    return RowIndex(tuple(questions), facts, stamps=stamps, outlets=outlets, units=units)


def _in_language(entry: IndexedQuestion, negotiation: int, texts: LocalTexts) -> IndexedQuestion:
    subject = f"question {entry.key}"
    text = texts.text((negotiation, subject, "text"), entry.text)
    label = texts.text((negotiation, subject, "label"), entry.label)
    return entry._replace(text=text, label=label)


def _values(row: Model) -> list[Any]:
    """Return the values of a row in the order of the fields; all of them are texts and numbers."""
    return [original_of(getattr(row, field.attname)) for field in row._meta.concrete_fields]


def _rows(model: type[_Row], stored: Iterable[Sequence[Any]]) -> Iterator[_Row]:
    """Yield rows of a model from their values in the order of its fields."""
    names = [field.attname for field in model._meta.concrete_fields]
    return (model.from_db(None, names, values) for values in stored)


def _facts_as_numbers(
    facts: RowFacts, bits: Mapping[int, int], places: Mapping[str, int]
) -> list[Any]:
    """Return facts as numbers, sets as sums of bits."""
    masks = (
        reduce(or_, (bits[pk] for pk in versions), 0)
        for versions in (facts.speaking, facts.answering, facts.own)
    )
    traits = sum(1 << place for place, trait in enumerate(_TRAITS) if trait in facts.traits)
    outlets = sorted(places[key] for key in facts.outlets)
    return [int(facts.coded), _RULES.index(facts.rule), *masks, traits, outlets, facts.sourcing]


class _Sets:
    """The sets of an index by their numbers; equal sets are one object."""

    def __init__(self, columns: Sequence[int], outlets: Sequence[str]) -> None:
        self.columns, self.outlets = columns, outlets
        self._known: dict[tuple[str, Any], frozenset[Any]] = {}

    def facts(self, numbers: Sequence[Any]) -> RowFacts:
        """Return the facts that were stored as these numbers."""
        coded, rule, speaking, answering, own, traits, outlets, sourcing = numbers
        return RowFacts(
            bool(coded),
            _RULES[rule],
            speaking=self._members("versions", speaking, self.columns),
            answering=self._members("versions", answering, self.columns),
            own=self._members("versions", own, self.columns),
            traits=self._members("traits", traits, _TRAITS),
            outlets=frozenset([self.outlets[place] for place in outlets]),
            sourcing=Sourcing(*sourcing),
        )

    def _members(self, kind: str, mask: int, every: Sequence[Any]) -> frozenset[Any]:
        members = self._known.get((kind, mask))
        if members is None:
            members = frozenset(one for place, one in enumerate(every) if mask & (1 << place))
            self._known[kind, mask] = members
        return members
