"""What editors do with texts in other languages: type them, and review what somebody else typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from proposals.editing.row_notes import is_noting
from proposals.models import Negotiation, RowEditor, Translation, TranslationState
from proposals.models.publication_guard import unguarded
from proposals.models.row_names import RowName, RowNames

MISSING, OUTDATED = "missing", "outdated"
"""The states of texts beside those that are stored: nothing is there, or the original changed."""

REVIEW = "proposals.review_clause"
"""The permission to review: who may publish clauses may let readers see a translation."""


@dataclass(frozen=True)
class TextPlace:
    """One text of one row in one language; without a negotiation the row is shared."""

    negotiation: Negotiation | None
    language: str
    subject: str
    field: str

    def rows(self) -> Any:
        """Return the stored translation, if there is one, as a query."""
        return Translation.objects.filter(
            negotiation=self.negotiation,
            language=self.language,
            subject=self.subject,
            field=self.field,
        )


@dataclass(frozen=True)
class TypedText:
    """What an editor sent for a text: it, its state, and the original and text that stood there.

    A state that is none of `TranslationState` stands for a draft once the text is changed. `was` is
    the state that stood there; one that is sent as it was is no choice of the editor. Empty: it is
    not known, and what is sent is chosen.
    """

    text: str
    state: str
    original: str
    before: str
    was: str = ""


def save_translation(
    place: TextPlace, typed: TypedText, originals: Mapping[tuple[str, str], str], *, by: Any
) -> bool:
    """Store a text in another language, an empty one not at all; return whether anything changed.

    `originals` are what the rows beside it, and its own, say now: by row and field. Raises
    ValidationError, with nothing changed, where the original or the translation changed since the
    editor opened the page, and where somebody would review a text of their own; PermissionDenied
    without the permission.
    """
    if not by.has_perm("proposals.change_translation"):
        raise PermissionDenied("proposals.change_translation")
    original = originals[place.subject, place.field]
    with transaction.atomic():
        stored = place.rows().select_for_update().first()
        if not _changes(stored, typed, original):
            return False
        _refuse_conflicts(stored, typed, original)
        if not typed.text:
            if stored is not None:
                _typists(stored).delete()
            place.rows().delete()
            return True
        keeps_review = _keeps_review(stored, original)
        if not keeps_review:
            _refuse_own_review(stored, typed, by)
        is_draft = stored is not None and stored.state == TranslationState.DRAFT
        earlier = [stored.typed_by] if stored is not None and is_draft else []
        is_reviewed_now = stored is not None and stored.text == typed.text and not keeps_review
        row = _changed(stored, place, typed, original=original, by=by, keeps_review=keeps_review)
        _refuse_alike(row, originals)
        _save(row, is_reviewed_now=is_reviewed_now)
        _keep_typists(row, [*earlier, row.typed_by])
    return True


def _save(row: Translation, *, is_reviewed_now: bool) -> None:
    """Store a translation: the review of a text that somebody else typed publishes it."""
    if is_reviewed_now and row.state == TranslationState.REVIEWED:
        with unguarded():
            row.save()
    else:
        row.save()


def state_of(stored: Translation | None, original: str) -> str:
    """Return the state of a text: that of its translation, `outdated` or `missing`."""
    if stored is None:
        return MISSING
    return str(stored.state) if stored.original == original else OUTDATED


def _changes(stored: Translation | None, typed: TypedText, original: str) -> bool:
    if typed.text != typed.before:
        return True
    if typed.state == typed.was:
        return False  # whoever reviewed it since is not taken back by a page that was open
    return stored is not None and typed.state != state_of(stored, original)


def _refuse_conflicts(stored: Translation | None, typed: TypedText, original: str) -> None:
    if typed.original != original:
        message = gettext("The original changed after you opened this page: look at it again.")
        raise ValidationError(message, code="original")
    if typed.before != (stored.text if stored else ""):
        text = stored.text if stored else gettext("nothing")
        message = gettext("Somebody else changed this translation meanwhile. It says now: %(text)s")
        raise ValidationError(message % {"text": text}, code="edit_conflict")


def _refuse_own_review(stored: Translation | None, typed: TypedText, by: Any) -> None:
    if typed.state != TranslationState.REVIEWED:
        return
    if not by.has_perm(REVIEW):
        message = gettext("Your account may not review. Leave it as a draft for a reviewer.")
        raise ValidationError(message, code="permission")
    if stored is None or stored.text != typed.text or _has_typed(stored, by):
        message = gettext("Whoever typed a translation cannot review it. Leave it as a draft.")
        raise ValidationError(message, code="own")


def _has_typed(stored: Translation, by: Any) -> bool:
    """Tell whether somebody typed any of what stands there since it was reviewed last."""
    return stored.typed_by == by.get_username() or _typists(stored).filter(editor=by).exists()


def _typists(row: Translation) -> QuerySet[RowEditor]:
    return RowEditor.objects.filter(model=Translation._meta.label_lower, row=row.pk)


def _keep_typists(row: Translation, names: Iterable[str]) -> None:
    """Keep who typed a draft; a review begins anew."""
    if row.state == TranslationState.REVIEWED:
        _typists(row).delete()
        return
    accounts = get_user_model()._default_manager.filter(username__in=set(names))
    label = Translation._meta.label_lower
    rows = [RowEditor(model=label, row=row.pk, editor=one) for one in accounts]
    RowEditor.objects.bulk_create(rows, ignore_conflicts=True)


def _keeps_review(stored: Translation | None, original: str) -> bool:
    """Tell whether a reviewed text stays one: a second person publishes what it says anew.

    An outdated one does not: no reader sees it, and it is reviewed as any other.
    """
    if stored is None or stored.original != original:
        return False
    return stored.state == TranslationState.REVIEWED and is_noting()


def _changed(
    stored: Translation | None,
    place: TextPlace,
    typed: TypedText,
    *,
    original: str,
    by: Any,
    keeps_review: bool,
) -> Translation:
    """Return the row that is to be stored, checked by itself."""
    row = stored or Translation(
        negotiation=place.negotiation,
        language=place.language,
        subject=place.subject,
        field=place.field,
    )
    if row.text != typed.text or row.original != original:
        row.typed_by = by.get_username()
    is_reviewed = typed.state == TranslationState.REVIEWED or (
        row.text != typed.text and keeps_review
    )
    row.state = TranslationState.REVIEWED if is_reviewed else TranslationState.DRAFT
    row.text, row.original = typed.text, original
    row.full_clean()
    return row


def _refuse_alike(row: Translation, originals: Mapping[tuple[str, str], str]) -> None:
    """Refuse the name of another row as its own, in either language.

    Readers could not tell the two apart.
    """
    names, stored = RowNames(), Translation.objects.filter(negotiation=row.negotiation)
    for place, original in originals.items():
        names.add(RowName(None, *place, original), original)
    for one in stored.filter(language=row.language).exclude(pk=row.pk):
        names.add(RowName(None, one.subject, one.field, one.original), one.text)
    other = names.other(RowName(None, row.subject, row.field, row.original), row.text)
    if other is not None:
        message = gettext(
            "“%(text)s” stands for %(subject)s already (%(original)s): readers could not tell "
            "the two apart."
        )
        said = {"text": row.text, "subject": other.subject, "original": other.original}
        raise ValidationError(message % said, code="alike")
