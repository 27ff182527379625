"""The picture of a row: plain geometry and groups, from positions alone, at every extreme."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from proposals.comparisons import Colour, Row
from proposals.domain.rows import compare_row
from proposals.domain.terms import Absence, AbsenceKind, Column, Position, Term
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from proposals.figures import ChoiceFigure, ItemsFigure, ScaleFigure, StepsFigure, figure
from proposals.language.languages import language_of
from proposals.language.wording import Wording
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


def test_open_ends_run_to_the_edges_with_arrows():
    low, high = scale(days(None, 3), days(30)).bars
    assert low.open_left
    assert low.start < 8
    assert not low.open_right
    assert high.open_right
    assert high.end > 92
    assert not high.open_left


def test_nothing_at_all_is_an_amount_like_others():
    found = scale(days(0, 0), days(10))
    assert found.bars[0].point
    assert labels(found) == ["0", "10 days"]


def test_millions_beside_units_are_spaced_evenly_and_it_says_so():
    found = scale(days(1, 1), days(2, 2), days(3_000_000, 3_000_000))
    assert not found.proportional
    assert [bar.start for bar in found.bars] == [8, 50, 92]
    assert labels(found)[-1] == "3,000,000 days"


def test_amounts_that_can_be_told_apart_are_drawn_to_scale():
    found = scale(days(0, 0), days(25, 25), days(100, 100))
    assert found.proportional
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


def test_a_name_too_long_for_the_drawing_is_cut_there_and_whole_in_the_words():
    name = "A way that goes on and on and on and on"
    found = scale(alternatives(**{name: days(1), "Short": days(2)}), days(3))
    assert found.bars[0].name.endswith("…")
    assert name in found.text


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_every_bar_stays_within_the_drawing(columns):
    found = scale(*(days(n, n * 1000 + 1) for n in range(columns)))
    assert all(0 <= bar.start <= bar.end <= 100 for bar in found.bars)
    assert found.bars[-1].middle < found.axis < found.height


@pytest.mark.parametrize("columns", [0, 1])
def test_no_picture_unless_two_columns_speak(columns):
    assert figure(row(DAYS, *[days(30)] * columns, None, None)) is None


def test_prose_and_amounts_without_an_end_have_no_picture():
    assert figure(row(Frame(Kind.TEXT), Text("words"), Text("other words"))) is None
    assert figure(row(DATES, DateSpan(None, None), DateSpan(None, None))) is None


def test_each_option_carries_the_marks_of_the_columns_that_admit_it():
    frame = listed(Kind.CHOICE, "open", "closed", "shared", "sold")
    found = figure(row(frame, Choice({"open"}), Choice({"open", "closed"})))
    assert isinstance(found, ChoiceFigure)
    marks = [(option.label, [h.name for h in option.holders]) for option in found.options]
    assert marks == [("open", ["East", "West"]), ("closed", ["West"])]
    assert found.others == "shared or sold"


def test_an_option_of_one_alternative_says_which():
    frame = listed(Kind.CHOICE, "open", "closed")
    both = alternatives(First=Choice({"open"}), Second=Choice({"closed"}))
    found = figure(row(frame, both, Choice({"open"})))
    assert [holder.options for holder in found.options[0].holders] == ["First", ""]


def groups(found):
    assert isinstance(found, ItemsFigure)
    return {
        group.kind: (
            [holder.name for holder in group.required],
            [holder.name for holder in group.excluded],
            list(group.items),
        )
        for group in found.groups
    }


def test_items_stand_in_three_groups_contested_first():
    frame = listed(Kind.ITEMS, "air", "land", "sea", "space")
    found = figure(row(frame, Items({"air", "land"}), Items({"land", "sea"}, {"air"})))
    assert groups(found) == {
        "contested": (["East"], ["West"], ["air"]),
        "shared": ([], [], ["land"]),
        "single": (["West"], [], ["sea"]),
    }
    assert [group.kind for group in found.groups] == ["contested", "shared", "single"]


def test_items_that_all_rule_out_are_shared_and_it_says_so():
    frame = listed(Kind.ITEMS, "air", "sea")
    found = figure(row(frame, Items(excluded={"sea"}), Items(excluded={"sea"})))
    assert [group.title for group in found.groups] == ["Ruled out by all"]


def test_what_those_who_speak_share_is_not_said_of_those_who_are_silent():
    frame = listed(Kind.ITEMS, "air", "sea")
    found = figure(row(frame, Items({"sea"}), None, Items({"sea"})))
    assert [group.title for group in found.groups] == ["In common"]
    assert groups(found)["shared"][0] == ["East", "North"]


def test_items_of_one_alternative_are_not_shared():
    frame = listed(Kind.ITEMS, "air", "sea")
    both = alternatives(First=Items({"air"}), Second=Items({"sea"}))
    found = figure(row(frame, both, Items({"air"})))
    assert "shared" not in groups(found)


def test_twenty_items_in_five_columns_are_each_named_once():
    names = [f"item-{n}" for n in range(20)]
    answers = [Items(set(names[n * 4 : n * 4 + 8])) for n in range(4)]
    found = figure(row(listed(Kind.ITEMS, *names), *answers, Items(excluded=set(names))))
    assert sorted(name for group in found.groups for name in group.items) == sorted(names)


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


def test_a_mark_of_inversion_has_words():
    found = figure(row(STEPS, order("truce>talks"), order("talks>truce")))
    marks = pages.parsed(drawn(found)).xpath("//*[@class='turned']/@aria-label")
    assert len(marks) == 4
    assert set(marks) == {"the other way round elsewhere"}
