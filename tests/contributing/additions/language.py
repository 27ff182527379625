"""A made-up language under the tag of a real one, with few words of the interface."""

from tests.contributing.edits import Below, Changes, EndOfFile, Instead, TextOf

RECIPE = "Add a language"
TESTS = (
    "tests/contributing/checks/language.py",
    "tests/test_architecture.py::test_a_module_is_short_enough_to_live_in",
    "tests/web/api/test_api.py::test_a_packed_answer_keeps_a_name_that_matches",
    "tests/language/test_no_english.py::test_no_english_word_of_ours_is_on_a_page[home]",
    "tests/language/test_another_language.py::"
    "test_a_language_has_every_pattern_and_fills_only_slots_that_there_are",
    "tests/language/test_another_language.py::"
    "test_a_pattern_has_no_grammatical_number_that_its_language_lacks",
    "tests/language/test_another_language.py::"
    "test_the_site_offers_every_language_that_has_a_module",
    "tests/language/test_docs_languages.py",
)
COMMANDS = (("-m", "tests.language.pattern_pages"),)
CHANGES: Changes = {
    "proposals/language/languages/vorbo/__init__.py": [
        TextOf("tests/language/made_up.py"),
        # The class alone, with what it needs.
        Instead(
            r"\A(?:.|\n)*?(?=^class MadeUp)",
            '''"""A made-up language."""

from decimal import Decimal

from proposals.domain.vocabulary import Unit
from proposals.language.base import Language
from proposals.language.languages.vorbo.messages import MESSAGES
from proposals.language.languages.vorbo.movements import MOVEMENTS
from proposals.language.languages.vorbo.tables import (
    ENDINGS,
    LABELS,
    NUMBERS,
    PLAIN_FORM,
    SENTENCES,
    VARIANTS,
    stances,
    statements,
    verbs,
)


''',
        ),
        Instead(r'code = "xx"', 'code = "eo"'),
    ],
    "proposals/language/languages/vorbo/tables.py": [
        TextOf("tests/language/made_up.py"),
        # All before the errors.
        Instead(r"^ERRORS = (?:.|\n)*", ""),
    ],
    "proposals/language/languages/vorbo/messages.py": [
        TextOf("tests/language/made_up.py"),
        # The errors alone.
        Instead(
            r"\A(?:.|\n)*?(?=^ERRORS = )",
            '''"""Errors in the made-up language."""

from proposals.language.patterns import Pattern

''',
        ),
        Instead(r"^FORMS = (?:.|\n)*", ""),
    ],
    "proposals/language/languages/vorbo/movements.py": [
        TextOf("tests/language/made_up.py"),
        # What is said of movements alone.
        Instead(
            r"\A(?:.|\n)*?(?=^FORMS = )",
            '''"""What became of a question, in the made-up language."""

from proposals.language.languages.vorbo.tables import numbers
from proposals.language.patterns import Pattern

''',
        ),
        Instead(r"^class MadeUp(?:.|\n)*", ""),
    ],
    "docs/languages.md": [
        Below(r"^- \[every pattern in Russian\]", "- [every pattern in Vorbo](languages/vorbo.md)"),
    ],
    "locale/eo/LC_MESSAGES/django.po": [
        EndOfFile(
            r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Save or cite"
msgstr "Gardi au citi"
"""
        ),
    ],
}
