"""Importing by a plan: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sources.article_import.plan import ImportPlan, ImportRow, Status
from sources.models import Article
from sources.texts import keep_text


@dataclass(frozen=True)
class ImportResult:
    """The articles that were added and changed, in the order of the file; which got a text."""

    added: tuple[Article, ...]
    changed: tuple[Article, ...]
    with_text: frozenset[int]


def apply(
    plan: ImportPlan, by_name: str, *, add: bool = True, change: bool = False
) -> ImportResult:
    """Write the new rows if `add`, the changed ones if `change`; texts are kept as `by_name`'s.

    One transaction. Raises `ValidationError` when another person has stored the same key or
    address in between; then nothing is written.
    """
    chosen = [
        row
        for row in plan.rows
        if (row.status is Status.NEW and add) or (row.status is Status.CHANGED and change)
    ]
    try:
        with transaction.atomic():
            written = [(row.status, _write(row, by_name)) for row in chosen]
    except IntegrityError as error:
        message = _("Meanwhile somebody stored one of these articles. Look at the plan again.")
        raise ValidationError(message, code="meanwhile") from error
    return ImportResult(
        added=tuple(article for status, article in written if status is Status.NEW),
        changed=tuple(article for status, article in written if status is Status.CHANGED),
        with_text=frozenset(row.article.pk for row in chosen if row.text and row.article),
    )


def _write(row: ImportRow, by_name: str) -> Article:
    """Write one row with its text."""
    article = row.article
    assert article is not None  # noqa: S101 - both kinds of row have one
    for name, value in row.values.items():
        setattr(article, name, value)
    source = row.values.get("syndicated_from")
    if source is not None and source._state.adding:
        message = _("Row %(row)s is taken from %(source)s, which is new: add the new ones too.")
        params = {"row": row.number, "source": source.key}
        raise ValidationError(message, code="source", params=params)
    if row.status is Status.NEW:
        article.save()
    elif row.values:
        article.save(update_fields=[*row.values])
    if row.text:
        keep_text(article, row.text, by_name)
    return article
