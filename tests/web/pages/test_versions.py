"""The versions of a proposal: the line of them, the address without one, and rival copies."""

import datetime

import pytest

from proposals.models import Version
from tests.factories import ClauseFactory, VersionFactory
from tests.support import pages
from tests.support.edited_texts import copy_of, printed, talks
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db


def parsed(client, version, query=""):
    return pages.parsed(client.get(version.get_absolute_url() + query).content.decode())


def line(root):
    return [pages.text_of(one) for one in root.xpath("//div[@class='versions']/ol/li")]


def beside(root):
    return [pages.text_of(one) for one in root.xpath("//div[@class='versions']/p[not(@id)]")]


def version(proposal, key, day, **more):
    made = VersionFactory(
        proposal=proposal, key=key, label=f"{key} text", date=datetime.date(2030, 5, day), **more
    )
    ClauseFactory(version=made, published=True)
    return made


def test_versions_stand_by_date_with_links_and_the_shown_one_is_named(client):
    first = version(VersionFactory().proposal, "first", 1, complete=True)
    VersionFactory(proposal=first.proposal, key="draft", date=datetime.date(2030, 6, 1))
    third = version(first.proposal, "third", 9)
    second = version(first.proposal, "second", 4, complete=True)
    root = parsed(client, second)
    assert line(root) == [
        "First text, 1 May 2030",
        "Second text, 4 May 2030 shown here newest known in full",
        "Third text, 9 May 2030 newest",
    ]
    links = root.xpath("//div[@class='versions']/ol//a/@href")
    assert links == [first.get_absolute_url(), third.get_absolute_url()]


def test_texts_that_edit_one_another_are_linked_both_ways(client):
    both = talks()
    assert beside(parsed(client, both.edit)) == [
        "Edits Upper Bank's paper, as read out, 1 May 2030"
    ]
    root = parsed(client, both.paper)
    assert beside(root) == ["Edited by Lower Bank's reply, first text, 4 May 2030"]
    assert root.xpath("//div[@class='versions']/p/a/@href") == [both.edit.get_absolute_url()]
    assert not line(root)


def test_an_edit_of_a_text_of_which_nothing_is_published_links_nothing(client):
    edit = version(VersionFactory().proposal, "second", 4, complete=True)
    hidden = VersionFactory(proposal__negotiation=edit.proposal.negotiation, label="secret draft")
    Version.objects.filter(pk=edit.pk).update(edits=hidden)
    root = parsed(client, edit)
    assert beside(root) == ["Edits a text of which nothing is published here yet."]
    assert "secret draft" not in pages.text_of(root)
    assert not root.xpath("//div[@class='versions']//a")


def test_an_address_without_a_version_leads_to_the_newest_known_in_full_and_says_so(client):
    first = version(VersionFactory().proposal, "first", 1, complete=True)
    version(first.proposal, "second", 4)
    home = first.proposal
    answer = client.get(f"/{home.negotiation.key}/documents/{home.key}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{first.get_absolute_url()}?latest=1"
    (notice,) = parsed(client, first, "?latest=1").xpath("//p[@class='notice-of-version']")
    assert pages.text_of(notice) == (
        "The address names no version. Shown is the newest that is known in full: "
        "first text, 1 May 2030."
    )
    assert not parsed(client, first).xpath("//p[@class='notice-of-version']")


def test_without_a_version_known_in_full_it_leads_to_the_newest(client):
    first = version(VersionFactory().proposal, "first", 1)
    second = version(first.proposal, "second", 4)
    home = first.proposal
    answer = client.get(f"/{home.negotiation.key}/documents/{home.key}/", follow=True)
    assert answer.redirect_chain == [(f"{second.get_absolute_url()}?latest=1", 302)]
    assert "none is known in full. Shown is the newest: second text" in pages.text_of(
        pages.parsed(answer.content.decode())
    )


def test_a_proposal_that_there_is_not_is_answered_with_those_that_there_are(client):
    first = version(VersionFactory().proposal, "first", 1)
    answer = client.get(f"/{first.proposal.negotiation.key}/documents/nothing/")
    assert answer.status_code == 404
    assert first.get_absolute_url() in answer.content.decode()


def test_a_rival_copy_is_not_what_an_address_without_a_version_leads_to(client):
    both = talks()
    copy = copy_of(both.paper, complete=True, ordinal=9)
    printed(copy, "4", "All prisoners go home within twenty days.", "Le Moulin")
    home = both.paper.proposal
    answer = client.get(f"/{home.negotiation.key}/documents/{home.key}/")
    assert answer["Location"] == f"{both.paper.get_absolute_url()}?latest=1"


@pytest.fixture
def copies(db):
    """The paper and its edit, and a copy of the paper that differs in one point and has another."""
    both = talks()
    copy = copy_of(both.paper)
    printed(copy, "4", "All prisoners go home within twenty days.", "Le Moulin")
    printed(copy, "6", "Bells are rung at noon.", "Le Moulin")
    return both, copy


def wordings(root, key):
    """What each copy says at a clause, with who prints it."""
    columns = pages.by_id(root, f"c-{key}").xpath(
        ".//div[@class='rivals']/div[@class='beside']/div"
    )
    return [pages.text_of(one) for one in columns]


def test_both_wordings_stand_side_by_side_with_who_prints_which(client, copies):
    both, copy = copies
    first, other = wordings(parsed(client, both.paper), "4")
    assert first.startswith("This copy: as read out, 1 May 2030")
    assert "All prisoners go home within ten days. Gazette · prints the text" in first
    assert other.startswith("Another copy: Upper Bank's paper, as printed by Le Moulin, 1 May 2030")
    assert "All prisoners go home within twenty days. Le Moulin · prints the text" in other
    mine, theirs = wordings(parsed(client, copy), "4")
    assert "twenty days. Le Moulin" in mine
    assert "ten days. Gazette" in theirs


def test_clauses_in_which_copies_do_not_differ_stand_alone(client, copies):
    both, _copy = copies
    root = parsed(client, both.paper)
    assert [key for key in "12345" if wordings(root, key)] == ["4"]


def test_a_point_that_only_one_copy_has_is_told_of_both(client, copies):
    both, copy = copies
    mine, theirs = wordings(parsed(client, copy), "6")
    assert "Bells are rung at noon." in mine
    assert "No point with this number is known of that copy." in theirs
    (note,) = parsed(client, both.paper).xpath("//*[@class='only-in-copies']")
    assert pages.text_of(note) == (
        "Only in Upper Bank's paper, as printed by Le Moulin, 1 May 2030: 6 Point 6"
    )


def test_copies_are_linked_both_ways_and_a_copy_says_that_only_differences_are_entered(
    client, copies
):
    both, copy = copies
    assert copy.get_absolute_url() in parsed(client, both.paper).xpath(
        "//div[@class='versions']/p/a/@href"
    )
    root = parsed(client, copy)
    assert both.paper.get_absolute_url() in root.xpath("//div[@class='versions']/p/a/@href")
    assert "Only the points are entered in which this copy differs from" in pages.text_of(root)


def test_a_copy_stands_beside_a_point_that_an_edit_leaves_alone(client):
    both = talks()
    copy = copy_of(both.edit)
    printed(copy, "4", "All prisoners go home within a year.", "Le Moulin")
    mine, theirs = wordings(parsed(client, both.edit), "4")
    assert "within ten days. Gazette · prints the text" in mine
    assert "within a year. Le Moulin" in theirs
    assert "within ten days. Gazette" in wordings(parsed(client, copy), "4")[1]


def test_copies_take_as_many_queries_with_more_points(client, copies):
    both, copy = copies
    once = queries(client, both.paper.get_absolute_url())
    for number in range(10, 40):
        printed(both.paper, str(number), f"Measure {number} holds.")
        printed(copy, str(number), f"Measure {number} does not hold.", "Le Moulin")
    assert queries(client, both.paper.get_absolute_url()) <= once
    assert once <= 16


def test_a_lone_version_has_no_line_of_versions(client):
    root = parsed(client, version(VersionFactory().proposal, "first", 1))
    assert not root.xpath("//div[@class='versions']")
