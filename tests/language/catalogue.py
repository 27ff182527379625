"""A complete message catalogue of a made-up language: every msgid of the site, in invented words.

A `.po` file for a real language is written by people; this one is made from the sources, so that
no message can be forgotten and a test can tell whether anything on a page is not one.
"""

import ast
import hashlib
import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), 1),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"), 2),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), 3),
}
"""The functions that translate, with how many of their arguments are a context or messages."""

IN_CONTEXT = "\x04"
"""The mark between a context and its message in a catalogue."""

PLURALS = "nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
_PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|<[^<>]+>")
SYLLABLES = ("bra", "dvo", "fli", "gzu", "kje", "lmo", "pno", "rxa", "svi", "tzo", "vke", "zmu")


def messages() -> Iterator[tuple[str, ...]]:
    """Yield every msgid of the site, with its plural if it has one."""
    for folder in ("config", "proposals", "sources"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _in_code(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from _in_template(path.read_text(encoding="utf-8"))
    # Names of months, days and languages come with the framework for each language it knows.
    for names in (MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS):
        yield from ((str(name),) for name in names.values())
    yield from ((info["name"],) for info in LANG_INFO.values() if "name" in info)


def _in_code(source: str) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = FUNCTIONS.get(node.func.id, 0)
            texts = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
            if count and len(texts) == count and all(isinstance(text, str) for text in texts):
                yield _in_context(node.func.id, texts)


def _in_context(function: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the messages of a call as a catalogue has them, the first with its context."""
    if not function.startswith(("pgettext", "npgettext")):
        return tuple(texts)
    context, first, *further = texts
    return (f"{context}{IN_CONTEXT}{first}", *further)


def _in_template(source: str) -> Iterator[tuple[str, ...]]:
    for call in re.findall(r"n?p?gettext\((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[^()])*\)",
                           templatize(source)):  # fmt: skip
        node = ast.parse(call, mode="eval").body
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Name)
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        yield _in_context(node.func.id, [text for text in texts if isinstance(text, str)])


def invented(message: str, form: int = 0) -> str:
    """Return invented words for a message: its placeholders and tags in reverse, none of its words.

    White space at both ends stays, and so does a message without letters.
    """
    if not re.search(r"[^\W\d_]", _PLACEHOLDER.sub("", message)):
        return message
    held = _PLACEHOLDER.findall(message)
    tags = [one for one in held if one.startswith("<")]
    slots = held if tags else held[::-1]
    words = [_word(f"{message}{form}{place}") for place in range(max(2, len(slots)))]
    parts = [f"{word} {slot}" for word, slot in zip(words, slots, strict=False)]
    body = " ".join(parts + words[len(parts) :])
    start = message[: len(message) - len(message.lstrip())]
    end = message[len(message.rstrip()) :]
    return f"{start}{body}{end}"


def _word(seed: str) -> str:
    digits = hashlib.sha256(seed.encode()).digest()
    return "".join(SYLLABLES[digit % len(SYLLABLES)] for digit in digits[:3])


def write_catalogue(folder: Path) -> None:
    """Write the catalogue as `django.mo`, the compiled form of a `.po` file."""
    table = {"": f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS}\n"}
    for message in messages():
        one = message[0]
        if len(message) == 1:
            table.setdefault(one, invented(one.rpartition(IN_CONTEXT)[2]))
        else:
            table["\0".join(message)] = "\0".join(invented(message[1], form) for form in range(3))
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compile_catalogue(table))


def compile_catalogue(table: dict[str, str]) -> bytes:
    """Return messages in the format of GNU gettext: head, lengths and places, then the texts."""
    rows = sorted((key.encode(), value.encode()) for key, value in table.items())
    keys, values = (b"\0".join(column) + b"\0" for column in zip(*rows, strict=True))
    begins = 28 + 16 * len(rows)
    entries, places = [], {"key": begins, "value": begins + len(keys)}
    for name, column in (("key", 0), ("value", 1)):
        for row in rows:
            entries.append(struct.pack("<2I", len(row[column]), places[name]))
            places[name] += len(row[column]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + b"".join(entries) + keys + values
