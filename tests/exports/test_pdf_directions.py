"""Writing directions in the PDF file, by where each letter stands on the page.

The text of a file may read well although its pieces are placed wrongly, so places are what counts.
Pango sets a text without elements rightly: it says where the letters belong.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import combining

import pdfplumber
import pytest
from django.utils.timezone import now
from django.utils.translation import override

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import pdf, pdf_process, pdf_worker
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.mirrored import CODE, InHebrewLetters, site_from_the_right

pytestmark = pytest.mark.pango

MARGIN = 10 * 72 / 25.4
STYLE = (
    "@page { size: A5; margin: 10mm } body { font: 12pt 'DejaVu Sans'; margin: 0 } p { margin: 0 }"
    "section { break-after: page } i, b, u { font: inherit; text-decoration: none }"
)
"""A page of about fifty letters a line; the typeface is one that every machine of the tests has."""

ARABIC = "هدنة لمدة 60 يومًا، يضمنها الرئيس (س)."
HEBREW = "הפסקת אש ל־60 יום, בערבות הנשיא (אלף) ו־50% מהסיוע."

MARKED = {
    "a word in Arabic": ("rtl", "هدنة لمدة 60 يومًا، <i>يضمنها</i> الرئيس (س)."),
    "a number": ("rtl", "هدنة لمدة <i>60</i> يومًا، يضمنها <i>الرئيس</i> (<i>س</i>)."),
    "a number and a word": ("rtl", "هدنة لمدة <i>60 يومًا</i>، يضمنها الرئيس <i>(س)</i>."),
    "Hebrew": ("rtl", "הפסקת אש ל־<i>60</i> יום, בערבות <i>(אלף)</i> ו־<i>50%</i> מהסיוע."),
    "English in Hebrew": ("rtl", "לפי <i>Parley (v. 2)</i>, של <i>יעקב <b>Smith & Co.</b></i>!"),
    "Hebrew in English": ("ltr", "Names: <i>יעקב</i> <i>לוי</i>, <i>12</i>, [<i>שלום עולם</i>]."),
    "Arabic in English": ("ltr", "Al-Sharq (<i>الشرق <b>الجديد</b></i>), 31 May: “<i>هدنة</i>”."),
    "dates": ("rtl", "من <i>31/05/2025</i> حتى <i>2025-06-30</i>، أي <i>١٢</i>-<i>٣٠</i> يومًا."),
    "an element that is torn": ("rtl", "هدنة <i>لمدة abc</i> def <i>ghi يومًا</i> (س)."),
    "several lines": ("rtl", f"{ARABIC} <i>{HEBREW}</i> An <i>end and {ARABIC}</i> <i>12</i>."),
    "several lines in English": ("ltr", f"One: <i>{ARABIC}</i>, two: <i>{HEBREW}</i> (<i>1</i>)."),
    "a line break": ("rtl", f"{ARABIC}<br>abc <i>{ARABIC}<br>abc</i> {HEBREW}"),
}
"""Paragraphs with elements that change nothing but where pieces of text begin and end."""

WORDS = (
    *ARABIC.split(),
    *HEBREW.split(),
    *("An", "agreement", "(1)", "of", "12-15", "days:", "[see", "2.5", "%],", "yes!"),
)

Letters = list[tuple[str, float, int]]
"""The letters of a page, line by line and from the left: sign, left edge, line."""


def made_up(seed: int) -> tuple[str, str]:
    """Return a direction and a paragraph of words of three scripts, with elements in it."""
    choice = random.Random(seed)
    words = [choice.choice(WORDS) for _ in range(choice.randint(4, 16))]
    for start in range(0, len(words) - 2, 3):
        end = start + choice.randint(0, 2)
        tag = choice.choice("iub")
        words[start] = f"<{tag}>{words[start]}"
        words[end] = f"{words[end]}</{tag}>"
    return choice.choice(("ltr", "rtl")), " ".join(words)


def draw(body: str, *, style: str = "") -> bytes:
    """Return the file that is drawn of a body."""
    job = {"html": f"<html><body>{body}", "style": STYLE + style, "address": "https://x.example/"}
    return pdf_process.draw(json.dumps(job | {"seconds": 60, "megabytes": 1024}).encode())


def pages(content: bytes) -> Iterator[pdfplumber.page.Page]:
    with pdfplumber.open(io.BytesIO(content)) as file:
        yield from file.pages


def letters(page: pdfplumber.page.Page) -> Letters:
    signs = [one for one in page.chars if one["text"].strip()]
    found = [(one["text"], one["x0"], round(one["bottom"])) for one in signs]
    return sorted(found, key=lambda one: (one[2], one[1]))


def lines(page: pdfplumber.page.Page) -> list[str]:
    """Return the lines of a page as they look from the left, without spaces and marks."""
    seen: dict[int, str] = {}
    for sign, _x, bottom in letters(page):
        if not combining(sign):
            seen[bottom] = seen.get(bottom, "") + sign
    return list(seen.values())


def looks(*parts: str) -> str:
    """Return how parts of a line look one beside the other, the first at the right, without spaces.

    A part is written as it is read; it runs from the left if there is an English sign in it.
    """
    return "".join(map(_looks, parts[::-1])).replace(" ", "")


def _looks(part: str) -> str:
    return part if re.search("[A-Za-z0-9]", part) else part[::-1]


def without_elements(text: str) -> str:
    return re.sub("</?[iub]>", "", text)


# The same text with and without elements


@pytest.fixture(scope="module")
def both() -> dict[str, tuple[Letters, Letters]]:
    """Each paragraph with its elements and without them, drawn in one file."""
    paragraphs = MARKED | {f"made up, {seed}": made_up(seed) for seed in range(60)}
    body = "".join(
        f"<section><p dir={direction}>{text}</section>"
        for direction, marked in paragraphs.values()
        for text in (marked, without_elements(marked))
    )
    found = list(map(letters, pages(draw(body))))
    return dict(zip(paragraphs, zip(found[::2], found[1::2], strict=False), strict=True))


def test_elements_leave_every_letter_where_it_stands_without_them(
    both: dict[str, tuple[Letters, Letters]],
):
    for name, (marked, plain) in both.items():
        assert len(plain) > 5, name
        assert [(sign, y) for sign, _x, y in marked] == [(sign, y) for sign, _x, y in plain], name
        # Signs in pieces of their own have no kerning between them.
        apart = [abs(one[1] - other[1]) for one, other in zip(marked, plain, strict=True)]
        assert max(apart) < 3, name


# What HTML says of directions

SAID = {
    "auto": "<p dir=auto>هدنة 1.<p dir=auto>1. הסכם ב׳.<p dir=auto>Yes: هدنة 1.",
    "no letter": "<p dir=auto>12 (3).",
    "auto is not of what is set apart": "<p dir=auto><bdi>Abc</bdi> <i dir=ltr>Def</i> هدنة.",
    "set apart": "<p>A: <bdi>نطاق 1</bdi> (1); <bdi>ثان</bdi>: none.",
    "not set apart": "<p>A: نطاق 1 (1); ثان: none.",
    "a name from the left": "<p dir=rtl>هدنة: <bdi>Smith & Co. (1)</bdi>، 2.",
    "an attribute": "<p dir=rtl>هدنة <i dir=ltr>(a) ب</i> 1.",
    "over a break": "<p dir=rtl>هدنة <bdi dir=ltr>a (ب).<br>(ج) d.</bdi> 1.",
    "a list": "<ol dir=rtl><li>هدنة <b>أولى</b>.<li>ثانية</ol>",
    "a table": "<table dir=rtl><tr><td>אחד (1)<td><b>שתיים</b> [2]<td>three (3)</table>",
}


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """The lines of each of these as they look from the left, drawn in one file."""
    content = draw("".join(f"<section>{body}</section>" for body in SAID.values()))
    return dict(zip(SAID, map(lines, pages(content)), strict=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("auto", [looks("هدنة", "1", "."), looks("1", ".הסכם ב׳."), f"Yes:{looks('هدنة', '1')}."]),
        ("no letter", ["12(3)."]),
        ("auto is not of what is set apart", [looks("Abc", "Def", "هدنة.")]),
        ("set apart", ["A:" + looks("نطاق", "1") + "(1);" + looks("ثان") + ":none."]),
        ("not set apart", ["A:" + looks("نطاق", "1", "(", "1", ")", ";ثان") + ":none."]),
        ("a name from the left", [looks("هدنة", ":", "Smith & Co. (1)", "،", "2", ".")]),
        ("an attribute", [looks("هدنة", "(a)ب", "1", ".")]),
        ("over a break", [looks("هدنة", "a(ب)."), looks("(ج)d.", "1", ".")]),
        ("a list", [looks("1", ".", "هدنة أولى."), looks("2", ".", "ثانية")]),
        ("a table", [looks("אחד(", "1", ")שתיים[", "2", "]", "three (3)")]),
    ],
)
def test_a_line_looks_as_html_has_it(said: dict[str, list[str]], name: str, expected: list[str]):
    assert said[name] == expected


# What is drawn around words

DECORATED = (
    "<p dir=rtl>هدنة <a href='https://a.example/'>رابط 12</a> ثم "
    "<a href='https://b.example/'>نص abc</a> def <u>تحته</u>.<p>An <a href='https://c.example/'>"
    "اسم</a>, <a href='https://d.example/'>ثان 3</a>: end."
)


@pytest.fixture(scope="module")
def decorated() -> pdfplumber.page.Page:
    return next(pages(draw(DECORATED)))


def test_a_link_lies_on_its_own_words(decorated: pdfplumber.page.Page):
    lying: dict[str, str] = {}
    for link in decorated.hyperlinks:
        middle = [one for one in decorated.chars if link["x0"] < _middle(one) < link["x1"]]
        on_it = [one for one in middle if link["top"] - 1 < one["top"] < link["bottom"] + 1]
        signs = "".join(one["text"] for one in sorted(on_it, key=_middle))
        lying[link["uri"]] = signs.replace(" ", "") + lying.get(link["uri"], "")
    assert lying == {
        "https://a.example/": looks("رابط", "12"),
        # A link whose words stand apart lies on each part of them.
        "https://b.example/": "abc" + looks("نص"),
        "https://c.example/": looks("اسم"),
        "https://d.example/": looks("ثان", "3"),
    }


def _middle(sign: dict[str, float]) -> float:
    return (sign["x0"] + sign["x1"]) / 2


def test_a_line_ends_at_the_margins_whatever_its_last_word_is():
    body = f"<p dir=rtl>{f'<b>{ARABIC}</b> abc <i>{HEBREW}</i> '.strip() * 4}"
    page = next(pages(draw(body, style="p { text-align: justify }")))
    ends: dict[int, list[float]] = {}
    for sign in page.chars:
        if sign["text"].strip() and not combining(sign["text"]):
            ends.setdefault(round(sign["bottom"]), []).extend((sign["x0"], sign["x1"]))
    assert len(ends) > 5
    for line in ends.values():
        assert abs(max(line) - (page.width - MARGIN)) < 1
    for line in list(ends.values())[:-1]:
        assert abs(min(line) - MARGIN) < 1


def test_letters_from_right_to_left_are_never_slanted():
    page = next(pages(draw("<p dir=rtl><em>هدنة</em> <em>word</em> <em>הסכם</em>")))
    slanted = {one["text"] for one in page.chars if "Oblique" in one["fontname"]}
    assert slanted >= set("word")
    assert not slanted & set("هدنةהסכם")


def test_brackets_are_read_as_what_they_are_in_either_direction():
    """A bracket is one glyph in both, and means the other sign."""
    page = next(pages(draw("<p dir=rtl>هدنة (س) [ع].<p>Names (a) [b] <bdi>(ب)</bdi>.")))
    assert lines(page) == [looks("هدنة (س) [ع]."), "Names(a)[b]" + looks("(ب)") + "."]


def test_a_file_in_one_direction_takes_no_step_of_these(tmp_path, monkeypatch):
    """The process that draws it does not even find the modules."""
    words = (
        "<p dir=auto>An agreement (1) of <bdi>Škoda</bdi>, Київ, 12–15 %.<ul><li><b>Yes</b></ul>"
    )
    usual = draw(words)
    alone = tmp_path / "worker.py"
    alone.write_text(Path(pdf_worker.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(pdf_process, "_WORKER", alone)
    assert draw(words) == usual
    with pytest.raises(pdf.Failed):
        draw(f"<p>{ARABIC}")


# Where lines begin


def ends_of_lines(page: pdfplumber.page.Page) -> list[tuple[float, float]]:
    """Return how far each line is from the left margin and from the right one."""
    ends: dict[int, list[float]] = {}
    for sign in page.chars:
        if sign["text"].strip() and not combining(sign["text"]):
            ends.setdefault(round(sign["bottom"]), []).extend((sign["x0"], sign["x1"]))
    lefts = ((min(line) - MARGIN, page.width - MARGIN - max(line)) for line in ends.values())
    return [(round(left), round(right)) for left, right in lefts]


def test_heads_and_names_begin_where_the_page_does_and_prose_where_its_own_lines_do():
    (page,) = pages(
        draw(
            "<h1 dir=auto>هدنة</h1><p dir=auto>הסכם</p><table><tr><td dir=auto>ب</table>"
            "<div class=prose><p dir=auto>هدنة</p></div><blockquote dir=auto>ب</blockquote>",
            style="h1, blockquote { margin: 0 } td { padding: 0 } table { border-spacing: 0 }",
        )
    )
    sides = ends_of_lines(page)
    assert [left < 2 for left, _right in sides] == [True, True, True, False, False]
    assert [right < 2 for _left, right in sides] == [False, False, False, True, True]


def test_what_floats_in_a_line_from_the_right_stays_at_its_margin():
    (page,) = pages(draw("<p dir=rtl>هدنة <span style='float: left'>abc</span></p>"))
    ((left, right),) = ends_of_lines(page)
    assert (left, right) == (0, 0)
    assert lines(page) == [looks("هدنة", "abc")]


def test_a_word_is_broken_only_where_it_begins_a_line_and_is_too_long_for_it():
    words = "<span>هدنة لمدة ستين يومًا يضمنها الرئيس إلى جانب <b>Lakeshore</b> Harbour</span>"
    long = "x" * 90
    body = "".join(f"<p dir=rtl style='width: {width}mm'>{words}" for width in range(40, 80))
    style = "p { overflow-wrap: break-word; margin-bottom: 4mm }"
    drawn = pages(draw(f"{body}<p dir=rtl>{long} ب", style=style))
    found = [line for page in drawn for line in lines(page)]
    whole = [line for line in found if "x" not in line]
    assert sum(line.count("Lakeshore") for line in whole) == 40
    assert sum(line.count("Harbour") for line in whole) == 40
    assert sum(line.count("x") for line in found) == 90
    assert max(line.count("x") for line in found) < 60


# The sheet in a language from the right

LAKE_SHEET = "lake-2031"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def mirrored_sheet(stored: None, db: None) -> list[pdfplumber.page.Page]:
    """The pages of a sheet whose interface is in Hebrew letters."""
    with site_from_the_right(InHebrewLetters()), override(CODE):
        matrix = compare(catalogue(LAKE_SHEET), Selection(whole=True))
        return list(
            pages(pdf_process.draw(pdf.sheet(ExportBundle(matrix, "https://x.example", now()))))
        )


@pytest.mark.django_db
def test_a_sheet_from_the_right_is_read_from_the_right(mirrored_sheet: list[pdfplumber.page.Page]):
    first, *others = mirrored_sheet
    margin = 12 * 72 / 25.4
    for page in mirrored_sheet:
        signs = [one for one in page.chars if one["text"].strip()]
        assert min(one["x0"] for one in signs) > margin - 4, page.page_number
        assert max(one["x1"] for one in signs) < page.width - margin + 4, page.page_number
        foot = [one for one in signs if one["top"] > page.height - 16 * 72 / 25.4]
        assert any(one["x0"] < margin + 4 for one in foot)
        assert any(one["x1"] > page.width - margin - 4 for one in foot)
    # The head of the table: the first document stands at the right.
    words = others[0].extract_words()
    one, other = (
        next(word for word in words if word["text"] == name) for name in ("Λιμναία's", "Harbour")
    )
    assert one["x0"] > other["x0"]
    heading = next(word for word in first.extract_words() if word["text"] == "Talks")
    assert heading["x0"] > first.width / 2
    # The numbers of a scale run from the left all the same.
    places = {word["text"]: word["x0"] for word in words}
    assert places["25"] < places["35"] < places["35.5"]
