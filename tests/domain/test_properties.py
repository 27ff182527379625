"""What holds for every value and every pair: symmetry, totality, words."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.errors import DomainError
from proposals.domain.relations import Contested, Gap, Inverted, Relation, compare
from proposals.domain.rows import Pair, compare_positions, compare_row
from proposals.domain.rules import judge
from proposals.domain.terms import Alternative, Answer, Column, Position, Term
from proposals.domain.values import Range, Sequence, Text, Value
from proposals.domain.verdicts import Mark, Rule, Side, Verdict
from proposals.domain.vocabulary import Frame, Kind
from proposals.language.explanations import explain_pair
from proposals.language.wording import Wording
from tests.domain import strategies as some
from tests.support.english import ENGLISH

several = some.tries(60)
NAMES = {"ukraine": "Ukraine", "russia": "Russia"}
COLUMN = Column("c", "Ukraine's memorandum")


def _mirror(verdict: Verdict) -> Verdict:
    match clash := verdict.clash:
        case Gap():
            clash = replace(clash, left_below=not clash.left_below)
        case Contested():
            clash = Contested(clash.right_requires, clash.left_requires)
        case Inverted():
            clash = _mirrored_order(verdict, clash)
    relation = verdict.relation.mirrored if verdict.relation else None
    return replace(verdict, left=verdict.right, right=verdict.left, relation=relation, clash=clash)


def _mirrored_order(verdict: Verdict, clash: Inverted) -> Inverted:
    """Each pair as the other side puts it: later first, unless that side has both at once."""
    return Inverted(frozenset((b, a) for a, b in clash.pairs), clash.circle)


def test_every_kind_is_generated() -> None:
    assert set(some.FRAMES) == set(some.VALUES) == set(Kind)


@several
@given(some.position_pairs)
def test_verdicts_are_symmetric(cells: tuple[Position, Position]) -> None:
    left, right = cells
    there = compare_positions(left, right).verdicts
    back = compare_positions(right, left).verdicts
    mirrored = sorted(map(_plain, map(_mirror, back)))
    assert sorted(map(_plain, there)) == mirrored


def _plain(verdict: Verdict) -> str:
    """A verdict without the order of its sets; a common part in its own words."""
    clash: Any = verdict.clash
    match clash:
        case Inverted(pairs, circle):
            clash = (sorted(pairs), len(circle))
        case Contested(one, other):
            clash = (sorted(one), sorted(other))
        case Gap(size, unit, below):
            clash = (size, unit.factor if unit else 0, below)
    common = verdict.common
    shown = repr(sorted(map(str, _ends(common))))
    sides = [
        (str(s.alternative.option) if s.alternative else "", s.problem is not None)
        for s in _sides(verdict)
    ]
    return repr((verdict.rule, verdict.relation, clash, shown, sorted(verdict.differences), sides))


def _sides(verdict: Verdict) -> tuple[Side, Side]:
    return verdict.left, verdict.right


def _ends(value: Value | None) -> list[Any]:
    match value:
        case Range():
            return [*value.bounds, *value.edges_open]
        case None | Text():
            return []
        case Sequence(before, together):
            return [*before, *map(sorted, together)]
    return [sorted(part) if isinstance(part, frozenset) else part for part in vars(value).values()]


@several
@given(some.terms(some.any_value))
def test_an_alternative_agrees_with_itself(term: Term) -> None:
    side = Side(COLUMN, Alternative((Answer(term.value, (term,), case=term.case),)))
    expected = Rule.NOT_COMPARED if isinstance(term.value, Text) else Rule.AGREEMENT
    assert judge(side, side).rule is expected


@several
@given(some.any_value, some.any_value)
def test_any_two_values_relate_or_give_a_typed_error(left: Value, right: Value) -> None:
    try:
        found = compare(left, right)
    except DomainError:
        return
    assert (found.common is None) == (found.relation is Relation.APART)


@some.tries(150)
@given(some.position_pairs)
def test_any_two_positions_give_a_verdict(cells: tuple[Position, Position]) -> None:
    pair = compare_positions(*cells)
    assert pair.verdicts
    assert {pair.worst, pair.best} <= set(pair.verdicts)
    assert compare_positions(*cells) == pair
    assert pair.worst.mark in Mark


@several
@given(st.lists(some.any_position, max_size=5))
def test_any_row_gives_a_mark(cells: list[Position]) -> None:
    row = compare_row(cells)
    assert len(row.pairs) == len(cells) * (len(cells) - 1) // 2
    assert row.mark in Mark
    assert row.could_be_met_together is None or len(cells) > 1


@some.tries(150)
@given(some.position_pairs, st.sampled_from(some.FRAME_LIST))
def test_every_verdict_is_put_into_words_with_any_frame(
    cells: tuple[Position, Position], frame: Frame
) -> None:
    pair: Pair = compare_positions(*cells)
    text = explain_pair(pair, Wording(ENGLISH, frame, NAMES))
    assert text[:1].isupper() or not text[:1].isalpha()
    assert text.endswith((".", "!", "?", "…", "。", "؟", "।"))
    assert "  " not in text
