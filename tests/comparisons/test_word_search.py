"""A search of words in stored rows finds what it finds in rows that are all read and compared."""

import pytest
from django.utils.translation import override

from proposals.comparisons import compare, stored_marks
from proposals.comparisons.catalogue import catalogue, catalogue_of_documents
from proposals.comparisons.searched_texts import texts_in_memory
from proposals.comparisons.selection import Selection
from proposals.comparisons.stored_marks import columns_with_marks
from proposals.data_stamps import read_stamp, under_stamp
from proposals.language.languages import LANGUAGES
from proposals.models import Question
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.folders import ISLE, LAKE, NEGOTIATIONS, PASS, stored_for_a_module
from tests.support.kept_pages import forget_what_is_kept

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE, ISLE, NEGOTIATIONS / "strait-2033", PASS)
TALKS = ("lake-2031", "isle-2032", "strait-2033", "pass-2034")
PHRASES = (
    *(
        "WATER",
        "wáter",
        "water share",
        "share  water",
        "per cent",
        "at least",
        "e",
        "the",
        "20 per",
    ),
    *("λιμναια", "Λίμναία", "Λιμναία water", "وادي", "المياه", "ﺍﻟﻤﻴﺎﻩ", "ciragan", "Çırağan"),
    *("“", "’", "'", "-", "–", "()", "ß", "ss", "ﬁ", "½", "1", "\u0301", "¨"),
    *("no such word", "water nosuchword"),
)


@pytest.fixture(autouse=True)
def all_kept(stored, db, monkeypatch):
    """Let the marks of the smallest comparison be stored, and nothing be kept from before."""
    monkeypatch.setattr(stored_marks, "MOST_UNSTORED", 0)
    texts_in_memory.clear()


def columns(talks, documents=()):
    offered = catalogue_of_documents(talks)
    return columns_with_marks(offered, offered.chosen(Selection(documents)))


def keys(matrix):
    return [row.question.key for row in matrix.rows]


def counts(facets):
    outlets = [(outlet.key, number) for outlet, number in facets.outlets]
    return facets.marks.counts, facets.traits, outlets, facets.themes, facets.topics


def words_of(row):
    """Return the words of a row: none that is searched for has a space, so each lies within one."""
    return set(row.folded_text.split())


@pytest.mark.parametrize("talks", TALKS)
def test_phrases_of_every_script_are_found_in_the_same_rows(talks):
    whole = catalogue(talks)
    with under_stamp(read_stamp()):
        for text in PHRASES:
            selection = Selection(words=text)
            found = columns(talks).matrix(selection)
            expected = compare(whole, selection)
            assert keys(found) == keys(expected), text
            assert counts(found.facets) == counts(expected.facets)
            assert found.ways_back == expected.ways_back


@pytest.fixture
def two_languages(settings, monkeypatch):
    """The site in its language and in a made-up one."""
    monkeypatch.setitem(LANGUAGES, "xx", MADE_UP)
    settings.LANGUAGES = [("en", "English"), ("xx", "Vorbo")]


@pytest.mark.parametrize("talks", TALKS)
def test_every_word_of_a_row_is_found_in_every_language(talks, two_languages):
    whole = catalogue(talks)
    keys_of_all = [document.key for document in whole.documents]
    with under_stamp(read_stamp()):
        for documents in ((), tuple(keys_of_all[:5]), tuple(keys_of_all[-2:])):
            found: dict[str, dict[str, set[str]]] = {}
            for language in ("en", "xx", "en"):
                with override(language):
                    selection = Selection(documents)
                    rows = columns(talks, documents).matrix(selection).rows
                    found[language] = {row.question.key: words_of(row) for row in rows}
                    expected = compare(whole, selection).rows
                    assert found[language] == {row.question.key: words_of(row) for row in expected}
            assert found["en"] != found["xx"]


def test_the_texts_are_read_once_until_the_next_write(django_assert_num_queries):
    forget_what_is_kept()
    with under_stamp(read_stamp()):
        own = columns("lake-2031")
        own.kept.rows = {}
        with django_assert_num_queries(3):
            assert keys(own.matrix(Selection(words="water")))
        with django_assert_num_queries(0):
            assert keys(own.matrix(Selection(words="spring")))
    Question.objects.filter(key="springs").update(text="Whose are the quellen?")
    with under_stamp(read_stamp()):
        assert keys(columns("lake-2031").matrix(Selection(words="quellen"))) == ["springs"]
