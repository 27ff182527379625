"""Nobody changes alone what readers are told: every field of every row around clauses is held."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.http import HttpResponse
from django.urls import reverse

from proposals.editing.translations import TextPlace, TypedText, save_translation
from proposals.models import (
    Account,
    Clause,
    Coverage,
    CoverageEvidence,
    Disagreement,
    Judgement,
    Negotiation,
    Party,
    Proposal,
    Question,
    RowRevision,
    Topic,
    Translation,
    UnitOfMeasure,
    Version,
)
from proposals.models.shown_rows import SURROUNDING, showing
from proposals.models.snapshots import Snapshot
from proposals.web.row_revisions import RowRevisionMiddleware
from sources.models import Article, Outlet
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support import pages
from tests.support.forms import fields_of
from tests.support.second_person import publish_what_waits
from tests.support.shown_rows import (
    BESIDE,
    WRITTEN,
    content_fields,
    shown_negotiation,
    write_another_value,
)

pytestmark = pytest.mark.django_db

WALKED = [model for model in SURROUNDING if model is not Snapshot]
WHY = "The label was that of another document."


@pytest.fixture
def shown():
    return shown_negotiation()


@pytest.fixture
def everything():
    """Somebody who may do everything, and cannot change alone what readers see either."""
    return UserFactory(is_staff=True, is_superuser=True, username="root")


def through_the_door(rf, user, write):
    """Answer a request of an editor that writes."""

    def view(_request):
        write()
        return HttpResponse("written")

    request = rf.post("/admin/anything/")
    request.user = user
    request.session, request._messages = {}, _Messages()
    return RowRevisionMiddleware(view)(request)


class _Messages(list):
    def add(self, level, message, extra_tags=""):
        self.append(message)


@pytest.mark.parametrize("model", WALKED, ids=lambda model: model.__name__)
def test_another_value_of_any_field_waits_for_a_second_person(rf, shown, everything, model):
    """One negotiation for all fields of a model: the door takes each change back."""
    for name in content_fields(model):
        row = model.objects.get(pk=shown.rows[model].pk)
        before = _content(row)
        answer = through_the_door(rf, everything, partial(write_another_value, row, name))
        assert _content(model.objects.get(pk=row.pk)) == before, name
        held = RowRevision.objects.get()
        assert answer.headers["Location"] == reverse(
            "admin:proposals_rowrevision_change", args=[held.pk]
        )
        changed = {name, *BESIDE.get((model.__name__, name), {})}
        assert [change["fields"].keys() for change in held.changes] == [changed]
        assert shown.negotiation in held.negotiations.all(), name
        held.delete()


def _content(row):
    return {
        name: (
            list(getattr(row, name).values_list("pk", flat=True))
            if row._meta.get_field(name).many_to_many
            else getattr(row, row._meta.get_field(name).attname)
        )
        for name in content_fields(type(row))
    }


@pytest.mark.parametrize(
    "model",
    [Account, CoverageEvidence, Coverage, Judgement, Translation],
    ids=lambda model: model.__name__,
)
def test_a_deletion_waits_for_a_second_person(rf, shown, everything, model):
    pk = shown.rows[model].pk
    through_the_door(rf, everything, shown.rows[model].delete)
    assert model.objects.filter(pk=pk).exists()
    assert {change["action"] for change in RowRevision.objects.get().changes} == {"delete"}


@pytest.mark.parametrize(
    "model", [Account, CoverageEvidence, Judgement], ids=lambda model: model.__name__
)
def test_what_is_published_comes_back_as_it_was_held(rf, client, shown, everything, model):
    row = shown.rows[model]
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in _plain(model)}
    model.objects.all().delete()
    attnames = {model._meta.get_field(name).attname: value for name, value in values.items()}
    through_the_door(rf, everything, lambda: model.objects.create(**attnames))
    assert not model.objects.exists()
    publish_held(client, everything)
    (new,) = model.objects.all()
    assert {name: getattr(new, new._meta.get_field(name).attname) for name in values} == values


def _plain(model):
    return [name for name in content_fields(model) if not model._meta.get_field(name).many_to_many]


def publish_held(client, maker):
    """Hand the held change in, and publish it as somebody else; return what was answered."""
    held = RowRevision.objects.get()
    page = reverse("admin:proposals_rowrevision_change", args=[held.pk])
    client.force_login(maker)
    client.post(page, {"hand_in": "1", "reason": WHY})
    client.force_login(reviewer(username="second"))
    return client.post(page, {"publish": "1"}, follow=True)


def test_a_row_that_nobody_sees_is_changed_at_once(rf, shown, everything):
    rows = [
        ArticleFactory(),
        TopicFactory(),
        VersionFactory(proposal=ProposalFactory(negotiation=shown.negotiation)),
    ]

    def write():
        for row, name in zip(rows, ("headline", "name", "label"), strict=True):
            setattr(row, name, WRITTEN)
            row.save()

    assert through_the_door(rf, everything, write).content == b"written"
    assert not RowRevision.objects.exists()
    assert Article.objects.get(pk=rows[0].pk).headline == WRITTEN


def test_a_row_that_is_saved_as_it_was_holds_nothing_back(rf, shown, everything):
    article = ArticleFactory()

    def write():
        shown.rows[Article].save()
        article.headline = WRITTEN
        article.save()

    through_the_door(rf, everything, write)
    assert Article.objects.get(pk=article.pk).headline == WRITTEN
    assert not RowRevision.objects.exists()


def test_every_model_that_pages_draw_is_walked(shown):
    """A new model is either walked here, reviewed by its own steps, or seen by no reader."""
    from django.apps import apps

    reviewed = {"Clause", "Term", "Evidence", "Response", "ResponseEvidence"}
    unseen = {
        "ArticleText", "Comment", "DataStamp", "ExpiredSnapshot", "Fingerprint", "Freeze",
        "PdfContent", "PdfDrawer", "PdfJob", "RowEditor", "RowMarks", "RowRevision",
        "SeedRecord", "SnapshotUse", "Transition",
    }  # fmt: skip
    for label in ("proposals", "sources"):
        for model in apps.get_app_config(label).get_models():
            known = model in SURROUNDING or model.__name__ in reviewed | unseen
            assert known, f"{model.__name__}: who may change it alone?"
    assert set(WALKED) == set(shown.rows)
    for row in shown.rows.values():
        assert showing(row) == {shown.negotiation.pk}


# --- the doors as they are -----------------------------------------------------------------------


def send(client, row, **changes):
    """Change fields of a row on its page of the admin, as a browser sends them."""
    model = row._meta.model_name
    page = reverse(f"admin:{row._meta.app_label}_{model}_change", args=[row.pk])
    form = fields_of(client.get(page).content.decode(), f"//form[@id='{model}_form']")
    return client.post(page, form | {name: [str(value)] for name, value in changes.items()})


def _last_party(shown):
    return shown.negotiation.parties.last().pk


DOORS = [
    ("parties of a document", Proposal, "parties", _last_party),
    ("name of a document", Proposal, "name", lambda shown: WRITTEN),
    ("label", Version, "label", lambda shown: WRITTEN),
    ("date", Version, "date", lambda shown: "2025-05-30"),
    ("tier", Version, "tier", lambda shown: "official"),
    ("address", Article, "url", lambda shown: "https://elsewhere.example/a"),
    ("headline", Article, "headline", lambda shown: WRITTEN),
    ("country", Outlet, "country", lambda shown: "Elsewhere"),
    ("ownership", Outlet, "ownership", lambda shown: WRITTEN),
    ("where it is moved", Coverage, "where", lambda shown: WRITTEN),
    ("question", Question, "text", lambda shown: "How long does it last?"),
    ("topic", Topic, "name", lambda shown: WRITTEN),
    ("party", Party, "name", lambda shown: WRITTEN),
    ("disagreement", Disagreement, "reading", lambda shown: WRITTEN),
    ("unit", UnitOfMeasure, "many", lambda shown: "bodies"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name", "value"), [door[1:] for door in DOORS],
                         ids=[door[0] for door in DOORS])  # fmt: skip
def test_a_page_of_the_admin_holds_the_change_and_publishes_it_later(
    client, shown, everything, model, name, value
):
    client.force_login(everything)
    row, new = shown.rows[model], value(shown)
    before = _content(row)
    answer = send(client, row, **{name: new})
    assert answer.status_code == 302, pages.text_of(pages.parsed(answer.content.decode()))
    assert _content(model.objects.get(pk=row.pk)) == before
    publish_held(client, everything)
    assert RowRevision.objects.get().state == "published"
    after = _content(model.objects.get(pk=row.pk))
    assert after.pop(name) != before.pop(name)
    assert after == before


def test_a_version_is_not_moved_to_another_document_by_one_person(client, shown, everything):
    client.force_login(everything)
    other = ProposalFactory(negotiation=shown.negotiation)
    send(client, shown.versions[0], proposal=other.pk)
    assert Version.objects.get(pk=shown.versions[0].pk).proposal_id != other.pk
    held = RowRevision.objects.get()
    assert held.changes[0]["fields"]["proposal"][1]["pk"] == other.pk


def test_absences_of_the_grid_wait_together(client, shown, everything):
    client.force_login(everything)
    page = reverse("admin:proposals_negotiation_grid", args=[shown.negotiation.pk])
    cell = f"{shown.places.pk}-{shown.versions[1].pk}"
    mark = {"kind": "silent", "basis": "full", "note": "Not mentioned."}
    plan = client.post(page, {"cell": [cell], **mark}).context["plan"]
    number = Coverage.objects.count()
    client.post(page, {"cell": [f"{cell}-{plan.added[0].token}"], "confirm": "yes", **mark})
    assert Coverage.objects.count() == number
    (change,) = RowRevision.objects.get().changes
    assert (change["action"], change["fields"]["note"]) == ("add", [None, "Not mentioned."])


def test_one_reviewer_does_not_withdraw_a_clause_alone(client, shown):
    clause = Clause.objects.filter(state="published").first()
    client.force_login(reviewer(username="first"))
    chosen = {"action": "withdraw_chosen", "_selected_action": [clause.pk]}
    page = reverse("admin:proposals_clause_changelist")
    client.post(page, {**chosen, "reason": WHY, "confirm": "yes"})
    clause.refresh_from_db()
    assert clause.state == "published"
    held = RowRevision.objects.get()
    assert (held.state, held.reason) == ("review", WHY)


def test_the_order_of_published_clauses_waits(client, shown):
    version = shown.versions[0]
    first = version.clauses.get()
    second = ClauseFactory(version=version, published=True)
    maker = reviewer(username="first")
    client.force_login(maker)
    data = {"seen": f"{first.pk},{second.pk}", "down": first.pk}
    client.post(reverse("admin:proposals_version_order", args=[version.pk]), data)
    order = version.clauses.order_by("ordinal")
    assert list(order) == [first, second]
    publish_held(client, maker)
    assert list(order.all()) == [second, first]


def test_a_judgement_of_one_reviewer_waits(client, shown):
    judgement = shown.rows[Judgement]
    values = {
        "question": judgement.question_id, "first": judgement.first_id,
        "second": judgement.second_id, "mark": "agree", "reason": WHY, "author": "first",
    }  # fmt: skip
    judgement.delete()
    client.force_login(reviewer(username="first"))
    client.post(reverse("admin:proposals_judgement_add"), values)
    assert not Judgement.objects.exists()
    assert RowRevision.objects.get().changes[0]["action"] == "add"


# --- the second person ---------------------------------------------------------------------------


def test_whoever_made_a_change_cannot_publish_it(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    held = RowRevision.objects.get()
    page = reverse("admin:proposals_rowrevision_change", args=[held.pk])
    client.post(page, {"hand_in": "1", "reason": WHY})
    answer = client.post(page, {"publish": "1"})
    assert "Whoever made a change cannot publish it" in answer.content.decode()
    assert Version.objects.get(pk=shown.versions[0].pk).label != WRITTEN


def test_an_analyst_cannot_publish(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    page = reverse("admin:proposals_rowrevision_change", args=[RowRevision.objects.get().pk])
    client.post(page, {"hand_in": "1", "reason": WHY})
    client.force_login(analyst(username="ana"))
    assert client.post(page, {"publish": "1"}).status_code == 403


def test_a_change_without_a_reason_is_not_handed_in(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    held = RowRevision.objects.get()
    page = reverse("admin:proposals_rowrevision_change", args=[held.pk])
    answer = client.post(page, {"hand_in": "1", "reason": "  "})
    assert "Say why" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == "draft"


def test_a_change_of_what_changed_since_is_not_published(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    Version.objects.filter(pk=shown.versions[0].pk).update(label="Changed meanwhile")
    answer = publish_held(client, everything)
    assert "Changed by somebody else since" in answer.content.decode()
    assert Version.objects.get(pk=shown.versions[0].pk).label == "Changed meanwhile"


def test_a_refused_change_is_kept_with_the_reason(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    held = RowRevision.objects.get()
    page = reverse("admin:proposals_rowrevision_change", args=[held.pk])
    client.post(page, {"hand_in": "1", "reason": WHY})
    client.force_login(reviewer(username="second"))
    client.post(page, {"refuse": "1", "refusal": "The label is right."})
    held.refresh_from_db()
    assert (held.state, held.refusal) == ("refused", "The label is right.")
    assert client.get(page).status_code == 200


def test_readers_see_old_and_new_value_reason_names_and_marks(client, shown, everything):
    client.force_login(everything)
    old = shown.versions[0].proposal
    parties = [shown.negotiation.parties.last().pk]
    send(client, old, parties=parties[0])
    publish_held(client, everything)
    client.logout()
    page = client.get(reverse("proposals:corrections", args=[shown.negotiation.key]))
    words = pages.text_of(pages.parsed(page.content.decode()))
    one, other = shown.negotiation.parties.all()
    for expected in (one.name, other.name, WHY, "Editor", "conflict"):
        assert expected.casefold() in words.casefold()
    assert "published by" in words


def test_the_feed_tells_of_the_correction(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    address = reverse("proposals:changes", args=[shown.negotiation.key])
    assert WRITTEN not in client.get(address).content.decode()
    publish_held(client, everything)
    feed = client.get(address).content.decode()
    for expected in (WRITTEN, WHY, "published by"):
        assert expected in feed


def test_what_waits_is_no_correction_yet(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    client.logout()
    page = client.get(reverse("proposals:corrections", args=[shown.negotiation.key]))
    assert WRITTEN not in page.content.decode()


def test_the_desk_tells_what_waits(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    desk = client.get(reverse("admin:index")).content.decode()
    assert (
        reverse("admin:proposals_rowrevision_change", args=[RowRevision.objects.get().pk]) in desk
    )


def test_a_question_added_beside_published_ones_waits(rf, shown, everything):
    through_the_door(
        rf, everything, lambda: QuestionFactory(negotiation=shown.negotiation, key="new")
    )
    assert not Question.objects.filter(key="new").exists()


# --- reviewed translations -----------------------------------------------------------------------


def typed_translation(row, text, state="draft"):
    """What the workbench does with a translation as it is typed."""
    place = TextPlace(row.negotiation, row.language, row.subject, row.field)
    typed = TypedText(text, state, row.original, row.text)
    return place, typed, {(row.subject, row.field): row.original}


@pytest.mark.parametrize("text", ["", "Інша сторона"], ids=["emptied", "changed"])
def test_a_reviewed_translation_is_not_changed_by_one_translator(rf, shown, text):
    row = shown.rows[Translation]
    by = analyst(username="translator")
    place, typed, originals = typed_translation(row, text)
    through_the_door(rf, by, lambda: save_translation(place, typed, originals, by=by))
    row.refresh_from_db()
    assert (row.text, row.state) == ("Перша сторона", "reviewed")
    assert RowRevision.objects.count() == 1


def test_readers_see_the_old_translation_until_the_new_one_is_published(rf, client, shown):
    row = shown.rows[Translation]
    by = analyst(username="translator")
    place, typed, originals = typed_translation(row, "Інша сторона")
    through_the_door(rf, by, lambda: save_translation(place, typed, originals, by=by))
    publish_held(client, by)
    row.refresh_from_db()
    assert (row.text, row.state) == ("Інша сторона", "reviewed")


def test_a_draft_that_a_second_person_reviews_is_seen_at_once(rf, shown):
    row = shown.rows[Translation]
    Translation.objects.filter(pk=row.pk).update(state="draft", typed_by="translator")
    by = reviewer(username="judge")
    place, typed, originals = typed_translation(row, row.text, "reviewed")
    through_the_door(rf, by, lambda: save_translation(place, typed, originals, by=by))
    row.refresh_from_db()
    assert row.state == "reviewed"
    assert not RowRevision.objects.exists()


# --- more doors ----------------------------------------------------------------------------------


def test_a_published_response_is_not_withdrawn_by_one_reviewer(client, shown):
    response = ResponseFactory(version=shown.versions[1], to=shown.versions[0], published=True)
    client.force_login(reviewer(username="first"))
    page = reverse("admin:proposals_response_step", args=[response.pk])
    client.post(page, {"_step": "withdraw", "reason": WHY, "edition": response.edition})
    response.refresh_from_db()
    assert response.state == "published"
    assert publish_what_waits() == 1
    response.refresh_from_db()
    assert response.state == "withdrawn"


def test_chosen_absences_are_not_deleted_by_one_person(client, shown, everything):
    client.force_login(everything)
    page = reverse("admin:proposals_coverage_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [shown.rows[Coverage].pk]}
    client.post(page, {**chosen, "post": "yes"})
    assert Coverage.objects.filter(pk=shown.rows[Coverage].pk).exists()
    assert RowRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Negotiation, "parties-0-name"),
        (Proposal, "versions-0-label"),
        (Disagreement, "accounts-0-text"),
    ],
    ids=["party", "version", "account"],
)
def test_rows_below_a_form_wait_as_well(client, shown, everything, model, field):
    client.force_login(everything)
    send(client, shown.rows[model], **{field: WRITTEN})
    (change,) = RowRevision.objects.get().changes
    assert list(change["fields"]) == [field.rpartition("-")[2]]


def test_a_frozen_comparison_is_not_deleted_by_one_person(rf, shown, everything):
    packed = dict.fromkeys(
        ("record_packed", "worded_packed", "sheet_packed", "styles_packed"), b"x"
    )
    hashes = dict.fromkeys(("hash", "worded_hash", "sheet_hash"), "0" * 64)
    row = Snapshot.objects.create(
        negotiation=shown.negotiation.key,
        title="Frozen",
        frozen_at=datetime(2031, 1, 1, tzinfo=UTC),
        record_size=1,
        **packed,
        **hashes,
    )
    through_the_door(rf, everything, Snapshot.objects.get(pk=row.pk).delete)
    assert Snapshot.objects.filter(pk=row.pk).exists()
    assert publish_what_waits() == 1
    assert not Snapshot.objects.filter(pk=row.pk).exists()


def test_a_form_that_fails_leaves_nothing_behind(client, shown, everything):
    client.force_login(everything)
    answer = send(client, shown.versions[0], label="")
    assert answer.status_code == 200
    assert not RowRevision.objects.exists()


def test_a_request_that_breaks_is_taken_back_as_a_whole(rf, shown, everything):
    article = ArticleFactory()

    def write(_request):
        Article.objects.filter(pk=article.pk).update(headline=WRITTEN)
        return HttpResponse(status=500)

    request = rf.post("/admin/anything/")
    request.user = everything
    assert RowRevisionMiddleware(write)(request).status_code == 500
    assert Article.objects.get(pk=article.pk).headline != WRITTEN


def test_two_rows_that_take_over_each_others_numbers_are_published(client, shown, everything):
    one = shown.rows[CoverageEvidence]
    second = CoverageEvidenceFactory(coverage=one.coverage, article=one.article, number=2)
    client.force_login(everything)
    send(client, one.coverage, **{"evidence-0-number": 2, "evidence-1-number": 1})
    (first, last) = RowRevision.objects.get().changes
    assert [first["fields"]["number"], last["fields"]["number"]] == [[1, 2], [2, 1]]
    assert publish_what_waits() == 1
    numbers = CoverageEvidence.objects.filter(pk__in=[one.pk, second.pk]).order_by("pk")
    assert list(numbers.values_list("number", flat=True)) == [2, 1]


def test_an_order_is_not_published_over_another_that_came_first(client, shown):
    version = shown.versions[0]
    first, second = version.clauses.get(), ClauseFactory(version=version, published=True)
    maker = reviewer(username="first")
    client.force_login(maker)
    data = {"seen": f"{first.pk},{second.pk}", "down": first.pk}
    client.post(reverse("admin:proposals_version_order", args=[version.pk]), data)
    third = ClauseFactory(version=version, published=True)
    answer = publish_held(client, maker)
    assert "Changed by somebody else since" in answer.content.decode()
    assert list(version.clauses.order_by("ordinal")) == [first, second, third]
