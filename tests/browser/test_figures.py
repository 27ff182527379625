"""The pictures of rows in a real browser: inside their cell at every width, for any columns."""

import pytest
from playwright.sync_api import Page, expect

from proposals.seeding import load
from tests.support.folders import LAKE, SEEDS

COMPARE = "/lake-2031/compare/"
OUTSIDE = """figures => figures.filter(figure => {
  const cell = figure.closest("td").getBoundingClientRect();
  return [...figure.querySelectorAll("*")].some(part => {
    const box = part.getBoundingClientRect();
    return box.width && (box.left < cell.left - 1 || box.right > cell.right + 1);
  });
}).map(figure => figure.textContent.trim().slice(0, 80))"""


@pytest.fixture
def site(own_site) -> str:
    load([LAKE])
    return own_site.url


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize(
    "columns", ["", "?d=limnaia-memorandum&d=wadi-plan&d=league-plan&d=agreed&d=wadi-plan@first"]
)
def test_no_part_of_a_picture_leaves_its_cell(page: Page, site, width, columns):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + COMPARE + columns)
    figures = page.locator(".figure")
    assert figures.count() >= 4
    assert figures.evaluate_all(OUTSIDE) == []


def test_a_scale_is_read_as_one_image(page: Page, site):
    page.goto(site + COMPARE)
    picture = page.locator("#q-pass-length").get_by_role("img")
    expect(picture).to_have_accessible_name("Λιμναία: at least 30 days; إمارة الوادي: 2 to 3 weeks")


def test_a_map_unfolds_in_its_row(page: Page, own_site):
    load([SEEDS / "istanbul-2025"])
    page.goto(own_site.url + "/istanbul-2025/compare/?question=recognised-territories")
    row = page.locator("#q-recognised-territories")
    row.get_by_text("On the map").click()
    expect(row.locator(".figure-map path.named")).to_have_count(5)
