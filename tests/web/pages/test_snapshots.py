"""The pages of freezing: the button, the frozen comparison, its record and its styles."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from proposals.exports.record.canonical import digest
from proposals.models import Clause, Negotiation, Snapshot
from proposals.models.snapshots import packed
from proposals.snapshots import store
from tests.factories import UserFactory
from tests.support import pages
from tests.support.bundles import bundle
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.forms import fields_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("stored", "without_guard"),
    pytest.mark.ignore_template_errors,
]

stored = stored_for_a_module(LAKE)

FREEZE = "/lake-2031/freeze/"
HOSTILE = (
    "<script>alert(1)</script> [link](javascript:alert(1)) <img src=x onerror=alert(1)> "
    '"></article><style>*{}</style>'
)


def frozen() -> Snapshot:
    return store.freeze(bundle())[0]


def words(answer) -> str:
    return pages.text_of(pages.parsed(answer.content.decode()))


def test_asking_says_what_would_be_kept_and_keeps_nothing(client):
    answer = client.get(f"{FREEZE}?verdict=conflict")
    assert answer.status_code == 200
    assert "Verdict: conflict" in words(answer)
    assert "5 of 7" in words(answer)
    assert not Snapshot.objects.exists()


def test_the_button_keeps_the_selection_without_a_script_and_leads_to_it():
    visitor = Client(enforce_csrf_checks=True)
    asked = visitor.get(f"{FREEZE}?verdict=conflict").content.decode()
    form = f"//form[starts-with(@action, '{FREEZE}')]"
    (action,) = pages.parsed(asked).xpath(f"{form}/@action")
    answer = visitor.post(action, fields_of(asked, form))
    snapshot = Snapshot.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/frozen/{snapshot.hash}/")
    assert [row["mark"] for row in snapshot.content["rows"]] == ["conflict"] * 5
    assert not snapshot.by_staff
    assert visitor.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("page", ["print", "export"])
def test_the_pages_that_hand_out_a_comparison_lead_to_freezing_it(client, page):
    shown = client.get(f"/lake-2031/{page}/?verdict=conflict").content.decode()
    offered = pages.parsed(shown).xpath("//a/@href | //form[@method='post']/@action")
    (way,) = [one for one in offered if one.startswith(FREEZE)]
    assert client.get(way).status_code == 200
    assert client.post(way).status_code == 303
    assert [row["mark"] for row in Snapshot.objects.get().content["rows"]] == ["conflict"] * 5


def test_another_site_cannot_freeze_for_a_visitor():
    assert Client(enforce_csrf_checks=True).post(FREEZE).status_code == 403
    assert not Snapshot.objects.exists()


def test_freezing_again_leads_to_the_same_address_and_the_page_says_so(client):
    first = client.post(FREEZE)["Location"]
    assert client.post(FREEZE)["Location"] == first
    assert Snapshot.objects.count() == 1
    assert first in client.get(FREEZE).content.decode()


@pytest.mark.parametrize("query", ["topic=none", "d=none&d=wadi-plan", "nonsense=1", "q=zzzz"])
def test_what_is_not_clear_or_empty_is_not_frozen(client, query):
    answer = client.post(f"{FREEZE}?{query}")
    assert answer.status_code == 400
    assert "othing" in words(answer)
    assert not Snapshot.objects.exists()


def test_how_it_was_to_be_printed_does_not_matter(client):
    answer = client.post(f"{FREEZE}?paper=letter&turn=landscape&notes=none&clauses=answers&grey=1")
    assert answer["Location"] == f"/frozen/{bundle().hash}/"


def test_at_the_limit_the_page_says_so_and_offers_the_files(client, settings):
    settings.FREEZES_PER_HOUR = 0
    answer = client.post(f"{FREEZE}?verdict=conflict")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    assert "/lake-2031/export/comparison.json?" in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_staff_are_not_held_by_the_limit(client, settings):
    settings.FREEZES_PER_HOUR = 0
    client.force_login(UserFactory(is_staff=True))
    assert client.post(FREEZE).status_code == 303
    assert Snapshot.objects.get().by_staff


def test_what_is_too_large_is_told_with_both_sizes(client, monkeypatch):
    monkeypatch.setattr(store, "LARGEST_RECORD", 2048)
    answer = client.post(FREEZE)
    assert answer.status_code == 413
    assert "at most 2.0\xa0KB" in answer.content.decode()


def test_an_unknown_negotiation_is_told_helpfully(client):
    answer = client.post("/nowhere/freeze/")
    assert answer.status_code == 404
    assert "There is no negotiation “nowhere” here." in words(answer)


def test_the_page_shows_the_sheet_of_then_and_what_changed_since(client):
    snapshot = frozen()
    clause = Clause.objects.get(uid="lake-2031.wadi-plan.second.1")
    before = clause.text
    Clause.objects.filter(pk=clause.pk).update(text="Other words entirely.")
    page = pages.parsed(client.get(snapshot.get_absolute_url()).content.decode())
    (sheet,) = page.xpath("//main/article")
    assert before.split()[0] in pages.text_of(sheet)
    assert "Other words entirely." not in pages.text_of(sheet)
    (about,) = page.xpath("//header[@class='about']")
    assert "Other words entirely." in pages.text_of(about)
    assert f"SHA-256 {snapshot.hash}" in pages.text_of(about)
    assert "2 June 2031, 12:30 UTC" in pages.text_of(about)
    assert f"http://testserver/frozen/{snapshot.hash}/" in pages.text_of(about)


def test_the_page_says_that_nothing_changed_and_leads_to_the_live_comparison(client):
    answer = client.get(frozen().get_absolute_url())
    assert "Nothing has changed since." in words(answer)
    assert bundle().address in pages.parsed(answer.content.decode()).xpath("//section//@href")


def test_the_page_stands_without_its_negotiation(client):
    snapshot = frozen()
    Negotiation.objects.get(key="lake-2031").delete()
    answer = client.get(snapshot.get_absolute_url())
    assert answer.status_code == 200
    assert "There is no live comparison of this selection any more." in words(answer)
    assert "Λιμναία's memorandum" in words(answer)
    assert client.get(reverse("proposals:frozen_styles", args=[snapshot.hash])).status_code == 200


def test_the_page_warns_if_what_is_stored_was_altered(client):
    snapshot = frozen()
    assert "does not match its hash" not in words(client.get(snapshot.get_absolute_url()))
    Snapshot.objects.update(sheet_packed=packed(b'<article class="sheet">Forged</article>'))
    assert "does not match its hash" in words(client.get(snapshot.get_absolute_url()))


def test_paper_turn_and_grey_are_chosen_without_a_script(client):
    snapshot = frozen()
    page = client.get(f"{snapshot.get_absolute_url()}?paper=letter&turn=landscape&grey=1")
    root = pages.parsed(page.content.decode())
    (classes,) = root.xpath("//main/article/@class")
    assert {"landscape", "grey"} <= set(classes.split())
    drawn = root.xpath("//main//@fill | //main//@stroke | //main//@color")
    assert drawn
    assert not [ink for ink in drawn if re.fullmatch("#[0-9a-f]{6}", ink) and len(set(ink)) > 2]
    (styles,) = [one for one in root.xpath("//link/@href") if "/frozen/" in one and "css" in one]
    css = client.get(styles).content.decode()
    assert "size: letter landscape" in css
    assert snapshot.styles in css


def test_an_option_that_is_none_is_told_and_does_no_harm(client):
    answer = client.get(f"{frozen().get_absolute_url()}?paper=a0&notes=none")
    assert answer.status_code == 200
    assert "paper cannot be “a0”" in words(answer)
    assert "Not understood in the address: “notes”." in words(answer)


def test_the_record_has_the_bytes_that_the_hash_is_of(client):
    snapshot = frozen()
    address = reverse("proposals:frozen_record", args=[snapshot.hash])
    answer = client.get(address)
    assert digest(answer.content) == snapshot.hash
    assert answer["Content-Type"] == "application/json"
    assert f'filename="{snapshot.hash}.json"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "public, max-age=604800"
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["frozen", "frozen_record", "frozen_styles"])
@pytest.mark.parametrize(
    "change", [lambda h: h[:12], str.upper, lambda _h: "a" * 64, lambda _h: "\0"]
)
def test_only_the_full_hash_names_a_frozen_comparison(client, name, change):
    answer = client.get(reverse(f"proposals:{name}", args=[change(frozen().hash)]))
    assert answer.status_code == 404
    assert "all 64 digits" in words(answer)


def test_what_somebody_typed_into_a_clause_runs_nowhere_on_the_page(client):
    Clause.objects.filter(uid="lake-2031.wadi-plan.second.1").update(
        text=HOSTILE, heading=HOSTILE, label="<b>1"
    )
    snapshot = frozen()
    Clause.objects.filter(uid="lake-2031.wadi-plan.second.1").update(text=f"{HOSTILE} now")
    answer = client.get(snapshot.get_absolute_url())
    root = pages.parsed(answer.content.decode())
    assert root.xpath("//main//script | //main//style | //main//img | //@onerror") == []
    assert [one for one in root.xpath("//@href") if one.startswith("javascript")] == []
    assert len(root.xpath("//article")) == len(root.xpath("//main/article")) == 1
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert root.xpath("//script[not(@src)]") == root.xpath("//@style") == []


def test_a_frozen_page_needs_fourteen_queries_whatever_changed(client, django_assert_num_queries):
    address = frozen().get_absolute_url()
    Clause.objects.update(text="Other words entirely.")
    with django_assert_num_queries(14):
        client.get(address)


def test_staff_see_the_list_but_nobody_edits_and_only_superusers_delete(client):
    snapshot = frozen()
    listed = reverse("admin:proposals_snapshot_changelist")
    page = reverse("admin:proposals_snapshot_change", args=[snapshot.pk])
    delete = reverse("admin:proposals_snapshot_delete", args=[snapshot.pk])
    client.force_login(UserFactory(is_staff=True))
    assert snapshot.hash[:16] in client.get(listed).content.decode()
    assert snapshot.hash in client.get(page).content.decode()
    assert client.post(page, {"title": "Other"}).status_code == 403
    assert client.get(reverse("admin:proposals_snapshot_add")).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert client.get(snapshot.get_absolute_url()).status_code == 404
