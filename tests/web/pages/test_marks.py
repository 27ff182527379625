"""Rows that once misled, as readers see them: marks, notes and sentences on the comparison page."""

from datetime import timedelta
from itertools import permutations
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from proposals.models import Response, Term
from proposals.models.publication_guard import unguarded
from tests.factories import ResponseEvidenceFactory
from tests.support import pages
from tests.support.clients import client_for_a_module
from tests.support.folders import NEGOTIATIONS, stored_for_a_module

pytestmark = pytest.mark.django_db

PAGE = reverse("proposals:compare", args=["strait-2033"])
NORTH, NOTE, SOUTH, GUILD, OUTCOME = (
    "north-plan.read-out",
    "north-note.handed-over",
    "south-plan.printed",
    "guild-plan.second",
    "outcome.signed",
)
ALL = (NORTH, NOTE, SOUTH, GUILD, OUTCOME)

stored = stored_for_a_module(NEGOTIATIONS / "strait-2033")
client = client_for_a_module()


@pytest.fixture(autouse=True)
def strait(stored, db):
    """The talks on the strait, as they were loaded."""


@pytest.fixture(scope="module")
def read_rows():
    """Rows by their columns, so that each page is asked for once."""
    return {}


@pytest.fixture
def row(client, read_rows):
    """Return the text and the mark of a question's row for some columns."""

    def of(question, *documents):
        columns = documents or (NORTH, SOUTH)
        if columns not in read_rows:
            page = client.get(f"{PAGE}?{urlencode([('d', d) for d in columns])}&all=1")
            read_rows[columns] = pages.parsed(page.content.decode())
        line = pages.by_id(read_rows[columns], f"q-{question}")
        mark = line.get("class").split("ink-")[1].split()[0]
        return mark, pages.text_of(line)

    return of


@pytest.mark.parametrize(
    ("question", "mark", "words"),
    [
        ("fleet", "conflict", "The limits differ: 200 boats apart."),
        ("nets", "conflict", "They do not meet: “no limit” lies above every number."),
        ("closure", "conflict", "“a permanent closure” lies above every number."),
        ("harbour-share", "conflict", "17 percentage points apart"),
        ("old-dues", "conflict", "They are 1 step apart on the scale."),
        ("berths", "differs", "Read without their scopes, they would be 125 boats apart."),
        ("rescues", "differs", "a total says nothing of its parts."),
        ("pilots", "differs", "Both admit exactly 20 boats (in high summer)."),
        ("buoys", "differs", "South Shore's plan only expects this."),
        ("night-sailing", "agree", "both ask for passage in convoy (in fog)."),
        ("anchorage", "agree", "both ask for 30 nights."),
        ("signals", "agree", "both ask for flags."),
        ("toll-house", "agree", "both ask for a house on the rock."),
        ("dredging", "compatible", "Both admit exactly 10 fathoms."),
        ("wharf", "conflict", "by this question's list the options exclude each other."),
        ("escort", "one_side", "South Shore's plan moves this to another paper: the paper on"),
        ("salvage", "one_side", "North Shore's plan strikes this out of the text that it edits."),
        ("patrols", "one_side", "Nothing on this was found in the full text of North Shore's plan"),
        ("ferries", "one_side", "Nothing on this was found in the digests of South Shore's plan"),
    ],
)
def test_two_plans_get_the_mark_that_a_careful_reader_would_give(row, question, mark, words):
    assert row(question)[0] == mark
    assert words.casefold() in row(question)[1].casefold()


def test_who_acts_is_said_in_the_full_sentence_only_where_one_side_says_it(client):
    page = client.get(f"{PAGE}?{urlencode([('d', NORTH), ('d', SOUTH)])}&all=1").content.decode()
    line = pages.by_id(pages.parsed(page), "q-signals")
    assert "says who must act" not in pages.text_of(line)
    query = urlencode([("d", NORTH), ("d", SOUTH), ("open", "signals")])
    full = pages.by_id(pages.parsed(client.get(f"{PAGE}?{query}").content.decode()), "q-signals")
    assert "Only North Shore's plan says who must act: South Shore." in pages.text_of(full)


def test_an_observer_that_must_act_too_is_named(row):
    assert "Asked of North Shore and the League of Ports only." in row("escort")[1]


def test_answers_for_different_days_stand_side_by_side(row):
    _mark, text = row("patrols")
    assert text.count("offers 5 boats") >= 2
    assert "on day 1" in text
    assert "on day 7" in text


def test_no_range_is_put_together_that_nobody_stated(row):
    text = row("pilots")[1]
    assert "10 to 30" not in text
    assert "inconsistent" not in row("ferries")[1]


# Several columns


def test_a_column_that_is_not_coded_takes_no_common_ground_away(row):
    for columns in ((NORTH, SOUTH, GUILD), (NORTH, SOUTH, GUILD, OUTCOME), ALL):
        mark, text = row("passage-rule", *columns)
        assert mark == "agree"
    assert "2 not coded yet" in text
    assert "The same answer by all that answer: an open passage" in text


def test_a_silent_column_takes_no_common_ground_away(row):
    mark, text = row("toll-house", NORTH, SOUTH, GUILD, OUTCOME)
    assert mark == "agree"
    assert "1 document does not speak here" in text


def test_papers_of_one_party_are_flagged_and_give_no_mark(row):
    mark, text = row("dredging", NORTH, NOTE, SOUTH)
    assert mark == "compatible"
    assert "North Shore's plan and North Shore's note: 14 fathoms apart" in text
    assert "The worst of 2 pairs" in text


def test_two_papers_of_one_party_and_a_silent_rival_are_one_side(row):
    mark, text = row("quarantine", NOTE, SOUTH, GUILD)
    assert mark == "one_side"
    assert "1 document does not speak here, 1 not coded yet" in text


def test_what_each_requires_alone_is_not_required_by_all(row):
    _mark, text = row("lights", NORTH, SOUTH, GUILD)
    assert "Required by all" not in text
    assert "Could be met together: the north light, the cape light and the low light" in text


def test_a_joint_outcome_gives_no_mark_beside_its_parties_papers(row):
    mark, text = row("wharf", NORTH, SOUTH, OUTCOME)
    assert mark == "conflict"
    assert "building by South Shore" in text
    assert "South Shore's plan and the signed outcome" in text


def test_only_common_ground_keeps_its_rows_when_columns_are_added(client):
    def common(*documents):
        query = urlencode([("d", document) for document in documents])
        page = client.get(f"{PAGE}?{query}&with=common-ground&all=1").content.decode()
        return {name for name in pages.ids(page) if name.startswith("q-")}

    few = common(NORTH, SOUTH, GUILD)
    assert {"q-passage-rule", "q-toll-house"} <= few
    assert few <= common(NORTH, SOUTH, GUILD, OUTCOME) | {"q-inspection", "q-lights", "q-lookouts"}
    assert "q-passage-rule" in common(*ALL)


def test_the_order_of_columns_changes_no_mark(row):
    questions = ("lights", "season", "inspection", "wharf", "pilots", "berths")
    for question in questions:
        marks = {row(question, *order)[0] for order in permutations((NORTH, SOUTH, OUTCOME))}
        assert len(marks) == 1, question


def test_the_pairs_of_a_row_are_a_small_matrix(client):
    query = urlencode([("d", document) for document in (NORTH, NOTE, SOUTH)])
    root = pages.parsed(client.get(f"{PAGE}?{query}&all=1&open=dredging").content.decode())
    (grid,) = pages.by_id(root, "q-dredging").xpath(".//table[@class='pair-matrix']")
    cells = [pages.text_of(cell) for cell in grid.xpath(".//td[.//a]")]
    assert len(cells) == 3
    assert len(grid.xpath(".//td[contains(@class, 'one-party')]")) == 1
    assert "conflict 14 fathoms" in " ".join(cells)
    for link in grid.xpath(".//td//a/@href"):
        answer = client.get(link.partition("#")[0])
        assert answer.status_code == 200


# Responses


def test_a_rejected_point_is_a_conflict_of_which_nothing_is_drawn_as_common(client, row):
    mark, text = row("inspection", NORTH, SOUTH, GUILD)
    assert mark == "conflict"
    assert "South Shore's plan rejects this point of the Guild's plan" in text
    assert "Rejects this point of the Guild's plan (9 April 2033)" in text
    assert "in common" not in text


def test_an_accepted_point_is_the_answer_of_a_document_that_has_none(row):
    mark, text = row("season", NORTH, SOUTH, GUILD)
    assert mark == "conflict"
    assert "accepts 60 nights" in text
    assert "Accepts this point of the Guild's plan (7 April 2033)" in text


def test_an_accepted_point_stands_where_the_other_document_is_no_column(row):
    mark, text = row("season", NORTH, SOUTH)
    assert mark == "conflict"
    assert "30 nights apart" in text
    assert "accepts 60 nights" in text
    assert "Accepts this point of the Guild's plan (first text)" in text
    assert "Not coded yet" not in text


def test_a_party_s_own_answer_stands_beside_the_point_that_it_accepted(row):
    _mark, text = row("lookouts", NORTH, SOUTH, "guild-plan.first")
    assert "asks for at least 20 boats" in text
    assert "its own answer stands beside it" in text


def test_an_answer_in_two_forces_is_drawn(client, stored):
    term = Term.objects.get(
        clause__uid="strait-2033.south-plan.printed.3", question__key="dredging"
    )
    with unguarded():
        term.pk, term.number, term.force = None, 2, "offers"
        term.value = {"at_most": "20"}
        term.save()
    query = urlencode([("d", NORTH), ("d", SOUTH)])
    answer = client.get(f"{PAGE}?{query}&question=dredging")
    assert answer.status_code == 200
    assert "5 to 20 fathoms" in pages.text_of(pages.parsed(answer.content.decode()))


def test_of_two_responses_to_one_point_the_latest_stands(client, stored):
    rejection = Response.objects.get(key="inspection")
    with unguarded():
        later = Response.objects.create(
            version=rejection.version,
            key="later",
            to=rejection.to,
            stance="accepts",
            date=rejection.date + timedelta(days=1),
            text="Accepted in the end.",
        )
        later.clauses.set(rejection.clauses.all())
        ResponseEvidenceFactory(response=later)
        Response.objects.filter(pk=later.pk).update(state="published")
    query = urlencode([("d", SOUTH), ("d", GUILD)])
    page = client.get(f"{PAGE}?{query}&question=inspection").content.decode()
    text = pages.text_of(pages.by_id(pages.parsed(page), "q-inspection"))
    assert "Accepts this point of the Guild's plan (10 April 2033)" in text
    assert "rejects this point" not in text.casefold().replace("accepts", "")


def test_an_outcome_above_every_number_is_drawn_as_a_point_at_the_end(client):
    query = urlencode([("d", NORTH), ("d", SOUTH)])
    page = client.get(f"{PAGE}?{query}&all=1").content.decode()
    for question in ("nets", "closure"):
        row = pages.by_id(pages.parsed(page), f"q-{question}")
        points = [point.get("cx") for point in row.xpath(".//*[@class='scale-bar']")]
        assert sorted(points)[-1] == "98%", question
        assert None not in points
