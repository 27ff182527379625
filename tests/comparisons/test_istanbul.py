"""What must come out of the engine from the typed terms of the Istanbul documents alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.record.comparison import record
from tests.support.copies import store
from tests.support.folders import SEEDS

pytestmark = pytest.mark.django_db

MEMORANDA = ("ukraine-memorandum.published", "russia-memorandum.published")
FIVE = (*MEMORANDA, "ukraine-statements.talks", "russia-statements.talks", "agreed-outcomes.talks")

CONTRADICTIONS = [
    "ceasefire-conditions",
    "ceasefire-monitors",
    "contact-line",
    "nato-membership",
    "foreign-troops",
    "force-size",
    "redeployment",
    "recognised-territories",
    "war-damage",
]
UNLIKE_SANCTIONS = {
    "sanctions-lifting": "they would be 1 step apart",
    "sanctions-return": "nothing would satisfy both",
}
RUSSIA_SILENT = [
    "eu-membership",
    "ceasefire-domains",
    "ceasefire-area",
    "sanctions-pace",
    "leaders-meeting",
    "leaders-task",
    "participants",
    "talks-purpose",
    "exchange-continuation",
]
UKRAINE_SILENT = [
    "nuclear-status",
    "language-status",
    "church",
    "martial-law",
    "elections-deadline",
    "elections-offices",
    "military-aid",
    "bodies-number",
    "relations-restored",
    "sabotage",
    "nazism-law",
]
ASKED_OF_ONE = [
    "withdrawal-settlement",
    "contact-line",
    "redeployment",
    "force-size",
    "sabotage",
    "martial-law",
    "ceasefire-extension",
]


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """Rows by question: of the two memoranda, and of five documents; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        store(SEEDS / "istanbul-2025")
        found = catalogue("istanbul-2025")
        two = record(compare(found, Selection(MEMORANDA)))
        three = record(compare(found, Selection((*MEMORANDA, "agreed-outcomes.talks"))))
        five = record(compare(found, Selection(FIVE)))
        transaction.set_rollback(True)
    return {
        "two": {row["question"]: row for row in two["rows"]},
        "three": {row["question"]: row for row in three["rows"]},
        "five": {row["question"]: row for row in five["rows"]},
        "clauses": two["clauses"],
    }


def _pair(rows: dict[str, Any], question: str, *documents: str) -> dict[str, Any]:
    pairs = rows["five"][question]["pairs"]
    return next(pair for pair in pairs if set(pair["documents"]) == set(documents))


def _answer(row: dict[str, Any], document: str) -> dict[str, Any]:
    return next(answer for answer in row["answers"] if answer["document"] == document)


def test_there_are_forty_five_questions_or_more_that_the_documents_answer(rows):
    answered = [row for row in rows["two"].values() if any(a["terms"] for a in row["answers"])]
    assert len(answered) >= 45


def test_the_lengths_of_the_ceasefire_meet_at_30_days_and_differ_in_the_condition(rows):
    row = rows["two"]["ceasefire-length"]
    assert row["rule"] == "R6"
    assert "Both admit exactly 30 days." in row["words"]["sentence"]
    assert "Only Russia's memorandum" in row["words"]["sentence"]
    assert "the withdrawal of Ukrainian forces begins" in row["words"]["sentence"]


@pytest.mark.parametrize("question", CONTRADICTIONS)
def test_the_memoranda_contradict_each_other_on(rows, question):
    assert rows["two"][question]["rule"] == "R3"


def test_the_orders_of_steps_cannot_both_hold(rows):
    row = rows["two"]["step-order"]
    assert row["rule"] == "R4"
    assert (
        "the start of the ceasefire before negotiations on the final settlement"
        in row["words"]["sentence"]
    )


@pytest.mark.parametrize("question", RUSSIA_SILENT)
def test_only_ukraines_memorandum_speaks_of(rows, question):
    row = rows["two"][question]
    assert row["rule"] == "R7"
    absent = _answer(row, "russia-memorandum.published")
    assert absent["absence"] == "silent"
    assert absent["absence_note"]


@pytest.mark.parametrize("question", UKRAINE_SILENT)
def test_only_russias_memorandum_speaks_of(rows, question):
    row = rows["two"][question]
    assert row["rule"] == "R7"
    absent = _answer(row, "ukraine-memorandum.published")
    assert absent["absence"] == "silent"
    assert absent["absence_note"]


def test_ukraines_memorandum_leaves_territory_to_later_talks(rows):
    row = rows["two"]["withdrawal-settlement"]
    assert row["rule"] == "R7"
    assert _answer(row, "ukraine-memorandum.published")["absence"] == "deferred"


@pytest.mark.parametrize("question", ASKED_OF_ONE)
def test_a_duty_of_one_party_is_named_as_such_on(rows, question):
    assert (
        "Russia's memorandum: Asked of Ukraine only."
        in rows["two"][question]["words"]["one_party_only"]
    )


def test_a_duty_that_a_party_takes_on_itself_is_not_said_to_be_asked(rows):
    notes = rows["two"]["bodies-number"]["words"]["one_party_only"]
    assert notes == ["Russia's memorandum: Undertaken by Russia alone."]


def test_a_condition_of_one_digest_alone_says_so_in_the_verdict(rows):
    row = rows["two"]["sanctions-lifting"]
    assert row["rule"] == "R6"
    assert "by one digest alone (AnewZ)" in row["words"]["sentence"]


@pytest.mark.parametrize("question", UNLIKE_SANCTIONS)
def test_no_conflict_is_claimed_between_sanctions_on_one_and_between_the_two(rows, question):
    row = rows["two"][question]
    assert row["rule"] == "R6"
    assert "It is unclear whether they speak of the same case." in row["words"]["sentence"]
    assert UNLIKE_SANCTIONS[question] in row["words"]["sentence"]


@pytest.mark.parametrize("question", ["carrying-out", "leaders-agenda", "guarantors"])
def test_different_settlements_and_roles_are_no_common_ground(rows, question):
    assert rows["two"][question]["mark"] == "differs"
    assert not rows["two"][question]["common_ground"]


def test_the_presidents_settle_or_approve(rows):
    pair = _pair(rows, "leaders-task", "ukraine-memorandum.published", "russia-statements.talks")
    assert pair["rule"] == "R3"


@pytest.mark.parametrize("document", MEMORANDA)
def test_no_question_is_left_uncoded_in(rows, document):
    answers = {key: _answer(row, document) for key, row in rows["two"].items()}
    assert not [key for key, answer in answers.items() if answer["absence"] == "not_coded"]
    silent = [answer for answer in answers.values() if answer["absence"]]
    assert silent
    assert all(answer["absence_note"] and answer["absence_articles"] for answer in silent)


def test_at_most_thirty_rows_are_raised_by_one_side(rows):
    assert 0 < sum(row["mark"] == "one_side" for row in rows["two"].values()) <= 30


def test_every_published_clause_of_the_memoranda_answers_a_question(rows):
    clauses = {clause["id"] for clause in rows["clauses"]}
    answering = {
        term["clause"]
        for row in rows["two"].values()
        for answer in row["answers"]
        for term in answer["terms"]
    }
    assert clauses
    assert clauses == answering


@pytest.mark.parametrize("document", MEMORANDA)
def test_what_is_asked_of_both_sides_is_demanded_by(rows, document):
    mutual = [
        term["force"]
        for row in rows["two"].values()
        for term in _answer(row, document)["terms"]
        if set(term["bearers"]) == {"Ukraine", "Russia"}
    ]
    assert mutual
    assert set(mutual) == {"demands"}


def test_the_agreed_outcome_as_a_last_column_changes_no_row_that_both_memoranda_answer(rows):
    both = [
        key for key, row in rows["two"].items() if all(answer["terms"] for answer in row["answers"])
    ]
    assert len(both) > 20
    for key in both:
        assert rows["three"][key]["mark"] == rows["two"][key]["mark"], key


def test_the_return_of_children_is_never_shown_as_agreement(rows):
    marks = {pair["mark"] for pair in rows["five"]["children-return"]["pairs"]}
    assert not marks & {"agree", "compatible"}


def test_two_to_three_days_and_thirty_days_are_27_days_apart(rows):
    pair = _pair(
        rows, "ceasefire-length", "ukraine-memorandum.published", "russia-statements.talks"
    )
    assert pair["rule"] == "R2"
    assert "27 days apart" in pair["words"]["sentence"]
    assert "certain sectors of the front" in pair["words"]["sentence"]


def test_the_agreed_categories_of_prisoners_are_narrower_than_all_for_all(rows):
    pair = _pair(
        rows, "prisoners-exchanged", "ukraine-memorandum.published", "agreed-outcomes.talks"
    )
    assert pair["rule"] == "R1"
    answers = rows["five"]["prisoners-exchanged"]["answers"]
    wanted = {a["document"]: a["terms"] for a in answers}
    all_for_all = set(wanted["ukraine-memorandum.published"][0]["value"]["requires"])
    agreed = set(wanted["agreed-outcomes.talks"][0]["value"]["requires"])
    assert agreed < all_for_all


def test_the_bodies_are_of_each_side_or_of_russia_alone(rows):
    pair = _pair(rows, "bodies-number", "ukraine-statements.talks", "russia-statements.talks")
    assert pair["rule"] == "R6"
    assert "it falls to Ukraine and Russia" in pair["words"]["sentence"]


def test_a_difference_between_two_documents_of_one_party_does_not_stand_for_the_row(rows):
    assert any(row["pairs"] for row in rows["five"].values())
    for row in rows["five"].values():
        standing = [
            pair for pair in row["pairs"] if pair["words"]["sentence"] == row["words"]["sentence"]
        ]
        parties = {document.split("-")[0] for pair in standing for document in pair["documents"]}
        assert len(parties) > 1


def test_every_clause_with_an_answer_has_evidence(rows):
    assert any(answer["terms"] for row in rows["five"].values() for answer in row["answers"])
    for row in rows["five"].values():
        for answer in row["answers"]:
            assert not answer["terms"] or answer["evidence"]["supports"], row["question"]


@pytest.mark.parametrize("question", ["force-size", "foreign-troops"])
def test_the_points_of_ukraines_text_that_are_contested_are_shown_as_disputed(rows, question):
    answer = _answer(rows["two"][question], "ukraine-memorandum.published")
    assert answer["evidence"]["disputed"]


@pytest.mark.parametrize("question", ["nato-membership", "force-size", "speakers-rights"])
def test_speeches_do_not_support_what_russias_memorandum_says_on(rows, question):
    assert _answer(rows["five"][question], "russia-memorandum.published")["evidence"]["single"]
