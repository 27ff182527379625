"""Reading TOML: nothing that can be written is answered with a traceback, but in words."""

from time import process_time

import pytest

from proposals.seeding.toml_source import TomlFault, parse_toml
from tests.support.folders import SEEDS


def fault(text: str) -> str:
    """What is said of a text that is refused."""
    with pytest.raises(TomlFault) as refused:
        parse_toml(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\nminimum = " + "1" * 4301, "line 2, minimum: the number", id="integer"),
        pytest.param("a = 1\nb = 0x" + "f" * 5000, "line 2, b: the number", id="in base 16"),
        pytest.param("b = 1e999999999999999999999", "line 1, b: the number", id="exponent"),
        pytest.param("b = [1, -1e-9999999]", "line 1, b: the number", id="small, in a list"),
        pytest.param("b = 0." + "1" * 5000, "line 1, b: the number", id="decimals"),
        pytest.param("\n\nc = " + "[" * 330, "line 3, c: more than 40 brackets", id="brackets"),
        pytest.param("c = " + "[" * 330 + "]" * 330, "line 1, c: more than 40", id="lists"),
        pytest.param("c = " + "{ a = " * 400, "line 1, c: more than 40 brackets", id="braces"),
        pytest.param(
            "[" + "a." * 5000 + "a]", "line 1: more than 40 tables", id="points in a head"
        ),
        pytest.param("a." * 5000 + "a = 1", "line 1: more than 40 tables", id="points in a key"),
        pytest.param('"a" . ' * 500 + "a = 1", "a: more than 40 tables", id="parts in marks"),
    ],
)
def test_what_nothing_can_hold_is_named_with_its_line_and_key(text, expected):
    assert fault(text).startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "1" * 5000 + '"',
        'a = "' + "[" * 500 + '"',
        "# " + "[" * 500 + "1e999999\na = 1",
        'a = """\n' + '"[' * 100 + '\n"""',
        "a\t=\t'\t'",
        '"1e9999999" = 1\n1e999999 = 2',
        "a = nan\nb = -inf\nc = 12:00:00\nd = 0001-01-01T00:00:00+23:59",
        "a = " + "[" * 40 + "]" * 40,
        "a = 6_000\r\nb = 1.5",
    ],
)
def test_texts_and_comments_may_hold_anything(text):
    assert parse_toml(text)


def test_every_file_of_the_repository_is_read():
    files = list(SEEDS.rglob("*.toml"))
    assert files
    for file in files:
        parse_toml(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + '\\"' * 100_000,
        "a = '''" + "''\n'" * 100_000,
        " " * 200_000 + "?",
        "a = " + "[ " * 40 + " " * 200_000 + "?",
        "a = " + '"", ' * 100_000,
        "a =" + " 1" * 100_000,
    ],
)
def test_a_long_line_that_is_no_toml_is_told_at_once(text):
    start = process_time()
    assert fault(text).startswith("not TOML: line ")
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("whole = True", 1, "It is written in small letters: true."),
        ("a = [FALSE]", 1, "It is written in small letters: false."),
        ("a = yes", 1, "Yes is written true"),
        ("a = None # not known", 1, "There is no word for nothing"),
        ("a =\nb = 1", 1, "The key a has no value: leave it out."),
        ("b = 1\na = 2025-02-30", 2, "The calendar has no day 2025-02-30."),
        ("a = 2025-13-01", 1, "The calendar has no day 2025-13-01."),
        ("a = 30 February", 1, "year-month-day, without quotation marks: 2025-06-02"),
        ("a = February 30, 2025", 1, "year-month-day"),
        ("a = 2 June 2025", 1, "year-month-day"),
        ("a = 2.6.2025", 1, "year-month-day"),
        ("a = 2025-6-2", 1, "Month and day have two figures each."),
        ("a = 2025-06-02 14:30", 1, "A time of day is written 2025-06-02T14:30:00Z"),
        ("published = 2025-07", 1, "leave published out and say what is known in published_note"),
        ("handed_over = 2025-07", 1, "say what is known in handed_over_note"),
        ("date = 2025-07", 1, "leave date out of [version]"),
        ("value = { from = 2025-07 }", 1, "{ from = 2025-07-01, to = 2025-07-31 }"),
        ("a = “text”", 1, "The quotation mark “ is LEFT DOUBLE QUOTATION MARK (U+201C)"),
        ("a = «text»", 1, "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK"),
        ('key: "value"', 1, "A key has its value after an equals sign: key = …"),
        ("a = { b: 1 }", 1, "A key has its value after an equals sign, in braces as well"),
        ("a := 1", 1, "A key has its value after an equals sign: a = …"),
        ("a == 1", 1, "One equals sign is enough."),
        ("a = [1 2]", 1, "Between two entries of a list stands a comma."),
        ('a = [\n "x"\n "y",\n]', 3, "Between two entries of a list stands a comma."),
        ('a = ["x",\n\nb = 1', 3, "A list above is not closed: a ] is missing."),
        ('b = 1\na = ["x"\n', 2, "is not closed"),
        ('b = 1\na = "x\nc = "y"', 2, "The text that begins in line 2 has no closing mark"),
        ('a = """x\nb = 1\nc = 2\n', 1, "The text that begins in line 1 has no closing mark"),
        ("a = '''x\nb = 1\nc = 2\n", 1, "The text that begins in line 1 has no closing"),
        ("[a]\nb = 1\n[a]", 3, "The table [a] stands in line 1 already"),
        ("[a]\nb = 1\n\nb = 2", 4, "The key b has a value in line 2 already"),
        ("[c]\nb = 1\n[a]\nb = 1\nb = 2", 5, "The key b has a value in line 4 already"),
        ("a = { b = 1, b = 2 }", 1, "The key b stands twice between the braces."),
        ("a = 1,", 1, "No comma stands at the end"),
        ("a = { b = 1, }", 1, "No comma stands before the closing brace."),
        ("a = { b = 1\n}", 1, "A table in braces stands on one line"),
        ("a = 1,000", 1, "A number has nothing between thousands"),
        ("a = 4,5", 1, "a point before decimals: 6000, 4.5"),
        ("a = .5", 1, "A number has figures on both sides of its point"),
        ("a = 07", 1, "A number does not begin with 0"),
        ("a = 30 days", 1, 'an amount with its unit is a text: "30 days"'),
        ("a = the text", 1, "A text stands in quotation marks"),
        ('a = "a "b" c"', 1, "A quotation mark inside a text is written"),
        ('a = "צה"ל"', 1, "Gershayim in a Hebrew abbreviation are written ״"),
        (r'a = "C:\dir"', 1, r"A backslash in a text is written \\"),
        ("// a", 1, "A comment begins with #"),
        ("a = 1; b = 2", 1, "a line ends without a mark"),
        ("[[a]\nb = 1", 1, "The head of a table stands alone on its line"),
        ("[a] b = 1", 1, "The head of a table stands alone on its line"),
        ("a = { kеy = 1 }", 1, "Character 2 “е” is CYRILLIC SMALL LETTER IE (U+0435)"),
        ("kеy = 1", 1, "Character 2 “е” is CYRILLIC SMALL LETTER IE (U+0435)"),
        ("a =\u00a01", 1, "The character there is NO-BREAK SPACE (U+00A0)."),
        ("ключ = 1", 1, "A key is written with Latin letters"),
        ("a = 1\x01", 1, "The character there is U+0001"),
    ],
)
def test_a_fault_of_habit_is_told_with_its_line_and_what_would_be_right(text, line, hint):
    said = fault(text)
    assert said.startswith(f"not TOML: line {line}, column ")
    assert hint in said
