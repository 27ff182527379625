"""Cells in words: their answers one by one, and those of an alternative together."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.comparisons.catalogue import Document
from proposals.comparisons.cells import AlternativeView, CellWords, TermView
from proposals.domain.duties import Asymmetry, asymmetry
from proposals.domain.terms import Answer, Column, Position, bare, conditions_of
from proposals.domain.terms import Term as DomainTerm
from proposals.language.local_text import as_local
from proposals.language.messages import explain_problem
from proposals.language.short_answers import short_answer
from proposals.language.wording import Wording
from proposals.models import Clause, Term

LONG_ANSWER = 90
"""The characters beyond which a list is named by its first entries, where answers are in brief."""


def cell_words(
    position: Position,
    views: Iterable[TermView],
    wording: Wording,
    *,
    principals: frozenset[str],
    accepted: Iterable[TermView] = (),
) -> CellWords:
    """Return the words of a cell.

    `views` are all of its answers, firm or not; `principals` the keys of the parties to the
    conflict; `accepted` the answers of others that stand for it.
    """
    views, accepted = tuple(views), tuple(accepted)
    duty = asymmetry(position, principals)
    return CellWords(
        views,
        asymmetry=wording.asymmetry(duty) if duty else "",
        duty=duty,
        alternatives=_alternatives(position, (*views, *accepted), wording, duty=duty),
        problem=explain_problem(position.problem, wording.language) if position.problem else "",
    )


def term_view(
    row: Term,
    term: DomainTerm,
    clause: Clause,
    *,
    wording: Wording,
    bearers: tuple[str, ...],
    option: str,
    text_behind: Document | None = None,
) -> TermView:
    """Return one stored answer in words; `term` is its value as the engine knows it.

    `text_behind` is the text in which its clause stands, if the document took it over.
    """
    return TermView(
        row,
        clause,
        reading=wording.value(term.value),
        phrase=wording.answer(Answer(term.value, (term,), case=term.case)),
        bearers=bearers,
        option=option,
        answer=term,
        text_behind=text_behind,
    )


def _alternatives(
    position: Position, views: tuple[TermView, ...], wording: Wording, *, duty: Asymmetry | None
) -> tuple[AlternativeView, ...]:
    """Return a cell's answers by alternative and case; none while its coding is inconsistent."""
    if position.problem:
        return ()
    by_term = {id(view.answer): view for view in views}
    return tuple(
        _alternative(
            answer,
            tuple(by_term[id(term)] for term in answer.terms),
            position.column,
            wording=wording,
            named=duty.bearers if duty else frozenset(),
        )
        for alternative in position.alternatives
        for answer in alternative.answers
    )


def _alternative(
    answer: Answer,
    views: tuple[TermView, ...],
    column: Column,
    *,
    wording: Wording,
    named: frozenset[str],
) -> AlternativeView:
    """Return an answer in words; `named` are the parties that the sentence on a duty names."""
    bearers = wording.party_names(answer.bearers) if answer.bearers else ""
    phrase = wording.answer(answer, column)
    is_long = phrase.answer_length > LONG_ANSWER
    return AlternativeView(
        option=answer.option,
        phrase=phrase,
        brief_phrase=wording.in_line(LONG_ANSWER).answer(answer, column) if is_long else phrase,
        text=wording.with_notes(str(phrase), answer),
        short=short_answer(answer, wording),
        bearers=bearers,
        separate_bearers="" if answer.bearers == named else bearers,
        scope=as_local(answer.case.words, str, (view.scope for view in views)),
        conditions=tuple(
            as_local(one.text, bare, (view.term.condition for view in views)) or one.waits_for
            for one in conditions_of(answer.terms)
        ),
        bracketed=answer.bracketed,
        accepted=any(term.accepted for term in answer.terms),
        terms=views,
    )
