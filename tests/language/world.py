"""The examples of the tests in other languages: labels, names and conditions by the English ones.

Answers hold keys, so only what people read of them is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

WORDS: Mapping[str, Mapping[str, str]] = {
    "uk": {
        "Ukraine's memorandum": "Меморандум України",
        "Russia's memorandum": "Меморандум Росії",
        "the Russian delegation's statements": "Заяви російської делегації",
        "the first draft": "Перший проєкт",
        "the second draft": "Другий проєкт",
        "Ukraine": "Україна",
        "Russia": "Росія",
        "Turkey": "Туреччина",
        "monitoring with third countries": "моніторинг за участю третіх країн",
        "monitoring by the two sides alone": "моніторинг лише двома сторонами",
        "monitoring by the United Nations": "моніторинг ООН",
        "a halt in the air": "зупинка в повітрі",
        "a halt on land": "зупинка на суші",
        "a halt at sea": "зупинка на морі",
        "a permanent truce": "постійне перемир’я",
        "no limit": "без межі",
        "no sanction lifted": "жодну санкцію не скасовано",
        "some sanctions lifted": "частину санкцій скасовано",
        "all sanctions lifted": "усі санкції скасовано",
        "a ceasefire": "припинення вогню",
        "talks on territory": "переговори про територію",
        "a withdrawal": "відведення військ",
        "an exchange of prisoners": "обмін полоненими",
        "the withdrawal of Ukrainian forces": "відведення українських військ",
        "elections": "вибори",
        "phase 1": "етап 1",
        "phase 2": "етап 2",
        "the sectors of the front": "ділянки фронту",
        "the severely injured": "важкопоранені",
        "in peacetime": "мирний час",
        "In Peacetime.": "Мирний час.",
        "near the river": "біля річки",
        "on the coast": "на узбережжі",
        "at sea": "на морі",
        "ashore": "на березі",
        "the annex": "додаток",
        "the annex on money": "додаток про кошти",
        "Soon.": "Скоро.",
        "Later.": "Пізніше.",
    },
    "ru": {
        "Ukraine's memorandum": "Меморандум Украины",
        "Russia's memorandum": "Меморандум России",
        "the Russian delegation's statements": "Заявления российской делегации",
        "the first draft": "Первый проект",
        "the second draft": "Второй проект",
        "Ukraine": "Украина",
        "Russia": "Россия",
        "Turkey": "Турция",
        "monitoring with third countries": "мониторинг с участием третьих стран",
        "monitoring by the two sides alone": "мониторинг только двумя сторонами",
        "monitoring by the United Nations": "мониторинг ООН",
        "a halt in the air": "остановка в воздухе",
        "a halt on land": "остановка на суше",
        "a halt at sea": "остановка на море",
        "a permanent truce": "постоянное перемирие",
        "no limit": "без предела",
        "no sanction lifted": "ни одна санкция не снята",
        "some sanctions lifted": "часть санкций снята",
        "all sanctions lifted": "все санкции сняты",
        "a ceasefire": "прекращение огня",
        "talks on territory": "переговоры о территории",
        "a withdrawal": "отвод войск",
        "an exchange of prisoners": "обмен пленными",
        "the withdrawal of Ukrainian forces": "отвод украинских войск",
        "elections": "выборы",
        "phase 1": "этап 1",
        "phase 2": "этап 2",
        "the sectors of the front": "участки фронта",
        "the severely injured": "тяжелораненые",
        "in peacetime": "мирное время",
        "In Peacetime.": "Мирное время.",
        "near the river": "у реки",
        "on the coast": "на побережье",
        "at sea": "на море",
        "ashore": "на берегу",
        "the annex": "приложение",
        "the annex on money": "приложение о средствах",
        "Soon.": "Скоро.",
        "Later.": "Позже.",
    },
}


def told_in(code: str, thing: Any) -> Any:
    """Return a frame, a cell or whatever holds them, with its words in a language."""
    words = WORDS.get(code, {})
    match thing:
        case Enum():
            return thing
        case str():
            return words.get(thing, thing)
        case tuple():
            return tuple(told_in(code, one) for one in thing)
        case frozenset():
            return frozenset(told_in(code, one) for one in thing)
        case dict():
            return {key: told_in(code, one) for key, one in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        old = {field.name: getattr(thing, field.name) for field in fields(thing)}
        new = {name: told_in(code, one) for name, one in old.items() if name not in KEPT}
        changed = {name: one for name, one in new.items() if one != old[name] or _nested(one)}
        return replace(thing, **changed) if changed else thing
    return thing


KEPT = {"key", "base", "unit", "units", "parties", "bearers", "option", "waits_for"}
"""Fields that hold keys or units, which a language names itself."""


def _nested(thing: Any) -> bool:
    """Tell whether a value may hold words that comparing does not see."""
    return is_dataclass(thing) or isinstance(thing, tuple | frozenset)
