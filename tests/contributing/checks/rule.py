"""Checks of a copy with an added verdict rule: R10, one document offers what the other accepts."""

import pytest

from proposals.domain.rows import compare_positions
from proposals.domain.verdicts import Rule
from proposals.seeding import load
from tests.domain.examples import DAYS, MEMO, OFFERS, TALKS, position
from tests.factories import TermFactory
from tests.support.bundles import LAKE_HASH, bundle
from tests.support.folders import LAKE
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db


def test_a_row_gets_the_mark_with_its_sentence(client):
    offer = TermFactory(value="30 days", force="offers", clause__published=True)
    talks = offer.clause.version.proposal.negotiation
    TermFactory(
        value="30 days",
        force="accepts",
        question=offer.question,
        clause__version__proposal__negotiation=talks,
        clause__published=True,
    )
    page = client.get(f"/{talks.key}/compare/").content.decode()
    assert "What one offers the other accepts." in page
    row = client.get(f"/{talks.key}/export/comparison.json").json()["rows"][0]
    assert (row["rule"], row["mark"]) == ("R10", "agree")


def test_every_rule_is_explained_on_the_method_page(client):
    page = parsed(client.get("/method/").content.decode())
    heads = [text_of(head) for head in page.xpath("//article//h3")]
    assert [name for head in heads if (name := head.partition(" ")[0]) in set(Rule)] == list(Rule)
    assert "R10 Agree: taken up" in heads


def test_what_is_printed_names_the_last_rule(client):
    load([LAKE])
    assert "(R0 to R10)" in client.get("/lake-2031/print/").content.decode()


def test_two_offers_of_the_same_are_no_acceptance():
    answers = [position(column, DAYS, ("30 days", OFFERS)) for column in (MEMO, TALKS)]
    assert compare_positions(*answers).worst.rule is Rule.AGREEMENT


def test_the_hash_is_renewed():
    load([LAKE])
    assert bundle().hash == LAKE_HASH
