"""The longer phrases of pages: counts of marks, what an answer rests on, why a cell is empty."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.domain.comparing import RollUp
from proposals.domain.standing import Standing
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Rule


def count_of_mark(mark: Mark, n: int) -> str:
    """ "19 conflict", "1 differs", "4 differ": a count with its word."""
    words = {
        Mark.CONFLICT: ngettext("%(n)d conflicts", "%(n)d conflict", n),
        Mark.DIFFERS: ngettext("%(n)d differs", "%(n)d differ", n),
        Mark.ONE_SIDE: ngettext("%(n)d one side only", "%(n)d one side only", n),
        Mark.NOT_COMPARED: ngettext("%(n)d not compared", "%(n)d not compared", n),
        Mark.COMPATIBLE: ngettext("%(n)d compatible", "%(n)d compatible", n),
        Mark.AGREE: ngettext("%(n)d agrees", "%(n)d agree", n),
    }
    return words[mark] % {"n": n}


def counts_of_marks(found: RollUp) -> str:
    """ "19 conflict, 4 differ": the counts, worst first; empty without rows."""
    return ", ".join(count_of_mark(mark, n) for mark, n in found.counts)


def mark_meaning(mark: Mark) -> str:
    """What a mark says, in one line."""
    return {
        Mark.CONFLICT: _("No outcome satisfies both positions."),
        Mark.DIFFERS: _("They meet, but with another force, scope, condition or duty."),
        Mark.ONE_SIDE: _("One document answers; the other is silent, defers or withdrew."),
        Mark.NOT_COMPARED: _("Not coded yet, or answered in prose that is not computed."),
        Mark.COMPATIBLE: _("Some outcome satisfies both positions; it is named."),
        Mark.AGREE: _("Both ask for the same, in the same way."),
    }[mark]


def rule_name(rule: Rule) -> str:
    """The short name of a rule."""
    return {
        Rule.R0: _("the same"),
        Rule.R1: _("they meet"),
        Rule.R2: _("gap"),
        Rule.R3: _("contradiction"),
        Rule.R4: _("order"),
        Rule.R5: _("other force"),
        Rule.R6: _("other scope, condition or duty"),
        Rule.R7: _("one side only"),
        Rule.R8: _("not compared"),
    }[rule]


def sources_summary(found: Standing) -> str:
    """ "2 sources support, 1 disputes": independent sources by what they do."""
    return ", ".join(sources_parts(found))


def sources_parts(found: Standing) -> list[str]:
    """The parts of that summary: of those that support, dispute and qualify, if there are any."""
    parts = [_supporting(found.supporting)]
    if found.disputing:
        parts.append(ngettext("%(n)d disputes", "%(n)d dispute", found.disputing))
        parts[-1] %= {"n": found.disputing}
    if found.qualifying:
        parts.append(ngettext("%(n)d qualifies", "%(n)d qualify", found.qualifying))
        parts[-1] %= {"n": found.qualifying}
    return parts


def _supporting(n: int) -> str:
    if not n:
        return _("no source supports")
    return ngettext("%(n)d source supports", "%(n)d sources support", n) % {"n": n}


def standing_words(found: Standing) -> str:
    """The standing by rules S0 to S3."""
    texts = {
        "S0": _("No supporting evidence."),
        "S1": ngettext(
            "The document's text is printed by %(n)d independent publisher.",
            "The document's text is printed by %(n)d independent publishers.",
            found.printed,
        ),
        "S2": ngettext(
            "Described by %(n)d independent outlet; the text itself was not seen in print.",
            "Described by %(n)d independent outlets; the text itself was not seen in print.",
            found.described,
        ),
        "S3": ngettext(
            "Reported as speech by %(n)d independent outlet.",
            "Reported as speech by %(n)d independent outlets.",
            found.reported,
        ),
    }
    count = {"S1": found.printed, "S2": found.described, "S3": found.reported}
    return texts[found.rule] % {"n": count[found.rule]} if found.rule != "S0" else texts["S0"]


def standing_additions(found: Standing) -> list[str]:
    """What rules S4 to S6 add, each with its number."""
    parts = []
    if found.single:
        parts.append(_("It rests on one source (S4)."))
    if found.disputing:
        text = ngettext("Disputed by %(n)d source (S5).", "Disputed by %(n)d sources (S5).",
                        found.disputing)  # fmt: skip
        parts.append(text % {"n": found.disputing})
    if found.qualifying:
        text = ngettext("Qualified by %(n)d source (S6).", "Qualified by %(n)d sources (S6).",
                        found.qualifying)  # fmt: skip
        parts.append(text % {"n": found.qualifying})
    return parts


def absence_name(kind: AbsenceKind) -> str:
    """One word for an empty cell; no two alike."""
    return {
        AbsenceKind.SILENT: _("Silent"),
        AbsenceKind.DEFERRED: _("Deferred"),
        AbsenceKind.WITHDRAWN: _("Withdrawn"),
        AbsenceKind.NOT_CODED: _("Not coded yet"),
    }[kind]


def absence_meaning(kind: AbsenceKind) -> str:
    """What the word means."""
    return {
        AbsenceKind.SILENT: _("nothing on this was found in what was read"),
        AbsenceKind.DEFERRED: _("it leaves this to later talks"),
        AbsenceKind.WITHDRAWN: _("an earlier answer was taken back"),
        AbsenceKind.NOT_CODED: _("neither an answer nor a checked silence is recorded"),
    }[kind]
