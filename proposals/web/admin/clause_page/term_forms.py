"""The form of an answer on the page of its clause, and what the page draws of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import QueryDict

from proposals.domain.storage import from_stored
from proposals.domain.terms import Alternative, Column, Force
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.verdicts import Side
from proposals.domain.vocabulary import Frame, Kind, Unit
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import Party, Question, Term, UnitOfMeasure, Version
from proposals.web.admin.clause_page.boxes import Boxes, drawn
from proposals.web.admin.clause_page.value_input import (
    AnswerInput,
    Filled,
    in_words,
    settle,
    to_boxes,
)
from proposals.web.admin.forms import as_in, refuse_strangers
from proposals.web.admin.reference_fields import FINDERS, ReferenceField
from sources.validators import is_row_number

PART = "-part-"
"""Stands between the name of an answer's form and the names of its boxes."""


@dataclass(frozen=True)
class Block:
    """What the page draws of one answer: words, boxes, and what was understood.

    `by` tells which of the two the editor changed, so that only the other one is drawn anew.
    """

    prefix: str
    words: str
    question: Question | None = None
    was: str = ""
    boxes: Boxes | None = None
    echo: str = ""
    problem: str = ""
    hint: str = ""
    by: str = ""
    redraw: bool = False

    @property
    def start(self) -> str:
        """What the names of the boxes begin with."""
        return f"{self.prefix}{PART}"

    @property
    def strands(self) -> bool:
        """Whether the answer is an order of several strands, which no boxes can show."""
        question = self.question
        return self.boxes is None and question is not None and question.kind == Kind.SEQUENCE


class TermForm(forms.ModelForm):
    """An answer in words or in boxes, shown in both."""

    question = ReferenceField("question", **as_in(Term, "question"))
    value = forms.CharField(
        label=as_in(Term, "value")["label"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    bearers = forms.ModelMultipleChoiceField(
        Party.objects.all(), widget=forms.CheckboxSelectMultiple, **as_in(Term, "bearers")
    )
    waits_for = ReferenceField("waits_for", **as_in(Term, "waits_for"))

    class Meta:
        model = Term
        fields = (
            "question", "value", "force", "bearers", "scope", "condition", "waits_for", "option",
            "confidence", "note", "number",
        )  # fmt: skip
        widgets = {
            "scope": forms.TextInput(attrs={"dir": "auto"}),
            "condition": forms.TextInput(attrs={"dir": "auto"}),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }

    def __init__(self, *args: Any, units: tuple[Unit, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.version: Version | None = None
        self.answer: AnswerInput | None = None
        self.stored_before = self.instance.value if self.instance.pk else None
        if self.instance.pk:
            self.initial["value"] = in_words(self.stored_before, self.frame(self.instance.question))

    def frame(self, question: Question) -> Frame:
        """What may be answered to a question; without a query."""
        like = [u for u in self.units if question.unit and u.dimension == question.unit.dimension]
        return question.frame(like)

    @property
    def asked(self) -> Question | None:
        """The question as chosen on the page."""
        if self.is_bound and "question" in getattr(self, "cleaned_data", {}):
            return self.cleaned_data["question"]
        field: Any = self.fields["question"]
        return field.known.get(str(self["question"].value()))

    @cached_property
    def changed_data(self) -> list[str]:
        """Boxes count as well as words."""
        names = [name for name in super().changed_data if name != "value"]
        return [*names, "value"] if self._says_otherwise() else names

    def clean(self) -> dict[str, Any]:
        """Take what words and boxes say, and refuse bearers of another negotiation."""
        data = super().clean() or {}
        question = data.get("question")
        if question is not None:
            self.answer = self._settled(question)
            data["value"] = self.answer.stored
            if self.answer.problem:
                self.add_error("value", self.answer.problem)
        bearers = data.get("bearers", ())
        refuse_strangers(bearers, question.negotiation_id if question else None, "bearers")
        return data

    @cached_property
    def block(self) -> Block:
        """What the page draws."""
        question = self.asked
        if question is None:
            words = str(self["value"].value() or "")
            return Block(prefix=self.prefix or "", words=words, redraw=True)
        frame = self.frame(question)
        answer = self.answer if self.is_bound else AnswerInput(stored=self.stored_before)
        return self._block(question, frame, answer or AnswerInput())

    def _block(self, question: Question, frame: Frame, answer: AnswerInput) -> Block:
        prefix = self.prefix or ""
        if answer.stored is not None:
            words = was = in_words(answer.stored, frame)
            filled: Filled | None = to_boxes(answer.stored, frame)
        else:
            words, was = answer.words, self._sent("was") if self._own_boxes(question) else ""
            filled = self._filled(question) or to_boxes(None, frame)
        return Block(
            prefix=prefix,
            question=question,
            words=words,
            was=was,
            boxes=drawn(frame, filled, prefix + PART) if filled is not None else None,
            echo=self._echo(frame, answer.stored),
            # Nothing said is nothing wrong yet: saving will ask for it.
            problem=answer.problem if answer.words.strip() or answer.by else "",
            hint=plain_form.examples(frame, active_language()),
            by=answer.by,
            redraw=self.is_bound and not self._own_boxes(question),
        )

    def _echo(self, frame: Frame, stored: Any) -> str:
        """What was understood, as readers will be told it."""
        if stored is None or self.version is None:
            return ""
        value = from_stored(stored, frame)
        force = str(self["force"].value() or Force.DEMANDS)
        known = Force(force) if force in list(Force) else Force.DEMANDS
        side = Side(
            Column("", self.version.proposal.name), Alternative(value, (DomainTerm(value, known),))
        )
        wording = Wording(active_language(), frame)
        return wording.language.sentence(wording.statement(side))

    def _says_otherwise(self) -> bool:
        words = str(self["value"].value() or "").strip()
        question = self.asked
        if question is None:
            return words != (self.initial.get("value") or "")
        answer = self._settled(question)
        if self.stored_before is None:
            return bool(words or answer.by)
        return bool(answer.problem) or answer.stored != self.stored_before

    def _settled(self, question: Question) -> AnswerInput:
        words = str(self["value"].value() or "")
        was = self._sent("was") if self._own_boxes(question) else ""
        return settle(self.frame(question), words, self._filled(question), was)

    def _sent(self, part: str) -> str:
        return self.data.get(f"{self.prefix}{PART}{part}", "")

    def _own_boxes(self, question: Question) -> bool:
        """Whether the page showed boxes of this question."""
        return self._sent("of") == str(question.pk)

    def _filled(self, question: Question) -> Filled | None:
        if not self._own_boxes(question) or not self._sent("shown"):
            return None
        start, data = f"{self.prefix}{PART}", cast(QueryDict, self.data)
        return {
            name.removeprefix(start): data.getlist(name) for name in data if name.startswith(start)
        }

    def _update_errors(self, errors: ValidationError) -> None:
        """The model repeats what is wrong with a value; once is enough."""
        if "value" in self.errors and hasattr(errors, "error_dict"):
            errors.error_dict.pop("value", None)
        super()._update_errors(errors)  # type: ignore[misc]


class TermFormSet(BaseInlineFormSet):
    """The answers of a clause; what their forms need is looked up once for all of them."""

    @property
    def version(self) -> Version | None:
        """The version of the clause; None on a page where it is not chosen yet."""
        return version_of(self)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every unit."""
        return tuple(row.as_unit() for row in UnitOfMeasure.objects.all())

    @property
    def negotiation(self) -> int | None:
        """The negotiation of the clause, once its version is known."""
        return self.version.proposal.negotiation_id if self.version else None

    @cached_property
    def parties(self) -> dict[int, Party]:
        """Who may have to act, by primary key."""
        found = Party.objects.select_related("negotiation").order_by("ordinal", "key")
        rows = found.filter(negotiation=self.negotiation) if self.negotiation else found
        return {row.pk: row for row in rows}

    @cached_property
    def bearers(self) -> list[tuple[int, str]]:
        """The parties to choose from, with their negotiation where that is open."""
        if self.negotiation:
            return [(row.pk, row.name) for row in self.parties.values()]
        return [(row.pk, f"{row.name} ({row.negotiation.name})") for row in self.parties.values()]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions that the forms name, by primary key."""
        return known(self, "question")

    @cached_property
    def awaited(self) -> Mapping[str, Any]:
        """The clauses that the forms name, by primary key."""
        return known(self, "waits_for")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand the units to each form."""
        return {**super().get_form_kwargs(index), "units": self.units}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer only what belongs here."""
        super().add_fields(form, index)
        form.version = self.version
        form.fields["question"].offer(self.questions, self.negotiation, chosen(form, "question"))
        form.fields["waits_for"].offer(self.awaited, self.negotiation, chosen(form, "waits_for"))
        form.fields["bearers"].choices = self.bearers


def version_of(formset: Any) -> Version | None:
    """The version of the clause that a set of rows belongs to."""
    return formset.instance.version if formset.instance.version_id else None


def chosen(form: Any, name: str) -> str:
    """The primary key in a control, as text; empty if there is none."""
    value = str(form[name].value() or "")
    return value if is_row_number(value) else ""


def known(formset: Any, name: str) -> dict[str, Any]:
    """The rows that a control names in any form of a set, by primary key; one query."""
    keys = {str(getattr(row, f"{name}_id") or "") for row in formset.get_queryset()}
    if formset.is_bound:
        total = formset.total_form_count()
        keys |= {formset.data.get(f"{formset.prefix}-{n}-{name}", "") for n in range(total)}
    keys = {key for key in keys if is_row_number(key)}
    rows = FINDERS[name].rows().filter(pk__in=keys) if keys else ()
    return {str(row.pk): row for row in rows}
