"""Forms for a text that an editor pastes or uploads: a field for each, read in one way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.readable import MOST_BYTES, Readable, decode, looks_like_html, readable, too_large
from sources.texts import clean_text


class PastedTextForm(forms.Form):
    """Words pasted, or a text or HTML file; `content` is what was read, if there was anything.

    `from_page` tells that it was taken out of HTML, `guessed` names an encoding that the file
    did not state: both mean that an editor has to look before it is stored.
    """

    text = forms.CharField(
        label=_("text of the article"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "class": "vLargeTextField"}),
        help_text=_(
            "Paste the words of the article, or the source of its page. Kept privately to check "
            "quotes against; readers never see it and it is never exported."
        ),
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("A text file (.txt) or a saved page (.html)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
    )
    text_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content: Readable | None = None
        self.from_page = False
        self.guessed = ""

    def clean(self) -> dict[str, Any]:
        """Read the paste or the file; an error is shown at the field that it came from."""
        values = super().clean() or {}
        upload, pasted = values.get("file"), values.get("text") or ""
        if upload and pasted:
            message = _("Give either pasted words or a file, not both.")
            raise ValidationError(message, code="both")
        try:
            self._read(upload, pasted)
        except ValidationError as error:
            self.add_error("file" if upload else "text", error)
        return values

    def _read(self, upload: UploadedFile | None, pasted: str) -> None:
        """Turn the upload or the paste into a readable text."""
        text = self._decoded(upload) if upload else pasted
        if not text.strip():
            if self.text_needed or upload:
                raise ValidationError(gettext("There is no text to keep."), code="empty")
            return
        self.from_page = looks_like_html(text)
        content = readable(text) if self.from_page else Readable(text)
        self.content = replace(content, text=clean_text(content.text))

    def _decoded(self, upload: UploadedFile) -> str:
        """Return the words of a file."""
        if (upload.size or 0) > MOST_BYTES:
            raise too_large(upload.size or 0)
        decoded = decode(upload.read())
        self.guessed = decoded.guessed
        return decoded.text


class NeededTextForm(PastedTextForm):
    """The same form, in which a text is required."""

    text_needed = True
