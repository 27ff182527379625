"""What nobody takes for another word is not marked as one, and is told in words."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.history.text_diff import DiffOp, DiffRun, compare_wordings
from proposals.history.text_words import Unseen

PARAGRAPHS, SPACES, QUOTES, SIGNS = Unseen
FORMS = {
    " ": [" ", "  ", "\u00a0", "\u2009", "\u202f", "\n", "\r\n", "\t ", "\u3000", "\n\n"],
    "'": ["'", "’", "‘", "‛", "ʼ", "`", "′", "＇", "´"],
    '"': ['"', "“", "”", "„", "«", "»", "″", "״"],
    "é": ["é", "e\u0301", "e\u00ad\u0301"],
    "ї": ["ї", "і\u0308"],
    "ạ́": ["a\u0323\u0301", "a\u0301\u0323", "\u1ea1\u0301"],
    "한": ["한", normalize("NFD", "한")],
    "n": ["n", "n\u00ad", "n\u200b", "n\u2060", "n\ufeff", "n\u200e", "n\u200d"],
    "-": ["-", "\u2010", "\u2011"],
}
LETTERS = st.sampled_from([*FORMS, "3", "3", ".", ",", "%", "三", "ш", "م", "(", "👩"])


@st.composite
def two_forms(draw):
    """Draw two texts that differ only in the forms of what looks alike."""
    letters = draw(st.lists(LETTERS, max_size=30))
    return tuple(
        "".join(draw(st.sampled_from(FORMS.get(letter, [letter]))) for letter in letters)
        for _side in range(2)
    )


def diff_line(before, after):
    """Return a difference as one line: [-removed-], [+added+]."""
    signs = {DiffOp.KEPT: "{}", DiffOp.REMOVED: "[-{}-]", DiffOp.ADDED: "[+{}+]"}
    runs = compare_wordings(before, after).runs
    return "".join(signs[run.op].format(run.text) for run in runs)


@given(two_forms())
def test_look_alikes_are_kept_in_the_newer_form(texts):
    before, after = texts
    compared = compare_wordings(before, after)
    assert compared.runs == ((DiffRun(DiffOp.KEPT, after),) if after else ())
    assert bool(compared.unseen) == (before != after)


@pytest.mark.parametrize(
    ("before", "after", "unseen"),
    [
        ("two  words", "two\u00a0words", (SPACES,)),
        ("one\r\ntwo", "one\ntwo", (SPACES,)),
        ("a line\nend", "a line end", (SPACES,)),
        ("at its end", "at its end \n\n", (SPACES,)),
        ("before a point .", "before a point.", (SPACES,)),
        ("6 000", "6\u202f000", (SPACES,)),
        ("50 %", "50%", (SPACES,)),
        ("One.\n\nTwo.", "One. Two.", (PARAGRAPHS,)),
        ("One.\nTwo.", "One.\n \nTwo.", (PARAGRAPHS,)),
        ("об’єкт", "обʼєкт", (QUOTES,)),
        ("don't", "don‘t", (QUOTES,)),
        ("“peace”", "«peace»", (QUOTES,)),
        ("‘peace’", '"peace"', (QUOTES,)),
        ('צה"ל', "צה״ל", (QUOTES,)),
        ("é", "e\u0301", (SIGNS,)),
        ("a\u0301\u0323", "a\u0323\u0301", (SIGNS,)),
        ("cease\u00adfire", "ceasefire", (SIGNS,)),
        ("cease\u200bfire", "ceasefire", (SIGNS,)),
        ("cease\u200dfire", "ceasefire", (SIGNS,)),
        ("\ufeffpeace", "peace", (SIGNS,)),
        ("", "\u200d", (SIGNS,)),
        ("  ", "", (SPACES,)),
        ("a\u00adb  c’d\n\ne", "ab c'd e", (PARAGRAPHS, SPACES, QUOTES, SIGNS)),
        ("4\u200b.5", "4.5", (SIGNS,)),
        ("1 \u200b000", "1\u200b 000", (SIGNS,)),
    ],
)
def test_what_differs_beside_the_words_is_told(before, after, unseen):
    compared = compare_wordings(before, after)
    assert not compared.words_differ
    assert compared.unseen == unseen


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Letters of two scripts that look alike are other letters.
        ("сосо", "coco", "[-сосо-][+coco+]"),
        ("Ρ 1", "P 1", "[-Ρ-][+P+] 1"),
        ("cease fire", "ceasefire", "[-cease fire-][+ceasefire+]"),
        ("ґрати", "грати", "[-ґрати-][+грати+]"),
        ("їх", "іх", "[-їх-][+іх+]"),
        ("1 000", "1000", "[-1 000-][+1000+]"),
        # A joiner shows between letters that it shapes.
        ("می\u200cخواهم", "میخواهم", "[-می\u200cخواهم-][+میخواهم+]"),
        ("سلام", "سـلام", "[-سلام-][+سـلام+]"),
        # Minutes and seconds of an arc.
        ("48°30'", '48°30"', "48°30[-'-][+\"+]"),
        ("as — such", "as - such", "as [-—-][+-+] such"),
    ],
)
def test_what_is_another_word_or_sign_is_marked(before, after, expected):
    assert diff_line(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("4.5 per cent", "5.4 per cent", "[-4.5-][+5.4+] per cent"),
        ("4,5 %", "4,6 %", "[-4,5 %-][+4,6 %+]"),
        ("up to 6,000 men.", "up to 8,000 men.", "up to [-6,000-][+8,000+] men."),
        ("1\u00a0000 men", "1\u202f500 men", "[-1\u00a0000-][+1\u202f500+] men"),
        ("1 250 000,5 km", "1 250 000,6 km", "[-1 250 000,5-][+1 250 000,6+] km"),
        ("at 12:30, on", "at 12:45, on", "at [-12:30-][+12:45+], on"),
        ("by 2025-06-02.", "by 2025-07-02.", "by [-2025-06-02-][+2025-07-02+]."),
        ("by 02.06.2025", "by 03.06.2025", "by [-02.06.2025-][+03.06.2025+]"),
        ("50% of it", "60% of it", "[-50%-][+60%+] of it"),
        ("2/3 of it", "3/4 of it", "[-2/3-][+3/4+] of it"),
        ("نسبة ٤٫٥ و٦٬٠٠٠", "نسبة ٥٫٤ و٦٬٠٠٠", "نسبة [-٤٫٥-][+٥٫٤+] و٦٬٠٠٠"),
        ("๓๐ วัน", "๔๐ วัน", "[-๓๐-][+๔๐+] วัน"),
        ("停火30天", "停火60天", "停火[-30-][+60+]天"),
        ("the 2nd of 4.", "the 3rd of 4.", "the [-2nd-][+3rd+] of 4."),
        ("for 30", "for 30.", "for 30[+.+]"),
        ("30-60 days", "30-90 days", "30-[-60-][+90+] days"),
    ],
)
def test_a_number_changes_as_a_whole(before, after, expected):
    assert diff_line(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("цей об'єкт", "цей суб'єкт", "цей [-об'єкт-][+суб'єкт+]"),
        ("they don’t", "they won't", "they [-don’t-][+won't+]"),
        ("the 30-day truce", "the 60-day truce", "the [-30-][+60+]-day truce"),
        ("its ‘peace’", "its ‘pause’", "its ‘[-peace-][+pause+]’"),
        (
            "👩\u200d👩\u200d👦 go",
            "👩\u200d👩\u200d👧 go",
            "[-👩\u200d👩\u200d👦-][+👩\u200d👩\u200d👧+] go",
        ),
        ("か\u3099く", "かく", "[-か\u3099-][+か+]く"),
        ("ก\u0e49าน", "กาน", "[-ก\u0e49-][+ก+]าน"),
        ("שָׁלוֹם", "שלום", "[-שָׁלוֹם-][+שלום+]"),
        ("1\ufe0f\u20e3", "2\ufe0f\u20e3", "[-1\ufe0f\u20e3-][+2\ufe0f\u20e3+]"),
        ("#\ufe0f\u20e3 a", "# a", "[-#\ufe0f\u20e3-][+#+] a"),
    ],
)
def test_a_word_changes_as_a_whole(before, after, expected):
    assert diff_line(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A. B.\n\nC.", "A.\n\nC.", "A.[- B.-]\n\nC."),
        ("A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\n[-B.\n\n-]C."),
        ("A.\n\nC.", "A.\n\nB.\n\nC.", "A.\n\n[+B.\n\n+]C."),
        ("forces leave.", "forces.", "forces[- leave-]."),
        ("well known", "well-known", "well[- -][+-+]known"),
        ("now", " now or never ", " now[+ or never +]"),
    ],
)
def test_the_space_beside_a_word_comes_and_goes_with_it(before, after, expected):
    assert diff_line(before, after) == expected


def test_a_change_of_paragraphs_is_told_beside_a_changed_word():
    compared = compare_wordings("One.\n\nTwo for 30 days.", "One. Two for 60 days.")
    assert compared.words_differ
    assert compared.unseen == (PARAGRAPHS,)
