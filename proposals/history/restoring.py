"""Any remembered state of a clause, brought back as a draft; what readers see stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proposals.editing.contents import CLAUSE_FIELDS
from proposals.editing.editions import EditConflict, claim
from proposals.editing.history import ClauseContent, PartContent, Snapshot, recorded, snapshots
from proposals.editing.revisions import open_revision
from proposals.editing.snapshots import content_of
from proposals.models import Clause, Disagreement, Evidence, Party, Question, Term, Topic
from sources.models import Article, Origin


class NoSuchRecord(ValidationError):
    """The history of this clause has no such record."""


@dataclass(frozen=True)
class Seen:
    """Which row somebody had before their eyes, in which edition."""

    row: int
    edition: int

    @classmethod
    def of(cls, clause: Clause) -> Seen:
        """The row in which this clause would be edited now: its open revision, or itself."""
        row = Clause.objects.filter(revises=clause).first() or Clause.objects.get(pk=clause.pk)
        return cls(row.pk, row.edition)


@dataclass(frozen=True)
class Restored:
    """The draft that has the old content, and sentences on what could not be brought back."""

    draft: Clause
    lost: tuple[str, ...]


def restore(clause: Clause, record: int, by: Any, reason: str, seen: Seen) -> Restored:
    """Put the content of a record into the clause's draft, opened if it is published.

    What the draft held before is remembered too. Raises NoSuchRecord; EditConflict if somebody
    saved since; PermissionDenied; ValidationError if today's rules refuse the old texts.
    """
    chosen = _record(clause, record)
    with transaction.atomic():
        draft = _claimed(clause, by, seen)
        _remember(draft, by)
        with recorded(draft, by, reason.strip() or _why(chosen)):
            lost = _Writer(draft).write(chosen.content)
    draft.refresh_from_db()
    return Restored(draft, tuple(lost))


def _record(clause: Clause, record: int) -> Snapshot:
    for one in snapshots(clause):
        if one.revision_id == record:
            return one
    raise NoSuchRecord(_("The history of this clause has no record %(n)s.") % {"n": record})


def _why(chosen: Snapshot) -> str:
    at = date_format(localtime(chosen.at), "j F Y, H:i")
    return _("Restored as it was on %(at)s.") % {"at": at}


def _claimed(clause: Clause, by: Any, seen: Seen) -> Clause:
    """The draft to write into, if it is still what was seen."""
    locked = Clause.objects.select_for_update().filter(pk=clause.pk).first()
    if locked is None:
        raise EditConflict(None)
    now = Clause.objects.filter(revises=locked).first() or locked
    if Seen(now.pk, now.edition) != seen:
        raise EditConflict(now)
    draft = open_revision(locked, by)
    claim(draft, draft.edition, by)
    return draft


def _remember(draft: Clause, by: Any) -> None:
    """Record what is about to be replaced, unless the last record has it already."""
    known = snapshots(draft)
    if not known or known[0].content != content_of(draft):
        with recorded(draft, by, _("As it was before something older was restored.")):
            pass


@dataclass
class _Writer:
    """Writes a content into a draft; notes what is gone or no longer allowed."""

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
