"""`movement.csv`: a line for each step of a question from one text to the next."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from proposals.exports.record.canonical import canonical
from proposals.exports.record.fields import Json
from proposals.exports.record.movement import STEP
from proposals.exports.tables.columns import DataTable, Row, TableColumn, Type
from proposals.exports.tables.csv_file import csv_of
from proposals.exports.tables.entity_columns import cells_of, columns_of, in_order
from proposals.exports.tables.lines import whole_lines

_FURTHER = (
    TableColumn("question_text", _("The question in words."), required=True, after="question"),
    TableColumn("before_name", _("Name of the earlier text."), required=True, after="before"),
    TableColumn("after_name", _("Name of the later text."), required=True, after="after"),
    TableColumn(
        "approaches",
        _("Towards whom it moved, or away from whom: the list of the record, as JSON."),
        Type.JSON,
    ),
)


def _steps(record: Json) -> Iterator[Row]:
    """Yield a row for each step, question by question along the dates."""
    questions = {one["key"]: one["text"] for one in record["questions"]}
    names = {one["key"]: one["name"] for one in record["documents"]}
    for row in record["rows"]:
        for step in row["steps"]:
            yield {
                **cells_of(STEP.fields, step),
                "question_text": questions[step["question"]],
                "before_name": names[step["before"]],
                "after_name": names[step["after"]],
                "approaches": canonical(step["approaches"]).decode() if step["approaches"] else "",
            }


MOVEMENT_TABLE = DataTable(
    name="movement",
    meaning=_("What became of a question from one text to a later one."),
    columns=in_order((*columns_of(STEP.fields), *_FURTHER)),
    key=("question", "after"),
    rows=_steps,
)


def write(record: Json) -> bytes:
    """Return the steps of a record of movements as CSV."""
    return b"".join(csv_of(MOVEMENT_TABLE, whole_lines(record, MOVEMENT_TABLE)))
