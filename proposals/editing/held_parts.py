"""What stays of a request of which something is held until a second person publishes it.

A request is held as a whole. Where one sends things that do not depend on each other (translations
on one page, articles of one file), each is a part, and only the parts that readers would see are
held. The private text of an article, which no reader sees, is kept whatever becomes of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from proposals.editing.row_notes import Notes, active_noting, noting
from sources import parts
from sources.models import Article, ArticleText
from sources.signals import text_kept
from sources.texts import drop_text, keep_text


@dataclass
class Part:
    """A part of a request; `is_held` is known once its block has ended."""

    is_held: bool = False


@contextmanager
def part() -> Iterator[Part]:
    """Hold what the block writes by itself, if readers would see it; it must move no mark.

    What a held block wrote is as it was when the block has ended.
    """
    own, outer = Part(), active_noting()
    if outer is None:
        yield own
        return
    with transaction.atomic(), noting(loading=outer.loading) as noted:
        yield own
        notes = noted.notes()
        own.is_held = bool(notes.negotiations)
        if own.is_held:
            outer.held.append(notes)
        else:
            outer.absorb(noted)
        outer.texts |= noted.texts
        transaction.set_rollback(own.is_held)


def joined(parts: Iterable[Notes]) -> Notes:
    """Return what parts of one request did as one."""
    every = list(parts)
    return Notes(
        [change for one in every for change in one.changes],
        frozenset().union(*(one.negotiations for one in every)),
        next((one.reason for one in every if one.reason), ""),
    )


def keep_texts(texts: dict[int, tuple[str, str] | None]) -> list[str]:
    """Keep the texts of articles that a request kept, after it was taken back.

    Return the first words of those whose article is not there yet.
    """
    lost = []
    for pk, kept in texts.items():
        article = Article.objects.filter(pk=pk).first()
        if article is None:
            lost += [kept[0][:60]] if kept else []
        elif kept is None:
            drop_text(article)
        else:
            keep_text(article, *kept)
    return lost


def connect() -> None:
    """Take parts of articles that are imported, and note texts; call it once."""
    parts.connect(part)
    text_kept.connect(_note_text, dispatch_uid="held_parts")


def _note_text(article: Article, **_more: Any) -> None:
    noted = active_noting()
    if noted is not None:
        stored = ArticleText.objects.filter(article=article.pk).first()
        noted.texts[article.pk] = (stored.text, stored.kept_by_name) if stored else None
