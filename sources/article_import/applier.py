"""Importing by a plan: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sources.article_import.rows import ImportPlan, ImportRow, Status
from sources.models import Article, Outlet
from sources.parts import part
from sources.texts import keep_text


@dataclass(frozen=True)
class ImportResult:
    """The articles that were added and changed, in the order of the file; which got a text."""

    added: tuple[Article, ...]
    changed: tuple[Article, ...]
    with_text: frozenset[int]
    outlets: tuple[Outlet, ...] = ()


@dataclass(frozen=True)
class ImportChoice:
    """What an editor chose of a plan.

    `outlets` adds the new ones and the rows that wait for them, `countries` are the keys of those
    whose country is that of their addresses; `others` are the numbers of rows asked about that are
    other articles than the stored ones.
    """

    add: bool = True
    change: bool = False
    outlets: bool = False
    countries: frozenset[str] = frozenset()
    others: frozenset[int] = frozenset()

    def takes(self, row: ImportRow) -> bool:
        """Tell whether a row is to be written."""
        match row.status:
            case Status.NEW:
                return self.add
            case Status.WAITING:
                return self.add and self.outlets
            case Status.CHANGED:
                return self.change
            case Status.ASKED:
                return row.number in self.others
        return False


def apply(plan: ImportPlan, by_name: str, choice: ImportChoice) -> ImportResult:
    """Write the rows that were chosen; texts are kept as `by_name`'s.

    One transaction. Raises `ValidationError`, which names the row, when another person has stored
    the same key or address in between, or the database refuses a row; then nothing is written.
    """
    chosen = [row for row in plan.rows if choice.takes(row)]
    with transaction.atomic():
        outlets = _write_outlets(plan, chosen, choice)
        written = [(row.status, _write(row, by_name)) for row in chosen]
    return ImportResult(
        added=tuple(article for status, article in written if status is not Status.CHANGED),
        changed=tuple(article for status, article in written if status is Status.CHANGED),
        with_text=frozenset(row.article.pk for row in chosen if row.text and row.article),
        outlets=outlets,
    )


def _write_outlets(
    plan: ImportPlan, chosen: list[ImportRow], choice: ImportChoice
) -> tuple[Outlet, ...]:
    """Write the new outlets of the chosen rows, in the order in which rows name them."""
    waiting = {row.new_outlet.key: row for row in chosen if row.new_outlet is not None}
    if waiting and not choice.outlets:
        row = next(iter(waiting.values()))
        message = _("Row %(row)s is of a new outlet, “%(outlet)s”: add the new outlets too.")
        params = {"row": row.number, "outlet": row.new_outlet}
        raise ValidationError(message, code="outlets", params=params)
    new = [outlet for outlet in plan.outlets if outlet.outlet.key in waiting]
    for outlet in new:
        if outlet.outlet.key in choice.countries:
            outlet.outlet.country = outlet.country
        row = waiting[outlet.outlet.key]
        try:
            outlet.outlet.save(force_insert=True)
        except IntegrityError as error:
            raise _refusal(row, outlet.outlet, error) from error
    return tuple(outlet.outlet for outlet in new)


def _refusal(row: ImportRow, stored: Article | Outlet, error: IntegrityError) -> ValidationError:
    """Return why the database refuses a row, in the words of the rule that is broken."""
    text = " ".join(str(error).split())
    rules = stored._meta.constraints
    why = next((rule.violation_error_message for rule in rules if rule.name in text), text)
    if "unique" in text.lower():
        message = _(
            "Meanwhile somebody stored a row with the key or the address of row %(row)s. Look at "
            "the plan again."
        )
    else:
        message = _("Row %(row)s cannot be stored: %(why)s")
    return ValidationError(message, code="meanwhile", params={"row": row.number, "why": why})


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
    try:
        with part():
            if row.status is not Status.CHANGED:
                article.save()
            elif row.values:
                article.save(update_fields=[*row.values])
    except IntegrityError as error:
        raise _refusal(row, article, error) from error
    if row.text:
        keep_text(article, row.text, by_name)
    return article
