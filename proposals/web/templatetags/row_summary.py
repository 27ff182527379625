"""What a row tells in short: a verdict without what stands beside it, columns and sources by name.

Nothing is lost: what is left out here stands in the same place, folded, or in the answers.
"""

from __future__ import annotations

from django import template
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from proposals.comparisons import EvidenceView, PairView, Row
from proposals.domain.phrases import sentence
from proposals.domain.verdicts import Qualifier
from proposals.figures import Figure, ItemsFigure
from proposals.figures.column_answers import column_answers, short_names
from proposals.models import Evidence

register = template.Library()


@register.simple_tag
def told(pair: PairView, picture: Figure | None = None) -> str:
    """The beginning of a pair's sentence that only repeats both answers, or what is drawn."""
    return _halves(pair, picture)[0]


@register.simple_tag
def untold(pair: PairView, picture: Figure | None = None) -> str:
    """What a pair's sentence says beyond both answers and their picture; it may be nothing."""
    return _halves(pair, picture)[1]


def _halves(pair: PairView, picture: Figure | None) -> tuple[str, str]:
    """The sentence in two: what is told beside it already, and the rest."""
    whole = pair.worst_sentence
    if isinstance(picture, ItemsFigure):
        rest = _lesser(pair)
        return whole.removesuffix(rest).strip(), rest
    for start in _repeated(pair):
        rest = whole.removeprefix(start).strip()
        if start and rest and rest != whole:
            return start, rest
    return "", whole


def _lesser(pair: PairView) -> str:
    """The end of a sentence that tells differences of condition, scope, duty and force."""
    verdict, speaker = pair.pair.worst, pair.speaker
    say = {
        Qualifier.CONDITION: speaker.condition_of,
        Qualifier.SCOPE: speaker.scope_of,
        Qualifier.BEARER: speaker.bearer_of,
        Qualifier.FORCE: speaker.force_of,
    }
    parts = [
        sentence(f"{words(verdict.left)}; {words(verdict.right)}")
        for difference, words in say.items()
        if difference in verdict.differences
    ]
    ends = (" ".join(parts[:last]) for last in range(len(parts), 0, -1))
    return next((end for end in ends if pair.worst_sentence.endswith(end)), "")


def _repeated(pair: PairView) -> tuple[str, str]:
    """How a sentence may begin by repeating: both answers in one sentence, or each in its own."""
    verdict, speaker = pair.pair.worst, pair.speaker
    said = [speaker.states(side) for side in (verdict.left, verdict.right) if side.stance]
    tied = [side.stance for side in (verdict.left, verdict.right) if side.stance]
    separate = " ".join(map(sentence, said))
    condition = speaker.tied(tied[0].terms) if len(tied) == 1 else ""
    if condition:
        words = gettext("The answer is tied to %(condition)s") % {"condition": condition}
        separate = f"{separate} {sentence(words)}"
    return sentence("; ".join(said)) if len(said) > 1 else separate, separate


@register.simple_tag
def pair_names(row: Row, pair: PairView) -> str:
    """Both columns of a pair, by the short names that the row's picture uses."""
    documents = [cell.document for cell in row.cells]
    names = dict(zip((one.key for one in documents), short_names(documents), strict=True))
    return " / ".join(capfirst(names[one.key]) for one in (pair.left, pair.right))


@register.simple_tag
def speaking(row: Row) -> int:
    """How many columns of a row give an answer that can be drawn."""
    return len(column_answers(row))


@register.filter
def sources_on_paper(view: EvidenceView) -> str:
    """What an answer rests on in one line for paper: outlets with their days, by what they do."""
    groups = (
        ("", view.supporting),
        (gettext("Disputed:"), view.disputing),
        (gettext("Qualified:"), view.qualifying),
    )
    return " ".join(f"{head} {_named(items)}.".strip() for head, items in groups if items)


def _named(items: tuple[Evidence, ...]) -> str:
    """Outlets with the day of the article, each once."""
    return "; ".join(dict.fromkeys(map(_outlet_and_day, items)))


def _outlet_and_day(item: Evidence) -> str:
    day = item.article.published
    name = item.article.outlet.name
    return f"{name}, {date_format(day, 'j M Y')}" if day else name
