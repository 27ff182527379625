"""Each rule: when it holds, and made-up examples of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.domain.terms import AbsenceKind, Basis, Condition, Force, Rejection
from proposals.web.pages.examples import villages
from proposals.web.pages.examples.example import Example, example
from proposals.web.pages.examples.villages import alder, birch, county


@dataclass(frozen=True)
class RuleExample:
    """One rule: when it holds, the engine's own example of it, and further ones."""

    when: str
    example: Example
    further: tuple[Example, ...] = ()


def rule_examples() -> list[RuleExample]:
    """Return each rule with examples, in the order of their numbers."""
    return [
        RuleExample(when, first, tuple(further))
        for when, examples in _rules()
        for first, *further in [examples]
    ]


def _rules() -> Iterator[tuple[str, Iterable[Example]]]:
    """Yield when each rule holds, and the examples of it, the first one in sight."""
    when = _("Both admit the same outcomes for the same case, and their forces meet.")
    yield when, _agreement()
    when = _("One answer lies within the other, or the two overlap. What both admit is named.")
    yield when, _common_part()
    when = _("Numbers, limits, days or steps of a scale that do not touch. The gap is printed.")
    yield when, _gap()
    when = _(
        "One requires what the other rules out, or no option satisfies both. If only the list of "
        "the codebook makes the options exclude each other, the sentence says so."
    )
    yield when, _contradiction()
    when = _("The two orders cannot both hold. The inverted steps are named.")
    yield when, _order()
    when = _("The same outcomes, but exactly one of the two only expects them.")
    yield when, _force()
    when = _("The outcomes meet; but the cases, a condition or those who must act differ.")
    yield when, _qualifier()
    when = _("One answers. The other was checked: it gives no answer, and it is said why.")
    yield when, _one_side()
    when = _("One of the two is not coded yet, is answered in prose, or contradicts itself.")
    yield when, _not_compared()
    when = _("One side has said no to the very point that the other puts forward.")
    yield when, _rejection()


def _agreement() -> Iterator[Example]:
    season = villages.season()
    eight = season.term({"exactly": 8})
    yield example(season, alder(eight), birch(eight))
    offered = season.term({"exactly": 8}, force=Force.OFFERS)
    caption = _("What one asks for and the other offers is the same")
    yield example(season, alder(eight), birch(offered), caption=caption)


def _common_part() -> Iterator[Example]:
    season, goods = villages.season(), villages.goods()
    inside = season.term({"at_least": 4, "at_most": 12})
    yield example(season, alder(season.term({"at_least": 8})), birch(inside))
    fish, timber = (goods.term({"requires": [key]}) for key in ("fish", "timber"))
    yield example(goods, alder(fish), birch(timber), caption=_("Two points that go together"))


def _gap() -> Iterator[Example]:
    season, halt = villages.season(), villages.halt()
    nets, upkeep = villages.nets(), villages.upkeep()
    at_least = season.term({"at_least": 12})
    yield example(season, alder(at_least), birch(season.term({"at_most": 8})))
    none, every = halt.term({"admits": ["none"]}), halt.term({"admits": ["every"]})
    caption = _("Ordered choice: the options are steps of a scale")
    yield example(halt, alder(every), birch(none), caption=caption)
    ten, sixteen = nets.term({"at_most": 10}), nets.term({"at_most": 16})
    caption = _("Limits: the ceiling itself is what is asked for")
    yield example(nets, alder(ten), birch(sixteen), caption=caption)
    caption = _("Top outcome: it lies above every number, so no gap is printed")
    yield example(nets, alder(ten), birch(nets.term({"top": True})), caption=caption)
    shares = upkeep.term({"exactly": 40}), upkeep.term({"exactly": 55})
    caption = _("Shares: they lie percentage points apart")
    yield example(upkeep, alder(shares[0]), birch(shares[1]), caption=caption)


def _contradiction() -> Iterator[Example]:
    goods, keeper = villages.goods(), villages.keeper()
    both = goods.term({"requires": ["fish", "cattle"]})
    yield example(goods, alder(both), birch(goods.term({"excludes": ["cattle"]})))
    keepers = keeper.term({"admits": ["alder"]}), keeper.term({"admits": ["birch"]})
    caption = _("Neither denies the other: only the codebook's list makes the options exclusive")
    yield example(keeper, alder(keepers[0]), birch(keepers[1]), caption=caption)


def _order() -> Iterator[Example]:
    railway = villages.railway()
    platform_first = railway.term({"chains": [["platform", "timetable"]]})
    timetable_first = railway.term({"chains": [["timetable", "platform"]]})
    yield example(railway, alder(platform_first), birch(timetable_first))


def _force() -> Iterator[Example]:
    season = villages.season()
    expected = season.term({"exactly": 8}, force=Force.EXPECTS)
    yield example(season, alder(season.term({"exactly": 8})), birch(expected))


def _qualifier() -> Iterator[Example]:
    season, toll = villages.season(), villages.toll()
    eight = {"exactly": 8}
    tied = season.term(eight, condition=Condition(_("the toll is lowered")))
    yield example(season, alder(season.term(eight)), birch(tied))
    whole, inner = season.term(eight), season.term(eight, case=villages.scope("inner"))
    caption = _("Another case: see “Cases” below")
    yield example(season, alder(whole), birch(inner), caption=caption)
    by_birch = toll.term({"exactly": 5}, bearers=frozenset({"birch"}))
    by_alder = toll.term({"exactly": 5}, bearers=frozenset({"alder"}))
    caption = _("Others must act: both name them, and they are not the same")
    yield example(toll, alder(by_birch), birch(by_alder), caption=caption)


def _one_side() -> Iterator[Example]:
    season = villages.season()
    silent = villages.birch_without_answer(AbsenceKind.SILENT, Basis.FULL)
    yield example(season, alder(season.term({"at_least": 8})), silent)


def _not_compared() -> Iterator[Example]:
    season, preamble = villages.season(), villages.preamble()
    yield example(season, alder(season.term({"at_least": 8})), birch())
    ours, bare = (preamble.term({"text": text}) for text in (_("our lake"), _("the lake")))
    yield example(preamble, alder(ours), birch(bare), caption=_("Answers in prose"))
    torn = birch(season.term({"exactly": 8}), season.term({"exactly": 12}))
    caption = _("Two answers of one document that cannot both hold: shown, never resolved")
    yield example(season, alder(season.term({"at_least": 8})), torn, caption=caption)


def _rejection() -> Iterator[Example]:
    season = villages.season()
    point = season.term({"exactly": 8}, force=Force.PROPOSES)
    rejection = Rejection("county-draft", frozenset({point}))
    yield example(season, county(point), birch(rejections=(rejection,)))
