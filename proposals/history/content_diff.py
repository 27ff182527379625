"""What differs between two contents of a clause: fields, topics, answers, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from proposals.history.entries import ClauseContent, PartContent
from proposals.history.names import NameLookup
from proposals.history.text_diff import DiffOp, DiffRun, diff_words
from proposals.models import Clause, Evidence, Term

IDENTITY = frozenset({"question", "article", "number", "tagged_by", "tagged_at"})
"""What tells a part from others and who signed it: named beside a change, no change itself."""
QUOTED = frozenset({"quote", "before", "after"})
"""Texts in the language of their source, not of the negotiation."""


@dataclass(frozen=True)
class FieldChange:
    """One field whose words differ. `language` is that of the words; empty if not known."""

    label: str
    before: str
    after: str
    language: str = ""

    @cached_property
    def pieces(self) -> tuple[DiffRun, ...]:
        """Both wordings as runs that were kept, removed or added."""
        return diff_words(self.before, self.after)


@dataclass(frozen=True)
class ListChange:
    """One field that lists names, and which of them came and went."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    language: str = ""

    @property
    def pieces(self) -> tuple[DiffRun, ...]:
        """The names with commas between them: those that stay, those gone, those new."""
        fates = [(DiffOp.KEPT, [one for one in self.before if one in self.after])]
        fates.append((DiffOp.REMOVED, [one for one in self.before if one not in self.after]))
        fates.append((DiffOp.ADDED, [one for one in self.after if one not in self.before]))
        named = [(fate, name) for fate, names in fates for name in names]
        return tuple(
            DiffRun(fate, name if place == len(named) else f"{name}, ")
            for place, (fate, name) in enumerate(named, start=1)
        )


AnyChange = FieldChange | ListChange


@dataclass(frozen=True)
class PartChange:
    """One answer or one piece of evidence that came, went or changed.

    `fate` is `kept` for one that changed. `title` is the question, or outlet and headline.
    """

    fate: DiffOp
    title: str
    fields: tuple[AnyChange, ...]
    language: str = ""
    href: str = ""


@dataclass(frozen=True)
class ContentDiff:
    """Everything that differs between two contents; false if nothing does."""

    fields: tuple[AnyChange, ...]
    answers: tuple[PartChange, ...]
    evidence: tuple[PartChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.answers or self.evidence)

    @property
    def labels(self) -> list[str]:
        """In short what differs: names of fields, "answers", "evidence"."""
        short = [change.label for change in self.fields]
        short += [_("answers")] if self.answers else []
        return short + ([_("evidence")] if self.evidence else [])


def diff_contents(before: ClauseContent, after: ClauseContent, names: NameLookup) -> ContentDiff:
    """What an editor did to get from one content to the other."""
    topics = _list_change("topics", Clause, before.topics, after.topics, names)
    return ContentDiff(
        (*_clause_fields(before, after, names), *topics),
        tuple(_parts(before.terms, after.terms, _Answers(names))),
        tuple(_parts(before.evidence, after.evidence, _Ledger(names))),
    )


def _clause_fields(
    before: ClauseContent, after: ClauseContent, names: NameLookup
) -> Iterable[FieldChange]:
    for name, new in after.fields.items():
        old = before.fields.get(name, "")
        if old != new:
            language = after.fields.get("quote_language", "") if name == "quote" else names.language
            yield FieldChange(
                _label(Clause, name), _shown(Clause, name, old), _shown(Clause, name, new), language
            )


class _Answers:
    """How answers are told."""

    model = Term

    def __init__(self, names: NameLookup) -> None:
        self.names = names

    def title(self, values: Mapping[str, Any]) -> tuple[str, str, str]:
        """The question, its language, and no address."""
        return self.names.question(values["question"]), self.names.language, ""

    def language(self, _name: str, _values: Mapping[str, Any]) -> str:
        """All its words are the negotiation's."""
        return self.names.language

    def words(self, name: str, values: Mapping[str, Any]) -> str:
        """One value in words."""
        if name == "value":
            return self.names.answer(values["question"], values[name])
        if name == "waits_for":
            return self.names.word(name, values[name])
        return _shown(Term, name, values[name])


class _Ledger:
    """How evidence is told."""

    model = Evidence

    def __init__(self, names: NameLookup) -> None:
        self.names = names

    def title(self, values: Mapping[str, Any]) -> tuple[str, str, str]:
        """Outlet and headline, the article's language and its page."""
        article = self.names.articles.get(values["article"])
        if article is None:
            return values["article"], "", ""
        words = f"{article.outlet.name}: {article.headline or article.key}"
        return words, article.language, article.get_absolute_url()

    def language(self, name: str, values: Mapping[str, Any]) -> str:
        """A quote has its own language, or its article's."""
        if name not in QUOTED:
            return self.names.language
        article = self.names.articles.get(values["article"])
        return values["quote_language"] or (article.language if article else "")

    def words(self, name: str, values: Mapping[str, Any]) -> str:
        """One value in words."""
        if name == "term":
            return self.names.question(values[name].rpartition("#")[0])
        if name in ("origin", "disagreement"):
            return self.names.word(name, values[name])
        return _shown(Evidence, name, values[name])


Teller = _Answers | _Ledger


def _parts(
    before: Iterable[PartContent], after: Iterable[PartContent], teller: Teller
) -> Iterable[PartChange]:
    old = {part.key: part.values for part in before}
    new = {part.key: part.values for part in after}
    for key in dict.fromkeys((*old, *new)):
        fields = tuple(_part_fields(old.get(key), new.get(key), teller))
        fate = DiffOp.ADDED if key not in old else DiffOp.REMOVED if key not in new else DiffOp.KEPT
        if fields or fate is not DiffOp.KEPT:
            title, language, href = teller.title(new.get(key) or old[key])
            yield PartChange(fate, title, fields, language, href)


def _part_fields(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, teller: Teller
) -> Iterable[AnyChange]:
    """The fields that differ; of a part that came or went, all that say something."""
    known = new or old or {}
    for name in known:
        if name in IDENTITY or (old and new and old.get(name) == new.get(name)):
            continue
        if name == "bearers":
            lists = ((old or {}).get(name, ()), (new or {}).get(name, ()))
            yield from _list_change(name, Term, *lists, teller.names)
            continue
        before = teller.words(name, old) if old else ""
        after = teller.words(name, new) if new else ""
        if before != after:
            label = _label(teller.model, name)
            yield FieldChange(label, before, after, teller.language(name, known))


def _list_change(
    name: str, model: type[Any], before: Iterable[str], after: Iterable[str], names: NameLookup
) -> Iterable[ListChange]:
    old = tuple(names.word(name, key) for key in before)
    new = tuple(names.word(name, key) for key in after)
    if set(old) != set(new):
        yield ListChange(_label(model, name), old, new, names.language)


def _label(model: type[Any], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _shown(model: type[Any], name: str, value: Any) -> str:
    """A stored value as people read it: the word for a choice."""
    field: Field[Any, Any] = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, "" if value is None else value))
