"""What is said of a proxy that the settings do not know, and by `check --deploy`."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.checks import (
    PROXY_UNSAID,
    SITE_URL_PLAIN,
    SITE_URL_UNKNOWN,
    SITE_URL_UNSAID,
    check_deployment,
)
from config.proxy_warnings import ProxyWarningMiddleware
from sources.visitors import PROXY_HEADERS

VISITOR = "198.51.100.9"


@pytest.fixture
def said(caplog):
    """Return what is logged for requests with these headers, each to the same process."""

    def ask(*requests):
        middleware = ProxyWarningMiddleware(lambda request: HttpResponse())
        with caplog.at_level(logging.WARNING, "config.proxies"):
            for headers in requests:
                middleware(RequestFactory().get("/", headers=headers))
        return [record.getMessage() for record in caplog.records]

    return ask


@pytest.mark.parametrize("header", PROXY_HEADERS)
def test_the_first_header_of_an_undeclared_proxy_is_told_once(said, header):
    (warning,) = said({}, {header: VISITOR}, {header: VISITOR})
    assert f"carries {header}" in warning
    assert "set BEHIND_PROXY=1" in warning
    assert VISITOR not in warning


def test_without_such_a_header_nothing_is_said(said):
    assert said({}, {"Accept": "text/html"}) == []


def test_a_declared_proxy_that_names_its_visitors_is_no_news(said, settings):
    settings.BEHIND_PROXY = 1
    assert said({"X-Forwarded-For": VISITOR}) == []


def test_a_declared_proxy_that_names_nobody_is_told(said, settings):
    settings.BEHIND_PROXY = 2
    (warning,) = said({"X-Forwarded-For": VISITOR})
    assert "BEHIND_PROXY is 2" in warning


def test_a_proxy_that_was_denied_is_told_as_well(said, settings):
    settings.PROXY_DENIED = True
    (warning,) = said({"X-Forwarded-For": VISITOR})
    assert "BEHIND_PROXY is 0" in warning


def ids():
    return [one.id for one in check_deployment()]


def test_the_check_asks_whether_there_is_a_proxy(settings):
    settings.SITE_URL = "https://testserver"
    settings.ALLOWED_HOSTS = ["testserver"]
    assert ids() == [PROXY_UNSAID]


@pytest.mark.parametrize(("proxies", "denied"), [(1, False), (0, True)])
def test_either_answer_will_do(settings, proxies, denied):
    settings.SITE_URL = "https://testserver:8443"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.BEHIND_PROXY, settings.PROXY_DENIED = proxies, denied
    assert ids() == []


def test_the_check_recommends_an_address_of_the_site(settings):
    settings.BEHIND_PROXY = 1
    assert ids() == [SITE_URL_UNSAID]


def test_an_address_that_would_be_refused_is_told(settings):
    settings.BEHIND_PROXY, settings.SITE_URL = 1, "https://elsewhere.example"
    settings.ALLOWED_HOSTS = ["parley.example.org"]
    assert ids() == [SITE_URL_UNKNOWN]


def test_an_address_without_https_is_told_where_https_is_demanded(settings):
    settings.BEHIND_PROXY, settings.SITE_URL = 1, "http://testserver"
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["testserver"], True
    assert ids() == [SITE_URL_PLAIN]
