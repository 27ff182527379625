"""Differences between two contents of a row: fields, topics, answers and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from proposals.history.content import Content, PartContent
from proposals.history.names import NameLookup
from proposals.history.text_diff import DiffOp, DiffRun, WordingDiff, compare_wordings
from proposals.language.active import active_language
from proposals.models import Clause, Evidence, Term

IDENTITY = frozenset({"question", "article", "number", "tagged_by", "tagged_at"})
"""Fields that tell a part from others or sign it: named beside a change, no change themselves."""
QUOTED = frozenset({"quote", "before", "after"})
"""Texts in the language of their source, not of the negotiation."""
_NAMED = frozenset({"topics", "bearers"})
"""Lists of names, which stand by the alphabet."""


@dataclass(frozen=True)
class FieldChange:
    """One field that differs. `language` is that of the words; empty if not known."""

    label: str
    before: str
    after: str
    language: str = ""

    @cached_property
    def wording(self) -> WordingDiff:
        """Both wordings compared by words."""
        return compare_wordings(self.before, self.after)

    @property
    def runs(self) -> tuple[DiffRun, ...]:
        """The runs of both wordings: kept, removed or added."""
        return self.wording.runs


@dataclass(frozen=True)
class ListChange:
    """One field that lists names, and which of them came and went."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    language: str = ""

    @property
    def wording(self) -> WordingDiff:
        """The same as a difference of wordings; names that stay are the same sign by sign."""
        return WordingDiff(self.runs)

    @property
    def runs(self) -> tuple[DiffRun, ...]:
        """The names with commas between them: those that stay, those gone, those new."""
        names = [(DiffOp.KEPT, name) for name in self.before if name in self.after]
        names += [(DiffOp.REMOVED, name) for name in self.before if name not in self.after]
        names += [(DiffOp.ADDED, name) for name in self.after if name not in self.before]
        return tuple(
            DiffRun(op, name if place == len(names) else f"{name}, ")
            for place, (op, name) in enumerate(names, start=1)
        )


AnyChange = FieldChange | ListChange


@dataclass(frozen=True)
class PartChange:
    """One answer or one piece of evidence that came, went or changed.

    `op` is `kept` for one that changed. `title` is the question, or outlet and headline.
    """

    op: DiffOp
    title: str
    fields: tuple[AnyChange, ...]
    language: str = ""
    href: str = ""


@dataclass(frozen=True)
class ContentDiff:
    """All differences between two contents; false if there are none."""

    fields: tuple[AnyChange, ...]
    answers: tuple[PartChange, ...]
    evidence: tuple[PartChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.answers or self.evidence)

    @property
    def labels(self) -> list[str]:
        """Labels of what differs: names of fields, "answers", "evidence"."""
        labels = [change.label for change in self.fields]
        labels += [_("answers")] if self.answers else []
        return labels + ([_("evidence")] if self.evidence else [])


def diff_contents(before: Content, after: Content, names: NameLookup) -> ContentDiff:
    """Return what an editor changed between two contents of a clause or a response."""
    topics = _diff_lists("topics", Clause, (before.topics, after.topics), names)
    return ContentDiff(
        fields=(*_diff_own_fields(before, after, names), *topics),
        answers=tuple(_diff_parts(before.terms, after.terms, _AnswerWords(names))),
        evidence=tuple(_diff_parts(before.evidence, after.evidence, _EvidenceWords(names))),
    )


def _diff_own_fields(before: Content, after: Content, names: NameLookup) -> Iterable[AnyChange]:
    model = after.model
    for name, new in after.fields.items():
        old = before.fields.get(name, "")
        if isinstance(new, tuple):
            yield from _diff_lists(name, model, (old, new), names)
        elif old != new:
            language = after.fields.get("quote_language", "") if name == "quote" else names.language
            old, new = (names.word(name, one) if name == "to" else one for one in (old, new))
            yield FieldChange(
                label=_label(model, name),
                before=_value_words(model, name, old),
                after=_value_words(model, name, new),
                language=language,
            )


class _AnswerWords:
    """The words for answers in a difference."""

    model = Term

    def __init__(self, names: NameLookup) -> None:
        self.names = names

    def title(self, values: Mapping[str, Any]) -> tuple[str, str, str]:
        """Return the question, its language, and no address."""
        return self.names.question_text(values["question"]), self.names.language, ""

    def language(self, _name: str, _values: Mapping[str, Any]) -> str:
        """Return the negotiation's language: all words of answers are in it."""
        return self.names.language

    def words(self, name: str, values: Mapping[str, Any]) -> str:
        """Return one value in words."""
        if name == "value":
            return self.names.answer_words(values["question"], values[name])
        if name in ("scope", "waits_for"):
            return self.names.word(name, values[name] or "")
        return _value_words(Term, name, values[name])


class _EvidenceWords:
    """The words for evidence in a difference."""

    model = Evidence

    def __init__(self, names: NameLookup) -> None:
        self.names = names

    def title(self, values: Mapping[str, Any]) -> tuple[str, str, str]:
        """Return outlet and headline, the article's language and the address of its page."""
        article = self.names.articles.get(values["article"])
        if article is None:
            return _("an article that is not kept any more"), "", ""
        words = f"{article.outlet.name}: {article.title}"
        language = article.language if article.headline else ""
        return words, language, article.get_absolute_url()

    def language(self, name: str, values: Mapping[str, Any]) -> str:
        """Return the language of a value: a quote has its own, or its article's."""
        if name not in QUOTED:
            return self.names.language
        article = self.names.articles.get(values["article"])
        return values["quote_language"] or (article.language if article else "")

    def words(self, name: str, values: Mapping[str, Any]) -> str:
        """Return one value in words."""
        if name == "term":
            return self.names.question_text(values[name].rpartition("#")[0])
        if name in ("origin", "disagreement"):
            return self.names.word(name, values[name])
        return _value_words(Evidence, name, values[name])


PartWords = _AnswerWords | _EvidenceWords


def _diff_parts(
    before: Iterable[PartContent], after: Iterable[PartContent], words: PartWords
) -> Iterable[PartChange]:
    old = {part.key: part.values for part in before}
    new = {part.key: part.values for part in after}
    for key in dict.fromkeys((*old, *new)):
        fields = tuple(_diff_part_fields(old.get(key), new.get(key), words))
        op = DiffOp.ADDED if key not in old else DiffOp.REMOVED if key not in new else DiffOp.KEPT
        if fields or op is not DiffOp.KEPT:
            title, language, href = words.title(new.get(key) or old[key])
            yield PartChange(op, title, fields=fields, language=language, href=href)


def _diff_part_fields(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, words: PartWords
) -> Iterable[AnyChange]:
    """Yield the fields that differ; of a part that came or went, all that are not empty."""
    known = new or old or {}
    for name in known:
        if name in IDENTITY or (old and new and old.get(name) == new.get(name)):
            continue
        if name == "bearers":
            lists = ((old or {}).get(name, ()), (new or {}).get(name, ()))
            yield from _diff_lists(name, Term, lists, words.names)
            continue
        before = words.words(name, old) if old else ""
        after = words.words(name, new) if new else ""
        if before != after:
            label = _label(words.model, name)
            yield FieldChange(label, before, after=after, language=words.language(name, known))


def _diff_lists(
    name: str, model: type[Any], lists: tuple[Iterable[str], Iterable[str]], names: NameLookup
) -> Iterable[ListChange]:
    old, new = (tuple(names.word(name, key) for key in keys) for keys in lists)
    if name in _NAMED:
        old, new = (tuple(sorted(words, key=active_language().sort_key)) for words in (old, new))
    if set(old) != set(new):
        yield ListChange(_label(model, name), old, after=new, language=names.language)


def _label(model: type[Any], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _value_words(model: type[Any], name: str, value: Any) -> str:
    """Return a stored value as people read it: for a choice its label."""
    field: Field[Any, Any] = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, "" if value is None else value))
