"""Pictures of the main pages in five forms, for people to look at: var/screenshots."""

import pytest

from tests.browser.addresses import where
from tests.browser.shots import FOLDER, FORMS, take

# Every kind of page that a reader stays on, by the name of its pictures.
MAIN = {
    "home": "proposals:home",
    "negotiation": "proposals:negotiation",
    "compare-two": "proposals:compare",
    "compare-five": "compare five",
    "topic": "proposals:topic",
    "document": "proposals:document",
    "clause": "proposals:clause",
    "method": "proposals:method",
    "article": "sources:article",
    "articles": "sources:index",
    "outlet": "sources:outlet",
    "map": "proposals:map",
}


@pytest.mark.parametrize("name", MAIN)
def test_pictures_are_taken_for_people_to_look_at(open_page, site: str, name: str):
    page = open_page(reduced_motion="reduce")
    page.goto(site + where(MAIN[name]))
    for form in FORMS:
        file = FOLDER / f"{name}-{form.name}.png"
        file.unlink(missing_ok=True)
        take(page, form, file)
        assert file.read_bytes().startswith(b"\x89PNG")
