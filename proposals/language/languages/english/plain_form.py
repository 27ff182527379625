"""Values in English: how they are written, and the other ways in which they are understood."""

from __future__ import annotations

from proposals.language.languages.english.numbers import numbers
from proposals.language.patterns import Pattern

PLAIN_FORM: dict[str, Pattern] = {
    "choice.any": "any option",
    "choice.some": "{options}",
    "choice.at_least": "at least {option}",
    "choice.at_most": "at most {option}",
    "items.anything": "anything",
    "items.nothing": "nothing",
    "items.only": "only {required}",
    "items.required": "{required}",
    "items.excluded": "not {excluded}",
    "items.both": "{required}; not {excluded}",
    "range.any": "any number of {unit}",
    "range.exactly": "{low}",
    "range.between": "{low_number} to {high}",
    "range.at_least": "at least {low}",
    "range.more_than": "more than {low}",
    "range.at_most": "at most {high}",
    "range.less_than": "less than {high}",
    "range.at_least_less_than": "at least {low_number} and less than {high}",
    "range.more_than_at_most": "more than {low_number} and at most {high}",
    "range.more_than_less_than": "more than {low_number} and less than {high}",
    "date.any": "any day",
    "date.on": "{day}",
    "date.between": "{first} to {last}",
    "date.from": "from {first}",
    "date.until": "until {last}",
    "amount": "{number} {unit}",
    "days": numbers("{number} day", "{number} days"),
    "steps": numbers("{number} step", "{number} steps"),
    "points": numbers("{number} percentage point", "{number} percentage points"),
    "day": "{day} {month} {year}",
    "list.comma": "{before}, {after}",
    "list.and": "{before} and {after}",
    "list.or": "{before} or {after}",
    "list.none_of": "{before} or {after}",
    "list.more": "{before} and {count} more",
    "list.apart": "{before}; {after}",
    "order.together": "{before} together with {after}",
    "order.then": "{before}, then {after}",
    "order.more": "{before}, and further steps",
    "order.chains": "{before}; {after}",
    "order.also": "{before}; also {after}",
    "order.circle": "{before} → {after}",
    "examples.list.three": '"{one}", "{two}", "{three}"',
    "examples.items": '"{some}", "not {one}", out of: {all}',
    "examples.sequence": '"{order}", out of: {all}',
    "examples.text": "any text",
}

_AT_LEAST = "(at least|no less than|not less than|from)"
_MORE_THAN = "(more than|over)"
_AT_MOST = "(at most|up to|no more than|not more than|within)"
_LESS_THAN = "(less than|under|fewer than)"
_AND = "( and |, )"

VARIANTS: dict[str, tuple[str, ...]] = {
    "choice.any": ("any",),
    "choice.not": ("not {options}",),
    "choice.at_least": ("(no less than|not less than) {option}",),
    "choice.at_most": ("(no more than|not more than|up to) {option}",),
    "items.nothing": ("none",),
    "items.all": ("all",),
    "range.any": ("any {unit}",),
    "range.exactly": ("exactly {low}",),
    "range.between": ("(between |from |){low_number}( to | and |to|and| - |-| – |–| — |—){high}",),
    "range.at_least": (f"{_AT_LEAST} {{low}}",),
    "range.more_than": (f"{_MORE_THAN} {{low}}",),
    "range.at_most": (f"{_AT_MOST} {{high}}",),
    "range.less_than": (f"{_LESS_THAN} {{high}}",),
    "range.at_least_at_most": (f"{_AT_LEAST} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.at_least_less_than": (f"{_AT_LEAST} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "range.more_than_at_most": (f"{_MORE_THAN} {{low_number}}{_AND}{_AT_MOST} {{high}}",),
    "range.more_than_less_than": (f"{_MORE_THAN} {{low_number}}{_AND}{_LESS_THAN} {{high}}",),
    "date.any": ("any",),
    "date.between": ("(from |between |){first}( to | – | and ){last}",),
    "date.until": ("(until|by|no later than|not later than) {last}",),
    "date.before": ("before {last}",),
    "date.from": ("(from|no earlier than|not earlier than) {first}",),
    "date.after": ("after {first}",),
    "date.on": ("on {day}",),
    "order.then": ("{before} then {after}", "{before} → {after}", "{before}, → {after}"),
}
