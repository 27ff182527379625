"""The start page of the admin: queues of work, each with the list of all of it."""

import pytest
from django.urls import reverse

from proposals import models
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    QuestionFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support import pages

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def desk(client):
    client.force_login(reviewer())
    return lambda: pages.parsed(client.get(HOME).content.decode())


def count(root, name):
    """The number that stands beside the name of a queue."""
    return pages.text_of(pages.by_id(root, f"queue-{name}")).split()[-1]


def link(root, name):
    return pages.by_id(root, f"queue-{name}").xpath(".//a/@href")[0]


def make(name):
    """Something that waits in this queue."""
    if name == "uncoded":
        return VersionFactory(proposal__negotiation=QuestionFactory().negotiation)
    if name == "review":
        return ClauseFactory(state="review", submitted_by=analyst())
    if name == "mend":
        return ClauseFactory(state="changes")
    if name == "quotes":
        evidence = EvidenceFactory(quoted=True)
        return models.Evidence.objects.filter(pk=evidence.pk).update(quote_state="changed")
    if name == "one-source":
        return EvidenceFactory()
    topic = QuestionFactory().topic
    old = ClauseFactory(published=True, topics=[topic])
    new = EvidenceFactory(clause=ClauseFactory(version=old.version, topics=[topic]))
    return models.Evidence.objects.filter(pk=new.pk).update(tagged_at="2030-01-01T00:00Z")


QUEUES = ("review", "mend", "quotes", "one-source", "stale", "uncoded")


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_counts_what_waits(desk, name):
    before = int(count(desk(), name))
    make(name)
    assert int(count(desk(), name)) == before + 1


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_leads_to_the_list_of_all_of_it(client, desk, name):
    make(name)
    root = desk()
    rows = client.get(link(root, name)).context["cl"].result_count
    assert rows == int(count(root, name))


def test_a_queue_shows_the_first_of_many(desk):
    ClauseFactory.create_batch(7, state="changes")
    root = desk()
    entries = root.xpath("//section[@aria-labelledby='queue-mend']//li")
    assert len(entries) == 5
    assert "and 2 more" in pages.text_of(root)


def test_an_entry_leads_to_its_clause(desk):
    clause = ClauseFactory(state="changes")
    page = reverse("admin:proposals_clause_change", args=[clause.pk])
    assert desk().xpath(f"//section[@aria-labelledby='queue-mend']//a[@href='{page}']")


def test_documents_stand_on_the_start_page(desk):
    version = VersionFactory()
    page = reverse("admin:proposals_version_change", args=[version.pk])
    assert desk().xpath(f"//a[@href='{page}']")


def test_whoever_may_not_see_clauses_sees_no_queue(client):
    client.force_login(UserFactory(is_staff=True))
    page = client.get(HOME)
    assert page.status_code == 200
    assert "queue" not in page.content.decode()


def test_no_two_parts_of_the_start_page_share_an_id(desk):
    for name in QUEUES:
        make(name)
    names = desk().xpath("//@id")
    assert len(names) == len(set(names))
