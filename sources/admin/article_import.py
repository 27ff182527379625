"""The page that imports many articles: a file, its dry run, then what the editor chose of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.admin.admin_page import AdminPage
from sources.admin.import_questions import (
    AnsweredCells,
    asked_of,
    cells_answered,
    merged_cells,
)
from sources.article_import import (
    COLUMNS,
    ImportChoice,
    ImportPlan,
    ImportResult,
    Status,
    apply,
    plan,
    read_table,
)
from sources.article_import.columns import MOST_COLUMNS, MOST_ROWS
from sources.article_import.questions import answered
from sources.article_import.tables import MOST_CHARACTERS
from sources.encodings import utf8_text
from sources.validators import is_row_number

TEMPLATE = "admin/sources/article/import.html"
SALT = "sources.import"
LONGEST_REVIEW = 24 * 60 * 60  # seconds between dry run and import
MOST_BYTES = 4 * MOST_CHARACTERS
# Characters of a headline or address, and of a reason or change, that stand in the dry run.
SHOWN_NAME, SHOWN_WORDS = 300, 600
ACCEPTED = ".csv,.tsv,.json,.ris,.bib,.txt,text/csv"


class UploadForm(forms.Form):
    """A file with articles, or the same pasted."""

    file = forms.FileField(
        label=gettext_lazy("file"),
        required=False,
        help_text=gettext_lazy(
            "CSV (UTF-8; commas, semicolons or tabs), JSON, or what Zotero exports: CSV, CSL JSON, "
            "RIS or BibTeX."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    rows = forms.CharField(
        label=gettext_lazy("or paste it"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "class": "vLargeTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the file or the paste into `content`; raise ValidationError unless there is one."""
        values = super().clean() or {}
        upload, pasted = values.get("file"), values.get("rows") or ""
        if bool(upload) == bool(pasted.strip()):
            raise ValidationError(_("Give a file, or paste its rows; one of the two."))
        if upload and (upload.size or 0) > MOST_BYTES:
            message = _("The file has %(found)s bytes; at most %(most)s are read. Split it.")
            raise ValidationError(message % {"found": upload.size, "most": MOST_BYTES})
        values["content"] = utf8_text(upload.read()) if upload else pasted
        return values


def import_page(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Show the form, the dry run, or what was imported."""
    page.require(request, "add_article", "change_article")
    if request.method != "POST":
        return _render(page, request, form=UploadForm())
    if "seen" in request.POST:
        return _apply(page, request)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render(page, request, form=form)
    return _dry_run(page, request, form, form.cleaned_data["content"])


def _dry_run(
    page: AdminPage,
    request: HttpRequest,
    form: UploadForm,
    content: str,
    cells: AnsweredCells | None = None,
) -> HttpResponse:
    """Show what would happen; the file goes along, signed, so that just this is imported.

    `cells` are those that an editor's answers have changed.
    """
    try:
        table = answered(read_table(content), cells or {})
        preview = plan(table)
    except ValidationError as error:
        form.add_error(None, error)
        return _render(page, request, form=form)
    file = {"content": content, "cells": cells or {}, "plan": preview.digest()}
    seen = signing.dumps(file, salt=SALT, compress=True)
    context = {"questions": asked_of(table), "seen": seen}
    return _render(page, request, plan=preview, counts=_counts(preview), **context)


def _apply(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Import what was seen, unless it would no longer do the same."""
    form = UploadForm()
    try:
        seen = signing.loads(request.POST["seen"], salt=SALT, max_age=LONGEST_REVIEW)
    except signing.BadSignature:
        page.show_message(request, _("The dry run is too old. Choose the file again."), bad=True)
        return _render(page, request, form=form)
    table = answered(read_table(seen["content"]), seen["cells"])
    if answers := cells_answered(table, request.POST):
        merged = merged_cells(seen["cells"], answers)
        page.show_message(request, _("Your answers are taken. This is what would happen now."))
        return _dry_run(page, request, form, seen["content"], merged)
    current = plan(table)
    if current.digest() != seen["plan"]:
        message = _("Meanwhile something has changed. This is what would happen now.")
        page.show_message(request, message, bad=True)
        return _dry_run(page, request, form, seen["content"], seen["cells"])
    if any(row.text for row in current.rows):
        page.require(request, "change_articletext", "add_articletext")
    choice = _choice(request.POST)
    if choice.outlets:
        page.require(request, "add_outlet")
    try:
        result = apply(current, request.user.get_username(), choice)
    except ValidationError as error:
        page.show_message(request, " ".join(error.messages), bad=True)
        return _dry_run(page, request, form, seen["content"], seen["cells"])
    return _show_result(page, request, result)


def _choice(given: QueryDict) -> ImportChoice:
    """Return what the editor chose."""
    numbers = (number for number in given.getlist("other") if is_row_number(number))
    return ImportChoice(
        add="add" in given,
        change="change" in given,
        outlets="outlets" in given,
        countries=frozenset(given.getlist("country")),
        others=frozenset(map(int, numbers)),
    )


def _show_result(page: AdminPage, request: HttpRequest, result: ImportResult) -> HttpResponse:
    """Show what was written."""
    for outlet in result.outlets:
        page.log(request, outlet, _("Added with an import."), added=True)
    for article in result.added:
        page.log(request, article, _("Imported."), added=True)
    for article in result.changed:
        page.log(request, article, _("Changed by an import."))
    return _render(page, request, done=result, form=UploadForm())


def _counts(preview: ImportPlan) -> list[tuple[Status, str]]:
    """Return how many rows have each status, in words."""
    counts = preview.counts()
    new, twice = counts[Status.NEW], counts[Status.DUPLICATE]
    changed, refused = counts[Status.CHANGED], counts[Status.REFUSED]
    waiting, asked = counts[Status.WAITING], counts[Status.ASKED]
    waits = ngettext("%(n)s with a new outlet", "%(n)s with a new outlet", waiting)
    return [
        (Status.NEW, ngettext("%(n)s new", "%(n)s new", new) % {"n": new}),
        (Status.WAITING, waits % {"n": waiting}),
        (Status.ASKED, ngettext("%(n)s in doubt", "%(n)s in doubt", asked) % {"n": asked}),
        (Status.CHANGED, ngettext("%(n)s changed", "%(n)s changed", changed) % {"n": changed}),
        (
            Status.DUPLICATE,
            ngettext("%(n)s duplicate", "%(n)s duplicates", twice) % {"n": twice},
        ),
        (Status.REFUSED, ngettext("%(n)s refused", "%(n)s refused", refused) % {"n": refused}),
    ]


def _render(page: AdminPage, request: HttpRequest, **context: Any) -> HttpResponse:
    """Draw the page in any of its states."""
    bounds = {
        "most_rows": MOST_ROWS,
        "most_columns": MOST_COLUMNS,
        "shown_name": SHOWN_NAME,
        "shown_words": SHOWN_WORDS,
    }
    more = {"columns": COLUMNS, **bounds, **context}
    return page.render(request, TEMPLATE, title=_("Import articles"), **more)
