"""Ways past the second person: each changed what readers see, and does no more."""

import pytest
from django.urls import reverse

from proposals.models import Clause
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    analyst,
    publish,
)
from tests.support import pages

pytestmark = pytest.mark.django_db


def words_of(client, address):
    return pages.text_of(pages.parsed(client.get(address).content.decode()))


def test_a_draft_that_strikes_a_point_out_takes_no_answer_from_readers(client):
    question = QuestionFactory()
    home = question.negotiation
    old, new = (
        VersionFactory(proposal=ProposalFactory(negotiation=home, parties=[party]), complete=True)
        for party in (PartyFactory(negotiation=home), PartyFactory(negotiation=home))
    )
    new.edits = old
    new.save()
    point = ClauseFactory(version=old, key="p1", topics=[question.topic])
    TermFactory(clause=point, question=question)
    EvidenceFactory(clause=point)
    publish(point)
    ClauseFactory(version=new, key="p9", published=True)
    seen = reverse("proposals:compare", args=[home.key])
    before = words_of(client, seen)
    client.force_login(analyst())
    address = reverse("admin:proposals_version_strike_out", args=[new.pk])
    client.post(address, {"point": "p1", "key": "p1"})
    assert Clause.objects.get(version=new, key="p1").state == "draft"
    client.logout()
    assert words_of(client, seen) == before
