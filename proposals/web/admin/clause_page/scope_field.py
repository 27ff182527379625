"""The field for the scope of an answer: shown by its label, stored by its key, or plain words."""

from __future__ import annotations

from typing import Any

from django import forms

from proposals.domain.cases import ScopeList

OFFERED = "clause-scopes"
"""The id of the element of the page that offers the labels."""


class ScopeField(forms.CharField):
    """An entry of the negotiation's scope list, or words of its own."""

    widget = forms.TextInput(attrs={"dir": "auto"})

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.scopes = ScopeList()

    def set_scopes(self, scopes: ScopeList) -> None:
        """Offer the entries of a list."""
        self.scopes = scopes
        if scopes.entries:
            self.widget.attrs["list"] = OFFERED

    def key_of(self, text: str) -> str:
        """Return the key of the entry that a text names; the text itself if it names none."""
        entry = self.scopes.entry(text)
        return entry.key if entry else text

    def prepare_value(self, value: Any) -> Any:
        """Return the label of an entry; any other text as it is."""
        entry = self.scopes.entry(value) if isinstance(value, str) else None
        return entry.label if entry else value

    def clean(self, value: Any) -> str:
        """Return the key of an entry, or the words."""
        return self.key_of(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another case is meant: a key and its label mean the same."""
        return super().has_changed(self.prepare_value(initial), self.prepare_value(data))
