"""Bring a remembered content back into a draft; `editing.restoration` decides whether it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proposals.history.entries import ClauseContent, PartContent
from proposals.history.fields import CLAUSE_FIELDS
from proposals.models import Clause, Disagreement, Evidence, Party, Question, Term, Topic
from sources.models import Article, Origin


def write_content(draft: Clause, content: ClauseContent) -> tuple[str, ...]:
    """Replace everything that a draft says; return sentences on what could not be brought back.

    Call it inside a transaction. Raises ValidationError if today's rules refuse the old texts.
    """
    return tuple(_ContentWriter(draft).write(content))


@dataclass
class _ContentWriter:
    """Write a content into a draft and note what is gone or no longer allowed."""

    draft: Clause
    lost: list[str] = field(default_factory=list)
    answers: dict[str, Term] = field(default_factory=dict)

    def write(self, content: ClauseContent) -> list[str]:
        """Replace everything that the draft says."""
        for name in CLAUSE_FIELDS:
            setattr(self.draft, name, content.fields[name])
        self.draft.full_clean()
        self.draft.save(update_fields=CLAUSE_FIELDS)
        self.draft.topics.set(self._topics(content.topics))
        self.draft.evidence.all().delete()
        self.draft.terms.all().delete()
        for part in content.terms:
            self._try(part, _("answer"), self._answer)
        for part in content.evidence:
            self._try(part, _("evidence"), self._evidence)
        return self.lost

    def _topics(self, keys: tuple[str, ...]) -> list[Topic]:
        found = {topic.key: topic for topic in Topic.objects.filter(key__in=keys)}
        gone = [key for key in keys if key not in found]
        self.lost += [_("Topic %(key)s: it is gone.") % {"key": key} for key in gone]
        return list(found.values())

    def _try(self, part: PartContent, what: str, write: Callable[[PartContent], None]) -> None:
        try:
            write(part)
        except ValidationError as error:
            words = {"what": what, "name": _name(part), "why": " ".join(error.messages)}
            self.lost.append(_("%(what)s %(name)s: %(why)s") % words)

    def _answer(self, part: PartContent) -> None:
        values = dict(part.values)
        bearers = values.pop("bearers")
        term = Term(clause=self.draft, **values | self._references(values))
        term.full_clean()
        term.save()
        self.answers[part.key] = term
        term.bearers.set(Party.objects.filter(key__in=bearers, **self._inside))

    def _evidence(self, part: PartContent) -> None:
        values = dict(part.values)
        term = self.answers.get(values.pop("term"))
        evidence = Evidence(clause=self.draft, term=term, **values | self._references(values))
        evidence.full_clean()
        evidence.save()

    @property
    def _inside(self) -> dict[str, Any]:
        return {"negotiation": self.draft.version.proposal.negotiation_id}

    def _references(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The rows for keys; those that a part can do without are left out when they are gone."""
        inside = self._inside
        needed = {"question": Question.objects.filter(**inside), "article": Article.objects}
        wanted = {
            "waits_for": partial(_first, Clause.objects, "uid"),
            "origin": partial(_first, Origin.objects, "key"),
            "disagreement": partial(_first, Disagreement.objects.filter(**inside), "key"),
        }
        found = {
            name: _needed(rows, values[name]) for name, rows in needed.items() if name in values
        }
        return found | {name: find(values[name]) for name, find in wanted.items() if name in values}


def _name(part: PartContent) -> str:
    """What to call an answer or evidence; by its own words where the row it names was deleted."""
    if not part.key.startswith("?"):
        return part.key
    return "“{}”".format(part.values.get("quote") or part.values.get("value") or part.key)


def _first(rows: Any, column: str, key: str) -> Any:
    return rows.filter(**{column: key}).first() if key else None


def _needed(rows: Any, key: str) -> Any:
    found = _first(rows, "key", key)
    if found is None:
        raise ValidationError(_("the question or article that it refers to was deleted since."))
    return found
