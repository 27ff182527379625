"""Istanbul on every page in Ukrainian and in Russian: each word is marked with its language.

The data are in English, with texts for readers of both languages. A word in Latin letters must
stand under `lang="en"`, or be a name that no language translates; and no word in Cyrillic letters
may stand under it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import quote

import docx
import lxml.html
import pytest
from django.test import Client
from django.utils.translation import override
from docx.oxml.ns import qn

from proposals.comparisons import Trait
from proposals.comparisons.query_string import PARAMETERS
from proposals.domain.verdicts import Mark
from proposals.editing.review import publish, submit
from proposals.editing.revisions import open_revision
from proposals.history.recorder import record_change
from proposals.models import Clause, Question, Snapshot, Term, Topic, Translation, Version
from sources.models import Article, Outlet
from sources.public import public_articles, public_outlets
from tests.factories import analyst, reviewer
from tests.language.catalogue import IN_CONTEXT, messages
from tests.support.folders import SEEDS, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

LANGUAGES = ("uk", "ru")
HOME = "/istanbul-2025/"
TWO = "d=ukraine-memorandum&d=russia-memorandum"
CELL = "question=ceasefire-length&document=ukraine-memorandum.published"
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-confirm", "data-copy")
PREVIEW = ("og:title", "og:description", "og:image:alt")
UNREAD = {"script", "style", "code", "kbd", "q", "blockquote"}
"""What holds no words of the site: a quotation has its own language, which may be any."""
LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
CYRILLIC = re.compile(r"[Ѐ-ӿ]{3,}")
ROMAN = re.compile(r"[IVXLC]+")
NO_WORDS = re.compile(
    r"<iframe.*|https?://\S+|[\w.-]+(?:/[\w.-]+)+|[\w.-]+\.(?:[a-z]{2,})\b"
    r"|[0-9a-f]{16,64}|(?:\b[0-9a-f]{4}\b ?)+",
    re.DOTALL,
)
NAMES = {
    "cookie",
    *("Parley", "SHA", "UTC", "API", "CSV", "JSON", "CSL", "Atom", "Word", "PDF", "HTML", "XLSX"),
    *(
        "pandoc",
        "Markdown",
        "BibTeX",
        "RIS",
        "LaTeX",
        "Zotero",
        "Citavi",
        "EndNote",
        "Mendeley",
        "Excel",
    ),
    *("LibreOffice", "Hypothes", "Web", "Annotations", "Letter", "PLOVER", "Creative", "Commons"),
    *("schema", "org", "oEmbed", "json", "jsonld", "record", "comparison", "pdf", "docx"),
}
"""Words that are the same in every language: names of programs and formats, sizes of paper."""
WITHOUT_A_LABEL = {"Section", "III", "point"}
"""The name of an alternative of which the data hold the key alone."""
SPELT_OUT = "Not seen; the address spells out: "
"""How a note begins of an editor's that ends in words of an address, in whatever letters."""
ASKED = {"prisoners", "none"}
"""What the addresses below ask for, which pages repeat."""

PAGES = {
    "home": "/",
    "method": "/method/",
    "overview": HOME,
    "comparison": f"{HOME}compare/?{TWO}",
    "comparison of all": f"{HOME}compare/?all=1",
    "filtered": f"{HOME}compare/?{TWO}&verdict=conflict",
    "notices": f"{HOME}compare/?topic=α&d=β&part=γ&δ=1&q=ζ",
    "searched": f"{HOME}compare/?q=prisoners",
    "row in full": f"{HOME}compare/?{TWO}&open=children-return",
    "sources of a cell": f"{HOME}compare/evidence/?{CELL}",
    "export": f"{HOME}export/?{TWO}",
    "freeze": f"{HOME}freeze/?{TWO}",
    "print": f"{HOME}print/?{TWO}",
    "printed answers": f"{HOME}print/?{TWO}&clauses=answers&notes=short",
    "brief": f"{HOME}brief/?{TWO}",
    "movement": f"{HOME}movement/?all=1",
    "corrections": f"{HOME}corrections/",
    "sources": "/sources/",
    "search": "/search/?q=prisoners",
    "search for nothing": "/search/?q=",
    "missing": f"{HOME}topics/none/",
    "HTML file": f"{HOME}export/comparison.html?{TWO}",
}
FRAGMENTS = {
    "rows": f"{HOME}compare/rows/?{TWO}",
    "filters": f"{HOME}compare/filters/?{TWO}",
    "filtered page": f"{HOME}compare/?{TWO}&verdict=conflict",
    "row": f"{HOME}compare/row/?{TWO}&row=ceasefire-length",
    "sources": f"{HOME}compare/evidence/?{CELL}",
}

stored = stored_for_a_module(SEEDS / "istanbul-2025")


def _pages_of_rows() -> Iterator[str]:
    """The addresses of all pages that rows of the data have."""
    for topic in Topic.objects.all():
        yield f"{HOME}topics/{topic.key}/"
        yield f"{HOME}embed/topics/{topic.key}/"
    for question in Question.objects.all():
        yield f"{HOME}embed/questions/{question.key}/"
    for version in Version.objects.select_related("proposal"):
        yield f"{HOME}documents/{version.proposal.key}/{version.key}/"
    for uid in Clause.objects.published().values_list("uid", flat=True):
        yield f"/clauses/{quote(uid)}/"
    for article in public_articles():
        yield f"/sources/articles/{quote(article.key)}/"
    for outlet in public_outlets():
        yield f"/sources/outlets/{quote(outlet.key)}/"


def _own_words(language: str) -> set[str]:
    """The words in Latin letters that belong into a text in this language."""
    texts = [*NAMES, *ASKED, *WITHOUT_A_LABEL, *PARAMETERS, *Mark, *Trait]
    for model in (Topic, Question, Version, Outlet, Article):
        texts += model.objects.values_list("key", flat=True)
    texts += Outlet.objects.values_list("name", flat=True)
    texts += Topic.objects.values_list("pax_code", flat=True)
    texts += Clause.objects.values_list("quote_by", flat=True)
    told = Translation.objects.filter(language=language)
    texts += told.values_list("text", flat=True)
    return {word for text in texts for word in LATIN.findall(text)}


def _prose() -> set[str]:
    """The words of answers in prose, which are shown as they were written."""
    values = Term.objects.filter(question__kind="text").values_list("value", flat=True)
    return {word for value in values for word in LATIN.findall(str(value))}


def _strays(root: Any, own: set[str], language: str) -> Iterator[str]:
    """Yield what is said under a language that it is not in."""
    for text, node in _said(root):
        nearest = next((one.get("lang") for one in _up(node) if one.get("lang")), language)
        plain = NO_WORDS.sub(" ", text)
        words: Iterable[str] = ()
        if nearest == language:
            # in a preview no part has a language of its own
            told = _prose() if node.tag == "meta" else set()
            words = (one for one in LATIN.findall(plain) if one not in own | told)
            words = [one for one in words if not ROMAN.fullmatch(one)]
        elif nearest == "en" and not plain.startswith(SPELT_OUT):
            words = CYRILLIC.findall(plain)
        if words:
            yield f"{nearest}: {', '.join(words)}: {' '.join(text.split())[:80]}"


def _up(node: Any) -> Iterator[Any]:
    yield node
    yield from node.iterancestors()


def _said(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield what people see or hear of a page, each with the element that names its language."""
    for node in root.iter(lxml.html.etree.Element):
        if node.tail and node.getparent() is not None:
            yield node.tail, node.getparent()
        if node.tag in UNREAD or any(one.tag in UNREAD for one in node.iterancestors()):
            continue
        if node.text and node.tag != "title":
            yield node.text, node
        yield from ((node.get(name), node) for name in ATTRIBUTES if node.get(name))
        if node.tag == "meta" and node.get("property") in PREVIEW:
            yield node.get("content"), node


def _walk(client: Client, paths: Iterable[str], language: str, **headers: str) -> dict[str, str]:
    """Return what stands under a wrong language, each with the first page that says it."""
    found: dict[str, str] = {}
    own, number = _own_words(language), 0
    for path in paths:
        answer = client.get(f"/{language}{path}", headers=headers)
        assert answer.status_code == (404 if path == PAGES["missing"] else 200), path
        root = lxml.html.fromstring(
            f"<div>{answer.content.decode()}</div>" if headers else answer.content
        )
        assert any(CYRILLIC.search(text) for text, _node in _said(root)), path
        for stray in _strays(root, own, language):
            found.setdefault(stray, path)
        number += 1
    assert number
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_page_stands_under_a_language_that_is_not_its_own(client, language):
    assert _walk(client, PAGES.values(), language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_page_of_a_row_stands_under_another_language(client, language):
    paths = list(_pages_of_rows())
    assert len(paths) > 400
    assert _walk(client, paths, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_fragment_stands_under_another_language(client, language):
    headers = {"HX-Request": "true"}
    assert _walk(client, FRAGMENTS.values(), language, **headers) == {}


ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = {
    "changes": f"{HOME}changes.atom",
    "changes of a topic": f"{HOME}topics/prisoners/changes.atom",
    "movements": f"{HOME}movement.atom",
}
TEXTS = {
    **FEEDS,
    "Markdown": f"{HOME}export/comparison.md?{TWO}",
    "citation": f"{HOME}export/citation.txt?{TWO}",
    "citation of a row": f"{HOME}export/citation.txt?{TWO}&question=ceasefire-length",
    "RIS": f"{HOME}export/citation.ris?{TWO}",
    "BibTeX": f"{HOME}export/citation.bib?{TWO}",
    "oEmbed": f"/oembed/?url=http://testserver/{{language}}{HOME}topics/prisoners/",
}
"""Files of words that a page cannot mark; each names its language once, if it names it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FEEDS)
def test_no_word_of_a_feed_stands_under_another_language(client, language, name):
    _correct_a_clause()
    root = lxml.etree.fromstring(client.get(f"/{language}{FEEDS[name]}").content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    own, strays, entries = _own_words(language), [], root.findall("a:entry", ATOM)
    for entry in entries:
        title = lxml.html.Element("p")
        title.text = entry.findtext("a:title", namespaces=ATOM)
        html = entry.findtext("a:summary", namespaces=ATOM) or "<p></p>"
        for one in (title, lxml.html.fromstring(f"<div>{html}</div>")):
            strays += _strays(one, own, language)
    assert strays == []
    assert entries or name == "movements"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_no_sentence_of_ours_in_a_file_is_english(client, language, name):
    text = client.get(f"/{language}{TEXTS[name].format(language=language)}").content.decode()
    text = json.dumps(json.loads(text), ensure_ascii=False) if name == "oEmbed" else unescape(text)
    assert CYRILLIC.search(text)
    assert [one for one in _sentences_of_ours() if one in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_citations_and_word_files_say_the_language_that_they_are_in(client, language):
    def file(name, more=""):
        return client.get(f"/{language}{HOME}export/{name}?{TWO}{more}").content

    assert f"LA  - {language}" in file("citation.ris").decode()
    assert f"LA  - {language}" in file("citation.ris", "&question=ceasefire-length").decode()
    assert f"{{{language}}}" in file("citation.bib").decode()
    for name in ("comparison.docx", "brief.docx"):
        document = docx.Document(BytesIO(file(name)))
        assert document.core_properties.language == language
        [default] = document.styles.element.iter(qn("w:lang"))
        assert default.get(qn("w:val")) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_is_one_claim_in_every_language(client, language):
    clause = Clause.objects.published().order_by("pk")[0]
    with override("en"):
        path = clause.get_absolute_url()

    def told(address):
        root = lxml.html.fromstring(client.get(address).content)
        return json.loads(root.xpath("string(//script[@type='application/ld+json'])"))

    english, other = told(path), told(f"/{language}{path}")
    assert other["@id"] == english["@id"] == f"http://testserver{path}"
    assert other["url"] == f"http://testserver/{language}{path}"


def _correct_a_clause() -> None:
    """Let people correct a clause, so that a feed has an entry on that clause alone."""
    ada, bob = analyst(username="ada"), reviewer(username="bob")
    clause = Clause.objects.published().filter(topics__key="prisoners").order_by("pk")[0]
    revision = open_revision(clause, ada)
    with record_change(revision, ada, "a note"):
        revision.text += " All of them."
        revision.save()
    submit(revision, ada, "a note")
    publish(revision, bob, "The wording was misread.")


def _sentences_of_ours() -> set[str]:
    """The English texts of the interface that are long enough to be told from data."""
    texts = {text.rpartition(IN_CONTEXT)[2] for entry in messages() for text in entry}
    return {text for text in texts if len(text) > 14 and " " in text and "%" not in text}


def test_the_walk_finds_words_under_a_wrong_language():
    html = (
        '<p lang="uk">Мир <b title="Peace">світ</b> <i lang="en">world</i> <i lang="en">світло</i>'
        ' <a href="/uk/">Parley</a> and <q lang="en">peace</q> III</p>'
    )
    found = list(_strays(lxml.html.fromstring(html), {"Parley"}, "uk"))
    assert found == ["uk: Peace: Peace", "en: світло: світло", "uk: and: and"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["comparison.docx", "brief.docx"])
def test_runs_of_a_word_file_carry_the_language_of_what_they_say(client, language, file):
    answer = client.get(f"/{language}{HOME}export/{file}?{TWO}")
    document = docx.Document(BytesIO(answer.content))
    own, strays, marked = _own_words(language), [], 0
    for run in document.element.body.iter(qn("w:r")):
        text = NO_WORDS.sub(" ", "".join(one.text or "" for one in run.iter(qn("w:t"))))
        tag = next((one.get(qn("w:val")) or "" for one in run.iter(qn("w:lang"))), language)
        marked += tag.startswith(language)
        if tag.startswith("en") and CYRILLIC.search(text):
            strays.append(text)
        latin = [word for word in LATIN.findall(text) if not ROMAN.fullmatch(word)]
        if tag.startswith(language) and any(word not in own for word in latin):
            strays.append(text)
    assert marked > 20
    assert strays == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_in_their_language_that_nobody_has_reviewed_it(client, language):
    root = lxml.html.fromstring(client.get(f"/{language}{HOME}compare/?{TWO}").content)
    [note] = root.xpath("//footer//p[@class='unreviewed']")
    assert CYRILLIC.search(note.text)
    [link] = note.xpath("a")
    assert link.get("href") == f"{HOME}compare/?{TWO}"
    assert link.get("hreflang") == "en"
    for page in ("print", "brief"):
        assert note.text.strip() in client.get(f"/{language}{HOME}{page}/?{TWO}").content.decode()
    for file in ("comparison.docx", "brief.docx"):
        answer = client.get(f"/{language}{HOME}export/{file}?{TWO}")
        paragraphs = [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]
        assert note.text.strip() in paragraphs


def test_a_page_in_a_language_that_needs_no_review_says_nothing_of_it(client):
    for page in ("compare", "print", "brief"):
        assert "unreviewed" not in client.get(f"{HOME}{page}/?{TWO}").content.decode()


def test_a_comparison_is_kept_under_one_hash_and_names_the_language_of_its_words(client):
    answer = client.post(f"/uk{HOME}freeze/?{TWO}")
    kept = Snapshot.objects.get()
    assert answer["Location"] == f"/uk/frozen/{kept.hash}/"
    assert client.post(f"{HOME}freeze/?{TWO}")["Location"] == f"/frozen/{kept.hash}/"
    assert Snapshot.objects.count() == 1
    for path, name in (
        (f"/frozen/{kept.hash}/", "Ukrainian"),
        (f"/ru/frozen/{kept.hash}/", "Украинский"),
    ):
        root = lxml.html.fromstring(client.get(path).content)
        [sheet] = root.xpath("//main")
        assert (sheet.get("lang"), sheet.get("dir")) == ("uk", "ltr")
        assert any(name in one.text_content() for one in root.xpath("//header//dd"))
    record = client.get(f"/frozen/{kept.hash}/comparison.json").json()
    assert record["words"] == {"language": "uk"}
