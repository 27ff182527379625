"""One English word that does two things has two entries in the catalogues of other languages."""

import pytest
from django.template.loader import render_to_string
from lxml import html

from tests.support.folders import LAKE, stored_for_a_module
from tests.support.other_words import CONTEXT, other_words

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
TALKS = "/lake-2031/"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


@pytest.mark.parametrize(
    ("page", "context", "word"),
    [
        (TALKS, "days", "to"),
        (f"{TALKS}movement/", "texts", "to"),
        (f"{TALKS}movement/", "kind of change", "Change"),
        (f"{TALKS}export/", "moment", "State"),
    ],
)
def test_a_word_of_two_meanings_is_translated_by_its_place(client, page, context, word):
    with other_words({word: "wrong word", f"{context}{CONTEXT}{word}": "own word"}):
        text = client.get(page).content.decode()
    assert "own word" in text
    assert "wrong word" not in text


def test_questions_with_a_mark_each_and_questions_alone_are_counted_apart(client):
    apart = {
        ("%(total)s question", 1): "%(total)s queries",
        (f"one mark each{CONTEXT}%(total)s question", 1): "%(total)s queries, each with a mark",
    }
    with other_words(apart):
        card, status = (
            client.get("/").content.decode(),
            client.get(f"{TALKS}compare/").content.decode(),
        )
    assert "queries, each with a mark" in card
    assert "queries" in status
    assert "each with a mark" not in status


class Shown:
    """A comparison of which a filter lets no row through."""

    row_count, total, uncoded = 0, 1, 0
    selection = type("Filtered", (), {"filtered": True})

    def __init__(self, coded: int) -> None:
        self.coded = [None] * coded


@pytest.mark.parametrize(("coded", "words"), [(1, "0 of 1: one"), (2, "0 of 2: several")])
def test_the_questions_behind_a_filter_take_the_form_of_their_number(coded, words):
    text = "%(shown)s of %(all)s questions"
    forms = {(text, 0): "%(shown)s of %(all)s: one", (text, 1): "%(shown)s of %(all)s: several"}
    with other_words(forms):
        found = render_to_string("proposals/_status.html", {"matrix": Shown(coded)})
    assert html.fromstring(f"<p>{found}</p>").text_content().strip() == words
