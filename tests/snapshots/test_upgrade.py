"""Records that were frozen in an earlier format: still whole, and still compared with today."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from proposals.exports.record.canonical import canonical, content_of, digest
from proposals.exports.record.comparison import FORMAT, RULES
from proposals.models import Negotiation, Question, Snapshot, Term
from proposals.models.snapshots import packed
from proposals.snapshots.changes import SnapshotChanges, changes_since
from proposals.snapshots.upgrade import FIRST_RULES, FOURTH, SECOND, THIRD, upgrade_record
from proposals.snapshots.verification import VerificationOutcome, verify
from sources.models import Article
from tests.support.bundles import MOMENT, bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("stored", "without_guard", "articles_as_they_were"),
]

stored = stored_for_a_module(LAKE)


@pytest.fixture
def articles_as_they_were(db):
    """The days that two articles had in the records: no text is dated after its article now."""
    Article.objects.filter(key__in=("L2", "L3")).update(published="2031-03-05")
    Article.objects.filter(key="L2").update(accessed="2031-03-06")


RECORDS = Path(__file__).parent / "records"
"""The whole comparison of tests/negotiations/lake-2031, as earlier formats wrote it, with words."""
HASHES = {
    SECOND: "b57796202953e6c0fb075c04e5d37007326570a418596c0c5e58336d6dec107a",
    THIRD: "6a694a683f5bdbbfe33f177769314d85e3aad8348aa07132a9331a74e95b24ae",
}
FOURTH_HASH = "6f2d76628f9ba7bf9c9d27c6bbc3369c29a036d35dad1dbda1b4bd799b337729"
SHEET = b'<article class="sheet">The sheet of then.</article>'
OLDER = pytest.mark.parametrize("form", [SECOND, THIRD])


def file_of(form: str) -> bytes:
    return (RECORDS / f"format-{form[-1]}.json").read_bytes()


def record(form: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file_of(form))
    return content


def since(content: dict[str, Any]) -> SnapshotChanges:
    return changes_since(content, "http://testserver", MOMENT)


def lines(group: Any) -> list[str]:
    return [
        f"{change.subject} | {change.event} | "
        + "; ".join(f"{one.name}: {one.before} -> {one.after}" for one in change.details)
        for change in group.changes
    ]


@OLDER
def test_an_older_record_has_the_hash_that_it_had(form):
    assert record(form)["format"] == form
    content = canonical(content_of(record(form)))
    assert verify(content, HASHES[form]).is_whole


def test_of_the_third_format_the_hash_is_that_of_the_content_without_words():
    verification = verify(file_of(THIRD), HASHES[THIRD])
    assert verification.outcome is VerificationOutcome.CONTENT_WHOLE


@OLDER
def test_other_rules_are_told_apart_while_the_data_are_the_same(form):
    changes = since(record(form))
    assert changes.comparable
    assert changes.groups == ()
    assert changes.hash == bundle().hash
    assert changes.rules
    assert (changes.rules.format, changes.rules.rules) == (form[-1], FIRST_RULES)


@OLDER
def test_every_row_and_pair_whose_mark_is_another_by_the_rules_is_listed(form):
    then = upgrade_record(record(form))
    now = {row["question"]: row for row in bundle().record["rows"]}
    changed = {
        row["text"]
        for row in then["rows"]
        if row["mark"] != now[row["question"]]["mark"]
        or [pair["mark"] for pair in row["pairs"]]
        != [pair["mark"] for pair in now[row["question"]]["pairs"]]
    }
    assert changed
    group = since(record(form)).rules.group
    assert changed <= {change.subject for change in group.changes}


def test_a_mark_by_other_rules_is_told_with_the_reason_of_then_and_of_now():
    content = record(THIRD)
    row = next(one for one in content["rows"] if one["question"] == "share-of-limnaia")
    row |= {"verdict": "agree", "rule": "R0"}
    row["words"]["sentence"] = "Both say the same."
    told = " ".join(lines(since(content).rules.group))
    assert "another verdict | verdict: = agree (R0) -> ✕ conflict (R2)" in told
    assert "why: Both say the same. -> " in told


@OLDER
def test_what_changed_in_the_data_is_told_apart_with_the_words_of_then_and_of_now(form):
    Term.objects.filter(
        clause__uid="lake-2031.limnaia-memorandum.handed-over.1", question__key="share-of-limnaia"
    ).update(value={"exactly": "35"})
    changes = since(record(form))
    answers = [group for group in changes.groups if group.heading == "Answers"]
    ((change,),) = [group.changes for group in answers]
    assert [(one.name, one.before, one.after) for one in change.details] == [
        ("answer", "asks for at least 40 per cent", "asks for 35 per cent")
    ]
    assert changes.rules
    question = "What share of the water may Λιμναία draw?"
    assert question not in {one.subject for one in changes.rules.group.changes}
    verdicts = next(one for one in changes.groups if one.heading == "Questions and verdicts")
    assert question in {one.subject for one in verdicts.changes}


def test_a_question_that_was_made_a_scale_since_is_a_change_of_the_data():
    Question.objects.filter(key="springs").update(ordered=True)
    changes = since(record(THIRD))
    (group,) = [one for one in changes.groups if one.heading == "Negotiation and codebook"]
    assert "ordered: no -> yes" in " ".join(lines(group))


def test_a_list_of_scopes_that_was_made_since_is_a_change_of_the_data():
    Negotiation.objects.update(scopes=[{"key": "dry-years", "label": "in dry years"}])
    changes = since(record(THIRD))
    (group,) = [one for one in changes.groups if one.heading == "Negotiation and codebook"]
    assert [change.subject for change in group.changes] == ["Talks on the waters of Lake Aigli"]


def test_an_editors_verdict_of_then_is_still_told_as_such():
    content = record(THIRD)
    pairs = [pair for row in content["rows"] for pair in row["pairs"] if pair["judgement"]]
    assert pairs
    pairs[0]["judgement"]["reason"] = "Another reason."
    told = [line for group in since(content).groups for line in lines(group)]
    assert any("an editor's verdict" in line and "Another reason." in line for line in told)


def test_the_next_change_of_rules_will_be_told_as_well():
    content = json.loads(bundle().worded)
    assert (content["format"], content["rules"]) == (FORMAT, RULES)
    assert since(content).rules is None
    content["rules"] = RULES - 1
    rules = since(content).rules
    assert rules
    assert rules.group is None


@OLDER
def test_an_upgraded_record_says_what_it_said_in_the_form_of_today(form):
    upgraded, now = upgrade_record(record(form)), bundle().record
    assert upgraded["format"] == FORMAT
    assert len(upgraded["rows"]) == len(now["rows"])
    for row, original in zip(upgraded["rows"], record(form)["rows"], strict=True):
        assert row["mark"] == original["verdict"]
        assert row.keys() <= now["rows"][0].keys()
        assert row["words"].keys() <= now["rows"][0]["words"].keys()
        for pair in row["pairs"]:
            assert pair.keys() <= now["rows"][0]["pairs"][0].keys()
    gaps = [pair["gap"] for row in upgraded["rows"] for pair in row["pairs"] if pair.get("gap")]
    assert all(set(gap) == {"distance", "size", "unit"} for gap in gaps)


def test_all_human_texts_of_the_second_format_become_words():
    upgraded = upgrade_record(record(SECOND))
    assert upgraded
    row = upgraded["rows"][0]
    assert row["words"]["sentence"] == record(SECOND)["rows"][0]["sentence"]
    assert "sentence" not in row
    assert [pair["words"]["sentence"] for pair in row["pairs"]] == [
        pair["sentence"] for pair in record(SECOND)["rows"][0]["pairs"]
    ]
    terms = [term for answer in row["answers"] for term in answer["terms"]]
    assert terms
    assert all(set(term["words"]) == {"reading"} for term in terms)


@OLDER
def test_an_upgrade_leaves_the_record_itself_as_it_is(form):
    content = record(form)
    before = copy.deepcopy(content)
    upgrade_record(content)
    assert content == before


def test_a_record_whose_documents_had_no_version_in_their_keys_says_the_same_today():
    content = record(FOURTH)
    assert verify(canonical(content_of(content)), FOURTH_HASH).is_whole
    assert {one["key"] for one in content["documents"]} > {"wadi-plan"}
    changes = since(content)
    assert changes.comparable
    assert (changes.groups, changes.rules) == ((), None)
    upgraded = upgrade_record(content)
    assert upgraded
    assert upgraded["selection"] == bundle().record["selection"]
    assert upgraded["responses"] == bundle().record["responses"]


def test_a_format_that_is_not_known_is_not_upgraded():
    assert upgrade_record({**record(SECOND), "format": "parley-comparison/1"}) is None


def kept(form: str) -> Snapshot:
    """A comparison that was frozen in this format, with a sheet of then."""
    content = canonical(content_of(record(form)))
    return Snapshot.objects.create(
        hash=HASHES[form],
        negotiation="lake-2031",
        title="The talks at the lake",
        selection="All",
        frozen_at=MOMENT,
        record_packed=packed(content),
        record_size=len(content),
        worded_packed=packed(file_of(form)) if form == THIRD else b"",
        worded_hash=digest(file_of(form)) if form == THIRD else "",
        sheet_packed=packed(SHEET),
        sheet_hash=digest(SHEET),
        styles_packed=packed(b""),
    )


@OLDER
def test_an_older_frozen_comparison_opens_with_its_own_sheet_and_record(client, form):
    snapshot = kept(form)
    page = client.get(snapshot.get_absolute_url()).content.decode()
    assert "The sheet of then." in page
    assert f"this was frozen in format {form[-1]}, by the rules of then" in page
    assert 'href="/method/"' in page
    assert "does not match its hash" not in page
    assert "In the data nothing has changed since." in page
    address = snapshot.get_absolute_url()
    assert client.get(f"{address}record.json").content == snapshot.record
    assert client.get(f"{address}comparison.json").content == snapshot.worded
