"""What stays of a request of which something is held until a second person publishes it."""

import json
from functools import partial

import pytest
from django.urls import reverse

from proposals.models import RowRevision, Translation
from sources.article_import import ImportChoice, apply, plan, read_table
from sources.models import Article, ArticleText
from sources.texts import drop_text, keep_text
from tests.factories import analyst, reviewer
from tests.support import pages
from tests.support.second_person import publish_what_waits
from tests.support.shown_rows import WRITTEN, shown_negotiation
from tests.web.test_row_revisions import through_the_door

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return shown_negotiation()


# -- translations of one page ----------------------------------------------------------------------


@pytest.fixture
def draft(shown):
    """A draft beside the reviewed translation of the first party's name."""
    other = shown.negotiation.parties.last()
    return Translation.objects.create(
        negotiation=shown.negotiation,
        subject=f"party {other.key}",
        field="name",
        language="uk",
        original=other.name,
        text="Друга сторона",
        state="draft",
        typed_by="somebody",
    )


def send(client, negotiation, *texts):
    """Send texts of one page, each a stored row with what is typed and chosen."""
    sent = {}
    for number, (row, text, state) in enumerate(texts):
        sent |= {
            f"text-{number}": text,
            f"place-{number}": f"{row.subject} {row.field}",
            f"before-{number}": row.text,
            f"original-{number}": row.original,
            f"state-{number}": state,
        }
    return client.post(reverse("workbench:texts", args=[negotiation.key, "uk"]), sent)


def test_a_review_beside_a_text_that_is_held_is_kept(client, shown, draft):
    client.force_login(reviewer())
    row = shown.rows[Translation]
    answer = send(
        client, shown.negotiation, (row, "Інша", "reviewed"), (draft, draft.text, "reviewed")
    )
    held = RowRevision.objects.get()
    assert answer.url == reverse("admin:proposals_rowrevision_change", args=[held.pk])
    assert [one["pk"] for one in held.changes] == [row.pk]
    draft.refresh_from_db()
    assert draft.state == "reviewed"


def test_texts_of_one_page_that_are_held_are_one_change(client, shown, draft):
    Translation.objects.filter(pk=draft.pk).update(state="reviewed")
    client.force_login(reviewer())
    row = shown.rows[Translation]
    send(client, shown.negotiation, (row, "Інша", "reviewed"), (draft, "Друга", "reviewed"))
    assert {one["pk"] for one in RowRevision.objects.get().changes} == {row.pk, draft.pk}
    assert publish_what_waits() == 1
    draft.refresh_from_db()
    assert draft.text == "Друга"


def test_a_text_that_is_refused_beside_one_that_is_held_stays_on_the_page(client, shown, draft):
    client.force_login(analyst())
    row = shown.rows[Translation]
    answer = send(client, shown.negotiation, (row, "Інша", "reviewed"), (draft, "Моя", "reviewed"))
    words = pages.text_of(pages.parsed(answer.content.decode()))
    assert "Моя" in answer.content.decode()
    assert "Readers see this, so what you typed waits for a second person: Інша" in words
    assert RowRevision.objects.count() == 1
    draft.refresh_from_db()
    assert draft.text == "Друга сторона"


# -- texts of articles -----------------------------------------------------------------------------


def rename(article):
    row = Article.objects.get(pk=article.pk)
    row.headline = WRITTEN
    row.save()
    return row


def test_the_private_text_of_an_article_is_kept_beside_a_change_that_is_held(rf, shown):
    article = shown.rows[Article]
    through_the_door(rf, analyst(), lambda: keep_text(rename(article), "Its whole text.", "ana"))
    stored = ArticleText.objects.get(article=article)
    assert (stored.text, stored.kept_by_name) == ("Its whole text.", "ana")
    assert Article.objects.get(pk=article.pk).headline != WRITTEN
    assert publish_what_waits() == 1


def test_a_text_that_is_taken_away_beside_a_change_that_is_held_stays_away(rf, shown):
    article = shown.rows[Article]
    keep_text(article, "Its whole text.", "ana")
    through_the_door(rf, analyst(), lambda: drop_text(rename(article)))
    assert not ArticleText.objects.exists()


def test_of_an_import_only_what_readers_see_is_held(rf, shown):
    article = shown.rows[Article]
    entries = [
        {"key": article.key, "headline": WRITTEN, "text": "Its whole text."},
        {
            "key": "A900", "outlet": article.outlet.key, "headline": "New",
            "url": "https://new.example/1", "text": "Another text.",
        },
    ]  # fmt: skip
    planned = plan(read_table(json.dumps(entries)))
    choice = ImportChoice(add=True, change=True, outlets=True)
    through_the_door(rf, analyst(), partial(apply, planned, "ana", choice))
    assert Article.objects.get(pk=article.pk).headline != WRITTEN
    assert Article.objects.get(key="A900").stored_text.text == "Another text."
    assert ArticleText.objects.get(article=article).text == "Its whole text."
    (held,) = RowRevision.objects.get().changes
    assert held["pk"] == article.pk
