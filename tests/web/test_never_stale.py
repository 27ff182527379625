"""No reader is ever answered with what was there before a write, whatever door it came through.

Every page is asked for, so that it is kept; then something is written; then every page is asked
for again, and has to be what the site makes from the data alone.
"""

import pytest
from django.core.cache import caches
from django.test import Client

from config import kept_pages
from proposals.comparisons.lookups import find_catalogue
from proposals.data_stamps.memory import memory
from proposals.editing.revisions import open_revision
from proposals.models import Clause, Snapshot
from proposals.models.publication_guard import unguarded
from proposals.seeding import load
from proposals.web.templatetags import drawn_rows
from tests.factories import (
    analyst,
)
from tests.support.doors import DOORS, NEW
from tests.support.folders import LAKE, change, copy, stored_for_a_module
from tests.support.kept_pages import as_on_the_site, timeless

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
stored = stored_for_a_module(LAKE)
HTMX = {"HX-Request": "true"}


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
        f"{talks}/movement/",
        f"{talks}/movement.csv",
        f"{talks}/movement.json",
        f"{talks}/movement.atom",
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


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_after_a_write_every_page_is_made_from_what_is_there(lake, monkeypatch, door):
    asked = addresses(lake)
    before = answers(asked)
    assert caches["pages"].size
    door(lake)
    after, anew = answers(asked), made_anew(asked, monkeypatch)
    old = [address for address in after if timeless(after[address]) != timeless(anew[address])]
    assert old == []
    changed = [one for one in after if timeless(after[one]) != timeless(before[one])]
    assert changed, "the write shows nowhere"


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


def frozen_of(address):
    """Freeze the selection of an address as a visitor; return where the frozen one stands."""
    return Client().post(address)["Location"]


def test_freezing_leaves_every_page_that_does_not_name_it_as_it_is_kept(lake):
    address = "/lake-2031/compare/"
    tag = Client().get(address)["ETag"]
    frozen_of("/lake-2031/freeze/")
    again = Client().get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again["ETag"]) == (304, tag)


def test_the_brief_of_another_selection_is_kept_while_somebody_freezes(lake):
    address = "/lake-2031/brief/?verdict=conflict"
    tag = Client().get(address)["ETag"]
    frozen_of("/lake-2031/freeze/")
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("form", ["brief/", "brief/stamp.svg", "export/brief.docx"])
def test_a_brief_names_its_frozen_comparison_as_soon_as_there_is_one(lake, monkeypatch, form):
    asked = [(f"/lake-2031/{form}", {})]
    tag = Client().get(asked[0][0])["ETag"]
    before = answers(asked)
    frozen_of("/lake-2031/freeze/")
    after, anew = answers(asked), made_anew(asked, monkeypatch)
    assert timeless(after[asked[0][0], False]) == timeless(anew[asked[0][0], False])
    assert after != before
    assert Client().get(asked[0][0], headers={"If-None-Match": tag}).status_code == 200


def test_a_frozen_comparison_that_is_gone_is_handed_out_no_more(lake):
    address = frozen_of("/lake-2031/freeze/")
    parts = ("", "record.json", "comparison.json", "sheet.css")
    kept = [Client().get(f"{address}{part}") for part in parts]
    assert [page.status_code for page in kept] == [200] * len(parts)
    Snapshot.objects.all().delete()
    gone = [
        Client().get(f"{address}{part}", headers={"If-None-Match": page["ETag"]})
        for part, page in zip(parts, kept, strict=True)
    ]
    assert [page.status_code for page in gone] == [404] * len(parts)
