"""The shapes that keys, numbers of rows, language tags, addresses and written texts may have."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"
WEB_SCHEMES = ("http://", "https://")
"""How a web address begins."""

LONGEST_NUMBER = 18  # digits that the number of a row can have


def is_row_number(value: object) -> bool:
    """Tell whether what a form sent can be the number of a row in the database."""
    text = str(value)
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


valid_key = RegexValidator(
    KEY_PATTERN,
    _("“%(value)s” is no key: letters, digits, dots, hyphens and underscores only, e.g. A5."),
)
valid_language = RegexValidator(
    LANGUAGE_PATTERN,
    _("“%(value)s” is no language tag: use two or three letters, e.g. en, uk or zh-Hant."),
)
valid_web_address = URLValidator(
    schemes=["http", "https"],
    message=_("“%(value)s” is no web address: it has to begin with http:// or https://."),
)


_NOT_WRITTEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]"
    "|\r(?!\n)"
    f"|[{''.join(chr((plane << 16) + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))}]"
)
"""Control characters but tab and ends of lines, signs that turn a line around, no characters."""

_LOST = "\ufffd"
"""What programs write for letters that they could not read."""

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters, marks and signs that draw nothing: fillers, variation selectors, a pattern of no dot."""


def valid_written_text(text: str) -> None:
    """Refuse a text with signs that nobody can see, or of such signs alone; raise ValidationError.

    Joiners, marks of direction and isolates are part of how some scripts are written.
    """
    unseen = _NOT_WRITTEN.search(text)
    if unseen:
        sign = unseen.group()
        name = unicodedata.name(sign, _("a sign without a name"))
        raise ValidationError(
            _("Nobody can see what stands at character %(place)d: %(code)s, %(name)s. Remove it."),
            code="unseen",
            params={"place": unseen.start() + 1, "code": f"U+{ord(sign):04X}", "name": name},
        )
    if _LOST in text:
        raise ValidationError(
            _("A letter was lost at character %(place)d, where U+FFFD stands. Write it anew."),
            code="lost",
            params={"place": text.index(_LOST) + 1},
        )
    if text and not _can_be_seen(text):
        raise ValidationError(_("Nothing that can be seen stands here."), code="nothing_seen")


def _can_be_seen(text: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LMNPS" for sign in _UNSEEN.sub("", text))


def valid_written_table(value: object) -> None:
    """Refuse a table or list that holds such a text; raise ValidationError."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text if text.strip():  # what has to be filled in says so itself
                valid_written_text(text)
            case dict() as table:
                waiting += [*table, *table.values()]
            case list() | tuple() as row:
                waiting += row


def valid_keys(value: object) -> None:
    """Refuse what is no list of different keys; raise ValidationError."""
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise ValidationError(_("A list of keys is needed, for example: [“21a”, “21b”]."))
    for key in value:
        valid_key(key)
    if len(set(value)) < len(value):
        raise ValidationError(_("A key stands in the list twice."))
