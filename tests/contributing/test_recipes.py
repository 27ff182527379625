"""Whoever follows a recipe of CONTRIBUTING.md touches the files that it names, and needs no other.

For each recipe something made up is added. Code is added in a copy of the repository, where the
site has to work with it afterwards; data are added in a folder of their own.
"""

from importlib import import_module

import pytest
from django.core.management import call_command

from tests.contributing import copies, edits
from tests.contributing.additions import article, negotiation, topic
from tests.contributing.recipes import compare_paths, named_paths, recipes

RECIPES = recipes()
CODE = ("kind", "rule", "export_format", "exported_field", "language", "clause_column")
DATA = (negotiation, topic, article)


def _addition(name):
    return import_module(f"tests.contributing.additions.{name}")


def test_every_recipe_is_tried():
    tried = [*map(_addition, CODE), *DATA]
    assert sorted(addition.RECIPE for addition in tried) == sorted(RECIPES)


@pytest.mark.parametrize("name", CODE)
def test_an_addition_to_the_code_needs_what_its_recipe_names(name, tmp_path):
    addition = _addition(name)
    tree = copies.copy_repository(tmp_path)
    edits.write_changes(addition.CHANGES, tree)
    for command in addition.COMMANDS:
        assert " ".join(command) in _in_one_line(RECIPES[addition.RECIPE])
        copies.run(tree, command)
    named = named_paths(RECIPES[addition.RECIPE])
    assert compare_paths(named, copies.touched_files(tree)) == []
    copies.run_tests(tree, addition.TESTS)


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
    assert "wanted by the paper of hill" in page.casefold()
    assert client.get("/well-2033/maps/well-use/").status_code == 200
    assert "Talks on the well" in client.get("/").content.decode()


@pytest.mark.django_db
def test_an_added_topic_has_its_question_with_an_answer_and_a_checked_silence(client, added):
    (row,) = _rows(client, "topic=keepers")
    assert row["text"] == "Who keeps the wells?"
    assert row["verdict"] == "one_side"
    assert "is silent on this" in row["words"]["sentence"]


@pytest.mark.django_db
def test_an_added_article_counts_as_a_source_of_the_clause_that_it_prints(client, added):
    record = client.get("/well-2033/export/comparison.json").json()
    printed = [item for item in record["evidence"] if item["basis"] == "prints"]
    assert [(item["article"], item["source"]) for item in printed] == [("W2", "outlet:herald")]
    clause = client.get("/clauses/well-2033.dale-paper.spoken.1/").content.decode()
    assert "the lower well and not the upper" in clause


def _rows(client, query):
    return client.get(f"/well-2033/export/comparison.json?{query}").json()["rows"]
