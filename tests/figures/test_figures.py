"""The picture of a row: plain geometry and groups, from positions alone, at every extreme."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from proposals.comparisons import Colour, Row
from proposals.comparisons.document_names import short_names
from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.rows import compare_row
from proposals.domain.terms import Absence, AbsenceKind, Column, Force, Position, Term
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from proposals.exports.paper.scales import paper_scale
from proposals.figures import ChoiceFigure, ItemsFigure, ScaleFigure, StepsFigure, figure
from proposals.figures.breaks import scale_of
from proposals.language.languages import language_of
from proposals.language.wording import Wording
from proposals.models import Party
from tests.support import pages

DAY = Unit("day", "day", "days", minimum=Decimal(0))
WEEK = Unit("week", "week", "weeks", minimum=Decimal(0), base="day", factor=7)
DAYS = Frame(Kind.RANGE, unit=DAY, units=(DAY, WEEK))
DATES = Frame(Kind.DATE)
PARTIES = ("East", "West", "North", "South", "Centre")


def listed(kind, *labels):
    return Frame(kind, tuple(Entry(label, label) for label in labels))


def days(low=None, high=None, unit=DAY):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Range(*ends, unit)


def alternatives(**options):
    return tuple(Term(value, option=name) for name, value in options.items())


def row(frame, *answers):
    """A row in which each column gives a value, several terms, or nothing at all."""
    positions, cells = [], []
    for party, answer in zip(PARTIES, answers, strict=False):
        terms = answer if isinstance(answer, tuple) else (Term(answer),) if answer else ()
        silent = Absence(AbsenceKind.SILENT)
        position = Position(Column(party, f"{party}'s plan", frozenset({party})), terms, silent)
        document = SimpleNamespace(
            key=party,
            name=f"{party}'s plan",
            party_names=party,
            parties=(party,),
            colour=Colour(PARTIES.index(party) + 1),
        )
        positions.append(position)
        cells.append(SimpleNamespace(document=document, position=position))
    wording = Wording(language_of("en"), frame)
    return Row(None, tuple(cells), (), compare_row(positions), wording)


def scale(*answers, frame=DAYS):
    found = figure(row(frame, *answers))
    assert isinstance(found, ScaleFigure)
    return found


def labels(found):
    return [tick.label for tick in found.ticks]


def test_a_gap_lies_between_the_two_bars_and_is_printed():
    found = scale(days(30), days(2, 3))
    east, west = found.bars
    assert (found.gap.start, found.gap.end) == (west.end, east.start)
    assert found.gap.label == "gap: 27 days"
    assert found.common is None


def test_the_common_part_is_marked_and_printed():
    found = scale(days(10, 30), days(20, 60))
    assert (found.common.start, found.common.end) == (found.bars[1].start, found.bars[0].end)
    assert found.common.label == "in common: 20 to 30 days"
    assert found.gap is None


def test_what_all_admit_may_be_one_amount_only():
    found = scale(days(30), days(30, 30))
    assert found.common.width == 0
    assert found.bars[1].point
    assert not found.bars[0].point


def test_identical_ranges_give_equal_bars():
    one, other = scale(days(5, 9), days(5, 9)).bars
    assert (one.start, one.end) == (other.start, other.end)


def test_open_ends_run_to_the_edges_with_arrows_and_have_room_for_it():
    low, high = scale(days(None, 3), days(30)).bars
    assert low.open_left
    assert low.start < 8
    assert not low.open_right
    assert high.open_right
    assert high.end > 92
    assert not high.open_left
    assert low.width >= 14 <= high.width


def test_nothing_at_all_is_an_amount_like_others():
    found = scale(days(0, 0), days(10))
    assert found.bars[0].point
    assert labels(found) == ["0", "10 days"]


def test_a_short_bar_is_never_as_long_as_a_long_gap_and_the_gap_has_a_visible_cut():
    found = scale(days(30), days(2, 3))
    bar = found.bars[1]
    assert 0 < bar.width < found.gap.width
    (cut,) = found.cuts
    assert found.gap.start < cut < found.gap.end
    assert found.notes


def test_millions_beside_units_are_cut_where_they_lie_far_apart():
    found = scale(days(1, 1), days(2, 2), days(3_000_000, 3_000_000))
    first, second, last = (bar.start for bar in found.bars)
    assert (first, last) == (8, 92)
    assert second - first < last - second
    assert [second < cut < last for cut in found.cuts] == [True]
    assert labels(found)[-1] == "3,000,000 days"


def test_a_bar_across_a_cut_is_cut_too():
    found = scale(days(1, 2), days(2, 3_000_000))
    assert found.bars[0].cuts == ()
    assert found.bars[1].cuts == found.cuts != ()


@pytest.mark.parametrize(
    "points",
    [
        [0, 1, 30],
        [0, 1, 2, 1000, 5000],
        [0, 3, 4, 400, 401, 90_000],
        [0, 1, 100, 201],
        [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
        [0, 25, 100],
    ],
)
def test_longer_stretches_are_drawn_longer_and_whole_ones_in_proportion(points):
    drawn = scale_of([Fraction(point) for point in points])
    ends = [drawn.places[Fraction(point)] for point in points]
    stretches = [
        (b - a, drawn_b - drawn_a, any(drawn_a < cut < drawn_b for cut in drawn.cuts))
        for (a, b), (drawn_a, drawn_b) in zip(pairwise(points), pairwise(ends), strict=True)
    ]
    for (one, wide, cut), (other, other_wide, other_cut) in combinations(stretches, 2):
        if one != other:
            assert (one < other) == (wide < other_wide)
        if not cut and not other_cut:
            assert wide / other_wide == pytest.approx(one / other, rel=0.02)
    assert min(wide for _, wide, _ in stretches) >= 3.3


def test_amounts_that_can_be_told_apart_are_drawn_to_scale():
    found = scale(days(0, 0), days(25, 25), days(100, 100))
    assert found.cuts == ()
    assert [bar.start for bar in found.bars] == [8, 29, 92]


def test_different_units_share_the_scale_of_their_base():
    assert labels(scale(days(2, 3, WEEK), days(30))) == ["14", "21", "30 days"]


def test_one_unit_for_all_keeps_its_own_numbers():
    assert labels(scale(days(2, 3, WEEK), days(5, 5, WEEK))) == ["2", "3", "5 weeks"]


def test_amounts_that_do_not_convert_are_not_drawn_on_one_scale():
    mile = Unit("mile", "mile", "miles")
    assert figure(row(DAYS, days(1), days(1, 2, mile))) is None


def test_dates_are_drawn_with_the_days_between_them():
    found = scale(DateSpan(None, date(2031, 6, 20)), DateSpan(date(2031, 6, 30), None), frame=DATES)
    assert labels(found) == ["20 June 2031", "30 June 2031"]
    assert found.gap.label == "gap: 10 days"


def test_words_that_would_touch_stand_on_different_levels():
    days_of_june = [DateSpan(date(2031, 6, n), date(2031, 6, n)) for n in (1, 2, 3, 4, 5)]
    ticks = scale(*days_of_june, frame=DATES).ticks
    assert len({tick.level for tick in ticks}) > 1
    assert {tick.anchor for tick in ticks} == {"start", "middle", "end"}


def test_several_columns_name_the_pair_that_the_gap_lies_between():
    assert scale(days(30), days(30), days(2, 3)).gap.label == "gap: 27 days (East / North)"


def test_each_alternative_has_a_bar_with_its_name():
    found = scale(alternatives(First=days(1, 2), Second=days(9)), days(30))
    assert [bar.name for bar in found.bars] == ["East (First)", "East (Second)", "West"]
    assert (
        found.text
        == "East (First): 1 to 2 days; East (Second): at least 9 days; West: at least 30 days"
    )


def test_a_long_name_is_whole_in_the_drawing_and_on_paper():
    name = "A way that goes on and on and on and on and on and on and on and on and on"
    found = scale(alternatives(**{name: days(1), "Short": days(2)}), days(3))
    assert found.bars[0].name == f"East ({name})"
    assert not found.beside
    lines = [words for _high, words in paper_scale(found, grey=False).bars[0].names]
    assert " ".join(lines) == f"East ({name})"
    assert len(lines) > 1


def test_no_word_on_paper_stands_where_something_is_drawn():
    found = scale(alternatives(**{"A way that goes on and on": days(1, 9), "B": days(2)}), days(30))
    drawn = paper_scale(found, grey=True)
    for bar in drawn.bars:
        assert all(high < bar.gap[1] for high, _words in bar.names)
    lanes = [(bar.gap[1], bar.gap[1] + bar.gap[3]) for bar in drawn.bars]
    names = [high for bar in drawn.bars for high, _words in bar.names]
    assert not any(top < name - 7 < foot for name in names for top, foot in lanes)
    assert all(high > drawn.axis[2] for _at, high, _anchor, _word in drawn.words)


def test_names_are_those_of_parties_or_of_documents_never_mixed():
    one, other = Party(key="a", name="A"), Party(key="b", name="B")

    def document(name, *parties):
        names = ", ".join(party.name for party in parties)
        return SimpleNamespace(name=name, parties=parties, party_names=names)

    plans = [document("A's plan", one), document("B's plan", other)]
    assert short_names(plans) == ["A", "B"]
    for further in (document("A's letter", one), document("the accord", one, other)):
        assert short_names([*plans, further]) == ["A's plan", "B's plan", further.name]


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_every_bar_stays_within_the_drawing(columns):
    found = scale(*(days(n, n * 1000 + 1) for n in range(columns)))
    assert all(0 <= bar.start <= bar.end <= 100 for bar in found.bars)
    paper = paper_scale(found, grey=False)
    assert all(bar.box[1] < paper.axis[2] < paper.height for bar in paper.bars)


@pytest.mark.parametrize("columns", [0, 1])
def test_no_picture_unless_two_columns_speak(columns):
    assert figure(row(DAYS, *[days(30)] * columns, None, None)) is None


def test_prose_and_amounts_without_an_end_have_no_picture():
    assert figure(row(Frame(Kind.TEXT), Text("words"), Text("other words"))) is None
    assert figure(row(DATES, DateSpan(None, None), DateSpan(None, None))) is None


def told(found):
    """The lines of a figure of a list, group by group."""
    return [[f"{line.who}: {line.items}" for line in group.lines] for group in found.groups]


def test_an_option_that_several_admit_is_named_with_them():
    frame = listed(Kind.CHOICE, "open", "closed", "shared", "sold")
    found = figure(row(frame, Choice({"open"}), Choice({"open", "closed"})))
    assert isinstance(found, ChoiceFigure)
    assert told(found) == [["Both admit: open"]]


def test_options_that_only_repeat_the_answers_beside_them_are_not_drawn():
    frame = listed(Kind.CHOICE, "open", "closed", "shared")
    assert figure(row(frame, Choice({"open"}), Choice({"closed"}))) is None


def test_an_option_of_one_alternative_says_which():
    frame = listed(Kind.CHOICE, "open", "closed")
    both = alternatives(First=Choice({"open"}), Second=Choice({"closed"}))
    found = figure(row(frame, both, Choice({"open"})))
    assert told(found) == [["East (First) and West admit: open"]]


def test_what_both_want_comes_first_then_who_wants_what_the_other_refuses():
    frame = listed(Kind.ITEMS, "air", "land", "sea", "space")
    found = figure(row(frame, Items({"air", "land"}), Items({"land", "sea"}, {"air"})))
    assert isinstance(found, ItemsFigure)
    assert told(found) == [["Both want: land"], ["East wants: air", "West refuses: air"]]
    assert [group.kind for group in found.groups] == ["shared", "contested"]


def test_what_one_alternative_alone_says_names_it_also_where_the_others_are_silent():
    frame = listed(Kind.ITEMS, "air", "land", "sea")
    alone = alternatives(Second=Items(excluded={"air"}))
    found = figure(row(frame, Items({"air"}), alone))
    assert told(found) == [["East wants: air", "West (Second) refuses: air"]]


def test_a_list_that_is_refused_as_a_whole_is_printed_once_and_whole():
    names = [f"item-{n}" for n in range(30)]
    found = figure(row(listed(Kind.ITEMS, *names), Items(set(names)), Items(excluded=set(names))))
    assert told(found) == [[f"East wants: {', '.join(names)}", "West refuses: all of these"]]


def test_items_of_which_none_is_shared_or_contested_are_not_drawn():
    frame = listed(Kind.ITEMS, "air", "land", "sea")
    assert figure(row(frame, Items({"air"}), Items({"sea"}))) is None
    assert (
        figure(row(frame, Items({"air"}), Items({"sea"}), None, Items(excluded={"land"}))) is None
    )


def test_what_documents_of_one_party_share_is_not_drawn():
    frame = listed(Kind.ITEMS, "air", "sea")
    one = row(frame, Items({"sea"}), Items({"sea"}))
    for cell in one.cells:
        column = replace(cell.position.column, parties=frozenset({"East"}))
        cell.position = replace(cell.position, column=column)
    assert figure(one) is None


def test_items_that_all_refuse_are_shared_and_it_says_so():
    frame = listed(Kind.ITEMS, "air", "sea")
    refusing = Items(excluded={"sea"})
    assert told(figure(row(frame, refusing, refusing))) == [["Both refuse: sea"]]
    assert told(figure(row(frame, refusing, refusing, refusing))) == [["All refuse: sea"]]


def test_what_those_who_speak_share_is_not_said_of_those_who_are_silent():
    frame = listed(Kind.ITEMS, "air", "sea")
    found = figure(row(frame, Items({"sea"}), None, Items({"sea"})))
    assert told(found) == [["East and North want: sea"]]


def test_items_of_one_alternative_are_not_said_to_be_wanted_in_all():
    frame = listed(Kind.ITEMS, "air", "sea")
    both = alternatives(First=Items({"air"}), Second=Items({"sea"}))
    found = figure(row(frame, both, Items({"air"})))
    assert told(found) == [["East (First) and West want: air"]]


def test_a_weaker_way_to_put_a_point_forward_keeps_its_verb():
    frame = listed(Kind.ITEMS, "air", "sea")
    offer = (Term(Items({"sea"}), Force.OFFERS),)
    assert told(figure(row(frame, Items({"sea"}), offer))) == [["East wants, West offers: sea"]]
    refusal = (Term(Items(excluded={"sea"}), Force.OFFERS),)
    lines = [["East wants: sea", "West offers to rule out: sea"]]
    assert told(figure(row(frame, Items({"sea"}), refusal))) == lines


STAGES = ScopeList(
    (ScopeEntry("one", "stage one", partition="s"), ScopeEntry("two", "stage two", partition="s"))
)


def staged(**values):
    return tuple(Term(value, case=STAGES.case(name)) for name, value in values.items())


def test_what_is_wanted_in_two_stages_is_never_put_together():
    frame = listed(Kind.ITEMS, "air", "sea")
    apart = row(frame, staged(one=Items({"sea"})), staged(two=Items({"sea"})))
    assert figure(apart) is None
    against = row(frame, staged(one=Items({"sea"})), staged(two=Items(excluded={"sea"})))
    assert figure(against) is None


def test_what_is_shared_in_each_stage_is_told_stage_by_stage():
    frame = listed(Kind.ITEMS, "air", "land", "sea")
    both = staged(one=Items({"air"}), two=Items({"sea"}, {"land"}))
    other = staged(one=Items({"air"}), two=Items({"land", "sea"}))
    assert told(figure(row(frame, both, other))) == [
        ["Both want (stage one): air"],
        ["Both want (stage two): sea"],
        ["West (stage two) wants: land", "East (stage two) refuses: land"],
    ]


def test_an_item_that_is_shared_in_one_stage_and_contested_in_another_is_told_in_both():
    frame = listed(Kind.ITEMS, "air", "sea")
    both = staged(one=Items({"air"}), two=Items({"air"}))
    other = staged(one=Items({"air"}), two=Items(excluded={"air"}))
    assert told(figure(row(frame, both, other))) == [
        ["Both want (stage one): air"],
        ["East (stage two) wants: air", "West (stage two) refuses: air"],
    ]


def test_entries_go_by_their_short_labels():
    frame = Frame(Kind.ITEMS, (Entry("sea", "a demilitarised sea", "sea"),))
    assert told(figure(row(frame, Items({"sea"}), Items({"sea"})))) == [["Both want: sea"]]


def test_each_item_of_many_columns_that_is_contested_is_named_once_as_wanted():
    names = [f"item-{n}" for n in range(20)]
    answers = [Items(set(names[n * 4 : n * 4 + 8])) for n in range(4)]
    found = figure(row(listed(Kind.ITEMS, *names), *answers, Items(excluded=set(names))))
    assert sorted(key for group in found.groups for key in group.keys) == sorted(names)


STEPS = listed(Kind.SEQUENCE, "truce", "talks", "treaty", "vote")


def order(*chains):
    return Sequence.from_chains(
        [[frozenset(step.split("+")) for step in chain.split(">")] for chain in chains]
    )


def lanes(found):
    assert isinstance(found, StepsFigure)
    return [
        [
            ["+".join(f"{step.label}{'!' * step.inverted}" for step in place) for place in chain]
            for chain in lane.chains
        ]
        for lane in found.lanes
    ]


def test_the_steps_that_two_orders_invert_are_marked():
    found = figure(row(STEPS, order("truce>talks>treaty"), order("talks>truce>vote")))
    assert lanes(found) == [[["truce!", "talks!", "treaty"]], [["talks!", "truce!", "vote"]]]
    assert found.inverted


def test_orders_that_can_both_hold_have_no_mark():
    found = figure(row(STEPS, order("truce>talks"), order("talks>treaty")))
    assert not found.inverted
    assert "!" not in str(lanes(found))


def test_steps_at_once_stand_at_one_number():
    found = figure(row(STEPS, order("truce+vote>talks"), order("truce>talks")))
    assert lanes(found)[0] == [["truce+vote", "talks"]]


def test_only_the_chain_that_holds_both_steps_is_marked():
    found = figure(row(STEPS, order("truce>talks", "truce>vote"), order("talks>truce")))
    assert lanes(found)[0] == [["truce!", "talks!"], ["truce", "vote"]]


def drawn(found):
    return render_to_string(found.template, {"figure": found})


def test_a_scale_is_one_picture_with_its_words_and_no_inline_style():
    root = pages.parsed(drawn(scale(days(30), days(2, 3))))
    (picture,) = root.xpath("//*[@role='img']")
    assert picture.get("aria-label") == "East: at least 30 days; West: 2 to 3 days"
    assert not root.xpath("//@style")
    assert "gap: 27 days" in pages.text_of(root)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_places_are_written_with_a_point_in_every_language(language):
    with override(language):
        text = drawn(scale(days(0, 0), days(25, 26), days(1000, 1001), days(7, 9)))
    places = re.findall(r'(?:x|x1|cx|width|height)="([^"]+)"', text)
    assert places
    assert all(re.fullmatch(r"\d+(\.\d+)?(em|%)?", place) for place in places)


def test_names_and_options_from_the_data_are_escaped():
    sly = "<script>alert(1)</script>"
    found = scale(alternatives(**{sly: days(1), "Other": days(2)}), days(3))
    assert "<script" not in drawn(found)


def test_lines_of_stances_stand_on_the_edge_of_their_party():
    frame = listed(Kind.ITEMS, "air", "sea")
    root = pages.parsed(drawn(figure(row(frame, Items({"sea"}), Items(excluded={"sea"})))))
    lines = root.xpath("//p[starts-with(@class, 'stance')]")
    assert [line.get("class") for line in lines] == ["stance party-1", "stance party-2"]
    assert [pages.text_of(line) for line in lines] == ["East wants: sea", "West refuses: sea"]


def test_an_order_of_many_steps_is_whole():
    steps = [f"step-{n}" for n in range(30)]
    root = pages.parsed(
        drawn(
            figure(
                row(listed(Kind.SEQUENCE, *steps), order(">".join(steps)), order("step-0>step-1"))
            )
        )
    )
    assert len(root.xpath("//li")) == 32
    assert not root.xpath("//*[contains(concat(' ', @class, ' '), ' long ')]")


def test_a_mark_of_inversion_has_words():
    found = figure(row(STEPS, order("truce>talks"), order("talks>truce")))
    marks = pages.parsed(drawn(found)).xpath("//*[@class='turned']/@aria-label")
    assert len(marks) == 4
    assert set(marks) == {"the other way round elsewhere"}
