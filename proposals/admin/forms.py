"""The forms behind the admin's pages: answers in words, publishing with evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.domain.errors import DomainError
from proposals.domain.reading import read
from proposals.domain.storing import from_stored, to_stored
from proposals.domain.vocabulary import Frame, Unit
from proposals.models import (
    Disagreement,
    Evidence,
    Party,
    ReviewState,
    Term,
    UnitOfMeasure,
)

UNSUPPORTED = _("A clause without evidence cannot be published: add an article below.")


def refuse_strangers(parties: Iterable[Party], negotiation_id: int | None, field: str) -> None:
    """Raise ValidationError if a party belongs to another negotiation."""
    strangers = [party.name for party in parties if party.negotiation_id != negotiation_id]
    if strangers and negotiation_id is not None:
        message = gettext("Not a party to this negotiation: %(names)s.")
        raise ValidationError({field: message % {"names": ", ".join(strangers)}})


class ProposalForm(forms.ModelForm):
    """A proposal of parties to its own negotiation."""

    def clean(self) -> dict[str, Any]:
        """Refuse parties of another negotiation."""
        data = super().clean() or {}
        negotiation = data.get("negotiation")
        parties = data.get("parties", ())
        refuse_strangers(parties, negotiation.pk if negotiation else None, "parties")
        return data


class ClauseForm(forms.ModelForm):
    """A clause that is published only after its evidence is saved with it."""

    def clean(self) -> dict[str, Any]:
        """Put publishing off until the evidence that stands on the same page is saved."""
        data = super().clean() or {}
        self.publishing = data.get("state") == ReviewState.PUBLISHED
        self.instance.publishing = self.publishing
        if self.publishing and not self.instance.has_evidence():
            data["state"] = ReviewState.REVIEW
        return data


class AnswerField(forms.CharField):
    """An answer in words, or as a table written in JSON."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 50, "dir": "auto"})

    def clean(self, value: Any) -> Any:
        """The words, or the table."""
        text = super().clean(value)
        if not text.startswith("{"):
            return text
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            raise ValidationError(
                gettext('Not a table in JSON (%(error)s); write for example {"at_least": 30}.')
                % {"error": error}
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """A table as text."""
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


class TermForm(forms.ModelForm):
    """An answer, shown in words where these read back as the same."""

    value = AnswerField(
        label=_("answer"),
        help_text=_('In words: "at least 30 days"; or as a table: {"at_least": 30}'),
    )

    class Meta:
        model = Term
        fields = (
            "question", "value", "force", "bearers", "scope", "condition", "waits_for", "option",
            "confidence", "note", "number",
        )  # fmt: skip

    def __init__(self, *args: Any, units: tuple[Unit, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["value"] = in_words(self.instance, units)

    def clean(self) -> dict[str, Any]:
        """Refuse bearers of another negotiation."""
        data = super().clean() or {}
        question = data.get("question")
        bearers = data.get("bearers", ())
        refuse_strangers(bearers, question.negotiation_id if question else None, "bearers")
        return data


class TermFormSet(BaseInlineFormSet):
    """The answers of a clause; units are looked up once for all of them."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every unit."""
        return tuple(row.as_unit() for row in UnitOfMeasure.objects.all())

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand the units to each form."""
        return {**super().get_form_kwargs(index), "units": self.units}


class EvidenceFormSet(BaseInlineFormSet):
    """The evidence of a clause: about its own answers and its own negotiation's disagreements."""

    @cached_property
    def offered(self) -> dict[str, tuple[Any, list[tuple[Any, str]]]]:
        """For each reference, what can be chosen, looked up once for all forms."""
        terms = Term.objects.none()
        disagreements = Disagreement.objects.none()
        if self.instance.pk:
            terms = self.instance.terms.select_related("clause", "question")
            negotiation = self.instance.version.proposal.negotiation_id
            disagreements = Disagreement.objects.filter(negotiation=negotiation)
        return {"term": _choices(terms), "disagreement": _choices(disagreements)}

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Offer only what belongs here."""
        super().add_fields(form, index)
        for name, (rows, choices) in self.offered.items():
            field: Any = form.fields[name]
            field.queryset = rows
            field.choices = choices

    def clean(self) -> None:
        """Refuse to leave a published clause without evidence."""
        super().clean()
        deleted = len(self.deleted_forms)
        kept = [form for form in self.forms if _is_filled(form)]
        publishing = getattr(self.instance, "publishing", self.instance.is_published)
        if publishing and len(kept) - deleted < 1:
            raise ValidationError(UNSUPPORTED)


def in_words(term: Term, units: tuple[Unit, ...]) -> Any:
    """A stored answer in words; the table itself where words would not read back the same."""
    try:
        frame = term.question.frame(units)
        words = read(from_stored(term.value, frame), frame)
        return words if _reads_back(words, term.value, frame) else term.value
    except DomainError:
        return term.value


def _reads_back(words: str, stored: Any, frame: Frame) -> bool:
    return to_stored(from_stored(words, frame), frame) == stored


def _choices(rows: Any) -> tuple[Any, list[tuple[Any, str]]]:
    return rows, [("", "---------"), *((row.pk, str(row)) for row in rows)]


def _is_filled(form: forms.ModelForm[Evidence]) -> bool:
    return bool(form.instance.pk) or form.has_changed()
