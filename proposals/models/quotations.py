"""The rules for what is said of a quotation: whose words they are, and what they mean."""

from __future__ import annotations

from django.utils.translation import gettext

from proposals.models.choices import QuoteOrigin


def is_foreign(language: str, home: str) -> bool:
    """Tell whether a text in `language` needs a gloss for readers of `home`.

    Both are BCP 47 tags. A language that is not known needs none.
    """
    return bool(language and home) and language.split("-")[0] != home.split("-")[0]


def problems_of_quotation(
    *, quote: str, origin: str, by: str, gloss: str, language: str, home: str
) -> dict[str, str]:
    """Return what is wrong with what is said of a clause's quote, by the name of the field.

    `home` is the language of the negotiation.
    """
    if not quote:
        return _superfluous(origin, by, gloss)
    checks = {
        "quote_language": _problem_of_language(language),
        "quote_origin": _problem_of_origin(origin),
        "quote_by": _problem_of_author(origin, by),
        "quote_gloss": _problem_of_gloss(gloss, language, home),
    }
    return {field: problem for field, problem in checks.items() if problem}


def _superfluous(origin: str, by: str, gloss: str) -> dict[str, str]:
    """Return a problem for each field that speaks of a quote that is not there."""
    filled = {"quote_origin": origin, "quote_by": by, "quote_gloss": gloss}
    problem = gettext("There is no quote that this could be said of.")
    return {field: problem for field, value in filled.items() if value}


def _problem_of_language(language: str) -> str:
    return "" if language else gettext("Say in which language the quote is, for example: uk")


def _problem_of_origin(origin: str) -> str:
    if origin:
        return ""
    return gettext(
        "Say what the quote is: the document's own words, a translation or a paper's paraphrase."
    )


def _problem_of_author(origin: str, by: str) -> str:
    if origin == QuoteOrigin.OWN and by:
        return gettext("The document's own words are by nobody else: leave this empty.")
    if origin in (QuoteOrigin.TRANSLATION, QuoteOrigin.PARAPHRASE) and not by:
        return gettext("Say who translated or paraphrased it, for example: TASS")
    return ""


def _problem_of_gloss(gloss: str, language: str, home: str) -> str:
    if gloss or not is_foreign(language, home):
        return ""
    return gettext("The quote is in another language than the negotiation: add a gloss of it.")
