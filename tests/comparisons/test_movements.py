"""How positions moved: which text is set against which, what changed, and towards whom."""

import datetime

import pytest

from proposals.comparisons.catalogue import Document, catalogue
from proposals.comparisons.lines import by_date, predecessors
from proposals.comparisons.movements import Movements, moved_rows
from proposals.domain.approaches import Direction
from proposals.domain.changes import Change
from proposals.models import Party
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


class Talks:
    """A negotiation of two parties and a mediator, to which texts are added day by day."""

    def __init__(self) -> None:
        self.negotiation = NegotiationFactory(key="talks")
        self.parties = {
            key: PartyFactory(negotiation=self.negotiation, key=key, name=key, role=role)
            for key, role in (("aria", "principal"), ("boria", "principal"), ("go", "mediator"))
        }
        self.question = QuestionFactory(negotiation=self.negotiation, key="length")
        self.proposals: dict[str, object] = {}
        self.versions: dict[str, object] = {}

    def text(self, key, by, day, says="", **version):
        """A published text "proposal.version" of some parties, with an answer or without."""
        proposal, _dot, own = key.partition(".")
        if proposal not in self.proposals:
            parties = [self.parties[one] for one in by.split()]
            self.proposals[proposal] = ProposalFactory(
                negotiation=self.negotiation, key=proposal, name=proposal, parties=parties
            )
        made = VersionFactory(
            proposal=self.proposals[proposal],
            key=own,
            date=day and datetime.date(2030, 5, day),
            **{name: self.versions.get(value, value) for name, value in version.items()},
        )
        clause = ClauseFactory(version=made, published=True)
        if says:
            TermFactory(clause=clause, question=self.question, value=says)
        self.versions[key] = made
        return made

    def documents(self) -> tuple[Document, ...]:
        return catalogue("talks").documents

    def before(self) -> dict[str, str]:
        return {key: one.key for key, one in predecessors(self.documents()).items()}

    def movements(self) -> Movements:
        found = catalogue("talks")
        return moved_rows(found, found.documents, found.questions)

    def changes(self) -> dict[str, Change]:
        (row,) = self.movements().rows
        return {step.after.document.key: step.change for step in row.steps}


@pytest.fixture
def talks() -> Talks:
    return Talks()


def test_a_text_is_set_against_the_one_that_it_edits_whoever_wrote_that(talks):
    talks.text("plan.v1", "go", 1)
    talks.text("memo.v1", "aria", 2)
    talks.text("edit.v1", "aria", 3, edits="plan.v1")
    assert talks.before() == {"edit.v1": "plan.v1"}


def test_an_edit_of_a_text_that_is_not_shown_is_set_against_the_last_of_its_side(talks):
    talks.text("plan.v1", "go", 1)
    talks.text("memo.v1", "aria", 2)
    talks.text("edit.v1", "aria", 3, edits="plan.v1")
    shown = [one for one in talks.documents() if one.key != "plan.v1"]
    assert {key: one.key for key, one in predecessors(shown).items()} == {"edit.v1": "memo.v1"}


def test_versions_follow_each_other_before_other_texts_of_the_side(talks):
    talks.text("memo.v1", "aria", 1)
    talks.text("letter.v1", "aria", 2)
    talks.text("other.v1", "boria", 3)
    talks.text("memo.v2", "aria", 4)
    talks.text("letter.v2", "aria", 5)
    assert talks.before() == {
        "letter.v1": "memo.v1",
        "memo.v2": "memo.v1",
        "letter.v2": "letter.v1",
    }


def test_a_text_of_two_sides_follows_the_paper_of_neither(talks):
    talks.text("memo.v1", "aria", 1)
    talks.text("reply.v1", "boria", 2)
    talks.text("joint.v1", "aria boria", 3)
    talks.text("annex.v1", "aria boria", 4)
    talks.text("late.v1", "aria", 5)
    assert talks.before() == {"annex.v1": "joint.v1", "late.v1": "annex.v1"}


def test_a_text_of_two_sides_follows_the_only_one_that_had_a_paper(talks):
    talks.text("plan.v1", "go", 1)
    talks.text("joint.v1", "aria go", 2)
    assert talks.before() == {"joint.v1": "plan.v1"}


def test_rival_copies_are_never_set_against_each_other(talks):
    talks.text("memo.v1", "aria", 1)
    talks.text("memo.v2", "aria", 5)
    talks.text("memo.v2b", "aria", 5, copy_of="memo.v2")
    talks.text("memo.v3", "aria", 9)
    assert talks.before() == {"memo.v2": "memo.v1", "memo.v2b": "memo.v1", "memo.v3": "memo.v2"}


def test_no_order_is_claimed_of_texts_of_one_day_or_without_one(talks):
    talks.text("memo.v1", "aria", None)
    talks.text("memo.v2", "aria", 5)
    talks.text("letter.v1", "aria", 5)
    talks.text("note.v1", "aria", None)
    assert talks.before() == {}
    assert [one.key for one in by_date(talks.documents())] == [
        "memo.v1", "note.v1", "memo.v2", "letter.v1",
    ]  # fmt: skip


def test_documents_may_come_in_any_order(talks):
    talks.text("memo.v1", "aria", 1)
    talks.text("memo.v2", "aria", 5)
    there, back = talks.documents(), talks.documents()[::-1]
    assert predecessors(there) == predecessors(back)


def test_a_change_is_claimed_only_where_both_texts_are_coded(talks):
    talks.text("memo.v1", "aria", 1, says="at least 30 days")
    talks.text("memo.v2", "aria", 2)
    talks.text("memo.v3", "aria", 3, says="at least 60 days")
    assert talks.changes() == {"memo.v2": Change.UNKNOWN, "memo.v3": Change.UNKNOWN}


def test_a_checked_silence_is_no_uncoded_question(talks):
    talks.text("memo.v1", "aria", 1, says="at least 30 days")
    silent = talks.text("memo.v2", "aria", 2)
    CoverageFactory(version=silent, question=talks.question)
    assert talks.changes() == {"memo.v2": Change.SILENT}


def test_towards_whom_is_said_of_the_last_text_of_another_party_by_then(talks):
    talks.text("far.v1", "boria", 1, says="exactly 30 days")
    talks.text("far.v2", "boria", 2, says="exactly 40 days")
    talks.text("memo.v1", "aria", 3, says="exactly 3 days")
    talks.text("memo.v2", "aria", 4, says="exactly 13 days")
    talks.text("far.v3", "boria", 5, says="exactly 50 days")
    talks.text("plan.v1", "go", 3, says="exactly 14 days")
    (row,) = talks.movements().rows
    step = row.step_to["memo.v2"]
    assert [(one.other.key, one.direction) for one in step.movement.approaches] == [
        ("far.v2", Direction.TOWARDS)
    ]
    assert step.brief.endswith("From 37 days apart to 27.")


def test_one_who_had_said_nothing_yet_is_held_by_the_first_text_after(talks):
    talks.text("memo.v1", "aria", 3, says="exactly 3 days")
    talks.text("memo.v2", "aria", 4, says="exactly 13 days")
    talks.text("far.v1", "boria", 5, says="exactly 50 days")
    talks.text("far.v2", "boria", 6, says="exactly 60 days")
    (row,) = talks.movements().rows
    approaches = row.step_to["memo.v2"].movement.approaches
    assert [one.other.key for one in approaches] == ["far.v1"]


def test_without_parties_to_the_conflict_every_other_party_counts(talks):
    Party.objects.update(role="mediator")
    talks.text("plan.v1", "go", 1, says="exactly 14 days")
    talks.text("memo.v1", "aria", 3, says="exactly 3 days")
    talks.text("memo.v2", "aria", 4, says="exactly 13 days")
    (row,) = talks.movements().rows
    approaches = row.step_to["memo.v2"].movement.approaches
    assert [one.other.key for one in approaches] == ["plan.v1"]


def test_the_lines_count_each_change(talks):
    other = QuestionFactory(negotiation=talks.negotiation, key="where")
    talks.text("memo.v1", "aria", 1, says="at least 30 days")
    later = talks.text("memo.v2", "aria", 2, says="at least 60 days")
    CoverageFactory(version=later, question=other)
    (line,) = talks.movements().lines
    assert (line.before.key, line.after.key) == ("memo.v1", "memo.v2")
    assert dict(line.changes) == {Change.NARROWED: 1, Change.UNKNOWN: 1}
    assert line.happened == 1


def test_rows_take_a_fixed_number_of_queries(talks, django_assert_max_num_queries):
    for day in range(1, 9):
        talks.text(f"memo.v{day}", "aria", day, says=f"exactly {day} days")
    found = catalogue("talks")
    questions = found.questions
    with django_assert_max_num_queries(7):
        rows = moved_rows(found, found.documents, questions).rows
    assert len(rows[0].happened) == 7
