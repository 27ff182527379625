"""Readers see texts in their language where they were reviewed, and the original elsewhere."""

import copy
import pickle
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import html

from proposals.comparisons import Selection, compare
from proposals.comparisons.catalogue import catalogue
from proposals.comparisons.local_texts import (
    keep_options_apart,
    local_texts,
    option_in_words,
)
from proposals.domain.cases import Case, meaning_of
from proposals.exports.record.comparison import record
from proposals.language.local_text import LocalText, composed, language_in, original_of
from proposals.models import Clause, Negotiation, Question, Term, Translation
from proposals.models.translations import texts_of
from proposals.seeding.original_texts import original_texts
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]
stored = stored_for_a_module(LAKE)

PAGE = "/uk/lake-2031/compare/"
QUESTION = "Who measures the water?"


def translate(subject, field, original, text, *, language="uk", state="reviewed", shared=False):
    home = None if shared else Negotiation.objects.get(key="lake-2031")
    return Translation.objects.create(
        negotiation=home,
        subject=subject,
        field=field,
        original=original,
        text=text,
        language=language,
        state=state,
    )


def marks(language):
    with translation.override(language):
        lake = catalogue("lake-2031")
        matrix = compare(lake, Selection())
        return [(row.question.key, row.mark, row.rule) for row in matrix.rows]


def text_on(client, address, text):
    """The elements of a page that say a text, with the language that each stands in."""
    page = html.fromstring(client.get(address).content.decode())
    found = page.xpath(f"//*[text()[normalize-space() = '{text}']]")
    return [one.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] for one in found]


def test_a_reviewed_text_stands_in_place_of_the_original_and_says_its_language(client):
    translate("question who-measures", "text", QUESTION, "Хто вимірює воду?")
    assert set(text_on(client, PAGE, "Хто вимірює воду?")) == {"uk"}
    assert text_on(client, PAGE, QUESTION) == []
    assert set(text_on(client, PAGE.removeprefix("/uk"), QUESTION)) == {"en"}


def test_what_is_not_translated_stands_in_the_original_marked_as_such(client):
    assert set(text_on(client, PAGE, QUESTION)) == {"en"}


@pytest.mark.parametrize(
    ("original", "state", "language"),
    [
        (QUESTION, "draft", "uk"),
        ("Who measured the water?", "reviewed", "uk"),
        (QUESTION, "reviewed", "ru"),
    ],
    ids=["a draft", "an outdated one", "another language"],
)
def test_drafts_outdated_texts_and_other_languages_are_not_shown(client, original, state, language):
    translate("question who-measures", "text", original, "Хто?", state=state, language=language)
    assert set(text_on(client, PAGE, QUESTION)) == {"en"}


def test_shared_topics_parties_labels_and_scopes_are_shown_too(client):
    translate("topic water-shares", "name", "Shares of the water", "Частки води", shared=True)
    translate("party norsund", "name", "Norsund", "Норсунн")
    with translation.override("uk"):
        lake = catalogue("lake-2031")
        assert "Частки води" in {topic.name for topic in lake.topics}
        assert "Норсунн" in lake.party_names.values()


def test_no_verdict_depends_on_the_reader():
    """Every text in another language that says the same of everything it translates."""
    lake = Negotiation.objects.get(key="lake-2031")
    before = marks("en")
    scope = lake.scopes[0]["label"] if lake.scopes else ""
    for number, question in enumerate(Question.objects.filter(negotiation=lake)):
        values = {"text": question.text, "label": question.label, "note": question.note}
        values |= {"vocabulary": question.vocabulary, "top": question.top}
        for field, text in texts_of("question", values).items():
            translate(f"question {question.key}", field, text, f"однаково {number}")
    for term in Term.objects.filter(question__negotiation=lake).select_related("clause"):
        key = term.clause.uid.partition(".")[2]
        subject = f"term {key}#{term.question.key}#{term.number}"
        for field in ("scope", "condition"):
            if getattr(term, field):
                translate(subject, field, getattr(term, field), f"слова {term.pk}")
    if scope:
        translate("negotiation lake-2031", f"scopes.{lake.scopes[0]['key']}", scope, "інший")
    assert marks("uk") == before


@pytest.mark.parametrize("state", ["draft", "reviewed"])
def test_a_party_is_never_shown_by_the_original_name_of_another(state):
    """Where that one has no reviewed text, both would be called the same."""
    translate("party norsund", "name", "Norsund", "Λιμναία")
    translate("party limnaia", "name", "Λιμναία", "Norsund", state=state)
    with translation.override("uk"):
        names = catalogue("lake-2031").party_names
    assert (names["norsund"], names["limnaia"]) == ("Norsund", "Λιμναία")


WORDS = ("мир", "війна", "кордон", "мир і кордон", "30 днів", "ніхто", "Мир.", "усе  інше")


@pytest.mark.parametrize("number", range(6))
def test_no_verdict_depends_on_texts_whatever_they_say(number):
    """Any text in place of any other: few words, so that many rows come to read alike."""
    chance, texts = random.Random(number), []
    lake = Negotiation.objects.get(key="lake-2031")
    for home in (lake, None):
        for one in original_texts(home.key if home else ""):
            if chance.random() < 0.8:
                text = Translation(negotiation=home, subject=one.subject, field=one.field)
                text.original, text.text = one.text, chance.choice(WORDS)
                text.language, text.state = "uk", "reviewed"
                texts.append(text)
    Translation.objects.bulk_create(texts)
    assert len(texts) > 60
    before, after = facts("en"), facts("uk")
    assert after == before


def facts(language):
    """What is found on every question, but for the words it is said in."""
    with translation.override(language):
        offered = catalogue("lake-2031")
        every = tuple(document.key for document in offered.documents)
        matrix = compare(offered, Selection(documents=every, whole=True))
        return {
            (row.question.key, view.left.key, view.right.key): (
                [
                    (one.rule, one.relation, one.common, one.differences)
                    for one in view.pair.verdicts
                ],
                view.pair.worst.order,
                row.mark,
            )
            for row in matrix.rows
            for view in row.pairs
        }


def test_labels_that_two_entries_would_share_stay_as_they_are():
    for key, label in (("limnaia", "Λιμναία"), ("harbour-league", "the Harbour League")):
        translate("question who-measures", f"vocabulary.{key}", label, "Ліга")
    with translation.override("uk"):
        lake = catalogue("lake-2031")
        question = next(one for one in lake.questions if one.key == "who-measures")
        assert "Ліга" not in [entry["label"] for entry in question.vocabulary]
        assert lake.frame(question).entries


@pytest.mark.parametrize("other", ["short", "label"])
def test_short_labels_that_two_entries_would_share_stay_as_they_are(client, other):
    """Among themselves, or with the label of an entry without a short one."""
    question = Question.objects.get(negotiation__key="lake-2031", key="who-measures")
    first, second = question.vocabulary[:2]
    first["short"] = "first"
    if other == "short":
        second["short"] = "second"
    question.save()
    path = f"vocabulary.{second['key']}" + (".short" if other == "short" else "")
    translate("question who-measures", f"vocabulary.{first['key']}.short", "first", "Ліга")
    translate("question who-measures", path, second[other], "ліга")
    assert client.get(PAGE).status_code == 200
    with translation.override("uk"):
        lake = catalogue("lake-2031")
        shown = next(one for one in lake.questions if one.key == "who-measures")
        assert lake.frame(shown).brief.entries[0].label == "first"


def test_the_record_has_the_originals_and_the_same_hash():
    def made(language):
        with translation.override(language):
            return record(compare(catalogue("lake-2031"), Selection()))

    translate("question who-measures", "text", QUESTION, "Хто вимірює воду?")
    translate("party norsund", "name", "Norsund", "Норсунн")
    ukrainian = made("uk")
    questions = {one["key"]: one["text"] for one in ukrainian["questions"]}
    assert questions["who-measures"] == QUESTION
    assert ukrainian["questions"] == made("en")["questions"]
    assert ukrainian["negotiation"] == made("en")["negotiation"]


def test_readers_of_originals_pay_no_query_and_others_at_most_one(client):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len([one for one in captured if "proposals_translation" in one["sql"]])

    translate("question who-measures", "text", QUESTION, "Хто вимірює воду?")
    assert queries(PAGE.removeprefix("/uk")) == 0
    assert queries(PAGE) <= 1


def test_a_text_behaves_as_its_words_and_keeps_its_original_in_copies():
    text = LocalText("Частки", "uk", "Shares")
    for one in (text, copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert one == "Частки"
        assert (one.language, one.original) == ("uk", "Shares")
    assert original_of(text) == "Shares"
    assert original_of("plain") == "plain"
    assert meaning_of(text) == meaning_of("shares.")


def test_what_is_put_together_is_in_a_language_only_if_all_parts_are():
    both = composed("{} ({})".format, LocalText("а", "uk", "a"), LocalText("б", "uk", "b"))
    assert (both, both.language, both.original) == ("а (б)", "uk", "a (b)")
    mixed = composed("{} ({})".format, LocalText("а", "uk", "a"), "b")
    assert mixed == "а (b)"
    assert language_in(mixed, "en") == "en"
    assert language_in([LocalText("а", "uk", "a"), LocalText("б", "uk", "b")], "en") == "uk"
    assert language_in([LocalText("а", "uk", "a"), "b"], "en") == "en"
    assert language_in(None, "en") == "en"


def test_without_another_language_nothing_is_read(django_assert_num_queries):
    negotiation = Negotiation.objects.get(key="lake-2031")
    with django_assert_num_queries(0), translation.override("en"):
        assert local_texts([negotiation]).by_place == {}


@pytest.mark.parametrize("words", ["Хто вимірює", "who measures"])
def test_searches_look_in_the_text_that_is_shown_and_in_the_original(client, words):
    translate("question who-measures", "text", QUESTION, "Хто вимірює воду?")
    found = client.get("/uk/search/", {"q": words}).content.decode()
    assert "Хто" in html.fromstring(found).xpath("string(//main)")
    rows = client.get(PAGE, {"q": words}).content.decode()
    assert "q-who-measures" in rows
    assert "q-pass-date" not in rows


def test_a_translated_clause_is_found_by_its_words(client):
    clause = Clause.objects.published().filter(uid__startswith="lake-2031.").first()
    key = clause.uid.partition(".")[2]
    translate(f"clause {key}", "heading", clause.heading, "Незвичайний заголовок")
    assert "Незвичайний" in client.get("/uk/search/", {"q": "незвичайний"}).content.decode()
    assert clause.uid in client.get("/uk/search/", {"q": "незвичайний"}).content.decode()
    english = client.get("/search/", {"q": "незвичайний"}).content.decode()
    assert clause.uid not in english


def test_cases_that_come_to_read_alike_stay_apart():
    """Scopes of two answers with one translation: no case, and no verdict, follows the words."""
    first, second = (
        Case(LocalText("усі на всіх", "uk", original))
        for original in ("all for all", "the severely wounded")
    )
    assert first != second
    assert len({first, second}) == 2
    assert Case("All for all.") == first


def test_alternatives_stay_as_many_as_they_are():
    rows = [
        Clause(version_id=1, option="a", option_label=LocalText("Варіант", "uk", "Option 1")),
        Clause(version_id=1, option="b", option_label=LocalText("Варіант", "uk", "Option 2")),
        Clause(version_id=2, option="a", option_label=LocalText("Варіант 1", "uk", "Option 1")),
        Clause(version_id=2, option="a", option_label="Option 1"),
        Clause(version_id=3, option="a", option_label=LocalText("Варіант 1", "uk", "Option 1")),
    ]
    keep_options_apart(rows)
    assert [row.option_label for row in rows] == [
        "Option 1", "Option 2", "Option 1", "Option 1", "Варіант 1",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Хто\nвимірює?", "Хто " * 200])
def test_a_text_that_cannot_stand_in_a_line_is_not_shown(client, text):
    translate("question who-measures", "text", QUESTION, text)
    translate("question who-measures", "vocabulary.limnaia", "Λιμναία", text)
    assert set(text_on(client, PAGE, QUESTION)) == {"en"}
    assert client.get("/uk/lake-2031/export/citation.ris").status_code == 200


def test_documents_and_parties_that_would_be_called_the_same_keep_their_names():
    translate("party norsund", "name", "Norsund", "Сторона")
    translate("party limnaia", "name", "Λιμναία", "сторона")
    with translation.override("uk"):
        names = set(catalogue("lake-2031").party_names.values())
    assert {"Norsund", "Λιμναία"} <= names


def test_lines_of_an_admin_form_are_the_same_original(client):
    Negotiation.objects.filter(key="lake-2031").update(summary="First.\r\nSecond. ")
    translate("negotiation lake-2031", "summary", "First.\nSecond.", "Перше.")
    assert "Перше." in client.get("/uk/lake-2031/").content.decode()


def test_an_alternative_called_as_its_clause_has_the_label_of_the_clause():
    label = LocalText("Розділ III, пункт 5", "uk", "Section III, point 5")
    name = option_in_words("Section-III-point-5", label)
    assert (name, original_of(name)) == ("Розділ III, пункт 5", "Section III point 5")
    assert option_in_words("a_way-out", label) == "a way out"
    assert option_in_words("Section-III-point-5", "Section III, point 5") == "Section III point 5"


def test_no_page_shows_the_key_of_an_alternative(client):
    clause = Clause.objects.published().filter(uid__startswith="lake-2031.", terms__isnull=False)[0]
    clause.terms.update(option="a-way-out")
    for page in (clause.get_absolute_url(), clause.version.get_absolute_url(), f"{PAGE}?all=1"):
        text = html.fromstring(client.get(page).content).xpath("string(//main)")
        assert "a-way-out" not in text
    Clause.objects.filter(pk=clause.pk).update(option="a-way-out", option_label="")
    for page in (clause.get_absolute_url(), clause.version.get_absolute_url()):
        text = html.fromstring(client.get(page).content).xpath("string(//main)")
        assert "a way out" in text.lower()
        assert "a-way-out" not in text
