"""The forms of the workbench: a passage with the clauses to tag, and a doubtful quote to settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.editing.clause_search import ClauseSearch
from proposals.editing.tagging import Tag, Target
from proposals.models import Clause, EvidenceBasis, EvidenceStance, Term
from proposals.models.constraints import LONGEST_QUOTE, short_quote
from sources.models import Article
from sources.passages import NoPassage, Passage, TextPosition, choose_passage
from sources.search_terms import LONGEST_SEARCH
from sources.texts import text_of
from sources.validators import valid_written_text

LONGEST_HINT = 200
"""Characters before and after that a script may send to choose between several places."""


class PassageForm(forms.Form):
    """A passage of an article; `places` are to choose from where the words stand in several."""

    quote = forms.CharField(
        label=_("Passage"),
        max_length=300,
        required=False,
        help_text=_("Select it in the text, or paste it: at most 15 words, exactly as printed."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "data-most-words": LONGEST_QUOTE}),
        validators=[short_quote],
    )
    quote_gloss = forms.CharField(
        label=_("Gloss"),
        max_length=300,
        required=False,
        help_text=_(
            "What it means, in the language of the negotiation and in our own words, at most 15 "
            "words; for a passage in another language."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
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
        """Find the passage in the stored text; add an error unless it has one place there."""
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
        if data.get("quote_gloss") and not data["quote"].strip():
            self.add_error("quote_gloss", gettext("There is no passage that this could explain."))
        return data


class TagForm(PassageForm):
    """A passage, its stance and basis, and the clauses to tag with it."""

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
        """Find the passage and the clauses."""
        data = super().clean()
        self.targets: list[Target] = []
        try:
            self.targets = fetch_targets(read_targets(self.data))
        except ValidationError as error:
            self.add_error(None, error)
        return data

    @property
    def bearing(self) -> Tag:
        """The stance, the basis, the note and the gloss of a valid form."""
        names = ("stance", "basis", "note", "quote_gloss")
        return Tag(**{name: self.cleaned_data[name] for name in names})


class SettleForm(PassageForm):
    """Another passage for a doubtful quote, or a reason to remove its evidence."""

    edition = forms.IntegerField(min_value=0)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        validators=[valid_written_text],
        help_text=_("For example: the article was rewritten and no longer says it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    @property
    def is_removal(self) -> bool:
        """Whether the evidence goes, so that no passage is needed."""
        return self.data.get("do") == "remove"

    def clean(self) -> dict[str, Any]:
        """Find the passage, unless the evidence is removed."""
        return self.cleaned_data if self.is_removal else super().clean()


def read_search(data: QueryDict, chosen: Iterable[tuple[int, int]] = ()) -> ClauseSearch:
    """Read the search in a form or an address; what no text can hold (NUL) is left out."""
    texts = {name: data.get(name, "").replace("\0", "").strip() for name in ("q", "topic", "in")}
    return ClauseSearch(
        words=texts["q"][:LONGEST_SEARCH].strip(),
        # What stands in an address was cut, and that said, before it came here.
        is_cut=len(texts["q"]) > LONGEST_SEARCH,
        topic=texts["topic"],
        inside=texts["in"],
        passage=data.get("quote", "").replace("\0", "")[:300],
        chosen=frozenset(chosen),
    )


def write_search(search: ClauseSearch) -> str:
    """Return the query string that repeats a search, without its passage and targets."""
    values = {"q": search.words, "topic": search.topic, "in": search.inside}
    return urlencode({name: value for name, value in values.items() if value})


def read_targets(data: QueryDict | Mapping[str, Any]) -> list[tuple[int, int, int]]:
    """Return the ticked targets as (clause, edition, answer or 0); leave out what cannot be one."""
    values = data.getlist("target") if isinstance(data, QueryDict) else data.get("target", [])
    parsed = [value.split(":") for value in values]
    return [
        (int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 0)
        for parts in parsed
        if len(parts) in (2, 3) and all(part.isascii() and part.isdigit() for part in parts)
        and all(len(part) < 16 for part in parts)
    ]  # fmt: skip


def fetch_targets(ticked: Iterable[tuple[int, int, int]]) -> list[Target]:
    """Fetch the rows of the ticked targets.

    Raises ValidationError if none is ticked, or if one is gone.
    """
    keys = list(dict.fromkeys(ticked))
    if not keys:
        raise ValidationError(gettext("Choose at least one clause, or one answer of a clause."))
    clauses = Clause.objects.in_bulk([clause for clause, _edition, _term in keys])
    terms = Term.objects.in_bulk([term for _clause, _edition, term in keys if term])
    targets = []
    for clause_key, edition, term_key in keys:
        clause, term = clauses.get(clause_key), terms.get(term_key)
        if clause is None or (term_key and (term is None or term.clause_id != clause_key)):
            message = gettext("A chosen clause or answer was removed meanwhile: choose again.")
            raise ValidationError(message, code="gone")
        targets.append(Target(clause, edition, term))
    return targets
