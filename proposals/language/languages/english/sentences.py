"""The sentences of explanations in English."""

from __future__ import annotations

from proposals.language.languages.english.numbers import numbers
from proposals.language.patterns import Pattern

SENTENCES: dict[str, Pattern] = {
    "both_state": "{left}; {right}",
    "both_differ": "{left}; {right}",
    "aside": "{statement} ({notes})",
    "note.in_brackets": "in brackets, not firm yet",
    "name_with_option": "{name} ({option})",
    "exact.range": "exactly {value}",
    "exact.limit": "a limit of {value}",
    "exact.items": "{required} without {excluded}",
    "exact.excluded": "none of: {excluded}",
    "exact.date.any": "any date",
    "exact.date.between": "a date from {first} to {last}",
    "exact.date.from": "a date no earlier than {first}",
    "exact.date.until": "a date no later than {last}",
    "tied": "The answer is tied to {conditions}",
    "both_tied": "Both tie this to {conditions}",
    "conditions.one": "a condition: {condition}",
    "conditions.several": "conditions: {conditions}",
    "conditions.unnamed": "a condition that is not named",
    "conditions.clause": "clause {clause}",
    "in_brackets": numbers(
        "{name} has this in brackets, not firm yet", "{name} have this in brackets, not firm yet"
    ),
    "same_answer": "Both give the same answer",
    "same_answer.named": "Both give the same answer: {value}",
    "also_agree": "They also agree on: {cases}",
    "only_expects": numbers("{name} only expects this", "{name} only expect this"),
    "common": "Both can be met at once",
    "common.value": "Both admit {value}",
    "common.items": "Both can be met at once: {value}",
    "common.sequence": "Both orders can hold at once: {value}",
    "apart.range": "The ranges do not meet: {gap} apart",
    "apart.touching": (
        "The ranges do not meet: both end at the same point, which at least one leaves out"
    ),
    "apart.date": "The dates do not meet: {gap} apart",
    "apart.steps": "They are {gap} apart on the scale",
    "apart.limit": "The limits differ: {gap} apart",
    "apart.top": "They do not meet: “{top}” lies above every number",
    "no_shared_option": "No option satisfies both",
    "no_shared_option.list": (
        "No option satisfies both: by this question's list the options exclude each other"
    ),
    "case.rest": "the rest",
    "case.rest_of": "the rest ({case})",
    "case.without": "except: {cases}",
    "only_speaker.rest": numbers("Only {name} speaks of the rest", "Only {name} speak of the rest"),
    "only_speaker.cases": numbers(
        "Only {name} speaks of this: {cases}", "Only {name} speak of this: {cases}"
    ),
    "only_speaker.further": numbers(
        "Only {name} speaks of further cases", "Only {name} speak of further cases"
    ),
    "only_speaker.both": "Each also speaks of cases on which the other says nothing",
    "other_cases.apart": "They speak of different cases",
    "other_cases.total": "They speak of different cases: a total says nothing of its parts",
    "other_cases.unclear": "It is unclear whether they speak of the same case",
    "read_as_same.same": "Read without their scopes, they would give the same answer",
    "read_as_same.meet": "Read without their scopes, they would meet",
    "read_as_same.gap": "Read without their scopes, they would be {gap} apart",
    "read_as_same.apart": "Read without their scopes, nothing would satisfy both",
    "rejects": numbers("{name} rejects this point of {of}", "{name} reject this point of {of}"),
    "reply.accepts": "Accepts this point of {name} ({day})",
    "reply.rejects": "Rejects this point of {name} ({day})",
    "reply.beside": "{reply}; its own answer stands beside it",
    "cell.taken-over": "Left as in {name}: {points}",
    "cell.absence-taken-over": "Left as in {name}",
    "bearer_unsaid": numbers(
        "Only {name} says who must act: {bearers}", "Only {name} say who must act: {bearers}"
    ),
    "contest": "Contested: {items}, wanted by {requiring} and ruled out by {excluding}",
    "contested": "One side wants what the other rules out",
    "contested_items": "One side wants what the other rules out: {items}",
    "puts_before": numbers("{name} puts {early} before {late}", "{name} put {early} before {late}"),
    "puts_together": numbers(
        "{name} puts {early} and {late} at the same time",
        "{name} put {early} and {late} at the same time",
    ),
    "puts_first": numbers("{name} puts {step} first", "{name} put {step} first"),
    "puts_at_once": numbers(
        "{name} puts both at the same time", "{name} put both at the same time"
    ),
    "further_inversions": "They also differ on the order of {pairs}",
    "pair_of_steps": "{early} and {late}",
    "circular_order.unnamed": "Taken together the two orders run in a circle",
    "circular_order": "Taken together the two orders run in a circle: {steps}",
    "missing.silent": numbers("{name} is silent on this", "{name} are silent on this"),
    "missing.silent.full": "Nothing on this was found in the full text of {name}",
    "missing.silent.digest": "Nothing on this was found in the digests of {name} that were read",
    "missing.deferred": numbers(
        "{name} leaves this to later talks", "{name} leave this to later talks"
    ),
    "missing.withdrawn": numbers(
        "{name} no longer answers this: the answer was withdrawn",
        "{name} no longer answer this: the answer was withdrawn",
    ),
    "missing.struck-out": numbers(
        "{name} strikes this out of the text that it edits",
        "{name} strike this out of the text that they edit",
    ),
    "missing.elsewhere": numbers(
        "{name} moves this to another paper", "{name} move this to another paper"
    ),
    "missing.elsewhere.named": numbers(
        "{name} moves this to another paper: {where}",
        "{name} move this to another paper: {where}",
    ),
    "missing.not_coded": numbers(
        "{name} is not coded on this question yet", "{name} are not coded on this question yet"
    ),
    "inconsistent": "The coding of {name} is inconsistent",
    "not_compared.answer-missing": "Nothing is compared",
    "not_compared.neither-answers": "Neither answers this, so nothing is compared",
    "not_compared.prose": "Answers in words are left to the reader: nothing is compared",
    "not_compared.unlike": "Answers of different kinds or units cannot be compared",
    "condition.only": numbers(
        "Only {name} ties this to {conditions}", "Only {name} tie this to {conditions}"
    ),
    "condition.some": numbers(
        "{name} ties this to {conditions}", "{name} tie this to {conditions}"
    ),
    "bearer.some": "in {name} it falls to {bearers}",
    "qualifier.scope": "the scope",
    "qualifier.condition": "the condition",
    "qualifier.bearer": "who must act",
    "qualifier.force": "force",
    "differences": "They differ in {qualifiers}",
    "short.rejects": "rejects this point of {of}",
    "short.puts_before": "{early} before {late}",
    "short.puts_together": "{early} together with {late}",
    "short.borne": "{statement}, to be done by {bearers}",
    "short.conditional": "{statement}, on a condition",
    "with_other_options": "With other options: {explanation}",
    "row.answering": "{count} of {columns} answer",
    "row.compared": "{count} of {answers} answers compared",
    "row.within.same": "One party gives the same answer in {left} and in {right}",
    "row.within.gap": "One party differs between {left} and {right}: {gap} apart",
    "row.within.changed": "One party differs between {left} and {right}",
    "row.required": "Required by all: {value}",
    "row.required.answering": "Required by all that answer: {value}",
    "row.same": "The same answer by all: {value}",
    "row.same.answering": "The same answer by all that answer: {value}",
    "row.not_together": "Every two of these answers meet, but nothing satisfies all of them",
    "row.together": "Could be met together: {value}",
    "row.silent": numbers("{n} document does not speak here", "{n} documents do not speak here"),
    "row.not_coded": "{n} not coded yet",
    "fold.alone": numbers(
        "Only {name} answers {questions}: {labels}", "Only {name} answer {questions}: {labels}"
    ),
    "fold.not_compared": "Nothing is compared on {questions}: {labels}",
    "fold.questions": numbers("{n} question", "{n} questions"),
    "asymmetry.own": "Undertaken by {bearers} alone",
    "asymmetry.asked": "Asked of {bearers} only",
    "figure.all_of_these": "all of these",
    "figure.gap": "gap: {gap}",
    "figure.nothing_in_common": "no amount in common",
    "figure.between": "{gap} ({names})",
    "figure.in_common": "in common: {value}",
    "figure.named": "{name}: {answer}",
    "figure.name_with_option": "{name} ({option})",
}
