"""Forms for a text that an editor pastes or uploads: a field for each, read in one way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.encodings import MOST_BYTES, decode, too_large
from sources.mhtml import LONGEST_HEAD, is_mhtml, save_as_html
from sources.readable import Readable, broken_remarks, looks_like_html, readable, readable_of
from sources.texts import clean_text

ACCEPTED = ".txt,.html,.htm,.mhtml,.mht,text/plain,text/html"


class PastedTextForm(forms.Form):
    """Words pasted, or a text or HTML file; `content` is what was read, if there was anything.

    `from_page` tells that it was taken out of HTML, `guessed` names an encoding that the file
    did not state, `remarks` say what else is doubtful: each means that an editor has to look
    before it is stored.
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
        help_text=_("A text file (.txt) or a saved page (.html, .mhtml)."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
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

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an editor has to look at, or to decide, in sentences."""
        return self.content.remarks if self.content is not None else ()

    @property
    def needs_look(self) -> bool:
        """Whether what was read is not simply what was given."""
        return self.from_page or bool(self.guessed or self.remarks)

    def _read(self, upload: UploadedFile | None, pasted: str) -> None:
        """Turn the upload or the paste into a readable text."""
        content = self._uploaded(upload) if upload else self._pasted(pasted)
        if content is None:
            if self.text_needed or upload:
                raise ValidationError(gettext("There is no text to keep."), code="empty")
            return
        self.content = replace(content, text=clean_text(content.text))

    def _pasted(self, text: str) -> Readable | None:
        """Return what pasted words, or a pasted page, say; nothing if there are none."""
        if not text.strip():
            return None
        self.from_page = looks_like_html(text) or is_mhtml(text.encode(errors="replace"))
        return readable(text) if self.from_page else Readable(text)

    def _uploaded(self, upload: UploadedFile) -> Readable | None:
        """Return what a file says; nothing if it holds no words."""
        beginning = upload.read(LONGEST_HEAD)
        if (upload.size or 0) > MOST_BYTES:
            raise save_as_html() if is_mhtml(beginning) else too_large(upload.size or 0)
        content = beginning + upload.read()
        if is_mhtml(content):
            self.from_page = True
            return readable(content)
        decoded = decode(content)
        self.guessed = decoded.guessed
        if not decoded.text.strip():
            return None
        self.from_page = looks_like_html(decoded.text)
        if self.from_page:
            return readable_of(decoded)
        return Readable(decoded.text, remarks=broken_remarks(decoded))


class NeededTextForm(PastedTextForm):
    """The same form, in which a text is required."""

    text_needed = True
