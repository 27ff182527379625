"""Quotation marks by the language of the quotation: in plain text, and the same on pages."""

import re

import pytest
from django.template import Context, Template

from sources.quotation_marks import MARKS_OF_LANGUAGES, leans_back, marks_of, quoted
from tests.conftest import ROOT

SHEET = (ROOT / "static" / "css" / "letters.css").read_text(encoding="utf-8")
RULE = re.compile(r'(?P<selector>q[^{]*?) \{\s*quotes: "(?P<begin>[^"]+)" "(?P<end>[^"]+)";')


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("en", "a truce", "“a truce”"),
        ("en-GB", "a “truce”", "‘a “truce”’"),
        ("uk", "перемирʼя", "«перемирʼя»"),
        ("ru", "«перемирие» — так", "„«перемирие» — так“"),
        ("ar", "هدنة", "«هدنة»"),
        ("ar", "قال «نعم»", "“قال «نعم»”"),
        ("fr", "une trêve", "«\u202fune trêve\u202f»"),
        ("de", "Waffenruhe", "„Waffenruhe“"),
        ("he", "הפוגה", "”הפוגה”"),
        ("", "هدنة", "«هدنة»"),
        ("", "הפוגה", "”הפוגה”"),
        ("", "перемирье", "«перемирье»"),
        ("", "truce", "“truce”"),
    ],
)
def test_a_quotation_has_the_marks_of_its_language(language, text, seen):
    assert quoted(text, language) == seen


@pytest.mark.parametrize("inside", [False, True], ids=["outer", "inner"])
def test_pages_have_the_same_marks(inside):
    found = {}
    for rule in RULE.finditer(SHEET):
        if (".holds-quotes" in rule["selector"]) is inside:
            for language in re.findall(r":lang\((\w+)\)", rule["selector"]) or ["en"]:
                found[language] = (rule["begin"], rule["end"])
    wanted = {one: marks[inside] for one, marks in MARKS_OF_LANGUAGES.items()}
    assert found == {**wanted, "en": marks_of("en")[inside]}


def test_an_english_quotation_that_begins_in_arabic_runs_from_the_left():
    page = Template("{% load quotations %}<q {% quote_attributes text language %}>")
    words = {"text": "“ستون” (60 days)", "language": "en"}
    assert page.render(Context(words)) == '<q dir="ltr" lang="en" class="holds-quotes">'
    words = {"text": "ستون", "language": "en"}
    assert page.render(Context(words)) == '<q dir="auto" lang="en">'


@pytest.mark.parametrize("after", [".", ", he said", "؟", "، قال", "»", "”", ") and", "。", "!”"])
def test_a_mark_stands_at_the_word_before_it(after):
    assert leans_back(after)


@pytest.mark.parametrize("after", ["", "and", "– he", "(and", "«and", "“and", "وقال", "30", "¿why"])
def test_a_word_or_an_opening_mark_stands_apart(after):
    assert not leans_back(after)
