"""What has changed since a comparison was frozen: all that differs is told, in plain words."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from proposals.comparisons import Selection
from proposals.domain.verdicts import Mark
from proposals.history.text_diff import DiffOp
from proposals.models import (
    Clause,
    Coverage,
    Evidence,
    Judgement,
    Negotiation,
    Party,
    Question,
    Response,
    Term,
    Topic,
    Version,
)
from proposals.snapshots.changes import SnapshotChanges, changes_since
from proposals.snapshots.labels import Detail
from proposals.snapshots.record_diff import RecordSection, diff_records
from proposals.snapshots.report import MOST_LISTED, group_changes
from sources.models import Article, Outlet
from tests.factories import ResponseEvidenceFactory, ResponseFactory
from tests.support.bundles import MOMENT, bundle
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]

stored = stored_for_a_module(LAKE)


def frozen(selection: Selection | None = None) -> dict[str, Any]:
    """A record as it would be read back."""
    return json.loads(bundle(selection).worded)


def changed(record: dict[str, Any]) -> SnapshotChanges:
    return changes_since(record, "http://testserver", MOMENT)


def lines(found: SnapshotChanges) -> list[str]:
    """Every change as one line."""
    return [
        f"{group.heading} | {change.subject} | {change.event} | "
        + "; ".join(f"{one.name}: {one.before} -> {one.after}" for one in change.details)
        for group in found.groups
        for change in group.changes
    ]


def line(found: SnapshotChanges, *parts: str) -> str:
    """The only line that has all of these parts."""
    (said,) = [one for one in lines(found) if all(part in one for part in parts)]
    return said


def test_nothing_is_told_while_nothing_changed():
    found = changed(frozen())
    assert found.exists
    assert found.groups == ()
    assert found.hash == bundle().hash


def test_another_answer_tells_the_answer_and_the_verdict_of_then_and_now():
    record = frozen()
    Term.objects.filter(clause__uid="lake-2031.limnaia-memorandum.handed-over.1").filter(
        question__key="share-of-limnaia"
    ).update(value={"exactly": "35"})
    found = changed(record)
    question = "What share of the water may Λιμναία draw?"
    told = line(found, "Answers", question)
    assert "asks for at least 40 per cent -> asks for 35 per cent" in told
    told = line(found, "Questions and verdicts", question, "another verdict")
    assert "✕ conflict (R2) -> ≠ differs (R6)" in told
    (change,) = [one for one in found.groups[0].changes if one.event == "another verdict"]
    assert change.link == f"{bundle().address}#q-share-of-limnaia"


def test_an_answer_whose_words_are_the_same_is_told_by_what_else_changed():
    record = frozen()
    Term.objects.filter(
        clause__uid="lake-2031.wadi-plan.second.1", question__key="share-of-limnaia"
    ).update(note="Read again.", confidence="low")
    told = line(changed(record), "Answers", "The plan of إمارة الوادي")
    assert "confidence: high -> low" in told
    assert "note: nothing -> Read again." in told


def test_words_in_another_language_are_no_other_answer():
    record = frozen()
    answer = next(one for row in record["rows"] for one in row["answers"] if one["terms"])
    answer["words"]["alternatives"] = ["ελάχιστο"]
    assert not changed(record).groups
    answer["terms"][0]["note"] = "Another note."
    told = lines(changed(record))
    assert any("note" in one for one in told)
    assert not any("ελάχιστο" in one for one in told)
    answer["terms"][0]["force"] = "forbids"
    assert any("ελάχιστο" in one for one in lines(changed(record)))


def test_a_clause_is_told_by_its_wording_and_leads_to_its_page():
    record = frozen()
    clause = Clause.objects.get(uid="lake-2031.wadi-plan.second.1")
    before = clause.text
    Clause.objects.filter(pk=clause.pk).update(text="Other words.")
    (group,) = changed(record).groups
    (change,) = group.changes
    assert change.link == clause.get_absolute_url()
    assert [(one.name, one.after) for one in change.details] == [("text", "Other words.")]
    assert before.startswith(change.details[0].before.removesuffix("…"))


def test_a_clause_that_was_withdrawn_is_told_once_and_has_no_link():
    record = frozen()
    clause = Clause.objects.get(uid="lake-2031.league-plan.bridging.A")
    Clause.objects.filter(pk=clause.pk).update(state="withdrawn")
    found = changed(record)
    assert "not shown any more" in line(found, "Clauses", clause.heading)
    (group,) = [one for one in found.groups if one.heading == "Clauses"]
    assert [change.link for change in group.changes] == [""]
    assert not [one for one in lines(found) if one.startswith("Evidence")]


def test_evidence_and_articles_are_told_with_outlet_and_stance():
    record = frozen()
    item = Evidence.objects.filter(
        clause__uid="lake-2031.wadi-plan.second.1", stance="supports"
    ).first()
    Evidence.objects.filter(pk=item.pk).update(stance="disputes")
    Article.objects.filter(pk=item.article_id).update(headline="A corrected headline")
    found = changed(record)
    told = line(found, "Evidence", "A corrected headline")
    assert item.article.outlet.name in told
    assert "stance: supports -> disputes" in told
    assert "headline: " in line(found, "Articles and outlets", "A corrected headline")


def test_evidence_that_came_and_went_is_told():
    record = frozen()
    item = Evidence.objects.filter(clause__uid="lake-2031.wadi-plan.second.1").first()
    Evidence.objects.filter(pk=item.pk).delete()
    assert "not tagged any more" in line(changed(record), "Evidence")
    without = frozen()
    item.pk = None
    item.save()
    assert "newly tagged" in line(changed(without), "Evidence")


def test_a_row_that_left_a_filtered_selection_takes_its_clauses_along_silently():
    record = frozen(Selection(marks=(Mark.CONFLICT,), whole=True))
    asked = {"share-of-limnaia"}
    Term.objects.filter(question__key__in=asked).update(value={"exactly": "35"})
    found = changed(record)
    assert "not in this selection any more" in line(found, "Questions and verdicts")
    assert len(lines(found)) == 1


def test_a_new_judgement_is_told_with_its_author():
    record = frozen()
    versions = Version.objects.filter(proposal__kind__in=("memorandum", "plan")).order_by("pk")
    question = Question.objects.get(key="share-of-limnaia")
    Judgement.objects.filter(question=question).delete()
    without = frozen()
    Judgement.objects.create(
        question=question, first=versions[0], second=versions[1],
        mark="compatible", reason="They could share.", author="Ada Moor",
    )  # fmt: skip
    told = line(changed(without), "an editor's verdict")
    assert "nothing -> ≈ compatible – They could share. (Ada Moor)" in told
    assert record["format"] == without["format"]


def test_names_and_the_codebook_are_told():
    record = frozen()
    Party.objects.filter(key="norsund").update(name="Nordsund")
    Outlet.objects.filter(pk=Outlet.objects.order_by("pk").first().pk).update(ownership="Sold.")
    Topic.objects.filter(key="water-shares").update(definition="Another definition.")
    Negotiation.objects.update(place="Volos")
    told = " ".join(lines(changed(record)))
    for words in ("party: changed", "Sold.", "Another definition.", "place: Kavala -> Volos"):
        assert words in told


def test_without_the_negotiation_there_is_nothing_live():
    record = frozen()
    Clause.objects.update(state="draft")
    found = changed(record)
    assert not found.exists
    assert found.missing == ("The negotiation is not here any more.",)


def test_with_one_document_left_the_gone_ones_are_named():
    record = frozen(Selection(documents=("limnaia-memorandum", "wadi-plan"), whole=True))
    Clause.objects.filter(version__proposal__key="wadi-plan").update(state="draft")
    found = changed(record)
    assert found.missing == ("The document “The plan of إمارة الوادي” is not here any more.",)


def test_a_filter_of_which_nothing_is_left_does_not_widen_the_selection():
    record = frozen(Selection(topics=("water-shares",), whole=True))
    Topic.objects.filter(key="water-shares").update(key="shares")
    assert changed(record).missing == ("Nothing is left of what was selected: water-shares.",)


def test_a_record_of_another_form_is_not_compared():
    found = changed({**frozen(), "format": "parley-comparison/1"})
    assert found.exists
    assert not found.comparable


def test_absences_are_told_by_their_own_words():
    record = frozen()
    absence = Coverage.objects.filter(kind="silent").first()
    Coverage.objects.filter(pk=absence.pk).update(kind="deferred")
    assert "Silent -> Deferred" in line(changed(record), "Answers")


def test_a_response_that_was_given_since_is_told():
    record = frozen()
    clause = Clause.objects.get(uid="lake-2031.wadi-plan.second.1")
    reply = Version.objects.get(proposal__key="limnaia-memorandum")
    response = ResponseFactory(version=reply, to=clause.version, stance="basis", date=reply.date)
    ResponseEvidenceFactory(response=response)
    Response.objects.filter(pk=response.pk).update(state="published", text="A place to begin.")
    told = line(changed(record), "Responses", "new here")
    assert "response to The plan of إمارة الوادي: takes as a basis" in told
    record = frozen()
    Response.objects.filter(pk=response.pk).update(stance="rejects")
    assert "stance: takes as a basis -> rejects" in line(changed(record), "Responses")


def test_long_lists_of_changes_are_cut_and_counted():
    record = frozen()
    record["clauses"] = [
        {**record["clauses"][0], "id": f"{number}", "text": "then"} for number in range(300)
    ]
    now = copy.deepcopy(record)
    for clause in now["clauses"]:
        clause["text"] = "now"
    (group,) = group_changes(diff_records(record, now), record, now, "/")
    assert len(group.changes) == MOST_LISTED
    assert group.count == 300


def test_a_key_that_only_newer_records_have_is_no_change():
    now = frozen()
    before = copy.deepcopy(now)
    for article in before["articles"]:
        del article["note"]
    assert diff_records(before, now) == ()


def leaves(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """The place of every single value, and of every list."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
        return
    yield path
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, (*path, number))


def altered(record: dict[str, Any], path: tuple) -> dict[str, Any]:
    """A copy with another value in one place."""
    made = copy.deepcopy(record)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    old = holder[path[-1]]
    holder[path[-1]] = old[1:] if isinstance(old, list) else f"{old}x"
    return made


FIXED = {"format", "rules", "selection", "words"}
"""What is the same in both records by the way the live one is made, or no content."""


def test_whatever_differs_anywhere_in_a_record_is_told():
    record = frozen(Selection(questions=("share-of-limnaia",), whole=True))
    silent = []
    for path in leaves(record):
        now = altered(record, path)
        if FIXED.intersection(path) or now == record:
            continue
        if not group_changes(diff_records(record, now), record, now, "/"):
            silent.append(path)
    assert silent == []


def test_every_part_of_a_record_has_a_section():
    spread = {"rows_shown", "rows_in_all", "questions_not_coded", "counts"}
    assert set(frozen()) <= {*map(str, RecordSection), *spread, *FIXED}


def test_a_short_text_whose_words_are_the_same_is_not_shown_as_two():
    same = Detail("note", before="It’s late.", after="It's late.")
    assert [run.op for run in same.runs] == [DiffOp.KEPT]
    assert same.wording.unseen
    assert not Detail("note", before="30 days", after="60 days").runs
