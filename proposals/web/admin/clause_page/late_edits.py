"""Edits that come after another editor's save, merged with what is stored now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.editing.merge import FieldConflict, MergeResult, match_rows, merge, rename_rows
from proposals.editing.revisions import open_revision
from proposals.models import Clause
from proposals.models.review import name_of
from proposals.web.admin.clause_page.form_content import (
    build_merged_post,
    build_new_post,
    read_content,
    rename_typed_rows,
    unpack,
)
from proposals.web.admin.flags import clause_address
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from sources.validators import is_row_number


@dataclass(frozen=True, kw_only=True)
class ConflictLine:
    """A field that the other editor changed, in words: the value before, theirs and this editor's.

    `both` says that both changed it, so that somebody has to decide.
    """

    where: str
    label: str
    was: str
    theirs: str
    yours: str
    both: bool


@dataclass(frozen=True, kw_only=True)
class LateEdit:
    """An edit to go on with: the clause (None for a new one), and the data for its form.

    `reason` says what happened, `by` who saved last, and `conflicts` what they changed;
    the form is sent to `address`.
    """

    clause: Clause | None
    data: QueryDict
    address: str
    reason: str
    by: str = ""
    conflicts: tuple[ConflictLine, ...] = ()

    @property
    def to_decide(self) -> int:
        """The number of fields that both editors changed."""
        return sum(1 for line in self.conflicts if line.both)


def merge_late_edit(admin: Any, request: HttpRequest, clause: Clause) -> LateEdit:
    """Merge this editor's input with what is stored now; of a published clause, in its revision."""
    current = admin.get_object(request, str(clause.pk)) or clause
    reason = _("Somebody else saved this clause after you opened it. Nothing of yours is lost.")
    if current.is_published:
        current = admin.get_object(request, str(open_revision(current, request.user).pk))
        reason = _(
            "This clause was published after you opened it. Your input is now in a revision of "
            "it, not saved yet; readers see the published text until the revision is reviewed."
        )
    return _merge(admin, request, current, reason)


def rescue_late_edit(admin: Any, request: HttpRequest) -> LateEdit:
    """Carry this editor's input on to another row, since its own is gone.

    A revision that was published or given up gives way to a new one; a draft that was deleted, to
    the form of a new clause.
    """
    base = unpack(request.POST.get("seen", ""))
    original = Clause.objects.filter(uid=base.uid).first() if base and base.uid else None
    if original is None:
        return LateEdit(
            clause=None,
            data=build_new_post(request.POST),
            address=reverse("admin:proposals_clause_add"),
            reason=_("Somebody else removed this clause after you opened it. Here is your input."),
        )
    revision = admin.get_object(request, str(open_revision(original, request.user).pk))
    reason = _(
        "The revision that you were writing was published or given up after you opened it. Your "
        "input is now in a new revision, not saved yet."
    )
    return _merge(admin, request, revision, reason)


def _merge(admin: Any, request: HttpRequest, clause: Clause, reason: str) -> LateEdit:
    """Merge the input into a row of its clause."""
    theirs = read_content(*admin.build_forms(request, clause))
    base = unpack(request.POST.get("seen", ""))
    typed: QueryDict = request.POST
    if base is not None:
        keys = match_rows(base.rows, theirs.rows)
        base, typed = rename_rows(base, keys), rename_typed_rows(typed, keys)
    again = admin.get_object(request, str(clause.pk))  # a bound form writes on its instance
    form, formsets = admin.build_forms(request, again, typed)
    result = merge(base, theirs, read_content(form, formsets))
    return LateEdit(
        clause=clause,
        data=build_merged_post(
            result, theirs=theirs, edition=clause.edition, why=typed.get("why", "")
        ),
        address=clause_address(clause),
        reason=reason,
        by=name_of(clause.edited_by),
        conflicts=tuple(_describe_conflicts(result, form, formsets)),
    )


def _describe_conflicts(
    result: MergeResult, form: Any, formsets: Iterable[Any]
) -> Iterable[ConflictLine]:
    fields_by_kind = {formset.prefix: formset.empty_form.fields for formset in formsets}
    rows = {(kind, key): row for kind, merged in result.rows.items() for key, row in merged}
    for conflict in result.conflicts:
        fields = fields_by_kind.get(conflict.kind, form.fields)
        name = conflict.name
        yield ConflictLine(
            where=_describe_place(fields, conflict, rows.get((conflict.kind, conflict.key), {})),
            label=str(fields[name].label) if name else _("the whole entry"),
            was=_write_values(fields, conflict, conflict.was),
            theirs=_write_values(fields, conflict, conflict.theirs),
            yours=_write_values(fields, conflict, conflict.yours),
            both=conflict.both,
        )


def _describe_place(fields: Any, conflict: FieldConflict, row: Any) -> str:
    if not conflict.kind:
        return _("Clause")
    kind = _("Answer") if conflict.kind == "terms" else _("Evidence")
    name = _naming_field(conflict)
    values = row.get(name, []) or (conflict.theirs or conflict.was or [])[:1]
    label = _write_labels(fields[name], values)
    return f"{kind}: {label}" if label else kind


def _write_values(fields: Any, conflict: FieldConflict, values: list[str] | None) -> str:
    if values is None:
        return "" if conflict.name else _("removed")
    if conflict.name:
        return _write_labels(fields[conflict.name], values)
    first = _write_labels(fields[_naming_field(conflict)], values[:1])
    return ": ".join(filter(None, (first, *values[1:])))


def _naming_field(conflict: FieldConflict) -> str:
    """Return the field that tells one row of a kind from the others."""
    return "question" if conflict.kind == "terms" else "article"


def _write_labels(field: Any, values: list[str]) -> str:
    """Write the values of a control as an editor knows them."""
    if isinstance(field, ReferenceField | ReferencesField):
        finder = field.widget.finder
        keys = [value for value in values if is_row_number(value)]
        return ", ".join(finder.label(row) for row in finder.rows().filter(pk__in=keys))
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(labels.get(value, value) for value in values)
