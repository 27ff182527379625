"""The way from a public page to its desk: for editors who are signed in, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import Clause
from sources.models import Article
from tests.factories import EvidenceFactory, UserFactory, analyst, publish
from tests.support import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause() -> Clause:
    """A published clause with evidence."""
    evidence = EvidenceFactory()
    publish(evidence.clause)
    return evidence.clause


def way(client: Client, address: str) -> list[str]:
    """Return where the head of a page leads editors; nothing if it leads nowhere."""
    root = pages.parsed(client.get(address).content.decode())
    return root.xpath("//header[@class='site-head']//a[@class='to-desk']/@href")


def desks(clause: Clause) -> dict[str, str]:
    """Return the desk of each public page."""
    version, article = clause.version, Article.objects.get()
    negotiation = version.proposal.negotiation
    return {
        "/": reverse("admin:index"),
        "/method/": reverse("admin:index"),
        "/sources/": reverse("admin:index"),
        negotiation.get_compare_url(): reverse("admin:index"),
        clause.get_absolute_url(): reverse("admin:proposals_clause_change", args=[clause.pk]),
        version.get_absolute_url(): reverse("admin:proposals_version_change", args=[version.pk]),
        negotiation.get_absolute_url(): reverse(
            "admin:proposals_negotiation_change", args=[negotiation.pk]
        ),
        article.get_absolute_url(): reverse("admin:sources_article_change", args=[article.pk]),
        article.outlet.get_absolute_url(): reverse(
            "admin:sources_outlet_change", args=[article.outlet.pk]
        ),
    }


def test_an_editor_is_led_from_each_page_to_its_desk(client, clause):
    client.force_login(analyst())
    assert {address: way(client, address) for address in desks(clause)} == {
        address: [desk] for address, desk in desks(clause).items()
    }


def test_a_reader_sees_no_way_and_gets_the_page_that_all_readers_get(client, clause):
    for address in desks(clause):
        assert way(client, address) == []
        assert "Cookie" not in client.get(address).get("Vary", "")


def test_who_may_not_enter_the_admin_sees_no_way_there(client, clause):
    client.force_login(UserFactory())
    assert way(client, "/") == []


def test_a_page_for_an_editor_is_kept_apart_from_that_for_readers(client, clause):
    client.force_login(analyst())
    assert "Cookie" in client.get("/")["Vary"]


def test_every_page_of_the_admin_leads_back_to_the_site(client, clause):
    client.force_login(analyst())
    for address in (*set(desks(clause).values()), "/admin/workbench/"):
        root = pages.parsed(client.get(address).content.decode())
        (back,) = root.xpath("//div[@id='user-tools']//a[normalize-space()='Public site']/@href")
        assert back == "/"
