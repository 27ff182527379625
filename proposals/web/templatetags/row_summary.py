"""A row in short: its form and its ways, a verdict without what stands beside it, folds by name.

Nothing is lost: what is left out here stands in the row's full form, one link away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from proposals.comparisons import (
    Cell,
    ClauseView,
    Document,
    EvidenceView,
    PairView,
    Row,
    ThemeGroup,
    Trait,
)
from proposals.comparisons.arrangement import Fold, PlacedRow, folds, is_folded, placed_rows
from proposals.comparisons.document_names import short_names
from proposals.comparisons.pair_matrix import PairMatrix, pair_matrix
from proposals.comparisons.row_steps import Step
from proposals.comparisons.speakers import speaker_names
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark
from proposals.figures.column_answers import column_answers
from proposals.language.active import active_language, joined
from proposals.language.local_text import composed, in_own_words
from proposals.language.row_notes import NoteKind
from proposals.language.row_notes import fold_line as words_of_fold
from proposals.language.row_notes import silent_documents as words_of_silence
from proposals.models import Evidence
from proposals.web.pages.row_context import RowContext, RowWays
from proposals.web.templatetags.comparison import words_language
from sources.capitals import capfirst

register = template.Library()

PAIR = 2
"""The columns of which the verdict says all that is to be said of who answers."""


@register.simple_tag
def row_form(show: RowContext, row: Row) -> str:
    """Return how much of a row is shown: "full", "short", or an empty text for the usual."""
    return show.form(row)


@register.simple_tag
def row_ways(show: RowContext, row: Row, begins: object = "") -> RowWays:
    """Return where a row leads; `begins` is true for the first row of its topic on the page."""
    return show.ways(row, begins=bool(begins))


@register.filter
def changes_between(row: Row) -> tuple[Step, ...]:
    """Return what changed between columns of one line; no row is read that has no change."""
    return row.changes if Trait.CHANGED in row.traits else ()


@register.filter
def rows_in_sight(theme: ThemeGroup) -> list[PlacedRow]:
    """Return the rows of a theme that are in no fold."""
    return [place for place in placed_rows(theme) if not is_folded(place.row)]


@register.filter
def folds_of(theme: ThemeGroup) -> list[Fold]:
    """Return the folds of a theme."""
    return folds(theme)


@register.filter
def fold_line(fold: Fold) -> str:
    """Return the line for folded rows: who speaks alone, on how many questions and on which."""
    columns = [document.column for document in fold.documents] if fold.one_sided else []
    labels = [place.row.question.short_label for place in fold.rows]
    parties = speaker_names(fold.rows[0].row, fold.documents) if columns else ""
    return words_of_fold(columns, labels, active_language(), parties=parties)


@register.filter
def answer_line(row: Row) -> str:
    """Return what the documents of a row say in one line, each behind its name.

    A single one on a row of one side has no name: the line of its fold says whose it is.
    """
    language = active_language()
    lines = ((one.document.name, language.joined(_says(one), "list.apart")) for one in row.cells)
    answers = [(name, line) for name, line in lines if line]
    if len(answers) == 1 and row.mark is Mark.ONE_SIDE:
        return answers[0][1]
    named = (joined((capfirst(name), line), ": ") for name, line in answers)
    return language.joined(named, "list.apart")


@register.simple_tag
def words_of_line(row: Row) -> SafeString:
    """Return the attributes of the line of a row: of ours, or of one statement of an editor's."""
    speaking = [cell for cell in row.cells if cell.alternatives or cell.further_lines]
    if len(speaking) == 1 and row.mark is Mark.ONE_SIDE and not speaking[0].further_lines:
        cell = speaking[0]
        if all(one.is_statement for one in cell.alternatives):
            return words_language(in_own_words("", cell.document))
    return words_language()


def _says(cell: Cell) -> Iterator[str]:
    """Yield what a document says: its answers, and what stands beside them."""
    yield from (one.line for one in cell.alternatives)
    yield from cell.further_lines


@register.filter
def remarks(row: Row) -> str:
    """Return in words why a row is one side's, and everything that its answers ask of one alone."""
    duties = [cell.asymmetry for cell in row.cells if cell.asymmetry]
    because = row.worst.lines.result if row.worst else ""
    notes = [note.text for note in row.notes if note.kind is not NoteKind.ANSWERING]
    silent = silent_documents(row) if len(row.cells) > PAIR else ""
    sentence = active_language().sentence
    return " ".join([*duties, because, *(sentence(text) for text in (*notes, silent) if text)])


@register.filter
def rests_on(row: Row) -> str:
    """Return what the answers of a row rest on, one after the other."""
    return "; ".join(badge(cell) for cell in row.cells if cell.terms)


@register.filter
def absences(row: Row) -> list[tuple[AbsenceKind, str]]:
    """Return each kind of absence on a row once, with the documents that it is said of.

    Without names where two documents are compared: the line of the fold says who speaks.
    """
    by_kind: dict[AbsenceKind, list[str]] = {}
    for cell in row.cells:
        if cell.absence:
            by_kind.setdefault(cell.absence, []).append(cell.document.name)
    if len(row.cells) <= PAIR:
        return [(kind, "") for kind in by_kind]
    listed = active_language().listed
    return [(kind, capfirst(listed(names, "list.and"))) for kind, names in by_kind.items()]


@register.filter
def unfolds(show: RowContext, fold: Fold) -> bool:
    """Tell whether a fold is open."""
    return show.unfolds(fold)


@register.filter
def of_column(clauses: Sequence[tuple[ClauseView, ...]], place: int) -> tuple[ClauseView, ...]:
    """Return the clauses of the column in this place, from 0; none where there are no clauses."""
    return clauses[place] if clauses else ()


@register.simple_tag
def names_who_acts(row: Row, form: str) -> bool:
    """Tell whether the answers of a row name who acts: in full always, else where that differs."""
    return form == "full" or who_acts_differs(row)


def who_acts_differs(row: Row) -> bool:
    """Tell whether the answers of a row put the duty on different parties."""
    bearers = {
        tuple(one.bearers for one in cell.alternatives)
        for cell in row.cells
        if cell.position.speaks
    }
    return len(bearers) > 1


@register.filter
def silent_documents(row: Row) -> str:
    """Return how many documents do not speak on a row and how many are not coded on it, in words.

    Empty if all of them speak.
    """
    kinds = [cell.absence for cell in row.cells if cell.absence]
    not_coded = kinds.count(AbsenceKind.NOT_CODED)
    return words_of_silence(len(kinds) - not_coded, active_language(), not_coded=not_coded)


@register.filter
def badge(cell: Cell) -> str:
    """Return what an answer rests on in one line: "1 source · disputed · medium confidence"."""
    standing = cell.evidence.standing
    number = standing.supporting
    levels = [one.confidence for one in cell.alternatives if one.confidence]
    return " · ".join(
        filter(
            None,
            (
                ngettext("%(n)d source", "%(n)d sources", number) % {"n": number}
                if number
                else gettext("no source"),
                gettext("disputed") if standing.disputed else "",
                gettext("%(level)s confidence") % {"level": levels[0]} if levels else "",
                gettext("wording contested") if any(o.contested for o in cell.alternatives) else "",
            ),
        )
    )


@register.simple_tag
def pair_names(row: Row, pair: PairView) -> str:
    """Return both columns of a pair, by the short names that the row's picture uses."""
    names = names_of(row)
    return joined((names[one.key] for one in (pair.left, pair.right)), " / ")


@register.simple_tag
def pairs_of(row: Row) -> PairMatrix:
    """Return the pairs of a row of several columns as a matrix."""
    return pair_matrix(row)


@register.simple_tag
def names_of(row: Row) -> dict[str, str]:
    """Return the short name of each column of a row by the key of its document."""
    documents = [cell.document for cell in row.cells]
    names = (composed(capfirst, name) for name in short_names(documents))
    return dict(zip((one.key for one in documents), names, strict=True))


@register.filter
def name_in(names: dict[str, str], document: Document) -> str:
    """Return the short name of a document among those of a row."""
    return names[document.key]


@register.simple_tag
def pair_address(pair: PairView, row: Row, page: str) -> str:
    """Return the address of a row with two documents alone; `page` is that of the comparison."""
    documents = urlencode([("d", pair.left.key), ("d", pair.right.key)])
    return f"{page}?{documents}#q-{row.question.key}"


@register.simple_tag
def answer_count(row: Row) -> int:
    """Return how many columns of a row give an answer that can be drawn."""
    return len(column_answers(row))


@register.filter
def sources_on_paper(view: EvidenceView) -> str:
    """Return an answer's sources in one line for paper: outlets with days, by what they do."""
    groups = (
        ("", view.supporting),
        (gettext("Disputed:"), view.disputing),
        (gettext("Qualified:"), view.qualifying),
    )
    return " ".join(f"{head} {_named(items)}.".strip() for head, items in groups if items)


def _named(items: tuple[Evidence, ...]) -> str:
    """Return outlets with the day of the article, each once."""
    return joined(dict.fromkeys(map(_outlet_and_day, items)), "; ")


def _outlet_and_day(item: Evidence) -> str:
    day = item.article.published
    return joined((item.article.outlet.name, active_language().short_day(day) if day else ""), ", ")
