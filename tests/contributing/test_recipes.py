"""Whoever follows a recipe of CONTRIBUTING.md touches the files that it names, and needs no other.

For each recipe something made up is added. Code is added in a copy of the repository, where the
site has to work with it afterwards; data are added in a folder of their own. What does not get in
each other's way shares a copy, since starting the site takes longest.
"""

from importlib import import_module

import pytest
from django.core.management import call_command

from tests.contributing import copies, edits
from tests.contributing.additions import article, negotiation, topic
from tests.contributing.recipes import compare_paths, named_paths, recipes

RECIPES = recipes()
COPIES = {
    "language": ("language",),
    # The made-up language has no words for the kind and the rule that are added here.
    "others": ("kind", "rule", "export_format", "exported_field", "clause_column"),
}
CODE = tuple(name for names in COPIES.values() for name in names)
DATA = (negotiation, topic, article)


def _addition(name):
    return import_module(f"tests.contributing.additions.{name}")


def test_every_recipe_is_tried():
    tried = [*map(_addition, CODE), *DATA]
    assert sorted(addition.RECIPE for addition in tried) == sorted(RECIPES)


@pytest.fixture(scope="module")
def additions(tmp_path_factory):
    """Make every addition to the code; return the copies, and which files each has changed."""
    trees, changed = {}, {}
    for copy, names in COPIES.items():
        tree = trees[copy] = copies.copy_repository(tmp_path_factory.mktemp(copy))
        for name in names:
            addition = _addition(name)
            before = copies.fingerprints(tree)
            edits.write_changes(addition.CHANGES, tree)
            for command in addition.COMMANDS:
                copies.run(tree, command)
            changed[name] = copies.changed_files(before, copies.fingerprints(tree))
    return trees, changed


@pytest.mark.parametrize("name", CODE)
def test_an_addition_to_the_code_needs_what_its_recipe_names(name, additions):
    _trees, changed = additions
    recipe = RECIPES[_addition(name).RECIPE]
    assert compare_paths(named_paths(recipe), changed[name]) == []
    for command in _addition(name).COMMANDS:
        assert " ".join(command) in _in_one_line(recipe)


@pytest.mark.parametrize("copy", COPIES)
def test_the_site_works_with_what_was_added(copy, additions):
    trees, _changed = additions
    tests = {test: None for name in COPIES[copy] for test in _addition(name).TESTS}
    copies.run_tests(trees[copy], tests)


def _in_one_line(text):
    return " ".join(text.split())


@pytest.fixture
def added(tmp_path):
    """Add the made-up negotiation, then a topic and an article to it, and load its folder."""
    for addition in DATA:
        edits.write_changes(addition.CHANGES, tmp_path)
    call_command("seed", str(tmp_path / "seeds" / "well-2033"), verbosity=0)


@pytest.mark.parametrize("addition", DATA, ids=lambda addition: addition.RECIPE)
def test_an_addition_to_the_data_needs_what_its_recipe_names(addition):
    assert compare_paths(named_paths(RECIPES[addition.RECIPE]), addition.CHANGES) == []


@pytest.mark.django_db
def test_an_added_negotiation_is_compared_and_drawn_on_its_map(client, added):
    page = client.get("/well-2033/compare/").content.decode()
    assert "Which well may be drawn from?" in page
    assert "Hill Village wants:" in page
    assert client.get("/well-2033/maps/well-use/").status_code == 200
    assert "Talks on the well" in client.get("/").content.decode()


@pytest.mark.django_db
def test_an_added_topic_has_its_question_with_an_answer_and_a_checked_silence(client, added):
    (row,) = _rows(client, "topic=keepers")
    assert row["text"] == "Who keeps the wells?"
    assert row["mark"] == "one_side"
    assert "Nothing on this was found in the full text" in row["words"]["sentence"]


@pytest.mark.django_db
def test_an_added_article_counts_as_a_source_of_the_clause_that_it_prints(client, added):
    record = client.get("/well-2033/export/comparison.json").json()
    printed = [item for item in record["evidence"] if item["basis"] == "prints"]
    assert [(item["article"], item["source"]) for item in printed] == [("W2", "outlet:herald")]
    clause = client.get("/clauses/well-2033.dale-paper.spoken.1/").content.decode()
    assert "the lower well and not the upper" in clause


def _rows(client, query):
    return client.get(f"/well-2033/export/comparison.json?{query}").json()["rows"]
