"""Flags on clauses, which tell editors at a glance what has to be done; for many in few queries."""

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
from proposals.editing.conditions import DOUBTFUL
from proposals.models import Clause, Comment, Evidence
from sources.independence import relations_from


@dataclass(frozen=True)
class Flag:
    """A short text on a clause; `strong` if something has to be done about it."""

    words: str
    strong: bool = True
    link: str = ""


def find_flags(clauses: Sequence[Clause]) -> dict[int, list[Flag]]:
    """Return the flags of each clause by its primary key; three queries."""
    evidence, comments = _fetch_evidence(clauses), _count_comments(clauses)
    revisions = _fetch_revisions(clauses)
    return {
        clause.pk: [
            *_revision_flags(clause, revisions.get(clause.pk)),
            *_evidence_flags(evidence[clause.pk]),
            *_quote_flags(evidence[clause.pk]),
            *_comment_flags(comments[clause.pk]),
        ]
        for clause in clauses
    }


def draw_flags(flags: Iterable[Flag]) -> SafeString:
    """Return flags in HTML for the admin's lists."""
    return format_html_join(" ", "{}", ((_draw_flag(flag),) for flag in flags))


def _draw_flag(flag: Flag) -> SafeString:
    kind = "flag flag-strong" if flag.strong else "flag"
    if flag.link:
        return format_html('<a class="{}" href="{}">{}</a>', kind, flag.link, flag.words)
    return format_html('<span class="{}">{}</span>', kind, flag.words)


def clause_address(clause: Clause | int) -> str:
    """Return the address of a clause's page in the admin."""
    pk = clause if isinstance(clause, int) else clause.pk
    return reverse("admin:proposals_clause_change", args=[pk])


def _fetch_evidence(clauses: Sequence[Clause]) -> defaultdict[int, list[Evidence]]:
    items: defaultdict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(clause__in=clauses).order_by("pk")
    for item in rows.select_related("origin", *relations_from("article")):
        items[item.clause_id].append(item)
    return items


def _count_comments(clauses: Sequence[Clause]) -> Counter[int]:
    rows = Comment.objects.filter(clause__in=clauses, closed_at__isnull=True)
    return Counter(rows.values_list("clause", flat=True))


def _fetch_revisions(clauses: Sequence[Clause]) -> dict[int, Clause]:
    rows = Clause.objects.filter(revises__in=clauses).only("pk", "revises", "state").order_by()
    return {row.revises_id: row for row in rows if row.revises_id}


def _revision_flags(clause: Clause, revision: Clause | None) -> Iterable[Flag]:
    if clause.revises_id:
        address = clause_address(clause.revises_id)
        yield Flag(_("a revision"), strong=False, link=address)
    if revision:
        words = _("revision: %(state)s") % {"state": revision.get_state_display()}
        yield Flag(words, strong=False, link=clause_address(revision))


def _evidence_flags(items: list[Evidence]) -> Iterable[Flag]:
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


def _quote_flags(items: list[Evidence]) -> Iterable[Flag]:
    states = Counter(item.quote_state for item in items if item.quote)
    for state in DOUBTFUL:
        if states[state]:
            yield Flag(_("quote %(state)s") % {"state": state.label})


def _comment_flags(count: int) -> Iterable[Flag]:
    if count:
        words = ngettext("%(count)d open comment", "%(count)d open comments", count)
        yield Flag(words % {"count": count})
