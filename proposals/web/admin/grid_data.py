"""The grid of a negotiation: for each question and document, what is coded of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proposals.editing.conditions import has_uncoded_versions
from proposals.editing.coverage import Cell, answers_taken_over
from proposals.models import (
    Clause,
    Coverage,
    Negotiation,
    Question,
    ReviewState,
    Term,
    Theme,
    Topic,
    Version,
)
from proposals.web.admin.flags import clause_address
from sources.list_pages import list_page

ROWS = 60  # questions a page
COLUMNS = 6  # documents that are shown until others are chosen
OPEN = "open"


class GridFilter(forms.Form):
    """The part of the grid that is shown, as held in the address."""

    document = forms.ModelMultipleChoiceField(
        Version.objects.none(),
        label=gettext_lazy("Documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=gettext_lazy("Theme"), required=False
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            ("", gettext_lazy("all questions")),
            (OPEN, gettext_lazy("only what is not coded yet")),
        ],
    )

    def __init__(self, negotiation: Negotiation, sent: QueryDict) -> None:
        super().__init__(sent)
        documents = Version.objects.filter(proposal__negotiation=negotiation)
        documents = documents.select_related("proposal")
        themes = Theme.objects.filter(topics__questions__negotiation=negotiation).distinct()
        self.documents = list(documents)
        field = self.fields["document"]
        field.queryset = documents  # type: ignore[attr-defined]
        field.choices = [(row.pk, str(row)) for row in self.documents]  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """One question in one document: answered, recorded as absent, or not coded yet.

    `words` and `note` are for the editor, `link` leads to the clause or to the record of absence.
    """

    cell: Cell
    state: str
    words: str
    link: str = ""
    note: str = ""
    checked: bool = False

    @property
    def value(self) -> str:
        """The value that the box of the cell sends."""
        return f"{self.cell[0]}-{self.cell[1]}"


@dataclass(frozen=True)
class GridRow:
    """One question with its cells, in the order of the documents."""

    question: Question
    cells: tuple[GridCell, ...]


class Grid:
    """One page of questions against the chosen documents; eight queries, whatever
    the size; three more where an edit takes points over.
    """

    def __init__(self, negotiation: Negotiation, sent: QueryDict, chosen: Iterable[Cell]) -> None:
        self.negotiation, self.chosen = negotiation, set(chosen)
        self.form = GridFilter(negotiation, sent)
        self.form.is_valid()
        self.page = list_page(self._questions(), ROWS, sent.get("p"))

    @cached_property
    def versions(self) -> list[Version]:
        """The documents that are shown."""
        chosen = {row.pk for row in self.form.cleaned_data.get("document", ())}
        if not chosen:
            return self.form.documents[:COLUMNS]
        return [row for row in self.form.documents if row.pk in chosen]

    @property
    def hidden(self) -> int:
        """The number of documents that are not shown."""
        return len(self.form.documents) - len(self.versions)

    @cached_property
    def groups(self) -> list[tuple[Topic, list[GridRow]]]:
        """The questions of the page by topic."""
        by_topic: dict[Topic, list[GridRow]] = {}
        for question in self.page:
            cells = (self._build_cell(question.pk, version.pk) for version in self.versions)
            by_topic.setdefault(question.topic, []).append(GridRow(question, tuple(cells)))
        return list(by_topic.items())

    def open_cells(self, version: int) -> list[Cell]:
        """Return the cells of this page that are not coded yet, of one document."""
        rows = (row for _topic, rows in self.groups for row in rows)
        cells = (cell for row in rows for cell in row.cells)
        return [one.cell for one in cells if one.state == OPEN and one.cell[1] == version]

    def _questions(self) -> QuerySet[Question]:
        questions = Question.objects.for_comparison(self.negotiation)
        theme = self.form.cleaned_data.get("theme")
        if theme:
            questions = questions.filter(topic__theme=theme)
        if self.form.cleaned_data.get("show") == OPEN:
            versions = Version.objects.filter(pk__in=[row.pk for row in self.versions])
            questions = questions.filter(has_uncoded_versions(versions))
        return questions

    @cached_property
    def _answers(self) -> dict[Cell, list[Term]]:
        rows = Term.objects.filter(question__in=self._keys, clause__version__in=self.versions)
        rows = rows.exclude(clause__state=ReviewState.WITHDRAWN)
        by_cell: defaultdict[Cell, list[Term]] = defaultdict(list)
        for term in rows.select_related("clause").order_by("clause__ordinal", "clause__key", "pk"):
            by_cell[(term.question_id, term.clause.version_id)].append(term)
        return by_cell

    @cached_property
    def _taken_over(self) -> dict[Cell, list[Term]]:
        """The answers that edits take over from the texts that they edit."""
        return answers_taken_over(self._keys, self.versions)

    @cached_property
    def _absences(self) -> dict[Cell, Coverage]:
        rows = Coverage.objects.filter(question__in=self._keys, version__in=self.versions)
        return {(row.question_id, row.version_id): row for row in rows}

    @cached_property
    def _keys(self) -> list[int]:
        return [question.pk for question in self.page]

    def _build_cell(self, question: int, version: int) -> GridCell:
        cell = (question, version)
        checked = cell in self.chosen
        answers, absence = self._answers.get(cell), self._absences.get(cell)
        if answers:
            return _answered_cell(cell, answers, _("answered: %(clause)s"))
        if cell in self._taken_over and absence is None:
            return _answered_cell(cell, self._taken_over[cell], _("taken over: %(clause)s"))
        if absence is None:
            return GridCell(cell=cell, state=OPEN, words=_("not coded yet"), checked=checked)
        return GridCell(
            cell=cell,
            state=absence.kind,
            words=" · ".join(
                filter(
                    None,
                    (absence.get_kind_display(), absence.where, absence.get_basis_display()),
                )
            ),
            link=reverse("admin:proposals_coverage_change", args=[absence.pk]),
            note=absence.note,
            checked=checked,
        )


def _answered_cell(cell: Cell, answers: Sequence[Term], pattern: str) -> GridCell:
    """Return a cell with the clauses that answer, and their state unless readers see one.

    `pattern` has a place for the number of the first clause.
    """
    by_original: dict[int, Clause] = {}
    for term in answers:
        if term.clause.revises_id is None or term.clause.revises_id not in by_original:
            by_original[term.clause.revises_id or term.clause_id] = term.clause
    clauses = list(by_original.values())
    first = clauses[0]
    words = pattern % {"clause": first.label or first.key}
    if len(clauses) > 1:
        more = ngettext("and %(count)d more", "and %(count)d more", len(clauses) - 1)
        words = f"{words} {more % {'count': len(clauses) - 1}}"
    is_public = any(clause.is_published for clause in clauses)
    note = "" if is_public else str(ReviewState(first.state).label)
    return GridCell(cell=cell, state="answered", words=words, link=clause_address(first), note=note)
