"""What rows may not leave out: who acts, refusals, answers that do not stand, who is silent."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from proposals.models import Party, Term
from proposals.models.publication_guard import unguarded
from tests.factories import ClauseFactory, TermFactory
from tests.support import pages
from tests.support.folders import LAKE, NEGOTIATIONS, stored_for_a_module

pytestmark = pytest.mark.django_db

NORTH, NOTE, SOUTH, GUILD, OUTCOME = (
    "north-plan.read-out",
    "north-note.handed-over",
    "south-plan.printed",
    "guild-plan.second",
    "outcome.signed",
)

stored = stored_for_a_module(NEGOTIATIONS / "strait-2033", LAKE)


@pytest.fixture(autouse=True)
def talks(stored, db):
    """The talks on the strait and those at the lake, as they were loaded."""


def place_of(client, address, question):
    """Return the place of a question on a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return pages.by_id(pages.parsed(answer.content.decode()), f"q-{question}")


def row(client, question, *documents, talks="strait-2033", **filters):
    """Return the row of a question in a comparison of these documents."""
    query = urlencode([*(("d", key) for key in documents), *filters.items()])
    page = reverse("proposals:compare", args=[talks])
    return place_of(client, f"{page}?{query}", question)


@pytest.fixture
def same_bearers():
    """One question on which both plans say that both shores act."""
    with unguarded():
        for term in Term.objects.filter(question__key="dredging"):
            term.bearers.set(Party.objects.filter(key__in=["north", "south"]))


def test_a_row_in_full_names_who_acts_also_where_the_sides_agree_on_it(client, same_bearers):
    usual = pages.text_of(row(client, "dredging", NORTH, SOUTH))
    full = pages.text_of(row(client, "dredging", NORTH, SOUTH, open="dredging"))
    assert "Who acts" not in usual
    assert full.count("Who acts North Shore and South Shore") == 2


def test_the_page_of_a_topic_names_who_acts(client, same_bearers):
    address = f"/strait-2033/topics/passage/?d={NORTH}&d={SOUTH}"
    text = pages.text_of(place_of(client, address, "dredging"))
    assert text.count("Who acts North Shore and South Shore") == 2


def test_a_folded_row_tells_whose_point_a_document_rejects_or_accepts(client):
    rejecting = row(client, "inspection", SOUTH, NOTE)
    assert rejecting.tag == "li"
    assert (
        "South Shore's plan: asks for inspection at sea; "
        "Rejects this point of the Guild's plan" in pages.text_of(rejecting)
    )
    accepting = row(client, "lookouts", SOUTH, NOTE)
    assert accepting.tag == "li"
    assert "Accepts this point of the Guild's plan" in pages.text_of(accepting)


WITHDRAWN = ("limnaia-memorandum.handed-over", "wadi-plan.first")


def test_a_folded_row_has_a_withdrawn_answer_behind_the_name_of_its_document(client):
    folded = row(client, "share-of-limnaia", *WITHDRAWN, talks="lake-2031")
    assert folded.tag == "li"
    text = pages.text_of(folded)
    assert "Λιμναία's memorandum: asks for at least 40 per cent" in text
    assert "offers at most 20 per cent (withdrawn)" in text


def test_a_row_has_a_withdrawn_answer_beside_the_word_that_there_is_none(client):
    whole = row(client, "share-of-limnaia", *WITHDRAWN, "league-plan.bridging", talks="lake-2031")
    (cell,) = whole.xpath("td[contains(@class, 'absent-withdrawn')]")
    assert "offers at most 20 per cent" in pages.text_of(cell)
    assert pages.text_of(cell.xpath(".//span[@class='flag']")[0]) == "withdrawn"


def test_a_folded_row_tells_that_its_coding_is_inconsistent(client):
    term = TermFactory(clause=ClauseFactory(published=True))
    TermFactory(clause=term.clause, question=term.question, value="at most 10 days")
    negotiation = term.question.negotiation
    ClauseFactory(published=True, version__proposal__negotiation=negotiation)
    folded = place_of(client, negotiation.get_compare_url(), term.question.key)
    assert folded.tag == "li"
    assert "inconsistent coding: " in pages.text_of(folded)
    assert "at most 10 days" in pages.text_of(folded)


def test_a_folded_row_of_several_columns_names_who_is_silent_and_who_is_not_coded(client):
    folded = row(client, "escort", NORTH, SOUTH, GUILD, OUTCOME)
    faces = [pages.text_of(face) for face in folded.xpath(".//span[contains(@class, 'face')]")]
    assert faces == [
        "South Shore's plan: Elsewhere",
        "The Guild's plan and the signed outcome: Not coded yet",
    ]
    assert "1 document does not speak here, 2 not coded yet." in pages.text_of(folded)


def test_a_document_that_is_not_coded_is_not_said_to_be_silent(client):
    (note,) = row(client, "fleet", NORTH, SOUTH, GUILD, OUTCOME).xpath(
        "td[@class='verdict']//p[@class='row-note']"
    )
    assert pages.text_of(note) == "2 not coded yet"
