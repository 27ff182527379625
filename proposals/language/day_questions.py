"""Questions that ask for a day of the calendar, in the languages of the site.

An answer to one is a date. A number of days after something is another question, and says so in
the same sentence: “On which day after the signing …?”, “How many days after which date …?”.
"""

from __future__ import annotations

import re

_LATER = r"(?!\W+(?:after|before|of|from|following|since|після|від|з|до|после|с|от))"
_ASKED = re.compile(
    rf"\b(?:which|what) (?:calendar )?(?:date|day)s?\b{_LATER}"
    r"|\b(?:which|what) (?:is|are) the (?:calendar )?(?:date|day)s?\b"
    r"|^(?:by |since |until |from )?when"
    r" (?:does|do|did|is|are|was|were|will|must|shall|should|may)\b"
    rf"|\b(?:якого|який|яке|якої|яку|котрого) (?:дня|день|числа|число|дати|дату)\b{_LATER}"
    rf"|\b(?:какого|какой|какое|какую|которого) (?:дня|день|числа|число|даты|дату)\b{_LATER}"
    r"|^(?:до |з |від )?коли\b|^(?:до |с |со )?когда\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:how (?:many|long|soon)|скільки|сколько|як (?:довго|скоро)|как (?:долго|скоро))\b",
    re.IGNORECASE,
)


def asks_for_day(question: str) -> bool:
    """Tell whether a question asks on which day of the calendar something is."""
    words = " ".join(question.split())
    return bool(_ASKED.search(words)) and not _COUNTED.search(words)
