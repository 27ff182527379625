"""Citations of what this site shows: a comparison, a row of it, a clause. Articles cite themselves.

A row is a comparison of one question: its citation says the verdict as well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext

from proposals.comparisons import Row
from proposals.exports.bundle import ExportBundle
from proposals.language.active import active_language, put_in
from proposals.language.labels import mark_label
from proposals.language.local_text import language_in
from proposals.models import Clause
from sources.capitals import capfirst
from sources.citations import CITATION_FORMS, Reference, ReferenceKind

SITE = "Parley"
"""Who answers for what stands on the site."""


def comparison_reference(bundle: ExportBundle) -> Reference:
    """Return a comparison as it stood at the moment of the bundle; with one row left, that row.

    The live comparison is as of the day on which it is read: its hash tells the content.
    """
    day = bundle.moment.date()
    return Reference(
        ReferenceKind.DATA,
        bundle.stem,
        _title(bundle),
        authors=(SITE,),
        container=bundle.negotiation.name,
        publisher=SITE,
        published=day,
        url=bundle.address,
        accessed=day,
        language=_language(bundle),
        version=f"SHA-256 {bundle.hash}",
        note=_selection(bundle),
    )


def clause_reference(clause: Clause, home: str, day: date) -> Reference:
    """Return a published clause as it was read on a day; `home` is scheme and host of the site.

    Follows the clause to its document and negotiation.
    """
    version = clause.version
    negotiation = version.proposal.negotiation
    title = put_in(
        gettext("%(number)s %(heading)s: %(document)s, %(version)s"),
        number=clause.label or clause.key,
        heading=clause.heading,
        document=capfirst(version.proposal.name),
        version=version.label,
    )
    return Reference(
        ReferenceKind.PAGE,
        clause.uid,
        title,
        authors=(SITE,),
        container=negotiation.name,
        publisher=SITE,
        url=f"{home}{clause.get_absolute_url()}",
        accessed=day,
        language=language_in(clause.heading, negotiation.language),
    )


def citation_of(bundle: ExportBundle) -> str:
    """Return the citation of a comparison as one line of text."""
    return CITATION_FORMS["txt"].write(comparison_reference(bundle))


def writer(ending: str) -> Callable[[ExportBundle], bytes]:
    """Return the function that writes the citation of a comparison in the form with this ending."""

    def write(bundle: ExportBundle) -> bytes:
        text = CITATION_FORMS[ending].write(comparison_reference(bundle))
        return (text.rstrip("\n") + "\n").encode()

    return write


def _row(bundle: ExportBundle) -> Row | None:
    """Return the row that is cited, if the selection names one question."""
    rows = list(bundle.matrix.rows)
    return rows[0] if len(rows) == 1 and bundle.matrix.selection.questions else None


def _title(bundle: ExportBundle) -> str:
    row = _row(bundle)
    if row is None:
        return bundle.documents
    return put_in(
        gettext("%(question)s %(documents)s: %(verdict)s (%(rule)s)"),
        question=row.question.text,
        documents=bundle.documents,
        verdict=mark_label(row.mark, active_language()),
        rule=row.rule.value,
    )


def _language(bundle: ExportBundle) -> str:
    """Return the language of the title: that of the question, or of the names of the documents."""
    row = _row(bundle)
    named = row.question.text if row else [one.name for one in bundle.matrix.documents]
    return language_in(named, bundle.negotiation.language)


def _selection(bundle: ExportBundle) -> str:
    """Return what is selected, and how much that is; a row says so in its title."""
    if _row(bundle):
        return ""
    text = gettext("%(selection)s; questions shown: %(shown)d of %(total)d") % {
        "selection": bundle.selection_words,
        "shown": bundle.matrix.row_count,
        "total": bundle.matrix.total,
    }
    return f"{text}."
