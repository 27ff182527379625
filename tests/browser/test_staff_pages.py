"""Every page on which an analyst or a reviewer works: axe in both schemes, at two widths."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser import looks
from tests.browser.accessibility import NARROW, WIDE, faults_in_every_form
from tests.browser.sites import Served, running

ADMIN = "/admin/proposals/"
CLAUSES = ADMIN + "clause/"
Visit = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One site with unfinished work for all tests of this process, which leave it as it is."""
    with running(tmp_path_factory.mktemp("office"), "at_work") as site:
        yield site


@pytest.fixture
def come(open_page, office: Served) -> Callable[..., Page]:
    """Opens a page for somebody who has signed in, or for a stranger."""

    def come_in(person: str = "", **options) -> Page:
        page = open_page(**options)
        if person:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": office.sessions[person]}
            host = urlsplit(office.url).hostname
            page.context.add_cookies([{**cookie, "domain": host, "path": "/"}])
        return page

    return come_in


def address(path: str) -> Visit:
    """A visit to an address."""

    def visit(page: Page, site: str) -> None:
        assert page.goto(site + path).status == 200

    return visit


def clause(words: str, then: str = "") -> Visit:
    """A visit to the page of the clause that a search in the list finds, or to one below it."""

    def visit(page: Page, site: str) -> None:
        page.goto(f"{site}{CLAUSES}?q={words}")
        link = page.locator("#result_list tbody th a").first.get_attribute("href")
        page.goto(site + link.partition("?")[0].replace("change/", then or "change/"))

    return visit


def follow(path: str, *names: str) -> Visit:
    """A visit to an address, and on by the links of these names."""

    def visit(page: Page, site: str) -> None:
        page.goto(site + path)
        for name in names:
            page.get_by_role("link", name=name).first.click()

    return visit


def bulk(page: Page, site: str) -> None:
    """The look at what publishing the waiting clauses would do: one of three can be published."""
    page.goto(f"{site}{CLAUSES}?queue=review")
    for box in page.locator("input[name=_selected_action]").all():
        box.check()
    page.locator("select[name=action]").select_option("Publish")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("1 clause can be changed")).to_be_visible()
    expect(page.get_by_text("2 clauses stay as they are")).to_be_visible()


def conflict(page: Page, site: str) -> None:
    """The page of a clause that was saved by somebody else meanwhile."""
    clause("agreed.closing.3")(page, site)
    other = page.context.new_page()
    other.goto(page.url)
    heading = other.get_by_label("Heading")
    heading.fill(heading.input_value() + " walk")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messagelist")).to_contain_text("changed successfully")
    other.close()
    page.get_by_label("Heading").fill("Engineers of three shores")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Two people edited this clause")).to_be_visible()


def questions(page: Page, site: str) -> None:
    """The dry run of an import in which two days and an odd language are asked about."""
    page.goto(f"{site}/admin/sources/article/import/")
    rows = "publisher,title,date,language\nnobody,One,06/02/2025,en\nnobody,Two,2025-06,xx\n"
    page.get_by_label("or paste it").fill(rows)
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_text("3 questions")).to_be_visible()
    page.get_by_label("2 June 2025").check()


def saved_page(page: Page, site: str) -> None:
    """The form of a new article, filled from a page that leaves its day and outlet open."""
    page.goto(f"{site}/admin/sources/article/new/")
    words = "The delegations would meet again in Zenda before the thirty days end. " * 4
    head = '<meta property="og:site_name" content="The Gull"><meta name="date" content="2025-06">'
    source = f"<html><head>{head}</head><body><article><p>{words}</p></article></body></html>"
    page.get_by_label("text of the article").fill(source)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("which names no day")).to_be_visible()


# Who looks, and the way to the page; in the order of a day's work.
PAGES: dict[str, tuple[str, Visit]] = {
    "login": ("", address("/admin/login/")),
    "desk": ("ada", address("/admin/")),
    "desk of a reviewer": ("ben", address("/admin/")),
    "articles": ("ada", address("/admin/sources/article/")),
    "article to add": ("ada", address("/admin/sources/article/new/")),
    "articles to import": ("ada", address("/admin/sources/article/import/")),
    "questions of an import": ("ada", questions),
    "article of a saved page": ("ada", saved_page),
    "article": ("ada", follow("/admin/sources/article/?q=Three+shores", "L3")),
    "text of an article": ("ada", follow("/admin/sources/article/?q=Three+shores", "L3", "Text")),
    "shared words": ("ada", follow("/admin/sources/article/?q=Three+shores", "L3", "Shared words")),
    "documents": ("ada", address(ADMIN + "version/")),
    "document": ("ada", follow("/admin/", "The closing statement")),
    "copy of a document": ("ada", follow("/admin/", "The closing statement", "Copy as the next")),
    "grid": ("ada", follow("/admin/", "Grid of questions and documents")),
    "clauses": ("ada", address(CLAUSES)),
    "clauses in a queue": ("ben", address(CLAUSES + "?queue=review")),
    "bulk preview": ("ben", bulk),
    "clause to add": ("ada", address(CLAUSES + "add/")),
    "draft": ("ada", clause("agreed.closing.3")),
    "draft in full": ("ada", clause("agreed.closing.2")),
    "clause in review": ("ben", clause("agreed.closing.4")),
    "revision": ("ada", clause("Limnaia's+share")),
    "published clause": ("ada", clause("wadi-plan.second.2")),
    "conflict": ("ada", conflict),
    "history of a published clause": ("ada", clause("wadi-plan.second.2", "history/")),
    "history of a draft": ("ada", clause("agreed.closing.2", "history/")),
    "workbench": ("ada", address("/admin/workbench/")),
    "article in the workbench": ("ada", address("/admin/workbench/articles/L3/")),
    "quotes in doubt": ("ada", address("/admin/workbench/doubtful/")),
    "quote to settle": ("ada", follow("/admin/workbench/doubtful/", "Pick another passage")),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_staff_page_which_fits_its_window(come, office, name, complaints):
    person, visit = PAGES[name]
    page = come(person, viewport=WIDE)
    visit(page, office.url)
    page.wait_for_load_state("networkidle")
    assert not looks.sideways(page)
    assert faults_in_every_form(page) == ""
    page.set_viewport_size(NARROW)
    assert not looks.sideways(page)
    if name == "conflict":
        complaints.clear()  # the console names its status, 409
