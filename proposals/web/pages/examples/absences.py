"""Examples of documents that give no answer: every reason, in the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.domain.rows import compare_positions
from proposals.domain.terms import AbsenceKind, Basis
from proposals.domain.verdicts import Mark
from proposals.language.active import active_language
from proposals.language.explanations import explain_briefly
from proposals.language.wording import Wording
from proposals.web.pages.examples import villages


@dataclass(frozen=True)
class AbsenceExample:
    """One kind of absence, the mark that it gives, and the sentences that say it."""

    kind: AbsenceKind
    mark: Mark
    sentences: tuple[str, ...]


def absence_examples() -> list[AbsenceExample]:
    """Return each kind of absence beside an answer; silence once for each text that was read."""
    return [_absence(kind) for kind in AbsenceKind]


def _absence(kind: AbsenceKind) -> AbsenceExample:
    bases = tuple(Basis) if kind is AbsenceKind.SILENT else (None,)
    verdicts = [_verdict(kind, basis) for basis in bases]
    return AbsenceExample(kind, verdicts[0][0], tuple(sentence for _mark, sentence in verdicts))


def _verdict(kind: AbsenceKind, basis: Basis | None) -> tuple[Mark, str]:
    """Return the mark and the short sentence on an answer beside an absence."""
    season = villages.season()
    where = _("the treaty on the bridge") if kind is AbsenceKind.ELSEWHERE else ""
    absent = villages.birch_without_answer(kind, basis, where)
    pair = compare_positions(villages.alder(season.term({"exactly": 8})), absent)
    wording = Wording(active_language(), season.frame, villages.party_names())
    return pair.worst.mark, explain_briefly(pair.worst, wording)
