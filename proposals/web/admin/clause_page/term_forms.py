"""The form of an answer on the page of its clause, in words and in boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.domain.cases import ScopeList
from proposals.domain.storage import from_stored
from proposals.domain.terms import Answer, Column, Force
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.verdicts import Side
from proposals.domain.vocabulary import Frame, Kind, Unit
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import Confidence, Party, Question, Term, UnitOfMeasure, Version
from proposals.web.admin.clause_page.box_values import BoxValues, fill_boxes
from proposals.web.admin.clause_page.boxes import Boxes, draw_boxes
from proposals.web.admin.clause_page.row_references import (
    chosen_key,
    fetch_references,
    version_of,
)
from proposals.web.admin.clause_page.scope_field import ScopeField
from proposals.web.admin.clause_page.value_input import AnswerInput, combine_input, write_words
from proposals.web.admin.forms import field_options, refuse_strangers
from proposals.web.admin.reference_fields import ReferenceField
from sources.form_rows import BoundedFormSet

PART = "-part-"
"""The text between the name of an answer's form and the names of its boxes."""
STORED = "stored"
"""The name of the answer, as it is stored, among the values with which a new form begins."""


@dataclass(frozen=True, kw_only=True)
class AnswerBlock:
    """One answer for the template: its words, its boxes, and its meaning in a sentence (`echo`).

    `by` tells whether the editor changed words or boxes, so that only the other is drawn anew;
    with `redraw` the boxes are drawn anew in any case.
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
        """The beginning of the names of the boxes."""
        return f"{self.prefix}{PART}"

    @property
    def strands(self) -> bool:
        """Whether the answer is an order of several strands, which no boxes can show."""
        question = self.question
        return self.boxes is None and question is not None and question.kind == Kind.SEQUENCE


class TermForm(forms.ModelForm):
    """An answer, put in by words or by boxes and shown in both."""

    question = ReferenceField("question", **field_options(Term, "question"))
    value = forms.CharField(
        label=field_options(Term, "value")["label"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    bearers = forms.ModelMultipleChoiceField(
        Party.objects.all(), widget=forms.CheckboxSelectMultiple, **field_options(Term, "bearers")
    )
    scope = ScopeField(
        max_length=Term._meta.get_field("scope").max_length, **field_options(Term, "scope")
    )
    waits_for = ReferenceField("waits_for", **field_options(Term, "waits_for"))

    class Meta:
        model = Term
        fields = (
            "question", "value", "force", "bearers", "scope", "condition", "waits_for", "option",
            "confidence", "note", "number",
        )  # fmt: skip
        widgets = {
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
            frame = self.build_frame(self.instance.question)
            self.initial["value"] = write_words(self.stored_before, frame)
        else:
            self._offer_confidence_of_clause(kwargs.get("initial") or {})

    def _offer_confidence_of_clause(self, given: Mapping[str, Any]) -> None:
        """Let a new answer have the confidence of its clause, which the same page can change."""
        field: Any = self.fields["confidence"]
        field.required = False
        field.choices = [("", gettext_lazy("as its clause")), *Confidence.choices]
        self.initial["confidence"] = given.get("confidence", "")

    def begin_with(self, stored: Any, question: Question) -> None:
        """Show a stored answer in the form of a new one."""
        self.stored_before = stored
        self.initial["value"] = write_words(stored, self.build_frame(question))

    def build_frame(self, question: Question) -> Frame:
        """Return what may be answered to a question; without a query."""
        like = [u for u in self.units if question.unit and u.dimension == question.unit.dimension]
        return question.frame(like)

    @property
    def chosen_question(self) -> Question | None:
        """The question as chosen on the page."""
        if self.is_bound and "question" in getattr(self, "cleaned_data", {}):
            return self.cleaned_data["question"]
        field: Any = self.fields["question"]
        return field.known.get(str(self["question"].value()))

    @cached_property
    def changed_data(self) -> list[str]:
        """The names of the fields that were changed; boxes count as well as words."""
        names = [name for name in super().changed_data if name != "value"]
        return [*names, "value"] if self._has_changed_value() else names

    def clean(self) -> dict[str, Any]:
        """Read the answer in words and boxes, and refuse bearers of another negotiation."""
        data = super().clean() or {}
        if data.get("confidence") == "" and "clause" in data:
            data["confidence"] = data["clause"].confidence
        question = data.get("question")
        if question is not None:
            self.answer = self._read_answer(question)
            data["value"] = self.answer.stored
            if self.answer.problem:
                self.add_error("value", self.answer.problem)
        bearers = data.get("bearers", ())
        refuse_strangers(bearers, question.negotiation_id if question else None, "bearers")
        return data

    @cached_property
    def block(self) -> AnswerBlock:
        """The answer for the template."""
        question = self.chosen_question
        if question is None:
            words = str(self["value"].value() or "")
            return AnswerBlock(prefix=self.prefix or "", words=words, redraw=True)
        answer = self.answer if self.is_bound else AnswerInput(stored=self.stored_before)
        return self._build_block(question, answer or AnswerInput())

    def _build_block(self, question: Question, answer: AnswerInput) -> AnswerBlock:
        prefix, frame = self.prefix or "", self.build_frame(question)
        if answer.stored is not None:
            words = was = write_words(answer.stored, frame)
            values: BoxValues | None = fill_boxes(answer.stored, frame)
        else:
            words, was = answer.words, self._read_was(question)
            values = self._read_box_values(question) or fill_boxes(None, frame)
        return AnswerBlock(
            prefix=prefix,
            question=question,
            words=words,
            was=was,
            boxes=draw_boxes(frame, values, prefix + PART) if values is not None else None,
            echo=self._write_echo(frame, answer.stored),
            # An empty answer is no problem yet: saving will ask for one.
            problem=answer.problem if answer.words.strip() or answer.by else "",
            hint=plain_form.examples(frame, active_language()),
            by=answer.by,
            redraw=self.is_bound and not self._has_own_boxes(question),
        )

    def _write_echo(self, frame: Frame, stored: Any) -> str:
        """Write what was understood in the sentence that readers will see."""
        if stored is None or self.version is None:
            return ""
        value = from_stored(stored, frame)
        force = str(self["force"].value() or Force.DEMANDS)
        known = Force(force) if force in list(Force) else Force.DEMANDS
        side = Side(
            Column("", self.version.proposal.name),
            answer=Answer(value, (DomainTerm(value, known),)),
        )
        wording = Wording(active_language(), frame)
        return wording.language.sentence(wording.statement(side))

    def _has_changed_value(self) -> bool:
        words = str(self["value"].value() or "").strip()
        question = self.chosen_question
        if question is None:
            return words != (self.initial.get("value") or "")
        answer = self._read_answer(question)
        if self.stored_before is None:
            return bool(words or answer.by)
        return bool(answer.problem) or answer.stored != self.stored_before

    def _read_answer(self, question: Question) -> AnswerInput:
        words, boxes = str(self["value"].value() or ""), self._read_box_values(question)
        return combine_input(
            self.build_frame(question), words, boxes=boxes, was=self._read_was(question)
        )

    def _read_part(self, name: str) -> str:
        return self.data.get(f"{self.prefix}{PART}{name}", "")

    def _has_own_boxes(self, question: Question) -> bool:
        """Return whether the page showed boxes of this question."""
        return self._read_part("of") == str(question.pk)

    def _read_was(self, question: Question) -> str:
        """Return the words that the page showed for this question."""
        return self._read_part("was") if self._has_own_boxes(question) else ""

    def _read_box_values(self, question: Question) -> BoxValues | None:
        """Return the values in the boxes; None if the page showed none of this question."""
        if not self._has_own_boxes(question) or not self._read_part("shown"):
            return None
        if question.kind == Kind.TEXT:  # prose has no boxes, whatever is sent
            return None
        start, data = f"{self.prefix}{PART}", cast(QueryDict, self.data)
        return {
            name.removeprefix(start): data.getlist(name) for name in data if name.startswith(start)
        }

    def _update_errors(self, errors: ValidationError) -> None:
        """Drop the error on a value that the model repeats."""
        if "value" in self.errors and hasattr(errors, "error_dict"):
            errors.error_dict.pop("value", None)
        super()._update_errors(errors)  # type: ignore[misc]


class TermFormSet(BoundedFormSet):
    """The answers of a clause, with what their forms need looked up once for all of them.

    A new clause may begin with answers: `initial` has the values of each, the answer itself as it
    is stored under `STORED`.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.extra = max(self.extra, len(self.initial_extra or ()))

    @property
    def version(self) -> Version | None:
        """The version of the clause; None on a page where it is not chosen yet."""
        return version_of(self)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units of measure."""
        return tuple(row.as_unit() for row in UnitOfMeasure.objects.all())

    @property
    def negotiation(self) -> int | None:
        """The primary key of the clause's negotiation, once its version is known."""
        return self.version.proposal.negotiation_id if self.version else None

    @cached_property
    def scopes(self) -> ScopeList:
        """The scopes that the negotiation declares; none until the version is known."""
        return self.version.proposal.negotiation.scope_list if self.version else ScopeList()

    @cached_property
    def parties(self) -> dict[int, Party]:
        """The parties that may have to act, by primary key."""
        rows = Party.objects.select_related("negotiation").order_by("ordinal", "key")
        if self.negotiation:
            rows = rows.filter(negotiation=self.negotiation)
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
        return fetch_references(self, "question")

    @cached_property
    def awaited_clauses(self) -> Mapping[str, Any]:
        """The clauses that the forms wait for, by primary key."""
        return fetch_references(self, "waits_for")

    def clean(self) -> None:
        """Refuse answers of a point that is struck out."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        answers = [form for form in kept if form.instance.pk or form.has_changed()]
        if answers and self.instance.is_struck_out:
            raise ValidationError(
                _(
                    "A point that is struck out answers nothing. Remove the answers, and record in "
                    "the grid which questions the document leaves by it."
                )
            )

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand the units to each form."""
        return {**super().get_form_kwargs(index), "units": self.units}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let only what belongs to the negotiation be chosen."""
        super().add_fields(form, index)
        form.version = self.version
        for name, rows in (("question", self.questions), ("waits_for", self.awaited_clauses)):
            form.fields[name].set_choices(rows, self.negotiation, chosen_key(form, name))
        form.fields["bearers"].choices = self.bearers
        form.fields["scope"].set_scopes(self.scopes)
        if not form.is_bound and STORED in form.initial:
            form.begin_with(form.initial[STORED], self.questions[str(form.initial["question"])])
