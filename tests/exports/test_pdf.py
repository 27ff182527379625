"""The PDF file: read back as a machine would, and refused with words where there is none."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pdfplumber
import pypdf
import pytest
from django.core.checks import WARNING
from django.utils.timezone import now
from pypdf.generic import Destination

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import pdf, pdf_process, pdf_slots, pdf_worker
from proposals.exports.paper.pdf_check import check_libraries
from proposals.exports.paper.pdf_process import draw
from proposals.exports.paper.sheet import ClauseOption, Notes, Paper, SheetOptions, Turn
from proposals.models import Clause, PdfJob
from proposals.models.publication_guard import unguarded
from tests.support.drawings import Drawn, fetched
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.pango]

HOME = "https://parley.example.org"
ADDRESS = "/lake-2031/export/comparison.pdf"
MILLIMETRE = 72 / 25.4
MARGIN = 10 * MILLIMETRE
"""A little less than the margin of the pages, for strokes that stand out of their letters."""
HOSTILE = (
    "They read [the file](file:///etc/passwd) and [this](javascript:alert(1)). "
    "![shown](file:///etc/hostname) <img src='https://evil.example/p.png'> "
    "![more](https://evil.example/q.png)"
)
MOMENT = re.compile(r"\d\d:\d\d(:\d\d(\.\d+)?)?")
"""What two sheets of the same content tell differently."""
OTHERWISE = SheetOptions(Paper.LETTER, Turn.LANDSCAPE, Notes.SHORT, ClauseOption.ANSWERS, grey=True)

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


@pytest.fixture(scope="module")
def files(stored: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The whole comparison on two papers, drawn once; one of its clauses is hostile."""
    with django_db_blocker.unblock(), unguarded():
        clause = Clause.objects.get(version__key="handed-over", key="1")
        kept = clause.text
        Clause.objects.filter(pk=clause.pk).update(text=HOSTILE)
        made = {
            "usual": draw(pdf.sheet(bundle())),
            "otherwise": draw(pdf.sheet(bundle(), OTHERWISE)),
        }
        Clause.objects.filter(pk=clause.pk).update(text=kept)
    return made


def bundle() -> ExportBundle:
    return ExportBundle(compare(catalogue("lake-2031"), Selection(whole=True)), HOME, now())


@pytest.fixture
def usual(files: dict[str, bytes]) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(files["usual"]))


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """A page of a file as it is read back: its size in points, its text and its words."""

    number: int
    width: float
    height: float
    text: str
    head: str
    words: list[dict[str, Any]]


def read(page: pdfplumber.page.Page) -> ReadPage:
    """Read a page; its head is what stands in its first thirty millimetres."""
    head = page.crop((0, 0, page.width, 30 * MILLIMETRE))
    return ReadPage(
        number=page.page_number,
        width=page.width,
        height=page.height,
        text=page.extract_text(),
        head=head.extract_text(),
        words=page.extract_words(),
    )


@pytest.fixture(scope="module")
def read_files(files: dict[str, bytes]) -> dict[str, list[ReadPage]]:
    """The pages of each file, read once."""
    return {name: [read(page) for page in _pages(content)] for name, content in files.items()}


def _pages(content: bytes) -> Iterator[pdfplumber.page.Page]:
    with pdfplumber.open(io.BytesIO(content)) as file:
        yield from file.pages


@pytest.fixture(params=["usual", "otherwise"])
def either(read_files: dict[str, list[ReadPage]], request: pytest.FixtureRequest) -> list[ReadPage]:
    """The pages of the file on one of the two papers."""
    return read_files[request.param]


def squeezed(text: str) -> str:
    """Text without spaces: lines may break anywhere."""
    return re.sub(r"\s+", "", text)


def annotations(reader: pypdf.PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for one in page.get("/Annots", ()):
            yield one.get_object()


def addresses(reader: pypdf.PdfReader) -> set[str]:
    """Every address outside the file that a link of it leads to."""
    actions = (one.get("/A", {}) for one in annotations(reader))
    return {str(action["/URI"]) for action in actions if "/URI" in action}


def outline(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Destination):
            yield str(entry.title)
        else:
            yield from outline(entry)


# What stands in the file


def test_it_is_tagged_and_says_its_title_and_its_language(usual: pypdf.PdfReader):
    root = usual.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert usual.metadata is not None
    assert usual.metadata.title == bundle().title
    assert not usual.metadata.author


def test_its_bookmarks_are_the_headings_theme_by_theme(usual: pypdf.PdfReader):
    found = list(outline(usual.outline))
    themes = [group.theme.name for group in bundle().matrix.themes]
    places = [found.index(name) for name in themes]
    assert all(first < second for first, second in pairwise(places))
    assert bundle().negotiation.name in found[0]


def test_its_links_lead_outside_with_a_host_and_inside_to_a_place(usual: pypdf.PdfReader):
    outside = addresses(usual)
    assert {item["url"] for item in bundle().record["articles"]} - {""} <= outside
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in outside)
    inside = [str(one["/Dest"]) for one in annotations(usual) if "/Dest" in one]
    assert inside
    assert set(inside) <= set(usual.named_destinations)


def test_every_selected_row_is_present_once(either: list[ReadPage]):
    text = squeezed("".join(page.text for page in either))
    assert bundle().matrix.rows
    for row in bundle().matrix.rows:
        assert text.count(squeezed(row.question.text)) == 1, row.question.text


def test_a_page_that_goes_on_with_rows_begins_with_the_head_of_their_table(
    either: list[ReadPage],
):
    matrix = bundle().matrix
    questions = {squeezed(row.question.text) for row in matrix.rows}
    themes = {squeezed(group.theme.name) for group in matrix.themes}
    latin = squeezed(matrix.documents[-1].name)
    heads = [page.head for page in either[1:] if _holds(page.text, questions)]
    assert heads
    assert all(_holds(head, themes) and _holds(head, {latin}) for head in heads)


def _holds(page: str, texts: set[str]) -> bool:
    words = squeezed(page).casefold()
    return any(text.casefold() in words for text in texts)


def test_no_page_is_blank_and_no_text_stands_outside_the_margins(either: list[ReadPage]):
    assert len(either) > 1
    for page in either:
        assert len(page.words) > 12, page.number
        assert min(word["x0"] for word in page.words) >= MARGIN
        assert max(word["x1"] for word in page.words) <= page.width - MARGIN
        assert min(word["top"] for word in page.words) >= MARGIN
        assert max(word["bottom"] for word in page.words) <= page.height - 5 * MILLIMETRE


def test_every_page_counts_itself_and_carries_the_hash(usual: pypdf.PdfReader):
    count = len(usual.pages)
    assert count > 1
    for number, page in enumerate(usual.pages, 1):
        text = squeezed(page.extract_text())
        assert f"page{number}of{count}" in text
        assert re.search(r"([0-9a-f]{4}){4}", text)


def test_the_paper_is_the_one_that_was_asked_for(files: dict[str, bytes]):
    sizes = {}
    for name, content in files.items():
        box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
        sizes[name] = (round(box.width / MILLIMETRE), round(box.height / MILLIMETRE))
    assert sizes == {"usual": (210, 297), "otherwise": (279, 216)}


def test_a_hostile_clause_brings_nothing_into_the_file(files: dict[str, bytes]):
    reader = pypdf.PdfReader(io.BytesIO(files["usual"]))
    assert not any(page.images for page in reader.pages)
    assert not [one for one in addresses(reader) if "evil.example" in one or "passwd" in one]
    text = "".join(page.extract_text() for page in reader.pages)
    assert "root:x:0" not in text
    assert squeezed("They read the file and this") in squeezed(text)


# The address


def test_the_address_gives_the_file_on_the_paper_that_it_names(client):
    sheets = []
    drawing = lambda sheet: sheets.append(json.loads(sheet)) or Drawn()  # noqa: E731
    query = "paper=letter&turn=landscape&notes=short&clauses=answers&grey=1"
    answer = fetched(client, f"{ADDRESS}?{query}", drawing)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert 'attachment; filename="lake-2031_' in answer["Content-Disposition"]
    (sheet,) = sheets
    assert "size: letter landscape" in sheet["style"]
    asked = json.loads(pdf.sheet(bundle(), OTHERWISE))
    assert MOMENT.sub("", sheet["html"].replace("http://testserver", HOME)) == MOMENT.sub(
        "", asked["html"]
    )


def test_asking_for_the_head_alone_asks_for_no_drawing(client):
    answer = client.head(ADDRESS)
    assert answer.status_code == 503  # as GET would be answered: nothing draws in these tests
    assert not PdfJob.objects.exists()


@pytest.mark.parametrize("query", ["paper=a3", "verdict=maybe", "colour=red"])
def test_what_is_not_understood_is_refused(client, query: str):
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400
    assert "A file cannot ask back" in answer.content.decode()


def test_too_many_rows_are_told_before_anything_is_drawn(client, settings):
    settings.PDF_CELLS = 10
    answer = client.get(f"{ADDRESS}?paper=letter")
    assert not PdfJob.objects.exists()
    page = answer.content.decode()
    assert answer.status_code == 413
    assert f"has {pdf.cells_of(bundle())} answers" in page
    assert "holds at most 10." in page
    assert "/lake-2031/print/?" in page
    narrower = re.findall(r'href="([^"]*theme=[^"]*)"', page)
    assert narrower
    assert all("paper=letter" in address for address in narrower)


def test_a_sheet_that_is_too_long_is_told_before_it_is_drawn(client, settings):
    settings.PDF_KILOBYTES = 3
    answer = fetched(client, ADDRESS, lambda _sheet: pytest.fail("it was drawn"))
    assert answer.status_code == 413
    assert "is made of at most 3." in answer.content.decode()
    assert "clauses=answers" in answer.content.decode()


def test_without_the_libraries_the_address_names_their_packages(client, without_libraries):
    answer = client.get(ADDRESS)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in page
    assert "/lake-2031/print/?" in page


def test_without_the_libraries_the_check_says_so_and_finds_no_fault(without_libraries):
    (message,) = check_libraries()
    assert "libpango-1.0-0" in str(message.hint)
    assert message.level < WARNING


def test_with_the_libraries_the_check_is_silent():
    assert check_libraries() == []


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pdf, "_loads", lambda name: False)
    pdf.available.cache_clear()
    yield
    pdf.available.cache_clear()


def test_when_all_slots_are_taken_a_command_is_told_so(settings, monkeypatch):
    settings.PDF_AT_ONCE = 1
    monkeypatch.setattr(pdf_slots, "PATIENCE", 0.0)
    with pdf_slots.slot(1), pytest.raises(pdf.Busy, match="Try again in a minute"):
        draw(job("<p>"))


def test_a_slot_is_free_again_after_its_use():
    with pdf_slots.slot(2, 0) as first, pdf_slots.slot(2, 0) as second:
        assert {first, second} == {0, 1}
        with pytest.raises(pdf_slots.NoSlot), pdf_slots.slot(2, 0):
            pass
    with pdf_slots.slot(1, 0) as again:
        assert again == 0


def test_a_drawing_that_fails_is_told_with_smaller_selections_to_try(client):
    answer = fetched(client, ADDRESS, lambda _sheet: Drawn(pdf.stalled()))
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "stood still" in page
    assert "/lake-2031/print/?" in page
    assert "/lake-2031/export/comparison.html?" in page
    assert "theme=" in page


# The bounds of the drawing

LONG = "<table>" + "<tr><td>a word</td><td>another</td></tr>" * 20_000 + "</table>"


def job(html: str, *, seconds: int = 20, megabytes: int = 1024, style: str = "") -> bytes:
    bounds = {"seconds": seconds, "megabytes": megabytes}
    return json.dumps({"html": html, "style": style, "address": HOME, **bounds}).encode()


def test_a_drawing_that_computes_for_too_long_without_a_step_is_stopped():
    with pytest.raises(pdf.Failed):
        draw(job(LONG, seconds=1))


STEPS = """
import os, sys, time
progress = int(sys.argv[1])
for page in range(1, 5):
    time.sleep(0.6)
    os.write(progress, b"laid %d\\n" % page)
if WAITS:
    time.sleep(600)
sys.stdout.write("%PDF-done")
"""


def test_a_drawing_that_stands_still_by_the_clock_is_stopped(settings, monkeypatch, tmp_path):
    settings.PDF_SECONDS = 1
    still = tmp_path / "worker.py"
    still.write_text(STEPS.replace("WAITS", "True"))
    monkeypatch.setattr(pdf_process, "_WORKER", still)
    monkeypatch.setattr(pdf_process, "STILL", 1)
    with pytest.raises(pdf.Stalled, match="stood still"):
        draw(job("<p>"))


def test_a_drawing_that_gets_on_may_take_longer_than_that(settings, monkeypatch, tmp_path):
    settings.PDF_SECONDS = 2
    slow = tmp_path / "worker.py"
    slow.write_text(STEPS.replace("WAITS", "False"))
    monkeypatch.setattr(pdf_process, "_WORKER", slow)
    monkeypatch.setattr(pdf_process, "STILL", 1)
    assert draw(job("<p>")) == b"%PDF-done"


def test_the_bound_of_computing_moves_along_with_the_pages():
    pages = "".join(f"<h1>{number}</h1>" + "<p>a word</p>" * 400 for number in range(60))
    drawing = pdf_process.Drawing(job(pages, style="h1 { break-before: page }"))
    while not drawing.has_ended(1.0):
        pass
    assert drawing.result().startswith(b"%PDF-")
    assert drawing.pages == drawing.written >= 60


def test_a_drawing_that_is_killed_from_outside_may_be_tried_again(monkeypatch, tmp_path):
    killed = tmp_path / "worker.py"
    killed.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(pdf_process, "_WORKER", killed)
    with pytest.raises(pdf.Killed):
        draw(job("<p>"))


def test_a_drawing_ends_when_nobody_reads_how_far_it_is():
    source, other = os.pipe()
    os.close(source)
    command = [sys.executable, "-P", pdf_worker.__file__, str(other)]
    text = job(NOTES).decode()
    done = subprocess.run(command, input=text, text=True, pass_fds=[other], capture_output=True)
    os.close(other)
    assert done.returncode == pdf_worker.NOBODY_THERE
    assert done.stdout == ""


def test_a_drawing_that_needs_too_much_memory_is_stopped():
    with pytest.raises(pdf.Failed):
        draw(job("<p>" + "word" * 15_000_000, megabytes=160))


def test_a_drawing_that_finds_no_library_says_so(monkeypatch, tmp_path):
    broken = tmp_path / "worker.py"
    broken.write_text(f"raise SystemExit({pdf_worker.NO_LIBRARIES})")
    monkeypatch.setattr(pdf_process, "_WORKER", broken)
    with pytest.raises(pdf.NoLibraries, match="libpango"):
        draw(job("<p>"))


def test_the_drawing_knows_nothing_secret_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "zqx")
    spy = tmp_path / "worker.py"
    spy.write_text("import os, sys; sys.stdout.write('%PDF-' + ' '.join(os.environ))")
    monkeypatch.setattr(pdf_process, "_WORKER", spy)
    assert b"SECRET_KEY" not in draw(job("<p>"))


def test_words_in_a_figure_are_set_as_words_in_any_script():
    words = "إمارة الوادي"
    html = f"<p>{words}</p><svg width='300' height='30'><text x='9' y='20'>{words}</text></svg>"
    page = pypdf.PdfReader(io.BytesIO(draw(job(html)))).pages[0]
    first, second = page.extract_text().splitlines()
    assert first == second


NOTES = "".join(
    f"<li id='n{number}'><p><b>{number}</b> a source of several words</p><div lang='en'>What it "
    f"<q lang='uk'>says</q> of <a href='#n{number // 2}'>a clause</a>, at length.</div></li>"
    for number in range(400)
)
IN_COLUMNS = "ol { columns: 2; column-fill: auto; font-size: 8pt } @page { size: A5 }"


def test_what_is_worked_out_once_comes_out_as_if_worked_out_each_time(monkeypatch, tmp_path):
    notes = job(f"<html lang='en'><h1>Notes</h1><ol>{NOTES}</ol>", style=IN_COLUMNS)
    once = draw(notes)
    source = Path(pdf_worker.__file__).read_text(encoding="utf-8")
    for call in ("break_lines_once()", "lay_out_columns_once()"):
        assert source.count(f"    {call}\n") == 1
        source = source.replace(f"    {call}\n", "")
    each_time = tmp_path / "worker.py"
    each_time.write_text(source, encoding="utf-8")
    monkeypatch.setattr(pdf_process, "_WORKER", each_time)
    assert draw(notes) == once
    assert len(pypdf.PdfReader(io.BytesIO(once)).pages) > 3


def test_a_language_is_dropped_only_within_the_same_language():
    tree = fromstring(
        '<a lang="en"><b lang="en"><i lang="en"/></b><q lang="uk"><b lang="en"/></q></a>'
    )
    pdf_worker.share_styles(tree)
    assert [element.get("lang") for element in tree.iter()] == ["en", None, None, "uk", "en"]


def test_the_name_of_a_block_goes_to_what_it_begins_with():
    tree = fromstring(
        '<ol><li id="a"><p><b/></p></li><li id="b">word <b/></li><li id="c"><b id="d"/></li></ol>'
    )
    pdf_worker.share_styles(tree)
    names = [(element.tag, element.get("id")) for element in tree.iter() if "id" in element.attrib]
    assert names == [("b", "a"), ("li", "b"), ("li", "c"), ("b", "d")]


def test_the_drawing_fetches_nothing_whatever_the_sheet_asks_for(tmp_path):
    (tmp_path / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>found</text></svg>'
    )
    place = (tmp_path / "dot.svg").as_uri()
    html = f"<p>Here <img src='{place}' alt='none'><object data='{place}'></object>"
    style = f"@import url({place}); p {{ background: url({place}) }}"
    reader = pypdf.PdfReader(io.BytesIO(draw(job(html, style=style))))
    assert not reader.pages[0].images
    assert "found" not in reader.pages[0].extract_text()
    assert "Here" in reader.pages[0].extract_text()
