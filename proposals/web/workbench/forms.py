"""What an editor sends: a passage with the clauses to tag, or how a doubtful quote is settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.editing.tagging import Tag, Target
from proposals.models import Clause, EvidenceBasis, EvidenceStance, Term
from proposals.models.constraints import LONGEST_QUOTE, short_quote
from sources.models import Article
from sources.passages import NoPassage, Passage, TextPosition, choose_passage
from sources.texts import text_of

LONGEST_HINT = 200
"""Characters before and after that a script may send to choose between several places."""


class PassageForm(forms.Form):
    """Words of an article. `places` are those to choose from when the words stand in several."""

    quote = forms.CharField(
        label=_("Passage"),
        max_length=300,
        required=False,
        help_text=_("Select it in the text, or paste it: at most 15 words, exactly as printed."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "data-most-words": LONGEST_QUOTE}),
        validators=[short_quote],
    )
    before = forms.CharField(required=False, max_length=LONGEST_HINT, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=LONGEST_HINT, widget=forms.HiddenInput)
    place = forms.IntegerField(required=False, min_value=0)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.article = article
        self.places: tuple[TextPosition, ...] = ()
        self.passage = Passage("")

    def clean(self) -> dict[str, Any]:
        """Find the passage in the stored text."""
        data = super().clean() or {}
        if "quote" in self.errors:
            return data
        text = text_of(self.article)
        if text and not data.get("quote", "").strip():
            self.add_error("quote", gettext("Select the passage in the text, or paste it here."))
            return data
        hints = data.get("before", ""), data.get("after", "")
        try:
            self.passage = choose_passage(text, data["quote"], *hints, start=data.get("place"))
        except NoPassage as error:
            self.places = error.places
            self.add_error("quote", error)
        return data


class TagForm(PassageForm):
    """A passage and what it does to which clauses."""

    stance = forms.ChoiceField(
        label=_("Stance"), choices=EvidenceStance.choices, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=EvidenceBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how close the article is to the document.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        help_text=_("What a reader should know; empty if nothing."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """Find the clauses too."""
        data = super().clean()
        self.targets: list[Target] = []
        try:
            self.targets = targets_of(sent_targets(self.data))
        except ValidationError as error:
            self.add_error(None, error)
        return data

    @property
    def bearing(self) -> Tag:
        """What the passage does."""
        data = self.cleaned_data
        return Tag(data["stance"], data["basis"], data["note"])


class SettleForm(PassageForm):
    """A doubtful quote: another passage for it, or a reason to remove it."""

    edition = forms.IntegerField(min_value=0)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("For example: the article was rewritten and no longer says it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    @property
    def is_removal(self) -> bool:
        """Whether the evidence goes, so that no passage is asked for."""
        return self.data.get("do") == "remove"

    def clean(self) -> dict[str, Any]:
        """Find the passage, unless there will be none."""
        return self.cleaned_data if self.is_removal else super().clean()


def sent_targets(data: QueryDict | Mapping[str, Any]) -> list[tuple[int, int, int]]:
    """The ticked targets as (clause, edition, answer or 0); what cannot be one is left out."""
    sent = data.getlist("target") if isinstance(data, QueryDict) else data.get("target", [])
    parsed = [value.split(":") for value in sent]
    return [
        (int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 0)
        for parts in parsed
        if len(parts) in (2, 3) and all(part.isascii() and part.isdigit() for part in parts)
        and all(len(part) < 16 for part in parts)
    ]  # fmt: skip


def targets_of(sent: Iterable[tuple[int, int, int]]) -> list[Target]:
    """The rows behind the ticked targets; raises ValidationError if none is left or one is gone."""
    wanted = list(dict.fromkeys(sent))
    if not wanted:
        raise ValidationError(gettext("Choose at least one clause, or one answer of a clause."))
    clauses = Clause.objects.in_bulk([clause for clause, _edition, _term in wanted])
    terms = Term.objects.in_bulk([term for _clause, _edition, term in wanted if term])
    targets = [_target(clauses, terms, *one) for one in wanted]
    gone = [target for target in targets if target is None]
    if gone:
        message = gettext("A chosen clause or answer was removed meanwhile: choose again.")
        raise ValidationError(message, code="gone")
    return [target for target in targets if target is not None]


def _target(
    clauses: dict[int, Clause], terms: dict[int, Term], clause: int, edition: int, term: int
) -> Target | None:
    row, answer = clauses.get(clause), terms.get(term)
    if row is None or (term and (answer is None or answer.clause_id != clause)):
        return None
    return Target(row, edition, answer)
