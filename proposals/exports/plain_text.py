"""A comparison as plain text: the same rows as the page, for a terminal or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.comparisons import Cell, Matrix, PairView, Row
from proposals.comparisons.cells import AlternativeView
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import (
    SYMBOLS,
    absence_label,
    counts_of_marks,
    mark_label,
)
from proposals.models import Judgement

WIDTH = 96


def as_text(matrix: Matrix) -> str:
    """Return the whole comparison by themes, its lines at most 96 characters where words allow."""
    lines = [matrix.catalogue.negotiation.name]
    lines += [
        put_in(f"  {n}. %(title)s (%(name)s)", title=d.title, name=d.name)
        for n, d in enumerate(matrix.documents, 1)
    ]
    lines += ["", counts_of_marks(matrix.roll_up, active_language()) or _("No rows."), ""]
    for theme in matrix.themes:
        lines += [theme.theme.name.upper(), ""]
        for topic in theme.topics:
            lines += [topic.topic.name, "-" * len(topic.topic.name)]
            for row in topic.rows:
                lines += [*_row(row), ""]
    return "\n".join(lines).rstrip() + "\n"


def _row(row: Row) -> Iterator[str]:
    yield from _wrap(put_in(f"%(text)s [{row.question.key}]", text=row.question.text), "")
    for cell in row.cells:
        yield from _wrap(joined((cell.document.name, answer_in_words(cell)), ": "), "  ")
    label = mark_label(row.mark, active_language())
    verdict = f"{SYMBOLS[row.mark]} {label} ({row.rule.value}). {row.sentence}"
    yield from _wrap(verdict, "  ")
    for pair in row.pairs:
        if pair.judgement:
            yield from _wrap(judgement_in_words(pair, pair.judgement), "  ")
    for note in row.asymmetries:
        yield from _wrap(note, "  ")
    for row_note in row.notes:
        yield from _wrap(row_note.text, "  ")


def judgement_in_words(pair: PairView, judgement: Judgement) -> str:
    """Return an editor's verdict, signed; the computed one stands before it."""
    day = f"{judgement.made_at:%Y-%m-%d}" if judgement.made_at else ""
    return put_in(
        _("An editor's verdict on %(pair)s: %(mark)s (%(signed)s). %(reason)s"),
        pair=joined((pair.left.name, pair.right.name), " / "),
        mark=judgement.get_mark_display(),
        signed=joined((judgement.author, day), ", "),
        reason=judgement.reason,
    )


def answer_in_words(cell: Cell) -> str:
    """Return what one document answers, with clauses and counted sources, or why it does not."""
    if cell.absence:
        language = active_language()
        absence = f"{absence_label(cell.absence, language)}: {cell.absence_meaning}"
        return joined((absence, cell.taken_over), "; ")
    if cell.problem:
        return put_in(_("inconsistent coding: %(problem)s"), problem=cell.problem)
    replies = [words for _reply, words in cell.replies_in_words]
    taken_over = [cell.taken_over] if cell.taken_over else []
    answer = joined((*map(_alternative, cell.alternatives), *replies, *taken_over), "; ")
    return f"{answer} — {_sources(cell)}" if cell.terms else answer


def _alternative(one: AlternativeView) -> str:
    labels = dict.fromkeys(clause.label or clause.key for clause in one.clauses)
    option = put_in("(%(option)s)", option=one.option) if one.option else ""
    numbers = put_in("[%(labels)s]", labels=joined(labels, ", ")) if labels else ""
    return joined((option, one.text, numbers), " ")


def _sources(cell: Cell) -> str:
    words = {
        "supports": _("%(n)s supporting"),
        "disputes": _("%(n)s disputing"),
        "qualifies": _("%(n)s qualifying"),
    }
    counts = cell.evidence.counts
    parts = [text % {"n": counts[stance]} for stance, text in words.items() if counts[stance]]
    return ", ".join(parts) or _("no source")


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
