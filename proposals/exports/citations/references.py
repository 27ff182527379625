"""Citations of what this site shows: a comparison, a row of it, a clause. Articles cite themselves.

A row is a comparison of one question: its citation says the verdict as well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from proposals.comparisons import Row
from proposals.exports.bundle import Handout
from proposals.models import Clause
from proposals.words import mark_words
from sources.citations import CITATION_FORMS, Kind, Reference

SITE = "Parley"
"""Who answers for what stands on the site."""


def comparison_reference(handout: Handout) -> Reference:
    """A comparison as it stood at the moment of the handout; with one row left, that row.

    The live comparison is as of the day on which it is read: its hash tells the content.
    """
    day = handout.moment.date()
    return Reference(
        Kind.DATA,
        handout.stem,
        _title(handout),
        authors=(SITE,),
        container=handout.negotiation.name,
        publisher=SITE,
        published=day,
        url=handout.address,
        accessed=day,
        language=handout.negotiation.language,
        version=f"SHA-256 {handout.hash}",
        note=_selection(handout),
    )


def clause_reference(clause: Clause, home: str, day: date) -> Reference:
    """A published clause as it was read on a day; `home` is scheme and host of the site.

    Follows the clause to its document and negotiation.
    """
    version = clause.version
    negotiation = version.proposal.negotiation
    names = {
        "number": clause.label or clause.key,
        "heading": clause.heading,
        "document": capfirst(version.proposal.name),
        "version": version.label,
    }
    return Reference(
        Kind.PAGE,
        clause.uid,
        gettext("%(number)s %(heading)s: %(document)s, %(version)s") % names,
        authors=(SITE,),
        container=negotiation.name,
        publisher=SITE,
        url=f"{home}{clause.get_absolute_url()}",
        accessed=day,
        language=negotiation.language,
    )


def citation_of(handout: Handout) -> str:
    """The comparison as one line of text."""
    return CITATION_FORMS["txt"].write(comparison_reference(handout))


def writer(ending: str) -> Callable[[Handout], bytes]:
    """What writes the citation of a comparison in the form with this ending."""

    def write(handout: Handout) -> bytes:
        text = CITATION_FORMS[ending].write(comparison_reference(handout))
        return (text.rstrip("\n") + "\n").encode()

    return write


def _row(handout: Handout) -> Row | None:
    """The row that is cited, if the selection names one question."""
    rows = list(handout.matrix.rows)
    return rows[0] if len(rows) == 1 and handout.matrix.selection.questions else None


def _title(handout: Handout) -> str:
    row = _row(handout)
    if row is None:
        return handout.documents
    return gettext("%(question)s %(documents)s: %(verdict)s (%(rule)s)") % {
        "question": row.question.text,
        "documents": handout.documents,
        "verdict": mark_words(row.mark),
        "rule": row.rule.value,
    }


def _selection(handout: Handout) -> str:
    """What is selected, and how much that is; a row says so in its title."""
    if _row(handout):
        return ""
    said = gettext("%(selection)s; questions shown: %(shown)d of %(total)d") % {
        "selection": handout.selection_words,
        "shown": handout.matrix.shown,
        "total": handout.matrix.total,
    }
    return f"{said}."
