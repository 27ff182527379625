"""Differences between a frozen record and the live one in words, with links to what is live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.snapshots.labels import (
    Detail,
    answer_details,
    answer_words,
    details,
    value_words,
    verdict_words,
)
from proposals.snapshots.record_diff import Json, RecordDifference, RecordSection

MOST_TOLD = 200
"""Changes of one kind that are listed; of more it is said how many there are."""


@dataclass(frozen=True)
class ReportedChange:
    """One thing that is otherwise now: what it is, what happened to it, and the words of both.

    `language` is that of the subject; `link` leads to what is live, and is empty if it is gone.
    """

    subject: str
    said: str
    details: tuple[Detail, ...] = ()
    language: str = ""
    link: str = ""


@dataclass(frozen=True)
class ReportGroup:
    """Changes of one kind below their heading; `more` of them are not listed."""

    heading: str
    changes: tuple[ReportedChange, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.changes) + self.more


def groups_of(
    found: Iterable[RecordDifference], before: Json, after: Json, live: str
) -> tuple[ReportGroup, ...]:
    """The differences of two records by kind; `live` is the address of the live comparison."""
    teller = _Teller(before, after, live)
    by_heading: dict[str, list[RecordDifference]] = {}
    for one in found:
        by_heading.setdefault(_heading(one.section), []).append(one)
    return tuple(
        ReportGroup(
            heading, tuple(map(teller.told, ones[:MOST_TOLD])), max(0, len(ones) - MOST_TOLD)
        )
        for heading, ones in by_heading.items()
    )


def _heading(section: RecordSection) -> str:
    if section in (RecordSection.ROWS, RecordSection.PAIRS):
        return _("Questions and verdicts")
    if section in (RecordSection.ARTICLES, RecordSection.OUTLETS):
        return _("Articles and outlets")
    return {
        RecordSection.DOCUMENTS: _("Documents"),
        RecordSection.ANSWERS: _("Answers"),
        RecordSection.CLAUSES: _("Clauses"),
        RecordSection.EVIDENCE: _("Evidence"),
        RecordSection.WHOLE: _("The selection as a whole"),
    }.get(section, _("Negotiation and codebook"))


@dataclass(frozen=True)
class _Teller:
    """Looks up the names that differences mention: in the live record, else in the frozen one."""

    before: Json
    after: Json
    live: str

    def told(self, one: RecordDifference) -> ReportedChange:
        """One difference in words."""
        tellers: dict[RecordSection, Callable[[RecordDifference], ReportedChange]] = {
            RecordSection.ROWS: self._row,
            RecordSection.PAIRS: self._pair,
            RecordSection.ANSWERS: self._answer,
            RecordSection.CLAUSES: self._clause,
            RecordSection.EVIDENCE: self._evidence,
            RecordSection.ARTICLES: self._article,
        }
        return tellers.get(one.section, self._other)(one)

    def _row(self, one: RecordDifference) -> ReportedChange:
        said = _fate(one, _("not in this selection any more"), _("new in this selection"))
        found: tuple[Detail, ...] = ()
        if one.before and one.after:
            changed = {"verdict", "rule"}.intersection(one.fields)
            rest = [name for name in one.fields if name not in ("verdict", "rule", "sentence")]
            found = (
                *([_of_verdict(one.before, one.after)] if changed else []),
                *details(one, [*rest, *(["sentence"] if "sentence" in one.fields else [])]),
            )
            said = _("another verdict") if "verdict" in one.fields else said
        return self._on_question(one.key[0], said, found)

    def _pair(self, one: RecordDifference) -> ReportedChange:
        documents = " / ".join(map(self._document, one.key[1:]))
        found: tuple[Detail, ...] = ()
        if one.before and one.after:
            if {"verdict", "rule"}.intersection(one.fields):
                found = (_of_verdict(one.before, one.after),)
            rest = [name for name in one.fields if name not in ("verdict", "rule")]
            found += details(one, rest)
        return self._on_question(one.key[0], documents, found)

    def _answer(self, one: RecordDifference) -> ReportedChange:
        document = self._document(one.key[1])
        if not (one.before and one.after):
            return self._on_question(one.key[0], document)
        before, after = answer_words(one.before), answer_words(one.after)
        found = (Detail(_("answer"), before, after),) if before != after else answer_details(one)
        return self._on_question(one.key[0], document, found)

    def _clause(self, one: RecordDifference) -> ReportedChange:
        said = _fate(one, _("not shown any more"), _("new here"))
        thing = _thing(one)
        document = self._document(thing["document"])
        name = self._clause_name(one.key[0])
        link = reverse("proposals:clause", args=one.key) if one.after else ""
        return ReportedChange(f"{name} – {document}", said, details(one), self._language, link)

    def _evidence(self, one: RecordDifference) -> ReportedChange:
        thing = _thing(one)
        article = self._named("articles", thing["article"])
        said = _fate(one, _("not tagged any more"), _("newly tagged"))
        clause = self._clause_name(thing["clause"])
        link = reverse("proposals:clause", args=[thing["clause"]]) if one.after else ""
        of_clause = _("%(fate)s (%(stance)s clause %(clause)s)") % {
            "fate": said,
            "stance": value_words("stance", thing["stance"]),
            "clause": clause,
        }
        subject = self._article_name(article)
        return ReportedChange(subject, of_clause, details(one), article.get("language", ""), link)

    def _article(self, one: RecordDifference) -> ReportedChange:
        thing = _thing(one)
        link = reverse("sources:article", args=one.key) if one.after else ""
        said = _fate(one, _("not named any more"), _("new here"))
        return ReportedChange(
            self._article_name(thing), said, details(one), thing["language"], link
        )

    def _other(self, one: RecordDifference) -> ReportedChange:
        thing = _thing(one)
        kind = {
            RecordSection.DOCUMENTS: _("document"),
            RecordSection.OUTLETS: _("outlet"),
            RecordSection.PARTIES: _("party"),
            RecordSection.THEMES: _("theme"),
            RecordSection.TOPICS: _("topic"),
            RecordSection.QUESTIONS: _("question"),
        }.get(one.section, "")
        said = _fate(one, _("not here any more"), _("new here"))
        said = f"{kind}: {said}" if kind else said
        subject = thing.get("name") or thing.get("text") or _("The comparison")
        return ReportedChange(str(subject), said, details(one), self._language)

    def _on_question(self, key: str, said: str, found: tuple[Detail, ...] = ()) -> ReportedChange:
        row = self._rows.get(key)
        link = f"{self.live}#q-{key}" if key in self._live_rows else ""
        return ReportedChange(str(row["text"]) if row else key, said, found, self._language, link)

    @property
    def _language(self) -> str:
        return str(self.before["negotiation"]["language"])

    @cached_property
    def _rows(self) -> dict[str, Json]:
        both = (*self.before["rows"], *self.after["rows"])
        return {row["question"]: row for row in both}

    @cached_property
    def _live_rows(self) -> frozenset[str]:
        return frozenset(row["question"] for row in self.after["rows"])

    @cached_property
    def _things(self) -> dict[tuple[str, str], Json]:
        return {
            (name, one["id" if name == "clauses" else "key"]): one
            for record in (self.before, self.after)
            for name in ("documents", "clauses", "articles", "outlets")
            for one in record[name]
        }

    def _named(self, what: str, key: str) -> dict[str, Any]:
        return self._things.get((what, key), {})

    def _document(self, key: str) -> str:
        return str(self._named("documents", key).get("name", key))

    def _clause_name(self, key: str) -> str:
        found = self._named("clauses", key)
        return f"{found.get('label', '')} {found.get('heading', '')}".strip() or key

    def _article_name(self, article: Json) -> str:
        outlet = self._named("outlets", str(article.get("outlet", ""))).get("name", "")
        headline = article.get("headline") or _("[headline not seen]")
        return f"{outlet}: {headline}" if outlet else headline


def _thing(one: RecordDifference) -> Json:
    return one.after or one.before or {}


def _fate(one: RecordDifference, gone: str, new: str) -> str:
    if one.after is None:
        return gone
    return new if one.before is None else _("changed")


def _of_verdict(before: Json, after: Json) -> Detail:
    return Detail(_("verdict"), verdict_words(before), verdict_words(after))
