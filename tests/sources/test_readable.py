"""Readable text out of saved pages: the article only, in every encoding, within bounds."""

import datetime
import socket

import pytest
from django.core.exceptions import ValidationError

from sources import readable as module
from sources.readable import decode, looks_like_html, readable
from tests.sources.texts import OWN, RUN, page

PARAGRAPHS = (
    RUN,
    OWN,
    "The third paragraph tells what the spokesman of the hosts had to add to it.",
)
UKRAINIAN = (
    "Сторони домовилися зустрітися знову наприкінці місяця, повідомив представник делегації.",
    "Переговори тривали близько години й завершилися без спільної заяви для преси.",
    "Наступну зустріч призначено на останній тиждень червня в тому самому місті.",
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("the extractor asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def code_of(html) -> str:
    with pytest.raises(ValidationError) as refused:
        readable(html)
    return refused.value.code


def test_the_article_is_taken_out_of_its_page():
    found = readable(page(*PARAGRAPHS))
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "Sport" not in found.text
    assert "All rights reserved" not in found.text


def test_paragraphs_stay_apart():
    assert f"{RUN}\n{OWN}" in readable(page(*PARAGRAPHS)).text


def test_what_the_page_says_of_itself_is_read():
    head = (
        '<title>Talks end in Zenda - The Paper</title><meta property="og:title" '
        'content="Talks end in Zenda"><meta property="article:published_time" '
        'content="2025-06-02T21:30:00+03:00">'
    )
    found = readable(page(*PARAGRAPHS, head=head, language="en_GB"))
    assert (found.title, found.language) == ("Talks end in Zenda", "en-GB")
    assert found.date == datetime.date(2025, 6, 2)


def test_a_page_that_says_nothing_of_itself_gives_words_only():
    found = readable(f"<p>{RUN}</p>")
    assert found.text == RUN
    assert (found.date, found.language) == (None, "")


def test_a_language_that_is_none_is_left_out():
    assert readable(page(*PARAGRAPHS, language="not a tag")).language == ""


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-8", "iso-8859-5"])
def test_the_declared_encoding_is_honoured(encoding):
    if encoding == "iso-8859-5":
        paragraphs = tuple(text.replace("ї", "і").replace("’", "'") for text in UKRAINIAN)
    else:
        paragraphs = UKRAINIAN
    html = page(*paragraphs, head=f'<meta charset="{encoding}">', language="uk")
    assert paragraphs
    assert all(text in readable(html.encode(encoding)).text for text in paragraphs)


def test_an_older_way_of_declaring_is_honoured():
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    html = page(*UKRAINIAN, head=head)
    assert UKRAINIAN[0] in readable(html.encode("cp1251")).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_wins(encoding):
    html = page(*UKRAINIAN, head='<meta charset="windows-1251">')
    assert UKRAINIAN[0] in readable(html.encode(encoding)).text


def test_an_encoding_that_is_declared_wrongly_does_not_stop_us():
    html = page(*UKRAINIAN, head='<meta charset="utf-16">')
    assert UKRAINIAN[0] in readable(html.encode()).text


def test_a_guessed_encoding_is_said():
    decoded = decode("\n".join(UKRAINIAN * 3).encode("cp1251"))
    assert decoded.guessed
    assert decode(UKRAINIAN[0].encode()).guessed == ""


def test_programs_are_no_text():
    found = readable(page(*PARAGRAPHS, "<script>alert('hostile')</script>"))
    assert "hostile" not in found.text


@pytest.mark.parametrize("html", ["", "   ", "<html><body></body></html>", b"", "<html><head>"])
def test_a_page_without_an_article_is_refused(html):
    assert code_of(html) in ("no_article", "no_page")


def test_a_page_that_is_too_large_is_refused():
    assert code_of(b"x" * (module.MOST_BYTES + 1)) == "too_large"


def test_a_page_that_is_nested_too_deeply_is_refused():
    assert code_of("<html><body>" + "<div>" * 5_000 + RUN) == "too_deep"


def test_a_page_of_too_many_elements_is_refused():
    assert code_of("<html><body>" + "<p>a" * (module.MOST_ELEMENTS + 1)) == "too_many"


@pytest.mark.parametrize("text", ["<!DOCTYPE html><html>", "  <p>Words</p>", "<html lang='en'>"])
def test_the_source_of_a_page_is_told_from_words(text):
    assert looks_like_html(text)


@pytest.mark.parametrize("text", [RUN, "5 < 7 and 8 > 6", "a <b> c"])
def test_words_are_no_page(text):
    assert not looks_like_html(text)


@pytest.mark.parametrize("beginning", [b"%PDF-1.7 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_text_is_refused(beginning):
    with pytest.raises(ValidationError, match="copy its words"):
        decode(beginning + b"words" * 99)
