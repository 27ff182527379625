"""The address of a PDF file while it waits, is drawn, is ready, or cannot be had."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from config.gate import Gate
from proposals.exports.paper import pdf
from proposals.exports.pdf_queue.drawer import Drawer
from proposals.exports.pdf_queue.limits import LEFT, SILENT
from proposals.models import PdfDrawer, PdfJob, PdfJobState, Question
from tests.support.drawings import FILE, Drawn, Unfinished, draw_all, fetched
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

ADDRESS = "/lake-2031/export/comparison.pdf"
BRIEF = "/lake-2031/export/brief.pdf"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The talks at the lake, as they were loaded, where a PDF file can be asked for."""
    monkeypatch.setattr(pdf, "available", lambda: True)


@pytest.fixture
def drawer(db: None) -> str:
    """A process that gives signs, and draws nothing yet."""
    return PdfDrawer.objects.create(name="somewhere:1:beef", seen_at=now()).name


def words(answer) -> str:
    return text_of(parsed(answer.content.decode()))


def fresh_address(page: str) -> str:
    """Where a page leads that asks again without scripts."""
    (content,) = parsed(page).xpath("//noscript/meta[@http-equiv='refresh']/@content")
    return str(content).partition("url=")[2]


# Nothing is drawn by what answers


def test_what_answers_readers_imports_nothing_that_draws(root):
    program = (
        "import sys, config.wsgi\n"
        "from django.urls import get_resolver\n"
        "assert len(get_resolver().reverse_dict)\n"
        "drawing = ('pdf_process', 'pdf_worker', 'drawer', 'weasyprint')\n"
        "print([name for name in sys.modules if name.rpartition('.')[2] in drawing])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("address", [ADDRESS, BRIEF])
def test_asking_for_a_file_starts_no_process_and_holds_no_other_page(
    client, drawer, monkeypatch, address
):
    monkeypatch.setattr(subprocess, "Popen", lambda *_given, **_named: pytest.fail("it draws"))
    for paper in ("a4", "letter"):
        assert client.get(f"{address}?paper={paper}").status_code == 202
    assert set(PdfJob.objects.values_list("state", flat=True)) == {PdfJobState.WAITING}
    assert client.get("/").status_code == 200


# Programs


def test_a_program_is_told_where_and_when_to_ask_again_and_is_given_the_file_there(client, drawer):
    first = client.get(ADDRESS)
    assert first.status_code == 202
    assert first["Retry-After"] == "5"
    assert first["Cache-Control"] == "no-store"
    assert client.get(first["Location"]).status_code == 202
    draw_all(lambda _sheet: Drawn(b"%PDF-mine"))
    for address in (first["Location"], ADDRESS):
        ready = client.get(address)
        assert ready.status_code == 200
        assert ready["Content-Type"] == "application/pdf"
        assert ready.content == b"%PDF-mine"


def test_head_says_what_get_would_say(client, drawer):
    assert client.head(ADDRESS).status_code == 202
    client.get(ADDRESS)
    draw_all()
    PdfDrawer.objects.create(name=drawer + "2", seen_at=now())
    head = client.head(ADDRESS)
    assert head.status_code == 200
    assert head["Content-Type"] == "application/pdf"


# Readers


def test_without_scripts_the_page_asks_again_and_leads_to_the_file(client, drawer):
    page = client.get(ADDRESS)
    again = client.get(fresh_address(page.content.decode()))
    assert again.status_code == 202
    assert "is the next to be drawn" in words(again)
    draw_all(lambda _sheet: Drawn(b"%PDF-mine"))
    ready = client.get(fresh_address(again.content.decode()))
    assert "The file is ready" in words(ready)
    assert client.get(fresh_address(ready.content.decode())).content == b"%PDF-mine"


def test_with_scripts_a_part_asks_again_and_leads_to_the_file(client, htmx_client, drawer):
    page = parsed(client.get(ADDRESS).content.decode())
    (asks,) = page.xpath("//*[@id='pdf-progress']/@hx-get")
    part = htmx_client.get(str(asks))
    assert b"<!doctype" not in part.content
    assert {"HX-Request", "HX-History-Restore-Request"} <= set(part["Vary"].split(", "))
    draw_all()
    ready = parsed(htmx_client.get(str(asks)).content.decode())
    (fetches,) = ready.xpath("//*[@id='pdf-progress']/@hx-get")
    answer = htmx_client.get(str(fetches))
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(answer["HX-Redirect"]).content == FILE


def test_who_waits_for_a_file_goes_on_waiting_though_no_place_is_free(
    client, htmx_client, drawer, monkeypatch
):
    page = parsed(client.get(ADDRESS).content.decode())
    (asks,) = page.xpath("//*[@id='pdf-progress']/@hx-get")
    monkeypatch.setattr(Gate, "enter", lambda _gate, _seconds: False)
    assert client.get(ADDRESS, {"paper": "letter"}).status_code == 503
    assert "next to be drawn" in words(htmx_client.get(str(asks)))
    assert "next to be drawn" in words(client.get(str(asks)))
    draw_all()
    ready = parsed(htmx_client.get(str(asks)).content.decode())
    (fetches,) = ready.xpath("//*[@id='pdf-progress']/@hx-get")
    assert client.get(htmx_client.get(str(fetches))["HX-Redirect"]).content == FILE


def test_a_part_that_is_asked_for_in_vain_is_asked_for_again(htmx_client, client, monkeypatch):
    monkeypatch.setattr(Gate, "enter", lambda _gate, _seconds: False)
    unknown = f"{ADDRESS}?wait={'0' * 64}"
    # Nothing to put in the place of what stands there, and no reason to stop.
    assert htmx_client.get(unknown).status_code == 204
    assert client.get(unknown).status_code == 503
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "available", lambda: True)
    page = parsed(client.get(ADDRESS).content.decode())
    assert page.xpath("//*[@id='pdf-progress']/@hx-trigger") == ["every 2s"]


def test_a_part_that_waits_for_a_file_that_fails_leads_to_the_page_that_says_so(
    client, htmx_client, drawer
):
    first = client.get(ADDRESS)
    draw_all(lambda _sheet: Drawn(pdf.stalled()))
    answer = htmx_client.get(first["Location"].replace("file=", "wait="))
    assert answer.status_code == 204
    failed = client.get(answer["HX-Redirect"])
    assert failed.status_code == 503
    assert "stood still" in words(failed)


def test_the_page_says_how_many_are_before_it_and_how_far_it_is(client, drawer):
    first, second = client.get(ADDRESS), client.get(BRIEF)
    assert "1 is before it" in words(second)
    drawing = Unfinished()
    drawings = [drawing, Unfinished()]
    process = Drawer(lambda _sheet: drawings.pop(0))
    process.step()
    PdfJob.objects.filter(pk__gt=0).update(begun_at=now() - timedelta(seconds=5))
    drawing.pages = 9
    process.step()
    text = words(client.get(first["Location"]))
    assert "began 5 seconds ago" in text or "began 6 seconds ago" in text
    assert "9 pages are laid out so far" in text
    drawing.written = 4
    process.step()
    assert "4 of 9 pages are written" in words(client.get(first["Location"]))
    process.stop()


def test_the_page_offers_what_else_there_is(client, drawer):
    page = parsed(client.get(f"{ADDRESS}?verdict=conflict&paper=letter").content.decode())
    links = [str(link) for link in page.xpath("//main//a/@href")]
    assert "/lake-2031/print/?verdict=conflict&paper=letter" in links
    assert "/lake-2031/export/comparison.html?verdict=conflict" in links
    assert "/lake-2031/compare/?verdict=conflict" in links


def test_what_is_kept_of_a_reader_is_the_address_of_the_selection(client, drawer):
    client.get(
        f"{ADDRESS}?verdict=conflict",
        headers={"User-Agent": "zqx-browser", "Referer": "http://testserver/zqx"},
        REMOTE_ADDR="192.0.2.77",
    )
    (row,) = PdfJob.objects.values()
    assert row["address"] == f"http://testserver{ADDRESS}?verdict=conflict"
    told = json.dumps(row, default=str)
    assert "zqx" not in told
    assert "192.0.2" not in told


# One drawing for all


def test_two_readers_who_ask_for_the_same_wait_for_one_drawing(drawer):
    addresses = {
        Client().get(f"{ADDRESS}?{query}")["Location"].rpartition("file=")[2]
        for query in ("paper=letter&verdict=conflict", "verdict=conflict&paper=letter")
    }
    assert len(addresses) == 1
    assert PdfJob.objects.count() == 1


def test_another_paper_another_order_and_another_language_are_other_files(client, drawer):
    one, two = "d=wadi-plan.second", "d=limnaia-memorandum.handed-over"
    for address in (
        f"{ADDRESS}?{one}&{two}",
        f"{ADDRESS}?{two}&{one}",
        f"{ADDRESS}?{one}&{two}&paper=letter",
        f"/uk{ADDRESS}?{one}&{two}",
    ):
        assert client.get(address).status_code == 202
    assert PdfJob.objects.count() == 4


def test_the_sheet_is_composed_in_the_language_and_with_the_links_of_the_address(client, drawer):
    sheets = []
    drawing = lambda sheet: sheets.append(json.loads(sheet)["html"]) or Drawn()  # noqa: E731
    fetched(client, f"/uk{ADDRESS}?verdict=conflict", drawing)
    (sheet,) = sheets
    assert '<html lang="uk">' in sheet
    assert "http://testserver/uk/lake-2031/" in sheet


def test_a_key_opens_no_other_address(client, drawer):
    key = client.get(ADDRESS)["Location"].rpartition("file=")[2]
    draw_all()
    assert client.get(f"{BRIEF}?file={key}").status_code != 200


@pytest.mark.parametrize("key", ["", "zqx", "0" * 64, "%00", "9" * 5000])
def test_a_key_that_there_is_not_asks_anew(client, drawer, key):
    assert client.get(f"{ADDRESS}?file={key}").status_code == 202
    assert PdfJob.objects.count() == 1


# Other data


def test_after_a_change_of_the_data_the_file_is_another(client, drawer, without_guard):
    assert fetched(client, ADDRESS, lambda _sheet: Drawn(b"%PDF-old")).content == b"%PDF-old"
    Question.objects.filter(key="share-of-limnaia").update(text="Another question?")
    sheets = []
    drawing = lambda sheet: sheets.append(sheet) or Drawn(b"%PDF-new")  # noqa: E731
    assert fetched(client, ADDRESS, drawing).content == b"%PDF-new"
    assert b"Another question?" in sheets[0]


def test_a_brief_is_another_file_once_its_content_is_frozen(client, drawer):
    sheets = []
    drawing = lambda sheet: sheets.append(sheet) or Drawn(b"%%PDF-%d" % len(sheets))  # noqa: E731
    assert fetched(client, BRIEF, drawing).content == b"%PDF-1"
    frozen = client.post("/lake-2031/freeze/")["Location"]
    assert fetched(client, BRIEF, drawing).content == b"%PDF-2"
    assert [frozen.encode() in sheet for sheet in sheets] == [False, True]
    assert client.get(ADDRESS).status_code == 202


def test_who_waits_while_data_change_is_given_what_was_begun(client, drawer, without_guard):
    first = client.get(ADDRESS)
    Question.objects.filter(key="share-of-limnaia").update(text="Another question?")
    draw_all(lambda _sheet: Drawn(b"%PDF-mine"))
    mine = client.get(first["Location"])
    assert mine.content == b"%PDF-mine"
    assert mine["Cache-Control"] == "no-store"
    assert client.get(ADDRESS).status_code != 200


def test_an_editor_is_given_the_same_file_as_readers(client, admin_client, drawer):
    admin_client.get(ADDRESS)
    client.get(ADDRESS)
    assert PdfJob.objects.count() == 1


# No room, and nobody who draws


def test_a_full_queue_is_told_at_once_with_what_else_there_is(client, settings, drawer):
    settings.PDF_QUEUE = 1
    client.get(ADDRESS)
    answer = client.get(BRIEF)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "no more can be asked for" in words(answer)
    links = parsed(answer.content.decode()).xpath("//main//a/@href")
    assert {link.partition("?")[0] for link in links} >= {
        "/lake-2031/print/",
        "/lake-2031/export/comparison.html",
        "/lake-2031/compare/",
    }


@pytest.fixture
def one_each(settings) -> None:
    """Every visitor may ask for one file at a time."""
    settings.PDF_PER_VISITOR = 1


def status(address: str, visitor: str, client: Client | None = None, **headers: str) -> int:
    return (client or Client()).get(address, headers=headers, REMOTE_ADDR=visitor).status_code


def test_one_visitor_is_told_in_words_and_another_is_still_served(one_each, drawer):
    assert status(ADDRESS, "203.0.113.1") == 202
    answer = Client().get(BRIEF, REMOTE_ADDR="203.0.113.1")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer["Cache-Control"] == "no-store"
    assert "asked for from your address are being made or wait, 1 of them" in words(answer)
    links = parsed(answer.content.decode()).xpath("//main//a/@href")
    assert "/lake-2031/print/" in {link.partition("?")[0] for link in links}
    assert status(BRIEF, "203.0.113.2") == 202


def test_a_visitor_who_asks_how_far_a_file_is_is_never_refused(one_each, drawer):
    first = Client().get(ADDRESS, REMOTE_ADDR="203.0.113.1")
    assert status(first["Location"], "203.0.113.1") == 202
    assert status(ADDRESS, "203.0.113.1") == 202


def test_what_another_asked_for_already_is_given_to_whoever_has_no_more_to_ask(one_each, drawer):
    assert status(ADDRESS, "203.0.113.1") == 202
    assert status(BRIEF, "203.0.113.2") == 202
    assert status(BRIEF, "203.0.113.1") == 202


def test_a_visitor_who_left_may_ask_again(one_each, drawer):
    assert status(ADDRESS, "203.0.113.1") == 202
    PdfJob.objects.update(waited_at=now() - LEFT - timedelta(seconds=1))
    assert status(BRIEF, "203.0.113.1") == 202


def test_a_proxy_that_nobody_declared_is_no_visitor(one_each, drawer):
    assert [status(address, "127.0.0.1") for address in (ADDRESS, BRIEF)] == [202, 202]
    assert list(PdfJob.objects.values_list("visitor", flat=True)) == ["", ""]


def test_behind_a_proxy_the_address_that_it_gives_counts_for_files(one_each, settings, drawer):
    settings.BEHIND_PROXY = 1
    one, two = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.2"}
    assert status(ADDRESS, "127.0.0.1", **one) == 202
    assert status(BRIEF, "127.0.0.1", **one) == 429
    assert status(BRIEF, "127.0.0.1", **two) == 202


def test_editors_are_not_counted(one_each, admin_client, drawer):
    visitor = "203.0.113.1"
    assert [status(address, visitor, admin_client) for address in (ADDRESS, BRIEF)] == [202, 202]


def test_no_address_of_a_visitor_is_stored(drawer):
    assert status(ADDRESS, "203.0.113.1") == 202
    (job,) = PdfJob.objects.all()
    assert len(job.visitor) == 64
    assert "203.0.113.1" not in str(PdfJob.objects.values().get())
    draw_all()
    assert PdfJob.objects.get().visitor == ""


def test_clients_that_leave_at_once_keep_the_queue_for_half_a_minute_only(client, settings, drawer):
    settings.PDF_QUEUE = 2
    client.get(ADDRESS)
    client.get(f"{ADDRESS}?paper=letter")
    assert client.get(BRIEF).status_code == 503
    PdfJob.objects.update(waited_at=now() - LEFT - timedelta(seconds=1))
    assert client.get(BRIEF).status_code == 202
    assert PdfJob.objects.count() == 1


@pytest.mark.parametrize("silence", [None, SILENT + timedelta(seconds=1)])
def test_where_nothing_draws_the_page_says_so_and_still_waits(client, silence):
    if silence:
        PdfDrawer.objects.create(name="somewhere:1:beef", seen_at=now() - silence)
    answer = client.get(ADDRESS)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "has given a sign for half a minute" in words(answer)
    assert fresh_address(answer.content.decode())
    draw_all()
    assert client.get(answer["Location"]).content == FILE


def test_asking_how_far_it_is_costs_few_queries(client, drawer, django_assert_max_num_queries):
    first = client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        assert client.get(first["Location"]).status_code == 202
