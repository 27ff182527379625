"""Names for the keys in contents of clauses and responses, looked up once for many contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Unit
from proposals.history.content import Content
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.stored_form import write_stored
from proposals.models import (
    Clause,
    Disagreement,
    Party,
    Question,
    Response,
    Topic,
    UnitOfMeasure,
    Version,
)
from sources.models import Article, Origin


@dataclass(frozen=True)
class NameLookup:
    """Rows by their keys, and words for them; a key that is gone stands for itself."""

    questions: dict[str, Question] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    language: str = ""

    def word(self, field: str, key: str) -> str:
        """Return the name of a topic, party, clause, scope, origin or disagreement.

        The key itself if there is none.
        """
        return self.words.get(field, {}).get(key, key)

    def question_text(self, key: str) -> str:
        """Return the text of a question; the key if it is gone."""
        question = self.questions.get(key)
        return question.text if question else key

    def answer_words(self, key: str, stored: Any) -> str:
        """Return an answer to a question in plain words.

        Keys stand for labels where the question is gone, or has other entries by now.
        """
        question, frame = self.questions.get(key), None
        if question is None:
            return write_stored(stored, None, active_language())
        try:
            dimension = question.unit.dimension if question.unit else ""
            frame = question.frame([unit for unit in self.units if unit.dimension == dimension])
            return plain_form.write(from_stored(stored, frame), frame, active_language())
        except DomainError:
            return write_stored(stored, frame, active_language())


def look_up_names(
    row: Clause | Response, contents: Iterable[Content], *, for_readers: bool = False
) -> NameLookup:
    """Look up all names in contents of this row. Eight queries at most, however many.

    For readers, the number of a clause that they cannot see is left out.
    """
    every = list(contents)
    negotiation = row.version.proposal.negotiation
    terms = [part.values for content in every for part in content.terms]
    evidence = [part.values for content in every for part in content.evidence]
    inside = {"negotiation": negotiation.pk}
    questions = _by_key(
        Question.objects.filter(**inside).select_related("unit"),
        _keys(terms, "question") | _listed(every, "questions"),
    )
    articles = _by_key(Article.objects.select_related("outlet"), _keys(evidence, "article"))
    topics = {key for content in every for key in content.topics}
    bearers = {key for values in terms for key in values["bearers"]}
    return NameLookup(
        questions=questions,
        articles=articles,
        words={
            "topics": _names(_by_key(Topic.objects, topics)),
            "bearers": _names(_by_key(Party.objects.filter(**inside), bearers)),
            "scope": {entry.key: entry.label for entry in negotiation.scope_list.entries},
            "waits_for": _clause_numbers(_keys(terms, "waits_for"), for_readers),
            "origin": _names(_by_key(Origin.objects, _keys(evidence, "origin"))),
            "disagreement": _titles(inside, _keys(evidence, "disagreement")),
            "to": _version_names(negotiation.pk, every),
            "clauses": _clause_numbers(_listed(every, "clauses"), for_readers),
            "replaces": _point_numbers(row, every, for_readers),
            "questions": {key: question.text for key, question in questions.items()},
        },
        units=_units(questions.values()),
        language=negotiation.language,
    )


def _keys(parts: Iterable[Any], field: str) -> set[str]:
    return {values[field] for values in parts if values[field]}


def _listed(contents: Iterable[Content], field: str) -> set[str]:
    """Return the keys in a list that stands among the fields of responses."""
    return {key for content in contents for key in content.fields.get(field, ())}


def _version_names(negotiation: int, contents: Iterable[Content]) -> dict[str, str]:
    """Return the names of the versions that responses are to, by proposal and version."""
    if not any("to" in content.fields for content in contents):
        return {}
    rows = Version.objects.filter(proposal__negotiation=negotiation).select_related("proposal")
    return {f"{row.proposal.key}.{row.key}": str(row) for row in rows}


def _by_key(rows: Any, keys: set[str]) -> dict[str, Any]:
    return {row.key: row for row in rows.filter(key__in=keys)} if keys else {}


def _names(rows: dict[str, Any]) -> dict[str, str]:
    return {key: row.name for key, row in rows.items()}


def _clause_numbers(uids: set[str], for_readers: bool) -> dict[str, str]:
    if not uids:
        return {}
    hidden = dict.fromkeys(uids, _("another clause")) if for_readers else {}
    rows = Clause.objects.filter(uid__in=uids)
    visible = rows.published() if for_readers else rows
    numbers = {uid: label or key for uid, label, key in visible.values_list("uid", "label", "key")}
    return {**hidden, **numbers}


def _point_numbers(
    row: Clause | Response, contents: Iterable[Content], for_readers: bool
) -> dict[str, str]:
    """Return the numbers of points of the edited text by their keys, as far as they are known."""
    keys = _listed(contents, "replaces")
    if not keys:
        return {}
    rows = Clause.objects.originals().filter(version=row.version.edits_id, key__in=keys)
    visible = rows.published() if for_readers else rows
    return {key: label or key for key, label in visible.values_list("key", "label")}


def _titles(inside: dict[str, Any], keys: set[str]) -> dict[str, str]:
    rows = _by_key(Disagreement.objects.filter(**inside), keys)
    return {key: row.title for key, row in rows.items()}


def _units(questions: Iterable[Question]) -> tuple[Unit, ...]:
    if not any(question.unit_id for question in questions):
        return ()
    return tuple(row.as_unit() for row in UnitOfMeasure.objects.order_by("key"))
