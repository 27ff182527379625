"""Explanations of verdicts: the sentences for structured reasons, in full and in short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.domain.brief_reasons import brief_forms
from proposals.domain.cases import Case
from proposals.domain.reason_order import reasons_of
from proposals.domain.reasons import BothState, OppositeOrders, Reason
from proposals.domain.rows import Pair
from proposals.domain.verdicts import Verdict
from proposals.language.clauses import Clauses
from proposals.language.wording import Wording

BRIEF = 25
"""The number of words that a brief explanation may have, if there is a form of it so short."""

DASH = "–"
"""A mark between words with spaces around it: it counts as none."""

LINE_LENGTHS = (120, 80, 50, 30, 1)
"""The characters of a list in a brief explanation that is too long with the whole list."""


def explain(verdict: Verdict, wording: Wording) -> str:
    """Return the explanation of a verdict: both inputs in words, and what follows from them."""
    return _text_of(reasons_of(verdict, wording.frame), wording)


def explain_briefly(verdict: Verdict, wording: Wording) -> str:
    """Return what follows from two answers that stand beside the explanation.

    It is the longest form of at most BRIEF words, else the shortest that there is, with lists of
    one line.
    """
    return _brief(verdict, wording).text


@dataclass(frozen=True)
class Sentences:
    """An explanation in two parts: `brief` is what decides, `rest` what is left of the full one.

    Where `sums_up`, the brief part says some of it in fewer words, and the rest is the full
    explanation.
    """

    brief: str
    rest: str
    sums_up: bool


def explain_in_parts(verdict: Verdict, wording: Wording) -> Sentences:
    """Return the brief explanation, and what to unfold beside it or in its place."""
    brief = _brief(verdict, wording)
    reasons = reasons_of(verdict, wording.frame)
    sums_up = brief.counts or any(reason not in reasons for reason in brief.reasons)
    rest = (reason for reason in reasons if sums_up or reason not in brief.reasons)
    return Sentences(brief.text, _text_of(rest, wording), sums_up)


@dataclass(frozen=True)
class BriefLines:
    """A brief explanation in two lines: what follows from the answers, and what decides beside it.

    `qualifiers` are empty where nothing else decides.
    """

    result: str
    qualifiers: str


def explain_in_lines(verdict: Verdict, wording: Wording) -> BriefLines:
    """Return the brief explanation of at most BRIEF words; long lists name their first entries."""
    result, *qualifiers = _brief(verdict, wording).sentences
    return BriefLines(result, " ".join(qualifiers))


@dataclass(frozen=True)
class _Brief:
    """The reasons of a brief explanation, its sentences, and whether its lists are cut short."""

    reasons: tuple[Reason, ...]
    sentences: list[str]
    counts: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def _brief(verdict: Verdict, wording: Wording) -> _Brief:
    for reasons in brief_forms(verdict, wording.frame):
        sentences = _sentences_of(reasons, wording)
        if _is_brief(sentences):
            return _Brief(reasons, sentences)
    for length in LINE_LENGTHS:
        shorter = _sentences_of(reasons, wording.in_line(length))
        if _is_brief(shorter):
            break
    return _Brief(reasons, shorter, counts=shorter != sentences)


def _is_brief(sentences: Iterable[str]) -> bool:
    words = (word for sentence in sentences for word in sentence.split())
    return sum(word != DASH for word in words) <= BRIEF


def explain_pair(pair: Pair, wording: Wording) -> str:
    """Return the explanation of the worst verdict of a pair, and of the best if they differ."""
    worst = explain(pair.worst, wording)
    if not pair.varies:
        return worst
    best = wording.language.text("with_other_options", explanation=explain(pair.best, wording))
    return f"{worst} {best}"


def _text_of(reasons: Iterable[Reason], wording: Wording) -> str:
    """Return the sentences of some reasons, one after the other."""
    return " ".join(_sentences_of(reasons, wording))


def _sentences_of(reasons: Iterable[Reason], wording: Wording) -> list[str]:
    """Return the sentences of some reasons."""
    clauses = Clauses(wording)
    texts: list[str] = []
    named: Case | None = None
    for reason in reasons:
        first, *further = clauses.of(reason)
        named = _case_of_statements(reason) or named
        case = getattr(reason, "case", None)
        if case is not None and (case.without or case.case != named):
            first = clauses.in_case(first, case)
        texts += [first, *further]
    return [wording.language.sentence(text) for text in texts if text]


def _case_of_statements(reason: Reason) -> Case | None:
    """Return the case that the statements of both sides name, if they name one."""
    if not isinstance(reason, BothState | OppositeOrders):
        return None
    left, right = reason.left.answer, reason.right.answer
    return left.case if left and right and left.case == right.case else None
