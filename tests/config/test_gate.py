"""More readers than places: the rest are told so at once; kept pages are never held up."""

import threading
from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from config.gate import Gate, GateMiddleware
from config.sessions import Written, load_written
from tests.factories import UserFactory
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

stored = stored_for_a_module(LAKE)
COMPARE = "/lake-2031/compare/"


def asked(address="/", user=None):
    request = RequestFactory().get(address)
    request.user = user or AnonymousUser()
    return request


class Busy:
    """A site whose views take until they are let go on, behind the middleware."""

    def __init__(self):
        self.go_on = threading.Event()
        self.entered = threading.Semaphore(0)
        self.answers = []
        self.gate = GateMiddleware(self.view)

    def view(self, request):
        refused = self.gate.process_view(request, None, (), {})
        if refused is not None:
            return refused
        self.entered.release()
        assert self.go_on.wait(30)
        return HttpResponse("done")

    def ask(self, request):
        thread = threading.Thread(target=lambda: self.answers.append(self.gate(request)))
        thread.start()
        return thread


@pytest.fixture
def site(settings):
    settings.PAGES_AT_ONCE, settings.PAGES_WAITING, settings.PAGES_WAIT_SECONDS = 2, 0, 30
    site = Busy()
    yield site
    site.go_on.set()


def fill(site, places=2):
    threads = [site.ask(asked()) for _place in range(places)]
    for _place in range(places):
        assert site.entered.acquire(timeout=30)
    return threads


def test_whoever_finds_no_place_is_told_so_and_when_to_come_again(site):
    fill(site)
    answer = site.gate(asked())
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"
    assert "Too many readers at once" in answer.content.decode()


def test_many_that_are_turned_away_do_not_fill_the_log(site, caplog):
    fill(site)
    for _reader in range(20):
        site.gate(asked())
    assert ["turned away" in record.getMessage() for record in caplog.records] == [True]


def test_a_program_is_told_so_in_a_problem_document(site):
    fill(site)
    answer = site.gate(asked("/api/v1/negotiations/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_place_is_free_again_when_its_page_is_made(site):
    threads = fill(site)
    site.go_on.set()
    for thread in threads:
        thread.join(30)
    assert site.gate(asked()).content == b"done"
    assert [answer.content for answer in site.answers] == [b"done", b"done"]


def test_a_place_is_free_again_after_a_failure(site):
    site.go_on.set()

    def failing(request):
        site.gate.process_view(request, None, (), {})
        raise ValueError("a fault")

    site.gate.get_response = failing
    for _place in range(5):
        with pytest.raises(ValueError, match="a fault"):
            site.gate(asked())
    assert site.gate.process_view(asked(), None, (), {}) is None


def test_whoever_may_wait_gets_the_next_place():
    gate = Gate(places=1, waiting=1)
    assert gate.enter(0)
    given = []
    waiting = threading.Thread(target=lambda: given.append(gate.enter(30)))
    waiting.start()
    gate.leave()
    waiting.join(30)
    assert given == [True]


def test_whoever_waited_long_enough_is_turned_away_and_another_may_wait():
    gate = Gate(places=1, waiting=1)
    assert gate.enter(0)
    assert not gate.enter(0.001)
    assert not gate.enter(0.001)
    gate.leave()
    assert gate.enter(0)


@pytest.mark.django_db
def test_an_editor_is_let_through_with_what_was_typed(site):
    fill(site)
    request = asked("/admin/", UserFactory(is_staff=True))
    assert site.gate.process_view(request, None, (), {}) is None


ADD = "/admin/sources/article/add/"
TEXT = "A headline that took an hour to find"


@pytest.fixture
def full(monkeypatch):
    monkeypatch.setattr(Gate, "enter", lambda _gate, _seconds: False)


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
@pytest.mark.ignore_template_errors
def test_a_text_sent_after_the_session_ended_is_carried_to_the_login(client):
    answer = client.post(ADD, {"headline": TEXT})
    (signed,) = pages.parsed(answer.content.decode()).xpath("//input[@name='written']/@value")
    assert load_written(signed).prose == [TEXT]


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
@pytest.mark.ignore_template_errors
def test_a_login_that_finds_no_place_keeps_the_text_that_it_carries(client):
    signed = Written(ADD, (("headline", TEXT),)).sign()
    sent = {"username": "ada", "password": "a-ferry-at-dawn", "next": ADD, "written": signed}
    answer = client.post("/admin/login/", sent)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    root = pages.parsed(answer.content.decode())
    assert "Too many readers at once" in pages.text_of(root)
    assert root.xpath("//form[@action='/admin/login/']//input[@name='written']/@value") == [signed]
    assert "a-ferry-at-dawn" not in answer.content.decode()


def test_a_supervisor_is_let_through(site):
    fill(site)
    assert site.gate.process_view(asked("/healthz"), None, (), {}) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("stored", "without_guard")
@pytest.mark.ignore_template_errors
def test_a_kept_page_is_handed_out_though_no_place_is_free(client, monkeypatch):
    first = client.get(COMPARE)
    assert first.status_code == HTTPStatus.OK
    monkeypatch.setattr(Gate, "enter", lambda _gate, _seconds: False)
    assert client.get(COMPARE).content == first.content
    assert client.get(f"{COMPARE}?verdict=conflict").status_code == HTTPStatus.SERVICE_UNAVAILABLE
