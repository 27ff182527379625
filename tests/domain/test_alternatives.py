"""Options, several terms, several columns, absences, roll-ups, one-sided duties."""

from collections import Counter

import pytest

from proposals.domain.duties import Asymmetry, asymmetry
from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.roll_ups import roll_up
from proposals.domain.rows import compare_positions, compare_row
from proposals.domain.terms import AbsenceKind, Column, Position
from proposals.domain.verdicts import Mark, Rule
from proposals.language.messages import explain_problem
from proposals.language.wording import Wording
from tests.domain.examples import (
    ACCEPTS,
    BODIES,
    BRACKETED,
    CHOICE,
    DATE,
    DAYS,
    DEFERRED,
    ITEMS,
    MEMO,
    NOT_CODED,
    OFFERS,
    OTHER,
    PARTIES,
    PEACETIME,
    SEQUENCE,
    SILENT,
    TALKS,
    TEXT,
    TIED,
    WITHDRAWN,
    explained,
    pair,
    position,
    term,
)
from tests.support.english import ENGLISH, write

PRINCIPALS = frozenset({"ukraine", "russia"})
FIRST, SECOND = {"option": "option-1"}, {"option": "option-2"}
MEDIATOR = Column("m", "the mediator's plan", frozenset({"turkey"}))
AGREED = Column("a", "the agreed outcomes", PRINCIPALS)


# Options


def test_every_alternative_is_compared_and_the_worst_stands_for_the_pair() -> None:
    options = position(OTHER, DAYS, ("10 days", FIRST), ("30 days", SECOND))
    found = compare_positions(position(MEMO, DAYS, "30 days"), options)
    assert [verdict.rule for verdict in found.verdicts] == [Rule.GAP, Rule.AGREEMENT]
    assert (found.worst.rule, found.best.rule, found.varies) == (Rule.GAP, Rule.AGREEMENT, True)


def test_worst_and_best_are_both_said_with_the_option_by_name() -> None:
    options = position(OTHER, DAYS, ("10 days", FIRST), ("30 days", SECOND))
    found = compare_positions(position(MEMO, DAYS, "30 days"), options)
    assert explained(DAYS, found) == (
        "Ukraine's memorandum asks for 30 days; Russia's memorandum (option 1) asks for 10 days. "
        "The ranges do not meet: 20 days apart. With other options: Ukraine's memorandum and "
        "Russia's memorandum (option 2) both ask for 30 days."
    )


def test_options_on_both_sides_give_every_pair() -> None:
    cells = [
        position(column, DAYS, ("10 days", FIRST), ("30 days", SECOND)) for column in (MEMO, OTHER)
    ]
    rules = Counter(verdict.rule for verdict in compare_positions(*cells).verdicts)
    assert rules == {Rule.AGREEMENT: 2, Rule.GAP: 2}


def test_a_pair_whose_options_come_out_alike_does_not_vary() -> None:
    options = position(OTHER, DAYS, ("10 days", FIRST), ("20 days", SECOND))
    assert not compare_positions(position(MEMO, DAYS, "30 days"), options).varies


def test_a_term_without_an_option_belongs_to_every_alternative() -> None:
    cell = position(OTHER, DAYS, "at least 5 days", ("10 days", FIRST), ("at most 9 days", SECOND))
    assert [(a.option, write(a.answers[0].value, DAYS)) for a in cell.alternatives] == [
        ("option-1", "10 days"),
        ("option-2", "5 to 9 days"),
    ]


# Several terms


def test_terms_without_options_hold_together() -> None:
    cell = position(MEMO, DAYS, "at least 5 days", ("at most 9 days", TIED))
    (alternative,) = cell.alternatives
    (answer,) = alternative.answers
    assert write(answer.value, DAYS) == "5 to 9 days"
    assert answer.conditions == {"the withdrawal of ukrainian forces"}


def test_terms_for_different_cases_are_never_merged() -> None:
    cell = position(MEMO, DAYS, "at least 5 days", ("at most 3 days", PEACETIME))
    (alternative,) = cell.alternatives
    assert [(a.case.words, write(a.value, DAYS)) for a in alternative.answers] == [
        ("", "at least 5 days"),
        ("in peacetime", "at most 3 days"),
    ]
    assert cell.problem is None


def test_several_forces_of_one_answer_are_all_said() -> None:
    cell = position(MEMO, ITEMS, "a halt in the air", ("a halt on land", OFFERS))
    found = compare_positions(cell, position(OTHER, ITEMS, SILENT))
    assert explained(ITEMS, found) == (
        "Ukraine's memorandum asks for and offers a halt in the air and a halt on land. "
        "Russia's memorandum is silent on this."
    )


def test_several_texts_of_one_document_stand_below_each_other() -> None:
    (alternative,) = position(MEMO, TEXT, "First.", "Second.").alternatives
    assert write(alternative.answers[0].value, TEXT) == "First.\n\nSecond."


def test_terms_that_cannot_hold_together_are_reported_and_never_resolved() -> None:
    cell = position(MEMO, DAYS, "at least 30 days", "at most 3 days")
    with pytest.raises(Inconsistent):
        _ = cell.alternatives
    found = compare_positions(cell, position(OTHER, DAYS, "30 days"))
    assert (found.worst.rule, found.worst.relation) == (Rule.NOT_COMPARED, None)
    assert explained(DAYS, found) == (
        "The coding of Ukraine's memorandum is inconsistent. The terms have no outcome in common, "
        "so they cannot hold together. Russia's memorandum asks for 30 days. Nothing is compared."
    )


def test_an_inconsistent_alternative_makes_the_whole_cell_inconsistent() -> None:
    cell = position(MEMO, DAYS, "5 days", ("5 days", FIRST), ("6 days", SECOND))
    assert cell.problem


def test_terms_of_different_kinds_are_a_problem_of_the_coding() -> None:
    cell = Position(MEMO, (term(DAYS, "30 days"), term(DATE, "1 June 2025")))
    with pytest.raises(Incomparable):
        _ = cell.alternatives
    assert cell.problem is not None
    assert explain_problem(cell.problem, ENGLISH) == (
        "Answers of kind range and of kind date cannot be compared."
    )


def test_units_that_do_not_convert_are_not_compared() -> None:
    found = compare_positions(position(MEMO, DAYS, "3 days"), position(OTHER, BODIES, "3 bodies"))
    assert found.worst.rule is Rule.NOT_COMPARED


def test_a_gap_of_multiples_is_told_in_the_unit_that_the_question_knows() -> None:
    text = explained(DAYS, pair(DAYS, "3 fortnights", "2 weeks"))
    assert text.endswith("The ranges do not meet: 28 days apart.")


# Absences


@pytest.mark.parametrize("absence", [SILENT, DEFERRED, WITHDRAWN])
def test_a_checked_absence_leaves_one_side_only(absence: AbsenceKind) -> None:
    found = pair(DAYS, "30 days", absence)
    assert (found.worst.rule, found.worst.mark) == (Rule.ONE_SIDE, Mark.ONE_SIDE)


def test_what_is_not_coded_is_not_compared() -> None:
    assert pair(DAYS, "30 days", NOT_CODED).worst.rule is Rule.NOT_COMPARED
    assert compare_positions(Position(MEMO), Position(OTHER)).worst.rule is Rule.NOT_COMPARED


@pytest.mark.parametrize("absence", list(AbsenceKind))
def test_two_absences_are_never_agreement(absence: AbsenceKind) -> None:
    assert len(AbsenceKind) > 1
    for other in AbsenceKind:
        assert pair(DAYS, absence, other).worst.mark is Mark.NOT_COMPARED


def test_each_absence_has_words_of_its_own() -> None:
    texts = {explained(DAYS, pair(DAYS, "30 days", kind)) for kind in AbsenceKind}
    assert len(texts) == len(AbsenceKind)


def test_a_bracketed_answer_is_said_to_be_not_firm() -> None:
    text = explained(DAYS, pair(DAYS, ("30 days", BRACKETED), "2 days"))
    assert "asks for 30 days (in brackets, not firm yet);" in text


# Several columns


def test_three_columns_give_three_pairs_and_the_worst_stands_for_the_row() -> None:
    cells = [
        position(MEMO, DAYS, "at least 30 days"),
        position(OTHER, DAYS, "at most 30 days"),
        position(TALKS, DAYS, "2 to 3 days"),
    ]
    row = compare_row(cells)
    rules = [(p.left.column.key, p.right.column.key, p.worst.rule) for p in row.pairs]
    assert rules == [
        ("u", "r", Rule.COMMON_PART),
        ("u", "t", Rule.GAP),
        ("r", "t", Rule.COMMON_PART),
    ]
    assert row.worst is row.pairs[1]
    assert (row.mark, row.could_be_met_together) == (Mark.CONFLICT, None)


def test_five_columns_name_what_all_have_in_common() -> None:
    said = [
        "at least 10 days",
        "at most 40 days",
        "2 to 5 weeks",
        "any number of days",
        "20 to 90 days",
    ]
    columns = (MEMO, OTHER, TALKS, MEDIATOR, AGREED)
    row = compare_row(position(c, DAYS, s) for c, s in zip(columns, said, strict=True))
    assert len(row.pairs) == 10
    assert row.mark is Mark.COMPATIBLE
    assert row.could_be_met_together is not None
    assert write(row.could_be_met_together, DAYS) == "20 to 35 days"


def test_columns_that_meet_pair_by_pair_may_have_nothing_in_common() -> None:
    orders = ["a ceasefire, then talks on territory", "talks on territory, then a withdrawal",
              "a withdrawal, then a ceasefire"]  # fmt: skip
    columns = (MEMO, OTHER, TALKS)
    row = compare_row(position(c, SEQUENCE, s) for c, s in zip(columns, orders, strict=True))
    assert (row.mark, row.could_be_met_together) == (Mark.COMPATIBLE, None)


def test_a_silent_column_changes_nothing_where_two_parties_answer() -> None:
    cells = [position(MEMO, DAYS, "3 days"), position(OTHER, DAYS, "3 days"),
             position(TALKS, DAYS, SILENT)]  # fmt: skip
    row = compare_row(cells)
    assert row.could_be_met_together is not None
    assert (write(row.could_be_met_together, DAYS), row.mark) == ("3 days", Mark.AGREE)
    assert len(row.answering) == 2


def test_the_common_part_may_lie_in_some_of_the_options() -> None:
    options = position(OTHER, DAYS, ("10 days", FIRST), ("30 days", SECOND))
    row = compare_row([position(MEMO, DAYS, "at least 20 days"), options])
    assert row.could_be_met_together is not None
    assert write(row.could_be_met_together, DAYS) == "30 days"


@pytest.mark.parametrize("cells", [[], [position(MEMO, CHOICE, "any option")]])
def test_fewer_than_two_columns_compare_nothing(cells: list[Position]) -> None:
    row = compare_row(cells)
    assert (row.worst, row.mark) == (None, Mark.NOT_COMPARED)
    assert row.could_be_met_together is None


# Roll-up


def test_a_roll_up_shows_the_worst_and_counts_worst_first() -> None:
    found = roll_up([Mark.AGREE, Mark.CONFLICT, Mark.AGREE, Mark.ONE_SIDE])
    assert found.worst is Mark.CONFLICT
    assert found.counts == ((Mark.CONFLICT, 1), (Mark.AGREE, 2), (Mark.ONE_SIDE, 1))
    assert found.total == 4


def test_a_roll_up_of_nothing_has_no_mark() -> None:
    assert (roll_up([]).worst, roll_up([]).total) == (None, 0)


def test_what_is_not_compared_stands_for_a_topic_only_if_nothing_else_is_there() -> None:
    assert roll_up([Mark.AGREE, Mark.COMPATIBLE, Mark.NOT_COMPARED]).worst is Mark.COMPATIBLE
    assert roll_up([Mark.NOT_COMPARED, Mark.ONE_SIDE]).worst is Mark.ONE_SIDE
    assert roll_up([Mark.NOT_COMPARED]).worst is Mark.NOT_COMPARED


# Asymmetry


def test_a_duty_asked_of_one_party_is_said() -> None:
    cell = position(OTHER, DAYS, ("30 days", {"bearers": frozenset({"ukraine"})}))
    found = asymmetry(cell, PRINCIPALS)
    assert found == Asymmetry(frozenset({"ukraine"}), own=False)
    assert Wording(ENGLISH, DAYS, PARTIES).asymmetry(found) == "Asked of Ukraine only."


@pytest.mark.parametrize("force", [OFFERS, ACCEPTS])
def test_a_duty_that_a_document_takes_on_itself_is_said_so(force: dict[str, object]) -> None:
    own = {"bearers": frozenset({"russia"}), **force}
    found = asymmetry(position(OTHER, DAYS, ("30 days", own)), PRINCIPALS)
    assert found == Asymmetry(frozenset({"russia"}), own=True)
    assert Wording(ENGLISH, DAYS, PARTIES).asymmetry(found) == "Undertaken by Russia alone."


def test_an_offer_about_the_other_party_is_not_undertaken_by_it() -> None:
    other = {"bearers": frozenset({"ukraine"}), **OFFERS}
    found = asymmetry(position(OTHER, DAYS, ("30 days", other)), PRINCIPALS)
    assert found == Asymmetry(frozenset({"ukraine"}), own=False)


@pytest.mark.parametrize("bearers", [set(), {"ukraine", "russia"}, {"turkey"}])
def test_a_duty_of_all_of_nobody_or_of_others_is_not_one_sided(bearers: set[str]) -> None:
    cell = position(OTHER, DAYS, ("30 days", {"bearers": frozenset(bearers)}))
    assert asymmetry(cell, PRINCIPALS) is None


def test_two_documents_of_one_side_do_not_stand_for_a_row_with_a_rival():
    own = Column("s", "the first side's statement", MEMO.parties)
    first = Column("f", "the first side's plan", own.parties)
    rival = Column("r", "the rival's plan", frozenset({"russia"}))
    cells = [
        Position(first, (term(DAYS, "30 days"),)),
        Position(own, (term(DAYS, "2 days"),)),
        Position(rival, (term(DAYS, "2 to 40 days"),)),
    ]
    row = compare_row(cells)
    assert [pair.worst.rule for pair in row.pairs] == [Rule.GAP, Rule.COMMON_PART, Rule.COMMON_PART]
    assert row.mark is Mark.COMPATIBLE
    assert compare_row(cells[:2]).mark is Mark.CONFLICT
