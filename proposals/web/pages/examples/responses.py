"""Examples of what a party does with a point of another's document."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.domain.terms import Force, Rejection
from proposals.web.pages.examples import villages
from proposals.web.pages.examples.example import Example, example
from proposals.web.pages.examples.villages import birch, county


def response_examples() -> list[Example]:
    """Return an example of each response that reaches the rows."""
    return list(_responses())


def _responses() -> Iterator[Example]:
    season = villages.season()
    proposed = season.term({"exactly": 8}, force=Force.PROPOSES)
    accepted = season.term({"exactly": 8}, force=Force.ACCEPTS, accepted="county-draft")
    caption = _("Accepted, and no other answer: the accepted point is the party's answer")
    yield example(season, county(proposed), birch(accepted=(accepted,)), caption=caption)
    own = season.term({"exactly": 4})
    caption = _("Accepted, but its own document answers otherwise: its own answer stands")
    yield example(season, county(proposed), birch(own, accepted=(accepted,)), caption=caption)
    rejection = Rejection("county-draft", frozenset({proposed}))
    offered = season.term({"at_most": 10}, force=Force.OFFERS)
    caption = _("Rejected: a conflict even where its own answer would meet the point")
    rejecting = birch(offered, rejections=(rejection,))
    yield example(season, county(proposed), rejecting, caption=caption)
