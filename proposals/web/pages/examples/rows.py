"""Examples of rows of several columns, and of documents with alternatives."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.domain.terms import AbsenceKind, Basis, Force
from proposals.web.pages.examples import villages
from proposals.web.pages.examples.example import Example, example
from proposals.web.pages.examples.villages import alder, birch, birch_letter, cedar, county


def matrix_example() -> Example:
    """Return a row of four columns, of which one party wrote two."""
    season = villages.season()
    proposed = season.term({"at_least": 8, "at_most": 12}, force=Force.PROPOSES)
    columns = (
        alder(season.term({"at_least": 9})),
        birch(season.term({"exactly": 4})),
        birch_letter(season.term({"exactly": 10})),
        county(proposed),
    )
    return example(season, *columns)


def option_example() -> Example:
    """Return a document with two alternatives: the worst and the best are both said."""
    season = villages.season()
    short = season.term({"at_most": 4}, option=_("first option"))
    long = season.term({"exactly": 12}, option=_("second option"))
    return example(season, alder(season.term({"at_least": 8})), birch(short, long))


def row_examples() -> list[Example]:
    """Return an example of each way in which columns beside the deciding ones count."""
    return [*_absences(), *_one_party(), *_together()]


def _absences() -> Iterator[Example]:
    season = villages.season()
    eight, twelve = season.term({"exactly": 8}), season.term({"exactly": 12})
    silent = villages.birch_without_answer(AbsenceKind.SILENT, Basis.FULL)
    proposed = season.term({"exactly": 8}, force=Force.PROPOSES)
    caption = _("A silent column changes no mark")
    columns = (alder(eight), silent, cedar(eight), county(proposed))
    yield example(season, *columns, caption=caption)
    caption = _("An answer that contradicts itself decides nothing")
    yield example(season, alder(eight), birch(eight, twelve), cedar(eight), caption=caption)
    caption = _("Only one party answers, and another was checked")
    yield example(season, alder(eight), silent, cedar(), caption=caption)


def _one_party() -> Iterator[Example]:
    season = villages.season()
    at_least = season.term({"at_least": 5})
    nine, fourteen = season.term({"exactly": 9}), season.term({"exactly": 14})
    caption = _("Two papers of one party: said beside the mark, and never the mark")
    yield example(season, alder(at_least), birch(nine), birch_letter(fourteen), caption=caption)


def _together() -> Iterator[Example]:
    goods = villages.goods()
    fish, timber, cattle = (goods.term({"requires": [key]}) for key in ("fish", "timber", "cattle"))
    both = goods.term({"requires": ["fish", "timber"]})
    caption = _("What all require, and what would satisfy all")
    yield example(
        goods,
        alder(both),
        birch(goods.term({"requires": ["fish", "cattle"]})),
        cedar(fish),
        caption=caption,
    )
    caption = _("Nothing is required by all; the three could still be met together")
    yield example(goods, alder(fish), birch(timber), cedar(cattle), caption=caption)
