"""The border: stored rows become cells, absences and rows, in a fixed number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from proposals.comparisons import NoSuchNegotiation, Row, Selection, catalogue, compare
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Rule
from proposals.models import Version
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    publish,
)

pytestmark = pytest.mark.django_db


class Talks:
    """A negotiation of two parties with a document each and one question."""

    def __init__(self) -> None:
        self.negotiation = NegotiationFactory(key="talks")
        self.parties = [
            PartyFactory(negotiation=self.negotiation, key=key, name=key.title())
            for key in ("aria", "boria")
        ]
        self.versions = [
            VersionFactory(
                proposal=ProposalFactory(
                    negotiation=self.negotiation, key=f"{party.key}-plan", parties=[party]
                )
            )
            for party in self.parties
        ]
        self.question = QuestionFactory(negotiation=self.negotiation, key="length")

    def says(self, side: int, value: str, *, published: bool = True, **clause: Any) -> Any:
        """Let one side answer the question in a clause of its own."""
        made = ClauseFactory(version=self.versions[side], **clause)
        term = TermFactory(clause=made, question=self.question, value=value)
        EvidenceFactory(clause=made)
        if published:
            publish(made)
        return term

    def speaks(self, *sides: int) -> None:
        """Let a side have a published clause that answers nothing: readers see the document."""
        for side in sides:
            ClauseFactory(version=self.versions[side], published=True)

    def row(self, **selection: Any) -> Row:
        """The row of the question."""
        (row,) = compare(catalogue("talks"), Selection(questions=("length",), **selection)).rows
        return row


@pytest.fixture
def talks() -> Talks:
    return Talks()


def test_two_published_answers_are_compared(talks):
    talks.says(0, "at least 30 days")
    talks.says(1, "2 to 3 days")
    assert (talks.row().mark, talks.row().rule) == (Mark.CONFLICT, Rule.GAP)


def test_an_answer_of_a_draft_is_no_answer(talks):
    talks.says(0, "at least 30 days")
    talks.says(1, "2 to 3 days", published=False)
    talks.speaks(1)
    assert talks.row().cells[1].absence is AbsenceKind.NOT_CODED
    assert talks.row().mark is Mark.NOT_COMPARED


@pytest.mark.parametrize(
    ("status", "absence"),
    [("deferred", AbsenceKind.DEFERRED), ("withdrawn", AbsenceKind.WITHDRAWN)],
)
def test_an_answer_put_off_or_taken_back_is_an_absence_of_that_name(talks, status, absence):
    talks.says(0, "at least 30 days")
    talks.says(1, "2 to 3 days", status=status)
    assert talks.row().cells[1].absence is absence
    assert talks.row().rule is Rule.ONE_SIDE


def test_a_checked_silence_is_one_sided_and_keeps_its_note(talks):
    talks.says(0, "at least 30 days")
    talks.speaks(1)
    CoverageFactory(version=talks.versions[1], question=talks.question, note="Read whole.")
    cell = talks.row().cells[1]
    assert (cell.absence, cell.position.absence.note) == (AbsenceKind.SILENT, "Read whole.")
    assert talks.row().rule is Rule.ONE_SIDE


def test_a_question_that_no_column_is_coded_on_is_counted_and_not_drawn(talks):
    talks.says(0, "at least 30 days")
    QuestionFactory(negotiation=talks.negotiation, key="nobody")
    matrix = compare(catalogue("talks"), Selection())
    assert [row.question.key for row in matrix.rows] == ["length"]
    assert matrix.uncoded == 1


def test_a_question_asked_for_by_name_is_drawn_although_nobody_is_coded_on_it(talks):
    talks.says(0, "at least 30 days")
    QuestionFactory(negotiation=talks.negotiation, key="nobody")
    matrix = compare(catalogue("talks"), Selection(questions=("nobody",)))
    assert [row.mark for row in matrix.rows] == [Mark.NOT_COMPARED]


def test_terms_that_cannot_hold_together_are_reported_and_not_compared(talks):
    talks.says(0, "at least 30 days")
    talks.says(0, "at most 3 days")
    talks.says(1, "5 days")
    row = talks.row()
    assert row.rule is Rule.NOT_COMPARED
    assert "inconsistent" in row.sentence


def test_evidence_on_one_answer_does_not_count_for_another(talks):
    term = talks.says(0, "at least 30 days")
    other = TermFactory(
        clause=term.clause, question=QuestionFactory(negotiation=talks.negotiation, key="other")
    )
    EvidenceFactory(clause=term.clause, term=other)
    assert talks.row().cells[0].evidence.counts["supports"] == 1


def test_columns_stand_in_the_readers_order(talks):
    talks.says(0, "at least 30 days")
    talks.speaks(1)
    row = talks.row(documents=("boria-plan", "aria-plan"))
    aria, boria = (version.document_key for version in talks.versions)
    assert [cell.document.key for cell in row.cells] == [boria, aria]


def test_a_proposal_without_a_version_leads_to_the_newest_that_is_known_in_full(talks):
    talks.says(0, "at least 30 days")
    proposal, day = talks.versions[0].proposal, date(2031, 3, 1)
    for key, days, complete in (("full", 1, True), ("report", 2, False)):
        more = {"date": day + timedelta(days=days), "complete": complete}
        ClauseFactory(
            version=VersionFactory(proposal=proposal, key=key, ordinal=9 - days, **more),
            published=True,
        )
    offered = catalogue("talks")
    assert offered.by_key["aria-plan"].version.key == "full"
    assert [one.version.key for one in offered.documents][1:] == ["full", "report"]
    Version.objects.update(complete=False)
    assert catalogue("talks").by_key["aria-plan"].version.key == "report"


def test_an_older_version_is_a_document_of_its_own(talks):
    talks.says(0, "at least 30 days")
    talks.speaks(1)
    later = VersionFactory(proposal=talks.versions[0].proposal, key="later", ordinal=2)
    ClauseFactory(version=later, published=True)
    keys = {document.key: document.latest for document in catalogue("talks").documents}
    older, other = (version.document_key for version in talks.versions)
    assert keys == {older: False, "aria-plan.later": True, other: True}


def test_a_version_that_is_still_being_entered_leaves_the_older_one_as_the_document(talks):
    talks.says(0, "at least 30 days")
    later = VersionFactory(proposal=talks.versions[0].proposal, key="later", ordinal=2)
    EvidenceFactory(clause__version=later)
    (document,) = catalogue("talks").documents
    assert (document.key, document.version) == (talks.versions[0].document_key, talks.versions[0])


def test_words_are_found_whatever_their_accents_and_order(talks):
    talks.says(0, "at least 30 days", heading="Çırağan Palace", text="The guns fall silent.")
    found = compare(catalogue("talks"), Selection(words="SILENT ciragan"))
    assert found.row_count == 1
    assert compare(catalogue("talks"), Selection(words="silent palaver")).row_count == 0


def test_a_negotiation_without_anything_published_does_not_exist_for_readers(talks):
    talks.says(0, "at least 30 days", published=False)
    with pytest.raises(NoSuchNegotiation):
        catalogue("talks")


def test_a_comparison_takes_ten_queries(talks, django_assert_num_queries):
    talks.says(0, "at least 30 days")
    talks.says(1, "2 to 3 days")
    with django_assert_num_queries(10):
        matrix = compare(catalogue("talks"), Selection())
        assert all(row.sentence for row in matrix.rows)
    assert Version.objects.count() == 2
