"""Writing the content of a history entry into a draft; `editing.restoration` says when it may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proposals.history.content import Content, PartContent
from proposals.history.fields import CLAUSE_FIELDS, LISTS_OF_CLAUSE
from proposals.history.names import look_up_names
from proposals.language.active import put_in
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
            self._try(part, self._write_answer, partial(_answer_name, self.draft, content))
        for part in content.evidence:
            self._try(part, self._write_evidence, partial(_evidence_name, self.draft, content))
        return self.lost

    def _topics(self, keys: tuple[str, ...]) -> list[Topic]:
        topics = {topic.key: topic for topic in Topic.objects.filter(key__in=keys)}
        gone = [key for key in keys if key not in topics]
        self.lost += [
            _("A topic: it was deleted since.")
            if key.startswith("?")
            else _("Topic %(key)s: it is gone.") % {"key": key}
            for key in gone
        ]
        return list(topics.values())

    def _try(
        self,
        part: PartContent,
        write: Callable[[PartContent], None],
        name: Callable[[PartContent], str],
    ) -> None:
        try:
            write(part)
        except ValidationError as error:
            self.lost.append(f"{name(part)}: {' '.join(error.messages)}")

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
            "question": partial(
                _find_required,
                Question.objects.filter(**inside),
                _("its question was deleted since."),
            ),
            "article": partial(
                _find_required, Article.objects, _("its article was deleted since.")
            ),
            "waits_for": partial(_find, Clause.objects, "uid"),
            "origin": partial(_find, Origin.objects, "key"),
            "disagreement": partial(_find, Disagreement.objects.filter(**inside), "key"),
        }
        return {name: find(values[name]) for name, find in finders.items() if name in values}


def _answer_name(draft: Clause, content: Content, part: PartContent) -> str:
    """Return an answer as people read it: the answer in words, and the question if it is there."""
    names, key = look_up_names(draft, [content]), part.values["question"]
    value = names.answer_words(key, part.values["value"])
    if key not in names.questions:
        return put_in(_("answer “%(value)s”"), value=value)
    words = _("answer “%(value)s” to the question “%(question)s”")
    return put_in(words, value=value, question=names.question_text(key))


def _evidence_name(draft: Clause, content: Content, part: PartContent) -> str:
    """Return evidence as people read it: its quote, and outlet and headline if they are there."""
    names, quote = look_up_names(draft, [content]), part.values["quote"]
    article = names.articles.get(part.values["article"])
    if article is None:
        return put_in(_("evidence “%(quote)s”"), quote=quote) if quote else _("evidence")
    source = f"{article.outlet.name}: {article.title}"
    if not quote:
        return put_in(_("evidence from %(source)s"), source=source)
    return put_in(_("evidence “%(quote)s” from %(source)s"), quote=quote, source=source)


def _find(rows: Any, column: str, key: str) -> Any:
    return rows.filter(**{column: key}).first() if key else None


def _find_required(rows: Any, gone: str, key: str) -> Any:
    row = _find(rows, "key", key)
    if row is None:
        raise ValidationError(gone)
    return row
