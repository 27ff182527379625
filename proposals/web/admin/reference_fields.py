"""Owns looking rows up by words: what is offered, how it is named, and the control for it.

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
"""Rows that are offered at once; more words narrow them down."""


TYPED = "-typed"
"""What follows the name of a control where its words are typed."""


@dataclass(frozen=True)
class Finder:
    """How rows of one model are found by words, named, and kept to one negotiation."""

    model: type[Model]
    related: tuple[str, ...]
    columns: tuple[str, ...]
    exact: tuple[str, ...]
    order: tuple[str, ...]
    label: Callable[[Any], str]
    home: str = ""

    def rows(self, negotiation: int | None = None) -> QuerySet[Any]:
        """Everything that may be referred to, with what its name needs."""
        found = self.model._default_manager.select_related(*self.related).order_by(*self.order)
        if self.model is Clause:
            found = found.filter(revises__isnull=True)
        return found.filter(**{self.home: negotiation}) if self.home and negotiation else found

    def search(self, words: str, negotiation: int | None = None) -> QuerySet[Any]:
        """Rows in which every word occurs somewhere."""
        found = self.rows(negotiation)
        for word in _plain(words).split():
            found = found.filter(_any(self.columns, "icontains", word))
        return found

    def meant(self, words: str, negotiation: int | None = None) -> list[Any]:
        """The one row that has these words for a key or an address, else all that hold them."""
        text = _plain(words)
        exact = list(self.rows(negotiation).filter(_any(self.exact, "iexact", text))[:2])
        return exact if len(exact) == 1 else list(self.search(text, negotiation)[:MOST_OFFERED])


def _plain(words: str) -> str:
    # PostgreSQL refuses to look for a text with a NUL in it.
    return " ".join(words.replace("\0", " ").split())


def _any(columns: Iterable[str], how: str, value: str) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__{how}": value})
    return found


def _article(row: Article) -> str:
    day = row.published.isoformat() if row.published else _("undated")
    return f"{row.key} · {day} · {row.outlet.name}: {row.title}"


FINDERS: Mapping[str, Finder] = {
    "version": Finder(
        Version,
        ("proposal__negotiation",),
        ("proposal__name", "proposal__title", "label", "key"),
        ("key",),
        ("proposal__ordinal", "proposal__key", "ordinal", "key"),
        str,
        "proposal__negotiation",
    ),
    "question": Finder(
        Question,
        ("topic", "unit", "negotiation"),
        ("text", "key", "topic__name"),
        ("key", "text"),
        ("ordinal", "key"),
        lambda row: f"{row.text} ({row.topic.name})",
        "negotiation",
    ),
    "topics": Finder(
        Topic,
        ("theme",),
        ("name", "key", "theme__name"),
        ("key", "name"),
        ("theme__ordinal", "ordinal", "key"),
        lambda row: f"{row.name} ({row.theme.name})",
    ),
    "waits_for": Finder(
        Clause,
        ("version__proposal",),
        ("label", "key", "heading", "version__proposal__name"),
        ("uid",),
        ("version__proposal__ordinal", "version", "ordinal", "key"),
        lambda row: f"{row} · {row.version}",
        "version__proposal__negotiation",
    ),
    "article": Finder(
        Article,
        ("outlet",),
        ("key", "headline", "url", "outlet__name"),
        ("key", "url"),
        ("key",),
        _article,
    ),
    "origin": Finder(Origin, (), ("key", "name"), ("key", "name"), ("name", "key"), str),
}


class TypedWords(str):
    """Words that were typed where scripts are off, to be looked up."""

    __slots__ = ()


class ReferenceMixin(AutocompleteMixin):
    """Looks rows up on the clause page's own address; a plain field stands in without scripts."""

    def __init__(self, name: str, **more: Any) -> None:
        self.finder = FINDERS[name]
        self.finder_name = name
        self.negotiation: int | None = None
        self.found: Sequence[Any] = ()
        column = self.finder.model._meta.pk
        super().__init__(column, admin.site, **more)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """A copy for one form, that remembers what was found there."""
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.found = ()
        return copied

    def get_url(self) -> str:
        """Where the words are looked up."""
        address = reverse("admin:proposals_clause_find", args=[self.finder_name])
        return f"{address}?negotiation={self.negotiation}" if self.negotiation else address

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen; words, if any were typed."""
        typed = data.get(f"{name}{TYPED}", "").strip()
        chosen = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if not typed:
            return chosen
        return TypedWords(typed) if not isinstance(chosen, list) else [*chosen, TypedWords(typed)]

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """What is chosen, or what was found; asks no query."""
        keys = {str(key) for key, _label in self._offered()}
        kept = [one for one in value if one in keys]
        if not kept and len(self.found) == 1:
            kept = [str(self.found[0].pk)]
        return forms.Select.optgroups(self, name, kept, attr)  # type: ignore[arg-type]

    def _offered(self) -> list[tuple[Any, str]]:
        known = dict(self.choices)
        known.update({row.pk: self.finder.label(row) for row in self.found})
        self.choices = list(known.items())
        return self.choices

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control, and the plain field for those without scripts."""
        typed = next((one for one in _listed(value) if isinstance(one, TypedWords)), "")
        control = super().render(name, value, attrs, renderer)  # type: ignore[misc]
        return format_html(
            '{}<noscript><p class="typed"><label for="id_{}{}">{}</label> '
            '<input type="text" name="{}{}" id="id_{}{}" value="{}" dir="auto"></p></noscript>',
            control, name, TYPED, _("or find it by its words or key:"),
            name, TYPED, name, TYPED, "" if self.found else typed,
        )  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


class ReferenceInput(ReferenceMixin, forms.Select):
    """One row."""


class ReferencesInput(ReferenceMixin, forms.SelectMultiple):
    """Several rows."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Without the cross that takes all away: it stands where lists may hold entries only."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class ReferenceField(forms.ModelChoiceField):
    """One row; what is known already costs no query."""

    def __init__(self, name: str, **more: Any) -> None:
        more.setdefault("widget", ReferenceInput(name))
        super().__init__(FINDERS[name].rows(), **more)
        self.known: Mapping[str, Any] = {}

    def offer(self, known: Mapping[str, Any], negotiation: int | None, chosen: str) -> None:
        """Take over what was looked up for all forms of a page at once."""
        widget: Any = self.widget
        self.known, widget.negotiation = known, negotiation
        blank = [("", "")]
        row = known.get(chosen)
        self.choices = blank + ([(row.pk, widget.finder.label(row))] if row else [])

    def to_python(self, value: Any) -> Any:
        """The row; raises ValidationError that tells what was found."""
        if isinstance(value, TypedWords):
            return _only(self.widget, value)
        if value in self.empty_values:
            return None
        known = self.known.get(str(value))
        return known or super().to_python(
            value if is_row_number(value) else str(value)[:MOST_OFFERED]
        )


class ReferencesField(forms.ModelMultipleChoiceField):
    """Several rows."""

    def __init__(self, name: str, **more: Any) -> None:
        more.setdefault("widget", ReferencesInput(name))
        super().__init__(FINDERS[name].rows(), **more)

    def offer(self, rows: Iterable[Any]) -> None:
        """Show what is chosen."""
        widget: Any = self.widget
        self.choices = [(row.pk, widget.finder.label(row)) for row in rows]

    def clean(self, value: Any) -> Any:
        """The rows; raises ValidationError that tells what was found for typed words."""
        given = list(value or [])
        typed = [one for one in given if isinstance(one, TypedWords)]
        keys = [one for one in given if one not in typed]
        keys += [str(_only(self.widget, one).pk) for one in typed]
        return super().clean(keys)


def _only(widget: Any, words: TypedWords) -> Any:
    widget.found = widget.finder.meant(words, widget.negotiation)
    if len(widget.found) == 1:
        return widget.found[0]
    if not widget.found:
        raise ValidationError(_("Nothing is found by “%(words)s”.") % {"words": words})
    message = _("“%(words)s” may mean several: choose one of the list, or write its key.")
    raise ValidationError(message % {"words": words})
