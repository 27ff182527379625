"""Bad folders: every error at once, with file, clause, key, what was found and what is allowed."""

import pytest

from proposals import models
from proposals.seeding import SeedProblems, load
from tests.support.folders import SMALL, append, change, only_problem, problems, write

pytestmark = pytest.mark.django_db
DOCUMENT = "documents/plan.first.toml"


@pytest.fixture
def small(tmp_path):
    return write(tmp_path / "small")


def test_a_sound_folder_has_no_problem(small):
    assert problems(small) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            DOCUMENT,
            'force = "demands"',
            'force = "demand"',
            f"small/{DOCUMENT}, clause 1, term length, force: not one of the known words. "
            'Did you mean "demands"? Found: "demand". Allowed: demands, offers, accepts, expects, '
            "proposes.",
            id="unknown word",
        ),
        pytest.param(
            DOCUMENT,
            'force = "demands"',
            'forse = "demands"\nforce = "demands"',
            "small/documents/plan.first.toml, clause 1, term length, forse: unknown key. Did you "
            'mean "force"? Allowed: question, value, force, bearers, scope, condition, waits_for, '
            "option, confidence, note, number.",
            id="unknown key",
        ),
        pytest.param(
            DOCUMENT,
            'force = "demands"\n',
            "",
            "small/documents/plan.first.toml, clause 1, term length, force: the key is missing.",
            id="missing key",
        ),
        pytest.param(
            "codebook.toml",
            '[[units]]\nkey = "day"',
            '[[units]]\nkey = "a day"\none = "a day"\nmany = "days"\n[[units]]\nkey = "day"',
            "small/codebook.toml, unit a day, key: Enter a valid “slug” consisting of "
            'letters, numbers, underscores or hyphens. Found: "a day".',
            id="bad key",
        ),
        pytest.param(
            DOCUMENT,
            "{ at_least = 30 }",
            "{ at_lest = 30 }",
            "small/documents/plan.first.toml, clause 1, term length, value: a value of kind range "
            'has other keys. Found: "at_lest". Allowed: at_least, more_than, at_most, less_than, '
            "exactly, any, unit.",
            id="bad answer",
        ),
        pytest.param(
            DOCUMENT,
            "{ at_least = 30 }",
            "{ at_least = 800.000 }",
            f"small/{DOCUMENT}, clause 1, term length, value.at_least: the number could be 800 or "
            "800,000. Found: 800.000. Allowed: 800 or 800000.",
            id="bare number that could be thousands",
        ),
        pytest.param(
            DOCUMENT,
            "{ at_least = 30 }",
            '{ at_least = 2, at_most = "4.125" }',
            f"small/{DOCUMENT}, clause 1, term length, value.at_most: the number could be 4.1250 "
            'or 4,125. Found: "4.125". Allowed: 4.1250 or 4125.',
            id="text of a number that could be thousands",
        ),
        pytest.param(
            DOCUMENT,
            "{ at_least = 30 }",
            '"at least 1.000 days"',
            f"small/{DOCUMENT}, clause 1, term length, value: the number could be 1 or 1,000. "
            'Found: "1.000". Allowed: 1 or 1000.',
            id="words with a number that could be thousands",
        ),
        pytest.param(
            DOCUMENT,
            "{ at_least = 30 }",
            '{ at_least = "1,000,000" }',
            f"small/{DOCUMENT}, clause 1, term length, value.at_least: the number is parted by "
            'marks; it could be 1,000,000. Found: "1,000,000". Allowed: 1000000.',
            id="number with thousands apart",
        ),
        pytest.param(
            "codebook.toml",
            "minimum = 0",
            "minimum = 1.000",
            "small/codebook.toml, unit day, minimum: the number could be 1 or 1,000. Found: 1.000. "
            "Allowed: 1 or 1000.",
            id="least amount that could be thousands",
        ),
        pytest.param(
            DOCUMENT,
            'bearers = ["west"]',
            'bearers = ["vest"]',
            f"small/{DOCUMENT}, clause 1, term length, bearers: there is no such party in "
            'this folder. Did you mean "west"? Found: "vest". Allowed: east, west.',
            id="dangling reference in a list",
        ),
        pytest.param(
            DOCUMENT,
            'article = "G1"',
            'article = "G2"',
            "small/documents/plan.first.toml, clause 1, evidence G2, article: there is no such "
            'article in this folder. Found: "G2". Allowed: G1.',
            id="dangling reference",
        ),
        pytest.param(
            DOCUMENT,
            'quote = "thirty days"',
            f'quote = "{"word " * 16}"',
            "small/documents/plan.first.toml, clause 1, evidence G1, quote: The quote has 16 "
            f'words; at most 15 may be quoted. Found: "{("word " * 16).strip()}".',
            id="long quote",
        ),
        pytest.param(
            DOCUMENT,
            'tier = "press"',
            'tier = "press"\ndate = "2025-06-02"',
            "small/documents/plan.first.toml, version.date: a date is needed. Found: "
            '"2025-06-02". Allowed: 2025-06-02, without quotation marks.',
            id="date in quotation marks",
        ),
        pytest.param(
            "codebook.toml",
            "minimum = 0",
            'minimum = "0"',
            'small/codebook.toml, unit day, minimum: a number is needed. Found: "0". Allowed: 0 or '
            "4.5, without quotation marks.",
            id="number in quotation marks",
        ),
        pytest.param(
            "codebook.toml",
            "minimum = 0",
            'minimum = 0\nwhole = "yes"',
            'small/codebook.toml, unit day, whole: a yes or no is needed. Found: "yes". Allowed: '
            "true, false.",
            id="yes in quotation marks",
        ),
        pytest.param(
            "questions.toml",
            'kind = "range"\nunit = "day"',
            'kind = "range"',
            "small/questions.toml, question length, kind: A question of kind range needs a unit.",
            id="range without unit",
        ),
        pytest.param(
            "questions.toml",
            '{ key = "air", label = "air" }',
            '{ key = "air" }',
            "small/questions.toml, question where, vocabulary: Entry 1 of the vocabulary needs key "
            "and label, may have short, note and region.",
            id="entry without label",
        ),
        pytest.param(
            "negotiation.toml",
            'name = "Small talks"',
            'name = "Small talks"\nbegins = 2025-06-02\nends = 2025-06-01',
            "small/negotiation.toml, negotiation.ends: the negotiation ends before it begins. "
            "Found: 2025-06-01. Allowed: 2025-06-02 or later.",
            id="ends before it begins",
        ),
        pytest.param(
            "negotiation.toml",
            '[[parties]]\nkey = "west"',
            '[[parties]]\nkey = "east"\nname = "Other"\n[[parties]]\nkey = "west"',
            "small/negotiation.toml, party east (2 of 2): the party is there already, in "
            'small/negotiation.toml, party east (1 of 2). Found: "small.east".',
            id="twice",
        ),
        pytest.param(
            DOCUMENT,
            'bearers = ["west"]',
            'waits_for = "1"',
            "small/documents/plan.first.toml, clause 1, term length, waits_for: a clause cannot "
            "wait for itself.",
            id="waits for itself",
        ),
        pytest.param(
            DOCUMENT,
            'bearers = ["west"]',
            'note = "a\\u0000b"',
            f"small/{DOCUMENT}, clause 1, term length, note: no text may hold the character "
            "U+0000.",
            id="a character that no database takes",
        ),
        pytest.param(
            DOCUMENT,
            'basis = "describes"',
            'basis = "describes"\nterm = "length#2"',
            "small/documents/plan.first.toml, clause 1, evidence G1, term: there is no such term "
            'in this folder. Did you mean "length"? Found: "length#2". Allowed: length.',
            id="answer that the clause does not give",
        ),
    ],
)
def test_an_error_says_where_what_and_what_would_be_right(small, file, old, new, expected):
    change(small, file, old, new)
    assert only_problem(small) == expected


def test_a_published_clause_without_evidence_is_refused(small):
    text = (small / DOCUMENT).read_text()
    (small / DOCUMENT).write_text(text.partition("[[clauses.evidence]]")[0])
    assert only_problem(small) == (
        "small/documents/plan.first.toml, clause 1, state: a clause without evidence cannot be "
        'published. Found: "published". Allowed: draft, review; or add evidence.'
    )


def test_an_answer_and_a_silence_on_one_question_are_refused(small):
    append(small, DOCUMENT, '[[coverage]]\nquestion = "length"\nkind = "silent"\nbasis = "full"\n')
    assert only_problem(small) == (
        f"small/{DOCUMENT}, coverage length: the document answers this question in clause "
        '1, so it is not silent. Found: "silent".'
    )


def test_a_proposal_described_otherwise_in_another_version_is_refused(small):
    second = SMALL[DOCUMENT].replace('"first"', '"second"').replace('"The plan"', '"Plan"')
    (small / "documents/plan.second.toml").write_text(second)
    assert only_problem(small) == (
        "small/documents/plan.second.toml, proposal.name: the same proposal is described otherwise "
        'in small/documents/plan.first.toml. Found: "Plan". Allowed: The plan.'
    )


def test_a_document_in_a_file_of_another_name_is_refused(small):
    (small / DOCUMENT).rename(small / "documents/plan.toml")
    assert only_problem(small) == (
        "small/documents/plan.toml: the file is named otherwise than its document. "
        'Found: "plan.toml". Allowed: plan.first.toml.'
    )


def test_articles_syndicated_in_a_circle_are_refused(small):
    circle = 'headline = "Truce"\nsyndicated_from = "G1"'
    change(small, "articles.toml", 'url = "https://gazette.example/1"', circle)
    assert "articles are syndicated from each other in a circle" in only_problem(small)


def test_two_articles_with_one_address_are_refused(small):
    more = '[[articles]]\nkey = "G2"\noutlet = "gazette"\nurl = "https://gazette.example/1"\n'
    append(small, "articles.toml", more)
    assert "article G2, url: article G1 has the same address." in only_problem(small)


def test_the_same_pair_judged_in_both_directions_is_refused(small):
    second = SMALL[DOCUMENT].replace('key = "first"', 'key = "second"')
    (small / "documents/plan.second.toml").write_text(second)
    one = '[[judgements]]\nquestion = "length"\nmark = "agree"\nreason = "x"\nauthor = "x"\n'
    turned = 'first = "plan.second"\nsecond = "plan.first"\n'
    straight = 'first = "plan.first"\nsecond = "plan.second"\n'
    (small / "judgements.toml").write_text(one + straight + one + turned)
    place = "judgement length / plan.second / plan.first"
    assert f"{place}: the pair has a judgement already, the other way round." in only_problem(small)


def test_broken_toml_is_named_with_its_line(small):
    append(small, "questions.toml", "[[questions\n")
    assert any(
        "questions.toml: not TOML:" in line and "line 14" in line for line in problems(small)
    )


def test_a_file_in_another_encoding_is_named_with_its_line(small):
    (small / "questions.toml").write_bytes('# one\nkey = "é"\n'.encode("latin-1"))
    line = next(line for line in problems(small) if "UTF-8" in line)
    assert line == (
        "small/questions.toml: not in UTF-8: line 2 holds a byte that cannot be read. "
        "What names one of its rows (question) could not be checked."
    )


def test_a_file_that_no_folder_holds_is_refused(small):
    (small / "article.toml").write_text("")
    assert (
        'small/article.toml: a folder holds no such file. Did you mean "articles.toml"?'
        in only_problem(small)
    )


def test_a_folder_without_its_first_file_is_refused(small):
    (small / "negotiation.toml").unlink()
    assert "small/negotiation.toml: the file is missing." in problems(small)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert "there is no such folder." in only_problem(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[proposal]", "[[proposal]]"),
        ("[version]", "version = 3\n[other]"),
        ("[[clauses]]", "[clauses]"),
        ("[[clauses.terms]]", "[clauses.terms]"),
        ("[[clauses.evidence]]", "[[clauses.terms.evidence]]"),
        ('[proposal]\nkey = "plan"', "coverage = {}\nclauses = [1]\n[proposal]"),
    ],
)
def test_a_table_of_another_shape_is_a_problem_and_no_crash(small, old, new):
    change(small, DOCUMENT, old, new)
    assert problems(small)


@pytest.mark.parametrize(
    "value", ["1", "[1]", "{}", "true", "1979-05-27", "nan", "{ at_least = nan }"]
)
def test_a_value_of_another_nature_is_a_problem_and_no_crash(small, value):
    change(small, DOCUMENT, "{ at_least = 30 }", value)
    assert "clause 1, term length, value" in only_problem(small)


@pytest.mark.parametrize("old", ["30", '"demands"', '["west"]', '"G1"', '"published"', '["truce"]'])
@pytest.mark.parametrize("value", ["1", "1.5", "[1]", "[[]]", "{ a = 1 }", "true", "inf", '""'])
def test_any_value_in_any_place_is_answered_in_words(small, old, value):
    change(small, DOCUMENT, old, value)
    problems(small)


def test_all_errors_of_all_files_are_reported_at_once(small):
    change(small, "negotiation.toml", 'name = "West"', 'name = "West"\nrole = "boss"')
    change(small, "codebook.toml", 'theme = "fire"', 'theme = "ice"')
    change(small, "questions.toml", 'kind = "items"', 'kind = "item"')
    change(small, "articles.toml", "https://gazette.example/1", "gazette")
    change(small, DOCUMENT, "at_least = 30", "at_least = 30, at_most = 3")
    change(small, DOCUMENT, '"describes"', '"describe"')
    change(small, DOCUMENT, 'topics = ["truce"]', 'topics = ["truces"]')
    found = problems(small)
    places = [line.split(": ")[0] for line in found]
    assert places == [
        "small/articles.toml, article G1, url",
        "small/codebook.toml, topic truce, theme",
        "small/documents/plan.first.toml, clause 1, evidence G1, basis",
        "small/documents/plan.first.toml, clause 1, term length, value.range",
        "small/documents/plan.first.toml, clause 1, topics",
        "small/negotiation.toml, party west, role",
        "small/questions.toml, question where, kind",
    ]


def test_errors_change_nothing(small):
    load([small])
    change(small, "negotiation.toml", 'name = "East"', 'name = "Far East"')
    change(small, DOCUMENT, '"demands"', '"demand"')
    with pytest.raises(SeedProblems):
        load([small])
    assert models.Party.objects.get(key="east").name == "East"
