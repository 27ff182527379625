"""The configuration of a proxy in docs/deploy says what the site does."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from config.kept_pages import PRIVATE, VARYING
from sources.read_only import PUBLIC, SHARED_SECONDS
from sources.readable import MOST_BYTES
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "deploy"
GUIDE = (FOLDER / "README.md").read_text(encoding="utf-8")
# Without comments: what nginx reads.
RULES = re.sub(r"^\s*#.*$", "", (FOLDER / "nginx.conf").read_text(encoding="utf-8"), flags=re.M)


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
    assert "proxy_ignore_headers" not in RULES
    assert "use_stale" not in RULES


def test_the_largest_upload_passes():
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", RULES)
    assert int(megabytes) * 1024 * 1024 > MOST_BYTES


def test_the_host_is_named_in_one_place():
    assert RULES.count("parley.example.org") == 1


def test_the_guide_quotes_the_headers_of_pages():
    assert f"`{PUBLIC}`" in GUIDE
    assert f"`{PRIVATE}`" in GUIDE
    assert f"after {SHARED_SECONDS} seconds at the latest" in GUIDE
