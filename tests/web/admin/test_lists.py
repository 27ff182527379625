"""Every list and every form of the admin asks the same queries at fifty times the data."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from proposals import models
from proposals.models import Clause, Evidence, Question
from sources.models import Article, Origin, Outlet
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageFactory,
    PartyFactory,
    VersionFactory,
)
from tests.support.copies import store
from tests.support.folders import LAKE
from tests.support.growth import copies, multiply
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

admin.autodiscover()
TIMES = 50
CLAUSES = "/admin/proposals/clause/"
LISTS = {
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"): 12
    for model in admin.site._registry
    if model._meta.app_label in ("proposals", "sources")
}
ROWS = (
    models.Negotiation, models.Party, models.Disagreement, models.Theme, models.Topic,
    models.UnitOfMeasure, models.Map, models.Question, models.Proposal, models.Version,
    models.Clause, models.Coverage, models.Judgement, Outlet, Origin, Article,
)  # fmt: skip
FORMS = {f"{model._meta.app_label}_{model._meta.model_name}": 14 for model in ROWS}
CEILINGS = {
    "/admin/": 20,
    "/admin/proposals/negotiation/{negotiation}/grid/": 10,
    "/admin/proposals/negotiation/{negotiation}/grid/?show=open": 10,
    "/admin/proposals/version/{version}/copy/": 5,
    **LISTS,
    **{
        f"{CLAUSES}?{query}": 15
        for query in (
            "queue=review", "queue=mend", "queue=quotes", "queue=one-source", "queue=stale",
            "rests=nothing", "rests=one", "rests=disputed", "quotes=doubtful", "quotes=missing",
            "coding=open", "coding=silent", "coding=bare", "mine=any", "state__exact=published",
            "q=water",
        )
    },
    f"{CLAUSES}?_facets=True": 60,
    "/admin/proposals/question/?coding=open": 8,
    "/admin/proposals/version/?coding=open": 8,
}  # fmt: skip
for name, ceiling in FORMS.items():
    app, model = name.split("_")
    CEILINGS[f"/admin/{app}/{model}/{{{model}}}/change/"] = ceiling


def multiply_the_rest(times: int) -> None:
    """Copy what has no part in the comparison of answers: documents, parties, press, lists."""
    stamps = [f"-y{number}" for number in range(times - 1)]
    outlets = copies(Outlet, stamps)
    copies(Article, stamps, emptied=("url",), outlet=outlets)
    copies(Origin, stamps)
    for model in (models.Party, models.Theme, models.Topic, models.UnitOfMeasure, models.Map):
        copies(model, stamps)
    copies(models.Version, stamps, proposal=copies(models.Proposal, stamps))
    copies(models.Account, stamps, stamped=(), disagreement=copies(models.Disagreement, stamps))


def named() -> dict[str, int]:
    """For each model, the row whose page is opened: the one that most hangs on, or the first."""
    keys = {model._meta.model_name: model._default_manager.first().pk for model in ROWS}
    busy = Clause.objects.published().filter(terms__isnull=False)[0]
    keys |= {"clause": busy.pk, "version": busy.version_id}
    keys["negotiation"] = busy.version.proposal.negotiation_id
    keys["article"] = busy.evidence.all()[0].article_id
    return keys


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """Queries of every list and form at both sizes; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        store(LAKE)
        models.Map.objects.create(
            key="lake", title="Lake", negotiation=models.Negotiation.objects.get(), regions=[]
        )
        Origin.objects.get_or_create(key="shared", name="Shared")
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("boss"))
        names = named()
        addresses = {address: address.format(**names) for address in CEILINGS}
        once = {name: measured(client, address) for name, address in addresses.items()}
        before = sizes()
        multiply(TIMES)
        multiply_the_rest(TIMES)
        after = sizes()
        many = {name: measured(client, address) for name, address in addresses.items()}
        transaction.set_rollback(True)
    return {"once": once, "many": many, "before": before, "after": after}


def sizes() -> list[int]:
    counted = (Question, Clause, Evidence, Article, models.Version, models.Topic)
    return [model._default_manager.count() for model in counted]


def measured(client: Client, address: str) -> int:
    """Without what Django remembers between pages."""
    ContentType.objects.clear_cache()
    cache.clear()
    return queries(client, address)


def test_the_second_measurement_is_made_on_fifty_times_the_data(counted):
    assert counted["after"] == [TIMES * number for number in counted["before"]]


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items(), ids=list(CEILINGS))
def test_a_page_of_the_admin_asks_the_same_queries_at_both_sizes(counted, address, ceiling):
    assert counted["once"][address] <= ceiling
    assert counted["many"][address] <= ceiling


PARTS = {
    "parties of a negotiation": (PartyFactory, "negotiation"),
    "accounts of a disagreement": (AccountFactory, "disagreement"),
    "versions of a proposal": (VersionFactory, "proposal"),
    "clauses of a version": (ClauseFactory, "version"),
    "articles behind an absence": (CoverageFactory, "articles"),
}


@pytest.mark.parametrize(("factory", "name"), PARTS.values(), ids=PARTS)
def test_a_form_asks_the_same_queries_however_much_stands_in_it(client, factory, name):
    client.force_login(get_user_model().objects.create_superuser("boss"))
    found = []
    for size in (2, 25):
        if name == "articles":
            row = factory(articles=ArticleFactory.create_batch(size))
        else:
            row = getattr(factory(), name)
            factory.create_batch(size, **{name: row})
        if factory is AccountFactory:
            for account in row.accounts.all():
                account.articles.set(ArticleFactory.create_batch(2))
        address = f"admin:proposals_{row._meta.model_name}_change"
        found.append(measured(client, reverse(address, args=[row.pk])))
    assert found[0] == found[1]
