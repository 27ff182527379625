"""Answers in words and in boxes: what both say, how they are told apart, what is refused."""

import pytest

from proposals.domain.vocabulary import Entry, Frame, Kind, Measure, Unit
from proposals.web.admin.clause_page.box_values import fill_boxes, read_boxes
from proposals.web.admin.clause_page.boxes import draw_boxes
from proposals.web.admin.clause_page.value_input import combine_input, parse_words, write_words

DAY = Unit("day", "day", "days")
WEEK = Unit("week", "week", "weeks", base="day", factor=7)
LIST = tuple(Entry(key, key) for key in ("air", "land", "sea"))
RANGE = Frame(Kind.RANGE, unit=DAY, units=(DAY, WEEK))
CHOICE = Frame(Kind.CHOICE, LIST)
ITEMS = Frame(Kind.ITEMS, LIST)
SCALE = Frame(Kind.CHOICE, LIST, ordered=True)
TOP = Frame(Kind.RANGE, unit=DAY, units=(DAY, WEEK), top=Entry("for-good", "for good"))
LIMIT = Frame(
    Kind.RANGE, unit=DAY, units=(DAY, WEEK), top=Entry("none", "no limit"), measures=Measure.LIMIT
)
ORDER = Frame(Kind.SEQUENCE, LIST)
DATE = Frame(Kind.DATE)
PROSE = Frame(Kind.TEXT)

BOTH_WAYS = [
    (RANGE, "at least 30 days"),
    (RANGE, "at most 3 weeks"),
    (RANGE, "2 to 3 days"),
    (RANGE, "30 days"),
    (RANGE, "any number of days"),
    (CHOICE, "air"),
    (CHOICE, "air or sea"),
    (CHOICE, "any option"),
    (SCALE, "at least land"),
    (SCALE, "at most land"),
    (SCALE, "land"),
    (SCALE, "air or sea"),
    (SCALE, "any option"),
    (TOP, "for good"),
    (TOP, "at least 3 weeks"),
    (TOP, "any number of days"),
    (LIMIT, "at most 800 days"),
    (LIMIT, "600 to 800 days"),
    (LIMIT, "at most 3 weeks"),
    (LIMIT, "no limit"),
    (LIMIT, "any number of days"),
    (ITEMS, "air; not sea"),
    (ITEMS, "only land"),
    (ITEMS, "anything"),
    (DATE, "20 June 2025"),
    (DATE, "until 20 June 2025"),
    (DATE, "1 June 2025 to 20 June 2025"),
    (DATE, "any day"),
    (ORDER, "air, then land, then sea"),
    (ORDER, "air, then land together with sea"),
]


@pytest.mark.parametrize(("frame", "words"), BOTH_WAYS)
def test_boxes_show_what_words_say_and_read_back_as_the_same(frame, words):
    stored = parse_words(words, frame)
    boxes = fill_boxes(stored, frame)
    again = read_boxes(boxes, frame)
    assert again == stored
    assert write_words(stored, frame) == words


@pytest.mark.parametrize(("frame", "words"), BOTH_WAYS)
def test_a_page_that_is_sent_as_it_is_changes_nothing(frame, words):
    stored = parse_words(words, frame)
    found = combine_input(frame, words, fill_boxes(stored, frame), words)
    assert (found.stored, found.problem, found.by) == (stored, "", "")


@pytest.mark.parametrize("frame", [RANGE, TOP, LIMIT, CHOICE, SCALE, ITEMS, ORDER, DATE])
def test_empty_boxes_say_nothing(frame):
    assert read_boxes({}, frame) is None


@pytest.mark.parametrize(
    ("frame", "boxes", "words"),
    [
        (RANGE, {"low": ["30"], "unit": ["day"]}, "at least 30 days"),
        (RANGE, {"low": ["30"], "low_word": ["more_than"], "unit": ["week"]}, "more than 30 weeks"),
        (RANGE, {"high": ["6,000"], "high_word": ["at_most"]}, "at most 6,000 days"),
        (CHOICE, {"admits": ["sea", "air"]}, "air or sea"),
        (SCALE, {"at_least": ["land"], "at_most": [""]}, "at least land"),
        (SCALE, {"at_most": ["land"]}, "at most land"),
        (SCALE, {"at_least": ["land"], "at_most": ["land"]}, "land"),
        (SCALE, {"admits": ["sea", "air"], "at_least": [""], "at_most": [""]}, "air or sea"),
        (SCALE, {"admits": ["land", "sea"]}, "at least land"),
        (TOP, {"top": ["on"], "low": [""], "high": [""], "unit": ["week"]}, "for good"),
        (TOP, {"low": ["30"], "unit": ["day"]}, "at least 30 days"),
        (LIMIT, {"high": ["800"], "unit": ["day"]}, "at most 800 days"),
        (LIMIT, {"low": ["600"], "high": ["800"], "unit": ["day"]}, "600 to 800 days"),
        (LIMIT, {"top": ["on"]}, "no limit"),
        (ITEMS, {"item-air": ["required"], "item-sea": ["excluded"]}, "air; not sea"),
        (ITEMS, {"item-air": ["open"], "item-land": ["open"], "item-sea": ["open"]}, "anything"),
        (ORDER, {"step-sea": ["1"], "step-air": ["2"]}, "sea, then air"),
        (ORDER, {"step-sea": ["7"], "step-air": ["7"], "step-land": ["9"]},
         "air together with sea, then land"),
        (DATE, {"from": ["2025-06-01"], "to": [""]}, "from 1 June 2025"),
        (DATE, {"any": ["on"], "from": [""], "to": [""]}, "any day"),
    ],
)  # fmt: skip
def test_boxes_alone_make_an_answer(frame, boxes, words):
    found = combine_input(frame, "", boxes, "")
    assert (write_words(found.stored, frame), found.by) == (words, "boxes")


def test_words_that_changed_count_over_boxes_that_did_not():
    boxes = fill_boxes(parse_words("at least 30 days", RANGE), RANGE)
    found = combine_input(RANGE, "2-3 days", boxes, "at least 30 days")
    assert (found.stored, found.by) == ({"at_least": "2", "at_most": "3"}, "words")


def test_boxes_that_changed_count_over_words_that_did_not():
    found = combine_input(
        RANGE, "at least 30 days", {"high": ["9"], "unit": ["day"]}, "at least 30 days"
    )
    assert (found.stored, found.by) == ({"at_most": "9"}, "boxes")


def test_words_and_boxes_that_changed_alike_are_one_answer():
    found = combine_input(
        RANGE, "at most 9 days", {"high": ["9"], "unit": ["day"]}, "at least 30 days"
    )
    assert (found.stored, found.problem) == ({"at_most": "9"}, "")


def test_words_and_boxes_that_say_different_things_are_refused():
    found = combine_input(
        RANGE, "at most 8 days", {"high": ["9"], "unit": ["day"]}, "at least 30 days"
    )
    assert found.stored is None
    assert "change one of them only" in found.problem


def test_other_words_for_the_same_answer_are_no_change():
    boxes = {"high": ["9"], "unit": ["day"]}
    found = combine_input(RANGE, "no less than 30 days", boxes, "at least 30 days")
    assert (found.stored, found.by) == ({"at_most": "9"}, "boxes")


def test_emptied_words_leave_the_answer_to_the_boxes():
    found = combine_input(RANGE, "", {"high": ["9"], "unit": ["day"]}, "at least 30 days")
    assert found.stored == {"at_most": "9"}


@pytest.mark.parametrize(
    ("frame", "words", "boxes", "right"),
    [
        (RANGE, "for ever", None, "at least 30 days"),
        (RANGE, "", None, "at least 30 days"),
        (RANGE, "", {"low": ["soon"], "unit": ["day"]}, "at least 30 days"),
        (RANGE, "", {"low": ["9"], "high": ["3"], "unit": ["day"]}, "not above the upper end"),
        (RANGE, "", {"low": ["9"], "any": ["on"]}, "one of the two"),
        (RANGE, "", {"low": ["9"], "unit": ["acre"]}, "day, week"),
        (RANGE, "", {"top": ["on"]}, "at_least, more_than"),
        (TOP, "", {"top": ["on"], "low": ["9"]}, "one of the two"),
        (TOP, "", {"top": ["on"], "any": ["on"]}, "one of the two"),
        (TOP, "", {"high": ["9"], "high_word": ["top"]}, "a range has one end"),
        (LIMIT, "", {"low": ["600"], "unit": ["day"]}, "the limit 800"),
        (LIMIT, "", {"high": ["9"], "high_word": ["less_than"]}, "the limit 800"),
        (LIMIT, "", {"low": ["800"], "high": ["600"]}, "not above the upper end"),
        (SCALE, "", {"at_least": ["space"]}, "air, land, sea"),
        (SCALE, "", {"at_least": ["sea"], "at_most": ["air"]}, "not above the upper end"),
        (SCALE, "", {"at_least": ["sea"], "admits": ["air"]}, "one of the two"),
        (CHOICE, "", {"at_least": ["land"]}, "This field is required"),
        (RANGE, '{"at_least": 3', None, '{"at_least": 30}'),
        (RANGE, "{" * 100_000, None, "at_least"),
        (RANGE, '{"at_lest": 3}', None, "at_least, more_than, at_most"),
        (CHOICE, "", {"admits": ["space"]}, "air, land, sea"),
        (ITEMS, "space", None, "air and land"),
        (DATE, "soon", None, "20 June 2025"),
        (DATE, "", {"from": ["2025-06-20"], "to": ["2025-06-01"]}, "2025-06-20 or later"),
        (ORDER, "", {"step-air": ["first"]}, "1, 2, 3"),
        (ORDER, "", {"step-air": ["1"]}, "two steps or more"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_would_be_right(frame, words, boxes, right):
    found = combine_input(frame, words, boxes, "")
    assert found.stored is None
    assert right in found.problem


def test_an_answer_that_is_emptied_on_both_sides_is_missed():
    found = combine_input(CHOICE, "", {}, "air")
    assert "This field is required" in found.problem


def test_a_number_in_json_stays_exact():
    frame = Frame(Kind.RANGE, unit=Unit("share", "percent", "percent", whole=False))
    assert parse_words('{"at_most": 4.5}', frame) == {"at_most": "4.5"}


def test_an_order_of_several_strands_has_no_boxes():
    assert fill_boxes(parse_words("air, then land; air, then sea", ORDER), ORDER) is None


def test_prose_has_no_boxes():
    assert fill_boxes({"text": "As agreed."}, PROSE) is None


def test_a_stored_answer_that_no_longer_fits_is_shown_as_it_is_stored():
    assert write_words({"admits": ["space"]}, CHOICE) == '{"admits": ["space"]}'


def test_a_scale_offers_its_steps_as_ends_beside_the_ticks():
    ticks, *ends = draw_boxes(SCALE, {}, "").boxes
    assert [box.name for box in (ticks, *ends)] == ["admits", "at_least", "at_most"]
    assert all(
        [option.value for option in end.options] == ["", "air", "land", "sea"] for end in ends
    )


def test_a_choice_without_a_scale_offers_no_ends():
    assert [box.name for box in draw_boxes(CHOICE, {}, "").boxes] == ["admits"]


def test_a_range_with_a_top_offers_it_by_its_label():
    top = draw_boxes(TOP, {"top": ["on"]}, "").boxes[-1]
    assert (top.name, top.label, top.value) == ("top", "for good", "on")
    assert "top" not in [box.name for box in draw_boxes(RANGE, {}, "").boxes]


def test_a_question_for_a_limit_asks_for_the_limit():
    low, high, *_rest = draw_boxes(LIMIT, {}, "").boxes
    assert (low.label, high.label) == ("Lowest limit", "Limit")
    assert [option.value for option in (*low.options, *high.options)] == ["at_least", "at_most"]


@pytest.mark.parametrize("frame", [RANGE, TOP, LIMIT, CHOICE, SCALE, ITEMS, ORDER, DATE])
def test_every_box_has_a_name_and_a_label(frame):
    boxes = draw_boxes(frame, {}, "terms-0-part-").boxes
    assert boxes
    assert all(box.name.startswith("terms-0-part-") and box.label for box in boxes)
