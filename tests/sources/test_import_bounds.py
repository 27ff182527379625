"""The import reads so many rows and columns in any format; an error says how many were found."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sources.article_import import read_table
from sources.article_import.columns import MOST_COLUMNS, MOST_ROWS
from tests.factories import UserFactory

MANY_NAMES = [f"n{number}" for number in range(120_000)]
ROWS = MOST_ROWS + 5
ANSWER_BYTES = 100_000
"""What a page may take beside the paste, which is shown again."""

WIDE = {
    "CSV, a head": (",".join(MANY_NAMES) + "\nx\n", "The file has 120000 columns"),
    "CSV, a head of commas": ("url" + "," * 990_000 + "\nx\n", "The file has 990001 columns"),
    "CSV, a row": ("url,headline\n" + "," * 990_000, "Row 2 has 990001 cells"),
    "JSON": (
        json.dumps([{"url": "x"}, dict.fromkeys(MANY_NAMES[:50_000])]),
        "Row 2 has 50000 cell",
    ),
    "CSL-JSON": (
        json.dumps([{"type": "x", "URL": "y", **dict.fromkeys(MANY_NAMES[:40_000], "z")}]),
        "Row 1 has 40002 cells",
    ),
    "BibTeX": (
        "@article{x, " + ",".join(f"n{number}={{b}}" for number in range(50_000)) + "}",
        "The file has 50000 columns",
    ),
}
LONG = {
    "CSV": "url\n" + "x\n" * ROWS,
    "JSON": json.dumps([{"url": "x"}] * ROWS),
    "RIS": "TY  - NEWS\nUR  - x\nER  - \n" * ROWS,
    "BibTeX": "@article{x, url={b}}\n" * ROWS,
}


def refusal(text: str) -> str:
    with pytest.raises(ValidationError) as refused:
        read_table(text)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("form", WIDE)
def test_too_many_columns_are_counted_and_refused(form):
    text, found = WIDE[form]
    message = refusal(text)
    assert found in message
    assert f"at most {MOST_COLUMNS} are read" in message
    assert len(message) < 200


@pytest.mark.parametrize("form", LONG)
def test_too_many_rows_are_counted_and_refused(form):
    assert refusal(LONG[form]) == (
        f"The file has {ROWS} rows; at most {MOST_ROWS} are read. Split it."
    )


def test_as_many_columns_as_are_read_are_taken():
    names = ["url", *(f"n{number}" for number in range(MOST_COLUMNS - 1))]
    table = read_table(",".join(names) + "\nhttps://a.example/1\n")
    assert len(table.ignored) == MOST_COLUMNS - 1


def test_commands_of_latex_that_are_not_known_are_named_once():
    text = "@article{x, url={y}, title={" + r"\frobnicate \other{a} " * 20_000 + "}}"
    (row,) = read_table(text).rows
    assert len(row.faults) == 1
    assert r"“\frobnicate, \other”" in row.faults[0]


def test_long_names_are_shortened_in_messages():
    long = "x" * 300_000
    assert len(refusal(f"{long},{long},url\na,b,c\n")) < 300
    assert [len(name) for name in read_table(f"{long},url\na,b\n").ignored] == [80]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "text",
    [WIDE["CSV, a head"][0], WIDE["CSV, a row"][0], "url,headline\nx,y\n" * 1_000, LONG["CSV"]],
)
def test_the_answer_is_little_more_than_what_was_sent_and_keeps_it(client, text):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    answer = client.post(reverse("admin:sources_article_import"), {"rows": text})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert len(page) < len(text) + 1_000 * 1_000
    if "errorlist" in page:
        assert text.strip()[:100_000] in page
        assert len(page) < len(text) + ANSWER_BYTES
