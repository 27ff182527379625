"""Loading folders: what it stores, that it repeats itself without a trace, what it spares."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import models
from proposals.seeding import load
from sources.models import Article, Outlet
from tests.support.folders import ISLE, LAKE, SEEDS, append, change, copy, problems, write

# An editor's change is made here by hand: what counts is what the loader finds.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]
DOCUMENT = "documents/plan.first.toml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small folder, loaded once."""
    path = write(tmp_path / "small")
    load([path])
    return path


def writes(captured: CaptureQueriesContext) -> list[str]:
    """Statements that change rows."""
    changing = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", re.IGNORECASE)
    return [query["sql"] for query in captured if changing.match(query["sql"])]


def test_a_folder_is_stored_with_all_that_it_says(small):
    term = models.Term.objects.get()
    assert term.value == {"at_least": "30"}
    assert [party.key for party in term.bearers.all()] == ["west"]
    assert term.clause.uid == "small.plan.first.1"
    assert term.clause.is_published


def test_the_report_counts_what_was_added(tmp_path):
    report = load([write(tmp_path / "small")])
    assert report.counts["clause"] == {"added": 1}
    assert report.counts["party"] == {"added": 2}


def test_loading_twice_changes_nothing(small):
    report = load([small])
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}


def test_loading_twice_writes_nothing(small):
    with CaptureQueriesContext(connection) as captured:
        load([small])
    assert writes(captured) == []


@pytest.mark.parametrize("folders", [[LAKE], [LAKE, ISLE]], ids=["alone", "together"])
def test_a_rich_negotiation_loads_twice_without_a_write(folders):
    load(folders)
    with CaptureQueriesContext(connection) as captured:
        load(folders)
    assert writes(captured) == []


def test_the_number_of_queries_does_not_grow_with_the_folder(small):
    with CaptureQueriesContext(connection) as few:
        load([small])
    load([LAKE])
    with CaptureQueriesContext(connection) as many:
        load([LAKE])
    assert len(many) == len(few)


def test_a_dry_run_reports_and_takes_everything_back(tmp_path):
    report = load([write(tmp_path / "small")], dry_run=True)
    assert report.total("added") > 0
    assert not models.Negotiation.objects.exists()
    assert not models.SeedRecord.objects.exists()


def test_a_changed_line_changes_its_row_only(small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "A truce"')
    report = load([small])
    assert report.total("changed") == 1
    assert models.Clause.objects.get().heading == "A truce"


def test_a_changed_list_changes_its_links(small):
    change(small, DOCUMENT, 'bearers = ["west"]', 'bearers = ["east"]')
    load([small])
    assert [party.key for party in models.Term.objects.get().bearers.all()] == ["east"]


def test_answers_may_be_written_in_words(small):
    change(small, DOCUMENT, "{ at_least = 30 }", '"at least 30 days"')
    assert load([small]).total("changed") == 0


def test_a_row_that_left_the_folder_is_removed(small):
    change(small, "negotiation.toml", '[[parties]]\nkey = "east"\nname = "East"\n', "")
    change(small, DOCUMENT, 'parties = ["east"]', 'parties = ["west"]')
    report = load([small])
    assert report.counts["party"]["removed"] == 1
    assert [party.key for party in models.Party.objects.all()] == ["west"]


def test_a_document_that_left_the_folder_is_removed_with_all_inside(small):
    (small / DOCUMENT).unlink()
    report = load([small])
    assert not models.Proposal.objects.exists()
    assert not models.Evidence.objects.exists()
    assert report.counts["clause"]["removed"] == 1


def test_an_editors_change_is_kept_and_named(small):
    models.Clause.objects.update(heading="As an editor wrote it")
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "A truce"')
    report = load([small])
    assert models.Clause.objects.get().heading == "As an editor wrote it"
    assert report.kept == ["clause small.plan.first.1: changed by an editor"]


def test_an_editors_change_is_kept_when_the_file_stays_as_it_is(small):
    models.Clause.objects.update(heading="As an editor wrote it")
    assert load([small]).counts["clause"] == {"kept": 1}


def test_force_overwrites_an_editors_change(small):
    models.Clause.objects.update(heading="As an editor wrote it")
    report = load([small], force=True)
    assert models.Clause.objects.get().heading == "Truce"
    assert report.counts["clause"] == {"changed": 1}


def test_a_row_that_an_editor_removed_stays_away(small):
    models.Evidence.objects.all().delete()
    report = load([small])
    assert not models.Evidence.objects.exists()
    assert report.kept == ["evidence small.plan.first.1@G1#1: removed by an editor"]


def test_force_brings_a_removed_row_back(small):
    models.Clause.objects.all().delete()
    load([small], force=True)
    assert models.Evidence.objects.count() == 1
    assert models.Term.objects.count() == 1


def test_a_new_row_inside_a_removed_one_waits_with_it(small):
    models.Clause.objects.all().delete()
    append(small, DOCUMENT, '[[clauses.evidence]]\narticle = "G1"\nbasis = "prints"\n')
    report = load([small])
    assert "evidence small.plan.first.1@G1#2: refers to clause small.plan.first.1, which an " in (
        "\n".join(report.kept)
    )


def test_an_edited_row_that_left_the_folder_is_kept(small):
    models.Disagreement.objects.create(negotiation=models.Negotiation.objects.get(), key="D-9")
    append(small, "negotiation.toml", '[[disagreements]]\nkey = "D-1"\ntitle = "Length"\n')
    load([small])
    models.Disagreement.objects.filter(key="D-1").update(title="Length of the truce")
    change(small, "negotiation.toml", '[[disagreements]]\nkey = "D-1"\ntitle = "Length"\n', "")
    report = load([small])
    assert report.kept == [
        "disagreement small.D-1: no longer in the folder, but changed by an editor"
    ]
    assert models.Disagreement.objects.filter(key="D-9").exists()


def test_an_editors_equal_row_is_adopted(tmp_path):
    Outlet.objects.create(key="gazette", name="Gazette")
    report = load([write(tmp_path / "small")])
    assert report.counts["outlet"] == {"unchanged": 1}


def test_an_editors_other_row_under_the_same_key_is_kept(tmp_path):
    Outlet.objects.create(key="gazette", name="The Gazette")
    report = load([write(tmp_path / "small")])
    assert report.kept == ["outlet gazette: entered by an editor"]


def test_a_row_that_something_else_rests_on_is_not_removed(small):
    clause = models.Clause.objects.get()
    article = Article.objects.create(key="E1", outlet=Outlet.objects.get())
    models.Evidence.objects.create(clause=clause, article=article, basis="prints")
    (small / DOCUMENT).unlink()
    found = problems(small)
    assert any("clause small.plan.first.1 cannot be removed: evidence “" in line for line in found)
    assert models.Evidence.objects.count() == 2


def test_a_vocabulary_that_an_editors_answer_needs_is_not_cut(small):
    question = models.Question.objects.get(key="where")
    clause = models.Clause.objects.get()
    models.Term.objects.create(clause=clause, question=question, value="sea", force="offers")
    change(small, "questions.toml", ', { key = "sea", label = "sea" }', "")
    assert "question small.where: small.plan.first.1: requires: not in the" in problems(small)[0]


def test_an_absence_that_meets_an_editors_answer_is_refused(small):
    question = models.Question.objects.get(key="where")
    clause = models.Clause.objects.get()
    models.Term.objects.create(clause=clause, question=question, value="sea", force="offers")
    append(small, DOCUMENT, '[[coverage]]\nquestion = "where"\nkind = "silent"\nbasis = "full"\n')
    assert "an answer meets a recorded absence" in problems(small)[0]


def test_addresses_may_move_between_articles(small):
    append(small, "articles.toml", '[[articles]]\nkey = "G2"\noutlet = "gazette"\n')
    load([small])
    change(small, "articles.toml", 'url = "https://gazette.example/1"\n', 'headline = "Truce"\n')
    append(small, "articles.toml", 'url = "https://gazette.example/1"\n')
    load([small])
    assert Article.objects.get(key="G2").url == "https://gazette.example/1"


def test_an_address_that_another_article_of_the_database_has_is_refused(tmp_path):
    outlet = Outlet.objects.create(key="other", name="Other")
    Article.objects.create(key="O1", outlet=outlet, url="https://gazette.example/1")
    assert "article O1 of the database has the same address" in problems(write(tmp_path))[0]


def test_shared_rows_of_two_folders_are_stored_once():
    load([LAKE, ISLE])
    assert models.Theme.objects.filter(key="movement").count() == 1
    assert Article.objects.filter(key="L3").count() == 1


def test_a_shared_row_stays_while_another_folder_holds_it(tmp_path):
    isle = copy(ISLE, tmp_path)
    load([LAKE, isle])
    change(isle, "codebook.toml", '[[topics]]\nkey = "steps"', '[[topics]]\nkey = "order"')
    change(isle, "questions.toml", 'topic = "steps"', 'topic = "order"')
    change(isle, "documents/north-offer.spoken.toml", '["steps"]', '["order"]')
    load([isle])
    assert models.Topic.objects.filter(key="steps").exists()


def test_a_shared_row_that_no_folder_holds_any_more_is_removed(tmp_path):
    lake, isle = copy(LAKE, tmp_path), copy(ISLE, tmp_path)
    for path in (lake, isle):
        append(path, "articles.toml", '[[outlets]]\nkey = "idle"\nname = "Idle"\n')
    load([lake, isle])
    for path in (lake, isle):
        change(path, "articles.toml", '[[outlets]]\nkey = "idle"\nname = "Idle"\n', "")
    load([lake])
    assert Outlet.objects.filter(key="idle").exists()
    load([isle])
    assert not Outlet.objects.filter(key="idle").exists()


def test_a_shared_row_with_other_content_in_a_folder_loaded_before_is_refused(tmp_path):
    load([LAKE])
    isle = copy(ISLE, tmp_path)
    change(isle, "codebook.toml", 'name = "Movement"', 'name = "Movements"')
    assert problems(isle) == [
        "isle-2032/codebook.toml, theme movement: name: “Movements” here, “Movement” "
        "as stored from lake-2031. Allowed: use the stored one, or choose another key."
    ]


def test_a_shared_row_with_other_content_in_a_folder_loaded_now_is_refused(tmp_path):
    isle = copy(ISLE, tmp_path)
    change(isle, "codebook.toml", 'name = "Movement"', 'name = "Movements"')
    assert problems(LAKE, isle) == [
        "isle-2032/codebook.toml, theme movement: name: “Movements” here, “Movement” "
        "in lake-2031/codebook.toml. Allowed: use the one in lake-2031/codebook.toml, or choose "
        "another key."
    ]


def test_a_shared_row_may_change_in_all_folders_at_once(tmp_path):
    lake, isle = copy(LAKE, tmp_path), copy(ISLE, tmp_path)
    load([lake, isle])
    for path in (lake, isle):
        change(path, "codebook.toml", 'name = "Movement"', 'name = "Movements"')
    load([lake, isle])
    assert models.Theme.objects.get(key="movement").name == "Movements"


def test_shared_rows_stand_where_the_first_folder_put_them():
    load([LAKE])
    before = models.Theme.objects.get(key="movement").ordinal
    report = load([ISLE])
    assert models.Theme.objects.get(key="movement").ordinal == before == 2
    assert report.counts["theme"] == {"unchanged": 1}


def test_two_folders_with_one_negotiation_are_refused(tmp_path):
    line = problems(write(tmp_path / "one"), write(tmp_path / "two"))[0]
    assert 'two: the folder one holds the same negotiation. Found: "small".' in line


def test_clauses_without_evidence_stay_unpublished():
    load([LAKE, ISLE])
    published = models.Clause.objects.published().filter(uid__startswith="isle-2032.")
    assert [clause.uid for clause in published] == ["isle-2032.north-offer.spoken.1"]


def test_the_seeds_of_the_repository_load_and_change_nothing_the_second_time():
    folders = sorted(path.parent for path in SEEDS.glob("*/negotiation.toml"))
    assert folders
    load(folders)
    with CaptureQueriesContext(connection) as captured:
        load(folders)
    assert writes(captured) == []
