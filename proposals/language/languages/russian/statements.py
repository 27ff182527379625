"""What documents answer, in Russian: the force is a noun, so that no verb agrees with a name."""

from __future__ import annotations

from proposals.language.force_nouns import ForceNouns
from proposals.language.patterns import Pattern

_NOUNS = ForceNouns(
    nouns={
        "demands": ("требование", "требование исключить"),
        "offers": ("готовность", "готовность исключить"),
        "accepts": ("согласие", "согласие исключить"),
        "expects": ("ожидание", "ожидание, что исключат"),
        "proposes": ("предложение", "предложение исключить"),
        "several": ("{verbs}", "{refusing}"),
    },
    sentences={
        "asks": "{asks} – {{value}}",
        "orders": "{asks} относительно порядка – {{value}}",
        "requires": "{asks} – {{required}}",
        "requires_alone": "{asks} – {{required}} и ничего другого из списка",
        "refuses": "{refuses} следующее – {{excluded}}",
        "refuses_all": "{refuses} все пункты списка",
        "requires_and_refuses": "{asks} – {{required}}, а также {refuses} следующее: {{excluded}}",
    },
    cells={
        "asks": "{asks}: {{value}}",
        "orders": "{asks} относительно порядка: {{value}}",
        "requires": "{asks}: {{required}}",
        "requires_alone": "{asks}: {{required}} и ничего другого из списка",
        "refuses": "{refuses}: {{excluded}}",
        "refuses_all": "{refuses} все пункты списка",
        "requires_and_refuses": "{asks}: {{required}}; {refuses}: {{excluded}}",
    },
    demands_in_short={
        "asks": "{value}",
        "orders": "{value}",
        "requires": "{required}",
        "requires_alone": "{required} и ничего другого из списка",
        "refuses": "исключить: {excluded}",
        "refuses_all": "исключить все пункты списка",
        "requires_and_refuses": "{required}; исключить: {excluded}",
    },
    forceless={
        "open.choice": "все варианты остаются открытыми",
        "open.items": "все пункты списка остаются открытыми",
        "open.range": "величина остаётся открытой",
        "open.date": "дата остаётся открытой",
        "prose": "ответ только словами",
    },
    both="в обоих",
    everyone="во всех",
    admits="допустимо",
)

STATEMENTS: dict[str, Pattern] = _NOUNS.patterns()
