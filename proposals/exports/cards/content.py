"""From a comparison to its card: what of it stands on one picture.

Nothing on a card comes from the visitor: the address chooses among published rows, and names of
hosts are those of the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext

from proposals.comparisons import Cell, Document, Matrix, Row
from proposals.comparisons.cells import AlternativeView
from proposals.comparisons.document_names import short_names
from proposals.comparisons.outline import Line, LineSide
from proposals.domain.terms import conditions_of
from proposals.domain.verdicts import Mark
from proposals.exports.addresses import canonical_path, is_one_row, is_one_topic
from proposals.exports.cards.card import Card, CardAnswer, CardRow, the_rest
from proposals.exports.cards.text_blocks import has_letters_for
from proposals.exports.filter_labels import active_filters
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import count_of_mark, counts_of_marks, mark_label
from sources.capitals import capfirst
from sources.text_directions import balanced

MOST_ROWS, MOST_NAMED = 3, 2
"""Rows on a card of several: more would be too small to read. Fewer with names in each of them."""
LONGEST_LINE, LONGEST_ANSWER = 180, 240
"""Characters; what is longer is cut between words, and the card says so."""


def comparison_card(matrix: Matrix, host: str) -> Card:
    """Return the card of a comparison: of one question, of one topic, or of several.

    `host` is the name of the site without scheme, empty if none is to be printed. No query.
    """
    selection = matrix.selection
    rows = _worst_first(matrix)
    matrix.load(rows[:MOST_ROWS], evidence=False)
    single = is_one_row(selection)
    drawn = tuple(
        card_row(row, matrix, single=single) for row in rows[: 1 if single else MOST_ROWS]
    )
    if len({tuple(answer.name for answer in row.answers) for row in drawn}) > 1:
        drawn = drawn[:MOST_NAMED]
    kicker, title = _head(matrix, rows if single else [])
    return Card(
        kicker=kicker,
        title=_short(title),
        verdict=_verdict(rows[0], matrix) if single and rows else _counts(matrix),
        counts=() if single else _counted(matrix),
        rows=drawn,
        more=len(rows) - len(drawn),
        addresses=_addresses(matrix, host),
        day=_day(matrix),
        of_one_row=single,
    )


def rows_on_card(matrix: Matrix) -> list[Row]:
    """Return the rows that the card of a comparison may show: the worst ones."""
    return _worst_first(matrix)[:MOST_ROWS]


def _worst_first(matrix: Matrix) -> list[Row]:
    return sorted(matrix.rows, key=lambda row: -row.mark.severity)


def site_card(host: str) -> Card:
    """Return the card of pages that no comparison stands on."""
    return Card(
        kicker="",
        title=gettext("Peace proposals side by side"),
        verdict=gettext(
            "What each side asked for, question by question: where the positions conflict, where "
            "they meet, and which press reports every answer rests on."
        ),
        counts=(),
        rows=(),
        more=0,
        addresses=(host + reverse("proposals:home"),),
        day="",
        of_one_row=False,
    )


def _head(matrix: Matrix, single: list[Row]) -> tuple[str, str]:
    """Return what stands above the title, and the title."""
    negotiation = matrix.catalogue.negotiation.name
    topics = {topic.key: topic.name for topic in matrix.catalogue.topics}
    if single:
        return joined((negotiation, single[0].question.topic.name), " · "), single[0].question.text
    if is_one_topic(matrix.selection):
        return negotiation, topics[matrix.selection.topics[0]]
    filters = joined((one.label for one in active_filters(matrix, matrix.selection)), "; ")
    return _short(filters), negotiation


def row_verdict(row: Row) -> str:
    """Return what decides a row, beside its answers; empty with a single column."""
    return _short(row.worst.in_parts().brief) if row.worst else ""


def _verdict(row: Row, matrix: Matrix) -> str:
    """Return the verdict of a row; of more than two documents behind the names of its pair."""
    verdict = row_verdict(row)
    if row.worst is None or len(row.cells) == 2:
        return verdict
    names = joined((_name(one, matrix) for one in (row.worst.left, row.worst.right)), " / ")
    return joined((names, verdict), ": ")


def _counts(matrix: Matrix) -> str:
    """Return the counts of rows in words, or that there is none."""
    if not matrix.row_count:
        return gettext("Nothing of this is coded yet")
    return counts_of_marks(matrix.roll_up, active_language())


def _counted(matrix: Matrix) -> tuple[tuple[Mark, str], ...]:
    language = active_language()
    return tuple(
        (mark, count_of_mark(mark, number, language)) for mark, number in matrix.roll_up.counts
    )


def card_row(row: Row, matrix: Matrix, *, single: bool = False) -> CardRow:
    """Return a row in short, with the answers that stand for it; of a `single` one all in full."""
    return CardRow(
        question=_short(row.question.text if single else row.question.short_label),
        mark=row.mark,
        word=capfirst(mark_label(row.mark, active_language())),
        answers=tuple(_every_answer(row, matrix) if single else _standing_answers(row, matrix)),
        right_alone=_is_right_alone(row),
    )


def _is_right_alone(row: Row) -> bool:
    """Tell whether of the pair that stands for a row only the second document answers."""
    pair = row.worst.pair if row.worst else None
    return row.mark is Mark.ONE_SIDE and pair is not None and not pair.left.terms


def _every_answer(row: Row, matrix: Matrix) -> Iterator[CardAnswer]:
    for cell in row.cells:
        yield _answer(cell, _words(map(_whole_text, cell.alternatives), cell), matrix)


def _standing_answers(row: Row, matrix: Matrix) -> Iterator[CardAnswer]:
    """Yield the two answers that stand for a row, as the outline has them, with conditions."""
    sides = {side.document.key: side for side in Line(row).sides}
    pair = row.worst
    keys = {pair.left.key, pair.right.key} if pair else set(sides)
    for cell in row.cells:
        if cell.document.key in keys:
            side = sides.get(cell.document.key)
            text = _side_text(side, row, cell) if side and side.text else _words([], cell)
            yield _answer(cell, text, matrix)


def _side_text(side: LineSide, row: Row, cell: Cell) -> str:
    """Return what a document answers in a few words, with the conditions of these answers."""
    text = _with_conditions(side.text, _standing_conditions(row, cell))
    return joined((side.option, text), ": ")


def _standing_conditions(row: Row, cell: Cell) -> list[str]:
    """Return the conditions of those answers of a document that stand for a row."""
    pair = row.worst.pair if row.worst else None
    if pair is None or not pair.compared:
        return [text for one in cell.alternatives for text in one.conditions]
    return [
        condition.text or condition.waits_for
        for side in pair.worst.sides
        if side.column.key == cell.document.key
        for answer in side.answers
        for condition in conditions_of(answer.terms)
    ]


def _whole_text(one: AlternativeView) -> str:
    """Return an answer with its conditions."""
    return _with_conditions(one.text, one.conditions)


def _with_conditions(text: str, conditions: Iterable[str]) -> str:
    """Return a text with conditions in brackets behind it."""
    listed = joined(dict.fromkeys(conditions), "; ")
    return put_in("%(text)s (%(listed)s)", text=text, listed=listed) if listed else text


def _answer(cell: Cell, words: str, matrix: Matrix) -> CardAnswer:
    """Return a column of a row with these words."""
    line, whole = _cut(words, LONGEST_ANSWER)
    return CardAnswer(
        name=_name(cell.document, matrix),
        words=line,
        colour=cell.document.colour,
        answers=bool(cell.alternatives),
        whole=whole,
    )


def _name(document: Document, matrix: Matrix) -> str:
    """Return the short name of a column among those of a comparison."""
    names = short_names(list(matrix.documents))
    return _printable(capfirst(names[matrix.documents.index(document)]))


def _words(answers: Iterable[str], cell: Cell) -> str:
    """Return the answers of a document; without any, why there is none."""
    options = [one.option for one in cell.alternatives]
    texts = [joined(pair, ": ") for pair in zip(options, answers, strict=False)]
    texts += [words for _reply, words in cell.replies_in_words]
    if not texts:
        texts = [
            put_in("%(a)s (%(b)s)", a=str(view.phrase), b=view.clause.get_status_display())
            for view in cell.separate_terms
        ]
    return joined(dict.fromkeys(texts), "; ") or cell.problem or cell.absence_meaning


def _short(text: str) -> str:
    """Return a text in one line, with the word that there is more if it is very long."""
    line, whole = _cut(text, LONGEST_LINE)
    return line if whole else f"{line} {the_rest()}"


def _cut(text: str, limit: int) -> tuple[str, bool]:
    """Return a text of at most so many characters, cut between words, and whether it is whole."""
    text = _printable(text)
    if len(text) <= limit:
        return text, True
    before, _space, _word = text[: limit + 1].rpartition(" ")
    return balanced(before or text[:limit]), False


def _printable(text: str) -> str:
    """Return a text in one line; words that say so if the font lacks letters of it."""
    line = " ".join(text.split())
    return line if has_letters_for(line) else gettext("(in a script that only the page has)")


def _addresses(matrix: Matrix, host: str) -> tuple[str, ...]:
    """Return the page's address as it is printed, then the shorter one of the negotiation."""
    overview = host + matrix.catalogue.negotiation.get_absolute_url()
    page = host + canonical_path(matrix, pinned=False)
    plain = host + matrix.catalogue.negotiation.get_compare_url()
    # What no filter narrows is the overview's own comparison.
    return (overview,) if page == plain else (page, overview)


def _day(matrix: Matrix) -> str:
    """Return the day on which readers last saw one of the documents change; empty if unknown."""
    moments = (document.changed for document in matrix.documents)
    changed = max(filter(None, moments), default=None)
    if changed is None:
        return ""
    return gettext("as of %(day)s") % {"day": active_language().day(localtime(changed))}
