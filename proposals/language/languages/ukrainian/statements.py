"""What documents answer, in Ukrainian: the force is a noun, so that no verb agrees with a name."""

from __future__ import annotations

from proposals.language.force_nouns import ForceNouns
from proposals.language.patterns import Pattern

_NOUNS = ForceNouns(
    nouns={
        "demands": ("вимога", "вимога виключити"),
        "offers": ("готовність", "готовність виключити"),
        "accepts": ("згода", "згода виключити"),
        "expects": ("очікування", "очікування, що виключать"),
        "proposes": ("пропозиція", "пропозиція виключити"),
        "several": ("{verbs}", "{refusing}"),
    },
    sentences={
        "asks": "{asks} – {{value}}",
        "orders": "{asks} щодо порядку – {{value}}",
        "requires": "{asks} – {{required}}",
        "requires_alone": "{asks} – {{required}} і нічого іншого зі списку",
        "refuses": "{refuses} таке – {{excluded}}",
        "refuses_all": "{refuses} всі пункти списку",
        "requires_and_refuses": "{asks} – {{required}}, а також {refuses} таке: {{excluded}}",
    },
    cells={
        "asks": "{asks}: {{value}}",
        "orders": "{asks} щодо порядку: {{value}}",
        "requires": "{asks}: {{required}}",
        "requires_alone": "{asks}: {{required}} і нічого іншого зі списку",
        "refuses": "{refuses}: {{excluded}}",
        "refuses_all": "{refuses} всі пункти списку",
        "requires_and_refuses": "{asks}: {{required}}; {refuses}: {{excluded}}",
    },
    demands_in_short={
        "asks": "{value}",
        "orders": "{value}",
        "requires": "{required}",
        "requires_alone": "{required} і нічого іншого зі списку",
        "refuses": "виключити: {excluded}",
        "refuses_all": "виключити всі пункти списку",
        "requires_and_refuses": "{required}; виключити: {excluded}",
    },
    forceless={
        "open.choice": "усі варіанти лишаються відкритими",
        "open.items": "усі пункти списку лишаються відкритими",
        "open.range": "величина лишається відкритою",
        "open.date": "дата лишається відкритою",
        "prose": "відповідь лише словами",
    },
    both="в обох",
    everyone="в усіх",
    admits="допустимо",
)

STATEMENTS: dict[str, Pattern] = _NOUNS.patterns()
