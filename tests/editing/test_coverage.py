"""Marking absences for many questions at once: planned, then carried out as it was seen."""

import pytest
from django.core.exceptions import PermissionDenied

from proposals.editing.coverage import CoverageMark, PlanConflict, apply_coverage, plan_coverage
from proposals.models import Coverage
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    NegotiationFactory,
    QuestionFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    analyst,
)

pytestmark = pytest.mark.django_db
SILENT = CoverageMark("silent", "full", "Not mentioned.")


@pytest.fixture
def negotiation():
    return NegotiationFactory()


@pytest.fixture
def question(negotiation):
    return QuestionFactory(negotiation=negotiation)


@pytest.fixture
def version(negotiation):
    return VersionFactory(proposal__negotiation=negotiation)


def seen(planned):
    return {cell.key: cell.token for cell in planned.cells}


def mark(negotiation, cells, mark=SILENT, by=None):
    return apply_coverage(
        negotiation, seen(plan_coverage(negotiation, cells, mark)), mark, by or analyst()
    )


def test_an_open_cell_is_recorded(negotiation, question, version):
    mark(negotiation, [(question.pk, version.pk)])
    row = Coverage.objects.get()
    assert (row.question, row.version) == (question, version)
    assert (row.kind, row.basis, row.note) == ("silent", "full", "Not mentioned.")


def test_a_recorded_cell_is_changed_and_keeps_what_was_read(negotiation, question, version):
    old = CoverageFactory(version=version, question=question, kind="deferred")
    done = mark(negotiation, [(question.pk, version.pk)])
    assert [cell.now for cell in done.changed] == [old]
    assert Coverage.objects.get().kind == "silent"
    assert Coverage.objects.get().pk == old.pk


def test_a_cell_that_says_so_already_is_left_alone(negotiation, question, version):
    CoverageFactory(version=version, question=question, note="Not mentioned.")
    assert len(plan_coverage(negotiation, [(question.pk, version.pk)], SILENT).same) == 1


def test_a_record_is_removed(negotiation, question, version):
    CoverageFactory(version=version, question=question)
    mark(negotiation, [(question.pk, version.pk)], CoverageMark())
    assert not Coverage.objects.exists()


def test_an_answered_cell_is_refused_with_the_clause_that_answers(negotiation, question, version):
    term = TermFactory(clause__version=version, question=question)
    planned = plan_coverage(negotiation, [(question.pk, version.pk)], SILENT)
    assert term.clause.uid in planned.refused[0].refused
    assert not planned.to_write


def test_cells_of_another_negotiation_are_left_out(negotiation, question):
    stranger = VersionFactory()
    assert plan_coverage(negotiation, [(question.pk, stranger.pk)], SILENT).cells == []


def test_a_cell_that_was_answered_meanwhile_takes_nothing_with_it(negotiation, version):
    one, two = QuestionFactory.create_batch(2, negotiation=negotiation)
    cells = [(one.pk, version.pk), (two.pk, version.pk)]
    before = seen(plan_coverage(negotiation, cells, SILENT))
    TermFactory(clause__version=version, question=two)
    with pytest.raises(PlanConflict) as raised:
        apply_coverage(negotiation, before, SILENT, analyst())
    assert len(raised.value.plan.refused) == 1
    assert not Coverage.objects.exists()


def test_what_another_editor_recorded_meanwhile_is_not_overwritten(negotiation, question, version):
    before = seen(plan_coverage(negotiation, [(question.pk, version.pk)], SILENT))
    CoverageFactory(version=version, question=question, kind="deferred")
    with pytest.raises(PlanConflict):
        apply_coverage(negotiation, before, SILENT, analyst())
    assert Coverage.objects.get().kind == "deferred"


@pytest.mark.parametrize("recorded", [False, True])
def test_only_whoever_may_enter_absences_marks_them(negotiation, question, version, recorded):
    if recorded:
        CoverageFactory(version=version, question=question, kind="deferred")
    with pytest.raises(PermissionDenied):
        mark(negotiation, [(question.pk, version.pk)], by=UserFactory())


@pytest.mark.parametrize("size", [1, 40])
def test_marking_asks_the_same_queries_for_any_number_of_cells(
    negotiation, version, size, django_assert_max_num_queries
):
    cells = [
        (row.pk, version.pk) for row in QuestionFactory.create_batch(size, negotiation=negotiation)
    ]
    by = analyst()
    by.has_perm("proposals.add_coverage")
    planned = seen(plan_coverage(negotiation, cells, SILENT))
    with django_assert_max_num_queries(8):
        apply_coverage(negotiation, planned, SILENT, by)
    assert Coverage.objects.count() == size


# Edits


@pytest.fixture
def edit(negotiation, version):
    return VersionFactory(
        proposal=version.proposal, key="edit", edits=version, complete=True, ordinal=2
    )


def test_a_question_that_a_point_taken_over_answers_is_not_left_open(
    negotiation, question, version, edit
):
    term = TermFactory(clause__version=version, clause__key="1", question=question)
    planned = plan_coverage(negotiation, [(question.pk, edit.pk)], SILENT)
    (cell,) = planned.refused
    assert cell.refused == (
        f"This version takes over an answer, in {term.clause.uid}: enter first what becomes of it."
    )
    assert planned.to_write == []


def test_a_question_of_a_point_that_is_struck_out_is_recorded(negotiation, question, version, edit):
    TermFactory(clause__version=version, clause__key="1", question=question)
    ClauseFactory(version=edit, key="1", status="struck-out")
    mark(negotiation, [(question.pk, edit.pk)], CoverageMark("struck-out", "full", "Gone."))
    assert Coverage.objects.get(version=edit).kind == "struck-out"


def test_of_an_edit_known_from_reports_every_question_may_be_left_open(
    negotiation, question, version
):
    told = VersionFactory(proposal=version.proposal, edits=version)
    TermFactory(clause__version=version, question=question)
    mark(negotiation, [(question.pk, told.pk)])
    assert Coverage.objects.filter(version=told).exists()
