"""What is said of the quote of a clause, in words: whose words they are, and in which language."""

from __future__ import annotations

from django.utils.translation import gettext

from proposals.language.active import active_language, joined, put_in
from proposals.models import Clause, QuoteOrigin
from sources.templatetags.languages import language_name


def wording_origin(clause: Clause) -> str:
    """Return whose words the quote is, and its language: "Translated by TASS · English"."""
    language = language_name(clause.quote_language) if clause.quote_language else ""
    return joined((_author(clause), active_language().language_within(language)), " · ")


def _author(clause: Clause) -> str:
    match clause.quote_origin:
        case QuoteOrigin.OWN:
            return gettext("The document's own words")
        case QuoteOrigin.TRANSLATION:
            return put_in(gettext("Translated by %(name)s"), name=clause.quote_by)
        case QuoteOrigin.PARAPHRASE:
            return put_in(gettext("Paraphrased by %(name)s"), name=clause.quote_by)
    return gettext("Origin of the wording not stated")
