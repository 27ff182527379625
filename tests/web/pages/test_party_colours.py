"""A party has one colour in every view and arrangement; its documents are told apart by line."""

import io
from itertools import permutations

import docx
import pytest
from docx.oxml.ns import qn

from proposals.comparisons import Selection, catalogue
from proposals.comparisons.colours import HUES, Colour, colour_of, numbers_of_parties, told_apart
from proposals.exports.word.styles import COLOURS, LINES
from proposals.models import Party
from tests.support import pages
from tests.support.folders import SEEDS, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

stored = stored_for_a_module(SEEDS / "istanbul-2025")

LOOKS = {
    "Ukraine's memorandum": "party-1",
    "The Ukrainian side's statement": "party-1 outline-2",
    "Russia's memorandum": "party-2",
    "The Russian side's statement": "party-2 outline-2",
    "The agreed outcome of the talks": "party-0",
}
NAMES = {
    "ukraine-memorandum": "Ukraine's memorandum",
    "russia-memorandum": "Russia's memorandum",
    "ukraine-statements": "The Ukrainian side's statement",
    "russia-statements": "The Russian side's statement",
    "agreed-outcomes": "The agreed outcome of the talks",
}
FIVE = tuple(NAMES)
ARRANGEMENTS = (FIVE, FIVE[::-1], (*FIVE[2:], *FIVE[:2]))

OPENED = ("nato-membership", "step-order", "language-status")
"""Rows in full, with every part that names a document."""

HEADS = "//th[contains(@class, 'col-answer')]"
ROW = "//tr[@id='q-nato-membership']"
VIEWS = {
    "compare/": (
        (HEADS, "./a"),
        (f"{ROW}/td[starts-with(@class, 'answer ')]", "./p[@class='who']"),
        ("//li[starts-with(@class, 'slot party')]", "./select/option[@selected]"),
    ),
    "print/": (
        ("//ul[@class='documents']/li", "./p[@class='document-name']"),
        ("//tr[@class='names']/th", "."),
    ),
    "embed/questions/nato-membership/": (("//ul[starts-with(@class, 'answers')]/li", ".//strong"),),
    "export/": (("//span[starts-with(@class, 'tag ')]", "."),),
    "maps/recognised-territories/": (("//span[starts-with(@class, 'tag ')]", "./a"),),
}


@pytest.fixture
def istanbul(stored, db):
    """The talks in Istanbul, as they were loaded."""


def looks_by_name(root, places, name):
    """The set of looks of each document by its name, wherever it stands."""
    looks = {}
    for element in root.xpath(places):
        words = pages.text_of(element.xpath(name)[0]).replace("’", "'")
        classes = [
            one for one in element.get("class").split() if one.startswith(("party-", "outline-"))
        ]
        looks.setdefault(words, set()).add(" ".join(classes))
    return looks


def address(view, documents):
    columns = "&".join(f"d={key}" for key in documents)
    rows = "&".join(f"open={key}" for key in OPENED) if view == "compare/" else ""
    return f"/istanbul-2025/{view}?{columns}&{rows}".rstrip("&")


def page(client, view, documents):
    answer = client.get(address(view, documents))
    assert answer.status_code == 200
    return pages.parsed(answer.content.decode())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("documents", ARRANGEMENTS)
def test_a_party_keeps_its_colour_in_every_arrangement_of_every_view(
    client, istanbul, view, documents
):
    root = page(client, view, documents)
    for places, name in VIEWS[view]:
        looks = looks_by_name(root, places, name)
        assert looks == {name: {LOOKS[name]} for name in LOOKS}, places


def test_swapping_two_columns_does_not_exchange_their_colours(client, istanbul):
    for documents in permutations(FIVE[:2]):
        looks = looks_by_name(page(client, "compare/", documents), HEADS, "./a")
        expected = {LOOKS[NAMES[key]] for key in documents}
        assert looks == {NAMES[key]: {LOOKS[NAMES[key]]} for key in documents}
        assert expected == {"party-1", "party-2"}


def test_a_document_that_stands_alone_of_its_party_is_solid(client, istanbul):
    root = page(client, "compare/", ("russia-statements", "ukraine-memorandum"))
    looks = looks_by_name(root, HEADS, "./a")
    assert looks["The Russian side's statement"] == {"party-2"}


def test_figures_and_pairs_name_documents_in_the_colour_of_their_party(client, istanbul):
    root = page(client, "compare/", FIVE[::-1])
    for places in (
        "//p[starts-with(@class, 'holder')]/..",
        "//p[starts-with(@class, 'stance party-')]",
        "//table[@class='pair-matrix']//th",
    ):
        elements = root.xpath(places)
        assert elements, places
        for element in elements:
            words = pages.text_of(element).replace("’", "'")
            look = next(look for name, look in LOOKS.items() if name in words)
            assert element.get("class").endswith(look), words


def test_a_mark_of_one_side_has_the_colour_of_the_party_that_speaks(client, istanbul):
    for documents in permutations(FIVE[:2]):
        root = page(client, "compare/", documents)
        row = root.xpath("//tr[@id='q-language-status']")[0]
        (mark,) = row.xpath(".//*[contains(@class, 'mark-one_side')]")
        side = documents.index("russia-memorandum") + 1
        assert mark.get("class") == f"mark mark-one_side side-{side} party-2"


@pytest.mark.parametrize("documents", ARRANGEMENTS)
def test_word_heads_have_the_colour_and_the_line_of_their_document(client, istanbul, documents):
    answer = client.get(address("export/comparison.docx", documents))
    document = docx.Document(io.BytesIO(answer.content))
    for cell in document.tables[0].rows[0].cells:
        look = LOOKS[cell.text.replace("’", "'")]
        number, _, nth = look.removeprefix("party-").partition(" outline-")
        line = cell._tc.tcPr.find(qn("w:tcBorders")).find(qn("w:top"))
        assert line.get(qn("w:color")) == COLOURS[int(number)]
        assert line.get(qn("w:val")) == LINES[int(nth or 1)]


def test_principals_come_first_and_eight_parties_have_a_colour_each(db):
    roles = ["mediator", *["principal"] * HUES]
    parties = [
        Party(pk=place, key=f"p{place}", role=role, ordinal=place)
        for place, role in enumerate(roles, 1)
    ]
    numbers = numbers_of_parties(parties)
    assert [numbers[one.pk] for one in parties[1:]] == list(range(1, HUES + 1))
    assert numbers[parties[0].pk] == 1, "the ninth begins again"


def test_a_document_of_several_parties_or_of_none_has_a_colour_of_its_own():
    one, other = Party(pk=1, key="a"), Party(pk=2, key="b")
    numbers = numbers_of_parties([one, other])
    assert [colour_of(by, numbers).number for by in ([one], [other])] == [1, 2]
    assert colour_of([one, other], numbers) == colour_of([], numbers) == Colour()


def test_no_two_documents_side_by_side_look_the_same():
    colours = told_apart([Colour(2), Colour(1), Colour(2), Colour(), Colour(2), Colour()])
    assert [one.classes for one in colours] == [
        "party-2",
        "party-1",
        "party-2 outline-2",
        "party-0",
        "party-2 outline-3",
        "party-0 outline-2",
    ]


def test_the_colour_of_a_document_changes_nothing_that_it_equals(istanbul):
    offer = catalogue("istanbul-2025")
    chosen = offer.chosen(Selection(FIVE))
    assert [one.colour.nth for one in chosen] == [1, 1, 2, 2, 1]
    assert all(one in offer.documents for one in chosen)
