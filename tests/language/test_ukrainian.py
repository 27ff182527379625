"""Ukrainian: a whole explanation for each rule, and what people may type."""

from typing import Any

import pytest

from proposals.domain.errors import InvalidValue, InvalidVocabulary
from proposals.domain.rows import compare_positions
from proposals.domain.terms import AbsenceKind, Position
from proposals.domain.verdicts import Rule
from proposals.domain.vocabulary import Entry, Frame, Kind
from proposals.language.explanations import explain_pair
from proposals.language.languages import language_of
from proposals.language.plain_form import write
from proposals.language.value_parser import parse
from proposals.language.vocabulary import check_vocabulary
from proposals.language.wording import Wording
from tests.domain.examples import (
    CHOICE,
    DATE,
    DAYS,
    EXPECTS,
    ITEMS,
    MEMO,
    OFFERS,
    OTHER,
    PARTIES,
    SEQUENCE,
    TIED,
    position,
    rejecting,
)
from tests.language.world import told_in

UKRAINIAN = language_of("uk")
REJECTS = "rejects"

SENTENCES: list[tuple[Frame, Any, Any, str, str]] = [
    (
        DAYS,
        "at least 30 days",
        "at least 30 days",
        "R0",
        "Меморандум України та Меморандум Росії: в обох вимога – щонайменше 30 днів.",
    ),
    (
        DAYS,
        "at least 30 days",
        "1 to 90 days",
        "R1",
        "Меморандум України: вимога – щонайменше 30 днів; Меморандум Росії: вимога – від 1 до 90 "
        "днів. В обох допустимо: від 30 до 90 днів.",
    ),
    (
        DAYS,
        "at least 30 days",
        ("2 to 3 days", OFFERS),
        "R2",
        "Меморандум України: вимога – щонайменше 30 днів; Меморандум Росії: готовність – від 2 до "
        "3 днів. Діапазони не перетинаються: між ними 27 днів.",
    ),
    (
        ITEMS,
        "a halt in the air; not a halt at sea",
        "not a halt in the air",
        "R3",
        "Меморандум України: вимога – зупинка в повітрі, а також вимога виключити таке: зупинка на "
        "морі; Меморандум Росії: вимога виключити таке – зупинка в повітрі. Спірне – зупинка в "
        "повітрі: за – Меморандум України, проти – Меморандум Росії.",
    ),
    (
        SEQUENCE,
        "a ceasefire, then talks on territory",
        "talks on territory, then a ceasefire",
        "R4",
        "Меморандум України: спершу припинення вогню, потім переговори про територію; Меморандум "
        "Росії: спершу переговори про територію.",
    ),
    (
        DAYS,
        "21 days",
        ("21 days", EXPECTS),
        "R5",
        "Меморандум України: вимога – 21 день; Меморандум Росії: очікування – 21 день. Обидві "
        "відповіді однакові: 21 день. Меморандум Росії: це лише очікування.",
    ),
    (
        DAYS,
        "2 days",
        ("2 days", TIED),
        "R6",
        "Меморандум України: вимога – 2 дні; Меморандум Росії: вимога – 2 дні. Обидві відповіді "
        "однакові: 2 дні. Меморандум Росії: лише тут є умова – відведення українських військ.",
    ),
    (
        CHOICE,
        "monitoring by the United Nations",
        AbsenceKind.SILENT,
        "R7",
        "Меморандум України: вимога – моніторинг ООН. Меморандум Росії: про це не згадано.",
    ),
    (
        DAYS,
        "5 days",
        AbsenceKind.NOT_CODED,
        "R8",
        "Меморандум України: вимога – 5 днів. Меморандум Росії: відповідь на це питання ще не "
        "внесено. Нічого не порівнюється.",
    ),
    (
        DATE,
        "until 20 June 2025",
        REJECTS,
        "R9",
        "Меморандум України: вимога – дата не пізніше 20 червня 2025. Меморандум Росії: відхилено "
        "цей пункт документа «Меморандум України».",
    ),
]
"""What two documents say, the rule that it meets, and every word of the explanation."""


@pytest.mark.parametrize(
    ("frame", "ours", "theirs", "rule", "text"), SENTENCES, ids=[row[-2] for row in SENTENCES]
)
def test_a_rule_is_told_in_whole_sentences(frame, ours, theirs, rule: str, text: str) -> None:
    left = position(MEMO, frame, ours)
    right = Position(OTHER) if theirs is REJECTS else position(OTHER, frame, theirs)
    if theirs is REJECTS:
        right = rejecting(right, left)
    pair = compare_positions(*told_in("uk", (left, right)))
    assert pair.worst.rule == rule
    wording = Wording(UKRAINIAN, told_in("uk", frame), told_in("uk", PARTIES))
    assert explain_pair(pair, wording) == text


def test_every_rule_has_a_sentence() -> None:
    assert {row[-2] for row in SENTENCES} == set(Rule)


AMOUNTS = [
    ("не менше 30 днів", "щонайменше 30 днів"),
    ("Щонайбільше 1 тиждень", "щонайбільше 1 тиждень"),
    ("понад 2 тижні", "більше ніж 2 тижні"),
    ("менше ніж 21 день", "щонайбільше 20 днів"),
    ("2–3 дні", "від 2 до 3 днів"),
    ("від 2 до 3 днів", "від 2 до 3 днів"),
    ("рівно 1 день", "1 день"),
    ("будь-яка кількість днів", "будь-яка кількість днів"),
]
DAYS_OF_THE_CALENDAR = [
    ("20 червня 2025 року", "20 червня 2025"),
    ("20–30 червня 2025", "20 червня 2025 – 30 червня 2025"),
    ("20 – 30 червня 2025", "20 червня 2025 – 30 червня 2025"),
    ("від 20 червня до 30 червня 2025", "20 червня 2025 – 30 червня 2025"),
    ("після 20 червня 2025", "не раніше 21 червня 2025"),
    ("раніше ніж 20 червня 2025", "не пізніше 19 червня 2025"),
    ("не пізніше ніж 1 січня 2026 р.", "не пізніше 1 січня 2026"),
    ("до 20 червня 2025", None),
    ("20 червень 2025", None),
]
LISTS = [
    ("тільки a halt at sea", "лише a halt at sea"),
    ("a halt in the air, a halt on land і a halt at sea",
     "a halt in the air, a halt on land та a halt at sea"),
    ("не a halt in the air", "без: a halt in the air"),
    ("a halt at sea, але не a halt on land", "a halt at sea; без: a halt on land"),
    ("усе", "a halt in the air, a halt on land та a halt at sea"),
    ("жодного", "нічого"),
    ("будь-що", "будь-що"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "typed", "written"),
    [
        (frame, *example)
        for frame, table in ((DAYS, AMOUNTS), (DATE, DAYS_OF_THE_CALENDAR), (ITEMS, LISTS))
        for example in table
    ],
)
def test_what_people_type_is_understood_or_refused(frame, typed: str, written: str | None) -> None:
    if written is None:
        with pytest.raises(InvalidValue):
            parse(typed, frame, UKRAINIAN)
    else:
        assert write(parse(typed, frame, UKRAINIAN), frame, UKRAINIAN) == written


@pytest.mark.parametrize("label", [
    "лише моряки", "не бази", "суша та", "або суша", "крім того: море", "суша; море", "нічого",
])  # fmt: skip
def test_a_label_that_means_something_else_is_refused(label: str) -> None:
    frame = Frame(Kind.ITEMS, (Entry("one", label), Entry("two", "b")))
    with pytest.raises(InvalidVocabulary):
        check_vocabulary(frame, UKRAINIAN)


def test_the_name_of_a_language_within_a_line_is_no_proper_noun():
    assert UKRAINIAN.language_within("Англійська") == "англійська"
