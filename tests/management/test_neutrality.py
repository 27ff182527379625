"""`manage.py neutrality`: what it prints, and when it fails."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.support.copies import store
from tests.support.folders import LAKE, SEEDS

pytestmark = pytest.mark.django_db
WORDS = """
attribution = ["says"]
[[words]]
forms = ["{form}"]
used_by = "one side"
why = "Takes a side."
"""


@pytest.fixture
def lake():
    store(LAKE)


@pytest.fixture
def words(tmp_path):
    """The path of a list with one word."""

    def words(form):
        path = tmp_path / "words.toml"
        path.write_text(WORDS.format(form=form), encoding="utf-8")
        return str(path)

    return words


def test_without_a_list_the_counts_are_printed_and_nothing_fails(lake, capsys):
    call_command("neutrality", "lake-2031")
    printed = capsys.readouterr().out
    for words in ("clauses", "answers put as: demands", "What is unequal", "There is no list of"):
        assert words in printed


def test_a_word_without_attribution_is_printed_with_its_place_and_fails(lake, words, capsys):
    with pytest.raises(CommandError, match="not attributed"):
        call_command("neutrality", "lake-2031", "--words", words("lake"))
    assert "negotiation.toml, negotiation, name: “Lake”" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("whether it can be extended", "codebook/codebook.toml, topic ceasefire-duration, defin"),
        ("The Irish Times Trust", "codebook/articles.toml, outlet irish-times, ownership: “The "),
    ],
)
def test_a_word_in_a_codebook_is_printed_with_its_file(words, capsys, form, place):
    store(SEEDS / "istanbul-2025")
    with pytest.raises(CommandError, match="not attributed"):
        call_command("neutrality", "istanbul-2025", "--words", words(form))
    assert place in " ".join(capsys.readouterr().out.split())


def test_a_clean_negotiation_does_not_fail_however_unequal_it_is(lake, words, capsys):
    call_command("neutrality", "lake-2031", "--words", words("no such word"), "--bound", "1")
    printed = capsys.readouterr().out
    assert "0 without attribution in" in printed
    assert "(some beside none)" in printed


def test_the_same_numbers_are_given_as_json(lake, words, capsys):
    with pytest.raises(CommandError):
        call_command("neutrality", "lake-2031", "--format", "json", "--words", words("lake"))
    data = json.loads(capsys.readouterr().out)
    assert {"kind", "documents", "measures"} == set(data["groups"][0])
    assert data["unattributed"][0]["why"] == "Takes a side."
    assert {one["measure"] for one in data["unequal"]} <= {
        measure["key"] for group in data["groups"] for measure in group["measures"]
    }


def test_an_unknown_negotiation_and_a_missing_list_are_named(lake, tmp_path):
    with pytest.raises(CommandError, match='no negotiation "see"'):
        call_command("neutrality", "see")
    with pytest.raises(CommandError, match="there is no file"):
        call_command("neutrality", "lake-2031", "--words", str(tmp_path / "absent.toml"))
