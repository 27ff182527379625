"""The first page, and the overview of a negotiation: what a newcomer meets."""

import pytest
from django.urls import reverse

from proposals.models import Negotiation, Question, Theme, Version
from proposals.seeding import load
from proposals.web.templatetags.pages import after_lead, lead
from tests.factories import ClauseFactory, NegotiationFactory, PartyFactory, TermFactory
from tests.support import pages
from tests.support.folders import ISLE, LAKE, SEEDS, stored_for_a_module

OVERVIEW = "/lake-2031/"
COMPARE = "/lake-2031/compare/"


stored = stored_for_a_module(LAKE, ISLE)


@pytest.fixture
def lake(stored, db):
    """Two made-up negotiations, as they were loaded."""


def parsed(client, address):
    return pages.parsed(client.get(address).content.decode())


def links(root):
    return root.xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("", "", ""),
        ("One line", "One line", ""),
        ("First,\nstill first.\n\nThen\n\nlast", "First,\nstill first.", "Then\n\nlast"),
        ("First\r\n \t\r\nthen", "First", "then"),
        ("\n\nFirst\n\n\n\nthen", "First", "\n\nthen"),
    ],
)
def test_a_text_is_cut_after_its_first_paragraph(text, first, others):
    assert (lead(text), after_lead(text).strip()) == (first, others.strip())


def test_every_theme_of_the_overview_leads_to_its_rows(client, lake):
    themes = Theme.objects.filter(topics__questions__negotiation__key="lake-2031").distinct()
    found = links(parsed(client, OVERVIEW))
    assert themes
    assert {f"{COMPARE}?theme={theme.key}" for theme in themes} <= set(found)


def test_the_overview_leads_to_conflicts_and_to_common_ground(client, db):
    load([SEEDS / "istanbul-2025"])
    root = parsed(client, "/istanbul-2025/")
    compare = "/istanbul-2025/compare/"
    for query in ("verdict=conflict", "with=common-ground"):
        ways = root.xpath("//p[@class='actions']/a[@href=$href]", href=f"{compare}?{query}")
        shown = client.get(f"{compare}?{query}").context["matrix"].row_count
        assert pages.text_of(ways[0]).endswith(f" {shown}")


def test_no_way_leads_to_rows_that_are_not_there(client, lake):
    root = parsed(client, OVERVIEW)
    assert f"{COMPARE}?with=common-ground" not in links(root)


def test_every_mark_is_told_with_its_number_and_meaning_and_none_leads_to_nothing(client, lake):
    ways = parsed(client, OVERVIEW).xpath("//ul[@class='ways']/li")
    told = [pages.text_of(way) for way in ways]
    assert len(told) == 6
    assert told[0].startswith("5 conflicts No outcome satisfies both positions")
    assert [way.split()[1] for way in told] == [
        "conflicts", "differ", "compatible", "agree", "from", "not",
    ]  # fmt: skip
    assert told[3].startswith("0 agree")
    assert ways[0].xpath(".//a/@href") == [f"{COMPARE}?verdict=conflict"]
    assert not ways[3].xpath(".//a")


def test_what_the_overview_links_to_shows_rows(client, lake):
    root = parsed(client, OVERVIEW)
    asked = root.xpath("//ul[@class='ways']//a/@href | //a[@class='glance-name']/@href")
    assert asked
    for address in asked:
        assert client.get(address).context["matrix"].row_count, address


def test_a_summary_is_told_once_its_first_paragraph_before_the_other_parts(client, db):
    negotiation = NegotiationFactory(summary="They met.\n\nThen they *parted*.")
    ClauseFactory(published=True, version__proposal__negotiation=negotiation)
    root = parsed(client, negotiation.get_absolute_url())
    (lede,) = root.xpath("//main//div[contains(@class, 'lede')]")
    assert pages.text_of(lede) == "They met."
    assert not lede.xpath("preceding::section[@aria-labelledby='verdicts']")
    words = pages.text_of(root.xpath("//main")[0])
    assert words.count("They met.") == words.count("Then they parted.") == 1
    assert words.index("They met.") < words.index("Then they parted.")


def test_a_negotiation_without_place_days_and_summary_leaves_nothing_empty(client, db):
    negotiation = NegotiationFactory(place="", begins=None, ends=None, summary="")
    ClauseFactory(published=True, version__proposal__negotiation=negotiation)
    for address in (negotiation.get_absolute_url(), reverse("proposals:home")):
        main = parsed(client, address).xpath("//main")[0]
        assert not [p for p in main.iter("p") if not pages.text_of(p)]


def test_the_jump_list_leads_to_parts_that_are_there(client, lake):
    for negotiation in Negotiation.objects.all():
        root = parsed(client, negotiation.get_absolute_url())
        for anchor in root.xpath("//nav[@class='jump']//a/@href"):
            pages.by_id(root, anchor.removeprefix("#"))


def test_a_name_begins_with_a_capital_where_it_begins_a_line(client, db):
    term = TermFactory(
        clause=ClauseFactory(published=True, version__proposal__name="the north's offer")
    )
    question = Question.objects.get(pk=term.question_id)
    other = ClauseFactory(
        published=True,
        version__proposal__name="the south's offer",
        version__proposal__negotiation=question.negotiation,
    )
    TermFactory(clause=other, question=question)
    for address in (
        reverse("proposals:home"),
        question.negotiation.get_absolute_url(),
        term.clause.version.get_absolute_url(),
        term.clause.get_absolute_url(),
    ):
        root = parsed(client, address)
        names = root.xpath(
            "//title | //main//h1 | //main//h3 | //main//a | //*[starts-with(@class, 'tag party-')]"
        )
        told = [words for words in map(pages.text_of, names) if "north's offer" in words]
        assert told, address
        assert all(words.startswith("The north") for words in told), address


def test_a_missing_document_is_answered_with_names_that_begin_with_a_capital(client, db):
    clause = ClauseFactory(published=True, version__proposal__name="the north's offer")
    home = clause.version.proposal.negotiation
    page = client.get(f"/{home.key}/documents/none/none/")
    assert page.status_code == 404
    assert "The north" in page.content.decode()


def compared(root):
    """The names that a page says it compares, and the line on what is left out."""
    (line,) = root.xpath(".//p[@class='versus']")
    assert pages.text_of(line).startswith("Compares:")
    names = [pages.text_of(tag) for tag in line.xpath(".//span[contains(@class, 'tag')]")]
    return names, root.xpath(".//p[contains(@class, 'left-out')]")


@pytest.fixture
def seven(db):
    """Talks with seven proposals; of one principal party there are only statements."""
    negotiation = NegotiationFactory(key="seven")
    north, south = (PartyFactory(negotiation=negotiation, key=key) for key in ("north", "south"))
    kinds = ["plan"] * 6 + ["statement"]
    for number, kind in enumerate(kinds, start=1):
        ClauseFactory(
            published=True,
            version__proposal__negotiation=negotiation,
            version__proposal__key=f"p{number}",
            version__proposal__name=f"Paper {number}",
            version__proposal__kind=kind,
            version__proposal__ordinal=number,
            version__proposal__parties=[south if kind == "statement" else north],
        )


@pytest.mark.parametrize("address", ["/", "/seven/"])
def test_the_picture_compares_a_document_of_every_principal_and_names_the_others(
    client, seven, address
):
    root = parsed(client, address)
    names, (left_out,) = compared(pages.by_id(root, "seven") if address == "/" else root)
    assert names == ["Paper 1", "Paper 2", "Paper 3", "Paper 4", "Paper 7"]
    assert pages.text_of(left_out) == "Left out: Paper 5, Paper 6 · Compare them"
    (way,) = left_out.xpath(".//a/@href")
    papers = Version.objects.filter(proposal__negotiation__key="seven")
    keys = [version.document_key for version in papers.order_by("proposal__ordinal")]
    assert way == f"/seven/compare/?d={keys[4]}&d={keys[5]}"
    heads = client.get(way).context["matrix"].documents
    assert [document.name for document in heads] == ["Paper 5", "Paper 6"]


def test_nothing_is_said_to_be_left_out_where_all_is_compared(client, db):
    negotiation = NegotiationFactory()
    for name in ("North's offer", "South's offer"):
        ClauseFactory(
            published=True,
            version__proposal__name=name,
            version__proposal__negotiation=negotiation,
        )
    names, left_out = compared(parsed(client, negotiation.get_absolute_url()))
    assert (names, left_out) == (["North's offer", "South's offer"], [])


def test_a_single_document_left_out_is_compared_with_others(client, lake):
    names, (left_out,) = compared(parsed(client, OVERVIEW))
    assert len(names) == 3
    assert pages.text_of(left_out).endswith("Compare it with others")
    (way,) = left_out.xpath(".//a/@href")
    assert len(client.get(way).context["matrix"].documents) == 4
