"""What the record says of rows and pairs: cases, who answers, gaps, what all require, replies."""

from typing import Any

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.record.comparison import FORMAT, RULES, record
from proposals.exports.record.fields import Json
from proposals.exports.tables.tables import VERDICTS
from proposals.models import Negotiation, Response
from tests.factories import (
    ClauseFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
TOP = {"key": "for-good", "label": "for good"}
SCOPES = [
    {"key": "thaw", "label": "after the thaw", "partition": "season"},
    {"key": "frost", "label": "in the frost", "partition": "season"},
]


def talks() -> Negotiation:
    return Negotiation.objects.get_or_create(
        key="talks", defaults={"name": "Talks", "scopes": SCOPES, "language": "en"}
    )[0]


def question(**more: Any) -> Any:
    return QuestionFactory(negotiation=talks(), key="how-long", **more)


def document(name: str, *parties: str) -> Any:
    """A document of these parties."""
    held = [
        PartyFactory._meta.model.objects.get_or_create(
            negotiation=talks(), key=key, defaults={"name": key.title(), "role": "principal"}
        )[0]
        for key in parties
    ]
    proposal = ProposalFactory(negotiation=talks(), key=name, name=name.title(), parties=held)
    return VersionFactory(proposal=proposal, key="first")


def answer(version: Any, asked: Any, value: Any, **more: Any) -> Any:
    key = str(version.clauses.count() + 1)
    clause = ClauseFactory(version=version, key=key, published=True)
    return TermFactory(clause=clause, question=asked, value=value, **more)


def compared() -> Json:
    documents = tuple(one.key for one in catalogue("talks").documents)
    return record(compare(catalogue("talks"), Selection(documents, whole=True)))


def only_row() -> Json:
    (row,) = compared()["rows"]
    return row


def test_a_record_names_its_format_and_its_rules():
    asked = question()
    answer(document("one", "north"), asked, {"at_least": "5"})
    answer(document("two", "south"), asked, {"at_least": "7"})
    found = compared()
    assert (found["format"], found["rules"]) == (FORMAT, RULES)


def test_the_case_of_a_scope_list_is_content_by_its_key_and_words_by_its_label():
    asked = question()
    answer(document("one", "north"), asked, {"exactly": "5"}, scope="thaw")
    answer(document("two", "south"), asked, {"exactly": "7"}, scope="thaw")
    row = only_row()
    case = {"scope": "thaw", "text": None, "words": {"label": "after the thaw"}}
    assert row["case"] == row["pairs"][0]["case"] == case
    (term,) = row["answers"][0]["terms"]
    assert (term["scope"], term["words"]["scope"]) == ("thaw", "after the thaw")


def test_a_case_in_words_is_content_as_the_document_has_it():
    asked = question()
    answer(document("one", "north"), asked, {"exactly": "5"}, scope="In peacetime.")
    answer(document("two", "south"), asked, {"exactly": "7"}, scope="in peacetime")
    case = only_row()["case"]
    assert case["scope"] is None
    assert case["text"].casefold().rstrip(".") == "in peacetime"


def test_cases_of_which_one_side_speaks_are_named_by_document():
    asked = question()
    one = document("one", "north")
    answer(one, asked, {"exactly": "5"}, scope="thaw")
    answer(one, asked, {"exactly": "9"}, scope="frost")
    answer(document("two", "south"), asked, {"exactly": "5"}, scope="thaw")
    (pair,) = only_row()["pairs"]
    assert (pair["rule"], pair["scope_difference"]) == ("R6", "rest")
    assert [
        (some["document"], [case["scope"] for case in some["cases"]])
        for some in pair["one_sided_cases"]
    ] == [("one.first", ["frost"])]


def test_cases_that_are_unclear_say_what_would_follow_if_they_were_the_same():
    asked = question()
    answer(document("one", "north"), asked, {"exactly": "5"}, scope="on market days")
    answer(document("two", "south"), asked, {"exactly": "7"}, scope="in the harbour")
    (pair,) = only_row()["pairs"]
    assert (pair["mark"], pair["scope_difference"]) == ("differs", "unclear")
    assert pair["gap"] is None
    assert pair["if_same"]["relation"] == "apart"
    assert pair["if_same"]["gap"]["size"] == "2"


def test_a_gap_to_the_top_outcome_has_no_size():
    asked = question(top=TOP)
    answer(document("one", "north"), asked, {"exactly": "5"})
    answer(document("two", "south"), asked, {"top": True})
    (pair,) = only_row()["pairs"]
    assert (pair["gap"]["distance"], pair["gap"]["size"]) == ("to-top", None)
    assert only_row()["answers"][1]["terms"][0]["value"] == {"top": True}


def test_steps_of_a_scale_are_counted_and_have_no_unit():
    entries = [{"key": key, "label": f"{key} of it"} for key in ("none", "some", "all")]
    asked = question(kind="choice", vocabulary=entries, ordered=True, unit=None)
    answer(document("one", "north"), asked, {"admits": ["none"]})
    answer(document("two", "south"), asked, {"at_least": "some"})
    (pair,) = only_row()["pairs"]
    assert pair["gap"] == {"distance": "steps", "size": "1", "unit": None}
    rows = [row for row in VERDICTS.rows(compared()) if row["level"] == "pair"]
    assert [(row["gap_distance"], row["gap_size"]) for row in rows] == [("steps", "1")]


def test_a_row_says_who_answers_and_what_the_papers_of_one_party_do():
    asked = question()
    answer(document("one", "north"), asked, {"exactly": "10"})
    answer(document("two", "north"), asked, {"exactly": "24"})
    answer(document("three", "south"), asked, {"at_least": "5"})
    ClauseFactory(version=document("four", "east"), key="1", published=True)
    row = only_row()
    assert (row["mark"], row["rule"]) == ("compatible", "R1")
    assert (row["answering"], row["compared"]) == ({"count": 3, "of": 4}, 3)
    within = row["within_party"]
    assert within["documents"] == ["one.first", "two.first"]
    assert (within["kind"], within["mark"], within["gap"]["size"]) == ("changed", "conflict", "14")
    assert not row["common_ground"]
    assert [pair["same_party"] for pair in row["pairs"]].count(True) == 1
    kinds = [note["kind"] for note in row["words"]["notes"]]
    assert kinds == ["answering", "within-party"]
    (line,) = [row for row in VERDICTS.rows(compared()) if row["level"] == "row"]
    assert (line["answering"], line["documents"], line["within_party"]) == (3, 4, "changed")


def test_what_all_require_is_not_what_could_be_met_together():
    entries = [{"key": key, "label": f"the {key}"} for key in ("ford", "gate", "pier")]
    asked = question(kind="items", vocabulary=entries, unit=None)
    answer(document("one", "north"), asked, {"requires": ["ford"]})
    answer(document("two", "south"), asked, {"requires": ["gate"]})
    answer(document("three", "east"), asked, {"requires": ["gate", "pier"]})
    row = only_row()
    assert row["required_by_all"] is None
    assert row["could_be_met_together"] == {"requires": ["ford", "gate", "pier"]}
    assert row["common_ground"]


def test_words_have_the_full_sentence_and_the_short_one():
    asked = question()
    answer(document("one", "north"), asked, {"exactly": "5"})
    answer(document("two", "south"), asked, {"exactly": "7"})
    words = only_row()["words"]
    assert words["sentence"].endswith(words["short"])
    assert "2 days apart" in words["short"]
    assert words["short"] == only_row()["pairs"][0]["words"]["short"]


def replied(stance: str) -> tuple[Json, Any]:
    """A record of two documents of which the second replies so to the point of the first."""
    asked = question()
    term = answer(document("one", "north"), asked, {"exactly": "5"})
    reply = document("two", "south")
    ClauseFactory(version=reply, key="1", published=True)
    response = ResponseFactory(version=reply, to=term.clause.version, stance=stance, key="to-one")
    response.clauses.add(term.clause)
    ResponseEvidenceFactory(response=response)
    Response.objects.filter(pk=response.pk).update(state="published")
    return compared(), response


@pytest.mark.parametrize(
    ("stance", "rule", "rejecting"), [("accepts", "R0", []), ("rejects", "R9", ["two.first"])]
)
def test_a_reply_to_a_point_stands_at_the_answer_with_its_response(stance, rule, rejecting):
    found, response = replied(stance)
    (row,) = found["rows"]
    answers = [term["id"] for term in row["answers"][0]["terms"]]
    assert row["rule"] == rule
    assert row["answers"][1]["absence"] is None
    assert row["answers"][1]["replies"] == [
        {"response": response.uid, "stance": stance, "to": "one.first", "answers": answers}
    ]
    assert row["pairs"][0]["rejecting"] == rejecting
    (said,) = found["responses"]
    assert (said["id"], said["document"], said["to"]) == (response.uid, "two.first", "one.first")
    assert said["clauses"] == [row["answers"][0]["terms"][0]["clause"]]
