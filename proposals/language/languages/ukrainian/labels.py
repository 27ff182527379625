"""Marks, rules, absences and standings in Ukrainian."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import Pattern


def _outlets(start: str, end: str) -> Pattern:
    """Return a sentence about one outlet or several, in the locative."""
    one, many = "{n} незалежному виданні", "{n} незалежних виданнях"
    return counted(*(f"{start} {outlets}{end}" for outlets in (one, many, many)))


LABELS: dict[str, Pattern] = {
    "mark.conflict": "суперечність",
    "mark.differs": "відмінність",
    "mark.one_side": "лише одна сторона",
    "mark.not_compared": "не порівняно",
    "mark.compatible": "сумісно",
    "mark.agree": "збіг",
    "mark.conflict.meaning": (
        "Жоден результат не відповідає обом позиціям, або одна сторона відхилила цей пункт."
    ),
    "mark.differs.meaning": (
        "Позиції сходяться, але відрізняється випадок, умова, виконавець або сила."
    ),
    "mark.one_side.meaning": "Відповідає лише одна сторона; чому інша не відповідає, перевірено.",
    "mark.not_compared.meaning": "Ще не внесено, внесено суперечливо або відповідь дано словами.",
    "mark.compatible.meaning": "Є результат, який відповідає обом позиціям; його названо.",
    "mark.agree.meaning": "Обидві сторони висувають те саме.",
    "mark.conflict.count": counted("{n} суперечність", "{n} суперечності", "{n} суперечностей"),
    "mark.differs.count": counted("{n} відмінність", "{n} відмінності", "{n} відмінностей"),
    "mark.one_side.count": "лише одна сторона: {n}",
    "mark.not_compared.count": "не порівняно: {n}",
    "mark.compatible.count": "сумісно: {n}",
    "mark.agree.count": counted("{n} збіг", "{n} збіги", "{n} збігів"),
    "rule.R0": "те саме",
    "rule.R1": "позиції сходяться",
    "rule.R2": "розрив",
    "rule.R3": "взаємне виключення",
    "rule.R4": "порядок кроків",
    "rule.R5": "інша сила",
    "rule.R6": "інший випадок, умова або виконавець",
    "rule.R7": "відповідає лише одна сторона",
    "rule.R8": "порівняння немає",
    "rule.R9": "відхилений пункт",
    "absence.silent": "Не згадано",
    "absence.deferred": "Відкладено",
    "absence.withdrawn": "Відкликано",
    "absence.struck-out": "Викреслено",
    "absence.elsewhere": "В іншому документі",
    "absence.not_coded": "Ще не внесено",
    "absence.silent.meaning": "у прочитаному про це нічого не знайдено",
    "absence.deferred.meaning": "це відкладено до подальших переговорів",
    "absence.withdrawn.meaning": "попередню відповідь відкликано",
    "absence.struck-out.meaning": "цей пункт викреслено з тексту, який править документ",
    "absence.elsewhere.meaning": "це перенесено до іншого документа",
    "absence.elsewhere.named": "це перенесено до іншого документа: {where}",
    "absence.not_coded.meaning": "не внесено ні відповіді, ні перевіреної відсутності",
    "standing.S0": "Свідчень, які б це підтверджували, немає.",
    "standing.S1": _outlets("Текст документа надруковано в", "."),
    "standing.S2": _outlets("Описано в", "; самого тексту в друці не бачили."),
    "standing.S3": counted(
        "Як усні слова передає {n} незалежне видання.",
        "Як усні слова передають {n} незалежні видання.",
        "Як усні слова передають {n} незалежних видань.",
    ),
    "standing.S4": "Спирається на одне джерело (S4).",
    "standing.S5": counted(
        "Оспорює {n} джерело (S5).", "Оспорюють {n} джерела (S5).", "Оспорюють {n} джерел (S5)."
    ),
    "standing.S6": counted(
        "Уточнює {n} джерело (S6).", "Уточнюють {n} джерела (S6).", "Уточнюють {n} джерел (S6)."
    ),
    "standing.S7": _outlets("Надруковано в перекладі в", "; оригіналу в друці не бачили."),
    "sources.none": "жодне джерело не підтверджує",
    "sources.support": counted(
        "{n} джерело підтверджує", "{n} джерела підтверджують", "{n} джерел підтверджують"
    ),
    "sources.dispute": counted("{n} оспорює", "{n} оспорюють", "{n} оспорюють"),
    "sources.qualify": counted("{n} уточнює", "{n} уточнюють", "{n} уточнюють"),
}
