"""The command that checks the record of a frozen comparison: whole, or what is wrong where."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from proposals.exports.record.canonical import canonical, digest, without_words
from proposals.snapshots.store import freeze
from proposals.snapshots.verification import VerificationOutcome, find_hash, verify
from tests.support.bundles import bundle
from tests.support.folders import LAKE, stored_for_a_module

stored = stored_for_a_module(LAKE)

RECORD = {"format": "parley-comparison/2", "rows": [{"text": "Wie weiter? Що далі؟"}], "counts": {}}
WHOLE = canonical(RECORD)
HASH = digest(WHOLE)


@pytest.fixture
def save(tmp_path):
    """Write a file and give its name."""

    def write(content: bytes, name: str = f"{HASH}.json") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def verified(*arguments: str) -> tuple[str, bool]:
    """What the command prints, and whether it succeeds."""
    out = StringIO()
    try:
        call_command("verify_snapshot", *arguments, stdout=out)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


def test_a_whole_file_is_told_so_and_needs_no_database(save):
    said, succeeded = verified(save(WHOLE))
    assert succeeded
    assert f"whole. SHA-256 {HASH}" in said


WORDED = {
    **RECORD,
    "format": "parley-comparison/3",
    "words": {"language": "de"},
    "rows": [{"text": "Wie weiter?", "words": {"sentence": "Beide sagen ja."}}],
}
WORDED_HASH = digest(canonical(without_words(WORDED)))


def test_a_record_with_words_is_not_called_whole_as_no_hash_covers_them(save):
    said, succeeded = verified(save(canonical(WORDED), f"{WORDED_HASH}.json"))
    assert not succeeded
    assert f"the content is whole, SHA-256 {WORDED_HASH}; no hash covers its words (de)" in said
    said, succeeded = verified(save(canonical(without_words(WORDED)), f"{WORDED_HASH}.json"))
    assert succeeded
    altered = canonical(WORDED).replace(b"Wie weiter?", b"Wie denn?")
    said, succeeded = verified(save(altered, f"{WORDED_HASH}.json"))
    assert not succeeded
    assert "altered: expected" in said


@pytest.mark.django_db
def test_words_are_held_against_those_that_the_site_keeps(save, stored):
    snapshot, _new = freeze(bundle())
    name = f"{snapshot.hash}.json"
    said, succeeded = verified(save(snapshot.worded, name), "--site")
    assert succeeded
    assert "Its words are those that this site keeps." in said
    changed = snapshot.worded.replace(b" asks for ", b" offers ")
    assert changed != snapshot.worded
    said, succeeded = verified(save(changed, name), "--site")
    assert not succeeded
    assert "Its words are not those that this site keeps." in said


def test_the_hash_can_be_given_as_it_is_printed_in_groups_and_capitals(save):
    grouped = " ".join(HASH[place : place + 4] for place in range(0, 64, 4)).upper()
    _said, succeeded = verified(save(WHOLE, "record.json"), "--hash", grouped)
    assert succeeded


def test_an_altered_file_fails_with_both_hashes(save):
    altered = WHOLE.replace(b"Wie weiter?", b"Wie denn?")
    said, succeeded = verified(save(altered))
    assert not succeeded
    assert f"altered: expected {HASH}, found {digest(altered)}" in said


def test_one_altered_file_among_whole_ones_fails_and_is_named(save):
    whole, altered = save(WHOLE), save(WHOLE + b" ", f"copy-{HASH}.json")
    said, succeeded = verified(whole, altered)
    assert not succeeded
    first, second = said.splitlines()
    assert first.startswith(f"{whole}: whole")
    assert second.startswith(f"{altered}: the content is the same, but spelled differently")


@pytest.mark.parametrize("indent", [None, 2])
def test_the_same_content_in_another_spelling_is_told_apart_from_another_content(indent):
    respelled = json.dumps(RECORD, indent=indent).encode()
    assert verify(respelled, HASH).outcome is VerificationOutcome.RESPELLED


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no JSON at line 1, column 1"),
        (WHOLE[:-2], "no JSON at line 1, column"),
        (b"\xff" + WHOLE, "byte 1 is no UTF-8"),
        (b"[1, 2]", "no record of a comparison"),
        (b'{"format": "other/1"}', "no record of a comparison"),
        (WHOLE.replace(b'"counts":{}', b'"counts":1.5'), "$.counts: 1.5 is a float"),
        (WHOLE.replace(b'"counts":{}', b'"counts":{},"counts":{}'), "'counts' stands twice"),
        (WHOLE.replace(b'"counts":{}', b'"counts":' + b"9" * 5000), "integer string conversion"),
        (b"[" * 100_000, "lists within lists"),
        (b"\n<!doctype html><p>a page</p>", "take record.json"),
        (b"%PDF-1.7 \xe2\xe3", "no UTF-8"),
    ],
)
def test_what_is_no_record_is_told_with_the_place(content, problem):
    found = verify(content, HASH)
    assert found.outcome is VerificationOutcome.UNREADABLE
    assert problem in found.problem


def test_a_file_without_a_hash_is_not_called_whole(save):
    said, succeeded = verified(save(WHOLE, "record.json"))
    assert not succeeded
    assert "no hash to hold it against" in said
    assert HASH in said


def test_a_name_with_two_hashes_names_none():
    assert find_hash(f"{HASH}-{HASH[::-1]}.json") == ""
    assert find_hash(f"/{HASH[::-1]}/record.{HASH}.json") == HASH


def test_a_file_that_is_not_there_is_an_error_and_not_a_crash(tmp_path):
    said, succeeded = verified(str(tmp_path / "none.json"))
    assert not succeeded
    assert "cannot be read" in said


@pytest.mark.parametrize(
    "arguments", [("a.json", "--hash", "abc"), ("a.json", "b.json", "--hash", HASH)]
)
def test_a_hash_that_is_none_or_cannot_belong_is_refused(arguments):
    with pytest.raises(CommandError, match=r"--hash: .*Allowed"):
        call_command("verify_snapshot", *arguments)


@pytest.mark.django_db
def test_it_says_if_this_site_keeps_the_frozen_comparison(stored, save):
    snapshot, _new = freeze(bundle())
    said, succeeded = verified(save(snapshot.record, f"{snapshot.hash}.json"), "--site")
    assert succeeded
    assert f"This site keeps it (whole): {snapshot.title}" in said
    said, _succeeded = verified(save(WHOLE), "--site")
    assert f"This site keeps no frozen comparison {HASH}" in said
