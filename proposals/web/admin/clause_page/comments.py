"""Comments of editors on a clause: added and closed on its page, with or without htmx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.models import Clause, Comment
from proposals.models.review import name_of

FORM = "clause_form"
"""The form on the page that carries the controls of comments; they stand beside it."""


class CommentForm(forms.ModelForm):
    """A comment: what it is about, the passage if any, and the text."""

    class Meta:
        model = Comment
        fields = ("about", "passage", "text")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "dir": "auto", "form": FORM}),
            "passage": forms.TextInput(attrs={"dir": "auto", "form": FORM}),
            "about": forms.Select(attrs={"form": FORM}),
        }

    def __init__(self, data: Any = None) -> None:
        # The page sends its whole form along: an empty comment is an error only if it is sent.
        super().__init__(data, prefix="comment", use_required_attribute=False)


def list_comments(clause: Clause) -> Sequence[Comment]:
    """Return all comments on a clause in order; one query."""
    return list(clause.comments.all()) if clause.pk else []


def handle_comment(request: HttpRequest, clause: Clause) -> HttpResponse | None:
    """Add or close a comment, if the request asks for it.

    Returns the comments for htmx; otherwise None, and the page is to be shown again as it was.
    Raises PermissionDenied.
    """
    form = CommentForm()
    if "_comment" in request.POST:
        form = _add_comment(request, clause)
    elif "_close" in request.POST:
        _close_comment(request, clause)
    else:
        return None
    if not request.htmx:  # type: ignore[attr-defined]
        for text in (text for texts in form.errors.values() for text in texts):
            messages.error(request, _("Comment: %(problem)s") % {"problem": text})
        return None
    context = {"comments": list_comments(clause), "comment_form": form, "original": clause}
    return render(request, "admin/proposals/clause/_comments.html", context)


def _add_comment(request: HttpRequest, clause: Clause) -> CommentForm:
    """Save a comment; return an empty form, or the form with its errors."""
    if not request.user.has_perm("proposals.add_comment"):
        raise PermissionDenied
    form = CommentForm(request.POST)
    if not form.is_valid():
        return form
    comment = form.save(commit=False)
    comment.clause, comment.author, comment.made_at = clause, request.user, timezone.now()
    comment.author_name = name_of(request.user)
    comment.save()
    return CommentForm()


def _close_comment(request: HttpRequest, clause: Clause) -> None:
    if not request.user.has_perm("proposals.change_comment"):
        raise PermissionDenied
    key = request.POST["_close"]
    if key.isdecimal() and len(key) < 19:
        comment = clause.comments.filter(closed_at__isnull=True, pk=key)
        comment.update(closed_at=timezone.now(), closed_by_name=name_of(request.user))
