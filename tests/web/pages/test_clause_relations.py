"""The page of a clause: what it replaces, what became of it in edits, and rival copies."""

import pytest

from proposals.models import Clause, Version
from tests.support import pages
from tests.support.edited_texts import copy_of, printed, talks
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db


def parsed(client, version, key):
    clause = Clause.objects.get(version=version, key=key)
    return pages.parsed(client.get(clause.get_absolute_url()).content.decode())


def became(root):
    return [pages.text_of(one) for one in root.xpath("//ul[@class='became']/li")]


def test_a_clause_shows_what_it_replaces_by_word(client):
    root = parsed(client, talks().edit, "2")
    assert pages.text_of(pages.by_id(root, "edit")) == "What it replaces"
    assert len(root.xpath("//div[@class='replaced']")) == 2
    assert [pages.text_of(one) for one in root.xpath("//main//ins")] == [
        "added: snow",
        "added: 150",
    ]


def test_a_new_clause_says_so(client):
    root = parsed(client, talks().edit, "3a")
    assert pages.text_of(pages.by_id(root, "edit")) == "New in this text"
    assert "No point stands in its place in Upper Bank's paper" in pages.text_of(root)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1", ["Changed in Lower Bank's reply, first text, 4 May 2030: 1 Point 1"]),
        ("3", ["Changed in Lower Bank's reply, first text, 4 May 2030: 2 Point 2"]),
        ("4", ["Left alone in Lower Bank's reply, first text, 4 May 2030"]),
        ("5", ["Struck out in Lower Bank's reply, first text, 4 May 2030: 5 Point 5"]),
    ],
)
def test_a_clause_tells_what_became_of_it(client, key, expected):
    assert became(parsed(client, talks().paper, key)) == expected


def test_an_edit_that_is_not_known_in_full_leaves_nothing_alone(client):
    both = talks()
    Version.objects.filter(pk=both.edit.pk).update(complete=False)
    assert became(parsed(client, both.paper, "4")) == []
    assert len(became(parsed(client, both.paper, "1"))) == 1


def test_a_clause_that_copies_word_otherwise_shows_both_with_who_prints_which(client):
    both = talks()
    copy = copy_of(both.paper)
    printed(copy, "4", "All prisoners go home within twenty days.", "Le Moulin")
    for version, own, other in (
        (both.paper, "ten days. Gazette", "twenty days. Le Moulin"),
        (copy, "twenty days. Le Moulin", "ten days. Gazette"),
    ):
        columns = parsed(client, version, "4").xpath(
            "//div[@class='rivals']/div[@class='beside']/div"
        )
        mine, theirs = (pages.text_of(one) for one in columns)
        assert own in mine
        assert other in theirs
    assert not parsed(client, both.paper, "1").xpath("//div[@class='rivals']")


def test_the_queries_of_a_clause_are_bounded(client):
    both = talks()
    copy = copy_of(both.edit)
    printed(copy, "1", "The bridge opens twice a day.", "Le Moulin")
    address = Clause.objects.get(version=both.edit, key="1").get_absolute_url()
    once = queries(client, address)
    for number in range(10, 30):
        printed(both.paper, str(number), "It holds.")
        printed(both.edit, str(number), "It does not hold.")
        printed(copy, str(number), "It never held.", "Le Moulin")
    assert queries(client, address) <= once <= 21
