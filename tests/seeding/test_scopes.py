"""Scopes, scales, limits and papers in files: read, written again the same, refused in words."""

import pytest

from proposals import models
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from tests.factories import TermFactory
from tests.seeding.test_dump import empty_the_database
from tests.support.folders import append, change, dumped, only_problem, problems, write

# An editor's change is made here by hand: what counts is what the loader finds.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]
DOCUMENT = "documents/plan.first.toml"
QUESTIONS = "questions.toml"
SCOPES = """
[[scopes]]
key = "war"
label = "in wartime"
partition = "state"
complete = true

[[scopes]]
key = "peace"
label = "in peacetime"
partition = "state"
complete = true

[[scopes]]
key = "truce"
label = "during a truce"
within = ["war"]
"""
COVERAGE = '[[coverage]]\nquestion = "where"\nkind = "{kind}"\nbasis = "full"\n'


@pytest.fixture
def small(tmp_path):
    folder = write(tmp_path / "small")
    append(folder, QUESTIONS, SCOPES)
    return folder


@pytest.fixture
def full(small):
    """The small folder with everything that questions, units, terms and absences may say."""
    limit = 'unit = "day"\ntop = { key = "for-good", label = "for good" }\nmeasures = "limit"'
    change(small, QUESTIONS, 'unit = "day"', f'{limit}\nholds = "in-total"')
    scale = (
        '[[questions]]\nkey = "how"\ntopic = "truce"\ntext = "How?"\nkind = "choice"\n'
        'ordered = true\nvocabulary = [{ key = "none", label = "nil" }, '
        '{ key = "all", label = "full" }]\n'
    )
    append(small, QUESTIONS, scale)
    change(small, "codebook.toml", "minimum = 0", "minimum = 0\nshare = true")
    change(small, DOCUMENT, "{ at_least = 30 }", "{ at_most = 30 }")
    change(small, DOCUMENT, '"demands"', '"proposes"\nscope = "truce"')
    append(small, DOCUMENT, COVERAGE.format(kind="elsewhere") + 'where = "the letter"\n')
    append(small, DOCUMENT, COVERAGE.format(kind="struck-out").replace("where", "how"))
    return small


def test_everything_is_loaded(full):
    load([full])
    negotiation = models.Negotiation.objects.get()
    assert [entry.key for entry in negotiation.scope_list.entries] == ["war", "peace", "truce"]
    assert negotiation.scopes[2] == {"key": "truce", "label": "during a truce", "within": ["war"]}
    length, how = (models.Question.objects.get(key=key) for key in ("length", "how"))
    assert (length.top["key"], length.measures, length.holds) == ("for-good", "limit", "in-total")
    assert how.ordered
    assert models.UnitOfMeasure.objects.get().share
    term = models.Term.objects.get()
    assert (term.force, term.scope) == ("proposes", "truce")
    kinds = models.Coverage.objects.order_by("kind").values_list("kind", "where")
    assert list(kinds) == [("elsewhere", "the letter"), ("struck-out", "")]


def test_dump_load_dump_is_the_same_to_the_byte(full, tmp_path):
    load([full])
    first = dumped("small", tmp_path / "dump")
    assert first[QUESTIONS].startswith(SCOPES.lstrip())
    empty_the_database()
    load([tmp_path / "dump"])
    assert file_texts("small") == first


def test_loading_again_changes_nothing(full):
    load([full])
    report = load([full])
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}


def test_what_is_left_out_is_not_written(tmp_path):
    load([write(tmp_path / "small")])
    text = "".join(file_texts("small").values())
    for key in ("scopes", "ordered", "top", "measures", "holds", "share", "where"):
        assert f"\n{key} =" not in text
        assert f"[[{key}]]" not in text


def test_a_list_that_an_editor_entered_in_full_is_written_in_its_one_form(small):
    load([small])
    full = [{"complete": False, "label": "at sea", "within": [], "key": "sea", "partition": ""}]
    models.Negotiation.objects.update(scopes=full)
    assert file_texts("small")[QUESTIONS].startswith(
        '[[scopes]]\nkey = "sea"\nlabel = "at sea"\n\n'
    )


@pytest.mark.parametrize("written", ["truce", "during a truce", "During a  truce."])
def test_a_label_in_the_place_of_a_key_is_stored_as_the_key(small, written):
    change(small, DOCUMENT, '"demands"', f'"demands"\nscope = "{written}"')
    load([small])
    assert models.Term.objects.get().scope == "truce"
    assert load([small]).total("unchanged") == load([small]).total("unchanged") > 0
    assert load([small]).total("changed") == 0


@pytest.mark.parametrize("words", ["wаr", "in wаrtime", "In wartimе."])
def test_a_scope_that_only_looks_like_one_is_refused_with_the_letter(small, words):
    change(small, DOCUMENT, 'force = "demands"', f'force = "demands"\nscope = "{words}"')
    (line,) = problems(small)
    assert "term length, scope: no such scope, though it reads like one. Character" in line
    assert "is CYRILLIC SMALL LETTER" in line
    assert line.endswith("Allowed: war.")


def test_words_of_its_own_stay_as_they_are(small):
    change(small, DOCUMENT, '"demands"', '"demands"\nscope = "On the Moon"')
    load([small])
    assert models.Term.objects.get().scope == "On the Moon"


def test_what_was_loaded_before_a_key_came_is_no_work_of_an_editor(small):
    """A release that brings new keys may fill them in its own folders at once."""
    change(small, QUESTIONS, SCOPES, "")
    load([small])
    append(small, QUESTIONS, SCOPES)
    change(small, QUESTIONS, 'unit = "day"', 'unit = "day"\nholds = "in-total"')
    report = load([small])
    assert (report.kept, report.total("changed")) == ([], 2)


def test_a_new_key_that_says_nothing_leaves_the_fingerprint_as_it_was(small):
    load([small])
    fingerprints = dict(models.SeedRecord.objects.values_list("key", "fingerprint"))
    change(small, "codebook.toml", "minimum = 0", "minimum = 0\nshare = false")
    assert load([small]).total("changed") == 0
    assert dict(models.SeedRecord.objects.values_list("key", "fingerprint")) == fingerprints


def test_an_editors_change_of_the_list_is_kept(small):
    load([small])
    models.Negotiation.objects.update(scopes=[])
    change(small, QUESTIONS, '"in wartime"', '"during the war"')
    assert load([small]).kept == ["negotiation small: changed by an editor"]
    assert models.Negotiation.objects.get().scopes == []


def test_an_entry_that_an_editors_answer_names_stays_in_the_list(small):
    load([small])
    clause = models.Clause.objects.get()
    question = models.Question.objects.get(key="length")
    TermFactory(clause=clause, question=question, scope="truce")
    text = (small / QUESTIONS).read_text()
    (small / QUESTIONS).write_text(text.replace('"truce"\nlabel', '"lull"\nlabel'))
    assert only_problem(small) == (
        "small: an answer names a scope that would be gone: small.plan.first.1: truce. "
        "Entered in the database, not in the folder."
    )


def test_a_question_that_becomes_a_limit_names_the_answers_to_look_at(small, capsys):
    change(small, DOCUMENT, "{ at_least = 30 }", "{ any = true }")
    load([small])
    change(small, QUESTIONS, 'unit = "day"', 'unit = "day"\nmeasures = "limit"')
    note = (
        "question small.length: it asks for a limit now; the answer in small.plan.first.1 leaves "
        "any amount open and stays as it is."
    )
    report = load([small])
    assert report.notes == [note]
    assert report.lines()[-2:] == ["For an editor to look at:", f"  {note}"]
    assert load([small]).notes == []
    assert models.Term.objects.get().value == {"any": True}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'label = "in wartime"\n',
            "",
            "small/questions.toml, scope war, label: the key is missing.",
        ),
        (
            'label = "in wartime"',
            "label = 3",
            "small/questions.toml, scope war, label: a short text on one line is needed. Found: 3. "
            'Allowed: "in quotation marks".',
        ),
        (
            'label = "in wartime"',
            'label = "in\\nwartime"',
            "small/questions.toml, scope war, label: a short text on one line is needed. Found: "
            '"in\\nwartime". Allowed: "in quotation marks".',
        ),
        (
            'key = "peace"',
            'key = "Peace time"',
            "small/questions.toml, scope Peace time, key: The key 'Peace time' must be lower-case "
            "letters, digits and hyphens.",
        ),
        (
            'key = "peace"',
            'key = "war"',
            "small/questions.toml, scope war (2 of 2), key: the scope is there already, in "
            'small/questions.toml, scope war (1 of 2). Found: "war".',
        ),
        (
            '"in peacetime"',
            '"In wartime."',
            "small/questions.toml, scope peace, label: the scope is there already, in "
            'small/questions.toml, scope war. Found: "In wartime.".',
        ),
        (
            'within = ["war"]',
            'within = "war"',
            "small/questions.toml, scope truce, within: a list of keys is needed. Found: "
            '"war". Allowed: ["one", "two"].',
        ),
        (
            'within = ["war"]',
            'within = ["wars"]',
            "small/questions.toml, scope truce, within: there is no such scope in this folder. Did "
            'you mean "war"? Found: "wars". Allowed: war, peace, truce.',
        ),
        (
            '"during a truce"',
            '"War"',
            "small/questions.toml, scope truce: The label 'War' of the scope 'truce' is the key of "
            "another scope: an answer that names it could mean either.",
        ),
        (
            'within = ["war"]',
            'within = ["truce"]',
            "small/questions.toml, scope truce: The scope 'truce' lies within itself.",
        ),
        (
            'within = ["war"]',
            "complete = true",
            "small/questions.toml, scope truce: The scope 'truce' is complete but in no partition.",
        ),
        (
            'within = ["war"]',
            "complete = 1",
            "small/questions.toml, scope truce, complete: a yes or no is needed. Found: 1. "
            "Allowed: true, false.",
        ),
        (
            'within = ["war"]',
            'withing = ["war"]',
            'small/questions.toml, scope truce, withing: unknown key. Did you mean "within"? '
            "Allowed: key, label, within, partition, complete.",
        ),
        (
            'within = ["war"]',
            'within = ["war", "peace"]',
            "small/questions.toml, scope truce: The scope 'truce' lies in two parts of one "
            "partition, but these are apart.",
        ),
    ],
)
def test_a_bad_scope_is_named_with_its_entry_and_key(small, old, new, expected):
    text = (small / QUESTIONS).read_text()
    assert old in text
    (small / QUESTIONS).write_text(text.replace(old, new, 1))
    assert only_problem(small) == expected


def test_no_problem_of_the_scopes_hides_another(small):
    change(small, QUESTIONS, 'within = ["war"]', 'within = ["moon", "truce", "war", "peace"]')
    sea = '[[scopes]]\nkey = "sea"\nlabel = "peace"\npartition = "state"\n'
    coast = '[[scopes]]\nkey = "coast"\nlabel = "the coast"\ncomplete = true\n'
    append(small, QUESTIONS, sea + coast)
    assert sorted(problems(small)) == [
        "small/questions.toml, scope coast: The scope 'coast' is complete but in no partition.",
        "small/questions.toml, scope sea: The label 'peace' of the scope 'sea' is the key of "
        "another scope: an answer that names it could mean either.",
        "small/questions.toml, scope truce, within: there is no such scope in this folder. "
        'Found: "moon". Allowed: war, peace, truce, sea, coast.',
        "small/questions.toml, scope truce: The scope 'truce' lies in two parts of one partition, "
        "but these are apart.",
        "small/questions.toml, scope truce: The scope 'truce' lies within itself.",
        "small/questions.toml, scope war: The entries of the partition 'state' must lie within "
        "the same scopes, and all of them or none must be complete.",
    ]


@pytest.mark.parametrize("value", ["1", "[1]", '"war"', "{}", "[[]]", "true"])
def test_scopes_of_another_shape_are_a_problem_and_no_crash(tmp_path, value):
    folder = write(tmp_path / "small")
    text = (folder / QUESTIONS).read_text()
    (folder / QUESTIONS).write_text(f"scopes = {value}\n{text}")
    assert "small/questions.toml, scopes: a list of tables is needed." in only_problem(folder)


@pytest.mark.parametrize("name", ["key", "label", "within", "partition", "complete"])
@pytest.mark.parametrize("value", ["1.5", "[[]]", "{ a = 1 }", "1979-05-27", "nan", '["war", 1]'])
def test_any_value_in_any_key_of_a_scope_is_answered_in_words(small, name, value):
    append(small, QUESTIONS, f"[[scopes]]\n{name} = {value}\n")
    assert any("questions.toml, scopes[4]." in line for line in problems(small))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'kind = "items"',
            'kind = "items"\nordered = true',
            "small/questions.toml, question where, ordered: Only a choice can be ordered; this "
            "question is of kind items.",
        ),
        (
            'kind = "items"',
            'kind = "items"\nmeasures = "limit"',
            "small/questions.toml, question where, measures: Only a range has a top outcome, "
            "measures a limit or holds in total; this question is of kind items.",
        ),
        (
            'unit = "day"',
            'unit = "day"\ntop = "no limit"',
            "small/questions.toml, question length, top: A top outcome is a table with key and "
            'label, for example {"key": "unlimited", "label": "no limit"}. Found: "no limit".',
        ),
        (
            'unit = "day"',
            'unit = "day"\ntop = { key = "No", label = "no limit" }',
            "small/questions.toml, question length, top: The key 'No' must be lower-case letters, "
            "digits and hyphens.",
        ),
        (
            'unit = "day"',
            'unit = "day"\nmeasures = "limits"',
            "small/questions.toml, question length, measures: not one of the known words. Did you "
            'mean "limit"? Found: "limits". Allowed: amount, limit.',
        ),
        (
            'unit = "day"',
            'unit = "day"\nholds = "total"',
            "small/questions.toml, question length, holds: not one of the known words. Did you "
            'mean "in-total"? Found: "total". Allowed: throughout, in-total.',
        ),
    ],
)
def test_a_bad_question_is_named_with_its_key(small, old, new, expected):
    change(small, QUESTIONS, old, new)
    assert only_problem(small) == expected


@pytest.mark.parametrize(
    ("kind", "where", "message"),
    [
        ("elsewhere", "", "Name the paper to which the point is moved."),
        ("elsewhere", 'where = "  "\n', "Name the paper to which the point is moved."),
        (
            "silent",
            'where = "the letter"\n',
            'Only what is moved elsewhere names a paper. Found: "the letter".',
        ),
    ],
)
def test_a_paper_stands_with_what_is_moved_there_and_with_nothing_else(small, kind, where, message):
    append(small, DOCUMENT, COVERAGE.format(kind=kind) + where)
    assert only_problem(small) == f"small/{DOCUMENT}, coverage where, where: {message}"


def test_all_errors_are_reported_at_once(small):
    change(small, QUESTIONS, 'within = ["war"]', 'within = ["moon"]')
    change(small, QUESTIONS, 'label = "in peacetime"', "label = 1")
    change(small, QUESTIONS, 'kind = "items"', 'kind = "items"\nordered = true')
    change(small, QUESTIONS, 'unit = "day"', 'unit = "day"\ntop = 1')
    change(small, DOCUMENT, '"demands"', '"proposed"')
    append(small, DOCUMENT, COVERAGE.format(kind="elsewhere"))
    places = [line.split(": ")[0] for line in problems(small)]
    assert places == [
        f"small/{DOCUMENT}, clause 1, term length, force",
        f"small/{DOCUMENT}, coverage where, where",
        "small/questions.toml, question length, top",
        "small/questions.toml, question where, ordered",
        "small/questions.toml, scope peace, label",
        "small/questions.toml, scope truce, within",
    ]
    assert not models.Negotiation.objects.exists()
