"""Examples of cases: what an answer holds for, and what follows if two speak of others."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.domain.terms import Term
from proposals.web.pages.examples import villages
from proposals.web.pages.examples.example import Example, example
from proposals.web.pages.examples.villages import Subject, alder, birch


def case_examples() -> list[Example]:
    """Return an example of each way in which two cases lie to each other."""
    return [*_related(), *_unrelated()]


def _related() -> Iterator[Example]:
    season = villages.season()
    yield example(
        season,
        alder(_weeks(season, 8, "inner")),
        birch(_weeks(season, 8, "inner")),
        caption=_("Same: one entry of the list, or the same words but for capitals and full stops"),
    )
    yield example(
        season,
        alder(_weeks(season, 8)),
        birch(_weeks(season, 8, "inner")),
        caption=_("Within: the whole holds for each part, and only one speaks of the rest"),
    )
    yield example(
        season,
        alder(_weeks(season, 8), _weeks(season, 14, "bay")),
        birch(_weeks(season, 10, "bay")),
        caption=_("The narrower answer stands in place of the general one"),
    )
    inner_outer = (_weeks(season, 4, "inner"), _weeks(season, 5, "outer"))
    yield example(
        season,
        alder(_weeks(season, 12)),
        birch(*inner_outer),
        caption=_("In several cases the worst stands, and the case is named"),
    )


def _unrelated() -> Iterator[Example]:
    season, reed = villages.season(), villages.reed()
    yield example(
        season,
        alder(_weeks(season, 8, "inner")),
        birch(_weeks(season, 12, "outer")),
        caption=_("Apart: parts that the list declares to be different"),
    )
    yield example(
        season,
        alder(_weeks(season, 8, _("in dry years"))),
        birch(_weeks(season, 12, _("when the water is low"))),
        caption=_("Unclear: other words, so no conflict is claimed"),
    )
    total = reed.term({"exactly": 700})
    part = reed.term({"exactly": 250}, case=villages.scope("inner"))
    caption = _("A total says nothing of its parts")
    yield example(reed, alder(total), birch(part), caption=caption)
    more = reed.term({"exactly": 400}, case=villages.scope("inner"))
    caption = _("Totals are compared where they are of the same case")
    yield example(reed, alder(more), birch(part), caption=caption)


def _weeks(season: Subject, number: int, scope: str = "") -> Term:
    """Return an answer of exactly so many weeks, for a case."""
    return season.term({"exactly": number}, case=villages.scope(scope))
