"""The doors by which data are written: each changes something of a clause that readers see."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.test import Client
from django.urls import reverse

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
from proposals.models.publication_guard import unguarded
from sources.models import Article, Outlet
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    JudgementFactory,
    UserFactory,
    analyst,
    reviewer,
)
from tests.support.forms import fields_of
from tests.support.second_person import publish_what_waits

NEW = "Written a moment ago"


def by_saving(clause):
    clause.heading = NEW
    with unguarded():
        clause.save()


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
    publish_what_waits()


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
