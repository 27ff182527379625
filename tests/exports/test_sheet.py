"""The printed sheet: its options, its page, its rows and notes; what is on it and what never is."""

import re

import pytest
from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from proposals.comparisons import ClauseView, EvidenceView, Selection, catalogue, compare
from proposals.comparisons.catalogue import Document
from proposals.comparisons.document_names import version_words
from proposals.data_stamps.memory import memory
from proposals.domain.standing import count_sources
from proposals.domain.verdicts import Mark
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.clauses import ClauseColumn, TopicClauses
from proposals.exports.paper.endnotes import letter_of
from proposals.exports.paper.sheet import (
    LONGEST_ADDRESS,
    ClauseOption,
    Foot,
    Notes,
    Paper,
    SheetOptions,
    Turn,
    fitting_address,
    page_rules,
    read_options,
    sheet_html,
)
from proposals.language.active import active_language
from proposals.language.labels import mark_label
from proposals.models import Clause, Proposal, Term, Version
from sources.models import Article
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

PRINT = "/lake-2031/print/"
STYLE = "/lake-2031/print/sheet.css"
FIVE = (
    "limnaia-memorandum.handed-over",
    "wadi-plan.second",
    "league-plan.bridging",
    "agreed",
    "wadi-plan.first",
)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def lake(selection: Selection | None = None) -> ExportBundle:
    matrix = compare(catalogue("lake-2031"), selection or Selection())
    return ExportBundle(matrix, "https://parley.example", timezone.now())


def sheet(options: SheetOptions | None = None, selection: Selection | None = None):
    return pages.parsed(sheet_html(lake(selection), options or SheetOptions()))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_without_a_word_the_sheet_is_a4_portrait_with_notes_and_clauses():
    assert read_options(QueryDict("")) == (SheetOptions(), [])
    usual = SheetOptions()
    assert (usual.paper, usual.turn, usual.notes, usual.clauses, usual.grey) == (
        "a4", "portrait", "endnotes", "full", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        SheetOptions(Paper.LETTER, Turn.LANDSCAPE, Notes.SHORT, ClauseOption.ANSWERS, grey=True),
        SheetOptions(notes=Notes.NONE),
        SheetOptions(),
    ],
)
def test_options_written_into_an_address_are_read_back(options):
    query = QueryDict(mutable=True)
    for name, value in options.parameters():
        query.appendlist(name, value)
    assert read_options(query) == (options, [])


@pytest.mark.parametrize("name", ["paper", "turn", "notes", "clauses", "grey"])
def test_an_option_that_does_not_exist_is_named_with_those_that_do(name):
    options, notices = read_options(QueryDict(f"{name}=<b>"))
    assert options == SheetOptions()
    assert name in notices[0].text
    assert "“<b>”" in notices[0].text
    assert notices[0].allowed


def test_the_print_page_keeps_the_selection_and_offers_the_options(client):
    answer = client.get(PRINT, {"d": FIVE[:2], "verdict": "conflict", "paper": "letter"})
    page = pages.parsed(answer.content.decode())
    (form,) = page.xpath("//form")
    hidden = [(one.get("name"), one.get("value")) for one in form.xpath("input[@type='hidden']")]
    assert hidden == [("d", FIVE[0]), ("d", FIVE[1]), ("verdict", "conflict")]
    chosen = {
        one.get("name"): one.xpath("option[@selected]/@value")[0] for one in form.xpath(".//select")
    }
    assert chosen == {
        "paper": "letter", "turn": "portrait", "notes": "endnotes", "clauses": "full",
    }  # fmt: skip
    assert page.xpath("//ul[@class='notices']") == []


def test_the_print_page_says_what_it_did_not_understand(client):
    page = client.get(PRINT, {"paper": "a0", "verdict": "maybe", "colour": "1"}).content.decode()
    for found in ("“a0”", "“maybe”", "“colour”"):
        assert found in page


def test_the_print_page_of_an_unknown_negotiation_leads_to_those_that_there_are(client):
    for path in ("/nowhere/print/", "/nowhere/print/sheet.css"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "nowhere" in answer.content.decode()


def test_the_print_page_needs_thirteen_queries_however_many_columns(
    client, django_assert_num_queries
):
    for columns in (FIVE[:2], FIVE):
        memory.clear()
        with django_assert_num_queries(13):
            client.get(PRINT, {"d": columns})


def test_the_page_rules_are_a_style_sheet_of_the_address(client):
    asked = {"paper": "letter", "turn": "landscape", "hash": "0123456789abcdef" * 4}
    answer = client.get(STYLE, asked)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    css = answer.content.decode()
    assert "size: letter landscape" in css
    assert '"0123 4567 89ab cdef"' in css
    assert "Talks on the waters of Lake Aigli" in css


@pytest.mark.parametrize("given", ["", "0123", '"} body { display: none }', "G" * 64])
def test_what_is_no_hash_is_not_printed(client, given):
    css = client.get(STYLE, {"hash": given}).content.decode()
    assert css.count("content:") == 2
    assert "\\b7" not in css, "nothing stands behind the number of the page"
    assert "body" not in css


def test_a_title_cannot_leave_its_place_in_the_page_rules():
    hostile = 'A"; } * { display: none }\n</style> \\'
    css = page_rules(Foot(title=hostile, address=hostile), SheetOptions())
    assert "display: none" not in css
    assert "</style" not in css
    assert css.count('"') % 2 == 0
    assert css.count("{") == css.count("}") == 3


def test_a_title_from_the_right_leaves_the_day_whole_at_the_foot():
    css = page_rules(Foot(title="محادثات الواحة", day="31 May 2035"), SheetOptions())
    assert 'content: "\u200e\u2068محادثات الواحة\u2069, 31 May 2035"' in unescaped(css)


def test_a_long_title_is_cut_for_the_foot_of_the_page():
    css = page_rules(Foot(title="ab " * 100), SheetOptions())
    assert "ab " * 30 not in css
    assert r"\002026" in css


def unescaped(css: str) -> str:
    """The text of a style sheet whose signs are written by number."""
    return re.sub(r"\\([0-9a-f]{6}) ", lambda sign: chr(int(sign[1], 16)), css)


def test_the_foot_has_the_day_and_the_address_of_what_was_made(client):
    (rules,) = pages.parsed(client.get(PRINT, {"verdict": "conflict"}).content.decode()).xpath(
        "//link[contains(@href, 'sheet.css?')]/@href"
    )
    css = unescaped(client.get(rules).content.decode())
    today = timezone.localtime()
    assert f"{today.day} {today:%B %Y}" in css
    assert "http://testserver/lake-2031/compare/?d=" in css
    assert "verdict=conflict" in css


def test_an_address_too_long_for_the_foot_gives_way_to_that_of_the_negotiation():
    negotiation, home = lake().negotiation, "https://parley.example"
    address = f"{home}/" + "a" * LONGEST_ADDRESS
    assert fitting_address(address, negotiation, home) == f"{home}/lake-2031/"
    assert fitting_address(f"{home}/b", negotiation, home) == f"{home}/b"


def test_every_table_has_a_caption():
    tables = sheet(selection=Selection(FIVE)).xpath("//table")
    assert len(tables) > 3
    assert all(words(table.find("caption")) for table in tables)


def test_notes_lead_back_to_the_questions_at_which_they_are_named():
    found = sheet()
    numbers = {
        row.get("id"): words(row.xpath(".//span[@class='number']")[0])
        for row in found.xpath("//tbody[contains(@class, 'row')]")
    }
    for row in found.xpath("//tbody[contains(@class, 'row')]"):
        for name in {words(one) for one in row.xpath(".//span[@class='refs']/a")}:
            (note,) = found.xpath("//*[@id=$name]", name=f"note-{name}")
            back = note.xpath(".//span[@class='back']/a[@href=$to]", to=f"#{row.get('id')}")
            assert back, name
            assert words(back[0]) == numbers[row.get("id")]
    ids = set(found.xpath("//@id"))
    links = found.xpath("//section[@class='endnotes']//a[starts-with(@href, '#')]/@href")
    assert any(link.startswith("#clause-") for link in links)
    assert {link[1:] for link in links} <= ids


def test_clauses_of_one_document_alone_are_spread_over_the_page():
    def column(letters: int, *, fresh: int = 3) -> ClauseColumn:
        clause = Clause(heading="", text="a" * letters)
        view = ClauseView(clause, EvidenceView((), count_sources(())))
        return ClauseColumn(lake().matrix.documents[0], (view,) * fresh, ())

    alone = TopicClauses((column(400), column(0, fresh=0)))
    assert alone.flows
    assert [sum(len(one.fresh) for one in part) for part in alone.spread] == [1, 2]
    assert not TopicClauses((column(400), column(300))).flows
    assert len(TopicClauses((column(900, fresh=1), column(0, fresh=0))).spread) == 1


def test_every_selected_row_stands_on_the_sheet_once_in_the_order_of_the_page():
    selection = Selection(marks=(Mark.CONFLICT,))
    found = sheet(selection=selection)
    rows = [row.question for row in lake(selection).matrix.rows]
    assert found.xpath("//tbody[contains(@class, 'row')]/@id") == [f"q-{q.key}" for q in rows]
    asked = [words(one) for one in found.xpath("//span[@class='question']")]
    assert asked == [question.text for question in rows]
    numbers = [words(one) for one in found.xpath("//span[@class='number']")]
    assert numbers == [str(place) for place in range(1, len(rows) + 1)]


def test_a_row_has_a_cell_for_each_document_below_the_documents_names():
    tables = sheet(selection=Selection(FIVE)).xpath("//table[contains(@class, 'comparison')]")
    assert tables
    for table in tables:
        assert len(table.xpath("thead/tr[@class='names']/th")) == len(FIVE)
        assert table.xpath("tbody/tr[@class='answers']")
        for row in table.xpath("tbody/tr[@class='answers']"):
            assert len(row.xpath("td")) == len(FIVE)


def test_a_verdict_has_its_drawing_its_word_its_rule_and_its_sentence():
    row = next(iter(lake().matrix.rows))
    (body,) = sheet().xpath(f"//tbody[@id='q-{row.question.key}']")
    (verdict,) = body.xpath(".//span[@class='verdict']")
    assert verdict.xpath("*[local-name()='svg']")
    assert words(verdict) == "conflict R2"
    assert words(body.xpath(".//p[@class='sentence']")[0]).endswith(row.worst.worst_sentence)


def test_of_three_documents_the_worst_pair_is_named_and_every_pair_stands_in_a_matrix():
    row = next(iter(lake().matrix.rows))
    (body,) = sheet().xpath(f"//tbody[@id='q-{row.question.key}']")
    assert words(body.xpath(".//strong[@class='pair-names']")[0]) == "Λιμναία / Harbour League:"
    cells = body.xpath(".//table[@class='pair-matrix']//td[*]")
    assert len(cells) == len(row.pairs)
    assert [words(cell).split(",")[0] for cell in cells] == [
        f"{mark_label(pair.mark, active_language())} {pair.rule.value}" for pair in row.pairs
    ]


def test_the_four_ways_to_be_empty_have_words_and_a_look_of_their_own():
    found = sheet(selection=Selection(FIVE))
    looks = {}
    for cell in found.xpath("//td[contains(@class, 'absent-')]"):
        looks.setdefault(cell.get("class").split()[-1], set()).add(
            words(cell.xpath("p[@class='absence']/strong")[0])
        )
    assert looks == {
        "absent-silent": {"Silent"},
        "absent-deferred": {"Deferred"},
        "absent-withdrawn": {"Withdrawn"},
        "absent-not_coded": {"Not coded yet"},
    }


def test_an_editors_verdict_stands_beside_the_computed_one_with_its_name():
    (judged,) = sheet().xpath("//div[@class='judgement']")
    assert "compatible" in words(judged)
    assert "Ελένη" in words(judged)


def references(found) -> list[str]:
    return [words(one) for one in found.xpath("//span[@class='refs']/a")]


def notes(found) -> list[str]:
    """Every name that a reference may have: a note without pieces, or each of its pieces."""
    return [words(one) for one in found.xpath("//*[@class='note-number']")]


@pytest.mark.parametrize("clauses", list(ClauseOption))
def test_references_and_notes_match_one_to_one(clauses):
    found = sheet(SheetOptions(clauses=clauses), Selection(FIVE))
    named = references(found)
    heads = [name for name in notes(found) if name.isdigit()]
    lettered = [name for name in notes(found) if not name.isdigit()]
    assert heads == [str(number) for number in range(1, len(heads) + 1)]
    assert set(lettered) <= set(named)
    assert {re.sub(r"\D", "", name) for name in named} == set(heads)
    assert set(named) <= {*heads, *lettered}
    for target in found.xpath("//span[@class='refs']/a/@href"):
        assert len(found.xpath(f"//*[@id='{target[1:]}']")) == 1, target


def test_notes_are_numbered_in_the_order_in_which_a_reader_meets_them():
    met = dict.fromkeys(int(re.sub(r"\D", "", name)) for name in references(sheet()))
    assert len(met) > 3
    first_of_groups = list(met)
    # Within one cell references stand in the order of the notes, so numbers only ever grow.
    assert first_of_groups == sorted(first_of_groups)


def test_a_note_prints_outlet_headline_day_and_addresses():
    article = Article.objects.get(key="L1")
    text = words(sheet().xpath("//section[@class='endnotes']")[0])
    for part in (article.outlet.name, article.headline, article.url):
        assert part in text


def test_a_disputing_article_says_so_in_its_note_and_at_the_answer():
    found = sheet()
    assert found.xpath("//div[contains(@class, 'stance-disputes')]")
    assert any("disputes" in words(one) for one in found.xpath("//p[@class='sources']"))


def test_sources_in_short_are_outlets_with_days_and_no_numbers():
    found = sheet(SheetOptions(notes=Notes.SHORT))
    assert references(found) == notes(found) == []
    assert "Norsund Post" in words(found.xpath("//p[@class='sources']")[0].getroottree().getroot())


def test_without_notes_the_counts_and_the_standing_stay():
    found = sheet(SheetOptions(notes=Notes.NONE))
    told = [words(one) for one in found.xpath("//p[@class='sources']")]
    assert any("rests on one source" in text for text in told)
    assert all("support" in text for text in told)
    assert references(found) == notes(found) == []


def test_answers_only_leaves_the_texts_of_clauses_out():
    assert sheet().xpath("//tr[contains(@class, 'clauses')]")
    assert not sheet(SheetOptions(clauses=ClauseOption.ANSWERS)).xpath(
        "//tr[contains(@class, 'clauses')]"
    )


def test_a_clause_of_two_topics_is_printed_in_full_once():
    shared = Clause.objects.published().annotate(number=Count("topics")).filter(number=2)
    clause = shared.get(version__proposal__key="limnaia-memorandum")
    texts = [words(one) for one in sheet().xpath("//div[@class='clause']/div[1]")]
    assert sum(clause.text in text for text in texts) == 1
    assert len(texts) == len(set(texts))


def test_a_grey_sheet_has_no_colour_at_all():
    html = sheet_html(lake(), SheetOptions(grey=True))
    colours = {code.lower() for code in re.findall(r"#[0-9a-fA-F]{6}\b", html)}
    assert all(code[1:3] == code[3:5] == code[5:7] for code in colours)
    coloured = re.findall(r"#[0-9a-fA-F]{6}\b", sheet_html(lake(), SheetOptions()))
    assert "#a8122f" in coloured


def test_the_sheet_asks_for_nothing_and_every_link_is_whole():
    html = sheet_html(lake(), SheetOptions())
    found = pages.parsed(html)
    assert found.xpath("//script | //style | //link | //img | //iframe | //form") == []
    assert found.xpath("//@style") == []
    assert {link[:8] for link in found.xpath("//a/@href") if not link.startswith("#")} == {
        "https://"
    }


def test_a_program_in_a_text_is_printed_as_words(without_guard):
    hostile = "<script>go()</script> [a](javascript:go()) <img src=x onerror=go()> **strong**"
    Clause.objects.published().update(text=hostile, heading="<b>not bold</b>")
    Term.objects.update(condition="<i>if</i>")
    html = sheet_html(lake(), SheetOptions())
    found = pages.parsed(html)
    assert found.xpath("//script | //img | //@onerror | //b | //i") == []
    assert not [link for link in found.xpath("//a/@href") if "javascript" in link]
    assert found.xpath("//div[@class='clause']//strong[text()='strong']")


def test_nothing_selected_leaves_a_sheet_that_says_so():
    found = sheet(selection=Selection(words="nothing like this"))
    assert "No question passes" in words(found)
    assert found.xpath("//table[contains(@class, 'comparison')]") == []


def test_texts_carry_their_language_and_direction():
    found = sheet()
    (quote,) = {one.get("lang") for one in found.xpath("//q[contains(., 'الثلث')]")}
    assert quote == "ar"
    assert found.xpath("//q[contains(., 'الثلث')]/@dir")[0] == "auto"


def test_letters_go_on_after_z():
    assert [letter_of(place) for place in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_the_address_of_the_print_page_is_that_of_the_comparison_with_its_options():
    assert reverse("proposals:print", args=["lake-2031"]) == PRINT


def test_links_to_notes_say_that_they_lead_to_a_note():
    links = sheet().xpath("//a[starts-with(@href, '#note-')]")
    assert links
    for link in links:
        assert link.get("aria-label") == f"note {link.text}" == f"note {link.get('href')[6:]}"


@pytest.mark.parametrize("label", ["as published on 1 June 2031", "first edition"])
def test_the_day_of_a_version_stands_once_beside_its_label(label):
    Version.objects.update(label=label, date="2031-06-01")
    for head in sheet().xpath("//*[contains(@class, 'documents')]/li"):
        assert words(head).count("1 June 2031") == 1


def test_the_head_of_a_column_says_the_day_once():
    Version.objects.update(label="as published on 1 June 2031", date="2031-06-01")
    Proposal.objects.update(handed_over=None)
    earlier, later = find("wadi-plan.first"), find("wadi-plan.second")
    assert version_words(earlier) == "", "its name has the label, and so the day"
    assert version_words(later) == "as published on 1 June 2031", "its name has no label"


def find(key: str) -> Document:
    return catalogue("lake-2031").by_key[key]
