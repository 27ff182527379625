"""How many rows a selection has, counted without comparing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.inheritance import coverage_of, inheritance_of
from proposals.comparisons.selection import Selection
from proposals.models import Clause, Coverage, Question, Term, Theme, Topic


@dataclass(frozen=True)
class ThemeExtent:
    """A theme with the number of its rows, and the same of its topics."""

    theme: Theme
    rows: int
    topics: tuple[tuple[Topic, int], ...]


@dataclass(frozen=True)
class SelectionExtent:
    """The rows of a selection by theme, and its documents.

    Filters that look at verdicts, sources or words are not counted: `rows` are the most that there
    can be.
    """

    documents: tuple[Document, ...]
    themes: tuple[ThemeExtent, ...]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return sum(theme.rows for theme in self.themes)

    @property
    def cells(self) -> int:
        """The number of rows times that of documents."""
        return self.rows * len(self.documents)


def long_extent(
    catalogue: Catalogue, selection: Selection, most_cells: int
) -> SelectionExtent | None:
    """Return the extent of a selection that may have more cells than `most_cells`, else None.

    One query; none where there are too few questions for that.
    """
    documents = catalogue.chosen(selection)
    questions = [one for one in catalogue.questions if _is_selected(one, selection)]
    if len(questions) * len(documents) <= most_cells:
        return None
    if not selection.questions:
        coded = _coded_questions(documents)
        questions = [question for question in questions if question.pk in coded]
    extent = SelectionExtent(documents, _themes(questions))
    return extent if extent.cells > most_cells else None


def _is_selected(question: Question, selection: Selection) -> bool:
    topic = question.topic
    return (
        (not selection.themes or topic.theme.key in selection.themes)
        and (not selection.topics or topic.key in selection.topics)
        and (not selection.questions or question.key in selection.questions)
    )


def _coded_questions(documents: Sequence[Document]) -> set[int]:
    """Return the primary keys of the questions on which anything is recorded; one query.

    One more if an edit is among the documents.
    """
    versions = [document.version.pk for document in documents]
    inheritance = inheritance_of(documents)
    points = inheritance.points_of(versions)
    shown = Q(version__in=versions) | Q(pk__in=points) if points else Q(version__in=versions)
    clauses = Clause.objects.published().filter(shown).order_by().values("pk")
    answered = Term.objects.filter(clause__in=clauses).order_by().values_list("question")
    absences = coverage_of(versions, inheritance)
    checked = Coverage.objects.filter(absences).order_by().values_list("question")
    return {question for (question,) in answered.union(checked)}


def _themes(questions: Sequence[Question]) -> tuple[ThemeExtent, ...]:
    """Return the numbers of questions by theme and topic, in their order."""
    numbers = Counter(question.topic_id for question in questions)
    topics = {question.topic_id: question.topic for question in questions}
    themes = {topic.theme_id: topic.theme for topic in topics.values()}
    counted = [(topic, numbers[pk]) for pk, topic in topics.items()]
    return tuple(
        ThemeExtent(
            theme,
            sum(rows for topic, rows in counted if topic.theme_id == pk),
            topics=tuple(one for one in counted if one[0].theme_id == pk),
        )
        for pk, theme in themes.items()
    )
