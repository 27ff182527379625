"""The words for single values of a record, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark
from proposals.history.text_diff import DiffRun, diff_words
from proposals.language.active import active_language
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
    Tier,
    ValueKind,
)
from proposals.snapshots.record_diff import Json, RecordDifference, changed_fields

_PROSE = 60
LONGEST = 600
"""Characters of a text that are repeated; the page of the thing itself has all of them."""


@dataclass(frozen=True)
class Detail:
    """What of a thing changed, and from what to what; both are empty where no words would help."""

    name: str
    before: str = ""
    after: str = ""
    language: str = ""

    @property
    def pieces(self) -> tuple[DiffRun, ...]:
        """Both wordings in one, word by word, where they are prose; none where they are short."""
        if min(len(self.before), len(self.after)) < _PROSE:
            return ()
        return diff_words(self.before, self.after)


def details(one: RecordDifference, fields: Iterable[str] | None = None) -> tuple[Detail, ...]:
    """The changed fields of a difference in words; none if the thing is new or gone."""
    if one.before is None or one.after is None:
        return ()
    names = one.fields if fields is None else fields
    return tuple(_detail(name, one.before.get(name), one.after.get(name)) for name in names)


def verdict_words(found: Json) -> str:
    """ "✕ conflict (R2)"; as it is stored where the word is not known."""
    known = found["verdict"] in tuple(Mark)
    mark = Mark(found["verdict"]) if known else None
    words = (
        f"{SYMBOLS[mark]} {mark_label(mark, active_language())}" if mark else str(found["verdict"])
    )
    return f"{words} ({found['rule']})" if found.get("rule") else words


def answer_words(answer: Json) -> str:
    """What a document answers, or which absence there is."""
    if answer["absence"]:
        known = answer["absence"] in tuple(AbsenceKind)
        return (
            absence_label(AbsenceKind(answer["absence"]), active_language())
            if known
            else str(answer["absence"])
        )
    if answer["problem"]:
        return _("inconsistent coding: %(problem)s") % {"problem": answer["problem"]}
    return "; ".join(answer["alternatives"])


def answer_details(one: RecordDifference) -> tuple[Detail, ...]:
    """What changed in an answer whose words are the same: in its parts, or beside them."""
    if one.before is None or one.after is None:
        return ()
    old, new = ({term["id"]: term for term in side["terms"]} for side in (one.before, one.after))
    parts = [
        RecordDifference(
            one.section, (key,), old[key], new[key], changed_fields(old[key], new[key])
        )
        for key in old
        if key in new
    ]
    told = tuple(detail for part in parts for detail in details(part))
    beside = [name for name in one.fields if name != "terms" or not told]
    return (*told, *details(one, beside))


def field_words(name: str) -> str:
    """What a key of the record is called; the key itself where there is no word."""
    return _field_words().get(name, name.replace("_", " "))


def _detail(name: str, before: Any, after: Any) -> Detail:
    told = (value_words(name, before), value_words(name, after))
    plain = "" not in told and told[0] != told[1]
    return Detail(field_words(name), *(told if plain else ()))


def value_words(name: str, value: Any) -> str:
    """A value in words; empty if it is no plain one."""
    if value is None or value in ("", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _cut(", ".join(value))
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


_CODES = {
    "status": (ClauseStatus,),
    "confidence": (Confidence,),
    "absence_basis": (CoverageBasis,),
    "basis": (EvidenceBasis,),
    "stance": (EvidenceStance,),
    "tier": (Tier,),
    "kind": (ProposalKind, ValueKind),
    "role": (PartyRole,),
    "pax_match": (CrosswalkMatch,),
}


def _field_words() -> dict[str, str]:
    return {
        "accessed": _("date of access"),
        "absence_articles": _("articles that were read for it"),
        "absence_note": _("note"),
        "archived_url": _("archived copy"),
        "common_to_all": _("common to all"),
        "counts": _("counts of verdicts"),
        "evidence": _("standing of its sources"),
        "handed_over": _("handed over"),
        "headline_note": _("note on the headline"),
        "judgement": _("an editor's verdict"),
        "one_party_only": _("duties of one party only"),
        "order": _("order"),
        "origin": _("shared material"),
        "ownership_source": _("source for the ownership"),
        "pairs": _("pairs"),
        "published_by": _("article that published it"),
        "published_note": _("note on the date"),
        "questions_not_coded": _("questions not coded"),
        "rows_in_all": _("questions before the filters"),
        "rows_shown": _("questions shown"),
        "sentence": _("why"),
        "syndicated_from": _("syndicated from"),
        "terms": _("details of the answer"),
        "tier": _("kind of text"),
        "url": _("address"),
    }
