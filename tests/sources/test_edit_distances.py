"""Many quotations are looked for in one reading of the text, with the results of one at a time."""

from hypothesis import given
from hypothesis import strategies as st

from sources import edit_distances
from sources.edit_distances import distances, most_ends, near_ends
from sources.quotes import KnownQuote, check_quote, check_quotes

LETTERS = st.text("abc ñ", max_size=60)
PATTERNS = st.dictionaries(
    st.text("abc ñ", min_size=1, max_size=12), st.integers(0, 12), max_size=9
)


def ends_one_by_one(pattern, most, text):
    counts = distances(pattern, text, anchored=False)
    return sorted((count, end) for end, count in enumerate(counts) if end and count <= most)


@given(PATTERNS, LETTERS)
def test_ends_of_many_patterns_are_those_of_each(patterns, text):
    found = near_ends(patterns, text)
    assert found == {
        pattern: ends_one_by_one(pattern, most, text) for pattern, most in patterns.items()
    }


def test_of_very_many_ends_the_best_are_kept():
    text = "ab bb ba " * 800 + "abc abc"
    found = near_ends({"abc": 2, "q": 1}, text)
    assert found["abc"] == ends_one_by_one("abc", 2, text)[: most_ends("abc")]
    assert found["q"] == ends_one_by_one("q", 1, text)[: most_ends("q")]
    assert found["abc"][0] == (0, text.index("abc") + 3)


def test_the_text_is_read_once_for_all_quotations(monkeypatch):
    read = []
    near = edit_distances._add_ends

    def count(found, patterns, most_errors, text):
        read.append((len(patterns), text))
        near(found, patterns, most_errors, text)

    monkeypatch.setattr(edit_distances, "_add_ends", count)
    text = "Both sides would exchange 6,000 bodies each. " * 40
    check_quotes([KnownQuote(f"a sentence that nobody wrote, {n}") for n in range(78)], text)
    assert read == [(78, text.strip())]


def test_many_quotations_have_the_results_of_each():
    text = "At least 30 days. Talks would follow. At least 60 days, they said; 6,000 bodies each."
    known = [
        KnownQuote("At least 30 days"),
        KnownQuote("at least", after="60 days"),
        KnownQuote("Talks could follow."),
        KnownQuote("nothing of the kind stands here"),
        KnownQuote("6,000 bodies", before="they said;", sentence="they said;\neach."),
        KnownQuote(""),
    ]
    checks = check_quotes(known, text)
    assert checks == {
        one: check_quote(one.quote, one.before, one.after, text, sentence=one.sentence)
        for one in known
    }
    assert len({check.outcome for check in checks.values()}) > 2


def test_a_word_that_stands_everywhere_is_never_settled_by_its_neighbours():
    text = "so " * 6_000 + "it was so indeed"
    check = check_quote("so", "it was", "indeed", text)
    assert not check.is_settled
    assert len(check.positions) < 6_000
