"""Bytes as text: what they declare, what breaks it and where, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The heaviest pages of newspapers have some two million characters, most of it programs.
MOST_BYTES = 3_000_000

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# PDF, and what is packed: Word and OpenDocument files, archives; Safari's own web archives.
NO_TEXT_FILE = (
    *(b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"bplist00", b"{\\rtf"),
    *(b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"ID3", b"OggS", b"SQLite format 3", b"\x7fELF"),
)
PICTURES = (
    *((b"\x89PNG", "PNG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"), (b"\xff\xd8\xff", "JPEG")),
    *((b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"\x00\x00\x01\x00", "ICO")),
)
# Containers name what they hold after a size of four bytes.
HELD = (
    *((b"RIFF", 8, b"WEBP", "WebP"), (b"BM", 6, bytes(4), "BMP")),
    *((b"", 4, b"ftypavif", "AVIF"), (b"", 4, b"ftyphei", "HEIC"), (b"", 4, b"ftypmif1", "HEIC")),
)
DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I)
IN_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""", re.I
)
# Browsers read these names as their larger sisters (the WHATWG encoding standard).
LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
# Of a text that declares its encoding, bytes that break it: a slip, not another encoding.
MOST_SLIPS = 5
GOOD_BYTES_FOR_A_SLIP = 20
# Of a text in a guessed encoding, signs that nobody writes: fewer than one in 200.
WRITTEN_FOR_ONE_UNWRITTEN = 200
UNWRITTEN = {"Cc", "Cn", "Co", "Cs"}
WORDS_BEFORE = 30
# How Python keeps a byte that it could not read.
ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
# Encodings of Python's that no page is in.
OF_NO_PAGE = {"utf-7", "unicode-escape", "raw-unicode-escape", "punycode", "idna"}


@dataclass(frozen=True)
class BrokenByte:
    """A byte that its encoding does not know: its line from 1, its value, the words before it."""

    line: int
    byte: int
    before: str


@dataclass(frozen=True)
class Decoded:
    """The text of bytes; `guessed` names the encoding if nothing in the bytes did.

    `broken` are the bytes that could not be read in `encoding`; the text has U+FFFD for each.
    """

    text: str
    guessed: str = ""
    encoding: str = ""
    broken: tuple[BrokenByte, ...] = ()


def decode(content: bytes, declared: str = "") -> Decoded:
    """Return bytes as text: by their byte order mark, by what they declare, as UTF-8, or guessed.

    `declared` is what was said of them elsewhere. A few broken bytes in what is declared, or in
    much UTF-8, are told by their places. Raises `ValidationError` for more than `MOST_BYTES`,
    for formats that are no text, and for bytes that are text in no encoding.
    """
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    refuse_no_text(content)
    marked = [name for mark, name in MARKS if content.startswith(mark)]
    named = [*marked, *_known(declared), *_declared(content)]
    names = list(dict.fromkeys([*named, "utf-8"]))
    for name in names:
        try:
            return Decoded(content.decode(name), encoding=name)
        except (LookupError, UnicodeDecodeError):
            continue
    for name in names:
        decoded = _with_slips(content, name, is_named=name in named)
        if decoded is not None:
            return decoded
    return _guess(content)


def refuse_no_text(content: bytes) -> None:
    """Raise `ValidationError` for a picture, and for other formats that are no text."""
    pictures = [name for mark, name in PICTURES if content.startswith(mark)]
    held = [
        name
        for mark, place, kind, name in HELD
        if content.startswith(mark) and content.startswith(kind, place)
    ]
    if pictures or held:
        message = _(
            "This file is a picture (%(kind)s), whatever its name says: no words can be read out "
            "of it. Save the page itself, or copy its words and paste them."
        )
        kind = [*pictures, *held][0]
        raise ValidationError(message, code="picture", params={"kind": kind})
    if content.startswith(NO_TEXT_FILE):
        message = _("This is no text file. Open it, copy its words and paste them instead.")
        raise ValidationError(message, code="no_text")


def too_large(size: int) -> ValidationError:
    """Return the refusal of a file of this size."""
    message = _("The file has %(found)s bytes; at most %(most)s are read.")
    return ValidationError(message, code="too_large", params={"found": size, "most": MOST_BYTES})


def utf8_text(content: bytes) -> str:
    """Return a file as text that does not say its encoding, so none is guessed: UTF-8 or a mark.

    Raises `ValidationError` with the line of the first byte that cannot be read.
    """
    refuse_no_text(content)
    for mark, name in MARKS[1:]:
        if content.startswith(mark):
            return _marked_text(content, name)
    text = content.decode("utf-8-sig", errors="surrogateescape")
    match = ESCAPED_BYTE.search(text)
    if match is None:
        return text
    one = _broken(text, match.start())
    message = _(
        "The file is not in UTF-8: line %(line)s has the byte 0x%(byte)s after “%(before)s”. Save "
        "it as “CSV UTF-8”, or mend that place, and try again."
    )
    params = {"line": one.line, "byte": f"{one.byte:02X}", "before": one.before}
    raise ValidationError(message, code="not_utf8", params=params)


def _marked_text(content: bytes, name: str) -> str:
    """Return a text in the encoding that its mark names; raise ValidationError if it is not."""
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        message = _("The file says that it is in UTF-16 and breaks at byte %(place)s.")
        params = {"place": error.start}
        raise ValidationError(message, code="not_utf8", params=params) from error


def _declared(content: bytes) -> list[str]:
    """Return the encoding that a page names in its head."""
    head = content[:8_192]
    match = DECLARED.search(head) or IN_DECLARATION.search(head)
    # A page whose head can be read as ASCII is not in UTF-16, whatever it says.
    names = [] if match is None else _known(match[1].decode("ascii"))
    return [name for name in names if not name.startswith("utf-16")]


def is_text_encoding(name: str) -> bool:
    """Tell whether a declared encoding is one in which texts are written."""
    return bool(_known(name))


def _known(name: str) -> list[str]:
    """Return the encoding that is meant by a name; nothing if it is none for text."""
    try:
        encoding = codecs.lookup(name).name
        # Python has codecs that pack or scramble: only a byte shows that these are none for text.
        b"text".decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return []
    plain = encoding.replace("_", "-")
    return [] if plain in OF_NO_PAGE else [LARGER.get(plain, encoding)]


def _with_slips(content: bytes, name: str, *, is_named: bool) -> Decoded | None:
    """Return the text with its broken bytes; nothing if they are too many for a slip."""
    try:
        text = content.decode(name, errors="surrogateescape")
    except UnicodeDecodeError:  # UTF-16 has none that would stand for half a sign
        return None
    places = [match.start() for match in ESCAPED_BYTE.finditer(text)]
    good = sum(byte > 0x7F for byte in content) - len(places)
    is_slip = is_named and len(places) <= MOST_SLIPS
    if not is_slip and len(places) * GOOD_BYTES_FOR_A_SLIP > good:
        return None
    broken = tuple(_broken(text, place) for place in places[:MOST_SLIPS])
    return Decoded(ESCAPED_BYTE.sub("\ufffd", text), encoding=name, broken=broken)


def _broken(text: str, place: int) -> BrokenByte:
    """Return the byte that is escaped at this place of a text."""
    line = text.rfind("\n", 0, place) + 1
    before = ESCAPED_BYTE.sub("\ufffd", text[max(line, place - WORDS_BEFORE) : place])
    number = text.count("\n", 0, place) + 1
    return BrokenByte(number, ord(text[place]) - 0xDC00, " ".join(before.split()))


def _guess(content: bytes) -> Decoded:
    """Return the text in the likeliest encoding, and say that it was guessed."""
    from trafilatura.utils import detect_encoding

    for name in detect_encoding(content):
        try:
            text = content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        if _is_written(text):
            return Decoded(text, guessed=name, encoding=name)
    raise ValidationError(
        _("The file is not in UTF-8 and does not say its encoding. Save it as UTF-8."),
        code="no_encoding",
    )


def _is_written(text: str) -> bool:
    """Tell whether a text has hardly a sign that nobody writes: bytes of a program have many."""
    signs = (sign for sign in text if sign not in "\t\n\r\f")
    unwritten = sum(unicodedata.category(sign) in UNWRITTEN for sign in signs)
    return unwritten * WRITTEN_FOR_ONE_UNWRITTEN <= len(text)
