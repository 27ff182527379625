"""Whose address a request comes from, with and without proxies in front."""

import pytest
from django.test import RequestFactory

from sources.visitors import NOBODY, UNKNOWN, client_address, counted_address, is_proven

VISITOR = "203.0.113.7"


def request_from(address, **more):
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", UNKNOWN),
        ("not an address", UNKNOWN),
    ],
)
def test_an_address_is_counted_as_its_subscriber(found, counted):
    assert client_address(request_from(found)) == counted


def test_a_visitor_cannot_choose_an_address_without_a_proxy():
    request = request_from("203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.9")
    assert client_address(request) == "203.0.113.7"


def test_behind_a_proxy_only_its_own_entry_counts(settings):
    settings.BEHIND_PROXY = True
    request = request_from("10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.7")
    assert client_address(request) == "203.0.113.7"


def test_behind_two_proxies_the_entry_of_the_first_counts(settings):
    settings.BEHIND_PROXY = 2
    entries = "192.0.2.1, 203.0.113.7, 10.0.0.9"
    assert client_address(request_from("10.0.0.1", HTTP_X_FORWARDED_FOR=entries)) == VISITOR


def test_fewer_entries_than_proxies_name_nobody(settings):
    settings.BEHIND_PROXY = 2
    request = request_from("10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert (client_address(request), counted_address(request)) == (UNKNOWN, NOBODY)


@pytest.mark.parametrize(
    "proxy", ["127.0.0.1", "::1", "192.168.1.1", "fe80::1", "", "::ffff:10.0.0.1"]
)
def test_a_machine_nearby_that_says_nothing_of_its_visitor_stands_for_nobody(proxy):
    assert counted_address(request_from(proxy)) == NOBODY


def test_what_a_visitor_claims_counts_as_nobody_elses_address():
    request = request_from("198.51.100.1", HTTP_X_FORWARDED_FOR=VISITOR)
    counted = counted_address(request)
    assert counted not in (VISITOR, "198.51.100.1", NOBODY)
    assert not is_proven(counted)
    assert is_proven(counted_address(request_from(VISITOR)))


def test_an_office_whose_proxy_is_denied_has_people_and_not_proxies(settings):
    settings.PROXY_DENIED = True
    assert counted_address(request_from("10.0.0.5")) == "10.0.0.5"
    assert counted_address(request_from("127.0.0.1")) == NOBODY


def test_a_declared_proxy_may_name_somebody_in_the_house(settings):
    settings.BEHIND_PROXY = 1
    assert counted_address(request_from("127.0.0.1", HTTP_X_FORWARDED_FOR="10.1.2.3")) == "10.1.2.3"
