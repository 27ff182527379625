"""Meets an edit that came too late: finds the row to go on with, says what the other changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.editing.revisions import open_revision
from proposals.models import Clause
from proposals.web.admin.clause_page.merge import (
    FieldConflict,
    Merged,
    as_new,
    as_post,
    carried,
    content_of,
    merged,
    unpacked,
)
from proposals.web.admin.flags import page_of
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from sources.validators import is_row_number


@dataclass(frozen=True)
class Told:
    """One difference in words: where, and the three states; `both` asks for a decision."""

    where: str
    label: str
    was: str
    theirs: str
    yours: str
    both: bool


@dataclass(frozen=True)
class Clash:
    """What the page shows: `clause` to go on with (None: a new one), `data` for its form.

    `reason` says what happened; `address` is where the form is sent.
    """

    clause: Clause | None
    data: QueryDict
    address: str
    reason: str
    by: str = ""
    told: tuple[Told, ...] = ()

    @property
    def to_decide(self) -> int:
        """How many fields both editors changed."""
        return sum(1 for one in self.told if one.both)


def clash_with(admin: Any, request: HttpRequest, clause: Clause) -> Clash:
    """This editor's input with what is stored now; of a published clause, in its revision."""
    now = admin.get_object(request, str(clause.pk)) or clause
    reason = _("Somebody else saved this clause after you opened it. Nothing of yours is lost.")
    if now.is_published:
        now = admin.get_object(request, str(open_revision(now, request.user).pk))
        reason = _(
            "This clause was published after you opened it. Your input is now in a revision of "
            "it, not saved yet; readers see the published text until the revision is reviewed."
        )
    return _together(admin, request, now, reason)


def clash_with_removed(admin: Any, request: HttpRequest) -> Clash:
    """The row is gone: a revision that was published or given up, or a draft that was deleted."""
    base = unpacked(request.POST.get("seen", ""))
    home = Clause.objects.filter(uid=base.uid).first() if base and base.uid else None
    if home is None:
        reason = _("Somebody else removed this clause after you opened it. Here is your input.")
        address = reverse("admin:proposals_clause_add")
        return Clash(None, as_new(request.POST), address, reason)
    now = admin.get_object(request, str(open_revision(home, request.user).pk))
    reason = _(
        "The revision that you were writing was published or given up after you opened it. Your "
        "input is now in a new revision, not saved yet."
    )
    return _together(admin, request, now, reason)


def _together(admin: Any, request: HttpRequest, now: Clause, reason: str) -> Clash:
    theirs = content_of(*admin.forms_of(request, now))
    base = unpacked(request.POST.get("seen", ""))
    typed, base = carried(request.POST, base, theirs)
    again = admin.get_object(request, str(now.pk))  # a bound form writes on its instance
    form, rows = admin.forms_of(request, again, typed)
    result = merged(base, theirs, content_of(form, rows))
    data = as_post(result, theirs, now.edition, typed)
    told = tuple(_told(result, form, rows))
    editor = now.edited_by
    by = (editor.get_full_name() or editor.get_username()) if editor else ""
    return Clash(now, data, page_of(now), reason, by, told)


def _told(result: Merged, form: Any, formsets: Iterable[Any]) -> Iterable[Told]:
    fields = {one.prefix: one.empty_form.fields for one in formsets}
    rows = {(kind, key): row for kind, found in result.rows.items() for key, row in found}
    for one in result.differences:
        own = fields.get(one.kind, form.fields)
        was, theirs, yours = (
            _in_words(own, one, values) for values in (one.was, one.theirs, one.yours)
        )
        where = _where(own, one, rows.get((one.kind, one.key), {}))
        label = str(own[one.name].label) if one.name else _("the whole entry")
        yield Told(where, label, was, theirs, yours, one.both)


def _where(fields: Any, one: FieldConflict, row: Any) -> str:
    if not one.kind:
        return _("Clause")
    kind, name = (_("Answer"), "question") if one.kind == "terms" else (_("Evidence"), "article")
    named = _label(fields[name], row.get(name, []) or (one.theirs or one.was or [])[:1])
    return f"{kind}: {named}" if named else kind


def _in_words(fields: Any, one: FieldConflict, values: list[str] | None) -> str:
    if values is None:
        return _("removed") if one.name == "" else ""
    if one.name:
        return _label(fields[one.name], values)
    first = "question" if one.kind == "terms" else "article"
    return ": ".join(filter(None, (_label(fields[first], values[:1]), *values[1:])))


def _label(field: Any, values: list[str]) -> str:
    """Values of a control as an editor knows them."""
    if isinstance(field, ReferenceField | ReferencesField):
        finder = field.widget.finder
        keys = [value for value in values if is_row_number(value)]
        return ", ".join(finder.label(row) for row in finder.rows().filter(pk__in=keys))
    known = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(known.get(value, value) for value in values)
