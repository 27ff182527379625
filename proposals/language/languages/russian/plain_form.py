"""Values in Russian: how they are written, and the other ways in which they are understood."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import OTHER, Pattern

PLAIN_FORM: dict[str, Pattern] = {
    "choice.any": "любой вариант",
    "choice.some": "{options}",
    "choice.at_least": "как минимум {option}",
    "choice.at_most": "как максимум {option}",
    "items.anything": "что угодно",
    "items.nothing": "ничего",
    "items.only": "только {required}",
    "items.required": "{required}",
    "items.excluded": "без: {excluded}",
    "items.both": "{required}; без: {excluded}",
    "range.any": "любое количество {unit}",
    "range.exactly": "{low}",
    "range.between": "от {low_number} до {high:genitive}",
    "range.at_least": "как минимум {low}",
    "range.more_than": "более чем {low}",
    "range.at_most": "как максимум {high}",
    "range.less_than": "менее чем {high}",
    "range.at_least_less_than": "как минимум {low_number} и менее чем {high}",
    "range.more_than_at_most": "более чем {low_number} и как максимум {high}",
    "range.more_than_less_than": "более чем {low_number} и менее чем {high}",
    "date.any": "любой день",
    "date.on": "{day}",
    "date.between": "{first} – {last}",
    "date.from": "не ранее {first}",
    "date.until": "не позднее {last}",
    "amount": "{number} {unit}",
    "days": {
        "one": "{number} день",
        "few": "{number} дня",
        "many": "{number} дней",
        OTHER: "{number} дня",
    },
    "steps": counted("{number} шаг", "{number} шага", "{number} шагов"),
    "points": {
        "one": "{number} процентный пункт",
        "few": "{number} процентных пункта",
        "many": "{number} процентных пунктов",
        OTHER: "{number} процентного пункта",
    },
    "day": "{day} {month} {year}",
    "list.comma": "{before}, {after}",
    "list.and": "{before} и {after}",
    "list.or": "{before} или {after}",
    # Each of them, not only all together: a word for “and” could be read so.
    "list.none_of": "{before}, {after}",
    "list.more": "{before} и ещё {count}",
    "list.apart": "{before}; {after}",
    "order.together": "{before} и одновременно {after}",
    "order.then": "{before}, затем {after}",
    "order.more": "{before}, далее другие шаги",
    "order.chains": "{before}; {after}",
    "order.also": "{before}; также {after}",
    "order.circle": "{before} → {after}",
    "examples.list.three": "«{one}», «{two}», «{three}»",
    "examples.items": "«{some}», «без: {one}», из списка: {all}",
    "examples.sequence": "«{order}», из списка: {all}",
    "examples.text": "любой текст",
}

_AT_LEAST = "(как минимум|минимум|по меньшей мере|не менее|не менее чем|не меньше|не меньше чем|от)"
_MORE_THAN = "(более|более чем|больше|больше чем|свыше)"
_AT_MOST = "(как максимум|максимум|не более|не более чем|не больше|не больше чем|до)"
_LESS_THAN = "(менее|менее чем|меньше|меньше чем)"
_AND = "( и |, | но )"

VARIANTS: dict[str, tuple[str, ...]] = {
    "choice.any": ("любой", "что угодно"),
    "choice.not": ("не {options}", "без: {options}", "кроме: {options}"),
    "choice.at_least": ("(минимум|по меньшей мере|не менее чем|не ниже чем) {option}",),
    "choice.at_most": ("(максимум|не более чем|не выше чем) {option}",),
    "items.nothing": ("ни один", "ни одного"),
    "items.all": ("всё", "все"),
    "items.only": ("лишь {required}",),
    "items.excluded": ("не {excluded}", "кроме: {excluded}"),
    "items.both": ("{required}; не {excluded}", "{required}, но не {excluded}"),
    "range.any": ("сколько угодно {unit}",),
    "range.exactly": ("ровно {low}",),
    "range.between": ("(от |между |с |){low_number}( до | и |до| - |-| – |–| — |—){high}",),
    "range.at_least": (f"{_AT_LEAST} {{low}}",),
    "range.more_than": (f"{_MORE_THAN} {{low}}",),
    "range.at_most": (f"{_AT_MOST} {{high}}",),
    "range.less_than": (f"{_LESS_THAN} {{high}}",),
    "range.at_least_at_most": (f"{_AT_LEAST} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.at_least_less_than": (f"{_AT_LEAST} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "range.more_than_at_most": (f"{_MORE_THAN} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.more_than_less_than": (f"{_MORE_THAN} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "date.any": ("любая дата", "когда угодно"),
    "date.between": ("(от |с |со |между |){first}( до | по |–| и ){last}",),
    "date.until": ("(не позднее чем|не позже чем|не позже|по) {last}",),
    "date.before": ("(ранее чем|раньше чем|ранее|раньше) {last}",),
    "date.from": ("(не ранее чем|не раньше чем|не раньше|от|с|со|начиная с|начиная со) {first}",),
    "date.after": ("(после|позднее чем|позже чем|позднее|позже) {first}",),
    "day": ("{day} {month} {year} года", "{day} {month} {year} г."),
    "list.or": ("{before} либо {after}",),
    "list.none_of": ("{before} и {after}",),
    "order.then": ("{before} затем {after}", "{before} → {after}", "{before}, → {after}"),
}
