"""Nothing unpublished is reachable for readers, at any address that the site has.

The addresses come from the URL configuration itself. A new one is asked by itself; one with a part
that this test does not know fails it, until its values are named below.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any
from urllib.parse import quote, unquote, urlencode
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from proposals.editing.review import request_changes, submit, withdraw
from proposals.editing.revisions import copy_version, open_revision
from proposals.exports.formats import FORMATS
from proposals.exports.paper import pdf
from proposals.history.recorder import record_change
from proposals.models import Clause, Map, Response
from proposals.snapshots.store import freeze
from proposals.web.sitemaps import SECTIONS
from sources.models import Article
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CommentFactory,
    CoverageFactory,
    EvidenceFactory,
    NegotiationFactory,
    OriginFactory,
    OutletFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
    analyst,
    publish,
    reviewer,
)
from tests.support import pages
from tests.support.bundles import bundle
from tests.support.drawings import Drawn, fetched
from tests.support.kept_pages import as_on_the_site

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MARK = "zqxsecret"
"""What every secret word begins with; no word that readers may see has it."""
SECRETS = re.compile(rf"{MARK}[a-z]*", re.IGNORECASE)
STAFF = "admin/"
API = "api/v1/"
FREEZING = "<slug:negotiation>/freeze/"
"""The only public address that takes something in: the wish to keep what is public."""
DEAD_ENDS = {
    f"{API}<path:rest>",
    "apple-touch-icon.png",
    "favicon.ico",
    "<slug:negotiation>/documents/<str:proposal>/",
}
"""Addresses that only say that there is nothing, or lead to a static file or to a page."""


def secret(name: str) -> str:
    """A word that no reader may ever meet."""
    return f"{MARK}{name}"


ARTICLE_WORDS = (
    "headline", "headline_note", "description", "published_note", "url_note", "text_file", "note",
)  # fmt: skip
OUTLET_WORDS = ("name", "country", "country_source", "ownership", "ownership_source")
"""The fields that hold words of an editor's."""


@dataclass(frozen=True)
class World:
    """What was planted: the public side by its keys, and the secret addresses to be tried."""

    negotiation: str
    hidden_negotiation: str
    clauses: tuple[str, ...]
    responses: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    topic: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    frozen: str


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Planted once for all tests of this module; each works in a transaction within this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = plant()
        with django_db_blocker.block():
            yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(planted, db) -> World:
    """A published clause among everything that is not for readers."""
    return planted


@pytest.fixture(autouse=True)
def _readable_pdf(monkeypatch):
    """A PDF file can be asked for wherever the tests run; its sheet stands for it, to be read."""
    monkeypatch.setattr(pdf, "available", lambda: True)


def sheet_itself(sheet: bytes) -> Drawn:
    """What stands for drawing: the page that a file would be drawn from."""
    return Drawn(json.loads(sheet)["html"].encode())


def plant() -> World:
    ada, bob = analyst(username=secret("ada"), last_name=secret("moor")), reviewer()
    topic = TopicFactory(key="truce", name="Truce")
    question = QuestionFactory(key="how-long", topic=topic)
    negotiation = question.negotiation
    mapped = _mapped(negotiation, topic)
    proposal = ProposalFactory(negotiation=negotiation, name="Plan", parties=[])
    proposal.parties.add(PartyFactory(negotiation=negotiation))
    version = VersionFactory(proposal=proposal, key="first")
    article = ArticleFactory(key="A1")
    public = ClauseFactory(version=version, key="1", text="Readers see this.", published=True)
    _answered(public, question, article, "Open.")
    TermFactory(clause=public, question=mapped, value={"requires": ["north"]})
    other = ClauseFactory(
        version=VersionFactory(proposal=ProposalFactory(negotiation=negotiation), key="first"),
        published=True,
    )
    _answered(other, question, article, "Open.")
    hidden = [_draft(version, question, topic, article, state) for state in ("draft", "review")]
    hidden += [_sent_back(version, question, article, ada, bob)]
    hidden += [_withdrawn(version, question, article, bob)]
    hidden += [_revision(public, ada)]
    _await(public, hidden[0])
    responses = _responses(version, other, hidden[0], article, bob)
    _kept_text(article)
    unused = _unused_article(article, hidden[0])
    copied = copy_version(version, "second", secret("label"), ada)
    lone = _lone_draft(question.topic)
    return World(
        negotiation.key,
        lone.version.proposal.negotiation.key,
        (public.uid, *(clause.uid for clause in (*hidden, lone, *copied.clauses.all()))),
        responses,
        ((proposal.key, "first"), (proposal.key, "second")),
        (question.key, mapped.key),
        topic.key,
        (article.key, unused.key),
        (article.outlet.key, unused.outlet.key),
        freeze(bundle(negotiation=negotiation.key))[0].hash,
    )


def _mapped(negotiation, topic):
    """A question whose entries lie on a map."""
    regions = [{"id": "north", "name": "North", "path": "M0 0h9v9z"}]
    drawn = Map.objects.create(
        negotiation=negotiation, key="valley", title="Valley", view_box="0 0 9 9", regions=regions
    )
    entries = [{"key": "north", "label": "North", "region": "north"}]
    return QuestionFactory(
        negotiation=negotiation,
        topic=topic,
        key="where",
        kind="items",
        unit=None,
        vocabulary=entries,
        map=drawn,
    )


def _answered(clause, question, article, scope):
    term = TermFactory(clause=clause, question=question, scope=scope)
    EvidenceFactory(clause=clause, term=term, article=article, number=9)


def _secret_texts(clause, name):
    """Every text of a clause as a secret word, without a step of review."""
    texts = ("label", "heading", "text", "quote", "option_label", "contested")
    Clause.objects.filter(pk=clause.pk).update(
        **{field: secret(f"{name}{field.replace('_', '')}") for field in texts}
    )


def _secret_parts(clause, question, article, name):
    words = {field: secret(f"{name}{field}") for field in ("scope", "condition", "note")}
    term = TermFactory(clause=clause, question=question, value={"at_least": 777}, **words)
    words = {field: secret(f"{name}{field}") for field in ("quote", "before", "after", "note")}
    EvidenceFactory(clause=clause, term=term, article=article, tagged_by=secret(name), **words)
    CommentFactory(
        clause=clause,
        text=secret(f"{name}comment"),
        passage=secret(f"{name}passage"),
        author_name=secret(f"{name}author"),
    )


def _draft(version, question, topic, article, state):
    clause = ClauseFactory(version=version, key=f"of-{state}", topics=[topic])
    _secret_parts(clause, question, article, state)
    Clause.objects.filter(pk=clause.pk).update(state=state)
    _secret_texts(clause, state)
    return clause


def _sent_back(version, question, article, ada, bob):
    clause = ClauseFactory(version=version, key="of-changes", created_by=ada)
    _secret_parts(clause, question, article, "changes")
    _secret_texts(clause, "changes")
    submit(clause, ada, secret("submitting"))
    request_changes(clause, bob, secret("changing"))
    return clause


def _withdrawn(version, question, article, bob):
    clause = ClauseFactory(version=version, key="of-withdrawn")
    _secret_parts(clause, question, article, "withdrawn")
    _secret_texts(clause, "withdrawn")
    clause.refresh_from_db()
    publish(clause)
    withdraw(clause, bob, "It named somebody.")
    return clause


def _revision(public, ada):
    revision = open_revision(public, ada)
    _secret_texts(revision, "revision")
    for part in (*revision.terms.all(), *revision.evidence.all()):
        part.note = secret("revisionnote")
        part.save()
    revision.refresh_from_db()
    with record_change(revision, ada, secret("recording")):
        pass
    CommentFactory(clause=revision, text=secret("revisioncomment"))
    submit(revision, ada, secret("revisionsubmitting"))
    return revision


def _await(public, draft):
    """An answer that readers see waits for a clause that they do not."""
    public.terms.update(waits_for=draft)


def _responses(version, other, hidden, article, bob):
    """A response that readers see, which names drafts too, and others that they do not see."""
    seen = _response(other.version, version, "seen", clauses=[*version.clauses.all()])
    withdrawn = _response(other.version, version, "withdrawn")
    on_a_draft = _response(other.version, version, "pointless", clauses=[hidden])
    states = ("draft", "review", "changes")
    unseen = [_response(other.version, version, f"of-{state}") for state in states]
    for response in (seen, withdrawn, on_a_draft):
        ResponseEvidenceFactory(response=response, article=article)
        publish(response)
    withdraw(withdrawn, bob, "It named somebody.")
    for response, state in zip(unseen, states, strict=True):
        Response.objects.filter(pk=response.pk).update(state=state)
    for response in (withdrawn, on_a_draft, *unseen):
        _secret_words_of_a_response(response, article)
    return tuple(response.uid for response in (seen, withdrawn, on_a_draft, *unseen))


def _response(version, to, key, **more):
    return ResponseFactory(version=version, to=to, key=key, text="Readers see this too.", **more)


def _secret_words_of_a_response(response, article):
    name = response.key.replace("-", "")
    words = {field: secret(f"{name}{field}") for field in ("quote", "before", "after", "note")}
    ResponseEvidenceFactory(
        response=response, article=article, number=7, tagged_by=secret(name), **words
    )
    Response.objects.filter(pk=response.pk).update(text=secret(f"{name}answer"))


def _kept_text(article):
    words = " ".join(secret(f"text{sign}") for sign in "abcdefghij")
    keep_text(article, f"Thirty days. {words}", secret("keeper"))


def _unused_article(article, draft):
    """An article, of an outlet of its own, on which nothing rests but a draft."""
    words = {field: secret(f"outlet{field.replace('_', '')}") for field in OUTLET_WORDS}
    outlet = OutletFactory(key="unused", ownership_unchecked=False, **words)
    words = {field: secret(f"article{field.replace('_', '')}") for field in ARTICLE_WORDS}
    unused = ArticleFactory(
        key="U1",
        outlet=outlet,
        url=f"https://{secret('host')}.example/1",
        syndicated_from=article,
        origin=OriginFactory(),
        **words,
    )
    Article.objects.filter(pk=article.pk).update(origin=unused.origin)
    EvidenceFactory(article=unused, clause=draft)
    return unused


def _lone_draft(topic):
    """A negotiation of which nothing is published."""
    negotiation = NegotiationFactory(
        key="hidden", name=secret("talks"), place=secret("place"), summary=secret("summary")
    )
    PartyFactory(negotiation=negotiation, name=secret("party"))
    QuestionFactory(negotiation=negotiation, topic=topic, key="how-long", text=secret("question"))
    proposal = ProposalFactory(negotiation=negotiation, name=secret("plan"), title=secret("title"))
    version = VersionFactory(proposal=proposal, label=secret("lonelabel"))
    CoverageFactory(version=version, question=negotiation.questions.get(), note=secret("coverage"))
    return ClauseFactory(version=version, heading=secret("lone"))


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address that the site has, as a pattern with the names of its open parts."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        else:
            yield path, tuple(one.pattern.regex.groupindex)


def public_addresses() -> list[str]:
    return sorted(path for path, _parts in addresses() if not path.startswith(STAFF))


def staff_addresses() -> list[str]:
    return sorted({path for path, _parts in addresses() if path.startswith(STAFF)})


def values(path: str, world: World) -> Iterator[dict[str, str]]:
    """What to put into the open parts of a public address: what is public, and what is hidden."""
    parts = dict(addresses())[path]
    if path.startswith("responses/"):
        yield from ({"uid": uid} for uid in world.responses)
        return
    known = {
        (): [{}],
        ("uid",): [{"uid": uid} for uid in world.clauses],
        ("key",): [{"key": key} for key in (*world.articles, *world.outlets)],
        ("clause",): [{"clause": uid} for uid in world.clauses],
        ("article",): [{"article": key} for key in world.articles],
        ("outlet",): [{"outlet": key} for key in world.outlets],
        ("clause", "article", "number"): [
            {"clause": uid, "article": article, "number": number}
            for uid, article, number in product(world.clauses, world.articles, ("1", "9"))
        ],
        ("rest",): [{"rest": "nowhere"}],
        ("hash",): [{"hash": world.frozen}, {"hash": "0" * 64}],
        ("negotiation", "document"): [
            {"document": f"{proposal}.{version}"} for proposal, version in world.documents
        ],
        ("uid", "form"): [{"uid": uid, "form": "txt"} for uid in world.clauses],
        ("key", "form"): [{"key": key, "form": "ris"} for key in world.articles],
        ("negotiation", "form"): [{"form": form} for form in (*FORMATS, "nothing.doc")],
        ("section",): [{"section": section} for section in SECTIONS],
        ("negotiation",): [{}],
        ("negotiation", "question"): [{"question": key} for key in world.questions],
        ("negotiation", "topic"): [{"topic": world.topic}],
        ("negotiation", "proposal"): [
            {"proposal": proposal} for proposal, _version in world.documents
        ],
        ("negotiation", "proposal", "version"): [
            {"proposal": proposal, "version": version} for proposal, version in world.documents
        ],
    }
    assert parts in known, f"{path}: say here which values its parts {parts} take"
    for one in known[parts]:
        if "negotiation" not in parts:
            yield one
            continue
        for negotiation in (world.negotiation, world.hidden_negotiation):
            yield {"negotiation": negotiation, **one}


def filled(path: str, parts: dict[str, str]) -> str:
    """An address with its open parts filled in."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: quote(parts[found[1]]), path)


def queries(world: World, path: str) -> list[str]:
    """What readers may ask, and what a curious one would; of one clause less can be asked."""
    (plan, first), (_plan, second) = world.documents
    hidden = f"{plan}.{second}"
    if path == "oembed/":
        return [urlencode({"url": f"http://testserver{one}"}) for one in embedded(world)]
    asked: list[list[tuple[str, str]]] = [
        [],
        [("q", MARK)],
        [("q", MARK), ("d", plan), ("d", hidden)],
        [("d", plan), ("d", f"{plan}.{first}"), ("d", hidden)],
        [("question", world.questions[0]), ("document", plan)],
        [("question", world.questions[0]), ("document", hidden)],
        [("topic", world.topic), ("with", "disputed"), ("with", "single")],
        [("state", "draft"), ("draft", "1"), ("preview", "1"), ("format", "json")],
        [("page", "2"), ("part", "2"), ("outlets", "2")],
    ]
    if "uid" in path:
        asked = [asked[0], asked[-2]]
    if path.endswith("compare/row/"):
        asked = [[("row", key), ("d", plan), ("d", hidden)] for key in world.questions]
    if path.endswith("export/<str:form>"):
        asked = [asked[0], asked[2]]
    if path.startswith(API):
        asked = list(asked_of_the_interface(world, path))
    return [urlencode(one) for one in asked]


def asked_of_the_interface(world: World, path: str) -> Iterator[list[tuple[str, str]]]:
    """What the interface for programs takes: it refuses everything that it does not know."""
    (plan, _first), (_plan, second) = world.documents
    hidden = f"{plan}.{second}"
    yield []
    if path.endswith("comparison"):
        yield from ([("q", MARK)], [("d", plan), ("d", hidden)], [("topic", world.topic)])
    elif path.endswith("movement"):
        yield from ([("d", plan), ("d", hidden)], [("topic", world.topic)], [("all", "1")])
    elif path.endswith("clauses"):
        yield from ([("document", plan)], [("document", hidden)], [("topic", world.topic)])
    elif path.endswith("evidence"):
        yield from ([("clause", uid)] for uid in world.clauses)
        yield from ([("negotiation", key)] for key in (world.negotiation, world.hidden_negotiation))
    elif path.endswith("s"):
        yield [("limit", "200")]


def embedded(world: World) -> Iterator[str]:
    """Pages that other sites may ask to show, and those of a negotiation that nobody may see."""
    for key in (world.negotiation, world.hidden_negotiation):
        yield f"/{key}/topics/{world.topic}/"
        yield f"/{key}/compare/?question={world.questions[0]}"


FRAGMENT = {"HX-Request": "true"}
SCRIPT = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


def answers(client, path: str, world: World) -> Iterator[tuple[str, str, Any]]:
    """Each answer of an address with what was asked and in which way; only a page has fragments."""
    for parts in values(path, world):
        address = filled(path, parts)
        for query in queries(world, path):
            asked = f"{address}?{query}"
            yield asked, "as a page", (page := client.get(asked))
            if page.get("Retry-After"):
                yield asked, "as a file", fetched(client, asked, sheet_itself)
            if page["Content-Type"].startswith("text/html"):
                yield asked, "as a fragment", client.get(asked, headers=FRAGMENT)
        yield address, "by a script", client.get(address, headers=SCRIPT)


def told(answer, asked: str) -> set[str]:
    """The secret words in an answer, but for those that the visitor typed."""
    text = unescape(unquote(unpacked(b"".join(answer)).decode(errors="replace")))
    heads = " ".join(f"{name}: {value}" for name, value in answer.items())
    found = {word.lower() for word in SECRETS.findall(f"{text} {unquote(heads)}")}
    return found - {word.lower() for word in SECRETS.findall(unquote(asked))}


def unpacked(content: bytes) -> bytes:
    """What an answer holds: of an archive, such as a Word file, all that is in it."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as archive:
        return b" ".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("path", public_addresses())
def test_a_public_address_tells_nothing_unpublished(client, world, path):
    secrets, codes = {}, set()
    for asked, way, answer in answers(client, path, world):
        codes.add(answer.status_code)
        secrets[asked, way] = told(answer, asked)
    assert {asked: words for asked, words in secrets.items() if words} == {}
    assert 200 in codes or path in DEAD_ENDS, "no value that was tried has a page: name one"


def test_caches_keep_apart_what_an_address_answers_to_htmx(client, world):
    """A part and a whole page of one address differ by two headers: both are named."""
    for path in public_addresses():
        for parts in values(path, world):
            address = filled(path, parts)
            whole, part = client.get(address), client.get(address, headers=FRAGMENT)
            restored = client.get(
                address, headers={**FRAGMENT, "HX-History-Restore-Request": "true"}
            )
            if (whole.status_code, start(whole)) == (part.status_code, start(part)):
                continue
            for response in (whole, part, restored):
                named = set(response["Vary"].split(", "))
                assert {"HX-Request", "HX-History-Restore-Request"} <= named, address
            assert start(restored) == start(whole), address


HEADERS = ("ETag", "Cache-Control", "Content-Type", "Vary", "Last-Modified")
"""What tells a program whether it has an answer already, and how that may be kept."""


@pytest.mark.parametrize("encoding", ["identity", "gzip, br"])
def test_head_says_of_every_address_what_get_says(client, world, settings, encoding):
    """Asked before anybody asked with GET, so that nothing is kept yet; a program trusts it."""
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)
    sent = {"Accept-Encoding": encoding}
    others = []
    for path in public_addresses():
        for parts in values(path, world):
            address = filled(path, parts)
            head, get = client.head(address, headers=sent), client.get(address, headers=sent)
            if head.status_code != get.status_code or heads(head) != heads(get):
                others.append((address, heads(head), heads(get)))
            if tag := get.get("ETag"):
                again = client.head(address, headers={**sent, "If-None-Match": tag})
                found = (again.status_code, again["ETag"].removeprefix("W/"))
                assert found == (304, tag.removeprefix("W/")), address
    assert others == [], "\n".join(map(str, others))


def heads(response) -> dict[str, str | None]:
    return {name: response.get(name) for name in HEADERS}


def start(response) -> bytes:
    """What a page begins with: enough to tell it from a part of it; nothing for a file."""
    return response.content[:15] if response["Content-Type"].startswith("text/html") else b""


def test_no_public_address_takes_anything_in(client, world):
    paths = [path for path in public_addresses() if path != FREEZING]
    asked = [filled(path, parts) for path in paths for parts in values(path, world)]
    assert {client.post(one, {"q": MARK}).status_code for one in asked} == {405}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_sender_without_a_token_is_told_that_nothing_can_be_sent(world, method):
    strict = Client(enforce_csrf_checks=True)
    paths = [path for path in public_addresses() if path != FREEZING]
    for address in {filled(path, parts) for path in paths for parts in values(path, world)}:
        response = strict.generic(method, address, b"q=1")
        assert response.status_code == 405, address
        assert {"GET", "HEAD"} <= set(response["Allow"].split(", ")), address


def test_the_one_address_that_takes_something_in_asks_for_the_token(world):
    address = filled(FREEZING, {"negotiation": world.negotiation})
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


def test_what_anybody_can_freeze_tells_nothing_unpublished(client, world):
    asked = filled(FREEZING, {"negotiation": world.negotiation})
    answer = client.post(f"{asked}?topic={world.topic}", {"q": MARK}, follow=True)
    assert answer.status_code == 200
    assert told(answer, asked) == set()
    hidden = client.post(filled(FREEZING, {"negotiation": world.hidden_negotiation}), {"q": MARK})
    assert hidden.status_code == 404
    assert told(hidden, asked) == set()


def test_links_of_public_pages_lead_to_nothing_unpublished(client, world):
    """What the pages themselves offer, one of each kind: links, fragments and forms."""
    tried: dict[str, str] = {}
    for path in public_addresses():
        for parts in values(path, world):
            here = filled(path, parts)
            answer = client.get(here)
            if not answer["Content-Type"].startswith("text/html"):
                continue
            for link in links(b"".join(answer).decode() or "<p>", here):
                shape = re.sub(r"=[^&]*", "", link)
                tried.setdefault(shape, link)
    assert len(tried) > 20
    found = {link: told(client.get(link), link) for link in tried.values()}
    assert {link: words for link, words in found.items() if words} == {}


def links(html: str, here: str) -> list[str]:
    root = pages.parsed(html)
    named = root.xpath("//a/@href | //*/@hx-get | //form[not(@method='post')]/@action")
    whole = [here + one if one.startswith("?") else one for one in named]
    own = [one.split("#")[0] for one in whole if one.startswith("/")]
    return [one for one in own if not one.startswith(("/static/", f"/{STAFF}"))]


def test_the_words_of_this_test_are_found_where_they_are_public(client, world):
    clause = Clause.objects.published().filter(uid=world.clauses[0]).get()
    Clause.objects.filter(pk=clause.pk).update(text=secret("leak"))
    answer = client.get(clause.get_absolute_url())
    assert told(answer, "") == {secret("leak")}


def test_readers_see_the_published_text_while_it_is_revised(client, world):
    page = client.get(Clause.objects.get(uid=world.clauses[0]).get_absolute_url())
    assert "Readers see this." in page.content.decode()


def test_staff_sees_no_more_on_public_pages_than_anybody(world):
    staff = Client()
    staff.force_login(UserFactory(is_staff=True, is_superuser=True))
    asked = [filled(path, parts) for path in public_addresses() for parts in values(path, world)]
    assert len(asked) > len(public_addresses()) > 20
    for address in asked:
        assert told(staff.get(address), address) == set()


NUMBERS = ("object_id", "pk", "id", "content_type_id")
KEYS = {
    "app_label": "proposals",
    "name": "version",
    "url": "proposals/clause/",
    "owner": "shared",
    "language": "uk",
}
"""What stands for the other open parts of staff addresses."""


def staff_address(path: str, world: World) -> str:
    """A staff address at something that exists, so that not finding it is no refusal."""
    number = str(Clause.objects.get(uid=world.clauses[1]).pk)
    parts = dict(addresses())[path]
    unknown = set(parts) - {*NUMBERS, *KEYS, "key"}
    assert not unknown, f"{path}: say here what stands for {unknown}"
    words = {**dict.fromkeys(NUMBERS, number), **KEYS, "key": world.articles[0]}
    if not path.startswith("admin/proposals/clause/"):
        words["pk"] = str(Article.objects.get(key=world.articles[0]).pk)
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", path).replace("^", "").replace("$", "")
    return filled(plain, words)


OPEN_TO_ALL = {"/admin/login/"}
REFUSED = {302, 403, 404, 405}


@pytest.mark.parametrize("who", ["nobody", "a reader with an account"])
def test_a_staff_address_refuses_readers(client, world, who):
    if who != "nobody":
        client.force_login(UserFactory())
    open_ones = []
    for path in staff_addresses():
        asked = staff_address(path, world)
        for answer in (client.get(asked), client.post(asked, {"text": "anything"})):
            assert told(answer, asked) == set(), asked
            assert answer["Cache-Control"] == "private, no-store", asked
            open_ones += [asked] if answer.status_code not in REFUSED else []
    assert set(open_ones) == OPEN_TO_ALL


COMMANDS = [
    ("compare", "--format", "text"),
    ("compare", "--format", "json"),
    ("compare", "--topic", "truce"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_export_tells_nothing_unpublished(world, capsys, command):
    name, *options = command
    call_command(name, world.negotiation, *options)
    printed = capsys.readouterr().out
    assert printed.strip()
    assert SECRETS.findall(printed) == []


def test_a_dump_holds_drafts_but_no_revision_no_comment_and_no_article_text(world, tmp_path):
    call_command("dump", world.negotiation, tmp_path)
    written = " ".join(path.read_text() for path in tmp_path.rglob("*.toml"))
    found = set(SECRETS.findall(written))
    assert secret("drafttext") in found
    private = ("revision", "text", "keeper", "ada", "moor", "submitting", "changing", "recording")
    assert [word for word in found if word.removeprefix(MARK).startswith(private)] == []
    assert [word for word in found if word.endswith(("comment", "passage", "author"))] == []
