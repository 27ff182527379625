"""The queue of doubtful quotes: an editor sees old, nearest and context, and decides."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from lxml import html

from proposals.editing.locking import acquire
from proposals.editing.revisions import open_revision
from proposals.history.entries import list_entries
from proposals.models import CoverageEvidence, Evidence
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    EvidenceFactory,
    UserFactory,
    analyst,
)

pytestmark = pytest.mark.django_db

QUEUE = "/admin/workbench/doubtful/"
TEXT = (
    "Kyiv asks for a ceasefire of at least 60 days. Moscow offers a pause of two or three days. "
    "A pause at sea would last at most 90 days."
)


@pytest.fixture
def article():
    found = ArticleFactory(key="A1", headline="Talks end", language="en")
    keep_text(found, TEXT, "ada")
    return found


@pytest.fixture
def evidence(article):
    """A number was changed in the article after it was quoted."""
    return EvidenceFactory(
        clause=ClauseFactory(label="I.5", heading="Length of the ceasefire"),
        article=article, quote="at least 30 days", before="a ceasefire of",
    )  # fmt: skip


@pytest.fixture
def desk(client):
    client.force_login(analyst(username="ada"))
    return client


def address_of(evidence) -> str:
    return f"{QUEUE}{evidence.pk}/"


def accepted(page: str) -> dict[str, str]:
    """What the first button that accepts a place sends."""
    form = next(part for part in page.split("<form")[1:] if 'value="take"' in part)
    return {"do": "take", **dict(re.findall(r'name="(edition|quote|place)" value="([^"]*)"', form))}


def words_of(response) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode())))


def test_the_queue_shows_what_was_quoted_what_stands_there_now_and_around_it(desk, evidence):
    page = desk.get(QUEUE)
    words = words_of(page)
    assert "… a ceasefire of at least 30 days" in words
    assert "Kyiv asks for a ceasefire of at least 60 days. Moscow offers a pause" in words
    assert "<del>30</del><ins>60</ins>" in page.content.decode()
    assert "I.5 Length of the ceasefire" in words


def test_a_number_that_differs_is_pointed_out(desk, evidence):
    assert "A number differs" in words_of(desk.get(QUEUE))


def test_a_quote_that_differs_by_signs_that_are_not_seen_says_so(desk, article):
    quote = "a pause\u200b of two\u00ad or three days"
    EvidenceFactory(article=article, quote=quote, before="Moscow rejects")
    page = desk.get(QUEUE)
    wordings = html.fromstring(page.content).xpath("//dl[@class='wordings']")
    assert len(wordings) == 1
    assert b"<del>" not in html.tostring(wordings[0])
    said = "The words are the same. Only this differs: signs that look alike or are not seen."
    assert said in words_of(page)


def test_words_that_differ_without_a_number_are_not_called_another_number(desk, article):
    EvidenceFactory(article=article, quote="a pause lasting two or three days")
    assert "A number differs" not in words_of(desk.get(QUEUE))


def test_accepting_the_nearest_words_quotes_them_and_empties_the_queue(desk, evidence):
    response = desk.post(address_of(evidence), accepted(desk.get(QUEUE).content.decode()))
    assert (response.status_code, response.url) == (302, QUEUE)
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.quote_state) == ("at least 60 days", "once")
    assert evidence.before == "asks for a ceasefire of"
    assert "0 quotes in doubt" in words_of(desk.get(QUEUE))


def test_words_that_moved_among_others_are_accepted_where_they_are_now(desk, article):
    evidence = EvidenceFactory(
        article=article, quote="at most 90 days", before="grain shipments stop for"
    )
    assert evidence.quote_state == "changed"
    page = desk.get(QUEUE)
    assert "nothing around them is as it was" in words_of(page)
    desk.post(address_of(evidence), accepted(page.content.decode()))
    evidence.refresh_from_db()
    assert (evidence.quote_state, evidence.before) == ("once", "pause at sea would last")


@pytest.fixture
def turned(article):
    """A word far from the quote was changed in its sentence after it was quoted."""
    text = "A spokesman of one side confirmed on the record that the army would leave in June."
    keep_text(article, text, "ada")
    evidence = EvidenceFactory(
        article=article, quote="would leave", before="record that the army", after="in June."
    )
    keep_text(article, text.replace("A spokesman", "No spokesman"), "ada")
    return evidence


def test_the_words_that_were_changed_beside_a_quote_are_shown(desk, turned):
    page = desk.get(QUEUE)
    words = words_of(page)
    assert "1 quote in doubt" in words
    assert "others beside them were changed: it may say something else now" in words
    assert "nothing around them is as it was" not in words
    assert "Changed before the quote:" in words
    assert "Changed after the quote:" not in words
    assert "<del>A</del><ins>No</ins> spokesman of one side" in page.content.decode()


def test_words_that_were_changed_after_a_quote_are_told_apart(desk, article, turned):
    text = "A spokesman of one side confirmed on the record that the army would leave in May."
    keep_text(article, text, "ada")
    words = words_of(desk.get(address_of(turned)))
    assert "Changed after the quote:" in words
    assert "Changed before the quote:" not in words


def test_a_quote_among_changed_words_is_settled_by_quoting_it_again(desk, article, turned):
    desk.post(address_of(turned), accepted(desk.get(QUEUE).content.decode()))
    turned.refresh_from_db()
    assert (turned.quote, turned.quote_state) == ("would leave", "once")
    assert turned.quote_sentence.startswith("No spokesman")
    keep_text(article, f"{article.stored_text.text} Night fell.", "ada")
    assert "0 quotes in doubt" in words_of(desk.get(QUEUE))


def test_a_quote_that_stands_twice_is_settled_by_choosing_a_place(desk, article):
    evidence = EvidenceFactory(article=article, quote="a pause of two or three days")
    keep_text(article, f"{TEXT} Turkey suggests a pause of two or three days.", "ada")
    page = desk.get(QUEUE).content.decode()
    places = re.findall(r'name="place" value="(\d+)"', page)
    assert len(places) == 2
    desk.post(address_of(evidence), {**accepted(page), "place": places[1]})
    evidence.refresh_from_db()
    assert (evidence.quote_state, evidence.before) == ("once", "most 90 days. Turkey suggests")


def test_a_quote_without_vowel_signs_among_other_words_is_accepted_as_printed(desk, article):
    keep_text(article, "قال إِنَّ وَقْفَ إِطْلاقِ النَّارِ يَدُومُ.", "ada")
    moved = EvidenceFactory(
        article=article, quote="إطلاق النار", before="وكان أول", after="في المدينة"
    )
    assert moved.quote_state == "changed"
    page = desk.get(address_of(moved)).content.decode()
    desk.post(address_of(moved), accepted(page))
    moved.refresh_from_db()
    assert (moved.quote, moved.quote_state) == ("إِطْلاقِ النَّارِ", "once")


def test_a_quote_of_which_nothing_is_left_has_nothing_to_accept(desk, article):
    EvidenceFactory(article=article, quote="grain corridors from Odesa reopen")
    page = desk.get(QUEUE)
    assert "Nothing in the stored text is near it" in words_of(page)
    assert 'value="take"' not in page.content.decode()


def test_another_passage_is_picked_from_the_text_beside_it(desk, evidence):
    page = desk.get(address_of(evidence)).content.decode()
    assert re.search(r'<mark class="quote-candidate" data-names="A">at least 60 days</mark>', page)
    data = {"do": "pick", "edition": "1", "quote": "a pause of two or three days"}
    desk.post(address_of(evidence), data)
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.quote_state) == ("a pause of two or three days", "once")


def test_a_gloss_goes_with_the_passage_that_it_explains(desk, evidence):
    Evidence.objects.update(quote_gloss="a month or more")
    page = desk.get(address_of(evidence)).content.decode()
    assert 'value="a month or more"' in page
    data = {"do": "pick", "edition": "1", "quote": "a pause of two or three days"}
    desk.post(address_of(evidence), {**data, "quote_gloss": "a short pause"})
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.quote_gloss) == (
        "a pause of two or three days",
        "a short pause",
    )


def test_words_that_are_taken_over_as_they_stand_keep_their_gloss(desk, evidence):
    Evidence.objects.update(quote_gloss="a month or more")
    desk.post(address_of(evidence), accepted(desk.get(QUEUE).content.decode()))
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.quote_gloss) == ("at least 60 days", "a month or more")


@pytest.mark.parametrize(
    ("quote", "error"),
    [("", "Select the passage"), ("no such words at all", "do not stand"), ("days", "3 times")],
)
def test_a_passage_that_is_none_is_refused(desk, evidence, quote, error):
    data = {"do": "pick", "edition": "1", "quote": quote}
    response = desk.post(address_of(evidence), data)
    assert response.status_code == 200
    assert error in words_of(response)
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"


def test_evidence_is_removed_with_its_reason(desk, evidence):
    reason = "The paper took it back."
    desk.post(address_of(evidence), {"do": "remove", "edition": "1", "reason": reason})
    assert not Evidence.objects.exists()
    assert list_entries(evidence.clause)[0].reason == reason


def test_evidence_is_not_removed_without_a_reason(desk, evidence):
    response = desk.post(address_of(evidence), {"do": "remove", "edition": "1", "reason": ""})
    assert "Say why it is removed" in words_of(response)
    assert Evidence.objects.exists()


def test_removing_asks_for_no_passage(desk, evidence):
    response = desk.post(address_of(evidence), {"do": "remove", "edition": "1", "reason": ""})
    assert "Select the passage" not in words_of(response).replace(
        "Select the passage in the text, or paste it: at most", ""
    )


def test_a_quote_of_a_published_clause_is_settled_in_its_revision_and_the_page_says_so(
    desk, article
):
    clause = ClauseFactory(published=True)
    evidence = EvidenceFactory(clause=clause, article=article, quote="at least 30 days")
    response = desk.post(address_of(evidence), accepted(desk.get(QUEUE).content.decode()))
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"
    assert clause.revision.evidence.get(article=article).quote == "at least 60 days"
    (message,) = [str(one) for one in get_messages(response.wsgi_request)]
    assert reverse("admin:proposals_clause_change", args=[clause.revision.pk]) in message
    assert "0 quotes in doubt" in words_of(desk.get(QUEUE))


def test_the_address_of_an_original_leads_to_its_revision(desk, article):
    clause = ClauseFactory(published=True)
    evidence = EvidenceFactory(clause=clause, article=article, quote="at least 30 days")
    copy = open_revision(clause, analyst()).evidence.get(article=article)
    assert desk.get(address_of(evidence)).url == address_of(copy)


def test_evidence_that_its_revision_dropped_is_not_found(desk, article):
    clause = ClauseFactory(published=True)
    evidence = EvidenceFactory(clause=clause, article=article, quote="at least 30 days")
    open_revision(clause, analyst()).evidence.get(article=article).delete()
    assert desk.get(address_of(evidence)).status_code == 404


def test_settling_past_another_editor_is_refused_and_the_second_try_succeeds(desk, evidence):
    data = accepted(desk.get(QUEUE).content.decode())
    acquire(evidence.clause, 1, UserFactory())
    response = desk.post(address_of(evidence), data)
    assert "Somebody changed the clause" in words_of(response)
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"
    desk.post(address_of(evidence), accepted(response.content.decode()))
    evidence.refresh_from_db()
    assert evidence.quote == "at least 60 days"


def test_words_that_the_text_lost_since_the_page_was_drawn_are_not_accepted(
    desk, article, evidence
):
    data = accepted(desk.get(QUEUE).content.decode())
    keep_text(article, TEXT.replace("60", "45"), "bob")
    assert desk.post(address_of(evidence), data).status_code == 200
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"


@pytest.mark.parametrize("do", ["take", "pick", "remove"])
def test_staff_without_the_permissions_settles_nothing(client, evidence, do):
    client.force_login(UserFactory(is_staff=True))
    data = {"do": do, "edition": "1", "quote": "at least 60 days", "reason": "No."}
    assert client.post(address_of(evidence), data).status_code == 403
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 30])
def test_an_edition_that_is_none_settles_nothing(desk, evidence, edition):
    data = {"do": "take", "edition": edition, "quote": "at least 60 days"}
    assert desk.post(address_of(evidence), data).status_code == 200
    evidence.refresh_from_db()
    assert evidence.quote == "at least 30 days"


@pytest.mark.parametrize(("state", "found"), [("changed", 1), ("missing", 0), ("x", 1)])
def test_the_queue_is_narrowed_to_one_state(desk, evidence, state, found):
    assert len(desk.get(f"{QUEUE}?state={state}").context["doubts"]) == found


def test_the_longest_waiting_come_first(desk, article, evidence):
    later = EvidenceFactory(article=article, quote="at least 31 days")
    shown = [doubt.evidence for doubt in desk.get(QUEUE).context["doubts"]]
    assert shown == [evidence, later]


def test_quotes_that_were_never_checked_are_checked_on_request(desk, evidence):
    Evidence.objects.update(quote_state="unchecked")
    assert "1 quote was never checked" in words_of(desk.get(QUEUE))
    response = desk.post(f"{QUEUE}check/")
    assert response.url == QUEUE
    (message,) = [str(one) for one in get_messages(response.wsgi_request)]
    assert message == "1 quote was checked; 1 in doubt."


def test_a_check_is_not_started_by_a_link(desk):
    assert desk.get(f"{QUEUE}check/").status_code == 405


def test_the_queue_needs_as_many_queries_for_fifty_times_the_quotes(
    desk, article, evidence, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        desk.get(QUEUE)
    for _number in range(50):
        EvidenceFactory(article=article, quote="at least 30 days")
    with django_assert_max_num_queries(len(few)):
        assert len(desk.get(QUEUE).context["doubts"]) == 10


def test_a_quote_of_an_absence_waits_with_a_way_to_its_page(article, desk):
    absent = CoverageEvidenceFactory(article=article, quote="at least 31 days")
    sure = CoverageEvidenceFactory(article=article, quote="a pause of two or three days")
    assert (absent.quote_state, sure.quote_state) == ("changed", "once")
    page = desk.get(QUEUE)
    words = words_of(page)
    assert "Quotes of checked absences in doubt" in words
    assert "at least 31 days" in words
    assert "a pause of two or three days" not in words
    change = reverse("admin:proposals_coverage_change", args=[absent.coverage_id])
    assert change in page.content.decode()
    assert "at least 31 days" not in words_of(desk.get(QUEUE, {"state": "missing"}))


def test_a_quote_of_an_absence_tells_which_words_beside_it_were_changed(article, desk):
    CoverageEvidenceFactory(article=article, quote="a pause of two or three days")
    keep_text(article, TEXT.replace("Moscow offers", "Moscow refuses"), "bob")
    page = desk.get(QUEUE)
    assert "Changed before the quote:" in words_of(page)
    assert "<del>offers</del><ins>refuses</ins>" in page.content.decode()
    assert "In the text: a pause" not in words_of(page)


def test_quotes_of_absences_that_were_never_checked_are_checked_with_the_others(article, desk):
    absent = CoverageEvidenceFactory(article=article, quote="at least 60 days")
    CoverageEvidence.objects.update(quote_state="unchecked")
    assert "1 quote was never checked" in words_of(desk.get(QUEUE))
    desk.post(f"{QUEUE}check/")
    absent.refresh_from_db()
    assert absent.quote_state == "once"
