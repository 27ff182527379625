"""Codebooks: folders of shared records that the folders of negotiations use."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import models
from proposals.seeding import SeedProblems, load
from proposals.seeding.clashes import excerpts
from proposals.seeding.dump import file_texts, records_of
from sources.models import Article, Outlet
from tests.support.folders import (
    LAKE,
    SEEDS,
    SMALL,
    append,
    change,
    copy,
    dumped,
    only_problem,
    problems,
    write,
)

# An editor's change is made here by hand: what counts is what the loader finds.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]

OUTLETS, ARTICLES = (
    SMALL["articles.toml"].partition("[[articles]]")[0],
    "[[articles]]" + SMALL["articles.toml"].partition("[[articles]]")[2],
)
IDLE = '\n[[outlets]]\nkey = "idle"\nname = "Idle"\ncountry = "Valley"\n'
SECOND_TOPIC = '\n[[topics]]\nkey = "prisoners"\ntheme = "fire"\nname = "Prisoners"\n'
USES = 'uses = "../codebook"\n'
PLAN = "documents/plan.first.toml"


def write_codebook(path, name="codebook", more=""):
    """The shared records of the small folder, in a folder of their own."""
    codebook = SMALL["codebook.toml"] + more
    return write(path / name, {"codebook.toml": codebook, "articles.toml": OUTLETS + IDLE})


def write_using(path, name="small", uses=USES):
    """The small folder without the records that its codebook holds."""
    files = SMALL | {"negotiation.toml": uses + SMALL["negotiation.toml"]}
    files["negotiation.toml"] = files["negotiation.toml"].replace('"small"', f'"{name}"')
    del files["codebook.toml"]
    return write(path / name, files | {"articles.toml": ARTICLES})


def write_old_layout(path):
    """The same records, all in the one folder."""
    return write(path / "old" / "small", SMALL | {"articles.toml": OUTLETS + IDLE + ARTICLES})


@pytest.fixture
def codebook(tmp_path):
    return write_codebook(tmp_path)


@pytest.fixture
def small(tmp_path, codebook):
    return write_using(tmp_path)


def written_tables(folders, **options):
    """The tables that a load writes to, with the statements."""
    with CaptureQueriesContext(connection) as captured:
        load(folders, **options)
    changing = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)"', re.I)
    found = (changing.match(query["sql"]) for query in captured)
    return {match[1] for match in found if match}


def actions(report):
    return {action for counter in report.counts.values() for action in counter}


# What is loaded


def test_a_folder_is_loaded_with_the_codebook_that_it_uses(small):
    report = load([small])
    assert report.counts["topic"] == {"added": 1}
    assert report.counts["outlet"] == {"added": 2}
    question = models.Question.objects.get(key="length")
    assert (question.topic.key, question.unit.key) == ("truce", "day")
    assert Article.objects.get(key="G1").outlet.key == "gazette"


def test_loading_twice_writes_nothing(small):
    load([small])
    assert written_tables([small]) == set()


def test_several_folders_use_one_codebook_and_it_is_counted_once(tmp_path, small):
    other = write_using(tmp_path, "other")
    change(other, "articles.toml", '"G1"', '"H1"')
    change(other, "articles.toml", "gazette.example/1", "gazette.example/2")
    change(other, PLAN, '"G1"', '"H1"')
    report = load([small, other])
    assert report.counts["theme"] == {"added": 1}
    assert report.counts["negotiation"] == {"added": 2}
    change(tmp_path / "codebook", "codebook.toml", 'name = "Truce"', 'name = "The truce"')
    assert load([other]).counts["topic"] == {"changed": 1}
    assert load([small]).counts["topic"] == {"unchanged": 1}
    assert models.Topic.objects.get().name == "The truce"


def test_a_list_of_codebooks_may_be_named(tmp_path, codebook):
    (codebook / "articles.toml").rename(write(tmp_path / "press", {"x": ""}) / "articles.toml")
    small = write_using(tmp_path, uses='uses = ["../codebook", "../press"]\n')
    assert load([small]).counts["outlet"] == {"added": 2}
    assert written_tables([small]) == set()


def test_what_a_folder_adds_stands_after_the_codebook(tmp_path, small):
    append(tmp_path / "codebook", "codebook.toml", SECOND_TOPIC)
    more = '[[topics]]\nkey = "bridge"\ntheme = "fire"\nname = "Bridge"\n'
    write(small, {"codebook.toml": more})
    load([small])
    topics = models.Topic.objects.order_by("ordinal").values_list("key", "ordinal")
    assert list(topics) == [("truce", 1), ("prisoners", 2), ("bridge", 3)]


def test_a_codebook_gives_its_rows_their_place_whoever_loaded_them_first(tmp_path):
    load([LAKE])
    lines = '[[themes]]\nkey = "movement"\nname = "Movement"\n'
    write_codebook(tmp_path, more=lines)
    folders = [LAKE, write_using(tmp_path)]
    assert models.Theme.objects.get(key="movement").ordinal == 2
    (tmp_path / "codebook/codebook.toml").write_text(lines + SMALL["codebook.toml"])
    assert load(folders).kept == []
    assert models.Theme.objects.get(key="movement").ordinal == 1
    assert written_tables(folders) == set()


def test_outlets_without_a_country_are_told_once_with_the_file_of_the_codebook(tmp_path, small):
    assert [line.split(":")[0] for line in load([small]).warnings] == [
        "codebook/articles.toml, outlet gazette"
    ]


@pytest.fixture
def halves(tmp_path, small):
    """The small folder loaded with an answer of 30.5 days, and then with whole days alone."""
    change(tmp_path / "codebook", "codebook.toml", "minimum = 0", "minimum = 0\nwhole = false")
    change(small, PLAN, "at_least = 30", "exactly = 30.5")
    load([small])
    change(tmp_path / "codebook", "codebook.toml", "whole = false", "whole = true")
    return small


def test_a_unit_changes_together_with_the_answers_of_the_folder(halves):
    assert "admits no amount" in only_problem(halves)
    change(halves, PLAN, "exactly = 30.5", "exactly = 50")
    assert load([halves]).counts["unit"] == {"changed": 1}
    assert models.Term.objects.get().value == {"exactly": "50"}


def test_an_answer_of_an_editor_is_still_checked_against_a_changed_unit(halves):
    change(halves, PLAN, "exactly = 30.5", "exactly = 50")
    models.Term.objects.create(
        clause=models.Clause.objects.get(),
        question=models.Question.objects.get(key="length"),
        number=2,
        value={"exactly": "30.5"},
        force="offers",
    )
    assert "Entered in the database, not in the folder" in only_problem(halves)
    assert not models.UnitOfMeasure.objects.get().whole


# A database that was loaded before there were codebooks


def test_a_database_of_the_old_layout_is_not_changed(tmp_path, small):
    old = write_old_layout(tmp_path)
    load([old])
    assert written_tables([small]) == {"proposals_seedrecord"}
    assert written_tables([small]) == set()
    assert actions(load([small])) == {"unchanged"}


def test_istanbul_is_the_same_with_and_without_its_codebook(tmp_path):
    whole, codebook = copy(SEEDS / "istanbul-2025", tmp_path), tmp_path / "codebook"
    articles = (whole / "articles.toml").read_text(encoding="utf-8")
    (codebook / "codebook.toml").rename(whole / "codebook.toml")
    outlets = (codebook / "articles.toml").read_text(encoding="utf-8")
    (whole / "articles.toml").write_text(outlets + articles, encoding="utf-8")
    for shared in (codebook / "texts").glob("*.toml"):
        append(whole, f"texts/{shared.name}", shared.read_text(encoding="utf-8"))
    change(whole, "negotiation.toml", USES, "")
    load([whole])
    first = file_texts("istanbul-2025")
    assert written_tables([SEEDS / "istanbul-2025"]) == {"proposals_seedrecord"}
    assert file_texts("istanbul-2025") == first
    assert written_tables([SEEDS / "istanbul-2025"]) == set()


def test_an_editors_change_is_kept_when_its_row_moves_to_the_codebook(tmp_path, small):
    load([write_old_layout(tmp_path)])
    models.Topic.objects.update(name="As an editor wrote it")
    for _time in range(2):
        assert load([small]).kept == ["topic truce: changed by an editor"]
        assert models.Topic.objects.get().name == "As an editor wrote it"
    load([small], force=True)
    assert models.Topic.objects.get().name == "Truce"


def test_a_row_that_an_editor_removed_stays_away_when_it_moves_to_the_codebook(tmp_path, small):
    load([write_old_layout(tmp_path)])
    Outlet.objects.filter(key="idle").delete()
    for _time in range(2):
        assert load([small]).kept == ["outlet idle: removed by an editor"]
    load([small], force=True)
    assert Outlet.objects.filter(key="idle").exists()


def test_a_row_that_moved_to_the_codebook_is_removed_when_it_leaves_it(tmp_path, small):
    load([write_old_layout(tmp_path)])
    load([small])
    change(tmp_path / "codebook", "articles.toml", IDLE, "")
    assert load([small]).counts["outlet"] == {"unchanged": 1, "removed": 1}


def test_a_row_that_moved_to_the_codebook_is_no_longer_the_folders(tmp_path, small):
    load([write_old_layout(tmp_path)])
    load([small])
    other = write_using(tmp_path, "other")
    for file in (PLAN, "articles.toml"):
        (other / file).unlink()
    change(tmp_path / "codebook", "codebook.toml", 'name = "Truce"', 'name = "The truce"')
    assert load([other]).counts["topic"] == {"changed": 1}


def test_a_row_may_change_while_it_moves_to_the_codebook(tmp_path, small):
    load([write_old_layout(tmp_path)])
    change(tmp_path / "codebook", "codebook.toml", 'name = "Truce"', 'name = "The truce"')
    report = load([small])
    assert (report.kept, report.counts["topic"]) == ([], {"changed": 1})
    assert models.Topic.objects.get().name == "The truce"


def test_a_row_may_move_from_the_codebook_to_the_folder_and_an_editors_change_with_it(
    tmp_path, small
):
    load([small])
    models.Topic.objects.update(name="As an editor wrote it")
    topic = '[[topics]]\nkey = "truce"\ntheme = "fire"\nname = "Truce"\n'
    change(tmp_path / "codebook", "codebook.toml", topic, "")
    write(small, {"codebook.toml": topic})
    for _time in range(2):
        assert load([small]).kept == ["topic truce: changed by an editor"]
    assert models.Topic.objects.get().name == "As an editor wrote it"
    assert written_tables([small]) == set()


def test_what_a_removed_row_of_the_codebook_takes_with_it_is_skipped_and_named(tmp_path, small):
    load([write_old_layout(tmp_path)])
    for model in (models.Clause, models.Question, models.Topic, models.Theme):
        model.objects.all().delete()
    append(tmp_path / "codebook", "codebook.toml", SECOND_TOPIC)
    question = '[[questions]]\nkey = "who"\ntopic = "prisoners"\ntext = "Who?"\nkind = "text"\n'
    append(small, "questions.toml", question)
    kept = load([small]).kept
    assert "topic prisoners: refers to theme fire, which an editor removed" in kept
    assert "question small.who: refers to topic prisoners, which an editor removed" in kept
    assert not models.Topic.objects.exists()


# What is removed


def test_a_row_that_left_the_codebook_is_removed(tmp_path, small):
    load([small])
    change(tmp_path / "codebook", "articles.toml", IDLE, "")
    assert load([small]).counts["outlet"] == {"unchanged": 1, "removed": 1}
    assert not Outlet.objects.filter(key="idle").exists()


def test_a_row_leaves_the_codebook_together_with_what_rests_on_it(tmp_path, small):
    append(tmp_path / "codebook", "codebook.toml", SECOND_TOPIC)
    change(small, "questions.toml", 'topic = "truce"', 'topic = "prisoners"')
    load([small])
    change(tmp_path / "codebook", "codebook.toml", SECOND_TOPIC, "")
    change(small, "questions.toml", 'topic = "prisoners"', 'topic = "truce"')
    assert load([small]).counts["topic"] == {"unchanged": 1, "removed": 1}
    assert written_tables([small]) == set()


def test_a_row_of_the_codebook_that_another_negotiation_rests_on_is_not_removed(tmp_path, small):
    load([small])
    other = write_using(tmp_path, "other")
    for file in (PLAN, "questions.toml", "articles.toml"):
        (other / file).unlink()
    topic = SMALL["codebook.toml"][SMALL["codebook.toml"].index("[[topics]]") :]
    change(tmp_path / "codebook", "codebook.toml", topic, "")
    (line,) = problems(other)
    assert line.startswith("codebook/: topic truce cannot be removed: clause “")
    assert models.Topic.objects.filter(key="truce").exists()


def test_rows_of_a_codebook_outlast_the_folders_that_used_it(tmp_path, small):
    load([small])
    alone = {"negotiation.toml": SMALL["negotiation.toml"]}
    for file in (PLAN, "questions.toml", "articles.toml"):
        (small / file).unlink()
    write(small, alone)
    report = load([small])
    assert report.counts["article"] == {"removed": 1}
    assert models.Topic.objects.exists()
    assert Outlet.objects.filter(key="idle").exists()


def test_a_row_that_folder_and_codebook_held_is_removed_when_both_drop_it(tmp_path, small):
    append(small, "articles.toml", IDLE)
    load([small])
    change(small, "articles.toml", IDLE, "")
    assert "removed" not in load([small]).counts["outlet"]
    append(small, "articles.toml", IDLE)
    load([small])
    change(small, "articles.toml", IDLE, "")
    change(tmp_path / "codebook", "articles.toml", IDLE, "")
    assert load([small]).counts["outlet"]["removed"] == 1


def test_an_article_of_a_codebook_may_get_another_key(tmp_path, small):
    more = '\n[[articles]]\nkey = "C1"\noutlet = "idle"\nurl = "https://idle.example/1"\n'
    append(tmp_path / "codebook", "articles.toml", more)
    load([small])
    change(tmp_path / "codebook", "articles.toml", '"C1"', '"C2"')
    load([small])
    assert list(Article.objects.order_by("key").values_list("key", flat=True)) == ["C2", "G1"]
    assert Article.objects.get(key="C2").url == "https://idle.example/1"


# The same key with other content

TRUCE = '[[topics]]\nkey = "truce"\ntheme = "fire"\nname = "Truce"\n'


def test_a_folder_may_repeat_the_codebook_to_the_letter(small):
    write(small, {"codebook.toml": TRUCE})
    load([small])
    assert written_tables([small]) == set()


def test_a_row_is_told_as_standing_in_the_codebook_unless_the_folder_repeats_it(small):
    load([small])
    assert records_of("small")["topic"]["truce"].place.file == "codebook/codebook.toml"
    write(small, {"codebook.toml": TRUCE})
    load([small])
    assert records_of("small")["topic"]["truce"].place.file == ""
    assert records_of("small")["theme"]["fire"].place.file == "codebook/codebook.toml"


def test_other_content_than_in_the_codebook_is_refused_key_by_key(small):
    other = TRUCE.replace('"Truce"', '"Halt"') + 'definition = "A halt."\n'
    write(small, {"codebook.toml": other})
    assert problems(small) == [
        "small/codebook.toml, topic truce: name: “Halt” here, “Truce” in "
        "codebook/codebook.toml; definition: “A halt.” here, nothing in codebook/codebook.toml. "
        "Allowed: use the one in codebook/codebook.toml, or choose another key."
    ]


@pytest.mark.parametrize("force", [False, True])
def test_other_content_than_the_stored_codebook_is_refused_key_by_key(tmp_path, small, force):
    load([small])
    files = SMALL | {
        "negotiation.toml": SMALL["negotiation.toml"].replace('"small"', '"other"'),
        "codebook.toml": SMALL["codebook.toml"].replace("minimum = 0", "minimum = 1"),
        "articles.toml": OUTLETS + ARTICLES,
    }
    other = write(tmp_path / "other", files)
    with pytest.raises(CommandError) as refusal:
        call_command("seed", str(other), force=force)
    assert str(refusal.value) == (
        "other/codebook.toml, unit day: minimum: “1” here, “0” as stored from "
        "codebook/. Allowed: use the stored one, or choose another key.\n\n"
        "1 error(s); nothing was changed."
    )


def test_a_stored_row_that_an_editor_changed_is_told_as_such(tmp_path, small):
    load([small])
    models.Topic.objects.update(name="As an editor wrote it")
    changed = SMALL | {"codebook.toml": SMALL["codebook.toml"].replace('"Truce"', '"Halt"')}
    text = changed["negotiation.toml"].replace('"small"', '"other"')
    other = write(tmp_path / "other", changed | {"negotiation.toml": text})
    assert problems(other) == [
        "other/codebook.toml, topic truce: name: “Halt” here, “As an editor wrote it” "
        "as stored from codebook/, and changed by an editor. Allowed: use the stored one, or "
        "choose another key."
    ]


def test_a_row_that_an_editor_removed_is_told_as_such(tmp_path, small):
    load([small])
    Outlet.objects.filter(key="idle").delete()
    text = SMALL["negotiation.toml"].replace('"small"', '"other"')
    files = {"negotiation.toml": text, "articles.toml": IDLE.replace("Valley", "Hill")}
    assert problems(write(tmp_path / "other", files)) == [
        "other/articles.toml, outlet idle: the folder of codebook/ holds it with "
        "other content, and an editor removed it. Allowed: the content in that folder (load both "
        "at once, and what differs is told key by key); or another key."
    ]


def test_two_codebooks_with_other_content_are_refused(tmp_path, codebook):
    write(tmp_path / "press", {"articles.toml": OUTLETS.replace('"Gazette"', '"The Gazette"')})
    small = write_using(tmp_path, uses='uses = ["../codebook", "../press"]\n')
    (line,) = problems(small)
    assert line.startswith(
        "press/articles.toml, outlet gazette: name: “The Gazette” here, “Gazette” in "
        "codebook/articles.toml."
    )


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "one", ("nothing", "“one”")),
        ("one", "two", ("“one”", "“two”")),
        ("a" * 61, "b", (f"“{'a' * 60}…”", "“b”")),
        (
            "word " * 20 + "with guns",
            "word " * 20 + "without guns",
            ("“… word word word with guns”", "“… word word word without guns”"),
        ),
        ("word " * 20, "word " * 20 + "more", ("“… word word word ”", "“… word word word more”")),
    ],
)
def test_of_long_texts_the_part_that_differs_is_told(first, second, told):
    assert excerpts(first, second) == told


# What is refused


@pytest.mark.parametrize(
    ("uses", "message"),
    [
        ('"../codebok"', 'there is no such folder. Found: "../codebok".'),
        ("3", "a path from this folder is needed. Found: 3."),
        ('""', 'a path from this folder is needed. Found: "".'),
        ("{ a = 1 }", "a path from this folder is needed."),
        ('["../codebook", 3]', "a path from this folder is needed. Found: 3."),
        ('"/"', 'a path from this folder is needed. Found: "/".'),
        ('"a\\u0000b"', "a path from this folder is needed."),
        (f'"../{"a" * 5000}"', "there is no such folder."),
        ('"."', 'a folder uses neither itself nor one that it lies in. Found: ".".'),
        ('"../small"', "a folder uses neither itself nor one that it lies in."),
        ('".."', "a folder uses neither itself nor one that it lies in."),
        ('"../empty"', 'the folder is no codebook. Found: "../empty".'),
        ('"../codebook/codebook.toml"', "there is no such folder."),
        ('["../codebook", "../codebook/"]', "the codebook stands here twice."),
        ('["../codebook", "../b/codebook"]', "another folder of this load has the same name"),
        ('"../b/small"', "another folder of this load has the same name, by which a codebook is"),
    ],
)
def test_a_bad_path_is_one_problem(tmp_path, codebook, uses, message):
    (tmp_path / "empty").mkdir()
    write_codebook(tmp_path / "b")
    write_codebook(tmp_path / "b", "small")
    line = only_problem(write_using(tmp_path, uses=f"uses = {uses}\n"))
    assert line.startswith(f"small/negotiation.toml, uses: {message}")
    assert line.endswith(
        'Allowed: the path of a folder with codebook.toml or articles.toml, as "../codebook".'
    )


def test_a_name_that_is_too_long_to_be_recorded_is_refused(tmp_path):
    name = "c" * 60
    write_codebook(tmp_path, name)
    line = only_problem(write_using(tmp_path, uses=f'uses = "../{name}"\n'))
    assert "the name of the folder has more than 59 letters" in line


def test_a_negotiation_is_no_codebook(tmp_path):
    write_old_layout(tmp_path)
    line = only_problem(write_using(tmp_path, uses='uses = "../old/small"\n'))
    assert "the folder is a negotiation: only a codebook can be used" in line


def test_two_negotiations_that_use_each_other_are_refused(tmp_path):
    one = write_using(tmp_path, "one", uses='uses = "../two"\n')
    two = write_using(tmp_path, "two", uses='uses = "../one"\n')
    found = problems(one, two)
    assert [line.partition(":")[0] for line in found if "is a negotiation" in line] == [
        "one/negotiation.toml, uses",
        "two/negotiation.toml, uses",
    ]


def test_a_codebook_uses_no_other(tmp_path, small):
    text = (tmp_path / "codebook/codebook.toml").read_text()
    (tmp_path / "codebook/codebook.toml").write_text('uses = "../codebook"\n' + text)
    assert only_problem(small) == (
        "codebook/codebook.toml, uses: unknown key. It stands at the head of negotiation.toml, "
        "above every table. Allowed: units, themes, topics."
    )


def test_the_key_below_a_table_is_told_its_place(tmp_path, codebook):
    small = write_using(tmp_path, uses="")
    append(small, "negotiation.toml", USES)
    assert (
        "small/negotiation.toml, party west, uses: unknown key. It stands at the head of "
        "negotiation.toml, above every table. Allowed: key, name, role, ordinal."
    ) in problems(small)


@pytest.mark.parametrize("name", ["questions.toml", "neutrality.toml", "documents/a.b.toml"])
def test_a_codebook_holds_shared_records_alone(tmp_path, small, name):
    write(tmp_path / "codebook", {name: ""})
    line = only_problem(small)
    assert line.startswith(f"codebook/{name}: a codebook holds no such file.")
    assert line.endswith("Allowed: codebook.toml, articles.toml, texts/<language>.toml.")


def test_a_problem_of_a_codebook_is_told_once_with_its_own_file(tmp_path, small):
    other = write_using(tmp_path, "other")
    change(tmp_path / "codebook", "codebook.toml", 'theme = "fire"', 'theme = "ice"')
    found = [line for line in problems(small, other) if "articles" not in line]
    assert found == [
        "codebook/codebook.toml, topic truce, theme: there is no such theme in this folder. "
        'Found: "ice". Allowed: fire.'
    ]
    assert not models.Theme.objects.exists()


def test_a_codebook_that_is_no_toml_is_one_problem(tmp_path, small):
    append(tmp_path / "codebook", "codebook.toml", "[[topics\n")
    assert only_problem(small).startswith("codebook/codebook.toml: not TOML:")


def test_a_codebook_does_without_the_folders_that_use_it(tmp_path, small):
    append(small, "articles.toml", '[[outlets]]\nkey = "own"\nname = "Own"\n')
    more = '[[articles]]\nkey = "C1"\noutlet = "own"\n'
    append(tmp_path / "codebook", "articles.toml", more)
    assert only_problem(small) == (
        "codebook/articles.toml, article C1, outlet: there is no such outlet in this folder. "
        'Found: "own". Allowed: gazette, idle.'
    )


def test_a_reference_to_nothing_names_the_places_that_were_looked_at(small):
    change(small, "questions.toml", 'unit = "day"', 'unit = "dai"')
    assert only_problem(small) == (
        "small/questions.toml, question length, unit: there is no such unit in this folder or "
        'codebook. Did you mean "day"? Found: "dai". Allowed: day.'
    )


def test_a_reference_inside_the_negotiation_is_not_looked_for_in_the_codebook(small):
    change(small, PLAN, '["west"]', '["vest"]')
    assert "there is no such party in this folder. Did" in only_problem(small)


def test_an_address_of_an_article_in_the_codebook_is_taken(tmp_path, small):
    more = '[[articles]]\nkey = "C1"\noutlet = "idle"\nurl = "https://gazette.example/1"\n'
    append(tmp_path / "codebook", "articles.toml", more)
    assert "small/articles.toml, article G1, url: article C1 has the same address" in only_problem(
        small
    )


def test_a_codebook_is_not_loaded_by_itself(codebook):
    with pytest.raises(CommandError, match="A codebook is loaded with the negotiations that use"):
        call_command("seed", str(codebook))


# Dumps


def empty_the_database():
    for model in (models.SeedRecord, models.Negotiation, models.Topic, models.Theme):
        model.objects.all().delete()
    for model in (models.UnitOfMeasure, Article, Outlet):
        model.objects.all().delete()


def test_a_dump_holds_what_the_negotiation_uses_of_its_codebook_and_does_without_it(
    tmp_path, small
):
    change(tmp_path / "codebook", "codebook.toml", TRUCE, SECOND_TOPIC + TRUCE)
    load([small])
    first = dumped("small", tmp_path / "dump" / "small")
    assert "uses" not in first["negotiation.toml"]
    assert 'key = "gazette"' in first["articles.toml"]
    assert "idle" not in first["articles.toml"]
    assert "prisoners" not in first["codebook.toml"]
    empty_the_database()
    load([tmp_path / "dump" / "small"])
    assert models.Topic.objects.get().ordinal == 2
    assert file_texts("small") == first


def test_a_dump_loads_beside_the_codebook_and_changes_nothing(tmp_path, small):
    load([small])
    first = dumped("small", tmp_path / "dump" / "small")
    assert actions(load([tmp_path / "dump" / "small"])) == {"unchanged"}
    assert file_texts("small") == first
    assert actions(load([small])) == {"unchanged"}
    assert written_tables([small]) == set()
    assert file_texts("small") == first


def test_a_dump_of_what_an_editor_changed_loads_beside_the_codebook(tmp_path, small):
    load([small])
    models.Topic.objects.update(name="As an editor wrote it")
    first = dumped("small", tmp_path / "dump" / "small")
    load([tmp_path / "dump" / "small"])
    assert file_texts("small") == first
    assert load([small]).kept == ["topic truce: changed by an editor"]


def test_a_codebook_that_did_not_change_loads_beside_a_dump_of_what_an_editor_changed(
    tmp_path, small
):
    load([small])
    models.Topic.objects.update(name="As an editor wrote it")
    dumped("small", tmp_path / "dump" / "small")
    load([tmp_path / "dump" / "small"])
    other = write_using(tmp_path, "other")
    for file in (PLAN, "articles.toml"):
        (other / file).unlink()
    assert load([other]).kept == ["topic truce: changed by an editor"]
    with pytest.raises(SeedProblems, match="“As an editor wrote it” as stored from small"):
        load([other], force=True)
