"""Words for single values of a record, before and after a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark
from proposals.exports.record.canonical import WORDS, canonical
from proposals.history.text_diff import DiffRun, WordingDiff, compare_wordings
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import SYMBOLS, absence_label, mark_label
from proposals.models import (
    ClauseStatus,
    Confidence,
    CoverageBasis,
    CrosswalkMatch,
    EvidenceBasis,
    EvidenceStance,
    PartyRole,
    ProposalKind,
    QuoteOrigin,
    ResponseStance,
    Tier,
    ValueKind,
)
from proposals.snapshots.record_diff import Json, RecordDifference, changed_fields

_PROSE = 60
LONGEST = 600
"""Characters of a text that are repeated; the page of the thing itself has all of them."""


@dataclass(frozen=True)
class Detail:
    """One changed field of a thing; `before` and `after` are empty where no words would help."""

    name: str
    before: str = ""
    after: str = ""
    language: str = ""

    @cached_property
    def wording(self) -> WordingDiff:
        """Both wordings compared by words."""
        return compare_wordings(self.before, self.after)

    @property
    def runs(self) -> tuple[DiffRun, ...]:
        """The runs of both wordings; none where they are short and a word differs."""
        is_short = min(len(self.before), len(self.after)) < _PROSE
        return () if is_short and self.wording.words_differ else self.wording.runs


def details(
    difference: RecordDifference, fields: Iterable[str] | None = None
) -> tuple[Detail, ...]:
    """Return the changed fields of a difference in words; none if the thing is new or gone."""
    before, after = difference.before, difference.after
    if before is None or after is None:
        return ()
    names = difference.fields if fields is None else fields
    return tuple(_detail(name, before.get(name), after.get(name)) for name in names)


def verdict_words(row: Json) -> str:
    """Return a verdict such as "✕ conflict (R2)"; as it is stored where the word is not known."""
    is_known = row["mark"] in tuple(Mark)
    mark = Mark(row["mark"]) if is_known else None
    words = _mark_words(mark) if mark else str(row["mark"])
    return f"{words} ({row['rule']})" if row.get("rule") else words


def _mark_words(mark: Mark) -> str:
    return f"{SYMBOLS[mark]} {mark_label(mark, active_language())}"


def answer_words(answer: Json) -> str:
    """Return what a document answers, or which absence there is."""
    if answer["absence"]:
        is_known = answer["absence"] in tuple(AbsenceKind)
        if not is_known:
            return str(answer["absence"])
        return absence_label(AbsenceKind(answer["absence"]), active_language())
    words = answer[WORDS]
    if words["problem"]:
        return put_in(_("inconsistent coding: %(problem)s"), problem=words["problem"])
    return joined(words["alternatives"], "; ")


_STATED = ("value", "force", "option")
"""What the words of an answer are made of."""


def answer_differs(difference: RecordDifference) -> bool:
    """Tell whether another thing is answered; the words alone differ with the reader's language."""
    before, after = difference.before or {}, difference.after or {}
    if {"absence", "problem"}.intersection(difference.fields):
        return True
    stated = (
        sorted(canonical([term.get(name) for name in _STATED]) for term in side.get("terms", ()))
        for side in (before, after)
    )
    return next(stated) != next(stated)


def answer_details(difference: RecordDifference) -> tuple[Detail, ...]:
    """Return what changed in an answer whose words are the same: in its terms, or beside them."""
    before, after = difference.before, difference.after
    if before is None or after is None:
        return ()
    old, new = ({term["id"]: term for term in side["terms"]} for side in (before, after))
    parts = [
        RecordDifference(
            difference.section,
            (key,),
            before=old[key],
            after=new[key],
            fields=changed_fields(old[key], new[key]),
        )
        for key in old
        if key in new
    ]
    of_terms = tuple(detail for part in parts for detail in details(part))
    beside = [name for name in difference.fields if name != "terms" or not of_terms]
    return (*of_terms, *details(difference, beside))


def field_words(name: str) -> str:
    """Return the words for a key of the record; the key itself where there are none."""
    return _field_words().get(name, name.replace("_", " "))


def _detail(name: str, before: Any, after: Any) -> Detail:
    old, new = value_words(name, before), value_words(name, after)
    differ = old and new and old != new
    return Detail(field_words(name), old, new) if differ else Detail(field_words(name))


def value_words(name: str, value: Any) -> str:
    """Return a value in words; empty if it is no plain one."""
    if value is None or value in ("", []):
        return _("nothing")
    if name in _KEYS:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _cut(joined(value, ", "))
    if name == "judgement" and isinstance(value, dict):
        return _cut(f"{verdict_words(value)} – {value['reason']} ({value['author']})")
    if name == "counts" and isinstance(value, dict):
        return ", ".join(f"{count} {mark}" for mark, count in value.items())
    if isinstance(value, str):
        return _code_words(name, value)
    return str(value) if isinstance(value, int) else ""


def _code_words(name: str, value: str) -> str:
    for choices in _CODES.get(name, ()):
        if value in choices.values:
            return str(choices(value).label)
    return _cut(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


_KEYS = ("absence_articles", "origin", "published_by", "syndicated_from")
"""Fields that hold keys of articles and of shared material: no words for readers."""

_CODES = {
    "status": (ClauseStatus,),
    "confidence": (Confidence,),
    "absence_basis": (CoverageBasis,),
    "basis": (EvidenceBasis,),
    "stance": (EvidenceStance, ResponseStance),
    "quote_origin": (QuoteOrigin,),
    "tier": (Tier,),
    "kind": (ProposalKind, ValueKind),
    "role": (PartyRole,),
    "pax_match": (CrosswalkMatch,),
}


def _field_words() -> dict[str, str]:
    return {
        "accessed": _("date of access"),
        "absence_articles": _("articles that were read for it"),
        "absence_evidence": _("quotes on which it rests"),
        "absence_note": _("note"),
        "archived_url": _("archived copy"),
        "answering": _("how many documents answer"),
        "compared": _("how many answers are compared"),
        "could_be_met_together": _("what could be met together"),
        "counts": _("counts of verdicts"),
        "country_source": _("source for the country"),
        "description": _("what it is about"),
        "evidence": _("standing of its sources"),
        "handed_over": _("handed over"),
        "headline_note": _("note on the headline"),
        "judgement": _("an editor's verdict"),
        "one_party_only": _("duties of one party only"),
        "order": _("order"),
        "origin": _("shared material"),
        "ownership_source": _("source for the ownership"),
        "ownership_unchecked": _("ownership is general knowledge, not checked"),
        "pairs": _("pairs"),
        "published_by": _("article that published it"),
        "published_note": _("note on the date"),
        "required_by_all": _("what all require"),
        "quote_by": _("translated or paraphrased by"),
        "quote_gloss": _("gloss of the quote"),
        "quote_language": _("language of the quote"),
        "quote_origin": _("origin of the quote"),
        "questions_not_coded": _("questions not coded"),
        "replies": _("points of others that are accepted or rejected"),
        "rows_in_all": _("questions before the filters"),
        "rows_shown": _("questions shown"),
        "sentence": _("why"),
        "syndicated_from": _("syndicated from"),
        "terms": _("details of the answer"),
        "tier": _("kind of text"),
        "url": _("address"),
        "url_note": _("note on the address"),
        "within_party": _("documents of one party"),
    }
