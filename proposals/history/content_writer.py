"""Writing the content of a history entry into a draft; `editing.restoration` says when it may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from proposals.history.content import Content, PartContent
from proposals.history.fields import CLAUSE_FIELDS, LISTS_OF_CLAUSE
from proposals.models import Clause, Disagreement, Evidence, Party, Question, Term, Topic
from sources.models import Article, Origin


def write_content(draft: Clause, content: Content) -> tuple[str, ...]:
    """Replace everything that a draft says; return sentences on what could not be brought back.

    Call it inside a transaction. Raises ValidationError if today's rules refuse the old texts.
    """
    return tuple(_ContentWriter(draft).write(content))


@dataclass
class _ContentWriter:
    """A content that is being written into a draft; `lost` names what cannot be any more."""

    draft: Clause
    lost: list[str] = field(default_factory=list)
    answers: dict[str, Term] = field(default_factory=dict)

    def write(self, content: Content) -> list[str]:
        """Replace everything that the draft says; return sentences on what could not be."""
        for name in CLAUSE_FIELDS:
            value = content.fields[name]
            setattr(self.draft, name, list(value) if name in LISTS_OF_CLAUSE else value)
        # Not `clean`: entries from before a quote said whose words it is can be brought back, too.
        # The form asks for it, and so does publishing.
        self.draft.clean_fields()
        self.draft.validate_constraints()
        self.draft.save(update_fields=CLAUSE_FIELDS)
        self.draft.topics.set(self._topics(content.topics))
        self.draft.evidence.all().delete()
        self.draft.terms.all().delete()
        for part in content.terms:
            self._try(part, _("answer"), self._write_answer)
        for part in content.evidence:
            self._try(part, pgettext("one piece", "evidence"), self._write_evidence)
        return self.lost

    def _topics(self, keys: tuple[str, ...]) -> list[Topic]:
        topics = {topic.key: topic for topic in Topic.objects.filter(key__in=keys)}
        gone = [key for key in keys if key not in topics]
        self.lost += [_("Topic %(key)s: it is gone.") % {"key": key} for key in gone]
        return list(topics.values())

    def _try(self, part: PartContent, kind: str, write: Callable[[PartContent], None]) -> None:
        try:
            write(part)
        except ValidationError as error:
            words = {"what": kind, "name": _name(part), "why": " ".join(error.messages)}
            self.lost.append(_("%(what)s %(name)s: %(why)s") % words)

    def _write_answer(self, part: PartContent) -> None:
        values = dict(part.values)
        bearers = values.pop("bearers")
        term = Term(clause=self.draft, **values | self._references(values))
        term.full_clean()
        term.save()
        self.answers[part.key] = term
        term.bearers.set(Party.objects.filter(key__in=bearers, **self._inside))

    def _write_evidence(self, part: PartContent) -> None:
        values = dict(part.values)
        term = self.answers.get(values.pop("term"))
        evidence = Evidence(clause=self.draft, term=term, **values | self._references(values))
        evidence.full_clean()
        evidence.save()

    @property
    def _inside(self) -> dict[str, Any]:
        return {"negotiation": self.draft.version.proposal.negotiation_id}

    def _references(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return rows for keys; None for one that is gone where the part can do without.

        Raises ValidationError if a question or an article is gone.
        """
        inside = self._inside
        finders = {
            "question": partial(_find_required, Question.objects.filter(**inside)),
            "article": partial(_find_required, Article.objects),
            "waits_for": partial(_find, Clause.objects, "uid"),
            "origin": partial(_find, Origin.objects, "key"),
            "disagreement": partial(_find, Disagreement.objects.filter(**inside), "key"),
        }
        return {name: find(values[name]) for name, find in finders.items() if name in values}


def _name(part: PartContent) -> str:
    """Return a name for an answer or evidence: its own words where the row of its key is gone."""
    if not part.key.startswith("?"):
        return part.key
    words = part.values.get("quote") or part.values.get("value") or part.key
    return _("“%(text)s”") % {"text": words}


def _find(rows: Any, column: str, key: str) -> Any:
    return rows.filter(**{column: key}).first() if key else None


def _find_required(rows: Any, key: str) -> Any:
    row = _find(rows, "key", key)
    if row is None:
        raise ValidationError(_("the question or article that it refers to was deleted since."))
    return row
