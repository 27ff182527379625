"""A made-up export format: a list of the questions of a comparison with their verdicts, as text."""

from tests.contributing.edits import AtEndOf, Below, Changes, EndOfFile, Instead

RECIPE = "Add an export format"
TESTS = (
    "tests/contributing/checks/export_format.py",
    "tests/exports/test_docs.py::test_every_file_is_told",
    "tests/web/pages/test_export.py::test_every_form_of_file_is_offered_once_with_the_selection",
    "tests/web/pages/test_export.py::test_each_offer_says_in_a_line_what_is_in_it",
)
COMMANDS = ()
CHANGES: Changes = {
    "proposals/exports/verdict_list.py": [
        EndOfFile('''
"""A comparison as a list of questions, each with its verdict: one line each."""

from __future__ import annotations

from proposals.exports.bundle import ExportBundle
from proposals.language.active import active_language
from proposals.language.labels import mark_label


def write(bundle: ExportBundle) -> bytes:
    """Return the file in UTF-8."""
    language = active_language()
    marks = ((row.question.text, mark_label(row.mark, language)) for row in bundle.matrix.rows)
    return "".join(f"{question}\\t{mark}\\n" for question, mark in marks).encode()
'''),
    ],
    "proposals/exports/formats.py": [
        Instead(
            r"^(from proposals\.exports) import word$", r"\1 import verdict_list, word"
        ),
        Below(
            r'FileFormat\("comparison\.md"',
            """
        FileFormat(
            "verdicts.txt", "text/plain; charset=utf-8", _("List"), verdict_list.write
        ),
""",
        ),
    ],
    "proposals/web/pages/export.py": [
        AtEndOf(
            "_DATA",
            '    ("verdicts.txt", _("List"), _("The questions, each with its verdict.")),',
        ),
    ],
    "docs/exports.md": [
        Below(
            r"^\| `comparison\.md` \|",
            "| `verdicts.txt` | the questions, each with its verdict |",
        ),
    ],
}  # fmt: skip
