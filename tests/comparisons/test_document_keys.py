"""Documents in an address: each pins its version, and a proposal alone leads to one and says so."""

from datetime import date

import pytest
from django.http import QueryDict

from proposals.comparisons import catalogue
from proposals.comparisons.query_string import read_selection
from proposals.models import Version
from tests.factories import (
    ClauseFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans():
    """Two proposals: one of three versions, entered in another order than that of their dates."""
    home = NegotiationFactory(key="talks")
    QuestionFactory(negotiation=home)
    for name, versions in (("aria", {"b": 2, "c": 3, "a": 1}), ("boria", {"only": 1})):
        party = PartyFactory(negotiation=home, key=name)
        proposal = ProposalFactory(
            negotiation=home, key=f"{name}-plan", name=f"{name}'s plan", parties=[party]
        )
        for key, day in versions.items():
            version = VersionFactory(
                proposal=proposal, key=key, label=f"text {key}", date=date(2031, 3, day), ordinal=1
            )
            ClauseFactory(version=version, published=True)
    return home


def read(query: str):
    return read_selection(QueryDict(query), catalogue("talks"))


@pytest.mark.usefixtures("plans")
def test_versions_stand_in_the_order_of_their_dates_whatever_their_keys():
    keys = [one.key for one in catalogue("talks").documents]
    assert keys == ["aria-plan.a", "aria-plan.b", "aria-plan.c", "boria-plan.only"]


@pytest.mark.usefixtures("plans")
def test_a_proposal_alone_leads_to_its_newest_version_and_says_which():
    parsed = read("d=aria-plan&d=boria-plan")
    assert parsed.selection.documents == ("aria-plan.c", "boria-plan.only")
    (notice,) = parsed.notices
    assert notice.text == (
        "The address names no version of aria's plan: the newest is shown, text c."
    )
    assert notice.allowed == ("aria-plan.a", "aria-plan.b", "aria-plan.c")


@pytest.mark.usefixtures("plans")
def test_the_newest_that_is_known_in_full_is_preferred_to_a_newer_report():
    Version.objects.filter(key="b").update(complete=True)
    parsed = read("d=aria-plan&d=boria-plan")
    assert parsed.selection.documents == ("aria-plan.b", "boria-plan.only")
    assert "the newest that is known in full is shown, text b" in parsed.notices[0].text


@pytest.mark.usefixtures("plans")
def test_what_names_its_version_needs_no_notice():
    parsed = read("d=aria-plan.a&d=aria-plan.c&d=boria-plan.only")
    assert parsed.selection.documents == ("aria-plan.a", "aria-plan.c", "boria-plan.only")
    assert parsed.notices == ()
