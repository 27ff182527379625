"""Several editors at the same moment, each with a connection of their own: nothing is lost.

On SQLite the rows are moved to a file first, so that the connections meet as they would on a site.
"""

from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from proposals.editing.locking import EditConflict
from proposals.editing.restoration import Seen, restore
from proposals.editing.review import StepRefused, publish, submit
from proposals.editing.revisions import copy_version, open_revision
from proposals.editing.tagging import Tag, Target, tag
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import Clause, Evidence, Transition, Version
from proposals.web.admin.clauses import ClauseAdmin
from sources.passages import Passage
from tests.factories import ArticleFactory, ClauseFactory, EvidenceFactory, analyst, reviewer
from tests.support import pages
from tests.support.forms import fields_of
from tests.support.meeting import shared_database, together

EDITORS = 4
CONFLICT = 409


shared = shared_database()


def of(kind: type, answers: list[Any]) -> list[Any]:
    """The answers of this kind."""
    return [one for one in answers if isinstance(one, kind)]


@pytest.fixture
def ada():
    return analyst(username="ada")


@pytest.fixture
def bob():
    return reviewer(username="bob")


@pytest.fixture
def draft(ada):
    made = ClauseFactory(heading="Ceasefire", text="Fighting stops.", created_by=ada)
    EvidenceFactory(clause=made)
    return made


@pytest.fixture
def public():
    return ClauseFactory(heading="Ceasefire", text="Fighting stops.", published=True)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(clause) -> str:
    return reverse("admin:proposals_clause_change", args=[clause.pk])


def opened(client: Client, clause: Clause) -> dict[str, list[str]]:
    """The form of a clause as this editor sees it now."""
    return fields_of(client.get(address(clause)).content.decode(), "//form[@id='clause_form']")


def several_forms(clause, number=EDITORS) -> list[tuple[Client, dict[str, list[str]]]]:
    """Editors who have the same clause open."""
    clients = [browser(analyst()) for _editor in range(number)]
    return [(client, opened(client, clause)) for client in clients]


def saving(client: Client, clause: Clause, fields: dict[str, list[str]], **more: str) -> Callable:
    return lambda: client.post(address(clause), {**fields, "_continue": "1", **more})


@pytest.mark.ignore_template_errors
def test_of_editors_who_save_at_once_one_saves_and_the_others_are_asked(draft):
    jobs = [
        saving(client, draft, fields, text=f"Text of editor {number}.")
        for number, (client, fields) in enumerate(several_forms(draft))
    ]
    answers = together(*jobs)
    codes = sorted(one.status_code for one in answers)
    assert codes == [302, *[CONFLICT] * (EDITORS - 1)]
    now = Clause.objects.get(pk=draft.pk)
    winner = next(n for n, one in enumerate(answers) if one.status_code == 302)
    assert now.text == f"Text of editor {winner}."
    assert now.edition == draft.edition + 1


@pytest.mark.ignore_template_errors
def test_whoever_was_slower_keeps_the_own_input_and_sees_the_others(draft):
    forms = several_forms(draft, 2)
    jobs = [
        saving(client, draft, fields, text=f"Text of editor {number}.")
        for number, (client, fields) in enumerate(forms)
    ]
    answers = together(*jobs)
    (slower,) = [n for n, one in enumerate(answers) if one.status_code == CONFLICT]
    html = answers[slower].content.decode()
    assert fields_of(html, "//form[@id='clause_form']")["text"] == [f"Text of editor {slower}."]
    assert f"Text of editor {1 - slower}." in pages.text_of(pages.parsed(html))


@pytest.mark.ignore_template_errors
def test_after_the_conflict_the_slower_editor_can_save(draft):
    forms = several_forms(draft, 2)
    jobs = [
        saving(client, draft, fields, text=f"Text of editor {number}.")
        for number, (client, fields) in enumerate(forms)
    ]
    answers = together(*jobs)
    (slower,) = [n for n, one in enumerate(answers) if one.status_code == CONFLICT]
    again = fields_of(answers[slower].content.decode(), "//form[@id='clause_form']")
    assert saving(forms[slower][0], draft, again)().status_code == 302
    assert Clause.objects.get(pk=draft.pk).text == f"Text of editor {slower}."
    texts = [one.content.fields["text"] for one in list_entries(draft)]
    assert {"Text of editor 0.", "Text of editor 1."} <= set(texts)


@pytest.mark.ignore_template_errors
def test_editors_who_begin_a_revision_at_once_get_the_same_one(public):
    clients = [browser(analyst()) for _editor in range(EDITORS)]
    jobs = [lambda c=client: c.post(address(public), {"_revise": "1"}) for client in clients]
    answers = together(*jobs)
    assert {one.status_code for one in answers} == {302}
    assert len({one["Location"] for one in answers}) == 1
    assert Clause.objects.filter(revises=public).count() == 1


def test_parts_of_a_revision_are_copied_once(public):
    editors = [analyst() for _editor in range(EDITORS)]
    together(*[lambda e=editor: open_revision(public, e) for editor in editors])
    assert Evidence.objects.filter(clause__revises=public).count() == public.evidence.count()


def test_nobody_publishes_what_an_editor_changed_at_the_same_moment(draft, ada, bob):
    submit(draft, ada)
    draft.refresh_from_db()
    client = browser(analyst())
    fields = opened(client, draft)

    def publishing():
        return publish(Clause.objects.get(pk=draft.pk), bob, "Checked.", seen=draft.edition)

    saved, shown = together(
        saving(client, draft, fields, text="Never read by anybody."), publishing
    )
    now = Clause.objects.get(pk=draft.pk)
    if isinstance(shown, EditConflict):
        assert saved.status_code == 302
        assert (now.state, now.text) == ("review", "Never read by anybody.")
    else:
        assert saved.status_code == CONFLICT
        assert (now.state, now.text) == ("published", "Fighting stops.")


@pytest.mark.ignore_template_errors
def test_a_revision_published_while_it_is_being_saved_loses_nobodys_text(public, ada, bob):
    revision = open_revision(public, ada)
    submit(revision, ada)
    revision.refresh_from_db()
    client = browser(analyst())
    fields = opened(client, revision)

    def publishing():
        return publish(Clause.objects.get(pk=revision.pk), bob, "Misread.", seen=revision.edition)

    saved, shown = together(saving(client, revision, fields, text="Another thought."), publishing)
    if isinstance(shown, EditConflict):
        assert saved.status_code == 302
        assert Clause.objects.get(pk=revision.pk).text == "Another thought."
    else:
        assert saved.status_code == CONFLICT
        html = saved.content.decode()
        assert fields_of(html, "//form[@id='clause_form']")["text"] == ["Another thought."]
    assert Clause.objects.get(pk=public.pk).text == "Fighting stops."


def meanwhile(monkeypatch, act: Callable[[], Any]) -> None:
    """Let something happen between the look at a sent form and its saving."""
    usual = ClauseAdmin._turn_into_preview

    def acting(admin, request):
        act()
        return usual(admin, request)

    monkeypatch.setattr(ClauseAdmin, "_turn_into_preview", acting)


@pytest.mark.ignore_template_errors
def test_a_draft_published_just_before_it_is_saved_loses_nobodys_text(draft, ada, bob, monkeypatch):
    submit(draft, ada)
    client = browser(analyst())
    fields = opened(client, draft)
    meanwhile(monkeypatch, lambda: publish(draft, bob, "Checked."))
    answer = saving(client, draft, fields, text="Another thought.")()
    assert answer.status_code == CONFLICT
    found = fields_of(answer.content.decode(), "//form[@id='clause_form']")
    assert found["text"] == ["Another thought."]


@pytest.mark.ignore_template_errors
def test_a_revision_published_just_before_it_is_saved_loses_nobodys_text(
    public, ada, bob, monkeypatch
):
    revision = open_revision(public, ada)
    submit(revision, ada)
    client = browser(analyst())
    fields = opened(client, revision)
    meanwhile(monkeypatch, lambda: publish(revision, bob, "Misread."))
    answer = saving(client, revision, fields, text="Another thought.")()
    assert answer.status_code == CONFLICT
    found = fields_of(answer.content.decode(), "//form[@id='clause_form']")
    assert found["text"] == ["Another thought."]


def test_two_reviewers_who_publish_at_once_publish_once(draft, ada):
    submit(draft, ada)
    reviewers = [reviewer() for _number in range(EDITORS)]
    answers = together(
        *[
            lambda r=one: publish(Clause.objects.get(pk=draft.pk), r, "Checked.")
            for one in reviewers
        ]
    )
    assert len(of(Clause, answers)) == 1
    assert len(of(StepRefused, answers)) == EDITORS - 1
    assert Transition.objects.filter(clause=draft, to_state="published").count() == 1


def test_a_correction_is_published_once_and_leaves_no_revision(public, ada):
    revision = open_revision(public, ada)
    submit(revision, ada)
    answers = together(
        *[
            lambda r=one: publish(Clause.objects.get(pk=revision.pk), r, "Misread.")
            for one in (reviewer(), reviewer())
        ]
    )
    assert len(of(Clause, answers)) == 1
    assert not Clause.objects.filter(revises=public).exists()
    assert Evidence.objects.filter(clause=public).count() == 1


def test_of_two_restorations_at_once_one_is_refused(draft, ada):
    with record_change(draft, ada, ""):
        draft.save()
    (entry,) = list_entries(draft)
    seen = Seen.of(draft)
    editors = [analyst(), analyst()]
    answers = together(
        *[
            lambda e=editor: restore(draft, entry.number, e, reason="", seen=seen)
            for editor in editors
        ]
    )
    assert len(of(EditConflict, answers)) == 1


def tagging(clause, article, by, seen) -> Callable:
    passage = Passage("at least 30 days", "", "")
    bearing = Tag("supports", "describes")
    return lambda: tag([Target(clause, seen)], article, passage=passage, bearing=bearing, by=by)


def test_of_two_who_tag_a_clause_at_once_the_second_is_told(draft):
    articles = [ArticleFactory(), ArticleFactory()]
    jobs = [tagging(draft, one, analyst(), draft.edition) for one in articles]
    answers = together(*jobs)
    assert len(of(EditConflict, answers)) == 1
    assert draft.evidence.count() == 2
    assert Clause.objects.get(pk=draft.pk).edition == draft.edition + 1


@pytest.mark.ignore_template_errors
def test_a_tag_and_a_save_at_once_never_lose_the_tag(draft):
    ((client, fields),) = several_forms(draft, 1)
    save = saving(client, draft, fields, text="Rewritten.")
    saved, tagged = together(save, tagging(draft, ArticleFactory(), analyst(), draft.edition))
    now = Clause.objects.get(pk=draft.pk)
    if isinstance(tagged, EditConflict):
        assert (saved.status_code, now.text, now.evidence.count()) == (302, "Rewritten.", 1)
    else:
        assert (saved.status_code, now.text, now.evidence.count()) == (
            CONFLICT,
            "Fighting stops.",
            2,
        )


def test_one_key_makes_one_new_version(draft):
    editors = [analyst() for _editor in range(EDITORS)]
    answers = together(
        *[lambda e=one: copy_version(draft.version, "next", "next", e) for one in editors]
    )
    assert len(of(Version, answers)) == 1
    assert len(of(ValidationError, answers)) == EDITORS - 1
    assert Clause.objects.filter(version__key="next").count() == 1


@pytest.mark.ignore_template_errors
def test_wrong_passwords_sent_at_once_are_all_counted(ada):
    def wrong():
        return Client().post("/admin/login/", {"username": "ada", "password": "wrong"})

    together(*[wrong] * EDITORS)
    assert AccessAttempt.objects.get().failures_since_start == EDITORS
