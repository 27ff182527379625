"""What an editor should know of a clause at a glance, for many clauses in a few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.comparisons.evidence import evidence_view
from proposals.models import Clause, Comment, Evidence, QuoteState
from sources.independence import relations_from

MENDED_FIRST = (QuoteState.CHANGED, QuoteState.MISSING, QuoteState.SEVERAL)


@dataclass(frozen=True)
class Flag:
    """A word on a clause; `strong` if something has to be done about it."""

    words: str
    strong: bool = True
    link: str = ""


def flags_of(clauses: Sequence[Clause]) -> dict[int, list[Flag]]:
    """The flags of each clause by its primary key; three queries."""
    evidence, comments, revisions = _evidence(clauses), _comments(clauses), _revisions(clauses)
    return {
        clause.pk: [
            *_of_revision(clause, revisions.get(clause.pk)),
            *_of_evidence(evidence[clause.pk]),
            *_of_quotes(evidence[clause.pk]),
            *_of_comments(comments[clause.pk]),
        ]
        for clause in clauses
    }


def drawn(flags: Iterable[Flag]) -> SafeString:
    """Flags as the admin's lists show them."""
    return format_html_join(" ", "{}", ((_drawn(flag),) for flag in flags))


def _drawn(flag: Flag) -> SafeString:
    kind = "flag flag-strong" if flag.strong else "flag"
    if flag.link:
        return format_html('<a class="{}" href="{}">{}</a>', kind, flag.link, flag.words)
    return format_html('<span class="{}">{}</span>', kind, flag.words)


def page_of(clause: Clause | int) -> str:
    """Address of a clause's own page in the admin."""
    pk = clause if isinstance(clause, int) else clause.pk
    return reverse("admin:proposals_clause_change", args=[pk])


def _evidence(clauses: Sequence[Clause]) -> defaultdict[int, list[Evidence]]:
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(clause__in=clauses).order_by("pk")
    for item in rows.select_related("origin", *relations_from("article")):
        found[item.clause_id].append(item)
    return found


def _comments(clauses: Sequence[Clause]) -> Counter[int]:
    rows = Comment.objects.filter(clause__in=clauses, closed_at__isnull=True)
    return Counter(rows.values_list("clause", flat=True))


def _revisions(clauses: Sequence[Clause]) -> dict[int, Clause]:
    rows = Clause.objects.filter(revises__in=clauses).only("pk", "revises", "state").order_by()
    return {row.revises_id: row for row in rows if row.revises_id}


def _of_revision(clause: Clause, revision: Clause | None) -> Iterable[Flag]:
    if clause.revises_id:
        yield Flag(_("a revision"), False, page_of(clause.revises_id))
    if revision:
        words = _("revision: %(state)s") % {"state": revision.get_state_display()}
        yield Flag(words, False, page_of(revision))


def _of_evidence(items: list[Evidence]) -> Iterable[Flag]:
    if not items:
        yield Flag(_("no evidence"))
        return
    standing = evidence_view(items).standing
    if standing.single:
        yield Flag(_("one source"))
    if not standing.supporting:
        yield Flag(_("nothing supports it"))
    if standing.disputed:
        yield Flag(_("disputed"))


def _of_quotes(items: list[Evidence]) -> Iterable[Flag]:
    states = Counter(item.quote_state for item in items if item.quote)
    for state in MENDED_FIRST:
        if states[state]:
            yield Flag(_("quote %(state)s") % {"state": state.label})


def _of_comments(count: int) -> Iterable[Flag]:
    if count:
        words = ngettext("%(count)d open comment", "%(count)d open comments", count)
        yield Flag(words % {"count": count})
