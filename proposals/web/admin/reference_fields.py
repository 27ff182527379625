"""Fields for references to other rows, which are found by words.

With scripts the control asks the server while an editor types; without, the same words are typed
into a plain field and looked up when the page is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proposals.web.admin.finders import FINDERS, MOST_OFFERED
from sources.search_terms import LONGEST_SEARCH, too_long_message
from sources.validators import is_row_number

TYPED = "-typed"
"""The end of the name of the plain field beside a control, for words to look up."""


class TypedWords(str):
    """Words typed where scripts are off, to be looked up."""

    __slots__ = ()


class ReferenceMixin(AutocompleteMixin):
    """A control that looks rows up at `find/` of the clauses, with a plain field without scripts.

    `matches` are the rows found by the words in the plain field.
    """

    def __init__(self, name: str, **more: Any) -> None:
        self.finder = FINDERS[name]
        self.finder_name = name
        self.negotiation: int | None = None
        self.matches: Sequence[Any] = ()
        column = self.finder.model._meta.pk
        super().__init__(column, admin.site, **more)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Copy the control for one form, which has matches of its own."""
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.matches = ()
        return copied

    def get_url(self) -> str:
        """Return the address at which words are looked up."""
        address = reverse("admin:proposals_clause_find", args=[self.finder_name])
        return f"{address}?negotiation={self.negotiation}" if self.negotiation else address

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the key that is chosen, or the words if any are typed; of several, both."""
        typed = data.get(f"{name}{TYPED}", "").strip()
        chosen = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if not typed:
            return chosen
        return TypedWords(typed) if not isinstance(chosen, list) else [*chosen, TypedWords(typed)]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Let the control itself say when too much is typed into it."""
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-maximum-input-length": str(LONGEST_SEARCH)}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Return the chosen rows and the matches as options; without a query."""
        keys = {str(key) for key, _label in self._add_matches()}
        selected = [key for key in value if key in keys]
        if not selected and len(self.matches) == 1:
            selected = [str(self.matches[0].pk)]
        return forms.Select.optgroups(self, name, selected, attr)  # type: ignore[arg-type]

    def _add_matches(self) -> list[tuple[Any, str]]:
        """Add the matches to the choices, and return these."""
        labels = dict(self.choices)
        labels.update({row.pk: self.finder.label(row) for row in self.matches})
        self.choices = list(labels.items())
        return self.choices

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Render the control, and the plain field for those without scripts."""
        values = value if isinstance(value, list | tuple) else [value]
        typed = next((one for one in values if isinstance(one, TypedWords)), "")
        control = super().render(name, value, attrs, renderer)  # type: ignore[misc]
        return format_html(
            '{control}<noscript><p class="typed"><label for="id_{name}">{label}</label> '
            '<input type="text" name="{name}" id="id_{name}" value="{typed}" dir="auto"></p>'
            "</noscript>",
            control=control,
            name=f"{name}{TYPED}",
            label=_("or find it by its words or key:"),
            typed="" if self.matches else typed,
        )


class ReferenceInput(ReferenceMixin, forms.Select):
    """The control for a reference to one row."""


class ReferencesInput(ReferenceMixin, forms.SelectMultiple):
    """The control for references to several rows."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Leave out the cross that clears all: it stands where lists may hold entries only."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class ReferenceField(forms.ModelChoiceField):
    """A reference to one row; a row that is known already costs no query."""

    def __init__(self, name: str, **more: Any) -> None:
        more.setdefault("widget", ReferenceInput(name))
        super().__init__(FINDERS[name].rows(), **more)
        self.known: Mapping[str, Any] = {}

    def set_choices(self, known: Mapping[str, Any], negotiation: int | None, chosen: str) -> None:
        """Take over the rows that are known by their keys; let the chosen one be shown.

        Words are looked up within the negotiation, or everywhere if it is None.
        """
        widget: Any = self.widget
        self.known, widget.negotiation = known, negotiation
        blank = [("", "")]
        row = known.get(chosen)
        self.choices = blank + ([(row.pk, widget.finder.label(row))] if row else [])

    def to_python(self, value: Any) -> Any:
        """Return the row. Raises ValidationError unless there is exactly one."""
        if isinstance(value, TypedWords):
            return _find_only(self.widget, value)
        if value in self.empty_values:
            return None
        known = self.known.get(str(value))
        return known or super().to_python(
            value if is_row_number(value) else str(value)[:MOST_OFFERED]
        )


class ReferencesField(forms.ModelMultipleChoiceField):
    """References to several rows."""

    def __init__(self, name: str, **more: Any) -> None:
        more.setdefault("widget", ReferencesInput(name))
        super().__init__(FINDERS[name].rows(), **more)

    def set_choices(self, rows: Iterable[Any]) -> None:
        """Let the rows that are chosen be shown."""
        widget: Any = self.widget
        self.choices = [(row.pk, widget.finder.label(row)) for row in rows]

    def clean(self, value: Any) -> Any:
        """Return the rows. Raises ValidationError if typed words do not tell exactly one."""
        values = list(value or [])
        typed = [one for one in values if isinstance(one, TypedWords)]
        keys = [one for one in values if one not in typed]
        keys += [str(_find_only(self.widget, words).pk) for words in typed]
        return super().clean(keys)


def _find_only(widget: Any, words: TypedWords) -> Any:
    """Find the row for typed words, and keep the matches for the control."""
    widget.matches = widget.finder.resolve(words, widget.negotiation)
    if len(widget.matches) == 1:
        return widget.matches[0]
    if not widget.matches and len(words) > LONGEST_SEARCH:
        raise ValidationError(too_long_message(is_cut=False), code="too_long")
    if not widget.matches:
        raise ValidationError(_("Nothing is found by “%(words)s”.") % {"words": words})
    message = _("“%(words)s” may mean several: choose one of the list, or write its key.")
    raise ValidationError(message % {"words": words})
