"""The pages of texts in other languages: how far each language is, and the texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from proposals.comparisons.query_string import shortened
from proposals.editing.held_parts import part
from proposals.editing.translations import (
    MISSING,
    OUTDATED,
    REVIEW,
    TextPlace,
    TypedText,
    save_translation,
    state_of,
)
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE
from proposals.models import Negotiation, Translation, TranslationState
from proposals.models.translations import kind_of_subject
from proposals.seeding.original_texts import OriginalText, original_texts
from proposals.web.row_revisions import SHOWS_HELD
from proposals.web.workbench.access import View, render_page
from sources.list_pages import list_page
from sources.read_only import read_only

TEXTS_ON_A_PAGE = 25
SHARED = "shared"
"""Stands in addresses for what no negotiation owns."""


def require_translator(view: View) -> View:
    """Let staff in who may translate; ask others to log in, or raise PermissionDenied."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("proposals.change_translation"):
            raise PermissionDenied(gettext("Your account may not translate texts."))
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


@dataclass(frozen=True)
class TextBox:
    """One text side by side with its translation; what was typed and refused stays in it.

    `seen` is the original that stood on the page that was sent, and `was` the state.
    """

    place: int
    original: OriginalText
    text: str
    state: str
    before: str
    was: str = ""
    seen: str = ""
    problem: str = ""
    is_held: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether what was typed is stored nowhere."""
        return bool(self.problem) and not self.is_held

    @property
    def is_long(self) -> bool:
        """Whether it needs several lines."""
        return len(self.original.text) > 80 or "\n" in self.original.text


@dataclass(frozen=True)
class LanguageCount:
    """How many texts of a negotiation have each state in a language."""

    language: str
    name: str
    counts: tuple[tuple[str, int], ...]


@require_translator
@read_only
def overview(request: HttpRequest) -> HttpResponse:
    """Show how many texts of each negotiation have each state, by language."""
    place = active_language().sort_key
    named = sorted(Negotiation.objects.all(), key=lambda one: (place(one.name), one.key))
    owners = [None, *named]
    return render_page(
        request,
        "workbench/texts.html",
        gettext("Texts in other languages"),
        groups=[(key_of(one), one, _language_counts(one)) for one in owners],
        states=state_labels(),
    )


@require_translator
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, owner: str, language: str) -> HttpResponse:
    """Show texts beside their translations, and store what was typed."""
    negotiation = _owner(owner)
    names = dict(_languages(negotiation))
    if language not in names:
        raise Http404(f"No texts are translated into {language} here.")
    boxes = _boxes(negotiation, language)
    state = request.GET.get("state", "")
    kind = request.GET.get("kind", "")
    chosen = [
        one
        for one in boxes
        if state in ("", one.state) and kind in ("", kind_of_subject(one.original.subject))
    ]
    page = list_page(chosen, TEXTS_ON_A_PAGE, request.GET.get("page"))
    shown = list(page)
    is_refused = False
    if request.method == "POST":
        shown = _save(request, boxes, negotiation, language)
        is_refused = any(box.is_refused for box in shown)
    response = render_page(
        request,
        "workbench/texts_of_language.html",
        gettext("Texts in other languages"),
        owner=owner,
        negotiation=negotiation,
        language=language,
        language_name=names[language],
        original_language=negotiation.language if negotiation else DATA_LANGUAGE,
        boxes=shown,
        page=page,
        states=state_labels(),
        state=shortened(state),
        kinds=list(dict.fromkeys(kind_of_subject(one.original.subject) for one in boxes)),
        kind=shortened(kind),
        may_review=request.user.has_perm(REVIEW),
    )
    # What was refused stays in its field, so this page is shown and not that of what is held.
    setattr(response, SHOWS_HELD, is_refused)
    return response


def state_labels() -> list[tuple[str, str]]:
    """Return the states of a text with their words."""
    stored = [(one.value, str(one.label)) for one in TranslationState]
    return [(MISSING, gettext("missing")), *stored, (OUTDATED, gettext("outdated"))]


def key_of(negotiation: Negotiation | None) -> str:
    """Return what stands in addresses for whose texts they are."""
    return negotiation.key if negotiation else SHARED


def shown_in(request: HttpRequest, boxes: Iterable[TextBox]) -> list[TextBox]:
    """Return the boxes of which a form was sent, with what was typed into them.

    Each is found by its row and field: the numbers move when another text comes or goes.
    """
    sent, shown = request.POST, []
    by_name = {f"{one.original.subject} {one.original.field}": one for one in boxes}
    for key, value in sent.items():
        number = key.removeprefix("text-")
        if number == key or not number.isdecimal():
            continue
        typed = str(value).replace("\r\n", "\n").strip()
        name = sent.get(f"place-{number}", "")
        before = sent.get(f"before-{number}", "").replace("\r\n", "\n")
        if name not in by_name:
            _tell_lost(request, name, typed, before)
            continue
        state = sent.get(f"state-{number}", by_name[name].state)
        was = sent.get(f"was-{number}", "")
        seen = sent.get(f"original-{number}", "").replace("\r\n", "\n")
        own = replace(by_name[name], text=typed, state=state, before=before)
        shown.append(replace(own, was=was, seen=seen))
    return shown


def _tell_lost(request: HttpRequest, name: str, typed: str, before: str) -> None:
    """Give back what was typed for a text that there is no more."""
    if typed != before:
        text = gettext("There is no such text any more: %(name)s. What was typed: %(text)s")
        messages.error(request, text % {"name": name or "?", "text": typed})


def _save(
    request: HttpRequest, boxes: list[TextBox], negotiation: Negotiation | None, language: str
) -> list[TextBox]:
    """Store what can be stored; return the boxes that were sent as they are to be shown."""
    originals = {(one.original.subject, one.original.field): one.original.text for one in boxes}
    stored = {one.place: one.state for one in boxes}
    saved, shown = 0, []
    for box in shown_in(request, boxes):
        original = box.original
        place = TextPlace(negotiation, language, original.subject, original.field)
        sent = TypedText(box.text, box.state, box.seen, box.before, box.was)
        try:
            with part() as own:
                changed = save_translation(place, sent, originals, by=request.user)
        except ValidationError as error:
            shown.append(replace(box, problem=" ".join(error.messages)))
            continue
        if own.is_held:
            shown.append(_held(box, place))
            continue
        saved += changed
        row = place.rows().first() if changed else None
        state = state_of(row, original.text) if changed else stored[box.place]
        shown.append(
            replace(box, state=state, was=state, before=box.text if changed else box.before)
        )
    problems = sum(box.is_refused for box in shown)
    if saved:
        text = ngettext("%(count)d text was saved.", "%(count)d texts were saved.", saved)
        messages.success(request, text % {"count": saved})
    if problems:
        text = ngettext(
            "%(count)d text was not saved: see below.",
            "%(count)d texts were not saved: see below.",
            problems,
        )
        messages.error(request, text % {"count": problems})
    return shown


def _held(box: TextBox, place: TextPlace) -> TextBox:
    """Return a box as readers see it, with what waits for a second person told beside it."""
    text = gettext("Readers see this, so what you typed waits for a second person: %(text)s")
    row = place.rows().first()
    stored = row.text if row else ""
    return replace(
        box,
        text=stored,
        before=stored,
        state=state_of(row, box.original.text),
        problem=text % {"text": box.text or gettext("nothing")},
        is_held=True,
    )


def _owner(key: str) -> Negotiation | None:
    if key == SHARED:
        return None
    negotiation = Negotiation.objects.filter(key=key).first()
    if negotiation is None:
        raise Http404(f"There is no negotiation {key}.")
    return negotiation


def _languages(negotiation: Negotiation | None) -> list[tuple[str, str]]:
    """Return the languages into which texts can be translated: the site's, and those begun."""
    own = negotiation.language if negotiation else DATA_LANGUAGE
    begun = Translation.objects.filter(negotiation=negotiation).order_by("language")
    codes = begun.values_list("language", flat=True).distinct()
    names = {code: code for code in codes} | dict(settings.LANGUAGES)
    return [(code, str(name)) for code, name in names.items() if code != own]


def _boxes(negotiation: Negotiation | None, language: str) -> list[TextBox]:
    rows = Translation.objects.filter(negotiation=negotiation, language=language)
    stored = {(row.subject, row.field): row for row in rows}
    boxes = []
    for number, original in enumerate(original_texts(negotiation.key if negotiation else "")):
        row = stored.get((original.subject, original.field))
        text, state = row.text if row else "", state_of(row, original.text)
        boxes.append(TextBox(number, original, text, state, before=text, was=state))
    return boxes


def _language_counts(negotiation: Negotiation | None) -> list[LanguageCount]:
    originals = {
        (one.subject, one.field): one.text
        for one in original_texts(negotiation.key if negotiation else "")
    }
    return [
        LanguageCount(code, name, _counts(negotiation, code, originals))
        for code, name in _languages(negotiation)
    ]


def _counts(
    negotiation: Negotiation | None, language: str, originals: dict[tuple[str, str], str]
) -> tuple[tuple[str, int], ...]:
    rows = Translation.objects.filter(negotiation=negotiation, language=language)
    stored = {(row.subject, row.field): row for row in rows}
    counted = Counter(state_of(stored.get(place), text) for place, text in originals.items())
    return tuple((state, counted[state]) for state, _label in state_labels())
