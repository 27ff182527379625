"""What became of a question between two texts, in Ukrainian."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import Pattern

MOVEMENTS: dict[str, Pattern] = {
    "change.unchanged": "без змін",
    "change.reworded": "лише інші слова",
    "change.widened": "ширше",
    "change.narrowed": "вужче",
    "change.moved": "інша відповідь",
    "change.moved.range": "інше число",
    "change.moved.date": "інша дата",
    "change.moved.choice": "інший варіант",
    "change.moved.items": "інші пункти",
    "change.moved.sequence": "інший порядок",
    "change.force": "інша сила",
    "change.scope-or-condition": "інший випадок, умова або виконавець",
    "change.brackets": "лише дужки",
    "change.brackets.firm": "тепер остаточно",
    "change.brackets.open": "тепер у дужках",
    "change.new": "нове",
    "change.struck-out": "викреслено",
    "change.elsewhere": "тепер в іншому документі",
    "change.silent": "тепер без відповіді",
    "change.silent.deferred": "тепер відкладено",
    "change.silent.withdrawn": "тепер відкликано",
    "change.unanswered": "немає в жодному з текстів",
    "change.unknown": "зміна невідома",
    "change.partly-seen": "видно не повністю",
    "change.not-computed": "не обчислено",
    "movement.widened.amount": "ширше: було {before}, стало {after}",
    "movement.widened.limit": "ширше, межа: було {before}, стало {after}",
    "movement.widened.day": "ширше: було {before}, стало {after}",
    "movement.widened.quoted": "ширше: було «{before}», стало «{after}»",
    "movement.narrowed.amount": "вужче: було {before}, стало {after}",
    "movement.narrowed.limit": "вужче, межа: було {before}, стало {after}",
    "movement.narrowed.day": "вужче: було {before}, стало {after}",
    "movement.narrowed.quoted": "вужче: було «{before}», стало «{after}»",
    "movement.moved.amount": "число: було {before}, стало {after}",
    "movement.moved.limit": "межа: було {before}, стало {after}",
    "movement.moved.day": "дата: було {before}, стало {after}",
    "movement.moved.quoted": "відповідь: було «{before}», стало «{after}»",
    "movement.unchanged": "відповідь однакова в обох текстах",
    "movement.reworded": "інші слова, та сама відповідь",
    "movement.force": ("відповідь та сама, висунута інакше: спершу «{before}», потім «{after}»"),
    "movement.scope-or-condition": "відповідь та сама; відмінність текстів: {qualifiers}",
    "movement.brackets": (
        "відповідь та сама; що було остаточним, тепер у дужках, а що було в дужках, тепер остаточне"
    ),
    "movement.brackets.firm": "відповідь та сама, уже не в дужках",
    "movement.brackets.open": "відповідь та сама, тепер у дужках, ще не остаточна",
    "movement.other-cases.apart": (
        "у текстах ідеться про різні випадки: їхні відповіді не зіставляються"
    ),
    "movement.other-cases.total": (
        "у текстах ідеться про різні випадки, а загальна кількість нічого не каже про її частини: "
        "їхні відповіді не зіставляються"
    ),
    "movement.other-cases.unclear": (
        "неясно, чи йдеться в текстах про той самий випадок: їхні відповіді не зіставляються"
    ),
    "movement.new": "нове – {statement}",
    "movement.unanswered": "в обох текстах відповіді немає – {before}; {after}",
    "movement.unknown": "{missing}, тож про зміну нічого не стверджується",
    "movement.partly-seen": (
        "те, що названо лише в одному з двох текстів, може стояти в тій частині іншого, якої не "
        "бачили: про зміну нічого не стверджується"
    ),
    "movement.not-computed.prose": (
        "відповіді словами лишено на розсуд читача: що змінилося, не обчислено"
    ),
    "movement.not-computed.unlike": (
        "відповіді різного виду або в різних одиницях: що змінилося, не обчислено"
    ),
    "movement.not-computed.options": ("у текстах різні альтернативи: що змінилося, не обчислено"),
    "movement.not-computed.rejection": (
        "відхилення пункту іншого тексту не є власною відповіддю: що змінилося, не обчислено"
    ),
    "movement.with_approach": "{movement} – {approach}",
    "movement.before": "раніше – {statement}",
    "movement.other-force": "висунуто інакше: спершу «{before}», потім «{after}»",
    "movement.firm-now": "уже не в дужках",
    "movement.in-brackets-now": "тепер у дужках, ще не остаточно",
    "approach.towards": "ближче до документа «{name}»",
    "approach.towards.by": "ближче до документа «{name}» (наближення: {difference})",
    "approach.towards.counted": (
        "ближче до документа «{name}» (раніше – {before}, тепер – {after})"
    ),
    "approach.away": "далі від документа «{name}»",
    "approach.away.by": "далі від документа «{name}» (віддалення: {difference})",
    "approach.away.counted": "далі від документа «{name}» (раніше – {before}, тепер – {after})",
    "approach.same-distance": "відстань до документа «{name}» та сама",
    "approach.same-distance.gap": "відстань до документа «{name}» та сама (між ними {after})",
    "approach.same-distance.counted": "відстань до документа «{name}» та сама ({after})",
    "approach.meets-now": "тепер сходиться з документом «{name}»",
    "approach.meets-now.gap": "тепер сходиться з документом «{name}» (раніше між ними {before})",
    "approach.meets-now.same": "тепер те саме, що в документі «{name}»",
    "approach.still-meets.same": "тепер те саме, що в документі «{name}»",
    "approach.meets-now.differs": (
        "розриву з документом «{name}» більше немає, але є відмінність: {qualifiers}"
    ),
    "approach.no-longer-meets": "більше не сходиться з документом «{name}»",
    "approach.no-longer-meets.gap": (
        "більше не сходиться з документом «{name}» (тепер між ними {after})"
    ),
    "approach.still-meets": "сходиться з документом «{name}», як і раніше",
    "approach.still-meets.differs": (
        "розриву з документом «{name}» немає, як і раніше, але є відмінність: {qualifiers}"
    ),
    "approach.still-apart": "не сходиться з документом «{name}», як і раніше",
    "approach.gaps": "відстань: було {before}, стало {number}",
    "approach.points": counted("{n} спірний пункт", "{n} спірні пункти", "{n} спірних пунктів"),
    "approach.pairs": counted(
        "{n} пара кроків в іншому порядку",
        "{n} пари кроків в іншому порядку",
        "{n} пар кроків в іншому порядку",
    ),
}
