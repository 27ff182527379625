"""What readers see of corrections: reasons and words, never editors, drafts or withdrawn texts."""

import pytest
from django.urls import reverse

from proposals.editing.review import publish, reopen, request_changes, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.history import list_public_events
from proposals.history.public_events import PublicEventKind
from proposals.history.recorder import record_change
from proposals.models import Clause, Transition
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    TermFactory,
    TransitionFactory,
    analyst,
    reviewer,
)
from tests.support import pages

pytestmark = pytest.mark.django_db

WHY = "The number was misread in the digest."


@pytest.fixture
def ada():
    return analyst(username="ada", first_name="Adalind")


@pytest.fixture
def bob():
    return reviewer(username="bob", first_name="Bobbert")


@pytest.fixture
def clause():
    """A clause that a folder published."""
    made = ClauseFactory(heading="Ceasefire", text="Fighting stops for 30 days.")
    EvidenceFactory(clause=made, term=TermFactory(clause=made))
    Clause.objects.filter(pk=made.pk).update(state="published")
    made.refresh_from_db()
    return made


def correct(clause, ada, bob, why=WHY, **fields):
    revision = open_revision(clause, ada)
    with record_change(revision, ada, "an inner note"):
        for name, value in fields.items():
            setattr(revision, name, value)
        revision.save()
    submit(revision, ada, "a note for the reviewer")
    publish(revision, bob, why)
    clause.refresh_from_db()


def history(client, clause):
    return client.get(reverse("proposals:clause_history", args=[clause.uid]))


def listed(client, clause):
    key = clause.version.proposal.negotiation.key
    return client.get(reverse("proposals:corrections", args=[key]))


def words(response):
    root = pages.parsed(response.content.decode())
    return pages.text_of(root.xpath("//main")[0])


def test_a_correction_of_a_loaded_clause_shows_what_readers_saw_before(clause, ada, bob):
    correct(clause, ada, bob, text="Fighting stops for 60 days.")
    (event,) = list_public_events(clause, with_changes=True)
    assert (event.kind, event.reason) == (PublicEventKind.CORRECTED, WHY)
    (field,) = event.change.fields
    assert (field.before, field.after) == (
        "Fighting stops for 30 days.",
        "Fighting stops for 60 days.",
    )


def test_each_correction_is_told_against_the_one_before(clause, ada, bob):
    correct(clause, ada, bob, text="Sixty.")
    correct(clause, ada, bob, text="Ninety.")
    changes = [event.change.fields[0] for event in list_public_events(clause, with_changes=True)]
    assert [(one.before, one.after) for one in changes] == [
        ("Sixty.", "Ninety."),
        ("Fighting stops for 30 days.", "Sixty."),
    ]


def test_a_clause_that_came_back_is_told_against_what_readers_saw_last(clause, ada, bob):
    withdraw(clause, bob, "Under check.")
    reopen(clause, ada, "Mended.")
    clause.refresh_from_db()
    with record_change(clause, ada, ""):
        clause.text = "Sixty."
        clause.save()
    submit(clause, ada)
    publish(clause, bob, WHY)
    kinds = [event.kind for event in list_public_events(clause, with_changes=True)]
    assert kinds == [PublicEventKind.CORRECTED, PublicEventKind.WITHDRAWN]
    assert list_public_events(clause, with_changes=True)[0].change.fields[0].after == "Sixty."


def test_the_first_publication_is_an_event_without_a_change(ada, bob):
    clause = ClauseFactory(created_by=ada)
    EvidenceFactory(clause=clause)
    submit(clause, ada)
    publish(clause, bob, "A note among editors.")
    (event,) = list_public_events(clause, with_changes=True)
    assert (event.kind, event.reason, event.change) == (PublicEventKind.PUBLISHED, "", None)


def test_the_page_marks_removed_and_added_words(client, clause, ada, bob):
    correct(clause, ada, bob, text="Fighting stops for 60 days.")
    root = pages.parsed(history(client, clause).content.decode())
    assert [pages.text_of(one) for one in root.xpath("//del")] == ["removed: 30"]
    assert [pages.text_of(one) for one in root.xpath("//ins")] == ["added: 60"]


def test_a_changed_number_is_marked_as_a_whole(client, clause, ada, bob):
    Clause.objects.filter(pk=clause.pk).update(text="At most 4.5 per cent.")
    correct(clause, ada, bob, text="At most 5.4 per cent.")
    root = pages.parsed(history(client, clause).content.decode())
    (runs,) = root.xpath("//*[@class='runs']")
    assert pages.text_of(runs) == "At most removed: 4.5added: 5.4 per cent."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("An  об’єкт.", "An\u00a0обʼєкт.", "spaces or line ends, the form of apostrophes or"),
        ("A caf\u00e9.", "A cafe\u0301.", "signs that look alike or are not seen."),
        ("One.\n\nTwo.", "One. Two.", "where paragraphs begin."),
    ],
)
def test_a_text_whose_words_are_the_same_says_what_else_differs(
    client, clause, ada, bob, before, after, said
):
    Clause.objects.filter(pk=clause.pk).update(text=before)
    correct(clause, ada, bob, text=after)
    page = history(client, clause)
    assert not pages.parsed(page.content.decode()).xpath("//main//del | //main//ins")
    assert f"The words are the same. Only this differs: {said}" in words(page)


def test_a_changed_word_is_all_that_is_told_of_but_for_paragraphs(client, clause, ada, bob):
    Clause.objects.filter(pk=clause.pk).update(text="It’s 30 days. Then peace.")
    correct(clause, ada, bob, text="It's 60 days. Then peace.")
    assert "differs" not in words(history(client, clause))
    correct(clause, ada, bob, text="It's 90 days.\n\nThen peace.")
    assert words(history(client, clause)).count("Paragraphs begin elsewhere, too.") == 1


def test_changed_texts_carry_their_language_and_direction(client, clause, ada, bob):
    negotiation = clause.version.proposal.negotiation
    negotiation.language = "uk"
    negotiation.save()
    correct(clause, ada, bob, text="Шістдесят днів.")
    root = pages.parsed(history(client, clause).content.decode())
    (texts,) = root.xpath("//*[@class='runs']")
    assert (texts.get("lang"), texts.get("dir")) == ("uk", "auto")


def test_a_clause_never_corrected_says_so(client, clause):
    assert "No correction is recorded." in words(history(client, clause))


def test_the_clause_page_has_its_history_with_reason_and_link(client, clause, ada, bob):
    correct(clause, ada, bob, text="Sixty.")
    page = client.get(clause.get_absolute_url())
    assert f"Corrected: {WHY}" in words(page)
    assert reverse("proposals:clause_history", args=[clause.uid]) in page.content.decode()


def test_corrections_are_listed_newest_first_with_reason_and_clause(client, clause, ada, bob):
    correct(clause, ada, bob, why="First reason.", text="Sixty.")
    correct(clause, ada, bob, why="Second reason.", text="Ninety.")
    found = words(listed(client, clause))
    assert found.index("Second reason.") < found.index("First reason.")
    assert "Ceasefire" in found


def test_a_negotiation_without_corrections_says_so(client, clause):
    page = words(listed(client, clause))
    assert "No correction is recorded so far." in page
    assert "0 times" not in page


def test_a_page_of_corrections_that_does_not_exist_is_said(client, clause):
    address = reverse("proposals:corrections", args=[clause.version.proposal.negotiation.key])
    assert "There is no page “99” here" in words(client.get(address, {"page": "99"}))
    assert "There is no page" not in words(client.get(address))


def test_corrections_of_another_negotiation_are_not_listed(client, clause, ada, bob):
    correct(clause, ada, bob, text="Sixty.")
    other = ClauseFactory(published=True)
    assert WHY not in words(listed(client, other))


def test_an_unknown_negotiation_leads_to_those_that_there_are(client, clause):
    answer = client.get("/no-such-talks/corrections/")
    assert answer.status_code == 404
    assert clause.version.proposal.negotiation.name in words(answer)


@pytest.mark.parametrize("page", [history, listed])
def test_no_editor_and_no_inner_note_is_named_to_readers(client, clause, ada, bob, page):
    correct(clause, ada, bob, text="Sixty.")
    found = page(client, clause).content.decode()
    for secret in ("Adalind", "Bobbert", "ada<", "an inner note", "a note for the reviewer"):
        assert secret not in found


def test_steps_that_readers_did_not_see_are_not_told(client, clause, ada, bob):
    revision = open_revision(clause, ada)
    submit(revision, ada)
    request_changes(revision, bob, "Please name the day.")
    assert "Please name the day." not in words(history(client, clause))
    assert "No correction is recorded" in words(history(client, clause))


def test_words_of_a_draft_that_was_sent_back_are_never_told(client, clause, ada, bob):
    revision = open_revision(clause, ada)
    with record_change(revision, ada, ""):
        revision.text = "A thought never published."
        revision.save()
    submit(revision, ada)
    request_changes(revision, bob, "No source says so.")
    correct(clause, ada, bob, text="Sixty.")
    assert "never published" not in history(client, clause).content.decode()


def test_of_a_withdrawn_clause_only_when_and_why_is_told(client, clause, ada, bob):
    ClauseFactory(version=clause.version, published=True)
    correct(clause, ada, bob, text="Sixty.", heading="A rash heading")
    withdraw(clause, bob, "It names a person.")
    for answer in (history(client, clause), listed(client, clause)):
        assert "It names a person." in words(answer)
        assert "rash" not in answer.content.decode()
        assert "Sixty" not in answer.content.decode()


def test_a_withdrawn_clause_on_its_way_back_shows_nothing_of_its_draft(client, clause, ada, bob):
    ClauseFactory(version=clause.version, published=True)
    withdraw(clause, bob, "Under check.")
    reopen(clause, ada, "Mended.")
    Clause.objects.filter(pk=clause.pk).update(label="IX-secret", heading="A secret heading")
    for answer in (history(client, clause), listed(client, clause)):
        assert "secret" not in answer.content.decode()


def test_a_draft_has_no_history_for_readers(client, ada):
    clause = ClauseFactory(created_by=ada)
    assert history(client, clause).status_code == 404


def test_an_open_revision_has_no_history_for_readers(client, clause, ada):
    assert history(client, open_revision(clause, ada)).status_code == 404


def test_a_hostile_address_is_told_kindly(client, clause):
    assert client.get("/clauses/a%00b/history/").status_code == 404
    assert client.get("/clauses/{}/history/".format("x" * 5000)).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", ""])
def test_any_page_number_is_answered(client, clause, page):
    key = clause.version.proposal.negotiation.key
    answer = client.get(reverse("proposals:corrections", args=[key]), {"page": page})
    assert answer.status_code == 200


def test_many_corrections_need_no_more_queries(
    client, clause, ada, bob, django_assert_max_num_queries
):
    for number in range(4):
        correct(clause, ada, bob, text=f"{number} days.")
    with django_assert_max_num_queries(16):
        history(client, clause)
    key = clause.version.proposal.negotiation.key
    with django_assert_max_num_queries(6):
        client.get(reverse("proposals:corrections", args=[key]))


def test_a_long_list_of_corrections_comes_in_pages(client, clause):
    steps = [
        TransitionFactory.build(
            clause=clause, to_state="published", correction=True, reason=f"No. {n};"
        )
        for n in range(51)
    ]
    Transition.objects.bulk_create(steps)
    key = clause.version.proposal.negotiation.key
    newest = words(client.get(reverse("proposals:corrections", args=[key])))
    oldest = words(client.get(reverse("proposals:corrections", args=[key]), {"page": 2}))
    assert "No. 50;" in newest
    assert "No. 0;" not in newest
    assert "No. 0;" in oldest
