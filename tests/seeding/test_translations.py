"""Texts in other languages, as files of a folder."""

import pytest

from proposals.models import Translation
from proposals.seeding import load
from proposals.seeding.dump import dump, file_texts
from tests.support.folders import SMALL, problems, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]

OWN = """[[translations]]
subject = "question length"
field = "text"
original = "How long?"
text = "Як довго?"
state = "reviewed"

[[translations]]
subject = "question where"
field = "vocabulary.air"
original = "air"
text = "повітря"
"""
SHARED = """[[translations]]
subject = "topic truce"
field = "name"
original = "Truce"
text = "Перемир’я"
state = "reviewed"

"""


def small(path, uk=OWN, **files):
    return write(path / "small", SMALL | {"texts/uk.toml": uk} | files)


def one(**values):
    usual = {"subject": "question length", "field": "text", "original": "How long?", "text": "Як?"}
    lines = (f'{key} = "{value}"' for key, value in (usual | values).items())
    return "[[translations]]\n" + "\n".join(lines) + "\n"


def test_each_table_is_a_row_with_its_language_and_state(tmp_path):
    load([small(tmp_path, SHARED + OWN)])
    rows = Translation.objects.order_by("subject").values_list(
        "negotiation__key", "subject", "field", "language", "original", "text", "state"
    )
    assert list(rows) == [
        ("small", "question length", "text", "uk", "How long?", "Як довго?", "reviewed"),
        ("small", "question where", "vocabulary.air", "uk", "air", "повітря", "draft"),
        (None, "topic truce", "name", "uk", "Truce", "Перемир’я", "reviewed"),
    ]


def test_dump_load_dump_is_identical(tmp_path):
    folder = small(tmp_path, SHARED + OWN, **{"texts/ru.toml": one(text="Как долго?")})
    load([folder])
    first = file_texts("small")
    assert first["texts/uk.toml"] == SHARED + OWN
    assert "texts/ru.toml" in first
    dump("small", tmp_path / "dumped" / "small")
    report = load([tmp_path / "dumped" / "small"], force=True)
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}
    assert file_texts("small") == first


def test_a_second_load_changes_nothing_and_a_table_that_left_is_removed(tmp_path):
    folder = small(tmp_path, SHARED + OWN)
    load([folder])
    assert load([folder]).counts["translation"] == {"unchanged": 2}
    (folder / "texts" / "uk.toml").unlink()
    report = load([folder])
    assert report.counts["translation"] == {"removed": 2}
    assert report.counts["shared translation"] == {"removed": 1}


def test_what_an_editor_changed_stays(tmp_path):
    folder = small(tmp_path)
    load([folder])
    Translation.objects.filter(subject="question length").update(text="Наскільки?")
    (folder / "texts" / "uk.toml").write_text(OWN.replace("Як довго?", "Як?"), encoding="utf-8")
    report = load([folder])
    assert any("changed by an editor" in line for line in report.kept)
    assert Translation.objects.get(subject="question length").text == "Наскільки?"


def test_a_codebook_holds_the_translations_of_its_rows(tmp_path):
    shared = {"codebook.toml": SMALL["codebook.toml"], "texts/uk.toml": SHARED}
    write(tmp_path / "codebook", shared)
    own = {name: text for name, text in SMALL.items() if name != "codebook.toml"}
    own["negotiation.toml"] = 'uses = "../codebook"\n' + own["negotiation.toml"]
    load([write(tmp_path / "small", own | {"texts/uk.toml": OWN})])
    assert Translation.objects.filter(negotiation=None).count() == 1
    dump("small", tmp_path / "dumped" / "small")
    assert load([tmp_path / "dumped" / "small"]).counts["shared translation"] == {"unchanged": 1}


@pytest.mark.parametrize(
    ("uk", "told"),
    [
        (one(subject="question lengt"), "there is no such row. Did you mean"),
        (one(subject="question"), "A kind and a key are needed"),
        (one(subject="article G1"), "A kind and a key are needed"),
        (one(field="texts"), 'there is no such text to translate. Did you mean "text"?'),
        (one(field="vocabulary.air"), "there is no such text to translate"),
        (one(text=""), "must not be empty"),
        (one(state="done"), "not one of the known words"),
        (one(language="uk"), "unknown key"),
        ("translations = 5", "a list of tables is needed"),
        ("rows = []", "unknown key"),
        (one() + one(), "is there already"),
        (one(text="Як\\u0007?"), "Nobody can see what stands at character 3: U+0007"),
        (one(text="Як\\nдовго?"), "The original has one line, so its translation must have one."),
        (one(text="Як" * 200), "It is too long beside its original: at most 200 letters."),
        (one(text="\\u202eЯк?"), "character 1: U+202E, RIGHT-TO-LEFT OVERRIDE"),
        (one(text="\\u200b\\u2060"), "Nothing that can be seen stands here"),
        (
            one() + one(subject="question where", original="Where?"),
            "question length text is called the same (How long?), and question where is another",
        ),
        (
            one(subject="party east", field="name", original="East", text="west"),
            "party west name is called the same (West), and party east is another (East)",
        ),
        (
            one(subject="question where", field="vocabulary.air", original="air", text="Sea"),
            "question where vocabulary.sea is called the same (",
        ),
        (
            one(subject="question where", field="vocabulary.air", original="air", text="Тут")
            + one(subject="question where", field="vocabulary.sea", original="sea", text="тут"),
            "readers could not tell the two apart",
        ),
    ],
)
def test_a_bad_table_is_told_with_its_place(tmp_path, uk, told):
    lines = problems(small(tmp_path, uk))
    assert any(told in line and "texts/uk.toml" in line for line in lines), lines
    assert not Translation.objects.exists()


def test_the_file_is_named_after_another_language_than_the_original(tmp_path):
    own_language = write(tmp_path / "a" / "small", SMALL | {"texts/en.toml": one()})
    (line,) = problems(own_language)
    assert "the original is in this language itself" in line
    no_language = write(tmp_path / "b" / "small", SMALL | {"texts/ukrainian.toml": one()})
    (line,) = problems(no_language)
    assert "not named after a language" in line
    capitals = write(tmp_path / "c" / "small", SMALL | {"texts/UK.toml": one()})
    (line,) = problems(capitals)
    assert "a language is written in small letters" in line
    assert "Allowed: uk.toml" in line


def test_a_codebook_translates_only_its_own_rows(tmp_path):
    files = {"codebook.toml": SMALL["codebook.toml"], "texts/uk.toml": one()}
    write(tmp_path / "codebook", files)
    own = {name: text for name, text in SMALL.items() if name != "codebook.toml"}
    own["negotiation.toml"] = 'uses = "../codebook"\n' + own["negotiation.toml"]
    lines = problems(write(tmp_path / "small", own))
    assert any("a codebook translates only its own rows" in line for line in lines), lines


def test_outdated_translations_are_loaded_with_one_warning_a_file(tmp_path):
    uk = one(original="How much?") + OWN.partition("\n\n")[2].replace('"air"', '"the air"')
    report = load([small(tmp_path, uk)])
    (warning,) = report.warnings[-1:]
    assert (
        "small/texts/uk.toml, translation question length / text: 2 outdated in this file"
        in warning
    )
    assert Translation.objects.count() == 2
