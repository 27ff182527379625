"""The configuration of a proxy in docs/deploy says what the site does."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from config.encodings import taken_encoding
from config.kept_pages import PRIVATE, VARYING
from config.link_trackers import without_tracking
from config.middleware import CONTENT_POLICY
from sources.read_only import PUBLIC, SHARED_SECONDS
from sources.readable import MOST_BYTES
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "deploy"
GUIDE = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))
# Without comments: what nginx reads.
RULES = re.sub(r"^\s*#.*$", "", (FOLDER / "nginx.conf").read_text(encoding="utf-8"), flags=re.M)


def looked_up(variable: str, value: str) -> str:
    """Return what the map of a variable makes of a value, as nginx does it."""
    (block,) = re.findall(rf"^map \S+ \${variable} {{\n(.*?)^}}", RULES, flags=re.M | re.S)
    lines = re.findall(r'^\s*("[^"]*"|\S+)\s+("[^"]*"|\S+);$', block, flags=re.M)
    results = {key.strip('"'): result.strip('"') for key, result in lines}
    if value in results:
        return results[value]
    for key in results:
        _start, regular, pattern = key.partition("~")
        case = re.IGNORECASE if pattern.startswith("*") else 0
        match = re.search(pattern.removeprefix("*").replace("(?<", "(?P<"), value, re.ASCII | case)
        if regular and match:
            return match.expand(re.sub(r"\$(\w+)", r"\\g<\1>", results[key]))
    return results.get("default", "").replace("$request_uri", value)


def test_requests_with_the_cookie_of_a_session_pass_by_the_cache():
    assert f"map $cookie_{settings.SESSION_COOKIE_NAME} $has_session" in RULES
    assert "proxy_cache_bypass $has_session;" in RULES
    assert "proxy_no_cache $has_session;" in RULES


@pytest.mark.parametrize("header", VARYING)
def test_what_pages_vary_by_stands_in_the_key(header):
    (key,) = re.findall(r"proxy_cache_key (.*);", RULES)
    assert f"$http_{header.lower().replace('-', '_')}" in key


def test_the_desk_has_no_cache():
    (block,) = re.findall(rf"location {reverse('admin:index')} {{([^}}]*)}}", RULES)
    assert "proxy_pass" in block
    assert "proxy_cache" not in block


def test_nothing_outlasts_what_the_site_allows():
    assert "proxy_cache_valid" not in RULES
    assert re.findall(r"proxy_ignore_headers (.*);", RULES) == ["Vary"]
    assert "use_stale" not in RULES


@pytest.mark.parametrize(
    ("header", "refused"),
    [
        ("", "0"),
        ("HX-Request, HX-History-Restore-Request, Accept-Encoding", "0"),
        ("Accept-Encoding", "0"),
        ("accept-encoding,hx-request", "0"),
        ("Cookie, Accept-Encoding", "1"),
        ("Accept-Encoding, Cookie", "1"),
        ("Accept-Language", "1"),
        ("*", "1"),
    ],
)
def test_what_varies_by_anything_outside_the_key_is_not_kept(header, refused):
    assert "proxy_no_cache $varies_otherwise;" in RULES
    assert looked_up("varies_otherwise", header) == refused


@pytest.mark.parametrize(
    "header",
    [
        "",
        "gzip",
        "br",
        "gzip, deflate, br",
        "gzip, deflate, br, zstd",
        "GZIP , BR",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "br;q=0, gzip",
        "br; q=0.000,gzip; q = 0.5",
        "gzip;q=0",
        "gzip;q=0.01",
        "identity",
        "*",
        "xbr, brx, x-gzip",
        "br;q=0.0, gzip;q=0.0, identity",
    ],
)
def test_encodings_are_told_to_the_site_as_it_reads_them_itself(rf, header):
    takes = looked_up("takes_br", header) + looked_up("takes_gzip", header)
    encodings = looked_up("encodings", takes)
    as_sent, as_told = (
        taken_encoding(rf.get("/", HTTP_ACCEPT_ENCODING=spelling))
        for spelling in (header, encodings)
    )
    assert as_told == as_sent
    assert "proxy_set_header Accept-Encoding $encodings;" in RULES


@pytest.mark.parametrize(
    "query",
    [
        "",
        "fbclid=a",
        "fbclid",
        "utm_source=a&utm_medium=b&mc_cid=c",
        "d=a&d=b&fbclid=c&gclid=d",
        "fbclid=a&d=b",
        "d=a&fbclid=b&d=c",
        "d=a&d=b&utm_source=c&utm_medium=d&q=e&part=2",
        "q=fbclid%3D1",
        "q=fbclid",
        "xfbclid=a&fbclids=b",
        "q=a%26fbclid=b",
        "utm_=a",
    ],
)
def test_the_key_of_a_page_lacks_the_tracking_that_the_site_takes_off(query):
    address = f"/lake-2031/compare/?{query}".removesuffix("?")
    assert looked_up("page_uri", address) == without_tracking(address)


def test_the_key_lacks_no_more_than_the_site_takes_off():
    address = "/lake-2031/compare/?fbclid=a&d=b&gclid=c&q=%C3%BC&yclid=d&spam=e"
    key = looked_up("page_uri", address)
    assert "gclid" in key, "it is enough that a page is found, only not by every address"
    assert without_tracking(key) == without_tracking(address)


def test_programs_are_told_of_parameters_that_the_site_does_not_know():
    address = "/api/v1/outlets?utm_source=a"
    assert address.startswith(reverse("api:index"))
    assert looked_up("page_uri", address) == address


def test_what_the_proxy_answers_by_itself_carries_the_policy_of_the_site():
    assert looked_up("own_policy", "") == CONTENT_POLICY
    assert looked_up("own_policy", CONTENT_POLICY) == ""
    (files,) = re.findall(r"location /static/ {([^}]*)}", RULES)
    for place in (files, RULES.partition("location")[0]):
        assert "add_header Content-Security-Policy $own_policy always;" in place
        assert "add_header Strict-Transport-Security $own_transport always;" in place


def test_the_proxy_adds_no_demand_for_https_to_a_page_whose_site_makes_none():
    assert looked_up("own_transport", f"on:{CONTENT_POLICY}") == ""
    assert looked_up("own_transport", ":") == ""
    (seconds,) = re.findall(r"^ *HSTS_SECONDS=(\d+)$", GUIDE, flags=re.M)
    assert looked_up("own_transport", "on:") == f"max-age={seconds}"


def test_the_proof_for_a_certificate_is_found_without_https():
    path = "/.well-known/acme-challenge/proof"
    assert looked_up("to_https", f"http{path}") == "0"
    assert looked_up("to_https", "http/lake-2031/") == "1"
    assert looked_up("to_https", "https/lake-2031/") == "0"
    assert "location ^~ /.well-known/acme-challenge/ {" in RULES


def test_the_largest_upload_passes():
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", RULES)
    assert int(megabytes) * 1024 * 1024 > MOST_BYTES


def test_the_host_is_named_in_one_place():
    assert RULES.count("parley.example.org") == 1


def test_the_guide_quotes_the_headers_of_pages():
    assert f"`{PUBLIC}`" in GUIDE
    assert f"`{PRIVATE}`" in GUIDE
    assert f"after {SHARED_SECONDS} seconds at the latest" in GUIDE


def test_the_desk_is_passed_by_in_every_language():
    (rule,) = re.findall(r"location ~ (\S*admin\S*) {\s+proxy_pass \S+;\s+}", RULES)
    for path in ("/uk/admin/", "/uk/admin/proposals/", "/pt-BR/admin/workbench/"):
        assert re.match(rule, path)
    for path in ("/", "/lake/admin-x/", "/uk/", "/sources/articles/admin/"):
        assert not re.match(rule, path)
