"""Readable text out of saved pages: the article only, in every encoding, within bounds."""

import datetime
import json
import socket
import time

import pytest
from django.core.exceptions import ValidationError

from sources import readable as module
from sources.encodings import MOST_BYTES, decode
from sources.readable import (
    MOST_ATTRIBUTES,
    MOST_ATTRIBUTES_OF_ALL,
    looks_like_html,
    readable,
    readable_of,
)
from tests.sources.texts import OWN, RUN, mhtml, page

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
    assert code_of(b"x" * (MOST_BYTES + 1)) == "too_large"


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


# Bytes that are broken, or no text


def test_one_broken_byte_in_declared_utf_8_is_read_with_its_place():
    html = page(*PARAGRAPHS, head='<meta charset="utf-8">\n').encode()
    broken = html.replace(b"what the spokesman", b"what\x93the spokesman")
    decoded = decode(broken)
    assert (decoded.guessed, decoded.encoding) == ("", "utf-8")
    (place,) = decoded.broken
    assert (place.line, place.byte) == (2, 0x93)
    assert place.before.endswith("paragraph tells what")
    found = readable_of(decoded)
    assert "what\ufffdthe spokesman" in found.text
    assert "Line 2: the byte 0x93 after" in found.remarks[0]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "shift_jis", "gb18030"])
def test_a_broken_byte_is_named_in_every_encoding_that_is_declared(encoding):
    head = f'<meta charset="{encoding}">'
    html = page("Перемовини тривали годину. " * 9, head=head).encode(encoding)
    spoiled = html.replace(b"<p>", b"<p>\x98\xff<", 1)
    decoded = decode(spoiled)
    assert decoded.guessed == ""
    assert decoded.broken
    assert "Перемовини тривали годину." in decoded.text


def test_a_broken_byte_in_much_undeclared_utf_8_is_named():
    decoded = decode(b"\xe2\x80" + "\n".join(UKRAINIAN).encode())
    assert decoded.guessed == ""
    assert UKRAINIAN[1] in decoded.text
    assert [place.line for place in decoded.broken][:1] == [1]


def test_what_is_declared_and_broken_everywhere_is_guessed_and_said():
    html = page(*UKRAINIAN, head='<meta charset="utf-8">').encode("cp1251")
    decoded = decode(html)
    assert decoded.guessed
    assert UKRAINIAN[0] in decoded.text


def test_more_lost_signs_than_are_named_are_counted():
    html = page(*UKRAINIAN * 9, head='<meta charset="utf-8">').encode()
    found = readable(html.replace(" тривали".encode(), b" \xff" + "тривали".encode()))
    assert "9 signs of the file are lost" in found.remarks[-1]
    assert len(found.remarks) == 6


PICTURES = [
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    (b"GIF89a\x01\x00", "GIF"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
    (b"\x00\x00\x00\x1cftypavif", "AVIF"),
    (b"BM\x9a\x00\x00\x00\x00\x00\x00\x00", "BMP"),
]


@pytest.mark.parametrize(("beginning", "kind"), PICTURES)
def test_a_picture_is_refused_as_one(beginning, kind):
    with pytest.raises(ValidationError) as refused:
        decode(beginning + bytes(range(256)) * 9)
    assert refused.value.code == "picture"
    assert f"picture ({kind})" in refused.value.messages[0]


def test_bytes_that_are_no_text_are_guessed_to_be_none():
    with pytest.raises(ValidationError) as refused:
        decode(b"\x01\x02" + bytes(range(256)) * 9)
    assert refused.value.code == "no_encoding"


# Pages with all their parts in one file


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_web_archive_is_read(line_end):
    html = page(*UKRAINIAN, head='<meta charset="utf-8">')
    found = readable(mhtml(html, "https://gazette.example/1?a=1", line_end))
    assert all(text in found.text for text in UKRAINIAN)
    assert found.addresses == ("https://gazette.example/1?a=1",)


def test_the_encoding_that_a_web_archive_states_is_honoured():
    archive = mhtml(page(*UKRAINIAN), "https://gazette.example/1", charset="windows-1251")
    assert UKRAINIAN[0] in readable(archive).text


@pytest.mark.parametrize("spoil", ["cut", "no page", "nested"])
def test_a_web_archive_that_cannot_be_read_says_how_to_save_the_page(spoil):
    archive = mhtml(page(*PARAGRAPHS), "https://gazette.example/1")
    broken = {
        "cut": archive[: len(archive) // 2],
        "no page": archive.replace(b"text/html", b"text/rtf"),
        "nested": archive + b"Content-Type: multipart/mixed\r\n" * 99,
    }[spoil]
    with pytest.raises(ValidationError, match="Webpage, HTML only") as refused:
        readable(broken)
    assert refused.value.code == "mhtml"


# What is not of the article


HIDDEN = [
    '<p style="color:red; display: none">WORDS</p>',
    '<p style="visibility:hidden">WORDS</p>',
    "<p hidden>WORDS</p>",
    '<div hidden=""><p>WORDS</p></div>',
    '<p aria-hidden="true">WORDS</p>',
    '<style>.gone, #x { display:none }</style><p class="a gone">WORDS</p>',
    '<style>/* { */ #gone { color:red; display:none }</style><div id="gone"><p>WORDS</p></div>',
    "<template><p>WORDS</p></template>",
    "<dialog><p>WORDS</p></dialog>",
]


@pytest.mark.parametrize("mark", HIDDEN)
def test_what_a_page_hides_is_left_out(mark):
    hidden = "Subscribers read on with the words of the minister about the harbour bridge."
    html = page(*PARAGRAPHS).replace(
        "</article>", mark.replace("WORDS", hidden) + f"<p>{OWN} Twice.</p></article>"
    )
    found = readable(html)
    assert hidden not in found.text
    assert f"{OWN} Twice." in found.text
    assert found.remarks == ()


def test_many_hidden_words_are_said():
    hidden = "Words that might be of the article " * 6
    html = page(*PARAGRAPHS).replace("</article>", f"<div hidden>{hidden}</div></article>")
    assert "42 words, which begin “Words that might be" in readable(html).remarks[0]


def test_a_rule_for_some_screens_hides_nothing():
    style = "<style>@media print { .web { display: none } } .web.ads { display: none }</style>"
    html = page(*PARAGRAPHS, head=style).replace("<article>", '<article class="web">')
    assert all(paragraph in readable(html).text for paragraph in PARAGRAPHS)


def test_an_article_behind_a_dialog_is_taken():
    html = page(*PARAGRAPHS).replace("<article>", '<div aria-hidden="true"><article>')
    assert RUN in readable(html).text


def test_an_article_that_is_hidden_as_a_whole_is_taken_and_said():
    html = page(*PARAGRAPHS).replace("<article>", '<article style="display:none">')
    html = html.replace("<footer>", "<footer hidden>").replace("<nav>", "<nav hidden>")
    found = readable(html)
    assert RUN in found.text
    assert "hides all of its article" in found.remarks[0]


READ_ALSO = [
    ('<p>Read also: <a href="/2">Ministers meet in the harbour again</a></p>', "Ministers"),
    ('<p><b>Read also</b> <a href="/2">Ministers meet in the harbour</a></p>', "Ministers"),
    ('<p>Читайте також | <a href="/2">Міністри зустрілися в порту знову</a></p>', "Міністри"),
    ('<p><b>READ MORE:</b> <a href="/2">Ministers meet in the harbour</a></p>', "Ministers"),
    ('<p>Читайте також: <a href="/2">Міністри зустрілися в гавані</a></p>', "Міністри"),
    ('<p>Читайте также — <a href="/2">Министры встретились в гавани</a></p>', "Министры"),
    ('<p>اقرأ أيضًا: <a href="/2">اجتماع الوزراء في المرفأ</a></p>', "اجتماع"),
    ('<h3>Read also</h3><ul><li><a href="/2">Ministers meet in the harbour</a></li></ul>', "Minis"),
    ('<p>Lire aussi : <a href="/2">Les ministres au port</a></p>', "ministres"),
]


@pytest.mark.parametrize(("line", "words"), READ_ALSO)
def test_a_line_that_leads_to_another_article_is_left_out_and_said(line, words):
    html = page(*PARAGRAPHS[:2]).replace("</article>", f"{line}<p>{PARAGRAPHS[2]}</p></article>")
    found = readable(html)
    assert words not in found.text
    assert PARAGRAPHS[2] in found.text
    assert words in found.remarks[0]


def test_a_sentence_that_begins_like_such_a_line_stays():
    sentences = (
        "Related parties agreed to read more of the statement before they meet in Zenda again.",
        "Related: the minister resigned on Tuesday, and the talks in Zenda were put off.",
        "Read more slowly, the statement of the hosts says nothing that was not known before.",
    )
    found = readable(page(*PARAGRAPHS, *sentences))
    assert all(sentence in found.text for sentence in sentences)
    assert found.remarks == ()


# What a page says of itself


def test_the_addresses_and_the_outlet_of_a_page_are_read():
    head = (
        '<link rel="canonical" href="https://gazette.example/1?a=1&amp;b=2">'
        '<meta property="og:url" content="https://gazette.example/shared/1">'
        '<meta property="og:site_name" content=" The  Gazette ">'
    )
    found = readable(page(*PARAGRAPHS, head=head))
    addresses = ("https://gazette.example/1?a=1&b=2", "https://gazette.example/shared/1")
    assert found.addresses == addresses
    assert found.outlet_name == "The Gazette"


@pytest.mark.parametrize(
    "address",
    ["/1", "https://gazette.example/", "javascript:alert(1)", "https://[", "a b", "file:///1"],
)
def test_what_is_no_address_of_a_page_is_left_out(address):
    head = f'<link rel="canonical" href="{address}">'
    assert readable(page(*PARAGRAPHS, head=head)).addresses == ()


def test_the_address_that_a_browser_writes_above_a_page_is_read():
    html = f"<!-- saved from url=(0025)https://gazette.example/1 -->\n{page(*PARAGRAPHS)}"
    assert readable(html).addresses == ("https://gazette.example/1",)


def stated(*heads: str):
    return readable(page(*PARAGRAPHS, head="".join(heads)))


def meta(name: str, day: str) -> str:
    return f'<meta property="{name}" content="{day}">'


def data(**days: str) -> str:
    content = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **days})
    return f'<script type="application/ld+json">{content}</script>'


def test_a_month_suggests_no_day():
    found = stated(meta("article:published_time", "2025-06"))
    assert found.date is None
    assert found.date_note == "The page says “2025-06” only."
    assert "names no day" in found.date_remarks[0]


def test_figures_that_may_be_two_days_are_asked_about():
    found = stated(meta("article:published_time", "06/02/2025"))
    assert found.date is None
    assert "06/02/2025" in found.date_remarks[0]
    assert "2 June 2025 or 6 February 2025" in found.date_remarks[0]


def test_figures_that_can_be_one_day_only_are_read():
    assert stated(meta("article:published_time", "13/02/2025")).date == datetime.date(2025, 2, 13)


def test_a_day_of_publication_that_cannot_be_read_is_no_day_of_a_change():
    found = stated(data(datePublished="soon", dateModified="2025-06-05T10:00:00Z"))
    assert found.date is None
    assert "“soon” (datepublished), which cannot be read" in found.date_remarks[0]
    assert "“2025-06-05T10:00:00Z” (datemodified)" in found.date_remarks[1]


def test_a_day_of_a_change_alone_is_no_day_of_publication():
    found = stated(data(dateModified="2025-06-05"))
    assert found.date is None
    assert "last change" in found.date_remarks[0]


def test_days_that_differ_are_asked_about():
    found = stated(data(datePublished="2025-06-02"), meta("article:published_time", "2025-06-03"))
    assert found.date is None
    assert "more than one day" in found.date_remarks[0]


def test_days_that_agree_are_taken_whatever_their_form():
    heads = (data(datePublished="2025-06-02T21:00:00Z"), meta("date", "06/02/2025"))
    assert stated(*heads).date == datetime.date(2025, 6, 2)


def test_data_of_other_articles_say_nothing_of_this_one():
    other = json.dumps({"@type": "ItemList", "itemListElement": [{"datePublished": "2020-01-01"}]})
    head = f'<script type="application/ld+json">{other}</script>'
    assert stated(head, data(datePublished="2025-06-02")).date == datetime.date(2025, 6, 2)


@pytest.mark.parametrize("content", ["[" * 9_999, "{", '{"@graph": [1, null]}', '{"@type": [[]]}'])
def test_data_that_are_none_say_nothing(content):
    assert stated(f'<script type="application/ld+json">{content}</script>').date is None


def test_a_day_that_only_the_words_name_is_said_to_be_found_there():
    printed = '<span class="date">2 June 2025</span><h1>'
    found = readable(page(*PARAGRAPHS).replace("<h1>", printed))
    assert found.date == datetime.date(2025, 6, 2)
    assert "2 June 2025 was found elsewhere in it" in found.date_remarks[0]


def test_figures_in_the_words_that_may_be_two_days_are_no_day():
    html = page(*PARAGRAPHS).replace("<h1>", '<time class="date">06/02/2025</time><h1>')
    found = readable(html)
    assert found.date is None
    assert "2 June 2025 or 6 February 2025" in found.date_remarks[0]


HEAVY = [
    "<style>" + "/*" * 400_000 + "</style>",
    "<style>" + "a" * 900_000 + "</style>",
    "<style>" + "@" * 900_000 + "</style>",
    "<style>" + "@x{a{" * 200_000 + "</style>",
    "<style>" + ".a,.b{display:none}" * 40_000 + "</style>",
    '<meta name="date" content="' + "1/" * 400_000 + '">',
    "<p>" + "read also " * 90_000 + "</p>",
    "<!-- saved from url=(" + "1" * 900_000 + "-->",
]


@pytest.mark.parametrize("part", HEAVY)
def test_a_page_that_is_made_to_be_slow_is_read_at_once(part):
    began = time.process_time()
    assert RUN in readable(page(*PARAGRAPHS, head=part)).text
    assert time.process_time() - began < 5


# Pages and archives that would keep the server busy for minutes

ARCHIVE = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
NAMES = [f"a{number}" for number in range(MOST_ATTRIBUTES + 1)]


@pytest.mark.parametrize(
    "element",
    [
        f"<p {' '.join(NAMES)}>x</p>",
        f"<p {'/'.join(NAMES)}>x</p>",
        "<p " + "".join(f'{name}=""' for name in NAMES) + ">x</p>",
        f'<p title=">" {" ".join(NAMES)}>x</p>',
        f'<p title=b"c {" ".join(NAMES)}>x</p>',
        f"<p title = '>' {' '.join(NAMES)}>x</p>",
        f"</p {' '.join(NAMES)}>",
        f"<script><!-- <p {' '.join(NAMES)}> --></script>",
        f"<p {' '.join(NAMES)}",
    ],
)
def test_an_element_of_thousands_of_attributes_is_refused_before_it_is_parsed(monkeypatch, element):
    monkeypatch.setattr("trafilatura.load_html", lambda _page: pytest.fail("it was parsed"))
    assert code_of(page(RUN, element, OWN)) == "too_many"


def test_attributes_that_hold_many_words_are_no_reason_to_refuse():
    words = "word > " * 50_000
    found = readable(page(RUN, f"<p data-state=\"{words}\" class='{words}'>{OWN}</p>"))
    assert RUN in found.text


def test_attributes_of_all_elements_together_are_bounded():
    few = " ".join(NAMES[:100])
    count = MOST_ATTRIBUTES_OF_ALL // 100 + 1
    assert code_of(page(RUN, f"<i {few}>x</i>" * count)) == "too_many"


@pytest.mark.parametrize(
    "parts",
    [
        b"--b\n\n\n" * 30_000,
        b"--b\nContent-Type: text/html; " + b"a=b; " * 2_000,
        b"--b\nContent-Type: text/html" + b";\n a=b" * 2_000,
        (b"--b\nContent-Type: text/css; " + b"a=b; " * 100 + b"\n\n") * 250,
        b"--b\nContent-Location: " + b"=?utf-8?q?a?= " * 1_000,
        b"x\n" * 250_000,
        b"x\r" * 250_000,
    ],
    ids=["parts", "a kind", "a folded kind", "kinds", "an address", "lines", "other lines"],
)
def test_an_archive_that_takes_many_seconds_is_refused_before_it_is_read(monkeypatch, parts):
    monkeypatch.setattr(
        "sources.mhtml.message_from_bytes", lambda *_args, **_more: pytest.fail("it was read")
    )
    assert code_of(ARCHIVE + parts + b"\n--b--\n") == "mhtml"
