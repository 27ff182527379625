"""References to other rows, found by words: the finder of each model, and the control for it.

With scripts the control asks the server while an editor types; without, the same words are typed
into a plain field and looked up when the page is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proposals.models import Clause, Question, Topic, Version
from sources.models import Article, Origin
from sources.validators import is_row_number

MOST_OFFERED = 20
"""Rows that one search offers; more words narrow them down."""

TYPED = "-typed"
"""The end of the name of the plain field beside a control, for words to look up."""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """The search for rows of one model by words, and their names in a list.

    `related` and `order` are for the query; `columns` are searched for each word, `exact` for the
    whole text. `negotiation` is the path to the negotiation of a row, empty where it has none.
    """

    model: type[Model]
    related: tuple[str, ...] = ()
    columns: tuple[str, ...]
    exact: tuple[str, ...]
    order: tuple[str, ...]
    label: Callable[[Any], str]
    negotiation: str = ""

    def rows(self, negotiation: int | None = None) -> QuerySet[Any]:
        """Return the rows that may be referred to, with what their names need."""
        rows = self.model._default_manager.select_related(*self.related).order_by(*self.order)
        if self.model is Clause:
            rows = rows.filter(revises__isnull=True)
        if self.negotiation and negotiation:
            rows = rows.filter(**{self.negotiation: negotiation})
        return rows

    def search(self, words: str, negotiation: int | None = None) -> QuerySet[Any]:
        """Return the rows in which every word occurs somewhere."""
        rows = self.rows(negotiation)
        for word in _normalise(words).split():
            rows = rows.filter(_any_column(self.columns, "icontains", word))
        return rows

    def resolve(self, words: str, negotiation: int | None = None) -> list[Any]:
        """Return the one row with these words for a key or an address, else all that hold them."""
        text = _normalise(words)
        exact = list(self.rows(negotiation).filter(_any_column(self.exact, "iexact", text))[:2])
        return exact if len(exact) == 1 else list(self.search(text, negotiation)[:MOST_OFFERED])


def _normalise(words: str) -> str:
    # PostgreSQL refuses to look for a text with a NUL in it.
    return " ".join(words.replace("\0", " ").split())


def _any_column(columns: Iterable[str], lookup: str, value: str) -> Q:
    """Return the condition that a lookup holds for any of the columns."""
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__{lookup}": value})
    return condition


def _article_label(row: Article) -> str:
    day = row.published.isoformat() if row.published else _("undated")
    return f"{row.key} · {day} · {row.outlet.name}: {row.title}"


FINDERS: Mapping[str, Finder] = {
    "version": Finder(
        model=Version,
        related=("proposal__negotiation",),
        columns=("proposal__name", "proposal__title", "label", "key"),
        exact=("key",),
        order=("proposal__ordinal", "proposal__key", "ordinal", "key"),
        label=str,
        negotiation="proposal__negotiation",
    ),
    "question": Finder(
        model=Question,
        related=("topic", "unit", "negotiation"),
        columns=("text", "key", "topic__name"),
        exact=("key", "text"),
        order=("ordinal", "key"),
        label=lambda row: f"{row.text} ({row.topic.name})",
        negotiation="negotiation",
    ),
    "topics": Finder(
        model=Topic,
        related=("theme",),
        columns=("name", "key", "theme__name"),
        exact=("key", "name"),
        order=("theme__ordinal", "ordinal", "key"),
        label=lambda row: f"{row.name} ({row.theme.name})",
    ),
    "waits_for": Finder(
        model=Clause,
        related=("version__proposal",),
        columns=("label", "key", "heading", "version__proposal__name"),
        exact=("uid",),
        order=("version__proposal__ordinal", "version", "ordinal", "key"),
        label=lambda row: f"{row} · {row.version}",
        negotiation="version__proposal__negotiation",
    ),
    "article": Finder(
        model=Article,
        related=("outlet",),
        columns=("key", "headline", "url", "outlet__name"),
        exact=("key", "url"),
        order=("key",),
        label=_article_label,
    ),
    "origin": Finder(
        model=Origin,
        columns=("key", "name"),
        exact=("key", "name"),
        order=("name", "key"),
        label=str,
    ),
}
"""The finders by the name of a reference."""


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
    if not widget.matches:
        raise ValidationError(_("Nothing is found by “%(words)s”.") % {"words": words})
    message = _("“%(words)s” may mean several: choose one of the list, or write its key.")
    raise ValidationError(message % {"words": words})
