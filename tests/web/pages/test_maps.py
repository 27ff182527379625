"""Maps: regions as data, refused unless they are plain paths, drawn only when asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models.maps import problem_of_regions
from tests.support import pages
from tests.support.folders import SEEDS, change, copy, problems, stored_for_a_module

PAGE = "/istanbul-2025/maps/recognised-territories/"


def region(**changes):
    return {"id": "north", "name": "North", "path": "M0 0h9v9z", **changes}


def test_regions_with_plain_paths_are_taken():
    assert problem_of_regions([region(), region(id="south")]) == ""


@pytest.mark.parametrize(
    "regions",
    [
        [],
        "M0 0",
        [region(path='M0 0"/><script>')],
        [region(path="url(#x)")],
        [region(id='a"b')],
        [region(name=" ")],
        [region(style="fill:red")],
        [region(), region()],
    ],
)
def test_anything_but_plain_paths_is_refused(regions):
    assert problem_of_regions(regions)


stored = stored_for_a_module(SEEDS / "istanbul-2025")


@pytest.fixture
def istanbul(stored, db):
    """The talks in Istanbul, as they were loaded."""


def test_the_page_of_a_map_draws_each_named_region_and_lists_it(client, istanbul):
    root = pages.parsed(client.get(PAGE).content.decode())
    assert len(root.xpath("//*[@role='img']/*[@class='named']")) == 5
    assert len(root.xpath("//*[@role='img']/*[@d]")) == 26
    legend = pages.text_of(root.xpath("//ul[@class='map-legend']")[0])
    assert legend.startswith("Russia wants: Crimea, Luhansk, ")
    assert legend.endswith(" refuses: all of these")
    assert "Crimea" in legend
    assert not root.xpath("//@style")


@pytest.mark.parametrize(
    "documents", ["", "?d=russia-memorandum.published&d=ukraine-statements.talks"]
)
def test_a_map_takes_twelve_queries_whatever_documents_are_chosen(client, istanbul, documents):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE + documents).status_code == 200
    assert len(queries) == 12


def test_the_way_back_from_a_map_keeps_the_documents(client, istanbul):
    chosen = "?d=russia-memorandum.published&d=ukraine-statements.talks"
    root = pages.parsed(client.get(PAGE + chosen).content.decode())
    row = f"/istanbul-2025/compare/{chosen}#q-recognised-territories"
    assert row in root.xpath("//main//p[@class='actions']/a/@href")


def test_a_fragment_is_the_picture_alone(client, istanbul):
    text = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "figure-map" in text
    assert "<html" not in text


def test_the_comparison_links_to_maps_and_draws_none(client, istanbul):
    text = client.get("/istanbul-2025/compare/").content.decode()
    assert PAGE in text
    assert "figure-map" not in text


def test_a_question_without_a_map_leads_on(client, istanbul):
    response = client.get("/istanbul-2025/maps/ceasefire-length/")
    assert response.status_code == 404
    assert "/istanbul-2025/compare/" in response.content.decode()


@pytest.mark.django_db
def test_a_region_that_the_map_lacks_is_refused_with_those_it_has(tmp_path):
    folder = copy(SEEDS / "istanbul-2025", tmp_path)
    change(folder, "questions.toml", 'region = "crimea"', 'region = "atlantis"')
    found = problems(folder)
    assert len(found) == 3
    assert all("atlantis" in line and "luhansk" in line for line in found)


@pytest.mark.django_db
def test_a_region_without_a_map_is_refused(tmp_path):
    folder = copy(SEEDS / "istanbul-2025", tmp_path)
    change(folder, "questions.toml", 'map = "ukraine"\n', "")
    assert all("no region without a map" in line for line in problems(folder))
    assert problems(folder)
