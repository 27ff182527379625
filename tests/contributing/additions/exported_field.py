"""A made-up exported field: the slogan of an outlet."""

from tests.contributing.edits import Changes, Instead

RECIPE = "Add an exported field"
TESTS = (
    "tests/contributing/checks/exported_field.py",
    "tests/exports/test_docs.py",
    "tests/snapshots/test_store.py::test_the_guide_shows_the_hash_and_the_limit_that_hold",
)
COMMANDS = (("-m", "tests.support.lake_hash"),)
CHANGES: Changes = {
    "proposals/exports/record/press.py": [
        Instead(
            r"^(OUTLET = Entity\((?:.|\n)*?)(^    \),\n\)$)",
            """\\1        Field(
            "slogan",
            Scalar.TEXT,
            lambda outlet: f"{outlet.name} knows",
            meaning=_("Slogan."),
            description="What it says of itself.",
            column=COLUMN,
        ),
\\2""",
        ),
    ],
    "docs/exports.md": [
        Instead(r"(\*\*An outlet\*\*: `key`,)", r"\1 `slogan`,"),
        Instead(
            r"(^### `outlets`\n(?:.|\n)*?\n)(\n### )", r"\1| `slogan` | string | Slogan. |\n\2"
        ),
    ],
}
