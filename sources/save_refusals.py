"""Saves that are refused after the form was found valid: the form again, with the reason in words.

Two editors may take a key in the same moment, and what a row names may be removed meanwhile: then
only the database, or a rule that guards the rows themselves, knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sources.refusals import REFUSALS, Refusal, refusal_of
from sources.swaps import make_room
from sources.validators import is_row_number


class RefusalMixin(admin.ModelAdmin):
    """The admin of a model whose refused saves are said on the form, which keeps what was typed.

    `own_refusals` are errors that a page has an answer of its own to.
    """

    own_refusals: tuple[type[Exception], ...] = ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save the form; if that is refused, show it again and store nothing."""
        said = _count_messages(request)
        try:
            with self._references_checked(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as error:
            if request.method != "POST" or isinstance(error, self.own_refusals):
                raise
            vars(request)["refusal"] = refusal_of(error)
        _forget_messages(request, said)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete; if that is refused, say why on the page that asks whether to."""
        said = _count_messages(request)
        try:
            with self._references_checked(request):
                return super().delete_view(request, object_id, extra_context)
        except REFUSALS as error:
            return self._say(request, error, said)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, or do what is asked for with its rows; if that is refused, say why."""
        said = _count_messages(request)
        try:
            with self._references_checked(request):
                return super().changelist_view(request, extra_context)
        except REFUSALS as error:
            return self._say(request, error, said)

    def response_action(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was asked for with the chosen rows; what is no number of a row is left out."""
        sent = request.POST.copy()
        chosen = sent.getlist(ACTION_CHECKBOX_NAME)
        sent.setlist(ACTION_CHECKBOX_NAME, [pk for pk in chosen if is_row_number(pk)])
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Any]]:
        """Return the form; after a refusal, one that has it for an error."""
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal: Refusal | None = vars(request).get("refusal")
        return _with_refusal(form, refusal) if refusal else form

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows, also where one takes the key or the number that another one had."""
        make_room(formset)
        super().save_formset(request, form, formset, change)

    @contextmanager
    def _references_checked(self, request: HttpRequest) -> Iterator[None]:
        """Let a reference to a row that is gone be refused here, and not at the very end.

        Databases look for these when a transaction ends, where nobody shows the form again. On
        SQLite, where nobody else writes meanwhile, only the rows of this page are looked through.
        """
        if request.method != "POST":
            yield
            return
        with transaction.atomic():
            yield
            models = (self.model, *(inline.model for inline in self.inlines))
            connection.check_constraints([model._meta.db_table for model in models])

    def _say(self, request: HttpRequest, error: Exception, said: int) -> HttpResponse:
        if request.method != "POST" or isinstance(error, self.own_refusals):
            raise error
        _forget_messages(request, said)
        self.message_user(request, refusal_of(error).message, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())


def _with_refusal(form_class: type[ModelForm[Any]], refusal: Refusal) -> type[ModelForm[Any]]:
    """Return a form that is never valid: its own errors stand, or else the refusal."""

    class RefusedForm(form_class):  # type: ignore[misc, valid-type]
        def _post_clean(self) -> None:
            super()._post_clean()
            if not self.errors:
                own = refusal.model is self._meta.model and refusal.field in self.fields
                self.add_error(refusal.field if own else None, refusal.message)

    return RefusedForm


def _queued_messages(request: HttpRequest) -> list[Any]:
    queued: list[Any] = getattr(messages.get_messages(request), "_queued_messages", [])
    return queued


def _count_messages(request: HttpRequest) -> int:
    return len(_queued_messages(request))


def _forget_messages(request: HttpRequest, said: int) -> None:
    """Forget what was said since, of a save that did not come about."""
    del _queued_messages(request)[said:]
