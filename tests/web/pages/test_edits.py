"""The page of a text that edits another: what it changes, by word, and what it leaves alone."""

import datetime

import pytest

from proposals.comparisons import catalogue
from proposals.comparisons.published_rows import read_published_rows
from proposals.models import Clause, Term, Version
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support import pages
from tests.support.edited_texts import printed, talks
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db


def parsed(client, version, query=""):
    return pages.parsed(client.get(version.get_absolute_url() + query).content.decode())


def shown(root):
    return [one.removeprefix("c-") for one in root.xpath("//main//article/@id")]


def flags(root, key):
    return [
        pages.text_of(one)
        for one in pages.by_id(root, f"c-{key}").xpath("./h3//*[@class='flag change-flag']")
    ]


def test_points_stand_in_the_order_of_the_document_with_those_left_alone_in_their_places(client):
    assert shown(parsed(client, talks().edit)) == ["1", "2", "3a", "4", "5"]


def test_each_clause_says_what_it_is_to_the_edited_text(client):
    root = parsed(client, talks().edit)
    found = {key: flags(root, key) for key in shown(root)}
    assert found == {
        "1": ["changed"],
        "2": ["changed"],
        "3a": ["new"],
        "4": [],
        "5": ["struck out"],
    }


def test_a_clause_with_the_same_answers_is_not_called_changed(client):
    edit = talks().edit
    own = Clause.objects.get(version=edit, key="1")
    point = Clause.objects.get(version=edit.edits, key="1")
    Term.objects.filter(clause__in=[own, point]).delete()
    question = QuestionFactory(negotiation=edit.proposal.negotiation)
    said = {"question": question, "value": {"at_least": "5"}, "force": "demands"}
    now = TermFactory(clause=own, **said)
    before = TermFactory(clause=point, **said)
    root = parsed(client, edit)
    assert flags(root, "1") == ["same answers"]
    assert not pages.by_id(root, "c-1").xpath(".//ins | .//del")
    assert "1 point with the same answers" in pages.text_of(root.xpath("//main")[0])
    assert "1" not in shown(parsed(client, edit, "?changes=1"))
    for name, value in (("value", {"at_least": "6"}), ("force", "offers"), ("scope", "in winter")):
        Term.objects.filter(pk=now.pk).update(**{name: value})
        assert flags(parsed(client, edit), "1") == ["changed"], name
        Term.objects.filter(pk=now.pk).update(**{name: getattr(before, name)})


def test_changes_are_marked_by_word_and_said_aloud(client):
    point = pages.by_id(parsed(client, talks().edit), "c-1")
    (before, now) = point.xpath(".//div[@class='beside']/div")
    assert [pages.text_of(one) for one in before.xpath(".//del")] == ["removed: on market days"]
    assert not before.xpath(".//ins")
    assert [pages.text_of(one) for one in now.xpath(".//ins")] == ["added: every day"]
    assert not now.xpath(".//del")
    assert (
        "Before, in Upper Bank's paper, as read out, 1 May 2030, in our summary"
        in pages.text_of(before)
    )


def test_a_clause_in_place_of_two_points_stands_beside_both(client):
    point = pages.by_id(parsed(client, talks().edit), "c-2")
    replaced = point.xpath(".//div[@class='replaced']")
    assert [pages.text_of(one.xpath(".//p[@class='runs']")[0]) for one in replaced] == [
        "The fords stay closed until the first removed: frost.",
        "The Lower Bank sends removed: 200 sacks of grain.",
    ]
    added = point.xpath(".//div[@class='beside']/div[2]//ins")
    assert [pages.text_of(one) for one in added] == ["added: snow", "added: 150"]


def test_a_point_with_the_same_words_says_what_else_differs(client):
    both = talks()
    old, new = (Clause.objects.get(version=one, key="1") for one in (both.paper, both.edit))
    Clause.objects.filter(pk=old.pk).update(text="The bridge’s keeper  stays.")
    Clause.objects.filter(pk=new.pk).update(text="The bridgeʼs keeper stays.")
    point = pages.by_id(parsed(client, both.edit), "c-1")
    assert not point.xpath(".//ins | .//del")
    said = "Only this differs: spaces or line ends, the form of apostrophes or quotation marks."
    assert said in pages.text_of(point)
    (before, now) = point.xpath(".//p[@class='runs']")
    assert before.text_content() == "The bridge’s keeper  stays."
    assert now.text_content() == "The bridgeʼs keeper stays."


def test_look_alikes_do_not_shift_what_each_of_two_points_said(client):
    both = talks()
    point = Clause.objects.get(version=both.paper, key="2")
    text = "The  fords  stay  closed  until  the\u00ad first frost."
    Clause.objects.filter(pk=point.pk).update(text=text)
    root = pages.by_id(parsed(client, both.edit), "c-2")
    struck = root.xpath(".//div[@class='replaced']//del")
    assert [pages.text_of(one) for one in struck] == ["removed: frost", "removed: 200"]
    assert "differs" not in pages.text_of(root)


def test_two_points_that_became_one_with_the_same_words_are_called_the_same(client):
    both = talks()
    joined = (
        "The fords stay closed until the first frost.\n\nThe Lower Bank sends 200 sacks of grain."
    )
    Clause.objects.filter(version=both.edit, key="2").update(text=joined)
    root = pages.by_id(parsed(client, both.edit), "c-2")
    assert not root.xpath(".//ins | .//del")
    assert "Our summary of both is the same, word by word." in pages.text_of(root)
    assert "differs" not in pages.text_of(root)


def test_a_struck_out_point_shows_its_old_text_struck_out(client):
    point = pages.by_id(parsed(client, talks().edit), "c-5")
    assert [pages.text_of(one) for one in point.xpath(".//del")] == [
        "removed: The toll house is pulled down."
    ]


def test_a_point_left_alone_names_and_links_the_text_and_folds_its_words(client):
    both = talks()
    point = pages.by_id(parsed(client, both.edit), "c-4")
    own = Clause.objects.get(version=both.paper, key="4")
    assert own.get_absolute_url() in point.xpath("./h3/a/@href")
    (fold,) = point.xpath("./details")
    assert pages.text_of(fold.find("summary")) == (
        "Left as in Upper Bank's paper, as read out, 1 May 2030"
    )
    assert "All prisoners go home within ten days." in pages.text_of(fold)
    assert not point.xpath(".//*[@class='answers']")


def test_of_an_edit_that_is_not_known_in_full_nothing_is_left_alone(client):
    both = talks()
    Version.objects.filter(pk=both.edit.pk).update(complete=False)
    root = parsed(client, both.edit)
    assert shown(root) == ["1", "2", "3a", "5"]
    words = pages.text_of(root.find(".//main"))
    assert "what it does with points that are not told here is not known" in words
    assert "Left as in" not in words
    assert "left alone" not in words
    assert not root.xpath("//a[@href='?changes=1']")


def test_only_what_changed_is_one_link_away_and_the_whole_is_one_link_back(client):
    edit = talks().edit
    assert parsed(client, edit).xpath("//a[@href='?changes=1']")
    root = parsed(client, edit, "?changes=1")
    assert shown(root) == ["1", "2", "3a", "5"]
    assert edit.get_absolute_url() in root.xpath("//*[@class='edit-note']//a/@href")


def test_a_point_is_new_only_if_the_edited_text_is_known_in_full(client):
    both = talks()
    Version.objects.filter(pk=both.paper.pk).update(complete=False)
    root = parsed(client, both.edit)
    assert flags(root, "3a") == ["not compared"]
    assert "is not known here" in pages.text_of(pages.by_id(root, "c-3a"))


def test_a_draft_of_the_edited_text_changes_nothing_for_readers(client):
    both = talks()
    before = flags(parsed(client, both.edit), "3a")
    ClauseFactory(version=both.paper, key="3a", text="Nobody sees this.")
    assert flags(parsed(client, both.edit), "3a") == before == ["new"]


def test_a_point_is_not_new_if_one_that_readers_see_no_more_stands_in_its_place(client):
    both = talks()
    row = ClauseFactory(version=both.paper, key="3a", text="Nobody sees this.", published=True)
    Clause.objects.filter(pk=row.pk).update(state="withdrawn")
    root = parsed(client, both.edit)
    assert flags(root, "3a") == ["not compared"]
    assert "Nobody sees this" not in pages.text_of(root)


def test_a_text_that_is_worded_anew_gets_no_marks_by_word(client):
    both = talks()
    printed(both.edit, "4", "Quarrels go before a judge.")
    point = pages.by_id(parsed(client, both.edit), "c-4")
    assert not point.xpath(".//ins | .//del")
    assert "Worded anew" in pages.text_of(point)
    assert "All prisoners go home" in pages.text_of(point)


def test_a_point_by_way_of_two_edits_names_the_text_in_which_it_stands(client):
    both = talks()
    third = VersionFactory(
        proposal=both.paper.proposal, key="second", label="second text",
        date=datetime.date(2030, 5, 9), complete=True, edits=both.edit,
    )  # fmt: skip
    printed(third, "3a", "A second ferry runs by day.")
    printed(third, "4", "All prisoners go home within twenty days.")
    root = parsed(client, third)
    assert shown(root) == ["1", "2", "3a", "4"]
    before = {key: pages.text_of(pages.by_id(root, f"c-{key}")) for key in shown(root)}
    assert "Before, in Upper Bank's paper, as read out" in before["4"]
    assert "Before, in Lower Bank's reply, first text" in before["3a"]
    assert "Left as in Lower Bank's reply, first text" in before["1"]


def test_open_questions_know_what_is_taken_over(client):
    both = talks()
    home = both.paper.proposal.negotiation
    names = ("kept", "replaced", "struck", "silent", "open", "own", "denied")
    asked = {name: QuestionFactory(negotiation=home, text=f"{name}?") for name in names}
    points = {one.key: one for one in Clause.objects.filter(version=both.paper)}
    TermFactory(clause=points["4"], question=asked["kept"])
    TermFactory(clause=points["4"], question=asked["denied"])
    TermFactory(clause=points["1"], question=asked["replaced"])
    TermFactory(clause=points["5"], question=asked["struck"])
    CoverageFactory(version=both.paper, question=asked["silent"])
    CoverageFactory(version=both.paper, question=asked["own"])
    CoverageFactory(version=both.edit, question=asked["denied"], kind="withdrawn")
    TermFactory(clause=Clause.objects.get(version=both.edit, key="1"), question=asked["own"])
    root = parsed(client, both.edit)
    absent = [pages.text_of(one) for one in root.xpath("//ul[@class='absences']/li")]
    assert [one.split("?")[0] for one in absent] == ["silent", "denied"]
    assert "Left as in Upper Bank's paper" in absent[0]
    assert "Left as in" not in absent[1]
    uncoded = [pages.text_of(one) for one in root.xpath("//ul[@class='open-questions']/li")]
    assert uncoded == ["replaced?", "struck?", "open?"]


def test_the_page_of_an_edit_takes_as_many_queries_with_more_points(client):
    both = talks()
    once = queries(client, both.edit.get_absolute_url())
    for number in range(10, 60):
        printed(both.paper, str(number), f"Measure {number} holds.")
        if number % 2:
            printed(both.edit, str(number), f"Measure {number} does not hold.")
    assert queries(client, both.edit.get_absolute_url()) <= once
    assert once <= 18


def test_a_long_edit_is_cut_into_pages_of_both_kinds_of_points(client):
    both = talks()
    for number in range(10, 50):
        printed(both.paper, str(number), f"Measure {number} holds.")
    for number in range(10, 50, 2):
        printed(both.edit, str(number), f"Measure {number} ends.")
    first, second = (shown(parsed(client, both.edit, f"?page={page}")) for page in (1, 2))
    assert first == ["1", "2", "3a", "4", "5", *map(str, range(10, 45))]
    assert second == [str(number) for number in range(45, 50)]
    last = Clause.objects.get(version=both.edit, key="48")
    (link,) = pages.parsed(client.get(last.get_absolute_url()).content.decode()).xpath(
        "//div[@class='page-head']//a[contains(@href, '/documents/')]/@href"
    )
    assert "c-48" in client.get(link.partition("#")[0]).content.decode()


def test_an_answer_that_was_struck_out_leaves_no_silence_behind(client):
    both = talks()
    home = both.paper.proposal.negotiation
    asked = QuestionFactory(negotiation=home, text="ferry?")
    CoverageFactory(version=both.paper, question=asked)
    TermFactory(clause=Clause.objects.get(version=both.edit, key="3a"), question=asked)
    third = VersionFactory(
        proposal=both.paper.proposal, key="second", label="second text",
        date=datetime.date(2030, 5, 9), complete=True, edits=both.edit,
    )  # fmt: skip
    printed(third, "3a", "", status="struck-out")
    root = parsed(client, third)
    assert not root.xpath("//ul[@class='absences']/li")
    uncoded = [pages.text_of(one) for one in root.xpath("//ul[@class='open-questions']/li")]
    assert uncoded == ["ferry?"]
    documents = {one.version.pk: one for one in catalogue(home.key).documents}
    columns = tuple(documents[one.pk] for one in (both.paper, third))
    rows = read_published_rows(columns)
    assert set(rows.coverage) == {(both.paper.pk, asked.pk)}
