"""The language of an answer is that of its address, and of nothing else."""

from importlib import import_module

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, get_language_info, override

from config.languages import LanguageMiddleware
from config.middleware import FRAMED_POLICY, UNLISTED, is_staff_address
from proposals.language.addresses import code_of_path, neutral_path, path_in
from tests.factories import UserFactory
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.languages import RightToLeft, site_in

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _languages():
    """A site in English and in two made-up languages."""
    with site_in(MADE_UP, RightToLeft()):
        yield


@pytest.mark.parametrize(
    ("path", "code", "neutral"),
    [
        ("/", "en", "/"),
        ("/xx/", "xx", "/"),
        ("/xx", "xx", "/"),
        ("/xx/lake/compare/", "xx", "/lake/compare/"),
        ("/xxl/compare/", "en", "/xxl/compare/"),
        ("/lake/xx/", "en", "/lake/xx/"),
        ("/XX/", "en", "/XX/"),
        ("/en/lake/", "en", "/en/lake/"),
        ("//xx/", "en", "//xx/"),
        ("xx/", "en", "xx/"),
        ("/yy/xx/", "yy", "/xx/"),
    ],
)
def test_the_first_part_of_an_address_is_its_language(path, code, neutral):
    assert (code_of_path(path), neutral_path(path)) == (code, neutral)


def test_an_address_is_the_same_page_in_another_language():
    for path in ("/", "/lake/compare/", "/admin/"):
        other = path_in(path, "xx")
        assert other == f"/xx{path}"
        assert path_in(other, "xx") == other
        assert path_in(other, "yy") == f"/yy{path}"
        assert path_in(other, "en") == path
    for path in ("//evil.example/", "/xx//evil.example/"):
        assert path_in(path, "en") == "/evil.example/"


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"Accept-Language": "xx"}},
        {"headers": {"Cookie": "django_language=xx"}},
    ],
)
def test_neither_a_header_nor_a_cookie_chooses_the_language(client, options):
    answer = client.get("/lake-2031/compare/", **options)
    assert pages.parsed(answer.content.decode()).get("lang") == "en"
    other = client.get("/xx/lake-2031/compare/", headers={"Accept-Language": "en"})
    assert pages.parsed(other.content.decode()).get("lang") == "xx"
    for one in (answer, other):
        varies = one.get("Vary", "")
        assert "Accept-Language" not in varies
        assert "Cookie" not in varies


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "address", ["/", "/method/", "/sources/", "/search/?q=x", "/admin/login/", "/no/such/page/"]
)
def test_a_page_says_its_language_and_its_direction(client, address):
    for prefix, code, direction in (("", "en", "ltr"), ("/xx", "xx", "ltr"), ("/yy", "yy", "rtl")):
        answer = client.get(f"{prefix}{address}")
        root = pages.parsed(answer.content.decode())
        assert answer["Content-Language"] == code
        assert root.get("lang") == code
        assert root.get("dir", "ltr") == direction


def test_a_language_goes_in_the_direction_that_its_module_says():
    with override("yy"):
        assert get_language_bidi()
    with override("xx"):
        assert not get_language_bidi()
    assert get_language_info("yy") == {
        "bidi": True, "code": "yy", "name": "Obrov", "name_local": "Obrov",
        "name_translated": "Obrov",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "address", ["/robots.txt", "/sitemap.xml", "/favicon.ico", "/static/icon.svg", "/xx/lake-2031"]
)
def test_what_holds_no_words_says_no_language(client, address):
    answer = client.get(address)
    answer.getvalue()  # a file is closed once it has been read
    assert "Content-Language" not in answer


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "address", ["robots.txt", "sitemap.xml", "favicon.ico", "apple-touch-icon.png", "api/v1/"]
)
def test_a_file_of_the_site_has_one_address(client, address):
    assert client.get(f"/{address}").status_code in (200, 302)
    assert client.get(f"/xx/{address}").status_code == 404


def test_nothing_of_a_language_is_left_after_its_answer():
    def view(request):
        return HttpResponse(f"{get_language()} {reverse('proposals:home')}")

    answer = LanguageMiddleware(view)(_request("/xx/"))
    assert answer.content == b"xx /xx/"
    assert get_language() == "en"
    # nor does an answer meet the language in which another is being made
    with override("yy"):
        assert LanguageMiddleware(view)(_request("/")).content == b"en /"
        assert get_language() == "yy"


def test_an_answer_that_is_made_while_it_is_sent_keeps_its_language():
    def pieces():
        for _ in range(2):
            yield f"{get_language()} ".encode()

    answer = LanguageMiddleware(lambda _request: StreamingHttpResponse(pieces()))(_request("/xx/"))
    sent = iter(answer)
    assert next(sent) == b"xx "
    assert get_language() == "en"
    assert list(sent) == [b"xx "]


def _request(path):
    request = RequestFactory().get(path)
    request.resolver_match = None
    return request


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "usual"),
    [("/en/", "/"), ("/en/method/?a=1&b=%2F", "/method/?a=1&b=%2F"), ("/en/en/", "/en/")],
)
def test_a_language_that_needs_no_part_of_the_address_loses_it(client, asked, usual):
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, usual)


@pytest.mark.django_db
def test_no_address_leads_to_another_site_by_its_language(client):
    answer = client.get("/en//evil.example/")
    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/xx//evil.example/", "/evil.example/"),
        ("/xx///evil.example/", "/evil.example/"),
        ("/%22%3E%3Cb%3E/", "/%22%3E%3Cb%3E/"),
        ("/xx/%D0%B0%20b/?c=%22%3E", "/%D0%B0%20b/?c=%22%3E"),
    ],
)
def test_the_switch_of_a_page_that_there_is_not_leads_to_this_site(client, asked, shown):
    answer = client.get(asked)
    assert answer.status_code == 404
    links = pages.parsed(answer.content.decode()).xpath("//nav[@id='languages']/a/@href")
    assert links == [shown, f"/xx{shown}", f"/yy{shown}"]


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_an_address_without_its_last_slash_leads_on_in_its_language(client):
    for asked in ("/xx", "/xx/lake-2031/compare", "/xx/method"):
        assert client.get(asked)["Location"] == f"{asked}/"


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_an_earlier_notation_leads_on_in_its_language(client):
    answer = client.get("/xx/lake-2031/documents/wadi-plan@first/?utm_source=x&all=1")
    assert answer["Location"] == "/xx/lake-2031/documents/wadi-plan.first/?all=1"
    answer = client.get("/xx/lake-2031/compare/?d=wadi-plan@first")
    assert answer["Location"] == "/xx/lake-2031/compare/?d=wadi-plan.first"


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_tracking_parameters_are_taken_off_in_every_language(client):
    page = client.get("/xx/lake-2031/compare/?utm_source=letter&verdict=conflict").content.decode()
    assert "utm_source" not in page
    assert "verdict=conflict" in page


# -- headers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/xx/admin/", "/yy/admin/x/"])
def test_the_pages_of_the_staff_are_known_in_every_language(path):
    for code in ("en", "xx"):
        with override(code):
            assert is_staff_address(path)
            assert not is_staff_address(path.replace("admin", "administer"))


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_no_page_of_the_staff_is_kept_in_any_language(client):
    assert client.get("/xx/admin/login/")["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_the_pages_for_frames_may_be_framed_in_every_language_and_no_other(client):
    embed = "/xx/lake-2031/embed/topics/water-shares/"
    assert client.get(embed)["Content-Security-Policy"] == FRAMED_POLICY
    assert client.get("/xx/lake-2031/")["Content-Security-Policy"] != FRAMED_POLICY


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_search_engines_are_told_the_same_in_every_language(client):
    for address in ("/", "/lake-2031/", "/lake-2031/compare/", "/lake-2031/topics/water-shares/"):
        assert "X-Robots-Tag" not in client.get(f"/xx{address}")
    for address in ("/lake-2031/print/", "/lake-2031/compare/?q=x", "/lake-2031/freeze/"):
        assert client.get(f"/xx{address}")["X-Robots-Tag"] == UNLISTED


@pytest.mark.django_db
def test_programs_are_kept_out_of_the_admin_in_every_language(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /xx/admin/", "Disallow: /yy/admin/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines


# -- logins -------------------------------------------------------------------------------------

RIGHT = "a-long-password-for-one-test"
OWN = {"Origin": "http://testserver"}


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("address", ["/xx/admin/", "/xx/admin/workbench/"])
def test_a_login_leads_back_to_the_page_in_its_language(client, address):
    UserFactory(username="ada", is_staff=True, is_superuser=True, password=RIGHT)
    answer = client.get(address)
    assert answer["Location"] == f"/xx/admin/login/?next={address}"
    sent = {"username": "ada", "password": RIGHT, "next": address}
    assert client.post("/xx/admin/login/", sent)["Location"] == address


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_what_was_written_when_a_session_ended_is_kept_in_every_language():
    UserFactory(username="ada", is_staff=True, is_superuser=True, password=RIGHT)
    address, essay = "/xx/admin/proposals/theme/add/", "What was written before the end."
    browser = Client()
    answer = browser.post(address, {"name": essay}, headers=OWN)
    assert answer.status_code == 403
    (form,) = pages.parsed(answer.content.decode()).xpath("//form[@id='login-form']")
    assert form.get("action").startswith("/xx/admin/login/?next=%2Fxx%2Fadmin%2F")
    (written,) = pages.parsed(answer.content.decode()).xpath("//input[@name='written']/@value")
    sent = {"username": "ada", "password": RIGHT, "written": written}
    again = pages.parsed(browser.post("/xx/admin/login/", sent, headers=OWN).content.decode())
    assert again.xpath("//form/@action[. = $address]", address=address)
    assert essay in again.xpath("//form//*/@value")


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_forged_form_is_refused_and_an_own_one_kept_in_every_language():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(is_staff=True, is_superuser=True))
    sent = {"name": "What was written in another tab."}
    own = browser.post("/xx/admin/proposals/theme/add/", sent, headers=OWN)
    forged = browser.post("/xx/admin/proposals/theme/add/", sent)
    assert (own.status_code, forged.status_code) == (403, 403)
    assert sent["name"] in own.content.decode()
    assert sent["name"] not in forged.content.decode()


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_a_page_that_cannot_be_shown_says_so_in_the_language_of_its_address(
    client, status, monkeypatch
):
    client.raise_request_exception = False
    address = {
        400: "/xx/?" + "&".join(f"a{n}=1" for n in range(1200)),
        403: "/xx/admin/workbench/",
        404: "/xx/no/such/page/",
        500: "/xx/",
    }[status]
    if status == 403:
        client.force_login(UserFactory(is_staff=True))
    if status == 500:
        # The name of the module is that of its view in the package.
        monkeypatch.setattr(import_module("proposals.web.pages.home"), "render", None)
    answer = client.get(address)
    assert answer.status_code == status
    root = pages.parsed(answer.content.decode())
    assert root.get("lang") == "xx"
    assert answer["Content-Language"] == "xx"
    own = [link for link in root.xpath("//main//a/@href") if link.startswith("/")]
    assert own
    assert all(link.startswith("/xx/") for link in own)
    assert not root.xpath("//link[@rel='alternate'][@hreflang]")
