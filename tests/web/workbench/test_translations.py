"""Editors translate texts side by side with the originals; a second person reviews."""

import re
from html import unescape

import pytest
from lxml import html

from proposals.models import Party, Topic, Translation
from proposals.seeding import load
from tests.factories import UserFactory, analyst, reviewer
from tests.support.folders import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_guard")]

TEXTS = "/admin/workbench/texts/"
LANGUAGE = "fr"


@pytest.fixture(autouse=True)
def small(tmp_path, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (LANGUAGE, "français")]
    load([write(tmp_path / "small")])


@pytest.fixture
def desk(client):
    client.force_login(analyst(username="ada"))
    return client


@pytest.fixture
def second(client):
    client.force_login(reviewer(username="ben"))
    return client


def form_of(client, address=f"{TEXTS}small/{LANGUAGE}/"):
    """What a browser would send of the page's form, untouched."""
    page = html.fromstring(client.get(address).content.decode())
    (form,) = page.xpath("//form[@method='post' and contains(@class, 'texts')]")
    fields = {one.name: one.value for one in form.xpath(".//textarea | .//input | .//select")}
    return {name: value or "" for name, value in fields.items() if name}


def number_of(form, place):
    return next(name.partition("-")[2] for name, value in form.items() if value == place)


def send(client, place="question length text", *, owner="small", **typed):
    form = form_of(client, f"{TEXTS}{owner}/{LANGUAGE}/")
    number = number_of(form, place)
    form |= {f"{name}-{number}": value for name, value in typed.items()}
    return client.post(f"{TEXTS}{owner}/{LANGUAGE}/", form)


def words_of(response) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode())))


def stored():
    return list(Translation.objects.values_list("subject", "field", "text", "state", "typed_by"))


def test_a_typed_text_is_a_draft_of_its_translator(desk):
    answer = send(desk, text="Combien de temps ?")
    assert "1 text was saved." in words_of(answer)
    assert stored() == [("question length", "text", "Combien de temps ?", "draft", "ada")]
    assert Translation.objects.get().original == "How long?"


def test_an_untouched_form_changes_nothing(desk):
    form = form_of(desk)
    assert len([name for name in form if name.startswith("text-")]) > 8
    answer = desk.post(f"{TEXTS}small/{LANGUAGE}/", form)
    assert "saved" not in words_of(answer)
    assert stored() == []


def test_a_shared_text_is_translated_for_all_negotiations(desk):
    send(desk, "topic truce name", owner="shared", text="Trêve")
    assert Translation.objects.get(negotiation=None).text == "Trêve"
    assert "topic truce" not in words_of(desk.get(f"{TEXTS}small/{LANGUAGE}/"))


def test_nobody_reviews_what_they_typed_and_nothing_typed_is_lost(second):
    answer = send(second, text="Combien ?", state="reviewed")
    page = answer.content.decode()
    assert "Whoever typed a translation cannot review it." in words_of(answer)
    assert "Combien ?</textarea>" in page
    assert stored() == []
    send(second, text="Combien ?")
    answer = send(second, state="reviewed")
    assert "cannot review it" in words_of(answer)


def test_a_second_person_reviews(desk):
    send(desk, text="Combien ?")
    desk.force_login(reviewer(username="ben"))
    send(desk, state="reviewed")
    assert stored() == [("question length", "text", "Combien ?", "reviewed", "ada")]


def test_an_analyst_is_offered_no_review_and_cannot_force_one(desk):
    assert (
        'value="reviewed"'
        not in desk.get(f"{TEXTS}small/{LANGUAGE}/").content.decode().partition("<fieldset")[2]
    )
    send(desk, text="Combien ?")
    answer = send(desk, state="reviewed")
    assert "may not review" in words_of(answer)
    assert stored()[0][3] == "draft"


def test_changing_a_reviewed_text_makes_it_a_draft(desk):
    send(desk, text="Combien ?")
    Translation.objects.update(state="reviewed")
    send(desk, text="Combien de temps ?", state="draft")
    assert stored() == [("question length", "text", "Combien de temps ?", "draft", "ada")]


def test_a_page_that_was_open_does_not_take_back_what_another_reviewed_since(desk):
    send(desk, text="Combien de temps ?")
    page, form = f"{TEXTS}small/{LANGUAGE}/", form_of(desk)
    Translation.objects.update(state="reviewed")
    other = number_of(form, "question where text")
    answer = desk.post(page, form | {f"text-{other}": "Où ?"})
    assert "1 text was saved." in words_of(answer)
    states = {subject: state for subject, _field, _text, state, _by in stored()}
    assert states == {"question length": "reviewed", "question where": "draft"}
    again = html.fromstring(answer.content.decode())
    number = number_of(form, "question length text")
    assert again.xpath(f"//select[@name='state-{number}']/option[@selected]/@value") == ["reviewed"]


def test_a_review_is_taken_back_by_who_chooses_that(desk):
    send(desk, text="Combien de temps ?")
    Translation.objects.update(state="reviewed")
    send(desk, state="draft")
    assert [state for _subject, _field, _text, state, _by in stored()] == ["draft"]


def test_emptying_a_box_removes_the_translation(desk):
    send(desk, text="Combien ?")
    send(desk, text="")
    assert stored() == []


def test_of_two_translators_the_second_is_told_and_keeps_what_was_typed(desk):
    form = form_of(desk)
    number = number_of(form, "question length text")
    send(desk, text="Combien ?")
    answer = desk.post(f"{TEXTS}small/{LANGUAGE}/", form | {f"text-{number}": "Jusqu’à quand ?"})
    assert "Somebody else changed this translation meanwhile. It says now: Combien ?" in words_of(
        answer
    )
    assert "Jusqu’à quand ?</textarea>" in answer.content.decode()
    assert stored()[0][2] == "Combien ?"


def test_when_the_original_changes_the_translation_is_outdated_until_somebody_looks(desk):
    send(desk, "party east name", text="L’Est")
    form = form_of(desk)
    Party.objects.filter(key="east").update(name="Eastland")
    page = words_of(desk.get(f"{TEXTS}small/{LANGUAGE}/?state=outdated"))
    assert "Eastland" in page
    assert "1 text" in page
    number = number_of(form, "party east name")
    answer = desk.post(f"{TEXTS}small/{LANGUAGE}/", form | {f"text-{number}": "Le pays de l’Est"})
    assert "The original changed after you opened this page" in words_of(answer)
    desk.force_login(reviewer(username="ben"))
    send(desk, "party east name", state="reviewed")
    row = Translation.objects.get()
    assert (row.original, row.text, row.state) == ("Eastland", "L’Est", "reviewed")


def test_the_overview_counts_the_states_of_each_language(desk):
    send(desk, text="Combien ?")
    page = html.fromstring(desk.get(TEXTS).content.decode())
    (row,) = [one for one in page.xpath("//tr") if one.xpath(f".//a[@href='{TEXTS}small/fr/']")]
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
    assert cells[1:] == ["1", "0", "0"]
    assert int(cells[0]) > 8


@pytest.mark.parametrize("address", ["small/xx/", "small/en/", "nothing/fr/"])
def test_what_there_is_not_is_not_found(desk, address):
    assert desk.get(TEXTS + address).status_code == 404


def test_who_may_not_translate_is_kept_out(client):
    assert client.get(TEXTS).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(TEXTS).status_code == 403


def test_hostile_text_is_text(desk):
    text = "<script>alert(1)</script>" + "x" * 150
    send(desk, text=text)
    page = desk.get(f"{TEXTS}small/{LANGUAGE}/?kind=question").content.decode()
    assert "<script>alert" not in page
    assert Translation.objects.get().text == text
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("x" * 10_000, "too long beside its original"), ("Wie\nlange?", "The original has one line")],
)
def test_a_text_that_cannot_stand_for_its_original_is_refused_and_given_back(desk, text, told):
    answer = send(desk, text=text)
    assert told in words_of(answer)
    assert text in unescape(answer.content.decode())
    assert not Translation.objects.exists()


def test_what_was_typed_for_a_text_that_is_gone_is_given_back(desk):
    form = form_of(desk)
    number = number_of(form, "party east name")
    Party.objects.filter(key="east").update(name="")
    answer = desk.post(f"{TEXTS}small/{LANGUAGE}/", form | {f"text-{number}": "L’Est"})
    told = words_of(answer)
    assert "There is no such text any more: party east name. What was typed: L’Est" in told


def test_a_text_is_found_by_its_row_when_others_come_or_go(desk):
    form = form_of(desk)
    number = number_of(form, "question length text")
    Party.objects.filter(key="east").update(name="")
    desk.post(f"{TEXTS}small/{LANGUAGE}/", form | {f"text-{number}": "Combien ?"})
    assert [row[:3] for row in stored()] == [("question length", "text", "Combien ?")]


def test_the_original_name_of_another_row_is_no_name_in_another_language(desk):
    answer = send(desk, "party east name", text="west")
    assert "stands for party west already (West)" in words_of(answer)
    assert stored() == []
