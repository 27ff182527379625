"""Values of an article that may be right and are hardly so: asked about, never refused for ever."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sources.reader_language import reader_language

# Newspapers are older; what speaks to a proposal that is compared here hardly ever is.
EARLIEST_PUBLISHED = 1900
# Pages are read on screens since then.
EARLIEST_ACCESSED = 1990
# ISO 639-1, all of it.
_TWO = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg
li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or
os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw
ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
TWO_LETTERS = frozenset(_TWO.split())
# Languages with a press and without two letters of their own (ISO 639-3).
_THREE = """
apc arz ary ars acm aeb ckb kmr sdh lki hac zza diq crh gag rue szl csb hsb dsb yue hak nan
wuu cmn fil ceb ilo hil war bal prs pbu pst haz tly mzn glk luz bqi syr aii tru gez tig tir
som sid wal aar orm swa luo kam din nus bem loz tum sah tyv xal krc kbd ady inh lez dar lbe
tab ava kum nog udm myv mdf mhr mrj koi kpv chm gsw nds frr vec scn lmo pms ast mwl kab rif
shi zgh tzm fuv ful hau dyu mos kri pcm bho mai awa hne mni sat brx doi kok lus kha
"""
THREE_LETTERS = frozenset(_THREE.split())


@dataclass(frozen=True)
class Doubt:
    """A field whose value is asked about, and the question in a sentence."""

    field: str
    message: str


def doubts(values: Mapping[str, Any]) -> list[Doubt]:
    """Return what is asked about the values of an article, by field; empty for most."""
    published, accessed = values.get("published"), values.get("accessed")
    found = [
        *_of_day("published", published, EARLIEST_PUBLISHED),
        *_of_day("accessed", accessed, EARLIEST_ACCESSED),
    ]
    if not found:
        found += doubts_of_order(published, accessed)
    language = values.get("language") or ""
    if language and not is_known_language(language):
        message = _("“%(tag)s” begins with no language that is known here: is it the right tag?")
        found.append(Doubt("language", message % {"tag": language}))
    return found


def doubts_of_order(published: datetime.date | None, accessed: datetime.date | None) -> list[Doubt]:
    """Return the doubt about a page that was read before the day of its publication."""
    if published is None or accessed is None or accessed >= published:
        return []
    message = _("Published on %(published)s, after it was read on %(accessed)s: is that right?")
    days = {"published": _day(published), "accessed": _day(accessed)}
    return [Doubt("published", message % days)]


def is_known_language(tag: str) -> bool:
    """Tell whether a language tag begins with a language that is known."""
    return tag.split("-")[0].lower() in TWO_LETTERS | THREE_LETTERS


def _of_day(field: str, day: datetime.date | None, earliest: int) -> list[Doubt]:
    """Return the doubt about a day that has not come yet, or is very long ago."""
    if day is None:
        return []
    if day > timezone.localdate():
        return [Doubt(field, _("%(day)s has not come yet: is it right?") % {"day": _day(day)})]
    if day.year < earliest:
        message = _("%(day)s is very long ago: is it right, or a year of another calendar?")
        return [Doubt(field, message % {"day": _day(day)})]
    return []


def _day(day: datetime.date) -> str:
    """Return a day for reading; one of long ago is written whole by every system."""
    return reader_language().day(day)
