"""Values in Ukrainian: how they are written, and the other ways in which they are understood."""

from __future__ import annotations

from proposals.language.east_slavic import counted
from proposals.language.patterns import OTHER, Pattern

PLAIN_FORM: dict[str, Pattern] = {
    "choice.any": "будь-який варіант",
    "choice.some": "{options}",
    "choice.at_least": "щонайменше {option}",
    "choice.at_most": "щонайбільше {option}",
    "items.anything": "будь-що",
    "items.nothing": "нічого",
    "items.only": "лише {required}",
    "items.required": "{required}",
    "items.excluded": "без: {excluded}",
    "items.both": "{required}; без: {excluded}",
    "range.any": "будь-яка кількість {unit}",
    "range.exactly": "{low}",
    "range.between": "від {low_number} до {high:genitive}",
    "range.at_least": "щонайменше {low}",
    "range.more_than": "більше ніж {low}",
    "range.at_most": "щонайбільше {high}",
    "range.less_than": "менше ніж {high}",
    "range.at_least_less_than": "щонайменше {low_number} і менше ніж {high}",
    "range.more_than_at_most": "більше ніж {low_number} і щонайбільше {high}",
    "range.more_than_less_than": "більше ніж {low_number} і менше ніж {high}",
    "date.any": "будь-який день",
    "date.on": "{day}",
    "date.between": "{first} – {last}",
    "date.from": "не раніше {first}",
    "date.until": "не пізніше {last}",
    "amount": "{number} {unit}",
    "days": {
        "one": "{number} день",
        "few": "{number} дні",
        "many": "{number} днів",
        OTHER: "{number} дня",
    },
    "steps": counted("{number} крок", "{number} кроки", "{number} кроків"),
    "points": {
        "one": "{number} відсотковий пункт",
        "few": "{number} відсоткові пункти",
        "many": "{number} відсоткових пунктів",
        OTHER: "{number} відсоткового пункту",
    },
    "day": "{day} {month} {year}",
    "list.comma": "{before}, {after}",
    "list.and": "{before} та {after}",
    "list.or": "{before} або {after}",
    # Each of them, not only all together: a word for “and” could be read so.
    "list.none_of": "{before}, {after}",
    "list.more": "{before} та ще {count}",
    "list.apart": "{before}; {after}",
    "order.together": "{before} і водночас {after}",
    "order.then": "{before}, потім {after}",
    "order.more": "{before}, далі інші кроки",
    "order.chains": "{before}; {after}",
    "order.also": "{before}; також {after}",
    "order.circle": "{before} → {after}",
    "examples.list.three": "«{one}», «{two}», «{three}»",
    "examples.items": "«{some}», «без: {one}», зі списку: {all}",
    "examples.sequence": "«{order}», зі списку: {all}",
    "examples.text": "будь-який текст",
}

_AT_LEAST = "(щонайменше|принаймні|не менше|не менше ніж|не менше як|не менш ніж|не менш як|від)"
_MORE_THAN = "(більше|більше ніж|більше як|більш ніж|більш як|понад)"
_AT_MOST = "(щонайбільше|не більше|не більше ніж|не більше як|не більш ніж|не більш як|до)"
_LESS_THAN = "(менше|менше ніж|менше як|менш ніж|менш як)"
_AND = "( і | та | й |, | але )"

VARIANTS: dict[str, tuple[str, ...]] = {
    "choice.any": ("будь-який", "будь-що"),
    "choice.not": ("не {options}", "без: {options}", "крім: {options}"),
    "choice.at_least": ("(принаймні|не менше ніж|не нижче ніж) {option}",),
    "choice.at_most": ("(не більше ніж|не вище ніж) {option}",),
    "items.nothing": ("жоден", "жодного"),
    "items.all": ("усе", "все", "усі", "всі"),
    "items.only": ("тільки {required}",),
    "items.excluded": ("не {excluded}", "крім: {excluded}"),
    "items.both": ("{required}; не {excluded}", "{required}, але не {excluded}"),
    "range.any": ("будь-скільки {unit}",),
    "range.exactly": ("рівно {low}",),
    "range.between": ("(від |між |з |){low_number}( до | і | та |до| - |-| – |–| — |—){high}",),
    "range.at_least": (f"{_AT_LEAST} {{low}}",),
    "range.more_than": (f"{_MORE_THAN} {{low}}",),
    "range.at_most": (f"{_AT_MOST} {{high}}",),
    "range.less_than": (f"{_LESS_THAN} {{high}}",),
    "range.at_least_at_most": (f"{_AT_LEAST} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.at_least_less_than": (f"{_AT_LEAST} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "range.more_than_at_most": (f"{_MORE_THAN} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.more_than_less_than": (f"{_MORE_THAN} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "date.any": ("будь-яка дата", "будь-коли"),
    "date.between": ("(від |з |із |між |){first}( до | по |–| і | та ){last}",),
    "date.until": ("(не пізніше ніж|по) {last}",),
    "date.before": ("(раніше ніж|раніше) {last}",),
    "date.from": ("(не раніше ніж|від|з|із|починаючи з|починаючи від) {first}",),
    "date.after": ("(після|пізніше ніж|пізніше) {first}",),
    "day": ("{day} {month} {year} року", "{day} {month} {year} р."),
    "list.and": ("{before} і {after}", "{before} й {after}"),
    "list.or": ("{before} чи {after}",),
    "list.none_of": ("{before} та {after}", "{before} і {after}", "{before} й {after}"),
    "order.then": ("{before} потім {after}", "{before} → {after}", "{before}, → {after}"),
}
