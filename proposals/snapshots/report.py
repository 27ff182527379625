"""The report of differences between a frozen record and the live one, with links to the live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.exports.record.canonical import WORDS
from proposals.language.active import joined
from proposals.snapshots.labels import (
    Detail,
    answer_details,
    answer_differs,
    answer_words,
    details,
    value_words,
    verdict_words,
)
from proposals.snapshots.record_diff import Json, RecordDifference, RecordSection

MOST_LISTED = 200
"""Changes of one kind that are listed; of more it is said how many there are."""


@dataclass(frozen=True)
class ReportedChange:
    """One thing that changed: what it is, what happened to it, and its changed fields.

    `language` is that of the subject; `link` leads to what is live, and is empty if it is gone.
    """

    subject: str
    event: str
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
        """The number of changes in all."""
        return len(self.changes) + self.more


def group_changes(
    differences: Iterable[RecordDifference], before: Json, after: Json, live: str
) -> tuple[ReportGroup, ...]:
    """Return the differences of two records in words, by kind; `live` is the live address."""
    reporter = _Reporter(before, after, live)
    by_heading: dict[str, list[RecordDifference]] = {}
    for diff in differences:
        by_heading.setdefault(_heading(diff.section), []).append(diff)
    return tuple(_group(heading, group, reporter) for heading, group in by_heading.items())


def list_changes(
    heading: str, differences: Iterable[RecordDifference], *, before: Json, after: Json, live: str
) -> ReportGroup | None:
    """Return differences of all kinds in words below one heading; None if there are none."""
    listed = tuple(differences)
    if not listed:
        return None
    return _group(heading, listed, _Reporter(before, after, live))


def _group(
    heading: str, differences: Sequence[RecordDifference], reporter: _Reporter
) -> ReportGroup:
    changes = tuple(map(reporter.describe, differences[:MOST_LISTED]))
    return ReportGroup(heading, changes, more=max(0, len(differences) - MOST_LISTED))


def _heading(section: RecordSection) -> str:
    if section in (RecordSection.ROWS, RecordSection.PAIRS):
        return _("Questions and verdicts")
    if section in (RecordSection.ARTICLES, RecordSection.OUTLETS):
        return _("Articles and outlets")
    return {
        RecordSection.DOCUMENTS: _("Documents"),
        RecordSection.ANSWERS: _("Answers"),
        RecordSection.RESPONSES: _("Responses"),
        RecordSection.CLAUSES: _("Clauses"),
        RecordSection.EVIDENCE: _("Evidence"),
        RecordSection.WHOLE: _("The selection as a whole"),
    }.get(section, _("Negotiation and codebook"))


@dataclass(frozen=True)
class _Reporter:
    """Words for differences, with names from the live record, else from the frozen one."""

    before: Json
    after: Json
    live: str

    def describe(self, diff: RecordDifference) -> ReportedChange:
        """Return one difference in words."""
        by_section: dict[RecordSection, Callable[[RecordDifference], ReportedChange]] = {
            RecordSection.ROWS: self._row,
            RecordSection.PAIRS: self._pair,
            RecordSection.ANSWERS: self._answer,
            RecordSection.CLAUSES: self._clause,
            RecordSection.EVIDENCE: self._evidence,
            RecordSection.RESPONSES: self._response,
            RecordSection.ARTICLES: self._article,
        }
        return by_section.get(diff.section, self._other)(diff)

    def _row(self, diff: RecordDifference) -> ReportedChange:
        event = _event(diff, _("not in this selection any more"), _("new in this selection"))
        changes: tuple[Detail, ...] = ()
        if diff.before and diff.after:
            judged = {"mark", "rule"}.intersection(diff.fields)
            rest = [name for name in diff.fields if name not in ("mark", "rule")]
            changes = (
                *([_verdict_detail(diff.before, diff.after)] if judged else []),
                *details(diff, rest),
                *([_sentence_detail(diff.before, diff.after)] if judged else []),
            )
            event = _("another verdict") if "mark" in diff.fields else event
        return self._on_question(diff.key[0], event, changes)

    def _pair(self, diff: RecordDifference) -> ReportedChange:
        documents = joined(map(self._document, diff.key[1:]), " / ")
        changes: tuple[Detail, ...] = ()
        if diff.before and diff.after:
            if {"mark", "rule"}.intersection(diff.fields):
                changes = (_verdict_detail(diff.before, diff.after),)
            rest = [name for name in diff.fields if name not in ("mark", "rule")]
            changes += details(diff, rest)
        return self._on_question(diff.key[0], documents, changes)

    def _answer(self, diff: RecordDifference) -> ReportedChange:
        document = self._document(diff.key[1])
        if not (diff.before and diff.after):
            return self._on_question(diff.key[0], document)
        before, after = answer_words(diff.before), answer_words(diff.after)
        if before != after and answer_differs(diff):
            return self._on_question(diff.key[0], document, (Detail(_("answer"), before, after),))
        return self._on_question(diff.key[0], document, answer_details(diff))

    def _clause(self, diff: RecordDifference) -> ReportedChange:
        thing = _thing(diff)
        document = self._document(thing["document"])
        name = self._clause_name(diff.key[0])
        return ReportedChange(
            joined((name, document), " – "),
            _event(diff, _("not shown any more"), _("new here")),
            details=details(diff),
            language=self._language,
            link=reverse("proposals:clause", args=diff.key) if diff.after else "",
        )

    def _evidence(self, diff: RecordDifference) -> ReportedChange:
        thing = _thing(diff)
        article = self._named("articles", thing["article"])
        event = _("%(event)s (%(stance)s clause %(clause)s)") % {
            "event": _event(diff, _("not tagged any more"), _("newly tagged")),
            "stance": value_words("stance", thing["stance"]),
            "clause": self._clause_name(thing["clause"]),
        }
        return ReportedChange(
            self._article_name(article),
            event,
            details=details(diff),
            language=article.get("language", ""),
            link=reverse("proposals:clause", args=[thing["clause"]]) if diff.after else "",
        )

    def _response(self, diff: RecordDifference) -> ReportedChange:
        thing = _thing(diff)
        event = _("%(event)s (response to %(document)s: %(stance)s)") % {
            "event": _event(diff, _("not shown any more"), _("new here")),
            "document": self._document(thing["to"]),
            "stance": value_words("stance", thing["stance"]),
        }
        changes = details(diff, [name for name in diff.fields if name != "evidence"])
        changes += (Detail(_("evidence")),) if "evidence" in diff.fields else ()
        return ReportedChange(
            self._document(thing["document"]),
            event,
            details=changes,
            language=self._language,
            link=reverse("proposals:response_history", args=diff.key) if diff.after else "",
        )

    def _article(self, diff: RecordDifference) -> ReportedChange:
        thing = _thing(diff)
        return ReportedChange(
            self._article_name(thing),
            _event(diff, _("not named any more"), _("new here")),
            details=details(diff),
            language=thing["language"],
            link=reverse("sources:article", args=diff.key) if diff.after else "",
        )

    def _other(self, diff: RecordDifference) -> ReportedChange:
        thing = _thing(diff)
        kind = {
            RecordSection.DOCUMENTS: _("document"),
            RecordSection.OUTLETS: _("outlet"),
            RecordSection.PARTIES: _("party"),
            RecordSection.THEMES: _("theme"),
            RecordSection.TOPICS: _("topic"),
            RecordSection.QUESTIONS: _("question"),
        }.get(diff.section, "")
        event = _event(diff, _("not here any more"), _("new here"))
        event = f"{kind}: {event}" if kind else event
        subject = thing.get("name") or thing.get("text") or _("The comparison")
        return ReportedChange(str(subject), event, details=details(diff), language=self._language)

    def _on_question(
        self, key: str, event: str, changes: tuple[Detail, ...] = ()
    ) -> ReportedChange:
        row = self._rows.get(key)
        return ReportedChange(
            str(row["text"]) if row else key,
            event,
            details=changes,
            language=self._language,
            link=f"{self.live}#q-{key}" if key in self._live_rows else "",
        )

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
            (name, thing["id" if name == "clauses" else "key"]): thing
            for record in (self.before, self.after)
            for name in ("documents", "clauses", "articles", "outlets")
            for thing in record[name]
        }

    def _named(self, name: str, key: str) -> dict[str, Any]:
        return self._things.get((name, key), {})

    def _document(self, key: str) -> str:
        return str(self._named("documents", key).get("name", key))

    def _clause_name(self, key: str) -> str:
        clause = self._named("clauses", key)
        return f"{clause.get('label', '')} {clause.get('heading', '')}".strip() or key

    def _article_name(self, article: Json) -> str:
        outlet = self._named("outlets", str(article.get("outlet", ""))).get("name", "")
        headline = article.get("headline") or _("[headline not seen]")
        return f"{outlet}: {headline}" if outlet else headline


def _thing(diff: RecordDifference) -> Json:
    return diff.after or diff.before or {}


def _event(diff: RecordDifference, gone: str, new: str) -> str:
    if diff.after is None:
        return gone
    return new if diff.before is None else _("changed")


def _verdict_detail(before: Json, after: Json) -> Detail:
    return Detail(_("verdict"), verdict_words(before), verdict_words(after))


def _sentence_detail(before: Json, after: Json) -> Detail:
    """Return why the verdict was so, and why it is; each in the language of its record."""
    return Detail(_("why"), before[WORDS]["sentence"], after[WORDS]["sentence"])
