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


# Words of a scale that stand on each other, or on a bar.
OVERPRINTED = """scales => scales.flatMap(scale => {
  const boxes = [...scale.querySelectorAll(".scale-name, .scale-word, .scale-bar, .scale-open")]
    .map(part => [part, part.getBoundingClientRect()]);
  const words = boxes.filter(([part]) => part.matches(".scale-name, .scale-word"));
  return words.flatMap(([word, one]) => boxes
    .filter(([part, other]) => part !== word
      && one.left < other.right - 0.5 && other.left < one.right - 0.5
      && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5)
    .map(([part]) => `${word.textContent.trim()} / ${part.textContent.trim() || part.tagName}`));
})"""
LENGTHS = """scale => {
  const width = name => Math.max(
    ...[...scale.querySelectorAll(name)].map(part => part.getBoundingClientRect().width));
  return [width("rect.scale-bar"), width("rect.scale-gap")];
}"""
FIVE = "&".join(
    f"d={key}"
    for key in (
        "ukraine-memorandum.published",
        "russia-memorandum.published",
        "ukraine-statements.talks",
        "russia-statements.talks",
        "agreed-outcomes.talks",
    )
)


@pytest.fixture
def site(own_site) -> str:
    load([LAKE])
    return own_site.url


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize(
    "columns",
    [
        "",
        "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging&d=agreed&d=wadi-plan.first",
    ],
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
    # the name that runs from the right is isolated, so that no number changes its place
    wadi = "\u2068إمارة الوادي\u2069"
    expect(picture).to_have_accessible_name(f"Λιμναία: at least 30 days; {wadi}: 2 to 3 weeks")


def test_a_map_unfolds_in_its_row(page: Page, own_site):
    load([SEEDS / "istanbul-2025"])
    page.goto(own_site.url + "/istanbul-2025/compare/?question=recognised-territories")
    row = page.locator("#q-recognised-territories")
    row.get_by_text("On the map").click()
    expect(row.locator(".figure-map path.named")).to_have_count(5)


@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_nothing_on_a_scale_is_overprinted_and_a_day_is_not_drawn_as_long_as_a_month(
    page: Page, own_site, width
):
    load([SEEDS / "istanbul-2025"])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{own_site.url}/istanbul-2025/compare/?{FIVE}")
    scales = page.locator("#q-ceasefire-length .scale")
    assert scales.evaluate_all(OVERPRINTED) == []
    bar, gap = scales.evaluate(LENGTHS)
    assert 20 < bar < gap
    expect(scales.locator(".scale-cut")).to_have_count(1)
    names = scales.locator(".scale-name").all_inner_texts()
    assert names == [
        "Ukraine's memorandum",
        "Russia's memorandum",
        "The Ukrainian side's statement",
        "The Russian side's statement (certain sectors of the front)",
    ]


def test_no_word_of_a_scale_is_overprinted_in_any_number_of_columns(page: Page, site):
    for columns in (
        "",
        "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging&d=agreed&d=wadi-plan.first",
    ):
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + COMPARE + columns)
            scales = page.locator(".scale:visible")
            assert scales.count()
            assert scales.evaluate_all(OVERPRINTED) == []


def test_a_figure_can_be_seen_in_a_frame_on_another_site(page: Page, own_site):
    load([SEEDS / "istanbul-2025"])
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{own_site.url}/istanbul-2025/embed/questions/nato-membership/")
    lines = page.locator(".verdict .stance")
    expect(lines).to_have_count(4)
    assert lines.first.inner_text() == "Ukraine wants: a decision by consensus"
    edges = lines.evaluate_all("lines => lines.map(one => getComputedStyle(one).borderLeftColor)")
    assert len(set(edges)) == 2


@pytest.mark.parametrize(("width", "lines", "sentence"), [(1440, True, False), (360, False, True)])
def test_what_is_contested_is_seen_once(page: Page, own_site, width, lines, sentence):
    load([SEEDS / "istanbul-2025"])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{own_site.url}/istanbul-2025/compare/")
    verdict = page.locator("#q-nato-membership .verdict")
    expect(verdict.locator(".figure-stances")).to_be_visible(visible=lines)
    expect(verdict.locator(".sentence")).to_be_visible(visible=sentence)
    expect(page.locator("#q-ceasefire-conditions .figure-stances")).to_have_count(0)
    page.goto(f"{own_site.url}/istanbul-2025/compare/?open=ceasefire-conditions")
    whole = page.locator("#q-ceasefire-conditions .figure-stances")
    expect(whole).to_be_visible()
    expect(whole).to_contain_text("a signed agreement to carry out the settlement terms")
