"""No reader is ever answered with what was there before a write, whatever door it came through.

Every page is asked for twice, so that it is kept; then something is written; then every page is
asked for again, and has to be what the site makes from the data alone.
"""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from config import kept_pages
from proposals.comparisons.lookups import find_catalogue
from proposals.data_stamps.memory import memory
from proposals.editing import tagging
from proposals.editing.restoration import Seen, restore
from proposals.editing.review import publish, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import (
    Clause,
    Coverage,
    Evidence,
    Judgement,
    Negotiation,
    Party,
    Question,
    Term,
    Topic,
    Version,
)
from proposals.seeding import load
from proposals.web.templatetags import drawn_rows
from sources.models import Article, Outlet
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    JudgementFactory,
    UserFactory,
    analyst,
    reviewer,
)
from tests.support.folders import LAKE, change, copy, stored_for_a_module
from tests.support.forms import fields_of
from tests.support.kept_pages import as_on_the_site, timeless

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
stored = stored_for_a_module(LAKE)
HTMX = {"HX-Request": "true"}
NEW = "Written a moment ago"


@pytest.fixture
def _nothing_kept():
    """Keep what the test before left: its writes are undone, so that its first pages hold again."""


@pytest.fixture
def lake(stored, db, settings):
    """The talks at the lake, and the site's own middleware instead of the one of the tests."""
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)
    return the_clause()


def the_clause():
    """A published clause with answers, evidence and a topic, in a document of the usual columns."""
    catalogue = find_catalogue("lake-2031")
    usual = [catalogue.by_key[key].version for key in catalogue.default_documents]
    clauses = Clause.objects.published().filter(terms__isnull=False, evidence__isnull=False)
    return clauses.filter(topics__isnull=False, version__in=usual).order_by("pk")[0]


def addresses(clause):
    """Every kind of page, fragment and file that may show a clause, with the headers to ask by."""
    talks = "/lake-2031"
    term, topic = clause.terms.order_by("pk")[0], clause.topics.order_by("pk")[0]
    article = clause.evidence.order_by("pk")[0].article
    document, question = clause.version.proposal.key, term.question.key
    pages = [
        "/",
        f"{talks}/",
        f"{talks}/compare/",
        f"{talks}/compare/?order=document&open={question}",
        f"{talks}/compare/?q=water",
        f"{talks}/topics/{topic.key}/",
        clause.version.get_absolute_url(),
        clause.get_absolute_url(),
        f"{clause.get_absolute_url()}history/",
        f"{clause.get_absolute_url()}citation.bib",
        f"{clause.get_absolute_url()}evidence.jsonld",
        f"{talks}/compare/evidence/?question={question}&document={document}",
        article.get_absolute_url(),
        article.outlet.get_absolute_url(),
        "/sources/",
        "/search/?q=water",
        "/method/",
        f"{talks}/corrections/",
        f"{talks}/changes.atom",
        f"{talks}/topics/{topic.key}/changes.atom",
        f"{talks}/embed/questions/{question}/",
        f"{talks}/embed/topics/{topic.key}/",
        f"/oembed/?url=http://testserver{talks}/topics/{topic.key}/",
        f"{talks}/print/",
        f"{talks}/brief/",
        f"{talks}/card.png",
        f"{talks}/export/comparison.json",
        f"{talks}/export/comparison.csv",
        f"/api/v1/negotiations/{talks[1:]}/",
        f"/api/v1/negotiations/{talks[1:]}/comparison/",
        "/api/v1/negotiations/",
        "/sitemap.xml",
    ]
    fragments = [
        f"{talks}/compare/",
        f"{talks}/compare/rows/",
        f"{talks}/compare/row/?row={question}",
        f"{talks}/compare/evidence/?question={question}&document={document}",
    ]
    return [(page, {}) for page in pages] + [(fragment, HTMX) for fragment in fragments]


def answers(asked):
    """The bodies of all answers, with those that are no page left out."""
    client = Client()
    return {
        (address, bool(headers)): body_of(client.get(address, headers=headers))
        for address, headers in asked
    }


def body_of(response):
    return response.getvalue() if response.streaming else response.content


def made_anew(asked, monkeypatch):
    """The same from the data alone, with nothing kept."""
    with monkeypatch.context() as patch:
        patch.setattr(kept_pages, "read_stamp", lambda: None)
        return answers(asked)


# -- the doors ----------------------------------------------------------------------------------


def by_saving(clause):
    clause.heading = NEW
    with unguarded():
        clause.save()


def unguarded():
    from proposals.models.publication_guard import unguarded as guard

    return guard()


def by_update(clause):
    with unguarded():
        Clause.objects.filter(pk=clause.pk).update(heading=NEW)


def by_update_of_an_answer(clause):
    with unguarded():
        Term.objects.filter(pk=clause.terms.all()[0].pk).update(condition=NEW)


def by_bulk_update(clause):
    items = list(Evidence.objects.filter(clause=clause))
    for item in items:
        item.note = NEW
    Evidence.objects.bulk_update(items, ["note"])


def by_raw_sql(clause):
    article = clause.evidence.all()[0].article
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_article SET headline = %s WHERE id = %s", [NEW, article.pk])


def by_deleting(clause):
    with unguarded():
        Evidence.objects.filter(clause__version=clause.version)[0].delete()


def by_coverage(clause):
    Coverage.objects.all()[0].delete()


def by_judgement(clause):
    first, second = Version.objects.order_by("proposal__ordinal")[:2]
    question = clause.terms.all()[0].question
    JudgementFactory(question=question, first=first, second=second, reason=NEW)
    Judgement.objects.update(author=NEW)


def by_codebook(clause):
    Question.objects.filter(pk=clause.terms.all()[0].question_id).update(text=NEW)
    Topic.objects.filter(pk=clause.topics.all()[0].pk).update(definition=NEW)


def by_names(clause):
    Party.objects.filter(negotiation=clause.version.proposal.negotiation).update(name=NEW)


def by_negotiation(clause):
    Negotiation.objects.update(name=NEW)


def by_outlet(clause):
    Outlet.objects.filter(articles__evidence__clause=clause).update(name=NEW)


def by_bearers(clause):
    Term.bearers.through.objects.all().delete()


def by_topics(clause):
    with unguarded():
        clause.topics.clear()


def by_the_admin(clause):
    """An editor's form of an article, as a browser sends it."""
    article = clause.evidence.all()[0].article
    desk = Client()
    desk.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = reverse("admin:sources_article_change", args=[article.pk])
    form = fields_of(desk.get(page).content.decode(), "//form[@id='article_form']")
    form["headline"] = [NEW]
    assert desk.post(page, form).status_code == 302


def by_a_bulk_action(clause):
    """Many clauses handed in, published at once by somebody else."""
    waiting = ClauseFactory(
        version=clause.version, state="review", submitted_by=analyst(), topics=clause.topics.all()
    )
    EvidenceFactory(clause=waiting)
    judge = Client()
    judge.force_login(reviewer())
    data = {"action": "publish_chosen", ACTION_CHECKBOX_NAME: [waiting.pk], "confirm": "yes"}
    judge.post(reverse("admin:proposals_clause_changelist"), data, follow=True)
    waiting.refresh_from_db()
    assert waiting.state == "published"


def by_review(clause):
    withdraw(clause, reviewer(), "It was not said.")


def by_a_revision(clause):
    writer, judge = analyst(), reviewer()
    draft = open_revision(clause, writer)
    with record_change(draft, writer, "Read again."):
        draft.heading = NEW
        draft.save()
    publish(submit(draft, writer), judge, "Read again.")


def by_restoring(clause):
    writer, judge = analyst(), reviewer()
    by_a_revision(clause)
    clause.refresh_from_db()
    older = list_entries(clause)[-1]
    restored = restore(clause, older.number, writer, reason="As before.", seen=Seen.of(clause))
    publish(submit(restored.draft, writer), judge, "As before.")


def by_the_workbench(clause):
    """A passage tagged in a revision, which is then published."""
    writer, judge = analyst(), reviewer()
    draft = open_revision(clause, writer)
    article = Article.objects.exclude(evidence__clause=clause)[0]
    desk = Client()
    desk.force_login(writer)
    sent = {
        "do": "save",
        "quote": "",
        "stance": "supports",
        "basis": "reports",
        "target": [f"{draft.pk}:{draft.edition}"],
    }
    assert desk.post(reverse("workbench:article", args=[article.key]), sent).status_code == 302
    draft.refresh_from_db()
    publish(submit(draft, writer), judge, "Tagged.")


def by_tagging(clause):
    item = Evidence.objects.filter(clause=clause)[0]
    writer, judge = analyst(), reviewer()
    draft = open_revision(clause, writer)
    copy = tagging.counterpart(item, draft)
    Evidence.objects.filter(pk=copy.pk).update(note=NEW)
    publish(submit(draft, writer), judge, "Noted.")


DOORS = [
    by_saving,
    by_update,
    by_update_of_an_answer,
    by_bulk_update,
    by_raw_sql,
    by_deleting,
    by_coverage,
    by_judgement,
    by_codebook,
    by_names,
    by_negotiation,
    by_outlet,
    by_bearers,
    by_topics,
    by_the_admin,
    by_a_bulk_action,
    by_review,
    by_a_revision,
    by_restoring,
    by_the_workbench,
    by_tagging,
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_after_a_write_every_page_is_made_from_what_is_there(lake, monkeypatch, door):
    asked = addresses(lake)
    before = answers(asked)
    assert caches["pages"].size
    door(lake)
    after, anew = answers(asked), made_anew(asked, monkeypatch)
    old = [address for address in after if timeless(after[address]) != timeless(anew[address])]
    assert old == []
    assert any(after[address] != before[address] for address in after), "the write shows nowhere"


def test_after_a_folder_is_loaded_every_page_is_made_anew(lake, monkeypatch, tmp_path):
    asked = addresses(lake)
    answers(asked)
    folder = copy(LAKE, tmp_path)
    article = lake.evidence.all()[0].article
    change(folder, "articles.toml", article.headline, NEW)
    load([folder])
    after, anew = answers(asked), made_anew(asked, monkeypatch)
    assert [key for key in after if timeless(after[key]) != timeless(anew[key])] == []
    assert any(NEW.encode() in body for body in after.values())


def test_a_row_that_was_drawn_before_a_write_is_drawn_again(lake):
    address = f"/lake-2031/compare/?open={lake.terms.order_by('pk')[0].question.key}"
    first = Client().get(address).content.decode()
    assert memory.weight
    with unguarded():
        lake.terms.update(condition=NEW)
    second = Client().get(address).content.decode()
    assert NEW in second
    assert NEW not in first


def test_a_row_that_is_read_before_a_write_and_drawn_after_it_is_not_kept(lake, monkeypatch):
    memory.clear()
    caches["pages"].clear()
    address = f"/lake-2031/compare/?open={lake.terms.order_by('pk')[0].question.key}"
    stamp_of, done = drawn_rows._stamp, []

    def stamp_after_a_write(row):
        if not done:
            done.append(True)
            with unguarded():
                lake.terms.update(condition=NEW)
        return stamp_of(row)

    with monkeypatch.context() as patch:
        patch.setattr(drawn_rows, "_stamp", stamp_after_a_write)
        assert NEW not in Client().get(address).content.decode()
    after = answers([(address, {})])
    assert after == made_anew([(address, {})], monkeypatch)


def test_what_is_not_published_is_not_seen_before_its_review(lake):
    """An editor's draft moves the stamp, and shows nowhere."""
    asked = addresses(lake)
    before = answers(asked)
    draft = open_revision(lake, analyst())
    Clause.objects.filter(pk=draft.pk).update(heading=NEW)
    after = answers(asked)
    assert not any(NEW.encode() in body for body in after.values())
    assert [key for key in after if timeless(after[key]) != timeless(before[key])] == []
