"""When a word that takes a side counts as attributed, and where it is found when it is not."""

import pytest

from proposals.neutrality import LoadedWord, Passage, WordList, find_hits

WORDS = WordList(
    (
        LoadedWord(("rebel*", "the old line"), used_by="North", why="Takes a side."),
        LoadedWord(("usurper",), used_by="South", why="Takes a side."),
    ),
    attribution=("what the text calls", "'s account", "says"),
)


def written(text):
    """The words found in a text."""
    return [hit.written for hit in find_hits([Passage("a.toml", where="b", text=text)], WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "The text says “rebels”.",
        "They are “rebels” to one side.",
        "Sie heißen „Rebels“ dort.",
        "«Rebels» leave the mill.",
        'They are "rebels" there.',
        "What the text calls rebels are to leave.",
        "Rebels hold the mill, by North's account.",
        "South says that the usurper is to go.",
        "A long text. What the text\ncalls rebels is to end.",
        "See [the Echo](https://echo.example/rebels-leave).",
    ],
)
def test_a_word_in_quotation_marks_or_beside_a_phrase_is_attributed(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels leave.", ["Rebels"]),
        ("The rebellion ends at THE OLD  LINE.", ["rebellion", "THE OLD LINE"]),
        ("“Usurper” is South's word. The usurper leaves.", ["usurper"]),
        ("Rebels leave. South says so.", ["Rebels"]),
        ("South says:\n\n- nothing\n- of the usurper", ["usurper"]),
        ("North says “no.” The usurper leaves.", ["usurper"]),
        ("The essays of rebels.", ["rebels"]),
    ],
)
def test_a_word_that_nobody_is_named_for_is_found(text, words):
    assert written(text) == words


def test_only_whole_words_are_meant_unless_a_star_says_otherwise():
    assert written("usurpers, unrebellious, the old lines") == []


def test_a_full_stop_inside_a_quotation_ends_no_sentence():
    assert written("North says “no. never.” to the usurper.") == []


def test_a_hit_tells_its_place_its_word_and_its_sentence():
    passage = Passage("questions.toml", where="question who, text", text="One. Do rebels leave?")
    (hit,) = find_hits([passage], WORDS)
    assert (hit.passage, hit.word, hit.sentence) == (passage, WORDS.words[0], "Do rebels leave?")
