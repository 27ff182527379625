"""The figures of rows: positions as plain geometry and groups, drawn by `templates/figures/`.

Every figure has a text equivalent. Nothing here decides a verdict: the engine has.
"""

from __future__ import annotations

from proposals.comparisons import Row
from proposals.domain.vocabulary import Kind
from proposals.figures.column_answers import column_answers
from proposals.figures.lists import ChoiceFigure, ItemsFigure, choice_figure, items_figure
from proposals.figures.maps import MapFigure, map_figure
from proposals.figures.scales import ScaleFigure, scale_figure
from proposals.figures.steps import StepsFigure, steps_figure

Figure = ChoiceFigure | ItemsFigure | ScaleFigure | StepsFigure

_FIGURES = {
    Kind.RANGE: scale_figure,
    Kind.DATE: scale_figure,
    Kind.CHOICE: choice_figure,
    Kind.ITEMS: items_figure,
    Kind.SEQUENCE: steps_figure,
}


def figure(row: Row) -> Figure | None:
    """Return the figure of a row; None for prose, and if fewer than two columns answer."""
    figure_of_kind = _FIGURES.get(row.wording.frame.kind)
    answers = column_answers(row)
    if figure_of_kind is None or len(answers) < 2:
        return None
    return figure_of_kind(row, answers)


__all__ = [
    "ChoiceFigure",
    "Figure",
    "ItemsFigure",
    "MapFigure",
    "ScaleFigure",
    "StepsFigure",
    "figure",
    "map_figure",
]
