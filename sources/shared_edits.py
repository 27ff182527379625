"""Two editors at one row: what one of them changed is never lost to the form of the other.

The page of a form keeps what its fields said when it was opened. Where a field was changed by
somebody else since and not in the form, the stored value stays; where both changed it, the editor
is shown what it says now, and saves again to put their own in its place. Rows below that were
changed since are not deleted unseen. What is stored is compared under a lock on the rows, so that
two saves of the same moment are one after the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

SEEN = "_seen"
"""The name of the hidden field that holds what the fields of a page said when it was opened."""

Sent = list[str]
"""The value of a field as the texts that a browser would send."""


class SharedForm(forms.ModelForm):
    """A form of a stored row that takes over what others changed since its page was opened."""

    taken_over: tuple[str, ...]
    """Labels of the fields whose value somebody else changed meanwhile, and which stay so."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.clashes: dict[str, Sent] = {}
        self.changed_since: dict[str, Sent] = {}
        self.taken_over = ()
        if self.is_bound and self.instance.pk:
            self._merge(seen_of(self.data).get(row_key(self.instance), {}))

    def _merge(self, seen: Mapping[str, Sent]) -> None:
        """Put stored values into the data where only others changed them; note clashes."""
        for name, field in self.fields.items():
            if name not in seen or field.disabled:
                continue
            mine, now = self._sent(name), stored_value(self, name)
            if now != seen[name]:
                self.changed_since[name] = now
            if mine is None or now == seen[name] or mine == now:
                continue
            if mine == seen[name]:
                self._put(name, now)
                self.taken_over = (*self.taken_over, str(field.label))
            else:
                self.clashes[name] = now

    def _sent(self, name: str) -> Sent | None:
        """Return what was sent for a field; None for what cannot be told from here."""
        field, html_name = self.fields[name], self.add_prefix(name)
        if isinstance(field.widget, forms.MultiWidget):
            parts = len(field.widget.widgets)
            return [_plain(self.data.get(f"{html_name}_{n}", "")) for n in range(parts)]
        value = field.widget.value_from_datadict(self.data, self.files, html_name)
        return as_sent(field, value)

    def _put(self, name: str, value: Sent) -> None:
        field, html_name = self.fields[name], self.add_prefix(name)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        if isinstance(field.widget, forms.MultiWidget):
            for number, part in enumerate(value):
                data[f"{html_name}_{number}"] = part
        elif isinstance(field.widget, forms.CheckboxInput) and not value:
            data.pop(html_name, None)
        else:
            data.setlist(html_name, value)
        self.data = data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name, now in self.clashes.items():
            message = _(
                "Somebody else changed this after you opened the page. It says now: %(now)s. Yours "
                "stands here; save again to put it in place of theirs."
            )
            self.add_error(name, message % {"now": self._words(name, now)})

    @property
    def changes_since(self) -> str:
        """What others changed since the page was opened, as it says now; empty for nothing."""
        return ", ".join(
            f"{self.fields[name].label}: {self._words(name, now)}"
            for name, now in self.changed_since.items()
        )

    def _words(self, name: str, value: Sent) -> str:
        """Return a stored value as people read it."""
        if isinstance(self.fields[name].widget, forms.CheckboxInput):
            return _("yes") if value else _("no")
        choices = {str(key): str(label) for key, label in _flat_choices(self.fields[name])}
        words = [choices.get(one, one) for one in value if one]
        return "; ".join(words) or _("nothing")


class SharedRows(forms.BaseModelFormSet):
    """Rows below a form, of which none goes that somebody else changed since it was seen."""

    def clean(self) -> None:
        """Refuse to delete what was changed since; raise ValidationError."""
        super().clean()
        message = _(
            "Somebody else changed “%(row)s” after you opened the page. It says now: %(now)s. Save "
            "again to delete it all the same."
        )
        errors = [
            ValidationError(message % {"row": form.instance, "now": form.changes_since})
            for form in self.initial_forms
            if isinstance(form, SharedForm)
            and form.changed_since
            and self.can_delete
            and self._should_delete_form(form)  # type: ignore[attr-defined]
        ]
        if errors:
            raise ValidationError(errors, code="edit_conflict")


def _flat_choices(field: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def row_key(row: Model) -> str:
    """Return the name of a stored row among those of a page."""
    return f"{row._meta.label_lower}:{row.pk}"


def stored_value(form: forms.ModelForm[Any], name: str) -> Sent:
    """Return what a field of a form would send if it were opened now and nothing typed."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field.widget, forms.MultiWidget):
        return [_plain(part) for part in field.widget.decompress(value) or ()]
    return as_sent(field, value)


def as_sent(field: forms.Field, value: Any) -> Sent:
    """Return a value of a field as the texts that a browser would send, to be compared."""
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    if hasattr(value, "pk"):
        return [str(value.pk)]
    return [_plain(field.widget.format_value(value) if field.localize else value)]


def _plain(value: Any) -> str:
    """Return a text without what browsers and forms change at its ends and in its lines."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def seen_of(data: Any) -> dict[str, dict[str, Sent]]:
    """Return what the fields of a page said when it was opened; empty where that is not sent."""
    try:
        seen = json.loads(data.get(SEEN, "") or "{}")
    except ValueError:
        return {}
    if not isinstance(seen, dict):
        return {}
    return {key: one for key, one in seen.items() if isinstance(one, dict)}


def shared(form: type[forms.ModelForm[Any]]) -> type[forms.ModelForm[Any]]:
    """Return a class of forms that takes over what others changed."""
    if issubclass(form, SharedForm):
        return form
    return type(form.__name__, (SharedForm, form), {"__doc__": form.__doc__})


class SharedEditsAdmin(admin.ModelAdmin):
    """The admin of a model in whose forms two editors lose nothing of each other."""

    shares_edits = True
    """Whether its forms take over what others changed: not where they have a guard of their own."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row; where it is to be written, as it is once nobody else writes it."""
        row = super().get_object(request, object_id, from_field)
        if row is None or not self._locks(request):
            return row
        # Apart from the query of the page, which may count rows, and what is counted has no lock.
        rows = type(row)._base_manager.select_for_update(no_key=True)
        list(rows.filter(pk=row.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Read rows below that are to be written as they are once nobody else writes them."""
        more: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if self._locks(request) and obj.pk:
            rows = more["queryset"]
            more["queryset"] = rows.select_for_update(of=("self",), no_key=True)
        return more

    def _locks(self, request: HttpRequest) -> bool:
        """Tell whether rows are locked: on SQLite the request has the whole database already."""
        writes = request.method == "POST" and self.shares_edits
        return bool(
            writes and connection.in_atomic_block and connection.features.has_select_for_update
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **more: Any
    ) -> Any:
        """Return the form, which takes over what others changed."""
        form = super().get_form(request, obj, change=change, **more)
        return shared(form) if self.shares_edits else form

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        """Yield the rows below, each with a form that takes over what others changed."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if self.shares_edits:
                formset.form = shared(formset.form)
                yield type(formset.__name__, (SharedRows, formset), {}), inline
            else:
                yield formset, inline

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **more: Any
    ) -> HttpResponse:
        """Put what the fields say now on the page."""
        forms_of_page = [context["adminform"].form] if context.get("adminform") else []
        for one in context.get("inline_admin_formsets") or ():
            forms_of_page += one.formset.forms
        values = _stored_values(forms_of_page)
        context["stored_values"] = json.dumps(values) if values else ""
        return super().render_change_form(request, context, *args, **more)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask whether to delete the row, and again if somebody else changed it since."""
        row = self.get_object(request, unquote(object_id))
        now = _fingerprint(row) if row is not None else ""
        if row is not None and request.POST.get(SEEN, now) != now:
            message = _(
                "Somebody else changed “%(row)s” after you opened the page. Look at it before you "
                "delete it."
            )
            messages.error(request, message % {"row": row})
            return HttpResponseRedirect(request.get_full_path())
        return super().delete_view(request, object_id, {**(extra_context or {}), "seen": now})

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Return the row, and tell what others changed meanwhile."""
        _tell(request, getattr(form, "taken_over", ()))
        return super().save_form(request, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows below, and tell what others changed in them meanwhile."""
        for one in formset.forms:
            _tell(request, getattr(one, "taken_over", ()))
        super().save_formset(request, form, formset, change)


def _fingerprint(row: Model) -> str:
    """Return what tells a stored row from any other state of it."""
    values = [str(one.value_from_object(row)) for one in row._meta.concrete_fields]
    lists = row._meta.many_to_many
    values += [str(sorted(other.pk for other in one.value_from_object(row))) for one in lists]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()


def _stored_values(page: Iterable[Any]) -> dict[str, dict[str, Sent]]:
    return {
        row_key(form.instance): {name: stored_value(form, name) for name in form.fields}
        for form in page
        if isinstance(form, SharedForm) and form.instance.pk
    }


def _tell(request: HttpRequest, fields: Iterable[str]) -> None:
    labels = ", ".join(fields)
    if labels:
        message = _("Changed by somebody else meanwhile, and kept: %(fields)s.")
        messages.info(request, message % {"fields": labels})
