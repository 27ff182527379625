"""What the keys in remembered contents stand for, in words, looked up once for many contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Unit
from proposals.history.entries import ClauseContent
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.models import Clause, Disagreement, Party, Question, Topic, UnitOfMeasure
from sources.models import Article, Origin


@dataclass(frozen=True)
class NameLookup:
    """Rows by their keys, and words for them; a key that is gone stands for itself."""

    questions: dict[str, Question] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    language: str = ""

    def word(self, what: str, key: str) -> str:
        """The name of a topic, party, clause, origin or disagreement; the key if it is gone."""
        return self.words.get(what, {}).get(key, key)

    def question(self, key: str) -> str:
        """The text of a question; the key if it is gone."""
        found = self.questions.get(key)
        return found.text if found else key

    def answer(self, question: str, stored: Any) -> str:
        """An answer in plain words; as it is stored where they cannot be made any more."""
        asked = self.questions.get(question)
        if asked is None:
            return str(stored)
        try:
            dimension = asked.unit.dimension if asked.unit else ""
            frame = asked.frame([unit for unit in self.units if unit.dimension == dimension])
            return plain_form.write(from_stored(stored, frame), frame, active_language())
        except DomainError:
            return str(stored)


def look_up_names(
    clause: Clause, contents: Iterable[ClauseContent], *, for_readers: bool = False
) -> NameLookup:
    """Everything that contents of this clause name. Eight queries at most, however many.

    Readers are not told the number of an awaited clause that they cannot see.
    """
    found = list(contents)
    negotiation = clause.version.proposal.negotiation
    terms = [part.values for content in found for part in content.terms]
    evidence = [part.values for content in found for part in content.evidence]
    inside = {"negotiation": negotiation.pk}
    questions = _by_key(
        Question.objects.filter(**inside).select_related("unit"), _all(terms, "question")
    )
    articles = _by_key(Article.objects.select_related("outlet"), _all(evidence, "article"))
    topics = {key for content in found for key in content.topics}
    bearers = {key for values in terms for key in values["bearers"]}
    return NameLookup(
        questions,
        articles,
        {
            "topics": _texts(_by_key(Topic.objects, topics)),
            "bearers": _texts(_by_key(Party.objects.filter(**inside), bearers)),
            "waits_for": _awaited(_all(terms, "waits_for"), for_readers),
            "origin": _texts(_by_key(Origin.objects, _all(evidence, "origin"))),
            "disagreement": _titles(inside, _all(evidence, "disagreement")),
        },
        _units(questions.values()),
        negotiation.language,
    )


def _all(values: Iterable[Any], name: str) -> set[str]:
    return {one[name] for one in values if one[name]}


def _by_key(rows: Any, keys: set[str]) -> dict[str, Any]:
    return {row.key: row for row in rows.filter(key__in=keys)} if keys else {}


def _texts(rows: dict[str, Any]) -> dict[str, str]:
    return {key: row.name for key, row in rows.items()}


def _awaited(uids: set[str], for_readers: bool) -> dict[str, str]:
    if not uids:
        return {}
    hidden = dict.fromkeys(uids, _("another clause")) if for_readers else {}
    rows = Clause.objects.filter(uid__in=uids)
    seen = rows.published() if for_readers else rows
    known = {uid: label or key for uid, label, key in seen.values_list("uid", "label", "key")}
    return {**hidden, **known}


def _titles(inside: dict[str, Any], keys: set[str]) -> dict[str, str]:
    rows = _by_key(Disagreement.objects.filter(**inside), keys)
    return {key: row.title for key, row in rows.items()}


def _units(questions: Iterable[Question]) -> tuple[Unit, ...]:
    if not any(question.unit_id for question in questions):
        return ()
    return tuple(row.as_unit() for row in UnitOfMeasure.objects.order_by("key"))
