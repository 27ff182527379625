"""Marks, rules, absences and standings in Russian."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import Pattern


def _outlets(start: str, end: str) -> Pattern:
    """Return a sentence about one outlet or several, in the prepositional case."""
    one, many = "{n} независимом издании", "{n} независимых изданиях"
    return counted(*(f"{start} {outlets}{end}" for outlets in (one, many, many)))


LABELS: dict[str, Pattern] = {
    "mark.conflict": "противоречие",
    "mark.differs": "различие",
    "mark.one_side": "только одна сторона",
    "mark.not_compared": "не сравнивалось",
    "mark.compatible": "совместимо",
    "mark.agree": "совпадение",
    "mark.conflict.meaning": (
        "Ни один результат не отвечает обеим позициям, или одна сторона отклонила этот пункт."
    ),
    "mark.differs.meaning": (
        "Позиции сходятся, но различается случай, условие, исполнитель или сила."
    ),
    "mark.one_side.meaning": "Отвечает только одна сторона; почему другая не отвечает, проверено.",
    "mark.not_compared.meaning": "Ещё не внесено, внесено противоречиво или ответ дан словами.",
    "mark.compatible.meaning": "Есть результат, который отвечает обеим позициям; он назван.",
    "mark.agree.meaning": "Обе стороны выдвигают одно и то же.",
    "mark.conflict.count": counted("{n} противоречие", "{n} противоречия", "{n} противоречий"),
    "mark.differs.count": counted("{n} различие", "{n} различия", "{n} различий"),
    "mark.one_side.count": "только одна сторона: {n}",
    "mark.not_compared.count": "не сравнивалось: {n}",
    "mark.compatible.count": "совместимо: {n}",
    "mark.agree.count": counted("{n} совпадение", "{n} совпадения", "{n} совпадений"),
    "rule.R0": "то же самое",
    "rule.R1": "позиции сходятся",
    "rule.R2": "разрыв",
    "rule.R3": "взаимное исключение",
    "rule.R4": "порядок шагов",
    "rule.R5": "другая сила",
    "rule.R6": "другой случай, условие или исполнитель",
    "rule.R7": "отвечает только одна сторона",
    "rule.R8": "сравнения нет",
    "rule.R9": "отклонённый пункт",
    "absence.silent": "Не упомянуто",
    "absence.deferred": "Отложено",
    "absence.withdrawn": "Отозвано",
    "absence.struck-out": "Вычеркнуто",
    "absence.elsewhere": "В другом документе",
    "absence.not_coded": "Ещё не внесено",
    "absence.silent.meaning": "в прочитанном об этом ничего не найдено",
    "absence.deferred.meaning": "это отложено до дальнейших переговоров",
    "absence.withdrawn.meaning": "прежний ответ отозван",
    "absence.struck-out.meaning": "этот пункт вычеркнут из текста, который правит документ",
    "absence.elsewhere.meaning": "это перенесено в другой документ",
    "absence.elsewhere.named": "это перенесено в другой документ: {where}",
    "absence.not_coded.meaning": "не внесены ни ответ, ни проверенное отсутствие",
    "standing.S0": "Свидетельств, которые бы это подтверждали, нет.",
    "standing.S1": _outlets("Текст документа напечатан в", "."),
    "standing.S2": _outlets("Описано в", "; самого текста в печати не видели."),
    "standing.S3": counted(
        "Как устные слова передаёт {n} независимое издание.",
        "Как устные слова передают {n} независимых издания.",
        "Как устные слова передают {n} независимых изданий.",
    ),
    "standing.S4": "Опирается на один источник (S4).",
    "standing.S5": counted(
        "Оспаривает {n} источник (S5).",
        "Оспаривают {n} источника (S5).",
        "Оспаривают {n} источников (S5).",
    ),
    "standing.S6": counted(
        "Уточняет {n} источник (S6).",
        "Уточняют {n} источника (S6).",
        "Уточняют {n} источников (S6).",
    ),
    "standing.S7": _outlets("Напечатано в переводе в", "; оригинала в печати не видели."),
    "sources.none": "ни один источник не подтверждает",
    "sources.support": counted(
        "{n} источник подтверждает", "{n} источника подтверждают", "{n} источников подтверждают"
    ),
    "sources.dispute": counted("{n} оспаривает", "{n} оспаривают", "{n} оспаривают"),
    "sources.qualify": counted("{n} уточняет", "{n} уточняют", "{n} уточняют"),
}
