"""A made-up clause column: a note of the coders on a clause."""

from tests.contributing.edits import Above, Changes, EndOfFile, Instead

RECIPE = "Add a clause column"
TESTS = (
    "tests/contributing/checks/clause_column.py",
    "tests/exports/test_docs.py",
    "tests/models/test_help_texts.py::test_every_field_is_explained[Clause.remark]",
    "tests/seeding/test_readme.py",
    "tests/snapshots/test_store.py::test_the_guide_shows_the_hash_and_the_limit_that_hold",
)
COMMANDS = (
    ("manage.py", "makemigrations", "proposals", "--name", "remark"),
    ("-m", "tests.support.lake_hash"),
)
CHANGES: Changes = {
    "proposals/models/clauses.py": [
        Above(
            r"^    ordinal = ",
            """
    remark = models.CharField(
        _("remark"), max_length=200, blank=True, help_text=_("For example: Read by two people.")
    )
""",
        ),
    ],
    "proposals/history/fields.py": [
        Instead(r"^(CLAUSE_FIELDS = \()$", r'\1\n    "remark",'),
    ],
    "proposals/web/admin/forms.py": [
        Instead(r'^( +"version", "key", "label",)', r'\1 "remark",'),
    ],
    "templates/admin/proposals/clause/_place.html": [
        Above(
            r"^</fieldset>$",
            """
  {% include "admin/proposals/clause/_field.html" with field=clause_form.remark wide=True only %}
""",
        ),
    ],
    "templates/admin/proposals/clause/reading.html": [
        Above(r'aria-labelledby="answers-heading"', "<p>{{ view.clause.remark }}</p>"),
    ],
    "templates/proposals/_clause_flags.html": [
        EndOfFile("{% if clause.remark %}<p>{{ clause.remark }}</p>{% endif %}\n"),
    ],
    "proposals/seeding/schema.py": [
        Instead(r'(^            Clause,\n +"key label heading) ', r"\1 remark "),
    ],
    "seeds/README.md": [
        Instead(r"(^\| clauses \| )(?=`replaces`)", r"\1`remark`: a note of the coders; "),
    ],
    "proposals/exports/record/documents.py": [
        Instead(
            r"^(CLAUSE = Entity\((?:.|\n)*?)(^    \),\n\)$)",
            r"""\1        Field(
            "remark",
            Scalar.PROSE,
            "clause.remark",
            meaning=_("Note of the coders."),
            column=COLUMN,
        ),
\2""",
        ),
    ],
    "docs/exports.md": [
        Instead(r"^(\*\*A clause\*\*: `id`,)", r"\1 `remark`,"),
        Instead(
            r"(^### `clauses`\n(?:.|\n)*?\n)(\n### )",
            r"\1| `remark` | string | Note of the coders. |\n\2",
        ),
    ],
}  # fmt: skip
