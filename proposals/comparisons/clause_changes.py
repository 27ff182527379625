"""A clause of an edit beside the points that it replaces, with the changes by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proposals.comparisons.catalogue import Document
from proposals.comparisons.edits import PointChange, TextEdit
from proposals.history.text_diff import DiffOp, DiffRun, WordingDiff, compare_wordings
from proposals.history.text_words import Unseen
from proposals.language.local_text import LocalText, original_of
from proposals.models import Clause

LEAST_KEPT = 0.3
"""The share of the longer wording that must stay, for changes by word to tell a reader anything."""
_BETWEEN_POINTS = " "
_LAYOUT = frozenset({Unseen.PARAGRAPHS, Unseen.SPACES})


@dataclass(frozen=True)
class ReplacedPoint:
    """A point that a clause replaces, and the text in which it stands.

    `runs` are its wording with what went; without them it is shown plain.
    """

    clause: Clause
    document: Document | None
    runs: tuple[DiffRun, ...] = ()


@dataclass(frozen=True)
class ClauseChange:
    """What a clause is to the text that its document edits.

    `runs` are its wording with what came; without them it is shown plain. It is `anew` if so little
    stayed that changes by word would tell nothing, and `same` if our wording of it is. `wording` is
    the text whose language the runs are in: the reader's, if all that is compared is there in it.
    `compared` is the difference that the runs are of.
    """

    kind: PointChange
    edited: Document | None
    replaced: tuple[ReplacedPoint, ...] = ()
    runs: tuple[DiffRun, ...] = ()
    anew: bool = False
    same: bool = False
    wording: str = ""
    compared: WordingDiff | None = None


def clause_change(clause: Clause, edit: TextEdit, points: Mapping[int, Clause]) -> ClauseChange:
    """Return a clause of an edit beside what it replaces; `points` are clauses by primary key."""
    replaced = tuple(
        ReplacedPoint(points[pk], edit.text_of(points[pk].version_id))
        for pk in edit.replaced[clause.pk]
        if pk in points
    )
    change = ClauseChange(
        edit.changes[clause.pk], edit.texts[0] if edit.texts else None, replaced=replaced
    )
    if change.kind is PointChange.STRUCK_OUT:
        wording = next((point.clause.text for point in replaced), "")
        return replace(change, replaced=tuple(map(_struck_out, replaced)), wording=wording)
    if change.kind is PointChange.CHANGED and clause.text.strip():
        return _by_word(change, clause.text)
    return change


def _struck_out(point: ReplacedPoint) -> ReplacedPoint:
    text = point.clause.text
    return replace(point, runs=(DiffRun(DiffOp.REMOVED, text),) if text else ())


def _by_word(change: ClauseChange, now: str) -> ClauseChange:
    texts = [point.clause.text for point in change.replaced]
    originals = [original_of(text) for text in texts]
    if not _BETWEEN_POINTS.join(originals).strip():
        return change
    if _BETWEEN_POINTS.join(originals) == original_of(now):
        return replace(change, same=True)
    if not all(isinstance(text, LocalText) for text in (now, *texts) if text):
        now, texts = original_of(now), originals
    before = _BETWEEN_POINTS.join(texts)
    compared = compare_wordings(before, now)
    if len(texts) > 1:
        # Between points that are one text now, the spaces are ours.
        compared = replace(
            compared, unseen=tuple(one for one in compared.unseen if one not in _LAYOUT)
        )
    kept = _letters(run.text for run in compared.runs if run.op is DiffOp.KEPT)
    if kept < LEAST_KEPT * max(_letters([before]), _letters([now])):
        return replace(change, anew=True)
    cut = _cut(compared.older_runs, [len(text) for text in texts])
    return replace(
        change,
        replaced=tuple(
            replace(point, runs=own) for point, own in zip(change.replaced, cut, strict=True)
        ),
        runs=tuple(run for run in compared.runs if run.op is not DiffOp.REMOVED),
        wording=now,
        same=not compared.words_differ and not compared.unseen,
        compared=compared,
    )


def _letters(texts: Iterable[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)


def _cut(runs: Sequence[DiffRun], lengths: Sequence[int]) -> Iterator[tuple[DiffRun, ...]]:
    """Yield the runs of each of several points that were compared as one text."""
    start = 0
    for length in lengths:
        yield tuple(_between(runs, start, start + length))
        start += length + len(_BETWEEN_POINTS)


def _between(runs: Sequence[DiffRun], start: int, end: int) -> Iterator[DiffRun]:
    """Yield what of some runs stands between two places of the whole."""
    place = 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        if text:
            yield DiffRun(run.op, text)
        place += len(run.text)
