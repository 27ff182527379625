"""What became of a question between two texts, in words: each change in each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from proposals.domain.approaches import Direction
from proposals.domain.changes import SET_CHANGES, Change, NotComputedBecause, Seen
from proposals.domain.errors import ErrorCode
from proposals.domain.movement import Movement, movement
from proposals.domain.terms import Absence, AbsenceKind, Column, Position
from proposals.domain.verdicts import Qualifier, Rule, ScopeDifference
from proposals.domain.vocabulary import Entry, Frame, Kind
from proposals.language.approaches import approach_sentence, gaps_sentence
from proposals.language.base import Language
from proposals.language.languages import LANGUAGES
from proposals.language.movement_keys import MOVEMENT_KEYS
from proposals.language.movements import (
    change_label,
    explain_movement,
    movement_label,
    movement_sentence,
)
from proposals.language.patterns import literals
from proposals.language.wording import Wording
from tests.domain.examples import (
    BRACKETED,
    CAP,
    CHOICE,
    DATE,
    DAYS,
    EXPECTS,
    ITEMS,
    LENGTH,
    OFFERS,
    OTHER,
    PARTIES,
    PEACETIME,
    SCALE,
    SEQUENCE,
    SHARE,
    TALKS,
    TEXT,
    TIED,
    Said,
    position,
    rejecting,
    scope,
)
from tests.domain.row_samples import NAMES, QUESTIONS, ROWS, positions_of, rows_by_chance
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.english import ENGLISH

FIRST = Column("draft-1", "the first draft", frozenset({"ukraine"}))
SECOND = Column("draft-2", "the second draft", frozenset({"ukraine"}))
EVERY = (*LANGUAGES.values(), MADE_UP)
BY_RUSSIA = {"bearers": frozenset({"russia"})}
BY_UKRAINE = {"bearers": frozenset({"ukraine"})}
AIR_AND_SEA = {"requires": ["air", "sea"]}
NO_AIR_OR_SEA = {"excludes": ["air", "sea"]}
IN_ORDER = {"chains": [["ceasefire", "talks", "exchange"]]}
TALKS_FIRST = {"chains": [["talks", "ceasefire", "exchange"]]}
CEASEFIRE_LAST = {"chains": [["talks", "exchange", "ceasefire"]]}
CIRCLES = (
    {"chains": [["ceasefire", "talks"]]},
    {"chains": [["talks", "exchange"]]},
    {"chains": [["exchange", "withdrawal"], ["withdrawal", "ceasefire"]]},
)
PHASES = [
    [("at most 5 days", scope("phase-1")), (f"at most {n} days", scope("phase-2"))] for n in (9, 12)
]

Example = tuple[Frame, Said, Said, tuple[Said, ...], str]

EXAMPLES: list[Example] = [
    (CAP, ("at most 600000 soldiers", PEACETIME), ("at most 800000 soldiers", PEACETIME),
     (("at most 1000000 soldiers", PEACETIME),),
     "The limit went from 600,000 soldiers to 800,000 soldiers (in peacetime): 200,000 soldiers "
     "closer to Russia's memorandum. From 400,000 soldiers apart to 200,000."),
    (CAP, "at most 600000 soldiers", "at most 800000 soldiers", ("no limit",),
     "The limit went from 600,000 soldiers to 800,000 soldiers: closer to Russia's memorandum."),
    (CAP, "at most 800000 soldiers", "at most 600000 soldiers", ("no limit",),
     "The limit went from 800,000 soldiers to 600,000 soldiers: further from Russia's memorandum."),
    (DAYS, "3 days", "13 days", ("at least 30 days", "4 days"),
     "The number went from 3 days to 13 days. 10 days closer to Russia's memorandum. From 27 days "
     "apart to 17. 8 days further from the Russian delegation's statements. From 1 day apart to "
     "9."),
    (DAYS, "3 days", "57 days", ("30 days",),
     "The number went from 3 days to 57 days: as far from Russia's memorandum as before (27 days "
     "apart)."),
    (DAYS, "at least 30 days", "at least 20 days", ("20 days",),
     "Wider, from at least 30 days to at least 20 days: meets Russia's memorandum now (10 days "
     "apart before)."),
    (DAYS, "at least 20 days", "at least 30 days", ("20 days",),
     "Narrower, from at least 20 days to at least 30 days: no longer meets Russia's memorandum (10 "
     "days apart now)."),
    (DAYS, "at least 30 days", "at least 20 days", (("20 days", TIED),),
     "Wider, from at least 30 days to at least 20 days: no longer apart from Russia's memorandum, "
     "but different in the condition."),
    (DAYS, "at least 10 days", "at least 20 days", (("30 days", EXPECTS),),
     "Narrower, from at least 10 days to at least 20 days: not apart from Russia's memorandum, as "
     "before, but different in force."),
    (DAYS, "at least 10 days", "at least 20 days", ("30 days",),
     "Narrower, from at least 10 days to at least 20 days: meets Russia's memorandum, as before."),
    (DAYS, "10 to 30 days", "20 to 40 days", ("20 to 40 days",),
     "The answer went from “10 to 30 days” to “20 to 40 days”: the same as Russia's memorandum "
     "now."),
    (LENGTH, "30 days", "a permanent truce", ("at least 60 days",),
     "The answer went from “exactly 30 days” to “a permanent truce”: meets Russia's memorandum now "
     "(30 days apart before)."),
    (CAP, "at most 600000 soldiers", "no limit", ("at most 5 soldiers",),
     "The limit went from 600,000 soldiers to no limit: further from Russia's memorandum."),
    (SHARE, "30 %", {"any": True}, (), "Wider, from “exactly 30 %” to “any number of %”."),
    (DAYS, ["30 days", ("5 days", scope("front"))], ["60 days", ("5 days", scope("front"))], (),
     "The number went from 30 days to 60 days (except: the sectors of the front)."),
    (SHARE, "30 %", "20 %", ("10 %",),
     "The number went from 30 % to 20 %: 10 percentage points closer to Russia's memorandum. From "
     "20 percentage points apart to 10."),
    (DATE, "1 June 2025", "10 June 2025", ("20 June 2025",),
     "The date went from 1 June 2025 to 10 June 2025: 9 days closer to Russia's memorandum. From "
     "19 days apart to 10."),
    (ITEMS, AIR_AND_SEA, {"requires": ["air"]}, (NO_AIR_OR_SEA,),
     "Wider, from “a halt in the air and a halt at sea” to “a halt in the air”: closer to Russia's "
     "memorandum (2 contested points before, 1 contested point now)."),
    (ITEMS, {"requires": ["air"]}, AIR_AND_SEA, (NO_AIR_OR_SEA,),
     "Narrower, from “a halt in the air” to “a halt in the air and a halt at sea”: further from "
     "Russia's memorandum (1 contested point before, 2 contested points now)."),
    (ITEMS, {"requires": ["air"]}, {"requires": ["sea"]}, (NO_AIR_OR_SEA,),
     "The answer went from “a halt in the air” to “a halt at sea”: as far from Russia's memorandum "
     "as before (1 contested point)."),
    (SEQUENCE, IN_ORDER, TALKS_FIRST, (CEASEFIRE_LAST,),
     "The answer went from “a ceasefire, then talks on territory, then an exchange of prisoners” "
     "to “talks on territory, then a ceasefire, then an exchange of prisoners”: closer to Russia's "
     "memorandum (2 pairs of steps in another order before, 1 pair of steps in another order "
     "now)."),
    (SCALE, {"admits": ["none"]}, {"admits": ["some"]}, ({"admits": ["all"]},),
     "The answer went from “no sanction lifted” to “some sanctions lifted”: 1 step closer to "
     "Russia's memorandum. From 2 steps apart to 1."),
    (CHOICE, {"admits": ["un"]}, {"admits": ["two-sides"]}, ({"admits": ["third-countries"]},),
     "The answer went from “monitoring by the United Nations” to “monitoring by the two sides "
     "alone”: does not meet Russia's memorandum, as before."),
    (DAYS, "30 days", "30 days", (), "The answer is the same in both texts."),
    (DAYS, "30 days", ("30 days", OFFERS), (),
     "The answer is the same, put forward in another way: first “asks for 30 days”, then “offers "
     "30 days”."),
    (TEXT, {"text": "Soon."}, ({"text": "Soon."}, OFFERS), (),
     "The answer is the same, put forward in another way: first “asks for”, then “offers”."),
    (DAYS, "30 days", ("30 days", BRACKETED), (),
     "The answer is the same, now in brackets, not firm yet."),
    (DAYS, ("30 days", BRACKETED), "30 days", (), "The answer is the same, no longer in brackets."),
    (DAYS, [("5 days", scope("phase-1") | BRACKETED), ("5 days", scope("phase-2"))],
     [("5 days", scope("phase-1")), ("5 days", scope("phase-2") | BRACKETED)], (),
     "The answer is the same; what was firm is in brackets, and what was in brackets is firm."),
    (DAYS, "30 days", ("30 days", OFFERS | TIED), (),
     "The answer is the same; the texts differ in the condition and force. Put forward in another "
     "way: first “asks for 30 days”, then “offers 30 days”. Only the second draft ties this to a "
     "condition: the withdrawal of Ukrainian forces."),
    (DAYS, "30 days", ("30 days", BY_RUSSIA), (),
     "The answer is the same; the texts differ in who must act. Only the second draft says who "
     "must act: Russia."),
    (DAYS, ("30 days", BY_UKRAINE), ("30 days", BY_RUSSIA), (),
     "The answer is the same; the texts differ in who must act. In the first draft it falls to "
     "Ukraine; in the second draft it falls to Russia."),
    (DAYS, "30 days", ("30 days", scope("front")), (),
     "The answer is the same; the texts differ in the scope. Only the first draft speaks of the "
     "rest."),
    (DAYS, ("30 days", scope("phase-1")), ("9 days", scope("phase-2")), (),
     "The texts speak of different cases: their answers are not held against each other. The first "
     "draft asks for 30 days (phase 1); the second draft asks for 9 days (phase 2)."),
    (DAYS, "30 days", ("60 days", OFFERS | BRACKETED), (),
     "The number went from 30 days to 60 days. Put forward in another way: first “asks for 30 "
     "days”, then “offers 60 days”. Now in brackets, not firm yet."),
    (DAYS, PHASES[0], PHASES[1], ("20 days",),
     "Wider, from at most 9 days to at most 12 days (phase 2): 3 days closer to Russia's "
     "memorandum. From 11 days apart to 8."),
    (DAYS, AbsenceKind.SILENT, ("30 days", TIED), (),
     "New: the second draft asks for 30 days. The answer is tied to a condition: the withdrawal of "
     "Ukrainian forces. The first draft is silent on this."),
    (DAYS, "30 days", AbsenceKind.SILENT, (),
     "The second draft is silent on this. Before: the first draft asks for 30 days."),
    (DAYS, "30 days", AbsenceKind.DEFERRED, (),
     "The second draft leaves this to later talks. Before: the first draft asks for 30 days."),
    (DAYS, "30 days", AbsenceKind.WITHDRAWN, (),
     "The second draft no longer answers this: the answer was withdrawn. Before: the first draft "
     "asks for 30 days."),
    (DAYS, "30 days", AbsenceKind.STRUCK_OUT, (),
     "The second draft strikes this out of the text that it edits. Before: the first draft asks "
     "for 30 days."),
    (DAYS, "30 days", Absence(AbsenceKind.ELSEWHERE, where="the annex"), (),
     "The second draft moves this to another paper: the annex. Before: the first draft asks for 30 "
     "days."),
    (DAYS, AbsenceKind.SILENT, AbsenceKind.DEFERRED, (),
     "Neither text answers: the first draft is silent on this; the second draft leaves this to "
     "later talks."),
    (DAYS, "30 days", AbsenceKind.NOT_CODED, (),
     "The second draft is not coded on this question yet: no change is claimed. The first draft "
     "asks for 30 days."),
    (DAYS, AbsenceKind.NOT_CODED, "30 days", (),
     "The first draft is not coded on this question yet: no change is claimed. The second draft "
     "asks for 30 days."),
    (DAYS, AbsenceKind.NOT_CODED, AbsenceKind.NOT_CODED, (),
     "The first draft is not coded on this question yet; the second draft is not coded on this "
     "question yet: no change is claimed."),
    (TEXT, {"text": "Soon."}, {"text": "Later."}, (),
     "Answers in words are left to the reader: what changed is not computed. The first draft "
     "answers in words only. The second draft answers in words only."),
    (DAYS, "30 days", ["30 days", "60 days"], (),
     "The coding of the second draft is inconsistent. The terms have no outcome in common, so they "
     "cannot hold together. The first draft asks for 30 days."),
    (DAYS, AbsenceKind.SILENT, ["30 days", "60 days"], (),
     "The coding of the second draft is inconsistent. The terms have no outcome in common, so they "
     "cannot hold together. The first draft is silent on this."),
    (DAYS, "30 days", [("30 days", {"option": "1"}), ("60 days", {"option": "2"})], (),
     "The texts offer different alternatives: what changed is not computed. The first draft asks "
     "for 30 days. The second draft (option 1) asks for 30 days; the second draft (option 2) asks "
     "for 60 days."),
    (DAYS, [("30 days", {"option": "1"}), ("60 days", {"option": "2"})],
     [("60 days", {"option": "2"}), ("at least 30 days", {"option": "1"})], (),
     "Wider, from 30 days to at least 30 days (option 1)."),
]  # fmt: skip
"""What two texts and others say, and every sentence of it in English."""


def moved(frame: Frame, old: Said, new: Said, *others: Said, reworded: bool = False) -> Movement:
    """The movement between what two texts say, with others beside them."""
    columns = (FIRST, SECOND, OTHER, TALKS)
    cells = [
        position(column, frame, *(said if isinstance(said, list) else [said]))
        for column, said in zip(columns, (old, new, *others), strict=False)
    ]
    return movement(*cells[:2], others=cells[2:], reworded=reworded, holds=frame.holds)


def further() -> Iterator[tuple[Frame, Movement]]:
    """What the table of examples cannot write."""
    yield DAYS, moved(DAYS, "30 days", "30 days", reworded=True)
    lists = [position(FIRST, ITEMS, AIR_AND_SEA), position(SECOND, ITEMS, {"requires": ["air"]})]
    yield ITEMS, movement(*lists, seen=Seen(after=False))
    yield SEQUENCE, moved(SEQUENCE, *CIRCLES)
    first, second = position(FIRST, DAYS, "30 days"), position(SECOND, DAYS, "60 days")
    yield DAYS, movement(first, position(SECOND, SHARE, "30 %"))
    yield DAYS, movement(first, rejecting(Position(SECOND), replace(second, column=OTHER)))
    for cases in (("at sea", "ashore"), ("", "injured")):
        frame = DAYS
        cells = [
            position(column, frame, ("5 days", scope(case)))
            for column, case in zip((FIRST, SECOND), cases, strict=True)
        ]
        holding = CASES_IN_TOTAL if "" in cases else frame.holds
        yield frame, movement(*cells, holds=holding)


CASES_IN_TOTAL = QUESTIONS["total"][0].holds
TOLD = [(frame, moved(frame, old, new, *rest)) for frame, old, new, rest, _ in EXAMPLES]
TOLD += further()


def _texts(
    frame: Frame, found: Movement, language: Language, parties: Mapping[str, str] = PARTIES
) -> list[str]:
    wording = Wording(language, frame, parties)
    texts = [movement_sentence(found, wording), explain_movement(found, wording)]
    for approach in found.approaches:
        texts += [approach_sentence(approach, wording), gaps_sentence(approach, wording)]
    return [text for text in texts if text]


@pytest.mark.parametrize(
    ("frame", "old", "new", "others", "text"), EXAMPLES, ids=[row[-1] for row in EXAMPLES]
)
def test_a_movement_is_told_in_plain_sentences(frame, old, new, others, text) -> None:
    wording = Wording(ENGLISH, frame, PARTIES)
    found = moved(frame, old, new, *others)
    assert explain_movement(found, wording) == text
    assert text.startswith(movement_sentence(found, wording))


def test_the_examples_have_every_change_cause_and_direction() -> None:
    found = [one for _frame, one in TOLD]
    assert {one.change for one in found} == set(Change)
    assert {one.cause for one in found} == {*NotComputedBecause, None}
    approaches = [approach for one in found for approach in one.approaches]
    assert {approach.direction for approach in approaches} == set(Direction)
    differences = {one.scope_difference for one in found}
    assert differences == {*ScopeDifference, None} - {ScopeDifference.REST}


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_every_change_has_sentences_and_a_label_of_its_own_in_each_language(language) -> None:
    sentences: dict[Change, str] = {}
    for frame, found in TOLD:
        texts = _texts(frame, found, language)
        assert not any(text[0].islower() for text in texts), texts
        assert all(text.endswith(".") for text in texts), texts
        sentences.setdefault(found.change, texts[0])
        assert movement_label(found, Wording(language, frame, PARTIES))
    assert len(set(sentences.values())) == len(Change)
    assert len({change_label(change, language) for change in Change}) == len(Change)


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_another_answer_and_an_absence_have_labels_of_their_own(language) -> None:
    kinds = {change_label(Change.MOVED, language, kind) for kind in Kind}
    assert len(kinds) == len(Kind)
    absences = [
        moved(DAYS, "30 days", kind)
        for kind in (AbsenceKind.SILENT, AbsenceKind.DEFERRED, AbsenceKind.WITHDRAWN)
    ]
    brackets = [
        moved(DAYS, *said)
        for said in (("30 days", ("30 days", BRACKETED)), (("30 days", BRACKETED), "30 days"))
    ]
    labels = {
        movement_label(one, Wording(language, DAYS, PARTIES)) for one in (*absences, *brackets)
    }
    assert len(labels) == 5


@pytest.mark.parametrize(
    ("frame", "old", "new", "label"),
    [
        (DAYS, "at least 30 days", "at least 20 days", "wider"),
        (DAYS, "at least 20 days", "at least 30 days", "narrower"),
        (DAYS, "20 days", "30 days", "another number"),
        (LENGTH, "30 days", "a permanent truce", "another answer"),
        (ITEMS, {"requires": ["air"]}, {"requires": ["sea"]}, "other points"),
        (DAYS, "20 days", AbsenceKind.STRUCK_OUT, "struck out"),
        (DAYS, "20 days", AbsenceKind.DEFERRED, "deferred now"),
        (DAYS, "20 days", AbsenceKind.NOT_CODED, "change not known"),
        (DAYS, ("20 days", BRACKETED), "20 days", "firm now"),
    ],
)  # fmt: skip
def test_a_label_says_in_a_word_or_two_what_changed(frame, old, new, label) -> None:
    found = moved(frame, old, new)
    assert movement_label(found, Wording(ENGLISH, frame, PARTIES)) == label


def test_both_distances_are_told_in_one_unit() -> None:
    (approach,) = moved(DAYS, "1 week", "9 days", "4 weeks").approaches
    wording = Wording(ENGLISH, DAYS, PARTIES)
    assert gaps_sentence(approach, wording) == "From 21 days apart to 19."
    assert approach_sentence(approach, wording) == "2 days closer to Russia's memorandum."


def test_an_approach_names_its_case() -> None:
    found = moved(DAYS, *PHASES, "20 days")
    assert approach_sentence(found.approaches[0], Wording(ENGLISH, DAYS, PARTIES)) == (
        "3 days closer to Russia's memorandum (phase 2)."
    )


# What no sentence may hold

JUDGEMENTS = re.compile(
    r"soften|harden|revers|concession|concede|retreat|give[sn]? (?:in|way|up)|yield|compromis|"
    r"climb|backtrack|improv|worse|better|tough|flexib",
    re.IGNORECASE,
)
ENGINE = {
    *(one.value for enum in (Change, Direction, NotComputedBecause, AbsenceKind, ErrorCode)
      for one in enum if re.search(r"[-_]", one.value)),
    *(one.value for one in Rule), "draft-1", "draft-2", "third-countries", "two-sides", "phase-1",
    "phase-2", "None", "{", "frozenset", "Decimal",
}  # fmt: skip
"""Values of the engine and of the data that are no words of English."""


def test_the_words_judge_nobody() -> None:
    texts = [ENGLISH.patterns[key] for key in MOVEMENT_KEYS]
    written = [text if isinstance(text, str) else " ".join(text.values()) for text in texts]
    assert len(written) > 70
    assert [text for text in written if JUDGEMENTS.search(text)] == []


def test_no_value_of_the_engine_is_in_a_sentence() -> None:
    for frame, found in TOLD:
        for text in _texts(frame, found, ENGLISH):
            assert not [value for value in ENGINE if value in text], text


WORD = re.compile(r"[^\W\d_]{2,}")


def test_in_another_language_every_word_is_its_own_or_of_the_data() -> None:
    """The data are in Greek letters, so that every other word has to be one of the language's."""
    own = {
        word.casefold()
        for pattern in MADE_UP.patterns.values()
        for text in literals([pattern] if isinstance(pattern, str) else pattern.values())
        for word in WORD.findall(text)
    }
    own |= {month.casefold() for month in MADE_UP.months} | {"ak", "en", "il", "oi", "os"}
    for frame, found in TOLD:
        greek = _greek_frame(frame)
        texts = _texts(greek, _with_greek(found), MADE_UP, dict.fromkeys(PARTIES, "χώρα"))
        words = {word for text in texts for word in WORD.findall(text) if word.isascii()}
        assert {word for word in words if word.casefold() not in own} == set(), texts


def _greek_frame(frame: Frame) -> Frame:
    entries = tuple(Entry(one.key, f"λέξη {'αβγδ'[n]}") for n, one in enumerate(frame.entries))
    top = Entry(frame.top.key, "άνω") if frame.top else None
    units = tuple(replace(unit, one=f"μέτρο{n}", many=f"μέτρα{n}") for n, unit in
                  enumerate(frame.all_units))  # fmt: skip
    unit = units[0] if units else None
    return replace(frame, entries=entries, top=top, unit=unit, units=units[1:])


def _with_greek(value: Any) -> Any:
    """A value of the engine in which every name and free text is Greek, by its dataclasses."""
    if isinstance(value, tuple | frozenset):
        return type(value)(map(_with_greek, value))
    fields = getattr(value, "__dataclass_fields__", {})
    changes = {
        name: "λόγος" if name in GREEK.get(type(value).__name__, ()) and old else _with_greek(old)
        for name, field in fields.items()
        if field.init and (old := getattr(value, name, None)) is not None
    }
    return replace(value, **changes) if changes else value


GREEK = {
    "Column": ("name",),
    "Case": ("words",),
    "Condition": ("text",),
    "Absence": ("where",),
    "Unit": ("one", "many"),
}


# Against chance


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
@pytest.mark.parametrize("name", NAMES)
def test_sentences_of_generated_movements_are_whole_and_true(name: str, language) -> None:
    frame = QUESTIONS[name][0]
    seen = set()
    for row in rows_by_chance(name, "movements")[: ROWS // 5]:
        cells = positions_of(name, row.cells)
        for old, new in combinations(cells[:4], 2):
            found = movement(old, new, others=cells, holds=frame.holds)
            for text in _texts(frame, found, language):
                loose = ("  ", "..", " .", " ,", ";;", "()", "{", ": .", "None", "step-", "“”")
                assert not [ends for ends in loose if ends in text], text
                assert text.endswith(".")
            if language is ENGLISH:
                _check_truth(frame, found)
            seen.add(found.change)
    assert len(seen) > 8


def _check_truth(frame: Frame, found: Movement) -> None:
    text = explain_movement(found, Wording(ENGLISH, frame, PARTIES))
    changes = {part.change for part in found.parts}
    assert ("Wider, " in text) == (Change.WIDENED in changes), text
    assert ("Narrower, " in text) == (Change.NARROWED in changes), text
    assert ("no change is claimed" in text) == (found.change is Change.UNKNOWN)
    assert ("The answer is the same" not in text) or changes.isdisjoint(SET_CHANGES)
    directions = {approach.direction for approach in found.approaches}
    assert ("closer to" in text.casefold()) == (Direction.TOWARDS in directions), text
    assert ("further from" in text.casefold()) == (Direction.AWAY in directions), text
    assert ("put forward in another way" in text.casefold()) == (
        Qualifier.FORCE in found.differences
    ), text
    assert ("not computed" in text or "inconsistent" in text) == (
        found.change is Change.NOT_COMPUTED or any(side.problem for side in _sides(found))
    ), text
    if found.change is Change.NEW:
        assert text.startswith("New: ")


def _sides(found: Movement) -> list[Any]:
    parts = [side for part in found.parts for side in (part.left, part.right)]
    return [*found.before, *found.after, *parts]
