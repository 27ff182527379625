"""Whole addresses that leave the house: the site's own, whatever a request says of its host."""

import io
import zipfile
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from proposals.models import Clause, Snapshot
from proposals.web.sitemaps import SECTIONS
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
OWN = "https://parley.example.org"
INJECTED = "testserver:54321"
LAKE_TALKS = "/lake-2031/"
COMPARE = f"{LAKE_TALKS}compare/"
TOPIC = f"{LAKE_TALKS}topics/water-shares/"
PLAIN = (
    "/", LAKE_TALKS, COMPARE, f"{COMPARE}?question=share-of-limnaia", TOPIC, f"{TOPIC}changes.atom",
    *(f"{LAKE_TALKS}{name}" for name in (
        "movement/", "movement.json", "movement.csv", "movement.atom", "corrections/",
        "changes.atom", "embed/topics/water-shares/", "export/", "print/", "print/sheet.css",
        "brief/", "freeze/", "export/comparison.json", "export/comparison.html",
        "export/comparison.md", "export/comparison.zip", "export/comparison.docx",
        "export/citation.bib", "export/citation.ris", "export/citation.json",
        "export/evidence.jsonld", "export/brief.docx",
    )),
    "/robots.txt", "/sitemap.xml", *(f"/sitemap-{name}.xml" for name in SECTIONS),
    "/api/v1/", "/api/v1/negotiations?limit=1", "/api/v1/negotiations/none", "/api/v1/openapi.json",
    "/api/v1/negotiations/lake-2031", "/sources/",
)  # fmt: skip
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def addresses():
    clause = Clause.objects.published()[0]
    names = ("clause", "clause_history", "clause_annotations")
    yield from PLAIN
    yield clause.version.get_absolute_url()
    yield from (reverse(f"proposals:{name}", args=[clause.uid]) for name in names)
    yield reverse("proposals:clause_citation", args=[clause.uid, "bib"])


def text_of(answer):
    """Return the content of an answer; of a packed file, that of all that lies in it."""
    content = answer.getvalue() if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def told(**request):
    """Return what each address answers, with the addresses in its headers."""
    client = Client(**request)
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        yield address, text_of(answer) + answer.get("Link", "")


def test_no_port_that_a_visitor_writes_gets_into_anything(lake):
    assert [address for address, text in told(HTTP_HOST=INJECTED) if ":54321" in text] == []


def test_only_the_set_address_is_told_to_anybody(lake, settings):
    settings.SITE_URL = OWN
    found = dict(told(HTTP_HOST=INJECTED))
    assert [address for address, text in found.items() if "testserver" in text] == []
    silent = {address for address, text in found.items() if OWN not in text}
    # What holds no whole address at all, as on any other host.
    assert silent == {address for address, text in told(HTTP_HOST="testserver") if OWN not in text}
    assert f"{LAKE_TALKS}export/citation.bib" not in silent


def test_the_port_at_which_the_site_is_served_stays(lake):
    answer = Client(HTTP_HOST="testserver:8000").get("/robots.txt", SERVER_PORT="8000")
    assert "Sitemap: http://testserver:8000/" in text_of(answer)


def test_behind_a_socket_no_port_is_believed(lake):
    client = Client(HTTP_HOST=INJECTED, REMOTE_ADDR="")
    answer = client.get("/robots.txt", SERVER_PORT="54321")
    assert "Sitemap: http://testserver/" in text_of(answer)


def test_an_address_of_figures_is_left_whole(lake, settings):
    settings.ALLOWED_HOSTS = ["[::1]"]
    assert "Sitemap: http://[::1]/" in text_of(Client(HTTP_HOST="[::1]").get("/robots.txt"))


def test_oembed_knows_the_pages_of_the_set_address(lake, settings):
    settings.SITE_URL = OWN
    answer = Client().get(f"/oembed/?{urlencode({'url': OWN + TOPIC})}")
    assert answer.status_code == 200
    assert OWN in answer.json()["html"]


def test_a_frozen_comparison_is_kept_with_the_set_address(lake, settings):
    settings.SITE_URL = OWN
    Client(HTTP_HOST=INJECTED).post(f"{LAKE_TALKS}freeze/")
    snapshot = Snapshot.objects.get()
    assert "testserver" not in f"{snapshot.sheet}{snapshot.worded!r}"
    page = text_of(Client(HTTP_HOST=INJECTED).get(snapshot.get_absolute_url()))
    assert OWN + snapshot.get_absolute_url() in page
    assert "testserver" not in page


def test_files_of_the_command_have_the_set_address(lake, settings, tmp_path):
    settings.SITE_URL = OWN
    path = tmp_path / "lake.bib"
    call_command(
        "export_comparison",
        "lake-2031",
        form="citation.bib",
        output=str(path),
        stdout=io.StringIO(),
    )
    assert OWN in path.read_text(encoding="utf-8")
