"""The printed page as Chromium prints it: heads, rows, notes, margins, feet and sizes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser import printing
from tests.browser.printing import A4, FOOT, LETTER, NOTE, REFERENCE, SIDE, THEME, Printed, printed
from tests.browser.shots import arguments
from tests.support.programs import find_chromium

LAKE = "/lake-2031/print/?d=limnaia-memorandum.handed-over&d=wadi-plan.second"
FIVE = LAKE + "&d=league-plan.bridging&d=agreed&d=wadi-plan.first"
TURNED = "&turn=landscape"
WAYS = {
    "two, A4": (LAKE, A4),
    "three, Letter turned, sources in short": (
        LAKE + "&d=league-plan.bridging&paper=letter&notes=short" + TURNED, LETTER[::-1],
    ),
    "five, A4 turned, grey": (FIVE + "&grey=1" + TURNED, A4[::-1]),
    "a map, Letter, answers only": (
        "/istanbul-2025/print/?theme=territory&clauses=answers&paper=letter", LETTER,
    ),
}  # fmt: skip

# What nobody would type: a clause of 300 words, and words of 10,000 letters in other scripts.
OVERLONG = """() => {
    const texts = document.querySelectorAll(".sheet .clause .prose");
    texts[0].textContent = "Сторони узгодили припинення вогню ".repeat(75);
    texts[1].textContent = "W".repeat(10000);
    texts[2].textContent = "ع".repeat(2000);
    const many = "Слово".repeat(60);
    for (const place of [".says .value", ".document-name", ".sentence span", ".topic-head h3",
        ".sources", ".judgement .prose", ".glance th", ".made dd", ".holder"])
        document.querySelector(".sheet " + place).append(many);
}"""


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium with the machine's fonts, which are those that a sheet is printed with."""
    chromium = driver.chromium.launch(executable_path=find_chromium(), args=arguments())
    yield chromium
    chromium.close()


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def sheet(request, page: Page, site: str, tmp_path: Path):
    """A printed sheet with its size, and what the page says is on it."""
    address, size = request.param
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    return printed(page, tmp_path / "sheet.pdf"), size, page.evaluate(printing.SHEET)


def test_a_printed_sheet_is_whole(sheet):
    pages, size, said = sheet
    holds_its_margins(pages, size)
    has_a_foot_on_every_page(pages, said["hash"])
    has_every_row_once_below_a_head(pages, said["themes"])
    has_a_head_wherever_a_table_goes_on(pages, said["themes"])
    has_no_row_on_two_pages(pages, said["rows"])
    has_a_note_for_each_reference(pages)


def test_overlong_texts_stay_within_the_margins_of_every_page(page: Page, site: str, tmp_path):
    page.goto(site + LAKE + "&notes=short&paper=letter")
    page.wait_for_load_state("networkidle")
    page.evaluate(OVERLONG)
    pages = printed(page, tmp_path / "sheet.pdf")
    assert len(pages) > 4
    holds_its_margins(pages, LETTER)
    texts = "".join(one.text for one in pages)
    assert texts.count("W") >= 10_000
    assert texts.count("узгодили") == 75


def test_scripts_only_help_to_print(open_page, site: str):
    plain = open_page(java_script_enabled=False)
    plain.goto(site + LAKE)
    assert not plain.locator("[data-print]").is_visible()
    assert plain.locator("noscript span").is_visible()
    page = open_page()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(site + LAKE)
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed") is True


def test_another_paper_is_chosen_without_losing_the_selection(page: Page, site: str):
    page.goto(site + LAKE + "&verdict=conflict")
    rows = page.locator("tbody.row").count()
    page.get_by_label("Paper").select_option("letter")
    page.get_by_label("Grey").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("paper=letter"))
    assert "verdict=conflict" in page.url
    assert page.locator("tbody.row").count() == rows
    assert page.locator("article.sheet.grey").count() == 1


def holds_its_margins(pages: list[Printed], size: tuple[float, float]) -> None:
    for number, page in enumerate(pages, start=1):
        assert (page.width, page.height) == pytest.approx(size, abs=0.5), f"page {number}"
        assert len(page.letters) > 10, f"page {number} is blank"
        for char in page.chars:
            place = f"page {number}: {char['text']}"
            assert char["x0"] >= SIDE - 1, place
            # the space at which a line breaks hangs beyond it, and nobody sees it
            if not char["text"].isspace():
                assert char["x1"] <= page.width - SIDE + 1, place
            assert char["top"] >= SIDE - 1, place
            assert char["bottom"] <= page.height, place
        assert max(char["bottom"] for char in page.letters) <= page.height - FOOT + 2, number


def has_a_foot_on_every_page(pages: list[Printed], hashed: str) -> None:
    short = " ".join(hashed[place : place + 4] for place in range(0, 16, 4))
    for number, page in enumerate(pages, start=1):
        assert page.foot.endswith(f"page {number} of {len(pages)} · {short}"), page.foot


def has_every_row_once_below_a_head(pages: list[Printed], themes: list[dict]) -> None:
    for theme in themes:
        for question in theme["questions"]:
            (page,) = [page for page in pages if page.place(question) is not None]
            assert page.text.count(printing.solid(question)) == 1, question
            heads = [word for word in page.sized(THEME) if word["top"] < page.place(question)]
            assert heads, f"no head above {question}"
            last = max(word["top"] for word in heads)
            above = " ".join(word["text"] for word in heads if abs(word["top"] - last) < 3)
            assert printing.solid(above) == printing.solid(theme["name"])
            names_stand_below(page, last, theme["documents"])


def has_no_row_on_two_pages(pages: list[Printed], rows: list[list[str]]) -> None:
    """What is asked and the end of why stand on one page; Arabic is set in another order."""
    for question, sentence in rows:
        (page,) = [page for page in pages if page.place(question) is not None]
        end = re.split(r"[\u0600-\u06ff]", sentence)[-1]
        assert printing.solid(end) in page.text[page.text.find(printing.solid(question)) :], end


def names_stand_below(page: Printed, top: float, documents: list[str]) -> None:
    """The documents' names stand right below the name of the theme, whatever their script."""
    line = [char["text"] for char in page.chars if 8 < char["top"] - top < 40]
    for name in documents:
        latin = re.findall(r"[A-Za-z']{3,}", name)
        assert all(word in printing.solid("".join(line)) for word in latin), name


def has_a_head_wherever_a_table_goes_on(pages: list[Printed], themes: list[dict]) -> None:
    first, last = themes[0]["questions"][0], themes[-1]["questions"][-1]
    begins, ends = (
        next(number for number, page in enumerate(pages) if page.place(question) is not None)
        for question in (first, last)
    )
    for page in pages[begins + 1 : ends + 1]:
        top = min(page.body, key=lambda word: word["top"])
        heads = page.sized(THEME)
        assert heads, top["text"]
        assert min(word["top"] for word in heads) <= top["top"] + 6, top["text"]


def has_a_note_for_each_reference(pages: list[Printed]) -> None:
    named = names(pages, REFERENCE)
    notes = names(pages, NOTE)
    heads = [int(name) for name in notes if name.isdigit()]
    assert heads == list(range(1, len(heads) + 1))
    assert set(named) <= set(notes)
    assert {int(re.sub(r"\D", "", name)) for name in named} == set(heads)
    assert {name for name in notes if not name.isdigit()} <= set(named)


def names(pages: list[Printed], size: float) -> list[str]:
    return printing.names(pages, size, bold=size == NOTE)


def test_a_page_on_paper_names_its_negotiation_and_no_way_to_it(page: Page, site: str):
    for place in ("corrections", "compare", "movement"):
        page.goto(f"{site}/lake-2031/{place}/")
        page.emulate_media(media="print")
        assert [name for name in page.locator(".crumbs").all_inner_texts() if name.strip()] == [
            page.locator(".crumbs a").last.inner_text()
        ], place
        page.emulate_media(media="screen")
