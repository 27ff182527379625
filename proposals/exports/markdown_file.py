"""A comparison as Markdown: a table for each theme, whose texts no renderer takes for marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from proposals.comparisons import Row, ThemeGroup
from proposals.exports.bundle import ExportBundle
from proposals.exports.plain_text import answer_in_words, judgement_in_words
from proposals.language.active import active_language
from proposals.language.labels import SYMBOLS, counts_of_marks, mark_label
from sources.capitals import capfirst
from sources.text_directions import balanced

# Every renderer knows these behind a backslash; the others it may know are safe as numbers only.
_MARKS = re.compile(r"([\\`*_\[\]])")
_SIGNS = re.compile(r"[<>&|~$^={}]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")


def markdown(bundle: ExportBundle) -> bytes:
    """Return the file in UTF-8."""
    return "".join(f"{line}\n" for line in _lines(bundle)).encode()


def plain(text: str) -> str:
    """Return a text on one line that shows as it is, in a table and outside one."""
    line = balanced(" ".join(_UNSEEN.sub(" ", text).split()))
    numbered = _SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", line)
    return _MARKS.sub(r"\\\1", numbered)


def _lines(bundle: ExportBundle) -> Iterator[str]:
    matrix = bundle.matrix
    yield f"# {plain(bundle.title)}"
    yield ""
    facts = (
        (gettext("Selection"), plain(bundle.selection_words)),
        (gettext("Questions"), f"{matrix.row_count} / {matrix.total}"),
        (gettext("Made"), plain(active_language().moment(bundle.moment, with_zone=True))),
        (gettext("Address"), f"<{bundle.address}>"),
        (gettext("Content"), f"SHA-256 {bundle.hash}"),
    )
    for name, value in facts:
        yield f"- {plain(name)}: {value}"
    for theme in matrix.themes:
        yield ""
        yield from _theme(bundle, theme)


def _theme(bundle: ExportBundle, theme: ThemeGroup) -> Iterator[str]:
    yield f"## {plain(theme.theme.name)}"
    yield ""
    yield plain(counts_of_marks(theme.roll_up, active_language()))
    yield ""
    names = (capfirst(document.name) for document in bundle.matrix.documents)
    heads = (gettext("Topic"), gettext("Question"), *names, gettext("Verdict"), gettext("Why"))
    yield _line(heads)
    yield "|" + " --- |" * len(heads)
    for topic in theme.topics:
        for row in topic.rows:
            yield _line((topic.topic.name, *_cells(row)))


def _cells(row: Row) -> Iterator[str]:
    yield row.question.text
    yield from map(answer_in_words, row.cells)
    yield f"{SYMBOLS[row.mark]} {mark_label(row.mark, active_language())} ({row.rule.value})"
    judged = [judgement_in_words(pair, pair.judgement) for pair in row.pairs if pair.judgement]
    notes = (active_language().sentence(note.text) for note in row.notes)
    yield " ".join((row.sentence, *notes, *row.asymmetries, *judged))


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(plain, cells)) + " |"
