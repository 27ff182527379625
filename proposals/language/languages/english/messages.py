"""Errors in English: what is wrong, and what would be right."""

from __future__ import annotations

from proposals.language.patterns import Pattern

MESSAGES: dict[str, Pattern] = {
    "error.key": "{key}: {error}",
    "error.found": "{error} Found: {found}.",
    "error.allowed": "{error} Allowed: {allowed}.",
    "error.very_large": "a very large {type}",
    "error.nothing_allowed": "nothing",
    "error.no-option": "no option is admitted.",
    "allowed.no-option": "at least one option of the list",
    "error.required-and-excluded": "an item cannot be required and excluded at once.",
    "allowed.required-and-excluded": "each item in one of the two lists",
    "error.empty-range": "the range admits no amount: nothing lies between its ends.",
    "allowed.empty-range": "a lower end that is not above the upper end",
    "error.empty-span": "the span admits no day: it ends before it begins.",
    "allowed.empty-span": "{first} or later",
    "error.steps-in-a-circle": "the steps run in a circle, so no order can hold.",
    "allowed.steps-in-a-circle": "each step before or after another, not both",
    "error.too-few-steps": "an order needs two steps.",
    "allowed.too-few-steps": "two steps or more of the list",
    "error.empty-text": "a text answer must not be empty.",
    "allowed.empty-text": "one word or more",
    "error.inexact-amount": "an amount must be an exact number.",
    "allowed.inexact-amount": "30, or 4.5",
    "error.amount-out-of-bounds": "the amount is too large, or no number.",
    "allowed.amount-out-of-bounds": "up to {limit} of the base unit, above or below zero",
    "error.too-many-decimals": "too many decimals.",
    "allowed.too-many-decimals": "at most {limit} decimals",
    "error.not-in-list": "not in the question's list.",
    "error.unknown-unit": "unknown unit.",
    "error.other-unit": "another unit of the same key.",
    "error.other-kind": "the question takes another kind.",
    "error.no-table": "a value must be a table or a sentence.",
    "error.other-keys": "a value of kind {kind} has other keys.",
    "error.admitted-and-ruled-out": "say either what is admitted or what is ruled out.",
    "error.others-of-nothing": '"others" needs the other list.',
    "allowed.others-of-nothing": "a list, or all",
    "error.ends-of-range": "a range has one end, two ends, or is any.",
    "error.ends-of-scale": "on a scale, say which options are admitted, or the ends of a stretch.",
    "error.no-step": "no step of the scale lies between the ends.",
    "allowed.no-step": "a lower end that is not above the upper end",
    "error.other-scale": "another scale than the question's.",
    "error.no-top": "the question has no top outcome.",
    "error.top-like-amount": (
        "The top outcome {found} reads like an amount: it must hold no figure, and not begin as "
        "amounts do (“at least”, “any number of”)."
    ),
    "error.no-ceiling": (
        "the question asks for a limit itself: an answer is that limit, or the lowest and the "
        "highest limit that would do."
    ),
    "allowed.no-ceiling": "at most 800 (the limit 800), or 600 to 800",
    "error.end-given-twice": "one end is given twice.",
    "error.stands-alone": '"{key}" stands alone.',
    "error.no-chains": "a list of chains is needed.",
    "error.chain-no-list": "each chain is a list of steps.",
    "error.no-text": "a text is needed.",
    "error.no-keys": "a list of keys is needed.",
    "error.no-unit-key": "the unit's key is needed.",
    "error.no-number": "an exact number is needed.",
    "allowed.no-number": '30 or "4.5", with nothing between thousands',
    "error.no-day": "a day is needed.",
    "allowed.no-day": "2025-06-20",
    "error.empty-answer": "the answer is empty.",
    "error.unit-missing": "no unit found.",
    "allowed.unit-missing": "{examples}, in: {units}",
    "error.not-understood": "not understood.",
    "error.unclear-number": "a comma parts thousands only, and a point decimals only.",
    "allowed.unclear-number": "6,000 or 4.5",
    "error.unclear-thousands": "the number could be {less} or {more}.",
    "allowed.unclear-thousands": "{exact} or {plain}",
    "error.grouped-number": "the number is parted by marks; it could be {more}.",
    "allowed.grouped-number": "{plain}",
    "error.no-calendar-day": "not a day.",
    "allowed.no-calendar-day": "20 June 2025, or 2025-06-20",
    "error.no-entry": "no entry of the question's list.",
    "error.bad-key": "The key {found} must be lower-case letters, digits and hyphens.",
    "error.bad-label": (
        "The label {found} must not be empty, and must not hold a comma, colon, semicolon, arrow, "
        "double quotation mark (Hebrew has ״ for it), line break or doubled space."
    ),
    "error.reserved-label": (
        "The label {found} holds the reserved word “{word}”, of which answers are made: reword it."
    ),
    "error.joining-label": (
        "The label {found} begins or ends with the joining word “{word}”: reword it."
    ),
    "error.ambiguous-label": (
        "The label {found} could be read as several entries, because of “{word}” in it: reword it."
    ),
    "error.no-list-allowed": "A question of kind {kind} takes no list of entries.",
    "error.list-needed": "A question of kind {kind} needs a list of entries.",
    "error.no-scale-allowed": "Only a choice can be ordered; this question is of kind {kind}.",
    "error.no-range": (
        "Only a range has a top outcome, measures a limit or holds in total; this question is of "
        "kind {kind}."
    ),
    "error.label-of-key": (
        "The label {found} of the scope '{scope}' is the key of another scope: an answer that "
        "names it could mean either."
    ),
    "error.no-such-scope": "The scope '{scope}' lies within '{found}', which is not in the list.",
    "error.scopes-in-a-circle": "The scope '{scope}' lies within itself.",
    "error.scope-in-two-parts": (
        "The scope '{scope}' lies in two parts of one partition, but these are apart."
    ),
    "error.unlike-parts": (
        "The entries of the partition '{partition}' must lie within the same scopes, and all of "
        "them or none must be complete."
    ),
    "error.complete-without-partition": "The scope '{scope}' is complete but in no partition.",
    "error.no-scope-list": 'Scopes are a list of {{"key": "…", "label": "…"}}.',
    "error.bad-scope": (
        "Entry {place} of the scopes needs key and label, may have within (a list of keys), "
        "partition and complete."
    ),
    "error.equal-entries": "Two entries have the same key or the same label: {found}.",
    "error.unit-needed": "A question of kind range needs a unit.",
    "error.no-unit-allowed": "Only a question of kind range takes a unit.",
    "error.no-vocabulary": 'A vocabulary is a list of {{"key": "…", "label": "…"}}.',
    "error.bad-entry": (
        "Entry {place} of the vocabulary needs key and label, may have short, note and region."
    ),
    "error.bad-factor": "The unit '{unit}' needs a factor from 1 to {limit}.",
    "error.factor-without-base": "The unit '{unit}' has a factor but names no base.",
    "error.bad-unit-name": "The unit '{unit}' has no usable name: {found}.",
    "error.bad-minimum": "The unit '{unit}' has no usable minimum: {found}.",
    "error.broken-minimum": (
        "The unit '{unit}' counts in whole numbers, so its minimum must be one."
    ),
    "error.unlike-units": (
        "Units that convert to each other must share their minimum and their wholeness, and be "
        "multiples of the smallest."
    ),
    "error.equal-units": "Two units have the same key or the same name: {found}.",
    "error.prose": "Prose admits no computable set of outcomes.",
    "error.kinds-apart": "Answers of kind {left} and of kind {right} cannot be compared.",
    "error.units-apart": "Amounts in {left} and in {right} do not convert exactly.",
    "error.nothing-in-common": (
        "The terms have no outcome in common, so they cannot hold together."
    ),
}
