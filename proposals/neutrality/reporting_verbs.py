"""The verbs by which a clause tells what a party does, one list for each language of the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

REPORTING_VERBS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "is to, are to": ("is to", "are to", "is not to", "are not to"),
        "must, shall, has to": ("must", "shall", "has to", "have to"),
        "may, can": ("may", "can"),
        "asks for": ("asks", "ask", "asked"),
        "calls for": ("calls for", "called for"),
        "demands": ("demands", "demand", "demanded"),
        "insists": ("insists", "insist", "insisted"),
        "requires": ("requires", "require", "required"),
        "wants": ("wants", "want", "wanted"),
        "seeks": ("seeks", "seek", "sought"),
        "proposes": ("proposes", "propose", "proposed"),
        "suggests": ("suggests", "suggest", "suggested"),
        "offers": ("offers", "offer", "offered"),
        "promises": ("promises", "promise", "promised"),
        "accepts": ("accepts", "accept", "accepted"),
        "agrees": ("agrees", "agree", "agreed"),
        "expects": ("expects", "expect", "expected"),
        "rejects": ("rejects", "reject", "rejected"),
        "refuses": ("refuses", "refuse", "refused", "turns down", "turned down"),
        "disputes": ("disputes", "dispute", "disputed"),
        "forbids": ("forbids", "forbid", "bans", "rules out", "ruled out"),
        "threatens": ("threatens", "threaten", "threatened", "warns", "warned"),
        "blames": ("blames", "blamed", "accuses", "accused"),
        "claims": ("claims", "claim", "claimed"),
        "says": ("says", "say", "said", "told", "speaks of", "spoke of"),
    }
}
"""For each language, each verb's name and its forms.

A form is counted as words; whether it stands as a verb or a noun is not told apart.
"""

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")


def count_verbs(text: str, language: str) -> Counter[str]:
    """Return how often each verb of a language stands in a text, outside quotation marks.

    Empty for a language without a list.
    """
    own = _QUOTED.sub(" ", text)
    return Counter(
        {
            verb: len(_pattern(forms).findall(own))
            for verb, forms in REPORTING_VERBS.get(language, {}).items()
        }
    )


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression that finds any of some forms, whatever space is between words."""
    spaced = (form.replace(" ", r"\s+") for form in forms)
    return re.compile("|".join(rf"\b{form}\b" for form in spaced), re.IGNORECASE)
