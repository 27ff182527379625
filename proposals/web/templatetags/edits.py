"""Texts that edit others in words: what they are called, and what became of their points."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from proposals.comparisons import Document, EvidenceView, PointChange, TextEdit
from proposals.comparisons.document_names import version_words
from proposals.language.active import active_language, joined
from proposals.models import EvidenceStance, Version
from proposals.web.templatetags.comparison import text_language
from sources.capitals import capfirst

register = template.Library()

_COUNTED = (
    PointChange.CHANGED,
    PointChange.KEPT,
    PointChange.STRUCK_OUT,
    PointChange.NEW,
    PointChange.UNTOLD,
)
"""What became of points, in the order in which it is told."""


@register.filter
def version_name(version: Version) -> str:
    """Return what a version is called among those of its proposal: its label and its date."""
    if version.unsaid_date is None:
        return str(version.label)
    return joined((version.label, active_language().day(version.unsaid_date)), ", ")


@register.filter
def text_name(version: Version) -> str:
    """Return the name of a text that may be any version of any proposal."""
    return joined((capfirst(version.proposal.name), version_name(version)), ", ")


register.filter(version_words)


@register.simple_tag
def text_link(document: Document, language: str) -> SafeString:
    """Return the name of a text as a link to its page."""
    return format_html(
        '<a href="{}" {}>{}</a>',
        document.version.get_absolute_url(),
        text_language(language, document),
        text_name(document.version),
    )


@register.filter
def change_word(kind: PointChange) -> str:
    """Return the word for what a clause is to the text that its document edits."""
    return {
        PointChange.CHANGED: gettext("changed"),
        PointChange.KEPT: gettext("same answers"),
        PointChange.STRUCK_OUT: gettext("struck out"),
        PointChange.NEW: gettext("new"),
        PointChange.UNTOLD: gettext("not compared"),
    }[kind]


@register.filter
def counted_changes(edit: TextEdit) -> str:
    """Return how many points a text changes, strikes out, adds and leaves alone, in words."""
    counted = [_counted_points(kind, number) for kind in _COUNTED if (number := edit.count(kind))]
    if left := edit.left_count:
        counted.append(
            ngettext("%(n)d point left alone", "%(n)d points left alone", left) % {"n": left}
        )
    return active_language().listed(counted, "list.and")


def _counted_points(kind: PointChange, number: int) -> str:
    """Return how many points became of a kind, in words; each text is whole, for translators."""
    words = {
        PointChange.CHANGED: ngettext("%(n)d point changed", "%(n)d points changed", number),
        PointChange.KEPT: ngettext(
            "%(n)d point with the same answers", "%(n)d points with the same answers", number
        ),
        PointChange.STRUCK_OUT: ngettext(
            "%(n)d point struck out", "%(n)d points struck out", number
        ),
        PointChange.NEW: ngettext("%(n)d point new", "%(n)d points new", number),
        PointChange.UNTOLD: ngettext(
            "%(n)d point not compared", "%(n)d points not compared", number
        ),
    }
    return words[kind] % {"n": number}


@register.filter
def who_prints(view: EvidenceView) -> list[tuple[str, str]]:
    """Return what articles do with a wording, in words, each with the outlets of the articles."""
    outlets: dict[str, dict[str, None]] = {}
    for item in view.ordered:
        is_for = item.stance == EvidenceStance.SUPPORTS
        what = item.get_basis_display() if is_for else item.get_stance_display()
        outlets.setdefault(what, {})[item.article.outlet.name] = None
    return [(basis, joined(names, ", ")) for basis, names in outlets.items()]
