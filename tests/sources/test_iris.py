"""Addresses for programs: every one is a valid IRI, and one that is valid stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfc3986 import iri_reference, validators

from sources.iris import valid_iri


@pytest.mark.parametrize(
    ("stored", "given_out"),
    [
        ("https://news.example/{talks}?a={1}", "https://news.example/%7Btalks%7D?a=%7B1%7D"),
        ("https://news.example/a b|c^d`e\\f", "https://news.example/a%20b%7Cc%5Ed%60e%5Cf"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/%7Btalks%7D", "https://news.example/%7Btalks%7D"),
        ("https://news.example/a#b#c", "https://news.example/a#b%23c"),
        ("https://news.example/?ids[]=1", "https://news.example/?ids%5B%5D=1"),
        ("https://[2001:db8::1]:8000/[x]", "https://[2001:db8::1]:8000/%5Bx%5D"),
        ("https://новини.example/озеро?мова=укр", "https://новини.example/озеро?мова=укр"),
        ("https://news.example/\u202etxt\u200b", "https://news.example/%E2%80%AEtxt%E2%80%8B"),
        ("https://news.example/\u00a0x", "https://news.example/%C2%A0x"),
        ("", ""),
    ],
)
def test_signs_that_no_iri_may_hold_are_encoded_and_nothing_else_is(stored, given_out):
    assert valid_iri(stored) == given_out


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_every_address_becomes_a_valid_iri_once_and_for_all(rest):
    address = valid_iri(f"https://news.example/{rest}")
    assert valid_iri(address) == address
    parsed = iri_reference(address).encode()
    assert (
        validators.Validator()
        .check_validity_of("host", "path", "query", "fragment")
        .validate(parsed)
        is None
    )
    assert not set(address) & set('{}|\\^`<>" ')
