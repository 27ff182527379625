"""What became of a question between two texts, in Russian."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import Pattern

MOVEMENTS: dict[str, Pattern] = {
    "change.unchanged": "без изменений",
    "change.reworded": "только другие слова",
    "change.widened": "шире",
    "change.narrowed": "более узко",
    "change.moved": "другой ответ",
    "change.moved.range": "другое число",
    "change.moved.date": "другая дата",
    "change.moved.choice": "другой вариант",
    "change.moved.items": "другие пункты",
    "change.moved.sequence": "другой порядок",
    "change.force": "другая сила",
    "change.scope-or-condition": "другой случай, условие или исполнитель",
    "change.brackets": "только скобки",
    "change.brackets.firm": "теперь окончательно",
    "change.brackets.open": "теперь в скобках",
    "change.new": "новое",
    "change.struck-out": "вычеркнуто",
    "change.elsewhere": "теперь в другом документе",
    "change.silent": "теперь без ответа",
    "change.silent.deferred": "теперь отложено",
    "change.silent.withdrawn": "теперь отозвано",
    "change.unanswered": "нет ни в одном из текстов",
    "change.unknown": "изменение неизвестно",
    "change.partly-seen": "видно не полностью",
    "change.not-computed": "не вычислено",
    "movement.widened.amount": "шире: было {before}, стало {after}",
    "movement.widened.limit": "шире, предел: было {before}, стало {after}",
    "movement.widened.day": "шире: было {before}, стало {after}",
    "movement.widened.quoted": "шире: было «{before}», стало «{after}»",
    "movement.narrowed.amount": "более узко: было {before}, стало {after}",
    "movement.narrowed.limit": "более узко, предел: было {before}, стало {after}",
    "movement.narrowed.day": "более узко: было {before}, стало {after}",
    "movement.narrowed.quoted": "более узко: было «{before}», стало «{after}»",
    "movement.moved.amount": "число: было {before}, стало {after}",
    "movement.moved.limit": "предел: было {before}, стало {after}",
    "movement.moved.day": "дата: было {before}, стало {after}",
    "movement.moved.quoted": "ответ: было «{before}», стало «{after}»",
    "movement.unchanged": "ответ одинаков в обоих текстах",
    "movement.reworded": "другие слова, тот же ответ",
    "movement.force": "ответ тот же, выдвинут иначе: сначала «{before}», затем «{after}»",
    "movement.scope-or-condition": "ответ тот же; различие текстов: {qualifiers}",
    "movement.brackets": (
        "ответ тот же; что было окончательным, теперь в скобках, а что было в скобках, теперь "
        "окончательно"
    ),
    "movement.brackets.firm": "ответ тот же, больше не в скобках",
    "movement.brackets.open": "ответ тот же, теперь в скобках, ещё не окончательный",
    "movement.other-cases.apart": ("в текстах речь о разных случаях: их ответы не сопоставляются"),
    "movement.other-cases.total": (
        "в текстах речь о разных случаях, а общее количество ничего не говорит о его частях: их "
        "ответы не сопоставляются"
    ),
    "movement.other-cases.unclear": (
        "неясно, идёт ли в текстах речь об одном и том же случае: их ответы не сопоставляются"
    ),
    "movement.new": "новое – {statement}",
    "movement.unanswered": "в обоих текстах ответа нет – {before}; {after}",
    "movement.unknown": "{missing}, поэтому об изменении ничего не утверждается",
    "movement.partly-seen": (
        "то, что названо только в одном из двух текстов, может стоять в той части другого, которой "
        "не видели: об изменении ничего не утверждается"
    ),
    "movement.not-computed.prose": (
        "ответы словами оставлены на усмотрение читателя: что изменилось, не вычислено"
    ),
    "movement.not-computed.unlike": (
        "ответы разного вида или в разных единицах: что изменилось, не вычислено"
    ),
    "movement.not-computed.options": (
        "в текстах разные альтернативы: что изменилось, не вычислено"
    ),
    "movement.not-computed.rejection": (
        "отклонение пункта другого текста не является собственным ответом: что изменилось, не "
        "вычислено"
    ),
    "movement.with_approach": "{movement} – {approach}",
    "movement.before": "прежде – {statement}",
    "movement.other-force": "выдвинуто иначе: сначала «{before}», затем «{after}»",
    "movement.firm-now": "больше не в скобках",
    "movement.in-brackets-now": "теперь в скобках, ещё не окончательно",
    "approach.towards": "ближе к документу «{name}»",
    "approach.towards.by": "ближе к документу «{name}» (сближение: {difference})",
    "approach.towards.counted": "ближе к документу «{name}» (прежде – {before}, теперь – {after})",
    "approach.away": "дальше от документа «{name}»",
    "approach.away.by": "дальше от документа «{name}» (удаление: {difference})",
    "approach.away.counted": "дальше от документа «{name}» (прежде – {before}, теперь – {after})",
    "approach.same-distance": "расстояние до документа «{name}» то же",
    "approach.same-distance.gap": "расстояние до документа «{name}» то же (между ними {after})",
    "approach.same-distance.counted": "расстояние до документа «{name}» то же ({after})",
    "approach.meets-now": "теперь сходится с документом «{name}»",
    "approach.meets-now.gap": "теперь сходится с документом «{name}» (прежде между ними {before})",
    "approach.meets-now.same": "теперь то же, что в документе «{name}»",
    "approach.still-meets.same": "теперь то же, что в документе «{name}»",
    "approach.meets-now.differs": (
        "разрыва с документом «{name}» больше нет, но есть различие: {qualifiers}"
    ),
    "approach.no-longer-meets": "больше не сходится с документом «{name}»",
    "approach.no-longer-meets.gap": (
        "больше не сходится с документом «{name}» (теперь между ними {after})"
    ),
    "approach.still-meets": "сходится с документом «{name}», как и прежде",
    "approach.still-meets.differs": (
        "разрыва с документом «{name}» нет, как и прежде, но есть различие: {qualifiers}"
    ),
    "approach.still-apart": "не сходится с документом «{name}», как и прежде",
    "approach.gaps": "расстояние: было {before}, стало {number}",
    "approach.points": counted("{n} спорный пункт", "{n} спорных пункта", "{n} спорных пунктов"),
    "approach.pairs": counted(
        "{n} пара шагов в другом порядке",
        "{n} пары шагов в другом порядке",
        "{n} пар шагов в другом порядке",
    ),
}
