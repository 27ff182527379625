"""Where the sentence around a place begins and ends."""

import pytest

from sources.sentences import MOST_ON_A_SIDE, sentence_around, sentence_at


def sentence(text: str, words: str) -> str:
    start = text.index(words)
    return text[slice(*sentence_at(text, (start, start + len(words))))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks ended. The sides agreed to meet. It rained.", "The sides agreed to meet."),
        ("Talks ended! The sides agreed?  It rained.", "The sides agreed?"),
        ("The sides agreed", "The sides agreed"),
        ("Talks end\n\nThe sides agreed\n\nIt rained", "The sides agreed"),
        ("Talks end\nThe sides agreed\nIt rained", "The sides agreed"),
        ("Talks end\n\nAll of the\nsides agreed", "All of the\nsides agreed"),
        ("It ended. “The sides agreed.” It rained.", "“The sides agreed.”"),
        ("It ended. “The sides agreed!” he said. It rained.", "“The sides agreed!” he said."),
        ("It ended. (The sides agreed.) It rained.", "(The sides agreed.)"),
        ("It ended.\u200e The sides agreed.\u200f It rained.", "The sides agreed.\u200f"),
        ("Then Mr. Smith of The sides agreed. It rained.", "Then Mr. Smith of The sides agreed."),
        ("Then U.S. The sides agreed. It rained.", "Then U.S. The sides agreed."),
        ("Як ген. Іван The sides agreed. Дощ.", "Як ген. Іван The sides agreed."),
        ("У м. Київ The sides agreed. Дощ.", "У м. Київ The sides agreed."),
        ("He said:\n\nThe sides agreed.\n\nIt rained.", "He said:\n\nThe sides agreed."),
        ("It cost 4.5 The sides agreed 6.", "It cost 4.5 The sides agreed 6."),
    ],
)
def test_a_sentence_ends_at_its_sign_or_with_its_paragraph(text: str, found: str):
    assert sentence(text, text[text.index("sides") : text.index("agreed") + 6]) == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("انتهت المحادثات. وافق الطرفان؟ هطل المطر.", "الطرفان", "وافق الطرفان؟"),
        ("会谈结束。双方同意停火。下雨了。", "同意", "双方同意停火。"),
    ],
)
def test_sentences_end_in_scripts_without_capitals(text: str, words: str, found: str):
    assert sentence(text, words) == found


def test_words_over_several_sentences_lie_in_all_of_them():
    text = "One came. Two went. Three stayed. Four slept."
    assert sentence(text, "went. Three") == "Two went. Three stayed."


def test_words_that_end_with_a_sentence_do_not_lie_in_the_next():
    assert sentence("Two went home. Three stayed.", "went home.") == "Two went home."


def test_in_any_case_a_sentence_may_begin_with_a_small_letter():
    text = "It ended. the sides agreed. it rained."
    span = (text.index("sides"), text.index("sides") + 5)
    assert text[slice(*sentence_at(text, span))] == text
    assert text[slice(*sentence_at(text, span, any_case=True))] == "the sides agreed."


def test_what_stands_before_and_after_is_given_with_a_line_end_between():
    text = "It ended. Both  of the\u00a0sides agreed. It rained."
    start = text.index("sides")
    assert sentence_around(text, (start, start + 5)) == "Both of the\nagreed."


def test_a_text_without_ends_of_sentences_is_read_to_a_bound():
    text = "word " * 1000
    before, after = sentence_around(text, (2500, 2504)).split("\n")
    assert 0 < len(before) <= MOST_ON_A_SIDE
    assert 0 < len(after) <= MOST_ON_A_SIDE
    assert set(f"{before} {after}".split()) == {"word"}
