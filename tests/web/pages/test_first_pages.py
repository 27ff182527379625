"""What the first page and an overview tell: the answer first, and the way to everything."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from proposals.comparisons import catalogue, compare, outline
from proposals.editing.review import withdraw
from proposals.models import Clause, Disagreement
from proposals.seeding import load
from proposals.web.pages.home import MOST_CHANGES
from proposals.web.pages.responses import select_all
from tests.factories import ClauseFactory, NegotiationFactory, VersionFactory, publish, reviewer
from tests.support import pages
from tests.support.folders import ISLE, LAKE, SEEDS, stored_for_a_module

pytestmark = pytest.mark.django_db

OVERVIEW = "/istanbul-2025/"
PARTS_OF_PAGES = {"evidence", "filters", "freeze", "row", "rows"}
"""Addresses of a negotiation that are no page of their own, or that only take something in."""

stored = stored_for_a_module(SEEDS / "istanbul-2025")


@pytest.fixture
def istanbul(stored, db):
    """The talks at Istanbul alone, as they were loaded."""


def parsed(client, address):
    return pages.parsed(client.get(address).content.decode())


def answer():
    shown = catalogue("istanbul-2025")
    return outline(compare(shown, select_all(shown)))


@pytest.mark.parametrize("address", ["/", OVERVIEW])
def test_the_conflicts_come_first_each_in_one_line_that_leads_to_its_row(client, istanbul, address):
    root = parsed(client, address)
    lines = root.xpath("//*[contains(@class, 'outline-conflict')]//tbody/tr")
    conflicts = answer().conflicts
    assert len(lines) == len(conflicts) > 5
    for line, conflict in zip(lines, conflicts, strict=True):
        (link,) = line.xpath(".//a")
        assert pages.text_of(link) == conflict.label
        assert link.get("href") == f"/istanbul-2025/compare/#q-{conflict.row.question.key}"
    before = lines[0].xpath("preceding::main//*[self::section or self::table or self::svg]")
    assert not before
    assert not lines[0].xpath("preceding::*[contains(@class, 'prose')]")


def test_the_overview_has_every_row_in_the_answer_once(client, istanbul):
    root = parsed(client, OVERVIEW)
    rows = root.xpath("//*[@class='outline']//a/@href")
    shown = catalogue("istanbul-2025")
    asked = [f"/istanbul-2025/compare/#q-{question.key}" for question in shown.questions]
    assert sorted(rows) == sorted(asked)


def test_one_negotiation_is_told_whole_and_of_several_each_is_folded_after_its_conflicts(
    client, istanbul
):
    def differing():
        return parsed(client, "/").xpath("//article[@id='istanbul-2025']//*[contains(@class, "
                                         "'outline-differs')]")  # fmt: skip

    assert [part.tag for part in differing()] == ["section"]
    load([LAKE])
    assert [part.tag for part in differing()] == ["details"]


def test_every_negotiation_is_reached_from_the_head_of_a_page_with_many(client, istanbul):
    assert not parsed(client, "/").xpath("//details[@class='negotiation-index']")
    load([LAKE, ISLE])
    root = parsed(client, "/")
    anchors = root.xpath("//details[@class='negotiation-index']//a/@href")
    assert sorted(anchors) == ["#isle-2032", "#istanbul-2025", "#lake-2031"]
    for anchor in anchors:
        pages.by_id(root, anchor.removeprefix("#"))


@pytest.mark.parametrize("address", ["/", OVERVIEW])
def test_the_documents_compared_have_their_days_and_how_they_became_known(
    client, istanbul, address
):
    (line,) = parsed(client, address).xpath("//p[@class='versus']")
    assert pages.text_of(line) == (
        "Compares: Ukraine's memorandum handed over on 28 May 2025, leaked text "
        "Russia's memorandum handed over on 2 June 2025, leaked text"
    )


def test_the_cards_of_the_documents_tell_which_are_compared(client, istanbul):
    heads = parsed(client, OVERVIEW).xpath("//article[contains(@class, 'document-card')]//h3")
    words = [pages.text_of(head) for head in heads]
    assert words[:3] == [
        "Ukraine's memorandum compared above",
        "Russia's memorandum compared above",
        "The Ukrainian side's statement",
    ]


@pytest.mark.parametrize(
    ("label", "days"),
    [("as published on 1 June 2025", 1), ("first draft", 1), ("draft of 12 May 2025", 2)],
)
def test_the_day_of_a_version_is_not_told_twice(client, db, label, days):
    version = VersionFactory(label=label, date="2025-06-01", proposal__handed_over=None)
    ClauseFactory(published=True, version=version)
    (facts,) = parsed(client, version.get_absolute_url()).xpath("//dl[@class='facts']")
    assert pages.text_of(facts).count("2025") == days
    assert pages.text_of(facts).count("1 June 2025") == 1


def test_one_document_alone_is_not_said_to_be_without_conflict(client, db):
    clause = ClauseFactory(published=True)
    for address in ("/", clause.version.proposal.negotiation.get_absolute_url()):
        words = pages.text_of(parsed(client, address).xpath("//main")[0])
        assert "One document only is published" in words
        assert "No conflict" not in words


def test_the_map_stands_open_on_the_overview_and_the_other_maps_are_named(client, istanbul):
    root = parsed(client, OVERVIEW)
    (figure,) = root.xpath("//section[@aria-labelledby='map']//*[@role='img']")
    assert not figure.xpath("ancestor::details")
    assert figure.xpath(".//*[@class='named']")
    mapped = [one for one in catalogue("istanbul-2025").questions if one.map_id]
    ways = root.xpath("//section[@aria-labelledby='map']//a/@href")
    assert sorted(ways) == sorted(f"/istanbul-2025/maps/{one.key}/" for one in mapped)


def test_a_negotiation_without_a_map_has_no_empty_part_for_it(client, db):
    load([LAKE])
    root = parsed(client, "/lake-2031/")
    assert not root.xpath("//*[@id='map']")
    assert not root.xpath("//a[@href='#map']")


def test_points_on_which_sources_disagree_stand_folded_by_how_far_they_are_settled(
    client, istanbul
):
    root = parsed(client, OVERVIEW)
    states = root.xpath("//details[@class='disagreements-of-state']")
    assert all("open" not in state.attrib for state in states)
    assert [pages.text_of(state.find("summary")).partition(": ")[2] for state in states] == [
        "open", "one account is likelier", "settled",
    ]  # fmt: skip
    total = 0
    for state in states:
        number = len(state.xpath(".//details[@class='disagreement']"))
        assert pages.text_of(state.find("summary")).startswith(f"{number} point")
        total += number
    assert total == Disagreement.objects.count() > 20
    for point in Disagreement.objects.all():
        pages.by_id(root, point.key)


def own_pages():
    """The address of every page that a negotiation has by its key alone; a file ends in no "/"."""
    for pattern in get_resolver("proposals.web.urls").url_patterns:
        if pattern.name in PARTS_OF_PAGES or not str(pattern.pattern).endswith("/"):
            continue
        try:
            yield reverse(f"proposals:{pattern.name}", args=["istanbul-2025"])
        except NoReverseMatch:
            continue


def test_every_page_of_a_negotiation_is_one_click_from_its_overview(client, istanbul):
    links = {link.partition("#")[0] for link in parsed(client, OVERVIEW).xpath("//a/@href")}
    shown = catalogue("istanbul-2025")
    home = shown.negotiation
    wanted = {
        *(one for one in own_pages() if one.startswith("/istanbul-2025/")),
        *(topic.get_url_in(home) for topic in shown.topics),
        *(document.version.get_absolute_url() for document in shown.documents),
        *(f"/istanbul-2025/maps/{one.key}/" for one in shown.questions if one.map_id),
        reverse("proposals:changes", args=[home.key]),
        reverse("proposals:method"),
        reverse("api:negotiation", args=[home.key]),
        "/istanbul-2025/compare/?verdict=conflict",
        "/istanbul-2025/compare/?with=common-ground",
        "/istanbul-2025/compare/?with=disputed",
    } - {OVERVIEW}
    assert "/istanbul-2025/print/" in wanted
    assert wanted - links == set()
    for address in wanted:
        assert client.get(address).status_code == 200, address


def test_the_newest_changes_are_told_by_document_with_their_numbers(client, istanbul):
    for address in ("/", OVERVIEW):
        lines = parsed(client, address).xpath("//ul[@class='changes']/li")
        assert 0 < len(lines) <= MOST_CHANGES
        clauses = Clause.objects.published().filter(version__proposal__key="ukraine-memorandum")
        assert any(
            pages.text_of(line).endswith(
                f"Ukraine's memorandum: {clauses.count()} clauses published"
            )
            for line in lines
        )


def test_what_was_withdrawn_is_told_without_its_words(client, db):
    negotiation = NegotiationFactory(name="Talks")
    ClauseFactory(published=True, version__proposal__negotiation=negotiation)
    clause = ClauseFactory(
        heading="Zebra", version__proposal__negotiation=negotiation, version__label="first"
    )
    ClauseFactory(published=True, version=clause.version)
    publish(clause)
    withdraw(clause, reviewer(), "It named somebody.")
    for address in ("/", negotiation.get_absolute_url()):
        line = parsed(client, address).xpath("//ul[@class='changes']/li")[0]
        assert "Withdrawn" in pages.text_of(line)
        assert "It named somebody." in pages.text_of(line)
        assert clause.uid in pages.text_of(line)
        assert "Zebra" not in pages.text_of(line)
        (way,) = line.xpath(".//a/@href")
        assert client.get(way).status_code == 200
