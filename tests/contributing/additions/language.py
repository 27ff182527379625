"""A made-up language under the tag of a real one, with few words of the interface."""

from tests.contributing.edits import Changes, EndOfFile, Instead, TextOf

RECIPE = "Add a language"
TESTS = (
    "tests/contributing/checks/language.py",
    "tests/language/test_another_language.py::"
    "test_a_language_has_every_pattern_and_fills_only_slots_that_there_are",
    "tests/language/test_another_language.py::"
    "test_a_pattern_has_no_grammatical_number_that_its_language_lacks",
    "tests/language/test_another_language.py::"
    "test_the_site_offers_every_language_that_has_a_module",
)
COMMANDS = ()
CHANGES: Changes = {
    "proposals/language/languages/vorbo.py": [
        TextOf("tests/language/made_up.py"),
        Instead(r'code = "xx"', 'code = "eo"'),
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
