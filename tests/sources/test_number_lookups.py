"""By a number that no column holds nothing is found, and nothing fails."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from proposals.models import Clause, Version
from sources.models import Article
from tests.factories import ArticleFactory, ClauseFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

HUGE = [2**63, -(2**63) - 1, 10**23, 10**3000]


@pytest.mark.parametrize("number", HUGE)
def test_nothing_is_found_by_a_number_that_no_column_holds(number):
    article = ArticleFactory()
    assert not Article.objects.filter(pk__in=[number]).exists()
    assert not Article.objects.filter(outlet=number).exists()
    assert not Article.objects.filter(outlet__in=[number]).exists()
    assert not Article.objects.filter(pk=number).exists()
    assert list(Article.objects.filter(pk__in=[number, article.pk])) == [article]
    assert list(Article.objects.exclude(pk__in=[number])) == [article]
    assert list(Article.objects.exclude(outlet=number)) == [article]


def test_the_greatest_number_is_looked_for():
    assert not Article.objects.filter(pk__in=[2**63 - 1, -(2**63)], outlet=2**63 - 1).exists()


def test_lists_of_rows_and_subqueries_are_looked_for_as_before():
    clause, other = ClauseFactory(), VersionFactory()
    assert list(Clause.objects.filter(version__in=[clause.version, other])) == [clause]
    versions = Version.objects.filter(pk__in=[clause.version_id])
    assert list(Clause.objects.filter(version__in=versions)) == [clause]
    assert list(Clause.objects.filter(version=clause.version)) == [clause]


@pytest.mark.parametrize("number", ["9" * 23, "9" * 20, "9" * 5_000, "9223372036854775808"])
def test_the_grid_of_an_unknown_document_is_shown(client, number):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    home = ClauseFactory().version.proposal.negotiation
    grid = reverse("admin:proposals_negotiation_grid", args=[home.pk])
    assert client.get(grid, {"document": number}).status_code == 200
    assert client.get(grid, {"theme": number}).status_code == 200
    assert client.post(grid, {"cell": f"{number}-{number}", "kind": "silent"}).status_code == 200


@pytest.mark.parametrize("number", ["9" * 20, "9" * 23, "9" * 5_000])
def test_a_reference_that_no_row_has_is_refused_at_its_field(client, number):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    clause = ClauseFactory()
    names = ("version", "question", "articles")
    page = reverse("admin:proposals_coverage_add")
    sent = {**dict.fromkeys(names, number), "kind": "silent", "basis": "full", "note": "Typed."}
    sent |= {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    response = client.post(page, sent)
    assert response.status_code == 200
    assert set(names) <= set(response.context["adminform"].form.errors)
    assert "Typed." in response.content.decode()
    assert clause.version.proposal_id
