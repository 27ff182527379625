"""Cards for sharing: what they say, where it stands, in which colours, and what they never do."""

from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from proposals.comparisons import Colour, Selection, catalogue, compare
from proposals.domain.verdicts import Mark
from proposals.exports.cards.answers import SMALLEST
from proposals.exports.cards.card import Card, CardAnswer, CardRow
from proposals.exports.cards.content import comparison_card, site_card
from proposals.exports.cards.layout import pieces_of
from proposals.exports.cards.pieces import (
    HEIGHT,
    INK,
    PAPER,
    QUIET,
    WIDTH,
    Bar,
    Symbol,
    TextLine,
    mark_colour,
    party_colour,
)
from proposals.exports.cards.png_file import card_png, card_tag
from proposals.exports.cards.text_blocks import width
from proposals.models import Clause, Negotiation, Question
from proposals.seeding import load
from sources.text_directions import without_isolates
from tests.support.five_parties import DOCUMENTS, NAMES, QUESTION, write_five_parties
from tests.support.folders import LAKE, SEEDS, stored_for_a_module

pytestmark = pytest.mark.django_db
HOST = "parley.example"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def card(key, *documents, **filters):
    return comparison_card(compare(catalogue(key), Selection(documents, **filters)), HOST)


def row(key, question, *documents):
    return card(key, *documents, questions=(question,))


def lines(a_card):
    return [piece for piece in pieces_of(a_card) if isinstance(piece, TextLine)]


def words(a_card):
    return " ".join(line.text for line in lines(a_card))


def box(line):
    wide = width(line.text, line.style, from_right=line.from_right)
    left = line.x - wide if line.ends else line.x
    return left, line.y, left + wide, line.y + line.style.size


def test_a_row_has_question_verdict_answers_talks_address_and_day(lake):
    drawn = words(row("lake-2031", "share-of-limnaia"))
    for text in (
        "What share of the water may Λιμναία draw?",
        "Talks on the waters of Lake Aigli · Shares of the water",
        "Conflict",
        "The ranges do not meet: 5 per cent apart.",
        "asks for at least 40 per cent",
        "offers 35 per cent",
        "parley.example/lake-2031/compare/?question=share-of-limnaia",
        "as of ",
    ):
        assert text in drawn


def test_a_row_of_three_documents_names_the_pair_of_its_verdict(lake):
    a_card = row(
        "lake-2031",
        "share-of-limnaia",
        "limnaia-memorandum.handed-over",
        "wadi-plan.second",
        "league-plan.bridging",
    )
    pair = "Λιμναία / Harbour League: "
    assert a_card.verdict == f"{pair}The ranges do not meet: 5 per cent apart."
    assert a_card.verdict in words(a_card)
    two = row(
        "lake-2031", "share-of-limnaia", "limnaia-memorandum.handed-over", "league-plan.bridging"
    )
    assert two.verdict == a_card.verdict.removeprefix(pair)


def test_a_row_has_its_answers_with_their_conditions(lake):
    (one,) = row("lake-2031", "share-of-limnaia", "wadi-plan.second", "league-plan.bridging").rows
    assert one.answers[0].words.endswith("25 to 35.5 per cent (in dry years) (the pass is open)")


def test_a_topic_has_counts_and_its_rows_with_the_page_of_the_topic(lake):
    a_card = card("lake-2031", topics=("water-shares",))
    assert a_card.title == "Shares of the water"
    assert "parley.example/lake-2031/topics/water-shares/" in words(a_card)
    assert a_card.rows
    assert a_card.counts


def test_talks_have_counts_by_mark_and_the_worst_rows_first(lake):
    a_card = card("lake-2031")
    assert a_card.title == "Talks on the waters of Lake Aigli"
    symbols = [piece for piece in pieces_of(a_card) if isinstance(piece, Symbol)]
    assert [one.mark for one in symbols[:2]] == [Mark.CONFLICT, Mark.ONE_SIDE]
    assert {one.mark for one in a_card.rows} == {Mark.CONFLICT}
    total = len(list(compare(catalogue("lake-2031"), Selection()).rows))
    assert a_card.more == total - len(a_card.rows) > 0
    assert f"{a_card.more} more questions on the page." in words(a_card)
    assert "parley.example/lake-2031/ " in words(a_card) + " "


def test_every_mark_stands_beside_its_word(lake):
    a_card = row("lake-2031", "share-of-limnaia")
    (symbol,) = [piece for piece in pieces_of(a_card) if isinstance(piece, Symbol)]
    (word,) = [line for line in lines(a_card) if line.text == "Conflict"]
    assert symbol.y == word.y
    assert symbol.colour == word.colour == mark_colour(Mark.CONFLICT)


def test_the_words_of_a_card_are_those_that_are_drawn(lake):
    for a_card in (
        row("lake-2031", "share-of-limnaia"),
        card("lake-2031", topics=("water-shares",)),
        card("lake-2031"),
    ):
        told = without_isolates(a_card.text)
        for drawn in without_isolates(words(a_card)).split():
            assert drawn in told or drawn in ("·",), drawn


def test_a_party_has_one_colour_whatever_stands_beside_it(lake):
    def colours(*documents):
        (one,) = row("lake-2031", "share-of-limnaia", *documents).rows
        return {answer.name: (answer.colour.number, answer.colour.nth) for answer in one.answers}

    assert colours("league-plan.bridging", "limnaia-memorandum.handed-over") == {
        "Harbour League": (3, 1),
        "Λιμναία": (1, 1),
    }
    both = colours("wadi-plan.first", "wadi-plan.second", "agreed")
    assert both["The plan of إمارة الوادي (first version)"] == (2, 1)
    assert both["The plan of إمارة الوادي"] == (2, 2)
    assert both["The closing statement"][0] == 0


def test_bars_have_the_colours_of_the_parties_on_the_picture(lake):
    a_card = row(
        "lake-2031", "share-of-limnaia", "league-plan.bridging", "limnaia-memorandum.handed-over"
    )
    picture = Image.open(BytesIO(card_png(a_card)))
    assert picture.size == (WIDTH, HEIGHT) == (1200, 630)
    bars = [one for one in pieces_of(a_card) if isinstance(one, Bar) and one.corners[3] > 300]
    sides = [
        one for one in bars if one.colour in (party_colour(Colour(1)), party_colour(Colour(3)))
    ]
    assert [one.colour for one in sides] == [party_colour(Colour(3)), party_colour(Colour(1))]
    for bar in sides:
        left, top, right, bottom = bar.corners
        middle = picture.getpixel(((left + right) // 2, (top + bottom) // 2))
        assert "#{:02x}{:02x}{:02x}".format(*middle) == bar.colour


def test_a_second_document_of_a_party_is_an_outline_on_the_picture(lake):
    a_card = row("lake-2031", "share-of-limnaia", "wadi-plan.first", "wadi-plan.second")
    picture = Image.open(BytesIO(card_png(a_card)))
    (bar,) = [one for one in pieces_of(a_card) if isinstance(one, Bar) and one.outlined]
    left, top, right, bottom = bar.corners
    inside = picture.getpixel(((left + right) // 2, (top + bottom) // 2))
    edge = picture.getpixel((left, (top + bottom) // 2))
    assert "#{:02x}{:02x}{:02x}".format(*inside) == PAPER
    assert "#{:02x}{:02x}{:02x}".format(*edge) == bar.colour


def test_one_side_alone_fills_its_own_half_of_the_mark(db):
    load([SEEDS / "istanbul-2025"])
    picture = {}
    for question, side in (("ceasefire-area", "left"), ("nuclear-status", "right")):
        a_card = row("istanbul-2025", question)
        (symbol,) = [piece for piece in pieces_of(a_card) if isinstance(piece, Symbol)]
        image = Image.open(BytesIO(card_png(a_card)))
        quarter = symbol.size // 4
        places = [(symbol.x + at, symbol.y + symbol.size // 2) for at in (quarter, 3 * quarter)]
        dark = [sum(image.getpixel(place)) < 400 for place in places]
        picture[side] = dark
    assert picture == {"left": [True, False], "right": [False, True]}


def test_both_sides_have_letters_of_one_size(db):
    load([SEEDS / "istanbul-2025"])
    for a_card in all_cards("istanbul-2025"):
        answers = [answer.words for one in a_card.rows for answer in one.answers]
        others = {a_card.verdict, a_card.kicker}
        sizes = {
            line.style.size
            for line in lines(a_card)
            if not line.style.bold
            and any(line.text in answer for answer in answers)
            and not any(line.text in other for other in others)
        }
        assert len(sizes) <= 1, a_card.title


def all_cards(key):
    """Yield the cards of talks, of every topic and row, with the usual columns and with five."""
    chosen = catalogue(key)
    many = tuple(document.key for document in chosen.documents)[:5]
    for documents in ((), many):
        matrix = compare(chosen, Selection(documents))
        yield comparison_card(matrix, HOST)
        for theme in matrix.themes:
            for topic in theme.topics:
                yield of_part(matrix, theme, topic, topics=(topic.topic.key,))
                for one in topic.rows:
                    alone = replace(topic, rows=(one,))
                    yield of_part(matrix, theme, alone, questions=(one.question.key,))


def of_part(matrix, theme, topic, **filters):
    """Return the card of one topic of a comparison, as if it had been selected."""
    selection = Selection(matrix.selection.documents, **filters)
    themes = (replace(theme, topics=(topic,)),)
    return comparison_card(replace(matrix, selection=selection, themes=themes), HOST)


@pytest.mark.parametrize("folder", ["lake", "istanbul", "five"])
def test_nothing_leaves_the_card_or_stands_on_something_else(lake, folder, tmp_path):
    keys = {"lake": "lake-2031", "istanbul": "istanbul-2025", "five": "five"}
    if folder != "lake":
        load([write_five_parties(tmp_path) if folder == "five" else SEEDS / "istanbul-2025"])
    for a_card in all_cards(keys[folder]):
        drawn = lines(a_card)
        boxes = [box(line) for line in drawn]
        for line, (left, top, right, bottom) in zip(drawn, boxes, strict=True):
            assert 0 <= left <= right <= WIDTH - 50, line
            assert 0 <= top <= bottom <= HEIGHT, line
            assert line.style.size >= SMALLEST
        for (one, first), (other, second) in combinations(zip(drawn, boxes, strict=True), 2):
            apart_x = first[2] <= second[0] or second[2] <= first[0]
            apart_y = first[3] <= second[1] or second[3] <= first[1]
            assert apart_x or apart_y, (one, other)


def test_nothing_is_cut_in_silence(lake, tmp_path):
    load([SEEDS / "istanbul-2025"])
    for a_card in all_cards("istanbul-2025"):
        drawn = " ".join(words(a_card).split())
        assert "…" not in drawn
        for one in a_card.rows:
            for answer in one.answers:
                if answer.words not in drawn:
                    assert "(the rest is on the page)" in drawn


def test_five_parties_stand_below_each_other_each_in_its_own_colour_and_script(tmp_path, db):
    load([write_five_parties(tmp_path)])
    a_card = row("five", "length", *DOCUMENTS)
    (one,) = a_card.rows
    assert [answer.name for answer in one.answers] == list(NAMES.values())
    assert [answer.colour.number for answer in one.answers] == [1, 2, 3, 4, 5]
    assert QUESTION in a_card.title
    names = [line for line in lines(a_card) if line.text in NAMES.values()]
    assert [line.text for line in names] == list(NAMES.values())
    assert len({line.colour for line in names}) == 5
    assert [line.from_right for line in names] == [False, False, False, True, True]
    assert len({line.y for line in names}) == 5
    for days in (10, 20, 30, 40, 50):
        assert f"asks for {days} days" in words(a_card)


def test_a_script_that_the_font_lacks_is_said_in_words(lake):
    Negotiation.objects.filter(key="lake-2031").update(name="የሐይቁ ድርድር")
    a_card = card("lake-2031")
    assert a_card.title == "(in a script that only the page has)"


def test_a_long_answer_is_cut_between_words_and_says_so():
    answer = CardAnswer(name="North", words="many long words " * 14, colour=Colour(1), whole=False)
    one = CardRow(question="What?", mark=Mark.AGREE, word="Agree", answers=(answer, answer))
    a_card = Card(
        kicker="Talks", title="What? " * 30, verdict="They agree. " * 30, counts=(), rows=(one,),
        more=0, addresses=("a.example/x/",), day="", of_one_row=True,
    )  # fmt: skip
    assert words(a_card).count("(the rest is on the page)") >= 3
    assert max(box(line)[3] for line in lines(a_card)) <= HEIGHT


def test_an_address_too_long_for_two_lines_gives_way_to_that_of_the_talks(lake):
    a_card = row("lake-2031", "share-of-limnaia")
    long = replace(a_card, addresses=("parley.example/" + "x" * 300, "parley.example/lake-2031/"))
    assert "parley.example/lake-2031/" in words(long)
    assert "xxx" not in words(long)


def test_an_answer_that_is_not_there_says_why_in_a_quiet_colour(lake):
    a_card = row("lake-2031", "share-of-limnaia", "limnaia-memorandum.handed-over", "agreed")
    (line,) = [one for one in lines(a_card) if one.text.startswith("neither an answer")]
    assert line.colour == QUIET != INK


def test_the_tag_changes_with_what_is_drawn_and_with_nothing_else(lake):
    one, again = (card_tag(row("lake-2031", "share-of-limnaia")) for _ in range(2))
    assert one == again
    Clause.objects.filter(version__proposal__key="league-plan").first()
    Question.objects.filter(key="share-of-limnaia").update(text="Another question?")
    assert card_tag(row("lake-2031", "share-of-limnaia")) != one


def test_the_card_of_the_site_has_its_name_and_no_verdict():
    a_card = site_card(HOST)
    assert "Peace proposals side by side" in words(a_card)
    assert not [piece for piece in pieces_of(a_card) if isinstance(piece, Symbol)]
    assert card_png(a_card).startswith(b"\x89PNG")
