"""The keys of a language's table, each with the slots that its patterns may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proposals.domain.reasons import NotComparedBecause
from proposals.domain.terms import Absence, AbsenceKind, Basis, Force
from proposals.domain.verdicts import Mark, Qualifier, Rule, ScopeDifference
from proposals.domain.vocabulary import Kind
from proposals.language.error_keys import ERROR_KEYS
from proposals.language.movement_keys import MOVEMENT_KEYS

SEVERAL = "several"
"""The name in keys for the force of an answer whose terms are put forward in several ways."""

FORCES = (*(force.value for force in Force), SEVERAL)

STATEMENT_SHAPES: Mapping[str, tuple[str, ...]] = {
    "asks": ("value",),
    "orders": ("value",),
    "requires": ("required",),
    "requires_alone": ("required",),
    "refuses": ("excluded",),
    "refuses_all": (),
    "requires_and_refuses": ("required", "excluded"),
}
"""The shapes of an answer with the slots that each fills; a table has each in every force."""

OPEN_KINDS = (Kind.CHOICE, Kind.ITEMS, Kind.RANGE, Kind.DATE)
"""The kinds of value that may leave everything open."""

FAMILIES: Mapping[str, str] = {"one": "name", "both": "names", "cell": "", "short": ""}
"""The subjects of statements with their slots; in a cell and in a line there is none."""

_PLAIN_FORM = {
    "choice.any": "",
    "choice.some": "options",
    "choice.at_least": "option",
    "choice.at_most": "option",
    "items.anything": "",
    "items.nothing": "",
    "items.only": "required",
    "items.required": "required",
    "items.excluded": "excluded",
    "items.both": "required excluded",
    "range.any": "unit",
    "range.exactly": "low",
    "range.between": "low_number high",
    "range.at_least": "low",
    "range.more_than": "low",
    "range.at_most": "high",
    "range.less_than": "high",
    "range.at_least_less_than": "low_number high",
    "range.more_than_at_most": "low_number high",
    "range.more_than_less_than": "low_number high",
    "date.any": "",
    "date.on": "day",
    "date.between": "first last",
    "date.from": "first",
    "date.until": "last",
    "amount": "number unit",
    "days": "number",
    "steps": "number",
    "points": "number",
    "day": "day month year",
    **dict.fromkeys(
        (
            "list.comma",
            "list.and",
            "list.or",
            "list.none_of",
            "list.apart",
            "order.together",
            "order.then",
            "order.chains",
            "order.also",
            "order.circle",
        ),
        "before after",
    ),
    "list.more": "before count",
    "order.more": "before",
    "examples.list.three": "one two three",
    "examples.items": "some one all",
    "examples.sequence": "order all",
    "examples.text": "",
}

ALSO_UNDERSTOOD = frozenset(
    {"choice.not", "items.all", "range.at_least_at_most", "date.before", "date.after"}
)
"""Keys of forms that are understood and never written: only `variants` has them."""

_SENTENCES = {
    "both_state": "left right",
    "both_differ": "left right",
    "aside": "statement notes",
    "note.in_brackets": "",
    "name_with_option": "name option",
    "exact.range": "value",
    "exact.limit": "value",
    "exact.items": "required excluded",
    "exact.excluded": "excluded",
    "exact.date.any": "",
    "exact.date.between": "first last",
    "exact.date.from": "first",
    "exact.date.until": "last",
    "tied": "conditions",
    "both_tied": "conditions",
    "conditions.one": "condition",
    "conditions.several": "conditions",
    "conditions.unnamed": "",
    "conditions.clause": "clause",
    "in_brackets": "name",
    "same_answer": "",
    "same_answer.named": "value",
    "also_agree": "cases",
    "only_expects": "name",
    "common": "",
    "common.value": "value",
    "common.items": "value",
    "common.sequence": "value",
    "apart.range": "gap",
    "apart.touching": "",
    "apart.date": "gap",
    "apart.steps": "gap",
    "apart.limit": "gap",
    "apart.top": "top",
    "no_shared_option": "",
    "no_shared_option.list": "",
    "case.rest": "",
    "case.rest_of": "case",
    "case.without": "cases",
    "only_speaker.rest": "name",
    "only_speaker.cases": "name cases",
    "only_speaker.further": "name",
    "only_speaker.both": "",
    **{
        f"other_cases.{difference.value}": ""
        for difference in ScopeDifference
        if difference is not ScopeDifference.REST
    },
    "read_as_same.same": "",
    "read_as_same.meet": "",
    "read_as_same.gap": "gap",
    "read_as_same.apart": "",
    "rejects": "name of",
    "short.rejects": "of",
    "short.puts_before": "early late",
    "short.puts_together": "early late",
    "short.conditional": "statement",
    "short.borne": "statement bearers",
    "reply.accepts": "name day",
    "reply.rejects": "name day",
    "reply.beside": "reply",
    "cell.taken-over": "name points",
    "cell.absence-taken-over": "name",
    "bearer_unsaid": "name bearers",
    "contest": "items requiring excluding",
    "contested": "",
    "contested_items": "items",
    "puts_before": "name early late",
    "puts_together": "name early late",
    "puts_first": "name step",
    "puts_at_once": "name",
    "further_inversions": "pairs",
    "pair_of_steps": "early late",
    "circular_order": "steps",
    "circular_order.unnamed": "",
    **{f"missing.{kind.value}": "name" for kind in AbsenceKind},
    **{f"missing.silent.{basis.value}": "name" for basis in Basis},
    "missing.elsewhere.named": "name where",
    "inconsistent": "name",
    **{f"not_compared.{why.value}": "" for why in NotComparedBecause},
    f"{Qualifier.CONDITION}.only": "name conditions",
    f"{Qualifier.CONDITION}.some": "name conditions",
    f"{Qualifier.BEARER}.some": "name bearers",
    **{f"qualifier.{qualifier.value}": "" for qualifier in Qualifier},
    "differences": "qualifiers",
    "with_other_options": "explanation",
    "row.answering": "count columns",
    "row.compared": "count answers",
    "row.within.same": "left right",
    "row.within.gap": "left right gap",
    "row.within.changed": "left right",
    "row.required": "value",
    "row.required.answering": "value",
    "row.same": "value",
    "row.same.answering": "value",
    "row.not_together": "",
    "row.together": "value",
    "row.silent": "n",
    "row.not_coded": "n",
    "fold.alone": "name questions labels",
    "fold.not_compared": "questions labels",
    "fold.questions": "n",
    "asymmetry.own": "bearers",
    "asymmetry.asked": "bearers",
    "figure.gap": "gap",
    "figure.all_of_these": "",
    "figure.nothing_in_common": "",
    "figure.between": "gap names",
    "figure.in_common": "value",
    "figure.named": "name answer",
    "figure.name_with_option": "name option",
}

_LABELS = {
    **{f"mark.{mark.value}": "" for mark in Mark},
    **{f"mark.{mark.value}.meaning": "" for mark in Mark},
    **{f"mark.{mark.value}.count": "n" for mark in Mark},
    **{f"rule.{rule.value}": "" for rule in Rule},
    **{f"absence.{kind.value}": "" for kind in AbsenceKind},
    **{f"absence.{kind.value}.meaning": "" for kind in AbsenceKind},
    "absence.elsewhere.named": "where",
    "standing.S0": "",
    "standing.S1": "n",
    "standing.S2": "n",
    "standing.S3": "n",
    "standing.S4": "",
    "standing.S5": "n",
    "standing.S6": "n",
    "standing.S7": "n",
    "sources.none": "",
    "sources.support": "n",
    "sources.dispute": "n",
    "sources.qualify": "n",
}


def _statements() -> Iterator[tuple[str, str]]:
    """Yield the keys of what documents answer, with their slots."""
    for family, subject in FAMILIES.items():
        for shape, slots in STATEMENT_SHAPES.items():
            for force in FORCES:
                verbs = "verbs" if force == SEVERAL else ""
                yield f"{family}.{shape}.{force}", " ".join((subject, *slots, verbs, "refusing"))
        for kind in OPEN_KINDS:
            yield f"{family}.open.{kind.value}", subject
        yield f"{family}.prose", subject


def _verbs() -> Iterator[tuple[str, str]]:
    """Yield the keys of the verbs by themselves, without slots."""
    for force in Force:
        yield f"verb.{force.value}", ""
        yield f"verb.refusing.{force.value}", ""


def _stances() -> Iterator[tuple[str, str]]:
    """Yield the keys of who takes a stance on entries of a list, with their slots."""
    stances = [f"{stance}.{force.value}" for stance in ("wants", "refuses") for force in Force]
    for family, subject in {"named": "names", "both": "", "all": ""}.items():
        for stance in ("admits", *stances):
            yield f"figure.{family}.{stance}", subject


KEYS: Mapping[str, frozenset[str]] = {
    key: frozenset(slots.split())
    for key, slots in (
        *_PLAIN_FORM.items(),
        *_SENTENCES.items(),
        *_LABELS.items(),
        *ERROR_KEYS.items(),
        *MOVEMENT_KEYS.items(),
        *_statements(),
        *_verbs(),
        *_stances(),
    )
}
"""Every key that a language's table has, with the slots that its patterns may use."""


def key_of_absence(absence: Absence | None) -> str:
    """Return the key of the sentence on an absence; silence is worded by what was read."""
    if absence is None:
        return f"missing.{AbsenceKind.NOT_CODED.value}"
    if absence.kind is AbsenceKind.SILENT and absence.basis:
        return f"missing.silent.{absence.basis.value}"
    if absence.kind is AbsenceKind.ELSEWHERE and absence.where:
        return "missing.elsewhere.named"
    return f"missing.{absence.kind.value}"
