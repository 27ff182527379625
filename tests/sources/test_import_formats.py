"""Tables of articles as other programs write them, and what is asked about their cells."""

import contextlib
import datetime
import json
import time
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.article_import import Status, plan, read_table
from sources.article_import.latex_text import read_latex
from sources.article_import.questions import open_questions
from sources.encodings import utf8_text
from sources.models import Article

pytestmark = pytest.mark.django_db

IMPORT = "/admin/sources/article/import/"


def row_of(text: str):
    (row,) = plan(read_table(text)).rows
    return row


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


EXPECTED = {
    "headline": "Talks end in Zenda",
    "outlet": "The Gazette",
    "published": "2025-06-02",
    "url": "https://gazette.example/1?a=1&b=2",
    "accessed": "2025-06-03",
    "language": "en-US",
}


def values_of(row) -> dict[str, str]:
    return {name: str(row.values.get(name, "")) for name in EXPECTED}


# Excel


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_the_line_in_which_excel_names_the_separator_is_no_head(gazette, line, line_end):
    lines = [line, "outlet;headline", "gazette;Talks, again, end, in, Zenda"]
    row = row_of(line_end.join(lines))
    assert (row.status, row.number) == (Status.NEW, 2)
    assert row.headline == "Talks, again, end, in, Zenda"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_that_excel_names_is_taken(gazette, sign):
    assert row_of(f"sep={sign}\noutlet{sign}headline\ngazette{sign}Talks").status is Status.NEW


# Zotero

ZOTERO_HEAD = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","Url",'
    '"Abstract Note","Date","Date Added","Access Date","Publisher","Language","Archive","Notes"'
)
ZOTERO_ROW = (
    '"QW3RT8YZ","newspaperArticle","2025","Smith, Jo","Talks <i>end</i> in Zenda","The Gazette",'
    '"","https://gazette.example/1?a=1&b=2","A long abstract","2025-06-02","2025-06-03 09:00:00",'
    '"2025-06-03 08:59:01","A House","en-US","Box 7","<p>Mine</p>"'
)


def test_csv_as_zotero_writes_it_is_read(gazette):
    row = row_of(f"\ufeff{ZOTERO_HEAD}\n{ZOTERO_ROW}\n")
    assert row.status is Status.NEW, row.reasons
    assert values_of(row) == EXPECTED
    assert row.article.key == "A1"
    assert "note" not in row.values
    assert "text" not in row.values


def test_columns_of_zotero_that_are_not_read_are_named_if_they_hold_something():
    ignored = read_table(f"{ZOTERO_HEAD}\n{ZOTERO_ROW}\n").ignored
    assert "Zotero: key" in ignored
    assert "Zotero: abstract_note" in ignored
    assert not any("isbn" in name for name in ignored)


def test_a_publisher_stands_for_a_publication_that_zotero_does_not_name(gazette):
    text = ZOTERO_ROW.replace('"The Gazette"', '""').replace("A House", "The Gazette")
    assert row_of(f"{ZOTERO_HEAD}\n{text}\n").article.outlet == gazette


def test_a_table_of_zotero_that_was_made_shorter_is_read(gazette):
    head = "Key,Title,Publication Title,Url,Date,Access Date,Note"
    row = row_of(f"{head}\nB7,Talks,gazette,https://gazette.example/1,2025-06-02,2025-06-03,Mine")
    assert (row.article.key, row.article.note) == ("B7", "Mine")
    assert row.values["accessed"] == datetime.date(2025, 6, 3)


CSL = {
    "id": "http://zotero.org/users/1/items/QW3RT8YZ",
    "type": "article-newspaper",
    "abstract": "A long abstract",
    "container-title": "The Gazette",
    "language": "en-US",
    "title": "Talks <i>end</i> in Zenda",
    "URL": "https://gazette.example/1?a=1&b=2",
    "author": [{"family": "Smith", "given": "Jo"}],
    "accessed": {"date-parts": [["2025", 6, 3]]},
    "issued": {"date-parts": [["2025", 6, 2]]},
}


@pytest.mark.parametrize("wrapped", [False, True])
def test_csl_json_as_zotero_writes_it_is_read(gazette, wrapped):
    row = row_of(json.dumps({"items": [CSL]} if wrapped else [CSL]))
    assert row.status is Status.NEW, row.reasons
    assert values_of(row) == EXPECTED
    assert row.article.key == "A1"


def test_names_of_csl_that_are_not_read_are_named():
    assert "CSL: abstract" in read_table(json.dumps([CSL])).ignored


@pytest.mark.parametrize(
    ("issued", "reason"),
    [
        ({"date-parts": [[2025, 6]]}, "“2025-06” names no day"),
        ({"date-parts": [["2025"]]}, "“2025” names no day"),
        ({"date-parts": [[2025, 6, 2], [2025, 6, 5]]}, "is no date"),
        ({"literal": "spring"}, "“spring” is no date"),
        ({"date-parts": [[2025, 13, 2]]}, "is no date"),
        ({"date-parts": "x"}, "is no date"),
    ],
)
def test_a_date_of_csl_that_is_no_day_is_asked_about_or_refused(gazette, issued, reason):
    row = row_of(json.dumps([{**CSL, "issued": issued}]))
    assert row.status is Status.REFUSED
    assert reason in row.reasons[0]


RIS = """TY  - NEWS
TI  - Talks end
  in Zenda
AU  - Smith, Jo
T2  - The Gazette
AB  - A long abstract
DA  - 2025/06/02/
PY  - 2025
UR  - https://gazette.example/1?a=1&b=2
Y2  - 2025/06/03/08:59:01
LA  - en-US
ER  -
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_ris_as_zotero_writes_it_is_read(gazette, line_end):
    row = row_of(RIS.replace("\n", line_end) + line_end)
    assert row.status is Status.NEW, row.reasons
    assert values_of(row) == EXPECTED


def test_entries_of_ris_are_counted(gazette):
    second = RIS.replace("?a=1&b=2", "?a=2").replace("2025/06/02/", "2025/06//")
    rows = plan(read_table(f"{RIS}\n{second}")).rows
    assert [row.number for row in rows] == [1, 2]
    assert "“2025/06//” names no day" in rows[1].reasons[0]
    assert "RIS: AB" in read_table(RIS).ignored


BIBTEX = r"""
@article{smith_talks_2025,
	title = {Talks end in {Zenda}},
	url = {https://gazette.example/1?a=1\&b=2},
	abstract = {A long, "quoted" abstract \{with braces\}},
	language = {en-US},
	urldate = {2025-06-03},
	journal = {The Gazette},
	author = {Smith, Jo},
	month = jun,
	year = {2025},
}
"""
BIBLATEX = BIBTEX.replace("\tmonth = jun,\n\tyear = {2025},\n", "\tdate = {2025-06-02},\n")


def test_biblatex_as_zotero_writes_it_is_read(gazette):
    row = row_of(BIBLATEX)
    assert row.status is Status.NEW, row.reasons
    assert values_of(row) == EXPECTED


def test_bibtex_of_zotero_names_no_day_which_is_asked_about(gazette):
    row = row_of(BIBTEX)
    assert row.status is Status.REFUSED
    assert row.reasons == (
        "published: “2025-06” names no day: write the whole day, or leave it out.",
    )


def test_strings_comments_and_joined_values_of_bibtex_are_read(gazette):
    text = (
        '% mine\n@comment{none {of} it}\n@string(g = "x")\n@online(a, title = "Talks " # {end}, '
        'journaltitle="gazette", year=2025, month=6, day=2, langid=english)'
    )
    row = row_of(text)
    assert row.headline == "Talks end"
    assert (str(row.values["published"]), row.values["language"]) == ("2025-06-02", "en")


@pytest.mark.parametrize(
    "text",
    ["@article{a, title = {open", "@article{a, title = }", "@article{a b c}", "@article{\n" * 9],
)
def test_bibtex_that_breaks_its_grammar_is_refused_with_the_line(text):
    with pytest.raises(ValidationError, match=r"line [12]\b"):
        read_table(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Caf{\'e} \'{e} \'e \v{c}\c{c} {\"U}ber Stra{\ss}e", "Café é é čç Über Straße"),
        (r"A \& B 5\% \$5 \#1 a\_b", "A & B 5% $5 #1 a_b"),
        (r"``Talks'' end---or 5--6", "“Talks” end—or 5–6"),
        (r"{\textquotedblleft}Talks{\textquotedblright} \emph{end}", "“Talks” end"),
        (r"Na\"{\i}ve {\L}\'od\'z", "Naïve Łódź"),
        ("Перемовини завершилися", "Перемовини завершилися"),
        (r"back\textbackslash{}slash \textasciitilde{}", "back\\slash ~"),
    ],
)
def test_latex_is_read(written, read):
    plain, unread = read_latex(written)
    assert unread == []
    assert unicodedata.normalize("NFC", plain) == unicodedata.normalize("NFC", read)


def test_latex_that_is_not_known_is_named(gazette):
    row = row_of(BIBLATEX.replace("Talks end", r"Talks \frobnicate{end}"))
    assert "“\\frobnicate” is LaTeX that cannot be read" in row.reasons[0]


# Addresses and bytes


@pytest.mark.parametrize("sign", ["&amp;", "&amp;amp;", "&#38;", "&AMP;"])
def test_an_escaped_ampersand_in_an_address_is_the_sign(gazette, sign):
    row = row_of(f"outlet,headline,url\ngazette,x,https://gazette.example/1?a=1{sign}copy=2")
    assert row.values["url"] == "https://gazette.example/1?a=1&copy=2"
    assert row.url == row.values["url"]


def test_other_escapes_stay_as_they_are(gazette):
    row = row_of("outlet,headline,url\ngazette,x,https://gazette.example/1?a=1&copy=2")
    assert row.values["url"] == "https://gazette.example/1?a=1&copy=2"


def test_a_bad_byte_names_its_line_and_what_stands_before():
    content = "outlet,headline\ngazette,Перемовини\ngazette,Тал".encode() + b"\x93ks\n"
    with pytest.raises(ValidationError) as refused:
        utf8_text(content)
    assert "line 3 has the byte 0x93 after “gazette,Тал”" in refused.value.messages[0]


def test_what_a_cell_declares_is_not_the_encoding_of_the_table():
    content = b'<meta charset="cp1251">,headline\n' + "Ж".encode()
    assert utf8_text(content).endswith("Ж")


def test_a_workbook_is_refused_as_no_text():
    with pytest.raises(ValidationError, match="no text file"):
        utf8_text(b"PK\x03\x04" + bytes(99))


def test_a_table_in_utf_16_with_its_mark_is_read():
    assert utf8_text("headline\nЖ".encode("utf-16")) == "headline\nЖ"
    with pytest.raises(ValidationError, match="UTF-16"):
        utf8_text("headline".encode("utf-16") + b"\x00")


def test_a_bad_byte_is_named_on_the_page(editor):
    content = "outlet,headline\ngazette,Тал".encode() + b"\xffks\n"
    shown = body(editor.post(IMPORT, {"file": SimpleUploadedFile("a.csv", content)}))
    assert "line 2 has the byte 0xFF" in shown


# What is asked about

ODD = [
    ({"published": "2099-06-02"}, "published", "2 June 2099 has not come yet"),
    ({"published": "1404-03-12"}, "published", "12 March 1404 is very long ago"),
    ({"accessed": "2099-06-02"}, "accessed", "has not come yet"),
    ({"language": "xx"}, "language", "“xx” begins with no language"),
    ({"language": "xx-Latn"}, "language", "no language"),
    ({"published": "2025-06-04", "accessed": "2025-06-03"}, "published", "after it was read"),
]


@pytest.mark.parametrize(("cells", "field", "question"), ODD)
def test_an_odd_value_is_asked_about_and_taken_when_the_row_says_that_it_is_right(
    gazette, cells, field, question
):
    entry = {"outlet": "gazette", "headline": "Talks", **cells}
    asked = row_of(json.dumps([entry]))
    assert asked.status is Status.REFUSED
    assert len(asked.reasons) == 1
    assert asked.reasons[0].startswith(f"{field}: ")
    assert question in asked.reasons[0]
    taken = row_of(json.dumps([{**entry, "sure": field}]))
    assert taken.status is Status.NEW
    assert {name: str(taken.values[name]) for name in cells} == cells


def test_days_that_no_article_can_have_stay_asked_about_and_one_may_be_left_out(gazette):
    entry = {"outlet": "gazette", "headline": "Talks", "accessed": "2025-06-01"}
    entry |= {"published": "2025-06-04", "sure": "published"}
    asked = row_of(json.dumps([entry]))
    assert asked.status is Status.REFUSED
    assert ["after it was read" in reason for reason in asked.reasons] == [True]
    day, language = open_questions({**entry, "language": "xx"})
    assert [choice.cell for choice in day.choices] == [""]
    assert [choice.cell for choice in language.choices] == [None, ""]


@pytest.mark.parametrize("tag", ["en", "uk", "zh-Hant", "ckb", "EN-gb", "ru", "he", "sr-Latn"])
def test_a_language_that_is_known_is_not_asked_about(gazette, tag):
    entry = {"outlet": "gazette", "headline": "Talks", "language": tag}
    assert row_of(json.dumps([entry])).status is Status.NEW


def test_a_month_is_stored_as_a_note_when_the_row_says_that_it_is_all(gazette):
    entry = {"outlet": "gazette", "headline": "Talks", "published": "2025-06", "sure": "published"}
    row = row_of(json.dumps([entry]))
    assert row.status is Status.NEW
    assert "published" not in row.values
    assert row.values["published_note"] == "Only “2025-06” is stated."


def test_figures_that_may_be_two_days_cannot_be_said_to_be_right(gazette):
    entry = {"outlet": "gazette", "headline": "x", "published": "06/02/2025", "sure": "published"}
    row = row_of(json.dumps([entry]))
    assert row.status is Status.REFUSED
    assert "may be 2 June 2025 or 6 February 2025" in row.reasons[0]


ROWS = (
    "outlet,headline,published,language\n"
    "gazette,One,06/02/2025,en\n"
    "gazette,Two,2025-06,en\n"
    "gazette,Three,2099-06-02,xx\n"
    "gazette,Four,2025-06-04,en\n"
)


def test_questions_are_answered_in_the_dry_run(editor, gazette):
    first = editor.post(IMPORT, {"rows": ROWS})
    shown = body(first)
    assert "4 questions" in shown
    assert "Row 2, published" in shown
    answers = {
        "answer-2-published": "0",
        "answer-3-published": "0",
        "answer-4-published": "0",
        "answer-4-language": "1",
    }
    second = editor.post(IMPORT, {"seen": first.context["seen"], "add": "on", **answers})
    assert "Your answers are taken" in body(second)
    assert not Article.objects.exists()
    assert second.context["questions"] == []
    editor.post(IMPORT, {"seen": second.context["seen"], "add": "on"})
    one, two, three, four = Article.objects.order_by("pk")
    assert one.published == datetime.date(2025, 6, 2)
    assert (two.published, two.published_note) == (None, "Only “2025-06” is stated.")
    assert (three.published, three.language) == (datetime.date(2099, 6, 2), "")
    assert four.published == datetime.date(2025, 6, 4)


def test_answers_may_be_given_one_after_the_other(editor, gazette):
    seen = editor.post(IMPORT, {"rows": ROWS}).context["seen"]
    for name in ("answer-4-published", "answer-4-language"):
        response = editor.post(IMPORT, {"seen": seen, name: "0", "answer": "yes"})
        seen = response.context["seen"]
    assert len(response.context["questions"]) == 2
    editor.post(IMPORT, {"seen": seen, "add": "on"})
    three = Article.objects.get(headline="Three")
    assert (three.published.year, three.language) == (2099, "xx")


def test_rows_that_are_asked_about_are_left_out_without_an_answer(editor, gazette):
    seen = editor.post(IMPORT, {"rows": ROWS}).context["seen"]
    editor.post(IMPORT, {"seen": seen, "add": "on"})
    assert [row.headline for row in Article.objects.all()] == ["Four"]


@pytest.mark.parametrize("given", ["7", "x", "-1", "²"])
def test_what_is_no_answer_answers_nothing(editor, gazette, given):
    seen = editor.post(IMPORT, {"rows": ROWS}).context["seen"]
    editor.post(IMPORT, {"seen": seen, "add": "on", "answer-2-published": given})
    assert [row.headline for row in Article.objects.all()] == ["Four"]


HEAVY = [
    "@article{a" + " " * 900_000,
    "@article{a, title = {" + "{" * 400_000,
    "@" * 900_000,
    "%" * 900_000,
    "TY  - NEWS\nTI  - x\n" + "more\n" * 180_000,
    "url\nhttps://gazette.example/1?a=1&" + "amp;" * 200_000,
    "url\nhttps://gazette.example/1?a=1" + "&amp;" * 180_000,
    "sep=;" + "x" * 900_000,
    "published,headline\n" + "1/" * 400_000 + ",x",
]


@pytest.mark.parametrize("text", HEAVY)
def test_a_table_that_is_made_to_be_slow_is_read_or_refused_at_once(text):
    began = time.process_time()
    with contextlib.suppress(ValidationError):
        plan(read_table(text))
    assert time.process_time() - began < 5


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(
        ["", "TY  - NEWS\n", "@article{a,", "[", '[{"issued": ', "sep=", "url\n"]
    ),
    rest=st.text(
        alphabet=st.sampled_from(list("{}[]()\\'\"=,:;-/@#% \n&0125aZé\u0301\0\u202e")), max_size=60
    ),
)
def test_any_text_gives_rows_or_words(start, rest):
    with contextlib.suppress(ValidationError):
        plan(read_table(start + rest))
