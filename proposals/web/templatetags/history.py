"""Words and wordings for changes that readers, editors and feeds are told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from proposals.domain.verdicts import Mark
from proposals.history.latest import LatestChange
from proposals.history.public_events import PublicEventKind, Subject
from proposals.history.text_diff import DiffOp, DiffRun, WordingDiff
from proposals.history.text_words import Unseen
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import mark_label
from proposals.models import Response

register = template.Library()


@register.filter
def event_word(kind: PublicEventKind) -> str:
    """Return the word for a step that readers could see."""
    return {
        PublicEventKind.PUBLISHED: gettext("Published"),
        PublicEventKind.CORRECTED: gettext("Corrected"),
        PublicEventKind.WITHDRAWN: gettext("Withdrawn"),
    }[kind]


@register.filter
def load_words(change: LatestChange) -> str:
    """Return what a load brought in words: "30 clauses published, 2 responses published"."""
    counted = [counted_clauses(kind, number) for kind, number in change.counts]
    counted += [counted_responses(kind, number) for kind, number in change.response_counts]
    return ", ".join(counted)


def counted_clauses(kind: PublicEventKind, number: int) -> str:
    """Return how many clauses took a kind of step, in words."""
    words = {
        PublicEventKind.PUBLISHED: ngettext(
            "%(n)d clause published", "%(n)d clauses published", number
        ),
        PublicEventKind.CORRECTED: ngettext(
            "%(n)d clause corrected", "%(n)d clauses corrected", number
        ),
        PublicEventKind.WITHDRAWN: ngettext(
            "%(n)d clause withdrawn", "%(n)d clauses withdrawn", number
        ),
    }
    return words[kind] % {"n": number}


def counted_responses(kind: PublicEventKind, number: int) -> str:
    """Return how many responses took a kind of step, in words."""
    words = {
        PublicEventKind.PUBLISHED: ngettext(
            "%(n)d response published", "%(n)d responses published", number
        ),
        PublicEventKind.CORRECTED: ngettext(
            "%(n)d response corrected", "%(n)d responses corrected", number
        ),
        PublicEventKind.WITHDRAWN: ngettext(
            "%(n)d response withdrawn", "%(n)d responses withdrawn", number
        ),
    }
    return words[kind] % {"n": number}


@register.filter
def is_response(subject: Subject) -> bool:
    """Tell whether a row that took a step of review is a response, not a clause."""
    return isinstance(subject, Response)


@register.filter
def subject_name(subject: Subject) -> str:
    """Return the name of a clause or a response in one line."""
    if isinstance(subject, Response):
        return put_in(
            gettext("Response to %(document)s: %(stance)s"),
            document=subject.to.proposal.name,
            stance=subject.get_stance_display(),
        )
    return joined((subject.label or subject.key, subject.heading), " ")


@register.filter
def history_address(subject: Subject) -> str:
    """Return the address of the page with the history of a clause or a response."""
    name = "response_history" if isinstance(subject, Response) else "clause_history"
    return reverse(f"proposals:{name}", args=[subject.uid])


@register.filter
def stored_mark(value: str) -> str:
    """Return the word for a mark that was stored by its value."""
    return mark_label(Mark(value), active_language())


@register.filter
def moves_of_marks(moved: Iterable[Mapping[str, str]]) -> list[tuple[str, str, int]]:
    """Return how many marks went from which to which, worst first; an empty one for none."""
    counted = Counter((one["before"], one["after"]) for one in moved)
    return [(*move, number) for move, number in sorted(counted.items(), key=_worst_first)]


def _worst_first(counted: tuple[tuple[str, str], int]) -> tuple[int, int]:
    ranks = sorted((Mark(mark).severity for mark in counted[0] if mark), reverse=True)
    return -ranks[0], -counted[1]


@register.filter
def op_word(op: DiffOp) -> str:
    """Return the word for what became of an answer or a piece of evidence."""
    return {
        DiffOp.ADDED: gettext("added"),
        DiffOp.REMOVED: gettext("removed"),
        DiffOp.KEPT: gettext("changed"),
    }[op]


@register.simple_tag
def wording(runs: Iterable[DiffRun]) -> SafeString:
    """Return two wordings as one text: what went is struck out, what came is underlined."""
    return _joined(runs, "<del>{}</del>", "<ins>{}</ins>")


@register.simple_tag
def spoken_wording(runs: Iterable[DiffRun]) -> SafeString:
    """Return the same with words that say aloud what is struck out and what is underlined."""
    said = '<{}><span class="visually-hidden">{} </span>{{}}</{}>'
    return _joined(
        runs,
        format_html(said, "del", gettext("removed:"), "del"),
        format_html(said, "ins", gettext("added:"), "ins"),
    )


@register.simple_tag
def unseen_words(wording: WordingDiff) -> str:
    """Return a sentence on what differs beside the words; empty where that is nothing."""
    if not wording.unseen:
        return ""
    if wording.words_differ:
        # A reader sees that something changed; of the rest only the layout is worth a sentence.
        is_told = Unseen.PARAGRAPHS in wording.unseen
        return gettext("Paragraphs begin elsewhere, too.") if is_told else ""
    words = {
        Unseen.PARAGRAPHS: gettext("where paragraphs begin"),
        Unseen.SPACES: gettext("spaces or line ends"),
        Unseen.QUOTES: gettext("the form of apostrophes or quotation marks"),
        Unseen.SIGNS: gettext("signs that look alike or are not seen"),
    }
    differing = joined((words[kind] for kind in wording.unseen), ", ")
    return put_in(gettext("The words are the same. Only this differs: %(what)s."), what=differing)


def _joined(runs: Iterable[DiffRun], removed: str, added: str) -> SafeString:
    """Return the runs one after the other, no sign between them, removed and added ones framed."""
    frames = {DiffOp.KEPT: "{}", DiffOp.REMOVED: removed, DiffOp.ADDED: added}
    return format_html_join("", "{}", ((format_html(frames[run.op], run.text),) for run in runs))
