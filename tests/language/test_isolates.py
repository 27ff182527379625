"""Names that run from the right inside English sentences: each stays in the place of its slot."""

from datetime import date
from decimal import Decimal

import pytest

from proposals.domain.vocabulary import Unit
from proposals.language.base import Language
from proposals.language.languages import LANGUAGES
from proposals.language.value_parser import parse
from sources.text_directions import FSI, LRM, PDI, RLM, TextDirection
from tests.domain.examples import DAYS
from tests.support.english import ENGLISH, write

PALM, WELLS = "واحة النخيل", "כפר הבארות"
I_PALM, I_WELLS = f"{FSI}{PALM}{PDI}", f"{FSI}{WELLS}{PDI}"


class Arabic(type(ENGLISH)):  # type: ignore[misc]
    """English patterns for readers from the right: what a slot does there, whatever the words."""

    code = "ar"


def test_two_names_stand_where_their_slots_are():
    left = ENGLISH.text("both_state", left=f"{PALM} (S 1)", right=WELLS)
    assert left == f"{LRM}{FSI}{PALM} (S 1){PDI}; {I_WELLS}"


def test_a_sentence_is_put_together_from_isolated_parts_once():
    listed = ENGLISH.listed([PALM, "Norsund", WELLS], "list.and")
    sentence = ENGLISH.sentence(ENGLISH.text("bearer_unsaid", "one", name=WELLS, bearers=listed))
    assert sentence == f"Only {I_WELLS} says who must act: {I_PALM}, Norsund and {I_WELLS}."


def test_notes_in_brackets_keep_their_brackets():
    text = ENGLISH.text("aside", statement="at least 60 days", notes="في السنة (أ)")
    assert text == f"at least 60 days ({FSI}في السنة (أ){PDI})"


def test_a_number_stands_before_its_unit_and_the_line_runs_from_the_left():
    unit = Unit("yawm", "يوم", "أيام")
    assert ENGLISH.amount(Decimal(60), unit) == f"{LRM}60 {FSI}أيام{PDI}"
    assert ENGLISH.text("range.at_least", low=ENGLISH.amount(Decimal(60), unit)) == (
        f"at least 60 {FSI}أيام{PDI}"
    )


def test_a_full_stop_that_an_isolated_text_has_is_not_doubled():
    assert ENGLISH.sentence(f"It waits for {FSI}فتح البئر.{PDI}") == (
        f"It waits for {FSI}فتح البئر.{PDI}"
    )


def test_latin_cyrillic_and_georgian_names_are_left_alone():
    for name in ("Norsund", "Україна", "თოვლის მხარე", "Λιμναία (2)"):
        assert FSI not in ENGLISH.text("only_speaker.rest", name=name)


def test_a_language_from_the_right_isolates_names_from_the_left_only():
    arabic: Language = Arabic()
    assert arabic.direction is TextDirection.RIGHT_TO_LEFT
    assert arabic.joined([PALM, "Norsund"], "list.comma") == f"{PALM}, {FSI}Norsund{PDI}"
    assert arabic.joined(["Norsund", PALM], "list.comma") == f"{RLM}{FSI}Norsund{PDI}, {PALM}"
    assert arabic.number(Decimal(30)) == "30"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_its_direction(code):
    assert LANGUAGES[code].direction in TextDirection


def test_what_is_written_with_isolates_is_read_back():
    value = parse("at least 30 days", DAYS, ENGLISH)
    assert parse(f"{LRM}at least {FSI}30 days{PDI}", DAYS, ENGLISH) == value
    assert write(value, DAYS) == "at least 30 days"


def test_a_day_is_written_without_isolates():
    assert ENGLISH.day(date(2025, 5, 31)) == "31 May 2025"
