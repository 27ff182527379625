"""The page of a document: its parts, and the list of contents that leads to them."""

import pytest

from proposals.models import Clause, Version
from proposals.web.pages.sections import part_of
from tests.factories import ClauseFactory, VersionFactory
from tests.support import pages
from tests.support.copies import store
from tests.support.folders import LAKE


def parsed(client, version):
    return pages.parsed(client.get(version.get_absolute_url()).content.decode())


def headings(root):
    return [pages.text_of(head) for head in root.xpath("//main//h2")]


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("I.2a", "I"),
        ("1.4.2", "1.4"),
        ("Section I, point 10", "Section I"),
        ("Section II, option 2, point 3", "Section II, option 2"),
        ("Annex: 4", "Annex"),
        ("S-R1", ""),
        ("7", ""),
        ("", ""),
        (".", ""),
        ("٣.١", "٣"),
    ],
)
def test_a_part_is_what_stands_before_the_last_step_of_a_number(label, part):
    assert part_of(label) == part


@pytest.mark.django_db
def test_a_document_is_cut_where_its_own_numbering_begins_anew(client):
    version = VersionFactory()
    for label in ("I.1", "I.2", "II.1", "Closing words, point 1"):
        ClauseFactory(version=version, label=label, published=True)
    assert headings(parsed(client, version)) == ["Part I", "Part II", "Closing words"]


@pytest.mark.django_db
def test_a_document_without_parts_has_one_heading(client):
    version = VersionFactory()
    for label in ("S1", "S2", ""):
        ClauseFactory(version=version, label=label, published=True)
    assert headings(parsed(client, version)) == ["Clauses"]


@pytest.mark.django_db
def test_an_alternative_is_a_part_that_tells_where_it_stands(client):
    version = VersionFactory()
    ClauseFactory(version=version, label="Section I, point 1", published=True)
    for number in (1, 2):
        ClauseFactory(
            version=version,
            label=f"Section II, option {number}, point 1",
            option=f"o{number}",
            option_label=f"Option {number}",
            published=True,
        )
    found = headings(parsed(client, version))
    assert found == ["Section I", "Section II Option 1", "Section II Option 2"]


@pytest.mark.django_db
def test_the_contents_lead_to_every_part_and_every_clause_that_is_there(client):
    store(LAKE)
    assert Version.objects.filter(clauses__in=Clause.objects.published()).exists()
    for version in Version.objects.all():
        root = parsed(client, version)
        anchors = root.xpath("//nav[@class='contents']//a/@href")
        targets = [pages.by_id(root, anchor.removeprefix("#")) for anchor in anchors]
        assert len(targets) == len(set(anchors))
        for clause in Clause.objects.published().filter(version=version):
            assert f"#c-{clause.key}" in anchors
        for head in root.xpath("//main//h2/@id"):
            assert f"#{head}" in anchors


@pytest.mark.django_db
@pytest.mark.parametrize("label", ["as published on 1 June 2025", "first edition"])
def test_the_day_of_a_version_stands_once_beside_its_label(client, label):
    version = VersionFactory(label=label, date="2025-06-01")
    ClauseFactory(version=version, published=True)
    facts = pages.text_of(parsed(client, version).xpath("//dl[@class='facts']")[0])
    assert facts.count("1 June 2025") == 1
