"""The worked examples of the method page: the engine's own, short, and of no real negotiation."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from django.urls import reverse

from proposals.domain.terms import AbsenceKind, Force
from proposals.domain.verdicts import Mark, Rule
from proposals.web.pages import examples
from proposals.web.pages.examples.example import Example
from tests.conftest import ROOT
from tests.support import pages
from tests.support.rules import rules_in

METHOD = reverse("proposals:method")
ISTANBUL = ROOT / "seeds" / "istanbul-2025"
MOST_WORDS = 25


def every_example() -> Iterator[Example]:
    for rule in examples.rule_examples():
        yield rule.example
        yield from rule.further
    yield from examples.case_examples()
    yield from examples.row_examples()
    yield from examples.response_examples()
    yield from (examples.matrix_example(), examples.option_example())


def answers() -> list[str]:
    """What the made-up documents answer, and answers of every kind as they read."""
    in_cells = [
        one for example in every_example() for cell in example.cells for one in cell.answers
    ]
    return in_cells + [one for kind in examples.kind_examples() for one in kind.readings]


def texts() -> list[str]:
    """Every made-up text of the examples."""
    sentences = [s for example in every_example() for s in (example.question, example.full)]
    names = [cell.name for example in every_example() for cell in example.cells]
    absences = [s for absence in examples.absence_examples() for s in absence.sentences]
    return [*answers(), *sentences, *names, *absences]


def seeds(name: str) -> dict:
    return tomllib.loads((ISTANBUL / name).read_text(encoding="utf-8"))


def istanbul_numbers() -> set[str]:
    """The numbers of the answers that the stored documents give."""
    values = [
        str(term["value"])
        for path in sorted((ISTANBUL / "documents").glob("*.toml"))
        for clause in tomllib.loads(path.read_text(encoding="utf-8")).get("clauses", [])
        for term in clause.get("terms", [])
    ]
    return {number for value in values for number in re.findall(r"\d+", value)}


def istanbul_names() -> set[str]:
    """The parties, the place and the regions of the stored negotiation."""
    negotiation, maps = seeds("negotiation.toml"), (ISTANBUL / "maps.toml").read_text("utf-8")
    names = [party["name"] for party in negotiation["parties"]]
    names += negotiation["negotiation"]["place"].split(", ")
    return {*names, *re.findall(r'label = "([^"]+)"', maps)}


@pytest.mark.parametrize("rule", list(Rule))
def test_the_engine_gives_every_example_the_rule_that_it_explains(rule: Rule) -> None:
    explained = examples.rule_examples()[list(Rule).index(rule)]
    assert {one.rule for one in (explained.example, *explained.further)} == {rule}


def test_what_decides_is_said_in_few_words() -> None:
    long = [one.brief for one in every_example() if len(one.brief.split()) > MOST_WORDS]
    assert long == []
    assert all(one.brief for one in every_example())


def test_no_example_has_a_number_of_the_stored_negotiation() -> None:
    numbers = istanbul_numbers()
    assert {"30", "6000", "1000"} <= numbers
    assert numbers.isdisjoint(re.findall(r"\d+", " ".join(answers())))


def test_no_example_names_a_party_or_a_place_of_the_stored_negotiation() -> None:
    names = istanbul_names()
    assert {"Ukraine", "Russia", "Istanbul"} <= names
    text = " ".join(texts()).casefold()
    assert [name for name in names if name.casefold() in text] == []


def test_no_example_asks_or_answers_what_is_asked_in_the_stored_negotiation() -> None:
    questions = seeds("questions.toml")["questions"]
    labels = [entry["label"] for one in questions for entry in one.get("vocabulary", [])]
    text = " ".join(texts()).casefold()
    assert [one for one in [q["text"] for q in questions] + labels if one.casefold() in text] == []
    for word in ("ceasefire", "truce", "pause", "talks begin", "prisoner", "border", "airfield"):
        assert word not in text


def test_no_example_is_given_twice() -> None:
    shown = [(one.question, one.cells) for one in every_example() if one.caption]
    assert len(set(shown)) >= len(shown) - 1  # rule R6 shows one of the cases


def test_cases_are_shown_to_be_same_within_apart_and_unclear() -> None:
    rules = [one.rule for one in examples.case_examples()]
    assert rules[:2] == [Rule.AGREEMENT, Rule.QUALIFIER]
    sentences = " ".join(one.brief for one in examples.case_examples())
    for words in ("speaks of the rest", "different cases", "unclear", "nothing of its parts"):
        assert words in sentences


def test_a_conflict_within_one_party_is_said_and_gives_no_mark() -> None:
    example = next(one for one in examples.row_examples() if "papers of one party" in one.caption)
    assert example.mark is Mark.COMPATIBLE
    assert [pair.mark for line in example.lines for pair in line.pairs if pair.same_party] == [
        Mark.CONFLICT
    ]
    assert "5 weeks apart" in " ".join(example.notes)


def test_rows_show_who_answers_what_all_require_and_what_could_be_met_together() -> None:
    notes = " ".join(note for one in examples.row_examples() for note in one.notes)
    for words in ("3 of 4 answer", "2 of 3 answers compared", "Required by all:", "met together"):
        assert words in notes
    assert {one.mark for one in examples.row_examples()} >= {Mark.AGREE, Mark.ONE_SIDE}
    assert [one.meets_all for one in examples.row_examples()].count(True) == 2


def test_an_accepted_point_agrees_an_own_answer_stands_and_a_rejection_is_a_conflict() -> None:
    rules = [one.rule for one in examples.response_examples()]
    assert rules == [Rule.AGREEMENT, Rule.GAP, Rule.REJECTION]


def test_every_force_meets_itself_and_an_expectation_meets_no_other() -> None:
    forces = examples.force_examples()
    assert len(forces) == len(Force)
    assert all(force.verb in force.meets for force in forces)
    assert [force.verb for force in forces if len(force.meets) == 1] == ["expects"]


def test_every_absence_is_said_and_silence_by_what_was_read() -> None:
    absences = {one.kind: one for one in examples.absence_examples()}
    assert set(absences) == set(AbsenceKind)
    full, digest = absences[AbsenceKind.SILENT].sentences
    assert "full text" in full
    assert "digests" in digest
    not_coded = absences.pop(AbsenceKind.NOT_CODED)
    assert not_coded.mark is Mark.NOT_COMPARED
    assert {one.mark for one in absences.values()} == {Mark.ONE_SIDE}


@pytest.mark.django_db
def test_the_short_sentence_stands_in_sight_and_the_full_one_behind_it(client) -> None:
    root = pages.parsed(client.get(METHOD).content.decode())
    for rule in examples.rule_examples():
        card = pages.by_id(root, rule.example.rule.value)
        first = card.xpath(".//div[@class='example']")[0]
        folded = [pages.text_of(one) for one in first.xpath(".//details/p")]
        in_sight = [pages.text_of(one) for one in first.xpath(".//p[not(ancestor::details)]")]
        assert rule.example.brief in in_sight
        assert folded == [rule.example.full] * (rule.example.full != rule.example.brief)


@pytest.mark.django_db
def test_the_page_lists_the_rules_from_the_worst_as_the_engine_ranks_them(client) -> None:
    root = pages.parsed(client.get(METHOD).content.decode())
    lines = [pages.text_of(one) for one in root.xpath("//ol[@class='worst-first']/li")]
    names = [line.partition(" ")[0] for line in lines]
    assert names == sorted(Rule, key=lambda rule: rule.place)


@pytest.mark.django_db
def test_the_page_tells_of_every_rule_when_it_is_tried(client) -> None:
    root = pages.parsed(client.get(METHOD).content.decode())
    order = pages.by_id(root, "first-rule").xpath("./following-sibling::ol[1]")[0]
    assert sorted(rules_in(pages.text_of(order))) == sorted(Rule)


@pytest.mark.django_db
def test_a_row_of_four_columns_is_drawn_with_each_of_its_six_pairs(client) -> None:
    root = pages.parsed(client.get(METHOD).content.decode())
    table = root.xpath("//table[@class='example-pairs']")[0]
    cells = [pages.text_of(one) for one in table.xpath(".//td[span]")]
    assert len(cells) == 6
    assert cells[0] == "conflict 5 weeks apart"
    assert [cell for cell in cells if "one party" in cell] == ["conflict 6 weeks apart one party"]
