"""Whatever encoding a file says that it is in, it is read or refused in words."""

from encodings.aliases import aliases

import pytest
from django.core.exceptions import ValidationError

from sources.encodings import decode, is_text_encoding
from sources.readable import readable
from tests.sources.texts import OWN, RUN, mhtml, page

NAMES = sorted({*aliases.values(), "punycode", "idna", "undefined", "unicode_escape", "no-such"})


def files(name: str):
    """Files that declare it: a page, one in other letters, XML, odd bytes, an archive."""
    head = f'<meta charset="{name}">'
    yield page(RUN, OWN, head=head).encode()
    yield page(RUN, "Сторони домовилися.", head=head).encode("cp1251")
    yield f'<?xml version="1.0" encoding="{name}"?>{page(RUN, OWN)}'.encode()
    yield f'<meta charset="{name}">'.encode() + b"\xff\xfe\x80-abc"
    archive = mhtml(page(RUN, OWN), "https://news.example/1")
    kind = f"Content-Type: text/html; charset={name}\r".encode()
    yield archive.replace(b"Content-Type: text/html\r", kind)


def refused(read, content: bytes) -> bool:
    try:
        read(content)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_or_refused_in_words_whatever_it_declares(name):
    first, *others, _archive = files(name)
    assert not refused(decode, first)
    for content in others:  # either will do
        refused(decode, content)


@pytest.mark.parametrize("name", ["punycode", "hex", "undefined"])
def test_a_page_is_taken_out_of_a_file_that_declares_no_encoding_of_texts(name):
    first, *_others, archive = files(name)
    assert RUN in readable(first).text
    assert RUN in readable(archive).text


@pytest.mark.parametrize("name", ["punycode", "hex", "rot13", "zlib", "uu", "undefined", ""])
def test_a_codec_that_packs_or_scrambles_is_no_encoding_of_texts(name):
    assert not is_text_encoding(name)


@pytest.mark.parametrize("name", ["utf-8", "cp1251", "koi8-u", "utf-16", "shift_jis", "latin-1"])
def test_an_encoding_of_texts_is_one(name):
    assert is_text_encoding(name)
