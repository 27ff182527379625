"""Answers in words: one stored term, and all terms of an alternative taken together."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.comparisons.cells import AlternativeView, TermView
from proposals.domain import reading
from proposals.domain.comparing import asymmetry
from proposals.domain.phrases import conditions, is_plural
from proposals.domain.sentences import Speaker
from proposals.domain.storage import from_stored
from proposals.domain.terms import Force, Position, Stance
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.values import Text
from proposals.models import Clause, Term


def term_view(
    term: Term, clause: Clause, speaker: Speaker, bearers: tuple[str, ...], option: str
) -> TermView:
    """One stored answer in words."""
    value = from_stored(term.value, speaker.frame)
    stance = Stance(value, (DomainTerm(value, Force(term.force)),))
    verb, said = _said(stance, speaker, many=False)
    return TermView(term, clause, reading.read(value, speaker.frame), bearers, option, verb, said)


def alternatives(
    position: Position, views: Iterable[TermView], speaker: Speaker
) -> tuple[AlternativeView, ...]:
    """The alternatives of a cell; `views` are its firm answers in the order of the position.

    None while the coding is inconsistent: then nothing can be taken together.
    """
    if position.problem:
        return ()
    by_term = {id(term): view for term, view in zip(position.terms, views, strict=True)}
    many = is_plural(position.column)
    return tuple(
        _alternative(stance, tuple(by_term[id(term)] for term in stance.terms), speaker, many)
        for stance in position.stances
    )


def _alternative(
    stance: Stance, views: tuple[TermView, ...], speaker: Speaker, many: bool
) -> AlternativeView:
    verb, said = _said(stance, speaker, many=many)
    return AlternativeView(
        stance.option,
        verb,
        said,
        speaker.who(stance.bearers) if stance.bearers else "",
        tuple(dict.fromkeys(term.scope for term in stance.terms if term.scope)),
        tuple(text or clause for text, clause in conditions(stance.terms)),
        stance.bracketed,
        views,
    )


def _said(stance: Stance, speaker: Speaker, *, many: bool) -> tuple[str, str]:
    """The verb of force, and what follows it; the whole phrase alone if it has another verb."""
    if isinstance(stance.value, Text):
        return "", stance.value.prose
    verb, said = speaker.verb(stance, many=many), speaker.says(stance, many=many)
    if said.startswith(f"{verb} "):
        return verb, said.removeprefix(f"{verb} ")
    return "", said


def asymmetry_in_words(position: Position, principals: frozenset[str], speaker: Speaker) -> str:
    """That a duty falls on some principal parties only; empty if it does not."""
    found = asymmetry(position, principals)
    return speaker.asymmetric(found) if found else ""
