"""Lists for people stand by the reader's alphabet, whatever the database thinks of letters."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from proposals.comparisons.evidence import EvidenceView
from sources.models import Origin, Outlet
from sources.name_order import in_order_of_labels
from tests.factories import ArticleFactory, NegotiationFactory, OutletFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMES = ["Zenit", "Łódź Daily", "apple", "Ángel", "Beacon"]
IN_ORDER = ["Ángel", "apple", "Beacon", "Łódź Daily", "Zenit"]


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def listed(client, address: str, column: str) -> list[str]:
    root = html.fromstring(client.get(address).content.decode())
    cells = root.xpath(f"//*[contains(@class, 'field-{column}')]")
    return [cell.text_content().strip() for cell in cells]


@pytest.mark.parametrize("model", [Outlet, Origin])
def test_the_lists_of_the_admin_stand_by_the_alphabet_both_ways(desk, model):
    for number, name in enumerate(NAMES):
        model.objects.create(key=f"k{number}", name=name)
    address = reverse(f"admin:sources_{model._meta.model_name}_changelist")
    assert listed(desk, address, "name") == IN_ORDER
    assert listed(desk, f"{address}?o=1", "name") == IN_ORDER
    assert listed(desk, f"{address}?o=-1", "name") == IN_ORDER[::-1]
    assert listed(desk, f"{address}?q=a", "name") == IN_ORDER[:-1]


def page_of(client, name: str):
    return html.fromstring(client.get(reverse(f"admin:sources_{name}_changelist")).content.decode())


def test_suggestions_and_filters_stand_by_the_alphabet(desk):
    for number, name in enumerate(NAMES):
        outlet = OutletFactory(key=f"k{number}", name=name, country=name)
        origin = Origin.objects.create(key=f"k{number}", name=name)
        ArticleFactory(outlet=outlet, origin=origin)
    asked = {"app_label": "sources", "model_name": "article", "field_name": "outlet"}
    found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in found] == IN_ORDER
    articles, outlets = page_of(desk, "article"), page_of(desk, "outlet")
    for root, title in ((articles, "outlet"), (articles, "shared material"), (outlets, "country")):
        links = root.xpath(f"//nav//details[@data-filter-title='{title}']//a")
        names = [link.text_content().strip() for link in links]
        assert [name for name in names if name in NAMES] == IN_ORDER, title


def test_negotiations_stand_by_the_alphabet_where_texts_are_translated(desk):
    for number, name in enumerate(NAMES):
        NegotiationFactory(key=f"k{number}", name=name)
    page = desk.get(reverse("workbench:text_overview")).content.decode()
    assert sorted(NAMES, key=page.index) == IN_ORDER


def test_each_reader_has_the_order_of_their_own_alphabet():
    choices = [(1, "Юг"), (2, "Zenit"), (3, "Єдність"), (4, "Жовтень")]
    with override("uk"):
        assert [one for one, _name in in_order_of_labels(choices)] == [3, 4, 1, 2]
    with override("en"):
        assert [one for one, _name in in_order_of_labels(choices)] == [2, 3, 4, 1]


def test_countries_of_sources_stand_by_the_alphabet_where_they_count_alike():
    class Item:
        def __init__(self, country):
            self.article = ArticleFactory.build(
                outlet=OutletFactory.build(country=country, key=country)
            )

    view = EvidenceView(tuple(map(Item, ["Ukraine", "Österreich", "Poland"])), standing=None)
    assert [name for name, _number in view.spread] == ["Österreich", "Poland", "Ukraine"]


def test_more_rows_than_a_database_takes_places_of_stand_in_its_own_order(desk, monkeypatch):
    monkeypatch.setattr("sources.name_order.MOST_PLACES", 1)
    OutletFactory(name="Öst")
    OutletFactory(name="Abend")
    OutletFactory(name="Zeit")
    for order in ("", "?o=1", "?o=-1"):
        response = desk.get(f"/admin/sources/outlet/{order}")
        names = [outlet.name for outlet in response.context["cl"].queryset]
        assert sorted(names) == ["Abend", "Zeit", "Öst"]
        assert (names.index("Abend") < names.index("Zeit")) is (order != "?o=-1")


@pytest.mark.parametrize("model", [Outlet, Origin])
def test_lists_and_suggestions_of_no_rows_open(desk, model):
    assert (
        desk.get(reverse(f"admin:sources_{model._meta.model_name}_changelist")).status_code == 200
    )
    asked = {"app_label": "sources", "model_name": "article", "field_name": "outlet"}
    assert desk.get(reverse("admin:autocomplete"), asked).json()["results"] == []
    assert desk.get(reverse("admin:sources_article_changelist")).status_code == 200
