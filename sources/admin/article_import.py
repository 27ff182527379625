"""Import many articles: a file, then the dry run, then what the editor chose of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.admin.admin_page import AdminPage
from sources.article_import import COLUMNS, Applied, ImportPlan, Status, apply, plan, read_table
from sources.article_import.tables import MOST_CHARACTERS, MOST_ROWS
from sources.readable import decode

TEMPLATE = "admin/sources/article/import.html"
SALT = "sources.import"
LONGEST_LOOK = 24 * 60 * 60  # seconds between dry run and import
MOST_BYTES = 4 * MOST_CHARACTERS


class UploadForm(forms.Form):
    """A file with articles, or the same pasted."""

    file = forms.FileField(
        label=gettext_lazy("file"),
        required=False,
        help_text=gettext_lazy("CSV (UTF-8; commas, semicolons or tabs) or JSON."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.json,text/csv"}),
    )
    rows = forms.CharField(
        label=gettext_lazy("or paste it"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "class": "vLargeTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read whichever was given into `content`."""
        values = super().clean() or {}
        upload, pasted = values.get("file"), values.get("rows") or ""
        if bool(upload) == bool(pasted.strip()):
            raise ValidationError(_("Give a file, or paste its rows; one of the two."))
        if upload and (upload.size or 0) > MOST_BYTES:
            message = _("The file has %(found)s bytes; at most %(most)s are read. Split it.")
            raise ValidationError(message % {"found": upload.size, "most": MOST_BYTES})
        values["content"] = _utf8(upload.read()) if upload else pasted
        return values


def _utf8(content: bytes) -> str:
    """Return the file as text; a table does not say its encoding, so none is guessed."""
    decoded = decode(content)
    if decoded.guessed:
        raise ValidationError(_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."))
    return decoded.text


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


def _dry_run(page: AdminPage, request: HttpRequest, form: UploadForm, content: str) -> HttpResponse:
    """Show what would happen; the file goes along, signed, so that just this is imported."""
    try:
        found = plan(read_table(content))
    except ValidationError as error:
        form.add_error(None, error)
        return _render(page, request, form=form)
    seen = signing.dumps({"content": content, "plan": found.digest()}, salt=SALT, compress=True)
    return _render(page, request, plan=found, counts=_counts(found), seen=seen)


def _apply(page: AdminPage, request: HttpRequest) -> HttpResponse:
    """Import what was seen, unless it would no longer do the same."""
    form = UploadForm()
    try:
        seen = signing.loads(request.POST["seen"], salt=SALT, max_age=LONGEST_LOOK)
    except signing.BadSignature:
        page.show_message(request, _("The dry run is too old. Choose the file again."), bad=True)
        return _render(page, request, form=form)
    found = plan(read_table(seen["content"]))
    if found.digest() != seen["plan"]:
        message = _("Meanwhile something has changed. This is what would happen now.")
        page.show_message(request, message, bad=True)
        return _dry_run(page, request, form, seen["content"])
    if any(row.text for row in found.rows):
        page.require(request, "change_articletext", "add_articletext")
    add, change = ("add" in request.POST), ("change" in request.POST)
    try:
        done = apply(found, request.user.get_username(), add=add, change=change)
    except ValidationError as error:
        page.show_message(request, " ".join(error.messages), bad=True)
        return _dry_run(page, request, form, seen["content"])
    return _done(page, request, done)


def _done(page: AdminPage, request: HttpRequest, done: Applied) -> HttpResponse:
    """Show what was written."""
    for article in done.added:
        page.log(request, article, _("Imported."), added=True)
    for article in done.changed:
        page.log(request, article, _("Changed by an import."))
    return _render(page, request, done=done, form=UploadForm())


def _counts(found: ImportPlan) -> list[tuple[Status, str]]:
    """Return how many rows have each status, in words."""
    counts = found.counts()
    new, known = counts[Status.NEW], counts[Status.DUPLICATE]
    changed, refused = counts[Status.CHANGED], counts[Status.REFUSED]
    return [
        (Status.NEW, ngettext("%(n)s new", "%(n)s new", new) % {"n": new}),
        (Status.CHANGED, ngettext("%(n)s changed", "%(n)s changed", changed) % {"n": changed}),
        (Status.DUPLICATE, ngettext("%(n)s duplicate", "%(n)s duplicates", known) % {"n": known}),
        (Status.REFUSED, ngettext("%(n)s refused", "%(n)s refused", refused) % {"n": refused}),
    ]


def _render(page: AdminPage, request: HttpRequest, **context: Any) -> HttpResponse:
    """Draw the page in any of its states."""
    more = {"columns": COLUMNS, "most_rows": MOST_ROWS, **context}
    return page.render(request, TEMPLATE, title=_("Import articles"), **more)
