"""The first hour of docs/editing.md, in the admin alone: its tables are what is typed here."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gestures import (
    answer,
    choose,
    look_up,
    press,
    save,
    select,
    step,
    tag,
    waiting,
    way,
)
from tests.browser.serving import EDITOR, PASSWORD
from tests.browser.sites import running
from tests.support.first_hour import tables

LABEL = re.compile(r"(?:(?P<row>\w+) (?P<number>\d): )?(?P<name>.+)")
USERS, UNITS, THEMES, NEGOTIATIONS, QUESTIONS, PROPOSALS, ARTICLE, CLAUSES, EVIDENCE, ABSENCE = (
    tables(f"#### {step}")
    for step in (
        "1. Users",
        "2. Units of measure",
        "3. Themes, then Topics",
        "4. Negotiations",
        "5. Questions",
        "6. Proposals",
        "7. The article",
        "8. The clauses",
        "9. The evidence",
        "10. What a document leaves open",
    )
)
PASSWORDS = {dict(rows)["Username"]: dict(rows)["Password"] for rows in USERS}
Rows = list[tuple[str, ...]]


@pytest.fixture
def site(tmp_path) -> str:
    """A site without any data."""
    with running(tmp_path, "nothing") as served:
        yield served.url


def test_an_empty_database_becomes_a_published_comparison(site, open_page):
    editor = arrive(open_page, site, EDITOR, PASSWORD)
    for rows in USERS:
        make_account(editor, rows)
    for table, all_rows in (
        ("Units of measure", UNITS),
        ("Themes", THEMES[:1]),
        ("Topics", THEMES[1:]),
        ("Negotiations", NEGOTIATIONS),
        ("Questions", QUESTIONS),
        ("Proposals", PROPOSALS),
    ):
        for rows in all_rows:
            add(editor, table)
            enter(editor, rows)
            saved(editor)
    ana = arrive(open_page, site, "ana", PASSWORDS["ana"])
    add_the_article(ana, ARTICLE[0])
    headings = [
        enter_a_clause(ana, document, rows)
        for document, rows in zip(documents(), CLAUSES, strict=True)
    ]
    for passage, words, clause, basis in EVIDENCE[0]:
        way(ana, "Workbench")
        ana.get_by_role("link", name=dict(ARTICLE[0])["Headline"]).click()
        select(ana, passage, words)
        choose(ana, clause)
        ana.get_by_label(basis).check()
        tag(ana, "Tagged: 1")
    record_the_absence(ana, ABSENCE[0])
    for heading in headings:
        way(ana, "Clauses")
        ana.locator("#result_list").get_by_role("link", name=heading).click()
        step(ana, "Save and submit for review")
    rae = arrive(open_page, site, "rae", PASSWORDS["rae"])
    for heading in headings:
        waiting(rae, "To review", heading)
        step(rae, "Save and publish")
    read(open_page(), site)


def read(reader: Page, site: str) -> None:
    """What anybody finds: one conflict with its size, and one side whose absence was checked."""
    reader.goto(f"{site}/")
    reader.get_by_role("link", name=dict(NEGOTIATIONS[0])["Name"]).first.click()
    expect(reader).to_have_url(f"{site}/{dict(NEGOTIATIONS[0])['Key']}/")
    reader.get_by_role("link", name=re.compile("compar", re.I)).first.click()
    status = "2 questions: 1 conflict, 1 from one side only"
    expect(reader.locator("#status")).to_have_text(status)
    expect(reader.locator("#results")).to_contain_text("60 days apart")
    expect(reader.locator("#q-pay-of-the-crew")).to_contain_text("silent", ignore_case=True)


def arrive(open_page, site: str, name: str, password: str) -> Page:
    """Log in, in a browser of one's own."""
    page = open_page(viewport={"width": 1240, "height": 860}, reduced_motion="reduce")
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()
    return page


def add(page: Page, table: str) -> None:
    """Go from the start page to the empty form of a table."""
    way(page, "What waits")
    tables_of_all = page.locator("details.all-tables")
    if tables_of_all.get_attribute("open") is None:
        tables_of_all.locator("summary").click()
    row = tables_of_all.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name=table, exact=True)
    )
    row.get_by_role("link", name="Add").click()


def make_account(page: Page, rows: Rows) -> None:
    """The first page of an account takes three fields, the second the rest."""
    add(page, "Users")
    enter(page, rows[:3])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("added successfully")
    (_label, group) = rows[-1]
    page.get_by_label("Staff status").check()
    page.locator("#id_groups_from").select_option(label=group)
    page.locator("#id_groups_add_link, #id_groups_add").first.click()
    expect(page.locator("#id_groups_to option")).to_have_text([group])
    saved(page)


def enter(page: Page, rows: Rows) -> None:
    """Type what a table says: a label, and what goes into its field."""
    for label, value in rows:
        row, number, name = LABEL.fullmatch(label).groups()
        if row is None:
            fill(page, page.locator("form"), name, value)
        else:
            fill(page, inline(page, row, int(number)), name, value)


def inline(page: Page, name: str, number: int) -> Locator:
    """A row for a party or a version, which is added first if it is not there yet."""
    prefix = {"Party": "parties", "Version": "versions"}[name]
    row = page.locator(f"#{prefix}-{number - 1}")
    if not row.count():
        page.get_by_role("button", name=f"Add another {name}").click()
    return row


def fill(page: Page, place: Locator, name: str, value: str) -> None:
    """Type or choose a value in the field with this label; a column's head labels its cells."""
    labelled = place.get_by_label(re.compile(rf"^{re.escape(name)}:?$", re.I))
    field = labelled.locator("visible=true").first  # rows to be added have the same labels
    if name == "Parties":
        place.get_by_label(value).check()
    elif name == "Topic":
        look_up(page, page.locator(".field-topic"), value, value)
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
        field.blur()  # now a name proposes the key


def saved(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def documents() -> list[str]:
    """The names of the versions, as the start page has them."""
    return [f"{dict(rows)['Name']} ({dict(rows)['Version 1: Label']})" for rows in PROPOSALS]


def add_the_article(page: Page, rows: Rows) -> None:
    """Address and text first, then what the page could not read out of them."""
    way(page, "Articles")
    page.get_by_role("link", name="Add an article with its text").click()
    enter(page, rows[:2])
    page.get_by_role("button", name="Go on").click()
    enter(page, rows[2:])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()


def enter_a_clause(page: Page, document: str, rows: Rows) -> str:
    """Add a clause to a document; return its heading."""
    own = [(label, value) for label, value in rows if not label.startswith("Answer")]
    way(page, "What waits")
    page.get_by_role("link", name=document).click()
    page.get_by_role("link", name="Add a clause at the end").click()
    for label, value in own:
        if label == "Topics":
            look_up(page, page.locator(".field-topics"), value, value)
        else:
            page.locator(f"#id_{label.lower()}").fill(value)
    for number, (question, words, force) in enumerate(answers(rows)):
        answer(page, number, question)
        page.locator(f"#id_terms-{number}-value").fill(words)
        expect(page.locator(f"#terms-{number}-echo")).to_contain_text(words)
        page.locator(f"#id_terms-{number}-force").select_option(label=force)
    save(page)
    return dict(rows)["Heading"]


def answers(rows: Rows) -> list[list[str]]:
    """Question, answer and force of each answer."""
    values = [value for label, value in rows if label.startswith("Answer")]
    return [values[place : place + 3] for place in range(0, len(values), 3)]


def record_the_absence(page: Page, rows: Rows) -> None:
    """The one cell that is open is marked with what was found."""
    way(page, "What waits")
    page.get_by_role("link", name="Grid of questions and documents").click()
    box = page.locator("table.grid").get_by_role("checkbox")
    expect(box).to_have_count(1)
    box.check()
    enter(page, rows)
    press(page, "Look at what would change")
    press(page, "Record this")
    expect(page.locator(".messagelist")).to_contain_text("1 recorded")
