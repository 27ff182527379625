"""What an error says: the row by its key, a fault once, letters by name, and a way out."""

import pytest

from tests.support.folders import LAKE, append, change, copy, only_problem, problems, write

pytestmark = pytest.mark.django_db
DOCUMENT = "documents/plan.first.toml"


@pytest.fixture
def small(tmp_path):
    return write(tmp_path / "small")


# Rows


def test_a_row_is_named_by_its_key_and_not_by_its_number(tmp_path):
    lake = copy(LAKE, tmp_path)
    append(lake, "questions.toml", '[[questions]]\nkey = "depth"\nkind = "rang"\n')
    found = [line for line in problems(lake) if "question depth, kind" in line]
    assert len(found) == 1
    assert 'Found: "rang"' in found[0]


def test_a_row_without_a_key_has_its_number(small):
    change(small, "codebook.toml", 'key = "truce"\n', "")
    change(small, DOCUMENT, '["truce"]', "[]")
    change(small, "questions.toml", 'topic = "truce"', 'topic = "fire"')
    assert "small/codebook.toml, topics[1].key: the key is missing." in problems(small)


@pytest.mark.parametrize("key", ["1", '"a\\nb"', '""', f'"{"k" * 200}"', '"\\u202Ea"'])
def test_a_row_whose_key_cannot_be_shown_has_its_number(small, key):
    append(small, "codebook.toml", f'[[themes]]\nkey = {key}\nname = "x"\nrank = 1\n')
    assert any(line.startswith("small/codebook.toml, themes[2].rank: ") for line in problems(small))


def test_rows_of_one_key_are_counted(small):
    change(small, DOCUMENT, "[[clauses.terms]]", '[[clauses.terms]]\nquestion = "length"\nx = 1\n')
    again = '[[clauses.terms]]\nquestion = "length"\nvalue = 3\ny = 1\nforce = "demands"\n'
    append(small, DOCUMENT, again)
    change(small, DOCUMENT, 'x = 1\n\nquestion = "length"', "x = 1\n")
    found = problems(small)
    assert any("clause 1, term length (1 of 2), x: unknown key" in line for line in found)
    assert any("clause 1, term length (2 of 2), y: unknown key" in line for line in found)


# One fault, one problem


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("articles.toml", "outlet, origin or article"),
        ("codebook.toml", "unit, theme or topic"),
        ("questions.toml", "question"),
        ("negotiation.toml", "party or disagreement"),
    ],
)
def test_a_broken_file_is_one_problem_and_what_names_its_rows_is_not_judged(small, file, kinds):
    append(small, file, "x = = 1\n")
    told = f"What names one of its rows ({kinds}) could not be checked."
    assert told in only_problem(small)


def test_a_broken_file_in_which_a_whole_negotiation_has_its_articles_is_one_problem(tmp_path):
    lake = copy(LAKE, tmp_path)
    append(lake, "articles.toml", '[[articles]\nkey = "X"\n')
    assert "articles.toml: not TOML: line " in only_problem(lake)


def test_what_does_not_rest_on_the_broken_file_is_still_checked(small):
    append(small, "articles.toml", "x = = 1\n")
    change(small, DOCUMENT, '["west"]', '["vest"]')
    assert [line.partition(":")[0] for line in problems(small)] == [
        "small/articles.toml",
        f"small/{DOCUMENT}, clause 1, term length, bearers",
    ]


def test_a_broken_document_is_one_problem_for_what_names_its_clauses(tmp_path):
    lake = copy(LAKE, tmp_path)
    for file in sorted((lake / "documents").glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(f"x = True\n{text}", encoding="utf-8")
        found = problems(lake)
        assert len(found) == 1, found
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["[articles]", "[[article]]", "[[articls]]"])
def test_a_slip_in_the_name_of_a_table_is_one_problem(small, name):
    change(small, "articles.toml", "[[articles]]", name)
    assert "articles" in only_problem(small)


def test_a_slip_in_the_name_of_a_file_is_one_problem(small):
    (small / "articles.toml").rename(small / "article.toml")
    assert 'Did you mean "articles.toml"?' in only_problem(small)


def test_a_codebook_that_is_no_toml_is_one_problem_for_translations(tmp_path, small):
    codebook = (small / "codebook.toml").read_text(encoding="utf-8")
    write(tmp_path / "codebook", {"codebook.toml": f"x = = 1\n{codebook}"})
    (small / "codebook.toml").unlink()
    change(small, "negotiation.toml", "[negotiation]", 'uses = "../codebook"\n[negotiation]')
    lines = 'subject = "topic truce"\nfield = "name"\noriginal = "Truce"\ntext = "Перемир’я"\n'
    write(small, {"texts/uk.toml": f"[[translations]]\n{lines}"})
    assert only_problem(small).startswith("codebook/codebook.toml: not TOML: line 1, column 5")


# Letters


@pytest.mark.parametrize(
    ("file", "old", "new", "letter"),
    [
        (DOCUMENT, 'force = "demands"', 'force = "demаnds"', "Character 4 “а” is CYRILLIC"),
        (DOCUMENT, 'force = "demands"', '"fоrce" = "demands"', "Character 2 “о” is CYRILLIC"),
        (DOCUMENT, "{ at_least = 30 }", '"at lеast 30 days"', "Character 5 “е” is CYRILLIC SMALL"),
        (DOCUMENT, 'key = "first"', 'key = "first"\nlanguage = "еn"', "Character 1 “е” is CYRIL"),
        ("articles.toml", 'key = "G1"', 'key = "G1а"', "Character 3 “а” is CYRILLIC SMALL"),
        (DOCUMENT, 'article = "G1"', 'article = "G1\\u200b"', "Character 3 is ZERO WIDTH SPACE"),
        (DOCUMENT, '["west"]', '["wеst"]', "Character 2 “е” is CYRILLIC SMALL LETTER IE (U+0435)"),
        (DOCUMENT, "at_least =", '"at_lеast" =', "“е” is CYRILLIC SMALL LETTER IE (U+0435)"),
        ("questions.toml", 'unit = "day"', 'unit = "dаy"', "“а” is CYRILLIC SMALL LETTER A"),
        ("questions.toml", 'key = "air"', 'key = "аir"', "“а” is CYRILLIC SMALL LETTER A"),
        ("questions.toml", 'kind = "items"', 'kind = "iteмs"', "Character 4 “м” is CYRILLIC"),
        ("codebook.toml", 'theme = "fire"', 'theme = "fιre"', "GREEK SMALL LETTER IOTA (U+03B9)"),
        (
            "codebook.toml",
            'key = "day"',
            'key = "dаy"',
            "Character 2 “а” is CYRILLIC SMALL LETTER A",
        ),
        ("codebook.toml", 'key = "day"', 'key = "da‑y"', "Character 3 is NON-BREAKING HYPHEN"),
    ],
)
def test_a_letter_that_looks_like_that_of_a_key_is_named(small, file, old, new, letter):
    change(small, file, old, new)
    assert any(letter in line for line in problems(small)), problems(small)


# Days


@pytest.mark.parametrize(
    ("file", "old", "new", "way"),
    [
        (
            "articles.toml",
            'outlet = "gazette"',
            'outlet = "gazette"\npublished = "2025-07"',
            "note",
        ),
        (DOCUMENT, 'label = "first"', 'label = "first"\ndate = "2025-07"', "leave date out of"),
        ("negotiation.toml", 'key = "small"', 'key = "small"\nbegins = "2025-07"', "leave begins"),
    ],
)
@pytest.mark.parametrize("marks", [True, False])
def test_a_month_alone_is_told_what_may_be_left_out(small, file, old, new, way, marks):
    change(small, file, old, new if marks else new.replace('"2025-07"', "2025-07"))
    line = only_problem(small)
    assert "2025-07 is a month, and a date needs its day." in line
    assert way in line


# Labels


VOCABULARY = 'vocabulary = [{ key = "air", label = "air" }, { key = "sea", label = "sea" }]'


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (("air", "Air"), "the same key or the same label: 'air'."),
        (("only air", "sea"), "The label 'only air' holds the reserved word “only”"),
        (("not air", "sea"), "The label 'not air' holds the reserved word “not”"),
        (("air and", "sea"), "The label 'air and' begins or ends with the joining word “and”"),
        (("air and sea", "sea"), "as several entries, because of “sea” in it: reword it."),
        (("air", "air and land"), "as several entries, because of “air” in it: reword it."),
        (('צה\\"ל', "sea"), "double quotation mark (Hebrew has ״ for it)"),
    ],
)
def test_a_label_that_could_be_misread_is_told_the_word_and_the_way_out(small, labels, words):
    entries = (f'{{ key = "k{n}", label = "{label}" }}' for n, label in enumerate(labels))
    change(small, "questions.toml", VOCABULARY, f"vocabulary = [{', '.join(entries)}]")
    assert words in only_problem(small)


def test_gershayim_stand_in_a_label(small):
    change(small, "questions.toml", 'label = "air"', 'label = "צה״ל"')
    assert problems(small) == []


def test_two_units_of_one_name_are_told_it(small):
    week = '[[units]]\nkey = "week"\none = "day"\nmany = "weeks"\nbase = "day"\nminimum = 0\n'
    append(small, "codebook.toml", f"{week}factor = 7\n")
    assert "Two units have the same key or the same name: 'day'." in problems(small)[0]


def test_a_needed_reference_that_is_empty_is_told_with_its_file(small):
    change(small, "articles.toml", 'outlet = "gazette"', 'outlet = ""')
    assert only_problem(small) == (
        'small/articles.toml, article G1, outlet: must not be empty. Found: "".'
    )


def test_an_error_stays_on_its_line_whatever_was_found(small):
    change(small, DOCUMENT, 'force = "demands"', 'force = "de\\nma\\u202Ends"')
    assert 'Found: "de\\nma\\u202Ends".' in only_problem(small)
