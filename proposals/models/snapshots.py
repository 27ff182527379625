"""Frozen comparisons: the content of a comparison at one moment, under its hash."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

HASH = r"^[0-9a-f]{64}\Z"
"""SHA-256 as 64 hexadecimal digits."""


_DIGITS = "0123456789abcdef"


def _has_form_of_hash(field: str) -> Q:
    """Return the condition that a field has 64 digits, and nothing beside these.

    No pattern: SQLite by itself knows none, and could not load a dump of such a table.
    """
    rest = Func(F(field), Value(_DIGITS), function="TRIM", output_field=models.TextField())
    return Q(Exact(Length(field), Value(64))) & Q(Exact(rest, Value("")))


class DamagedSnapshot(ValueError):
    """What is stored of a frozen comparison cannot be read; the message says why."""


class Snapshot(models.Model):
    """A comparison as it stood: its record, its sheet and the styles of that, packed.

    It refers to no other row, so that nothing which happens to the negotiation later reaches it.
    Use `proposals.snapshots.store.freeze` to make one: it holds to the limits.
    """

    hash = models.CharField(
        _("hash"),
        max_length=64,
        unique=True,
        editable=False,
        validators=[
            RegexValidator(
                HASH, _("“%(value)s” is no SHA-256: 64 hexadecimal digits, in lower case.")
            )
        ],
        help_text=_("SHA-256 of the record's content; the address of the frozen comparison."),
    )
    negotiation = models.CharField(
        _("negotiation"),
        max_length=50,
        editable=False,
        help_text=_("Its key. The negotiation itself may be gone."),
    )
    title = models.TextField(_("title"), editable=False)
    selection = models.TextField(
        _("selection"), editable=False, help_text=_("The filters that were on, in words.")
    )
    frozen_at = models.DateTimeField(_("frozen at"), db_index=True, editable=False)
    by_staff = models.BooleanField(
        _("frozen by staff"),
        default=False,
        editable=False,
        help_text=_("Those of visitors are counted against the limit. Nobody's name is kept."),
    )
    record_packed = models.BinaryField(_("record"), editable=False)
    record_size = models.PositiveIntegerField(
        _("size of the record"), editable=False, help_text=_("Bytes, as it is sent.")
    )
    worded_packed = models.BinaryField(
        _("record with words"),
        default=b"",
        editable=False,
        help_text=_("The record with human texts; empty where the record itself has them."),
    )
    worded_hash = models.CharField(
        _("hash of the record with words"),
        max_length=64,
        blank=True,
        editable=False,
        validators=[RegexValidator(HASH)],
    )
    sheet_packed = models.BinaryField(_("sheet"), editable=False)
    sheet_hash = models.CharField(
        _("hash of the sheet"), max_length=64, editable=False, validators=[RegexValidator(HASH)]
    )
    styles_packed = models.BinaryField(_("styles of the sheet"), editable=False)

    class Meta:
        """The latest first. Its permissions follow from being staff; see its page in the admin."""

        verbose_name = _("frozen comparison")
        verbose_name_plural = _("frozen comparisons")
        ordering = ("-frozen_at", "-pk")
        default_permissions = ()
        constraints = tuple(
            CheckConstraint(
                name=f"proposals_snapshot_{field}_is_sha256",
                condition=_has_form_of_hash(field),
                violation_error_message=_("A hash has 64 hexadecimal digits, in lower case."),
            )
            for field in ("hash", "sheet_hash")
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.hash[:16]})"

    def get_absolute_url(self) -> str:
        """Return its lasting address."""
        return reverse("proposals:frozen", args=[self.hash])

    @property
    def record(self) -> bytes:
        """The record in its one spelling; its SHA-256 is `hash` while nobody altered it."""
        return unpacked(self.record_packed)

    @property
    def worded(self) -> bytes:
        """The record with human texts in the language in which it was frozen."""
        return unpacked(self.worded_packed) if self.worded_packed else self.record

    @property
    def is_whole(self) -> bool:
        """Whether everything that is kept still has its hash."""
        try:
            hashes = {self.hash: self.record, self.sheet_hash: self.sheet}
            if self.worded_packed:
                hashes[self.worded_hash] = self.worded
        except DamagedSnapshot:
            return False
        return all(sha256(kept).hexdigest() == expected for expected, kept in hashes.items())

    @property
    def sheet(self) -> bytes:
        """The sheet as HTML in UTF-8; its SHA-256 is `sheet_hash` while nobody altered it."""
        return unpacked(self.sheet_packed)

    @property
    def styles(self) -> str:
        """The style sheets with which the sheet was made."""
        return unpacked(self.styles_packed).decode(errors="replace")

    @property
    def content(self) -> dict[str, Any]:
        """The record with its words as plain values. Raises DamagedSnapshot."""
        try:
            content = json.loads(self.worded)
        except (ValueError, RecursionError) as error:
            raise DamagedSnapshot(str(error)) from error
        if not isinstance(content, dict):
            raise DamagedSnapshot(type(content).__name__)
        return content


def packed(content: bytes) -> bytes:
    """Return bytes as they are stored: in a tenth of the room."""
    return zlib.compress(content)


def unpacked(stored: bytes | memoryview) -> bytes:
    """Return the bytes that were packed. Raises DamagedSnapshot."""
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise DamagedSnapshot(str(error)) from error
