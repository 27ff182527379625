"""Of two addresses of one page the better one is stored, and a copy is told from its page."""

import pytest

from sources.better_addresses import Places, better_places, places_of, without_tracking

CLEAN = "https://news.example/1"
COPY = f"https://web.archive.org/web/2025/{CLEAN}"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (f"{CLEAN}?utm_source=x&utm_medium=y", CLEAN),
        (f"{CLEAN}?utm_source=x&page=2&fbclid=z#comments", f"{CLEAN}?page=2"),
        (f"{CLEAN}?b=%D0%BC+1&&a=;&gclid=2", f"{CLEAN}?b=%D0%BC+1&&a=;"),
        (f"{CLEAN}?ref=101", f"{CLEAN}?ref=101"),
        (f"{CLEAN}?ref=twitter", CLEAN),
        (f"{CLEAN}?1967385", f"{CLEAN}?1967385"),
        (f"{CLEAN}#!/story/1", f"{CLEAN}#!/story/1"),
        (f"{CLEAN}?", CLEAN),
        (f"{CLEAN}/", f"{CLEAN}/"),
        ("", ""),
    ],
)
def test_only_what_tracks_readers_is_taken_away(url, clean):
    assert without_tracking(url) == clean
    assert without_tracking(clean) == clean


@pytest.mark.parametrize(
    "worse",
    [
        f"{CLEAN}?utm_source=x",
        f"{CLEAN}#comments",
        f"{CLEAN}/amp",
        f"{CLEAN}?amp=1",
        "https://amp.news.example/1",
        "http://news.example/1",
        "https://www.google.com/amp/s/news.example/1",
    ],
)
def test_a_clean_address_never_becomes_a_worse_one(worse):
    assert better_places(Places(CLEAN), Places(worse)) == Places(CLEAN)
    assert better_places(Places(worse), Places(CLEAN)) == Places(CLEAN)


@pytest.mark.parametrize(
    "other", ["https://www.news.example/1", f"{CLEAN}/", "https://news.example//1"]
)
def test_an_address_that_is_as_good_stays(other):
    assert better_places(Places(CLEAN), Places(other)) == Places(CLEAN)
    assert better_places(Places(other), Places(CLEAN)) == Places(other)


def test_a_stored_address_that_tracks_readers_is_cleaned_by_any_form_of_the_page():
    stored = Places(f"{CLEAN}?utm_source=x&id=5")
    given = Places(f"{CLEAN}?id=5&utm_source=y")
    assert better_places(stored, given) == Places(f"{CLEAN}?id=5")


def test_a_copy_becomes_the_archived_address():
    assert better_places(Places(CLEAN), Places(COPY)) == Places(CLEAN, COPY)
    assert better_places(Places(COPY), Places(CLEAN)) == Places(CLEAN, COPY)
    assert better_places(Places(COPY), Places(COPY)) == Places(CLEAN, COPY)


def test_a_second_copy_does_not_take_the_place_of_the_first():
    stored = Places(CLEAN, "https://archive.ph/Xy12z")
    assert better_places(stored, Places(COPY)) == stored
    assert better_places(stored, Places(CLEAN, COPY)) == Places(CLEAN, COPY)


def test_a_new_article_is_stored_with_its_page_and_its_copy():
    assert places_of(COPY) == Places(CLEAN, COPY)
    assert places_of(f"{COPY}?utm_source=x").url == CLEAN
    assert places_of("HTTPS://News.example/1?utm_source=x") == Places(CLEAN)


def test_a_copy_that_does_not_name_its_page_stays_the_address():
    assert places_of("https://archive.ph/Xy12z") == Places("https://archive.ph/Xy12z")


def test_a_copy_beside_another_copy_is_not_lost():
    other = "https://archive.ph/Xy12z"
    assert places_of(COPY, other) == Places(COPY, other)
