"""Russian: a whole explanation for each rule, and what people may type."""

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

RUSSIAN = language_of("ru")
REJECTS = "rejects"

SENTENCES: list[tuple[Frame, Any, Any, str, str]] = [
    (
        DAYS,
        "at least 30 days",
        "at least 30 days",
        "R0",
        "Меморандум Украины и Меморандум России: в обоих требование – как минимум 30 дней.",
    ),
    (
        DAYS,
        "at least 30 days",
        "1 to 90 days",
        "R1",
        "Меморандум Украины: требование – как минимум 30 дней; Меморандум России: требование – от "
        "1 до 90 дней. В обоих допустимо: от 30 до 90 дней.",
    ),
    (
        DAYS,
        "at least 30 days",
        ("2 to 3 days", OFFERS),
        "R2",
        "Меморандум Украины: требование – как минимум 30 дней; Меморандум России: готовность – от "
        "2 до 3 дней. Диапазоны не пересекаются: между ними 27 дней.",
    ),
    (
        ITEMS,
        "a halt in the air; not a halt at sea",
        "not a halt in the air",
        "R3",
        "Меморандум Украины: требование – остановка в воздухе, а также требование исключить "
        "следующее: остановка на море; Меморандум России: требование исключить следующее – "
        "остановка в воздухе. Спорное – остановка в воздухе: за – Меморандум Украины, против – "
        "Меморандум России.",
    ),
    (
        SEQUENCE,
        "a ceasefire, then talks on territory",
        "talks on territory, then a ceasefire",
        "R4",
        "Меморандум Украины: сначала прекращение огня, затем переговоры о территории; Меморандум "
        "России: сначала переговоры о территории.",
    ),
    (
        DAYS,
        "21 days",
        ("21 days", EXPECTS),
        "R5",
        "Меморандум Украины: требование – 21 день; Меморандум России: ожидание – 21 день. Оба "
        "ответа одинаковы: 21 день. Меморандум России: это только ожидание.",
    ),
    (
        DAYS,
        "2 days",
        ("2 days", TIED),
        "R6",
        "Меморандум Украины: требование – 2 дня; Меморандум России: требование – 2 дня. Оба ответа "
        "одинаковы: 2 дня. Меморандум России: только здесь есть условие – отвод украинских войск.",
    ),
    (
        CHOICE,
        "monitoring by the United Nations",
        AbsenceKind.SILENT,
        "R7",
        "Меморандум Украины: требование – мониторинг ООН. Меморандум России: об этом не упомянуто.",
    ),
    (
        DAYS,
        "5 days",
        AbsenceKind.NOT_CODED,
        "R8",
        "Меморандум Украины: требование – 5 дней. Меморандум России: ответ на этот вопрос ещё не "
        "внесён. Ничего не сравнивается.",
    ),
    (
        DATE,
        "until 20 June 2025",
        REJECTS,
        "R9",
        "Меморандум Украины: требование – дата не позднее 20 июня 2025. Меморандум России: "
        "отклонён этот пункт документа «Меморандум Украины».",
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
    pair = compare_positions(*told_in("ru", (left, right)))
    assert pair.worst.rule == rule
    wording = Wording(RUSSIAN, told_in("ru", frame), told_in("ru", PARTIES))
    assert explain_pair(pair, wording) == text


def test_every_rule_has_a_sentence() -> None:
    assert {row[-2] for row in SENTENCES} == set(Rule)


AMOUNTS = [
    ("не менее 30 дней", "как минимум 30 дней"),
    ("Как максимум 1 неделя", "как максимум 1 неделя"),
    ("свыше 2 недель", "более чем 2 недели"),
    ("менее чем 21 день", "как максимум 20 дней"),
    ("2–3 дня", "от 2 до 3 дней"),
    ("от 2 до 3 дней", "от 2 до 3 дней"),
    ("ровно 1 день", "1 день"),
    ("любое количество дней", "любое количество дней"),
]
DAYS_OF_THE_CALENDAR = [
    ("20 июня 2025 года", "20 июня 2025"),
    ("20–30 июня 2025", "20 июня 2025 – 30 июня 2025"),
    ("20 – 30 июня 2025", "20 июня 2025 – 30 июня 2025"),
    ("с 20 июня по 30 июня 2025", "20 июня 2025 – 30 июня 2025"),
    ("со 2 июня по 30 июня 2025", "2 июня 2025 – 30 июня 2025"),
    ("после 20 июня 2025", "не ранее 21 июня 2025"),
    ("раньше чем 20 июня 2025", "не позднее 19 июня 2025"),
    ("не позже 1 января 2026 г.", "не позднее 1 января 2026"),
    ("до 20 июня 2025", None),
    ("20 июнь 2025", None),
]
LISTS = [
    ("лишь a halt at sea", "только a halt at sea"),
    ("a halt in the air, a halt on land и a halt at sea",
     "a halt in the air, a halt on land и a halt at sea"),
    ("не a halt in the air", "без: a halt in the air"),
    ("a halt at sea, но не a halt on land", "a halt at sea; без: a halt on land"),
    ("всё", "a halt in the air, a halt on land и a halt at sea"),
    ("ни одного", "ничего"),
    ("что угодно", "что угодно"),
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
            parse(typed, frame, RUSSIAN)
    else:
        assert write(parse(typed, frame, RUSSIAN), frame, RUSSIAN) == written


@pytest.mark.parametrize("label", [
    "только моряки", "не базы", "суша и", "или суша", "кроме того: море", "суша; море", "ничего",
])  # fmt: skip
def test_a_label_that_means_something_else_is_refused(label: str) -> None:
    frame = Frame(Kind.ITEMS, (Entry("one", label), Entry("two", "b")))
    with pytest.raises(InvalidVocabulary):
        check_vocabulary(frame, RUSSIAN)


def test_the_name_of_a_language_within_a_line_is_no_proper_noun():
    assert RUSSIAN.language_within("Английский") == "английский"
